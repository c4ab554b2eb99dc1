//! Influences by stratum and slot for the second reduction.

use crate::kernel::difference::Influence;
use crate::panel::{Change, ChangeInfluence, ChangeKind, Comparison, FamilyInfluence};

use super::super::groups::Groups;
use super::Draft;
use super::comparison::GroupTimeEffect;
use super::correction::{Pieces, corrected};

/// Influences of one breakdown by stratum and slot, and those of the cohort shares.
pub(super) fn influence_tables<'a>(
    comparison: &Comparison,
    changes: &[Change],
    draft: &Draft<'a>,
) -> FamilyInfluence<'a> {
    let breakdown = draft.breakdown;
    let plan = draft.plan();
    let before = draft.strata_before();
    let strata = draft.strata.iter().sum();
    let mut tables: Vec<ChangeInfluence> = changes
        .iter()
        .map(|&change| ChangeInfluence {
            change,
            treated: vec![Influence::default(); strata],
            control: vec![Influence::default(); strata],
            targets: vec![Vec::new(); breakdown.len()],
        })
        .collect();
    for (population, ((own, &first), targets)) in
        (draft.effects.iter().zip(&before).zip(&draft.targets)).enumerate()
    {
        let groups = draft.groups(population);
        for effect in own {
            let GroupTimeEffect { change, result, .. } = effect;
            let table = &mut tables[*change];
            // Before the start nothing is expected.
            let expected = match changes[*change].kind {
                ChangeKind::Post => targets.as_ref().ok().map(|t| t.simple.value),
                ChangeKind::Lead | ChangeKind::Varying => Some(0.0),
            };
            let mut own = corrected(
                result,
                pieces(groups, changes[*change].trial, effect.participants),
                expected,
            );
            if let Some(counts_for) = &effect.counts_for {
                scale(&mut own.treated, &counts_for.treated);
                scale(&mut own.control, &counts_for.control);
            }
            table.treated[first..first + own.treated.len()].copy_from_slice(&own.treated);
            table.control[first..first + own.control.len()].copy_from_slice(&own.control);
        }
    }
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
        for (slot, (_, weights)) in targets.weighted_parts() {
            for &(member, weight) in weights {
                tables[effects[member].change].targets[population].push((slot, weight));
            }
        }
    }
    FamilyInfluence {
        population: &breakdown.populations.of_cell,
        stratum: draft.strata_of_cells(),
        changes: tables,
        cohort,
        plan,
    }
}

/// How many independent pieces of evidence the participants of a trial are, and their trial's share of all: everybody for
/// themselves, or in groups.
fn pieces(groups: Option<&Groups>, trial: usize, people: f64) -> Pieces {
    groups.map_or(Pieces::people(people), |groups| Pieces {
        number: people.min(groups.trials[trial].effective),
        share: groups.share(trial),
    })
}

/// Multiplies the influences of every stratum by what an answer counts for in it.
fn scale(influences: &mut [Influence], factors: &[f64]) {
    for (influence, factor) in influences.iter_mut().zip(factors) {
        influence.a *= factor;
        influence.b *= factor;
    }
}
