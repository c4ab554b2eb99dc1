//! What a pipeline says of its sources.

use std::path::PathBuf;

use indexmap::IndexMap;

use crate::tables::Table;
use crate::vocab::Day;

/// Wide or long form of a survey or pairing export.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One row per response, or per pair.
    Wide,
    /// One row per response and item, or per membership.
    Long,
}

/// One `[sources.TABLE]` of a pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceSettings {
    /// The table it fills.
    pub table: Table,
    /// The path as written (may hold `*`, `?`, `[..]`), relative to the pipeline.
    pub pattern: String,
    /// The folder that `pattern` is relative to.
    pub folder: PathBuf,
    /// Import preset.
    pub preset: Option<String>,
    /// Sheet of an XLSX file; the first when absent.
    pub sheet: Option<String>,
    /// Wide or long; guessed from the columns when absent.
    pub layout: Option<Layout>,
    /// A `strftime` format for dates that are not ISO; guessed per column when absent.
    pub date_format: Option<String>,
    /// Canonical name = name in the export; wins over the preset.
    pub columns: IndexMap<String, String>,
    /// Canonical column -> { as exported = canonical value }.
    pub values: IndexMap<String, IndexMap<String, String>>,
    /// Label in the wave column -> date.
    pub waves: IndexMap<String, Day>,
}

/// `[quality]` of a pipeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QualitySettings {
    /// Largest share of a table's rows that may be quarantined before the run stops with exit code 3.
    pub max_quarantined_share: f64,
}

impl Default for QualitySettings {
    fn default() -> QualitySettings {
        QualitySettings {
            max_quarantined_share: 0.02,
        }
    }
}
