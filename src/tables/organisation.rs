//! What ingest hands to the panel: every id a dense number, every date a day, every category a code.
//! Arrays of one struct are parallel. Nothing here is specific to an estimator.

use super::{Candidates, Course, ItemAnswers, PairingStatus, Story};
use crate::vocab::{CareerStep, Day, Generations, Role};

/// Stands for "no person" in arrays of person numbers.
pub const NO_PERSON: u32 = u32::MAX;

/// The people of the run: dense numbers in the byte order of their ids, so that the order of rows in
/// the files changes nothing.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Identifiers as written, sorted; the position is the person's number.
    pub ids: Vec<Box<str>>,
}

impl People {
    /// Number of people.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The number of an identifier.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.ids
            .binary_search_by(|probe| probe.as_ref().cmp(id))
            .ok()
            .map(|k| k as u32)
    }
}

/// Values of one attribute, one per roster row.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    /// Codes into `labels`, which are sorted; `u32::MAX` is "not stated". Yes/no columns have the labels
    /// `false` and `true`.
    Category {
        /// One code per roster row.
        codes: Vec<u32>,
        /// The labels, sorted.
        labels: Vec<String>,
    },
    /// Numbers; NaN is "not stated".
    Number(Vec<f64>),
}

/// A named attribute of the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeColumn {
    /// The canonical name, or the name of an extra column.
    pub name: String,
    /// Its values.
    pub values: Attribute,
}

/// The roster: one row per person and snapshot, sorted by person and then by snapshot date.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// `first_row[p]..first_row[p + 1]` are the rows of person `p`; length people + 1.
    pub first_row: Vec<u32>,
    /// Snapshot date per row; [`Day::MIN`] when undated.
    pub as_of: Vec<Day>,
    /// Hire date per row (of the spell current at the snapshot).
    pub hire: Vec<Day>,
    /// The person's manager per row, [`NO_PERSON`] when none or unknown.
    pub manager: Vec<u32>,
    /// Attributes that the pipeline names (dimensions, covariates, eligibility), `generation` among them as a
    /// category whose labels are those of `generations` in their order.
    pub attributes: Vec<AttributeColumn>,
}

impl Roster {
    /// The attribute with a name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|a| a.name == name)
            .map(|a| &a.values)
    }
}

/// Type of an exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExitKind {
    /// The person chose to leave.
    Voluntary,
    /// The employer ended it.
    Involuntary,
    /// Retirement.
    Retirement,
    /// Anything else.
    Other,
}

impl ExitKind {
    /// Every kind.
    pub const EVERY: [ExitKind; 4] = [
        ExitKind::Voluntary,
        ExitKind::Involuntary,
        ExitKind::Retirement,
        ExitKind::Other,
    ];

    /// The word in files.
    pub fn id(self) -> &'static str {
        match self {
            ExitKind::Voluntary => "voluntary",
            ExitKind::Involuntary => "involuntary",
            ExitKind::Retirement => "retirement",
            ExitKind::Other => "other",
        }
    }

    /// The kind with a word, ignoring case and surrounding space.
    pub fn named(word: &str) -> Option<ExitKind> {
        let wanted = word.trim().to_ascii_lowercase();
        ExitKind::EVERY.into_iter().find(|k| k.id() == wanted)
    }
}

/// One exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// Who.
    pub person: u32,
    /// The last day of employment.
    pub day: Day,
    /// Why.
    pub kind: ExitKind,
}

/// Scores of a survey-like source for the outcomes that use it: `scores[k]` belongs to `outcomes[k]`.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// Positions in the pipeline's list of outcomes.
    pub outcomes: Vec<usize>,
    /// Wave dates, ascending, distinct.
    pub waves: Vec<Day>,
    /// Person per response.
    pub person: Vec<u32>,
    /// Position in `waves` per response.
    pub wave: Vec<u16>,
    /// Per outcome and response: the construct on 0..100 (0/1 values of a share as 0 and 100), NaN when too
    /// few items are answered.
    pub scores: Vec<Vec<f32>>,
    /// Sums of the single answers, per outcome; empty where scores came without their items.
    pub answers: Vec<ItemAnswers>,
}

