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
        let Some(base) = waves.partition_point(|&w| w <= trial.eve).checked_sub(1) else {
            continue;
        };
        let first_post = waves.partition_point(|&w| w < trial.index);
        let change = |wave: usize, base: usize, event_time: i32, kind| Change {
            trial: at,
            wave,
            base,
            event_time,
            kind,
        };
        for wave in 0..base {
            found.push(change(
                wave,
                base,
                wave as i32 - base as i32 - 1,
                ChangeKind::Lead,
            ));
        }
        for wave in 1..=base {
            found.push(change(
                wave,
                wave - 1,
                wave as i32 - base as i32 - 1,
                ChangeKind::Varying,
            ));
        }
        for wave in first_post..waves.len() {
            found.push(change(
                wave,
                base,
                (wave - first_post) as i32,
                ChangeKind::Post,
            ));
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

/// The changes of one trial, by their positions in the list of all.
struct TrialChanges {
    positions: Vec<usize>,
    changes: Vec<Change>,
}

fn by_trial(trials: usize, changes: impl Iterator<Item = Change>) -> Vec<TrialChanges> {
    let mut list: Vec<TrialChanges> = (0..trials)
        .map(|_| TrialChanges {
            positions: Vec::new(),
            changes: Vec::new(),
        })
        .collect();
    for (position, change) in changes.enumerate() {
        list[change.trial].positions.push(position);
        list[change.trial].changes.push(change);
    }
    list
}

/// The first reduction.
pub fn change_sums(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    control: ControlGroup,
    changes: &[Change],
) -> Vec<ChangeSums> {
    let cells = comparison.cells.len();
    let trials = by_trial(comparison.trials.len(), changes.iter().copied());
    let mut sums: Vec<(usize, ChangeSums)> = comparison
        .trials
        .par_iter()
        .zip(&trials)
        .flat_map_iter(|(trial, own)| {
            let width = own.changes.len();
            // One pass over the trial's people, the changes of a cell beside each other.
            let mut treated = vec![ArmSums::default(); cells * width];
            let mut level = vec![ArmSums::default(); cells * width];
            let mut controls = vec![ArmSums::default(); cells * width];
            let mut base = vec![ArmSums::default(); width];
            for row in &trial.treated {
                let values = matrix.row(row.person as usize);
                for (k, change) in own.changes.iter().enumerate() {
                    let (from, to) = (values[change.base], values[change.wave]);
                    if !from.is_nan() && !to.is_nan() {
                        let slot = row.cell as usize * width + k;
                        add(&mut treated[slot], f64::from(to) - f64::from(from));
                        add(&mut level[slot], f64::from(to));
                        add(&mut base[k], f64::from(from));
                    }
                }
            }
            for row in &trial.control {
                let values = matrix.row(row.person as usize);
                for (k, change) in own.changes.iter().enumerate() {
                    let (from, to) = (values[change.base], values[change.wave]);
                    if !from.is_nan()
                        && !to.is_nan()
                        && serves(row, matrix.waves[change.wave], control)
                    {
                        add(
                            &mut controls[row.cell as usize * width + k],
                            f64::from(to) - f64::from(from),
                        );
                        add(&mut base[k], f64::from(from));
                    }
                }
            }
            let column = |all: &[ArmSums], k: usize| -> Vec<ArmSums> {
                all.iter().skip(k).step_by(width).copied().collect()
            };
            own.positions
                .iter()
                .enumerate()
                .map(|(k, &position)| {
                    let sums = ChangeSums {
                        change: own.changes[k],
                        treated: column(&treated, k),
                        control: column(&controls, k),
                        treated_level: column(&level, k),
                        base: base[k],
                    };
                    (position, sums)
                })
                .collect::<Vec<_>>()
        })
        .collect();
    sums.sort_by_key(|(position, _)| *position);
    sums.into_iter().map(|(_, sums)| sums).collect()
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

/// One family's influences within one trial, laid out for one pass over its people.
struct Prepared<'f> {
    family: usize,
    population: &'f [Option<u16>],
    changes: Vec<Change>,
    /// Per cell and change.
    treated: Vec<Influence>,
    control: Vec<Influence>,
    /// Per population and change: slots with weights, and the same slots as a bit set.
    targets: Vec<Vec<(&'f [(usize, f64)], u128)>>,
    /// Per population: influence of the cohort shares by slot.
    cohort: Vec<&'f [f64]>,
}

impl<'f> Prepared<'f> {
    fn of(
        number: usize,
        family: &'f FamilyInfluence<'_>,
        trial: usize,
        cells: usize,
    ) -> Prepared<'f> {
        let own: Vec<&ChangeInfluence> = family
            .changes
            .iter()
            .filter(|c| c.change.trial == trial)
            .collect();
        let width = own.len();
        let mut treated = vec![Influence::default(); cells * width];
        let mut control = vec![Influence::default(); cells * width];
        for (k, change) in own.iter().enumerate() {
            for cell in 0..cells {
                treated[cell * width + k] = change.treated[cell];
                control[cell * width + k] = change.control[cell];
            }
        }
        let bits = |targets: &[(usize, f64)]| {
            targets.iter().fold(0, |set, &(slot, _)| {
                set | 1u128.checked_shl(slot as u32).unwrap_or(0)
            })
        };
        Prepared {
            family: number,
            population: family.population,
            changes: own.iter().map(|c| c.change).collect(),
            treated,
            control,
            targets: (0..family.plan.populations)
                .map(|p| {
                    own.iter()
                        .map(|c| (c.targets[p].as_slice(), bits(&c.targets[p])))
                        .collect()
                })
                .collect(),
            cohort: family.cohort.iter().map(|c| c[trial].as_slice()).collect(),
        }
    }

    /// Adds one person's influences on all changes of the trial.
    #[inline]
    fn contribute(
        &self,
        row: Row,
        values: &[f32],
        serves: &dyn Fn(&Change) -> bool,
        collector: &mut Collector,
    ) {
        let Some(population) = self.population[row.cell as usize] else {
            return;
        };
        let width = self.changes.len();
        let from = row.cell as usize * width;
        let influence = if row.treated {
            &self.treated
        } else {
            &self.control
        };
        let targets = &self.targets[usize::from(population)];
        let (mut post, mut on_support, mut used, mut seen) = (false, false, false, 0u128);
        for ((change, influence), (targets, bits)) in self
            .changes
            .iter()
            .zip(&influence[from..from + width])
            .zip(targets)
        {
            let (base, wave) = (values[change.base], values[change.wave]);
            if base.is_nan() || wave.is_nan() || !(row.treated || serves(change)) {
                continue;
            }
            let supported = influence.a != 0.0 || influence.b != 0.0;
            if change.kind == ChangeKind::Post {
                post = true;
                on_support |= supported;
            }
            seen |= bits;
            used |= !targets.is_empty();
            if supported {
                let value = influence.a + influence.b * (f64::from(wave) - f64::from(base));
                for &(slot, weight) in *targets {
                    collector.add(row.person, slot, weight * value);
                }
            }
        }
        if post {
            collector.mark(row.person, population, row.treated, on_support);
        }
        if used {
            collector.see(row.person, row.treated, seen);
            if row.treated {
                for (slot, &value) in self.cohort[usize::from(population)].iter().enumerate() {
                    if value != 0.0 {
                        collector.add(row.person, slot, value);
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Row {
    person: u32,
    cell: u32,
    treated: bool,
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
                .filter(|p| !p.changes.is_empty())
                .collect()
        })
        .collect();
    let fill = |range: Range<u32>, collectors: &mut [Collector]| {
        for (trial, prepared) in comparison.trials.iter().zip(&prepared) {
            if prepared.is_empty() {
                continue;
            }
            let (treated, controls) = rows_within(trial, &range);
            for row in treated {
                let values = matrix.row(row.person as usize);
                let own = Row {
                    person: row.person,
                    cell: row.cell,
                    treated: true,
                };
                for family in prepared {
                    family.contribute(own, values, &|_| true, &mut collectors[family.family]);
                }
            }
            for row in controls {
                let values = matrix.row(row.person as usize);
                let own = Row {
                    person: row.person,
                    cell: row.cell,
                    treated: false,
                };
                let always = row.until == Day::MAX;
                let serving =
                    |change: &Change| always || serves(row, matrix.waves[change.wave], control);
                for family in prepared {
                    family.contribute(own, values, &serving, &mut collectors[family.family]);
                }
            }
        }
    };
    let plans: Vec<SlotPlan> = families.iter().map(|f| f.plan.clone()).collect();
    person_sums(
        matrix.values.len() / matrix.width().max(1),
        &plans,
        cluster,
        &fill,
    )
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
