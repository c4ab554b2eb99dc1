//! Scores and counts of a lottery: difference of mean changes.

use rayon::prelude::*;

use crate::kernel::difference::ArmSums;
use crate::kernel::draws::mean_contrast;
use crate::panel::{Comparison, DrawnChanges};

use super::super::{Breakdown, Reason};
use super::strata::{Entry, Strata};
use super::{LotteryAnswer, LotteryEstimate};

/// Estimates every population of a breakdown.
pub fn estimate_drawn_changes(
    comparison: &Comparison,
    changes: &DrawnChanges,
    breakdown: &Breakdown,
    seed: u64,
) -> Vec<LotteryEstimate> {
    (0..breakdown.len())
        .into_par_iter()
        .map(|population| {
            let here = |cell: usize| {
                breakdown
                    .populations
                    .of_cell
                    .get(cell)
                    .copied()
                    .flatten()
                    .map(usize::from)
                    == Some(population)
            };
            let mut draws: Vec<Vec<Entry<f64>>> = vec![Vec::new(); comparison.trials.len()];
            for change in changes.changes.iter().filter(|c| here(c.cell as usize)) {
                let entry = Entry {
                    value: change.change,
                    drawn: change.drawn,
                    cell: change.cell,
                };
                if let Some(draw) = draws.get_mut(change.trial as usize) {
                    draw.extend(std::iter::repeat_n(entry, change.n as usize));
                }
            }
            let strata = Strata::of(draws);
            let (mut after, mut before) = (ArmSums::default(), ArmSums::default());
            for (cell, levels) in changes.levels.iter().flat_map(|l| l.iter().enumerate()) {
                if here(cell) {
                    add(&mut after, &levels.drawn_after);
                    add(&mut before, &levels.before);
                }
            }
            let answer = if changes.has_waves {
                strata.answer(comparison, seed, &mean_contrast)
            } else {
                Err(Reason::NoWaves)
            };
            LotteryEstimate {
                population,
                compared: strata.compared,
                answer: answer.map(|answer| LotteryAnswer {
                    treated_level: after.sum / after.weight,
                    base_sd: spread(&before),
                    ..answer
                }),
            }
        })
        .collect()
}

fn add(into: &mut ArmSums, from: &ArmSums) {
    into.weight += from.weight;
    into.sum += from.sum;
    into.sum_sq += from.sum_sq;
}

/// Standard deviation of what was summed.
fn spread(sums: &ArmSums) -> Option<f64> {
    let mean = sums.sum / sums.weight;
    let variance = (sums.sum_sq - sums.weight * mean * mean) / (sums.weight - 1.0);
    (variance > 0.0).then(|| variance.sqrt())
}
