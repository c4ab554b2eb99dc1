//! What is reported of a population's group-time effects: aggregates, the slots of the influence vectors that
//! they occupy, and the answer once the influences are summed.

use std::collections::BTreeMap;

use nalgebra::DMatrix;

use crate::kernel::aggregation::{Aggregate, Aggregated, AggregationKind, GroupTime, aggregate};
use crate::kernel::joint::{small_sample_pretest, sup_t_critical};
use crate::panel::{BasePeriod, Change, ChangeKind, Comparison, SlotPlan, WaveMatrix};
use crate::vocab::Period;

use super::super::{Compared, FEWEST_CLUSTERS, LEVEL, Reason};
use super::answer::{MomentEffect, ScoreAnswer};
use super::comparison::GroupTimeEffect;
use super::drift::{self, Part};
use super::error::Errors;

/// Draws behind a simultaneous band.
const BAND_DRAWS: usize = 10_000;

/// Which slots a population's aggregates occupy, with the aggregates themselves.
pub(super) struct Targets {
    pub(super) slots: usize,
    pub(super) simple: Aggregate,
    pub(super) overall: Vec<(usize, Aggregate)>,
    pub(super) events: std::ops::Range<usize>,
    pub(super) event_parts: Vec<Aggregate>,
    pub(super) cohorts: Vec<(usize, Period, Aggregate)>,
    pub(super) waves: Vec<(usize, Aggregate)>,
    pub(super) pretrend: std::ops::Range<usize>,
    /// Per pre-trend parameter: weights over the population's effects.
    pub(super) pretrend_parts: Vec<Part>,
    /// The headline once more, then the drifts before the start: one block, for their covariance.
    pub(super) drift: std::ops::Range<usize>,
    pub(super) drift_parts: Vec<Part>,
    /// Positions (among the population's effects) that enter the aggregates; leads and post effects.
    pub(super) members: Vec<usize>,
}

impl Targets {
    pub(super) fn of(
        comparison: &Comparison,
        changes: &[Change],
        effects: &[GroupTimeEffect],
        sizes: &[f64],
        (detailed, base): (bool, BasePeriod),
    ) -> Result<Targets, Reason> {
        if comparison.trials.iter().all(|t| t.treated.is_empty()) || sizes.iter().all(|&n| n == 0.0)
        {
            return Err(Reason::NobodyTookPart);
        }
        if !changes.iter().any(|c| c.kind == ChangeKind::Post) {
            return Err(Reason::NoWaves);
        }
        if sizes.iter().sum::<f64>() < FEWEST_CLUSTERS as f64 {
            return Err(Reason::TooFewClusters);
        }
        let kind = |e: &GroupTimeEffect| changes[e.change].kind;
        let leads = match base {
            BasePeriod::Universal => ChangeKind::Lead,
            BasePeriod::Varying => ChangeKind::Varying,
        };
        let members: Vec<usize> = (0..effects.len())
            .filter(|&k| [ChangeKind::Post, leads].contains(&kind(&effects[k])))
            .collect();
        let cells: Vec<GroupTime> = members
            .iter()
            .map(|&k| {
                let change = changes[effects[k].change];
                GroupTime {
                    cohort: change.trial,
                    cohort_label: change.trial as i64,
                    time: change.wave as i64,
                    event_time: i64::from(change.event_time),
                    post: change.kind == ChangeKind::Post,
                    att: effects[k].result.att,
                }
            })
            .collect();
        if !cells.iter().any(|c| c.post) {
            let controls = comparison.trials.iter().any(|t| !t.control.is_empty());
            return Err(if controls {
                Reason::NoWaves
            } else {
                Reason::NobodyToCompare
            });
        }
        let of = |kind: AggregationKind| -> Result<Aggregated, Reason> {
            Ok(aggregate(kind, &cells, sizes, None)?)
        };
        let simple = of(AggregationKind::Simple)?.overall;
        let mut slots = 1;
        let mut next = |n: usize| {
            let from = slots;
            slots += n;
            from..slots
        };
        let mut targets = Targets {
            slots: 0,
            simple,
            overall: Vec::new(),
            events: 0..0,
            event_parts: Vec::new(),
            cohorts: Vec::new(),
            waves: Vec::new(),
            pretrend: 0..0,
            pretrend_parts: Vec::new(),
            drift: 0..0,
            drift_parts: Vec::new(),
            members,
        };
        if detailed {
            let (dynamic, group, calendar) = (
                of(AggregationKind::Dynamic)?,
                of(AggregationKind::Group)?,
                of(AggregationKind::Calendar)?,
            );
            targets.events = next(dynamic.parts.len());
            targets.event_parts = dynamic.parts;
            // Cohorts that started in the same period (in different programmes) are one cohort in the report.
            for (slot, (period, part)) in
                next(group.parts.len()).zip(by_period(comparison, group.parts, sizes))
            {
                targets.cohorts.push((slot, period, part));
            }
            targets.waves = next(calendar.parts.len()).zip(calendar.parts).collect();
            targets.overall = next(3)
                .zip([dynamic.overall, group.overall, calendar.overall])
                .collect();
        }
        targets.pretrend_parts = drift::pretrend_parts(changes, effects, sizes);
        targets.pretrend = next(targets.pretrend_parts.len());
        if detailed {
            targets.drift_parts = drift::common_steps(changes, effects, sizes);
            targets.drift = next(1 + targets.drift_parts.len());
        }
        targets.slots = slots;
        Ok(targets)
    }

