//! What an estimation of scores gives back.

use crate::kernel::trimming::Trimming;
use crate::vocab::{Day, Period};

use super::super::{Compared, CovariateBalance, Reason, Spread};

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Value, in the outcome's unit.
    pub value: f64,
    /// Standard error.
    pub std_error: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Pointwise two-sided p-value.
    pub p_value: f64,
}

/// An effect at one moment, with the people behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentEffect<M> {
    /// Event time, cohort or wave.
    pub moment: M,
    /// The effect; event times have simultaneous limits.
    pub effect: Result<Effect, Reason>,
    /// People behind it.
    pub compared: Compared,
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreAnswer {
    /// Simple aggregation: the headline.
    pub simple: Effect,
    /// What else is known of its error.
    pub spread: Spread,
    /// Overall effects of the other aggregations; only for everybody.
    pub dynamic: Option<Effect>,
    /// By cohort size.
    pub group: Option<Effect>,
    /// By wave.
    pub calendar: Option<Effect>,
    /// By event time, leads included; only for everybody.
    pub events: Vec<MomentEffect<i32>>,
    /// By cohort; only for everybody.
    pub cohorts: Vec<MomentEffect<Period>>,
    /// By wave; only for everybody.
    pub waves: Vec<MomentEffect<Day>>,
    /// p-value of the pre-trend test.
    pub pretrend_p: Option<f64>,
    /// How many times the largest drift of the arms before the start the headline withstands after it (see
    /// `kernel::relative_magnitudes`); 0 when it does not exclude zero at all. Only for everybody.
    pub withstands: Option<Result<f64, Reason>>,
    /// Participants' mean level over the post waves, weighted as the headline.
    pub treated_level: f64,
    /// Standard deviation of the outcome at the base.
    pub base_sd: f64,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Balance at the first wave after the start.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Share of participants' weight left out for want of anybody like them.
    pub off_support: f64,
}

/// A figure of both arms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BothArms {
    /// Participants.
    pub treated: f64,
    /// Control people like them.
    pub control: f64,
}

/// Who answered, in shares of 0 to 1. Trials and waves count as in the headline; control people are
/// standardised to the participants by the outcome regression of answering on the covariates.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseAnswer {
    /// Share of everybody in the trial who answered the last wave before the start.
    pub before: BothArms,
    /// Of them, the share who answer a wave after the start; whoever has left does not.
    pub after: BothArms,
    /// Participants less control people, afterwards.
    pub difference: Effect,
    /// What the effect would be if the difference were made of the people with the lowest or the highest changes; only where
    /// the difference is over [`LARGE_ATTRITION`].
    pub bounds: Option<Result<ResponseBounds, Reason>>,
}

/// Bounds of Lee (2009) on the effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResponseBounds {
    /// Lower bound, in the unit of the outcome.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// What was trimmed.
    pub trimming: Trimming,
}

/// A difference of response rates beyond which bounds are given (methods.md, section 3): three points.
pub const LARGE_ATTRITION: f64 = 0.03;

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<ScoreAnswer, Reason>,
    /// Who answered; `None` where nobody is asked, as for counts.
    pub response: Option<Result<ResponseAnswer, Reason>>,
}
