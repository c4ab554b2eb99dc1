//! Maximum partial likelihood by Newton's method with step halving.
//!
//! Invariants: a fit that is returned has settled (the last step moves nobody's linear predictor noticeably); a likelihood that
//! rises without end is [`NotEstimable::Separation`], a covariate that never varies within a risk set
//! [`NotEstimable::ZeroVariance`], covariates that cannot be told apart [`NotEstimable::Singular`].
//! Agrees with R `survival::coxph`.

use nalgebra::{DMatrix, DVector};

use super::risk::Ties;
use super::sample::{CoxRow, CoxSample};
use crate::kernel::estimate::NotEstimable;

/// Steps before giving up.
const MAX_STEPS: usize = 60;
/// A step that moves no linear predictor by more than this is no step.
const SETTLED: f64 = 1e-9;
/// The same where the likelihood no longer tells the difference.
const NEARLY_SETTLED: f64 = 1e-6;
/// Relative change of the likelihood that counts as none.
const FLAT: f64 = 1e-11;
/// A likelihood that is flat while steps still move predictors this far rises without end.
const RUNNING: f64 = 0.1;
/// A search that fails with predictors this far out ran away.
const FAR: f64 = 10.0;
/// Share of a covariate's plain information below which nothing is left of it.
const PIVOT: f64 = 1e-11;

/// A fitted Cox regression.
#[derive(Debug, Clone, PartialEq)]
pub struct CoxFit {
    /// Log hazard ratios.
    pub coef: Vec<f64>,
    /// Inverse information: the model-based covariance.
    pub covariance: DMatrix<f64>,
    /// Log partial likelihood with all coefficients zero.
    pub loglik0: f64,
    /// Log partial likelihood at the estimate.
    pub loglik: f64,
    /// Score test statistic at zero.
    pub score_test: f64,
    /// Tie rule.
    pub ties: Ties,
    /// Number of Newton steps.
    pub steps: usize,
    /// Rows used.
    pub rows: usize,
    /// People with the event.
    pub events: f64,
}

/// Likelihood and its derivatives at one point.
pub(super) struct Evaluation {
    pub(super) loglik: f64,
    pub(super) score: DVector<f64>,
    pub(super) information: DMatrix<f64>,
}

impl CoxSample {
    /// Likelihood, score and information at `coef`.
    pub(super) fn evaluate(&self, coef: &[f64], ties: Ties) -> Evaluation {
        let p = self.covariates();
        let mut loglik = 0.0;
        let mut score = DVector::zeros(p);
        let mut packed = vec![0.0; p * (p + 1) / 2];
        self.sweep(&self.linear_predictor(coef), ties, true, |at| {
            loglik += at.loglik();
            for j in 0..p {
                score[j] += at.score(j);
            }
            at.add_information(1.0, &mut packed);
        });
        Evaluation {
            loglik,
            score,
            information: unpack(&packed, p),
        }
    }

    /// Fit by maximum partial likelihood.
    ///
    /// # Errors
    /// See the module's invariants; [`NotEstimable::NotConverged`] when the steps do not settle for another reason.
    pub fn fit(&self, ties: Ties) -> Result<CoxFit, NotEstimable> {
        let p = self.covariates();
        let mut coef = vec![0.0; p];
        let mut now = self.evaluate(&coef, ties);
        self.check_variation(&now.information)?;
        let mut covariance = invert(&now.information)?;
        let loglik0 = now.loglik;
        let score_test = now.score.dot(&(&covariance * &now.score));
        for steps in 1..=MAX_STEPS {
            let mut step = &covariance * &now.score;
            let noise = FLAT * now.loglik.abs().max(1e-3);
            let mut next;
            let mut halvings = 0;
            loop {
                let moved: Vec<f64> = coef.iter().zip(step.iter()).map(|(b, s)| b + s).collect();
                next = self.evaluate(&moved, ties);
                if next.loglik >= now.loglik - noise || halvings >= 30 {
                    coef = moved;
                    break;
                }
                step *= 0.5;
                halvings += 1;
            }
            if !next.loglik.is_finite() || next.score.iter().any(|u| !u.is_finite()) {
                return Err(self.runaway(&coef));
            }
            let gain = (next.loglik - now.loglik).abs();
            let length = (0..p)
                .map(|j| step[j].abs() * self.reach[j])
                .fold(0.0, f64::max);
            now = next;
            covariance = match invert(&now.information) {
                Ok(inverse) => inverse,
                Err(_) => return Err(self.runaway(&coef)),
            };
            if length < SETTLED || (gain < noise && length < NEARLY_SETTLED) {
                return Ok(CoxFit {
                    coef,
                    covariance,
                    loglik0,
                    loglik: now.loglik,
                    score_test,
                    ties,
                    steps,
                    rows: self.len(),
                    events: self.event_count(),
                });
            }
            if gain < noise && length > RUNNING && halvings == 0 {
                return Err(NotEstimable::Separation);
            }
        }
        Err(self.runaway(&coef))
    }

