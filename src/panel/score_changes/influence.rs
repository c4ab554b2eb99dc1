//! The second reduction of scores: influences summed over people, in one pass for all families of populations.

use std::ops::Range;

use rayon::prelude::*;

use crate::kernel::difference::Influence;

use super::super::person_sums::{Family, PopulationSums, SlotPlan, person_sums};
use super::super::settings::ControlGroup;
use super::super::trials::{Comparison, ControlRow, Trial};
use super::super::waves::WaveMatrix;
use super::prepared::{Answers, PreparedTrial, Row, Run, runs};
use super::{Change, Reading, by_trial, waves_served};

/// What the second reduction needs of one change: influences by stratum, `a + b·dy` already divided by the size
/// of the change's sample, and the slots they go to with their weights, by population.
#[derive(Debug, Clone)]
pub struct ChangeInfluence {
    /// The change.
    pub change: Change,
    /// Participants' influence by stratum of the family.
    pub treated: Vec<Influence>,
    /// Control people's influence by stratum of the family.
    pub control: Vec<Influence>,
    /// Per population: (slot, weight).
    pub targets: Vec<Vec<(usize, f64)>>,
}

/// What the second reduction needs of one family of populations.
#[derive(Debug, Clone)]
pub struct FamilyInfluence<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// The stratum of each cell, numbered through all populations; not read where there is no population.
    pub stratum: Vec<u32>,
    /// Per change.
    pub changes: Vec<ChangeInfluence>,
    /// Influence of the estimated cohort shares, for participants: per population, trial and slot.
    pub cohort: Vec<Vec<Vec<f64>>>,
    /// The slots.
    pub plan: SlotPlan,
}

/// Second reduction: influences summed over people, for several families of populations in one pass. One list of
/// populations a family.
pub fn influence_sums(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    (control, reading): (ControlGroup, Reading),
    families: &[FamilyInfluence<'_>],
    cluster: &[u32],
) -> Vec<Vec<PopulationSums>> {
    let cells = comparison.cells.len();
    // All families list the same changes in the same order.
    let listed = families.first().map_or(&[][..], |f| f.changes.as_slice());
    let trials = by_trial(comparison.trials.len(), listed.iter().map(|c| c.change));
    let runs: Vec<Vec<Run>> = trials.iter().map(|own| runs(&own.changes)).collect();
    let prepare = |range: Range<usize>| -> Vec<PreparedTrial<'_>> {
        trials
            .par_iter()
            .map(|own| PreparedTrial::of(&families[range.clone()], &own.positions, cells))
            .collect()
    };
    let summed: Vec<Family<'_>> = families
        .iter()
        .map(|f| Family {
            plan: f.plan.clone(),
            population: f.population,
        })
        .collect();
    person_sums(
        &comparison.attendance,
        &summed,
        cluster,
        &prepare,
        &|range, prepared, collector| {
            let mut answers = Answers::of(reading);
            for ((trial, runs), prepared) in comparison.trials.iter().zip(&runs).zip(prepared) {
                let changes = prepared.changes();
                let (treated, controls) = rows_within(trial, &range);
                for row in treated {
                    let values = matrix.row(row.person as usize);
                    if answers.read(values, runs, changes, matrix.width()) {
                        let row = Row {
                            person: row.person,
                            cell: row.cell,
                            treated: true,
                        };
                        prepared.contribute(row, &mut answers, collector);
                    }
                }
                for row in controls {
                    let waves = waves_served(row, &matrix.waves, control);
                    let values = matrix.row(row.person as usize);
                    if answers.read(values, runs, changes, waves) {
                        let row = Row {
                            person: row.person,
                            cell: row.cell,
                            treated: false,
                        };
                        prepared.contribute(row, &mut answers, collector);
                    }
                }
            }
        },
    )
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
