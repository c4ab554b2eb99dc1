//! Propensities, outcome regressions and the means they are carried by.
//!
//! Purpose: the parts that the estimators of a comparison share. Invariant: expectations are
//! sums over cells divided by the total weight n. Deliberately absent: the effects themselves.

use std::borrow::Cow;

use nalgebra::DVector;

use super::arms::ArmSums;
use crate::kernel::design::Design;
use crate::kernel::estimate::NotEstimable;
use crate::kernel::logit::fit_logit_from;
use crate::kernel::matrix::{Factor, Inverse};

/// Controls whose propensity is at least this are trimmed.
pub const TRIMMED_ABOVE: f64 = 0.995;
/// Propensities are never taken above this.
pub const CAPPED_AT: f64 = 1.0 - 1e-6;
/// Controls must carry at least this share of the treated weight after weighting.
const NO_OVERLAP_BELOW: f64 = 1e-8;

/// What the estimators share: the usable cells and their standardised rows.
pub(super) struct Setting<'a> {
    /// Standardised rows.
    pub design: Cow<'a, Design>,
    /// Treated sums on common support.
    pub treated: Vec<ArmSums>,
    /// Control sums.
    pub control: &'a [ArmSums],
    /// Σ of all weights.
    pub n: f64,
    /// Share of the treated in it.
    pub treated_share: f64,
    /// Coefficients from which the propensity model may begin.
    pub start: Option<&'a [f64]>,
}

/// Outcome regression among controls: coefficients, predictions and the inverse of E[(1−D)ωXX'].
pub(super) struct Regression {
    /// Predicted change without treatment, per cell.
    pub predicted: Vec<f64>,
    /// The weighted cross product, to solve with.
    pub cross: Factor,
}

/// Least squares of the change among controls, weighted by `factor` per cell.
pub(super) fn regress(setting: &Setting, factor: &[f64]) -> Regression {
    let weight: Vec<f64> = setting
        .control
        .iter()
        .zip(factor)
        .map(|(c, f)| c.weight * f)
        .collect();
    let cross = setting.design.factor(&weight);
    let right: Vec<f64> = setting
        .control
        .iter()
        .zip(factor)
        .map(|(c, f)| c.sum * f)
        .collect();
    let mut beta = cross.solve(&setting.design.transpose_times(&right));
    // one round on the residuals gives back the digits that normal equations lose
    let fitted = setting.design.times(beta.as_slice());
    let rest: Vec<f64> = (0..fitted.len())
        .map(|i| right[i] - weight[i] * fitted[i])
        .collect();
    beta += cross.solve(&setting.design.transpose_times(&rest));
    Regression {
        predicted: setting.design.times(beta.as_slice()),
        cross,
    }
}

/// x'(X'WX)⁻¹x of one control unit of each cell that has any, zero elsewhere.
pub(super) fn leverages(setting: &Setting, cross: &Factor) -> Vec<f64> {
    let inverse = cross.inverse().matrix;
    let columns = inverse.ncols();
    let inverse = inverse.as_slice();
    let of_cell = |i: usize| -> f64 {
        let mut sum = 0.0;
        for (n, (j, x)) in setting.design.row(i).enumerate() {
            let own = &inverse[j * columns..(j + 1) * columns];
            let before: f64 = setting.design.row(i).take(n).map(|(k, y)| y * own[k]).sum();
            sum += x * (2.0 * before + x * own[j]);
        }
        sum
    };
    let control = setting.control.iter().enumerate();
    control
        .map(|(i, c)| if c.weight > 0.0 { of_cell(i) } else { 0.0 })
        .collect()
}

/// Propensities (capped), odds weights (0 where trimmed) and the inverse information.
pub(super) struct Propensity {
    /// Propensity per cell, capped.
    pub probability: Vec<f64>,
    /// Odds weight per cell, 0 where trimmed.
    pub odds: Vec<f64>,
    /// Inverse information; none for a tilted propensity.
    pub inverse: Option<Inverse>,
    /// Σ of the trimmed control weights.
    pub trimmed: f64,
    /// Coefficients of the logit.
    pub coefficients: Vec<f64>,
}

/// Cap and trim fitted propensities.
pub(super) fn finish_propensity(
    setting: &Setting,
    fitted: Vec<f64>,
    inverse: Option<Inverse>,
    coefficients: Vec<f64>,
) -> Propensity {
    let probability: Vec<f64> = fitted.into_iter().map(|p| p.min(CAPPED_AT)).collect();
    let mut trimmed = 0.0;
    let odds = probability
        .iter()
        .zip(setting.control)
        .map(|(p, c)| {
            if *p >= TRIMMED_ABOVE {
                trimmed += c.weight;
                0.0
            } else {
                p / (1.0 - p)
            }
        })
        .collect();
    Propensity {
        probability,
        odds,
        inverse,
        trimmed,
        coefficients,
    }
}

/// Propensities of the logit.
pub(super) fn logit_propensity(setting: &Setting) -> Result<Propensity, NotEstimable> {
    let ones: Vec<f64> = setting.treated.iter().map(|s| s.weight).collect();
    let zeros: Vec<f64> = setting.control.iter().map(|s| s.weight).collect();
    let fit = fit_logit_from(&setting.design, &ones, &zeros, setting.start)?;
    let inverse = Inverse {
        matrix: fit.covariance,
        kept: fit.kept,
    };
    Ok(finish_propensity(
        setting,
        fit.probability,
        Some(inverse),
        fit.coefficients,
    ))
}

/// Σ over cells of `value`·x, divided by n.
pub(super) fn moment(setting: &Setting, value: impl Fn(usize) -> f64) -> DVector<f64> {
    let v: Vec<f64> = (0..setting.control.len())
        .map(|i| value(i) / setting.n)
        .collect();
    setting.design.transpose_times(&v)
}

/// Weighted control mean of dy − predicted under odds weights: (mean weight, mean).
pub(super) fn control_mean(
    setting: &Setting,
    odds: &[f64],
    predicted: &[f64],
) -> Result<(f64, f64), NotEstimable> {
    let (mut weight, mut sum) = (0.0, 0.0);
    for ((c, odds), predicted) in setting.control.iter().zip(odds).zip(predicted) {
        weight += odds * c.weight;
        sum += odds * (c.sum - c.weight * predicted);
    }
    if weight > NO_OVERLAP_BELOW * setting.treated_share * setting.n {
        Ok((weight / setting.n, sum / weight))
    } else {
        Err(NotEstimable::NoOverlap)
    }
}

/// Treated mean of dy − predicted.
pub(super) fn treated_mean(setting: &Setting, predicted: &[f64]) -> f64 {
    let sum: f64 = setting
        .treated
        .iter()
        .zip(predicted)
        .map(|(t, m)| t.sum - t.weight * m)
        .sum();
    sum / (setting.treated_share * setting.n)
}
