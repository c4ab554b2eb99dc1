//! The workbook as Excel opens it: its charts, the cells that they are drawn from, and what stands beside the findings.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::output::{Output, unpacked};
use super::workplace::Workplace;

fn sheet(output: &Output, name: &str) -> Range<Data> {
    let bytes = output.files["workbook.xlsx"].clone();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range(name).expect("the sheet")
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open)
        .skip(1)
        .map(|rest| rest.split_once(close).expect("an end").0)
        .collect()
}

/// The cells of `Charts!$B$5:$B$8` or `Charts!$A$3`.
fn cells<'r>(range: &'r Range<Data>, reference: &str) -> Vec<&'r Data> {
    let place = reference
        .strip_prefix("Charts!")
        .expect("the sheet of charts");
    let cell = |text: &str| {
        let mut parts = text.split('$').skip(1);
        let column = parts.next().expect("a column").bytes();
        let column = column.fold(0_u32, |n, c| 26 * n + u32::from(c - b'A') + 1) - 1;
        let row: u32 = parts.next().expect("a row").parse().expect("a number");
        (row - 1, column)
    };
    let (first, last) = place.split_once(':').unwrap_or((place, place));
    let (first, last) = (cell(first), cell(last));
    (first.0..=last.0)
        .map(|row| range.get_value((row, first.1)).expect("a cell that exists"))
        .collect()
}

#[test]
fn charts_are_drawn_from_cells_of_shown_findings() {
    let output = Workplace::new().open().output();
    let grid = sheet(&output, "Charts");
    let book = unpacked(&output.files["workbook.xlsx"]);
    let charts = between(&book, "<c:chartSpace", "</c:chartSpace>");
    let bars: Vec<&str> = charts
        .iter()
        .copied()
        .filter(|c| c.contains("<c:barChart>"))
        .collect();
    let lines = charts
        .iter()
        .filter(|c| c.contains("<c:scatterChart>"))
        .count();
    // Both roles of a programme in one chart a unit or more, groups by dimension, curves of staying.
    assert!(bars.len() >= 4 && lines >= 1, "{} and {lines}", bars.len());
    assert!(book.contains(": by generation"), "groups by generation");
    let mut drawn = 0;
    for chart in &charts {
        let references = between(chart, "<c:f>", "</c:f>");
        assert!(references.len() >= 3);
        for reference in references {
            assert!(
                cells(&grid, reference).iter().all(|c| **c != Data::Empty),
                "{reference}"
            );
        }
    }
    for chart in &bars {
        let column = |part: &str| -> Vec<f64> {
            let inside = between(chart, &format!("<c:{part}>"), &format!("</c:{part}>"));
            let reference = between(inside[0], "<c:f>", "</c:f>")[0];
            let numbers = cells(&grid, reference);
            numbers
                .iter()
                .map(|c| match c {
                    Data::Float(x) => *x,
                    other => panic!("{other:?} of {reference}"),
                })
                .collect()
        };
        let (estimates, above, below) = (column("val"), column("plus"), column("minus"));
        for ((estimate, above), below) in estimates.iter().zip(above).zip(below) {
            let near = |x: Option<f64>, y: f64| x.is_some_and(|x| (x - y).abs() < 1e-9);
            let shown = output.findings.iter().any(|f| {
                f.get("status") == "published"
                    && f.get("estimand") != "att_event"
                    && near(f.number("estimate"), *estimate)
                    && near(f.number("ci_high"), estimate + above)
                    && near(f.number("ci_low"), estimate - below)
            });
            assert!(shown, "{estimate} of a chart is no finding that is shown");
            drawn += 1;
        }
    }
    assert!(drawn >= 10, "{drawn}");
}

#[test]
fn what_is_hidden_is_in_no_chart() {
    // With a minimum that no group reaches, the overall answers are all that is left.
    let output = Workplace::new()
        .pipeline_more("\n[disclosure]\nminimum_group = 55\n")
        .open()
        .output();
    let hidden = output
        .findings
        .iter()
        .filter(|f| f.get("dimension") == "generation" && f.get("status") != "published")
        .count();
    assert!(hidden > 0);
    let book = unpacked(&output.files["workbook.xlsx"]);
    assert!(!book.contains(": by generation"));
    let shown = |f: &&super::output::Finding| f.get("status") == "published" && f.headline();
    assert!(output.findings.iter().any(|f| shown(&f)));
    // With a minimum above everybody there is nothing to draw.
    let output = Workplace::new()
        .pipeline_more("\n[disclosure]\nminimum_group = 500\n")
        .open()
        .output();
    let book = unpacked(&output.files["workbook.xlsx"]);
    assert!(!book.contains("<c:chartSpace") && !book.contains("name=\"Charts\""));
}

#[test]
fn the_balance_of_every_value_has_a_sheet() {
    let output = Workplace::new().open().output();
    let grid = sheet(&output, "Balance");
    let page = output.text("analysts.html");
    assert!(grid.height() > 5);
    for row in grid.rows().skip(1) {
        let Data::Float(after) = row[7] else {
            panic!("a number, not {:?}", row[7])
        };
        assert!(after.abs() < 10.0);
        let Data::String(value) = &row[5] else {
            panic!("a value, not {:?}", row[5])
        };
        assert!(
            page.contains(&format!("<td>{}</td>", value.replace('&', "&amp;"))),
            "{value}"
        );
    }
    let groups = sheet(&output, "Do groups differ");
    assert!(groups.height() > 1);
}
