//! Does one coefficient drift with time? The score test of proportional hazards with a robust variance, for weighted people who
//! may serve several times.
//!
//! The score U₂ of covariate × g(time) at the estimate is tested. Its influence takes along that the coefficient was estimated:
//! r₂ − (I₂₁/I₁₁) r₁, which is the residual with every step scaled by g(t) − I₂₁/I₁₁. Squared sums of it by person or cluster are
//! the variance (generalised score test); with I₂₂ − I₂₁²/I₁₁ as variance this is [`CoxFit::hazard_test`]. The function g counts as fixed.
//!
//! Sources: Grambsch & Therneau 1994; Lin & Wei 1989; Boos 1992 (doi:10.1080/00031305.1992.10475921), equation 8.

use super::fit::CoxFit;
use super::sample::CoxSample;
use super::steps::HazardSteps;
use crate::kernel::distribution::chi2_sf;
use crate::kernel::estimate::NotEstimable;

use super::hazard_test::HazardTest;

/// What a test of drift needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Score of covariate × g(time).
    pub score: f64,
    /// Its variance under the model.
    pub information: f64,
    /// Scaled hazards whose residuals are the influences on the score.
    pub steps: HazardSteps,
}

impl CoxFit {
    /// The drift of the only covariate with `g` of time.
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] unless there is one covariate; [`NotEstimable::Singular`] when g does not vary over event times.
    pub fn drift(&self, sample: &CoxSample, g: &dyn Fn(f64) -> f64) -> Result<Drift, NotEstimable> {
        if sample.covariates() != 1 {
            return Err(NotEstimable::InvalidInput("more than one covariate"));
        }
        let (mut base, mut cross, mut added) = ([0.0], [0.0], [0.0]);
        let mut score = 0.0;
        let predictor = sample.linear_predictor(&self.coef);
        sample.sweep(&predictor, self.ties, true, |at| {
            let g = g(at.time);
            at.add_information(1.0, &mut base);
            at.add_information(g, &mut cross);
            at.add_information(g * g, &mut added);
            score += g * at.score(0);
        });
        let shift = cross[0] / base[0];
        let information = added[0] - cross[0] * shift;
        // What rounding leaves of a g that never changes.
        if !information.is_finite() || information <= 1e-12 * added[0] {
            return Err(NotEstimable::Singular);
        }
        Ok(Drift {
            score,
            information,
            steps: sample.hazard_steps(&self.coef, self.ties, &|t| g(t) - shift),
        })
    }
}

/// Score test with one degree of freedom: the score squared over its variance.
///
/// # Errors
/// [`NotEstimable::ZeroVariance`] when the variance is not positive.
pub fn score_test(score: f64, variance: f64) -> Result<HazardTest, NotEstimable> {
    let chi_square = score * score / variance;
    if !(variance > 0.0 && chi_square.is_finite()) {
        return Err(NotEstimable::ZeroVariance);
    }
    Ok(HazardTest {
        chi_square,
        df: 1.0,
        p_value: chi2_sf(chi_square, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::{book, person};
    use super::super::hazard_test::TimeTransform;
    use super::super::risk::Ties;
    use super::super::sample::CoxRow;
    use super::*;

    #[test]
    fn the_model_variance_gives_the_test_of_cox_zph() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).expect("rows");
        for ties in [Ties::Efron, Ties::Breslow] {
            let fit = sample.fit(ties).expect("a fit");
            let drift = fit.drift(&sample, &|t| t).expect("a drift");
            let own = score_test(drift.score, drift.information).expect("a test");
            let other = fit
                .hazard_test(&sample, &[vec![0]], TimeTransform::Identity)
                .expect("a test")[0];
            assert!((own.chi_square - other.chi_square).abs() < 1e-9);
        }
    }

    /// The influence is the derivative of the score at the coefficient that the changed weights give.
    #[test]
    fn influences_are_derivatives_of_the_profile_score() {
        let ends = [2.0, 3.0, 3.0, 4.0, 5.0, 6.0, 6.0, 7.0, 8.0];
        let rows: Vec<CoxRow> = ends
            .iter()
            .enumerate()
            .map(|(i, &t)| CoxRow {
                weight: 0.6 + 0.15 * i as f64,
                entry: if i == 5 { 2.5 } else { f64::NEG_INFINITY },
                ..person(t, i % 4 != 3)
            })
            .collect();
        let x: Vec<f64> = (0..rows.len())
            .map(|i| f64::from(u8::from(i % 2 == 0)))
            .collect();
        let g = |t: f64| (1.0 + t).ln();
        let drift = |rows: &[CoxRow]| {
            let sample = CoxSample::new(rows, &x, 1).expect("rows");
            let fit = sample.fit(Ties::Efron).expect("a fit");
            fit.drift(&sample, &g).expect("a drift")
        };
        let own = drift(&rows);
        let mut total = 0.0;
        for (i, row) in rows.iter().enumerate() {
            let h = 1e-5;
            let moved = |sign: f64| {
                let mut shifted = rows.clone();
                shifted[i].weight += sign * h;
                drift(&shifted).score
            };
            let numeric = (moved(1.0) - moved(-1.0)) / (2.0 * h);
            let value = own
                .steps
                .residual(0, &[x[i]], (row.entry, row.exit), row.event)[0];
            total += row.weight * value;
            assert!(
                (value - numeric).abs() < 1e-6,
                "row {i}: {value} against {numeric}"
            );
        }
        // The score is the weighted sum of residuals.
        assert!((total - own.score).abs() < 1e-9);
    }

    #[test]
    fn a_constant_cannot_be_tested() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).expect("rows");
        let fit = sample.fit(Ties::Efron).expect("a fit");
        assert_eq!(
            fit.drift(&sample, &|_| 2.0).err(),
            Some(NotEstimable::Singular)
        );
        assert_eq!(score_test(1.0, 0.0), Err(NotEstimable::ZeroVariance));
    }
}
