//! The second reduction of scores: influences summed over people, in one pass for all families of populations.

use std::ops::Range;

use rayon::prelude::*;

use crate::kernel::difference::Influence;

use super::super::person_sums::{Collector, PopulationSums, SlotPlan, person_sums};
use super::super::settings::ControlGroup;
use super::super::trials::{Comparison, ControlRow, Trial};
use super::super::waves::WaveMatrix;
use super::{Change, ChangeKind, by_trial, waves_served};

/// What the second reduction needs of one change: influences by cell, `a + b·dy` already divided by the size
/// of the change's sample, and the slots they go to with their weights, by population.
#[derive(Debug, Clone)]
pub struct ChangeInfluence {
    /// The change.
    pub change: Change,
    /// Participants' influence by cell.
    pub treated: Vec<Influence>,
    /// Control people's influence by cell.
    pub control: Vec<Influence>,
    /// Per population: (slot, weight).
    pub targets: Vec<Vec<(usize, f64)>>,
}

/// What the second reduction needs of one family of populations.
#[derive(Debug, Clone)]
pub struct FamilyInfluence<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// Per change.
    pub changes: Vec<ChangeInfluence>,
    /// Influence of the estimated cohort shares, for participants: per population, trial and slot.
    pub cohort: Vec<Vec<Vec<f64>>>,
    /// The slots.
    pub plan: SlotPlan,
}

/// A row of a trial, of either arm.
#[derive(Clone, Copy)]
struct Row {
    person: u32,
    cell: u32,
    treated: bool,
}

/// Where one change's influence goes in one population.
#[derive(Clone, Debug, Default)]
struct Target<'f> {
    /// The first slot; its weight is already in the influences of the cells.
    slot: usize,
    /// Further slots, with weights relative to the first.
    further: Vec<(usize, f64)>,
    /// All of them as a bit set.
    bits: u128,
    /// What was asked for; nothing when empty.
    asked: &'f [(usize, f64)],
}

impl<'f> Target<'f> {
    fn of(asked: &'f [(usize, f64)]) -> Target<'f> {
        let Some(&(slot, weight)) = asked.first() else {
            return Target::default();
        };
        Target {
            slot,
            further: asked[1..].iter().map(|&(s, w)| (s, w / weight)).collect(),
            bits: asked.iter().fold(0, |set, &(s, _)| {
                set | 1u128.checked_shl(s as u32).unwrap_or(0)
            }),
            asked,
        }
    }

    /// The weight of the first slot, 0 when nothing is asked for.
    fn weight(&self) -> f64 {
        self.asked.first().map_or(0.0, |&(_, weight)| weight)
    }
}

/// Marks a change of the trial that a family does not use.
const NOT_OWN: usize = usize::MAX;

/// One family's influences within one trial, laid out for one pass over its people.
struct Prepared<'f> {
    family: usize,
    population: &'f [Option<u16>],
    /// Per change of the trial its position among the family's own, [`NOT_OWN`] when it has no part in the family.
    own: Vec<usize>,
    /// Number of the family's own changes, and which of them are effects.
    width: usize,
    post: Vec<bool>,
    /// Per cell and change, times the weight of the change's first slot.
    treated: Vec<Influence>,
    control: Vec<Influence>,
    /// Per population and change.
    targets: Vec<Vec<Target<'f>>>,
    /// Per population: influence of the cohort shares by slot, slots without one left out.
    cohort: Vec<Vec<(usize, f64)>>,
}

