//! Scores: doubly robust staggered difference-in-differences on cells (methods.md, section 3).
//!
//! Callaway & Sant'Anna 2021 with the doubly robust estimator of Sant'Anna & Zhao 2020: one 2x2 comparison per
//! trial and wave, aggregated; inference from influence sums over people (or groups). The kernel's estimators
//! agree with R's `did` and `DRDID`; what differs here is stated in methods.md: changes are pairwise complete, the
//! variance has the factor G/(G−1) and t quantiles with G−1 degrees of freedom, and each comparison's few participants
//! are made good for (see `correction`).

mod answer;
mod comparison;
mod correction;
mod influence;
mod targets;

use rayon::prelude::*;

use crate::kernel::difference::{ArmSums, DidMethod};
use crate::panel::{
    Change, ChangeKind, ChangeSums, Comparison, ControlGroup, FamilyInfluence, PopulationSums,
    SlotPlan, WaveMatrix, change_sums, changes, influence_sums,
};

use self::comparison::{
    GroupTimeEffect, balance_sheet, cells_by_population, cohort_sizes, group_time,
};
use self::influence::influence_tables;
use self::targets::Targets;
use super::balance::worst;
use super::{Breakdown, Compared, CovariateBalance, FEWEST_CLUSTERS, Reason};

pub use answer::{Effect, MomentEffect, ScoreAnswer, ScoreEstimate};
pub(super) use comparison::{main_effects, participants_by_stratum};

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
        ScoreSums(change_sums(
            comparison,
            matrix,
            control,
            &changes(comparison, &matrix.waves),
        ))
    }
}

/// Estimates the effect for every population of every breakdown: one list a breakdown.
pub fn estimate_scores(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    sums: &ScoreSums,
    breakdowns: &[Breakdown],
    request: &ScoreRequest<'_>,
) -> Vec<Vec<ScoreEstimate>> {
    let changes: Vec<Change> = sums.0.iter().map(|s| s.change).collect();
    let drafts: Vec<Draft<'_>> = breakdowns
        .iter()
        .map(|b| Draft::of(comparison, sums, &changes, b, request))
        .collect();
    let families: Vec<FamilyInfluence<'_>> = drafts
        .par_iter()
        .map(|draft| influence_tables(comparison, &changes, draft))
        .collect();
    let second = influence_sums(
        comparison,
        matrix,
        request.control,
        &families,
        request.cluster,
    );
    let base_sd = base_spread(sums);
    drafts
        .iter()
        .zip(&families)
        .zip(&second)
        .map(|((draft, family), people)| {
            (0..draft.breakdown.len())
                .map(|p| {
                    draft.estimate(
                        p,
                        comparison,
                        matrix,
                        sums,
                        &family.plan,
                        &people[p],
                        base_sd,
                        request,
                    )
                })
                .collect()
        })
        .collect()
}

/// Standard deviation of the outcome at the base, over both arms.
fn base_spread(sums: &ScoreSums) -> f64 {
    let base = sums.0.iter().fold(ArmSums::default(), |mut total, s| {
        total.weight += s.base.weight;
        total.sum += s.base.sum;
        total.sum_sq += s.base.sum_sq;
        total
    });
    let mean = base.sum / base.weight;
    (base.sum_sq / base.weight - mean * mean).max(0.0).sqrt()
}

/// One breakdown between the two reductions.
struct Draft<'a> {
    breakdown: &'a Breakdown,
    /// Stratum of each cell within its population.
    stratum: Vec<u32>,
    /// Number of strata of each population.
    strata: Vec<usize>,
    /// Per population: its group-time effects.
    effects: Vec<Vec<GroupTimeEffect>>,
    /// Per population: what is reported of them.
    targets: Vec<Result<Targets, Reason>>,
}

