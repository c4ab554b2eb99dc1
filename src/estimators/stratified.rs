//! What designs share that weigh control people within each trial: the cells of one breakdown by stratum, and the course
//! from breakdowns through drafts and one reduction over people to answers.

use rayon::prelude::*;

use crate::panel::{Comparison, PopulationSums};

use super::balance::BalanceSheet;
use super::groups::{Groups, groups};
use super::weights::{Mix, PopulationWeights};
use super::{Breakdown, Compared, FEWEST_CLUSTERS, Reason};

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct PopulationEstimate<A> {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<A, Reason>,
}

/// The populations of one breakdown before their variances are known.
pub(super) struct Drafted<'a, D> {
    pub cells: Stratified<'a>,
    pub drafts: Vec<Result<D, Reason>>,
}

impl<D> Drafted<'_, D> {
    /// Something of each draft, or what stands for it where there is none.
    pub(super) fn of_each<T: Default>(&self, pick: impl Fn(&D) -> T) -> Vec<T> {
        let each = self.drafts.iter();
        each.map(|d| d.as_ref().map_or_else(|_| T::default(), &pick))
            .collect()
    }
}

/// The course of an estimation: drafts of every breakdown's populations, the sums over people that their variances need
/// (one list of populations a breakdown), and the answers. Fewer than [`FEWEST_CLUSTERS`] have none.
pub(super) fn estimate<'a, D, A, Draft, Sum, Answer>(
    comparison: &'a Comparison,
    breakdowns: &'a [Breakdown],
    cluster: &[u32],
    draft: Draft,
    sum: Sum,
    answer: Answer,
) -> Vec<Vec<PopulationEstimate<A>>>
where
    D: Send,
    Draft: Fn(&Stratified<'a>) -> Vec<Result<D, Reason>> + Sync,
    Sum: FnOnce(&[Drafted<'a, D>]) -> Vec<Vec<PopulationSums>>,
    Answer: Fn(&Stratified<'a>, &D, usize, &PopulationSums) -> Result<A, Reason>,
{
    let drafted: Vec<Drafted<'a, D>> = breakdowns
        .par_iter()
        .map(|breakdown| {
            let cells = Stratified::of(comparison, breakdown, cluster);
            let drafts = draft(&cells);
            Drafted { cells, drafts }
        })
        .collect();
    let sums = sum(&drafted);
    drafted
        .into_iter()
        .zip(sums)
        .map(|(Drafted { cells, drafts }, sums)| {
            drafts
                .into_iter()
                .zip(&sums)
                .enumerate()
                .map(|(population, (draft, sums))| PopulationEstimate {
                    population,
                    compared: Compared::from(sums),
                    answer: draft.and_then(|draft| {
                        if sums.treated_clusters < FEWEST_CLUSTERS {
                            return Err(Reason::TooFewClusters);
                        }
                        answer(&cells, &draft, population, sums)
                    }),
                })
                .collect()
        })
        .collect()
}

/// The cells of one breakdown and the stratum of each within its population.
pub(super) struct Stratified<'a> {
    pub comparison: &'a Comparison,
    pub breakdown: &'a Breakdown,
    pub stratum: Vec<u32>,
    /// Per population: the covariate digits of its strata.
    pub strata: Vec<Vec<Vec<u16>>>,
    /// Positions of the covariates.
    pub covariates: Vec<usize>,
    /// Per population: its groups, in programmes of groups.
    pub groups: Option<Vec<Groups>>,
}

impl<'a> Stratified<'a> {
    /// Strata are the combinations of all covariates of the comparison.
    pub(super) fn of(
        comparison: &'a Comparison,
        breakdown: &'a Breakdown,
        cluster: &[u32],
    ) -> Stratified<'a> {
        let covariates: Vec<usize> = (0..comparison.cells.covariates).collect();
        let (stratum, mut strata) = comparison.cells.strata(&breakdown.populations, &covariates);
        strata.resize(breakdown.len(), Vec::new());
        Stratified {
            comparison,
            breakdown,
            stratum,
            strata,
            covariates,
            groups: groups(comparison, breakdown, cluster),
        }
    }

    pub(super) fn population(&self, cell: usize) -> Option<usize> {
        self.breakdown.populations.of_cell[cell].map(usize::from)
    }

    /// The stratum of a cell within its population.
    pub(super) fn stratum(&self, cell: u32) -> usize {
        self.stratum[cell as usize] as usize
    }

    /// What the strata of a population are made of.
    pub(super) fn mix(&self, population: usize) -> Mix<'_> {
        Mix {
            comparison: self.comparison,
            covariates: &self.covariates,
            strata: &self.strata[population],
        }
    }

    /// Per trial the weights by cell of control people and of participants, from those of each population.
    pub(super) fn weights<'w>(
        &self,
        of_population: &dyn Fn(usize) -> Option<&'w PopulationWeights>,
    ) -> Vec<[Vec<f64>; 2]> {
        let cells = self.comparison.cells.len();
        (0..self.comparison.trials.len())
            .map(|trial| {
                [false, true].map(|treated| {
                    let mut weight = vec![0.0; cells];
                    for (cell, slot) in weight.iter_mut().enumerate() {
                        if let Some(found) = self.population(cell).and_then(of_population) {
                            let own = &found.trials[trial];
                            let by_stratum = if treated {
                                &own.treated_weight
                            } else {
                                &own.control_weight
                            };
                            *slot = by_stratum[self.stratum(cell as u32)];
                        }
                    }
                    weight
                })
            })
            .collect()
    }

    /// Balance of one population under its weights.
    pub(super) fn balance(&self, weights: &PopulationWeights, population: usize) -> BalanceSheet {
        let mut sheet = BalanceSheet::new(self.comparison.cells.covariate_digits());
        for trial in &weights.trials {
            for (stratum, digits) in self.strata[population].iter().enumerate() {
                let (treated, control) = trial.arms(stratum);
                sheet.add(digits, treated, control);
            }
            sheet.close_trial();
        }
        sheet
    }
}
