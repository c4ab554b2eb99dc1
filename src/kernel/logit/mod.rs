//! Logistic regression on cells: the propensity model and the `logistic` method.
//!
//! Newton–Raphson (IRLS) on counts per cell. Invariants: aliased columns are dropped; a category
//! in which nobody or everybody is treated does not fail the fit: its probability is 0 or 1, its
//! coefficient infinite, and its cells leave the rest alone (the limit of the likelihood). Where a
//! reference category is so, the iteration ends when the deviance no longer moves.
//! Agrees with R `glm(family = binomial)` run to convergence (case `balance_lalonde`).
//! Deliberately absent: penalties, other links.

mod newton;

use std::borrow::Cow;

use nalgebra::{DMatrix, DVector};

use self::newton::{beginning, information_weights, maximise};

use super::design::Design;
use super::estimate::NotEstimable;

/// A fitted logistic regression.
#[derive(Clone, Debug)]
pub struct LogitFit {
    /// Coefficients on the scale of the design; 0 for dropped columns, ±∞ for categories that decide the outcome.
    pub coefficients: Vec<f64>,
    /// Which columns are kept (a category that decides the outcome is not).
    pub kept: Vec<bool>,
    /// Inverse information; zero rows and columns for dropped columns.
    pub covariance: DMatrix<f64>,
    /// Fitted probability per cell.
    pub probability: Vec<f64>,
    /// −2 log likelihood.
    pub deviance: f64,
    /// −2 log likelihood of the model with a constant only.
    pub null_deviance: f64,
}

impl LogitFit {
    /// Log likelihood of 0/1 outcomes.
    pub fn log_likelihood(&self) -> f64 {
        -self.deviance / 2.0
    }
}

/// Cells whose outcome a category decides alone, and the infinite coefficients of those categories.
struct Decided {
    /// Certain probability (0 or 1) per cell.
    probability: Vec<Option<f64>>,
    /// −∞, ∞ or 0 per column.
    coefficient: Vec<f64>,
}

/// Find columns (never negative, not the constant) whose cells hold ones only or zeros only. Their
/// coefficient is infinite, their cells tell nothing about the rest; taking them out may decide others.
fn decided(design: &Design, ones: &[f64], zeros: &[f64]) -> Decided {
    let p = design.ncols();
    let mut out = Decided {
        probability: vec![None; design.nrows()],
        coefficient: vec![0.0; p],
    };
    loop {
        let mut counts = vec![(0.0, 0.0, true); p];
        for i in (0..design.nrows()).filter(|i| out.probability[*i].is_none()) {
            for (column, value) in design.row(i) {
                counts[column].0 += ones[i];
                counts[column].1 += zeros[i];
                counts[column].2 &= value > 0.0;
            }
        }
        let mut found = false;
        for (column, (one, zero, positive)) in counts.into_iter().enumerate().skip(1) {
            if positive && (one > 0.0) != (zero > 0.0) && out.coefficient[column] == 0.0 {
                out.coefficient[column] = if one > 0.0 {
                    f64::INFINITY
                } else {
                    f64::NEG_INFINITY
                };
                found = true;
            }
        }
        if !found {
            return out;
        }
        for i in 0..design.nrows() {
            if out.probability[i].is_none() {
                let sign: f64 = design
                    .row(i)
                    .map(|(column, _)| out.coefficient[column])
                    .find(|c| *c != 0.0)
                    .unwrap_or(0.0);
                if sign != 0.0 && ones[i] + zeros[i] > 0.0 {
                    out.probability[i] = Some(f64::from(u8::from(ones[i] > 0.0)));
                } else if sign != 0.0 {
                    out.probability[i] = Some(f64::from(u8::from(sign > 0.0)));
                }
            }
        }
    }
}

/// Fit P(1) on the cells of a design; `ones` and `zeros` are the (weighted) counts per cell.
///
/// # Errors
/// [`NotEstimable::NoTreated`] or [`NotEstimable::NoControls`] when one outcome does not occur,
/// [`NotEstimable::Separation`] when categories decide every cell of an outcome,
/// [`NotEstimable::NotConverged`] when the likelihood cannot be improved to a stop.
pub fn fit_logit(design: &Design, ones: &[f64], zeros: &[f64]) -> Result<LogitFit, NotEstimable> {
    fit_logit_from(design, ones, zeros, None)
}

