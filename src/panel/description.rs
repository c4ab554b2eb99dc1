//! The reduction of descriptions: what participants have on record since they started, as sums by population.
//!
//! A participant is anybody who started in the scope and role by the cut-off, whether or not they can be compared. Every
//! figure is a ratio of two sums over participants (a mean divides by people, a rate by days, minutes by sessions), and
//! its spread is that of clusters around the ratio. Deliberately absent: anybody who did not take part.

use std::collections::BTreeMap;

use crate::tables::{Described, Figure, Measure, Membership, NO_PERSON, Record};
use crate::vocab::{Day, Period};

use super::event_rates::EventLog;
use super::follow_up::{Ending, EventClock};
use super::people::Panel;
use super::person_sums::OWN_CLUSTER;
use super::trials::{Comparison, Scope};
use super::waves::WaveMatrix;

/// What is told of each participant.
#[derive(Debug, Clone, Copy)]
pub enum Told<'a> {
    /// The value of the last wave from the start on.
    LastAnswer(&'a WaveMatrix),
    /// Events per day since the start.
    Events(&'a EventLog<'a>),
    /// Whether the event came, per day since the start.
    Clock(&'a EventClock),
    /// Records since the start, as the figure says.
    Records(&'a Described, &'a Figure),
}

/// The sums of one population.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DescribedSums {
    /// Digits of the dimensions asked for.
    pub digits: Vec<u16>,
    /// Participants with a value.
    pub people: u64,
    /// Clusters of them.
    pub clusters: u64,
    /// Sum of the numerators.
    pub numerator: f64,
    /// Sum of the denominators.
    pub denominator: f64,
    /// Sum over clusters of the squared (numerator − ratio × denominator).
    pub squares: f64,
}

/// Numerator and denominator of one person.
pub(super) type Parts = (f64, f64);

/// The clusters and parts of people, by the digits of their values.
type Groups = BTreeMap<Vec<u16>, Vec<(u32, Parts)>>;

impl DescribedSums {
    /// The sums of people with their clusters.
    pub(super) fn of(digits: Vec<u16>, people: &[(u32, Parts)]) -> DescribedSums {
        let mut clusters: BTreeMap<u32, Parts> = BTreeMap::new();
        for &(cluster, (y, d)) in people {
            let slot = clusters.entry(cluster).or_default();
            slot.0 += y;
            slot.1 += d;
        }
        let numerator: f64 = clusters.values().map(|c| c.0).sum();
        let denominator: f64 = clusters.values().map(|c| c.1).sum();
        let ratio = numerator / denominator;
        DescribedSums {
            digits,
            people: people.len() as u64,
            clusters: clusters.len() as u64,
            numerator,
            denominator,
            squares: clusters
                .values()
                .map(|(y, d)| (y - ratio * d).powi(2))
                .sum(),
        }
    }
}

