//! What is said of a release. The sentences themselves stand in `report_templates/language/`, one file a language;
//! `catalogue` reads them and shows how they are asked for. The other files decide which sentence is said, and with what.

pub(super) mod advice;
pub(super) mod aims;
pub(super) mod answering;
pub(super) mod answers;
pub(super) mod appendix;
pub(super) mod catalogue;
pub(super) mod claims;
pub(super) mod duties;
pub(super) mod gaps;
pub(super) mod health;
pub(super) mod limits;
pub(super) mod models;
pub(super) mod multiplicity;
pub(super) mod portfolio;
mod ranges;
pub(super) mod recruiting;
pub(super) mod savings;
pub(super) mod sizes;
pub(super) mod statements;
pub(super) mod voices;
pub(super) mod words;
