//! Words that mean harm where they are shown: markup, formulas, addresses, spellings of other systems.

use super::output::{AUDIENCES, Output, unpacked};
use super::program::call;
use super::workplace::Workplace;

#[test]
fn markup_and_formulas_stay_words() {
    let (markup, formula) = (
        "<script>alert(1)</script>",
        "=HYPERLINK(\"\"http://evil.example\"\")",
    );
    let output = Workplace::new()
        .roster(|t| {
            for row in 0..t.rows.len() {
                let value = if row % 2 == 0 {
                    markup.to_owned()
                } else {
                    format!("\"{formula}\"")
                };
                t.set(row, "gender", &value);
            }
        })
        .pipeline(
            "organisation = \"Werk\"",
            "organisation = \"<b>W&rk</b> https://evil.example\"",
        )
        .pipeline(
            "\"Quarterly impact\"",
            "'=1+1 \"><img src=x onerror=alert(1)>'",
        )
        .open()
        .output();
    assert!(
        output.findings.iter().any(|f| f.is("gender", markup)),
        "the value is kept as written"
    );
    for page in AUDIENCES.into_iter().chain(["index.html"]) {
        let text = output.text(page);
        for live in [
            "<script>alert",
            "<img src=x",
            "<b>W&rk",
            "https://",
            "=\"http://evil",
        ] {
            assert!(!text.contains(live), "{live} in {page}");
        }
    }
    for (path, text) in output.shareable() {
        if path.ends_with(".svg") {
            assert!(
                !text.contains("<script") && !text.contains("evil.example\""),
                "{path}"
            );
        }
        assert!(
            !path.contains(['<', '>', '"', '=']),
            "{path} is a plain name"
        );
    }
    let book = unpacked(&output.files["workbook.xlsx"]);
    assert!(
        !book.contains("<f>") && !book.contains("<hyperlink "),
        "the workbook holds no formula"
    );
}

#[test]
fn columns_that_single_people_out_are_no_dimensions() {
    for column in ["employee_id", "email", "manager_id", "hire_date"] {
        Workplace::new()
            .pipeline("\"gender\", [", &format!("\"{column}\", ["))
            .open()
            .fails(
                2,
                &[
                    &format!("`{column}` singles out people"),
                    "line 46, column 29",
                ],
            );
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed() {
    let surveys = String::from_utf8(Workplace::new().table("surveys").csv()).expect("text");
    let open = surveys.replacen("\n00zq0003,", "\n\"00zq0003,", 1);
    Workplace::new().file("surveys.csv", open).open().fails(
        1,
        &[
            "cannot read surveys.csv",
            "quotation mark opened in line 5 is never closed",
        ],
    );
}

#[test]
fn programmes_that_the_pipeline_does_not_name_are_told() {
    let site = Workplace::new()
        .pairings(|t| (0..t.rows.len()).for_each(|row| t.set(row, "programme_id", "flency")))
        .open();
    let answer = site.run(&[]).ends_with(0);
    let warned = answer
        .stdout
        .lines()
        .any(|line| line.starts_with("warning: ") && line.contains("fluency"));
    assert!(
        warned,
        "no pairing belongs to the programme, and somebody must say so:\n{}",
        answer.stdout
    );
    assert!(
        Output::at(&site.out())
            .findings
            .iter()
            .all(|f| f.number("estimate").is_none())
    );
}

#[test]
fn outputs_go_where_they_may() {
    let site = Workplace::new().open();
    for (out, hint) in [
        (".", "the folder you are in"),
        ("/", "root of the file system"),
        ("work", "left alone"),
        ("work/roster.csv", "is a file"),
        ("work/roster.csv/deeper", "is a file"),
    ] {
        call(
            site.root(),
            &[
                "run",
                "work/pipeline.toml",
                "--progress",
                "none",
                "--out",
                out,
            ],
        )
        .ends_with(1)
        .tells(&[hint]);
    }
}
