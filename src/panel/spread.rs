//! The planning reduction: how much people's answers change by themselves. Per cell of a comparison without
//! participants the number, sum and sum of squares of each person's change, and of the value it starts from.
//!
//! A change is the mean of a person's answers after the index date less the answer at the base wave, which is what the
//! headline of a single cohort averages. Deliberately absent: participants; see `score_changes`.

use crate::kernel::difference::ArmSums;
use crate::vocab::Day;

use super::trials::Comparison;
use super::waves::WaveMatrix;

/// Sums by cell of the people who serve as control.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeSpread {
    /// People, whether they answered or not.
    pub people: Vec<u64>,
    /// Changes of those who answered before and after.
    pub change: Vec<ArmSums>,
    /// Their values at the base wave.
    pub base: Vec<ArmSums>,
}

impl ChangeSpread {
    /// The reduction of the control people of all trials; `None` when a trial has no wave before it or none after it.
    pub fn of(comparison: &Comparison, matrix: &WaveMatrix) -> Option<ChangeSpread> {
        let cells = comparison.cells.len();
        let mut sums = ChangeSpread {
            people: comparison.control_by_cell(),
            change: vec![ArmSums::default(); cells],
            base: vec![ArmSums::default(); cells],
        };
        for trial in &comparison.trials {
            let (base, after) = matrix.around(trial.eve, trial.index)?;
            for row in &trial.control {
                let values = matrix.row(row.person as usize);
                let from = f64::from(values[base]);
                let (total, n) = (after..matrix.width())
                    .filter(|&wave| matrix.waves[wave] < row.until && !values[wave].is_nan())
                    .fold((0.0, 0.0), |(sum, n), wave| {
                        (sum + f64::from(values[wave]), n + 1.0)
                    });
                if from.is_nan() || n == 0.0 {
                    continue;
                }
                let cell = row.cell as usize;
                add(&mut sums.change[cell], total / n - from);
                add(&mut sums.base[cell], from);
            }
        }
        Some(sums)
    }
}

impl WaveMatrix {
    /// Positions of the base wave, the last up to the eve, and of the first wave from the index date on; `None` when one
    /// of them does not exist.
    pub fn around(&self, eve: Day, index: Day) -> Option<(usize, usize)> {
        let base = self.waves.partition_point(|&w| w <= eve).checked_sub(1)?;
        let after = self.waves.partition_point(|&w| w < index);
        (after < self.width()).then_some((base, after))
    }
}

impl Comparison {
    /// Control people by cell, over all trials.
    pub fn control_by_cell(&self) -> Vec<u64> {
        let mut people = vec![0; self.cells.len()];
        for row in self.trials.iter().flat_map(|t| &t.control) {
            people[row.cell as usize] += 1;
        }
        people
    }
}

fn add(sums: &mut ArmSums, x: f64) {
    sums.weight += 1.0;
    sums.sum += x;
    sums.sum_sq += x * x;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waves_around_a_start() {
        let matrix = WaveMatrix {
            waves: vec![Day(10), Day(20), Day(30)],
            values: Vec::new(),
        };
        assert_eq!(matrix.around(Day(20), Day(25)), Some((1, 2)));
        assert_eq!(matrix.around(Day(19), Day(20)), Some((0, 1)));
        assert_eq!(matrix.around(Day(9), Day(20)), None, "nothing before");
        assert_eq!(matrix.around(Day(20), Day(31)), None, "nothing after");
    }
}
