//! Influences by cell and slot for the second reduction.

use crate::kernel::difference::{Influence, TwoByTwo};
use crate::panel::{Change, ChangeInfluence, ChangeKind, Comparison, FamilyInfluence};

use super::Draft;
use super::correction::{Corrected, corrected};

/// Influences of one breakdown by cell and slot, and those of the cohort shares.
pub(super) fn influence_tables<'a>(
    comparison: &Comparison,
    changes: &[Change],
    draft: &Draft<'a>,
) -> FamilyInfluence<'a> {
    let cells = comparison.cells.len();
    let breakdown = draft.breakdown;
    let plan = draft.plan();
    // Per change and population its effect, if any.
    let mut results: Vec<Vec<Option<&TwoByTwo>>> = vec![vec![None; breakdown.len()]; changes.len()];
    for (population, own) in draft.effects.iter().enumerate() {
        for effect in own {
            results[effect.change][population] = Some(&effect.result);
        }
    }
    let mut tables: Vec<ChangeInfluence> = changes
        .iter()
        .zip(&results)
        .map(|(&change, results)| {
            let own: Vec<Option<Corrected>> = results
                .iter()
                .zip(&draft.targets)
                .map(|(result, targets)| {
                    // Before the start nothing is expected.
                    let expected = match change.kind {
                        ChangeKind::Post => targets.as_ref().ok().map(|t| t.simple.value),
                        ChangeKind::Lead | ChangeKind::Varying => Some(0.0),
                    };
                    result.map(|r| corrected(r, expected))
                })
                .collect();
            let mut table = ChangeInfluence {
                change,
                treated: vec![Influence::default(); cells],
                control: vec![Influence::default(); cells],
                targets: vec![Vec::new(); breakdown.len()],
            };
            for (cell, population) in breakdown.populations.of_cell.iter().enumerate() {
                if let Some(own) = population.and_then(|p| own[usize::from(p)].as_ref()) {
                    let stratum = draft.stratum[cell] as usize;
                    table.treated[cell] = own.treated[stratum];
                    table.control[cell] = own.control[stratum];
                }
            }
            table
        })
        .collect();
    let mut cohort = vec![vec![vec![0.0; plan.slots]; comparison.trials.len()]; breakdown.len()];
    for (population, targets) in draft.targets.iter().enumerate() {
        let Ok(targets) = targets else { continue };
        let effects = &draft.effects[population];
        for (slot, aggregate) in targets.aggregates() {
            for (&member, &weight) in targets.members.iter().zip(&aggregate.weights) {
                if weight != 0.0 {
                    tables[effects[member].change].targets[population].push((slot, weight));
                }
            }
            // `aggregate` was given sizes in place of shares: its influences are those of one person.
            for (trial, &influence) in aggregate
                .cohort_influence
                .iter()
                .take(comparison.trials.len())
                .enumerate()
            {
                cohort[population][trial][slot] = influence;
            }
        }
        for (slot, (_, weights)) in targets.pretrend.clone().zip(&targets.pretrend_parts) {
            for &(member, weight) in weights {
                tables[effects[member].change].targets[population].push((slot, weight));
            }
        }
    }
    FamilyInfluence {
        population: &breakdown.populations.of_cell,
        changes: tables,
        cohort,
        plan,
    }
}
