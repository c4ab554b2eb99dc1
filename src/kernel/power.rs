//! Power and what could have been found: means, shares, events.
//!
//! Purpose: minimum detectable effects and the sizes that a design needs. Invariants: tests are
//! two-sided at `alpha`; powers of the t test, the normal test and the arcsine test count both tails, the
//! others the tail on the side of the effect. Deliberately absent: simulation-based power.

use super::distribution::{normal_cdf, normal_quantile, normal_sf, t_quantile};
use super::estimate::NotEstimable;
use super::noncentral_t::{noncentral_t_cdf, noncentral_t_sf};
use super::proportions::arcsine_difference;
use super::root::bracketed_root;

/// Power that a minimum detectable effect is stated for.
pub const DETECTABLE_POWER: f64 = 0.8;
/// Two-sided error rate that a minimum detectable effect is stated for.
pub const DETECTABLE_ALPHA: f64 = 0.05;
/// Largest standardised difference that [`t_detectable_d`] looks for.
const LARGEST_D: f64 = 5.0;
/// Largest group that [`t_group_size`] looks for.
const LARGEST_GROUP: f64 = 1e6;

/// Minimum detectable effect of an estimate with standard error `std_error`, 80 % power, two-sided
/// 5 %: (z(0.975) + z(0.8)) se, with t quantiles when `df` is given (Bloom 1995). Same unit as the
/// standard error.
///
/// # Errors
/// [`NotEstimable::ZeroVariance`] when the standard error is not positive and finite,
/// [`NotEstimable::TooFewClusters`] when `df` is not positive.
pub fn minimum_detectable_effect(std_error: f64, df: Option<f64>) -> Result<f64, NotEstimable> {
    if !(std_error.is_finite() && std_error > 0.0) {
        return Err(NotEstimable::ZeroVariance);
    }
    let quantile = |p: f64| df.map_or_else(|| normal_quantile(p), |df| t_quantile(p, df));
    let factor = quantile(1.0 - DETECTABLE_ALPHA / 2.0) + quantile(DETECTABLE_POWER);
    if factor.is_finite() {
        Ok(factor * std_error)
    } else {
        Err(NotEstimable::TooFewClusters {
            found: 1,
            needed: 2,
        })
    }
}

/// Power of the two-sample t test for a standardised difference `d` with group sizes `n1`, `n2`.
/// Agrees with R's `pwr::pwr.t2n.test`.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when a size is below 1, there are not more than two values, or
/// `alpha` is not between 0 and 1.
pub fn t_power(n1: f64, n2: f64, d: f64, alpha: f64) -> Result<f64, NotEstimable> {
    let df = n1 + n2 - 2.0;
    if !(n1 >= 1.0 && n2 >= 1.0 && df > 0.0 && df.is_finite() && d.is_finite()) {
        return Err(NotEstimable::InvalidInput("a group is too small"));
    }
    probability(alpha)?;
    let ncp = d * (n1 * n2 / (n1 + n2)).sqrt();
    let critical = t_quantile(1.0 - alpha / 2.0, df);
    Ok(noncentral_t_sf(critical, df, ncp) + noncentral_t_cdf(-critical, df, ncp))
}

/// Standardised difference that the two-sample t test finds with `power`.
///
/// # Errors
/// As [`t_power`]; [`NotEstimable::NotConverged`] when no difference up to 5 reaches the power.
pub fn t_detectable_d(n1: f64, n2: f64, alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    t_power(n1, n2, 0.0, alpha)?;
    probability(power)?;
    let gap = |d: f64| t_power(n1, n2, d, alpha).map_or(f64::NAN, |p| p - power);
    // Bloom's sum of quantiles is a close guess, which saves most of the search.
    let df = n1 + n2 - 2.0;
    let sum = t_quantile(1.0 - alpha / 2.0, df) + t_quantile(power, df);
    let guess = sum * (1.0 / n1 + 1.0 / n2).sqrt();
    let near = (guess > 0.0 && 1.1 * guess < LARGEST_D)
        .then(|| bracketed_root(gap, 0.9 * guess, 1.1 * guess))
        .flatten();
    near.or_else(|| bracketed_root(gap, 1e-6, LARGEST_D))
        .ok_or(NotEstimable::NotConverged)
}

/// Size of each of two equal groups (a real number) at which the t test finds `d` with `power`.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range, [`NotEstimable::NotConverged`] when the
/// size lies outside 2 to 1,000,000.
pub fn t_group_size(d: f64, alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    probability(power)?;
    let gap = |n: f64| t_power(n, n, d, alpha).map_or(f64::NAN, |p| p - power);
    bracketed_root(gap, 2.001, LARGEST_GROUP).ok_or(NotEstimable::NotConverged)
}

/// Standardised difference found with `power` by a normal test: (z(1-α/2) + z(power)) √(1/n1 + 1/n2).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn normal_detectable_d(n1: f64, n2: f64, alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    if !(n1 > 0.0 && n2 > 0.0) {
        return Err(NotEstimable::InvalidInput("a group is empty"));
    }
    Ok(quantile_sum(alpha, power)? * (1.0 / n1 + 1.0 / n2).sqrt())
}