/// Countable events for one outcome.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    /// Position in the pipeline's list of outcomes.
    pub outcome: usize,
    /// Person per event.
    pub person: Vec<u32>,
    /// Day per event.
    pub day: Vec<Day>,
    /// How much each counts (1 for rows that are counted, the value for `activity`).
    pub value: Vec<f32>,
}

/// Stands for "no programme of the pairings" in arrays of programme numbers.
pub const NO_PROGRAMME: u16 = u16::MAX;

/// Stands for "no pairing" in arrays of pairing numbers.
pub const NO_PAIRING: u32 = u32::MAX;

/// One record that a descriptive outcome shows something of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// Who, [`NO_PERSON`] when the table names nobody (or a person who is not in employees).
    pub person: u32,
    /// In which pairing, [`NO_PAIRING`] when none.
    pub pairing: u32,
    /// Position in [`Programmes::ids`], [`NO_PROGRAMME`] when none.
    pub programme: u16,
    /// When.
    pub day: Day,
    /// The number shown; NaN when the record does not hold one.
    pub value: f32,
}

/// The records of one descriptive outcome, sorted by person, pairing and day.
#[derive(Debug, Clone, Default)]
pub struct Described {
    /// Position in the pipeline's list of outcomes.
    pub outcome: usize,
    /// The records.
    pub records: Vec<Record>,
}

/// One person's membership in one pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Dense number of the pairing.
    pub pairing: u32,
    /// Position in [`Programmes::ids`].
    pub programme: u16,
    /// Who.
    pub person: u32,
    /// As what.
    pub role: Role,
    /// First day.
    pub start: Day,
    /// Last day, [`Day::MAX`] when open.
    pub end: Day,
    /// What became of it; `None` when only the dates tell.
    pub status: Option<PairingStatus>,
}

/// One person's application to a lottery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    /// Position in [`Programmes::ids`], among those that the pipeline analyses.
    pub programme: u16,
    /// Who.
    pub person: u32,
    /// As what.
    pub role: Role,
    /// The day of the draw.
    pub day: Day,
    /// Whether the person was drawn.
    pub drawn: bool,
}

/// Ids of the programmes that occur in pairings: first those of the pipeline in its order, then others
/// (whose members are nobody's controls after they start, but which are not analysed), sorted.
#[derive(Debug, Clone, Default)]
pub struct Programmes {
    /// The ids.
    pub ids: Vec<String>,
    /// How many of them, from the front, the pipeline analyses.
    pub analysed: usize,
}

/// All canonical data of a run, ready for the panel.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// The people.
    pub people: People,
    /// The roster.
    pub roster: Roster,
    /// The generation bands in force.
    pub generations: Generations,
    /// Exits, sorted by person and day.
    pub exits: Vec<Exit>,
    /// Promotions: (person, day), sorted.
    pub promotions: Vec<(u32, Day)>,
    /// Moves to another job on the same level: (person, day), sorted.
    pub moves: Vec<(u32, Day)>,
    /// Scores, one entry a source table.
    pub scores: Vec<Scores>,
    /// Counts, one entry a count outcome.
    pub counted: Vec<Counted>,
    /// Records shown without a comparison, one entry a descriptive outcome that is read from records.
    pub described: Vec<Described>,
    /// Programme ids.
    pub programmes: Programmes,
    /// Memberships, sorted by person, start, programme, pairing.
    pub memberships: Vec<Membership>,
    /// Applications to lotteries, sorted by programme, role, person, day.
    pub applications: Vec<Application>,
    /// Invitations, sessions and forms.
    pub course: Course,
    /// Candidates; `None` when no export has any.
    pub candidates: Option<Candidates>,
    /// Stories, sorted by day and id.
    pub stories: Vec<Story>,
}

impl Organisation {
    /// Steps of careers of one sort: (person, day), sorted.
    pub fn steps(&self, step: CareerStep) -> &[(u32, Day)] {
        match step {
            CareerStep::Promotion => &self.promotions,
            CareerStep::Move => &self.moves,
        }
    }
}
