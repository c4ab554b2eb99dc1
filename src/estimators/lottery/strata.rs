//! The people of one population by draw, without their names: a value, the arm, the cell.

use crate::kernel::Estimate;
use crate::kernel::draws::{Contrast, redraw_p};
use crate::panel::Comparison;

use super::super::balance::{ArmCell, BalanceSheet, worst};
use super::super::{Compared, Effect, FEWEST_CLUSTERS, LEVEL, Reason};
use super::LotteryAnswer;

/// Fewer people than this in an arm of a draw have no spread.
const FEWEST_PER_ARM: usize = 2;

/// One person of a draw.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<T> {
    pub(super) value: T,
    pub(super) drawn: bool,
    pub(super) cell: u32,
}

/// Values and arms by draw, contrasted.
pub(super) type Contrasting<'c, T> = dyn Fn(&[Vec<T>], &[Vec<bool>]) -> Option<Contrast> + 'c;

/// Draws of one population.
#[derive(Debug)]
pub(super) struct Strata<T> {
    pub(super) draws: Vec<Vec<Entry<T>>>,
    pub(super) compared: Compared,
    pub(super) left_out: bool,
}

impl<T: Copy> Strata<T> {
    /// The draws with at least two people in each arm.
    pub(super) fn of(draws: Vec<Vec<Entry<T>>>) -> Strata<T> {
        let count =
            |draw: &[Entry<T>], wanted: bool| draw.iter().filter(|e| e.drawn == wanted).count();
        let total =
            |draws: &[Vec<Entry<T>>], wanted| draws.iter().map(|d| count(d, wanted) as u64).sum();
        let (treated, control) = (total(&draws, true), total(&draws, false));
        let before: usize = draws.iter().map(Vec::len).sum();
        let kept: Vec<Vec<Entry<T>>> = draws
            .into_iter()
            .filter(|d| count(d, true).min(count(d, false)) >= FEWEST_PER_ARM)
            .collect();
        let after: usize = kept.iter().map(Vec::len).sum();
        Strata {
            compared: Compared {
                treated,
                control,
                treated_on_support: total(&kept, true),
                control_on_support: total(&kept, false),
            },
            draws: kept,
            left_out: after < before,
        }
    }

    /// Whether there are enough people of both arms.
    pub(super) fn enough(&self) -> Result<(), Reason> {
        let c = &self.compared;
        if c.treated == 0 {
            return Err(Reason::NobodyTookPart);
        }
        if c.control == 0 {
            return Err(Reason::NobodyToCompare);
        }
        if c.treated_on_support.min(c.control_on_support) < FEWEST_CLUSTERS {
            return Err(Reason::TooFewClusters);
        }
        Ok(())
    }

    /// The contrast with its interval, its p-value by drawing again, and the balance of the arms.
    pub(super) fn answer(
        &self,
        comparison: &Comparison,
        seed: u64,
        contrast: &Contrasting<'_, T>,
    ) -> Result<LotteryAnswer, Reason> {
        self.enough()?;
        let of = |draw: &Vec<Entry<T>>| -> (Vec<T>, Vec<bool>) {
            draw.iter().map(|e| (e.value, e.drawn)).unzip()
        };
        let (values, drawn): (Vec<Vec<T>>, Vec<Vec<bool>>) = self.draws.iter().map(of).unzip();
        let found = contrast(&values, &drawn)
            .ok_or(Reason::Kernel(crate::kernel::NotEstimable::ZeroVariance))?;
        let people: usize = drawn.iter().map(Vec::len).sum();
        let n = people as f64;
        let estimate = if found.df.is_finite() {
            Estimate::student(found.value, found.std_error, LEVEL, found.df, n, people)?
        } else {
            Estimate::normal(found.value, found.std_error, LEVEL, n, people)?
        };
        let redrawn = redraw_p(&drawn, seed, &|again| {
            contrast(&values, again).map(|c| c.studentised())
        })?;
        let digits = comparison.cells.covariate_digits();
        let mut sheet = BalanceSheet::new(digits);
        for draw in &self.draws {
            let count = |wanted| draw.iter().filter(|e| e.drawn == wanted).count() as f64;
            let weight = count(true) / count(false);
            for entry in draw {
                let own = comparison.cells.of(entry.cell as usize);
                let own = own.get(..digits.len()).unwrap_or(own);
                let arm = |people: bool, weight| ArmCell {
                    people: f64::from(u8::from(people)),
                    weight,
                };
                sheet.add(own, arm(entry.drawn, 1.0), arm(!entry.drawn, weight));
            }
            sheet.close_trial();
        }
        let balance = sheet.table(digits);
        Ok(LotteryAnswer {
            effect: Effect {
                value: estimate.value,
                std_error: estimate.std_error,
                low: estimate.interval.low,
                high: estimate.interval.high,
                p_value: redrawn.p_value,
            },
            treated_level: found.treated_level,
            base_sd: None,
            max_abs_smd: worst(&balance),
            balance,
            left_out: self.left_out,
        })
    }
}