    /// Slot and aggregate of everything but the pre-trend.
    pub(super) fn aggregates(&self) -> impl Iterator<Item = (usize, &Aggregate)> {
        std::iter::once((0, &self.simple))
            .chain(self.overall.iter().map(|(s, a)| (*s, a)))
            .chain(self.events.clone().zip(&self.event_parts))
            .chain(self.cohorts.iter().map(|(s, _, a)| (*s, a)))
            .chain(self.waves.iter().map(|(s, a)| (*s, a)))
            .chain((!self.drift.is_empty()).then_some((self.drift.start, &self.simple)))
    }

    /// Slot and weights of what is no aggregate: the pre-trend and the drifts.
    pub(super) fn weighted_parts(&self) -> impl Iterator<Item = (usize, &Part)> {
        let drifts = self.drift.clone().skip(1).zip(&self.drift_parts);
        self.pretrend
            .clone()
            .zip(&self.pretrend_parts)
            .chain(drifts)
    }

    /// The weights of an aggregate, trial by trial.
    fn by_trial(
        &self,
        aggregate: &Aggregate,
        changes: &[Change],
        effects: &[GroupTimeEffect],
    ) -> BTreeMap<usize, f64> {
        let mut weights = BTreeMap::new();
        for (&member, &weight) in self.members.iter().zip(&aggregate.weights) {
            if weight != 0.0 {
                *weights
                    .entry(changes[effects[member].change].trial)
                    .or_default() += weight;
            }
        }
        weights
    }

