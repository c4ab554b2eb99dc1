//! The time-to-event reduction: per trial, arm, cell, whole-day duration and ending the number of people; and the
//! sums over people of the influences that estimators derive from it.

mod influence;
mod prepared;

use rayon::prelude::*;

use crate::tables::{ExitKind, Measure};
use crate::vocab::{CareerStep, Day};

use super::people::Panel;
use super::trials::Comparison;

pub use influence::{ArmWeights, DayTable, FollowUpFamily, FollowUpInfluence, WeightStep};

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

/// Which exits are events and which compete; or steps of careers, with every exit competing.
#[derive(Debug, Clone)]
pub enum EventClock {
    /// Exits of some kinds.
    Exit {
        /// Kinds that are the event.
        events: Vec<ExitKind>,
        /// Kinds that compete with it.
        competing: Vec<ExitKind>,
    },
    /// The first step of one of these sorts on or after the index date.
    Career(Vec<CareerStep>),
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
            Measure::TimeToStep { steps, .. } => Some(EventClock::Career(steps.clone())),
            _ => None,
        }
    }

    /// Whether another event can make this one impossible: then incidence is not one minus the cause-specific curve.
    pub fn has_competing(&self) -> bool {
        match self {
            EventClock::Exit { competing, .. } => !competing.is_empty(),
            EventClock::Career(_) => true,
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
        let cut_off = self.cut_off;
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
                (EventClock::Career(_), Some(_)) => Ending::Competing,
                _ => Ending::Censored,
            };
            end = (days(spell.exit), ending);
        }
        if let EventClock::Career(steps) = clock {
            for step in steps {
                let taken = self.org.steps(*step);
                let from = taken.partition_point(|&(p, day)| (p as usize, day) < (person, index));
                if let Some(&(p, day)) = taken.get(from)
                    && p as usize == person
                    && day <= cut_off
                    && days(day) < end.0
                {
                    end = (days(day), Ending::Event);
                }
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
}
