//! The cells of one breakdown by stratum, shared by the designs that weigh control people within each trial.

use crate::panel::Comparison;

use super::Breakdown;
use super::balance::BalanceSheet;
use super::weights::{Mix, PopulationWeights};

/// The cells of one breakdown and the stratum of each within its population.
pub(super) struct Stratified<'a> {
    pub comparison: &'a Comparison,
    pub breakdown: &'a Breakdown,
    pub stratum: Vec<u32>,
    /// Per population: the covariate digits of its strata.
    pub strata: Vec<Vec<Vec<u16>>>,
    /// Positions of the covariates.
    pub covariates: Vec<usize>,
}

impl<'a> Stratified<'a> {
    /// Strata are the combinations of all covariates of the comparison.
    pub(super) fn of(comparison: &'a Comparison, breakdown: &'a Breakdown) -> Stratified<'a> {
        let covariates: Vec<usize> = (0..comparison.cells.covariates).collect();
        let (stratum, mut strata) = comparison.cells.strata(&breakdown.populations, &covariates);
        strata.resize(breakdown.len(), Vec::new());
        Stratified {
            comparison,
            breakdown,
            stratum,
            strata,
            covariates,
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
