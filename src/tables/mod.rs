//! The canonical tables: columns as an enum, their types and keys, the typed arrays that ingest
//! produces and the panel reads, and the row ledger. Rank 1.

mod candidates;
pub mod column;
mod course;
mod items;
mod ledger;
mod organisation;
mod outcome;
mod schema;
mod story;

pub use candidates::{Applicant, Candidates, NO_AGE};
pub use column::{Column, ColumnType};
pub use course::{Course, Form, Invitation, NO_TOPIC, PairingStatus, Session, SessionStatus};
pub use items::{ItemAnswers, ItemSums, RaterSums, add_response};
pub use ledger::{InputFile, Ledger, LedgerEntry, NotNeeded, QuarantineReason, QuarantinedRow};
pub use organisation::{
    Application, Attribute, AttributeColumn, Counted, Described, Exit, ExitKind, Membership,
    NO_PAIRING, NO_PERSON, NO_PROGRAMME, Organisation, People, Programmes, Record, Roster, Scores,
};
pub use outcome::{Construction, Figure, Measure, Only, Outcome};
pub use schema::{ColumnSpec, Table};
pub use story::{Story, Trace};
