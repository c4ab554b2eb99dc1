//! Scores: doubly robust staggered difference-in-differences on cells (methods.md, section 3).
//!
//! Callaway & Sant'Anna 2021 with the doubly robust estimator of Sant'Anna & Zhao 2020: one 2x2 comparison per
//! trial and wave, aggregated; inference from influence sums over people (or groups). The kernel's estimators
//! agree with R's `did` and `DRDID`; what differs here is stated in methods.md: changes are pairwise complete, the
//! variance has the factor G/(G−1) and t quantiles with G−1 degrees of freedom.

use nalgebra::DMatrix;
use rayon::prelude::*;

use crate::kernel::aggregation::{Aggregate, Aggregated, AggregationKind, GroupTime, aggregate};
use crate::kernel::design::Design;
use crate::kernel::difference::{ArmSums, DidMethod, Influence, TwoByTwo, did_2x2_panel};
use crate::kernel::joint::{sup_t_critical, wald_pretest};
use crate::kernel::{Estimate, NotEstimable};
use crate::panel::{
    COUNTED_SLOTS, Change, ChangeInfluence, ChangeKind, ChangeSums, Comparison, ControlGroup, PopulationSums, SlotPlan,
    WaveMatrix, change_sums, changes, influence_sums,
};
use crate::vocab::{Day, Period};

use super::balance::{BalanceSheet, worst};
use super::{Breakdown, Compared, CovariateBalance, FEWEST_CLUSTERS, LEVEL, Reason};

/// Draws behind a simultaneous band.
const BAND_DRAWS: usize = 20_000;

/// With more pre-period cells than this the pre-trend test uses their means by event time: a test of very many
/// cells has no power and its covariance is costly.
const MOST_PRETREND_CELLS: usize = 60;

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Value, in the outcome's unit.
    pub value: f64,
    /// Standard error.
    pub std_error: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Pointwise two-sided p-value.
    pub p_value: f64,
}

/// An effect at one moment, with the people behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentEffect<M> {
    /// Event time, cohort or wave.
    pub moment: M,
    /// The effect; event times have simultaneous limits.
    pub effect: Result<Effect, Reason>,
    /// People behind it.
    pub compared: Compared,
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreAnswer {
    /// Simple aggregation: the headline.
    pub simple: Effect,
    /// Overall effects of the other aggregations; only for everybody.
    pub dynamic: Option<Effect>,
    /// By cohort size.
    pub group: Option<Effect>,
    /// By wave.
    pub calendar: Option<Effect>,
    /// By event time, leads included; only for everybody.
    pub events: Vec<MomentEffect<i32>>,
    /// By cohort; only for everybody.
    pub cohorts: Vec<MomentEffect<Period>>,
    /// By wave; only for everybody.
    pub waves: Vec<MomentEffect<Day>>,
    /// p-value of the pre-trend test.
    pub pretrend_p: Option<f64>,
    /// Participants' mean level over the post waves, weighted as the headline.
    pub treated_level: f64,
    /// Standard deviation of the outcome at the base.
    pub base_sd: f64,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Balance at the first wave after the start.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Share of participants' weight left out for want of anybody like them.
    pub off_support: f64,
}

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<ScoreAnswer, Reason>,
}

/// Settings of an estimation.
#[derive(Debug, Clone)]
pub struct ScoreRequest<'a> {
    /// Who serves as control.
    pub control: ControlGroup,
    /// Covariates (positions among the comparison's covariate digits) to adjust for.
    pub covariates: &'a [usize],
    /// Seed of the simultaneous bands.
    pub seed: u64,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// The sums of a comparison on an outcome; they serve every breakdown.
#[derive(Debug, Clone)]
pub struct ScoreSums(Vec<ChangeSums>);

impl ScoreSums {
    /// The first reduction of a comparison.
    pub fn of(comparison: &Comparison, matrix: &WaveMatrix, control: ControlGroup) -> ScoreSums {
        ScoreSums(change_sums(comparison, matrix, control, &changes(comparison, &matrix.waves)))
    }
}