impl Panel<'_> {
    /// Sums over the participants of a comparison's scope and role; one list of populations a breakdown (lists of
    /// positions among the comparison's dimensions), every value that occurs among participants.
    pub fn describe(
        &self,
        comparison: &Comparison,
        breakdowns: &[Vec<usize>],
        told: Told<'_>,
        cluster: &[u32],
    ) -> Vec<Vec<DescribedSums>> {
        let cut_off = self.cut_off;
        let by_pairing = match told {
            Told::Records(described, _) => pairings(&described.records),
            _ => BTreeMap::new(),
        };
        let mut groups: Vec<Groups> = vec![Groups::new(); breakdowns.len()];
        for (person, &start) in comparison.start.iter().enumerate() {
            if start > cut_off {
                continue;
            }
            let own = match cluster.get(person) {
                None | Some(&OWN_CLUSTER) => person as u32,
                Some(&number) => number,
            };
            let parts = self.parts(comparison, person, start, told, &by_pairing);
            let eve = Period::containing(self.study.period_unit, start).eve();
            let row = self.row_in_force(person, eve);
            for (breakdown, groups) in breakdowns.iter().zip(&mut groups) {
                let digits = breakdown
                    .iter()
                    .map(|&d| self.dimension_digit(d, person, row, eve))
                    .collect();
                groups
                    .entry(digits)
                    .or_default()
                    .extend(parts.map(|p| (own, p)));
            }
        }
        for (breakdown, groups) in breakdowns.iter().zip(&mut groups) {
            if breakdown.is_empty() {
                groups.entry(Vec::new()).or_default();
            }
        }
        groups
            .into_iter()
            .map(|groups| {
                groups
                    .into_iter()
                    .map(|(digits, people)| DescribedSums::of(digits, &people))
                    .collect()
            })
            .collect()
    }

    /// The sums of records whoever they belong to, each for itself, of some programmes or of all: `people` are records.
    pub fn describe_records(
        &self,
        described: &Described,
        programme: Option<usize>,
    ) -> DescribedSums {
        let records: Vec<(u32, Parts)> = described
            .records
            .iter()
            .filter(|r| programme.is_none_or(|p| usize::from(r.programme) == p))
            .enumerate()
            .map(|(at, r)| (at as u32, (f64::from(r.value), 1.0)))
            .collect();
        DescribedSums::of(Vec::new(), &records)
    }

    /// Distinct people who started in a scope in any role by the cut-off.
    pub fn participants(&self, scope: Scope) -> u64 {
        let mut people: Vec<u32> = self
            .org
            .memberships
            .iter()
            .filter(|m| self.in_scope(m, scope))
            .map(|m| m.person)
            .collect();
        people.dedup();
        people.len() as u64
    }

    /// Distinct people who have started in any programme by the cut-off, and of them those in at least two.
    pub fn taking_part(&self) -> (u64, u64) {
        let counted = |m: &&Membership| self.in_scope(m, Scope::All);
        let mut seats: Vec<(u32, u16)> = self
            .org
            .memberships
            .iter()
            .filter(counted)
            .map(|m| (m.person, m.programme))
            .collect();
        seats.sort_unstable();
        seats.dedup();
        let people = seats.chunk_by(|a, b| a.0 == b.0);
        people.fold((0, 0), |(all, several), own| {
            (all + 1, several + u64::from(own.len() > 1))
        })
    }

    pub(super) fn in_scope(&self, m: &Membership, scope: Scope) -> bool {
        let programme = usize::from(m.programme);
        let counts = self
            .programmes
            .get(programme)
            .is_some_and(|p| p.start.is_none_or(|s| m.start >= s));
        let inside = match scope {
            Scope::Programme(own) => own == programme,
            Scope::All => true,
        };
        counts && inside && m.start <= self.cut_off
    }

    /// The roster row of a person on a day: the last snapshot up to it, else the first.
    pub(super) fn row_in_force(&self, person: usize, day: Day) -> u32 {
        let roster = &self.org.roster;
        let (first, end) = (roster.first_row[person], roster.first_row[person + 1]);
        let known = &roster.as_of[first as usize..end as usize];
        first + known.partition_point(|&as_of| as_of <= day).max(1) as u32 - 1
    }

    fn parts(
        &self,
        comparison: &Comparison,
        person: usize,
        start: Day,
        told: Told<'_>,
        by_pairing: &BTreeMap<u32, Vec<Record>>,
    ) -> Option<Parts> {
        match told {
            Told::LastAnswer(matrix) => {
                let first = matrix.waves.partition_point(|&w| w < start);
                let answered = matrix.row(person)[first..].iter();
                let last = answered.rev().find(|v| !v.is_nan())?;
                Some((f64::from(*last), 1.0))
            }
            Told::Events(log) => {
                self.spells.covering(person, start)?;
                let days = self.days_at_risk(person, start, start, Day::MAX);
                (days > 0).then(|| {
                    let events = log.total(person, start, start.plus(days as i32));
                    (events, f64::from(days))
                })
            }
            Told::Clock(clock) => {
                self.spells.covering(person, start)?;
                let (day, ending) = self.follow_up(clock, person, start, start, Day::MAX);
                let event = if ending == Ending::Event { 1.0 } else { 0.0 };
                Some((event, f64::from(day.max(1))))
            }
            Told::Records(described, figure) => {
                self.of_records(comparison, person, start, described, figure, by_pairing)
            }
        }
    }

    fn of_records(
        &self,
        comparison: &Comparison,
        person: usize,
        start: Day,
        described: &Described,
        figure: &Figure,
        by_pairing: &BTreeMap<u32, Vec<Record>>,
    ) -> Option<Parts> {
        let memberships = &self.org.memberships;
        let from = memberships.partition_point(|m| (m.person as usize) < person);
        let own = memberships[from..]
            .iter()
            .take_while(|m| m.person as usize == person)
            .filter(|m| m.role == comparison.role && self.in_scope(m, comparison.scope));
        if matches!(figure, Figure::SessionsHeld | Figure::SessionMinutes) {
            let mut count = 0.0;
            let (mut held, mut sum) = (0.0, 0.0);
            for m in own {
                count += 1.0;
                for r in by_pairing.get(&m.pairing).into_iter().flatten() {
                    if (m.start..=m.end).contains(&r.day) {
                        held += 1.0;
                        sum += f64::from(r.value);
                    }
                }
            }
            return match figure {
                Figure::SessionMinutes => (held > 0.0).then_some((sum, held)),
                _ => Some((held, count)),
            };
        }
        let pairings: Vec<u32> = own.map(|m| m.pairing).collect();
        let records = &described.records;
        let from = records.partition_point(|r| (r.person as usize) < person);
        let form = matches!(figure, Figure::Answers { .. });
        let (mut sum, mut n) = (0.0, 0.0);
        for r in records[from..]
            .iter()
            .take_while(|r| r.person as usize == person && r.person != NO_PERSON)
            .filter(|r| r.day >= start && (!form || pairings.contains(&r.pairing)))
        {
            sum += f64::from(r.value);
            n += 1.0;
        }
        match figure {
            Figure::Candidates => Some((sum, 1.0)),
            _ if n == 0.0 => None,
            Figure::Answers {
                threshold, scale, ..
            } => {
                let mean = sum / n;
                let reached = |t: f64| {
                    let t = scale.map_or(t, |[low, high]| 100.0 * (t - low) / (high - low));
                    if mean >= t - ROUNDING { 100.0 } else { 0.0 }
                };
                Some((threshold.map_or(mean, reached), 1.0))
            }
            _ => Some((sum, n)),
        }
    }

    /// The records that an outcome describes.
    pub fn described(&self, position: usize) -> Option<(&Described, &Figure)> {
        let Measure::Descriptive { figure, .. } = &self.outcomes.get(position)?.measure else {
            return None;
        };
        let described = self.org.described.iter().find(|d| d.outcome == position)?;
        Some((described, figure))
    }
}

