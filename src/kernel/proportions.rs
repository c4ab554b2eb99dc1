//! Shares: one share, the difference of two, and the adverse-impact ratio.
//!
//! Purpose: intervals that behave with few cases and shares near 0 or 1. Invariants: counts may be
//! weighted (real numbers) with 0 <= events <= total; the first group is the treated (or the
//! protected) one. Deliberately absent: tests by enumeration (see `fisher`).

use super::distribution::{chi2_sf, normal_quantile, normal_two_sided_p};
use super::estimate::{BandKind, Interval, NotEstimable};

/// Ratio of two shares, rates or odds with its limits.
///
/// A limit is `None` where the formula has no value (a zero count on both sides of a division);
/// it can be 0 or infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatioInterval {
    /// The ratio; `None` when it is 0/0.
    pub ratio: Option<f64>,
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

impl RatioInterval {
    /// Limits exp(log ratio ∓ z se) for a ratio and the standard error of its logarithm.
    pub fn on_log_scale(ratio: f64, log_std_error: f64, level: f64) -> Self {
        let half = normal_quantile(0.5 + level / 2.0) * log_std_error;
        let known = |value: f64| (!value.is_nan()).then_some(value);
        Self {
            ratio: known(ratio),
            low: known((ratio.ln() - half).exp()),
            high: known((ratio.ln() + half).exp()),
        }
    }
}

/// Difference of two shares with an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareDifference {
    /// First share minus second.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// Everything that is said about two shares. Figures agree with R's `prop.test` and the formulas
/// named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoProportions {
    /// First share.
    pub p1: f64,
    /// Second share.
    pub p2: f64,
    /// Wilson interval of the first share.
    pub wilson1: Interval,
    /// Wilson interval of the second share.
    pub wilson2: Interval,
    /// Difference with Newcombe's interval.
    pub newcombe: ShareDifference,
    /// Difference with Wald's interval, cut at -1 and 1.
    pub wald: ShareDifference,
    /// Adverse-impact ratio p1/p2 with Katz' interval.
    pub impact_ratio: RatioInterval,
    /// Odds ratio with Woolf's interval.
    pub odds_ratio: RatioInterval,
    /// Pearson's test and the same with Yates' correction; `None` when nobody or everybody has the
    /// event.
    pub test: Option<ShareTest>,
    /// Cohen's h, the difference of the arcsine-transformed shares.
    pub cohen_h: f64,
}

/// Tests of equal shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareTest {
    /// Pearson's chi-square.
    pub chi_square: f64,
    /// Its p value on one degree of freedom.
    pub p_value: f64,
    /// Chi-square with Yates' correction.
    pub chi_square_yates: f64,
    /// Its p value.
    pub p_value_yates: f64,
    /// Signed root of `chi_square`.
    pub z_pooled: f64,
}

/// Wilson's (1927) score interval of a share, `events` of `total`, without continuity correction.
///
/// # Errors
/// [`NotEstimable::Empty`] when `total` is zero, [`NotEstimable::InvalidInput`] when the counts
/// are not 0 <= events <= total.
pub fn wilson(events: f64, total: f64, level: f64) -> Result<Interval, NotEstimable> {
    let (low, high) = wilson_limits(
        share(events, total)?,
        total,
        normal_quantile(0.5 + level / 2.0),
    );
    Ok(Interval {
        level,
        low,
        high,
        kind: BandKind::Pointwise,
    })
}

/// Wilson's limits of a share, z standard errors out.
fn wilson_limits(p: f64, total: f64, z: f64) -> (f64, f64) {
    let z2 = z * z / total;
    let half = z * (p * (1.0 - p) / total + z2 / (4.0 * total)).sqrt();
    let centre = p + z2 / 2.0;
    // at the ends the limit is exactly 0 or 1
    let low = if p == 0.0 {
        0.0
    } else {
        (centre - half) / (1.0 + z2)
    };
    let high = if p == 1.0 {
        1.0
    } else {
        (centre + half) / (1.0 + z2)
    };
    (low, high)
}

/// Difference of two shares with Newcombe's (1998, method 10) interval, the hybrid of two Wilson
/// intervals.
///
/// # Errors
/// As [`wilson`], for either group.
pub fn newcombe(
    events1: f64,
    total1: f64,
    events2: f64,
    total2: f64,
    level: f64,
) -> Result<ShareDifference, NotEstimable> {
    let (first, second) = (
        (share(events1, total1)?, total1),
        (share(events2, total2)?, total2),
    );
    let (low, high) = newcombe_limits(first, second, normal_quantile(0.5 + level / 2.0));
    Ok(ShareDifference {
        value: first.0 - second.0,
        interval: Interval {
            level,
            low,
            high,
            kind: BandKind::Pointwise,
        },
    })
}

