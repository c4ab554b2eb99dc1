//! The two-way fixed-effects regression with two periods, kept as a point of comparison.
//!
//! What many tables report as difference-in-differences: the coefficient of treated × after in
//! the stacked rows. Agrees with R `DRDID::twfe_did_panel` (case `drdid_nsw_psid`).
//! Not an estimator the product relies on: with covariates it assumes equal effects for everybody.

use nalgebra::DMatrix;

use super::estimate::NotEstimable;
use super::least_squares::{Robust, least_squares};

/// Outcomes of two periods, one entry per unit.
#[derive(Clone, Copy, Debug)]
pub struct TwoPeriods<'a> {
    /// Outcome after.
    pub after: &'a [f64],
    /// Outcome before.
    pub before: &'a [f64],
    /// Whether the unit is treated.
    pub treated: &'a [bool],
    /// Weights.
    pub weight: &'a [f64],
}

/// Coefficient of treated × after in the 2n stacked rows with constant, treated, after and covariates
/// (`covariates[k][unit]`), and its HC0 standard error times √(2n/(2n−1)). Without covariates the regression
/// is that of the change on treatment, with its HC0 standard error.
///
/// # Errors
/// As [`least_squares`]; [`NotEstimable::Singular`] when the interaction is aliased.
pub fn two_way_effect(
    data: TwoPeriods<'_>,
    covariates: &[Vec<f64>],
) -> Result<(f64, f64), NotEstimable> {
    let n = data.after.len();
    if data.before.len() != n || data.treated.len() != n || data.weight.len() != n {
        return Err(NotEstimable::InvalidInput("rows differ in number"));
    }
    if covariates.iter().any(|c| c.len() != n) {
        return Err(NotEstimable::InvalidInput(
            "rows and covariates differ in number",
        ));
    }
    if covariates.is_empty() {
        // the pair of rows of a unit is one difference
        let x = DMatrix::from_fn(n, 2, |row, column| {
            if column == 0 || data.treated[row] {
                1.0
            } else {
                0.0
            }
        });
        let change: Vec<f64> = data
            .after
            .iter()
            .zip(data.before)
            .map(|(a, b)| a - b)
            .collect();
        let fit = least_squares(&x, &change, data.weight)?;
        let effect = fit.coefficients[1].ok_or(NotEstimable::Singular)?;
        return Ok((effect, fit.std_errors(Robust::Hc0)[1]));
    }
    let x = DMatrix::from_fn(2 * n, 4 + covariates.len(), |row, column| {
        let (unit, after) = (row % n, f64::from(u8::from(row >= n)));
        let treated = f64::from(u8::from(data.treated[unit]));
        match column {
            0 => 1.0,
            1 => treated,
            2 => after,
            3 => treated * after,
            k => covariates[k - 4][unit],
        }
    });
    let y: Vec<f64> = data.before.iter().chain(data.after).copied().collect();
    let weight: Vec<f64> = data.weight.iter().chain(data.weight).copied().collect();
    let fit = least_squares(&x, &y, &weight)?;
    let effect = fit.coefficients[3].ok_or(NotEstimable::Singular)?;
    let rows = 2.0 * n as f64;
    Ok((
        effect,
        fit.std_errors(Robust::Hc0)[3] * (rows / (rows - 1.0)).sqrt(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_covariates_it_is_the_difference_of_differences() {
        let data = TwoPeriods {
            after: &[5.0, 7.0, 2.0, 4.0],
            before: &[1.0, 2.0, 1.0, 2.0],
            treated: &[true, true, false, false],
            weight: &[1.0; 4],
        };
        let (effect, se) = two_way_effect(data, &[]).expect("four cells");
        // changes 4, 5 against 1, 2: each arm contributes ½/4
        assert!((effect - 3.0).abs() < 1e-12 && (se - 0.5).abs() < 1e-12);
    }
}
