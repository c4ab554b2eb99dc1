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
}

/// Collects arms by covariate value.
#[derive(Debug, Clone)]
pub(super) struct BalanceSheet {
    /// Per covariate and digit: participants, control people, weighted control people.
    shares: Vec<Vec<[f64; 3]>>,
    totals: [f64; 3],
    squared_weights: f64,
}

impl BalanceSheet {
    /// An empty sheet for covariates with so many values each.
    pub(super) fn new(digits: &[Digit]) -> BalanceSheet {
        BalanceSheet {
            shares: digits
                .iter()
                .map(|d| vec![[0.0; 3]; d.labels.len()])
                .collect(),
            totals: [0.0; 3],
            squared_weights: 0.0,
        }
    }

    /// Adds a cell: its digits, participants, control people, and the weight of one control person. `scale`
    /// multiplies the weights when they enter the means (so that each trial's controls count like its participants).
    pub(super) fn add(
        &mut self,
        digits: &[u16],
        treated: f64,
        control: f64,
        weight: f64,
        scale: f64,
    ) {
        let amounts = [treated, control, control * weight * scale];
        for (share, &digit) in self.shares.iter_mut().zip(digits) {
            for (slot, amount) in share[usize::from(digit)].iter_mut().zip(amounts) {
                *slot += amount;
            }
        }
        for (total, amount) in self.totals.iter_mut().zip(amounts) {
            *total += amount;
        }
        self.squared_weights += control * (weight * scale) * (weight * scale);
    }

    /// Kish's effective number of control people, (Σw)²/Σw² (Kish 1965), never more than there are.
    pub(super) fn kish(&self, control: u64) -> Option<f64> {
        (self.squared_weights > 0.0)
            .then(|| (self.totals[2] * self.totals[2] / self.squared_weights).min(control as f64))
    }

    /// The table, one row per covariate value that occurs.
    pub(super) fn table(&self, digits: &[Digit]) -> Vec<CovariateBalance> {
        let [treated, control, weighted] = self.totals;
        if treated <= 0.0 || control <= 0.0 || weighted <= 0.0 {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for (digit, shares) in digits.iter().zip(&self.shares) {
            for (label, share) in digit.labels.iter().zip(shares) {
                let (t, c, w) = (share[0] / treated, share[1] / control, share[2] / weighted);
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
                    after: (t - w) / spread,
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
        }];
        let mut sheet = BalanceSheet::new(&digits);
        // 30 of 40 participants in A; 20 of 100 control people; weights 1.5 and 0.125 balance them.
        sheet.add(&[0], 30.0, 20.0, 1.5, 1.0);
        sheet.add(&[1], 10.0, 80.0, 0.125, 1.0);
        let rows = sheet.table(&digits);
        let spread = (0.75f64 * 0.25).sqrt();
        assert!((rows[0].before - (0.75 - 0.2) / spread).abs() < 1e-12);
        assert!(rows[0].after.abs() < 1e-12);
        assert_eq!(worst(&rows).map(|w| w < 1e-12), Some(true));
        // (40)² / (20·1.5² + 80·0.125²) = 1600 / 46.25
        assert!((sheet.kish(100).unwrap_or(0.0) - 1600.0 / 46.25).abs() < 1e-9);
    }
}
