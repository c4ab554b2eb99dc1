//! Files that cannot be read as they are: a message that says what to do, exit code 1, the earlier output untouched.

use std::fs;

use super::program::call;
use super::site::{Site, tree};
use super::workplace::Workplace;

/// A sample in a format, one of whose files a story breaks.
fn sample(format: &str) -> Site {
    let site = Site::new("work");
    let small = ["--employees", "200", "--quarters", "4", "--clean"];
    call(
        site.root(),
        &[&["sample", "work", "--format", format], &small[..]].concat(),
    )
    .ends_with(0);
    site
}

/// Cuts the end of a file off.
fn truncate(site: &Site, name: &str) {
    let path = site.work().join(name);
    let bytes = fs::read(&path).expect("a file");
    fs::write(&path, &bytes[..bytes.len() * 6 / 10]).expect("a shorter file");
}

#[test]
fn a_truncated_parquet_file() {
    let site = sample("parquet");
    truncate(&site, "surveys.parquet");
    site.fails(
        1,
        &[
            "error: cannot read surveys.parquet",
            "[sources.surveys]",
            "export it again",
        ],
    );
}

#[test]
fn a_truncated_workbook() {
    let site = sample("xlsx");
    truncate(&site, "employees.xlsx");
    site.fails(
        1,
        &[
            "error: cannot read employees.xlsx",
            "[sources.employees]",
            "export it again",
        ],
    );
}

#[test]
fn a_truncated_gzip_file() {
    let workplace = Workplace::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &workplace.table("surveys").csv()).expect("compressed");
    let mut bytes = packed.finish().expect("compressed");
    bytes.truncate(bytes.len() / 2);
    workplace
        .without("surveys.csv")
        .file("surveys.csv.gz", bytes)
        .pipeline("path = \"surveys.csv\"", "path = \"surveys.csv.gz\"")
        .open()
        .fails(
            1,
            &[
                "error: cannot read surveys.csv.gz",
                "[sources.surveys]",
                "complete",
            ],
        );
}

#[test]
fn a_file_that_is_not_what_its_name_says() {
    for name in ["surveys.parquet", "surveys.xlsx", "surveys.csv.gz"] {
        Workplace::new()
            .without("surveys.csv")
            .file(name, "employee_id,wave_date,q01,q02,q03,q04\n")
            .pipeline("path = \"surveys.csv\"", &format!("path = \"{name}\""))
            .open()
            .fails(
                1,
                &[&format!("error: cannot read {name}"), "[sources.surveys]"],
            );
    }
}

#[test]
fn a_csv_file_of_binary_rubbish() {
    let rubbish: Vec<u8> = (0..4000_u32)
        .map(|k| (k.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    Workplace::new()
        .file("surveys.csv", rubbish)
        .open()
        .fails(1, &["surveys.csv", "[sources.surveys"]);
}

#[test]
fn a_missing_file_names_those_there_are() {
    Workplace::new().without("exits.csv").open().fails(
        1,
        &[
            "error: no file matches `exits.csv`",
            "[sources.exits]",
            "roster.csv",
        ],
    );
}

#[test]
fn a_glob_without_a_match() {
    Workplace::new()
        .pipeline("path = \"surveys.csv\"", "path = \"pulse/*.csv\"")
        .open()
        .fails(
            1,
            &[
                "error: no file matches `pulse/*.csv`",
                "[sources.surveys]",
                "check the path",
            ],
        );
}

#[test]
fn a_folder_instead_of_a_file() {
    Workplace::new()
        .file("surveys.csv/readme.txt", "a folder")
        .without("surveys.csv")
        .open()
        .fails(1, &["surveys.csv", "[sources.surveys]"]);
}

#[test]
fn an_empty_file() {
    for (name, table) in [
        ("roster", "employees"),
        ("exits", "exits"),
        ("surveys", "surveys"),
        ("pairings", "pairings"),
    ] {
        for nothing in ["", "\n", "\u{feff}"] {
            Workplace::new()
                .file(&format!("{name}.csv"), nothing)
                .open()
                .fails(
                    1,
                    &[
                        &format!("error: {name}.csv is empty"),
                        &format!("[sources.{table}]"),
                    ],
                );
        }
    }
}

#[test]
fn a_wrong_column_suggests_the_near_one_and_the_line_to_write() {
    Workplace::new()
        .roster(|t| t.rename("hire_date", "hired_date"))
        .open()
        .fails(
            1,
            &[
                "`hire_date` is absent",
                "roster.csv",
                "[sources.employees.columns]",
                "hire_date = \"hired_date\"",
            ],
        );
    Workplace::new()
        .exits(|t| t.rename("exit_date", "exti_date"))
        .open()
        .fails(
            1,
            &[
                "`exit_date` is absent",
                "exits.csv",
                "[sources.exits.columns]",
                "exit_date = \"exti_date\"",
            ],
        );
}

#[test]
fn a_wrong_column_in_wide_pairings() {
    Workplace::new()
        .pairings(|t| t.rename("mentor_id", "mentro_id"))
        .open()
        .fails(
            1,
            &[
                "mentor_id",
                "pairings.csv",
                "[sources.pairings.columns]",
                "\"mentro_id\"",
            ],
        );
}

#[test]
fn a_mapped_column_that_is_absent() {
    Workplace::new()
        .pipeline(
            "path = \"exits.csv\"",
            "path = \"exits.csv\"\n[sources.exits.columns]\nexit_date = \"Austritt\"",
        )
        .open()
        .fails(1, &["the column `Austritt`", "exit_date", "exits.csv"]);
}

#[test]
fn an_absent_survey_item() {
    Workplace::new()
        .surveys(|t| t.rename("q04", "q40"))
        .open()
        .fails(
            1,
            &[
                "the item `q04` of outcome `engagement` is absent",
                "[sources.surveys]",
                "q40",
            ],
        );
}

#[test]
fn a_dimension_that_the_roster_lacks() {
    Workplace::new()
        .pipeline("\"gender\", [", "\"regoin\", [")
        .open()
        .fails(1, &["no column `regoin`", "write `region` instead"]);
}

#[test]
fn no_source_for_a_needed_table() {
    let answer = Workplace::new()
        .pipeline("[sources.pairings]\npath = \"pairings.csv\"\n", "")
        .open()
        .run(&[]);
    assert!(matches!(answer.code, 1 | 2), "{answer:?}");
    answer.tells(&["pairings"]);
}

#[test]
fn an_output_folder_that_no_run_wrote_is_left_alone() {
    let site = Workplace::new()
        .file("../out/thesis.txt", "years of work")
        .open();
    let before = tree(site.root());
    site.run(&[]).ends_with(1).tells(&["out"]);
    assert!(tree(site.root()) == before);
}
