//! Runs that are killed: the earlier output stays whole, and the next run clears what they left.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use super::program::command;
use super::site::{Site, tree};
use super::workplace::Workplace;

/// Names beside the workplace and the output.
fn beside(site: &Site) -> Vec<String> {
    let names = fs::read_dir(site.root())
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name());
    names
        .map(|n| n.to_string_lossy().into_owned())
        .filter(|n| n != "work" && n != "out")
        .collect()
}

#[test]
fn a_killed_run_leaves_the_earlier_output_whole() {
    let site = Workplace::new().open();
    site.run(&["--period", "2025Q2"]).ends_with(0);
    let earlier = tree(&site.out());
    let run = [
        "run",
        "work/pipeline.toml",
        "--out",
        "out",
        "--progress",
        "none",
        "--today",
        "2026-01-15",
    ];
    for wait in [5, 20, 60, 120, 200, 280, 360] {
        let mut child = command(site.root(), &run)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_millis(wait));
        let finished = child.try_wait().expect("a state").is_some();
        child.kill().expect("killed");
        child.wait().expect("ended");
        if finished || !site.out().exists() {
            // Done in time, or killed in the few microseconds between two renames.
            break;
        }
        let now = tree(&site.out());
        if now != earlier {
            assert!(
                now.contains_key("run.json") && !now.contains_key("leaders.html.part"),
                "the new one, whole"
            );
            break;
        }
    }
    site.run(&[]).ends_with(0);
    assert_eq!(
        beside(&site),
        Vec::<String>::new(),
        "nothing is left beside the output"
    );
    let fresh = Workplace::new().open().output();
    assert_eq!(
        tree(&site.out()).keys().collect::<Vec<_>>(),
        fresh.files.keys().collect::<Vec<_>>()
    );
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let site = Workplace::new().open();
    let start = |period: &str| {
        let run = [
            "run",
            "work/pipeline.toml",
            "--out",
            "out",
            "--progress",
            "none",
            "--period",
            period,
        ];
        command(site.root(), &run)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts")
    };
    let children = [start("2025Q2"), start("2025Q4")];
    let ended = children.map(|mut child| child.wait().expect("ended").success());
    assert!(ended.contains(&true), "at least one comes through");
    let output = super::output::Output::at(&site.out());
    let period = output.run["period"].as_str().expect("a period");
    assert!(
        output.findings.iter().all(|f| f.get("period") == period),
        "all files are of one run"
    );
    let listed = output.run["outputs"].as_array().expect("a list").len();
    assert_eq!(listed + 1, output.files.len(), "and no file of the other");
    assert_eq!(beside(&site), Vec::<String>::new());
}
