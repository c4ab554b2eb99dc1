//! How far from parallel the arms may move after the start before a finding no longer stands (Rambachan & Roth 2023,
//! doi:10.1093/restud/rdad018, relative magnitudes).
//!
//! Between two waves after the start (and from the last wave before it to the first after it) the arms may drift apart by
//! at most M times the largest drift between two waves in a row before the start (their section 2.4.1). An effect that is
//! a weighted mean over the times since the start is then off by at most M·K·max|d|: d the drifts before the start, K =
//! Σ weight·(waves from the last wave before the start), since a drift stays. For a given drift and direction this is a set
//! with linear limits, so its interval is Wald's with the covariance of effect and drift; which drift is the largest is not
//! known, so the interval for M is the union over drifts and directions. It covers at the level of the pieces or above: wider
//! than the conditional and hybrid sets of the paper, which need the moments of all periods. Invariants: at M = 0 the
//! plain interval; intervals grow with M. Deliberately absent: smoothness restrictions.

use super::estimate::NotEstimable;

/// The drift between two waves in a row before the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    /// Its estimate, in the unit of the effect.
    pub value: f64,
    /// Its variance.
    pub variance: f64,
    /// Its covariance with the effect.
    pub covariance: f64,
}

/// An effect with what may undo it.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    /// The effect.
    pub effect: f64,
    /// Its variance.
    pub variance: f64,
    /// K: the drifts that the effect carries when the arms drift apart by one each wave; at least 1 for a mean over the times since the start.
    pub reach: f64,
    /// The drifts before the start.
    pub drifts: Vec<Drift>,
    /// Quantile of the interval, such as 1.96.
    pub critical: f64,
}

impl Exposure {
    fn check(&self) -> Result<(), NotEstimable> {
        if self.drifts.is_empty() {
            return Err(NotEstimable::TooFewWaves {
                found: 1,
                needed: 2,
            });
        }
        let sound = |d: &Drift| {
            d.value.is_finite()
                && d.variance >= 0.0
                && d.variance.is_finite()
                && d.covariance.is_finite()
        };
        let numbers = self.effect.is_finite()
            && self.variance > 0.0
            && self.variance.is_finite()
            && self.reach > 0.0
            && self.reach.is_finite()
            && self.critical > 0.0;
        if numbers && self.drifts.iter().all(sound) {
            Ok(())
        } else {
            Err(NotEstimable::InvalidInput("an effect or a drift"))
        }
    }

    /// Every drift in both directions, as (value, variance, covariance).
    fn pieces(&self) -> impl Iterator<Item = Drift> + '_ {
        self.drifts.iter().flat_map(|d| {
            [1.0, -1.0].map(|sign| Drift {
                value: sign * d.value,
                variance: d.variance,
                covariance: sign * d.covariance,
            })
        })
    }

    /// The interval when violations are at most `magnitude` times the largest before the start: (low, high).
    ///
    /// # Errors
    /// [`NotEstimable::TooFewWaves`] without a drift; [`NotEstimable::InvalidInput`] for numbers that are not finite or a
    /// negative magnitude.
    pub fn interval(&self, magnitude: f64) -> Result<(f64, f64), NotEstimable> {
        self.check()?;
        if magnitude.is_nan() || magnitude < 0.0 {
            return Err(NotEstimable::InvalidInput("a magnitude"));
        }
        let m = magnitude * self.reach;
        let mut limits = (f64::INFINITY, f64::NEG_INFINITY);
        for piece in self.pieces() {
            let centre = self.effect - m * piece.value;
            let variance = self.variance - 2.0 * m * piece.covariance + m * m * piece.variance;
            let half = self.critical * variance.max(0.0).sqrt();
            limits = (limits.0.min(centre - half), limits.1.max(centre + half));
        }
        Ok(limits)
    }

    /// The largest magnitude at which the interval still excludes zero; 0 when it never does. Closed form: the smallest
    /// positive root of (effect − m·d)² = critical²·Var(effect − m·d), m = K·M.
    ///
    /// # Errors
    /// As [`Exposure::interval`]; [`NotEstimable::ZeroVariance`] when there is no drift at all that could undo the effect.
    pub fn survives(&self) -> Result<f64, NotEstimable> {
        self.check()?;
        let c2 = self.critical * self.critical;
        let rest = self.effect * self.effect - c2 * self.variance;
        if rest <= 0.0 {
            return Ok(0.0);
        }
        let least = self
            .pieces()
            .filter_map(|d| {
                smallest_positive_root(
                    d.value * d.value - c2 * d.variance,
                    -2.0 * (self.effect * d.value - c2 * d.covariance),
                    rest,
                )
            })
            .fold(f64::INFINITY, f64::min);
        if least.is_finite() {
            Ok(least / self.reach)
        } else {
            Err(NotEstimable::ZeroVariance)
        }
    }
}

