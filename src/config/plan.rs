//! The validated plan of a run: everything the rooms below need, assembled from their own settings.

use std::path::PathBuf;

use crate::disclosure::DisclosurePolicy;
use crate::ingest::{QualitySettings, SourceSettings};
use crate::panel::{Programme, StudySettings};
use crate::report::ReportSettings;
use crate::tables::Outcome;
use crate::vocab::{Generations, Period};

/// A pipeline file, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The pipeline file as given on the command line.
    pub file: PathBuf,
    /// SHA-256 of the pipeline file (and of the files it extends, in order), hexadecimal.
    pub sha256: String,
    /// The cut-off; `None` when neither the file nor the command line says, then the last period with data.
    pub period: Option<Period>,
    /// Titles, locale, brand, pages.
    pub report: ReportSettings,
    /// What to read.
    pub sources: Vec<SourceSettings>,
    /// Limits of data quality.
    pub quality: QualitySettings,
    /// Generation bands.
    pub generations: Generations,
    /// Programmes, in the order of the file.
    pub programmes: Vec<Programme>,
    /// The comparison.
    pub study: StudySettings,
    /// Outcomes, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// Disclosure control.
    pub disclosure: DisclosurePolicy,
}
