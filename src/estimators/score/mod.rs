//! Scores: doubly robust staggered difference-in-differences on cells (methods.md, section 3).
//!
//! Callaway & Sant'Anna 2021 with the doubly robust estimator of Sant'Anna & Zhao 2020: one 2x2 comparison per
//! trial and wave, aggregated; inference from influence sums over people (or groups). The kernel's estimators
//! agree with R's `did` and `DRDID`; what differs here is stated in methods.md: changes are pairwise complete, the
//! variance has the factor G/(G−1) and t quantiles with G−1 degrees of freedom, and each comparison's few participants
//! are made good for (see `correction`).

mod answer;
mod bounds;
mod comparison;
mod correction;
mod draft;
mod drift;
mod error;
mod influence;
mod response;
mod strata;
mod targets;

use rayon::prelude::*;

use crate::kernel::difference::ArmSums;
use crate::panel::{
    Change, ChangeSums, Comparison, ControlGroup, FamilyInfluence, Reading, ScoreSettings,
    TrialAsked, WaveMatrix, change_sums, changes, influence_sums, people_asked,
};

use self::draft::Draft;
use self::influence::influence_tables;
use self::response::responses;
use super::Breakdown;

pub use answer::{
    BothArms, Effect, LARGE_ATTRITION, MomentEffect, ResponseAnswer, ResponseBounds, ScoreAnswer,
    ScoreEstimate,
};
pub(super) use comparison::main_effects;

/// Settings of an estimation.
#[derive(Debug, Clone)]
pub struct ScoreRequest<'a> {
    /// Who serves as control.
    pub control: ControlGroup,
    /// Covariates (positions among the comparison's covariate digits) to adjust for.
    pub covariates: &'a [usize],
    /// Estimator, non-response, leads.
    pub settings: ScoreSettings,
    /// Whether people are asked, so that some may not answer; counts come without being asked for.
    pub asked: bool,
    /// Seed of the simultaneous bands.
    pub seed: u64,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// The sums of a comparison on an outcome; they serve every breakdown.
#[derive(Debug, Clone)]
pub struct ScoreSums {
    changes: Vec<ChangeSums>,
    /// Per trial.
    asked: Vec<TrialAsked>,
}

impl ScoreSums {
    /// The first reduction of a comparison.
    pub fn of(comparison: &Comparison, matrix: &WaveMatrix, control: ControlGroup) -> ScoreSums {
        let changes = changes(comparison, &matrix.waves);
        ScoreSums {
            changes: change_sums(comparison, matrix, control, &changes),
            asked: people_asked(comparison, matrix, control),
        }
    }
}

/// Estimates the effect for every population of every breakdown: one list a breakdown.
pub fn estimate_scores(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    sums: &ScoreSums,
    breakdowns: &[Breakdown],
    request: &ScoreRequest<'_>,
) -> Vec<Vec<ScoreEstimate>> {
    let changes: Vec<Change> = sums.changes.iter().map(|s| s.change).collect();
    let drafts: Vec<Draft<'_>> = breakdowns
        .iter()
        .map(|b| Draft::of(comparison, sums, &changes, b, request))
        .collect();
    let families: Vec<FamilyInfluence<'_>> = drafts
        .par_iter()
        .map(|draft| influence_tables(comparison, &changes, draft))
        .collect();
    let second = influence_sums(
        comparison,
        matrix,
        (request.control, Reading::Change),
        &families,
        request.cluster,
    );
    let base_sd = base_spread(sums);
    let mut estimates: Vec<Vec<ScoreEstimate>> = drafts
        .iter()
        .zip(&families)
        .zip(&second)
        .map(|((draft, family), people)| {
            (0..draft.breakdown.len())
                .map(|p| {
                    draft.estimate(
                        p,
                        comparison,
                        (matrix, &changes),
                        sums,
                        &family.plan,
                        &people[p],
                        base_sd,
                        request,
                    )
                })
                .collect()
        })
        .collect();
    if request.asked {
        let found = responses(comparison, matrix, sums, &drafts, (request, base_sd));
        for (estimate, response) in estimates
            .iter_mut()
            .flatten()
            .zip(found.into_iter().flatten())
        {
            estimate.response = Some(response);
        }
    }
    estimates
}

/// Standard deviation of the outcome at the base, over both arms.
fn base_spread(sums: &ScoreSums) -> f64 {
    let base = sums
        .changes
        .iter()
        .fold(ArmSums::default(), |mut total, s| {
            total.weight += s.base.weight;
            total.sum += s.base.sum;
            total.sum_sq += s.base.sum_sq;
            total
        });
    let mean = base.sum / base.weight;
    (base.sum_sq / base.weight - mean * mean).max(0.0).sqrt()
}
