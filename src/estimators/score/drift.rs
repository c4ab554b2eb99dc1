//! What the arms did before the start, from wave to wave: the pre-trend test's parameters, and how much more of it after the start a
//! finding would withstand.

use nalgebra::DMatrix;

use crate::kernel::NotEstimable;
use crate::kernel::distribution::t_quantile;
use crate::kernel::relative_magnitudes::{Drift, Exposure};
use crate::panel::{Change, ChangeKind};

use super::super::{LEVEL, Reason};
use super::comparison::GroupTimeEffect;

/// With more pre-period cells than this the pre-trend test uses their means by event time: a test of very many
/// cells has no power and its covariance is costly.
const MOST_PRETREND_CELLS: usize = 60;

/// A step before the start counts as seen when it is known of this share of the participants.
const COMMON_STEP: f64 = 0.5;

/// A weighted sum of effects: its value and the weights, by position among the population's effects.
pub(super) type Part = (f64, Vec<(usize, f64)>);

/// Positions of the changes from wave to wave before the start.
fn varying(changes: &[Change], effects: &[GroupTimeEffect]) -> Vec<usize> {
    (0..effects.len())
        .filter(|&k| changes[effects[k].change].kind == ChangeKind::Varying)
        .collect()
}

/// Parameters of the pre-trend test: the pre-period cells with varying base, or their means by event time.
pub(super) fn pretrend_parts(
    changes: &[Change],
    effects: &[GroupTimeEffect],
    sizes: &[f64],
) -> Vec<Part> {
    let varying = varying(changes, effects);
    if varying.len() <= MOST_PRETREND_CELLS {
        return varying
            .into_iter()
            .map(|k| (effects[k].result.att, vec![(k, 1.0)]))
            .collect();
    }
    by_event_time(changes, effects, sizes)
}

/// Mean drift of the arms from the wave before to each wave before the start, by event time, weighted by cohort size.
pub(super) fn by_event_time(
    changes: &[Change],
    effects: &[GroupTimeEffect],
    sizes: &[f64],
) -> Vec<Part> {
    let varying = varying(changes, effects);
    let mut times: Vec<i32> = varying
        .iter()
        .map(|&k| changes[effects[k].change].event_time)
        .collect();
    times.sort_unstable();
    times.dedup();
    times
        .into_iter()
        .map(|time| {
            let own: Vec<usize> = varying
                .iter()
                .copied()
                .filter(|&k| changes[effects[k].change].event_time == time)
                .collect();
            let total: f64 = own
                .iter()
                .map(|&k| sizes[changes[effects[k].change].trial])
                .sum();
            let weights: Vec<(usize, f64)> = own
                .iter()
                .map(|&k| (k, sizes[changes[effects[k].change].trial] / total))
                .collect();
            (
                weights
                    .iter()
                    .map(|&(k, w)| w * effects[k].result.att)
                    .sum(),
                weights,
            )
        })
        .collect()
}

/// The drifts against which those after the start are held: steps that are known of at least [`COMMON_STEP`] of the
/// participants whose effect is known, since a step of few trials is mostly chance and of other people.
pub(super) fn common_steps(
    changes: &[Change],
    effects: &[GroupTimeEffect],
    sizes: &[f64],
) -> Vec<Part> {
    let people = |wanted: &dyn Fn(&Change) -> bool| -> f64 {
        let mut trials: Vec<usize> = effects
            .iter()
            .map(|e| changes[e.change])
            .filter(wanted)
            .map(|c| c.trial)
            .collect();
        trials.sort_unstable();
        trials.dedup();
        trials.iter().map(|&t| sizes[t]).sum()
    };
    let all = people(&|c| c.kind == ChangeKind::Post);
    by_event_time(changes, effects, sizes)
        .into_iter()
        .filter(|(_, weights)| {
            let time = weights
                .first()
                .map(|&(k, _)| changes[effects[k].change].event_time);
            let known = people(&|c| c.kind == ChangeKind::Varying && Some(c.event_time) == time);
            known >= COMMON_STEP * all
        })
        .collect()
}

/// The largest magnitude of violations, relative to the largest drift before the start, at which the headline still
/// excludes zero; 0 when it does not at all. `covariance` is that of the headline and the drifts, in this order.
pub(super) fn withstands(
    effect: f64,
    reach: f64,
    drifts: impl Iterator<Item = f64>,
    covariance: &DMatrix<f64>,
    df: f64,
) -> Result<f64, Reason> {
    let exposure = Exposure {
        effect,
        variance: covariance[(0, 0)],
        reach,
        drifts: drifts
            .enumerate()
            .map(|(k, value)| Drift {
                value,
                variance: covariance[(k + 1, k + 1)],
                covariance: covariance[(0, k + 1)],
            })
            .collect(),
        critical: t_quantile(0.5 + LEVEL / 2.0, df),
    };
    exposure.survives().map_err(|reason| match reason {
        NotEstimable::TooFewWaves { .. } => Reason::NoDrift,
        other => Reason::Kernel(other),
    })
}
