//! Who answered: response rates of both arms before and after the start, and their difference with its error (attrition).
//!
//! Rates after the start are among those who answered before it, so that what set the arms apart before is no part of them.
//! Control people are standardised to the participants' mix of covariates by a regression of answering on the covariates' main
//! effects (outcome regression of Sant'Anna & Zhao 2020, on 0 and 1). Trials and waves have the weights of the headline,
//! which count as known here.

use rayon::prelude::*;

use crate::kernel::Estimate;
use crate::kernel::difference::{ArmSums, DidMethod, Influence, TwoByTwo, did_2x2_panel};
use crate::panel::{
    Asked, ChangeInfluence, ChangeKind, Comparison, FamilyInfluence, PopulationSums, Reading,
    SlotPlan, TrialAsked, WaveMatrix, influence_sums,
};

use super::super::groups::Groups;
use super::super::{FEWEST_CLUSTERS, LEVEL, Reason};
use super::answer::{BothArms, Effect, LARGE_ATTRITION, ResponseAnswer, ResponseBounds};
use super::bounds::bounds;
use super::comparison::{main_effects, participants_by_stratum};
use super::correction::{Pieces, corrected};
use super::{Draft, ScoreRequest, ScoreSums};

/// One population's response: shares, and the comparisons behind the later ones with their weights.
struct Found {
    before: BothArms,
    after: BothArms,
    parts: Vec<(usize, f64, TwoByTwo)>,
}

impl Found {
    fn difference(&self) -> f64 {
        self.after.treated - self.after.control
    }
}

/// The response of every population of every breakdown: one list a breakdown.
pub(super) fn responses(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    sums: &ScoreSums,
    drafts: &[Draft<'_>],
    (request, base_sd): (&ScoreRequest<'_>, f64),
) -> Vec<Vec<Result<ResponseAnswer, Reason>>> {
    let found: Vec<Vec<Result<Found, Reason>>> = drafts
        .iter()
        .map(|draft| {
            (0..draft.breakdown.len())
                .into_par_iter()
                .map(|p| found(comparison, sums, draft, p, request))
                .collect()
        })
        .collect();
    // All families list the effects in the same order.
    let post: Vec<usize> = (0..sums.changes.len())
        .filter(|&k| sums.changes[k].change.kind == ChangeKind::Post)
        .collect();
    let families: Vec<FamilyInfluence<'_>> = drafts
        .iter()
        .zip(&found)
        .map(|(draft, found)| family(comparison, sums, draft, found, &post))
        .collect();
    let reading = (request.control, Reading::Response);
    let second = influence_sums(comparison, matrix, reading, &families, request.cluster);
    drafts
        .iter()
        .zip(found)
        .zip(&second)
        .map(|((draft, found), people)| {
            let trimmed = |p: usize| -> Option<(BothArms, f64)> {
                let own = found[p].as_ref().ok()?;
                let value = draft.targets[p].as_ref().ok()?.simple.value;
                (own.difference().abs() > LARGE_ATTRITION).then_some((own.after, value))
            };
            let rates: Vec<Option<(BothArms, f64)>> = (0..found.len()).map(trimmed).collect();
            let bounds = bounds(comparison, matrix, sums, draft, &rates, (request, base_sd));
            found
                .into_iter()
                .zip(people)
                .zip(bounds)
                .enumerate()
                .map(|(p, ((found, people), bounds))| {
                    answer(&found?, people, draft.groups(p), bounds)
                })
                .collect()
        })
        .collect()
}

fn answer(
    found: &Found,
    people: &PopulationSums,
    groups: Option<&Groups>,
    bounds: Option<Result<ResponseBounds, Reason>>,
) -> Result<ResponseAnswer, Reason> {
    if people.treated_clusters < FEWEST_CLUSTERS {
        return Err(Reason::TooFewClusters);
    }
    let clusters = people.clusters as f64;
    let (variance, degrees) = match groups {
        None => (
            people.squares[0] * clusters / (clusters - 1.0),
            clusters - 1.0,
        ),
        Some(groups) => groups.pooled(people, 0)?,
    };
    let value = found.difference();
    let e = Estimate::student(
        value,
        variance.sqrt(),
        LEVEL,
        degrees,
        clusters,
        people.clusters as usize,
    )?;
    Ok(ResponseAnswer {
        before: found.before,
        after: found.after,
        difference: Effect {
            value,
            std_error: e.std_error,
            low: e.interval.low,
            high: e.interval.high,
            p_value: e.p_value,
        },
        bounds,
    })
}

/// Compares answering in the trials and waves of a population's headline.
fn found(
    comparison: &Comparison,
    sums: &ScoreSums,
    draft: &Draft<'_>,
    p: usize,
    request: &ScoreRequest<'_>,
) -> Result<Found, Reason> {
    let targets = draft.targets[p].as_ref().map_err(Clone::clone)?;
    let strata = &draft.strata_digits[p];
    let mut parts: Vec<(usize, f64, TwoByTwo)> = Vec::new();
    let (mut after, mut before) = (Tally::default(), Tally::default());
    let mut design: Option<(usize, crate::kernel::design::Design, Option<TwoByTwo>)> = None;
    for (member, weight) in targets.headline() {
        let k = draft.effects[p][member].change;
        let change = sums.changes[k].change;
        let asked = Asking {
            draft,
            p,
            asked: &sums.asked[change.trial],
            wave: change.wave,
        };
        if design
            .as_ref()
            .is_none_or(|(trial, _, _)| *trial != change.trial)
        {
            let participants = participants_by_stratum(
                &comparison.trials[change.trial..=change.trial],
                draft.breakdown,
                p,
                &draft.stratum,
                strata.len(),
            );
            let made = main_effects(comparison, request.covariates, strata, &participants);
            // Who answered before is the same at all waves but for controls who have left; the first is told.
            let [treated, control] = asked.before(strata.len());
            let first = did_2x2_panel(&made, &treated, &control, DidMethod::OutcomeRegression);
            design = Some((change.trial, made, first.ok()));
        }
        let Some((_, design, first)) = &design else {
            continue;
        };
        let [treated, control] = asked.after(&sums.changes[k], strata.len());
        let compared = did_2x2_panel(design, &treated, &control, DidMethod::OutcomeRegression);
        if let Ok(result) = compared {
            after.add(weight, &treated, &result);
            if let Some(first) = first {
                before.add(weight, &asked.before(strata.len())[0], first);
            }
            parts.push((k, weight, result));
        }
    }
    let (Some(after), Some(before)) = (after.shares(), before.shares()) else {
        return Err(Reason::NobodyToCompare);
    };
    let total: f64 = parts.iter().map(|(_, w, _)| w).sum();
    for (_, weight, _) in &mut parts {
        *weight /= total;
    }
    Ok(Found {
        before,
        after,
        parts,
    })
}

/// The people of a population at one wave of a trial, by stratum.
struct Asking<'a> {
    draft: &'a Draft<'a>,
    p: usize,
    asked: &'a TrialAsked,
    wave: usize,
}

impl Asking<'_> {
    fn by_stratum(
        &self,
        strata: usize,
        treated: &dyn Fn(usize) -> (f64, f64),
        control: &dyn Fn(usize) -> (f64, f64),
    ) -> [Vec<ArmSums>; 2] {
        let mut arms = [
            vec![ArmSums::default(); strata],
            vec![ArmSums::default(); strata],
        ];
        for &cell in &self.draft.cells[self.p] {
            let cell = cell as usize;
            let at = self.draft.stratum[cell] as usize;
            for (arm, (n, answered)) in arms.iter_mut().zip([treated(cell), control(cell)]) {
                arm[at].weight += n;
                arm[at].sum += answered;
                arm[at].sum_sq += answered;
            }
        }
        arms
    }

    /// Of everybody asked, those who answered before.
    fn before(&self, strata: usize) -> [Vec<ArmSums>; 2] {
        let of = |asked: Asked| (f64::from(asked.people), f64::from(asked.before));
        self.by_stratum(strata, &|cell| of(self.asked.treated(cell)), &|cell| {
            of(self.asked.control(cell, self.wave))
        })
    }

    /// Of those who answered before, those who answer now.
    fn after(&self, both: &crate::panel::ChangeSums, strata: usize) -> [Vec<ArmSums>; 2] {
        self.by_stratum(
            strata,
            &|cell| {
                let n = f64::from(self.asked.treated(cell).before);
                (n, both.treated[cell].weight)
            },
            &|cell| {
                let n = f64::from(self.asked.control(cell, self.wave).before);
                (n, both.control[cell].weight)
            },
        )
    }
}

