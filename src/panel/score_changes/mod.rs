//! The score reduction: per trial, wave and cell the number, sum and sum of squares of changes since the base
//! wave, over people who answered both; and the sums over people of the influences that estimators derive from it.

mod answers;
mod influence;
mod joint;
mod prepared;
mod residuals;
mod response;

use rayon::prelude::*;

use crate::kernel::difference::ArmSums;
use crate::vocab::Day;

use super::settings::ControlGroup;
use super::trials::{Comparison, ControlRow, Trial};
use super::waves::WaveMatrix;

pub(super) use influence::rows_within;
pub use influence::{ChangeInfluence, FamilyInfluence, influence_sums};
pub use residuals::{ExpectedChange, ResidualFamily, residual_masses};
pub use response::{Asked, TrialAsked, people_asked};

/// What is read of a person's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The change, of whoever answered both waves.
    Change,
    /// Whether the later wave was answered (1 or 0), of whoever answered the base.
    Response,
}

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

/// How many of the waves, from the first, a control person serves.
#[inline]
pub(super) fn waves_served(row: &ControlRow, waves: &[Day], control: ControlGroup) -> usize {
    match control {
        _ if row.until == Day::MAX => waves.len(),
        ControlGroup::NotYetTreated => waves.partition_point(|&wave| wave < row.until),
        ControlGroup::NeverTreated => 0,
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
        .same_controls()
        .into_par_iter()
        .flat_map_iter(|run| {
            // Trials that share their control people have the same changes, too.
            let first = (&comparison.trials[run.start], &trials[run.start]);
            let controls = control_arm(first.0, matrix, control, &first.1.changes, cells);
            let of_trial = |at: usize| {
                let (trial, own) = (&comparison.trials[at], &trials[at]);
                with_participants(trial, matrix, own, cells, &controls)
            };
            run.flat_map(of_trial).collect::<Vec<_>>()
        })
        .collect();
    sums.sort_by_key(|(position, _)| *position);
    sums.into_iter().map(|(_, sums)| sums).collect()
}

/// Sums of one arm over the changes of a trial: of a cell beside each other, and at the base over all cells.
struct ArmOfTrial {
    by_cell: Vec<ArmSums>,
    base: Vec<ArmSums>,
}

/// The sums of one change, by cell.
fn column(all: &[ArmSums], width: usize, k: usize) -> Vec<ArmSums> {
    all.iter().skip(k).step_by(width).copied().collect()
}

/// The control people of a trial in one pass.
fn control_arm(
    trial: &Trial,
    matrix: &WaveMatrix,
    control: ControlGroup,
    changes: &[Change],
    cells: usize,
) -> ArmOfTrial {
    let width = changes.len();
    let mut arm = ArmOfTrial {
        by_cell: vec![ArmSums::default(); cells * width],
        base: vec![ArmSums::default(); width],
    };
    for row in &trial.control {
        let values = matrix.row(row.person as usize);
        let waves = waves_served(row, &matrix.waves, control);
        for (k, change) in changes.iter().enumerate() {
            let (from, to) = (values[change.base], values[change.wave]);
            if !from.is_nan() && !to.is_nan() && change.wave < waves {
                let slot = row.cell as usize * width + k;
                add(&mut arm.by_cell[slot], f64::from(to) - f64::from(from));
                add(&mut arm.base[k], f64::from(from));
            }
        }
    }
    arm
}

/// The changes of a trial with its participants beside the control people.
fn with_participants(
    trial: &Trial,
    matrix: &WaveMatrix,
    own: &TrialChanges,
    cells: usize,
    controls: &ArmOfTrial,
) -> Vec<(usize, ChangeSums)> {
    let width = own.changes.len();
    let mut treated = vec![ArmSums::default(); cells * width];
    let mut level = vec![ArmSums::default(); cells * width];
    let mut base = controls.base.clone();
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
    let sums = |(k, &position): (usize, &usize)| {
        let sums = ChangeSums {
            change: own.changes[k],
            treated: column(&treated, width, k),
            control: column(&controls.by_cell, width, k),
            treated_level: column(&level, width, k),
            base: base[k],
        };
        (position, sums)
    };
    own.positions.iter().enumerate().map(sums).collect()
}

fn add(sums: &mut ArmSums, x: f64) {
    sums.weight += 1.0;
    sums.sum += x;
    sums.sum_sq += x * x;
}
