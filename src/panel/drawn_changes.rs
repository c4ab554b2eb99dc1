//! The reduction of scores and counts for lotteries: per draw, cell and arm, how many people changed by how much.
//!
//! A person's change is the mean over the waves after the enrolment period of the draw, less the last wave before the
//! draw; waves between are neither before nor after. It needs the wave before and one after.

use crate::kernel::difference::ArmSums;

use super::trials::Comparison;
use super::waves::WaveMatrix;

/// People of one draw, cell and arm with the same change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnChange {
    /// Position of the trial.
    pub trial: u32,
    /// Cell of the comparison.
    pub cell: u32,
    /// Whether they were drawn.
    pub drawn: bool,
    /// The change.
    pub change: f64,
    /// How many people.
    pub n: u32,
}

/// Sums over the same people of one trial and cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct ArmLevels {
    /// Means after the draw, of those drawn.
    pub drawn_after: ArmSums,
    /// Values before the draw, both arms.
    pub before: ArmSums,
}

/// The reduction of one outcome.
#[derive(Debug, Clone, Default)]
pub struct DrawnChanges {
    /// Sorted by trial, cell, arm and change.
    pub changes: Vec<DrawnChange>,
    /// Per trial and cell.
    pub levels: Vec<Vec<ArmLevels>>,
    /// Whether any draw has a wave before it and one after its enrolment period.
    pub has_waves: bool,
}

impl DrawnChanges {
    /// Reduces an outcome over the draws of a comparison.
    pub fn of(comparison: &Comparison, matrix: &WaveMatrix) -> DrawnChanges {
        let mut found = DrawnChanges {
            levels: vec![
                vec![ArmLevels::default(); comparison.cells.len()];
                comparison.trials.len()
            ],
            ..DrawnChanges::default()
        };
        for (at, trial) in comparison.trials.iter().enumerate() {
            let base = matrix
                .waves
                .partition_point(|&w| w <= trial.eve)
                .checked_sub(1);
            let after = matrix
                .waves
                .partition_point(|&w| w < trial.period.index_day());
            let (Some(base), true) = (base, after < matrix.width()) else {
                continue;
            };
            found.has_waves = true;
            let drawn = trial.treated.iter().map(|r| (r.person, r.cell, true));
            let not_drawn = trial.control.iter().map(|r| (r.person, r.cell, false));
            for (person, cell, drawn) in drawn.chain(not_drawn) {
                let values = matrix.row(person as usize);
                let (sum, n) = values[after..]
                    .iter()
                    .filter(|v| !v.is_nan())
                    .fold((0.0, 0.0), |(sum, n), &v| (sum + f64::from(v), n + 1.0));
                let before = f64::from(values[base]);
                if n == 0.0 || before.is_nan() {
                    continue;
                }
                let mean = sum / n;
                let levels = &mut found.levels[at][cell as usize];
                add(&mut levels.before, before);
                if drawn {
                    add(&mut levels.drawn_after, mean);
                }
                found.changes.push(DrawnChange {
                    trial: at as u32,
                    cell,
                    drawn,
                    change: mean - before,
                    n: 1,
                });
            }
        }
        // Sorted by value, so that nothing of the order of people is left.
        found.changes.sort_by(|a, b| {
            (a.trial, a.cell, a.drawn)
                .cmp(&(b.trial, b.cell, b.drawn))
                .then(a.change.total_cmp(&b.change))
        });
        found.changes.dedup_by(|later, earlier| {
            let same = (later.trial, later.cell, later.drawn)
                == (earlier.trial, earlier.cell, earlier.drawn)
                && later.change.total_cmp(&earlier.change).is_eq();
            if same {
                earlier.n += later.n;
            }
            same
        });
        found
    }
}

fn add(sums: &mut ArmSums, x: f64) {
    sums.weight += 1.0;
    sums.sum += x;
    sums.sum_sq += x * x;
}
