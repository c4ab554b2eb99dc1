//! Every verb of the command line, its help and its refusals.

use std::fs;

use serde_json::Value;

use super::output::{COLUMNS, Output};
use super::program::{binary, call};
use super::site::{Site, tree};
use super::workplace::Workplace;

/// What can be typed after `counterpart`.
const VERBS: [&str; 9] = [
    "run",
    "check",
    "power",
    "sample",
    "schema",
    "presets",
    "models",
    "completions",
    "man",
];

fn says(arguments: &[&str]) -> String {
    let answer = call(&std::env::temp_dir(), arguments).ends_with(0);
    assert!(
        answer.stderr.is_empty(),
        "nothing on standard error: {}",
        answer.stderr
    );
    answer.stdout
}

#[test]
fn help_names_every_verb_and_the_exit_codes() {
    let help = says(&["--help"]);
    for verb in VERBS {
        assert!(
            help.lines().any(|line| line.trim_start().starts_with(verb)),
            "{verb} in\n{help}"
        );
        let own = says(&[verb, "--help"]);
        assert!(own.contains(&format!("Usage: counterpart {verb}")), "{own}");
    }
    for code in [
        "0 done",
        "1 the run failed",
        "2 wrong command line",
        "3 data too poor",
        "4 the disclosure audit",
    ] {
        assert!(help.contains(code), "{code}");
    }
    for option in ["--out", "--period", "--today", "--progress"] {
        assert!(says(&["run", "--help"]).contains(option), "{option}");
    }
    for option in ["--period", "--pairs", "--effect", "--power", "--format"] {
        assert!(says(&["power", "--help"]).contains(option), "{option}");
    }
}

#[test]
fn the_version_is_one_line() {
    let version = says(&["--version"]);
    assert!(
        version.starts_with("counterpart ") && version.lines().count() == 1,
        "{version}"
    );
}

#[test]
fn wrong_command_lines_end_with_2_and_a_hint() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for (arguments, hint) in [
        (vec!["rum"], "run"),
        (vec!["run"], "<PIPELINE>"),
        (vec!["run", "p.toml", "--period", "spring"], "2025Q4"),
        (
            vec!["run", "p.toml", "--today", "2025-02-30"],
            "year-month-day",
        ),
        (vec!["run", "p.toml", "--progress", "loud"], "plain"),
        (vec!["run", "p.toml", "--ou", "x"], "--out"),
        (vec!["power"], "<PIPELINE>"),
        (vec!["power", "p.toml", "--pairs", "0"], "--pairs"),
        (vec!["power", "p.toml", "--pairs", "many"], "--pairs"),
        (vec!["power", "p.toml", "--effect", "0"], "above 0"),
        (vec!["power", "p.toml", "--effect", "-2"], "-2"),
        (vec!["power", "p.toml", "--effect", "NaN"], "above 0"),
        (vec!["power", "p.toml", "--power", "80"], "0.8"),
        (vec!["power", "p.toml", "--power", "1"], "0.999"),
        (vec!["power", "p.toml", "--format", "pdf"], "json"),
        (vec!["power", "p.toml", "--period", "spring"], "2025Q4"),
        (vec!["power", "p.toml", "--out", "o"], "--out"),
        (vec!["schema", "people"], "findings"),
        (vec!["completions", "tcsh"], "bash"),
        (vec!["man", "rum"], "run"),
        (vec!["sample", "d", "--employees", "0"], "employees"),
        (vec!["sample", "d", "--employees", "-5"], "-5"),
        (
            vec!["sample", "d", "--layout", "vendor", "--format", "csv"],
            "--layout vendor",
        ),
        (
            vec!["sample", "d", "--layout", "vendor", "--programmes", "10"],
            "--layout vendor",
        ),
        (vec!["sample", "d", "--programmes", "11"], "1 to 10"),
    ] {
        let answer = call(folder, &arguments).ends_with(2).tells(&[hint]);
        assert!(answer.stdout.is_empty(), "{arguments:?}: {}", answer.stdout);
    }
    assert!(tree(folder).is_empty(), "nothing was written");
    call::<&str>(folder, &[]).ends_with(2);
}

#[test]
fn schemas_are_json() {
    let schema =
        |of: &str| -> Value { serde_json::from_str(&says(&["schema", of])).expect("JSON") };
    let pipeline = schema("pipeline");
    for key in [
        "report",
        "sources",
        "programmes",
        "study",
        "outcomes",
        "breakdowns",
        "disclosure",
        "quality",
    ] {
        assert!(
            pipeline["properties"].get(key).is_some(),
            "{key} in the schema of pipelines"
        );
    }
    let findings = schema("findings");
    let listed: Vec<&String> = findings["items"]["properties"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    assert_eq!(listed, COLUMNS);
    let tables = schema("tables");
    let names: Vec<&String> = tables["tables"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    assert_eq!(
        names,
        [
            "employees",
            "exits",
            "surveys",
            "pairings",
            "sessions",
            "assessments",
            "leader_feedback",
            "evaluations",
            "promotions",
            "candidates",
            "activity",
            "actions",
            "stories"
        ]
    );
}

#[test]
fn presets_are_listed_one_a_line() {
    let list = says(&["presets"]);
    for preset in ["workday", "qualtrics", "successfactors", "personio"] {
        assert!(
            list.lines().any(|line| line.starts_with(preset)),
            "{preset} in\n{list}"
        );
    }
}

#[test]
fn completions_and_manual_pages_know_every_verb() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = says(&["completions", shell]);
        for verb in VERBS {
            assert!(script.contains(verb), "{verb} for {shell}");
        }
    }
    let page = says(&["man"]);
    assert!(page.contains(".TH counterpart 1"));
    for verb in VERBS {
        assert!(page.contains(verb), "{verb}");
        assert!(
            says(&["man", verb]).contains(&format!(".TH counterpart-{verb} 1")),
            "manual page of {verb}"
        );
    }
}