/// One group-time effect of one population.
struct GroupTimeEffect {
    change: usize,
    result: TwoByTwo,
    treated_level: f64,
}

/// Estimates the effect for every population of a breakdown.
pub fn estimate_scores(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    sums: &ScoreSums,
    breakdown: &Breakdown,
    request: &ScoreRequest<'_>,
) -> Vec<ScoreEstimate> {
    let detailed = breakdown.is_overall();
    let changes: Vec<Change> = sums.0.iter().map(|s| s.change).collect();
    let (group, strata) = comparison.cells.strata(&breakdown.populations, request.covariates);
    let designs: Vec<Design> = strata.iter().map(|keys| main_effects(comparison, request.covariates, keys)).collect();
    let wanted = |kind: ChangeKind| detailed || kind != ChangeKind::Lead;

    // One 2x2 comparison per population and change.
    let effects: Vec<Vec<GroupTimeEffect>> = (0..breakdown.len())
        .into_par_iter()
        .map(|population| {
            sums.0
                .par_iter()
                .enumerate()
                .filter(|(_, s)| wanted(s.change.kind))
                .filter_map(|(k, s)| {
                    group_time(k, s, population, breakdown, &group, &designs[population]).ok()
                })
                .collect()
        })
        .collect();

    let aggregates: Vec<Result<Targets, Reason>> = effects
        .iter()
        .enumerate()
        .map(|(population, own)| {
            let sizes = cohort_sizes(comparison, breakdown, population);
            Targets::of(comparison, &changes, own, &sizes, detailed)
        })
        .collect();
    let slots = aggregates.iter().flatten().map(|t| t.slots).max().unwrap_or(0);
    let blocks = match aggregates.iter().flatten().next() {
        Some(_) if detailed => {
            aggregates.iter().flatten().flat_map(|t| [t.events.clone(), t.pretrend.clone()]).collect()
        }
        Some(_) => vec![1..slots],
        None => Vec::new(),
    };
    let plan = SlotPlan { slots, blocks, count: detailed };

    let (influences, cohort) = influence_tables(comparison, &changes, &effects, &aggregates, breakdown, &group, slots);
    let second = influence_sums(
        comparison,
        matrix,
        request.control,
        &breakdown.populations.of_cell,
        breakdown.len(),
        &influences,
        &cohort,
        &plan,
        request.cluster,
    );
    let base = sums.0.iter().fold(ArmSums::default(), |mut total, s| {
        total.weight += s.base.weight;
        total.sum += s.base.sum;
        total.sum_sq += s.base.sum_sq;
        total
    });
    let mean = base.sum / base.weight;
    let base_sd = (base.sum_sq / base.weight - mean * mean).max(0.0).sqrt();

    (0..breakdown.len())
        .map(|population| {
            let own = &second[population];
            let compared = Compared::from(own);
            let answer = match &aggregates[population] {
                Err(reason) => Err(reason.clone()),
                Ok(_) if own.treated_clusters < FEWEST_CLUSTERS => Err(Reason::TooFewClusters),
                Ok(targets) => targets.answer(comparison, matrix, own, &effects[population], detailed, request.seed).map(|answer| {
                    let sheet = balance_sheet(comparison, sums, &effects[population], &group, population, breakdown);
                    let digits = comparison.cells.covariate_digits();
                    let balance = sheet.table(digits);
                    let adjusted: Vec<CovariateBalance> = balance
                        .iter()
                        .filter(|row| request.covariates.iter().any(|&c| digits[c].name == row.covariate))
                        .cloned()
                        .collect();
                    ScoreAnswer {
                        base_sd,
                        effective_control: sheet.kish(compared.control),
                        max_abs_smd: worst(&adjusted),
                        balance: adjusted,
                        ..answer
                    }
                }),
            };
            ScoreEstimate { population, compared, answer }
        })
        .collect()
}

