//! Settings and provenance of the rehearsals.

use crate::findings::{Crossings, Elsewhere, Overlap};
use crate::vocab::{
    Better, Day, Duty, Multiplicity, OutcomeKind, Period, ProgrammeModel, Role, RoleScope,
};

use super::super::settings::{Audience, Locale, ReportPage, ReportSettings, TemplateSource};
use super::super::{
    InputLine, LedgerLine, OutcomeFacts, ProgrammeFacts, Provenance, ScoreFacts, StudyFacts,
};

/// The cut-off of every rehearsal.
pub(in super::super) fn period() -> Period {
    "2025Q4".parse().expect("a literal quarter")
}

/// Settings with all three pages.
pub(in super::super) fn settings() -> ReportSettings {
    ReportSettings {
        title: "Reverse mentoring, quarterly impact".to_owned(),
        organisation: "Northwind Group".to_owned(),
        locale: Locale::EnGb,
        logo: None,
        accent: None,
        currency: Some("EUR".to_owned()),
        pages: Audience::EVERY
            .into_iter()
            .map(|audience| ReportPage {
                audience,
                template: TemplateSource::BuiltIn(format!("{}.html", audience.id())),
            })
            .collect(),
        note: None,
        themes: vec![("career".to_owned(), "retention".to_owned())],
    }
}

/// People of several programmes among `n` participants.
pub(super) fn overlap((id, name): (&str, &str), role: Role, n: u64) -> Overlap {
    Overlap {
        programme: id.to_owned(),
        programme_name: name.to_owned(),
        role: RoleScope::One(role),
        crossings: Crossings {
            participants: n,
            also: Elsewhere {
                named: n / 3,
                unnamed: 0,
                otherwise: 3,
            },
            earlier: n / 4,
            kept_out: Elsewhere {
                named: n,
                unnamed: 12,
                otherwise: 0,
            },
        },
    }
}

/// One outcome of the rehearsal.
#[derive(Clone)]
pub(in super::super) struct Ask {
    pub id: &'static str,
    pub label: &'static str,
    pub kind: OutcomeKind,
    pub better: Better,
    pub duty: Duty,
    pub source: &'static str,
}

/// Outcomes of the rehearsal.
pub(in super::super) fn asks() -> Vec<Ask> {
    let ask = |id, label, kind, better, source| Ask {
        id,
        label,
        kind,
        better,
        duty: Duty::Question,
        source,
    };
    vec![
        ask(
            "retention",
            "Retention",
            OutcomeKind::TimeToEvent,
            Better::Lower,
            "exits",
        ),
        ask(
            "engagement",
            "Engagement",
            OutcomeKind::Score,
            Better::Higher,
            "surveys",
        ),
        ask(
            "leader_communication",
            "Communication",
            OutcomeKind::Score,
            Better::Higher,
            "leader_feedback",
        ),
        ask(
            "leader_decisions",
            "Decision-making",
            OutcomeKind::Score,
            Better::Higher,
            "leader_feedback",
        ),
        ask(
            "technology_anxiety",
            "Technology anxiety",
            OutcomeKind::Score,
            Better::Lower,
            "surveys",
        ),
        ask(
            "promotion",
            "Promotion",
            OutcomeKind::TimeToEvent,
            Better::Higher,
            "promotions",
        ),
        ask(
            "referrals",
            "Referrals",
            OutcomeKind::Count,
            Better::Higher,
            "candidates",
        ),
    ]
}

/// Facts about the run.
pub(in super::super) fn provenance() -> Provenance {
    let programme = |id: &str, name: &str, model: ProgrammeModel| ProgrammeFacts {
        id: id.to_owned(),
        name: name.to_owned(),
        model,
        start: Day::from_ymd(2024, 4, 1),
        cadence_days: (30, true),
        planned_months: (9, true),
        by_lot: false,
        declared_share: None,
        grouped: model.structure() == crate::vocab::Structure::Group,
        eligible: vec![("mentee".to_owned(), "job_level >= 7".to_owned())],
        design: Vec::new(),
    };
    Provenance {
        tool_version: "0.1.0".to_owned(),
        pipeline: "pipelines/quarterly_impact.toml".to_owned(),
        pipeline_sha256: "7c31e2f0aa5b".repeat(5) + "abcd",
        period: period(),
        today: Day::from_ymd(2026, 1, 12).expect("a literal day"),
        seed: 20_251_231,
        inputs: vec![InputLine {
            table: "employees".to_owned(),
            path: "sample_data/hris/2025.csv".to_owned(),
            sha256: "0f".repeat(32),
            bytes: 8_123_456,
        }],
        ledger: vec![LedgerLine {
            table: "employees".to_owned(),
            read: 96_000,
            used: 95_400,
            not_needed: vec![("exact duplicate".to_owned(), 480)],
            quarantined: vec![("date cannot be read".to_owned(), 120)],
        }],
        warnings: vec!["sessions name 3 pairings that are not in the pairings export".to_owned()],
        study: StudyFacts {
            roles: vec!["mentor".to_owned(), "mentee".to_owned()],
            control: "not-yet-treated".to_owned(),
            adjust_for: [
                "generation",
                "level_band",
                "function",
                "region",
                "tenure_band",
                "prior:engagement",
            ]
            .map(str::to_owned)
            .to_vec(),
            scores: ScoreFacts {
                method: "doubly_robust".to_owned(),
                base: "universal".to_owned(),
                response: "ignore".to_owned(),
            },
            weighting: "exact".to_owned(),
            multiplicity: Multiplicity::default(),
            spillover: "direct_reports_of_mentees".to_owned(),
            dimensions: vec!["generation".to_owned(), "gender".to_owned()],
            period_unit: "quarter".to_owned(),
            bands: vec![("tenure_band".to_owned(), vec![0.0, 1.0, 3.0])],
        },
        programmes: vec![
            programme(
                "digital_fluency",
                "Digital Fluency for Executives",
                ProgrammeModel::ExecutiveDigitalFluency,
            ),
            programme("circles", "Inclusion Circles", ProgrammeModel::DeiCircles),
            programme(
                "shadowing",
                "Leadership Shadowing",
                ProgrammeModel::LeadershipShadowing,
            ),
        ],
        outcomes: asks()
            .into_iter()
            .map(|a| OutcomeFacts {
                id: a.id.to_owned(),
                label: a.label.to_owned(),
                kind: a.kind,
                better: a.better,
                source: a.source.to_owned(),
                items: if a.kind == OutcomeKind::Score {
                    vec!["q01".to_owned(), "q02".to_owned()]
                } else {
                    Vec::new()
                },
                reversed: Vec::new(),
                scale: (a.kind == OutcomeKind::Score).then_some((1.0, 5.0)),
                events: if a.source == "exits" {
                    vec!["voluntary".to_owned()]
                } else {
                    Vec::new()
                },
                competing: Vec::new(),
                horizons_days: vec![180, 365, 730],
                topic: crate::vocab::Topic::of_outcome(a.id, a.label),
                objective: None,
                smallest_effect: None,
            })
            .collect(),
    }
}
