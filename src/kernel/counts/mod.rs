//! Regression of counts with a log link: Poisson and negative binomial.
//!
//! Purpose: rates with covariates, exposures as logarithms in the offset. Invariants: row weights
//! multiply the log likelihood; aliased columns are dropped (coefficient 0, see `kept`); a sandwich
//! takes the weights as fixed. Deliberately absent: zero inflation, penalties and other links. A
//! two-group rate ratio without covariates needs no iteration, see `rate_ratio`.

mod negative_binomial;

pub use negative_binomial::{NegativeBinomialFit, negative_binomial_regression};

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};
use statrs::function::gamma::ln_gamma;

use super::design::Design;
use super::estimate::NotEstimable;
use super::matrix::invert;

/// Length of a step, in standard errors, that ends the iteration.
const SETTLED: f64 = 1e-10;
/// Change of a linear predictor that is no rounding: with steps this large that are nothing against
/// their standard errors, a coefficient is on its way to infinity.
const DRIFTING: f64 = 1e-5;
/// Most scoring steps.
const MOST_STEPS: usize = 200;
/// Rows of a count regression.
#[derive(Debug, Clone, Copy)]
pub struct CountData<'a> {
    /// Model matrix, the constant included.
    pub design: &'a Design,
    /// Counts, at least 0.
    pub outcome: &'a [f64],
    /// Added to the linear predictor, for example the logarithm of the exposure.
    pub offset: &'a [f64],
    /// Row weights, at least 0.
    pub weights: &'a [f64],
}

/// A fitted count regression.
#[derive(Debug, Clone)]
pub struct CountFit {
    /// Coefficients on the log scale; 0 for dropped columns.
    pub coefficients: Vec<f64>,
    /// Which columns are kept.
    pub kept: Vec<bool>,
    /// Inverse expected information of the coefficients.
    pub covariance: DMatrix<f64>,
    /// Fitted counts.
    pub fitted: Vec<f64>,
    /// Log likelihood.
    pub log_likelihood: f64,
    /// Derivative of the log likelihood by the linear predictor, per row, weight included.
    score: Vec<f64>,
}

/// A fitted Poisson regression.
#[derive(Debug, Clone)]
pub struct PoissonFit {
    /// Coefficients and what belongs to them.
    pub fit: CountFit,
    /// Residual deviance.
    pub deviance: f64,
    /// Pearson's chi-square over its degrees of freedom; `None` in a saturated model. The
    /// quasi-Poisson standard errors are the model ones times its root.
    pub dispersion: Option<f64>,
}

impl CountFit {
    /// Number of coefficients that were estimated.
    pub fn rank(&self) -> usize {
        self.kept.iter().filter(|k| **k).count()
    }

    /// Sandwich covariance by row (HC0). `design` is the one of the fit.
    pub fn robust_covariance(&self, design: &Design) -> DMatrix<f64> {
        let squares: Vec<f64> = self.score.iter().map(|s| s * s).collect();
        &self.covariance * design.gram(&squares) * &self.covariance
    }

    /// Sandwich covariance by cluster without a small-sample factor (CR0), and the number of
    /// clusters G; CR1 is it times G/(G - 1).
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] when there is not one cluster code for each row,
    /// [`NotEstimable::TooFewClusters`] below two clusters.
    pub fn clustered_covariance(
        &self,
        design: &Design,
        clusters: &[usize],
    ) -> Result<(DMatrix<f64>, usize), NotEstimable> {
        if clusters.len() != self.score.len() {
            return Err(NotEstimable::InvalidInput(
                "rows and clusters differ in number",
            ));
        }
        let p = design.ncols();
        let mut sums: BTreeMap<usize, DVector<f64>> = BTreeMap::new();
        for (i, (cluster, score)) in clusters.iter().zip(&self.score).enumerate() {
            let sum = sums.entry(*cluster).or_insert_with(|| DVector::zeros(p));
            for (column, value) in design.row(i) {
                sum[column] += score * value;
            }
        }
        if sums.len() < 2 {
            return Err(NotEstimable::TooFewClusters {
                found: sums.len(),
                needed: 2,
            });
        }
        let mut meat = DMatrix::zeros(p, p);
        for sum in sums.values() {
            meat.ger(1.0, sum, sum, 1.0);
        }
        Ok((&self.covariance * meat * &self.covariance, sums.len()))
    }
}

