//! The catalogue of sentences. Every word that depends on a finding is here; headings that never change are in the
//! templates. English so far: another language is a second catalogue with the same functions.

pub(super) mod advice;
pub(super) mod aims;
pub(super) mod answering;
pub(super) mod answers;
pub(super) mod appendix;
pub(super) mod claims;
pub(super) mod duties;
pub(super) mod gaps;
pub(super) mod health;
pub(super) mod limits;
pub(super) mod multiplicity;
pub(super) mod portfolio;
pub(super) mod recruiting;
pub(super) mod savings;
pub(super) mod sizes;
pub(super) mod statements;
pub(super) mod voices;
pub(super) mod words;
