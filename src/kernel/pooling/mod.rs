//! Pooling of effects that were estimated apart: the mean, the spread between them, and a
//! shrunken value for each.
//!
//! Purpose: breakdown rows (one effect per value of a dimension) and their common mean.
//! Invariants: every effect comes with its sampling variance, positive and finite; nothing is
//! dropped here, the caller leaves out what could not be estimated. Deliberately absent:
//! moderators, and weights other than inverse variances.

mod heterogeneity;

pub use heterogeneity::Tau2Estimator;

use super::distribution::{
    chi2_sf, normal_quantile, normal_two_sided_p, t_quantile, t_two_sided_p,
};
use super::estimate::{BandKind, Interval, NotEstimable};
use heterogeneity::Projection;

/// How the mean of the effects is tested and its standard error formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeanTest {
    /// Normal quantiles, inverse-variance standard error.
    Normal,
    /// Knapp and Hartung (2003): t quantiles with k - 1 degrees of freedom and a standard error
    /// scaled by the weighted residual spread, not truncated at 1 (`test = "knha"` of metafor).
    KnappHartung,
}

/// Cochran's test of equal effects.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CochranQ {
    /// Weighted sum of squares around the common mean.
    pub q: f64,
    /// Degrees of freedom, number of effects minus 1.
    pub df: f64,
    /// Upper-tail chi-square probability; 1 when there is a single effect.
    pub p_value: f64,
}

/// One effect after shrinkage towards the pooled mean (its empirical-Bayes value).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunken {
    /// Shrunken value, in the units of the effects.
    pub value: f64,
    /// Standard error; holds the uncertainty of the mean, not that of tau².
    pub std_error: f64,
    /// Interval at the level of the pooling.
    pub interval: Interval,
}

/// Spread between the effects; absent from a pooling with one common effect.
#[derive(Debug, Clone, PartialEq)]
pub struct Heterogeneity {
    /// Variance between the effects.
    pub tau2: f64,
    /// Large-sample standard error of `tau2`.
    pub tau2_std_error: f64,
    /// Share of the variance that is not sampling noise, per cent (Higgins and Thompson 2002).
    pub i2_percent: f64,
    /// Total over sampling variance.
    pub h2: f64,
    /// Where the effect of a further value of the dimension would lie.
    pub prediction: Interval,
    /// The shrunken effects, in input order.
    pub shrunken: Vec<Shrunken>,
}

/// Pooled mean of several effects. Figures agree with R's `metafor::rma`, `predict` and `blup`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// Number of effects.
    pub studies: usize,
    /// Pooled mean.
    pub mean: f64,
    /// Its standard error.
    pub std_error: f64,
    /// Its interval.
    pub interval: Interval,
    /// Mean over standard error.
    pub statistic: f64,
    /// Two-sided p value of a zero mean.
    pub p_value: f64,
    /// Test of equal effects (weights without tau²).
    pub heterogeneity_test: CochranQ,
    /// Spread between the effects; `None` for [`Tau2Estimator::Fixed`].
    pub heterogeneity: Option<Heterogeneity>,
}

/// Cochran's Q of `effects` with sampling `variances` (same length).
///
/// # Errors
/// [`NotEstimable`] when there is no effect, the lengths differ, an effect is not finite or a
/// variance is not positive.
pub fn cochran_q(effects: &[f64], variances: &[f64]) -> Result<CochranQ, NotEstimable> {
    check(effects, variances)?;
    let weights: Vec<f64> = variances.iter().map(|v| 1.0 / v).collect();
    let q = Projection::new(effects, &weights).quadratic;
    let df = effects.len() as f64 - 1.0;
    let p_value = if df > 0.0 { chi2_sf(q, df) } else { 1.0 };
    Ok(CochranQ { q, df, p_value })
}

/// Pools at level 0.95; see [`pool`].
///
/// # Errors
/// As [`pool`].
pub fn pool_random_effects(
    effects: &[f64],
    variances: &[f64],
    estimator: Tau2Estimator,
    test: MeanTest,
) -> Result<Pooled, NotEstimable> {
    pool(effects, variances, estimator, test, 0.95)
}

