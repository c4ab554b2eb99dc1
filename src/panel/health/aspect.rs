//! What is looked at, and the sums of it.

use crate::kernel::NotEstimable;
use crate::kernel::assortment::Assortment;
use crate::vocab::{ProgrammeModel, Role};

use super::super::description::DescribedSums;

/// One thing to look at in the course of a programme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Sessions held over sessions planned so far.
    SessionsAgainstPlan,
    /// Days from one held session to the next.
    Interval,
    /// Growth of the logarithm of the interval from one session to the next, within pairings.
    Drift,
    /// Pairings that have gone without a session for more than three cadences at some time.
    LongGap,
    /// Pairings under way without a session in the last two cadences.
    Quiet,
    /// Sessions called off.
    Cancelled,
    /// Sessions to which somebody did not come.
    NoShow,
    /// Minutes of a held session.
    Minutes,
    /// Held sessions with a topic, of those that state one.
    Topic(String),
    /// Pairings that break a rule of their model.
    OffModel {
        /// The model.
        model: ProgrammeModel,
        /// The rule.
        rule: ShapeRule,
    },
    /// Pairings without one of their sides.
    OneSided,
    /// Pairings with forms of one side only, of those with forms.
    FormsFromOneSide,
    /// What mentors answer less what mentees answer to the same forms, in standard deviations.
    FormGap,
    /// Level of mentors less that of mentees in an outcome about psychological safety.
    SafetyGap {
        /// Position of the outcome.
        outcome: usize,
    },
    /// Generations between the sides.
    GenerationDistance,
    /// Pairings whose sides differ in an attribute.
    Across(String),
    /// Likeness of the sides in an attribute, against partners drawn by lot.
    Alike(String),
    /// Share that both sides state, of all that either states (skills, interests), against partners drawn by lot.
    Shared(String),
    /// Pairings per person of the junior side.
    Load,
    /// People of the junior side who have been in several pairings at once.
    SeveralAtOnce,
    /// Share of pairings that the busiest tenth of the junior side carries.
    Busiest,
    /// Load of a group of the junior side over that of the others.
    FewServeMany {
        /// The attribute.
        attribute: String,
        /// Its value.
        value: String,
    },
    /// Change of an outcome per session held, among participants alike in start and follow-up.
    Dose {
        /// Position of the outcome.
        outcome: usize,
        /// Whose.
        role: Role,
        /// For exits: sessions count up to the first of these days since the start, exits after it and up to the second.
        landmark: Option<(u32, u32)>,
    },
}

/// A rule of a model about its pairings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShapeRule {
    /// How many people.
    Size,
    /// Who must be in it: the position in the model's roles.
    Role(usize),
    /// Sides differ in an attribute.
    Across,
}

/// The people behind a figure, always those of the smallest role, so that no role can be told alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Behind {
    /// In what is counted.
    pub people: u64,
    /// For shares: on this side and on the other side of the line.
    pub split: Option<(u64, u64)>,
    /// In the programme and not in what is counted.
    pub left_out: u64,
}

/// Mean number of pairings of a group of people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loads {
    /// People.
    pub people: u64,
    /// Mean.
    pub mean: f64,
    /// Variance (n − 1).
    pub variance: f64,
}

/// The sums of one aspect.
#[derive(Debug, Clone, PartialEq)]
pub enum Sums {
    /// Numerators over denominators, with their spread.
    Ratio(DescribedSums),
    /// Partners against partners drawn by lot.
    Lot(Result<Assortment, NotEstimable>),
    /// The loads of a group and of the others, and the group's share of the people and of the pairings.
    Loads(Loads, Loads),
    /// A share without a spread of its own.
    Share(f64),
}

/// One aspect with its sums.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthSums {
    /// What is looked at.
    pub aspect: Aspect,
    /// The sums.
    pub sums: Sums,
    /// Pairings (or people, where people are counted) with a value.
    pub units: u64,
    /// The people behind it.
    pub behind: Behind,
}
