//! The sheet of charts: each beside the numbers that it is drawn from, so that Excel draws, and redraws, them itself.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartErrorBars, ChartErrorBarsType, ChartLegendPosition,
    ChartRange, ChartType, Format, Worksheet, XlsxError,
};

use super::super::sheet::Look;
use super::plots::{Block, Point, Shape};
use super::{format_of, header_format, write_text};

/// Name of the sheet.
pub(super) const NAME: &str = "Charts";
/// What it holds.
pub(super) const PURPOSE: &str = "Estimates with their 95 % intervals and curves of both groups, drawn by the spreadsheet from the numbers beside them";

/// The column in which charts begin, behind the numbers.
const BESIDE: u16 = 7;
const WIDTH: u32 = 720;
/// Pixels of a row as spreadsheets draw it.
const ROW: u32 = 20;
const PARTICIPANTS: &str = "#1F6FB2";
const COMPARISON: &str = "#767676";

/// Writes all blocks below each other.
pub(super) fn write(sheet: &mut Worksheet, blocks: &[Block]) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 44)?;
    sheet.write_string(
        0,
        0,
        "Every figure here stands in another sheet too; what is hidden there is not drawn.",
    )?;
    let mut row = 2;
    for block in blocks {
        write_text(sheet, row, 0, &block.title)?;
        sheet.set_cell_format(row, 0, &Format::new().set_bold())?;
        let (lines, height) = match &block.shape {
            Shape::Estimates(points) => (points.len(), 110 + 26 * points.len() as u32),
            Shape::Curves(points) => (points.len(), 380),
        };
        let height = height.max(240);
        let mut chart = match &block.shape {
            Shape::Estimates(points) => estimates(sheet, row + 1, block, points)?,
            Shape::Curves(points) => curves(sheet, row + 1, block, points)?,
        };
        // A title by its cell: a text that looks like a formula stays a text.
        chart.title().set_name((NAME, row, 0)).set_overlay(false);
        chart
            .set_alt_text(&block.title)
            .set_width(WIDTH)
            .set_height(height);
        sheet.insert_chart(row, BESIDE, &chart)?;
        row += (lines as u32 + 3).max(height / ROW + 2);
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn head(sheet: &mut Worksheet, row: u32, names: &[&str]) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, *name, &header_format())?;
    }
    Ok(())
}

fn numbers(
    sheet: &mut Worksheet,
    (row, first): (u32, u16),
    block: &Block,
    numbers: &[f64],
) -> Result<(), XlsxError> {
    let format = Format::new().set_num_format(format_of(Look::Effect, block.unit));
    for (column, x) in (first..).zip(numbers) {
        sheet.write_number_with_format(row, column, *x, &format)?;
    }
    Ok(())
}

/// Bars with what the interval reaches below and above.
fn estimates(
    sheet: &mut Worksheet,
    top: u32,
    block: &Block,
    points: &[Point],
) -> Result<Chart, XlsxError> {
    head(
        sheet,
        top,
        &["", "Estimate", "Low", "High", "Below", "Above"],
    )?;
    for (row, p) in (top + 1..).zip(points) {
        write_text(sheet, row, 0, &p.label)?;
        let own = [
            p.estimate,
            p.low,
            p.high,
            p.estimate - p.low,
            p.high - p.estimate,
        ];
        numbers(sheet, (row, 1), block, &own)?;
    }
    let last = top + points.len() as u32;
    let column = |c: u16| ChartRange::new_from_range(NAME, top + 1, c, last, c);
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name((NAME, top, 1))
        .set_categories(&column(0))
        .set_values(&column(1))
        .set_gap(70)
        .set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(PARTICIPANTS)),
        )
        .set_x_error_bars(
            ChartErrorBars::new().set_type(ChartErrorBarsType::Custom(column(5), column(4))),
        );
    // First row on top, names beside the frame and not across the bars.
    chart
        .y_axis()
        .set_reverse()
        .set_label_position(ChartAxisLabelPosition::Low);
    chart.x_axis().set_name(block.axis.as_str());
    chart.legend().set_hidden();
    Ok(chart)
}

/// A line for each arm over the days since the start.
fn curves(
    sheet: &mut Worksheet,
    top: u32,
    block: &Block,
    points: &[(f64, f64, f64)],
) -> Result<Chart, XlsxError> {
    head(
        sheet,
        top,
        &["Days since the start", "Participants", "Comparison group"],
    )?;
    let whole = Format::new().set_num_format("0");
    for (row, (day, treated, control)) in (top + 1..).zip(points) {
        sheet.write_number_with_format(row, 0, *day, &whole)?;
        numbers(sheet, (row, 1), block, &[*treated, *control])?;
    }
    let last = top + points.len() as u32;
    let column = |c: u16| ChartRange::new_from_range(NAME, top + 1, c, last, c);
    let mut chart = Chart::new(ChartType::ScatterStraight);
    for (c, colour) in [(1, PARTICIPANTS), (2, COMPARISON)] {
        let mut line = rust_xlsxwriter::ChartLine::new();
        line.set_color(colour).set_width(2.25);
        if c == 2 {
            line.set_dash_type(rust_xlsxwriter::ChartLineDashType::Dash);
        }
        chart
            .add_series()
            .set_name((NAME, top, c))
            .set_categories(&column(0))
            .set_values(&column(c))
            .set_format(rust_xlsxwriter::ChartFormat::new().set_line(&line));
    }
    chart.x_axis().set_name("Days since the start").set_min(0);
    chart.y_axis().set_name(block.axis.as_str());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    Ok(chart)
}