/// Pools `effects` with sampling `variances` (same length, units and units²) at interval `level`.
///
/// # Errors
/// [`NotEstimable`] when there is no effect, the lengths differ, an effect is not finite, a
/// variance is not positive, the estimator or test needs two effects and there is one, or the
/// estimate of tau² does not settle. Identical effects under [`MeanTest::KnappHartung`] leave no
/// residual spread and give [`NotEstimable::ZeroVariance`].
pub fn pool(
    effects: &[f64],
    variances: &[f64],
    estimator: Tau2Estimator,
    test: MeanTest,
    level: f64,
) -> Result<Pooled, NotEstimable> {
    let heterogeneity_test = cochran_q(effects, variances)?;
    let studies = effects.len();
    let random = estimator != Tau2Estimator::Fixed;
    if studies < 2 && (random || test == MeanTest::KnappHartung) {
        return Err(NotEstimable::TooFewObservations {
            found: studies,
            needed: 2,
        });
    }
    let df = studies as f64 - 1.0;
    let tau2 =
        heterogeneity::estimate(effects, variances, estimator).ok_or(NotEstimable::NotConverged)?;
    let weights: Vec<f64> = variances.iter().map(|v| 1.0 / (v + tau2.value)).collect();
    let at = Projection::new(effects, &weights);
    let (variance, critical) = match test {
        MeanTest::Normal => (1.0 / at.sum_weights, normal_quantile(0.5 + level / 2.0)),
        MeanTest::KnappHartung => (
            at.quadratic / df / at.sum_weights,
            t_quantile(0.5 + level / 2.0, df),
        ),
    };
    if !(variance > 0.0 && variance.is_finite() && at.mean.is_finite()) {
        return Err(NotEstimable::ZeroVariance);
    }
    let around = |value: f64, std_error: f64| Interval {
        level,
        low: value - critical * std_error,
        high: value + critical * std_error,
        kind: BandKind::Pointwise,
    };
    let std_error = variance.sqrt();
    let statistic = at.mean / std_error;
    let p_value = match test {
        MeanTest::Normal => normal_two_sided_p(statistic),
        MeanTest::KnappHartung => t_two_sided_p(statistic, df),
    };
    let heterogeneity = random.then(|| {
        let sampling: Vec<f64> = variances.iter().map(|v| 1.0 / v).collect();
        let typical = df / Projection::new(effects, &sampling).trace;
        let shrink = |(y, v): (&f64, &f64)| {
            let share = tau2.value / (tau2.value + v);
            let value = share * y + (1.0 - share) * at.mean;
            let spread = (share * v + (1.0 - share).powi(2) * variance).sqrt();
            Shrunken {
                value,
                std_error: spread,
                interval: around(value, spread),
            }
        };
        Heterogeneity {
            tau2: tau2.value,
            tau2_std_error: tau2.std_error,
            i2_percent: 100.0 * tau2.value / (typical + tau2.value),
            h2: tau2.value / typical + 1.0,
            prediction: around(at.mean, (variance + tau2.value).sqrt()),
            shrunken: effects.iter().zip(variances).map(shrink).collect(),
        }
    });
    Ok(Pooled {
        studies,
        mean: at.mean,
        std_error,
        interval: around(at.mean, std_error),
        statistic,
        p_value,
        heterogeneity_test,
        heterogeneity,
    })
}

/// Pools by REML at level 0.95 with the wider of two errors of the mean, that of Hartung and Knapp and the plain one: chance
/// agreement among few effects would promise too much (Röver, Knapp & Friede 2015, doi:10.1186/s12874-015-0091-1, whose
/// factor is never under one). Intervals of shrunken values are [`Shrunken::plain_interval`]: their error holds that of the mean.
///
/// # Errors
/// As [`pool`], but identical effects are pooled.
pub fn pool_cautiously(effects: &[f64], variances: &[f64]) -> Result<Pooled, NotEstimable> {
    let by = |test| pool_random_effects(effects, variances, Tau2Estimator::Reml, test);
    match (by(MeanTest::KnappHartung), by(MeanTest::Normal)) {
        (Ok(a), Ok(b)) => Ok(if a.std_error >= b.std_error { a } else { b }),
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
        (Err(_), Err(reason)) => Err(reason),
    }
}

