//! Kinds of outcomes and the direction one hopes for.

use serde::{Deserialize, Serialize};

/// How an outcome is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// A construct on a scale, from survey items; rescaled to 0..100.
    Score,
    /// Time until an event such as an exit.
    TimeToEvent,
    /// Countable events per person and period.
    Count,
    /// A 0/1 value.
    Share,
    /// Shown without a comparison.
    Descriptive,
}

impl OutcomeKind {
    /// The id used in files.
    pub fn id(self) -> &'static str {
        match self {
            OutcomeKind::Score => "score",
            OutcomeKind::TimeToEvent => "time_to_event",
            OutcomeKind::Count => "count",
            OutcomeKind::Share => "share",
            OutcomeKind::Descriptive => "descriptive",
        }
    }
}

/// What an outcome is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Duty {
    /// The programme may have changed it.
    #[default]
    Question,
    /// The programme cannot have changed it; when it moves, the comparison is at fault.
    NegativeControl,
    /// It must not get worse.
    Guardrail,
}

/// Which direction of the outcome is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}
