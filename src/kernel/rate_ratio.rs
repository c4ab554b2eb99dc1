//! Two event rates: their ratio, exactly and with weights.
//!
//! Purpose: counts per exposure in two groups. Invariants: the first group is the treated one;
//! exposures are positive. Deliberately absent: covariates (see `counts`).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::distribution::beta_quantile;
use super::estimate::{Estimate, NotEstimable};
use super::proportions::RatioInterval;

/// As R's `binom.test`: outcomes within this share of the observed probability count as equal.
const SLACK: f64 = 1e-7;

/// Ratio of two Poisson rates, conditional on the total number of events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExactRateRatio {
    /// Rate of the first group over that of the second; infinite when the second has no event.
    pub ratio: f64,
    /// Exact two-sided p value of equal rates.
    pub p_exact: f64,
    /// Exact lower limit (Clopper and Pearson 1934).
    pub low_exact: f64,
    /// Exact upper limit; infinite when the second group has no event.
    pub high_exact: f64,
    /// Wald interval on the log scale.
    pub wald: RatioInterval,
}

/// Compares `events1` in `exposure1` with `events0` in `exposure0`. Figures agree with R's
/// `poisson.test`.
///
/// # Errors
/// [`NotEstimable::NoEvents`] when there is no event at all, [`NotEstimable::InvalidInput`] when an
/// exposure is not positive or there are too many events to enumerate (2^32).
pub fn rate_ratio_exact(
    events1: u64,
    exposure1: f64,
    events0: u64,
    exposure0: f64,
    level: f64,
) -> Result<ExactRateRatio, NotEstimable> {
    let positive = |t: f64| t.is_finite() && t > 0.0;
    if !(positive(exposure1) && positive(exposure0)) {
        return Err(NotEstimable::InvalidInput("an exposure is not positive"));
    }
    if events1 == 0 && events0 == 0 {
        return Err(NotEstimable::NoEvents);
    }
    if events1.max(events0) >> 32 != 0 {
        return Err(NotEstimable::InvalidInput("a count is too large"));
    }
    let (y1, y0) = (events1 as f64, events0 as f64);
    let tail = (1.0 - level) / 2.0;
    let odds = |p: f64| p / (1.0 - p) * exposure0 / exposure1;
    let low_exact = if events1 == 0 {
        0.0
    } else {
        odds(beta_quantile(tail, y1, y0 + 1.0))
    };
    let high_exact = if events0 == 0 {
        f64::INFINITY
    } else {
        odds(beta_quantile(1.0 - tail, y1 + 1.0, y0))
    };
    let ratio = (y1 / exposure1) / (y0 / exposure0);
    let log_std_error = (1.0 / y1 + 1.0 / y0).sqrt();
    Ok(ExactRateRatio {
        ratio,
        p_exact: binomial_two_sided_p(events1, events1 + events0, exposure1, exposure0),
        low_exact,
        high_exact,
        wald: RatioInterval::on_log_scale(ratio, log_std_error, level),
    })
}

/// Sum of the binomial probabilities no larger than that of `x` of `n`; odds `t1` to `t0`.
fn binomial_two_sided_p(x: u64, n: u64, t1: f64, t0: f64) -> f64 {
    let odds = t1 / t0;
    let mode = ((n + 1) as f64 * t1 / (t1 + t0)).floor().min(n as f64) as u64;
    // probabilities relative to the mode, outwards until they vanish
    let walk = |start: f64, step: &dyn Fn(u64) -> f64, length: u64| {
        let mut value = start;
        let mut out = Vec::new();
        for i in 0..length {
            value *= step(i);
            if value == 0.0 {
                break;
            }
            out.push(value);
        }
        out
    };
    let up = |i: u64| (n - mode - i) as f64 / (mode + i + 1) as f64 * odds;
    let down = |i: u64| (mode - i) as f64 / (n - mode + i + 1) as f64 / odds;
    let above = walk(1.0, &up, n - mode);
    let below = walk(1.0, &down, mode);
    let at = match x.cmp(&mode) {
        Ordering::Equal => Some(&1.0),
        Ordering::Greater => above.get((x - mode - 1) as usize),
        Ordering::Less => below.get((mode - x - 1) as usize),
    }
    .copied()
    .unwrap_or(0.0);
    let limit = at * (1.0 + SLACK);
    let (mut inside, mut total) = (0.0, 0.0);
    // from the small ends to the mode, so that rounding stays small
    let ordered = above
        .iter()
        .rev()
        .chain(below.iter().rev())
        .chain(std::iter::once(&1.0));
    for value in ordered {
        total += value;
        if *value <= limit {
            inside += value;
        }
    }
    (inside / total).min(1.0)
}

/// One person (or person-period) with a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedCount {
    /// In the treated group?
    pub treated: bool,
    /// Events, at least 0.
    pub events: f64,
    /// Exposure, at least 0 (rows without exposure add nothing).
    pub exposure: f64,
    /// Weight, at least 0.
    pub weight: f64,
    /// Cluster of the row for the standard error, usually the person.
    pub cluster: usize,
}