impl Shrunken {
    /// The 95 % interval with normal quantiles.
    pub fn plain_interval(&self) -> (f64, f64) {
        let half = normal_quantile(0.975) * self.std_error;
        (self.value - half, self.value + half)
    }
}

/// Lengths agree, effects are finite, variances positive and finite.
fn check(effects: &[f64], variances: &[f64]) -> Result<(), NotEstimable> {
    if effects.is_empty() {
        return Err(NotEstimable::Empty);
    }
    if effects.len() != variances.len() {
        return Err(NotEstimable::InvalidInput("each effect needs one variance"));
    }
    if effects.iter().any(|y| !y.is_finite()) {
        return Err(NotEstimable::InvalidInput("an effect is not a number"));
    }
    if variances
        .iter()
        .any(|v| !(*v > 0.0 && v.is_finite() && (1.0 / v).is_finite()))
    {
        return Err(NotEstimable::ZeroVariance);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    // BCG vaccine trials, log risk ratios (Colditz 1994; metadat::dat.bcg)
    const BCG: [(f64, f64); 13] = [
        (-0.889_311_333_9, 0.325_584_765_0),
        (-1.585_388_657_2, 0.194_581_121_4),
        (-1.348_073_148_3, 0.415_367_965_4),
        (-1.441_551_191_6, 0.020_010_031_9),
        (-0.217_547_322_2, 0.051_210_172_2),
        (-0.786_115_585_8, 0.006_905_618_5),
        (-1.620_898_235_9, 0.223_017_247_6),
        (0.011_952_333_5, 0.003_961_579_3),
        (-0.469_417_648_7, 0.056_434_210_5),
        (-1.371_344_803_5, 0.073_024_793_6),
        (-0.339_358_828_3, 0.012_412_214_0),
        (0.445_913_400_5, 0.532_505_845_2),
        (-0.017_313_948_2, 0.071_404_660_4),
    ];

    fn bcg() -> (Vec<f64>, Vec<f64>) {
        BCG.iter().copied().unzip()
    }

    #[test]
    fn bcg_restricted_likelihood() {
        let (y, v) = bcg();
        let pooled =
            pool_random_effects(&y, &v, Tau2Estimator::Reml, MeanTest::Normal).expect("pools");
        let spread = pooled.heterogeneity.expect("random effects");
        // metafor vignette: tau^2 = 0.3132, mean -0.7145, se 0.1798, I^2 = 92.22 %
        assert!((spread.tau2 - 0.3132).abs() < 5e-5);
        assert!((pooled.mean + 0.7145).abs() < 5e-5);
        assert!((pooled.std_error - 0.1798).abs() < 5e-5);
        assert!((spread.i2_percent - 92.22).abs() < 5e-3);
        assert!((pooled.heterogeneity_test.q - 152.2330).abs() < 5e-4);
        assert!(
            spread
                .shrunken
                .iter()
                .zip(&y)
                .all(|(s, y)| { (s.value - pooled.mean).abs() <= (y - pooled.mean).abs() })
        );
    }

    #[test]
    fn every_estimator_on_bcg() {
        let (y, v) = bcg();
        // metafor 3.8: rma(yi, vi, data = dat.bcg, method = ...)$tau2
        let known = [
            (Tau2Estimator::DerSimonianLaird, 0.3088),
            (Tau2Estimator::MaximumLikelihood, 0.2800),
            (Tau2Estimator::EmpiricalBayes, 0.3181),
            (Tau2Estimator::SidikJonkman, 0.3455),
            (Tau2Estimator::Hedges, 0.3286),
            (Tau2Estimator::HunterSchmidt, 0.2284),
        ];
        for (method, expected) in known {
            let pooled = pool_random_effects(&y, &v, method, MeanTest::KnappHartung)
                .expect("pools")
                .heterogeneity
                .expect("random effects");
            assert!(
                (pooled.tau2 - expected).abs() < 6e-5,
                "{method:?} {}",
                pooled.tau2
            );
            assert!(pooled.tau2_std_error > 0.0);
        }
    }

    #[test]
    fn edges_have_reasons() {
        let reml = Tau2Estimator::Reml;
        let knha = MeanTest::KnappHartung;
        assert_eq!(
            pool_random_effects(&[], &[], reml, knha),
            Err(NotEstimable::Empty)
        );
        assert!(pool_random_effects(&[1.0], &[0.1], reml, MeanTest::Normal).is_err());
        let one = pool_random_effects(&[1.0], &[0.25], Tau2Estimator::Fixed, MeanTest::Normal)
            .expect("one effect is its own mean");
        assert!((one.std_error - 0.5).abs() < 1e-15 && one.heterogeneity_test.p_value == 1.0);
        let zero = pool_random_effects(&[1.0, 2.0], &[0.0, 1.0], reml, knha);
        assert_eq!(zero, Err(NotEstimable::ZeroVariance));
        let same = pool_random_effects(&[1.0, 1.0, 1.0], &[0.1, 0.2, 0.3], reml, knha);
        assert_eq!(same, Err(NotEstimable::ZeroVariance));
        let same = pool_random_effects(&[1.0, 1.0], &[0.1, 0.2], reml, MeanTest::Normal)
            .expect("equal effects pool with normal quantiles");
        let spread = same.heterogeneity.expect("random effects");
        assert!(spread.tau2.abs() < 1e-9 && (spread.shrunken[1].value - 1.0).abs() < 1e-12);
    }

    #[test]
    fn caution_takes_the_wider_error_of_the_mean() {
        let (y, v) = bcg();
        // tests/reference/pool_bcg, REML: se 0.1798 (z), 0.18079 (knha).
        let wide = pool_cautiously(&y, &v).expect("pools");
        assert!(
            (wide.std_error - 0.180_791_7).abs() < 1e-5,
            "{}",
            wide.std_error
        );
        let alike = pool_cautiously(&[1.0, 1.0, 1.0], &[0.3, 0.3, 0.3]).expect("pools");
        assert!((alike.std_error - 0.1_f64.sqrt()).abs() < 1e-9);
        assert!(pool_cautiously(&[1.0], &[0.3]).is_err());
    }

    #[test]
    fn odd_input_never_panics() {
        let odd = [0.0, -1.0, 1.0, 1e-300, 1e300, f64::NAN, f64::INFINITY];
        let methods = [
            Tau2Estimator::Fixed,
            Tau2Estimator::DerSimonianLaird,
            Tau2Estimator::Reml,
            Tau2Estimator::MaximumLikelihood,
            Tau2Estimator::EmpiricalBayes,
            Tau2Estimator::SidikJonkman,
            Tau2Estimator::Hedges,
            Tau2Estimator::HunterSchmidt,
        ];
        for a in odd {
            for b in odd {
                for method in methods {
                    for test in [MeanTest::Normal, MeanTest::KnappHartung] {
                        if let Ok(pooled) = pool(&[a, 1.0, b], &[b, 0.5, a], method, test, 0.95) {
                            assert!(pooled.mean.is_finite() && pooled.std_error > 0.0);
                        }
                        assert!(pool(&[a], &[b, 1.0], method, test, 0.95).is_err());
                    }
                }
            }
        }
    }

    #[test]
    fn scale_does_not_matter() {
        let (y, v) = bcg();
        let small: Vec<f64> = y.iter().map(|y| y * 1e-4).collect();
        let tiny: Vec<f64> = v.iter().map(|v| v * 1e-8).collect();
        let reml = Tau2Estimator::Reml;
        let a = pool_random_effects(&y, &v, reml, MeanTest::Normal).expect("pools");
        let b = pool_random_effects(&small, &tiny, reml, MeanTest::Normal).expect("pools");
        assert!((a.statistic - b.statistic).abs() < 1e-6);
    }
}