/// Main effects of the covariates, one row per stratum: a constant and one column per value but the first.
pub(super) fn main_effects(comparison: &Comparison, covariates: &[usize], strata: &[Vec<u16>]) -> Design {
    let digits = comparison.cells.covariate_digits();
    let mut first = Vec::with_capacity(covariates.len());
    let mut columns = 1u32;
    for &c in covariates {
        first.push(columns);
        columns += digits[c].labels.len() as u32 - 1;
    }
    let mut design = Design::new(columns as usize);
    for stratum in strata {
        let mut row = vec![(0, 1.0)];
        for (&digit, &first) in stratum.iter().zip(&first) {
            if digit > 0 {
                row.push((first + u32::from(digit) - 1, 1.0));
            }
        }
        design.push_row(&row);
    }
    design
}

/// Sums the cells of a population into its strata and compares the arms.
fn group_time(
    k: usize,
    sums: &ChangeSums,
    population: usize,
    breakdown: &Breakdown,
    group: &[u32],
    design: &Design,
) -> Result<GroupTimeEffect, NotEstimable> {
    let mut treated = vec![ArmSums::default(); design.nrows()];
    let mut control = vec![ArmSums::default(); design.nrows()];
    let mut level = vec![ArmSums::default(); design.nrows()];
    for (cell, own) in breakdown.populations.of_cell.iter().enumerate() {
        if *own == Some(population as u16) {
            let stratum = group[cell] as usize;
            plus(&mut treated[stratum], &sums.treated[cell]);
            plus(&mut control[stratum], &sums.control[cell]);
            plus(&mut level[stratum], &sums.treated_level[cell]);
        }
    }
    let result = did_2x2_panel(design, &treated, &control, DidMethod::DrTraditional)?;
    let on = |sums: &[ArmSums], pick: fn(&ArmSums) -> f64| -> f64 {
        sums.iter().zip(&result.on_support).filter(|(_, on)| **on).map(|(s, _)| pick(s)).sum()
    };
    let treated_level = on(&level, |s| s.sum) / on(&level, |s| s.weight);
    Ok(GroupTimeEffect { change: k, result, treated_level })
}

fn plus(into: &mut ArmSums, from: &ArmSums) {
    into.weight += from.weight;
    into.sum += from.sum;
    into.sum_sq += from.sum_sq;
}

/// Participants of each trial within a population.
fn cohort_sizes(comparison: &Comparison, breakdown: &Breakdown, population: usize) -> Vec<f64> {
    comparison
        .trials
        .iter()
        .map(|trial| {
            let own = |cell: u32| breakdown.populations.of_cell[cell as usize] == Some(population as u16);
            trial.treated.iter().filter(|row| own(row.cell)).count() as f64
        })
        .collect()
}

/// Which slots a population's aggregates occupy, with the aggregates themselves.
struct Targets {
    slots: usize,
    simple: Aggregate,
    overall: Vec<(usize, Aggregate)>,
    events: std::ops::Range<usize>,
    event_parts: Vec<Aggregate>,
    cohorts: Vec<(usize, Period, Aggregate)>,
    waves: Vec<(usize, Aggregate)>,
    pretrend: std::ops::Range<usize>,
    /// Per pre-trend parameter: weights over the population's effects.
    pretrend_parts: Vec<(f64, Vec<(usize, f64)>)>,
    /// Positions (among the population's effects) that enter the aggregates; leads and post effects.
    members: Vec<usize>,
    sizes: Vec<f64>,
}

