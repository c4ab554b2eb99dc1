//! Candidates as recruiting sees them: when each applied, through which source, and what became of it. Who referred them
//! is in [`super::Counted`]; who they are is nowhere.

use crate::vocab::Day;

/// Stands for "not stated" in [`Applicant::age`].
pub const NO_AGE: u32 = u32::MAX;

/// One candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Applicant {
    /// Day of the application.
    pub day: Day,
    /// Position in [`Candidates::sources`].
    pub source: u32,
    /// Position in [`Candidates::ages`], [`NO_AGE`] when not stated.
    pub age: u32,
    /// Whether an offer was accepted; `None` without an offer or an answer.
    pub accepted: Option<bool>,
    /// Score of the experience survey as it stands; NaN when not answered.
    pub experience: f32,
}

/// The candidates of an organisation.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Sources, sorted.
    pub sources: Vec<Box<str>>,
    /// Age bands or generations, in their order; empty when no column tells.
    pub ages: Vec<Box<str>>,
    /// Everybody, in the order of days.
    pub list: Vec<Applicant>,
}
