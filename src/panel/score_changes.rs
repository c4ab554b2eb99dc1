//! The score reduction: per trial, wave and cell the number, sum and sum of squares of changes since the base
//! wave, over people who answered both; and the sums over people of the influences that estimators derive from it.

use std::ops::Range;

use rayon::prelude::*;

use crate::kernel::difference::{ArmSums, Influence};
use crate::vocab::Day;

use super::person_sums::{Collector, PopulationSums, SlotPlan, person_sums};
use super::settings::ControlGroup;
use super::trials::{Comparison, ControlRow, Trial};
use super::waves::WaveMatrix;

/// What a change is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A wave from the index date on against the base wave: an effect.
    Post,
    /// A wave before the base against the base: a lead of the event study.
    Lead,
    /// A wave up to the base against the wave before it: the pre-trend test.
    Varying,
}

/// One change that is compared between the arms of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Position of the trial in the comparison.
    pub trial: usize,
    /// Position of the wave.
    pub wave: usize,
    /// Position of the wave it is measured against.
    pub base: usize,
    /// Waves since the start: the first wave on or after the index date is 0, the base −1.
    pub event_time: i32,
    /// What for.
    pub kind: ChangeKind,
}

/// Sums of one change: per cell of the comparison and arm.
#[derive(Debug, Clone)]
pub struct ChangeSums {
    /// The change.
    pub change: Change,
    /// Participants, per cell.
    pub treated: Vec<ArmSums>,
    /// Control people, per cell.
    pub control: Vec<ArmSums>,
    /// Participants' values at the wave itself, per cell.
    pub treated_level: Vec<ArmSums>,
    /// Values of both arms at the base, all cells together.
    pub base: ArmSums,
}

/// The changes of a comparison on an outcome's waves. A cohort with no wave before it has none.
pub fn changes(comparison: &Comparison, waves: &[Day]) -> Vec<Change> {
    let mut found = Vec::new();
    for (at, trial) in comparison.trials.iter().enumerate() {
        let Some(base) = waves.partition_point(|&w| w <= trial.eve).checked_sub(1) else { continue };
        let first_post = waves.partition_point(|&w| w < trial.index);
        let change = |wave: usize, base: usize, event_time: i32, kind| Change { trial: at, wave, base, event_time, kind };
        for wave in 0..base {
            found.push(change(wave, base, wave as i32 - base as i32 - 1, ChangeKind::Lead));
        }
        for wave in 1..=base {
            found.push(change(wave, wave - 1, wave as i32 - base as i32 - 1, ChangeKind::Varying));
        }
        for wave in first_post..waves.len() {
            found.push(change(wave, base, (wave - first_post) as i32, ChangeKind::Post));
        }
    }
    found
}

/// Whether a control person still serves at a wave.
#[inline]
fn serves(row: &ControlRow, wave: Day, control: ControlGroup) -> bool {
    match control {
        ControlGroup::NotYetTreated => row.until > wave,
        ControlGroup::NeverTreated => row.until == Day::MAX,
    }
}

/// The first reduction.
pub fn change_sums(comparison: &Comparison, matrix: &WaveMatrix, control: ControlGroup, changes: &[Change]) -> Vec<ChangeSums> {
    let cells = comparison.cells.len();
    changes
        .par_iter()
        .map(|&change| {
            let trial = &comparison.trials[change.trial];
            let mut sums = ChangeSums {
                change,
                treated: vec![ArmSums::default(); cells],
                control: vec![ArmSums::default(); cells],
                treated_level: vec![ArmSums::default(); cells],
                base: ArmSums::default(),
            };
            for row in &trial.treated {
                let values = matrix.row(row.person as usize);
                let (base, wave) = (values[change.base], values[change.wave]);
                if !base.is_nan() && !wave.is_nan() {
                    add(&mut sums.treated[row.cell as usize], f64::from(wave) - f64::from(base));
                    add(&mut sums.treated_level[row.cell as usize], f64::from(wave));
                    add(&mut sums.base, f64::from(base));
                }
            }
            let day = matrix.waves[change.wave];
            for row in &trial.control {
                let values = matrix.row(row.person as usize);
                let (base, wave) = (values[change.base], values[change.wave]);
                if !base.is_nan() && !wave.is_nan() && serves(row, day, control) {
                    add(&mut sums.control[row.cell as usize], f64::from(wave) - f64::from(base));
                    add(&mut sums.base, f64::from(base));
                }
            }
            sums
        })
        .collect()
}

