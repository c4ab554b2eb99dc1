//! Who is who: every employee id that was read, and what became of the person.

use super::ids::Ids;
use crate::tables::{NotNeeded, QuarantineReason};

/// What became of a person named in employees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Person {
    /// In the roster, with the person's number.
    Present(u32),
    /// All rows quarantined.
    Quarantined,
    /// Employed only after the cut-off.
    Outside,
}

/// A reference to a person, as read from another table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// The number of the id among those of employees.
    Known(u32),
    /// An id that employees do not have.
    Unknown(Box<str>),
}

/// Why a reference leads to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nobody {
    /// The row is quarantined.
    Quarantine(QuarantineReason, &'static str),
    /// The row is not needed.
    NotNeeded(NotNeeded),
}

/// Ids of employees and what became of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Registry {
    /// The ids.
    pub(super) ids: Ids,
    /// By number of the id.
    pub(super) people: Vec<Person>,
}

impl Registry {
    /// The person with the number of an id.
    pub(super) fn person(&self, id: u32) -> Result<u32, Nobody> {
        match self.people.get(id as usize) {
            Some(Person::Present(person)) => Ok(*person),
            Some(Person::Quarantined) => Err(Nobody::Quarantine(
                QuarantineReason::PersonQuarantined,
                "every row of this person in employees is quarantined",
            )),
            Some(Person::Outside) => Err(Nobody::NotNeeded(NotNeeded::OutsidePeriod)),
            None => Err(Registry::unknown()),
        }
    }

    /// The person that a row refers to.
    pub(super) fn resolve(&self, who: &Who) -> Result<u32, Nobody> {
        match who {
            Who::Known(id) => self.person(*id),
            Who::Unknown(_) => Err(Registry::unknown()),
        }
    }

    /// What becomes of a row that names an id which employees do not have.
    pub(super) fn unknown() -> Nobody {
        Nobody::Quarantine(
            QuarantineReason::UnknownPerson,
            "no such employee_id in employees",
        )
    }

    /// The reference that a text makes.
    pub(super) fn who(ids: &Ids, text: &str) -> Who {
        ids.get(text)
            .map_or_else(|| Who::Unknown(text.into()), Who::Known)
    }

    /// The id as written.
    pub(super) fn written<'a>(&'a self, who: &'a Who) -> &'a str {
        match who {
            Who::Known(id) => self.ids.text(*id),
            Who::Unknown(text) => text,
        }
    }
}
