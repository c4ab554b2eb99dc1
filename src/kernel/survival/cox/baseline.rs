//! Survival predicted for given covariates.
//!
//! The hazard follows the tie rule of the fit; the standard error holds the baseline's and the coefficients' uncertainty.
//! Sources: Tsiatis 1981; Therneau & Grambsch 2000, section 10.2. Agrees with R `survfit.coxph`. Deliberately absent: robust baseline
//! variance, covariates that change over time.

use nalgebra::{DMatrix, DVector};

use super::fit::CoxFit;
use super::sample::CoxSample;

/// Predicted survival at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PredictedSurvival {
    /// Time.
    pub time: f64,
    /// Predicted survival.
    pub survival: f64,
    /// Its standard error, survival scale.
    pub std_error: f64,
}

impl CoxFit {
    /// Survival at each of `times` for somebody with covariates `x` in the stratum with this label; `None` when there is no such
    /// stratum or `x` has another length. `covariance` is the model-based or the robust one.
    pub fn predict(
        &self,
        sample: &CoxSample,
        stratum: u32,
        x: &[f64],
        times: &[f64],
        covariance: &DMatrix<f64>,
    ) -> Option<Vec<PredictedSurvival>> {
        let p = sample.covariates();
        let wanted = sample.strata.iter().position(|s| s.label == stratum)?;
        if x.len() != p {
            return None;
        }
        let centred: Vec<f64> = x.iter().zip(&sample.centre).map(|(x, c)| x - c).collect();
        let predictor = sample.linear_predictor(&self.coef);
        // (time, hazard, variance, hazard-weighted covariates), latest first
        let mut steps: Vec<(f64, f64, f64, Vec<f64>)> = Vec::new();
        sample.sweep(&predictor, self.ties, false, |at| {
            if at.stratum == wanted {
                let weighted = (0..p).map(|j| at.hazard_x(j)).collect();
                steps.push((at.time, at.tied.a, at.tied.c0, weighted));
            }
        });
        let risk: f64 = centred
            .iter()
            .zip(&self.coef)
            .map(|(x, b)| x * b)
            .sum::<f64>()
            .exp();
        let at = |time: f64| {
            let (mut hazard, mut variance) = (0.0, 0.0);
            let mut slope = DVector::zeros(p);
            for (_, h, v, weighted) in steps.iter().filter(|s| s.0 <= time) {
                hazard += h;
                variance += v;
                for j in 0..p {
                    slope[j] += centred[j] * h - weighted[j];
                }
            }
            let survival = (-hazard * risk).exp();
            let spread = variance + slope.dot(&(covariance * &slope));
            PredictedSurvival {
                time,
                survival,
                std_error: survival * risk * spread.max(0.0).sqrt(),
            }
        };
        Some(times.iter().map(|&t| at(t)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::book;
    use super::super::risk::Ties;
    use super::*;

    #[test]
    fn hazard_of_the_book_under_breslow() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).unwrap();
        let fit = sample.fit(Ties::Breslow).unwrap();
        let r = fit.coef[0].exp();
        let out = fit
            .predict(&sample, 0, &[0.0], &[0.5, 1.0, 7.0], &fit.covariance)
            .unwrap();
        assert_eq!((out[0].survival, out[0].std_error), (1.0, 0.0));
        let (first, second) = (1.0 / (3.0 * r + 3.0), 2.0 / (r + 3.0));
        assert!((out[1].survival.ln() + first).abs() < 1e-12);
        assert!((out[2].survival.ln() + first + second).abs() < 1e-12);
        let slope = first * r / (r + 1.0) + second * r / (r + 3.0);
        let variance =
            first * first + second * second / 2.0 + slope * slope * fit.covariance[(0, 0)];
        assert!((out[2].std_error / out[2].survival - variance.sqrt()).abs() < 1e-10);
        assert!(
            fit.predict(&sample, 7, &[0.0], &[1.0], &fit.covariance)
                .is_none()
        );
    }
}