/// As [`fit_logit`], beginning at given coefficients (one per column; infinite ones count as 0): those of a similar sample
/// save half of the steps and change the result by rounding only.
///
/// # Errors
/// As [`fit_logit`].
pub fn fit_logit_from(
    design: &Design,
    ones: &[f64],
    zeros: &[f64],
    start: Option<&[f64]>,
) -> Result<LogitFit, NotEstimable> {
    let rows = design.nrows();
    if ones.len() != rows || zeros.len() != rows {
        return Err(NotEstimable::InvalidInput(
            "counts and cells differ in number",
        ));
    }
    let (sum_one, sum_zero): (f64, f64) = (ones.iter().sum(), zeros.iter().sum());
    if sum_one.is_nan() || sum_one <= 0.0 {
        return Err(NotEstimable::NoTreated);
    }
    if sum_zero.is_nan() || sum_zero <= 0.0 {
        return Err(NotEstimable::NoControls);
    }
    let share = sum_one / (sum_one + sum_zero);
    let null_deviance = -2.0 * (sum_one * share.ln() + sum_zero * (1.0 - share).ln());
    let decided = decided(design, ones, zeros);
    let open = |counts: &[f64]| -> Vec<f64> {
        counts
            .iter()
            .zip(&decided.probability)
            .map(|(n, d)| if d.is_some() { 0.0 } else { *n })
            .collect()
    };
    let (ones, zeros) = (open(ones), open(zeros));
    let (open_one, open_zero): (f64, f64) = (ones.iter().sum(), zeros.iter().sum());
    if !(open_one > 0.0 && open_zero > 0.0) {
        return Err(NotEstimable::Separation);
    }
    // Only cells with people in question, and the columns that occur among them, take part in the iterations.
    let cells: Vec<usize> = (0..rows).filter(|&i| ones[i] + zeros[i] > 0.0).collect();
    let (compact, columns) = design.compact(&cells);
    let pick = |all: &[f64]| -> Vec<f64> { cells.iter().map(|&i| all[i]).collect() };
    let (ones, zeros) = (pick(&ones), pick(&zeros));
    let total: Vec<f64> = ones.iter().zip(&zeros).map(|(a, b)| a + b).collect();
    let (standard, change) = compact.standardised(&total);

    let start = start.filter(|_| matches!(standard, Cow::Borrowed(_)));
    let (beta, state) = beginning(&standard, &ones, &zeros, start.map(|s| (s, &columns[..])));
    let (beta, state) = maximise(&standard, &ones, &zeros, &total, (beta, state))?;
    let information = standard
        .factor(&information_weights(&state, &total))
        .inverse();
    let (own, own_covariance) = original_scale(&beta, &information.matrix, &change);
    let p = design.ncols();
    let mut coefficients = vec![0.0; p];
    let mut kept = vec![false; p];
    let mut covariance = DMatrix::zeros(p, p);
    for (j, &column) in columns.iter().enumerate() {
        coefficients[column] = own[j];
        kept[column] = information.kept[j];
        for (k, &other) in columns.iter().enumerate() {
            covariance[(column, other)] = own_covariance[(j, k)];
        }
    }
    let mut probability: Vec<f64> = (0..rows)
        .map(|i| {
            decided.probability[i]
                .unwrap_or_else(|| 1.0 / (1.0 + (-design.dot(i, &coefficients)).exp()))
        })
        .collect();
    for (&cell, &one) in cells.iter().zip(&state.one) {
        probability[cell] = one;
    }
    for (coefficient, infinite) in coefficients.iter_mut().zip(&decided.coefficient) {
        if *infinite != 0.0 {
            *coefficient = *infinite;
        }
    }
    Ok(LogitFit {
        coefficients,
        kept,
        covariance,
        probability,
        deviance: state.deviance,
        null_deviance,
    })
}

