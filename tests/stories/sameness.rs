//! The same facts give the same findings, however they are exported.

use std::fs;

use super::output::{COLUMNS, Finding, Output};
use super::program::call;
use super::site::{Site, tree};
use super::table::Table;
use super::workplace::Workplace;

/// Asserts that two lists of findings say the same: text equal, numbers to 1e-9.
#[track_caller]
fn same(one: &[Finding], two: &[Finding]) {
    assert!(!one.is_empty());
    assert_eq!(one.len(), two.len(), "as many rows");
    for (a, b) in one.iter().zip(two) {
        for column in COLUMNS {
            let (x, y) = (a.get(column), b.get(column));
            let close = match (x.parse::<f64>(), y.parse::<f64>()) {
                (Ok(x), Ok(y)) => (x - y).abs() <= 1e-9 * x.abs().max(1.0),
                _ => x == y,
            };
            assert!(close, "{column} of {}: {x} and {y}", a.get("finding_id"));
        }
    }
}

fn reversed(table: &mut Table) {
    table.rows.reverse();
}

/// An order far from the first one, the same every time.
fn shuffled(table: &mut Table) {
    let rows = std::mem::take(&mut table.rows);
    let count = rows.len();
    let mut keyed: Vec<(usize, Vec<String>)> = rows
        .into_iter()
        .enumerate()
        .map(|(k, row)| (k * 7919 % count * 31 % count, row))
        .collect();
    keyed.sort();
    table.rows = keyed.into_iter().map(|(_, row)| row).collect();
}

#[test]
fn two_runs_give_the_same_bytes() {
    let site = Workplace::new().open();
    let quiet = ["--progress", "none", "--today", "2026-01-15"];
    let mut outputs = ["one", "two"].map(|out| {
        call(
            site.root(),
            &[&["run", "work/pipeline.toml", "--out", out], &quiet[..]].concat(),
        )
        .ends_with(0);
        Output::at(&site.root().join(out))
    });
    for output in &mut outputs {
        output
            .run
            .as_object_mut()
            .expect("an object")
            .remove("timings");
    }
    let [mut one, mut two] = outputs;
    assert_eq!(one.run, two.run);
    for output in [&mut one, &mut two] {
        output.files.remove("run.json");
    }
    for (path, bytes) in &one.files {
        assert!(two.files.get(path) == Some(bytes), "{path} is the same");
    }
    assert_eq!(one.files.len(), two.files.len());
}

#[test]
fn a_run_replaces_the_files_of_an_earlier_one_and_no_others() {
    let site = Workplace::new().open();
    site.run(&["--period", "2025Q1"]).ends_with(0);
    fs::write(
        site.out().join("minutes of the board.txt"),
        "people put files there",
    )
    .expect("a file");
    fs::write(site.out().join("private/diagnostics.csv"), "old").expect("a file");
    site.run(&[]).ends_with(0);
    let again = tree(&site.out());
    let fresh = Workplace::new().open().output();
    let mut expected: Vec<&str> = fresh.files.keys().map(String::as_str).collect();
    expected.push("minutes of the board.txt");
    expected.sort_unstable();
    assert_eq!(again.keys().collect::<Vec<_>>(), expected);
    let beside: Vec<String> = fs::read_dir(site.root())
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(
        beside.len(),
        2,
        "the workplace and the output, nothing else: {beside:?}"
    );
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let first = Workplace::new().open().output();
    for reorder in [reversed, shuffled] {
        let other = Workplace::new()
            .roster(reorder)
            .exits(reorder)
            .surveys(reorder)
            .pairings(reorder);
        same(&first.findings, &other.open().output().findings);
    }
}

#[test]
fn a_table_may_be_split_over_several_files() {
    let whole = Workplace::new();
    let part = |from: usize, to: usize| {
        let mut table = whole.table("surveys").clone();
        table.rows = table.rows[from..to.min(table.rows.len())].to_vec();
        table.csv()
    };
    let split = whole
        .clone()
        .without("surveys.csv")
        .file("surveys/a.csv", part(0, 900))
        .file("surveys/b.csv", part(900, 901))
        .file("surveys/c.csv", part(901, usize::MAX))
        .pipeline("path = \"surveys.csv\"", "path = \"surveys/*.csv\"");
    let one = whole.open().output();
    let two = split.open().output();
    same(&one.findings, &two.findings);
    assert_eq!(one.ledger("surveys"), two.ledger("surveys"));
    assert_eq!(two.run["inputs"].as_array().map(Vec::len), Some(6));
}

#[test]
fn wide_and_long_layouts_say_the_same() {
    let wide = Workplace::new();
    let mut surveys = Table::new("employee_id,wave_date,item,score");
    for row in &wide.table("surveys").rows {
        for (item, score) in ["q01", "q02", "q03", "q04"].iter().zip(&row[2..]) {
            surveys.push(&format!("{},{},{item},{score}", row[0], row[1]));
        }
    }
    let mut pairings =
        Table::new("pairing_id,programme_id,employee_id,role,start_date,end_date,status");
    for row in &wide.table("pairings").rows {
        for (role, person) in [("mentor", &row[2]), ("mentee", &row[3])] {
            pairings.push(&format!(
                "{},{},{person},{role},{},,active",
                row[0], row[1], row[4]
            ));
        }
    }
    let long = wide
        .clone()
        .surveys(|t| *t = surveys)
        .pairings(|t| *t = pairings)
        .pipeline("layout = \"wide\"", "layout = \"long\"");
    same(
        &wide.open().output().findings,
        &long.open().output().findings,
    );
}

#[test]
fn dialects_and_compression_do_not_matter() {
    let plain = Workplace::new();
    let text = |name: &str| String::from_utf8(plain.table(name).csv()).expect("text");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, text("surveys").as_bytes()).expect("compressed");
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text("exits").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let dressed = plain
        .clone()
        .without("surveys.csv")
        .file("surveys.csv.gz", packed.finish().expect("compressed"))
        .pipeline("path = \"surveys.csv\"", "path = \"surveys.csv.gz\"")
        .file(
            "roster.csv",
            format!(
                "\u{feff}{}",
                text("roster").replace(',', ";").replace('\n', "\r\n")
            ),
        )
        .file("pairings.csv", text("pairings").replace(',', "\t"))
        .file("exits.csv", utf16);
    same(
        &plain.open().output().findings,
        &dressed.open().output().findings,
    );
}

#[test]
fn csv_xlsx_and_parquet_of_one_sample_say_the_same() {
    let site = Site::new("work");
    let outputs = ["csv", "xlsx", "parquet"].map(|format| {
        let small = [
            "--employees",
            "500",
            "--quarters",
            "6",
            "--participation",
            "0.06",
            "--programmes",
            "1",
        ];
        call(
            site.root(),
            &[&["sample", format, "--format", format], &small[..]].concat(),
        )
        .ends_with(0);
        let pipeline = format!("{format}/pipeline.toml");
        let out = format!("out-{format}");
        call(
            site.root(),
            &[
                "run",
                &pipeline,
                "--out",
                &out,
                "--progress",
                "none",
                "--today",
                "2026-01-15",
            ],
        )
        .ends_with(0);
        Output::at(&site.root().join(out))
    });
    for other in &outputs[1..] {
        same(&outputs[0].findings, &other.findings);
        assert_eq!(outputs[0].run["ledger"], other.run["ledger"]);
    }
}
