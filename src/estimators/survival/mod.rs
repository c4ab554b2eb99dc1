//! Times to events: weighted survival on stacked trials (methods.md, section 4).
//!
//! Kaplan–Meier curves of both arms, weighted to the participants' cell mix; difference at horizons, difference of
//! restricted means, hazard ratio by Cox regression stratified by trial, and where other events compete the difference of
//! Aalen–Johansen incidences. Variances are infinitesimal jackknives summed by person, since a control person serves in
//! several trials.
//!
//! Map: `days` sums by day; `hazards` the Cox regression and its tests; `draft` everything of a population before variances;
//! `slots` which influence stands where; `levels` the difference of two shares at a horizon; `report` the answer once they are summed; `paths` curves to draw.

mod answer;
mod days;
mod draft;
mod hazards;
mod levels;
mod paths;
mod report;
mod slots;

use rayon::prelude::*;

use crate::panel::{Comparison, EventClock, FollowUpFamily, Panel, TrialCounts};

use self::draft::{Cells, Draft};
use super::groups::groups;
use super::weights::{Mix, Weighing};
use super::{Breakdown, Compared, FEWEST_CLUSTERS, Reason};

pub use answer::{ArmPath, HazardTests, HorizonEffect, SurvivalAnswer, SurvivalEstimate};

/// What to estimate.
#[derive(Debug, Clone)]
pub struct SurvivalRequest<'a> {
    /// The event.
    pub clock: &'a EventClock,
    /// Horizons in days, ascending.
    pub horizons: &'a [u32],
    /// Weights wanted, and those already found.
    pub weighing: &'a Weighing<'a>,
    /// Fewest people per arm still at risk at a horizon.
    pub fewest_at_risk: u64,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// Estimates every population of every breakdown: one list a breakdown.
pub fn estimate_survival(
    panel: &Panel<'_>,
    comparison: &Comparison,
    counts: &[TrialCounts],
    breakdowns: &[Breakdown],
    request: &SurvivalRequest<'_>,
) -> Vec<Vec<SurvivalEstimate>> {
    let covariates: Vec<usize> = (0..comparison.cells.covariates).collect();
    let days = 1 + counts
        .iter()
        .flat_map(|c| c.treated.iter().chain(&c.control))
        .map(|c| c.day as usize)
        .max()
        .unwrap_or(0);
    let drafted: Vec<(Cells<'_>, Vec<Result<Draft, Reason>>)> = breakdowns
        .par_iter()
        .map(|breakdown| {
            let (stratum, strata) = comparison.cells.strata(&breakdown.populations, &covariates);
            let cells = Cells {
                comparison,
                breakdown,
                stratum,
                strata: strata.iter().map(Vec::len).collect(),
                groups: groups(comparison, breakdown, request.cluster),
                days,
            };
            let by_population = cells.split(counts);
            let drafts = (0..breakdown.len())
                .into_par_iter()
                .map(|p| {
                    let mix = Mix {
                        comparison,
                        covariates: &covariates,
                        strata: &strata[p],
                    };
                    cells.draft(&by_population[p], p, &mix, request)
                })
                .collect();
            (cells, drafts)
        })
        .collect();
    let families: Vec<FollowUpFamily<'_>> = drafted
        .par_iter()
        .map(|(cells, drafts)| FollowUpFamily {
            population: &cells.breakdown.populations.of_cell,
            stratum: cells.numbered_strata(),
            populations: cells.breakdown.len(),
            influence: cells.influence(drafts, request),
        })
        .collect();
    let sums = panel.follow_up_influence(comparison, request.clock, &families, request.cluster);
    drop(families);
    drafted
        .into_iter()
        .zip(sums)
        .map(|((cells, drafts), sums)| {
            drafts
                .into_iter()
                .zip(&sums)
                .enumerate()
                .map(|(population, (draft, sums))| {
                    let answer = draft.and_then(|draft| {
                        if sums.treated_clusters < FEWEST_CLUSTERS {
                            return Err(Reason::TooFewClusters);
                        }
                        Ok(cells.answer(&draft, population, sums, request))
                    });
                    SurvivalEstimate {
                        population,
                        compared: Compared::from(sums),
                        answer,
                    }
                })
                .collect()
        })
        .collect()
}
