//! Runs reference cases: specification in, figures out, compared with the expected ones.
//!
//! The harness translates a block's specification into calls of the kernel and names the results.
//! It holds no statistics of its own. A method that no module knows is reported as skipped.

pub(crate) mod causal;
pub(crate) mod classical;
pub(crate) mod spec;
pub(crate) mod survival;
pub(crate) mod table;
pub(crate) mod weighting;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use spec::{Block, Case};

/// Named figures of one block.
pub(crate) type Figures = Vec<(String, f64)>;

/// What came out of a run.
#[derive(Default)]
pub(crate) struct Report {
    /// Figures within tolerance.
    pub agree: usize,
    /// One line for each figure that is wrong or missing.
    pub failures: Vec<String>,
    /// Blocks whose method no module offers, or that are out of scope.
    pub skipped: Vec<String>,
    /// Figures by case: (case, agree, differ).
    pub by_case: Vec<(String, usize, usize)>,
}

impl Report {
    /// Totals and skipped blocks.
    pub(crate) fn summary(&self) -> String {
        let mut text = String::new();
        for (case, agree, differ) in &self.by_case {
            let _ = writeln!(text, "{case}: {agree} agree, {differ} differ");
        }
        let _ = writeln!(
            text,
            "{} figures agree, {} differ or are missing, {} blocks skipped: {}",
            self.agree,
            self.failures.len(),
            self.skipped.len(),
            self.skipped.join(", ")
        );
        text
    }

    /// The failures, the first few of each block.
    pub(crate) fn details(&self) -> String {
        let mut shown: HashMap<&str, usize> = HashMap::new();
        let mut text = String::new();
        for line in &self.failures {
            let block = line.split('/').take(1).next().unwrap_or("");
            let count = shown.entry(block).or_default();
            *count += 1;
            if *count <= 12 {
                let _ = writeln!(text, "{line}");
            }
        }
        let _ = writeln!(text, "{} failures in all", self.failures.len());
        text
    }
}

/// Case folders to run, sorted by name.
pub(crate) fn case_folders() -> Vec<PathBuf> {
    let root = std::env::var_os("REFERENCE_DIR").map_or_else(
        || {
            Path::new(file!())
                .parent()
                .map(|p| p.join("../reference"))
                .unwrap_or_default()
        },
        PathBuf::from,
    );
    let root = if root.exists() {
        root
    } else {
        PathBuf::from("tests/reference")
    };
    let only = std::env::var("REFERENCE_CASES").ok();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("case.json").exists() && path.join("expected.csv").exists())
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            only.as_deref()
                .is_none_or(|list| list.split(',').any(|c| c == name))
        })
        .collect();
    folders.sort();
    folders
}

/// Offer a block to each module in turn.
fn run_block(block: &Block, case: &Case) -> Option<Figures> {
    causal::run(block, case)
        .or_else(|| survival::run(block, case))
        .or_else(|| classical::run(block, case))
}

/// Run all blocks of one case and compare.
pub(crate) fn run_case(folder: &Path, report: &mut Report) {
    let case = Case::read(folder);
    let expected = read_expected(&folder.join("expected.csv"));
    let (mut agree, mut differ) = (0, 0);
    let mut output = String::from("name,value\n");
    for block in &case.blocks {
        let outcome = catch_unwind(AssertUnwindSafe(|| run_block(block, &case)));
        let figures = match outcome {
            Ok(Some(figures)) => figures,
            Ok(None) => {
                report
                    .skipped
                    .push(format!("{}.{} ({})", case.id, block.name, block.method));
                continue;
            }
            Err(_) => {
                report
                    .failures
                    .push(format!("{} {}/: panicked", case.id, block.name));
                differ += 1;
                continue;
            }
        };
        let mut got = HashMap::new();
        for (name, value) in figures {
            let _ = writeln!(output, "{}/{name},{}", block.name, written(value));
            got.insert(name, value);
        }
        for (name, value, tolerance) in expected.get(&block.name).into_iter().flatten() {
            let tolerance = class_of(&block.method, name, tolerance);
            match got.get(name) {
                Some(found) if within(*value, *found, tolerance) => agree += 1,
                found => {
                    differ += 1;
                    let found = found.map_or_else(|| "nothing".to_owned(), |v| written(*v));
                    report.failures.push(format!(
                        "{} {}/{name}: expected {} got {found} ({tolerance})",
                        case.id,
                        block.name,
                        written(*value)
                    ));
                }
            }
        }
    }
    report.agree += agree;
    report.by_case.push((case.id.clone(), agree, differ));
    if let Some(out) = std::env::var_os("REFERENCE_OUT") {
        let _ = std::fs::create_dir_all(&out);
        let _ = std::fs::write(Path::new(&out).join(format!("{}.csv", case.id)), output);
    }
}

/// 17 significant digits; `NA` and `Inf` as the tables write them.
fn written(value: f64) -> String {
    if value.is_nan() {
        "NA".to_owned()
    } else if value.is_infinite() {
        (if value > 0.0 { "Inf" } else { "-Inf" }).to_owned()
    } else {
        format!("{value:.16e}")
    }
}

/// The class of a figure: the peer's root finder for Fisher's odds ratio stops early (see the README of
/// the tables), so those figures count within 1e-3.
fn class_of<'a>(method: &str, quantity: &str, stated: &'a str) -> &'a str {
    let rough =
        method == "fisher_exact" && matches!(quantity, "or_conditional" | "lower" | "upper");
    if rough { "early stop" } else { stated }
}

/// The tolerance classes of the tables (relative, absolute).
fn within(expected: f64, found: f64, tolerance: &str) -> bool {
    if expected.is_nan() || found.is_nan() {
        return expected.is_nan() && found.is_nan();
    }
    if expected.is_infinite() {
        return expected == found;
    }
    let (relative, absolute) = match tolerance {
        "closed" => (1e-9, 1e-12),
        "iter" => (1e-6, 1e-9),
        "optim" => (1e-4, 1e-7),
        "early stop" => (1e-3, 0.0),
        _ => (2e-2, 0.0),
    };
    (found - expected).abs() <= absolute + relative * expected.abs()
}

/// Expected figures by block, in the order of the file.
fn read_expected(path: &Path) -> HashMap<String, Vec<(String, f64, String)>> {
    let mut reader = csv::Reader::from_path(path).expect("expected.csv can be read");
    let mut blocks: HashMap<String, Vec<(String, f64, String)>> = HashMap::new();
    for record in reader.records().flatten() {
        let (name, value, tolerance) = (&record[0], &record[1], &record[2]);
        let Some((block, quantity)) = name.split_once('/') else {
            continue;
        };
        let value = match value {
            "NA" => f64::NAN,
            "Inf" => f64::INFINITY,
            "-Inf" => f64::NEG_INFINITY,
            number => number.parse().expect("a number"),
        };
        blocks.entry(block.to_owned()).or_default().push((
            quantity.to_owned(),
            value,
            tolerance.to_owned(),
        ));
    }
    blocks
}
