//! The course of pairings: who was asked, what became of them, meetings and forms. What the people in them answered
//! elsewhere, and what it may have changed, is not here.

use crate::vocab::{Day, Role};

/// What became of a person's place in a pairing, as its status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairingStatus {
    /// Under way.
    Active,
    /// Ran as planned.
    Completed,
    /// Ended before.
    Dropped,
}

/// What became of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionStatus {
    /// It took place.
    Held,
    /// It was called off or put off.
    Cancelled,
    /// Somebody did not come.
    NoShow,
}

/// Stands for "no topic" in [`Session::topic`].
pub const NO_TOPIC: u32 = u32::MAX;

/// One session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Session {
    /// Dense number of the pairing.
    pub pairing: u32,
    /// When.
    pub day: Day,
    /// What became of it.
    pub status: SessionStatus,
    /// How long; NaN when not stated.
    pub minutes: f32,
    /// Position in [`Course::topics`], [`NO_TOPIC`] when not stated.
    pub topic: u32,
}

/// One answer to an evaluation form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// Dense number of the pairing.
    pub pairing: u32,
    /// Who answered.
    pub person: u32,
    /// Position in [`Course::items`].
    pub item: u32,
    /// The answer.
    pub score: f32,
}

/// Somebody who was asked or has a place, and has not started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Invitation {
    /// Position in the programmes' ids.
    pub programme: u16,
    /// Who.
    pub person: u32,
    /// As what.
    pub role: Role,
    /// Whether the person has a place.
    pub accepted: bool,
}

/// Everything about the course of the pairings.
#[derive(Debug, Clone, Default)]
pub struct Course {
    /// Ids of the pairings; the position is the dense number.
    pub pairings: Vec<Box<str>>,
    /// People who have not started, sorted.
    pub invitations: Vec<Invitation>,
    /// Sessions sorted by pairing and day; `None` when no export has any.
    pub sessions: Option<Vec<Session>>,
    /// Topics of sessions, sorted.
    pub topics: Vec<Box<str>>,
    /// Answers to forms sorted by pairing, person and item; `None` when no export has any.
    pub forms: Option<Vec<Form>>,
    /// Items of forms, sorted.
    pub items: Vec<Box<str>>,
}
