//! Balance before and after weighting: hollow before, solid after, with the 0.1 lines.

use super::super::ReportError;
use super::super::colour::Paint;
use super::super::number::Figures;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;
use super::scale::{Axis, range_of};

/// One covariate value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LoveRow {
    /// The covariate and its value.
    pub label: String,
    /// Standardised difference before.
    pub before: f64,
    /// And after.
    pub after: f64,
}

/// Differences under this size count as balanced.
pub(crate) const BALANCED: f64 = crate::vocab::Evidence::BALANCED_SMD;

/// Draws the rows.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(
    rows: &[LoveRow],
    axis: &str,
    figures: Figures,
    sheet: &Sheet,
) -> Result<Canvas, ReportError> {
    let line = 21.0;
    let body = 8.0 + line * rows.len() as f64;
    let mut canvas = Canvas::new(sheet.width, body + 42.0)?;
    let faces = canvas.faces();
    let most = if sheet.narrow { 150.0 } else { 240.0 };
    let label = rows
        .iter()
        .map(|r| faces.width(&r.label, sheet.tick, Weight::Regular))
        .fold(0.0, f64::max)
        .min(most);
    let (left, right) = (label + 12.0, sheet.width - 12.0);
    let x = Axis::new(
        range_of(
            rows.iter()
                .flat_map(|r| [r.before, r.after])
                .chain([-0.12, 0.12]),
            0.0,
        ),
        (left, right),
    );
    canvas.block(
        x.at(-BALANCED),
        2.0,
        x.at(BALANCED),
        body,
        Paint::Muted,
        0.1,
    );
    canvas.line(
        (x.at(0.0), 2.0),
        (x.at(0.0), body),
        Stroke::of(Paint::Muted, 1.0).dashed(),
    );
    let (ticks, decimals) = x.ticks(if sheet.narrow { 4 } else { 7 });
    let mut free = f64::NEG_INFINITY;
    for tick in ticks {
        let text = figures.signed(tick, decimals);
        let half = faces.width(&text, sheet.tick, Weight::Regular) / 2.0;
        if x.at(tick) - half > free && x.at(tick) + half <= sheet.width {
            canvas.text(
                (x.at(tick), body + 17.0),
                sheet.small(Paint::Muted, Anchor::Middle),
                &text,
            );
            free = x.at(tick) + half + 8.0;
        }
    }
    let said = faces.fitted(axis, sheet.tick, Weight::Regular, sheet.width);
    canvas.text(
        (sheet.width / 2.0, body + 36.0),
        sheet.small(Paint::Muted, Anchor::Middle),
        &said,
    );
    for (k, row) in rows.iter().enumerate() {
        let middle = 8.0 + line * (k as f64 + 0.5);
        let name = faces.fitted(&row.label, sheet.tick, Weight::Regular, most);
        canvas.text(
            (0.0, middle + 4.5),
            sheet.small(Paint::Ink, Anchor::Start),
            &name,
        );
        canvas.line(
            (x.at(row.before), middle),
            (x.at(row.after), middle),
            Stroke::of(Paint::Rule, 1.4),
        );
        canvas.ring((x.at(row.before), middle), 4.0, Stroke::of(Paint::Raw, 1.6));
        let paint = if row.after.abs() < BALANCED {
            Paint::Accent
        } else {
            Paint::Harm
        };
        canvas.dot((x.at(row.after), middle), 4.2, paint);
    }
    Ok(canvas)
}
