//! Disclosure control: what may be shown of small groups. `review` is the only way from findings to a
//! reader; suppressed numbers are dropped there, not hidden later. Rank 6.
//!
//! So far: primary suppression, and enough further hidden values in every additive family that a hidden one
//! is not the total minus the shown ones. Deliberately absent as yet: bounds by linear programming, and
//! differences across releases.

mod access;
mod attrition;
mod balance;
mod exhibits;
mod health;
mod heterogeneity;
mod overlap;
mod portfolio;
mod recruiting;
mod release;
mod review;
mod row;
mod settings;
mod stories;
mod suppression;

pub use access::{AccessFigures, ReleasedAccess, ReleasedGroup};
pub use attrition::{ReleasedAttrition, ReleasedWithstanding, ShownShare};
pub use balance::{BalanceRow, ReleasedBalance, Support};
pub use health::{HealthStep, ReleasedHealth, ReleasedLadder, ReleasedLine, Shown};
pub use heterogeneity::Heterogeneity;
pub use overlap::{ReleasedOverlap, ShownCount, ShownElsewhere};
pub use portfolio::{
    AHEAD, Among, Comparison, Contender, NotShown, Pooling, ReleasedParticipation, Several,
    Standings, Verdict,
};
pub use recruiting::{CandidateShown, ReleasedRecruiting, ReleasedSeries};
pub use release::{DisclosureSummary, Release, ReleasedCost, ReleasedLottery, ReleasedStarts};
pub use review::review;
pub use row::{ColumnInfo, ColumnKind, Facts, Gap, Row, Value, schema};
pub use settings::{DisclosurePolicy, LOWEST_MINIMUM_GROUP};
pub use stories::{Attribution, ReleasedStory};
pub use suppression::{Cell, Family, Hidden, suppress};

/// Domain types that a reader of a release needs to name; reports take them from here.
pub mod shown {
    pub use crate::estimators::Effect;
    pub use crate::findings::{
        AccessVerdict, Agreement, ArmCurve, Aspect, CandidateFigure, Check, CheckVerdict,
        Coefficient, Consistency, Curves, HazardChecks, HealthFigure, ItemFit, LotteryVerdict,
        Quality, Reliability, ShapeRule, Shows, Signal, SignalVerdict, Subject, TOO_LOW,
        TestResult, Unjudged,
    };
    pub use crate::panel::Span;
}
