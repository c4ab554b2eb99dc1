//! Lotteries: those drawn against those not drawn, by intention to treat.
//!
//! Strata are the draws. Interval from each arm's own spread (Neyman), p-value by drawing again within the draws
//! (kernel, `draws`). Nothing is adjusted for: the lot did that. Deliberately absent: effects of having taken part, which
//! the lot does not decide.

mod changes;
mod events;
mod strata;

use super::{Compared, CovariateBalance, Effect, Reason};

pub use changes::estimate_drawn_changes;
pub use events::{DrawnEvents, estimate_drawn_events};

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct LotteryAnswer {
    /// Drawn less not drawn.
    pub effect: Effect,
    /// Level of those drawn.
    pub treated_level: f64,
    /// Standard deviation before the draw; scores and counts only.
    pub base_sd: Option<f64>,
    /// Balance of the two arms, before and after the draws are weighted by their winners.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Whether draws were left out that have not two people of each arm here.
    pub left_out: bool,
}

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct LotteryEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<LotteryAnswer, Reason>,
}
