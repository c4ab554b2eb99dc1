//! The definition of an outcome: what is measured, from which table, and which direction is wanted.

use crate::vocab::{Better, Duty, OutcomeKind};

use super::{ExitKind, Table};

/// An outcome of the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The id, unique in a pipeline.
    pub id: String,
    /// The name in sentences, e.g. `Engagement`.
    pub label: String,
    /// Direction that is wanted, of the outcome as its events name it (an exit: lower).
    pub better: Better,
    /// The smallest effect that matters, in the outcome's unit; `None` = the default of methods.md, section 7.
    pub smallest_effect: Option<f64>,
    /// What it is there for.
    pub duty: Duty,
    /// What is measured.
    pub measure: Measure,
}

/// What is measured, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A construct score, the mean of the answered items rescaled to 0..100.
    Score {
        /// Where the items are: surveys, assessments or `leader_feedback`.
        source: Table,
        /// Item columns (wide) or item names (long); instruments for assessments.
        items: Vec<String>,
        /// Items that count backwards.
        reversed: Vec<String>,
        /// Lowest and highest possible answer.
        scale: [f64; 2],
        /// Whether this is a 0/1 share rather than a mean.
        share: bool,
    },
    /// Time until an exit.
    TimeToExit {
        /// Exits that count as the event.
        events: Vec<ExitKind>,
        /// Exits that compete with it; others censor.
        competing: Vec<ExitKind>,
        /// Horizons in days, ascending.
        horizons_days: Vec<u32>,
        /// Cost of replacing a person, as a share of the annual salary.
        replacement_cost_ratio: Option<f64>,
    },
    /// Time until a promotion; every exit competes.
    TimeToPromotion {
        /// Horizons in days, ascending.
        horizons_days: Vec<u32>,
    },
    /// Events per person and period.
    Count {
        /// The table whose rows or values are counted: candidates, activity, sessions.
        source: Table,
        /// The column that holds the person; `employee_id` when absent.
        count_by: Option<String>,
        /// For `activity`: the metric counted.
        metric: Option<String>,
    },
    /// Shown without a comparison.
    Descriptive {
        /// Where it is read from.
        source: Table,
    },
}

impl Outcome {
    /// The kind as findings name it.
    pub fn kind(&self) -> OutcomeKind {
        match &self.measure {
            Measure::Score { share: false, .. } => OutcomeKind::Score,
            Measure::Score { share: true, .. } => OutcomeKind::Share,
            Measure::TimeToExit { .. } | Measure::TimeToPromotion { .. } => {
                OutcomeKind::TimeToEvent
            }
            Measure::Count { .. } => OutcomeKind::Count,
            Measure::Descriptive { .. } => OutcomeKind::Descriptive,
        }
    }

    /// The table it is read from.
    pub fn source(&self) -> Table {
        match &self.measure {
            Measure::Score { source, .. }
            | Measure::Count { source, .. }
            | Measure::Descriptive { source } => *source,
            Measure::TimeToExit { .. } => Table::Exits,
            Measure::TimeToPromotion { .. } => Table::Promotions,
        }
    }
}
