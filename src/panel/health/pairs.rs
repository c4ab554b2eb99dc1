//! The pairings of one programme that started by the cut-off, with their people and sessions.

use std::collections::BTreeMap;

use crate::tables::{Membership, PairingStatus, Session, SessionStatus};
use crate::vocab::{Day, Role};

use super::super::description::{DescribedSums, Parts};
use super::super::people::Panel;
use super::super::settings::Programme;
use super::super::trials::{DAYS_PER_YEAR, Scope};
use super::aspect::{Aspect, Behind, HealthSums, Sums};

/// Months in a year.
const MONTHS: f64 = 12.0;
/// Without a session for more than so many cadences a pairing under way has gone quiet.
pub(super) const QUIET_CADENCES: i32 = 2;
/// Without a session for more than so many cadences, so that two in a row were missed, a pairing has a gap.
pub(super) const GAP_CADENCES: i32 = 3;

/// A side of a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Those who mentor.
    Junior,
    /// Those who are mentored.
    Senior,
}

impl Side {
    /// The side of a role; sponsors are on neither.
    pub(super) fn of(role: Role) -> Option<Side> {
        match role {
            Role::Mentor | Role::CoLead => Some(Side::Junior),
            Role::Mentee | Role::Member => Some(Side::Senior),
            Role::Sponsor => None,
        }
    }
}

/// One pairing.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// Its dense number.
    pub(super) number: u32,
    /// First day of anybody in it.
    pub(super) start: Day,
    /// Last day of anybody in it.
    pub(super) end: Day,
    /// What its status says.
    pub(super) status: Option<PairingStatus>,
    /// Its people, in the order of their numbers.
    pub(super) members: Vec<Membership>,
    /// Its sessions up to the cut-off, in order of time.
    pub(super) sessions: Vec<Session>,
}

impl Pair {
    /// The people of a side.
    pub(super) fn side(&self, side: Side) -> impl Iterator<Item = &Membership> {
        self.members
            .iter()
            .filter(move |m| Side::of(m.role) == Some(side))
    }

    /// The days of held sessions, each once.
    pub(super) fn held(&self) -> Vec<Day> {
        let mut days: Vec<Day> = self
            .sessions
            .iter()
            .filter(|s| s.status == SessionStatus::Held)
            .map(|s| s.day)
            .collect();
        days.dedup();
        days
    }

    /// Longest time without a held session from the start to a day.
    pub(super) fn longest_gap(&self, stop: Day) -> i32 {
        let held = self.held();
        let marks = held.iter().copied().filter(|day| *day <= stop);
        let mut before = self.start;
        let mut longest = 0;
        for day in marks.chain([stop]) {
            longest = longest.max(day.since(before));
            before = day;
        }
        longest
    }
}

/// The pairings of one programme.
pub(super) struct Pairs<'a> {
    pub(super) panel: &'a Panel<'a>,
    pub(super) programme: &'a Programme,
    pub(super) position: usize,
    pub(super) cut_off: Day,
    /// Sorted by number.
    pub(super) list: Vec<Pair>,
}

