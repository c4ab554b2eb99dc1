//! The options of a run: cut-off, day, progress, and readers that leave.

use std::process::Stdio;

use super::output::Output;
use super::people;
use super::program::command;
use super::workplace::Workplace;

#[test]
fn an_earlier_period_uses_nothing_after_its_last_day() {
    let site = Workplace::new().open();
    site.run(&["--period", "2025Q1"]).ends_with(0);
    let early = Output::at(&site.out());
    assert_eq!(early.run["period"], "2025Q1");
    assert!(early.findings.iter().all(|f| f.get("period") == "2025Q1"));
    let late = 3 * people::PEOPLE;
    assert_eq!(
        early.ledger("surveys")["not_needed"]["outside the period"],
        late
    );
    let cut = Workplace::new()
        .pipeline("2025Q4", "2025Q1")
        .surveys(|t| t.rows.retain(|row| row[1].as_str() < "2025-04"))
        .exits(|t| t.rows.retain(|row| row[1].as_str() < "2025-04"));
    assert_eq!(
        early.findings,
        cut.open().output().findings,
        "as if the rest had not been exported"
    );
}

#[test]
fn a_period_before_any_start_has_nothing_to_compare() {
    let site = Workplace::new().open();
    site.run(&["--period", "2024Q1"]).ends_with(0);
    let output = Output::at(&site.out());
    assert!(
        output
            .findings
            .iter()
            .all(|f| f.number("estimate").is_none())
    );
}

#[test]
fn other_units_of_periods() {
    for period in ["2025-06", "2025H1", "2025"] {
        let site = Workplace::new().open();
        site.run(&["--period", period]).ends_with(0);
        assert_eq!(Output::at(&site.out()).run["period"], period);
    }
}

#[test]
fn the_day_decides_whose_words_may_be_shown() {
    let quote = "We talk about the next ten years, not about the last ten.";
    let workplace = Workplace::new()
        .file(
            "stories.csv",
            format!(
                "story_id,employee_id,pairing_id,date,quote,consent,consent_date,expires_on\n\
                 S1,00zq0001,PX001,2025-06-01,\"{quote}\",public,2025-06-02,2026-03-01\n"
            ),
        )
        .pipeline_more("\n[sources.stories]\npath = \"stories.csv\"\n");
    let site = workplace.open();
    for day in ["2026-01-15", "2026-03-02"] {
        site.run(&["--today", day]).ends_with(0);
        let output = Output::at(&site.out());
        assert_eq!(output.run["today"], day);
        if day > "2026-03-01" {
            for (path, text) in output.shareable() {
                assert!(!text.contains(quote), "an expired quote in {path}");
            }
        }
    }
}

#[test]
fn standard_output_holds_the_summary_and_nothing_else() {
    let site = Workplace::new().open();
    for progress in ["plain", "none", "auto"] {
        let answer = site.run(&["--progress", progress]).ends_with(0);
        let lines: Vec<&str> = answer.stdout.lines().collect();
        assert_eq!(lines[0], "Werk, Quarterly impact, 2025Q4");
        assert!(
            lines[2].starts_with("programme") && lines[2].ends_with("evidence"),
            "{}",
            answer.stdout
        );
        assert!(
            answer.stdout.contains(" rows read = "),
            "the ledger in one line:\n{}",
            answer.stdout
        );
        for page in [
            "index.html",
            "leaders.html",
            "analysts.html",
            "recruiters.html",
        ] {
            assert!(
                lines.contains(&format!("  out/{page}").as_str()),
                "{page} in\n{}",
                answer.stdout
            );
        }
        if progress == "none" {
            assert!(answer.stderr.is_empty(), "{}", answer.stderr);
        } else {
            assert_eq!(
                answer.stderr.lines().count(),
                6,
                "one line a stage:\n{}",
                answer.stderr
            );
            assert!(
                answer.stderr.lines().all(|line| line.ends_with(" s")),
                "{}",
                answer.stderr
            );
        }
    }
}

#[test]
fn the_summary_says_what_the_findings_say() {
    let site = Workplace::new().open();
    let answer = site.run(&[]).ends_with(0);
    let output = Output::at(&site.out());
    for f in output
        .findings
        .iter()
        .filter(|f| f.is("overall", "all") && f.get("estimand") == "att")
    {
        let estimate = f.number("estimate").expect("a published headline");
        let written = format!("{:.1}", estimate.abs());
        let role = format!("{}s", f.get("role"));
        let line = answer
            .stdout
            .lines()
            .find(|line| line.contains(&role) && line.contains("ngagement"))
            .unwrap_or_else(|| panic!("a line about {role} in\n{}", answer.stdout));
        assert!(line.contains(&written), "{written} in {line}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let site = Workplace::new().open();
    let run = [
        "run",
        "work/pipeline.toml",
        "--out",
        "out",
        "--progress",
        "none",
    ];
    let cases: [&[&str]; 5] = [
        &["--help"],
        &["schema", "pipeline"],
        &["completions", "zsh"],
        &["presets"],
        &run,
    ];
    for arguments in cases {
        let mut child = command(site.root(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success(),
            "{arguments:?}: {:?} {said}",
            done.status
        );
        assert!(said.is_empty(), "{arguments:?}: {said}");
    }
    assert!(
        site.out().join("run.json").exists(),
        "the output is complete all the same"
    );
}
