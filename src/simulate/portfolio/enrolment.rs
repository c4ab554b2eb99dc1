//! Who starts when, in which pairing and on which seat: as in the smaller sample enrolment depends on generation,
//! function, region and tenure band at the eve and, if so set, on the latent engagement trait.
//!
//! Most seats go to people who have not started anything; a few to people who started in another programme in an
//! earlier quarter. Members who left before the first day are missed; a pairing left too small does not begin.

use std::collections::{BTreeMap, BTreeSet};

use crate::vocab::{Day, Role};

use super::super::draws::{Draws, Stage};
use super::super::enrolment::{
    PairingStatus, ending, lateness, pair_up, pull, ranked, share_of_starts,
};
use super::super::people::{Person, Start};
use super::super::{Calendar, Settings};
use super::plans::{Mix, PLANS, Plan, Seat};
use super::pools::Pool;

/// One person in a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub person: u32,
    /// As what.
    pub role: Role,
    /// Last day, `None` while it lasts.
    pub end: Option<Day>,
    /// What became of it.
    pub status: PairingStatus,
}

/// A pair, pod, circle, track or team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Position among the programmes.
    pub programme: u8,
    /// First day.
    pub start: Day,
    /// Last day, `None` while active.
    pub end: Option<Day>,
    /// Its members.
    pub members: Vec<Membership>,
}

/// Log weight of somebody who has started in another programme already.
const SECOND_TIME: f64 = -2.5;
/// Share of a pool that may start in one programme and quarter.
const ROOM: f64 = 0.25;

/// Draws everybody who starts in a quarter. The exits of the quarter must be known: nobody starts after leaving.
pub(super) fn enrol(
    people: &mut [Person],
    units: &mut Vec<Unit>,
    settings: &Settings,
    calendar: &Calendar,
    quarter: usize,
) {
    let starts = calendar.start_quarters();
    if !starts.contains(&quarter) {
        return;
    }
    let (k, n) = (quarter - starts.start(), starts.clone().count());
    let running = &PLANS[..usize::from(settings.programmes)];
    let all: f64 = running.iter().map(|p| p.programme.share).sum();
    let pairings = f64::from(settings.employees) * settings.participation * share_of_starts(k, n);
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for (programme, plan) in running.iter().enumerate() {
        let wanted = (pairings * plan.programme.share / all).round() as usize;
        let mut draws = Draws::new(
            settings.seed,
            Stage::Seats,
            quarter * PLANS.len() + programme,
            0,
        );
        let round = Round {
            settings,
            programme,
            plan,
            quarter,
            eve: calendar.quarters[quarter].eve(),
            lateness: lateness(k, n),
        };
        for mut members in round.groups(people, &mut taken, &mut draws, wanted) {
            let period = calendar.quarters[quarter];
            let day = Day(draws.between(period.first_day().0, period.last_day().0));
            let (end, status) = ending(&mut draws, calendar, &plan.programme, day);
            members.retain(|(person, _)| people[*person as usize].employed_on(day));
            if !plan.complete(&members) {
                continue;
            }
            for (person, role) in &members {
                people[*person as usize].start.get_or_insert(Start {
                    day,
                    index: period.index_day(),
                    role: *role,
                    programme: programme as u8,
                });
            }
            units.push(Unit {
                programme: programme as u8,
                start: day,
                end,
                members: members
                    .into_iter()
                    .map(|(person, role)| Membership {
                        person,
                        role,
                        end,
                        status,
                    })
                    .collect(),
            });
        }
    }
}

/// Ends memberships, and pairs with them, at the exit of a member, and puts the pairings in order.
pub(super) fn settle(people: &[Person], units: &mut [Unit]) {
    for unit in units.iter_mut() {
        for member in &mut unit.members {
            let left = people[member.person as usize]
                .exits()
                .map(|exit| exit.day)
                .find(|day| *day >= unit.start);
            if let Some(day) = left
                && member.end.is_none_or(|end| day < end)
            {
                (member.end, member.status) = (Some(day), PairingStatus::EndedEarly);
            }
        }
        // A pair ends with the first who leaves, a group with the last.
        let ends = unit.members.iter().map(|m| m.end);
        unit.end = if unit.members.len() == 2 {
            ends.flatten().min()
        } else {
            ends.max_by_key(|end| end.unwrap_or(Day::MAX)).flatten()
        };
        if unit.members.len() == 2
            && let Some(end) = unit.end
        {
            for member in &mut unit.members {
                if member.end != Some(end) {
                    (member.end, member.status) = (Some(end), PairingStatus::EndedEarly);
                }
            }
        }
    }
    units.sort_by_key(|u| (u.start, u.programme, u.members.first().map(|m| m.person)));
}

