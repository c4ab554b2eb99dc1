//! The workbook read back.

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::export::example;

fn about() -> About {
    About {
        title: "=Impact".to_owned(),
        organisation: "Northwind & Söhne <b>".to_owned(),
        provenance: vec![("seed".to_owned(), "7".to_owned())],
    }
}

fn created() -> Day {
    Day::from_ymd(2025, 12, 31).unwrap()
}

fn book(rows: &[Row]) -> Xlsx<std::io::Cursor<Vec<u8>>> {
    let bytes = of_parts(
        &Parts {
            rows,
            ..Parts::default()
        },
        created(),
        DisclosureSummary::default(),
        &about(),
    )
    .unwrap();
    Xlsx::new(std::io::Cursor::new(bytes)).unwrap()
}

#[test]
fn every_cell_comes_back_with_its_type_and_nothing_is_a_formula() {
    let rows = example::rows();
    let mut book = book(&rows);
    let names = book.sheet_names();
    assert_eq!(
        names,
        [
            "Headlines",
            "Scores",
            "Retention",
            "Other outcomes",
            "Breakdowns",
            "Event study",
            "All findings",
            "About"
        ]
    );
    for name in &names {
        assert!(
            book.worksheet_formula(name)
                .unwrap()
                .used_cells()
                .next()
                .is_none(),
            "{name}"
        );
    }
    let range = book.worksheet_range(ALL_FINDINGS).unwrap();
    for (c, column) in Row::COLUMNS.iter().enumerate() {
        assert_eq!(
            range.get_value((0, c as u32)),
            Some(&Data::String(column.name.to_owned()))
        );
    }
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in cells(row).into_iter().enumerate() {
            let read = range
                .get_value((r as u32 + 1, c as u32))
                .unwrap_or(&Data::Empty);
            match cell {
                Value::Null => assert_eq!(read, &Data::Empty),
                Value::Text(text) => assert_eq!(read, &Data::String(text.to_owned())),
                Value::Int(n) => assert_eq!(read, &Data::Float(n as f64)),
                Value::Float(x) => assert_eq!(read, &Data::Float(x)),
            }
        }
    }
    assert_eq!(book.worksheet_range("Headlines").unwrap().height(), 3);
}

#[test]
fn no_findings_make_sheets_that_say_so() {
    let range = book(&[]).worksheet_range("Headlines").unwrap();
    assert_eq!(
        range.get_value((1, 0)),
        Some(&Data::String(
            "No findings of this kind in this run.".to_owned()
        ))
    );
}

#[test]
fn the_same_findings_make_the_same_bytes() {
    let rows: Vec<Row> = (0..200).flat_map(|_| example::rows()).collect();
    let once = of_parts(
        &Parts {
            rows: &rows,
            ..Parts::default()
        },
        created(),
        DisclosureSummary::default(),
        &about(),
    )
    .unwrap();
    for _ in 0..5 {
        assert!(
            once == of_parts(
                &Parts {
                    rows: &rows,
                    ..Parts::default()
                },
                created(),
                DisclosureSummary::default(),
                &about()
            )
            .unwrap()
        );
    }
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_not_an_error() {
    let mut row = example::headline();
    row.note = Some("𝄞".repeat(40_000));
    let range = book(&[row]).worksheet_range(ALL_FINDINGS).unwrap();
    let Some(Data::String(note)) = range.get_value((1, Row::COLUMNS.len() as u32 - 1)) else {
        panic!("no note")
    };
    assert_eq!(note.encode_utf16().count(), 32_766);
}
