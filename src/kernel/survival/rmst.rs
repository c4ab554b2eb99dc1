//! Restricted mean survival time: the area under a curve up to a time, and two areas compared.
//!
//! Sources: Royston & Parmar 2013; Uno et al. 2014. Agrees with R `survRM2::rmst2` and `survfit(rmean = )`; robust variance through
//! [`super::influence`]. Past the last exit time the curve is carried forward; whether tau is within reach is the caller's decision.

use crate::kernel::distribution::{normal_quantile, normal_two_sided_p};
use crate::kernel::estimate::{BandKind, Interval, NotEstimable};
use crate::kernel::survival::curve::Curve;
use crate::kernel::survival::influence::{DayTable, Influence};

/// Area under one curve up to `tau`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rmst {
    /// End of the window.
    pub tau: f64,
    /// Mean time without the event within the window.
    pub value: f64,
    /// Greenwood-type standard error: root of the sum over event times of (area from there to tau)² d/(n(n−d)).
    pub std_error: f64,
}

impl Rmst {
    /// Time lost to the event within the window.
    pub fn time_lost(&self) -> f64 {
        self.tau - self.value
    }

    /// Normal interval at `level`.
    pub fn interval(&self, level: f64) -> Interval {
        normal_interval(self.value, self.std_error, level)
    }
}

/// Two areas compared, first against second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RmstContrast {
    /// First minus second.
    pub difference: f64,
    /// Standard error of the difference.
    pub difference_std_error: f64,
    /// Normal interval of the difference.
    pub difference_interval: Interval,
    /// Two-sided p of no difference.
    pub difference_p: f64,
    /// First over second.
    pub ratio: f64,
    /// Interval of the ratio, normal on the log scale.
    pub ratio_interval: Interval,
    /// Two-sided p of ratio one.
    pub ratio_p: f64,
}

fn normal_interval(centre: f64, std_error: f64, level: f64) -> Interval {
    let spread = normal_quantile(0.5 + 0.5 * level) * std_error;
    Interval {
        level,
        low: centre - spread,
        high: centre + spread,
        kind: BandKind::Pointwise,
    }
}

/// Difference and ratio of two independent areas.
///
/// # Errors
/// [`NotEstimable::ZeroVariance`] when neither area varies; [`NotEstimable::Empty`] when an area is not positive.
pub fn rmst_contrast(
    first: &Rmst,
    second: &Rmst,
    level: f64,
) -> Result<RmstContrast, NotEstimable> {
    if !(first.value > 0.0 && second.value > 0.0) {
        return Err(NotEstimable::Empty);
    }
    let difference = first.value - second.value;
    let std_error = first.std_error.hypot(second.std_error);
    if std_error <= 0.0 {
        return Err(NotEstimable::ZeroVariance);
    }
    let log_ratio = first.value.ln() - second.value.ln();
    let log_error = (first.std_error / first.value).hypot(second.std_error / second.value);
    let log_interval = normal_interval(log_ratio, log_error, level);
    Ok(RmstContrast {
        difference,
        difference_std_error: std_error,
        difference_interval: normal_interval(difference, std_error, level),
        difference_p: normal_two_sided_p(difference / std_error),
        ratio: log_ratio.exp(),
        ratio_interval: Interval {
            low: log_interval.low.exp(),
            high: log_interval.high.exp(),
            ..log_interval
        },
        ratio_p: normal_two_sided_p(log_ratio / log_error),
    })
}

impl Curve {
    /// Area under the curve from 0 to `tau`.
    pub fn rmst(&self, tau: f64) -> Rmst {
        let (value, after) = self.areas(tau);
        let variance: f64 = after
            .iter()
            .enumerate()
            .map(|(k, area)| area * area * self.greenwood_step(k))
            .sum();
        Rmst {
            tau,
            value,
            std_error: variance.sqrt(),
        }
    }

    /// Influence on the area from 0 to `tau`.
    pub fn rmst_influence(&self, tau: f64) -> Influence<'_> {
        let (_, after) = self.areas(tau);
        self.influence_scaled(after.len(), |k| after[k])
    }

    /// Influence on the area from 0 to `tau`, by whole day of exit 0..=`max_day`.
    pub fn rmst_influence_table(&self, tau: f64, max_day: usize) -> DayTable {
        self.rmst_influence(tau).by_day(max_day)
    }

    /// Whole area to `tau`, and the area from each exit time at or before `tau` to `tau`.
    fn areas(&self, tau: f64) -> (f64, Vec<f64>) {
        let reach = self.reached(tau);
        let mut after = vec![0.0; reach];
        let (mut area, mut end) = (0.0, tau);
        for k in (0..reach).rev() {
            area += self.survival()[k] * (end - self.times()[k]);
            after[k] = area;
            end = self.times()[k];
        }
        (area + end, after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::survival::observation::Row;

    #[test]
    fn small_example_by_hand() {
        let rows = [
            Row::new(1.0, true),
            Row::new(2.0, false),
            Row::new(3.0, true),
            Row::new(4.0, false),
        ];
        let curve = Curve::from_rows(&rows).unwrap();
        let area = curve.rmst(4.0);
        // 1 + 2 * 3/4 + 1 * 3/8
        assert!((area.value - 2.875).abs() < 1e-14);
        let variance: f64 = 1.875 * 1.875 / 12.0 + 0.375 * 0.375 / 2.0;
        assert!((area.std_error - variance.sqrt()).abs() < 1e-14);
        assert_eq!(curve.rmst(0.5).value, 0.5);
        assert_eq!(curve.rmst(0.5).std_error, 0.0);
    }

    #[test]
    fn no_events_has_no_contrast() {
        let curve = Curve::from_rows(&[Row::new(5.0, false)]).unwrap();
        let area = curve.rmst(4.0);
        assert_eq!((area.value, area.std_error), (4.0, 0.0));
        assert_eq!(
            rmst_contrast(&area, &area, 0.95),
            Err(NotEstimable::ZeroVariance)
        );
    }
}