#[test]
fn check_says_what_run_would_read_and_writes_nothing() {
    let site = Workplace::new()
        .surveys(|t| t.set(3, "q01", "often"))
        .exits(|t| t.rows.push(t.rows[0].clone()))
        .open();
    let before = tree(site.root());
    let answer = site.check().ends_with(0);
    assert!(answer.stderr.is_empty(), "{}", answer.stderr);
    for phrase in [
        "work/pipeline.toml is sound; cut-off 2025Q4",
        "surveys, quarantined: 1 unreadable value",
        "exits, not needed: 1 exact duplicate",
    ] {
        assert!(
            answer.stdout.contains(phrase),
            "{phrase} in\n{}",
            answer.stdout
        );
    }
    assert!(tree(site.root()) == before, "nothing was written");
}

#[test]
fn check_fails_as_a_run_would() {
    Workplace::new()
        .roster(|t| t.rename("hire_date", "hiredate2"))
        .open()
        .check()
        .ends_with(1);
    Workplace::new()
        .pipeline("period = ", "perod = ")
        .open()
        .check()
        .ends_with(2);
    let poor = Workplace::new().surveys(|t| (0..200).for_each(|row| t.set(row, "q01", "often")));
    poor.open().check().ends_with(3);
}

#[test]
fn samples_of_every_layout_and_format_can_be_run() {
    let site = Site::new("work");
    let cases: [(&str, &[&str]); 7] = [
        ("vendor", &[]),
        ("csv", &["--format", "csv"]),
        ("xlsx", &["--format", "xlsx"]),
        ("parquet", &["--format", "parquet"]),
        ("zipped", &["--format", "csv.gz"]),
        ("null", &["--null", "--layout", "canonical"]),
        ("models", &["--programmes", "10", "--participation", "0.1"]),
    ];
    for (folder, options) in cases {
        let small = ["--employees", "200", "--quarters", "4", "--seed", "5"];
        let arguments = [&["sample", folder], &small[..], options].concat();
        let answer = call(site.root(), &arguments).ends_with(0);
        assert!(
            answer
                .stdout
                .contains(&format!("Next: counterpart run {folder}/pipeline.toml")),
            "{}",
            answer.stdout
        );
        let truth =
            fs::read_to_string(site.root().join(folder).join("truth.json")).expect("truth.json");
        let truth: Value = serde_json::from_str(&truth).expect("JSON");
        assert!(truth.is_object(), "{folder}");
        call(
            site.root(),
            &[
                "check",
                &format!("{folder}/pipeline.toml"),
                "--progress",
                "none",
            ],
        )
        .ends_with(0);
    }
    call(
        site.root(),
        &["run", "vendor/pipeline.toml", "--progress", "none"],
    )
    .ends_with(0);
    assert!(!Output::at(&site.root().join("out")).findings.is_empty());
}

#[test]
fn a_sample_is_the_same_every_time_and_replaces_only_a_sample() {
    let site = Site::new("work");
    let small = ["--employees", "200", "--quarters", "4"];
    let make = |folder: &str| call(site.root(), &[&["sample", folder], &small[..]].concat());
    make("a").ends_with(0);
    make("b").ends_with(0);
    let first = tree(&site.root().join("a"));
    assert!(
        first == tree(&site.root().join("b")),
        "same seed, same bytes"
    );
    make("a").ends_with(0);
    assert!(first == tree(&site.root().join("a")));

    let own = site.root().join("own");
    fs::create_dir(&own).expect("a folder");
    fs::write(own.join("thesis.txt"), "years of work").expect("a file");
    let before = tree(site.root());
    make("own")
        .ends_with(1)
        .tells(&["own is not empty", "name an empty or a new folder"]);
    assert!(tree(site.root()) == before);
}

#[test]
fn help_comes_at_once() {
    // 20 ms is promised; the best of several, since the machine of a test may be busy.
    let best = (0..12)
        .map(|_| {
            let clock = std::time::Instant::now();
            std::process::Command::new(binary())
                .arg("--help")
                .output()
                .expect("the program starts");
            clock.elapsed()
        })
        .min()
        .expect("several");
    assert!(best.as_millis() < 20, "{best:?}");
}
