//! The raw gap beside the fair one: two points a row.

use super::super::ReportError;
use super::super::colour::Paint;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;
use super::scale::{Axis, range_of};

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GapRow {
    /// Whom it is about.
    pub label: String,
    /// The fair comparison, and its words.
    pub fair: (f64, String),
    /// The raw comparison, and its words.
    pub raw: (f64, String),
}

/// Draws the rows.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(rows: &[GapRow], sheet: &Sheet) -> Result<Canvas, ReportError> {
    let line = 104.0;
    let mut canvas = Canvas::new(sheet.width, line * rows.len() as f64 + 4.0)?;
    let faces = canvas.faces();
    let x = Axis::new(
        range_of(rows.iter().flat_map(|r| [r.fair.0, r.raw.0]), 0.0),
        (16.0, sheet.width - 16.0),
    );
    for (k, row) in rows.iter().enumerate() {
        let top = line * k as f64;
        let middle = top + 62.0;
        let name = faces.fitted(&row.label, sheet.tick, Weight::Regular, sheet.width);
        canvas.text(
            (0.0, top + 14.0),
            sheet.small(Paint::Ink, Anchor::Start),
            &name,
        );
        canvas.line(
            (16.0, middle),
            (sheet.width - 16.0, middle),
            Stroke::of(Paint::Rule, 1.0),
        );
        canvas.line(
            (x.at(0.0), middle - 8.0),
            (x.at(0.0), middle + 8.0),
            Stroke::of(Paint::Muted, 1.0),
        );
        canvas.line(
            (x.at(row.fair.0), middle),
            (x.at(row.raw.0), middle),
            Stroke::of(Paint::Raw, 2.0).dashed(),
        );
        canvas.ring((x.at(row.raw.0), middle), 6.5, Stroke::of(Paint::Raw, 2.4));
        canvas.dot((x.at(row.fair.0), middle), 6.5, Paint::Accent);
        for (at, text, paint, dy) in [
            (row.fair.0, &row.fair.1, Paint::Accent, -17.0),
            (row.raw.0, &row.raw.1, Paint::Raw, 29.0),
        ] {
            let said = faces.fitted(text, sheet.label, Weight::Bold, sheet.width);
            let half = faces.width(&said, sheet.label, Weight::Bold) / 2.0;
            let centre = x.at(at).clamp(half, (sheet.width - half).max(half));
            canvas.text(
                (centre, middle + dy),
                sheet.bold(paint, Anchor::Middle),
                &said,
            );
        }
    }
    Ok(canvas)
}
