//! The second reduction of times to events: influences of weighted curves summed over people, in one pass for all
//! families of populations.

use std::ops::Range;

use rayon::prelude::*;

use crate::vocab::Day;

use super::super::people::Panel;
use super::super::person_sums::{Collector, PopulationSums, SlotPlan, person_sums};
use super::super::score_changes::rows_within;
use super::super::trials::Comparison;
use super::{Ending, EventClock};

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

/// Influences of one curve in a cell whose weight steps: per step the sum of the stretches before it.
#[derive(Debug, Clone, Default)]
struct SteppedSums(Vec<f64>);

impl SteppedSums {
    fn of(table: &DayTable, steps: &[WeightStep]) -> SteppedSums {
        let (mut sum, mut factor, mut from) = (0.0, 1.0, 0.0);
        SteppedSums(
            steps
                .iter()
                .map(|step| {
                    let until = table.at(step.from);
                    sum += factor * (until - from);
                    from = until;
                    factor = step.factor;
                    sum
                })
                .collect(),
        )
    }

    /// The influence of a person: each stretch times its factor; the event has the factor before its day.
    fn influence(&self, table: &DayTable, steps: &[WeightStep], day: u32, event: bool) -> f64 {
        let passed = steps.partition_point(|s| s.from < day);
        let (sum, factor, from) = match passed.checked_sub(1) {
            None => (0.0, 1.0, 0.0),
            Some(k) => (self.0[k], steps[k].factor, table.at(steps[k].from)),
        };
        let end = table.at(day);
        let followed = sum + factor * (end - from);
        if event {
            followed + factor * (table.event_at(day) - end)
        } else {
            followed
        }
    }
}

impl DayTable {
    /// Without the event by a day; the last day stands for later ones, an empty table is zero.
    fn at(&self, day: u32) -> f64 {
        let last = self.other.len().saturating_sub(1);
        self.other
            .get((day as usize).min(last))
            .copied()
            .unwrap_or(0.0)
    }

    /// With the event on a day.
    fn event_at(&self, day: u32) -> f64 {
        let last = self.event.len().saturating_sub(1);
        self.event
            .get((day as usize).min(last))
            .copied()
            .unwrap_or(0.0)
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

/// One family prepared for one trial.
struct Prepared<'f> {
    family: &'f FollowUpFamily<'f>,
    trial: usize,
    slots: usize,
    /// Per arm, cell and slot: the influence of somebody followed to the cut-off without the event. Most people are.
    usual: [Vec<f64>; 2],
    /// Per arm, cell and curve: the sums by step; empty for cells whose weight never steps.
    stepped: [Vec<Vec<SteppedSums>>; 2],
}

impl<'f> Prepared<'f> {
    fn of(family: &'f FollowUpFamily<'f>, trial: usize, last_day: u32) -> Prepared<'f> {
        let slots = family.influence.slots();
        let mut prepared = Prepared {
            family,
            trial,
            slots,
            usual: [Vec::new(), Vec::new()],
            stepped: [false, true].map(|treated| stepped_sums(family, trial, treated)),
        };
        for treated in [false, true] {
            let cells = family.population.len();
            let mut usual = vec![0.0; cells * slots];
            for cell in 0..cells {
                let row = Followed {
                    person: 0,
                    cell: cell as u32,
                    treated,
                    day: last_day,
                    event: false,
                };
                if let Some(own) = family.population[cell] {
                    let vector = &mut usual[cell * slots..(cell + 1) * slots];
                    prepared.influence(own, row, vector);
                }
            }
            prepared.usual[usize::from(treated)] = usual;
        }
        prepared
    }

    fn weight(&self, row: Followed) -> f64 {
        let arm = usize::from(row.treated);
        self.family.influence.weights[self.trial][arm].weight[row.cell as usize]
    }

