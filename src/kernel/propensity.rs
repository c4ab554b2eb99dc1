//! Weights from a propensity score, and their regression with the score's own error.
//!
//! Weight rules of Li, Morgan & Zaslavsky (2018): effect on the treated, average effect, overlap.
//! The stacked sandwich of the logit and the weighted regression (M-estimation, Stefanski & Boos
//! 2002) agrees with R `WeightIt` 1.4 `lm_weightit(vcov = "asympt")` (case `balance_lalonde`).
//! Deliberately absent: trimming and truncation of weights.

use nalgebra::{DMatrix, DVector};

use super::design::Design;
use super::estimate::NotEstimable;
use super::least_squares::least_squares;
use super::logit::LogitFit;

/// Which population the weighted arms stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightRule {
    /// The treated: treated 1, controls p/(1−p).
    Treated,
    /// Everybody: 1/p and 1/(1−p).
    Everybody,
    /// The overlap of the arms: 1−p and p.
    Overlap,
}

impl WeightRule {
    /// Weight of a person with propensity `p`.
    pub fn weight(self, treated: bool, p: f64) -> f64 {
        match (self, treated) {
            (Self::Treated, true) => 1.0,
            (Self::Treated, false) => p / (1.0 - p),
            (Self::Everybody, true) => 1.0 / p,
            (Self::Everybody, false) => 1.0 / (1.0 - p),
            (Self::Overlap, true) => 1.0 - p,
            (Self::Overlap, false) => p,
        }
    }

    /// Derivative of the weight in the linear predictor of the logit.
    fn slope(self, treated: bool, p: f64) -> f64 {
        match (self, treated) {
            (Self::Treated, true) => 0.0,
            (Self::Treated | Self::Everybody, false) => p / (1.0 - p),
            (Self::Everybody, true) => -(1.0 - p) / p,
            (Self::Overlap, true) => -p * (1.0 - p),
            (Self::Overlap, false) => p * (1.0 - p),
        }
    }
}

/// Effect of treatment in the weighted regression of `y` on a constant and treatment, with the standard error
/// that accounts for the estimated propensity. Returns (effect, standard error).
///
/// `scores` is the design of the propensity model with one row per person, `fit` its fit.
///
/// # Errors
/// As [`least_squares`]; [`NotEstimable::InvalidInput`] for unequal lengths; [`NotEstimable::Singular`] when
/// treatment does not vary.
pub fn weighted_effect(
    y: &[f64],
    treated: &[bool],
    scores: &Design,
    fit: &LogitFit,
    rule: WeightRule,
) -> Result<(f64, f64), NotEstimable> {
    let n = y.len();
    if treated.len() != n || scores.nrows() != n || fit.probability.len() != n {
        return Err(NotEstimable::InvalidInput("rows differ in number"));
    }
    let p = &fit.probability;
    let weight: Vec<f64> = (0..n).map(|i| rule.weight(treated[i], p[i])).collect();
    let arm = |i: usize| f64::from(u8::from(treated[i]));
    let x = DMatrix::from_fn(n, 2, |i, j| if j == 0 { 1.0 } else { arm(i) });
    let regression = least_squares(&x, y, &weight)?;
    let effect = regression.coefficients[1].ok_or(NotEstimable::Singular)?;
    // how the treatment row of the regression moves with the coefficients of the logit
    let bread = regression.bread();
    let row = |i: usize| bread[(1, 0)] + bread[(1, 1)] * arm(i);
    let pull: Vec<f64> = (0..n)
        .map(|i| row(i) * regression.residuals[i] * rule.slope(treated[i], p[i]))
        .collect();
    let direction: DVector<f64> = &fit.covariance * scores.transpose_times(&pull);
    let variance: f64 = (0..n)
        .map(|i| {
            let own = row(i) * weight[i] * regression.residuals[i];
            let through_score = (arm(i) - p[i]) * scores.dot(i, direction.as_slice());
            (own + through_score).powi(2)
        })
        .sum();
    Ok((effect, variance.sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::logit::fit_logit;

    #[test]
    fn weights_and_their_slopes_agree() {
        for rule in [
            WeightRule::Treated,
            WeightRule::Everybody,
            WeightRule::Overlap,
        ] {
            for treated in [true, false] {
                let at = |eta: f64| rule.weight(treated, 1.0 / (1.0 + (-eta).exp()));
                let numeric = (at(0.3 + 1e-6) - at(0.3 - 1e-6)) / 2e-6;
                let p = 1.0 / (1.0 + (-0.3_f64).exp());
                assert!((numeric - rule.slope(treated, p)).abs() < 1e-8);
            }
        }
    }

    #[test]
    fn a_constant_score_changes_nothing() {
        // constant propensity: difference of means; weights do not matter within arms
        let y = [1.0, 2.0, 4.0, 3.0, 7.0];
        let treated = [true, true, false, false, false];
        let ones: Vec<f64> = treated.iter().map(|t| f64::from(u8::from(*t))).collect();
        let zeros: Vec<f64> = ones.iter().map(|o| 1.0 - o).collect();
        let scores = Design::with_constant(&[], 5);
        let fit = fit_logit(&scores, &ones, &zeros).expect("both arms");
        let (effect, se) =
            weighted_effect(&y, &treated, &scores, &fit, WeightRule::Treated).expect("fits");
        assert!((effect - (1.5 - 14.0 / 3.0)).abs() < 1e-12);
        // HC0 of a difference of means: Σ e²/n² per arm
        let expected = (0.5 / 4.0 + (26.0 / 3.0) / 9.0_f64).sqrt();
        assert!((se - expected).abs() < 1e-10);
    }
}
