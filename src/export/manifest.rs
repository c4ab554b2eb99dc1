//! `run.json`: where an output comes from (data contract, section 5). The order of keys is the order of the fields
//! here. Paths are relative; whoever fills a manifest sees to that. Deliberately absent: host, user, absolute
//! paths, the time of day.

use indexmap::IndexMap;
use serde::Serialize;

use crate::disclosure::DisclosureSummary;

use super::ExportError;

/// Name of the file.
pub const FILE: &str = "run.json";

/// What made the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// The name under which this program signs its outputs.
    pub const NAME: &'static str = env!("CARGO_PKG_NAME");

    /// This program.
    pub fn this() -> Tool {
        Tool {
            name: Tool::NAME.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// The pipeline file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PipelineFile {
    /// Path as given, relative.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The table it was read for.
    pub table: String,
    /// Path relative to the pipeline.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// The row ledger of one table: `read = used + not_needed + quarantined`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerLine {
    /// The table.
    pub table: String,
    /// Rows read.
    pub read: u64,
    /// Rows used.
    pub used: u64,
    /// Rows set aside, by reason.
    pub not_needed: IndexMap<String, u64>,
    /// Rows quarantined, by reason.
    pub quarantined: IndexMap<String, u64>,
}

/// What disclosure control showed and hid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DisclosureCounts {
    /// The minimum in force.
    pub minimum_group: u32,
    /// Rows shown.
    pub published: u64,
    /// Rows hidden for too few people.
    pub suppressed_primary: u64,
    /// Rows hidden to protect others.
    pub suppressed_secondary: u64,
    /// Rows without an estimate.
    pub insufficient: u64,
}

impl From<DisclosureSummary> for DisclosureCounts {
    fn from(summary: DisclosureSummary) -> DisclosureCounts {
        DisclosureCounts {
            minimum_group: summary.minimum_group,
            published: summary.published,
            suppressed_primary: summary.suppressed_primary,
            suppressed_secondary: summary.suppressed_secondary,
            insufficient: summary.insufficient,
        }
    }
}

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Output {
    /// Path relative to the output directory, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// The provenance of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// The program.
    pub tool: Tool,
    /// The pipeline file.
    pub pipeline: PipelineFile,
    /// Cut-off, e.g. `2025Q4`.
    pub period: String,
    /// The day that decided consent, `YYYY-MM-DD`.
    pub today: String,
    /// Seed of the random streams.
    pub seed: u64,
    /// What did the work.
    pub engine: String,
    /// Input files.
    pub inputs: Vec<Input>,
    /// Row ledger, one line a table.
    pub ledger: Vec<LedgerLine>,
    /// Disclosure summary.
    pub disclosure: DisclosureCounts,
    /// Every other file of the output; `run.json` cannot hold its own hash.
    pub outputs: Vec<Output>,
    /// Seconds by stage, in order; the only part that differs between two runs of the same thing.
    pub timings: IndexMap<String, f64>,
}

impl Manifest {
    /// The file's bytes: indented JSON. Timings are cut to milliseconds.
    ///
    /// # Errors
    /// Never in practice; the writer of the format may refuse.
    pub fn bytes(&self) -> Result<Vec<u8>, ExportError> {
        let mut manifest = self.clone();
        for seconds in manifest.timings.values_mut() {
            *seconds = if seconds.is_finite() {
                (*seconds * 1000.0).round() / 1000.0
            } else {
                0.0
            };
        }
        let mut out =
            serde_json::to_vec_pretty(&manifest).map_err(|e| ExportError::format(FILE, e))?;
        out.push(b'\n');
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_contract_in_its_order() {
        let reasons = |reason: &str, n| IndexMap::from([(reason.to_owned(), n)]);
        let manifest = Manifest {
            tool: Tool::this(),
            pipeline: PipelineFile {
                path: "pipelines/quarterly_impact.toml".into(),
                sha256: "ab".into(),
            },
            period: "2025Q4".into(),
            today: "2026-01-15".into(),
            seed: u64::MAX,
            engine: "local".into(),
            inputs: vec![Input {
                table: "employees".into(),
                path: "hris.csv".into(),
                sha256: "cd".into(),
                bytes: 3,
            }],
            ledger: vec![LedgerLine {
                table: "employees".into(),
                read: 3,
                used: 1,
                not_needed: reasons("exact duplicate", 1),
                quarantined: reasons("missing value", 1),
            }],
            disclosure: DisclosureSummary {
                minimum_group: 10,
                published: 4,
                ..DisclosureSummary::default()
            }
            .into(),
            outputs: vec![Output {
                path: "index.html".into(),
                sha256: "ef".into(),
            }],
            timings: IndexMap::from([("read".to_owned(), 0.123_456)]),
        };
        let text = String::from_utf8(manifest.bytes().unwrap()).unwrap();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let keys = |v: &serde_json::Value| {
            v.as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            keys(&read),
            "tool pipeline period today seed engine inputs ledger disclosure outputs timings"
        );
        assert_eq!(keys(&read["tool"]), "name version");
        assert_eq!(keys(&read["inputs"][0]), "table path sha256 bytes");
        assert_eq!(
            keys(&read["ledger"][0]),
            "table read used not_needed quarantined"
        );
        assert_eq!(read["ledger"][0]["not_needed"]["exact duplicate"], 1);
        assert_eq!(
            keys(&read["disclosure"]),
            "minimum_group published suppressed_primary suppressed_secondary insufficient"
        );
        assert_eq!(keys(&read["outputs"][0]), "path sha256");
        assert_eq!(read["timings"]["read"], 0.123);
        assert_eq!(read["seed"], u64::MAX);
    }
}