/// Newcombe's limits of the difference of two shares with their totals, z standard errors out.
fn newcombe_limits((p1, n1): (f64, f64), (p2, n2): (f64, f64), z: f64) -> (f64, f64) {
    let (a, b) = (wilson_limits(p1, n1, z), wilson_limits(p2, n2, z));
    let value = p1 - p2;
    (
        value - (p1 - a.0).hypot(b.1 - p2),
        value + (a.1 - p1).hypot(p2 - b.0),
    )
}

/// The two-sided p value that belongs to [`newcombe`]: an interval of level 1 − p ends at zero. For equal shares 1.
///
/// # Errors
/// As [`wilson`], for either group.
pub fn newcombe_p(
    events1: f64,
    total1: f64,
    events2: f64,
    total2: f64,
) -> Result<f64, NotEstimable> {
    /// Beyond, a p value is zero to all digits of a number.
    const FAR: f64 = 38.0;
    const HALVINGS: usize = 60;
    let (first, second) = (
        (share(events1, total1)?, total1),
        (share(events2, total2)?, total2),
    );
    let holds_zero = |z: f64| {
        let (low, high) = newcombe_limits(first, second, z);
        low <= 0.0 && high >= 0.0
    };
    let (mut out, mut within) = (0.0, FAR);
    for _ in 0..HALVINGS {
        let z = f64::midpoint(out, within);
        if holds_zero(z) {
            within = z;
        } else {
            out = z;
        }
    }
    Ok(normal_two_sided_p(within))
}

/// Adverse-impact ratio, the first share over the second, with the log interval of Katz (1978).
///
/// # Errors
/// As [`wilson`], for either group; [`NotEstimable::NoEvents`] when the second share is zero, for
/// then there is nothing to divide by.
pub fn adverse_impact_ratio(
    events1: f64,
    total1: f64,
    events2: f64,
    total2: f64,
    level: f64,
) -> Result<RatioInterval, NotEstimable> {
    share(events1, total1)?;
    if share(events2, total2)? == 0.0 {
        return Err(NotEstimable::NoEvents);
    }
    Ok(katz(events1, total1, events2, total2, level))
}

/// Compares two shares, `events1` of `total1` with `events2` of `total2`.
///
/// # Errors
/// As [`wilson`], for either group.
pub fn two_proportions(
    events1: f64,
    total1: f64,
    events2: f64,
    total2: f64,
    level: f64,
) -> Result<TwoProportions, NotEstimable> {
    let (p1, p2) = (share(events1, total1)?, share(events2, total2)?);
    let (rest1, rest2) = (total1 - events1, total2 - events2);
    let z = normal_quantile(0.5 + level / 2.0);
    let half = z * (p1 * (1.0 - p1) / total1 + p2 * (1.0 - p2) / total2).sqrt();
    let value = p1 - p2;
    let wald = Interval {
        level,
        low: (value - half).max(-1.0),
        high: (value + half).min(1.0),
        kind: BandKind::Pointwise,
    };
    let woolf = (1.0 / events1 + 1.0 / rest1 + 1.0 / events2 + 1.0 / rest2).sqrt();
    let odds = events1 * rest2 / (events2 * rest1);
    Ok(TwoProportions {
        p1,
        p2,
        wilson1: wilson(events1, total1, level)?,
        wilson2: wilson(events2, total2, level)?,
        newcombe: newcombe(events1, total1, events2, total2, level)?,
        wald: ShareDifference {
            value,
            interval: wald,
        },
        impact_ratio: katz(events1, total1, events2, total2, level),
        odds_ratio: RatioInterval::on_log_scale(odds, woolf, level),
        test: share_test(events1, total1, events2, total2),
        cohen_h: arcsine_difference(p1, p2),
    })
}

/// Cohen's h: 2 asin √p1 - 2 asin √p2.
pub fn arcsine_difference(p1: f64, p2: f64) -> f64 {
    2.0 * p1.sqrt().asin() - 2.0 * p2.sqrt().asin()
}

fn katz(events1: f64, total1: f64, events2: f64, total2: f64, level: f64) -> RatioInterval {
    let spread = 1.0 / events1 - 1.0 / total1 + 1.0 / events2 - 1.0 / total2;
    let ratio = (events1 / total1) / (events2 / total2);
    RatioInterval::on_log_scale(ratio, spread.max(0.0).sqrt(), level)
}

