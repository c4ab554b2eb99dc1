//! Balance of covariates before and after weighting, and the Kish effective size, from weighted cells.

use crate::panel::Digit;

/// Standardised mean differences of one covariate value (Austin 2009; the denominator is the participants' standard
/// deviation before weighting, as in R's MatchIt).
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateBalance {
    /// Covariate.
    pub covariate: String,
    /// Value.
    pub value: String,
    /// Before weighting.
    pub before: f64,
    /// After weighting.
    pub after: f64,
    /// Participants who have the value.
    pub treated: u64,
    /// Control people who have it, at least: the most of any trial.
    pub control: u64,
}

/// People of one arm in a cell, and the weight of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct ArmCell {
    pub people: f64,
    pub weight: f64,
}

/// Sums of one covariate value, or of everybody.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Participants, and their weight.
    treated: [f64; 2],
    /// Control people, and their weight; who serves in several trials counts in each.
    control: [f64; 2],
    /// Control people of the trial that is being added.
    in_trial: f64,
    /// The largest number of control people in any trial: there are at least so many different ones.
    distinct: f64,
}

impl Sums {
    fn add(&mut self, treated: ArmCell, control: ArmCell) {
        for (sums, arm) in [(&mut self.treated, treated), (&mut self.control, control)] {
            sums[0] += arm.people;
            sums[1] += arm.people * arm.weight;
        }
        self.in_trial += control.people;
    }

    fn close_trial(&mut self) {
        self.distinct = self.distinct.max(self.in_trial);
        self.in_trial = 0.0;
    }
}

/// Collects arms by covariate value, one trial after another.
#[derive(Debug, Clone)]
pub(super) struct BalanceSheet {
    /// Per covariate and digit.
    values: Vec<Vec<Sums>>,
    all: Sums,
    squared_weights: f64,
}

impl BalanceSheet {
    /// An empty sheet for covariates with so many values each.
    pub(super) fn new(digits: &[Digit]) -> BalanceSheet {
        BalanceSheet {
            values: digits
                .iter()
                .map(|d| vec![Sums::default(); d.labels.len()])
                .collect(),
            all: Sums::default(),
            squared_weights: 0.0,
        }
    }

    /// Adds a cell of the trial at hand.
    pub(super) fn add(&mut self, digits: &[u16], treated: ArmCell, control: ArmCell) {
        for (values, &digit) in self.values.iter_mut().zip(digits) {
            values[usize::from(digit)].add(treated, control);
        }
        self.all.add(treated, control);
        self.squared_weights += control.people * control.weight * control.weight;
    }

    /// Ends the trial at hand.
    pub(super) fn close_trial(&mut self) {
        self.values.iter_mut().flatten().for_each(Sums::close_trial);
    }

    /// Kish's effective number of control people, (Σw)²/Σw² (Kish 1965), never more than there are.
    pub(super) fn kish(&self, control: u64) -> Option<f64> {
        let weight = self.all.control[1];
        (self.squared_weights > 0.0)
            .then(|| (weight * weight / self.squared_weights).min(control as f64))
    }

    /// The table, one row per covariate value that occurs.
    pub(super) fn table(&self, digits: &[Digit]) -> Vec<CovariateBalance> {
        let (treated, control) = (self.all.treated, self.all.control);
        if treated.iter().chain(&control).any(|n| *n <= 0.0) {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (digit, values) in digits.iter().zip(&self.values) {
            for (label, value) in digit.labels.iter().zip(values) {
                let part =
                    |k: usize| (value.treated[k] / treated[k], value.control[k] / control[k]);
                let ((t, c), (t_after, c_after)) = (part(0), part(1));
                if t + c <= 0.0 {
                    continue;
                }
                // Where participants do not vary, the control people's spread keeps the ratio defined.
                let spread = [t, c]
                    .map(|p| p * (1.0 - p))
                    .into_iter()
                    .find(|v| *v > 0.0)
                    .map_or(1.0, f64::sqrt);
                rows.push(CovariateBalance {
                    covariate: digit.name.clone(),
                    value: label.clone(),
                    before: (t - c) / spread,
                    after: (t_after - c_after) / spread,
                    treated: value.treated[0].round() as u64,
                    control: value.distinct.round() as u64,
                });
            }
        }
        rows
    }
}

/// The worst imbalance after weighting.
pub(super) fn worst(rows: &[CovariateBalance]) -> Option<f64> {
    rows.iter().map(|r| r.after.abs()).reduce(f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_and_effective_size_by_hand() {
        let digits = [Digit {
            name: "region".into(),
            labels: vec!["A".into(), "B".into()],
            ordered: false,
        }];
        let mut sheet = BalanceSheet::new(&digits);
        // 30 of 40 participants in A; 20 of 100 control people; weights 1.5 and 0.125 balance them.
        let arm = |people, weight| ArmCell { people, weight };
        sheet.add(&[0], arm(30.0, 1.0), arm(20.0, 1.5));
        sheet.add(&[1], arm(10.0, 1.0), arm(80.0, 0.125));
        sheet.close_trial();
        let rows = sheet.table(&digits);
        let spread = (0.75f64 * 0.25).sqrt();
        assert!((rows[0].before - (0.75 - 0.2) / spread).abs() < 1e-12);
        assert!(rows[0].after.abs() < 1e-12);
        assert_eq!(worst(&rows).map(|w| w < 1e-12), Some(true));
        // (40)² / (20·1.5² + 80·0.125²) = 1600 / 46.25
        assert!((sheet.kish(100).unwrap_or(0.0) - 1600.0 / 46.25).abs() < 1e-9);
    }

    #[test]
    fn weights_of_participants_change_what_is_after_and_not_what_is_before() {
        let digits = [Digit {
            name: "region".into(),
            labels: vec!["A".into(), "B".into()],
            ordered: false,
        }];
        let arm = |people, weight| ArmCell { people, weight };
        let mut sheet = BalanceSheet::new(&digits);
        // Overlap weights c/(t + c) and t/(t + c): 30 and 20 people in A, 10 and 80 in B, in one trial.
        sheet.add(&[0], arm(30.0, 0.4), arm(20.0, 0.6));
        sheet.add(&[1], arm(10.0, 80.0 / 90.0), arm(80.0, 10.0 / 90.0));
        sheet.close_trial();
        // In another trial the same control people of A once more.
        let mut twice = sheet.clone();
        twice.add(&[0], arm(0.0, 0.0), arm(20.0, 0.0));
        twice.close_trial();
        let (rows, more) = (sheet.table(&digits), twice.table(&digits));
        assert!((rows[0].before - 0.55 / (0.75f64 * 0.25).sqrt()).abs() < 1e-12);
        assert!(rows[0].after.abs() < 1e-12);
        assert_eq!((rows[0].treated, rows[0].control), (30, 20));
        assert_eq!((more[0].control, more[1].control), (20, 80));
    }
}
