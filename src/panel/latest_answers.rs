//! The reduction of shares without a before: per trial and cell the latest answer after the start, and the sums over
//! people of the influences on the share of each arm.
//!
//! A person's answer is that of the last wave from the index date on, for control people before they leave the
//! controls. Deliberately absent: waves before the index date.

use std::ops::Range;

use rayon::prelude::*;

use super::people::Panel;
use super::person_sums::{Family, PopulationSums, person_sums};
use super::score_changes::{rows_within, waves_served};
use super::trials::{Comparison, ControlRow, Trial};
use super::waves::WaveMatrix;

/// Answers of one cell: how many people, and the sum of their values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AnswerSums {
    /// People with an answer.
    pub n: f64,
    /// Sum of their values (0..100).
    pub sum: f64,
}

/// Answers of one trial per cell of the comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialAnswers {
    /// Participants.
    pub treated: Vec<AnswerSums>,
    /// Control people.
    pub control: Vec<AnswerSums>,
}

/// The share of each arm of one population, for the second reduction: control people, participants.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ArmShares {
    /// Weighted mean value (0..100).
    pub mean: [f64; 2],
    /// Sum of the weights; 0 when there is no answer.
    pub weight: [f64; 2],
}

/// One family of populations in the second reduction.
#[derive(Debug, Clone)]
pub struct ShareFamily<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// Per population.
    pub shares: Vec<ArmShares>,
    /// Per trial: weights by cell of control people and of participants; 0 off support.
    pub weights: Vec<[Vec<f64>; 2]>,
}

/// Slots of the second reduction: the influences on the means of control people and of participants, then the shares
/// of a person in the weight of either arm.
pub const SHARE_SLOTS: usize = 4;

impl Panel<'_> {
    /// The last value of a person from the trial's index date on, among the first `waves` waves.
    fn latest(matrix: &WaveMatrix, trial: &Trial, person: u32, waves: usize) -> Option<f64> {
        let first = matrix.waves.partition_point(|&w| w < trial.index);
        let row = matrix.row(person as usize);
        let served = row.get(first..waves)?;
        let last = served.iter().rev().find(|v| !v.is_nan())?;
        Some(f64::from(*last))
    }

    fn latest_of_control(
        &self,
        matrix: &WaveMatrix,
        trial: &Trial,
        row: &ControlRow,
    ) -> Option<f64> {
        let waves = waves_served(row, &matrix.waves, self.study.control);
        Self::latest(matrix, trial, row.person, waves)
    }

    /// The first reduction: answers per trial and cell.
    pub fn latest_answers(
        &self,
        comparison: &Comparison,
        matrix: &WaveMatrix,
    ) -> Vec<TrialAnswers> {
        let cells = comparison.cells.len();
        comparison
            .trials
            .par_iter()
            .map(|trial| {
                let mut answers = TrialAnswers {
                    treated: vec![AnswerSums::default(); cells],
                    control: vec![AnswerSums::default(); cells],
                };
                let add = |slot: &mut AnswerSums, value: Option<f64>| {
                    if let Some(value) = value {
                        slot.n += 1.0;
                        slot.sum += value;
                    }
                };
                for row in &trial.treated {
                    let value = Self::latest(matrix, trial, row.person, matrix.width());
                    add(&mut answers.treated[row.cell as usize], value);
                }
                for row in &trial.control {
                    let value = self.latest_of_control(matrix, trial, row);
                    add(&mut answers.control[row.cell as usize], value);
                }
                answers
            })
            .collect()
    }

    /// The second reduction: [`SHARE_SLOTS`] influences summed over people, one list of populations a family. Only people
    /// with an answer take part.
    pub fn share_influence(
        &self,
        comparison: &Comparison,
        matrix: &WaveMatrix,
        families: &[ShareFamily<'_>],
        cluster: &[u32],
    ) -> Vec<Vec<PopulationSums>> {
        let summed: Vec<Family<'_>> = families
            .iter()
            .map(|f| Family::of_variances(SHARE_SLOTS, f.shares.len(), f.population))
            .collect();
        let of_some = |some: Range<usize>| &families[some];
        person_sums(
            &comparison.attendance,
            &summed,
            cluster,
            &of_some,
            &|range, families, collector| {
                for (at, trial) in comparison.trials.iter().enumerate() {
                    let (treated, control) = rows_within(trial, &range);
                    let rows = treated
                        .iter()
                        .map(|r| {
                            let value = Self::latest(matrix, trial, r.person, matrix.width());
                            (r.person, r.cell, value, true)
                        })
                        .chain(control.iter().map(|r| {
                            let value = self.latest_of_control(matrix, trial, r);
                            (r.person, r.cell, value, false)
                        }));
                    for (person, cell, value, treated) in rows {
                        let Some(value) = value else { continue };
                        let arm = usize::from(treated);
                        let place = collector.person(person, cell);
                        let vectors = place.vector.chunks_exact_mut(SHARE_SLOTS);
                        for (number, (family, vector)) in families.iter().zip(vectors).enumerate() {
                            let Some(own) = family.population[cell as usize] else {
                                continue;
                            };
                            let weight = family.weights[at][arm][cell as usize];
                            let on_support = u64::from(weight > 0.0) << number;
                            place.marks.add(treated, 1 << number, on_support);
                            let shares = &family.shares[usize::from(own)];
                            if shares.weight[arm] > 0.0 {
                                let part = weight / shares.weight[arm];
                                vector[arm] += part * (value - shares.mean[arm]);
                                vector[2 + arm] += part;
                            }
                        }
                    }
                }
            },
        )
    }
}
