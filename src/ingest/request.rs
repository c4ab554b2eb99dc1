//! What ingest is asked for, and what it hands back.

use std::path::Path;

use super::settings::{QualitySettings, SourceSettings};
use crate::tables::{InputFile, Ledger, Organisation, Outcome, QuarantinedRow};
use crate::vocab::{Day, Generations, Period, PeriodUnit};

/// Everything that ingest needs to know of a pipeline.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The folder of the pipeline file; file names in messages, ledger and provenance are relative to it.
    pub folder: &'a Path,
    /// The sources, in any order; at most one per table.
    pub sources: &'a [SourceSettings],
    /// Limits of data quality.
    pub quality: QualitySettings,
    /// The outcomes: which items, events and metrics are needed.
    pub outcomes: &'a [Outcome],
    /// The generation bands.
    pub generations: &'a Generations,
    /// Ids of the programmes in their order, with their first day.
    pub programmes: &'a [(String, Option<Day>)],
    /// Roster attributes that dimensions, covariates and eligibility name: canonical or extra columns. `generation` is
    /// always there; `birth_year` is derived from a date of birth where need be.
    pub attributes: &'a [String],
    /// The cut-off; `None` = the period that holds the latest wave, exit or start of a pairing.
    pub period: Option<Period>,
    /// Length of a period, for when `period` is `None`.
    pub period_unit: PeriodUnit,
}

impl Request<'_> {
    /// The ids of the programmes in their order.
    pub(super) fn programme_ids(&self) -> Vec<&str> {
        self.programmes.iter().map(|(id, _)| id.as_str()).collect()
    }
}

/// The data of a run, with the account of every row.
#[derive(Debug, Clone)]
pub struct Ingested {
    /// The canonical data.
    pub organisation: Organisation,
    /// The cut-off in force.
    pub period: Period,
    /// Where every row ended.
    pub ledger: Ledger,
    /// Quarantined rows, sorted by table, file and row.
    pub quarantine: Vec<QuarantinedRow>,
    /// The files read, sorted by table and name.
    pub inputs: Vec<InputFile>,
    /// Things worth saying, in the order they were met.
    pub warnings: Vec<String>,
}
