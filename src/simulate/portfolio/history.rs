//! What happens, quarter by quarter: exits and returns, moves to another level or job, starts.

use rayon::prelude::*;

use crate::vocab::Day;

use super::super::activity::Promotion;
use super::super::draws::{CHUNK, Draws, Stage};
use super::super::people::{Person, YEAR};
use super::super::{Calendar, Settings, history};
use super::effects::Effects;
use super::enrolment::{self, Unit};
use super::outcomes::{MOVE, PROMOTION, RETENTION};

/// Promotions per person and year where every factor is one.
const PROMOTIONS: f64 = 0.09;
const BY_GENERATION: [f64; 5] = [0.3, 0.4, 0.7, 1.0, 1.4];
const BY_FUNCTION: [f64; 7] = [1.1, 1.2, 0.9, 1.0, 1.0, 1.1, 0.8];
/// Moves to another job on the same level, per person and year.
const SIDEWAYS: f64 = 0.04;
/// From this level on nobody is promoted.
const HIGHEST: u8 = 9;

/// Daily hazard of a promotion without any programme.
pub(super) fn promotion_hazard(person: &Person) -> f64 {
    if person.level >= HIGHEST {
        return 0.0;
    }
    PROMOTIONS / YEAR
        * BY_GENERATION[usize::from(person.generation)]
        * BY_FUNCTION[usize::from(person.function)]
}

/// Daily hazard of a move to another job on the same level without any programme.
pub(super) const MOVE_HAZARD: f64 = SIDEWAYS / YEAR;

/// Runs all quarters: fills exits, returns and starts into the people; returns the pairings, and the promotions and
/// moves in the order of the people (moves have equal levels).
pub(super) fn run(
    people: &mut [Person],
    settings: &Settings,
    calendar: &Calendar,
    effects: &Effects,
) -> (Vec<Unit>, Vec<Promotion>) {
    let mut units = Vec::new();
    let mut levels: Vec<u8> = people.iter().map(|p| p.level).collect();
    let mut moves: Vec<Promotion> = Vec::new();
    for quarter in 0..calendar.quarters.len() {
        history::exits(people, settings, calendar, quarter, &|person, day| {
            effects.ratio_on(person, day, RETENTION)
        });
        careers(
            people,
            &mut levels,
            &mut moves,
            settings,
            calendar,
            quarter,
            effects,
        );
        enrolment::enrol(people, &mut units, settings, calendar, quarter);
    }
    enrolment::settle(people, &mut units);
    moves.sort_by_key(|m| (m.person, m.day));
    moves.dedup_by_key(|m| (m.person, m.day));
    (units, moves)
}

/// Draws the promotions and moves of one quarter.
fn careers(
    people: &[Person],
    levels: &mut [u8],
    moves: &mut Vec<Promotion>,
    settings: &Settings,
    calendar: &Calendar,
    quarter: usize,
    effects: &Effects,
) {
    let period = calendar.quarters[quarter];
    let (first, last) = (period.first_day(), period.last_day());
    let drawn: Vec<Promotion> = people
        .par_chunks(CHUNK)
        .zip(levels.par_chunks_mut(CHUNK))
        .enumerate()
        .flat_map_iter(|(chunk, (people, levels))| {
            let mut draws = Draws::new(settings.seed, Stage::Careers, quarter, chunk);
            let mut drawn = Vec::new();
            for (k, person) in people.iter().enumerate() {
                let (up, aside) = (draws.positive().ln(), draws.positive().ln());
                let from = person.hire_as_of(last).max(first);
                let rising = promotion_hazard(person) * effects.ratio_on(person, first, PROMOTION);
                let moving = MOVE_HAZARD * effects.ratio_on(person, first, MOVE);
                for (log, hazard, step) in [(up, rising, 1), (aside, moving, 0)] {
                    // Days until the event are geometric.
                    let wait = (log / (-hazard).ln_1p()).min(1e6);
                    let day = from.plus(if wait.is_finite() {
                        wait as i32
                    } else {
                        i32::from(i16::MAX)
                    });
                    if day > last || !person.employed_on(day) {
                        continue;
                    }
                    let level = &mut levels[k];
                    let to = (*level + step).min(10);
                    if step == 0 || to > *level {
                        drawn.push(Promotion {
                            person: (chunk * CHUNK + k) as u32,
                            day,
                            from: *level,
                            to,
                        });
                    }
                    *level = to;
                }
            }
            drawn
        })
        .collect();
    moves.extend(drawn);
}

/// The last day of employment of a spell that a quarter belongs to, and its first day within the quarter.
pub(super) fn present(person: &Person, first: Day, last: Day) -> Option<(Day, Day)> {
    let hire = person.hire_as_of(last);
    let exit = person
        .exits()
        .map(|e| e.day)
        .find(|day| *day >= hire)
        .unwrap_or(Day::MAX);
    let (low, high) = (hire.max(first), exit.min(last));
    (low <= high).then_some((low, high))
}