/// Coefficients and covariance of the design as given from those of the standardised design.
fn original_scale(
    beta: &[f64],
    covariance: &DMatrix<f64>,
    change: &[(f64, f64)],
) -> (Vec<f64>, DMatrix<f64>) {
    if change.iter().all(|c| *c == (0.0, 1.0)) {
        return (beta.to_vec(), covariance.clone());
    }
    let p = beta.len();
    let mut transform = DMatrix::<f64>::identity(p, p);
    for (j, (centre, scale)) in change.iter().enumerate().skip(1) {
        transform[(j, j)] = 1.0 / scale;
        transform[(0, j)] = -centre / scale;
    }
    let coefficients = &transform * DVector::from_column_slice(beta);
    let covariance = &transform * covariance * transform.transpose();
    (coefficients.iter().copied().collect(), covariance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_by_two_table_gives_the_log_odds_ratio() {
        // 8 of 20 against 3 of 30: log odds ratio, variance by Woolf
        let mut d = Design::new(2);
        d.push_row(&[(0, 1.0), (1, 1.0)]);
        d.push_row(&[(0, 1.0)]);
        let fit = fit_logit(&d, &[8.0, 3.0], &[12.0, 27.0]).expect("overlap");
        let expected = (8.0 / 12.0_f64).ln() - (3.0 / 27.0_f64).ln();
        assert!((fit.coefficients[1] - expected).abs() < 1e-12);
        let variance = 1.0 / 8.0 + 1.0 / 12.0 + 1.0 / 3.0 + 1.0 / 27.0;
        assert!((fit.covariance[(1, 1)] - variance).abs() < 1e-10);
        assert!((fit.probability[0] - 0.4).abs() < 1e-12);
    }

    #[test]
    fn a_category_without_ones_does_not_fail() {
        let mut d = Design::new(3);
        d.push_row(&[(0, 1.0)]);
        d.push_row(&[(0, 1.0), (1, 1.0)]);
        d.push_row(&[(0, 1.0), (2, 1.0)]);
        let fit = fit_logit(&d, &[10.0, 0.0, 5.0], &[10.0, 50.0, 20.0]).expect("settles");
        assert_eq!(fit.probability[1], 0.0);
        assert_eq!(fit.coefficients[1], f64::NEG_INFINITY);
        assert!((fit.probability[0] - 0.5).abs() < 1e-10);
        assert!((fit.probability[2] - 0.2).abs() < 1e-10);
        // the same when the reference category is the empty one
        let fit = fit_logit(&d, &[0.0, 10.0, 5.0], &[50.0, 10.0, 20.0]).expect("settles");
        assert!(fit.probability[0] < 1e-9);
        assert!((fit.probability[1] - 0.5).abs() < 1e-10);
    }

    #[test]
    fn where_the_iterations_begin_does_not_matter() {
        let mut d = Design::new(4);
        for row in [
            &[(0, 1.0)][..],
            &[(0, 1.0), (1, 1.0)],
            &[(0, 1.0), (2, 1.0)],
            &[(0, 1.0), (1, 1.0), (2, 1.0)],
            &[(0, 1.0), (3, 1.0)],
        ] {
            d.push_row(row);
        }
        let (ones, zeros) = ([8.0, 3.0, 5.0, 9.0, 0.0], [12.0, 27.0, 20.0, 4.0, 6.0]);
        let cold = fit_logit(&d, &ones, &zeros).expect("overlap");
        for start in [
            vec![f64::NEG_INFINITY, 2.0, -3.0, f64::INFINITY],
            vec![-0.4, -1.0, 0.2, 0.0],
            vec![50.0, -50.0, 50.0, 1.0],
        ] {
            let warm = fit_logit_from(&d, &ones, &zeros, Some(&start)).expect("overlap");
            for j in 0..3 {
                assert!((warm.coefficients[j] - cold.coefficients[j]).abs() < 1e-11);
            }
            assert_eq!(warm.coefficients[3], f64::NEG_INFINITY);
            assert!((&warm.covariance - &cold.covariance).norm() < 1e-11);
        }
    }

    #[test]
    fn values_that_decide_the_outcome_together_end_at_the_limit() {
        // Everybody with the value is like the rest but for one cell: the reference has no ones at all.
        let mut d = Design::new(3);
        for row in [
            &[(0, 1.0)][..],
            &[(0, 1.0), (1, 1.0)],
            &[(0, 1.0), (2, 1.0)],
            &[(0, 1.0), (1, 1.0), (2, 1.0)],
        ] {
            d.push_row(row);
        }
        let (ones, zeros) = ([0.0, 2.0, 0.0, 5.0], [9.0, 8.0, 4.0, 5.0]);
        let fit = fit_logit(&d, &ones, &zeros).expect("settles");
        // what remains is the comparison among people with the first value
        assert!((fit.probability[1] - 0.2).abs() < 1e-9 && (fit.probability[3] - 0.5).abs() < 1e-9);
        assert!(fit.probability[0] < 1e-9 && fit.probability[2] < 1e-9);
        let limit = -2.0 * (2.0 * 0.2_f64.ln() + 8.0 * 0.8_f64.ln() + 10.0 * 0.5_f64.ln());
        assert!((fit.deviance - limit).abs() < 1e-8);
        // the same from the coefficients of another fit
        let other = fit_logit(&d, &[1.0, 2.0, 1.0, 5.0], &[8.0, 8.0, 3.0, 5.0]).expect("settles");
        let warm = fit_logit_from(&d, &ones, &zeros, Some(&other.coefficients)).expect("settles");
        assert!((warm.deviance - fit.deviance).abs() < 1e-8);
        let back = fit_logit_from(
            &d,
            &[1.0, 2.0, 1.0, 5.0],
            &[8.0, 8.0, 3.0, 5.0],
            Some(&fit.coefficients),
        )
        .expect("settles");
        assert!((back.deviance - other.deviance).abs() < 1e-9);
    }

    #[test]
    fn one_outcome_only_is_a_reason() {
        let d = Design::with_constant(&[], 2);
        assert_eq!(
            fit_logit(&d, &[1.0, 1.0], &[0.0, 0.0]).err(),
            Some(NotEstimable::NoControls)
        );
    }
}
