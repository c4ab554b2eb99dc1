//! Times to events: weighted survival on stacked trials (methods.md, section 4).
//!
//! Kaplan–Meier curves of both arms, weighted to the participants' cell mix; difference at horizons, difference of
//! restricted means, hazard ratio by Cox regression stratified by trial. Variances are infinitesimal jackknives
//! summed by person, since a control person serves in several trials.

use crate::kernel::Estimate;
use crate::kernel::design::Design;
use crate::kernel::survival::{CoxRow, CoxSample, Curve, CurveScale, Ties, curve_limits};
use crate::panel::{
    ArmWeights, Comparison, DayTable, Ending, EventClock, FollowUpCount, FollowUpInfluence, Panel, PopulationSums,
    TrialCounts, Weighting,
};

use super::balance::{BalanceSheet, worst};
use super::score::main_effects;
use super::weights::{PopulationWeights, population_weights, weigh_later_starts};
use super::{Breakdown, Compared, CovariateBalance, Effect, FEWEST_CLUSTERS, LEVEL, Reason, WeightingUsed};

/// Points at which curves are handed on for drawing.
const CURVE_POINTS: u32 = 180;

/// What to estimate.
#[derive(Debug, Clone)]
pub struct SurvivalRequest<'a> {
    /// The event.
    pub clock: &'a EventClock,
    /// Horizons in days, ascending.
    pub horizons: &'a [u32],
    /// Weighting wanted.
    pub weighting: Weighting,
    /// Fewest people per arm still at risk at a horizon.
    pub fewest_at_risk: u64,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// The difference at one horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct HorizonEffect {
    /// Days since the index date.
    pub days: u32,
    /// S1 − S0 and the two levels, as shares.
    pub effect: Result<(Effect, f64, f64), Reason>,
}

/// One arm's curve on a grid of days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArmPath {
    /// Days.
    pub day: Vec<u32>,
    /// Share without the event.
    pub survival: Vec<f64>,
    /// Pointwise limits (log-log).
    pub low: Vec<f64>,
    /// Upper limit.
    pub high: Vec<f64>,
    /// People at risk, not weighted.
    pub at_risk: Vec<u64>,
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalAnswer {
    /// By horizon.
    pub horizons: Vec<HorizonEffect>,
    /// Difference of restricted means up to the longest horizon reached, in days: (tau, effect, both levels).
    pub rmst: Option<(u32, Effect, f64, f64)>,
    /// Log hazard ratio.
    pub log_hazard_ratio: Result<Effect, Reason>,
    /// Weighting used.
    pub weighting: WeightingUsed,
    /// Share of participants on common support.
    pub support: f64,
    /// Whether later starts of control people were weighted for.
    pub censoring_weighted: bool,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Balance.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Curves of participants and of control people; only for everybody.
    pub curves: Option<(ArmPath, ArmPath)>,
}

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<SurvivalAnswer, Reason>,
}

/// Everything of one population before the variances are known.
struct Draft {
    weights: PopulationWeights,
    arms: [Arm; 2],
    tau: Option<u32>,
    cox: Result<CoxDraft, Reason>,
}

/// One arm by day: weighted events and weight at risk, people at risk.
struct Arm {
    curve: Option<Curve>,
    people: Vec<u64>,
}

struct CoxDraft {
    log_ratio: f64,
    /// Per trial and arm: score residuals times the inverse information.
    tables: Vec<[DayTable; 2]>,
}

