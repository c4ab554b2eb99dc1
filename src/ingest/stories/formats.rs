//! Dialects, encodings and file formats: the same organisation whatever wrote the export.

use super::story::{EMPLOYEES, Story, entry};
use crate::tables::Table;
use crate::vocab::Day;

#[test]
fn dialects_encodings_and_formats_lead_to_the_same_organisation() {
    let expected = format!("{:?}", Story::clean().done().organisation);
    let semicolons = EMPLOYEES.replace(',', ";");
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(EMPLOYEES.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut zipped, EMPLOYEES.as_bytes()).expect("memory");
    let zipped = zipped.finish().expect("memory");
    let variants: Vec<(&str, Vec<u8>)> = vec![
        ("e.csv", semicolons.into_bytes()),
        ("e.tsv", EMPLOYEES.replace(',', "\t").into_bytes()),
        ("e.txt", EMPLOYEES.replace(',', "|").into_bytes()),
        ("e2.csv", [b"\xEF\xBB\xBF", EMPLOYEES.as_bytes()].concat()),
        ("e3.csv", utf16),
        (
            "e4.csv",
            format!("Roster of\nall people,made by HR\n\n{EMPLOYEES}Total,,,,4\n").into_bytes(),
        ),
        (
            "e5.csv",
            EMPLOYEES
                .replace("employee_id", "\"Employee ID\"")
                .replace("hire_date", "Start Date")
                .into_bytes(),
        ),
        ("e.csv.gz", zipped.clone()),
        ("e.xlsx", workbook(EMPLOYEES)),
    ];
    for (name, bytes) in variants {
        let done = Story::clean()
            .with_file(Table::Employees, name, bytes)
            .done();
        assert_eq!(format!("{:?}", done.organisation), expected, "{name}");
    }
    let cut = Story::clean()
        .with_file(Table::Employees, "e.csv.gz", &zipped[..zipped.len() / 2])
        .fault();
    assert!(cut.contains("gzip"), "{cut}");
    let book = workbook(EMPLOYEES);
    assert!(
        Story::clean()
            .with_file(Table::Employees, "e.xlsx", &book[..book.len() / 2])
            .fault()
            .starts_with("cannot read e.xlsx")
    );
}

/// A workbook with ids as text, dates as serial dates or text in turn, numbers as numbers.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Roster").expect("a cell");
    for (r, line) in text.lines().enumerate() {
        for (c, value) in line.split(',').enumerate() {
            let (row, col) = (r as u32 + 2, c as u16);
            match (value.parse::<chrono::NaiveDate>(), value.parse::<f64>()) {
                (Ok(date), _) if r % 2 == 0 => sheet
                    .write_number(row, col, f64::from(Day::from(date).0 + 25_569))
                    .map(|_| ()),
                (_, Ok(number)) if c == 2 => sheet.write_number(row, col, number).map(|_| ()),
                _ => sheet.write_string(row, col, value).map(|_| ()),
            }
            .expect("a cell");
        }
    }
    book.save_to_buffer().expect("a small workbook")
}

#[test]
fn a_qualtrics_export_has_three_header_rows() {
    let text = "StartDate,RecordedDate,ExternalReference,Q1,Q2\n\"Start, Date\",Recorded Date,External Reference,\"Mood\nnow\",Mood 2\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"ref\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n\
        2024-02-15 09:00:00,2024-02-15 09:05:00,007,4,2\n2024-02-15 10:00:00,2024-02-15 10:05:00,ghost,4,2\n";
    let story = Story::clean()
        .with(Table::Surveys, text)
        .set(Table::Surveys, |s| s.preset = Some("Qualtrics".to_owned()));
    let done = story.done();
    assert_eq!(
        (
            entry(&done, Table::Surveys).read,
            entry(&done, Table::Surveys).used
        ),
        (2, 1)
    );
    assert_eq!(done.quarantine[0].row, 6);
    assert_eq!(done.organisation.scores[0].scores[0], [75.0]);
}
