//! Counts as bars: starts per period as small multiples, and how many findings carry which grade.

use super::super::ReportError;
use super::super::colour::Paint;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;

/// One strip of starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strip {
    /// Programme.
    pub programme: String,
    /// Role.
    pub role: String,
    /// Total in words.
    pub total: String,
    /// Per period: people, or nothing where it is not shown.
    pub counts: Vec<Option<u64>>,
}

/// Draws strips of starts under each other on one scale; a hollow mark stands for a count that is not shown.
///
/// # Errors
/// What the surface reports.
pub(crate) fn strips(
    rows: &[Strip],
    periods: &[String],
    sheet: &Sheet,
) -> Result<Canvas, ReportError> {
    let line = 74.0;
    let body = line * rows.len() as f64;
    let mut canvas = Canvas::new(sheet.width, body + 26.0)?;
    let faces = canvas.faces();
    let most = rows
        .iter()
        .flat_map(|r| r.counts.iter().flatten())
        .copied()
        .max()
        .unwrap_or(1)
        .max(1) as f64;
    let slot = sheet.width / periods.len().max(1) as f64;
    for (k, row) in rows.iter().enumerate() {
        let (top, base) = (line * k as f64, line * (k as f64 + 1.0) - 8.0);
        let total = faces.width(&row.total, sheet.tick, Weight::Regular);
        let role = format!(", {}", row.role);
        let role_width = faces.width(&role, sheet.label, Weight::Bold);
        let name = faces.fitted(
            &row.programme,
            sheet.label,
            Weight::Bold,
            (sheet.width - total - role_width - 16.0).max(40.0),
        );
        canvas.text(
            (0.0, top + 16.0),
            sheet.bold(Paint::Ink, Anchor::Start),
            &format!("{name}{role}"),
        );
        canvas.text(
            (sheet.width, top + 16.0),
            sheet.small(Paint::Muted, Anchor::End),
            &row.total,
        );
        canvas.line(
            (0.0, base),
            (sheet.width, base),
            Stroke::of(Paint::Rule, 1.0),
        );
        for (at, count) in row.counts.iter().enumerate() {
            let (left, right) = (slot * at as f64 + 1.5, slot * (at as f64 + 1.0) - 1.5);
            match count {
                Some(0) => {}
                Some(n) => canvas.block(
                    left,
                    base - 38.0 * (*n as f64) / most,
                    right,
                    base,
                    Paint::Accent,
                    0.85,
                ),
                None => canvas.ring(
                    (f64::midpoint(left, right), base - 6.0),
                    3.5,
                    Stroke::of(Paint::Muted, 1.4),
                ),
            }
        }
    }
    let mut free = f64::NEG_INFINITY;
    for (at, period) in periods.iter().enumerate() {
        let half = faces.width(period, sheet.tick, Weight::Regular) / 2.0;
        let centre = (slot * (at as f64 + 0.5)).clamp(half, (sheet.width - half).max(half));
        if centre - half > free {
            canvas.text(
                (centre, body + 14.0),
                sheet.small(Paint::Muted, Anchor::Middle),
                period,
            );
            free = centre + half + 12.0;
        }
    }
    Ok(canvas)
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// The count, finished.
    pub text: String,
    /// Colour.
    pub paint: Paint,
}

/// Draws bars with their counts written out.
///
/// # Errors
/// What the surface reports.
pub(crate) fn tally(bars: &[Bar], sheet: &Sheet) -> Result<Canvas, ReportError> {
    let line = if sheet.narrow { 42.0 } else { 30.0 };
    let mut canvas = Canvas::new(sheet.width, line * bars.len() as f64 + 8.0)?;
    let faces = canvas.faces();
    let widest = bars
        .iter()
        .map(|b| faces.width(&b.label, sheet.tick, Weight::Regular))
        .fold(0.0, f64::max);
    let number = bars
        .iter()
        .map(|b| faces.width(&b.text, sheet.label, Weight::Bold))
        .fold(0.0, f64::max);
    let most = bars.iter().map(|b| b.count).max().unwrap_or(0).max(1) as f64;
    let left = if sheet.narrow {
        2.0
    } else {
        widest.min(330.0) + 14.0
    };
    let room = sheet.width - left - number - 12.0;
    for (k, bar) in bars.iter().enumerate() {
        let top = 4.0 + line * k as f64;
        let (label_at, bar_at) = if sheet.narrow {
            (top + 12.0, top + 26.0)
        } else {
            (top + 19.0, top + 15.0)
        };
        let label_room = if sheet.narrow { sheet.width } else { 330.0 };
        let name = faces.fitted(&bar.label, sheet.tick, Weight::Regular, label_room);
        canvas.text(
            (0.0, label_at),
            sheet.small(Paint::Ink, Anchor::Start),
            &name,
        );
        let end = left + room * bar.count as f64 / most;
        canvas.block(
            left,
            bar_at - 6.0,
            end.max(left + 1.5),
            bar_at + 6.0,
            bar.paint,
            0.85,
        );
        canvas.text(
            (end + 8.0, bar_at + 4.8),
            sheet.bold(bar.paint, Anchor::Start),
            &bar.text,
        );
    }
    Ok(canvas)
}
