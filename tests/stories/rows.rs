//! Rows that cannot be used: each is set aside with file, row, column, value and reason, and the run goes on;
//! too many of them end it with exit code 3.

use super::output::Output;
use super::people;
use super::table::Table;
use super::workplace::Workplace;

/// What quarantine.csv must hold: table, file, row, column, value, reason.
type Expected<'a> = (&'a str, &'a str, u64, &'a str, &'a str, &'a str);

#[track_caller]
fn sets_aside(output: &Output, expected: &[Expected<'_>]) {
    let rows = output.quarantine();
    for &(table, file, row, column, value, reason) in expected {
        let row = row.to_string();
        let wanted = [
            ("table", table),
            ("file", file),
            ("row", &row),
            ("column", column),
            ("value", value),
            ("reason", reason),
        ];
        assert!(
            rows.iter()
                .any(|r| wanted.iter().all(|(key, value)| r[*key] == *value)),
            "{wanted:?} in {rows:#?}"
        );
    }
    assert_eq!(rows.len(), expected.len(), "{rows:#?}");
}

#[test]
fn values_that_cannot_be_read() {
    let output = Workplace::new()
        .surveys(|t| {
            t.set(0, "q01", "often");
            t.set(1, "q02", "9");
            t.set(2, "q03", "-1");
            t.set(3, "wave_date", "2024-02-31");
            t.set(4, "employee_id", "");
        })
        .exits(|t| {
            t.set(0, "exit_date", "2025-13-01");
            t.set(1, "exit_type", "vanished");
        })
        .open()
        .output();
    let row = Table::line;
    sets_aside(
        &output,
        &[
            (
                "surveys",
                "surveys.csv",
                row(0),
                "q01",
                "often",
                "unreadable value",
            ),
            ("surveys", "surveys.csv", row(1), "q02", "9", "out of range"),
            (
                "surveys",
                "surveys.csv",
                row(2),
                "q03",
                "-1",
                "out of range",
            ),
            (
                "surveys",
                "surveys.csv",
                row(3),
                "wave_date",
                "2024-02-31",
                "unreadable value",
            ),
            (
                "surveys",
                "surveys.csv",
                row(4),
                "employee_id",
                "",
                "missing value",
            ),
            (
                "exits",
                "exits.csv",
                row(0),
                "exit_date",
                "2025-13-01",
                "unreadable value",
            ),
            (
                "exits",
                "exits.csv",
                row(1),
                "exit_type",
                "vanished",
                "unknown category",
            ),
        ],
    );
}

#[test]
fn an_impossible_date_in_the_roster_takes_the_persons_other_rows_along() {
    let person = people::PEOPLE - 1;
    let id = people::id(person);
    let output = Workplace::new()
        .roster(|t| t.set(person, "hire_date", "2019-02-29"))
        .open()
        .output();
    let set_aside = output.quarantine();
    assert_eq!(set_aside[0]["value"], "2019-02-29");
    assert_eq!(
        output.ledger("employees")["quarantined"]["unreadable value"],
        1
    );
    let others = output.ledger("surveys")["quarantined"]
        .as_object()
        .expect("reasons");
    assert_eq!(
        others
            .values()
            .filter_map(serde_json::Value::as_u64)
            .sum::<u64>(),
        people::WAVES.len() as u64,
        "{id}: {others:?}"
    );
}

#[test]
fn exits_and_pairings_that_contradict_the_roster() {
    let pairs = people::PAIRS;
    let output = Workplace::new()
        .exits(|t| t.push(&format!("{},2001-05-01,voluntary,", people::id(390))))
        .pairings(|t| {
            t.push("PX900,fluency,nobody1,00zq0399,2024-07-01,,active");
            t.push(&format!(
                "PX901,fluency,{},{},2024-07-01,,active",
                people::id(150),
                people::id(150)
            ));
            t.push(&format!(
                "PX902,fluency,{},{},2024-07-01,2024-06-01,ended",
                people::id(151),
                people::id(351)
            ));
        })
        .pipeline_more("\n[quality]\nmax_quarantined_share = 0.2\n")
        .open()
        .output();
    let rows = output.quarantine();
    let told = |reason: &str, value: &str| {
        rows.iter()
            .any(|r| r["reason"] == reason && r["value"] == value)
    };
    assert!(told("exit before hire", "2001-05-01"), "{rows:#?}");
    assert!(told("unknown person", "nobody1"), "{rows:#?}");
    assert!(rows.iter().any(|r| r["reason"] == "paired with themselves" && r["row"] == (pairs + 3).to_string()), "{rows:#?}");
    assert!(
        rows.iter()
            .any(|r| r["reason"] == "end before start" && r["row"] == (pairs + 4).to_string()),
        "{rows:#?}"
    );
    assert_eq!(output.ledger("pairings")["read"], pairs + 3);
}

#[test]
fn people_whom_the_roster_does_not_know() {
    let output = Workplace::new()
        .surveys(|t| t.push("ghost,2024-05-15,3,3,3,3"))
        .exits(|t| t.push("ghost,2025-05-15,voluntary,"))
        .open()
        .output();
    for table in ["surveys", "exits"] {
        assert_eq!(
            output.ledger(table)["quarantined"]["unknown person"],
            1,
            "{table}"
        );
    }
}

#[test]
fn exact_duplicates_are_used_once_and_change_nothing() {
    let double = |t: &mut Table| t.rows.extend(t.rows.clone()[..20].to_vec());
    let once = Workplace::new().open().output();
    let twice = Workplace::new()
        .roster(double)
        .exits(double)
        .surveys(double)
        .pairings(double)
        .open()
        .output();
    assert_eq!(once.findings, twice.findings);
    assert!(twice.quarantine().is_empty(), "{:?}", twice.quarantine());
    for table in ["employees", "exits", "surveys", "pairings"] {
        assert_eq!(
            twice.ledger(table)["not_needed"]["exact duplicate"],
            20,
            "{table}"
        );
    }
}

#[test]
fn contradicting_duplicates_are_set_aside_both() {
    let output = Workplace::new()
        .surveys(|t| {
            let mut row = t.rows[5].clone();
            row[2] = if row[2] == "2" { "3" } else { "2" }.to_owned();
            t.rows.push(row);
        })
        .open()
        .output();
    let lines: Vec<String> = output
        .quarantine()
        .iter()
        .map(|r| r["row"].clone())
        .collect();
    let last = people::PEOPLE * people::WAVES.len() + 2;
    assert_eq!(lines, [Table::line(5).to_string(), last.to_string()]);
    assert_eq!(
        output.ledger("surveys")["quarantined"]["contradicting duplicate"],
        2
    );
}

#[test]
fn a_person_told_in_two_ways_is_set_aside_with_all_rows() {
    let output = Workplace::new()
        .roster(|t| {
            let mut row = t.rows[399].clone();
            row[1] = "2011-11-11".to_owned();
            t.rows.push(row);
        })
        .open()
        .output();
    assert_eq!(
        output.ledger("employees")["quarantined"]["contradicting duplicate"],
        2
    );
    assert_eq!(
        output.ledger("surveys")["quarantined"]["person quarantined"],
        people::WAVES.len()
    );
}

#[test]
fn too_many_unusable_rows_end_the_run_with_3() {
    let spoil = |rows: usize| {
        Workplace::new().surveys(move |t| (0..rows).for_each(|row| t.set(row, "q01", "often")))
    };
    spoil(100).open().fails(
        3,
        &[
            "data quality too poor for an honest report: 100 of 3200 rows of surveys",
            "limit 2.0 %",
            "unreadable value",
            "surveys.csv row 2, column `q01`",
            "max_quarantined_share",
            "table",
        ],
    );
    spoil(60).open().run(&[]).ends_with(0);
    // Five rows are never too many, however short the table.
    Workplace::new()
        .pairings(|t| (0..5).for_each(|row| t.set(row, "start_date", "soon")))
        .open()
        .run(&[])
        .ends_with(0);
    Workplace::new()
        .pairings(|t| (0..6).for_each(|row| t.set(row, "start_date", "soon")))
        .open()
        .fails(3, &["6 of 60 rows of pairings"]);
}

#[test]
fn rows_with_too_many_or_too_few_fields() {
    let output = Workplace::new()
        .surveys(|t| {
            t.rows[7].push("surplus".to_owned());
            t.rows[8].truncate(4);
        })
        .open()
        .output();
    let rows = output.quarantine();
    assert!(
        rows.iter()
            .any(|r| r["row"] == Table::line(7).to_string()
                && r["reason"] == "wrong number of fields"),
        "{rows:#?}"
    );
    assert_eq!(
        output.ledger("surveys")["read"],
        people::PEOPLE * people::WAVES.len()
    );
}

#[test]
fn line_ends_and_empty_lines_do_not_shift_row_numbers() {
    let workplace = Workplace::new().surveys(|t| t.set(1, "q01", "often"));
    let text = String::from_utf8(workplace.table("surveys").csv()).expect("text");
    let spaced = text.replacen('\n', "\n\n\n", 1);
    for (surveys, line) in [
        (text.replace('\n', "\r\n"), 3),
        (text.replace('\n', "\r"), 3),
        (spaced, 5),
    ] {
        let output = workplace
            .clone()
            .file("surveys.csv", surveys)
            .open()
            .output();
        assert_eq!(
            output.ledger("surveys")["read"],
            people::PEOPLE * people::WAVES.len()
        );
        assert_eq!(output.quarantine()[0]["row"], line.to_string());
    }
}

#[test]
fn identifiers_keep_their_leading_zeros() {
    // `00zq0001` and `zq0001` are two people; the one of the survey is unknown.
    let output = Workplace::new()
        .surveys(|t| t.push("zq0001,2024-05-15,3,3,3,3"))
        .open()
        .output();
    assert_eq!(output.quarantine()[0]["value"], "zq0001");
}
