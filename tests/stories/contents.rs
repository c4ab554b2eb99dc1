//! The output directory, file by file, against the data contract, sections 4 and 5.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::output::{AUDIENCES, Output};
use super::workplace::Workplace;

/// One output, made once for the stories that only look.
pub fn output() -> &'static Output {
    static OUTPUT: OnceLock<Output> = OnceLock::new();
    OUTPUT.get_or_init(|| {
        Workplace::new()
            .surveys(|t| t.set(3, "q01", "often"))
            .exits(|t| t.rows.push(t.rows[0].clone()))
            .file(
                "sessions.csv",
                "pairing_id,session_date,minutes\nPX000,2024-08-01,45\nPX999,2024-08-02,30\n",
            )
            .pipeline_more("\n[sources.sessions]\npath = \"sessions.csv\"\n")
            .open()
            .output()
    })
}

/// Files that name people or hold their data.
const PRIVATE: [&str; 2] = ["private/quarantine.csv", "private/early_warnings.csv"];

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn the_files_are_those_of_the_contract() {
    let names: Vec<&String> = output().files.keys().collect();
    for file in [
        "index.html",
        "leaders.html",
        "analysts.html",
        "recruiters.html",
        "findings.parquet",
        "findings.csv",
        "findings.json",
        "workbook.xlsx",
        "run.json",
        "private/quarantine.csv",
    ] {
        assert!(names.iter().any(|n| *n == file), "{file} in {names:?}");
    }
    let stem = |name: &str, end: &str| name.strip_suffix(end).map(str::to_owned);
    let charts: Vec<&str> = names
        .iter()
        .filter(|n| n.starts_with("charts/"))
        .map(|n| n.as_str())
        .collect();
    let drawn = |end: &str| {
        charts
            .iter()
            .filter_map(|n| stem(n, end))
            .collect::<BTreeSet<String>>()
    };
    assert!(!charts.is_empty());
    assert_eq!(drawn(".svg"), drawn(".png"), "every chart twice");
    for name in names {
        let known =
            name.starts_with("charts/") || name.starts_with("cards/") || !name.contains('/');
        assert!(
            known || PRIVATE.contains(&name.as_str()),
            "{name} has a place in the contract"
        );
        if name.ends_with(".png") {
            assert!(output().files[name].starts_with(b"\x89PNG\r\n"), "{name}");
        }
    }
}

#[test]
fn run_json_has_its_keys_and_types() {
    let run = &output().run;
    let keys: Vec<&str> = run
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "tool",
            "pipeline",
            "period",
            "today",
            "seed",
            "engine",
            "inputs",
            "ledger",
            "disclosure",
            "outputs",
            "timings"
        ]
    );
    assert_eq!(run["tool"]["name"], "counterpart");
    assert!(
        run["tool"]["version"].is_string() && run["engine"].is_string() && run["seed"].is_u64()
    );
    assert_eq!(
        (&run["period"], &run["today"]),
        (&Value::from("2025Q4"), &Value::from("2026-01-15"))
    );
    for key in [
        "minimum_group",
        "published",
        "suppressed_primary",
        "suppressed_secondary",
        "insufficient",
    ] {
        assert!(run["disclosure"][key].is_u64(), "{key}");
    }
    let timings = run["timings"].as_object().expect("an object");
    assert!(
        !timings.is_empty()
            && timings
                .values()
                .all(|t| t.as_f64().is_some_and(|s| s >= 0.0))
    );
    let inputs: Vec<(&str, &str)> = run["inputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|i| {
            (
                i["table"].as_str().expect("a table"),
                i["path"].as_str().expect("a path"),
            )
        })
        .collect();
    assert_eq!(
        inputs,
        [
            ("employees", "roster.csv"),
            ("exits", "exits.csv"),
            ("surveys", "surveys.csv"),
            ("pairings", "pairings.csv"),
            ("sessions", "sessions.csv")
        ]
    );
    assert_eq!(
        run["pipeline"]["path"].as_str().map(|p| p.starts_with('/')),
        Some(false)
    );
}