impl Targets {
    fn of(
        comparison: &Comparison,
        changes: &[Change],
        effects: &[GroupTimeEffect],
        sizes: &[f64],
        detailed: bool,
    ) -> Result<Targets, Reason> {
        if comparison.trials.iter().all(|t| t.treated.is_empty()) || sizes.iter().all(|&n| n == 0.0) {
            return Err(Reason::NobodyTookPart);
        }
        if !changes.iter().any(|c| c.kind == ChangeKind::Post) {
            return Err(Reason::NoWaves);
        }
        let kind = |e: &GroupTimeEffect| changes[e.change].kind;
        let members: Vec<usize> = (0..effects.len()).filter(|&k| kind(&effects[k]) != ChangeKind::Varying).collect();
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
            return Err(if controls { Reason::NoWaves } else { Reason::NobodyToCompare });
        }
        let of = |kind: AggregationKind| -> Result<Aggregated, Reason> { Ok(aggregate(kind, &cells, sizes, None)?) };
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
            members,
            sizes: sizes.to_vec(),
        };
        if detailed {
            let (dynamic, group, calendar) =
                (of(AggregationKind::Dynamic)?, of(AggregationKind::Group)?, of(AggregationKind::Calendar)?);
            targets.events = next(dynamic.parts.len());
            targets.event_parts = dynamic.parts;
            // Cohorts that started in the same period (in different programmes) are one cohort in the report.
            for (slot, (period, part)) in next(group.parts.len()).zip(by_period(comparison, group.parts, sizes)) {
                targets.cohorts.push((slot, period, part));
            }
            targets.waves = next(calendar.parts.len()).zip(calendar.parts).collect();
            targets.overall = next(3).zip([dynamic.overall, group.overall, calendar.overall]).collect();
        }
        targets.pretrend_parts = pretrend_parts(changes, effects, sizes);
        targets.pretrend = next(targets.pretrend_parts.len());
        targets.slots = slots;
        Ok(targets)
    }

    /// Slot and aggregate of everything but the pre-trend.
    fn aggregates(&self) -> impl Iterator<Item = (usize, &Aggregate)> {
        std::iter::once((0, &self.simple))
            .chain(self.overall.iter().map(|(s, a)| (*s, a)))
            .chain(self.events.clone().zip(&self.event_parts))
            .chain(self.cohorts.iter().map(|(s, _, a)| (*s, a)))
            .chain(self.waves.iter().map(|(s, a)| (*s, a)))
    }

    fn answer(
        &self,
        comparison: &Comparison,
        matrix: &WaveMatrix,
        sums: &PopulationSums,
        effects: &[GroupTimeEffect],
        detailed: bool,
        seed: u64,
    ) -> Result<ScoreAnswer, Reason> {
        let clusters = sums.clusters as f64;
        let factor = clusters / (clusters - 1.0);
        let effect = |value: f64, slot: usize, critical: Option<f64>| -> Result<Effect, Reason> {
            let std_error = (sums.squares[slot] * factor).sqrt();
            let e = Estimate::student(value, std_error, LEVEL, clusters - 1.0, clusters, sums.clusters as usize)?;
            let (low, high) = critical
                .map_or((e.interval.low, e.interval.high), |c| (value - c * std_error, value + c * std_error));
            Ok(Effect { value, std_error, low, high, p_value: e.p_value })
        };
        let block = |range: &std::ops::Range<usize>, k: usize| {
            let width = range.len();
            sums.products.get(k).filter(|p| p.len() == width * width).map(|p| DMatrix::from_row_slice(width, width, p) * factor)
        };
        let counted = |slot: usize| -> Compared {
            let [treated, control] = sums.seen.get(slot).copied().unwrap_or([sums.treated, sums.control]);
            Compared { treated, control, treated_on_support: treated, control_on_support: control }
        };
        let pretrend_block = usize::from(detailed);
        let pretrend_p = block(&self.pretrend, pretrend_block).and_then(|covariance| {
            let values: Vec<f64> = self.pretrend_parts.iter().map(|(v, _)| *v).collect();
            wald_pretest(&values, &covariance).ok().map(|w| w.p_value)
        });
        let critical = block(&self.events, 0)
            .filter(|_| detailed)
            .and_then(|covariance| sup_t_critical(&covariance, LEVEL, BAND_DRAWS, seed).ok());
        let simple = effect(self.simple.value, 0, None)?;
        let (mut treated_level, mut off, mut all) = (0.0, 0.0, 0.0);
        for (&member, &weight) in self.members.iter().zip(&self.simple.weights) {
            let result = &effects[member].result;
            if weight > 0.0 {
                treated_level += weight * effects[member].treated_level;
                off += result.off_support_treated;
                all += result.off_support_treated + result.treated_weight;
            }
        }
        let mut overall = self.overall.iter().map(|(slot, a)| effect(a.value, *slot, None).ok());
        let (dynamic, group, calendar) =
            (overall.next().flatten(), overall.next().flatten(), overall.next().flatten());
        Ok(ScoreAnswer {
            simple,
            dynamic,
            group,
            calendar,
            events: self
                .events
                .clone()
                .zip(&self.event_parts)
                .map(|(slot, a)| MomentEffect {
                    moment: a.label as i32,
                    effect: effect(a.value, slot, critical),
                    compared: counted(slot),
                })
                .collect(),
            cohorts: self
                .cohorts
                .iter()
                .map(|(slot, period, a)| MomentEffect {
                    moment: *period,
                    effect: effect(a.value, *slot, None),
                    compared: counted(*slot),
                })
                .collect(),
            waves: self
                .waves
                .iter()
                .map(|(slot, a)| MomentEffect {
                    moment: matrix.waves[a.label as usize],
                    effect: effect(a.value, *slot, None),
                    compared: counted(*slot),
                })
                .collect(),
            pretrend_p,
            treated_level,
            base_sd: f64::NAN,
            effective_control: None,
            balance: Vec::new(),
            max_abs_smd: None,
            off_support: if all > 0.0 { off / all } else { 0.0 },
        })
        .map(|answer: ScoreAnswer| {
            debug_assert!(self.slots <= COUNTED_SLOTS || !detailed || comparison.trials.len() > 8);
            answer
        })
    }
}

