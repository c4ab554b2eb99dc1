//! `workbook.xlsx`: the findings one sheet a theme, every finding on one more, and a sheet that explains them.
//!
//! Numbers are numbers with a format, texts are always written as texts, never as formulas; a text that looks like
//! one also carries the mark that keeps it a text when somebody edits the cell. Created on the cut-off day: no
//! clock reaches the file.

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::disclosure::{ColumnKind, Comparison, DisclosureSummary, Release, Row, Value};
use crate::vocab::{Day, Unit};

use super::ExportError;
use super::cell::{cells, looks_like_formula, plain};
use super::manifest::Tool;
use super::portfolio_sheet;
use super::sheet::{ABOUT, ALL_FINDINGS, ALL_FINDINGS_PURPOSE, Look, SHEETS};

/// Name of the file.
pub const FILE: &str = "workbook.xlsx";

/// Rows of a worksheet under the header.
const MOST_ROWS: usize = 1_048_575;
/// Characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
const NARROWEST: usize = 7;
const WIDEST: usize = 56;

/// What the workbook says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Title of the reports.
    pub title: String,
    /// The organisation.
    pub organisation: String,
    /// Where it comes from, as (name, value), in order: the same pairs as in the Parquet file.
    pub provenance: Vec<(String, String)>,
}

/// The findings as a workbook.
///
/// # Errors
/// More findings than a worksheet holds.
pub fn bytes(release: &Release, about: &About) -> Result<Vec<u8>, ExportError> {
    of_rows(
        (release.rows(), release.portfolio()),
        release.period().last_day(),
        release.summary(),
        about,
    )
}

pub(super) fn of_rows(
    (rows, portfolio): (&[Row], &[Comparison]),
    created: Day,
    summary: DisclosureSummary,
    about: &About,
) -> Result<Vec<u8>, ExportError> {
    if rows.len() > MOST_ROWS {
        return Err(ExportError::TooManyRows {
            rows: rows.len(),
            most: MOST_ROWS,
        });
    }
    assembled((rows, portfolio), created, summary, about).map_err(|e| ExportError::format(FILE, e))
}

fn assembled(
    (rows, portfolio): (&[Row], &[Comparison]),
    created: Day,
    summary: DisclosureSummary,
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&about.title)
            .set_company(&about.organisation)
            .set_author(Tool::NAME)
            .set_creation_datetime(&created.date()),
    );
    for theme in SHEETS {
        let header: Vec<&str> = theme.columns.iter().map(|c| c.header).collect();
        let grid: Vec<Vec<_>> = rows
            .iter()
            .filter(|row| (theme.holds)(row))
            .map(|row| {
                let cells = theme
                    .columns
                    .iter()
                    .map(|c| (plain((c.cell)(row)), format_of(c.look, row.facts.unit)));
                cells.collect()
            })
            .collect();
        write_grid(
            workbook.add_worksheet().set_name(theme.name)?,
            &header,
            &grid,
        )?;
    }
    if !portfolio.is_empty() {
        let grid: Vec<Vec<_>> = portfolio_sheet::lines(portfolio)
            .map(|(comparison, cells)| {
                let looks = portfolio_sheet::COLUMNS.iter().map(|c| c.1);
                let formats = looks.map(|look| format_of(look, comparison.unit));
                cells.into_iter().zip(formats).collect()
            })
            .collect();
        let header: Vec<&str> = portfolio_sheet::COLUMNS.iter().map(|c| c.0).collect();
        let sheet = workbook.add_worksheet().set_name(portfolio_sheet::NAME)?;
        write_grid(sheet, &header, &grid)?;
    }
    let header: Vec<&str> = Row::COLUMNS.iter().map(|c| c.name).collect();
    let grid: Vec<Vec<_>> = rows
        .iter()
        .map(|row| {
            let looks = Row::COLUMNS.iter().map(|c| match c.kind {
                ColumnKind::Text => Look::Text,
                ColumnKind::Int => Look::Whole,
                ColumnKind::Float => Look::Raw,
            });
            cells(row)
                .into_iter()
                .zip(looks.map(|look| format_of(look, row.facts.unit)))
                .collect()
        })
        .collect();
    write_grid(
        workbook.add_worksheet().set_name(ALL_FINDINGS)?,
        &header,
        &grid,
    )?;
    let compared = !portfolio.is_empty();
    let sheet = workbook.add_worksheet().set_name(ABOUT)?;
    write_about(sheet, summary, about, compared)?;
    workbook.save_to_buffer()
}