fn share_test(events1: f64, total1: f64, events2: f64, total2: f64) -> Option<ShareTest> {
    let pooled = (events1 + events2) / (total1 + total2);
    if pooled <= 0.0 || pooled >= 1.0 {
        return None;
    }
    let inverse = 1.0 / total1 + 1.0 / total2;
    let value = events1 / total1 - events2 / total2;
    // the four cells deviate by the same amount, |difference| / (1/n1 + 1/n2)
    let deviation = value.abs() / inverse;
    let chi_square_of = |d: f64| d * d * inverse / (pooled * (1.0 - pooled));
    let chi_square = chi_square_of(deviation);
    let chi_square_yates = chi_square_of(deviation - deviation.min(0.5));
    Some(ShareTest {
        chi_square,
        p_value: chi2_sf(chi_square, 1.0),
        chi_square_yates,
        p_value_yates: chi2_sf(chi_square_yates, 1.0),
        z_pooled: value / (pooled * (1.0 - pooled) * inverse).sqrt(),
    })
}

fn share(events: f64, total: f64) -> Result<f64, NotEstimable> {
    if total == 0.0 && events == 0.0 {
        return Err(NotEstimable::Empty);
    }
    if !(total.is_finite() && total > 0.0 && events >= 0.0 && events <= total) {
        return Err(NotEstimable::InvalidInput("a count exceeds its total"));
    }
    Ok(events / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_and_newcombe_as_published() {
        // Newcombe (1998), Statistics in Medicine 17: 56/70 against 48/80, method 10
        let difference = newcombe(56.0, 70.0, 48.0, 80.0, 0.95).expect("two groups");
        assert!((difference.interval.low - 0.0524).abs() < 5e-5);
        assert!((difference.interval.high - 0.3339).abs() < 5e-5);
        // Newcombe (1998), Statistics in Medicine 17: 81/263
        let one = wilson(81.0, 263.0, 0.95).expect("a group");
        assert!((one.low - 0.2553).abs() < 5e-5 && (one.high - 0.3662).abs() < 5e-5);
        assert_eq!(wilson(0.0, 20.0, 0.95).expect("a group").low, 0.0);
    }

    #[test]
    fn the_p_value_of_a_difference_is_the_level_that_reaches_zero() {
        for (a, n, b, m) in [
            (56.0, 70.0, 48.0, 80.0),
            (0.0, 40.0, 13.5, 90.2),
            (3.0, 50.0, 4.0, 50.0),
        ] {
            let p = newcombe_p(a, n, b, m).expect("two groups");
            let touching = newcombe(a, n, b, m, 1.0 - p).expect("two groups").interval;
            assert!(
                touching.low.abs().min(touching.high.abs()) < 1e-6,
                "{a} {n} {b} {m}: {p}"
            );
        }
        assert!((newcombe_p(5.0, 20.0, 10.0, 40.0).expect("two groups") - 1.0).abs() < 1e-9);
        assert!(newcombe_p(1e5, 2e5, 1.0, 2e5).expect("two groups") < 1e-300);
    }

    #[test]
    fn berkeley_admissions() {
        let all = two_proportions(557.0, 1835.0, 1198.0, 2691.0, 0.95).expect("two groups");
        let test = all.test.expect("some admitted, some not");
        // R: prop.test(c(557, 1198), c(1835, 2691), correct = TRUE): X-squared = 91.61
        assert!((test.chi_square_yates - 91.61).abs() < 5e-3);
        assert!((test.z_pooled.powi(2) - test.chi_square).abs() < 1e-9);
        let ratio = all
            .impact_ratio
            .ratio
            .expect("the second share is positive");
        assert!((ratio - 0.681_8).abs() < 5e-5);
    }

    #[test]
    fn zero_counts() {
        let zero = two_proportions(0.0, 10.0, 3.0, 10.0, 0.95).expect("two groups");
        assert_eq!(
            zero.impact_ratio,
            RatioInterval {
                ratio: Some(0.0),
                low: Some(0.0),
                high: None
            }
        );
        assert_eq!(
            two_proportions(0.0, 5.0, 0.0, 5.0, 0.95)
                .expect("two groups")
                .test,
            None
        );
        assert_eq!(
            adverse_impact_ratio(1.0, 5.0, 0.0, 5.0, 0.95),
            Err(NotEstimable::NoEvents)
        );
        assert_eq!(wilson(0.0, 0.0, 0.95), Err(NotEstimable::Empty));
        assert!(wilson(3.0, 2.0, 0.95).is_err());
    }
}
