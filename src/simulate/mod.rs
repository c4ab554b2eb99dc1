//! A synthetic organisation whose truth is known: people, exits, surveys, programmes and their planted
//! effects, with the traps that mislead a dashboard (selection, immortal time, spillover, non-response,
//! late starts). Used by `counterpart sample`, by tests and by benchmarks. Rank 3.
//!
//! [`generate`] builds an [`Organisation`] in memory, [`write`] puts it on disk with `truth.json` and a
//! pipeline file that reads it. The same [`Settings`] give the same bytes on any number of threads.
//! Up to three programmes of pairs make an [`Organisation`]; with more, one of each programme model, it is a
//! [`Portfolio`], which [`portfolio()`] builds and [`write_portfolio`] puts on disk. [`sample`] chooses between them.
//! Nothing here estimates anything: truths come from the planted hazards and shifts alone.

mod activity;
mod calendar;
mod draws;
mod effects;
mod enrolment;
mod error;
mod hazards;
mod health;
mod history;
mod labels;
mod managers;
mod naive;
mod organisation;
mod people;
mod populations;
mod portfolio;
mod programmes;
mod settings;
mod surveys;
mod truth;
mod truth_exits;
mod typed;
mod write;

pub use activity::{Candidate, Promotion, Session, Story};
pub use calendar::Calendar;
pub use enrolment::{Pairing, PairingStatus};
pub use error::SimulateError;
pub use health::PlantedHealth;
pub use organisation::{Organisation, generate};
pub use people::{Departure, Person, Start};
pub use portfolio::{
    Action, Activity, Answers, Evaluation, Membership, Portfolio, Scored, Unit, portfolio,
};
pub use programmes::Programme;
pub use settings::{Format, Layout, Selection, Settings};
pub use surveys::{CONSTRUCTS, Construct, ITEMS, Response, response_score};
pub use truth::Truth;
pub use typed::{OUTCOMES, PlantedOutcome};
pub use write::{Written, write, write_portfolio};

/// Makes a synthetic organisation with as many programmes as the settings ask for and puts it on disk.
///
/// # Errors
/// As [`generate`] and [`write`].
pub fn sample(settings: &Settings, dir: &std::path::Path) -> Result<Written, SimulateError> {
    if settings.is_portfolio() {
        write_portfolio(&portfolio(settings)?, dir)
    } else {
        write(&generate(settings)?, dir, settings)
    }
}