fn add(sums: &mut ArmSums, x: f64) {
    sums.weight += 1.0;
    sums.sum += x;
    sums.sum_sq += x * x;
}

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

impl ChangeInfluence {
    /// The slots of a population as a bit set.
    fn slots(&self, population: usize) -> u128 {
        self.targets[population].iter().fold(0, |set, &(slot, _)| set | 1u128.checked_shl(slot as u32).unwrap_or(0))
    }
}

/// Second reduction: influences summed over people.
///
/// `population` gives the population of each cell, if any. `cohort` adds, for participants of a trial, the
/// influence of the estimated cohort shares: per population, trial and slot.
pub fn influence_sums(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    control: ControlGroup,
    population: &[Option<u16>],
    populations: usize,
    changes: &[ChangeInfluence],
    cohort: &[Vec<Vec<f64>>],
    plan: &SlotPlan,
    cluster: &[u32],
) -> Vec<PopulationSums> {
    let mut by_trial: Vec<Vec<Prepared>> = vec![Vec::new(); comparison.trials.len()];
    for influence in changes {
        let slots = (0..populations).map(|p| influence.slots(p)).collect();
        by_trial[influence.change.trial].push(Prepared { influence, slots });
    }
    let fill = |range: Range<u32>, collector: &mut Collector| {
        for (at, trial) in comparison.trials.iter().enumerate() {
            if by_trial[at].is_empty() {
                continue;
            }
            let (treated, controls) = rows_within(trial, &range);
            for row in treated {
                let Some(own) = population[row.cell as usize] else { continue };
                let values = matrix.row(row.person as usize);
                let mut contributes = false;
                for change in &by_trial[at] {
                    let seen = contribute(change, &change.influence.treated, values, row.person, row.cell, own, true, collector);
                    contributes |= seen;
                }
                if contributes {
                    for (slot, &value) in cohort[usize::from(own)][at].iter().enumerate() {
                        if value != 0.0 {
                            collector.add(row.person, slot, value);
                        }
                    }
                }
            }
            for row in controls {
                let Some(own) = population[row.cell as usize] else { continue };
                let values = matrix.row(row.person as usize);
                for change in &by_trial[at] {
                    if serves(row, matrix.waves[change.influence.change.wave], control) {
                        contribute(change, &change.influence.control, values, row.person, row.cell, own, false, collector);
                    }
                }
            }
        }
    };
    person_sums(matrix.values.len() / matrix.width().max(1), populations, plan, cluster, &fill)
}

#[derive(Clone)]
struct Prepared<'c> {
    influence: &'c ChangeInfluence,
    /// Per population: the slots as a bit set.
    slots: Vec<u128>,
}

/// Rows of a trial whose people lie in a range.
pub(super) fn rows_within<'t>(
    trial: &'t Trial,
    range: &Range<u32>,
) -> (&'t [super::trials::TreatedRow], &'t [ControlRow]) {
    let treated = &trial.treated[trial.treated.partition_point(|r| r.person < range.start)..];
    let treated = &treated[..treated.partition_point(|r| r.person < range.end)];
    let control = &trial.control[trial.control.partition_point(|r| r.person < range.start)..];
    let control = &control[..control.partition_point(|r| r.person < range.end)];
    (treated, control)
}

/// Adds one person's influence on one change; whether the person is in its sample.
#[inline]
#[allow(clippy::too_many_arguments)] // The inner loop of the engine: everything it needs, nothing boxed.
fn contribute(
    prepared: &Prepared<'_>,
    influence: &[Influence],
    values: &[f32],
    person: u32,
    cell: u32,
    population: u16,
    treated: bool,
    collector: &mut Collector,
) -> bool {
    let Change { base, wave, kind, .. } = prepared.influence.change;
    let (base, wave) = (values[base], values[wave]);
    if base.is_nan() || wave.is_nan() {
        return false;
    }
    let targets = &prepared.influence.targets[usize::from(population)];
    if targets.is_empty() {
        return false;
    }
    let Influence { a, b } = influence[cell as usize];
    let on_support = a != 0.0 || b != 0.0;
    if kind == ChangeKind::Post {
        collector.mark(person, population, treated, on_support);
    }
    collector.see(person, treated, prepared.slots[usize::from(population)]);
    if on_support {
        let value = a + b * (f64::from(wave) - f64::from(base));
        for &(slot, weight) in targets {
            collector.add(person, slot, weight * value);
        }
    }
    true
}