impl<'f> Prepared<'f> {
    fn of(
        number: usize,
        family: &'f FamilyInfluence<'_>,
        trial: usize,
        cells: usize,
    ) -> Prepared<'f> {
        let mut positions = Vec::new();
        let mut own: Vec<&ChangeInfluence> = Vec::new();
        for change in family.changes.iter().filter(|c| c.change.trial == trial) {
            // People count where they answered before and after, whatever became of the estimate.
            let post = change.change.kind == ChangeKind::Post;
            if post || change.targets.iter().any(|t| !t.is_empty()) {
                positions.push(own.len());
                own.push(change);
            } else {
                positions.push(NOT_OWN);
            }
        }
        let width = own.len();
        let targets: Vec<Vec<Target<'f>>> = (0..family.plan.populations)
            .map(|p| own.iter().map(|c| Target::of(&c.targets[p])).collect())
            .collect();
        let mut treated = vec![Influence::default(); cells * width];
        let mut control = vec![Influence::default(); cells * width];
        for (cell, population) in family.population.iter().enumerate() {
            let Some(population) = population else {
                continue;
            };
            for (k, change) in own.iter().enumerate() {
                let weight = targets[usize::from(*population)][k].weight();
                let scaled = |i: &Influence| Influence {
                    a: i.a * weight,
                    b: i.b * weight,
                };
                treated[cell * width + k] = scaled(&change.treated[cell]);
                control[cell * width + k] = scaled(&change.control[cell]);
            }
        }
        Prepared {
            family: number,
            population: family.population,
            own: positions,
            width,
            post: own
                .iter()
                .map(|c| c.change.kind == ChangeKind::Post)
                .collect(),
            treated,
            control,
            targets,
            cohort: family
                .cohort
                .iter()
                .map(|c| {
                    let slots = c[trial].iter().copied().enumerate();
                    slots.filter(|(_, value)| *value != 0.0).collect()
                })
                .collect(),
        }
    }

    /// Adds one person's influences on the changes of the trial that the person answered: (position, change).
    #[inline]
    fn contribute(&self, row: Row, answered: &[(usize, f64)], collector: &mut Collector<'_>) {
        let Some(population) = self.population[row.cell as usize] else {
            return;
        };
        let from = row.cell as usize * self.width;
        let influence = if row.treated {
            &self.treated[from..from + self.width]
        } else {
            &self.control[from..from + self.width]
        };
        let targets = &self.targets[usize::from(population)];
        let (mut post, mut on_support, mut used, mut seen) = (false, false, false, 0u128);
        let vector = collector.vector(row.person);
        for &(position, dy) in answered {
            let k = self.own[position];
            if k == NOT_OWN {
                continue;
            }
            let Influence { a, b } = influence[k];
            let supported = a != 0.0 || b != 0.0;
            if self.post[k] {
                post = true;
                on_support |= supported;
            }
            let target = &targets[k];
            if target.asked.is_empty() {
                continue;
            }
            used = true;
            seen |= target.bits;
            if supported {
                let value = a + b * dy;
                vector[target.slot] += value;
                for &(slot, weight) in &target.further {
                    vector[slot] += weight * value;
                }
            }
        }
        if used && row.treated {
            for &(slot, value) in &self.cohort[usize::from(population)] {
                vector[slot] += value;
            }
        }
        if post {
            collector.mark(row.person, population, row.treated, on_support);
        }
        if used {
            collector.see(row.person, row.treated, seen);
        }
    }
}

/// Second reduction: influences summed over people, for several families of populations in one pass. One list of
/// populations a family.
pub fn influence_sums(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    control: ControlGroup,
    families: &[FamilyInfluence<'_>],
    cluster: &[u32],
) -> Vec<Vec<PopulationSums>> {
    let cells = comparison.cells.len();
    let prepared: Vec<Vec<Prepared<'_>>> = (0..comparison.trials.len())
        .into_par_iter()
        .map(|trial| {
            families
                .iter()
                .enumerate()
                .map(|(number, family)| Prepared::of(number, family, trial, cells))
                .collect()
        })
        .collect();
    // All families list the same changes in the same order.
    let listed = families.first().map_or(&[][..], |f| f.changes.as_slice());
    let trials = by_trial(comparison.trials.len(), listed.iter().map(|c| c.change));
    let fill = |range: Range<u32>, collectors: &mut [Collector<'_>]| {
        let mut answered: Vec<(usize, f64)> = Vec::new();
        for ((trial, own), prepared) in comparison.trials.iter().zip(&trials).zip(&prepared) {
            let mut contribute = |row: Row, waves: usize| {
                let values = matrix.row(row.person as usize);
                answered.clear();
                for (position, change) in own.changes.iter().enumerate() {
                    let dy = f64::from(values[change.wave]) - f64::from(values[change.base]);
                    if !dy.is_nan() && change.wave < waves {
                        answered.push((position, dy));
                    }
                }
                if !answered.is_empty() {
                    for family in prepared {
                        family.contribute(row, &answered, &mut collectors[family.family]);
                    }
                }
            };
            let (treated, controls) = rows_within(trial, &range);
            for row in treated {
                let own = Row {
                    person: row.person,
                    cell: row.cell,
                    treated: true,
                };
                contribute(own, matrix.width());
            }
            for row in controls {
                let own = Row {
                    person: row.person,
                    cell: row.cell,
                    treated: false,
                };
                contribute(own, waves_served(row, &matrix.waves, control));
            }
        }
    };
    let plans: Vec<SlotPlan> = families.iter().map(|f| f.plan.clone()).collect();
    person_sums(&comparison.attendance, &plans, cluster, &fill)
}

/// Rows of a trial whose people lie in a range.
pub(in super::super) fn rows_within<'t>(
    trial: &'t Trial,
    range: &Range<u32>,
) -> (&'t [super::super::trials::TreatedRow], &'t [ControlRow]) {
    let treated = &trial.treated[trial.treated.partition_point(|r| r.person < range.start)..];
    let treated = &treated[..treated.partition_point(|r| r.person < range.end)];
    let control = &trial.control[trial.control.partition_point(|r| r.person < range.start)..];
    let control = &control[..control.partition_point(|r| r.person < range.end)];
    (treated, control)
}
