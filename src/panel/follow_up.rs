//! The time-to-event reduction: per trial, arm, cell, whole-day duration and ending the number of people; and the
//! sums over people of the influences that estimators derive from it.

use std::ops::Range;

use rayon::prelude::*;

use crate::tables::{ExitKind, Measure};
use crate::vocab::Day;

use super::people::Panel;
use super::person_sums::{Collector, PopulationSums, SlotPlan, person_sums};
use super::score_changes::rows_within;
use super::trials::Comparison;

/// How a person's follow-up ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// The event of interest.
    Event,
    /// A competing event.
    Competing,
    /// A control person starts (or their manager does) and leaves the controls.
    LaterStart,
    /// The cut-off, or another exit.
    Censored,
}

/// People of one cell with the same duration and ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUpCount {
    /// Cell of the comparison.
    pub cell: u32,
    /// Whole days since the index date.
    pub day: u32,
    /// How it ended.
    pub ending: Ending,
    /// How many people.
    pub n: u32,
}

/// Counts of one trial, sorted by cell, day and ending.
#[derive(Debug, Clone, Default)]
pub struct TrialCounts {
    /// Participants.
    pub treated: Vec<FollowUpCount>,
    /// Control people.
    pub control: Vec<FollowUpCount>,
}

/// Which exits are events and which compete; or promotions, with every exit competing.
#[derive(Debug, Clone)]
pub enum EventClock {
    /// Exits of some kinds.
    Exit {
        /// Kinds that are the event.
        events: Vec<ExitKind>,
        /// Kinds that compete with it.
        competing: Vec<ExitKind>,
    },
    /// The first promotion after the index date.
    Promotion,
}

impl EventClock {
    /// The clock of an outcome; `None` when it is not a time to an event.
    pub fn of(measure: &Measure) -> Option<EventClock> {
        match measure {
            Measure::TimeToExit {
                events, competing, ..
            } => Some(EventClock::Exit {
                events: events.clone(),
                competing: competing.clone(),
            }),
            Measure::TimeToPromotion { .. } => Some(EventClock::Promotion),
            _ => None,
        }
    }
}

impl Panel<'_> {
    /// How one person's follow-up in a trial ends: days since the index date, and why.
    pub fn follow_up(
        &self,
        clock: &EventClock,
        person: usize,
        eve: Day,
        index: Day,
        until: Day,
    ) -> (u32, Ending) {
        let cut_off = self.period.last_day();
        let days = |day: Day| u32::try_from(day.since(index)).unwrap_or(0);
        let mut end = (days(cut_off), Ending::Censored);
        if let Some(spell) = self.spells.covering(person, eve)
            && spell.exit <= cut_off
        {
            let ending = match (clock, spell.kind) {
                (EventClock::Exit { events, .. }, Some(kind)) if events.contains(&kind) => {
                    Ending::Event
                }
                (EventClock::Exit { competing, .. }, Some(kind)) if competing.contains(&kind) => {
                    Ending::Competing
                }
                (EventClock::Promotion, Some(_)) => Ending::Competing,
                _ => Ending::Censored,
            };
            end = (days(spell.exit), ending);
        }
        if matches!(clock, EventClock::Promotion) {
            let promotions = &self.org.promotions;
            let from = promotions.partition_point(|&(p, day)| (p as usize, day) < (person, index));
            if let Some(&(p, day)) = promotions.get(from)
                && p as usize == person
                && day <= cut_off
                && days(day) < end.0
            {
                end = (days(day), Ending::Event);
            }
        }
        if until <= cut_off && days(until) < end.0 {
            end = (days(until), Ending::LaterStart);
        }
        end
    }

    /// The first reduction: counts per trial.
    pub fn follow_up_counts(
        &self,
        comparison: &Comparison,
        clock: &EventClock,
    ) -> Vec<TrialCounts> {
        comparison
            .trials
            .par_iter()
            .map(|trial| {
                let of = |person: u32, until: Day| {
                    self.follow_up(clock, person as usize, trial.eve, trial.index, until)
                };
                TrialCounts {
                    treated: count(
                        trial
                            .treated
                            .iter()
                            .map(|r| (r.cell, of(r.person, Day::MAX))),
                    ),
                    control: count(
                        trial
                            .control
                            .iter()
                            .map(|r| (r.cell, of(r.person, r.until))),
                    ),
                }
            })
            .collect()
    }
}

