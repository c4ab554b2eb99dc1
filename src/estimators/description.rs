//! Levels without a comparison: a mean, a share or a rate of participants, with an interval where one means something.
//!
//! Means have Student's interval over clusters, shares Wilson's, rates one on the log scale; all three count a cluster of
//! people who share their noise as one.

use crate::kernel::Estimate;
use crate::kernel::proportions::wilson;
use crate::panel::DescribedSums;

use super::{LEVEL, Reason};

/// With fewer events than this there is no rate.
const FEWEST_EVENTS: f64 = 3.0;

/// A level with its interval, where there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// The level.
    pub value: f64,
    /// Its standard error; for a rate that of its logarithm.
    pub std_error: Option<f64>,
    /// The interval.
    pub interval: Option<(f64, f64)>,
}

impl Level {
    /// Times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Level {
        Level {
            value: self.value * factor,
            std_error: self.std_error.map(|s| s * factor),
            interval: self.interval.map(|(l, h)| (l * factor, h * factor)),
        }
    }
}

/// Standard error of the ratio of the sums (linearised, with the factor G/(G − 1)).
fn std_error(sums: &DescribedSums) -> Option<f64> {
    let groups = sums.clusters as f64;
    let spread = (sums.squares * groups / (groups - 1.0)).sqrt() / sums.denominator;
    (spread.is_finite() && spread > 0.0).then_some(spread)
}

fn ratio(sums: &DescribedSums) -> Result<f64, Reason> {
    if sums.people == 0 || sums.denominator <= 0.0 {
        return Err(Reason::NothingOnRecord);
    }
    Ok(sums.numerator / sums.denominator)
}

/// A mean with Student's interval.
///
/// # Errors
/// Nobody has a value.
pub fn mean_level(sums: &DescribedSums) -> Result<Level, Reason> {
    let value = ratio(sums)?;
    let std_error = std_error(sums);
    let interval = std_error.and_then(|s| {
        let groups = sums.clusters;
        let df = groups as f64 - 1.0;
        Estimate::student(value, s, LEVEL, df, groups as f64, groups as usize).ok()
    });
    Ok(Level {
        value,
        std_error,
        interval: interval.map(|e| (e.interval.low, e.interval.high)),
    })
}

/// A share, as a part of one, with Wilson's interval. Numerators are 0 or 1 times `whole`.
///
/// # Errors
/// Nobody has a value, or everybody the same one (a group is not shown to be all alike).
pub fn share_level(sums: &DescribedSums, whole: f64) -> Result<Level, Reason> {
    let value = ratio(sums)? / whole;
    if value <= 0.0 || value >= 1.0 {
        return Err(Reason::AllAlike { all: value >= 1.0 });
    }
    let binomial = value * (1.0 - value);
    let mut size = sums.denominator;
    if sums.clusters < sums.people
        && let Some(s) = std_error(sums)
    {
        size = size.min(binomial * whole * whole / (s * s));
    }
    let interval = wilson(value * size, size, LEVEL)?;
    Ok(Level {
        value,
        std_error: Some((binomial / size).sqrt()),
        interval: Some((interval.low, interval.high)),
    })
}

/// A rate with an interval on the log scale.
///
/// # Errors
/// Nobody has a value, or there are too few events for a rate.
pub fn rate_level(sums: &DescribedSums) -> Result<Level, Reason> {
    let value = ratio(sums)?;
    if sums.numerator < FEWEST_EVENTS {
        return Err(Reason::TooFewEvents);
    }
    let relative = std_error(sums).map(|s| s / value);
    let interval = relative.and_then(|s| {
        let groups = sums.clusters;
        Estimate::normal(value.ln(), s, LEVEL, groups as f64, groups as usize).ok()
    });
    Ok(Level {
        value,
        std_error: relative,
        interval: interval.map(|e| (e.interval.low.exp(), e.interval.high.exp())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(people: u64, numerator: f64, denominator: f64, squares: f64) -> DescribedSums {
        DescribedSums {
            digits: Vec::new(),
            people,
            clusters: people,
            numerator,
            denominator,
            squares,
        }
    }

    #[test]
    fn a_mean_has_the_interval_of_a_t_test() {
        // R: t.test(c(1, 2, 6)): mean 3, 95 % from -3.572411 to 9.572411.
        let level = mean_level(&sums(3, 9.0, 3.0, 14.0)).expect("three values");
        assert!((level.value - 3.0).abs() < 1e-12);
        let (low, high) = level.interval.expect("they differ");
        assert!((low + 3.572_411).abs() < 5e-7 && (high - 9.572_411).abs() < 5e-7);
    }

    #[test]
    fn a_share_has_wilsons_interval() {
        // Newcombe (1998), Statistics in Medicine 17: 81/263, Wilson 0.2553 to 0.3662.
        let p = 81.0 / 263.0;
        let spread = 263.0 * p * (1.0 - p) * 100.0 * 100.0;
        let level = share_level(&sums(263, 8100.0, 263.0, spread), 100.0).expect("some");
        let (low, high) = level.interval.expect("a share");
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5);
        let all = share_level(&sums(30, 3000.0, 30.0, 0.0), 100.0);
        assert_eq!(all, Err(Reason::AllAlike { all: true }));
    }

    #[test]
    fn a_rate_needs_events() {
        assert_eq!(
            rate_level(&sums(40, 2.0, 4000.0, 1.9)),
            Err(Reason::TooFewEvents)
        );
        let level = rate_level(&sums(40, 10.0, 4000.0, 10.0)).expect("ten events");
        // sqrt(10 · 40/39) / 4000, over the rate of 1/400.
        let relative = (10.0_f64 * 40.0 / 39.0).sqrt() / 10.0;
        assert!((level.std_error.expect("they differ") - relative).abs() < 1e-12);
        assert!((level.value - 0.0025).abs() < 1e-15);
    }
}
