//! Estimates with their ranges, one a row, around a line of no difference; rows that are not shown say why.

use super::super::ReportError;
use super::super::colour::Paint;
use super::super::number::Figures;
use super::canvas::{Anchor, Canvas, Stroke};
use super::figure::Sheet;
use super::font::{Faces, Weight};
use super::scale::{Axis, range_of};

/// Room that a name takes at most, in wide sheets.
const MOST_NAME: f64 = 250.0;
/// Room that the evidence takes at most.
const MOST_WORD: f64 = 172.0;

/// What is drawn for one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForestMark {
    /// The value that counts, solid.
    pub value: f64,
    /// Its range.
    pub range: Option<(f64, f64)>,
    /// The value before shrinking, hollow.
    pub raw: Option<f64>,
    /// Colour.
    pub paint: Paint,
    /// The number, finished.
    pub text: String,
    /// The evidence in a word or two.
    pub word: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForestRow {
    /// Whom it is about.
    pub label: String,
    /// The mark, or why there is none.
    pub mark: Result<ForestMark, String>,
}

/// All rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForestPlan {
    /// Rows, from the top.
    pub rows: Vec<ForestRow>,
    /// No difference: zero, or one for ratios.
    pub null: f64,
    /// What lies left and right of it.
    pub sides: (String, String),
    /// How numbers are written.
    pub figures: Figures,
}

/// Where things stand on a sheet.
struct Layout {
    /// Height of a row.
    line: f64,
    /// Ends of the plot.
    plot: (f64, f64),
    /// Room for names.
    label: f64,
    /// Width of the widest number.
    number: f64,
    /// Lower end of the plot.
    body: f64,
    /// Values to pixels.
    x: Axis,
}

impl Layout {
    fn new(plan: &ForestPlan, sheet: &Sheet, faces: &Faces) -> Layout {
        let widest = |texts: &mut dyn Iterator<Item = &str>, size: f64, weight| {
            texts
                .map(|t| faces.width(t, size, weight))
                .fold(0.0, f64::max)
        };
        let marks = || plan.rows.iter().filter_map(|r| r.mark.as_ref().ok());
        let number = widest(
            &mut marks().map(|m| m.text.as_str()),
            sheet.label,
            Weight::Bold,
        );
        let word = widest(
            &mut marks().map(|m| m.word.as_str()),
            sheet.tick,
            Weight::Regular,
        );
        let names = &mut plan.rows.iter().map(|r| r.label.as_str());
        let name = widest(names, sheet.label, Weight::Bold).min(MOST_NAME);
        let (line, plot, label) = if sheet.narrow {
            (
                56.0,
                (10.0, sheet.width - 10.0),
                sheet.width - number - 12.0,
            )
        } else {
            (
                34.0,
                (
                    name + 18.0,
                    sheet.width - number - word.min(MOST_WORD) - 34.0,
                ),
                name,
            )
        };
        let values = marks().flat_map(|m| {
            let (low, high) = m.range.unwrap_or((m.value, m.value));
            [Some(low), Some(high), m.raw, Some(m.value)]
                .into_iter()
                .flatten()
        });
        let x = Axis::new(range_of(values, plan.null), plot);
        Layout {
            line,
            plot,
            label,
            number,
            body: 10.0 + line * plan.rows.len() as f64,
            x,
        }
    }

    /// Baseline of a row's name, and the height of its mark.
    fn row(&self, k: usize, sheet: &Sheet) -> (f64, f64) {
        let top = 10.0 + self.line * k as f64;
        if sheet.narrow {
            (top + 16.0, top + 34.0)
        } else {
            (top + self.line / 2.0 + 4.5, top + self.line / 2.0)
        }
    }
}

/// Draws the rows.
///
/// # Errors
/// What the surface reports.
pub(crate) fn draw(plan: &ForestPlan, sheet: &Sheet) -> Result<Canvas, ReportError> {
    let faces = super::font::faces()?;
    let layout = Layout::new(plan, sheet, faces);
    let mut canvas = Canvas::new(sheet.width, layout.body + 46.0)?;
    axis(plan, sheet, &layout, &mut canvas);
    let zero = layout.x.at(plan.null);
    sides(
        plan,
        sheet,
        &mut canvas,
        layout.plot,
        zero,
        layout.body + 36.0,
    );
    for (k, row) in plan.rows.iter().enumerate() {
        let (base, middle) = layout.row(k, sheet);
        let name = faces.fitted(&row.label, sheet.label, Weight::Bold, layout.label);
        canvas.text((0.0, base), sheet.bold(Paint::Ink, Anchor::Start), &name);
        match &row.mark {
            Ok(mark) => {
                if let Some((low, high)) = mark.range {
                    let (from, to) = (layout.x.at(low), layout.x.at(high));
                    canvas.line(
                        (from, middle),
                        (to, middle),
                        Stroke::of(mark.paint, 3.0).faint(0.5),
                    );
                }
                if let Some(raw) = mark.raw {
                    canvas.ring(
                        (layout.x.at(raw), middle),
                        4.5,
                        Stroke::of(Paint::Muted, 1.6),
                    );
                }
                canvas.dot((layout.x.at(mark.value), middle), 5.5, mark.paint);
                numbers(mark, &name, sheet, &layout, base, &mut canvas);
            }
            Err(reason) => {
                let (from, at) = if sheet.narrow {
                    (0.0, middle + 4.0)
                } else {
                    (layout.plot.0, base)
                };
                let text = faces.fitted(reason, sheet.tick, Weight::Regular, sheet.width - from);
                // The line of no difference does not run through words.
                let width = faces.width(&text, sheet.tick, Weight::Regular);
                canvas.block(
                    from - 3.0,
                    at - 13.0,
                    from + width + 3.0,
                    at + 5.0,
                    Paint::Paper,
                    1.0,
                );
                canvas.text((from, at), sheet.small(Paint::Muted, Anchor::Start), &text);
            }
        }
    }
    Ok(canvas)
}

