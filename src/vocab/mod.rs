//! The words of the domain as types: days, periods, roles, generations, programme models, outcomes
//! and the closed lists of the findings schema. Rank 0: imports nothing of the project.

mod career;
mod consent;
mod day;
mod evidence;
mod generation;
mod model;
pub mod money;
mod objective;
mod outcome;
mod period;
mod role;
mod sign;
mod statistic;
mod topic;

pub use career::CareerStep;
pub use consent::{Consent, ConsentRecord, Lapse};
pub use day::Day;
pub use evidence::{Evidence, Status};
pub use generation::{GenerationBand, GenerationFault, Generations};
pub use model::{Aim, Form, ModelDefinition, ProgrammeModel, RoleRule, Structure};
pub use objective::Objective;
pub use outcome::{Better, Duty, OutcomeKind};
pub use period::{Period, PeriodFault, PeriodUnit};
pub use role::{Role, RoleScope};
pub use sign::{SignalKind, THRESHOLDS, Thresholds};
pub use statistic::{Estimand, Method, Multiplicity, PROPORTIONAL_FROM, Unit};
pub use topic::Topic;

/// The value shown for a missing attribute, in dimensions and covariates alike.
pub const NOT_STATED: &str = "not stated";

/// The value of the `overall` dimension, and the programme id of all programmes together.
pub const ALL: &str = "all";

/// The dimension of rows that are not broken down.
pub const OVERALL: &str = "overall";

/// What joins the names or the values of a crossed dimension.
pub const CROSS: &str = " x ";
