//! The difference of two effects on different people, who may share clusters.

use std::collections::BTreeMap;

use crate::kernel::Estimate;
use crate::panel::PopulationSums;

use super::groups::satterthwaite;
use super::{Effect, LEVEL, Reason};

/// What else is known of a headline's error.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spread {
    /// Degrees of freedom; `None` = the normal distribution.
    pub degrees: Option<f64>,
    /// Covariance with the same headline in other populations of the breakdown, by position; none where no cluster holds people of both.
    pub shared: BTreeMap<usize, f64>,
}

impl Spread {
    /// Of a slot of sums.
    pub(super) fn of(sums: &PopulationSums, slot: usize, degrees: Option<f64>) -> Spread {
        let shared = sums.shared.iter();
        Spread {
            degrees,
            shared: shared
                .map(|(&other, products)| (usize::from(other), products[slot]))
                .collect(),
        }
    }

    /// In another unit.
    #[must_use]
    pub fn times(&self, factor: f64) -> Spread {
        Spread {
            degrees: self.degrees,
            shared: self
                .shared
                .iter()
                .map(|(&p, c)| (p, c * factor * factor))
                .collect(),
        }
    }
}

/// The difference of two effects from their variances, degrees of freedom and covariance; its own degrees of freedom by
/// Satterthwaite (1946), or the normal distribution where neither has any.
///
/// # Errors
/// The variance is not positive.
pub fn difference(
    value: f64,
    errors: [(f64, Option<f64>); 2],
    covariance: f64,
) -> Result<Effect, Reason> {
    let [(own, _), (other, _)] = errors;
    let std_error = (own + other - 2.0 * covariance).max(0.0).sqrt();
    let e = match errors.map(|(_, degrees)| degrees) {
        [None, None] => Estimate::normal(value, std_error, LEVEL, 2.0, 2)?,
        degrees => {
            let parts = [0, 1].map(|k| (errors[k].0, degrees[k].unwrap_or(f64::INFINITY)));
            Estimate::student(value, std_error, LEVEL, satterthwaite(&parts), 2.0, 2)?
        }
    };
    Ok(Effect {
        value,
        std_error: e.std_error,
        low: e.interval.low,
        high: e.interval.high,
        p_value: e.p_value,
    })
}
