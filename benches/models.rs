//! The ten programme models on many invented companies: how often the interval holds what was planted, and how often a planted
//! nothing is called firm.
//!
//! ```sh
//! cargo bench --bench models -- --seeds 20                  # every model
//! cargo bench --bench models -- --seeds 20 --only erg_led   # one pipeline of pipelines/
//! ```
//!
//! A seed is a company (`counterpart sample --programmes 10 --seed`); the shipped pipelines run on it through the program itself.
//! Findings of one company share people, so the shares of a row vary more than as many independent ones would.

#![allow(clippy::print_stdout, reason = "the table is what the bench is for")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// What the pipelines of the models have in common.
const BASE: &str = "models_base";
/// The seed of the first company.
const FIRST_SEED: u64 = 101;
/// The columns that name a truth.
const KEY: [&str; 7] = [
    "outcome",
    "programme",
    "role",
    "estimand",
    "horizon_days",
    "dimension",
    "value",
];

/// Findings with a truth, and what became of them.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    all: u32,
    held: u32,
    planted: u32,
    planted_held: u32,
    null: u32,
    null_held: u32,
    null_firm: u32,
}

impl Tally {
    fn add(&mut self, finding: &Value, truth: f64) {
        let number = |column: &str| finding[column].as_f64();
        let (Some(low), Some(high)) = (number("ci_low"), number("ci_high")) else {
            return;
        };
        let held = u32::from((low..=high).contains(&truth));
        self.all += 1;
        self.held += held;
        if finding["dimension"] != "overall" {
            return;
        }
        let nothing = f64::from(u8::from(finding["unit"] == "ratio"));
        if (truth - nothing).abs() < 1e-9 {
            self.null += 1;
            self.null_held += held;
            let grade = finding["evidence"].as_str().unwrap_or_default();
            self.null_firm += u32::from(["strong", "moderate"].contains(&grade));
        } else {
            self.planted += 1;
            self.planted_held += held;
        }
    }

    fn line(&self, name: &str) -> String {
        let share = |held: u32, of: u32| match of {
            0 => "none".to_owned(),
            of => format!("{:.1} % of {of}", 100.0 * f64::from(held) / f64::from(of)),
        };
        format!(
            "| {name} | {} | {} | {} | {} |",
            share(self.held, self.all),
            share(self.planted_held, self.planted),
            share(self.null_held, self.null),
            share(self.null_firm, self.null)
        )
    }
}

fn key(row: &Value) -> Vec<String> {
    let text = |name: &&str| match &row[*name] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    KEY.iter().map(text).collect()
}

fn json(path: &Path) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

fn program(arguments: &[&str], folder: &Path) -> Result<(), Box<dyn Error>> {
    let program = env!("CARGO_BIN_EXE_counterpart");
    let done = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    Err(format!("counterpart {}: {said}", arguments.join(" ")).into())
}

/// The ready pipelines of the models: those that extend their base.
fn pipelines(only: Option<&str>) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_stem()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        let wanted = only.map_or(name != "portfolio", |o| o == name);
        if wanted && name != BASE && fs::read_to_string(&path)?.contains(BASE) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let seeds: u64 = after("--seeds").map_or(Ok(1), str::parse)?;
    let chosen = pipelines(after("--only"))?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for seed in FIRST_SEED..FIRST_SEED + seeds {
        let room = tempfile::tempdir()?;
        fs::create_dir(room.path().join("pipelines"))?;
        let base = format!("pipelines/{BASE}.toml");
        fs::copy(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(&base),
            room.path().join(&base),
        )?;
        let (data, seed) = ("sample_data/models", seed.to_string());
        let sample = [
            "sample",
            data,
            "--programmes",
            "10",
            "--format",
            "csv.gz",
            "--seed",
            &seed,
        ];
        program(&sample, room.path())?;
        let truth = json(&room.path().join(data).join("truth.json"))?;
        let truths: BTreeMap<Vec<String>, f64> = truth["truths"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|t| Some((key(t), t["truth"].as_f64()?)))
            .collect();
        for path in &chosen {
            let file = path.file_name().unwrap_or_default();
            fs::copy(path, room.path().join("pipelines").join(file))?;
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let pipeline = format!("pipelines/{name}.toml");
            program(
                &["run", &pipeline, "--out", "out", "--progress", "none"],
                room.path(),
            )?;
            let tally = tallies.entry(name).or_default();
            let findings = json(&room.path().join("out/findings.json"))?;
            for finding in findings.as_array().into_iter().flatten() {
                let id = finding["finding_id"].as_str().unwrap_or_default();
                // Single cohorts, waves and event times have no truth.
                let part = id.contains("/c20") || id.contains("/w20");
                let whole = !part && finding["event_time"].is_null();
                if let Some(truth) = truths.get(&key(finding)).filter(|_| whole) {
                    tally.add(finding, *truth);
                }
            }
        }
    }
    println!(
        "| pipeline | intervals holding the truth | overall, planted | overall, nothing planted | of these called firm |"
    );
    println!("|---|---|---|---|---|");
    for (name, tally) in &tallies {
        println!("{}", tally.line(name));
    }
    Ok(())
}
