//! What a pipeline says of the comparison: programmes, eligibility, controls, covariates, bands.

use indexmap::IndexMap;

use crate::vocab::{Day, Multiplicity, PeriodUnit, ProgrammeModel, Role};

use super::design::Design;
use super::eligibility::Eligibility;

/// One `[[programmes]]` of a pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// The id used in pairings.
    pub id: String,
    /// The name in sentences.
    pub name: String,
    /// The model it follows.
    pub model: ProgrammeModel,
    /// First day on which a membership counts; `None` = since ever.
    pub start: Option<Day>,
    /// Planned days between sessions; those of the model when `None`.
    pub cadence_days: Option<u32>,
    /// Planned length in months; that of the model when `None`.
    pub planned_months: Option<u32>,
    /// For a programme whose places were drawn by lot.
    pub lottery: Option<Lottery>,
    /// What is recorded of how it was set up.
    pub design: Option<Design>,
    /// Who could have taken part, by role; a role without an expression admits everybody.
    pub eligible: IndexMap<Role, Eligibility>,
}

impl Programme {
    /// Days between sessions that are planned, or usual in its model.
    pub fn cadence(&self) -> u32 {
        let usual = self.model.definition().cadence_days;
        self.cadence_days.unwrap_or(usual)
    }

    /// Months that a pairing is meant to run, or usually runs in its model.
    pub fn length(&self) -> u32 {
        let usual = self.model.definition().planned_months;
        self.planned_months.unwrap_or(usual)
    }
}

/// How people came to take part.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Assignment {
    /// By their own wish or somebody's choice.
    SelfSelected,
    /// Drawn by lot among those who applied.
    Lottery,
}

/// A lottery for the places of a programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lottery {
    /// Declared share of applicants who are drawn; `None` when it was not declared.
    pub share: Option<f64>,
}

/// Who serves as control.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ControlGroup {
    /// People who have not started by the day in question.
    NotYetTreated,
    /// People who never start within the data (scores only).
    NeverTreated,
}

/// How control people are weighted to look like participants.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Weighting {
    /// By exact cells; entropy balancing where under 90 % of participants find their cell.
    Exact,
    /// Entropy balancing on main effects.
    Entropy,
    /// Overlap weights.
    Overlap,
    /// Coarsened exact matching: cells, made coarser until 90 % of participants find control people like them.
    Cem,
    /// Odds of a logistic propensity score on main effects.
    Logistic,
}

impl Weighting {
    /// The word of pipelines.
    pub fn id(self) -> &'static str {
        match self {
            Weighting::Exact => "exact",
            Weighting::Entropy => "entropy",
            Weighting::Overlap => "overlap",
            Weighting::Cem => "cem",
            Weighting::Logistic => "logistic",
        }
    }
}

/// What is done about people who do not answer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Response {
    /// Nothing: those who answered speak for themselves.
    #[default]
    Ignore,
    /// Those who answered speak for all people of their arm and cell (inverse response rates).
    Weight,
}

/// How changes of the two arms are compared.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ScoreMethod {
    /// Outcome regression and propensity weighting together; right when either model is.
    #[default]
    DoublyRobust,
    /// Outcome regression among control people alone.
    OutcomeRegression,
    /// Inverse probability weighting of control people alone (normalised).
    Ipw,
}

/// What the waves before the start are measured against in an event study.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum BasePeriod {
    /// The last wave before the start, as the waves after it.
    #[default]
    Universal,
    /// The wave before each: drifts from wave to wave.
    Varying,
}

/// What a pipeline says of scores alone (counts and shares with a before included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScoreSettings {
    /// Non-response.
    pub response: Response,
    /// The estimator.
    pub method: ScoreMethod,
    /// The event study's leads.
    pub base: BasePeriod,
}

/// Whether colleagues near a participant may serve as controls.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub enum Spillover {
    /// Everybody may.
    #[serde(rename = "none")]
    None,
    /// People whose manager is a mentee may not.
    #[serde(rename = "direct_reports_of_mentees")]
    DirectReportsOfMentees,
}

/// A covariate that comparisons adjust for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Covariate {
    /// A roster attribute as it stands (a number is banded when `[bands]` says so).
    Attribute(String),
    /// Bands of years since hire at the eve.
    TenureBand,
    /// Bands of `job_level`.
    LevelBand,
    /// Terciles of a person's own mean of an outcome over the last four waves up to the eve.
    Prior {
        /// Position of the outcome in the pipeline's list.
        outcome: usize,
        /// Its id.
        id: String,
    },
}

impl Covariate {
    /// The name in pipelines, balance tables and dimensions.
    pub fn name(&self) -> String {
        match self {
            Covariate::Attribute(name) => name.clone(),
            Covariate::TenureBand => "tenure_band".to_owned(),
            Covariate::LevelBand => "level_band".to_owned(),
            Covariate::Prior { id, .. } => format!("prior:{id}"),
        }
    }
}

/// Lower bounds of the bands of a number: `[0, 1, 3]` makes under 1, 1 to 3, 3 and more.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    /// `tenure_band`, in years.
    pub tenure_years: Vec<f64>,
    /// `level_band`, in job levels.
    pub job_level: Vec<f64>,
    /// Any other numeric column.
    pub others: IndexMap<String, Vec<f64>>,
}

impl Default for Bands {
    /// methods.md, section 2: tenure under 1, 1–3, 3–5, 5–10, 10+ years; level 1–3, 4–6, 7–8, 9+.
    fn default() -> Bands {
        Bands {
            tenure_years: vec![0.0, 1.0, 3.0, 5.0, 10.0],
            job_level: vec![1.0, 4.0, 7.0, 9.0],
            others: IndexMap::new(),
        }
    }
}

/// `[study]` of a pipeline, with the breakdowns and bands.
#[derive(Debug, Clone, PartialEq)]
pub struct StudySettings {
    /// Roles analysed.
    pub roles: Vec<Role>,
    /// Control group of scores.
    pub control: ControlGroup,
    /// Covariates.
    pub adjust_for: Vec<Covariate>,
    /// Whether `adjust_for` is the default, so that columns which the export lacks are left out instead of missed.
    pub adjust_for_default: bool,
    /// How scores are compared.
    pub scores: ScoreSettings,
    /// Weighting of times to events, rates and shares without a before.
    pub weighting: Weighting,
    /// How the p-values of a family are adjusted.
    pub multiplicity: Multiplicity,
    /// Spillover guard.
    pub exclude_spillover: Spillover,
    /// Seed of everything simulated (simultaneous bands).
    pub seed: u64,
    /// Length of an enrolment period.
    pub period_unit: PeriodUnit,
    /// Bands.
    pub bands: Bands,
    /// Dimensions, each one covariate or several crossed.
    pub dimensions: Vec<Vec<Covariate>>,
    /// Dimensions whose gaps between groups are asked about.
    pub equity_gaps: Vec<EquityGap>,
}

/// A dimension whose groups are held against one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquityGap {
    /// One of the dimensions, not crossed.
    pub dimension: Covariate,
    /// The group that the others are held against; the largest when absent.
    pub reference: Option<String>,
}