/// Poisson regression. Agrees with R's `glm(family = poisson)` run to convergence.
///
/// # Errors
/// [`NotEstimable`] when there are no rows, inputs do not fit each other, no event occurs, a
/// category without events has no finite coefficient, or the iteration does not settle.
pub fn poisson_regression(data: &CountData) -> Result<PoissonFit, NotEstimable> {
    data.check()?;
    let start: Vec<f64> = data.outcome.iter().map(|y| (y + 0.1).ln()).collect();
    let solution = data.scoring(start, f64::INFINITY)?;
    let fitted = solution.fitted();
    let (mut log_likelihood, mut deviance, mut pearson) = (0.0, 0.0, 0.0);
    for ((y, mu), w) in data.outcome.iter().zip(&fitted).zip(data.weights) {
        if *w > 0.0 {
            let log_mu = if *y > 0.0 { y * mu.ln() } else { 0.0 };
            log_likelihood += w * (log_mu - mu - ln_gamma(y + 1.0));
            deviance += 2.0 * w * poisson_deviance(*y, *mu);
            pearson += w * (y - mu).powi(2) / mu;
        }
    }
    let fit = data.finish(&solution, f64::INFINITY, log_likelihood)?;
    let df = data.weights.iter().filter(|w| **w > 0.0).count() as f64 - fit.rank() as f64;
    Ok(PoissonFit {
        fit,
        deviance,
        dispersion: (df > 0.0).then(|| pearson / df),
    })
}

/// State of the scoring iteration.
struct Solution {
    coefficients: DVector<f64>,
    eta: Vec<f64>,
}

impl Solution {
    fn fitted(&self) -> Vec<f64> {
        self.eta.iter().map(|e| e.exp()).collect()
    }
}

/// y log(y/mu) - (y - mu), half a Poisson deviance residual squared.
fn poisson_deviance(y: f64, mu: f64) -> f64 {
    let log = if y > 0.0 { y * (y / mu).ln() } else { 0.0 };
    log - (y - mu)
}

