//! Small multiples over time: a panel a category, a dot a span with its range, all on one scale. Neighbouring dots are
//! joined; what is not shown leaves a gap.

use super::super::ReportError;
use super::super::colour::Paint;
use super::super::number::Figures;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;
use super::scale::Axis;

/// One dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SeriesPoint {
    /// Value.
    pub value: f64,
    /// Range.
    pub range: Option<(f64, f64)>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeriesPanel {
    /// Its name.
    pub name: String,
    /// A dot a span; `None` where nothing is shown.
    pub points: Vec<Option<SeriesPoint>>,
    /// Drawn as everybody rather than as a part.
    pub whole: bool,
}

/// All panels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeriesPlan {
    /// The panels.
    pub panels: Vec<SeriesPanel>,
    /// First and last span under each panel.
    pub ends: [String; 2],
    /// The scale.
    pub scale: (f64, f64),
    /// Decimals of the number at the last dot.
    pub decimals: usize,
    /// How numbers are written.
    pub figures: Figures,
    /// Said in a panel without a dot.
    pub absent: &'static str,
}

/// Height of a panel with its name and its spans.
const HEIGHT: f64 = 142.0;
/// Room between panels.
const BETWEEN: f64 = 22.0;

/// Draws the panels, three beside each other where there is room.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(plan: &SeriesPlan, sheet: &Sheet) -> Result<Canvas, ReportError> {
    let columns = if sheet.narrow {
        1
    } else {
        3.min(plan.panels.len().max(1))
    };
    let rows = plan.panels.len().div_ceil(columns).max(1);
    let mut canvas = Canvas::new(sheet.width, rows as f64 * HEIGHT)?;
    let width =
        ((sheet.width - 8.0 - BETWEEN * (columns as f64 - 1.0)) / columns as f64).min(330.0);
    for (k, panel) in plan.panels.iter().enumerate() {
        let corner = (
            (k % columns) as f64 * (width + BETWEEN),
            (k / columns) as f64 * HEIGHT,
        );
        draw_panel(plan, panel, sheet, &mut canvas, corner, width);
    }
    Ok(canvas)
}

fn draw_panel(
    plan: &SeriesPlan,
    panel: &SeriesPanel,
    sheet: &Sheet,
    canvas: &mut Canvas,
    (x0, y0): (f64, f64),
    width: f64,
) {
    let faces = canvas.faces();
    let (ticks, decimals) = Axis::new(plan.scale, (0.0, 1.0)).ticks(3);
    let labels: Vec<String> = ticks
        .iter()
        .map(|t| plan.figures.fixed(*t, decimals))
        .collect();
    let widest = |texts: &[String]| {
        let width = |t: &String| faces.width(t, sheet.tick, Weight::Regular);
        texts.iter().map(width).fold(0.0, f64::max)
    };
    let last = panel.points.iter().rposition(Option::is_some);
    let told = last
        .and_then(|k| panel.points[k])
        .map(|p| plan.figures.fixed(p.value, plan.decimals));
    let room = faces.width(told.as_deref().unwrap_or(""), sheet.label, Weight::Bold);
    let (left, right) = (x0 + widest(&labels) + 7.0, x0 + width - room - 12.0);
    let (top, bottom) = (y0 + 34.0, y0 + HEIGHT - 34.0);
    let paint = if panel.whole {
        Paint::Ink
    } else {
        Paint::Accent
    };
    let name = faces.fitted(&panel.name, sheet.label, Weight::Bold, width);
    canvas.text(
        (x0, y0 + 15.0),
        sheet.bold(Paint::Ink, Anchor::Start),
        &name,
    );
    let y = Axis::new(plan.scale, (bottom, top));
    for (tick, label) in ticks.iter().zip(&labels) {
        let at = y.at(*tick);
        canvas.line((left, at), (right, at), Stroke::of(Paint::Rule, 1.0));
        canvas.text(
            (left - 6.0, at + 4.5),
            sheet.small(Paint::Muted, Anchor::End),
            label,
        );
    }
    let spans = panel.points.len().max(1) as f64;
    let x = Axis::new((-0.5, spans - 0.5), (left, right));
    let place = |k: usize, value: f64| (x.at(k as f64), y.at(value));
    for (k, pair) in panel.points.windows(2).enumerate() {
        if let [Some(one), Some(two)] = pair {
            canvas.line(
                place(k, one.value),
                place(k + 1, two.value),
                Stroke::of(paint, 1.5),
            );
        }
    }
    for (k, point) in panel.points.iter().enumerate() {
        let Some(point) = point else {
            continue;
        };
        if let Some((low, high)) = point.range {
            canvas.line(
                place(k, low),
                place(k, high),
                Stroke::of(paint, 2.5).faint(0.4),
            );
        }
        canvas.dot(place(k, point.value), 3.2, paint);
    }
    match (last, told) {
        (Some(k), Some(told)) => {
            let (at, height) = place(k, panel.points[k].map_or(0.0, |p| p.value));
            canvas.text(
                (at + 8.0, (height + 4.8).clamp(top, bottom)),
                sheet.bold(paint, Anchor::Start),
                &told,
            );
        }
        _ => canvas.text(
            (left + 6.0, f64::midpoint(top, bottom) + 4.5),
            sheet.small(Paint::Muted, Anchor::Start),
            plan.absent,
        ),
    }
    let [first, end] = &plan.ends;
    canvas.text(
        (left, bottom + 18.0),
        sheet.small(Paint::Muted, Anchor::Start),
        first,
    );
    let gap = right - left - faces.width(first, sheet.tick, Weight::Regular);
    if panel.points.len() > 1 && gap > faces.width(end, sheet.tick, Weight::Regular) + 8.0 {
        canvas.text(
            (right, bottom + 18.0),
            sheet.small(Paint::Muted, Anchor::End),
            end,
        );
    }
}
