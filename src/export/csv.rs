//! `findings.csv`, and the safe writing of any other text table.
//!
//! RFC 4180: UTF-8 without a byte order mark, a header, commas, quotes where needed, lines ended by CR LF. An
//! absent value is an empty field. Numbers stand as they are, in the shortest form that reads back exactly.
//! A text that a spreadsheet would run as a formula gets one leading apostrophe; plain numbers such as a group
//! named `-1` do not, and the ids of a sane pipeline never begin so, so the columns stay joinable with the
//! Parquet and JSON files, which are not changed.

use std::borrow::Cow;

use crate::disclosure::{Release, Row, Value};

use super::cell::{cells, looks_like_formula, number_text};

/// Name of the file.
pub const FILE: &str = "findings.csv";

/// The findings as CSV, in the order of the release.
pub fn bytes(release: &Release) -> Vec<u8> {
    of_rows(release.rows())
}

/// Any text table as CSV, written by the same rules: header, then rows. An empty text is an empty field.
pub fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = String::new();
    line(&mut out, header.iter().map(|&name| Cow::Borrowed(name)));
    for row in rows {
        line(&mut out, row.iter().map(|text| guarded(text)));
    }
    out.into_bytes()
}

pub(super) fn of_rows(rows: &[Row]) -> Vec<u8> {
    let mut out = String::new();
    line(&mut out, Row::COLUMNS.iter().map(|c| Cow::Borrowed(c.name)));
    for row in rows {
        let fields = cells(row).into_iter().map(|cell| match cell {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) => guarded(text),
            Value::Int(n) => Cow::Owned(n.to_string()),
            Value::Float(x) => Cow::Owned(number_text(x)),
        });
        line(&mut out, fields);
    }
    out.into_bytes()
}

fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Quotes more than RFC 4180 asks for: a semicolon or tab too, because spreadsheets of some countries split there.
fn line<'a>(out: &mut String, fields: impl Iterator<Item = Cow<'a, str>>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let edge = field.starts_with(' ') || field.ends_with(' ');
        if edge || field.contains([',', ';', '\t', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn an_independent_reader_gets_every_cell_back() {
        let rows = example::rows();
        let bytes = of_rows(&rows);
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        assert_eq!(
            header,
            Row::COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>()
        );
        let read: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(read.len(), rows.len());
        for (record, row) in read.iter().zip(&rows) {
            for (field, cell) in record.iter().zip(cells(row)) {
                match cell {
                    Value::Null => assert_eq!(field, ""),
                    Value::Text(text) if looks_like_formula(text) => {
                        assert_eq!(field, format!("'{text}"));
                    }
                    Value::Text(text) => assert_eq!(field, text),
                    Value::Int(n) => assert_eq!(field.parse(), Ok(n)),
                    Value::Float(x) => assert_eq!(field.parse(), Ok(x)),
                }
            }
        }
        assert_eq!(bytes, of_rows(&example::rows()));
    }

    #[test]
    fn no_field_of_any_table_starts_a_formula() {
        let bytes = table(
            &["file", "value"],
            [
                vec!["a;b".into(), "=HYPERLINK(\"x\")".into()],
                vec![String::new(), "-1".into()],
            ],
        );
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "file,value\r\n\"a;b\",\"'=HYPERLINK(\"\"x\"\")\"\r\n,-1\r\n"
        );
    }
}
