//! What happens, quarter by quarter: exits, re-hires, starts and the spread of effects to direct reports.

use rayon::prelude::*;

use crate::tables::{ExitKind, NO_PERSON};
use crate::vocab::{Day, Role};

use super::draws::{CHUNK, Draws, Stage};
use super::effects::Effects;
use super::enrolment::{self, Pairing};
use super::people::{Departure, Person};
use super::{Calendar, Settings, hazards};

/// Share of voluntary leavers who come back.
const RETURN_SHARE: f64 = 0.02;

/// Runs all quarters: fills exits, re-hires, starts and spillover into the people and returns the pairs.
pub(super) fn run(
    people: &mut [Person],
    settings: &Settings,
    calendar: &Calendar,
    effects: Effects,
) -> Vec<Pairing> {
    let mut pairings = Vec::new();
    for quarter in 0..calendar.quarters.len() {
        exits(people, settings, calendar, quarter, &|person, day| {
            effects.hazard_factor(person, day)
        });
        let before = pairings.len();
        enrolment::enrol(people, &mut pairings, settings, calendar, quarter);
        if settings.spillover && pairings.len() > before {
            spread(people, calendar.quarters[quarter].index_day());
        }
    }
    enrolment::repeats(people, &mut pairings, settings, calendar);
    pairings
}

/// What a person's voluntary hazard is multiplied by in the quarter that begins on a day.
pub(super) type Factor<'a> = dyn Fn(&Person, Day) -> f64 + Sync + 'a;

/// Draws the exits and the returns of one quarter.
pub(super) fn exits(
    people: &mut [Person],
    settings: &Settings,
    calendar: &Calendar,
    quarter: usize,
    factor: &Factor,
) {
    people
        .par_chunks_mut(CHUNK)
        .enumerate()
        .for_each(|(chunk, people)| {
            let mut draws = Draws::new(settings.seed, Stage::Exits, quarter, chunk);
            for (k, person) in people.iter_mut().enumerate() {
                let top = chunk == 0 && k == 0;
                if !top {
                    leave(&mut draws, person, calendar, quarter, factor);
                }
            }
        });
}

/// Draws the exit of one person within one quarter, and whether they come back.
fn leave(
    draws: &mut Draws,
    person: &mut Person,
    calendar: &Calendar,
    quarter: usize,
    factor: &Factor,
) {
    let period = calendar.quarters[quarter];
    let (first, last) = (period.first_day(), period.last_day());
    let second = person.rehire.is_some();
    let hire = person.rehire.unwrap_or(person.hire);
    let gone = if second {
        person.second_exit.is_some()
    } else {
        person.first_exit.is_some()
    };
    if gone || hire > last {
        return;
    }
    let voluntary = hazards::voluntary(person, hire, first) * factor(person, first);
    let (involuntary, retirement) = (hazards::involuntary(), hazards::retirement(person, first));
    let total = voluntary + involuntary + retirement;
    // Days survived are geometric: P(more than k days) = (1 - total)^(k + 1).
    let survived = (draws.positive().ln() / (-total).ln_1p()).min(1e6) as i32;
    let day = hire.max(first).plus(survived);
    if day > last {
        return;
    }
    let cause = draws.uniform() * total;
    let kind = if cause < voluntary {
        ExitKind::Voluntary
    } else if cause < voluntary + involuntary {
        ExitKind::Involuntary
    } else {
        ExitKind::Retirement
    };
    let departure = Some(Departure { day, kind });
    if second {
        person.second_exit = departure;
        return;
    }
    person.first_exit = departure;
    // Only people whose first spell the early roster and a survey prove come back.
    let proven = person.hire <= calendar.waves[0] && day > calendar.early_roster();
    if kind == ExitKind::Voluntary && proven && draws.chance(RETURN_SHARE) {
        let back = day.plus(draws.between(100, 330));
        if back <= calendar.last_day().plus(-30) {
            person.rehire = Some(back);
        }
    }
}

/// Direct reports of mentees feel the programme from their manager's index date on.
fn spread(people: &mut [Person], index: Day) {
    let mentee: Vec<bool> = people
        .iter()
        .map(|p| {
            p.start
                .is_some_and(|s| s.role == Role::Mentee && s.index <= index)
        })
        .collect();
    people.par_iter_mut().for_each(|person| {
        let manager = person.manager;
        if person.spillover_from.is_none() && manager != NO_PERSON && mentee[manager as usize] {
            person.spillover_from = Some(index);
        }
    });
}
