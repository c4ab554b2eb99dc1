//! Stories: the words of people with their consent, as ingest hands them on.

use crate::vocab::{ConsentRecord, Day};

/// What in a quote tells who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trace {
    /// An e-mail address.
    Address,
    /// A web address.
    Link,
    /// A user name such as `@anna`.
    Handle,
    /// A telephone number.
    Phone,
    /// The id of an employee.
    EmployeeId,
    /// The id of a pairing.
    PairingId,
    /// A name that employees have.
    Name,
}

impl Trace {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Trace::Address => "an e-mail address",
            Trace::Link => "a web address",
            Trace::Handle => "a user name",
            Trace::Phone => "a telephone number",
            Trace::EmployeeId => "an employee id",
            Trace::PairingId => "a pairing id",
            Trace::Name => "a name that stands in employees",
        }
    }
}

/// One story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its id, as written.
    pub id: Box<str>,
    /// Who said it.
    pub person: u32,
    /// In which pairing, [`super::NO_PAIRING`] when none is named or known.
    pub pairing: u32,
    /// When.
    pub day: Day,
    /// The words.
    pub quote: Box<str>,
    /// What about.
    pub theme: Option<Box<str>>,
    /// For whom they may be shown, and when.
    pub consent: ConsentRecord,
    /// What tells who is meant, with the words that do; such a story is shown to nobody.
    pub trace: Option<(Trace, Box<str>)>,
}
