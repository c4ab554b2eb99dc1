//! A portfolio: an organisation in which four to ten programmes run at once, one of each model, with every canonical
//! table. People, hazards, random streams and the statement of truths are those of the smaller sample.
//!
//! | file | |
//! |---|---|
//! | `plans`, `pools` | the programmes, their seats and who may take them |
//! | `outcomes`, `effects` | what is measured, and what is planted in it |
//! | `enrolment`, `history` | who starts in which pairing; exits, promotions, moves |
//! | `expected`, `answers` | surveys, tests and upward feedback |
//! | `records` | activity, sessions, evaluation forms, proposals, quotes |
//! | `truth`, `naive` | what is true of all that, and what a dashboard would print |
//!
//! Effects stay with the participants: with so many leaders taking part, their direct reports would be most of the
//! comparison group.

mod answers;
mod effects;
mod enrolment;
mod expected;
mod history;
mod naive;
mod outcomes;
mod plans;
mod pools;
mod records;
#[cfg(test)]
mod tests;
mod truth;

pub use answers::{Answers, Scored};
pub use enrolment::{Membership, Unit};
pub use records::{Action, Activity, Evaluation};

pub(super) use answers::survey_items;
pub(super) use outcomes::{Kind, MEASURED, Measured};

use crate::vocab::Role;

use super::activity::{self, Candidate, Promotion, Session, Story};
use super::programmes::Programme;
use super::truth::Truth;
use super::{Calendar, Person, Settings, SimulateError, managers, people};

use effects::Effects;
use expected::TRAITS;
use outcomes::{REFERRALS, SCORES};
use plans::{PLANS, Seat};

/// A synthetic organisation with all its programmes. Answers and activity are not kept but drawn when asked for.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// What it was made from.
    pub settings: Settings,
    /// Its quarters and waves.
    pub calendar: Calendar,
    /// Everybody ever employed within the calendar; the position is the person's number.
    pub people: Vec<Person>,
    /// All pairings in order of their start.
    pub units: Vec<Unit>,
    /// Promotions, and moves to another job on the same level, in the order of the people.
    pub moves: Vec<Promotion>,
    /// Sessions, pairing by pairing.
    pub sessions: Vec<Session>,
    /// Candidates in order of time.
    pub candidates: Vec<Candidate>,
    /// Answers of evaluation forms, pairing by pairing.
    pub evaluations: Vec<Evaluation>,
    /// Proposals in order of time.
    pub actions: Vec<Action>,
    /// Quotes in order of time.
    pub stories: Vec<Story>,
    /// What is true of it.
    pub truths: Vec<Truth>,
    effects: Effects,
    traits: Vec<[f32; TRAITS]>,
    shocks: Vec<Vec<[f32; SCORES]>>,
    group_of: Vec<u32>,
}

/// Makes a portfolio and states its truths. Any number of programmes from 1 to 10 runs.
///
/// # Errors
/// A setting out of range.
pub fn portfolio(settings: &Settings) -> Result<Portfolio, SimulateError> {
    settings.check()?;
    let calendar = Calendar::new(settings.quarters);
    let effects = Effects::new(!settings.null);
    let mut people = people::draw_people(settings, &calendar);
    managers::assign(&mut people, settings);
    let (units, moves) = history::run(&mut people, settings, &calendar, &effects);
    let candidates = activity::candidates(&people, settings, &calendar, &|start, person| {
        effects.ratio(start, person, REFERRALS)
    });
    let mut portfolio = Portfolio {
        sessions: records::sessions(&units, settings, &calendar),
        evaluations: records::evaluations(&units, settings, &calendar),
        actions: records::actions(&units, settings, &calendar),
        traits: expected::traits(&people, settings.seed),
        shocks: expected::shocks(&units, calendar.waves.len(), settings.seed),
        group_of: expected::groups_of(&people, &units),
        stories: Vec::new(),
        truths: Vec::new(),
        settings: settings.clone(),
        calendar,
        people,
        units,
        moves,
        candidates,
        effects,
    };
    portfolio.stories = records::stories(&portfolio, settings, &portfolio.calendar);
    portfolio.truths = truth::truths(&portfolio);
    Ok(portfolio)
}

/// The most programmes that can run.
pub(super) const MOST_PROGRAMMES: usize = PLANS.len();

impl Portfolio {
    /// The programmes that run.
    pub fn programmes(&self) -> Vec<&'static Programme> {
        let running = usize::from(self.settings.programmes);
        PLANS[..running].iter().map(|p| &p.programme).collect()
    }

    /// The programmes that run, each with its roles and the eligibility expression of each role.
    pub(super) fn eligible(&self) -> Vec<(&'static Programme, Vec<(Role, &'static str)>)> {
        let roles = |seats: &[Seat]| {
            seats
                .iter()
                .map(|seat| (seat.role, seat.pool.expression()))
                .collect()
        };
        PLANS[..usize::from(self.settings.programmes)]
            .iter()
            .map(|plan| (&plan.programme, roles(plan.seats)))
            .collect()
    }
}
