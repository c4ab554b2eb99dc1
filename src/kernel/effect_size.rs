//! Two groups of measurements: difference of means and standardised effects.
//!
//! Purpose: Welch and pooled t tests, Cohen's d, Hedges' g, Glass' delta and their intervals.
//! Invariants: the first group is the treated one, the second the comparison; standard deviations
//! divide by n - 1. Deliberately absent: paired designs and weights.

use statrs::function::gamma::ln_gamma;

use super::distribution::{normal_quantile, t_two_sided_p};
use super::estimate::{BandKind, Estimate, Interval, NotEstimable};
use super::noncentral_t::noncentrality_with_upper_tail;

/// Size, mean and standard deviation of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupMoments {
    /// Number of values.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation with divisor n - 1.
    pub sd: f64,
}

impl GroupMoments {
    /// Moments of `values`.
    ///
    /// # Errors
    /// [`NotEstimable`] with fewer than two values or a value that is not finite.
    pub fn of(values: &[f64]) -> Result<Self, NotEstimable> {
        let n = values.len();
        if n < 2 {
            return Err(NotEstimable::TooFewObservations {
                found: n,
                needed: 2,
            });
        }
        if values.iter().any(|v| !v.is_finite()) {
            return Err(NotEstimable::InvalidInput("a value is not a number"));
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
        Ok(Self {
            n,
            mean,
            sd: (squares / (n as f64 - 1.0)).sqrt(),
        })
    }

    fn variance_of_mean(&self) -> f64 {
        self.sd * self.sd / self.n as f64
    }
}

/// Comparison of two means. Figures agree with R's `t.test` and the package effectsize.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoMeans {
    /// The treated group.
    pub treated: GroupMoments,
    /// The comparison group.
    pub control: GroupMoments,
    /// Difference treated minus control with Welch's interval and p value.
    pub welch: Estimate,
    /// Welch's t.
    pub welch_t: f64,
    /// Welch–Satterthwaite degrees of freedom.
    pub welch_df: f64,
    /// t with the pooled variance.
    pub pooled_t: f64,
    /// Its two-sided p value on n1 + n2 - 2 degrees of freedom.
    pub pooled_p: f64,
    /// Difference over the pooled standard deviation.
    pub cohens_d: f64,
    /// Cohen's d times [`hedges_correction`].
    pub hedges_g: f64,
    /// Difference over the standard deviation of the comparison group; `None` when that is zero.
    pub glass_delta: Option<f64>,
}

/// Compares the means of two groups at interval `level`.
///
/// # Errors
/// [`NotEstimable`] when a group has fewer than two values, a value is not finite, or no value
/// varies in either group.
pub fn two_sample_means(
    treated: &[f64],
    control: &[f64],
    level: f64,
) -> Result<TwoMeans, NotEstimable> {
    let (one, two) = (GroupMoments::of(treated)?, GroupMoments::of(control)?);
    let difference = one.mean - two.mean;
    let (v1, v2) = (one.variance_of_mean(), two.variance_of_mean());
    let std_error = (v1 + v2).sqrt();
    let (n1, n2) = (one.n as f64, two.n as f64);
    let welch_df = (v1 + v2).powi(2) / (v1 * v1 / (n1 - 1.0) + v2 * v2 / (n2 - 1.0));
    let units = one.n + two.n;
    let welch = Estimate::student(difference, std_error, level, welch_df, n1 + n2, units)
        .map_err(|_| NotEstimable::ZeroVariance)?;
    let df = n1 + n2 - 2.0;
    let pooled_sd = pooled_sd(&one, &two);
    let cohens_d = difference / pooled_sd;
    let pooled_t = cohens_d / (1.0 / n1 + 1.0 / n2).sqrt();
    Ok(TwoMeans {
        treated: one,
        control: two,
        welch,
        welch_t: difference / std_error,
        welch_df,
        pooled_t,
        pooled_p: t_two_sided_p(pooled_t, df),
        cohens_d,
        hedges_g: cohens_d * hedges_correction(df),
        glass_delta: (two.sd > 0.0).then(|| difference / two.sd),
    })
}

/// Intervals of the standardised difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardisedIntervals {
    /// Interval of Cohen's d.
    pub cohens_d: Interval,
    /// Interval of Hedges' g: the limits of d times [`hedges_correction`].
    pub hedges_g: Interval,
}

