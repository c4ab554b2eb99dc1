//! Negative binomial regression: the Poisson model with a shape for the extra variation.
//!
//! Purpose: coefficients and shape by maximum likelihood, in turns. Invariants: the shape is
//! positive and finite, or there is no answer. Deliberately absent: a shape that depends on
//! covariates.

use statrs::function::gamma::{digamma, ln_gamma};

use super::{CountData, CountFit, MOST_STEPS, NotEstimable};

/// Relative change of the shape that ends its iteration.
const SHAPE_SETTLED: f64 = 1e-9;
/// Beyond this shape the negative binomial cannot be told from the Poisson distribution.
const LARGEST_SHAPE: f64 = 1e7;

/// A fitted negative binomial regression, variance mu + mu²/theta.
#[derive(Debug, Clone)]
pub struct NegativeBinomialFit {
    /// Coefficients and what belongs to them, theta held.
    pub fit: CountFit,
    /// Shape.
    pub theta: f64,
    /// Standard error of the shape from its observed information.
    pub theta_std_error: f64,
}

/// Negative binomial regression by maximum likelihood. Agrees with R's `MASS::glm.nb`.
///
/// # Errors
/// As [`poisson_regression`](super::poisson_regression); [`NotEstimable::NotConverged`] also when the counts vary no more than
/// a Poisson model allows, for the shape is then infinite.
pub fn negative_binomial_regression(data: &CountData) -> Result<NegativeBinomialFit, NotEstimable> {
    const ROUNDS: usize = 500;
    data.check()?;
    let start: Vec<f64> = data
        .outcome
        .iter()
        .map(|y| {
            if *y == 0.0 {
                (1.0_f64 / 6.0).ln()
            } else {
                y.ln()
            }
        })
        .collect();
    let mut solution = data.scoring(start, f64::INFINITY)?;
    let mut theta = data.shape(&solution.fitted(), None)?;
    for _ in 0..ROUNDS {
        solution = data.scoring(solution.eta, theta)?;
        let next = data.shape(&solution.fitted(), Some(theta))?;
        let change = (next / theta - 1.0).abs();
        theta = next;
        if change < SHAPE_SETTLED {
            let fitted = solution.fitted();
            let log_likelihood = data.negative_binomial_log_likelihood(&fitted, theta);
            let (_, information) = data.shape_derivatives(&fitted, theta);
            if information.is_nan() || information <= 0.0 {
                return Err(NotEstimable::NotConverged);
            }
            let fit = data.finish(&solution, theta, log_likelihood)?;
            return Ok(NegativeBinomialFit {
                fit,
                theta,
                theta_std_error: information.sqrt().recip(),
            });
        }
    }
    Err(NotEstimable::NotConverged)
}

impl CountData<'_> {
    /// Score and observed information of the shape.
    fn shape_derivatives(&self, fitted: &[f64], theta: f64) -> (f64, f64) {
        let (mut score, mut information) = (0.0, 0.0);
        for ((y, mu), w) in self.outcome.iter().zip(fitted).zip(self.weights) {
            let sum = mu + theta;
            let (first, second) = gamma_differences(theta, *y);
            score += w * (first - (mu / theta).ln_1p() + (mu - y) / sum);
            information += w * (second - mu * mu / (theta * sum * sum) - y / (sum * sum));
        }
        (score, information)
    }

    /// Maximum-likelihood shape at fixed fitted counts, by Newton steps on its logarithm.
    fn shape(&self, fitted: &[f64], start: Option<f64>) -> Result<f64, NotEstimable> {
        let moment = || {
            let rows = self.outcome.iter().zip(fitted).zip(self.weights);
            let excess: f64 = rows.map(|((y, mu), w)| w * (y / mu - 1.0).powi(2)).sum();
            self.weights.iter().sum::<f64>() / excess
        };
        let mut theta = start.unwrap_or_else(moment).clamp(1e-8, LARGEST_SHAPE);
        for _ in 0..MOST_STEPS {
            let (score, information) = self.shape_derivatives(fitted, theta);
            // derivative of the score by log theta
            let slope = theta * (score - theta * information);
            let newton = -theta * score / slope;
            let step = if slope < 0.0 && newton.is_finite() {
                newton.clamp(-2.0, 2.0)
            } else {
                score.signum()
            };
            theta *= step.exp();
            if !(1e-9..=LARGEST_SHAPE).contains(&theta) {
                return Err(NotEstimable::NotConverged);
            }
            if step.abs() < SHAPE_SETTLED {
                return Ok(theta);
            }
        }
        Err(NotEstimable::NotConverged)
    }

    fn negative_binomial_log_likelihood(&self, fitted: &[f64], theta: f64) -> f64 {
        let row = |((y, mu), w): ((&f64, &f64), &f64)| {
            let log_mu = if *y > 0.0 { y * mu.ln() } else { 0.0 };
            w * (ln_gamma(theta + y) - ln_gamma(theta) - ln_gamma(y + 1.0)
                + theta * theta.ln()
                + log_mu
                - (theta + y) * (theta + mu).ln())
        };
        self.outcome
            .iter()
            .zip(fitted)
            .zip(self.weights)
            .map(row)
            .sum()
    }
}

/// Differences of the first two derivatives of the log gamma function: psi(theta + y) - psi(theta)
/// and psi'(theta) - psi'(theta + y). Sums for small whole counts, which lose no digits at a large
/// theta.
fn gamma_differences(theta: f64, y: f64) -> (f64, f64) {
    const LARGEST_SUM: f64 = 1000.0;
    if y.fract() == 0.0 && y <= LARGEST_SUM {
        return (0..y as u32).fold((0.0, 0.0), |(first, second), j| {
            let inverse = 1.0 / (theta + f64::from(j));
            (first + inverse, second + inverse * inverse)
        });
    }
    (
        digamma(theta + y) - digamma(theta),
        trigamma(theta) - trigamma(theta + y),
    )
}

/// Second derivative of the logarithm of the gamma function, for positive arguments.
fn trigamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 20.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let u = 1.0 / (x * x);
    sum + 1.0 / x
        + u / 2.0
        + u / x
            * (1.0 / 6.0 - u * (1.0 / 30.0 - u * (1.0 / 42.0 - u * (1.0 / 30.0 - u * 5.0 / 66.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_gamma_functions_meet() {
        let (first, second) = gamma_differences(2.5, 40.0);
        assert!((first - (digamma(42.5) - digamma(2.5))).abs() < 1e-12);
        assert!((second - (trigamma(2.5) - trigamma(42.5))).abs() < 1e-12);
    }

    #[test]
    fn trigamma_at_one_is_a_sixth_of_pi_squared() {
        assert!((trigamma(1.0) - std::f64::consts::PI.powi(2) / 6.0).abs() < 1e-14);
        assert!((trigamma(0.5) - std::f64::consts::PI.powi(2) / 2.0).abs() < 1e-13);
    }
}
