//! Curves of staying, or of an event that came: steps, bands, direct labels, people at risk under the axis. Both arms share the axis.

use crate::disclosure::shown::{ArmCurve, Curves, Shows};

use super::super::ReportError;
use super::super::colour::Paint;
use super::super::number::Figures;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::Weight;
use super::scale::Axis;

/// Average days of a month.
const MONTH: f64 = 365.25 / 12.0;

/// Curves and the names of their arms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SurvivalPlan<'a> {
    /// The curves; both arms have at least two days.
    pub curves: &'a Curves,
    /// Participants.
    pub treated: &'a str,
    /// Control people.
    pub control: &'a str,
    /// What heads the people at risk; the second names the two lines, for places without room beside them.
    pub at_risk: [&'a str; 2],
    /// Words of the time axis, in months.
    pub axis: &'a str,
    /// How numbers are written.
    pub figures: Figures,
}

/// Where the vertical axis starts and ends, in percent. The far end from no event is a multiple of five (of one for rare events)
/// beyond everything drawn, the other end is 100 % of people without the event, or 0 % with it.
pub(crate) fn span_of(curves: &Curves) -> (f64, f64) {
    let arms = [&curves.treated, &curves.control];
    let drawn = arms.iter().flat_map(|arm| {
        let limits = match curves.shows {
            Shows::Without => &arm.low,
            Shows::With => &arm.high,
        };
        limits.iter().chain(&arm.share).copied()
    });
    let most = drawn
        .filter(|x| x.is_finite())
        .map(|x| match curves.shows {
            Shows::Without => 1.0 - x,
            Shows::With => x,
        })
        .fold(0.0, f64::max);
    let step = if most < 0.05 { 1.0 } else { 5.0 };
    let far = ((most * 100.0 / step + 0.2).ceil() * step).clamp(1.0, 100.0);
    match curves.shows {
        Shows::Without => (100.0 - far, 100.0),
        Shows::With => (0.0, far),
    }
}

/// Index of the last day that is not after `day`.
pub(crate) fn position(arm: &ArmCurve, day: f64) -> Option<usize> {
    arm.day
        .partition_point(|&d| f64::from(d) <= day + 0.5)
        .checked_sub(1)
}

/// Months at which people at risk are written, where the widest number has room.
pub(crate) fn months(last_day: u32, room: f64, widest: f64) -> Vec<u32> {
    let last = (f64::from(last_day) + 1.0) / MONTH;
    let step = [1, 2, 3, 6, 12, 24, 36, 60]
        .into_iter()
        .find(|&m| {
            room * f64::from(m) / last.max(0.1) >= widest + 10.0 && last / f64::from(m) <= 8.0
        })
        .unwrap_or(60);
    (0..=48)
        .map(|k| k * step)
        .take_while(|&m| f64::from(m) <= last)
        .collect()
}

/// Draws the curves.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(plan: &SurvivalPlan<'_>, sheet: &Sheet) -> Result<Canvas, ReportError> {
    let (treated, control) = (&plan.curves.treated, &plan.curves.control);
    let (Some(&last), Some(_)) = (treated.day.last(), control.day.last()) else {
        return Canvas::new(sheet.width, 10.0);
    };
    let faces = super::font::faces()?;
    let height = if sheet.narrow { 330.0 } else { 380.0 };
    let column = if sheet.narrow { 104.0 } else { 148.0 };
    let (left, right, top, bottom) = (38.0, sheet.width - column, 12.0, height - 92.0);
    let y = Axis::new(span_of(plan.curves), (bottom, top));
    let x = Axis::new((0.0, f64::from(last)), (left, right));
    let mut canvas = Canvas::new(sheet.width, height)?;
    for tick in y.ticks(if sheet.narrow { 5 } else { 6 }).0 {
        canvas.line(
            (left, y.at(tick)),
            (right, y.at(tick)),
            Stroke::of(Paint::Rule, 1.0),
        );
        let text = plan.figures.fixed(tick, 0);
        canvas.text(
            (left - 7.0, y.at(tick) + 4.5),
            sheet.small(Paint::Muted, Anchor::End),
            &text,
        );
    }
    for (arm, stroke) in [
        // In greys the two look alike: the comparison is dashed.
        (control, Stroke::of(Paint::Control, 1.7).dashed()),
        (treated, Stroke::of(Paint::Accent, 2.4)),
    ] {
        let steps = |values: &[f64]| staircase(&arm.day, values, &x, &y);
        let mut band = steps(&arm.high);
        band.extend(steps(&arm.low).into_iter().rev());
        if band.len() > 2 {
            canvas.area(band, stroke.paint, 0.15);
        }
        canvas.path(steps(&arm.share), stroke);
    }
    end_labels(plan, sheet, &mut canvas, &y, right, column, (top, bottom));
    let counts = |arm: &ArmCurve, day: f64| {
        position(arm, day)
            .and_then(|k| arm.at_risk.get(k))
            .map_or(String::new(), |&n| plan.figures.count(n as i64))
    };
    let widest = [treated, control]
        .into_iter()
        .filter_map(|arm| arm.at_risk.iter().max())
        .map(|&n| faces.width(&plan.figures.count(n as i64), sheet.tick, Weight::Regular))
        .fold(0.0, f64::max);
    for month in months(last, right - left, widest) {
        let day = f64::from(month) * MONTH;
        let at = x.at(day);
        let mut put = |dy: f64, paint, text: &str| {
            canvas.text((at, bottom + dy), sheet.small(paint, Anchor::Middle), text);
        };
        put(19.0, Paint::Muted, &month.to_string());
        put(70.0, Paint::Accent, &counts(treated, day));
        put(86.0, Paint::Control, &counts(control, day));
        canvas.line(
            (at, bottom),
            (at, bottom + 4.0),
            Stroke::of(Paint::Muted, 1.0),
        );
    }
    let half = faces.width(plan.axis, sheet.tick, Weight::Regular) / 2.0;
    let centre = f64::midpoint(left, right).clamp(half, (sheet.width - half).max(half));
    canvas.text(
        (centre, bottom + 36.0),
        sheet.small(Paint::Muted, Anchor::Middle),
        plan.axis,
    );
    let at_risk = faces.fitted(
        plan.at_risk[usize::from(sheet.narrow)],
        sheet.tick,
        Weight::Regular,
        sheet.width - 4.0,
    );
    canvas.text(
        (4.0, bottom + 54.0),
        sheet.small(Paint::Muted, Anchor::Start),
        &at_risk,
    );
    if sheet.narrow {
        return Ok(canvas);
    }
    // The names of the two lines of numbers, clear of the number under the last tick.
    let start = right + widest / 2.0 + 8.0;
    for (dy, name, paint) in [
        (70.0, plan.treated, Paint::Accent),
        (86.0, plan.control, Paint::Control),
    ] {
        let room = sheet.width - start;
        if room > 30.0 {
            let text = faces.fitted(name, sheet.tick, Weight::Regular, room);
            canvas.text(
                (start, bottom + dy),
                sheet.small(paint, Anchor::Start),
                &text,
            );
        }
    }
    Ok(canvas)
}

