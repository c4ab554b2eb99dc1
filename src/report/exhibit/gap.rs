//! The raw gap beside the fair one, and the small range of a card.

use super::super::ReportError;
use super::super::chart::gap::GapRow;
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart, gap as gap_chart};
use super::super::edition::{Edition, slug};
use super::super::language::catalogue::args;
use super::super::language::statements;
use super::super::language::words;
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
        let label = edition.tell(r, |t| t.say("about", args![]));
        let (fair_text, raw_text) = (figures.signed(fair.value, d), figures.signed(raw, d));
        rows.push(GapRow {
            label: label.clone(),
            fair: (
                fair.value,
                figures.say("raw-fair.fair", args!["size" => fair_text.as_str()]),
            ),
            raw: (
                raw,
                figures.say("raw-fair.raw", args!["size" => raw_text.as_str()]),
            ),
        });
        cells.push(vec![label, raw_text, fair_text]);
    }
    let description = cells
        .iter()
        .map(|c| {
            figures.say(
                "raw-fair.line",
                args!["label" => c[0].as_str(), "raw" => c[1].as_str(), "fair" => c[2].as_str()],
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let caption = Caption {
        name: slug(&["raw-and-fair", name]),
        title: statements::gap_title(&with, figures).to_owned(),
        sub: figures.say(
            "raw-fair",
            args![
                "unit" => words::unit(first.row.facts.unit, figures),
                "method" => first.row.facts.method.id(),
            ],
        ),
        description,
        table: DataTable::new(
            figures.text("raw-fair.table"),
            figures.text("raw-fair.head"),
            cells,
        ),
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
    let label = reading.row.facts.subject.outcome_label.as_str();
    let figures = edition.figures;
    let d = telling_decimals(reading.row.facts.unit, &[amount.value, range.0, range.1]);
    let write = |x| figures.signed(x, d);
    let description = figures.say(
        "spark-description",
        args![
            "value" => write(amount.value),
            "low" => write(range.0),
            "high" => write(range.1),
        ],
    );
    Ok(canvas
        .finish(
            name,
            &figures.say("spark-title", args!["label" => label]),
            &description,
            &edition.palette.light,
        )?
        .inline)
}
