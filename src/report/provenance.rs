//! What a run tells its reports about itself: inputs, ledger, settings in words. Facts only, no results.

use crate::vocab::{
    Better, Day, Multiplicity, Objective, OutcomeKind, Period, ProgrammeModel, Topic,
};

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputLine {
    /// Canonical table.
    pub table: String,
    /// Path, relative.
    pub path: String,
    /// Hash of the file.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// The row ledger of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Canonical table.
    pub table: String,
    /// Rows read.
    pub read: u64,
    /// Rows used.
    pub used: u64,
    /// Rows not needed, by reason.
    pub not_needed: Vec<(String, u64)>,
    /// Rows quarantined, by reason.
    pub quarantined: Vec<(String, u64)>,
}

/// The comparison, with the ids of the pipeline file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StudyFacts {
    /// Roles compared.
    pub roles: Vec<String>,
    /// `not-yet-treated` or `never-treated`.
    pub control: String,
    /// Covariates.
    pub adjust_for: Vec<String>,
    /// How scores are compared.
    pub scores: ScoreFacts,
    /// `exact`, `entropy`, `overlap`, `cem` or `logistic`.
    pub weighting: String,
    /// How many answers are judged together.
    pub multiplicity: Multiplicity,
    /// `none` or `direct_reports_of_mentees`.
    pub spillover: String,
    /// Dimensions of the breakdowns.
    pub dimensions: Vec<String>,
    /// Length of an enrolment period in words: `quarter`.
    pub period_unit: String,
    /// Lower bounds of the bands of numbers that covariates or dimensions use.
    pub bands: Vec<(String, Vec<f64>)>,
}

/// How scores, counts and shares with a before are compared, with the ids of the pipeline file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScoreFacts {
    /// `doubly_robust`, `outcome_regression` or `ipw`.
    pub method: String,
    /// What waves before the start are measured against: `universal` or `varying`.
    pub base: String,
    /// What is done about non-response: `ignore` or `weight`.
    pub response: String,
}

/// One programme.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeFacts {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The model it follows.
    pub model: ProgrammeModel,
    /// First day on which a membership counts.
    pub start: Option<Day>,
    /// Days between sessions, and whether the pipeline says so rather than the model.
    pub cadence_days: (u32, bool),
    /// Length in months, and whether the pipeline says so.
    pub planned_months: (u32, bool),
    /// Whether places were drawn by lot.
    pub by_lot: bool,
    /// Declared share of applicants who are drawn.
    pub declared_share: Option<f64>,
    /// Whether people meet in groups, so that inference clusters by pairing.
    pub grouped: bool,
    /// Who could have taken part, by role id, as the pipeline writes it; a role without a rule admits everybody.
    pub eligible: Vec<(String, String)>,
    /// Design facts in words: what, and what is recorded of it.
    pub design: Vec<(&'static str, String)>,
}

/// One outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeFacts {
    /// Id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Kind.
    pub kind: OutcomeKind,
    /// Wanted direction.
    pub better: Better,
    /// The canonical table it comes from.
    pub source: String,
    /// Survey items.
    pub items: Vec<String>,
    /// Items that are reversed.
    pub reversed: Vec<String>,
    /// Scale of the items.
    pub scale: Option<(f64, f64)>,
    /// Events counted.
    pub events: Vec<String>,
    /// Competing events.
    pub competing: Vec<String>,
    /// Horizons.
    pub horizons_days: Vec<u32>,
    /// What it measures, of what programmes are meant to move.
    pub topic: Option<Topic>,
    /// The objective it serves.
    pub objective: Option<Objective>,
    /// Smallest effect that matters, in the unit of the outcome.
    pub smallest_effect: Option<f64>,
}

/// Everything a report says about the run itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Provenance {
    /// Version of the tool.
    pub tool_version: String,
    /// Path of the pipeline file, relative.
    pub pipeline: String,
    /// Its hash.
    pub pipeline_sha256: String,
    /// Cut-off.
    pub period: Period,
    /// The day of the run.
    pub today: Day,
    /// Seed.
    pub seed: u64,
    /// Input files.
    pub inputs: Vec<InputLine>,
    /// Row ledger.
    pub ledger: Vec<LedgerLine>,
    /// Warnings in words.
    pub warnings: Vec<String>,
    /// The comparison.
    pub study: StudyFacts,
    /// Programmes, in the order of the pipeline.
    pub programmes: Vec<ProgrammeFacts>,
    /// Outcomes, in the order of the pipeline.
    pub outcomes: Vec<OutcomeFacts>,
}
