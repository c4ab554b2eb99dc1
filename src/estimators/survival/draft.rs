//! One population before the variances are known: weights, curves of both arms, and the Cox regression.

use crate::kernel::survival::{CoxRow, CoxSample, Curve, Ties};
use crate::panel::{Comparison, DayTable, Ending, FollowUpCount, TrialCounts};

use super::super::weights::{Mix, PopulationWeights, population_weights, weigh_later_starts};
use super::super::{Breakdown, Reason};
use super::SurvivalRequest;

/// Everything of one population before the variances are known.
pub(super) struct Draft {
    pub(super) weights: PopulationWeights,
    pub(super) arms: [Arm; 2],
    pub(super) tau: Option<u32>,
    pub(super) cox: Result<CoxDraft, Reason>,
}

/// One arm by day: weighted events and weight at risk, people at risk.
pub(super) struct Arm {
    pub(super) curve: Option<Curve>,
    pub(super) people: Vec<u64>,
}

pub(super) struct CoxDraft {
    pub(super) log_ratio: f64,
    /// Per trial and arm: score residuals times the inverse information.
    pub(super) tables: Vec<[DayTable; 2]>,
}

pub(super) struct Cells<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) breakdown: &'a Breakdown,
    /// Stratum of each cell within its population.
    pub(super) stratum: Vec<u32>,
    /// Number of strata of each population.
    pub(super) strata: Vec<usize>,
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
        if people.iter().all(|(t, _)| t.iter().sum::<f64>() == 0.0) {
            return Err(Reason::NobodyTookPart);
        }
        if people.iter().all(|(_, c)| c.iter().sum::<f64>() == 0.0) {
            return Err(Reason::NobodyToCompare);
        }
        let mut weights = population_weights(people, mix, request.weighting);
        if weights.how.support <= 0.0 {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        let stratum_of = |cell: u32| {
            (self.population(cell) == Some(population)).then(|| self.stratum[cell as usize])
        };
        weigh_later_starts(&mut weights, counts, &stratum_of);
        let arms = [
            self.arm(counts, &weights, false),
            self.arm(counts, &weights, true),
        ];
        let reached = |days: &u32| Self::reaches(&arms, *days, request.fewest_at_risk);
        let tau = request.horizons.iter().copied().rfind(|d| reached(d));
        let cox = self.cox(counts, &weights);
        Ok(Draft {
            weights,
            arms,
            tau,
            cox,
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

    /// Weighted events and risk sets by day, weights that step included.
    pub(super) fn arm(
        &self,
        counts: &[TrialCounts],
        weights: &PopulationWeights,
        treated: bool,
    ) -> Arm {
        let mut events = vec![0.0; self.days];
        // Weight at risk on day d = sum of `change` up to d.
        let mut change = vec![0.0; self.days + 1];
        let mut leaving = vec![0i64; self.days + 1];
        let mut people = 0i64;
        for (trial, counts) in weights.trials.iter().zip(counts) {
            let rows = if treated {
                &counts.treated
            } else {
                &counts.control
            };
            // Per stratum and step: people whose last step it is.
            let mut reaching: Vec<Vec<f64>> = vec![Vec::new(); trial.control.len()];
            for count in rows {
                let stratum = self.stratum[count.cell as usize] as usize;
                let weight = if treated {
                    trial.treated_weight[stratum]
                } else {
                    trial.control_weight[stratum]
                };
                if weight <= 0.0 {
                    continue;
                }
                let (n, day) = (f64::from(count.n), count.day as usize);
                people += i64::from(count.n);
                leaving[day + 1] += i64::from(count.n);
                let steps = if treated {
                    &[][..]
                } else {
                    trial.steps[stratum].as_slice()
                };
                let passed = steps.partition_point(|s| s.from < count.day);
                let factor = passed.checked_sub(1).map_or(1.0, |k| steps[k].factor);
                if passed > 0 {
                    let reached = &mut reaching[stratum];
                    reached.resize(steps.len(), 0.0);
                    reached[passed - 1] += n;
                }
                change[0] += n * weight;
                change[day + 1] -= n * weight * factor;
                if count.ending == Ending::Event {
                    events[day] += n * weight * factor;
                }
            }
            // Everybody of a stratum who is followed past a step changes weight there.
            for (stratum, reached) in reaching.iter().enumerate() {
                let (weight, steps) = (trial.control_weight[stratum], &trial.steps[stratum]);
                let mut beyond = 0.0;
                for k in (0..reached.len()).rev() {
                    beyond += reached[k];
                    let before = k
                        .checked_sub(1)
                        .map_or(1.0, |earlier| steps[earlier].factor);
                    change[steps[k].from as usize + 1] +=
                        beyond * weight * (steps[k].factor - before);
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
        Arm {
            curve: Curve::from_risk_sets(&events, &at_risk).ok(),
            people: people_at_risk,
        }
    }

    /// Cox regression on one row per trial, arm, day and ending. Ties by Efron depend on the tied weights only
    /// through their sum and number, so rows with the mean weight give the same fit as single people.
    pub(super) fn cox(
        &self,
        counts: &[TrialCounts],
        weights: &PopulationWeights,
    ) -> Result<CoxDraft, Reason> {
        let mut rows: Vec<CoxRow> = Vec::new();
        let mut x = Vec::new();
        let mut place: Vec<(usize, usize, usize, bool)> = Vec::new();
        for (at, (trial, counts)) in weights.trials.iter().zip(counts).enumerate() {
            for (arm, list) in [&counts.control, &counts.treated].into_iter().enumerate() {
                let mut tally = vec![[(0.0, 0.0); 2]; self.days];
                for count in list {
                    let stratum = self.stratum[count.cell as usize] as usize;
                    let weight = if arm == 1 {
                        trial.treated_weight[stratum]
                    } else {
                        trial.control_weight[stratum]
                    };
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
        let empty = || DayTable {
            event: vec![0.0; self.days],
            other: vec![0.0; self.days],
        };
        let mut tables: Vec<[DayTable; 2]> =
            (0..counts.len()).map(|_| [empty(), empty()]).collect();
        for (row, (trial, arm, day, event)) in place.into_iter().enumerate() {
            let table = &mut tables[trial][arm];
            let side = if event {
                &mut table.event
            } else {
                &mut table.other
            };
            side[day] = residuals.of(row).first().copied().unwrap_or(0.0) * inverse;
        }
        Ok(CoxDraft {
            log_ratio: fit.coef.first().copied().unwrap_or(0.0),
            tables,
        })
    }
}
