//! The raw gap beside the fair one, and the small range of a card.

use super::super::ReportError;
use super::super::chart::gap::GapRow;
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart, gap as gap_chart};
use super::super::edition::{Edition, slug};
use super::super::language::statements;
use super::super::language::words::{self, capital, inside};
use super::super::number::telling_decimals;
use super::super::reading::Reading;
use super::comparison::paint;

/// The raw gap beside the fair one, for rows of one unit; `None` when no row has a raw figure.
pub(in super::super) fn gap(
    edition: &Edition<'_>,
    name: &str,
    readings: &[Reading<'_>],
) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let with: Vec<Reading<'_>> = readings
        .iter()
        .copied()
        .filter(|r| r.amount().is_some() && r.naive().is_some())
        .collect();
    let Some(first) = with.first() else {
        return Ok(None);
    };
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    for r in &with {
        let (Some(fair), Some(raw)) = (r.amount(), r.naive()) else {
            continue;
        };
        let d = telling_decimals(r.row.facts.unit, &[fair.value, raw]);
        let label = edition.tell(r, |t| format!("{}: {}", capital(t.who), t.topic()));
        let (fair_text, raw_text) = (figures.signed(fair.value, d), figures.signed(raw, d));
        cells.push(vec![label.clone(), raw_text.clone(), fair_text.clone()]);
        rows.push(GapRow {
            label,
            fair: (fair.value, format!("fair gap {fair_text}")),
            raw: (raw, format!("raw gap {raw_text}")),
        });
    }
    let description = cells
        .iter()
        .map(|c| format!("{}: raw gap {}, fair gap {}.", c[0], c[1], c[2]))
        .collect::<Vec<_>>()
        .join(" ");
    let caption = Caption {
        name: slug(&["raw-and-fair", name]),
        title: statements::gap_title(&with),
        sub: format!(
            "Difference in {}. Hollow: participants against everybody else. Solid: against {}, from the same starting day.",
            words::unit(first.row.facts.unit),
            words::compared(first.row.facts.method)
        ),
        description,
        table: DataTable {
            caption: "Raw gap and fair gap".to_owned(),
            head: vec![
                "Question".to_owned(),
                "Raw gap".to_owned(),
                "Fair gap".to_owned(),
            ],
            rows: cells,
        },
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        gap_chart::draw(&rows, sheet)
    })
    .map(Some)
}

/// The small range of a card, as SVG for a page; empty without a range.
pub(in super::super) fn spark(
    edition: &Edition<'_>,
    reading: &Reading<'_>,
    name: &str,
) -> Result<String, ReportError> {
    let Some((amount, range)) = reading.amount().and_then(|a| Some((a, a.range?))) else {
        return Ok(String::new());
    };
    let canvas = forest_chart::spark(amount.value, range, reading.null(), paint(reading.verdict))?;
    let label = inside(&reading.row.facts.subject.outcome_label);
    let d = telling_decimals(reading.row.facts.unit, &[amount.value, range.0, range.1]);
    let write = |x| edition.figures.signed(x, d);
    let description = format!(
        "{} within {} to {}; the dashed line is no difference.",
        write(amount.value),
        write(range.0),
        write(range.1)
    );
    Ok(canvas
        .finish(
            name,
            &format!("Range of {label}"),
            &description,
            &edition.palette.light,
        )?
        .inline)
}