/// Estimates every population of a breakdown.
pub fn estimate_survival(
    panel: &Panel<'_>,
    comparison: &Comparison,
    counts: &[TrialCounts],
    breakdown: &Breakdown,
    request: &SurvivalRequest<'_>,
) -> Vec<SurvivalEstimate> {
    let covariates: Vec<usize> = (0..comparison.cells.covariates).collect();
    let (stratum, strata) = comparison.cells.strata(&breakdown.populations, &covariates);
    let days = 1 + counts
        .iter()
        .flat_map(|c| c.treated.iter().chain(&c.control))
        .map(|c| c.day as usize)
        .max()
        .unwrap_or(0);
    let cells = Cells { comparison, breakdown, stratum: &stratum, days };
    let by_population = cells.split(counts);
    let drafts: Vec<Result<Draft, Reason>> = (0..breakdown.len())
        .map(|p| {
            let design = main_effects(comparison, &covariates, &strata[p]);
            cells.draft(&by_population[p], p, &design, request)
        })
        .collect();
    let influence = cells.influence(&drafts, request);
    let sums = panel.follow_up_influence(
        comparison,
        request.clock,
        &breakdown.populations.of_cell,
        breakdown.len(),
        &influence,
        request.cluster,
    );
    drafts
        .into_iter()
        .zip(sums)
        .enumerate()
        .map(|(population, (draft, sums))| {
            let answer = draft.and_then(|draft| {
                if sums.treated_clusters < FEWEST_CLUSTERS {
                    return Err(Reason::TooFewClusters);
                }
                Ok(cells.answer(&draft, population, &sums, request))
            });
            SurvivalEstimate { population, compared: Compared::from(&sums), answer }
        })
        .collect()
}

struct Cells<'a> {
    comparison: &'a Comparison,
    breakdown: &'a Breakdown,
    stratum: &'a [u32],
    days: usize,
}