/// Weighted Poisson rate ratio, treated against control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedRateRatio {
    /// Weighted events per exposure of the treated.
    pub rate_treated: f64,
    /// Weighted events per exposure of the controls.
    pub rate_control: f64,
    /// Log rate ratio with its cluster-robust standard error and interval.
    pub log_ratio: Estimate,
    /// The same on the ratio scale.
    pub ratio: RatioInterval,
}

/// Weighted rate ratio with a variance that is robust to clustering: the closed form of a
/// two-group Poisson regression with its sandwich over clusters and the factor G/(G-1). Weights
/// count as fixed.
///
/// # Errors
/// [`NotEstimable`] when a group has no exposure, a group has no event (the log ratio is not
/// finite), there are fewer than two clusters, or an input is negative or not a number.
pub fn weighted_rate_ratio(
    rows: &[WeightedCount],
    level: f64,
) -> Result<WeightedRateRatio, NotEstimable> {
    let bad = |v: f64| !(v.is_finite() && v >= 0.0);
    if rows
        .iter()
        .any(|r| bad(r.events) || bad(r.exposure) || bad(r.weight))
    {
        return Err(NotEstimable::InvalidInput(
            "a count, exposure or weight is not valid",
        ));
    }
    let (mut events, mut exposure) = ([0.0; 2], [0.0; 2]);
    for r in rows {
        events[usize::from(r.treated)] += r.weight * r.events;
        exposure[usize::from(r.treated)] += r.weight * r.exposure;
    }
    if exposure[1] <= 0.0 {
        return Err(NotEstimable::NoTreated);
    }
    if exposure[0] <= 0.0 {
        return Err(NotEstimable::NoControls);
    }
    if events[0] <= 0.0 || events[1] <= 0.0 {
        return Err(NotEstimable::NoEvents);
    }
    let rate = [events[0] / exposure[0], events[1] / exposure[1]];
    let mut influence: BTreeMap<usize, f64> = BTreeMap::new();
    for r in rows.iter().filter(|r| r.weight > 0.0) {
        let arm = usize::from(r.treated);
        let sign = if r.treated { 1.0 } else { -1.0 };
        *influence.entry(r.cluster).or_default() +=
            sign * r.weight * (r.events - rate[arm] * r.exposure) / events[arm];
    }
    let clusters = influence.len();
    if clusters < 2 {
        return Err(NotEstimable::TooFewClusters {
            found: clusters,
            needed: 2,
        });
    }
    let groups = clusters as f64;
    let squares: f64 = influence.values().map(|v| v * v).sum();
    let std_error = (squares * groups / (groups - 1.0)).sqrt();
    let n: f64 = rows.iter().map(|r| r.weight).sum();
    let log_ratio = Estimate::normal((rate[1] / rate[0]).ln(), std_error, level, n, clusters)?;
    Ok(WeightedRateRatio {
        rate_treated: rate[1],
        rate_control: rate[0],
        log_ratio,
        ratio: RatioInterval::on_log_scale(rate[1] / rate[0], std_error, level),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breast_cancer_example() {
        // R: ?poisson.test, poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)):
        // p = 0.07967, ratio 1.971488, limits 0.8584264 and 4.2772659
        let r = rate_ratio_exact(11, 800.0, 21, 3011.0, 0.95).expect("events");
        assert!((r.p_exact - 0.079_67).abs() < 5e-6);
        assert!((r.ratio - 1.971_488).abs() < 5e-7);
        assert!((r.low_exact - 0.858_426_4).abs() < 5e-8);
        assert!((r.high_exact - 4.277_265_9).abs() < 5e-8);
    }

    #[test]
    fn no_events_in_one_group() {
        let r = rate_ratio_exact(4, 10.0, 0, 10.0, 0.95).expect("some events");
        assert_eq!((r.ratio, r.high_exact), (f64::INFINITY, f64::INFINITY));
        assert!((r.p_exact - 0.125).abs() < 1e-15 && r.wald.low.is_none());
        assert_eq!(
            rate_ratio_exact(0, 1.0, 0, 1.0, 0.95),
            Err(NotEstimable::NoEvents)
        );
    }

    #[test]
    fn weighted_ratio_of_unit_weights_is_the_plain_one() {
        let row = |treated, events, cluster| WeightedCount {
            treated,
            events,
            exposure: 2.0,
            weight: 1.0,
            cluster,
        };
        let rows = [
            row(true, 3.0, 0),
            row(true, 1.0, 1),
            row(false, 1.0, 2),
            row(false, 1.0, 3),
        ];
        let r = weighted_rate_ratio(&rows, 0.95).expect("events in both groups");
        assert!((r.log_ratio.value - 2f64.ln()).abs() < 1e-15);
        // influence: +-1/4 for the treated, 0 for the controls; factor 4/3
        assert!((r.log_ratio.std_error - (2.0 / 16.0 * 4.0 / 3.0f64).sqrt()).abs() < 1e-15);
        assert_eq!(
            weighted_rate_ratio(&rows[..2], 0.95),
            Err(NotEstimable::NoControls)
        );
    }
}