impl CountData<'_> {
    fn check(&self) -> Result<(), NotEstimable> {
        let n = self.design.nrows();
        if n == 0 {
            return Err(NotEstimable::Empty);
        }
        if [self.outcome.len(), self.offset.len(), self.weights.len()]
            .iter()
            .any(|l| *l != n)
        {
            return Err(NotEstimable::InvalidInput(
                "rows, outcomes, offsets and weights differ in number",
            ));
        }
        let count = |v: &f64| v.is_finite() && *v >= 0.0;
        if !self.outcome.iter().all(count) || !self.weights.iter().all(count) {
            return Err(NotEstimable::InvalidInput(
                "a count or weight is negative or not a number",
            ));
        }
        if self.offset.iter().any(|o| !o.is_finite()) {
            return Err(NotEstimable::InvalidInput("an exposure is not positive"));
        }
        if !self
            .outcome
            .iter()
            .zip(self.weights)
            .any(|(y, w)| y * w > 0.0)
        {
            return Err(NotEstimable::NoEvents);
        }
        Ok(())
    }

    /// Weight of a row in the expected information, mu²/V(mu) times the row weight.
    fn information(&self, eta: &[f64], theta: f64) -> Vec<f64> {
        eta.iter()
            .zip(self.weights)
            .map(|(e, w)| w * e.exp() / (1.0 + e.exp() / theta))
            .collect()
    }

    fn score(&self, eta: &[f64], theta: f64) -> Vec<f64> {
        let row = |((e, y), w): ((&f64, &f64), &f64)| w * (y - e.exp()) / (1.0 + e.exp() / theta);
        eta.iter()
            .zip(self.outcome)
            .zip(self.weights)
            .map(row)
            .collect()
    }

    /// Twice the log likelihood that the saturated model is ahead, at a fixed shape.
    fn deviance(&self, eta: &[f64], theta: f64) -> f64 {
        let row = |((e, y), w): ((&f64, &f64), &f64)| {
            let mu = e.exp();
            let term = if theta.is_infinite() {
                poisson_deviance(*y, mu)
            } else {
                let log = if *y > 0.0 { y * (y / mu).ln() } else { 0.0 };
                log - (y + theta) * ((y + theta) / (mu + theta)).ln()
            };
            2.0 * w * term
        };
        eta.iter()
            .zip(self.outcome)
            .zip(self.weights)
            .map(row)
            .sum()
    }

    /// Coefficients at a fixed shape (infinite: Poisson), from starting linear predictors.
    fn scoring(&self, start: Vec<f64>, theta: f64) -> Result<Solution, NotEstimable> {
        let wanted = invert(&self.design.gram(self.weights)).kept;
        let mut eta = start;
        // the first step solves for the coefficients themselves, later ones for their change
        let mut coefficients: Option<DVector<f64>> = None;
        let mut best = f64::INFINITY;
        for _ in 0..MOST_STEPS {
            let weights = self.information(&eta, theta);
            let inverse = invert(&self.design.gram(&weights));
            if inverse.kept != wanted {
                return Err(NotEstimable::Separation);
            }
            let mut right = self.score(&eta, theta);
            if coefficients.is_none() {
                for (((r, w), e), o) in right.iter_mut().zip(&weights).zip(&eta).zip(self.offset) {
                    *r += w * (e - o);
                }
            }
            let step = inverse.solve(&self.design.transpose_times(&right));
            if step.iter().any(|v| !v.is_finite()) {
                return Err(NotEstimable::NotConverged);
            }
            let Some(current) = &coefficients else {
                eta = self.predict(&step);
                best = self.deviance(&eta, theta);
                coefficients = Some(step);
                continue;
            };
            let length = (0..step.len())
                .filter(|j| wanted[*j])
                .map(|j| step[j].abs() / inverse.matrix[(j, j)].sqrt())
                .fold(0.0, f64::max);
            let mut share = 1.0;
            let (next, next_eta, deviance) = loop {
                let next = current + &step * share;
                let next_eta = self.predict(&next);
                let deviance = self.deviance(&next_eta, theta);
                let slack = 1e-10 * (best.abs() + 1.0);
                if deviance.is_finite() && (deviance <= best + slack || share < 1e-6) {
                    break (next, next_eta, deviance);
                }
                share /= 2.0;
                if share < 1e-12 {
                    return Err(NotEstimable::NotConverged);
                }
            };
            let moved = eta
                .iter()
                .zip(&next_eta)
                .map(|(a, b)| (a - b).abs())
                .fold(0.0, f64::max);
            coefficients = Some(next.clone());
            eta = next_eta;
            best = deviance;
            if length < SETTLED {
                if moved > DRIFTING {
                    return Err(NotEstimable::Separation);
                }
                return Ok(Solution {
                    coefficients: next,
                    eta,
                });
            }
        }
        Err(NotEstimable::NotConverged)
    }

    fn predict(&self, coefficients: &DVector<f64>) -> Vec<f64> {
        let fixed = self.design.times(coefficients.as_slice());
        fixed.iter().zip(self.offset).map(|(f, o)| f + o).collect()
    }

    fn finish(
        &self,
        solution: &Solution,
        theta: f64,
        log_likelihood: f64,
    ) -> Result<CountFit, NotEstimable> {
        let inverse = invert(&self.design.gram(&self.information(&solution.eta, theta)));
        if inverse.rank() == 0 || !log_likelihood.is_finite() {
            return Err(NotEstimable::Singular);
        }
        Ok(CountFit {
            fitted: solution.fitted(),
            score: self.score(&solution.eta, theta),
            coefficients: solution.coefficients.iter().copied().collect(),
            kept: inverse.kept,
            covariance: inverse.matrix,
            log_likelihood,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data<'a>(
        design: &'a Design,
        outcome: &'a [f64],
        zero: &'a [f64],
        one: &'a [f64],
    ) -> CountData<'a> {
        CountData {
            design,
            outcome,
            offset: zero,
            weights: one,
        }
    }

    #[test]
    fn two_groups_have_a_closed_form() {
        let outcome = [3.0, 1.0, 0.0, 8.0, 2.0, 11.0];
        let treated = vec![0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
        let design = Design::with_constant(&[treated], 6);
        let (zero, one) = ([0.0; 6], [1.0; 6]);
        let model = poisson_regression(&data(&design, &outcome, &zero, &one)).expect("fits");
        assert!((model.fit.coefficients[1] - (7.0_f64 / (4.0 / 3.0)).ln()).abs() < 1e-12);
        assert!((model.fit.covariance[(1, 1)] - (1.0 / 4.0 + 1.0 / 21.0)).abs() < 1e-12);
        let shaped =
            negative_binomial_regression(&data(&design, &outcome, &zero, &one)).expect("fits");
        assert!((shaped.fit.coefficients[1] - (7.0_f64 / (4.0 / 3.0)).ln()).abs() < 1e-9);
        assert!(shaped.fit.log_likelihood > model.fit.log_likelihood);
        let each: Vec<usize> = (0..6).collect();
        let (clustered, groups) = model.fit.clustered_covariance(&design, &each).expect("six");
        assert_eq!(groups, 6);
        assert!((clustered - model.fit.robust_covariance(&design)).norm() < 1e-14);
    }

    #[test]
    fn degenerate_rows_have_a_reason() {
        let design = Design::with_constant(&[vec![0.0, 0.0, 1.0, 1.0]], 4);
        let (zero, one) = ([0.0; 4], [1.0; 4]);
        let none = poisson_regression(&data(&design, &[0.0; 4], &zero, &one));
        assert_eq!(none.err(), Some(NotEstimable::NoEvents));
        assert!(poisson_regression(&data(&design, &[1.0, 2.0, 0.0, 0.0], &zero, &one)).is_err());
        let under =
            negative_binomial_regression(&data(&design, &[2.0, 2.0, 3.0, 3.0], &zero, &one));
        assert_eq!(under.err(), Some(NotEstimable::NotConverged));
    }
}