    /// A covariate whose information at zero is rounding against its spread does not vary where it matters.
    fn check_variation(&self, information: &DMatrix<f64>) -> Result<(), NotEstimable> {
        let weight: f64 = (0..self.len())
            .filter(|&i| self.event[i])
            .map(|i| self.weight[i] * self.count[i])
            .sum();
        let constant = (0..self.covariates())
            .any(|j| information[(j, j)] <= PIVOT * weight * self.spread[j].powi(2));
        if constant {
            Err(NotEstimable::ZeroVariance)
        } else {
            Ok(())
        }
    }

    /// Reason for a search that failed at `coef`: far out it ran away, nearby it is something else.
    fn runaway(&self, coef: &[f64]) -> NotEstimable {
        let far = coef
            .iter()
            .zip(&self.reach)
            .any(|(b, r)| !b.is_finite() || (b * r).abs() > FAR);
        if far {
            NotEstimable::Separation
        } else {
            NotEstimable::NotConverged
        }
    }
}

impl CoxFit {
    /// Sort the rows and fit in one go; `x` holds `covariates` numbers for each row.
    ///
    /// # Errors
    /// See [`CoxSample::new`] and [`CoxSample::fit`].
    pub fn of(
        rows: &[CoxRow],
        x: &[f64],
        covariates: usize,
        ties: Ties,
    ) -> Result<Self, NotEstimable> {
        CoxSample::new(rows, x, covariates)?.fit(ties)
    }

    /// Model-based standard error of coefficient j.
    pub fn std_error(&self, j: usize) -> f64 {
        self.covariance[(j, j)].sqrt()
    }

    /// Likelihood ratio statistic against all coefficients zero; chi-squared with one degree of freedom a coefficient.
    pub fn likelihood_ratio(&self) -> f64 {
        2.0 * (self.loglik - self.loglik0)
    }

    /// Wald statistic of all coefficients zero under `covariance` (model-based or robust); `None` when it cannot be inverted.
    pub fn wald(&self, covariance: &DMatrix<f64>) -> Option<f64> {
        quadratic(covariance, &DVector::from_column_slice(&self.coef))
    }
}

/// v' A⁻¹ v for a covariance A; `None` when A is not positive definite.
pub(super) fn quadratic(a: &DMatrix<f64>, v: &DVector<f64>) -> Option<f64> {
    let inverse = invert(a).ok()?;
    Some(v.dot(&(inverse * v)))
}

/// Symmetric matrix of a lower triangle by rows.
pub(super) fn unpack(packed: &[f64], p: usize) -> DMatrix<f64> {
    DMatrix::from_fn(p, p, |i, j| {
        let (high, low) = if i >= j { (i, j) } else { (j, i) };
        packed[high * (high + 1) / 2 + low]
    })
}

