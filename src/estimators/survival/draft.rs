//! One population before the variances are known: weights, curves of both arms, and the Cox regression.

use crate::panel::{Comparison, FollowUpCount, TrialCounts};

use super::super::groups::Groups;
use super::super::weights::{Mix, PopulationWeights, enough, weigh_later_starts};
use super::super::{Breakdown, Reason};
use super::SurvivalRequest;
use super::days::{Arm, ArmDays};
use super::hazards::{HazardDraft, TestsDraft, hazards};

/// Everything of one population before the variances are known.
pub(super) struct Draft {
    pub(super) weights: PopulationWeights,
    pub(super) arms: [Arm; 2],
    pub(super) tau: Option<u32>,
    pub(super) hazards: Result<HazardDraft, Reason>,
    /// Only for everybody.
    pub(super) tests: Option<TestsDraft>,
}

pub(super) struct Cells<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) breakdown: &'a Breakdown,
    /// Stratum of each cell within its population.
    pub(super) stratum: Vec<u32>,
    /// Number of strata of each population.
    pub(super) strata: Vec<usize>,
    /// Per population: its groups, in programmes of groups.
    pub(super) groups: Option<Vec<Groups>>,
    pub(super) days: usize,
}

impl Cells<'_> {
    pub(super) fn population(&self, cell: u32) -> Option<usize> {
        self.breakdown.populations.of_cell[cell as usize].map(usize::from)
    }

    /// The counts of each population.
    pub(super) fn split(&self, counts: &[TrialCounts]) -> Vec<Vec<TrialCounts>> {
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

    pub(super) fn draft(
        &self,
        counts: &[TrialCounts],
        population: usize,
        mix: &Mix<'_>,
        request: &SurvivalRequest<'_>,
    ) -> Result<Draft, Reason> {
        let per_stratum = |rows: &[FollowUpCount]| {
            let mut n = vec![0.0; mix.strata.len()];
            for c in rows {
                n[self.stratum[c.cell as usize] as usize] += f64::from(c.n);
            }
            n
        };
        let people: Vec<(Vec<f64>, Vec<f64>)> = counts
            .iter()
            .map(|c| (per_stratum(&c.treated), per_stratum(&c.control)))
            .collect();
        enough(&people)?;
        let mut weights = request
            .weighing
            .weights(self.breakdown, population, people, mix);
        if weights.how.support <= 0.0 {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        let stratum_of = |cell: u32| {
            (self.population(cell) == Some(population)).then(|| self.stratum[cell as usize])
        };
        weigh_later_starts(&mut weights, counts, &stratum_of);
        let by_trial: Vec<[ArmDays; 2]> = weights
            .trials
            .iter()
            .zip(counts)
            .map(|(trial, counts)| {
                [(&counts.control, false), (&counts.treated, true)].map(|(rows, treated)| {
                    ArmDays::of(rows, trial, &self.stratum, treated, self.days)
                })
            })
            .collect();
        let arms = [0, 1].map(|arm| {
            let all = ArmDays::pooled(by_trial.iter().map(|t| &t[arm]), self.days);
            Arm::of(&all, request.clock.has_competing())
        });
        let reached = |days: &u32| Self::reaches(&arms, *days, request.fewest_at_risk);
        let tau = request.horizons.iter().copied().rfind(|d| reached(d));
        let (hazards, tests) = hazards(&by_trial, self.days, self.breakdown.is_overall());
        Ok(Draft {
            weights,
            arms,
            tau,
            hazards,
            tests,
        })
    }

    pub(super) fn reaches(arms: &[Arm; 2], days: u32, fewest: u64) -> bool {
        arms.iter().all(|arm| {
            arm.curve.is_some()
                && arm
                    .people
                    .get(days as usize)
                    .is_some_and(|&n| n >= fewest.max(1))
        })
    }
}
