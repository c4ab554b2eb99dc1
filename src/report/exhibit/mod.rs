//! Exhibits: from rows, curves and balances of a release to figures with their statement, description and numbers.

mod comparison;
mod counts;
mod diagnostics;
mod gap;
mod portfolio;
mod public;
mod recruiting;
mod retention;

pub(super) use comparison::{forest, programmes};
pub(super) use counts::{starts, tally};
pub(super) use diagnostics::{balance, event_study};
pub(super) use gap::{gap, spark};
pub(super) use portfolio::portfolio;
pub(super) use public::public_staying;
pub(super) use recruiting::candidates;
pub(super) use retention::survival;
