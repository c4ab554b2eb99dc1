//! People as arrays, outcomes as person x wave matrices, trials, and the reductions to cells: the only code
//! that sees people. What leaves this room are tables whose size depends on cells, cohorts, waves and days. Rank 3.

mod access;
mod attributes;
mod cells;
mod crossings;
mod description;
mod design;
mod drawn_changes;
pub mod eligibility;
mod event_rates;
mod follow_up;
mod health;
mod latest_answers;
mod naive;
mod people;
mod person_sums;
mod recruiting;
mod salaries;
mod score_changes;
mod settings;
mod spells;
mod spread;
mod stories;
mod trials;
mod waves;

pub use access::AccessCount;
pub use attributes::CodedAttribute;
pub use cells::{CellTable, Digit, Populations};
pub use crossings::{Crossings, Elsewhere};
pub use description::{DescribedSums, Told};
pub use design::{Design, WayIn};
pub use drawn_changes::{ArmLevels, DrawnChange, DrawnChanges};
pub use eligibility::Eligibility;
pub use event_rates::{EventLog, RateCount, RateCounts, RateFamily, RateScore};
pub use follow_up::{
    ArmWeights, DayTable, Ending, EventClock, FollowUpCount, FollowUpFamily, FollowUpInfluence,
    TrialCounts, WeightStep,
};
pub use health::{
    Aspect, Behind, EarlyWarning, HealthSums, Ladder, Loads, ProgrammeHealth, ShapeRule, Sums,
};
pub use latest_answers::{AnswerSums, ArmShares, SHARE_SLOTS, ShareFamily, TrialAnswers};
pub use naive::Naive;
pub use people::{MOST_VALUES, Panel, PanelError};
pub use person_sums::{Attendance, COUNTED_SLOTS, OWN_CLUSTER, PopulationSums, SlotPlan};
pub use recruiting::{ApplicantSums, ApplicantTable, ApplicantsBy, Span};
pub use salaries::MeanSalary;
pub use score_changes::{
    Asked, Change, ChangeInfluence, ChangeKind, ChangeSums, ExpectedChange, FamilyInfluence,
    Reading, ResidualFamily, TrialAsked, change_sums, changes, influence_sums, people_asked,
    residual_masses,
};
pub use settings::{
    Assignment, Bands, BasePeriod, ControlGroup, Covariate, EquityGap, Lottery, Programme,
    Response, ScoreMethod, ScoreSettings, Spillover, StudySettings, Weighting,
};
pub use spells::{Spell, Spells};
pub use spread::ChangeSpread;
pub use stories::{Sharing, StoryFate, ToldStory, Withheld};
pub use trials::{Comparison, ControlRow, Draw, Draws, Enrolment, Scope, TreatedRow, Trial};
pub use waves::WaveMatrix;