    /// Adds the influence of one person to a vector.
    fn influence(&self, population: u16, row: Followed, vector: &mut [f64]) {
        let arm = usize::from(row.treated);
        let influence = &self.family.influence;
        let weight = self.weight(row);
        if weight <= 0.0 {
            return;
        }
        let sign = if row.treated { weight } else { -weight };
        let own = usize::from(population);
        let sums = self.stepped[arm]
            .get(row.cell as usize)
            .map_or(&[][..], Vec::as_slice);
        if sums.is_empty() {
            for (slot, curve) in influence.curves.iter().enumerate() {
                let table = &curve[own][arm];
                let value = if row.event {
                    table.event_at(row.day)
                } else {
                    table.at(row.day)
                };
                vector[slot] += sign * value;
            }
        } else {
            let steps = &influence.weights[self.trial][arm].steps[row.cell as usize];
            for ((slot, curve), sums) in influence.curves.iter().enumerate().zip(sums) {
                let table = &curve[own][arm];
                vector[slot] += sign * sums.influence(table, steps, row.day, row.event);
            }
        }
        for (k, slot) in influence.stratified.iter().enumerate() {
            let table = &slot[own][self.trial][arm];
            let side = if row.event {
                &table.event
            } else {
                &table.other
            };
            if let Some(value) = side.get(row.day as usize) {
                vector[influence.curves.len() + k] += weight * value;
            }
        }
    }

    #[inline]
    fn contribute(&self, row: Followed, is_usual: bool, collector: &mut Collector<'_>) {
        let Some(own) = self.family.population[row.cell as usize] else {
            return;
        };
        collector.mark(row.person, own, row.treated, self.weight(row) > 0.0);
        let vector = collector.vector(row.person);
        if is_usual {
            let from = row.cell as usize * self.slots;
            let usual = &self.usual[usize::from(row.treated)][from..from + self.slots];
            vector.iter_mut().zip(usual).for_each(|(v, u)| *v += u);
        } else {
            self.influence(own, row, vector);
        }
    }
}

/// Per cell and curve the sums by step.
fn stepped_sums(family: &FollowUpFamily<'_>, trial: usize, treated: bool) -> Vec<Vec<SteppedSums>> {
    let arm = usize::from(treated);
    let steps = &family.influence.weights[trial][arm].steps;
    steps
        .iter()
        .zip(family.population)
        .map(|(steps, population)| match population {
            Some(population) if !steps.is_empty() => family
                .influence
                .curves
                .iter()
                .map(|curve| SteppedSums::of(&curve[usize::from(*population)][arm], steps))
                .collect(),
            _ => Vec::new(),
        })
        .collect()
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
        let cut_off = self.period.last_day();
        let prepared: Vec<(u32, Vec<Prepared<'_>>)> = comparison
            .trials
            .par_iter()
            .enumerate()
            .map(|(at, trial)| {
                let last_day = u32::try_from(cut_off.since(trial.index)).unwrap_or(0);
                let own = families.iter().map(|f| Prepared::of(f, at, last_day));
                (last_day, own.collect())
            })
            .collect();
        let fill = |range: Range<u32>, collectors: &mut [Collector<'_>]| {
            for (trial, (last_day, prepared)) in comparison.trials.iter().zip(&prepared) {
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
                    let usual = !row.event && day == *last_day;
                    for (family, collector) in prepared.iter().zip(collectors.iter_mut()) {
                        family.contribute(row, usual, collector);
                    }
                }
            }
        };
        person_sums(&comparison.attendance, &plans, cluster, &fill)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_that_steps_scales_each_stretch() {
        // `other` accumulates 1 a day; the event adds -10.
        let table = DayTable {
            other: (0..6).map(f64::from).collect(),
            event: (0..6).map(|d| f64::from(d) - 10.0).collect(),
        };
        let influence = |steps: &[WeightStep], day, event| {
            SteppedSums::of(&table, steps).influence(&table, steps, day, event)
        };
        assert!((influence(&[], 4, false) - 4.0).abs() < 1e-12);
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
        assert!((influence(&steps, 4, false) - (1.0 + 4.0 + 4.0)).abs() < 1e-12);
        assert!((influence(&steps, 4, true) - (9.0 - 40.0)).abs() < 1e-12);
        // An event on the day of a step still has the weight before it.
        assert!((influence(&steps, 3, true) - (1.0 + 4.0 - 20.0)).abs() < 1e-12);
    }
}
