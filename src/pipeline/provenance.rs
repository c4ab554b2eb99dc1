//! What a run says of itself: facts for the pages and for `run.json`.

use crate::config::Plan;
use crate::export::{DisclosureCounts, Input, LedgerLine, Manifest, PipelineFile, Tool};
use crate::ingest::Ingested;
use crate::panel::{
    BasePeriod, ControlGroup, Covariate, Design, Response, ScoreMethod, ScoreSettings, Spillover,
    StudySettings, WayIn,
};
use crate::report::{
    self, InputLine, OutcomeFacts, ProgrammeFacts, Provenance, ScoreFacts, StudyFacts,
};
use crate::tables::{Figure, LedgerEntry, Measure, Table};
use crate::vocab::{Day, PeriodUnit, Structure};

/// The name under which the estimation engine is recorded.
const ENGINE: &str = "cells in memory";

/// The pipeline file's name; folders are of no concern to a reader.
fn pipeline_name(plan: &Plan) -> String {
    plan.file
        .file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

/// Facts for the pages.
pub(super) fn provenance(plan: &Plan, read: &Ingested, today: Day) -> Provenance {
    let study = &plan.study;
    Provenance {
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        pipeline: pipeline_name(plan),
        pipeline_sha256: plan.sha256.clone(),
        period: read.period,
        today,
        seed: study.seed,
        inputs: read
            .inputs
            .iter()
            .map(|f| InputLine {
                table: f.table.name().to_owned(),
                path: f.path.clone(),
                sha256: f.sha256.clone(),
                bytes: f.bytes,
            })
            .collect(),
        ledger: read
            .ledger
            .tables
            .iter()
            .map(|(t, e)| page_ledger(*t, e))
            .collect(),
        warnings: read.warnings.clone(),
        study: StudyFacts {
            roles: study.roles.iter().map(|r| r.id().to_owned()).collect(),
            control: match study.control {
                ControlGroup::NotYetTreated => "not-yet-treated",
                ControlGroup::NeverTreated => "never-treated",
            }
            .to_owned(),
            adjust_for: study
                .adjust_for
                .iter()
                .map(crate::panel::Covariate::name)
                .collect(),
            scores: score_facts(study.scores),
            weighting: study.weighting.id().to_owned(),
            multiplicity: study.multiplicity,
            spillover: match study.exclude_spillover {
                Spillover::None => "none",
                Spillover::DirectReportsOfMentees => "direct_reports_of_mentees",
            }
            .to_owned(),
            dimensions: study
                .dimensions
                .iter()
                .map(|d| {
                    d.iter()
                        .map(crate::panel::Covariate::name)
                        .collect::<Vec<_>>()
                        .join(crate::vocab::CROSS)
                })
                .collect(),
            period_unit: match study.period_unit {
                PeriodUnit::Month => "month",
                PeriodUnit::Quarter => "quarter",
                PeriodUnit::Half => "half-year",
                PeriodUnit::Year => "year",
            }
            .to_owned(),
            bands: bands(study),
        },
        programmes: plan
            .programmes
            .iter()
            .map(|p| ProgrammeFacts {
                id: p.id.clone(),
                name: p.name.clone(),
                model: p.model,
                start: p.start,
                cadence_days: (p.cadence(), p.cadence_days.is_some()),
                planned_months: (p.length(), p.planned_months.is_some()),
                by_lot: p.lottery.is_some(),
                declared_share: p.lottery.and_then(|l| l.share),
                grouped: p.model.structure() == Structure::Group,
                eligible: p
                    .eligible
                    .iter()
                    .map(|(role, rule)| (role.id().to_owned(), rule.to_string()))
                    .collect(),
                design: p.design.as_ref().map_or_else(Vec::new, design_facts),
            })
            .collect(),
        outcomes: plan.outcomes.iter().map(outcome_facts).collect(),
    }
}

/// The bands that covariates or dimensions use, each once, in the order in which they are named.
fn bands(study: &StudySettings) -> Vec<(String, Vec<f64>)> {
    let mut out: Vec<(String, Vec<f64>)> = Vec::new();
    for covariate in study
        .adjust_for
        .iter()
        .chain(study.dimensions.iter().flatten())
    {
        let from = match covariate {
            Covariate::TenureBand => Some(&study.bands.tenure_years),
            Covariate::LevelBand => Some(&study.bands.job_level),
            Covariate::Attribute(name) => study.bands.others.get(name),
            Covariate::Prior { .. } => None,
        };
        let name = covariate.name();
        if let Some(from) = from.filter(|_| out.iter().all(|(own, _)| *own != name)) {
            out.push((name, from.clone()));
        }
    }
    out
}

/// The design facts that are recorded, in words.
fn design_facts(design: &Design) -> Vec<(&'static str, String)> {
    let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
    let trained = |roles: &Vec<crate::vocab::Role>| {
        let names: Vec<&str> = roles.iter().map(|r| r.id()).collect();
        if names.is_empty() {
            "nobody".to_owned()
        } else {
            names.join(", ").replace('_', " ")
        }
    };
    let way_in = |way: WayIn| {
        match way {
            WayIn::Open => "open to all who are eligible",
            WayIn::Invited => "invited or nominated",
        }
        .to_owned()
    };
    [
        ("sponsor", design.sponsor.clone()),
        ("sponsor took part", design.sponsor_took_part.map(yes)),
        ("trained", design.training.as_ref().map(trained)),
        ("matching", design.matching.clone()),
        ("format", design.format.clone()),
        ("open or invited", design.open_or_invited.map(way_in)),
        ("commitment", design.commitment.clone()),
        ("incentives", design.incentives.clone()),
        ("manager", design.manager.clone()),
    ]
    .into_iter()
    .filter_map(|(fact, text)| Some((fact, text?)))
    .collect()
}

fn page_ledger(table: Table, entry: &LedgerEntry) -> report::LedgerLine {
    report::LedgerLine {
        table: table.name().to_owned(),
        read: entry.read,
        used: entry.used,
        not_needed: entry
            .not_needed
            .iter()
            .map(|(r, n)| (r.id().to_owned(), *n))
            .collect(),
        quarantined: entry
            .quarantined
            .iter()
            .map(|(r, n)| (r.id().to_owned(), *n))
            .collect(),
    }
}

fn outcome_facts(outcome: &crate::tables::Outcome) -> OutcomeFacts {
    let words =
        |kinds: &[crate::tables::ExitKind]| kinds.iter().map(|k| k.id().to_owned()).collect();
    let mut facts = OutcomeFacts {
        id: outcome.id.clone(),
        label: outcome.label.clone(),
        kind: outcome.kind(),
        better: outcome.better,
        source: outcome.source().name().to_owned(),
        items: Vec::new(),
        reversed: Vec::new(),
        scale: None,
        events: Vec::new(),
        competing: Vec::new(),
        horizons_days: Vec::new(),
        topic: outcome.topic,
        objective: outcome.objective,
        smallest_effect: outcome.smallest_effect,
    };
    match &outcome.measure {
        Measure::TimeToExit {
            events,
            competing,
            horizons_days,
            ..
        } => {
            facts.events = words(events);
            facts.competing = words(competing);
            facts.horizons_days.clone_from(horizons_days);
        }
        Measure::TimeToStep {
            steps,
            horizons_days,
        } => {
            facts.events = steps.iter().map(|s| s.id().to_owned()).collect();
            facts.horizons_days.clone_from(horizons_days);
        }
        Measure::Descriptive {
            figure:
                Figure::Answers {
                    items,
                    reversed,
                    scale,
                    ..
                },
            ..
        } => {
            facts.items.clone_from(items);
            facts.reversed.clone_from(reversed);
            facts.scale = scale.map(|[low, high]| (low, high));
        }
        Measure::Score {
            items,
            reversed,
            scale,
            ..
        } => {
            facts.items.clone_from(items);
            facts.reversed.clone_from(reversed);
            facts.scale = Some((scale[0], scale[1]));
        }
        Measure::Count { .. } | Measure::Descriptive { .. } => {}
    }
    facts
}

/// `run.json`, without outputs and timings.
pub(super) fn manifest(
    plan: &Plan,
    read: &Ingested,
    today: Day,
    disclosure: DisclosureCounts,
) -> Manifest {
    Manifest {
        tool: Tool::this(),
        pipeline: PipelineFile {
            path: pipeline_name(plan),
            sha256: plan.sha256.clone(),
        },
        period: read.period.to_string(),
        today: today.to_string(),
        seed: plan.study.seed,
        engine: ENGINE.to_owned(),
        inputs: read
            .inputs
            .iter()
            .map(|f| Input {
                table: f.table.name().to_owned(),
                path: f.path.clone(),
                sha256: f.sha256.clone(),
                bytes: f.bytes,
            })
            .collect(),
        ledger: read
            .ledger
            .tables
            .iter()
            .map(|(table, e)| LedgerLine {
                table: table.name().to_owned(),
                read: e.read,
                used: e.used,
                not_needed: e
                    .not_needed
                    .iter()
                    .map(|(r, n)| (r.id().to_owned(), *n))
                    .collect(),
                quarantined: e
                    .quarantined
                    .iter()
                    .map(|(r, n)| (r.id().to_owned(), *n))
                    .collect(),
            })
            .collect(),
        disclosure,
        outputs: Vec::new(),
        timings: indexmap::IndexMap::new(),
    }
}

/// The few facts that travel inside `findings.parquet` and the workbook.
pub(super) fn key_values(provenance: &Provenance) -> Vec<(String, String)> {
    [
        ("tool", "counterpart".to_owned()),
        ("version", provenance.tool_version.clone()),
        ("pipeline", provenance.pipeline.clone()),
        ("pipeline_sha256", provenance.pipeline_sha256.clone()),
        ("period", provenance.period.to_string()),
        ("today", provenance.today.to_string()),
        ("seed", provenance.seed.to_string()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .to_vec()
}

/// How scores are compared.
fn score_facts(settings: ScoreSettings) -> ScoreFacts {
    let method = match settings.method {
        ScoreMethod::DoublyRobust => "doubly_robust",
        ScoreMethod::OutcomeRegression => "outcome_regression",
        ScoreMethod::Ipw => "ipw",
    };
    let base = match settings.base {
        BasePeriod::Universal => "universal",
        BasePeriod::Varying => "varying",
    };
    let response = match settings.response {
        Response::Ignore => "ignore",
        Response::Weight => "weight",
    };
    ScoreFacts {
        method: method.to_owned(),
        base: base.to_owned(),
        response: response.to_owned(),
    }
}