/// Names and last values beside the ends of the lines, moved apart where they would touch.
fn end_labels(
    plan: &SurvivalPlan<'_>,
    sheet: &Sheet,
    canvas: &mut Canvas,
    y: &Axis,
    right: f64,
    column: f64,
    (top, bottom): (f64, f64),
) {
    let faces = canvas.faces();
    let line = sheet.label + 3.0;
    let room = column - 10.0;
    let mut labels: Vec<(f64, Vec<String>, Paint)> = [
        (&plan.curves.treated, plan.treated, Paint::Accent),
        (&plan.curves.control, plan.control, Paint::Control),
    ]
    .into_iter()
    .map(|(arm, name, paint)| {
        let last = arm.share.last().copied().unwrap_or(1.0) * 100.0;
        let mut lines = faces.wrapped(name, sheet.label, Weight::Bold, room, 2);
        lines.push(plan.figures.fixed(last, 1));
        (y.at(last), lines, paint)
    })
    .collect();
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let heights: Vec<f64> = labels.iter().map(|l| l.1.len() as f64 * line).collect();
    let (Some(&[first, second]), [upper, lower]) =
        (heights.first_chunk::<2>(), labels.as_mut_slice())
    else {
        return;
    };
    let mut tops = [upper.0 - first / 2.0, lower.0 - second / 2.0];
    let short = tops[0] + first + 6.0 - tops[1];
    if short > 0.0 {
        tops[0] -= short / 2.0;
        tops[1] += short / 2.0;
    }
    let over = (tops[1] + second - bottom).max(0.0);
    tops[1] -= over;
    tops[0] = tops[0].min(tops[1] - first - 6.0).max(top - 8.0);
    tops[1] = tops[1].max(tops[0] + first + 6.0);
    for (label, head) in [&*upper, &*lower].into_iter().zip(tops) {
        for (k, text) in label.1.iter().enumerate() {
            let base = head + (k as f64 + 0.8) * line;
            let mut kind = sheet.bold(label.2, Anchor::Start);
            if k + 1 == label.1.len() {
                kind.weight = Weight::Regular;
            }
            canvas.text((right + 9.0, base), kind, text);
        }
    }
}

/// The corners of a step function; days on which nothing changes are left out.
fn staircase(days: &[u32], values: &[f64], x: &Axis, y: &Axis) -> Vec<(f64, f64)> {
    let mut out: Vec<(f64, f64)> = Vec::new();
    let mut height = None;
    for (&day, &value) in days.iter().zip(values) {
        if !value.is_finite() {
            continue;
        }
        let (across, up) = (x.at(f64::from(day)), y.at(100.0 * value));
        match height {
            Some(before) if f64::abs(before - up) < 0.05 => continue,
            Some(before) => out.push((across, before)),
            None => {}
        }
        out.push((across, up));
        height = Some(up);
    }
    if let (Some(up), Some(&day)) = (height, days.last()) {
        out.push((x.at(f64::from(day)), up));
    }
    out
}