/// The number format of a look, for a finding in a unit.
fn format_of(look: Look, unit: Unit) -> &'static str {
    match (look, unit) {
        (Look::Text | Look::Raw, _) => "General",
        (Look::Whole, _) => "0",
        (Look::Count, _) => "#,##0",
        (Look::Probability, _) => "0.000",
        (Look::Plain, _) | (Look::Effect, Unit::Ratio) => "0.00",
        (
            Look::Effect,
            Unit::Points
            | Unit::PercentagePoints
            | Unit::Days
            | Unit::PerHundredPerQuarter
            | Unit::Minutes
            | Unit::Mark
            | Unit::PerPairing
            | Unit::Number,
        ) => "#,##0.0",
    }
}

fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

/// A header that stays in sight, a filter, and the rows.
fn write_grid(
    sheet: &mut Worksheet,
    header: &[&str],
    grid: &[Vec<(Value<'_>, &str)>],
) -> Result<(), XlsxError> {
    let mut widths: Vec<usize> = header.iter().map(|name| name.chars().count() + 3).collect();
    for (at, name) in header.iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, *name, &header_format())?;
    }
    for (r, row) in (1..).zip(grid) {
        for ((c, &(cell, format)), width) in (0..).zip(row).zip(&mut widths) {
            let format = Format::new().set_num_format(format);
            let shown = match cell {
                Value::Null => 0,
                Value::Text(text) => {
                    write_text(sheet, r, c, text)?;
                    text.chars().count() + 1
                }
                Value::Int(n) => {
                    sheet.write_number_with_format(r, c, n as f64, &format)?;
                    9
                }
                Value::Float(x) => {
                    sheet.write_number_with_format(r, c, x, &format)?;
                    9
                }
            };
            *width = shown.max(*width);
        }
    }
    for (at, width) in widths.into_iter().enumerate() {
        sheet.set_column_width(at as u16, width.clamp(NARROWEST, WIDEST) as f64)?;
    }
    if grid.is_empty() {
        sheet.write_string(1, 0, "No findings of this kind in this run.")?;
    }
    let last = header.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, grid.len().max(1) as u32, last)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// A text as a text whatever it looks like; cut where a cell ends.
fn write_text(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    // A cell counts characters as UTF-16 does.
    let mut length = 0;
    let fits = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > MOST_CHARACTERS
    });
    let text = fits.map_or(text, |(end, _)| &text[..end]);
    if looks_like_formula(text) {
        sheet.write_string_with_format(row, column, text, &Format::new().set_quote_prefix())?;
    } else {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}

fn write_about(
    sheet: &mut Worksheet,
    summary: DisclosureSummary,
    about: &About,
    compared: bool,
) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 26)?.set_column_width(1, 96)?;
    let mut row = 0;
    let mut section = |title: &str, lines: Vec<(String, String)>| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, title, &heading)?;
        sheet.write_blank(row, 1, &heading)?;
        row += 1;
        for (name, meaning) in lines {
            write_text(sheet, row, 0, &name)?;
            if looks_like_formula(&meaning) {
                write_text(sheet, row, 1, &meaning)?;
            } else {
                let meaning: String = meaning.chars().take(MOST_CHARACTERS / 2).collect();
                sheet.write_string_with_format(row, 1, meaning, &wrapped)?;
            }
            row += 1;
        }
        row += 1;
        Ok(())
    };
    let pair = |name: &str, meaning: &str| (name.to_owned(), meaning.to_owned());
    let mut origin = vec![
        pair("Title", &about.title),
        pair("Organisation", &about.organisation),
    ];
    origin.extend(about.provenance.iter().cloned());
    section("Where this comes from", origin)?;
    let hidden = summary.suppressed_primary + summary.suppressed_secondary;
    section(
        "What is shown",
        vec![
            ("Findings shown".to_owned(), summary.published.to_string()),
            (
                "Findings hidden".to_owned(),
                format!(
                    "{hidden}, so that nothing is shown of fewer than {} people",
                    summary.minimum_group
                ),
            ),
            (
                "Without an estimate".to_owned(),
                format!("{} (the note says why)", summary.insufficient),
            ),
            pair(
                "Empty cells",
                "A value that is absent or hidden, never zero",
            ),
        ],
    )?;
    let mut sheets: Vec<(String, String)> =
        SHEETS.iter().map(|s| pair(s.name, s.purpose)).collect();
    if compared {
        sheets.push(pair(portfolio_sheet::NAME, portfolio_sheet::PURPOSE));
    }
    sheets.push(pair(ALL_FINDINGS, ALL_FINDINGS_PURPOSE));
    section("Sheets", sheets)?;
    section(
        &format!("Columns of \u{201c}{ALL_FINDINGS}\u{201d}"),
        Row::COLUMNS
            .iter()
            .map(|c| pair(c.name, c.description))
            .collect(),
    )?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

#[cfg(test)]
mod tests {
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
        let bytes = of_rows(
            (rows, &[]),
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
        let once = of_rows(
            (&rows, &[]),
            created(),
            DisclosureSummary::default(),
            &about(),
        )
        .unwrap();
        for _ in 0..5 {
            assert!(
                once == of_rows(
                    (&rows, &[]),
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
}