/// Power of the normal test for a standardised difference `d`, both tails: Φ(δ − z) + Φ(−δ − z) with
/// δ = |d| / √(1/n1 + 1/n2) and z = z(1-α/2). [`normal_detectable_d`] leaves the far tail out, which adds
/// less than 0.00005 to a power of 50 % and more.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn normal_power(n1: f64, n2: f64, d: f64, alpha: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    if !(n1 > 0.0 && n2 > 0.0 && d.is_finite()) {
        return Err(NotEstimable::InvalidInput("a group is empty"));
    }
    let z = normal_quantile(1.0 - alpha / 2.0);
    let shift = d.abs() / (1.0 / n1 + 1.0 / n2).sqrt();
    Ok(normal_cdf(shift - z) + normal_cdf(-shift - z))
}

/// Size of each of two equal groups to find the shares `p1` against `p2` (R's `power.prop.test`).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range or equal shares.
pub fn shares_group_size(p1: f64, p2: f64, alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    probability(power)?;
    let (null_sd, alternative_sd) = share_spreads(p1, p2)?;
    if p1 == p2 {
        return Err(NotEstimable::InvalidInput("the two shares are equal"));
    }
    let z = normal_quantile(1.0 - alpha / 2.0);
    let root = (z * null_sd + normal_quantile(power) * alternative_sd) / (p1 - p2);
    Ok(root * root)
}

/// Power to find the shares `p1` against `p2` with `n` per group (R's `power.prop.test`: pooled
/// variance under the null, unpooled under the alternative, one tail).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn shares_power(n: f64, p1: f64, p2: f64, alpha: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    let (null_sd, alternative_sd) = share_spreads(p1, p2)?;
    if !(n > 0.0 && alternative_sd > 0.0) {
        return Err(NotEstimable::InvalidInput(
            "a group is empty or its share is 0 or 1",
        ));
    }
    let z = normal_quantile(1.0 - alpha / 2.0);
    Ok(normal_cdf(
        (n.sqrt() * (p1 - p2).abs() - z * null_sd) / alternative_sd,
    ))
}

/// Smallest share above `p1` that is found against it with `power`, `n` per group.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range, [`NotEstimable::NotConverged`] when no
/// share up to 0.999 is found with that power.
pub fn shares_detectable_above(
    n: f64,
    p1: f64,
    alpha: f64,
    power: f64,
) -> Result<f64, NotEstimable> {
    probability(power)?;
    shares_power(n, p1, f64::midpoint(p1, 1.0), alpha)?;
    let gap = |p2: f64| shares_power(n, p1, p2, alpha).map_or(f64::NAN, |p| p - power);
    bracketed_root(gap, p1 + 1e-6, 0.999).ok_or(NotEstimable::NotConverged)
}

/// Power of the arcsine test of `p1` against `p2`, both tails (R's `pwr::pwr.2p2n.test`).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn arcsine_power(n1: f64, n2: f64, p1: f64, p2: f64, alpha: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    share_spreads(p1, p2)?;
    if !(n1 > 0.0 && n2 > 0.0) {
        return Err(NotEstimable::InvalidInput("a group is empty"));
    }
    let shift = arcsine_difference(p1, p2).abs() * (n1 * n2 / (n1 + n2)).sqrt();
    let z = normal_quantile(1.0 - alpha / 2.0);
    Ok(normal_sf(z - shift) + normal_cdf(-z - shift))
}

/// Events needed by the log-rank test to find a hazard ratio, `share_treated` of the people being
/// treated (Schoenfeld 1981).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range or a hazard ratio of 1.
pub fn logrank_events(
    hazard_ratio: f64,
    share_treated: f64,
    alpha: f64,
    power: f64,
) -> Result<f64, NotEstimable> {
    let log = log_hazard_ratio(hazard_ratio)?;
    probability(share_treated)?;
    let split = share_treated * (1.0 - share_treated);
    Ok(quantile_sum(alpha, power)?.powi(2) / (split * log * log))
}

/// Power of the log-rank test with `events` events (Schoenfeld 1981), one tail.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn logrank_power(
    events: f64,
    hazard_ratio: f64,
    share_treated: f64,
    alpha: f64,
) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    let information = logrank_information(events, share_treated)?;
    if !(hazard_ratio.is_finite() && hazard_ratio > 0.0) {
        return Err(NotEstimable::InvalidInput("a hazard ratio is not positive"));
    }
    let z = normal_quantile(1.0 - alpha / 2.0);
    Ok(normal_cdf(information * hazard_ratio.ln().abs() - z))
}

/// Hazard ratio below 1 that the log-rank test finds with `power` and `events` events.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range.
pub fn logrank_detectable_below(
    events: f64,
    share_treated: f64,
    alpha: f64,
    power: f64,
) -> Result<f64, NotEstimable> {
    let information = logrank_information(events, share_treated)?;
    Ok((-quantile_sum(alpha, power)? / information).exp())
}