impl Plan {
    /// Whether a pairing has enough people to begin.
    fn complete(&self, members: &[(u32, Role)]) -> bool {
        let least = |seat: &Seat| {
            if seat.places.0 > 1 {
                seat.places.0 - 1
            } else {
                1
            }
        };
        (self.size.0..=self.size.1).contains(&members.len())
            && self
                .seats
                .iter()
                .all(|seat| members.iter().filter(|m| m.1 == seat.role).count() >= least(seat))
    }
}

/// One programme in one quarter.
struct Round<'a> {
    settings: &'a Settings,
    programme: usize,
    plan: &'a Plan,
    quarter: usize,
    eve: Day,
    lateness: f64,
}

impl Round<'_> {
    /// The people of `wanted` pairings, fewer where a pool is too small.
    fn groups(
        &self,
        people: &[Person],
        taken: &mut BTreeSet<u32>,
        draws: &mut Draws,
        wanted: usize,
    ) -> Vec<Vec<(u32, Role)>> {
        let mut groups: Vec<Vec<(u32, Role)>> = vec![Vec::new(); wanted];
        for (k, seat) in self.plan.seats.iter().enumerate() {
            let places: Vec<usize> = (0..wanted)
                .map(|_| draws.between(seat.places.0 as i32, seat.places.1 as i32) as usize)
                .collect();
            let pool: Vec<u32> = self.drawn(people, seat, k);
            let room = (pool.len() as f64 * ROOM) as usize;
            let mut drawn: Vec<u32> = pool
                .into_iter()
                .filter(|person| !taken.contains(person))
                .take(places.iter().sum::<usize>().min(room))
                .collect();
            taken.extend(&drawn);
            if self.plan.mix == Mix::Pair {
                let mentors: Vec<u32> = groups.iter().flatten().map(|m| m.0).collect();
                if !mentors.is_empty() {
                    let both = mentors.len().min(drawn.len());
                    let programme = &self.plan.programme;
                    let pairs = pair_up(people, &mentors[..both], &drawn[..both], programme);
                    drawn = pairs.into_iter().map(|pair| pair.1).collect();
                }
            } else {
                let key = |p: &u32| self.plan.mix.key(&people[*p as usize], lot(*p));
                drawn.sort_by_key(key);
            }
            deal(&mut groups, &places, drawn, seat.role, self.plan.mix);
        }
        groups
    }

    /// The people who may take a seat, in the order in which they are drawn.
    fn drawn(&self, people: &[Person], seat: &Seat, k: usize) -> Vec<u32> {
        let senior = matches!(seat.pool, Pool::Leader | Pool::Executive);
        let weight = |person: &Person, tenure: usize| {
            let again = match person.start {
                None => 0.0,
                Some(s) if usize::from(s.programme) != self.programme && s.index <= self.eve => {
                    SECOND_TIME
                }
                Some(_) => return None,
            };
            let programme = &self.plan.programme;
            seat.pool.admits(person).then(|| {
                again
                    + pull(
                        person,
                        tenure,
                        programme,
                        senior,
                        self.lateness,
                        self.settings,
                    )
            })
        };
        // Rounds of the smaller sample are below 1,000.
        let round = 1_000 + (self.quarter * PLANS.len() + self.programme) * 4 + k;
        ranked(people, self.settings.seed, round, self.eve, &weight)
    }
}

/// A lot that a person draws once for all: the same number always, spread over all of 32 bits.
pub(super) fn lot(person: u32) -> u32 {
    let mixed = (person ^ (person >> 15)).wrapping_mul(0x9E37_79B1);
    (mixed ^ (mixed >> 13)).wrapping_mul(0x85EB_CA6B)
}

impl Mix {
    /// By what people are sorted before they are dealt to groups.
    fn key(self, person: &Person, tie: u32) -> (u8, u32) {
        let first = match self {
            Mix::Pair => 0,
            Mix::Functions => person.function,
            Mix::Generations => person.generation,
            Mix::Region => person.region,
        };
        (first, tie)
    }
}

/// Deals sorted people to groups: one each in turn, so that neighbours part; or group by group, so that they stay together.
fn deal(groups: &mut [Vec<(u32, Role)>], places: &[usize], people: Vec<u32>, role: Role, mix: Mix) {
    let mut left: BTreeMap<usize, usize> = places.iter().copied().enumerate().collect();
    let mut people = people.into_iter();
    let together = mix == Mix::Region;
    while left.values().any(|n| *n > 0) {
        for (group, left) in &mut left {
            let now = if together { *left } else { (*left).min(1) };
            for _ in 0..now {
                let Some(person) = people.next() else {
                    return;
                };
                groups[*group].push((person, role));
                *left -= 1;
            }
        }
    }
}