/// Merges the cohorts of several programmes that started in the same period, weighted by size.
fn by_period(comparison: &Comparison, parts: Vec<Aggregate>, sizes: &[f64]) -> Vec<(Period, Aggregate)> {
    let mut merged: Vec<(Period, f64, Aggregate)> = Vec::new();
    for part in parts {
        let trial = part.label as usize;
        let (period, size) = (comparison.trials[trial].period, sizes[trial]);
        match merged.iter_mut().find(|(p, _, _)| *p == period) {
            None => merged.push((period, size, part)),
            Some((_, total, into)) => {
                let (old, new) = (*total / (*total + size), size / (*total + size));
                let mix = |a: &mut [f64], b: &[f64]| a.iter_mut().zip(b).for_each(|(x, y)| *x = *x * old + y * new);
                mix(&mut into.weights, &part.weights);
                mix(&mut into.cohort_influence, &part.cohort_influence);
                into.value = into.value * old + part.value * new;
                *total += size;
            }
        }
    }
    merged.sort_by_key(|(period, _, _)| *period);
    merged.into_iter().map(|(period, _, part)| (period, part)).collect()
}

/// Parameters of the pre-trend test: the pre-period cells with varying base, or their means by event time.
fn pretrend_parts(changes: &[Change], effects: &[GroupTimeEffect], sizes: &[f64]) -> Vec<(f64, Vec<(usize, f64)>)> {
    let varying: Vec<usize> =
        (0..effects.len()).filter(|&k| changes[effects[k].change].kind == ChangeKind::Varying).collect();
    if varying.len() <= MOST_PRETREND_CELLS {
        return varying.into_iter().map(|k| (effects[k].result.att, vec![(k, 1.0)])).collect();
    }
    let mut times: Vec<i32> = varying.iter().map(|&k| changes[effects[k].change].event_time).collect();
    times.sort_unstable();
    times.dedup();
    times
        .into_iter()
        .map(|time| {
            let own: Vec<usize> =
                varying.iter().copied().filter(|&k| changes[effects[k].change].event_time == time).collect();
            let total: f64 = own.iter().map(|&k| sizes[changes[effects[k].change].trial]).sum();
            let weights: Vec<(usize, f64)> =
                own.iter().map(|&k| (k, sizes[changes[effects[k].change].trial] / total)).collect();
            (weights.iter().map(|&(k, w)| w * effects[k].result.att).sum(), weights)
        })
        .collect()
}

