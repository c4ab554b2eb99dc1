//! The second reduction of scores: influences summed over people, in one pass for all families of populations.

use std::ops::Range;

use rayon::prelude::*;

use crate::kernel::difference::Influence;

use super::super::person_sums::{Family, PopulationSums, SlotPlan, person_sums};
use super::super::settings::ControlGroup;
use super::super::trials::{Comparison, ControlRow, Trial};
use super::super::waves::WaveMatrix;
use super::answers::Answers;
use super::joint::together;
use super::prepared::{Arm, PreparedTrial, Row};
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
    let shared = comparison.same_controls();
    let prepare = |range: Range<usize>| -> Vec<Arms<'_>> {
        let families = &families[range];
        shared
            .par_iter()
            .map(|run| {
                let own: Vec<&[usize]> = trials[run.clone()]
                    .iter()
                    .map(|t| t.positions.as_slice())
                    .collect();
                Arms::of(run, families, &own, cells)
            })
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
            for arms in prepared {
                let Some(first) = arms.trials.first() else {
                    continue;
                };
                for (trial, prepared) in comparison.trials[arms.from..].iter().zip(&arms.trials) {
                    for row in rows_within(trial, &range).0 {
                        let values = matrix.row(row.person as usize);
                        if prepared.read(&mut answers, values, matrix.width()) {
                            let row = Row {
                                person: row.person,
                                cell: row.cell,
                                treated: true,
                            };
                            prepared.contribute(row, &mut answers, collector);
                        }
                    }
                }
                let prepared = arms.controls.as_ref().unwrap_or(first);
                for row in rows_within(&comparison.trials[arms.from], &range).1 {
                    let waves = waves_served(row, &matrix.waves, control);
                    let values = matrix.row(row.person as usize);
                    if prepared.read(&mut answers, values, waves) {
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

/// Trials that share their control people, laid out.
struct Arms<'f> {
    /// Position of the first trial in the comparison.
    from: usize,
    /// Each trial; of several only for its participants.
    trials: Vec<PreparedTrial<'f>>,
    /// All of them as one, for the control people; with one trial that trial serves.
    controls: Option<PreparedTrial<'f>>,
}

impl<'f> Arms<'f> {
    /// A run of trials whose changes stand at these positions.
    fn of(
        run: &Range<usize>,
        families: &'f [FamilyInfluence<'f>],
        positions: &[&[usize]],
        cells: usize,
    ) -> Arms<'f> {
        let alone = |own: &&[usize]| own.iter().map(|&k| vec![k]).collect::<Vec<_>>();
        let shares = positions.len() > 1;
        let arms = if shares {
            &[Arm::Treated][..]
        } else {
            &[Arm::Treated, Arm::Control]
        };
        let trial = |own| PreparedTrial::of(families, &alone(own), cells, arms);
        Arms {
            from: run.start,
            trials: positions.iter().map(trial).collect(),
            controls: shares.then(|| {
                let joint = together(families, positions);
                PreparedTrial::of(families, &joint, cells, &[Arm::Control])
            }),
        }
    }
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
