//! The definition of an outcome: what is measured, from which table, and which direction is wanted.

use crate::vocab::{Better, CareerStep, Duty, Objective, OutcomeKind, Topic};

use super::{Column, ExitKind, Table};

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
    /// What it measures, of what programmes are meant to move.
    pub topic: Option<Topic>,
    /// The objective it serves.
    pub objective: Option<Objective>,
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
        /// Shares: from which mean answer on, on the scale of the items, a person counts as one; `None` when the
        /// items hold 0/1 values themselves.
        threshold: Option<f64>,
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
    /// Time until a step of a career, whichever of those that count comes first; every exit competes.
    TimeToStep {
        /// Steps that count as the event.
        steps: Vec<CareerStep>,
        /// Horizons in days, ascending.
        horizons_days: Vec<u32>,
    },
    /// Events per person and period.
    Count {
        /// The table whose rows or values are counted: candidates, activity, sessions, actions.
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
        /// What is shown of it.
        figure: Figure,
        /// The records meant, where not all are: those with this word in this column.
        only: Option<Only>,
    },
}

/// A word in a column of text, compared without regard to case and surrounding space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    /// The column.
    pub column: Column,
    /// The word.
    pub word: String,
}

impl Only {
    /// Whether a cell holds the word.
    pub fn fits(&self, text: Option<&str>) -> bool {
        text.is_some_and(|t| t.trim().to_lowercase() == self.word.trim().to_lowercase())
    }
}

/// What a descriptive outcome shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A mean of answers, or with a threshold the share of people who reach it.
    Answers {
        /// Items; every item when there are none (evaluations only).
        items: Vec<String>,
        /// Items that count backwards.
        reversed: Vec<String>,
        /// Lowest and highest possible answer, rescaled to 0..100; `None` (evaluations only) = as it stands.
        scale: Option<[f64; 2]>,
        /// From which mean answer on a person counts, on the scale of the items.
        threshold: Option<f64>,
    },
    /// Events per person and time: activity (of one metric or any), exits, promotions.
    Rate {
        /// For `activity`: the metric counted.
        metric: Option<String>,
    },
    /// Sessions held per pairing.
    SessionsHeld,
    /// Minutes of a held session.
    SessionMinutes,
    /// Number of actions proposed.
    ActionsProposed,
    /// Share of the proposed actions that were adopted.
    ActionsAdopted,
    /// Days from the proposal to the adoption of an action that has been adopted, where the day is on record.
    DaysToAdoption,
    /// Number of candidates.
    Candidates,
    /// Share of all candidates who are the records meant.
    CandidateShare,
    /// Mean experience score of candidates.
    CandidateExperience {
        /// Lowest and highest possible score, rescaled to 0..100; `None` = as it stands.
        scale: Option<[f64; 2]>,
    },
    /// Share of offers that were accepted.
    OffersAccepted,
}

/// How a person's answers to items become one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Construction<'a> {
    /// The table of the answers.
    pub source: Table,
    /// The items.
    pub items: &'a [String],
    /// Items that count backwards.
    pub reversed: &'a [String],
    /// Lowest and highest possible answer.
    pub scale: [f64; 2],
    /// From which mean answer on the value is 100, else 0.
    pub threshold: Option<f64>,
}

impl Outcome {
    /// The kind as findings name it.
    pub fn kind(&self) -> OutcomeKind {
        match &self.measure {
            Measure::Score { share: false, .. } => OutcomeKind::Score,
            Measure::Score { share: true, .. } => OutcomeKind::Share,
            Measure::TimeToExit { .. } | Measure::TimeToStep { .. } => OutcomeKind::TimeToEvent,
            Measure::Count { .. } => OutcomeKind::Count,
            Measure::Descriptive { .. } => OutcomeKind::Descriptive,
        }
    }

    /// The table it is read from.
    pub fn source(&self) -> Table {
        match &self.measure {
            Measure::Score { source, .. }
            | Measure::Count { source, .. }
            | Measure::Descriptive { source, .. } => *source,
            Measure::TimeToExit { .. } => Table::Exits,
            Measure::TimeToStep { .. } => Table::Promotions,
        }
    }

    /// How answers become a value per person and wave; `None` when the outcome is not read from surveys, assessments
    /// or `leader_feedback`.
    pub fn construction(&self) -> Option<Construction<'_>> {
        let construction = match &self.measure {
            Measure::Score {
                source,
                items,
                reversed,
                scale,
                threshold,
                ..
            }
            | Measure::Descriptive {
                source,
                figure:
                    Figure::Answers {
                        items,
                        reversed,
                        scale: Some(scale),
                        threshold,
                    },
                ..
            } => Construction {
                source: *source,
                items,
                reversed,
                scale: *scale,
                threshold: *threshold,
            },
            _ => return None,
        };
        let scored = [Table::Surveys, Table::Assessments, Table::LeaderFeedback];
        scored
            .contains(&construction.source)
            .then_some(construction)
    }

    /// Whether only people in a pairing can have it on record, so that nobody else can be compared with them.
    pub fn only_in_pairings(&self) -> bool {
        matches!(
            self.measure,
            Measure::Count {
                source: Table::Sessions | Table::Actions,
                ..
            }
        )
    }
}
