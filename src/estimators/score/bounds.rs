//! Bounds on a headline when the arms answer to different extents (Lee 2009, doi:10.1111/j.1467-937X.2009.00536.x).
//!
//! The share to trim is that of all trials and waves together, since in a single one chance rules it. The changes of the
//! arm that answers more, each less what is expected of it (the effect of its trial and wave, the outcome regression of its
//! cell), are one distribution with the weights of the headline, and are trimmed as one: the bounds then hold whichever
//! trials and waves the people too many come from. Sampling error is not part of them.

use crate::kernel::difference::ArmSums;
use crate::kernel::trimming::{TrimmedArm, Trimming, lee_bounds};
use crate::panel::{Comparison, ExpectedChange, ResidualFamily, WaveMatrix, residual_masses};

use super::super::Reason;
use super::answer::{BothArms, ResponseBounds};
use super::comparison::{Ground, GroupTimeEffect};
use super::strata::Strata;
use super::{Draft, ScoreRequest, ScoreSums};

/// Bins a standard deviation of the outcome is cut into.
const BINS_IN_SD: f64 = 200.0;

/// Bounds of the populations of a breakdown; `rates` gives the shares who answer and the headline of those that need them.
pub(super) fn bounds(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    sums: &ScoreSums,
    draft: &Draft<'_>,
    rates: &[Option<(BothArms, f64)>],
    (request, base_sd): (&ScoreRequest<'_>, f64),
) -> Vec<Option<Result<ResponseBounds, Reason>>> {
    let trimming: Vec<Option<Trimming>> = rates
        .iter()
        .map(|r| {
            let (rates, _) = r.as_ref()?;
            // A linear prediction may lie beyond a whole.
            Trimming::between(rates.treated.min(1.0), rates.control.min(1.0)).ok()
        })
        .collect();
    let masses = if trimming.iter().any(Option::is_some) {
        let stratum = draft.strata_of_cells();
        let width = if base_sd > 0.0 {
            base_sd / BINS_IN_SD
        } else {
            1.0
        };
        let family = ResidualFamily {
            population: &draft.breakdown.populations.of_cell,
            stratum: &stratum,
            changes: expected_changes(sums, draft, &trimming, request),
            treated: trimming
                .iter()
                .map(|t| Some(t.as_ref()?.arm == TrimmedArm::Treated))
                .collect(),
            width: vec![width; trimming.len()],
        };
        residual_masses(comparison, matrix, request.control, &family)
    } else {
        vec![Vec::new(); trimming.len()]
    };
    rates
        .iter()
        .zip(trimming)
        .zip(masses)
        .map(|((rates, trimming), masses)| {
            let (_, effect) = rates.as_ref()?;
            let Some(trimming) = trimming else {
                return Some(Err(Reason::NobodyToCompare));
            };
            let bounds = lee_bounds(*effect, trimming, &masses).map(|(low, high)| ResponseBounds {
                low,
                high,
                trimming,
            });
            Some(bounds.map_err(Reason::from))
        })
        .collect()
}

/// What is expected of every answer that may be trimmed, and what it counts for.
fn expected_changes(
    sums: &ScoreSums,
    draft: &Draft<'_>,
    trimming: &[Option<Trimming>],
    request: &ScoreRequest<'_>,
) -> Vec<ExpectedChange> {
    let strata: usize = draft.strata.iter().sum();
    let mut changes: Vec<Option<ExpectedChange>> = vec![None; sums.changes.len()];
    for ((p, trimming), first) in trimming.iter().enumerate().zip(draft.strata_before()) {
        let (Some(trimming), Ok(targets)) = (trimming, &draft.targets[p]) else {
            continue;
        };
        for (member, weight) in targets.headline() {
            let effect = &draft.effects[p][member];
            let ground = Ground {
                sums,
                cells: &draft.cells[p],
                stratum: &draft.stratum,
                response: request.settings.response,
            };
            let own = Strata::of(effect.change, &ground, draft.strata[p]);
            let (expected, weights) = match trimming.arm {
                TrimmedArm::Treated => of_treated(&own, effect, weight),
                TrimmedArm::Control => of_control(&own, effect, weight),
            };
            let slot = changes[effect.change].get_or_insert_with(|| ExpectedChange {
                change: sums.changes[effect.change].change,
                expected: vec![0.0; strata],
                weight: vec![0.0; strata],
            });
            let range = first..first + draft.strata[p];
            slot.expected[range.clone()].copy_from_slice(&expected);
            slot.weight[range].copy_from_slice(&weights);
        }
    }
    changes.into_iter().flatten().collect()
}

/// Expected change and weight of a participant by stratum.
fn of_treated(own: &Strata, effect: &GroupTimeEffect, weight: f64) -> (Vec<f64>, Vec<f64>) {
    let on = |at: usize| f64::from(u8::from(effect.result.on_support[at]));
    let counts_for = effect.counts_for.as_ref().map(|c| &c.treated[..]);
    centred(
        &own.treated,
        &effect.result.predicted,
        &on,
        counts_for,
        weight,
    )
}

/// Expected change and weight of a control person by stratum: by the odds of taking part where they are
/// modelled, else by the participants of the stratum.
fn of_control(own: &Strata, effect: &GroupTimeEffect, weight: f64) -> (Vec<f64>, Vec<f64>) {
    let result = &effect.result;
    let each = |at: usize| {
        if result.control_weight.is_empty() {
            let on = result.on_support[at] && own.control[at].weight > 0.0;
            if on {
                own.treated[at].weight / own.control[at].weight
            } else {
                0.0
            }
        } else {
            result.control_weight[at]
        }
    };
    let counts_for = effect.counts_for.as_ref().map(|c| &c.control[..]);
    centred(&own.control, &result.predicted, &each, counts_for, weight)
}

/// Expected changes that leave residuals of mean zero, and weights per person that add up to `weight`.
fn centred(
    sums: &[ArmSums],
    predicted: &[f64],
    each: &dyn Fn(usize) -> f64,
    counts_for: Option<&[f64]>,
    weight: f64,
) -> (Vec<f64>, Vec<f64>) {
    let (mut total, mut rest) = (0.0, 0.0);
    for (at, (own, predicted)) in sums.iter().zip(predicted).enumerate() {
        total += each(at) * own.weight;
        rest += each(at) * (own.sum - own.weight * predicted);
    }
    if total <= 0.0 {
        return (vec![0.0; sums.len()], vec![0.0; sums.len()]);
    }
    let expected = predicted.iter().map(|m| m + rest / total).collect();
    let weights = (0..sums.len())
        .map(|at| weight * each(at) * counts_for.map_or(1.0, |c| c[at]) / total)
        .collect();
    (expected, weights)
}