/// Sorts and counts (cell, (day, ending)).
fn count(rows: impl Iterator<Item = (u32, (u32, Ending))>) -> Vec<FollowUpCount> {
    // Most people end at the cut-off, on one and the same day: they are counted by cell without sorting.
    let mut usual: Option<(u32, Ending)> = None;
    let mut at_usual: Vec<u32> = Vec::new();
    let mut others: Vec<(u32, u32, Ending)> = Vec::new();
    for (cell, (day, ending)) in rows {
        if ending == Ending::Censored && usual.is_none_or(|u| u == (day, ending)) {
            usual = Some((day, ending));
            if at_usual.len() <= cell as usize {
                at_usual.resize(cell as usize + 1, 0);
            }
            at_usual[cell as usize] += 1;
        } else {
            others.push((cell, day, ending));
        }
    }
    others.sort_unstable();
    let mut counts: Vec<FollowUpCount> = Vec::new();
    for (cell, day, ending) in others {
        match counts.last_mut() {
            Some(last) if (last.cell, last.day, last.ending) == (cell, day, ending) => last.n += 1,
            _ => counts.push(FollowUpCount {
                cell,
                day,
                ending,
                n: 1,
            }),
        }
    }
    if let Some((day, ending)) = usual {
        for (cell, &n) in at_usual.iter().enumerate() {
            if n > 0 {
                counts.push(FollowUpCount {
                    cell: cell as u32,
                    day,
                    ending,
                    n,
                });
            }
        }
        counts.sort_unstable_by_key(|c| (c.cell, c.day, c.ending));
        counts.dedup_by(|later, earlier| {
            let same = (later.cell, later.day, later.ending)
                == (earlier.cell, earlier.day, earlier.ending);
            if same {
                earlier.n += later.n;
            }
            same
        });
    }
    counts
}

/// Influence of a person with unit weight by day of the end of follow-up: `event[d]` with the event on that
/// day, `other[d]` with any other ending.
#[derive(Debug, Clone, Default)]
pub struct DayTable {
    /// With the event.
    pub event: Vec<f64>,
    /// Without.
    pub other: Vec<f64>,
}

/// A stretch of days over which a cell's weight is constant: from `from` (exclusive) on the weight is `factor`
/// times the cell's weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightStep {
    /// Last day before the step.
    pub from: u32,
    /// Factor after it.
    pub factor: f64,
}

/// Weights of the cells of one arm of one trial.
#[derive(Debug, Clone, Default)]
pub struct ArmWeights {
    /// Weight per cell; 0 off support.
    pub weight: Vec<f64>,
    /// Steps per cell, in order of days; empty when the weight never changes.
    pub steps: Vec<Vec<WeightStep>>,
}

/// What the second reduction needs of a family of populations.
#[derive(Debug, Clone, Default)]
pub struct FollowUpInfluence {
    /// Per slot, population and arm (0 control, 1 treated): influence by day.
    pub curves: Vec<Vec<[DayTable; 2]>>,
    /// Per trial: weights of participants and of control people.
    pub weights: Vec<[ArmWeights; 2]>,
    /// Slots stratified by trial, whose weights do not step: per slot, population, trial and arm.
    pub stratified: Vec<Vec<Vec<[DayTable; 2]>>>,
}

impl FollowUpInfluence {
    /// Number of slots.
    pub fn slots(&self) -> usize {
        self.curves.len() + self.stratified.len()
    }
}

/// The influence of a person in a cell whose weight steps: the part of each stretch times its factor.
fn stepped(table: &DayTable, day: u32, event: bool, steps: &[WeightStep]) -> f64 {
    let last = table.other.len().saturating_sub(1);
    let at = |d: u32| (d as usize).min(last);
    let Some(&end) = table.other.get(at(day)) else {
        return 0.0;
    };
    let mut sum = 0.0;
    let mut factor = 1.0;
    let mut from = 0.0;
    for step in steps.iter().take_while(|s| s.from < day) {
        let until = table.other[at(step.from)];
        sum += factor * (until - from);
        from = until;
        factor = step.factor;
    }
    sum += factor * (end - from);
    if event {
        sum + factor * (table.event[at(day)] - end)
    } else {
        sum
    }
}

/// One family of populations in the second reduction.
#[derive(Debug, Clone)]
pub struct FollowUpFamily<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// Number of populations.
    pub populations: usize,
    /// Influences.
    pub influence: FollowUpInfluence,
}

