//! What a run tells whoever started it, as finished strings: the headline findings, the ledger, warnings and files.
//! Built here, laid out by the command line. Deliberately absent: numbers, so that nothing is rounded twice.

use std::path::PathBuf;

/// The summary of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Title of the reports.
    pub title: String,
    /// Cut-off, e.g. `2025Q4`.
    pub period: String,
    /// Headline findings, in the order they are shown.
    pub headlines: Vec<HeadlineRow>,
    /// Rows read, used, set aside and quarantined, in one line.
    pub ledger_line: String,
    /// What the reader should know, a sentence each.
    pub warnings: Vec<String>,
    /// The files a reader opens first.
    pub written: Vec<PathBuf>,
}

/// One headline finding, as words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadlineRow {
    /// Name of the programme, or of all together.
    pub programme: String,
    /// The role.
    pub role: String,
    /// Label of the outcome, with its horizon.
    pub outcome: String,
    /// The estimate with its unit, or why there is none.
    pub estimate_text: String,
    /// The interval, e.g. `1.1 to 5.3`; empty without an estimate.
    pub interval_text: String,
    /// The grade of evidence.
    pub evidence_text: String,
    /// Whether a comparison is told, rather than a description or something not shown.
    pub compared: bool,
}