/// Intervals of Cohen's d and Hedges' g by inversion of the noncentral t distribution
/// (Steiger 2004), as in the R package effectsize.
///
/// # Errors
/// As [`two_sample_means`], and [`NotEstimable::NotConverged`] when the inversion fails.
pub fn standardised_intervals(
    treated: &[f64],
    control: &[f64],
    level: f64,
) -> Result<StandardisedIntervals, NotEstimable> {
    let means = two_sample_means(treated, control, level)?;
    let (n1, n2) = (means.treated.n as f64, means.control.n as f64);
    let df = n1 + n2 - 2.0;
    let scale = (1.0 / n1 + 1.0 / n2).sqrt();
    let tail = (1.0 - level) / 2.0;
    let limit = |tail: f64| {
        noncentrality_with_upper_tail(means.pooled_t, df, tail)
            .map(|ncp| ncp * scale)
            .ok_or(NotEstimable::NotConverged)
    };
    let (low, high) = (limit(tail)?, limit(1.0 - tail)?);
    let j = hedges_correction(df);
    let interval = |factor: f64| Interval {
        level,
        low: low * factor,
        high: high * factor,
        kind: BandKind::Pointwise,
    };
    Ok(StandardisedIntervals {
        cohens_d: interval(1.0),
        hedges_g: interval(j),
    })
}

/// Hedges' g with the variance used in meta-analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HedgesG {
    /// Exact small-sample correction.
    pub correction: f64,
    /// The usual approximation 1 - 3/(4 df - 1).
    pub correction_approximate: f64,
    /// Standardised difference.
    pub g: f64,
    /// Its large-sample variance 1/n1 + 1/n2 + g²/(2(n1 + n2)).
    pub variance: f64,
    /// Normal interval.
    pub interval: Interval,
}

/// Hedges' g with its large-sample variance (Hedges 1982), as `metafor::escalc("SMD")`.
///
/// # Errors
/// As [`two_sample_means`].
pub fn hedges_g_large_sample(
    treated: &[f64],
    control: &[f64],
    level: f64,
) -> Result<HedgesG, NotEstimable> {
    let means = two_sample_means(treated, control, level)?;
    let (n1, n2) = (means.treated.n as f64, means.control.n as f64);
    let df = n1 + n2 - 2.0;
    let g = means.hedges_g;
    let variance = 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2));
    let half = normal_quantile(0.5 + level / 2.0) * variance.sqrt();
    let interval = Interval {
        level,
        low: g - half,
        high: g + half,
        kind: BandKind::Pointwise,
    };
    Ok(HedgesG {
        correction: hedges_correction(df),
        correction_approximate: 1.0 - 3.0 / (4.0 * df - 1.0),
        g,
        variance,
        interval,
    })
}

/// Exact small-sample correction of a standardised difference on `df` > 1 degrees of freedom:
/// Γ(df/2) / (√(df/2) Γ((df-1)/2)) (Hedges 1981).
pub fn hedges_correction(df: f64) -> f64 {
    let x = df / 2.0;
    if df > 2000.0 {
        // Γ(y + 1/2)/(√y Γ(y)) in powers of 1/y: the difference of two large logarithms loses digits
        let y = x - 0.5;
        let u = 1.0 / y;
        let series = 1.0 + u * (-1.0 / 8.0 + u * (1.0 / 128.0 + u * (5.0 / 1024.0)));
        return (y / x).sqrt() * series;
    }
    (ln_gamma(x) - ln_gamma(x - 0.5)).exp() / x.sqrt()
}

fn pooled_sd(one: &GroupMoments, two: &GroupMoments) -> f64 {
    let (d1, d2) = (one.n as f64 - 1.0, two.n as f64 - 1.0);
    ((d1 * one.sd * one.sd + d2 * two.sd * two.sd) / (d1 + d2)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Student's sleep data (datasets::sleep)
    const FIRST: [f64; 10] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const SECOND: [f64; 10] = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    #[test]
    fn sleep_by_welch() {
        // R: t.test(extra ~ group, sleep): t = -1.8608, df = 17.776, p = 0.07939
        let means = two_sample_means(&FIRST, &SECOND, 0.95).expect("two groups that vary");
        assert!((means.welch_t + 1.860_813_467_486_853).abs() < 1e-12);
        assert!((means.welch_df - 17.776_473_516_178_5).abs() < 1e-10);
        assert!((means.welch.p_value - 0.079_394_140_187_358_17).abs() < 1e-12);
        assert!((means.welch.interval.low + 3.365_483_230_711_71).abs() < 1e-11);
        assert!((means.hedges_g + 0.796_935_239_191_122_3).abs() < 1e-12);
    }

    #[test]
    fn correction_routes_meet() {
        let direct = |df: f64| {
            let x = df / 2.0;
            (ln_gamma(x) - ln_gamma(x - 0.5)).exp() / x.sqrt()
        };
        assert!((hedges_correction(2001.0) - direct(2001.0)).abs() < 1e-11);
        assert!((hedges_correction(18.0) - 0.957_646_427_023_72).abs() < 1e-13);
    }

    #[test]
    fn constant_groups_have_a_reason() {
        let flat = two_sample_means(&[1.0, 1.0], &[2.0, 2.0], 0.95);
        assert_eq!(flat, Err(NotEstimable::ZeroVariance));
        assert!(two_sample_means(&[1.0], &[2.0, 3.0], 0.95).is_err());
    }
}
