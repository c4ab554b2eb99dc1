//! An output directory as an outsider reads it: findings as rows, `run.json`, and the words of every file.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;

use flate2::read::DeflateDecoder;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use super::site::tree;

/// The columns of a finding, in the order of the data contract, section 7.
pub const COLUMNS: [&str; 37] = [
    "finding_id",
    "period",
    "programme",
    "programme_model",
    "role",
    "outcome",
    "outcome_kind",
    "estimand",
    "method",
    "dimension",
    "value",
    "event_time",
    "horizon_days",
    "unit",
    "n_treated",
    "n_control",
    "n_control_effective",
    "treated_level",
    "control_level",
    "estimate",
    "std_error",
    "ci_low",
    "ci_high",
    "ci_level",
    "p_value",
    "q_value",
    "shrunk_estimate",
    "shrunk_low",
    "shrunk_high",
    "naive_estimate",
    "e_value",
    "pretrend_p",
    "max_abs_smd",
    "mde",
    "evidence",
    "status",
    "note",
];
/// The columns that hold numbers about people.
pub const NUMBERS: std::ops::Range<usize> = 14..34;
/// The three pages written for an audience.
pub const AUDIENCES: [&str; 3] = ["leaders.html", "analysts.html", "recruiters.html"];

/// One finding, by column; empty text is an absent value.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding(Vec<String>);

impl Finding {
    /// The value of a column as text.
    pub fn get(&self, column: &str) -> &str {
        let place = COLUMNS
            .iter()
            .position(|c| *c == column)
            .unwrap_or_else(|| panic!("a column {column}"));
        &self.0[place]
    }

    /// The value of a column as a number; `None` when absent.
    pub fn number(&self, column: &str) -> Option<f64> {
        let text = self.get(column);
        (!text.is_empty()).then(|| {
            text.parse()
                .unwrap_or_else(|_| panic!("{column} is a number: {text}"))
        })
    }

    /// Whether the row is of this dimension and value.
    pub fn is(&self, dimension: &str, value: &str) -> bool {
        self.get("dimension") == dimension && self.get("value") == value
    }

    /// Whether the row is a headline: one per programme, role, outcome and value of a dimension.
    pub fn headline(&self) -> bool {
        matches!(self.get("estimand"), "att" | "retention_difference")
    }
}

/// The files of an output directory.
#[derive(Debug)]
pub struct Output {
    /// Every file with its bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The rows of `findings.csv`.
    pub findings: Vec<Finding>,
    /// `run.json`.
    pub run: Value,
}

impl Output {
    /// Reads the output in a folder.
    pub fn at(folder: &Path) -> Output {
        let files = tree(folder);
        let mut reader = csv::Reader::from_reader(&files["findings.csv"][..]);
        let header: Vec<String> = reader
            .headers()
            .expect("a header")
            .iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(header, COLUMNS, "columns of findings.csv");
        let findings = reader
            .records()
            .map(|record| {
                Finding(
                    record
                        .expect("a row of findings.csv")
                        .iter()
                        .map(str::to_owned)
                        .collect(),
                )
            })
            .collect();
        let run = serde_json::from_slice(&files["run.json"]).expect("run.json is JSON");
        Output {
            files,
            findings,
            run,
        }
    }

    /// A file as text.
    pub fn text(&self, path: &str) -> String {
        let bytes = self
            .files
            .get(path)
            .unwrap_or_else(|| panic!("{path} was written"));
        String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{path} is UTF-8"))
    }

    /// The rows of quarantine.csv, by the names of its header.
    pub fn quarantine(&self) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(&self.files["private/quarantine.csv"][..]);
        reader
            .deserialize()
            .map(|row| row.expect("a row of quarantine.csv"))
            .collect()
    }

    /// The ledger of a table: read, used, not needed and quarantined with reasons.
    pub fn ledger(&self, table: &str) -> &Value {
        let lines = self.run["ledger"].as_array().expect("a list");
        lines
            .iter()
            .find(|line| line["table"] == table)
            .unwrap_or_else(|| panic!("a ledger of {table}"))
    }

    /// The rows of findings.parquet, as text in the manner of [`Finding`].
    pub fn parquet(&self) -> Vec<BTreeMap<String, String>> {
        let mut file = tempfile::tempfile().expect("a temporary file");
        file.write_all(&self.files["findings.parquet"])
            .expect("a written file");
        let reader = SerializedFileReader::new(file).expect("findings.parquet is Parquet");
        let rows = reader.get_row_iter(None).expect("rows");
        rows.map(|row| {
            let row = row.expect("a row of findings.parquet");
            row.get_column_iter()
                .map(|(name, field)| (name.clone(), plain(field)))
                .collect()
        })
        .collect()
    }

    /// Everything that somebody may be shown, as text: all files outside `private/`, unpacked where they are packed.
    pub fn shareable(&self) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (path, bytes) in self
            .files
            .iter()
            .filter(|(path, _)| !path.starts_with("private/"))
        {
            let text = match Path::new(path).extension().and_then(|e| e.to_str()) {
                Some("png") => continue,
                Some("xlsx") => unpacked(bytes),
                Some("parquet") => {
                    format!("{:?}\n{}", self.parquet(), String::from_utf8_lossy(bytes))
                }
                _ => self.text(path),
            };
            texts.insert(path.clone(), text);
        }
        texts
    }
}

/// A value of Parquet as a cell of CSV.
fn plain(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Int(n) => n.to_string(),
        Field::Long(n) => n.to_string(),
        Field::Double(x) => x.to_string(),
        other => panic!("a finding holds text and numbers, not {other:?}"),
    }
}

/// A value of JSON as a cell of CSV.
pub fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The text of every part of a ZIP archive, by its central directory.
pub fn unpacked(archive: &[u8]) -> String {
    let number = |at: usize, len: usize| {
        (0..len)
            .rev()
            .fold(0_usize, |n, k| n << 8 | usize::from(archive[at + k]))
    };
    let end = archive
        .windows(4)
        .rposition(|w| w == b"PK\x05\x06")
        .expect("the end of an archive");
    let mut text = String::new();
    let mut at = number(end + 16, 4);
    for _ in 0..number(end + 10, 2) {
        let (method, size, local) = (number(at + 10, 2), number(at + 20, 4), number(at + 42, 4));
        let body = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let part = &archive[body..body + size];
        let mut plain = Vec::new();
        if method == 0 {
            plain.extend_from_slice(part);
        } else {
            DeflateDecoder::new(part)
                .read_to_end(&mut plain)
                .expect("a part of the workbook");
        }
        text.push_str(&String::from_utf8_lossy(&plain));
        text.push('\n');
        at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
    text
}
