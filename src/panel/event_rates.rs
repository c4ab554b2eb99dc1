//! The count reduction: per trial, arm, cell, days at risk and events the number of people; and the sums over people of
//! the influences that a rate ratio derives from it.
//!
//! A person is at risk from the index date to the cut-off, the last day of employment or the day on which they leave
//! the controls, whichever comes first. Events before the index date count for nobody. Deliberately absent: weights.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use crate::tables::Counted;
use crate::vocab::Day;

use super::people::Panel;
use super::person_sums::{Family, PopulationSums, person_sums};
use super::score_changes::rows_within;
use super::trials::Comparison;

/// The dated events of everybody, in order of person and day.
#[derive(Debug, Clone)]
pub struct EventLog<'a> {
    /// The events of person `p` are `first[p]..first[p + 1]`.
    first: Vec<u32>,
    day: Cow<'a, [Day]>,
    value: Cow<'a, [f32]>,
}

impl<'a> EventLog<'a> {
    /// The events of a count outcome among so many people.
    pub fn of(counted: &'a Counted, people: usize) -> EventLog<'a> {
        let mut first = vec![0u32; people + 1];
        for &person in &counted.person {
            first[person as usize + 1] += 1;
        }
        for person in 0..people {
            first[person + 1] += first[person];
        }
        let key = |k: usize| (counted.person[k], counted.day[k]);
        if (1..counted.person.len()).all(|k| key(k - 1) <= key(k)) {
            return EventLog {
                first,
                day: Cow::Borrowed(&counted.day),
                value: Cow::Borrowed(&counted.value),
            };
        }
        let mut order: Vec<usize> = (0..counted.person.len()).collect();
        order.sort_by_key(|&k| key(k));
        EventLog {
            first,
            day: order.iter().map(|&k| counted.day[k]).collect(),
            value: order.iter().map(|&k| counted.value[k]).collect(),
        }
    }

    /// What a person has on record from `from` (inclusive) to `to` (exclusive).
    pub fn total(&self, person: usize, from: Day, to: Day) -> f64 {
        let own = self.first[person] as usize..self.first[person + 1] as usize;
        if own.is_empty() {
            return 0.0;
        }
        let days = &self.day[own.clone()];
        let (begin, end) = (
            days.partition_point(|&d| d < from),
            days.partition_point(|&d| d < to),
        );
        self.value[own][begin..end.max(begin)]
            .iter()
            .map(|&v| f64::from(v))
            .sum()
    }
}

/// People of one cell with the same days at risk and the same events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateCount {
    /// Cell of the comparison.
    pub cell: u32,
    /// Days at risk.
    pub days: u32,
    /// Events, or the sum of their values.
    pub events: f64,
    /// How many people.
    pub n: u32,
}

/// Counts of one trial, sorted by cell, days and events.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RateCounts {
    /// Participants.
    pub treated: Vec<RateCount>,
    /// Control people.
    pub control: Vec<RateCount>,
}

/// The score of one arm's rate: what one person with unit weight adds to the logarithm of the rate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RateScore {
    /// Events per day.
    pub rate: f64,
    /// One over the shape of the negative binomial distribution; 0 for Poisson.
    pub overdispersion: f64,
    /// Information of the logarithm of the rate; 0 when there is no answer.
    pub information: f64,
}

impl RateScore {
    /// What a person with unit weight adds to the logarithm of the rate.
    pub fn influence(&self, events: f64, days: u32) -> f64 {
        if self.information <= 0.0 {
            return 0.0;
        }
        let mean = self.rate * f64::from(days);
        (events - mean) / (1.0 + mean * self.overdispersion) / self.information
    }
}

/// One family of populations in the second reduction.
#[derive(Debug, Clone)]
pub struct RateFamily<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// Per population: the scores of control people and of participants.
    pub scores: Vec<[RateScore; 2]>,
    /// Per trial: weights by cell of control people and of participants; 0 off support.
    pub weights: Vec<[Vec<f64>; 2]>,
}

