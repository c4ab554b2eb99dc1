//! `check`: read and validate everything, estimate nothing.

use std::time::Instant;

use crate::config::Plan;
use crate::ingest::{Ingested, Request, ingest};
use crate::panel::{Covariate, Panel};
use crate::report::same_theme;
use crate::tables::{Column, Ledger, QuarantinedRow};
use crate::vocab::{Day, Period};

use super::{Observer, RunError, Stage};

/// What a check found.
#[derive(Debug)]
pub struct CheckReport {
    /// The cut-off that a run would use.
    pub period: Period,
    /// Where every row ended.
    pub ledger: Ledger,
    /// Rows set aside as wrong.
    pub quarantine: Vec<QuarantinedRow>,
    /// Remarks.
    pub warnings: Vec<String>,
}

/// Reads and validates the inputs of a plan.
///
/// # Errors
/// Whatever would fail a run before its first estimate.
pub fn check(plan: &Plan, observer: &dyn Observer) -> Result<CheckReport, RunError> {
    let mut read = read(plan, observer)?;
    warn(plan, &mut read.warnings);
    Panel::build(
        &read.organisation,
        &plan.programmes,
        &plan.study,
        &plan.outcomes,
        read.period,
    )?;
    Ok(CheckReport {
        period: read.period,
        ledger: read.ledger,
        quarantine: read.quarantine,
        warnings: read.warnings,
    })
}

/// Reads the exports of a plan.
pub(super) fn read(plan: &Plan, observer: &dyn Observer) -> Result<Ingested, RunError> {
    observer.begin(Stage::Read);
    let clock = Instant::now();
    let programmes: Vec<(String, Option<Day>)> = plan
        .programmes
        .iter()
        .map(|p| (p.id.clone(), p.start))
        .collect();
    let attributes = attributes(plan);
    let folder = plan.file.parent().unwrap_or(std::path::Path::new(""));
    let request = Request {
        folder,
        sources: &plan.sources,
        quality: plan.quality,
        outcomes: &plan.outcomes,
        generations: &plan.generations,
        programmes: &programmes,
        attributes: &attributes,
        period: plan.period,
        period_unit: plan.study.period_unit,
    };
    let mut read = ingest(&request, &|detail| observer.step(detail))?;
    warn_of_lotteries(plan, &mut read);
    warn_of_themes(plan, &mut read);
    observer.end(Stage::Read, clock.elapsed().as_secs_f64());
    Ok(read)
}

/// Remarks on the plan that a reader of the results must know.
pub(super) fn warn(plan: &Plan, warnings: &mut Vec<String>) {
    if plan.disclosure.history.is_some() {
        warnings.push(
            "history is set, but this version does not compare with earlier releases yet: before publishing, compare \
             the groups that grew or shrank by fewer people than minimum_group by hand."
                .to_owned(),
        );
    }
}

/// Remarks on themes of the pipeline that no story has.
fn warn_of_themes(plan: &Plan, read: &mut Ingested) {
    let occurs = |theme: &str| {
        let mut themes = read
            .organisation
            .stories
            .iter()
            .filter_map(|s| s.theme.as_deref());
        themes.any(|own| same_theme(own, theme))
    };
    let remarks: Vec<String> = plan
        .report
        .themes
        .iter()
        .filter(|(theme, _)| !occurs(theme))
        .map(|(theme, outcome)| {
            format!("[stories.themes] gives `{theme}` the outcome `{outcome}`, but no story has this theme")
        })
        .collect();
    read.warnings.extend(remarks);
}

/// Remarks on lotteries: applicants without a lottery, a lottery without applicants.
fn warn_of_lotteries(plan: &Plan, read: &mut Ingested) {
    let applied = |k: usize| {
        let applications = &read.organisation.applications;
        applications.iter().any(|a| usize::from(a.programme) == k)
    };
    let remarks: Vec<String> = plan
        .programmes
        .iter()
        .enumerate()
        .filter_map(|(k, programme)| match (applied(k), programme.lottery.is_some()) {
            (true, false) => Some(format!(
                "pairings say who was drawn for `{}`, but the pipeline has no lottery for it: nothing rests on those rows; add \
                 assignment = \"lottery\" if its places were drawn by lot.",
                programme.id
            )),
            (false, true) => Some(format!(
                "the places of `{}` were drawn by lot, but no row of pairings has the status `drawn` or `not_drawn`: nothing \
                 can be estimated.",
                programme.id
            )),
            _ => None,
        })
        .collect();
    read.warnings.extend(remarks);
}

/// Roster attributes that the plan names: covariates, dimensions, eligibility.
fn attributes(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    };
    let of = |covariate: &Covariate| match covariate {
        Covariate::Attribute(name) => Some(name.clone()),
        Covariate::LevelBand => Some(Column::JobLevel.name().to_owned()),
        Covariate::TenureBand | Covariate::Prior { .. } => None,
    };
    plan.study
        .dimensions
        .iter()
        .flatten()
        .filter_map(of)
        .for_each(|n| add(&n));
    for programme in &plan.programmes {
        programme
            .eligible
            .values()
            .flat_map(crate::panel::Eligibility::attributes)
            .for_each(|n| add(&n));
    }
    if !plan.study.adjust_for_default {
        plan.study
            .adjust_for
            .iter()
            .filter_map(of)
            .for_each(|n| add(&n));
    }
    names
}