/// Weighted means of both arms' shares.
#[derive(Default)]
struct Tally {
    weight: f64,
    treated: f64,
    difference: f64,
}

impl Tally {
    fn add(&mut self, weight: f64, treated: &[ArmSums], result: &TwoByTwo) {
        let on = treated
            .iter()
            .zip(&result.on_support)
            .filter(|(_, on)| **on);
        let (n, answered) = on.fold((0.0, 0.0), |(n, a), (s, _)| (n + s.weight, a + s.sum));
        self.weight += weight;
        self.treated += weight * answered / n;
        self.difference += weight * result.att;
    }

    fn shares(&self) -> Option<BothArms> {
        (self.weight > 0.0).then(|| {
            let treated = self.treated / self.weight;
            BothArms {
                treated,
                control: treated - self.difference / self.weight,
            }
        })
    }
}

/// Influences on the differences of one breakdown, a slot each.
fn family<'a>(
    comparison: &Comparison,
    sums: &ScoreSums,
    draft: &Draft<'a>,
    found: &[Result<Found, Reason>],
    post: &[usize],
) -> FamilyInfluence<'a> {
    let before = draft.strata_before();
    let strata = draft.strata.iter().sum();
    let mut tables: Vec<ChangeInfluence> = post
        .iter()
        .map(|&k| ChangeInfluence {
            change: sums.changes[k].change,
            treated: vec![Influence::default(); strata],
            control: vec![Influence::default(); strata],
            targets: vec![Vec::new(); found.len()],
        })
        .collect();
    for (p, (own, &first)) in found.iter().zip(&before).enumerate() {
        let Ok(own) = own else { continue };
        for (k, weight, result) in &own.parts {
            let Ok(at) = post.binary_search(k) else {
                continue;
            };
            let influence = corrected(
                result,
                Pieces::people(result.treated_weight),
                Some(own.difference()),
            );
            let range = first..first + result.treated.len();
            tables[at].treated[range.clone()].copy_from_slice(&influence.treated);
            tables[at].control[range].copy_from_slice(&influence.control);
            tables[at].targets[p].push((0, *weight));
        }
    }
    FamilyInfluence {
        population: &draft.breakdown.populations.of_cell,
        stratum: draft.strata_of_cells(),
        changes: tables,
        cohort: vec![vec![vec![0.0]; comparison.trials.len()]; found.len()],
        plan: SlotPlan {
            slots: 1,
            blocks: Vec::new(),
            count: false,
            populations: found.len(),
        },
    }
}