impl<'a> Pairs<'a> {
    /// Gathers them.
    pub(super) fn of(panel: &'a Panel<'a>, position: usize) -> Pairs<'a> {
        let cut_off = panel.cut_off;
        let mut members: BTreeMap<u32, Vec<Membership>> = BTreeMap::new();
        for m in &panel.org.memberships {
            if panel.in_scope(m, Scope::Programme(position)) {
                members.entry(m.pairing).or_default().push(*m);
            }
        }
        let sessions = panel.org.course.sessions.as_deref().unwrap_or_default();
        let list = members
            .into_iter()
            .map(|(number, members)| {
                let start = members.iter().map(|m| m.start).min().unwrap_or(cut_off);
                let end = members.iter().map(|m| m.end).max().unwrap_or(cut_off);
                let first = sessions.partition_point(|s| s.pairing < number);
                let own = sessions[first..]
                    .iter()
                    .take_while(|s| s.pairing == number)
                    .filter(|s| s.day >= start && s.day <= end.min(cut_off))
                    .copied();
                Pair {
                    number,
                    start,
                    end,
                    status: [
                        PairingStatus::Active,
                        PairingStatus::Completed,
                        PairingStatus::Dropped,
                    ]
                    .into_iter()
                    .find(|&s| members.iter().any(|m| m.status == Some(s))),
                    sessions: own.collect(),
                    members,
                }
            })
            .collect();
        Pairs {
            panel,
            programme: &panel.programmes[position],
            position,
            cut_off,
            list,
        }
    }

    /// Days that a pairing is meant to run, or usually runs in the model.
    pub(super) fn planned_days(&self) -> i32 {
        days_of(self.programme.length())
    }

    /// The same where the pipeline says so: nobody is called a drop-out by what is usual elsewhere.
    pub(super) fn declared_days(&self) -> Option<i32> {
        self.programme.planned_months.map(days_of)
    }

    /// Planned days between sessions.
    pub(super) fn cadence(&self) -> i32 {
        i32::try_from(self.programme.cadence()).unwrap_or(i32::MAX / GAP_CADENCES)
    }

    /// The last day on which sessions are expected of a pairing by the cut-off.
    pub(super) fn stop(&self, pair: &Pair) -> Day {
        let planned = pair.start.plus(self.planned_days());
        pair.end.min(self.cut_off).min(planned)
    }

    /// Whether a pairing is under way at the cut-off and within its planned length.
    pub(super) fn under_way(&self, pair: &Pair) -> bool {
        let over = [PairingStatus::Completed, PairingStatus::Dropped];
        let open = pair.end == Day::MAX && !pair.status.is_some_and(|s| over.contains(&s));
        let planned = pair.start.plus(self.planned_days());
        (open || (pair.end > self.cut_off && pair.end != Day::MAX)) && planned >= self.cut_off
    }

    /// Whether a person is employed at the cut-off.
    pub(super) fn employed(&self, person: u32) -> bool {
        let spells = &self.panel.spells;
        spells.covering(person as usize, self.cut_off).is_some()
    }

    /// A figure of pairings: numerator and denominator of each that has one, `None` where it has none. `share` says that
    /// numerators are 0 or 1, or counts of units that are 0 or 1 each.
    pub(super) fn ratio(
        &self,
        aspect: Aspect,
        share: bool,
        of: &dyn Fn(&Pair) -> Option<Parts>,
    ) -> Option<HealthSums> {
        let (mut rows, mut inside, mut outside) = (Vec::new(), Vec::new(), Vec::new());
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for pair in &self.list {
            let Some((y, d)) = of(pair).filter(|(_, d)| *d > 0.0) else {
                outside.push(pair);
                continue;
            };
            rows.push((pair.number, (y, d)));
            inside.push(pair);
            if y > 0.0 {
                with.push(pair);
            }
            if y < d {
                without.push(pair);
            }
        }
        if rows.is_empty() {
            return None;
        }
        let mut sums = DescribedSums::of(Vec::new(), &rows);
        if share {
            // Units of one pairing share their noise: the interval counts the pairings as clusters.
            sums.people = sums.denominator as u64;
        }
        Some(HealthSums {
            aspect,
            sums: Sums::Ratio(sums),
            units: inside.len() as u64,
            behind: Behind {
                people: people(inside.iter().copied()),
                split: share.then(|| {
                    (
                        people(with.iter().copied()),
                        people(without.iter().copied()),
                    )
                }),
                left_out: people(outside.iter().copied()),
            },
        })
    }
}

/// Months as days.
fn days_of(months: u32) -> i32 {
    (f64::from(months) * DAYS_PER_YEAR / MONTHS).round() as i32
}

/// Distinct people of the smallest role in some pairings; sponsors are not counted.
pub(super) fn people<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> u64 {
    let members = pairs.into_iter().flat_map(|p| &p.members);
    let mut people: Vec<(Role, u32)> = members
        .filter(|m| Side::of(m.role).is_some())
        .map(|m| (m.role, m.person))
        .collect();
    people.sort_unstable();
    people.dedup();
    let sizes = people.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len);
    sizes.min().unwrap_or(0) as u64
}
