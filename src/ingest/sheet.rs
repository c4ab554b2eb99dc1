//! Workbooks: the cells of one sheet as texts, so that they take the same way as delimited files.
//!
//! Whole numbers come out of a workbook as floats and lose their `.0`; days become ISO dates; errors
//! become their text (`#N/A` is missing). Numbers that stand for dates are left to the date reader.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use super::cells::number_word;
use super::dialect::{SAMPLE, Sample};
use super::text::{Fault, HeaderRules, Parsed};

/// Why a sheet could not be read.
pub(super) enum SheetFault<E> {
    /// As for text files.
    Rows(Fault<E>),
    /// No such sheet; the sheets there are.
    NoSheet(Vec<String>),
}

/// Whether bytes are a workbook (a zip archive, or an old binary one).
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Reads one sheet: the one named, else the first.
pub(super) fn parse<E>(
    file: u32,
    bytes: &[u8],
    wanted: Option<&str>,
    rules: &HeaderRules<'_, E>,
) -> Result<Parsed, SheetFault<E>> {
    let unreadable = |cause: String| SheetFault::Rows(Fault::Unreadable(cause));
    let mut book: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|e| unreadable(format!("not a workbook that can be read ({e})")))?;
    let names = book.sheet_names();
    let name = match wanted {
        Some(wanted) => names
            .iter()
            .find(|n| n.as_str() == wanted)
            .or_else(|| {
                names
                    .iter()
                    .find(|n| n.trim().eq_ignore_ascii_case(wanted.trim()))
            })
            .cloned()
            .ok_or(SheetFault::NoSheet(names))?,
        None => names
            .first()
            .cloned()
            .ok_or_else(|| unreadable("it has no sheet".to_owned()))?,
    };
    let range = book
        .worksheet_range(&name)
        .map_err(|e| unreadable(format!("sheet `{name}`: {e}")))?;
    let first_row = range.start().map_or(0, |(row, _)| row) + 1;
    let texts = |row: &[Data]| row.iter().map(word).collect::<Vec<String>>();
    let filled = |row: &[Data]| row.iter().any(|c| !matches!(c, Data::Empty));
    let sample: Sample = range
        .rows()
        .enumerate()
        .filter(|(_, row)| filled(row))
        .take(SAMPLE)
        .map(|(k, row)| {
            (
                first_row + k as u32,
                texts(row).iter().map(|t| t.trim().to_owned()).collect(),
            )
        })
        .collect();
    let (mut grid, columns, header, last_header_row) =
        rules.grid(file, &sample).map_err(SheetFault::Rows)?;
    for (k, row) in range.rows().enumerate() {
        let number = first_row + k as u32;
        if number > last_header_row && filled(row) {
            let fields = texts(row);
            grid.row(number, fields.len(), &|k| {
                fields.get(k).map_or("", String::as_str)
            });
        }
    }
    grid.finish();
    Ok(Parsed {
        header,
        columns,
        grid,
        broken_text: false,
    })
}

fn word(cell: &Data) -> String {
    match cell {
        Data::Int(v) => v.to_string(),
        Data::Float(v) => number_word(*v),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(v) => v.to_string(),
        Data::DateTime(stamp) if stamp.is_datetime() => match stamp.as_datetime() {
            Some(moment) => moment.format("%Y-%m-%d").to_string(),
            None => number_word(stamp.as_f64()),
        },
        Data::DateTime(stamp) => number_word(stamp.as_f64()),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
