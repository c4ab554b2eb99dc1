//! What an estimation of scores gives back.

use crate::vocab::{Day, Period};

use super::super::{Compared, CovariateBalance, Reason};

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

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<ScoreAnswer, Reason>,
}