/// Events needed with equal groups by Freedman's (1982) formula.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] for values out of range or a hazard ratio of 1.
pub fn freedman_events(hazard_ratio: f64, alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    log_hazard_ratio(hazard_ratio)?;
    let ratio = (1.0 + hazard_ratio) / (1.0 - hazard_ratio);
    Ok(quantile_sum(alpha, power)?.powi(2) * ratio * ratio)
}

/// z(1 - α/2) + z(power).
fn quantile_sum(alpha: f64, power: f64) -> Result<f64, NotEstimable> {
    probability(alpha)?;
    probability(power)?;
    Ok(normal_quantile(1.0 - alpha / 2.0) + normal_quantile(power))
}

/// Square roots of the summed variances under equal and under different shares.
fn share_spreads(p1: f64, p2: f64) -> Result<(f64, f64), NotEstimable> {
    if !((0.0..=1.0).contains(&p1) && (0.0..=1.0).contains(&p2)) {
        return Err(NotEstimable::InvalidInput("a share is not between 0 and 1"));
    }
    let sum = p1 + p2;
    Ok((
        (sum * (1.0 - sum / 2.0)).sqrt(),
        (p1 * (1.0 - p1) + p2 * (1.0 - p2)).sqrt(),
    ))
}

fn logrank_information(events: f64, share_treated: f64) -> Result<f64, NotEstimable> {
    probability(share_treated)?;
    if !(events.is_finite() && events > 0.0) {
        return Err(NotEstimable::NoEvents);
    }
    Ok((events * share_treated * (1.0 - share_treated)).sqrt())
}

fn log_hazard_ratio(hazard_ratio: f64) -> Result<f64, NotEstimable> {
    if hazard_ratio.is_finite() && hazard_ratio > 0.0 && hazard_ratio != 1.0 {
        Ok(hazard_ratio.ln())
    } else {
        Err(NotEstimable::InvalidInput(
            "a hazard ratio is not positive or is 1",
        ))
    }
}

fn probability(p: f64) -> Result<(), NotEstimable> {
    if p > 0.0 && p < 1.0 {
        Ok(())
    } else {
        Err(NotEstimable::InvalidInput(
            "a probability is not between 0 and 1",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Result<f64, NotEstimable>, expected: f64, tolerance: f64) {
        let found = found.expect("inside the range");
        assert!(
            (found - expected).abs() < tolerance,
            "{found} against {expected}"
        );
    }

    #[test]
    fn t_test_as_published() {
        // Cohen (1988): d = 0.5, 80 % power, 5 % two-sided: 64 per group (63.76561 in R's pwr)
        near(t_group_size(0.5, 0.05, 0.8), 63.765_61, 1e-5);
        near(t_power(64.0, 64.0, 0.5, 0.05), 0.801_459_6, 1e-7);
        near(t_detectable_d(63.765_61, 63.765_61, 0.05, 0.8), 0.5, 1e-7);
    }

    #[test]
    fn detectable_effect() {
        near(minimum_detectable_effect(1.0, None), 2.801_585_218, 1e-8);
        // R: qt(.975, 10) + qt(.8, 10) = 2.228139 + 0.8790578
        near(minimum_detectable_effect(2.0, Some(10.0)), 6.214_393, 1e-5);
        assert!(minimum_detectable_effect(0.0, None).is_err());
        assert!(minimum_detectable_effect(1.0, Some(0.0)).is_err());
    }

    #[test]
    fn normal_test_is_inverted() {
        // Lehr's rule of sixteen: 2 (1.959964 + 0.8416212)² / d² = 62.79 per group for d = 0.5
        near(normal_detectable_d(62.791, 62.791, 0.05, 0.8), 0.5, 1e-5);
        near(normal_power(62.791, 62.791, 0.5, 0.05), 0.8, 1e-5);
        near(normal_power(62.791, 62.791, -0.5, 0.05), 0.8, 1e-5);
        // nothing to find is found as often as the level says
        near(normal_power(9.0, 7.0, 0.0, 0.05), 0.05, 1e-12);
        assert!(normal_power(0.0, 10.0, 0.5, 0.05).is_err());
    }

    #[test]
    fn shares_and_events() {
        // R: power.prop.test(p1 = .50, p2 = .75, power = .90): n = 76.7
        near(shares_group_size(0.5, 0.75, 0.05, 0.9), 76.7, 0.05);
        near(shares_power(76.693, 0.5, 0.75, 0.05), 0.9, 1e-4);
        // Schoenfeld: (1.96 + 0.8416)^2 / (0.25 log(0.7)^2) = 246.8
        near(logrank_events(0.7, 0.5, 0.05, 0.8), 246.8, 0.05);
        near(logrank_power(246.79, 0.7, 0.5, 0.05), 0.8, 1e-4);
        assert!(logrank_events(1.0, 0.5, 0.05, 0.8).is_err());
    }
}