impl<'a> Draft<'a> {
    fn of(
        comparison: &Comparison,
        sums: &ScoreSums,
        changes: &[Change],
        breakdown: &'a Breakdown,
        request: &ScoreRequest<'_>,
    ) -> Draft<'a> {
        let detailed = breakdown.is_overall();
        let (stratum, strata) = comparison
            .cells
            .strata(&breakdown.populations, request.covariates);
        let wanted = |kind: ChangeKind| detailed || kind != ChangeKind::Lead;
        let sizes: Vec<Vec<f64>> = cohort_sizes(comparison, breakdown);
        // None where there are too few participants for any answer.
        let enough = |p: usize| sizes[p].iter().sum::<f64>() >= FEWEST_CLUSTERS as f64;
        // One task per population and trial: the changes of a trial resemble each other, so that each propensity model begins
        // where the one before it ended.
        let tasks: Vec<(usize, usize, Vec<usize>)> = (0..breakdown.len())
            .filter(|&p| enough(p))
            .flat_map(|p| {
                let mut of_trial: Vec<Vec<usize>> = vec![Vec::new(); comparison.trials.len()];
                for (k, sums) in sums.0.iter().enumerate() {
                    if wanted(sums.change.kind) {
                        of_trial[sums.change.trial].push(k);
                    }
                }
                of_trial
                    .into_iter()
                    .enumerate()
                    .map(move |(trial, own)| (p, trial, own))
            })
            .collect();
        let cells = cells_by_population(breakdown);
        // Effects are doubly robust. The pre-trend test of a breakdown's values, a diagnostic over very many cells, uses
        // the outcome regression alone, which needs no propensity model.
        let method = |kind: ChangeKind| match kind {
            ChangeKind::Varying if !detailed => DidMethod::OutcomeRegression,
            _ => DidMethod::DrTraditional,
        };
        let found: Vec<(usize, Vec<GroupTimeEffect>)> = tasks
            .into_par_iter()
            .map(|(p, trial, own)| {
                let participants = participants_by_stratum(
                    &comparison.trials[trial..=trial],
                    breakdown,
                    p,
                    &stratum,
                    strata[p].len(),
                );
                let design =
                    main_effects(comparison, request.covariates, &strata[p], &participants);
                let mut effects: Vec<GroupTimeEffect> = Vec::with_capacity(own.len());
                let mut start: Option<usize> = None;
                for k in own {
                    let method = method(sums.0[k].change.kind);
                    let start_at = start.map(|e| &effects[e].result.propensity_coefficients[..]);
                    let effect = group_time(
                        k, &sums.0[k], &cells[p], &stratum, &design, method, start_at,
                    );
                    if let Ok(effect) = effect {
                        if !effect.result.propensity_coefficients.is_empty() {
                            start = Some(effects.len());
                        }
                        effects.push(effect);
                    }
                }
                (p, effects)
            })
            .collect();
        let mut effects: Vec<Vec<GroupTimeEffect>> =
            (0..breakdown.len()).map(|_| Vec::new()).collect();
        for (p, found) in found {
            effects[p].extend(found);
        }
        for own in &mut effects {
            own.sort_by_key(|effect| effect.change);
        }
        let targets = effects
            .iter()
            .zip(&sizes)
            .map(|(own, sizes)| Targets::of(comparison, changes, own, sizes, detailed))
            .collect();
        Draft {
            breakdown,
            stratum,
            strata: strata.iter().map(Vec::len).collect(),
            effects,
            targets,
        }
    }

    /// Slots and blocks of the breakdown's influence vectors.
    fn plan(&self) -> SlotPlan {
        let detailed = self.breakdown.is_overall();
        let slots = self
            .targets
            .iter()
            .flatten()
            .map(|t| t.slots)
            .max()
            .unwrap_or(0);
        let blocks = match self.targets.iter().flatten().next() {
            Some(targets) if detailed => vec![targets.events.clone(), targets.pretrend.clone()],
            Some(_) => std::iter::once(1..slots).collect(),
            None => Vec::new(),
        };
        SlotPlan {
            slots,
            blocks,
            count: detailed,
            populations: self.breakdown.len(),
        }
    }

    #[allow(clippy::too_many_arguments)] // The sums of both reductions and what they are about.
    fn estimate(
        &self,
        population: usize,
        comparison: &Comparison,
        matrix: &WaveMatrix,
        sums: &ScoreSums,
        plan: &SlotPlan,
        people: &PopulationSums,
        base_sd: f64,
        request: &ScoreRequest<'_>,
    ) -> ScoreEstimate {
        let compared = Compared::from(people);
        let effects = &self.effects[population];
        let answer = match &self.targets[population] {
            Err(reason) => Err(reason.clone()),
            Ok(_) if people.treated_clusters < FEWEST_CLUSTERS => Err(Reason::TooFewClusters),
            Ok(targets) => targets
                .answer(matrix, plan, people, effects, request.seed)
                .map(|answer| {
                    let sheet = balance_sheet(
                        comparison,
                        sums,
                        effects,
                        &self.stratum,
                        population,
                        self.breakdown,
                    );
                    let digits = comparison.cells.covariate_digits();
                    let adjusted = |row: &CovariateBalance| {
                        request
                            .covariates
                            .iter()
                            .any(|&c| digits[c].name == row.covariate)
                    };
                    let balance: Vec<CovariateBalance> =
                        sheet.table(digits).into_iter().filter(adjusted).collect();
                    ScoreAnswer {
                        base_sd,
                        effective_control: sheet.kish(compared.control),
                        max_abs_smd: worst(&balance),
                        balance,
                        ..answer
                    }
                }),
        };
        ScoreEstimate {
            population,
            compared,
            answer,
        }
    }
}
