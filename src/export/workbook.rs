//! `workbook.xlsx`: the findings one sheet a theme, every finding on one more, and a sheet that explains them.
//!
//! Numbers are numbers with a format, texts are always written as texts, never as formulas; a text that looks like
//! one also carries the mark that keeps it a text when somebody edits the cell. Created on the cut-off day: no
//! clock reaches the file.

mod about;
mod beside_sheets;
mod charts;
mod plots;

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::disclosure::shown::Curves;
use crate::disclosure::{
    ColumnKind, Comparison, DisclosureSummary, Heterogeneity, Release, ReleasedBalance, Row, Value,
};
use crate::vocab::{Day, Unit};

use super::ExportError;
use super::cell::{cells, looks_like_formula, plain};
use super::manifest::Tool;
use super::portfolio_sheet;
use super::sheet::{ABOUT, ALL_FINDINGS, Look, SHEETS};
use about::write_about;

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
    of_parts(
        &Parts {
            rows: release.rows(),
            portfolio: release.portfolio(),
            balances: release.balances(),
            heterogeneity: release.heterogeneity(),
            curves: release.curves(),
        },
        release.period().last_day(),
        release.summary(),
        about,
    )
}

/// What a workbook is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Parts<'a> {
    rows: &'a [Row],
    portfolio: &'a [Comparison],
    balances: &'a [ReleasedBalance],
    heterogeneity: &'a [Heterogeneity],
    curves: &'a [Curves],
}

fn of_parts(
    parts: &Parts<'_>,
    created: Day,
    summary: DisclosureSummary,
    about: &About,
) -> Result<Vec<u8>, ExportError> {
    let most = parts.rows.len().max(beside_sheets::values(parts.balances));
    if most > MOST_ROWS {
        return Err(ExportError::TooManyRows {
            rows: most,
            most: MOST_ROWS,
        });
    }
    assembled(parts, created, summary, about).map_err(|e| ExportError::format(FILE, e))
}

fn assembled(
    parts: &Parts<'_>,
    created: Day,
    summary: DisclosureSummary,
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let rows = parts.rows;
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&about.title)
            .set_company(&about.organisation)
            .set_author(Tool::NAME)
            .set_creation_datetime(&created.date()),
    );
    let mut beside: Vec<(&str, &str)> = Vec::new();
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
    let blocks = plots::blocks(rows, parts.curves);
    if !blocks.is_empty() {
        charts::write(workbook.add_worksheet().set_name(charts::NAME)?, &blocks)?;
        beside.push((charts::NAME, charts::PURPOSE));
    }
    let mut table = |name, purpose, columns: &[(&str, Look)], lines: Vec<(Unit, Vec<_>)>| {
        if lines.is_empty() {
            return Ok::<(), XlsxError>(());
        }
        let header: Vec<&str> = columns.iter().map(|c| c.0).collect();
        let grid: Vec<Vec<_>> = lines
            .into_iter()
            .map(|(unit, cells)| {
                let formats = columns.iter().map(|c| format_of(c.1, unit));
                cells.into_iter().map(plain).zip(formats).collect()
            })
            .collect();
        beside.push((name, purpose));
        write_grid(workbook.add_worksheet().set_name(name)?, &header, &grid)
    };
    table(
        portfolio_sheet::NAME,
        portfolio_sheet::PURPOSE,
        &portfolio_sheet::COLUMNS,
        portfolio_sheet::lines(parts.portfolio)
            .map(|(comparison, cells)| (comparison.unit, cells))
            .collect(),
    )?;
    table(
        ReleasedBalance::SHEET,
        beside_sheets::BALANCE_PURPOSE,
        &beside_sheets::BALANCE,
        beside_sheets::balance(parts.balances),
    )?;
    table(
        Heterogeneity::SHEET,
        beside_sheets::HETEROGENEITY_PURPOSE,
        &beside_sheets::HETEROGENEITY,
        beside_sheets::heterogeneity(parts.heterogeneity),
    )?;
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
    write_about(
        workbook.add_worksheet().set_name(ABOUT)?,
        summary,
        about,
        &beside,
    )?;
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

#[cfg(test)]
mod tests;