impl FollowUpFamily<'_> {
    #[inline]
    fn contribute(&self, trial: usize, row: Followed, collector: &mut Collector) {
        let Some(own) = self.population[row.cell as usize] else {
            return;
        };
        let arm = usize::from(row.treated);
        let weights = &self.influence.weights[trial][arm];
        let weight = weights.weight[row.cell as usize];
        collector.mark(row.person, own, row.treated, weight > 0.0);
        if weight <= 0.0 {
            return;
        }
        let sign = if row.treated { weight } else { -weight };
        let steps = weights
            .steps
            .get(row.cell as usize)
            .map_or(&[][..], Vec::as_slice);
        for (slot, curve) in self.influence.curves.iter().enumerate() {
            let table = &curve[usize::from(own)][arm];
            collector.add(
                row.person,
                slot,
                sign * stepped(table, row.day, row.event, steps),
            );
        }
        for (k, slot) in self.influence.stratified.iter().enumerate() {
            let table = &slot[usize::from(own)][trial][arm];
            let side = if row.event {
                &table.event
            } else {
                &table.other
            };
            if let Some(value) = side.get(row.day as usize) {
                collector.add(row.person, self.influence.curves.len() + k, weight * value);
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Followed {
    person: u32,
    cell: u32,
    treated: bool,
    day: u32,
    event: bool,
}

impl Panel<'_> {
    /// Second reduction: influences of the difference between participants and control people, summed over people,
    /// for several families of populations in one pass. One list of populations a family.
    pub fn follow_up_influence(
        &self,
        comparison: &Comparison,
        clock: &EventClock,
        families: &[FollowUpFamily<'_>],
        cluster: &[u32],
    ) -> Vec<Vec<PopulationSums>> {
        let plans: Vec<SlotPlan> = families
            .iter()
            .map(|f| SlotPlan {
                slots: f.influence.slots(),
                populations: f.populations,
                ..SlotPlan::default()
            })
            .collect();
        let fill = |range: Range<u32>, collectors: &mut [Collector]| {
            for (at, trial) in comparison.trials.iter().enumerate() {
                let (treated, control) = rows_within(trial, &range);
                let rows = treated
                    .iter()
                    .map(|r| (r.person, r.cell, Day::MAX, true))
                    .chain(control.iter().map(|r| (r.person, r.cell, r.until, false)));
                for (person, cell, until, treated) in rows {
                    let (day, ending) =
                        self.follow_up(clock, person as usize, trial.eve, trial.index, until);
                    let row = Followed {
                        person,
                        cell,
                        treated,
                        day,
                        event: ending == Ending::Event,
                    };
                    for (family, collector) in families.iter().zip(collectors.iter_mut()) {
                        family.contribute(at, row, collector);
                    }
                }
            }
        };
        person_sums(self.people(), &plans, cluster, &fill)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_sorted_and_complete() {
        let rows = [
            (1, (9, Ending::Censored)),
            (0, (3, Ending::Event)),
            (1, (9, Ending::Censored)),
            (0, (3, Ending::Event)),
            (0, (9, Ending::Censored)),
            (1, (4, Ending::Censored)),
        ];
        let counts = count(rows.into_iter());
        let flat: Vec<_> = counts.iter().map(|c| (c.cell, c.day, c.n)).collect();
        assert_eq!(flat, [(0, 3, 2), (0, 9, 1), (1, 4, 1), (1, 9, 2)]);
    }

    #[test]
    fn a_weight_that_steps_scales_each_stretch() {
        // `other` accumulates 1 a day; the event adds -10.
        let table = DayTable {
            other: (0..6).map(f64::from).collect(),
            event: (0..6).map(|d| f64::from(d) - 10.0).collect(),
        };
        assert!((stepped(&table, 4, false, &[]) - 4.0).abs() < 1e-12);
        let steps = [
            WeightStep {
                from: 1,
                factor: 2.0,
            },
            WeightStep {
                from: 3,
                factor: 4.0,
            },
        ];
        // Days up to 1 at 1, 2 and 3 at 2, day 4 at 4.
        assert!((stepped(&table, 4, false, &steps) - (1.0 + 4.0 + 4.0)).abs() < 1e-12);
        assert!((stepped(&table, 4, true, &steps) - (9.0 - 40.0)).abs() < 1e-12);
        // An event on the day of a step still has the weight before it.
        assert!((stepped(&table, 3, true, &steps) - (1.0 + 4.0 - 20.0)).abs() < 1e-12);
    }
}