    /// Post effects with their weights in the headline, as positions among the population's effects.
    pub(super) fn headline(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let weights = self.simple.weights.iter().copied();
        self.members
            .iter()
            .copied()
            .zip(weights)
            .filter(|(_, weight)| *weight > 0.0)
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one constructor: every field of the answer once"
    )]
    pub(super) fn answer(
        &self,
        (matrix, changes): (&WaveMatrix, &[Change]),
        plan: &SlotPlan,
        errors: &Errors<'_>,
        effects: &[GroupTimeEffect],
        seed: u64,
    ) -> Result<ScoreAnswer, Reason> {
        let (sums, factor) = (errors.sums, errors.factor());
        let effect = |a: &Aggregate, slot: usize, critical: Option<f64>| {
            errors.effect(a.value, slot, &self.by_trial(a, changes, effects), critical)
        };
        // The covariance of some slots, from the block that holds them.
        let block = |range: &std::ops::Range<usize>| {
            let (at, own) = plan
                .blocks
                .iter()
                .enumerate()
                .find(|(_, b)| b.start <= range.start && range.end <= b.end)?;
            let products = sums.products.get(at)?;
            let entry = |i: usize, j: usize| {
                products[(range.start - own.start + i) * own.len() + range.start - own.start + j]
                    * factor
            };
            Some(DMatrix::from_fn(range.len(), range.len(), entry))
        };
        let counted = |slot: usize| -> Compared {
            let [treated, control] = sums
                .seen
                .get(slot)
                .copied()
                .unwrap_or([sums.treated, sums.control]);
            Compared {
                treated,
                control,
                treated_on_support: treated,
                control_on_support: control,
            }
        };
        let critical = block(&self.events)
            .filter(|_| !self.events.is_empty())
            .and_then(|covariance| sup_t_critical(&covariance, LEVEL, BAND_DRAWS, seed).ok());
        let simple = effect(&self.simple, 0, None)?;
        let (mut treated_level, mut off, mut all) = (0.0, 0.0, 0.0);
        for (member, weight) in self.headline() {
            let result = &effects[member].result;
            treated_level += weight * effects[member].treated_level;
            off += result.off_support_treated;
            all += result.off_support_treated + result.treated_weight;
        }
        let degrees = errors.degrees(0, &self.by_trial(&self.simple, changes, effects))?;
        let pretrend_p = block(&self.pretrend).and_then(|covariance| {
            let values: Vec<f64> = self.pretrend_parts.iter().map(|(v, _)| *v).collect();
            small_sample_pretest(&values, &covariance, degrees).ok()
        });
        let withstands = block(&self.drift)
            .filter(|_| !self.drift.is_empty())
            .map(|covariance| {
                let since = |member: usize| changes[effects[member].change].event_time;
                let reach = self
                    .headline()
                    .map(|(member, weight)| weight * f64::from(since(member) + 1))
                    .sum();
                let values = self.drift_parts.iter().map(|(value, _)| *value);
                drift::withstands(self.simple.value, reach, values, &covariance, degrees)
            });
        let mut overall = self
            .overall
            .iter()
            .map(|(slot, a)| effect(a, *slot, None).ok());
        let (dynamic, group, calendar) = (
            overall.next().flatten(),
            overall.next().flatten(),
            overall.next().flatten(),
        );
        Ok(ScoreAnswer {
            simple,
            spread: errors.spread(0, degrees),
            dynamic,
            group,
            calendar,
            events: self
                .events
                .clone()
                .zip(&self.event_parts)
                .map(|(slot, a)| MomentEffect {
                    moment: a.label as i32,
                    effect: effect(a, slot, critical),
                    compared: counted(slot),
                })
                .collect(),
            cohorts: self
                .cohorts
                .iter()
                .map(|(slot, period, a)| MomentEffect {
                    moment: *period,
                    effect: effect(a, *slot, None),
                    compared: counted(*slot),
                })
                .collect(),
            waves: self
                .waves
                .iter()
                .map(|(slot, a)| MomentEffect {
                    moment: matrix.waves[a.label as usize],
                    effect: effect(a, *slot, None),
                    compared: counted(*slot),
                })
                .collect(),
            pretrend_p,
            withstands,
            treated_level,
            base_sd: f64::NAN,
            effective_control: None,
            balance: Vec::new(),
            max_abs_smd: None,
            off_support: if all > 0.0 { off / all } else { 0.0 },
        })
    }
}

/// Merges the cohorts of several programmes that started in the same period, weighted by size.
fn by_period(
    comparison: &Comparison,
    parts: Vec<Aggregate>,
    sizes: &[f64],
) -> Vec<(Period, Aggregate)> {
    let mut merged: Vec<(Period, f64, Aggregate)> = Vec::new();
    for part in parts {
        let trial = part.label as usize;
        let (period, size) = (comparison.trials[trial].period, sizes[trial]);
        match merged.iter_mut().find(|(p, _, _)| *p == period) {
            None => merged.push((period, size, part)),
            Some((_, total, into)) => {
                let (old, new) = (*total / (*total + size), size / (*total + size));
                let mix = |a: &mut [f64], b: &[f64]| {
                    a.iter_mut()
                        .zip(b)
                        .for_each(|(x, y)| *x = *x * old + y * new);
                };
                mix(&mut into.weights, &part.weights);
                mix(&mut into.cohort_influence, &part.cohort_influence);
                into.value = into.value * old + part.value * new;
                *total += size;
            }
        }
    }
    merged.sort_by_key(|(period, _, _)| *period);
    merged
        .into_iter()
        .map(|(period, _, part)| (period, part))
        .collect()
}