/// Means of single-precision values may miss a threshold by this much.
const ROUNDING: f64 = 1e-4;

/// Records by pairing.
fn pairings(records: &[Record]) -> BTreeMap<u32, Vec<Record>> {
    let mut by_pairing: BTreeMap<u32, Vec<Record>> = BTreeMap::new();
    for r in records {
        by_pairing.entry(r.pairing).or_default().push(*r);
    }
    by_pairing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_and_their_spread_by_hand() {
        // Values 1, 2 and 6 alone: mean 3, squares 4 + 1 + 9.
        let alone = [(0, (1.0, 1.0)), (1, (2.0, 1.0)), (2, (6.0, 1.0))];
        let sums = DescribedSums::of(Vec::new(), &alone);
        assert_eq!((sums.people, sums.clusters), (3, 3));
        assert_eq!(
            (sums.numerator, sums.denominator, sums.squares),
            (9.0, 3.0, 14.0)
        );
        // The first two in one cluster: (3 − 6)² + (6 − 3)².
        let shared = [(0, (1.0, 1.0)), (0, (2.0, 1.0)), (2, (6.0, 1.0))];
        let sums = DescribedSums::of(Vec::new(), &shared);
        assert_eq!((sums.people, sums.clusters, sums.squares), (3, 2, 18.0));
    }
}