#[test]
fn hashes_match_the_files() {
    let workplace = Workplace::new();
    let site = workplace.open();
    let output = site.output();
    for input in output.run["inputs"].as_array().expect("a list") {
        let bytes = std::fs::read(site.work().join(input["path"].as_str().expect("a path")))
            .expect("an input");
        assert_eq!(input["sha256"], sha256(&bytes));
        assert_eq!(input["bytes"], bytes.len());
    }
    let pipeline = std::fs::read(site.work().join("pipeline.toml")).expect("the pipeline");
    assert_eq!(output.run["pipeline"]["sha256"], sha256(&pipeline));
    let listed: BTreeMap<&str, &str> = output.run["outputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|o| {
            (
                o["path"].as_str().expect("a path"),
                o["sha256"].as_str().expect("a hash"),
            )
        })
        .collect();
    for (path, bytes) in &output.files {
        if path != "run.json" {
            assert_eq!(
                listed.get(path.as_str()).copied(),
                Some(sha256(bytes).as_str()),
                "{path}"
            );
        }
    }
    assert!(
        listed.keys().all(|path| output.files.contains_key(*path)),
        "nothing listed that is not there"
    );
}

#[test]
fn the_ledger_closes_for_every_table() {
    let number = |value: &Value| value.as_u64().expect("a count");
    let sum = |reasons: &Value| {
        reasons
            .as_object()
            .expect("reasons")
            .values()
            .map(number)
            .sum::<u64>()
    };
    for line in output().run["ledger"].as_array().expect("a list") {
        let settled = number(&line["used"]) + sum(&line["not_needed"]) + sum(&line["quarantined"]);
        assert_eq!(number(&line["read"]), settled, "{line}");
    }
    assert_eq!(
        output().ledger("surveys")["quarantined"]["unreadable value"],
        1
    );
    assert_eq!(output().ledger("exits")["not_needed"]["exact duplicate"], 1);
    assert_eq!(
        output().ledger("sessions")["not_needed"]["unknown pairing"],
        1
    );
    assert_eq!(output().quarantine().len(), 1);
}

#[test]
fn pages_stand_alone_and_show_charts() {
    let namespaces = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];
    for (path, text) in output().shareable() {
        let svg = path.ends_with(".svg");
        if path.ends_with(".html") || svg {
            let rest = namespaces
                .iter()
                .fold(text.clone(), |text, name| text.replace(name, ""));
            let lower = rest.to_lowercase();
            for outside in [
                "http://",
                "https://",
                "src=\"//",
                "url(//",
                "@import",
                "<script src",
                "<link rel=\"stylesheet\"",
            ] {
                assert!(!lower.contains(outside), "{outside} in {path}");
            }
        }
    }
    for page in AUDIENCES {
        assert!(output().text(page).contains("<svg"), "a chart in {page}");
    }
    let index = output().text("index.html");
    for file in AUDIENCES.into_iter().chain([
        "findings.csv",
        "findings.json",
        "findings.parquet",
        "workbook.xlsx",
        "run.json",
    ]) {
        assert!(
            index.contains(&format!("href=\"{file}\"")),
            "index.html links to {file}"
        );
    }
    assert!(
        !index.contains("private/"),
        "nobody is led to what must not be shared"
    );
}

#[test]
fn links_lead_to_files_that_are_there() {
    for page in AUDIENCES.into_iter().chain(["index.html"]) {
        let text = output().text(page);
        for attribute in ["href=\"", "src=\""] {
            for target in text
                .split(attribute)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                let file = target.split('#').next().unwrap_or_default();
                let inside = file.is_empty() || file.starts_with("data:");
                assert!(
                    inside || output().files.contains_key(file),
                    "{target} in {page}"
                );
                let anchor = target
                    .split_once('#')
                    .filter(|(file, _)| file.is_empty())
                    .map(|(_, anchor)| anchor);
                if let Some(anchor) = anchor.filter(|a| !a.is_empty()) {
                    assert!(
                        text.contains(&format!("id=\"{anchor}\"")),
                        "#{anchor} in {page}"
                    );
                }
            }
        }
    }
}
