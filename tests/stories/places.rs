//! Names and places of files: spaces, umlauts, absolute paths, other working directories.

use std::fs;
use std::path::Path;

use super::output::Output;
use super::program::call;
use super::workplace::Workplace;

const QUIET: [&str; 4] = ["--progress", "none", "--today", "2026-01-15"];

/// Nothing of where the files stand may be in what is shared.
#[track_caller]
fn tells_no_place(output: &Output, root: &Path) {
    let root = root.to_string_lossy();
    for (path, text) in output.shareable() {
        assert!(!text.contains(&*root), "{root} in {path}");
    }
    let lists = [&output.run["inputs"], &output.run["outputs"]];
    for entry in lists
        .iter()
        .flat_map(|list| list.as_array().expect("a list"))
    {
        let path = entry["path"].as_str().expect("a path");
        assert!(
            !path.starts_with('/') && !path.contains('\\') && !path.contains(':'),
            "{path} is relative"
        );
    }
    let pipeline = output.run["pipeline"]["path"].as_str().expect("a path");
    assert!(!Path::new(pipeline).is_absolute(), "{pipeline}");
}

#[test]
fn spaces_and_umlauts() {
    let surveys = Workplace::new().table("surveys").csv();
    let site = Workplace::new()
        .without("surveys.csv")
        .file("Umfragen Köln/März 2025 (final).csv", surveys)
        .pipeline("path = \"surveys.csv\"", "path = \"Umfragen Köln/*.csv\"")
        .open_in("Größe und Maß/Quartal 4");
    site.run(&[]).ends_with(0);
    let output = Output::at(&site.out());
    let inputs = output.run["inputs"].as_array().expect("a list");
    assert!(
        inputs
            .iter()
            .any(|i| i["path"] == "Umfragen Köln/März 2025 (final).csv"),
        "{inputs:?}"
    );
    tells_no_place(&output, site.root());
}

#[test]
fn an_absolute_pipeline_from_another_folder() {
    let site = Workplace::new().open();
    let beside = site.run(&[]).ends_with(0);
    let first = Output::at(&site.out());
    let elsewhere = tempfile::tempdir().expect("a folder");
    let pipeline = site.work().join("pipeline.toml");
    let pipeline = pipeline.to_str().expect("UTF-8");
    let answer = call(elsewhere.path(), &[&["run", pipeline], &QUIET[..]].concat()).ends_with(0);
    assert_eq!(answer.stdout, beside.stdout);
    let second = Output::at(&elsewhere.path().join("out"));
    tells_no_place(&second, site.root());
    tells_no_place(&second, elsewhere.path());
    for (path, bytes) in &first.files {
        assert!(
            path == "run.json" || second.files.get(path) == Some(bytes),
            "{path} is the same from anywhere"
        );
    }
}

#[test]
fn sources_above_the_pipeline_and_absolute_sources() {
    let workplace = Workplace::new();
    let site = workplace
        .clone()
        .without("exits.csv")
        .file("../data/exits.csv", workplace.table("exits").csv())
        .pipeline("path = \"exits.csv\"", "path = \"../data/exits.csv\"")
        .open();
    let roster = site.work().join("roster.csv");
    let text = fs::read_to_string(site.work().join("pipeline.toml")).expect("the pipeline");
    fs::write(
        site.work().join("pipeline.toml"),
        text.replace("\"roster.csv\"", &format!("{roster:?}")),
    )
    .expect("written");
    let output = site.output();
    tells_no_place(&output, site.root());
    assert_eq!(output.findings, workplace.open().output().findings);
}

#[test]
fn a_new_nested_output_folder() {
    let site = Workplace::new().open();
    let out = "Berichte für alle/2025/Q4";
    let answer = call(
        site.root(),
        &[&["run", "work/pipeline.toml", "--out", out], &QUIET[..]].concat(),
    )
    .ends_with(0);
    assert!(
        answer.stdout.contains(&format!("  {out}/index.html")),
        "{}",
        answer.stdout
    );
    assert!(!Output::at(&site.root().join(out)).findings.is_empty());
}

#[test]
fn a_failed_run_leaves_no_new_folder() {
    let site = Workplace::new().without("exits.csv").open();
    call(
        site.root(),
        &[
            "run",
            "work/pipeline.toml",
            "--out",
            "a/b/c",
            "--progress",
            "none",
        ],
    )
    .ends_with(1);
    assert!(!site.root().join("a").exists());
}

#[test]
fn a_pipeline_that_extends_another() {
    let whole = Workplace::new();
    let site = whole.clone().open();
    let text = fs::read_to_string(site.work().join("pipeline.toml")).expect("the pipeline");
    fs::write(site.work().join("base.toml"), text).expect("written");
    fs::write(
        site.work().join("pipeline.toml"),
        "extends = \"base.toml\"\n[report]\ntitle = \"Nearer\"\n",
    )
    .expect("written");
    let answer = site.run(&[]).ends_with(0);
    assert!(
        answer.stdout.starts_with("Werk, Nearer, 2025Q4"),
        "{}",
        answer.stdout
    );
    assert_eq!(
        Output::at(&site.out()).findings,
        whole.open().output().findings
    );
}