/// The line of no difference and the ticks.
fn axis(plan: &ForestPlan, sheet: &Sheet, layout: &Layout, canvas: &mut Canvas) {
    let faces = canvas.faces();
    let (zero, body) = (layout.x.at(plan.null), layout.body);
    let dashed = Stroke::of(Paint::Muted, 1.0).dashed();
    // In narrow sheets names stand above their marks: the line of no difference keeps clear of them.
    if sheet.narrow {
        for k in 0..plan.rows.len() {
            let (_, middle) = layout.row(k, sheet);
            canvas.line((zero, middle - 11.0), (zero, middle + 11.0), dashed);
        }
    } else {
        canvas.line((zero, 4.0), (zero, body), dashed);
    }
    let (ticks, decimals) = layout.x.ticks(if sheet.narrow { 5 } else { 6 });
    let mut free = 0.0;
    for tick in ticks {
        let text = if plan.null == 0.0 {
            plan.figures.signed(tick, decimals)
        } else {
            plan.figures.fixed(tick, decimals)
        };
        let (at, half) = (
            layout.x.at(tick),
            faces.width(&text, sheet.tick, Weight::Regular) / 2.0,
        );
        if at - half >= free && at + half <= sheet.width {
            canvas.text(
                (at, body + 16.0),
                sheet.small(Paint::Muted, Anchor::Middle),
                &text,
            );
            free = at + half + 8.0;
        }
        canvas.line((at, body), (at, body + 4.0), Stroke::of(Paint::Muted, 1.0));
    }
}

/// The number of a row and its evidence; in narrow sheets the evidence only where it fits beside the name.
fn numbers(
    mark: &ForestMark,
    name: &str,
    sheet: &Sheet,
    layout: &Layout,
    base: f64,
    canvas: &mut Canvas,
) {
    let faces = canvas.faces();
    let (number, word) = (
        sheet.bold(mark.paint, Anchor::End),
        sheet.small(Paint::Muted, Anchor::End),
    );
    if sheet.narrow {
        canvas.text((sheet.width, base), number, &mark.text);
        let taken = faces.width(name, sheet.label, Weight::Bold) + layout.number + 24.0;
        if taken + faces.width(&mark.word, sheet.tick, Weight::Regular) <= sheet.width {
            canvas.text((sheet.width - layout.number - 10.0, base), word, &mark.word);
        }
    } else {
        canvas.text(
            (layout.plot.1 + 14.0 + layout.number, base),
            number,
            &mark.text,
        );
        let said = faces.fitted(&mark.word, sheet.tick, Weight::Regular, MOST_WORD);
        canvas.text((sheet.width, base), word, &said);
    }
}

/// What lies left and right of the line of no difference, where there is room for both words.
fn sides(
    plan: &ForestPlan,
    sheet: &Sheet,
    canvas: &mut Canvas,
    (left, right): (f64, f64),
    zero: f64,
    base: f64,
) {
    let faces = canvas.faces();
    let (from, to) = if sheet.narrow {
        (0.0, sheet.width)
    } else {
        (left - 60.0_f64.min(left), right + 60.0)
    };
    let (before, after) = &plan.sides;
    let fits =
        |text: &str, room: f64| faces.width(text, sheet.tick, Weight::Regular) + 10.0 <= room;
    if fits(before, zero - from) {
        canvas.text(
            (zero - 8.0, base),
            sheet.small(Paint::Muted, Anchor::End),
            before,
        );
    }
    if fits(after, to - zero) {
        canvas.text(
            (zero + 8.0, base),
            sheet.small(Paint::Muted, Anchor::Start),
            after,
        );
    }
}

/// The small range of a card: no text, the numbers stand beside it.
///
/// # Errors
/// What the surface reports.
pub(crate) fn spark(
    value: f64,
    (low, high): (f64, f64),
    null: f64,
    paint: Paint,
) -> Result<Canvas, ReportError> {
    let mut canvas = Canvas::new(200.0, 22.0)?;
    let x = Axis::new(range_of([value, low, high], null), (8.0, 192.0));
    canvas.line(
        (x.at(null), 2.0),
        (x.at(null), 20.0),
        Stroke::of(Paint::Muted, 1.0).dashed(),
    );
    canvas.line(
        (x.at(low), 11.0),
        (x.at(high), 11.0),
        Stroke::of(paint, 4.0).faint(0.5),
    );
    canvas.dot((x.at(value), 11.0), 5.0, paint);
    Ok(canvas)
}