impl Cells<'_> {
    fn population(&self, cell: u32) -> Option<usize> {
        self.breakdown.populations.of_cell[cell as usize].map(usize::from)
    }

    /// The counts of each population.
    fn split(&self, counts: &[TrialCounts]) -> Vec<Vec<TrialCounts>> {
        let mut split = vec![vec![TrialCounts::default(); counts.len()]; self.breakdown.len()];
        for (trial, counts) in counts.iter().enumerate() {
            for count in &counts.treated {
                if let Some(p) = self.population(count.cell) {
                    split[p][trial].treated.push(*count);
                }
            }
            for count in &counts.control {
                if let Some(p) = self.population(count.cell) {
                    split[p][trial].control.push(*count);
                }
            }
        }
        split
    }

    fn draft(
        &self,
        counts: &[TrialCounts],
        population: usize,
        design: &Design,
        request: &SurvivalRequest<'_>,
    ) -> Result<Draft, Reason> {
        let per_stratum = |rows: &[FollowUpCount]| {
            let mut n = vec![0.0; design.nrows()];
            rows.iter().for_each(|c| n[self.stratum[c.cell as usize] as usize] += f64::from(c.n));
            n
        };
        let people: Vec<(Vec<f64>, Vec<f64>)> =
            counts.iter().map(|c| (per_stratum(&c.treated), per_stratum(&c.control))).collect();
        if people.iter().all(|(t, _)| t.iter().sum::<f64>() == 0.0) {
            return Err(Reason::NobodyTookPart);
        }
        if people.iter().all(|(_, c)| c.iter().sum::<f64>() == 0.0) {
            return Err(Reason::NobodyToCompare);
        }
        let mut weights = population_weights(people, design, request.weighting);
        if weights.support <= 0.0 {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        let stratum_of =
            |cell: u32| (self.population(cell) == Some(population)).then(|| self.stratum[cell as usize]);
        weigh_later_starts(&mut weights, counts, &stratum_of);
        let arms = [self.arm(counts, &weights, false), self.arm(counts, &weights, true)];
        let reached = |days: &u32| self.reaches(&arms, *days, request.fewest_at_risk);
        let tau = request.horizons.iter().copied().filter(|d| reached(d)).next_back();
        let cox = self.cox(counts, &weights);
        Ok(Draft { weights, arms, tau, cox })
    }

    fn reaches(&self, arms: &[Arm; 2], days: u32, fewest: u64) -> bool {
        arms.iter().all(|arm| arm.curve.is_some() && arm.people.get(days as usize).is_some_and(|&n| n >= fewest.max(1)))
    }

    /// Weighted events and risk sets by day, weights that step included.
    fn arm(&self, counts: &[TrialCounts], weights: &PopulationWeights, treated: bool) -> Arm {
        let mut events = vec![0.0; self.days];
        // Weight at risk on day d = sum of `change` up to d.
        let mut change = vec![0.0; self.days + 1];
        let mut leaving = vec![0i64; self.days + 1];
        let mut people = 0i64;
        for (trial, counts) in weights.trials.iter().zip(counts) {
            let rows = if treated { &counts.treated } else { &counts.control };
            for count in rows {
                let stratum = self.stratum[count.cell as usize] as usize;
                let weight = if treated { trial.treated_weight[stratum] } else { trial.control_weight[stratum] };
                if weight <= 0.0 {
                    continue;
                }
                let (n, day) = (f64::from(count.n), count.day as usize);
                people += i64::from(count.n);
                leaving[day + 1] += i64::from(count.n);
                let mut factor = 1.0;
                change[0] += n * weight;
                if !treated {
                    for step in trial.steps[stratum].iter().take_while(|s| s.from < count.day) {
                        change[step.from as usize + 1] += n * weight * (step.factor - factor);
                        factor = step.factor;
                    }
                }
                change[day + 1] -= n * weight * factor;
                if count.ending == Ending::Event {
                    events[day] += n * weight * factor;
                }
            }
        }
        let mut at_risk = Vec::with_capacity(self.days);
        let mut sum = 0.0;
        for step in change.iter().take(self.days) {
            sum += step;
            at_risk.push(sum.max(0.0));
        }
        let people_at_risk = leaving
            .iter()
            .take(self.days)
            .scan(people, |left, gone| {
                *left -= gone;
                Some(u64::try_from(*left).unwrap_or(0))
            })
            .collect();
        Arm { curve: Curve::from_risk_sets(&events, &at_risk).ok(), people: people_at_risk }
    }

    /// Cox regression on one row per trial, arm, day and ending. Ties by Efron depend on the tied weights only
    /// through their sum and number, so rows with the mean weight give the same fit as single people.
    fn cox(&self, counts: &[TrialCounts], weights: &PopulationWeights) -> Result<CoxDraft, Reason> {
        let mut rows: Vec<CoxRow> = Vec::new();
        let mut x = Vec::new();
        let mut place: Vec<(usize, usize, usize, bool)> = Vec::new();
        for (at, (trial, counts)) in weights.trials.iter().zip(counts).enumerate() {
            for (arm, list) in [&counts.control, &counts.treated].into_iter().enumerate() {
                let mut tally = vec![[(0.0, 0.0); 2]; self.days];
                for count in list {
                    let stratum = self.stratum[count.cell as usize] as usize;
                    let weight = if arm == 1 { trial.treated_weight[stratum] } else { trial.control_weight[stratum] };
                    if weight > 0.0 {
                        let event = usize::from(count.ending == Ending::Event);
                        let slot = &mut tally[count.day as usize][event];
                        slot.0 += f64::from(count.n);
                        slot.1 += f64::from(count.n) * weight;
                    }
                }
                for (day, endings) in tally.iter().enumerate() {
                    for (event, &(n, weight)) in endings.iter().enumerate() {
                        if n > 0.0 {
                            rows.push(CoxRow {
                                stratum: at as u32,
                                entry: f64::NEG_INFINITY,
                                exit: day as f64,
                                event: event == 1,
                                weight: weight / n,
                                count: n,
                            });
                            x.push(arm as f64);
                            place.push((at, arm, day, event == 1));
                        }
                    }
                }
            }
        }
        let sample = CoxSample::new(&rows, &x, 1)?;
        let fit = sample.fit(Ties::Efron)?;
        let residuals = fit.score_residuals(&sample);
        let inverse = fit.covariance[(0, 0)];
        let empty = || DayTable { event: vec![0.0; self.days], other: vec![0.0; self.days] };
        let mut tables: Vec<[DayTable; 2]> = (0..counts.len()).map(|_| [empty(), empty()]).collect();
        for (row, (trial, arm, day, event)) in place.into_iter().enumerate() {
            let table = &mut tables[trial][arm];
            let side = if event { &mut table.event } else { &mut table.other };
            side[day] = residuals.of(row).first().copied().unwrap_or(0.0) * inverse;
        }
        Ok(CoxDraft { log_ratio: fit.coef.first().copied().unwrap_or(0.0), tables })
    }

    /// Slots: one per horizon, then the restricted mean, then the hazard ratio.
    fn influence(&self, drafts: &[Result<Draft, Reason>], request: &SurvivalRequest<'_>) -> FollowUpInfluence {
        let last = self.days - 1;
        let zero = || [DayTable::default(), DayTable::default()];
        let of_arms = |draft: &Draft, table: &dyn Fn(&Curve) -> DayTable| {
            [0, 1].map(|arm| draft.arms[arm].curve.as_ref().map_or_else(DayTable::default, table))
        };
        let mut curves: Vec<Vec<[DayTable; 2]>> = Vec::new();
        for &days in request.horizons {
            curves.push(
                drafts
                    .iter()
                    .map(|draft| match draft {
                        Ok(d) => of_arms(d, &|c| by_day(c.influence_table(f64::from(days), last))),
                        Err(_) => zero(),
                    })
                    .collect(),
            );
        }
        curves.push(
            drafts
                .iter()
                .map(|draft| match draft {
                    Ok(d) => match d.tau {
                        Some(tau) => of_arms(d, &|c| by_day(c.rmst_influence_table(f64::from(tau), last))),
                        None => zero(),
                    },
                    Err(_) => zero(),
                })
                .collect(),
        );
        let stratified = vec![
            drafts
                .iter()
                .map(|draft| match draft {
                    Ok(Draft { cox: Ok(cox), .. }) => cox.tables.clone(),
                    _ => vec![zero(); self.comparison.trials.len()],
                })
                .collect(),
        ];
        let weights = (0..self.comparison.trials.len())
            .map(|trial| [false, true].map(|treated| self.arm_weights(drafts, trial, treated)))
            .collect();
        FollowUpInfluence { curves, weights, stratified }
    }

    /// Weights by cell of one trial and arm, over all populations.
    fn arm_weights(&self, drafts: &[Result<Draft, Reason>], trial: usize, treated: bool) -> ArmWeights {
        let cells = self.comparison.cells.len();
        let mut arm = ArmWeights { weight: vec![0.0; cells], steps: Vec::new() };
        let stepping = !treated && drafts.iter().flatten().any(|d| d.weights.censoring_weighted);
        if stepping {
            arm.steps = vec![Vec::new(); cells];
        }
        for cell in 0..cells {
            if let Some(Ok(draft)) = self.population(cell as u32).map(|p| &drafts[p]) {
                let own = &draft.weights.trials[trial];
                let stratum = self.stratum[cell] as usize;
                arm.weight[cell] = if treated { own.treated_weight[stratum] } else { own.control_weight[stratum] };
                if stepping {
                    arm.steps[cell].clone_from(&own.steps[stratum]);
                }
            }
        }
        arm
    }

    fn answer(&self, draft: &Draft, population: usize, sums: &PopulationSums, request: &SurvivalRequest<'_>) -> SurvivalAnswer {
        let clusters = sums.clusters as usize;
        let effect = |value: f64, slot: usize| -> Result<Effect, Reason> {
            let e = Estimate::normal(value, sums.squares[slot].sqrt(), LEVEL, clusters as f64, clusters)?;
            Ok(Effect {
                value,
                std_error: e.std_error,
                low: e.interval.low,
                high: e.interval.high,
                p_value: e.p_value,
            })
        };
        let curve = |arm: usize| draft.arms[arm].curve.as_ref();
        let horizons = request
            .horizons
            .iter()
            .enumerate()
            .map(|(slot, &days)| HorizonEffect {
                days,
                effect: match (curve(0), curve(1)) {
                    (Some(control), Some(treated)) if self.reaches(&draft.arms, days, request.fewest_at_risk) => {
                        let (s0, s1) = (control.survival_at(f64::from(days)), treated.survival_at(f64::from(days)));
                        effect(s1 - s0, slot).map(|e| (e, s1, s0))
                    }
                    _ => Err(Reason::TooShort { days }),
                },
            })
            .collect();
        let rmst = draft.tau.and_then(|tau| {
            let mean = |arm: usize| curve(arm).map(|c| c.rmst(f64::from(tau)).value);
            let (m0, m1) = (mean(0)?, mean(1)?);
            effect(m1 - m0, request.horizons.len()).ok().map(|e| (tau, e, m1, m0))
        });
        let log_hazard_ratio = match &draft.cox {
            Ok(cox) => effect(cox.log_ratio, request.horizons.len() + 1),
            Err(reason) => Err(reason.clone()),
        };
        let sheet = self.balance(draft, population);
        let balance = sheet.table(self.comparison.cells.covariate_digits());
        SurvivalAnswer {
            horizons,
            rmst,
            log_hazard_ratio,
            weighting: draft.weights.used,
            support: draft.weights.support,
            censoring_weighted: draft.weights.censoring_weighted,
            effective_control: sheet.kish(sums.control),
            max_abs_smd: worst(&balance),
            balance,
            curves: self.breakdown.is_overall().then(|| (self.path(&draft.arms[1]), self.path(&draft.arms[0]))),
        }
    }

    fn balance(&self, draft: &Draft, population: usize) -> BalanceSheet {
        let covariates = self.comparison.cells.covariates;
        let mut sheet = BalanceSheet::new(self.comparison.cells.covariate_digits());
        let mut digits_of: Vec<Option<&[u16]>> = vec![None; draft.weights.trials.first().map_or(0, |t| t.treated.len())];
        for cell in 0..self.comparison.cells.len() {
            if self.population(cell as u32) == Some(population) {
                digits_of[self.stratum[cell] as usize] = Some(&self.comparison.cells.of(cell)[..covariates]);
            }
        }
        for trial in &draft.weights.trials {
            for (stratum, digits) in digits_of.iter().enumerate() {
                if let Some(digits) = digits {
                    let treated = trial.treated[stratum] * trial.treated_weight[stratum];
                    sheet.add(digits, treated, trial.control[stratum], trial.control_weight[stratum], 1.0);
                }
            }
        }
        sheet
    }

    /// The curve on a grid of days for drawing, with log-log limits from the weighted counts.
    fn path(&self, arm: &Arm) -> ArmPath {
        let Some(curve) = &arm.curve else { return ArmPath::default() };
        let last = self.days as u32 - 1;
        let step = last.div_ceil(CURVE_POINTS).max(1);
        let mut path = ArmPath::default();
        let weighted: f64 = curve.at_risk().first().copied().unwrap_or(0.0);
        let people = arm.people.first().copied().unwrap_or(0) as f64;
        for day in (0..=last).step_by(step as usize) {
            let point = curve.at(f64::from(day));
            // Greenwood's error of the weighted counts, with the weights scaled to the people there are.
            let std_error = point.std_error.map(|s| s * (weighted / people).sqrt());
            let limits =
                std_error.and_then(|s| curve_limits(point.survival, s, LEVEL, CurveScale::LogLog));
            path.day.push(day);
            path.survival.push(point.survival);
            path.low.push(limits.map_or(point.survival, |l| l.low));
            path.high.push(limits.map_or(point.survival, |l| l.high));
            path.at_risk.push(arm.people.get(day as usize).copied().unwrap_or(0));
        }
        path
    }
}

fn by_day(table: crate::kernel::survival::DayTable) -> DayTable {
    DayTable { event: table.event, other: table.censored }
}
