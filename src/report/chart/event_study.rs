//! Event study: a point with its simultaneous band per wave since the start; before the start is shaded.

use super::super::ReportError;
use super::super::colour::Paint;
use super::super::number::Figures;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;
use super::scale::{Axis, range_of};

/// One wave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EventPoint {
    /// Waves since the start.
    pub time: i64,
    /// Estimate.
    pub value: f64,
    /// Band.
    pub band: Option<(f64, f64)>,
}

/// All waves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EventPlan {
    /// Points by time.
    pub points: Vec<EventPoint>,
    /// Words at the shaded part, at the mark and under the axis.
    pub words: [String; 3],
    /// How numbers are written.
    pub figures: Figures,
}

/// Draws the points.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(plan: &EventPlan, sheet: &Sheet) -> Result<Canvas, ReportError> {
    let height = if sheet.narrow { 250.0 } else { 290.0 };
    let (left, right, top, bottom) = (46.0, sheet.width - 12.0, 28.0, height - 46.0);
    let mut canvas = Canvas::new(sheet.width, height)?;
    let times = plan.points.iter().map(|p| p.time);
    let (first, last) = (
        times.clone().min().unwrap_or(-1).min(-1),
        times.max().unwrap_or(0).max(0),
    );
    let x = Axis::new((first as f64 - 0.6, last as f64 + 0.6), (left, right));
    let y = Axis::new(
        range_of(
            plan.points
                .iter()
                .flat_map(|p| p.band.map_or([p.value; 2], |b| [b.0, b.1])),
            0.0,
        ),
        (bottom, top),
    );
    let start = x.at(-0.5);
    canvas.block(left, top, start, bottom, Paint::Muted, 0.1);
    let (ticks, decimals) = y.ticks(5);
    for tick in ticks {
        canvas.line(
            (left, y.at(tick)),
            (right, y.at(tick)),
            Stroke::of(Paint::Rule, 1.0),
        );
        let text = plan.figures.signed(tick, decimals);
        canvas.text(
            (left - 7.0, y.at(tick) + 4.5),
            sheet.small(Paint::Muted, Anchor::End),
            &text,
        );
    }
    canvas.line(
        (left, y.at(0.0)),
        (right, y.at(0.0)),
        Stroke::of(Paint::Muted, 1.0).dashed(),
    );
    canvas.line(
        (start, top - 4.0),
        (start, bottom),
        Stroke::of(Paint::Ink, 1.2),
    );
    words(
        plan,
        sheet,
        &mut canvas,
        &x,
        (first, last),
        [left, right, top, bottom],
    );
    if !plan.points.iter().any(|p| p.time == -1) {
        canvas.ring((x.at(-1.0), y.at(0.0)), 4.0, Stroke::of(Paint::Muted, 1.5));
    }
    for point in &plan.points {
        let (at, paint) = (
            x.at(point.time as f64),
            if point.time < 0 {
                Paint::Control
            } else {
                Paint::Accent
            },
        );
        if let Some((low, high)) = point.band {
            canvas.line(
                (at, y.at(low)),
                (at, y.at(high)),
                Stroke::of(paint, 3.0).faint(0.5),
            );
        }
        canvas.dot((at, y.at(point.value)), 4.8, paint);
    }
    Ok(canvas)
}

/// The words above the plot and the times under it.
fn words(
    plan: &EventPlan,
    sheet: &Sheet,
    canvas: &mut Canvas,
    x: &Axis,
    (first, last): (i64, i64),
    [left, right, top, bottom]: [f64; 4],
) {
    let faces = canvas.faces();
    let start = x.at(-0.5);
    let [before, mark, axis] = &plan.words;
    let said = faces.fitted(
        before,
        sheet.tick,
        Weight::Regular,
        (start - 8.0 - 2.0).max(0.0),
    );
    if said.chars().count() > 3 {
        canvas.text(
            (start - 6.0, top - 10.0),
            sheet.small(Paint::Muted, Anchor::End),
            &said,
        );
    }
    let said = faces.fitted(
        mark,
        sheet.tick,
        Weight::Regular,
        (sheet.width - start - 6.0).max(0.0),
    );
    canvas.text(
        (start + 6.0, top - 10.0),
        sheet.small(Paint::Ink, Anchor::Start),
        &said,
    );
    let step = ((last - first) / if sheet.narrow { 7 } else { 14 }).max(0) + 1;
    for time in (first..=last).filter(|t| t.rem_euclid(step) == 0) {
        let text = plan.figures.signed(time as f64, 0);
        canvas.text(
            (x.at(time as f64), bottom + 18.0),
            sheet.small(Paint::Muted, Anchor::Middle),
            &text,
        );
    }
    canvas.text(
        (f64::midpoint(left, right), bottom + 36.0),
        sheet.small(Paint::Muted, Anchor::Middle),
        axis,
    );
}
