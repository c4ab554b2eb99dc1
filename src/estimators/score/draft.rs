//! One breakdown between the two reductions: the group-time effects of its populations and what is reported of them.

use rayon::prelude::*;

use crate::kernel::difference::DidMethod;
use crate::panel::{
    BasePeriod, Change, ChangeKind, Comparison, PopulationSums, ScoreMethod, ScoreSettings,
    SlotPlan, WaveMatrix,
};

use super::super::balance::worst;
use super::super::groups::{Groups, groups};
use super::super::{Breakdown, Compared, CovariateBalance, FEWEST_CLUSTERS, Reason};
use super::answer::{ScoreAnswer, ScoreEstimate};
use super::comparison::{
    Ground, GroupTimeEffect, balance_sheet, cells_by_population, cohort_sizes, group_time,
    main_effects, participants_by_stratum,
};
use super::error::Errors;
use super::targets::Targets;
use super::{ScoreRequest, ScoreSums};

/// One breakdown between the two reductions.
pub(super) struct Draft<'a> {
    pub(super) breakdown: &'a Breakdown,
    /// The cells of each population.
    pub(super) cells: Vec<Vec<u32>>,
    /// Stratum of each cell within its population.
    pub(super) stratum: Vec<u32>,
    /// Number of strata of each population.
    pub(super) strata: Vec<usize>,
    /// Their digits.
    pub(super) strata_digits: Vec<Vec<Vec<u16>>>,
    /// Per population: its group-time effects.
    pub(super) effects: Vec<Vec<GroupTimeEffect>>,
    /// Per population: its groups, in programmes of groups.
    pub(super) groups: Option<Vec<Groups>>,
    /// Per population: what is reported of them.
    pub(super) targets: Vec<Result<Targets, Reason>>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(
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
        let ScoreSettings {
            response,
            method,
            base,
        } = request.settings;
        // Leads against the last wave before the start are asked for only where they are reported.
        let leads = detailed && base == BasePeriod::Universal;
        let wanted = |kind: ChangeKind| leads || kind != ChangeKind::Lead;
        let sizes: Vec<Vec<f64>> = cohort_sizes(comparison, breakdown);
        // None where there are too few participants for any answer.
        let enough = |p: usize| sizes[p].iter().sum::<f64>() >= FEWEST_CLUSTERS as f64;
        // One task per population and trial: the changes of a trial resemble each other, so that each propensity model begins
        // where the one before it ended.
        let tasks: Vec<(usize, usize, Vec<usize>)> = (0..breakdown.len())
            .filter(|&p| enough(p))
            .flat_map(|p| {
                let mut of_trial: Vec<Vec<usize>> = vec![Vec::new(); comparison.trials.len()];
                for (k, sums) in sums.changes.iter().enumerate() {
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
        // The pre-trend test of a breakdown's values, a diagnostic over very many cells, uses the outcome regression alone,
        // which needs no propensity model.
        let effect_method = did_method(method);
        let method = |kind: ChangeKind| match kind {
            ChangeKind::Varying if !detailed => DidMethod::OutcomeRegression,
            _ => effect_method,
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
                let ground = Ground {
                    sums,
                    cells: &cells[p],
                    stratum: &stratum,
                    response,
                };
                let mut effects: Vec<GroupTimeEffect> = Vec::with_capacity(own.len());
                let mut start: Option<usize> = None;
                for k in own {
                    let method = method(sums.changes[k].change.kind);
                    let start_at = start.map(|e| &effects[e].result.propensity_coefficients[..]);
                    let effect = group_time(k, &ground, &design, method, start_at);
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
            .map(|(own, sizes)| Targets::of(comparison, changes, own, sizes, (detailed, base)))
            .collect();
        Draft {
            breakdown,
            cells,
            stratum,
            strata: strata.iter().map(Vec::len).collect(),
            strata_digits: strata,
            effects,
            groups: groups(comparison, breakdown, request.cluster),
            targets,
        }
    }

    /// The groups of a population, in programmes of groups.
    pub(super) fn groups(&self, population: usize) -> Option<&Groups> {
        self.groups.as_ref().map(|groups| &groups[population])
    }

    /// For each population the number of strata of those before it: all strata numbered through.
    pub(super) fn strata_before(&self) -> Vec<usize> {
        self.strata
            .iter()
            .scan(0, |sum, &own| {
                let first = *sum;
                *sum += own;
                Some(first)
            })
            .collect()
    }

    /// The stratum of each cell, numbered through all populations; `u32::MAX` where there is no population.
    pub(super) fn strata_of_cells(&self) -> Vec<u32> {
        let before = self.strata_before();
        self.stratum
            .iter()
            .zip(&self.breakdown.populations.of_cell)
            .map(|(&stratum, population)| {
                population.map_or(u32::MAX, |p| before[usize::from(p)] as u32 + stratum)
            })
            .collect()
    }

    /// Slots and blocks of the breakdown's influence vectors.
    pub(super) fn plan(&self) -> SlotPlan {
        let detailed = self.breakdown.is_overall();
        let slots = self
            .targets
            .iter()
            .flatten()
            .map(|t| t.slots)
            .max()
            .unwrap_or(0);
        let blocks = match self.targets.iter().flatten().next() {
            Some(targets) if detailed => vec![
                targets.events.clone(),
                targets.pretrend.clone(),
                targets.drift.clone(),
            ],
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
    pub(super) fn estimate(
        &self,
        population: usize,
        comparison: &Comparison,
        (matrix, changes): (&WaveMatrix, &[Change]),
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
                .answer(
                    (matrix, changes),
                    plan,
                    &Errors {
                        sums: people,
                        groups: self.groups(population),
                    },
                    effects,
                    request.seed,
                )
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
            response: None,
        }
    }
}

/// The kernel's estimator.
fn did_method(method: ScoreMethod) -> DidMethod {
    match method {
        ScoreMethod::DoublyRobust => DidMethod::DrTraditional,
        ScoreMethod::OutcomeRegression => DidMethod::OutcomeRegression,
        ScoreMethod::Ipw => DidMethod::IpwStd,
    }
}