impl Panel<'_> {
    /// Whole days at risk of a person in a trial.
    pub(super) fn days_at_risk(&self, person: usize, eve: Day, index: Day, until: Day) -> u32 {
        let mut end = self.cut_off.plus(1).min(until);
        if let Some(spell) = self.spells.covering(person, eve) {
            end = end.min(spell.exit);
        }
        u32::try_from(end.since(index)).unwrap_or(0)
    }

    /// The first reduction: counts per trial.
    pub fn rate_counts(&self, comparison: &Comparison, log: &EventLog<'_>) -> Vec<RateCounts> {
        comparison
            .trials
            .par_iter()
            .map(|trial| {
                let of = |person: u32, cell: u32, until: Day| {
                    let person = person as usize;
                    let days = self.days_at_risk(person, trial.eve, trial.index, until);
                    let events = log.total(person, trial.index, trial.index.plus(days as i32));
                    (cell, days, events)
                };
                let after_cut_off = self.cut_off.plus(1);
                let whole = u32::try_from(after_cut_off.since(trial.index)).unwrap_or(0);
                RateCounts {
                    treated: count(
                        whole,
                        trial.treated.iter().map(|r| of(r.person, r.cell, Day::MAX)),
                    ),
                    control: count(
                        whole,
                        trial.control.iter().map(|r| of(r.person, r.cell, r.until)),
                    ),
                }
            })
            .collect()
    }

    /// The second reduction: influences on the logarithm of the rate ratio, summed over people, for several families of
    /// populations in one pass. One list of populations a family; the only slot is the influence.
    pub fn rate_influence(
        &self,
        comparison: &Comparison,
        log: &EventLog<'_>,
        families: &[RateFamily<'_>],
        cluster: &[u32],
    ) -> Vec<Vec<PopulationSums>> {
        let summed: Vec<Family<'_>> = families
            .iter()
            .map(|f| Family::of_variances(1, f.scores.len(), f.population))
            .collect();
        let of_some = |some: Range<usize>| &families[some];
        person_sums(
            &comparison.attendance,
            &summed,
            cluster,
            &of_some,
            &|range, families, collector| {
                for (at, trial) in comparison.trials.iter().enumerate() {
                    let (treated, control) = rows_within(trial, &range);
                    let rows = treated
                        .iter()
                        .map(|r| (r.person, r.cell, Day::MAX, true))
                        .chain(control.iter().map(|r| (r.person, r.cell, r.until, false)));
                    for (person, cell, until, treated) in rows {
                        let days =
                            self.days_at_risk(person as usize, trial.eve, trial.index, until);
                        let end = trial.index.plus(days as i32);
                        let events = log.total(person as usize, trial.index, end);
                        let arm = usize::from(treated);
                        let sign = if treated { 1.0 } else { -1.0 };
                        let place = collector.person(person, cell);
                        for (number, (family, slot)) in
                            families.iter().zip(place.vector.iter_mut()).enumerate()
                        {
                            let Some(own) = family.population[cell as usize] else {
                                continue;
                            };
                            let weight = family.weights[at][arm][cell as usize];
                            let on_support = u64::from(weight > 0.0) << number;
                            place.marks.add(treated, 1 << number, on_support);
                            let score = &family.scores[usize::from(own)][arm];
                            *slot += sign * weight * score.influence(events, days);
                        }
                    }
                }
            },
        )
    }
}

/// Sorts and counts (cell, days, events). Most people are at risk to the end and have nothing on record: they are
/// counted by cell without sorting.
fn count(whole: u32, rows: impl Iterator<Item = (u32, u32, f64)>) -> Vec<RateCount> {
    let mut usual: Vec<u32> = Vec::new();
    let mut counts: Vec<RateCount> = Vec::new();
    for (cell, days, events) in rows {
        if days == whole && events == 0.0 {
            if usual.len() <= cell as usize {
                usual.resize(cell as usize + 1, 0);
            }
            usual[cell as usize] += 1;
        } else {
            counts.push(RateCount {
                cell,
                days,
                events,
                n: 1,
            });
        }
    }
    let of_usual = usual.iter().enumerate().filter(|(_, n)| **n > 0);
    counts.extend(of_usual.map(|(cell, &n)| RateCount {
        cell: cell as u32,
        days: whole,
        events: 0.0,
        n,
    }));
    counts.sort_unstable_by(|a, b| {
        (a.cell, a.days)
            .cmp(&(b.cell, b.days))
            .then(a.events.total_cmp(&b.events))
    });
    counts.dedup_by(|later, earlier| {
        let same = (later.cell, later.days) == (earlier.cell, earlier.days)
            && later.events.total_cmp(&earlier.events).is_eq();
        if same {
            earlier.n += later.n;
        }
        same
    });
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_within_a_window_are_added_up() {
        let counted = Counted {
            outcome: 0,
            person: vec![0, 0, 2, 2, 2],
            day: [10, 20, 5, 10, 11].map(Day).to_vec(),
            value: vec![1.0, 2.0, 1.0, 1.0, 4.0],
        };
        let log = EventLog::of(&counted, 4);
        assert_eq!(log.total(0, Day(10), Day(20)), 1.0);
        assert_eq!(log.total(0, Day(10), Day(21)), 3.0);
        assert_eq!(log.total(1, Day(0), Day(99)), 0.0);
        assert_eq!(log.total(2, Day(6), Day(12)), 5.0);
        assert_eq!(log.total(3, Day(6), Day(12)), 0.0);
    }

    #[test]
    fn counts_are_sorted_and_complete() {
        let rows = [
            (1, 90, 0.0),
            (0, 90, 2.0),
            (1, 90, 0.0),
            (0, 30, 0.0),
            (0, 90, 2.0),
        ];
        let flat: Vec<_> = count(90, rows.into_iter())
            .iter()
            .map(|c| (c.cell, c.days, c.events as i32, c.n))
            .collect();
        assert_eq!(flat, [(0, 30, 0, 1), (0, 90, 2, 2), (1, 90, 0, 2)]);
    }

    #[test]
    fn the_score_of_a_rate() {
        let score = RateScore {
            rate: 0.5,
            overdispersion: 0.25,
            information: 10.0,
        };
        // mean 4, (6 - 4) / (1 + 4/4) / 10
        assert!((score.influence(6.0, 8) - 0.1).abs() < 1e-15);
    }
}
