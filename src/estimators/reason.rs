//! Why there is no estimate, in words that give no count of people away.

use std::fmt;

use crate::kernel::NotEstimable;

use super::FEWEST_CLUSTERS;

/// Why a comparison has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nobody started who can be compared.
    NobodyTookPart,
    /// Nobody to compare with.
    NobodyToCompare,
    /// No wave before the start, or none after it.
    NoWaves,
    /// No two waves before the start, or of too few participants.
    NoDrift,
    /// Too few people, pairs or groups in the treated arm.
    TooFewClusters,
    /// Too few people of an arm are followed so long.
    TooShort {
        /// The horizon in days.
        days: u32,
    },
    /// One of the groups has no event, so a ratio has no value.
    NoEvents,
    /// No participant has anything on record.
    NothingOnRecord,
    /// Everybody (or nobody) belongs to a share: a group is not shown to be all alike.
    AllAlike {
        /// Everybody rather than nobody.
        all: bool,
    },
    /// Too few events for a rate.
    TooFewEvents,
    /// The kernel's reason.
    Kernel(NotEstimable),
}

impl From<NotEstimable> for Reason {
    fn from(reason: NotEstimable) -> Reason {
        match reason {
            NotEstimable::NoTreated => Reason::NobodyTookPart,
            NotEstimable::NoControls => Reason::NobodyToCompare,
            NotEstimable::TooFewClusters { .. } => Reason::TooFewClusters,
            NotEstimable::TooFewWaves { .. } => Reason::NoWaves,
            other => Reason::Kernel(other),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NobodyTookPart => f.write_str("Not estimable: no participant can be compared."),
            Reason::NobodyToCompare => {
                f.write_str("Not estimable: nobody is left to compare participants with.")
            }
            Reason::NoWaves => f.write_str(
                "Not estimable: answers are needed both from before the start and from after it.",
            ),
            Reason::NoDrift => {
                f.write_str("Not estimable: for half of the participants, two waves of answers from before the start are needed.")
            }
            Reason::TooFewClusters => write!(
                f,
                "Not estimable: fewer than {FEWEST_CLUSTERS} independent participants, pairings or groups."
            ),
            Reason::TooShort { days } => {
                write!(
                    f,
                    "Not estimable: too few people have been followed for {days} days so far."
                )
            }
            Reason::NoEvents => f.write_str(
                "Not estimable: a ratio needs events among participants and among the others.",
            ),
            Reason::NothingOnRecord => {
                f.write_str("Nothing to show: no participant has it on record.")
            }
            Reason::AllAlike { all: true } => f.write_str("Level of the participants: >= 95 %."),
            Reason::AllAlike { all: false } => f.write_str("Level of the participants: <= 5 %."),
            Reason::TooFewEvents => f.write_str("Nothing to show: too few events for a rate."),
            Reason::Kernel(reason) => write!(f, "Not estimable: {reason}"),
        }
    }
}