/// Influences by cell and slot for the second reduction, and those of the cohort shares.
#[allow(clippy::type_complexity)] // Two tables with the shapes that the reduction documents.
fn influence_tables(
    comparison: &Comparison,
    changes: &[Change],
    effects: &[Vec<GroupTimeEffect>],
    aggregates: &[Result<Targets, Reason>],
    breakdown: &Breakdown,
    group: &[u32],
    slots: usize,
) -> (Vec<ChangeInfluence>, Vec<Vec<Vec<f64>>>) {
    let cells = comparison.cells.len();
    let mut tables: Vec<ChangeInfluence> = changes
        .par_iter()
        .enumerate()
        .map(|(k, &change)| {
            let mut table = ChangeInfluence {
                change,
                treated: vec![Influence::default(); cells],
                control: vec![Influence::default(); cells],
                targets: vec![Vec::new(); breakdown.len()],
            };
            let results: Vec<Option<&TwoByTwo>> = effects
                .iter()
                .map(|own| own.iter().find(|e| e.change == k).map(|e| &e.result))
                .collect();
            for (cell, own) in breakdown.populations.of_cell.iter().enumerate() {
                if let Some(result) = own.and_then(|p| results[usize::from(p)]) {
                    let stratum = group[cell] as usize;
                    let scaled = |i: &Influence| Influence { a: i.a / result.n, b: i.b / result.n };
                    table.treated[cell] = scaled(&result.treated[stratum]);
                    table.control[cell] = scaled(&result.control[stratum]);
                }
            }
            table
        })
        .collect();
    let mut cohort = vec![vec![vec![0.0; slots]; comparison.trials.len()]; breakdown.len()];
    for (population, targets) in aggregates.iter().enumerate() {
        let Ok(targets) = targets else { continue };
        let total: f64 = targets.sizes.iter().sum();
        for (slot, aggregate) in targets.aggregates() {
            for (&member, &weight) in targets.members.iter().zip(&aggregate.weights) {
                if weight != 0.0 {
                    tables[effects[population][member].change].targets[population].push((slot, weight));
                }
            }
            for (trial, &influence) in aggregate.cohort_influence.iter().take(comparison.trials.len()).enumerate() {
                // `aggregate` was given sizes in place of shares: its influences are per person already, up to
                // the total that shares would have been divided by.
                cohort[population][trial][slot] = influence;
            }
        }
        debug_assert!(total > 0.0);
        for (slot, (_, weights)) in targets.pretrend.clone().zip(&targets.pretrend_parts) {
            for &(member, weight) in weights {
                tables[effects[population][member].change].targets[population].push((slot, weight));
            }
        }
    }
    (tables, cohort)
}

/// Balance at each trial's first wave after the start, controls weighted by the propensity odds and each trial's
/// controls scaled to its participants.
fn balance_sheet(
    comparison: &Comparison,
    sums: &ScoreSums,
    effects: &[GroupTimeEffect],
    group: &[u32],
    population: usize,
    breakdown: &Breakdown,
) -> BalanceSheet {
    let mut sheet = BalanceSheet::new(comparison.cells.covariate_digits());
    for trial in 0..comparison.trials.len() {
        let first = effects
            .iter()
            .filter(|e| {
                let change = sums.0[e.change].change;
                change.trial == trial && change.kind == ChangeKind::Post
            })
            .min_by_key(|e| sums.0[e.change].change.event_time);
        let Some(effect) = first else { continue };
        let change = &sums.0[effect.change];
        let own = |cell: &usize| breakdown.populations.of_cell[*cell] == Some(population as u16);
        let weight = |cell: usize| effect.result.control_weight.get(group[cell] as usize).copied().unwrap_or(1.0);
        let treated = |cell: usize| {
            if effect.result.on_support[group[cell] as usize] { change.treated[cell].weight } else { 0.0 }
        };
        let cells = || (0..comparison.cells.len()).filter(own);
        let n_treated: f64 = cells().map(treated).sum();
        let n_control: f64 = cells().map(|c| change.control[c].weight * weight(c)).sum();
        if n_treated > 0.0 && n_control > 0.0 {
            for cell in cells() {
                let digits = &comparison.cells.of(cell)[..comparison.cells.covariates];
                sheet.add(digits, treated(cell), change.control[cell].weight, weight(cell), n_treated / n_control);
            }
        }
    }
    sheet
}