/// Inverse of a positive definite matrix, judged on its correlation form.
pub(super) fn invert(a: &DMatrix<f64>) -> Result<DMatrix<f64>, NotEstimable> {
    let p = a.nrows();
    let scale: Vec<f64> = (0..p).map(|j| a[(j, j)].sqrt()).collect();
    if scale.iter().any(|s| !(s.is_finite() && *s > 0.0)) {
        return Err(NotEstimable::ZeroVariance);
    }
    let correlation = DMatrix::from_fn(p, p, |i, j| a[(i, j)] / (scale[i] * scale[j]));
    let factor = correlation.cholesky().ok_or(NotEstimable::Singular)?;
    let lower = factor.l_dirty();
    if (0..p).any(|j| lower[(j, j)].powi(2) <= PIVOT) {
        return Err(NotEstimable::Singular);
    }
    let inverse = factor.inverse();
    Ok(DMatrix::from_fn(p, p, |i, j| {
        0.5 * (inverse[(i, j)] + inverse[(j, i)]) / (scale[i] * scale[j])
    }))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// One person of weight one.
    pub(in super::super) fn person(exit: f64, event: bool) -> CoxRow {
        CoxRow {
            stratum: 0,
            entry: f64::NEG_INFINITY,
            exit,
            event,
            weight: 1.0,
            count: 1.0,
        }
    }

    /// Test data 1 of Therneau & Grambsch (2000), appendix E: x = 1,1,1,0,0,0 (their subjects with known x).
    pub(in super::super) fn book() -> (Vec<CoxRow>, Vec<f64>) {
        let rows = [
            (1.0, true),
            (1.0, false),
            (6.0, true),
            (6.0, true),
            (8.0, false),
            (9.0, true),
        ]
        .map(|(t, e)| person(t, e))
        .to_vec();
        (rows, vec![1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    }

    /// Breslow: the score 2 − r/(r + 1) − 2r/(r + 3) is zero at r = (3 + √33)/2.
    #[test]
    fn breslow_book_values() {
        let (rows, x) = book();
        let fit = CoxFit::of(&rows, &x, 1, Ties::Breslow).unwrap();
        assert!((fit.coef[0] - f64::midpoint(3.0, 33.0_f64.sqrt()).ln()).abs() < 1e-12);
        // at zero: log likelihood −log 6 − 2 log 4, score 1/2 + 2·(1/2 − 1/4)
        assert!((fit.loglik0 + 6.0_f64.ln() + 2.0 * 4.0_f64.ln()).abs() < 1e-13);
        let (r, i) = (fit.coef[0].exp(), 1.0 / fit.covariance[(0, 0)]);
        let information = r / (r + 1.0).powi(2) + 6.0 * r / (r + 3.0).powi(2);
        assert!((i - information).abs() < 1e-10);
        let loglik = 2.0 * fit.coef[0] - (3.0 * r + 3.0).ln() - 2.0 * (r + 3.0).ln();
        assert!((fit.loglik - loglik).abs() < 1e-12);
    }

    /// Efron: the tied pair at time 6 has denominators r + 3 and r/2 + 5/2.
    #[test]
    fn efron_book_values() {
        let (rows, x) = book();
        let fit = CoxFit::of(&rows, &x, 1, Ties::Efron).unwrap();
        let b = fit.coef[0];
        let r = b.exp();
        // likelihood: 2β − log(3r+3) − log(r+3) − log(r/2 + 5/2)
        let loglik = 2.0 * b - (3.0 * r + 3.0).ln() - (r + 3.0).ln() - (0.5 * r + 2.5).ln();
        assert!((fit.loglik - loglik).abs() < 1e-12);
        let score = 2.0 - r / (r + 1.0) - r / (r + 3.0) - r / (r + 5.0);
        assert!(score.abs() < 1e-9, "{score}");
        let information =
            r / (r + 1.0).powi(2) + 3.0 * r / (r + 3.0).powi(2) + 5.0 * r / (r + 5.0).powi(2);
        assert!((1.0 / fit.covariance[(0, 0)] - information).abs() < 1e-9);
        // U(0)² / I(0) with U = 2 − 1/2 − 1/4 − 1/6, I = 1/4 + 3/16 + 5/36
        let (u, i) = (13.0_f64 / 12.0, 83.0 / 144.0);
        assert!((fit.score_test - u * u / i).abs() < 1e-12);
    }

    #[test]
    fn a_count_is_that_many_people() {
        let mut rows = Vec::new();
        let mut x = Vec::new();
        let mut grouped = Vec::new();
        let mut gx = Vec::new();
        let data = [
            (1.0, true, 0.3, 1.0, 3),
            (1.0, true, 1.7, 0.0, 2),
            (2.0, false, 0.9, 1.0, 4),
            (2.0, true, 1.1, 0.0, 1),
            (3.0, true, 0.5, 1.0, 2),
            (4.0, false, 1.0, 0.0, 5),
        ];
        for (t, e, w, v, n) in data {
            grouped.push(CoxRow {
                weight: w,
                count: f64::from(n),
                ..person(t, e)
            });
            gx.push(v);
            for _ in 0..n {
                rows.push(CoxRow {
                    weight: w,
                    ..person(t, e)
                });
                x.push(v);
            }
        }
        let one = CoxFit::of(&rows, &x, 1, Ties::Efron).unwrap();
        let many = CoxFit::of(&grouped, &gx, 1, Ties::Efron).unwrap();
        assert!((one.coef[0] - many.coef[0]).abs() < 1e-12);
        assert!((one.covariance[(0, 0)] - many.covariance[(0, 0)]).abs() < 1e-12);
        assert!((one.loglik - many.loglik).abs() < 1e-11);
    }

    #[test]
    fn reasons_for_no_fit() {
        let rows = [person(1.0, true), person(2.0, true), person(3.0, false)];
        let fit = |rows: &[CoxRow], x: &[f64]| CoxFit::of(rows, x, 1, Ties::Efron).err();
        assert_eq!(fit(&rows, &[1.0; 3]), Some(NotEstimable::ZeroVariance));
        assert_eq!(fit(&rows, &[1.0, 1.0, 0.0]), Some(NotEstimable::Separation));
        assert_eq!(fit(&[], &[]), Some(NotEstimable::Empty));
        assert_eq!(
            fit(&[person(1.0, false)], &[1.0]),
            Some(NotEstimable::NoEvents)
        );
        // one arm to a stratum: the arm never varies within a risk set
        let apart: Vec<CoxRow> = (0..6)
            .map(|i| CoxRow {
                stratum: i % 2,
                ..person(f64::from(i), true)
            })
            .collect();
        let arm = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0];
        assert_eq!(fit(&apart, &arm), Some(NotEstimable::ZeroVariance));
        let twice = [0.0, 0.0, 1.0, 1.0, 0.5, 0.5, 2.0, 2.0];
        let four = [
            person(1.0, true),
            person(2.0, true),
            person(3.0, true),
            person(4.0, true),
        ];
        assert_eq!(
            CoxFit::of(&four, &twice, 2, Ties::Efron).err(),
            Some(NotEstimable::Singular)
        );
    }

    #[test]
    fn an_arm_without_events_runs_away_and_one_event_does_not() {
        let rare = |events_in_arm: u32| {
            let (mut rows, mut x) = (Vec::new(), Vec::new());
            for i in 0..3000_u32 {
                let arm = i % 1000 == 0;
                let event = if arm {
                    i < 1000 * events_in_arm
                } else {
                    i % 3 == 0
                };
                rows.push(CoxRow {
                    weight: 0.5 + f64::from(i % 5),
                    ..person(1.0 + f64::from(i % 37), event)
                });
                x.extend([f64::from(u8::from(arm)), f64::from(i % 7)]);
            }
            CoxFit::of(&rows, &x, 2, Ties::Efron)
        };
        assert_eq!(rare(0).err(), Some(NotEstimable::Separation));
        assert!(rare(1).is_ok());
    }
}
