//! Question x population x outcome -> finding: the estimates with their grade, family corrections and
//! caveats in words. Rank 5. Nothing here can be serialised; see `disclosure`.

mod access;
mod attrition;
mod clusters;
mod descriptive;
mod draft;
mod events;
mod exhibit;
mod families;
mod finding;
mod gaps;
mod grade;
mod health;
mod investigation;
mod lottery;
mod overlap;
mod participation;
mod prospects;
mod rates;
mod recruiting;
mod reliability;
mod scores;
mod shares;
mod stories;
mod weighting;
mod withholding;

pub use crate::estimators::{AccessAnswer, AccessVerdict, CovariateBalance, HealthFigure};
pub use crate::panel::{Aspect, Crossings, Elsewhere, Ladder, ShapeRule};
pub use attrition::{Attrition, Withstanding};
pub use exhibit::{
    Access, AccessGroup, ArmCurve, Balance, Check, CheckVerdict, Curves, HazardChecks,
    LotteryCheck, LotteryVerdict, ReplacementCost, Results, Shows, Starts, TestResult,
};
pub use families::adjustment;
pub use finding::{Against, Counts, Finding, Moment, Numbers, Population, Subject};
pub use health::{Health, HealthAnswer, HealthLine, Signal, SignalVerdict, dropped_out};
pub use investigation::{Investigation, investigate};
pub use overlap::Overlap;
pub use participation::Participation;
pub use prospects::{Foresight, USUAL_PAIRS, foresee};
pub use recruiting::{CandidateFigure, CandidateLevel, CandidateSeries, Recruiting, recruiting};
pub use reliability::{
    Agreement, Coefficient, Consistency, ItemFit, Quality, Reliability, TOO_LOW, Unjudged,
};
pub use stories::{Story, stories};
