//! What an estimator gives back: a value with its uncertainty, or the reason why there is none.
//!
//! Purpose: the two answers of every estimator of the kernel. Invariant: "not estimable" is a
//! [`NotEstimable`] and never a number; an [`Estimate`] holds finite figures only.
//! Deliberately absent: grading, wording for reports, any knowledge of programmes or people.

use std::error::Error;
use std::fmt;

use super::distribution::{normal_quantile, normal_two_sided_p, t_quantile, t_two_sided_p};

/// How far the promise of an interval reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandKind {
    /// Each interval covers its own parameter with the stated level.
    Pointwise,
    /// All intervals of the family together cover with the stated level (sup-t).
    Simultaneous,
}

/// A two-sided interval in the unit of the value it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Confidence level, for example 0.95.
    pub level: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Whether the level holds for this interval alone or for the family.
    pub kind: BandKind,
}

impl Interval {
    /// Does the interval hold `point` (limits included)?
    pub fn contains(&self, point: f64) -> bool {
        self.low <= point && point <= self.high
    }
}

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Point estimate, in the unit of the outcome.
    pub value: f64,
    /// Standard error, in the same unit.
    pub std_error: f64,
    /// Confidence interval.
    pub interval: Interval,
    /// Two-sided p value of "the value is zero".
    pub p_value: f64,
    /// Number (sum of weights) of the units behind the estimate.
    pub n: f64,
    /// Number of clusters behind the standard error (the number of units when not clustered).
    pub clusters: usize,
}

impl Estimate {
    /// Wald estimate with normal quantiles: value ∓ z·se.
    ///
    /// # Errors
    /// [`NotEstimable::ZeroVariance`] when the standard error is zero or not finite, or the value is not finite.
    pub fn normal(
        value: f64,
        std_error: f64,
        level: f64,
        n: f64,
        clusters: usize,
    ) -> Result<Self, NotEstimable> {
        let z = normal_quantile(0.5 + level / 2.0);
        Self::wald(value, std_error, level, z, n, clusters, normal_two_sided_p)
    }

    /// Wald estimate with Student-t quantiles on `df` degrees of freedom.
    ///
    /// # Errors
    /// As [`Estimate::normal`]; [`NotEstimable::TooFewClusters`] when `df` is not positive.
    pub fn student(
        value: f64,
        std_error: f64,
        level: f64,
        df: f64,
        n: f64,
        clusters: usize,
    ) -> Result<Self, NotEstimable> {
        if df.is_nan() || df <= 0.0 {
            return Err(NotEstimable::TooFewClusters {
                found: clusters,
                needed: 2,
            });
        }
        let quantile = t_quantile(0.5 + level / 2.0, df);
        Self::wald(value, std_error, level, quantile, n, clusters, |t| {
            t_two_sided_p(t, df)
        })
    }

    fn wald(
        value: f64,
        std_error: f64,
        level: f64,
        quantile: f64,
        n: f64,
        clusters: usize,
        p_value: impl Fn(f64) -> f64,
    ) -> Result<Self, NotEstimable> {
        if !value.is_finite() || !std_error.is_finite() || std_error <= 0.0 {
            return Err(NotEstimable::ZeroVariance);
        }
        Ok(Self {
            value,
            std_error,
            interval: Interval {
                level,
                low: value - quantile * std_error,
                high: value + quantile * std_error,
                kind: BandKind::Pointwise,
            },
            p_value: p_value(value / std_error),
            n,
            clusters,
        })
    }
}

/// Why a figure cannot be given. Every variant reads as one plain sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotEstimable {
    /// There are no rows at all.
    Empty,
    /// Nobody took part.
    NoTreated,
    /// Nobody to compare with.
    NoControls,
    /// No participant resembles anybody in the comparison group.
    NoOverlap,
    /// Too few independent clusters for a standard error.
    TooFewClusters {
        /// Clusters present.
        found: usize,
        /// Clusters needed.
        needed: usize,
    },
    /// Too few observations for what is asked.
    TooFewObservations {
        /// Observations present.
        found: usize,
        /// Observations needed.
        needed: usize,
    },
    /// The event never happens.
    NoEvents,
    /// The event happens to everybody.
    AllEvents,
    /// A table has one row or column only.
    OneCell,
    /// A covariate decides the outcome completely.
    Separation,
    /// The values do not vary.
    ZeroVariance,
    /// Too few measurement points in time.
    TooFewWaves {
        /// Waves present.
        found: usize,
        /// Waves needed.
        needed: usize,
    },
    /// The time asked for lies beyond what was observed.
    BeyondFollowUp,
    /// The iteration did not settle.
    NotConverged,
    /// The covariates cannot be told apart.
    Singular,
    /// An input is out of its range (the text names it).
    InvalidInput(&'static str),
}

impl fmt::Display for NotEstimable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("There is no data to work with."),
            Self::NoTreated => f.write_str("No participant has the values needed."),
            Self::NoControls => f.write_str("There is nobody to compare the participants with."),
            Self::NoOverlap => {
                f.write_str("No participant resembles anybody in the comparison group.")
            }
            Self::TooFewClusters { found, needed } => write!(
                f,
                "Only {found} independent groups were found; at least {needed} are needed."
            ),
            Self::TooFewObservations { found, needed } => write!(
                f,
                "Only {found} values were found; at least {needed} are needed."
            ),
            Self::NoEvents => f.write_str("The event did not happen to anybody."),
            Self::AllEvents => f.write_str("The event happened to everybody."),
            Self::OneCell => f.write_str("There is only one group, so nothing can be compared."),
            Self::Separation => f.write_str(
                "A background characteristic separates the two outcomes completely, so the model has no answer.",
            ),
            Self::ZeroVariance => {
                f.write_str("The values do not vary, so their uncertainty cannot be judged.")
            }
            Self::TooFewWaves { found, needed } => write!(
                f,
                "Only {found} measurement points were found; at least {needed} are needed."
            ),
            Self::BeyondFollowUp => {
                f.write_str("The data do not reach as far as the time asked for.")
            }
            Self::NotConverged => f.write_str("The calculation did not settle on an answer."),
            Self::Singular => {
                f.write_str("The background characteristics cannot be told apart in this data.")
            }
            Self::InvalidInput(what) => write!(f, "An input is out of range: {what}."),
        }
    }
}

impl Error for NotEstimable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_wald_interval_and_p() {
        // R: 1 + c(-1, 1) * qnorm(.975) * .5 ; 2 * pnorm(-2)
        let e = Estimate::normal(1.0, 0.5, 0.95, 10.0, 10).expect("finite input");
        assert!((e.interval.low - 0.020_018_007_729_972_97).abs() < 1e-14);
        assert!((e.p_value - 0.045_500_263_896_358_42).abs() < 1e-15);
        assert!(e.interval.contains(1.0) && !e.interval.contains(0.0));
    }

    #[test]
    fn no_variance_is_no_estimate() {
        assert_eq!(
            Estimate::normal(1.0, 0.0, 0.95, 3.0, 3),
            Err(NotEstimable::ZeroVariance)
        );
    }

    #[test]
    fn reasons_read_as_sentences() {
        let s = NotEstimable::TooFewClusters {
            found: 3,
            needed: 10,
        }
        .to_string();
        assert_eq!(
            s,
            "Only 3 independent groups were found; at least 10 are needed."
        );
    }
}