/// Smallest positive root of a·m² + b·m + c with c > 0.
fn smallest_positive_root(a: f64, b: f64, c: f64) -> Option<f64> {
    let discriminant = b * b - 4.0 * a * c;
    if discriminant < 0.0 {
        return None;
    }
    // The roots are c/q and q/a, without loss of digits.
    let q = -0.5 * (b + b.signum() * discriminant.sqrt());
    let roots = [(q != 0.0).then(|| c / q), (a != 0.0).then(|| q / a)];
    roots
        .into_iter()
        .flatten()
        .filter(|r| *r > 0.0 && r.is_finite())
        .reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drift(value: f64, variance: f64, covariance: f64) -> Drift {
        Drift {
            value,
            variance,
            covariance,
        }
    }

    fn exposure(effect: f64, reach: f64, drifts: Vec<Drift>) -> Exposure {
        Exposure {
            effect,
            variance: 1.0,
            reach,
            drifts,
            critical: 2.0,
        }
    }

    #[test]
    fn a_known_drift_by_hand() {
        // Effect 6 ± 2 and drifts of exactly 1 and −0.5, two of which fall on the effect: 6 − 2·M − 2 = 0 at M = 2.
        let own = exposure(6.0, 2.0, vec![drift(1.0, 0.0, 0.0), drift(-0.5, 0.0, 0.0)]);
        assert!((own.survives().expect("drifts") - 2.0).abs() < 1e-12);
        let (low, high) = own.interval(1.5).expect("drifts");
        assert!((low - 1.0).abs() < 1e-12 && (high - 11.0).abs() < 1e-12);
        assert_eq!(own.interval(0.0), Ok((4.0, 8.0)));
        // A fall survives what a rise survives.
        let fall = exposure(-6.0, 2.0, own.drifts.clone());
        assert!((fall.survives().expect("drifts") - 2.0).abs() < 1e-12);
    }

    #[test]
    fn an_estimated_drift_by_hand() {
        // No drift seen, variance 1: 6 = 2·√(1 + m²), m = √8.
        let none = exposure(6.0, 1.0, vec![drift(0.0, 1.0, 0.0)]);
        assert!((none.survives().expect("drifts") - 8.0_f64.sqrt()).abs() < 1e-12);
        // Drift 1, variance 1, covariance 0.5: (6 − m)² = 4(1 − m + m²) at 3m² + 8m − 32 = 0, m = (−8 + √448)/6; the other
        // direction, (6 + m)² = 4(1 + m + m²), 3m² − 8m − 32 = 0, comes later.
        let both = exposure(6.0, 1.0, vec![drift(1.0, 1.0, 0.5)]);
        let m = (-8.0 + 448.0_f64.sqrt()) / 6.0;
        assert!((both.survives().expect("drifts") - m).abs() < 1e-12);
        let (low, _) = both.interval(m).expect("drifts");
        assert!(low.abs() < 1e-9, "{low}");
    }

    #[test]
    fn what_does_not_stand_at_all_survives_nothing() {
        assert_eq!(
            exposure(1.9, 1.0, vec![drift(1.0, 0.1, 0.0)]).survives(),
            Ok(0.0)
        );
        assert_eq!(
            exposure(6.0, 1.0, Vec::new()).survives(),
            Err(NotEstimable::TooFewWaves {
                found: 1,
                needed: 2
            })
        );
        assert_eq!(
            exposure(6.0, 1.0, vec![drift(0.0, 0.0, 0.0)]).survives(),
            Err(NotEstimable::ZeroVariance)
        );
    }
}
