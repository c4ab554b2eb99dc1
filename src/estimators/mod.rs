//! Study designs: staggered difference-in-differences for scores, weighted survival contrasts for times to
//! events, weighted rate ratios for counts, two proportions for shares without a before, rates of access. They get cells and sums
//! from `panel`, never people, and give estimates or the reason why there is none. Rank 4.

mod access;
mod applicants;
mod arms;
mod balance;
mod breakdown;
mod counts;
mod description;
mod groups;
mod health;
mod lottery;
mod outlook;
mod power;
mod rates;
mod reason;
mod reliability;
mod score;
mod shares;
mod spread;
mod stratified;
mod survival;
mod weights;

pub use access::{AccessAnswer, AccessVerdict, judge_access};
pub use applicants::{acceptance_level, experience_level, mix_level};
pub use balance::CovariateBalance;
pub use breakdown::Breakdown;
pub use counts::Compared;
pub use description::{Level, mean_level, rate_level, share_level};
pub use health::{HealthFigure, judge_health, percent_of};
pub use lottery::{
    DrawnEvents, LotteryAnswer, LotteryEstimate, estimate_drawn_changes, estimate_drawn_events,
};
pub use outlook::{Outlook, change_outlook, survival_outlook};
pub use power::{Colleagues, Design, Test, Unreachable};
pub use rates::{RateAnswer, RateEstimate, RateRequest, estimate_rates};
pub use reason::Reason;
pub use reliability::{ItemConsistency, RaterAgreement, item_consistency, rater_agreement};
pub use score::{
    BothArms, Effect, LARGE_ATTRITION, MomentEffect, ResponseAnswer, ResponseBounds, ScoreAnswer,
    ScoreEstimate, ScoreRequest, ScoreSums, estimate_scores,
};
pub use shares::{ShareAnswer, ShareEstimate, ShareRequest, estimate_shares};
pub use spread::{Spread, difference};
pub use stratified::PopulationEstimate;
pub use survival::{
    ArmPath, HazardTests, HorizonEffect, SurvivalAnswer, SurvivalEstimate, SurvivalRequest,
    estimate_survival,
};
pub use weights::{Grain, Weighing, Weighted, WeightingUsed};

/// Level of every interval.
pub const LEVEL: f64 = 0.95;

/// With fewer clusters than this in the treated arm nothing is estimated (methods.md, section 3).
pub const FEWEST_CLUSTERS: u64 = 10;
