//! Programmes or models around their mean: own values hollow, steadied values solid.

use crate::disclosure::{Comparison, Contender, Verdict};
use crate::vocab::Status;

use super::super::ReportError;
use super::super::chart::forest::{ForestMark, ForestPlan, ForestRow};
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart};
use super::super::colour::Paint;
use super::super::edition::{Edition, slug};
use super::super::language::catalogue::args;
use super::super::language::{portfolio as say, sizes, words};
use super::super::number::telling_decimals;
use super::super::reading::{Amount, Reading};
use super::comparison::sides;

/// The chart of one comparison; `reading` is one of its findings.
pub(in super::super) fn portfolio(
    edition: &Edition<'_>,
    comparison: &Comparison,
    reading: &Reading<'_>,
) -> Result<Figure, ReportError> {
    let figures = edition.figures;
    let ahead = |k: usize| comparison.standings.verdict == Verdict::Ahead(k);
    let shown = comparison.contenders.iter().enumerate().map(|(k, own)| {
        let (value, low, high) = own.shrunken;
        let amount = Amount {
            value,
            range: Some((low, high)),
        };
        let (text, _) = sizes::card_number(&amount, reading.class, comparison.unit, figures);
        ForestRow {
            label: own.name.clone(),
            mark: Ok(ForestMark {
                value,
                range: Some((low, high)),
                raw: Some(own.own.0),
                paint: if ahead(k) {
                    Paint::Accent
                } else {
                    Paint::Control
                },
                text,
                word: figures.say(
                    "chart-best",
                    args!["percent" => say::hundreds(own.best, figures)],
                ),
            }),
        }
    });
    // Who has no estimate, for example nobody in this role, is named below the chart: a row would say nothing.
    let hidden = comparison
        .not_shown
        .iter()
        .filter(|n| n.status != Status::Insufficient)
        .map(|n| ForestRow {
            label: n.name.clone(),
            mark: Err(words::hidden(n.status, edition.minimum(), figures)),
        });
    let plan = ForestPlan {
        rows: shown.chain(hidden).collect(),
        null: reading.null(),
        sides: sides(reading, figures),
        figures,
    };
    let caption = caption(edition, comparison, reading);
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        forest_chart::draw(&plan, sheet)
    })
}

/// What is said of the chart in words, with the table of its figures.
fn caption(edition: &Edition<'_>, comparison: &Comparison, reading: &Reading<'_>) -> Caption {
    let figures = edition.figures;
    let topic = edition.topic(reading);
    let described = |c: &Contender| {
        let d = telling_decimals(comparison.unit, &[c.shrunken.0]);
        figures.say(
            "chart-best.line",
            args![
                "name" => c.name.as_str(),
                "value" => figures.signed(c.shrunken.0, d),
                "percent" => say::hundreds(c.best, figures),
            ],
        )
    };
    let write = |(x, low, high): (f64, f64, f64)| {
        let d = telling_decimals(comparison.unit, &[x]);
        figures.spread(
            &figures.signed(x, d),
            &figures.signed(low, d),
            &figures.signed(high, d),
        )
    };
    Caption {
        name: slug(&[
            "portfolio",
            say::among(comparison.among, figures),
            &comparison.outcome,
            comparison.role.id(),
            &comparison.horizon_days.unwrap_or(0).to_string(),
            if comparison.by_lot { "lot" } else { "all" },
        ]),
        title: say::title(comparison, &topic, figures),
        sub: say::sub(comparison, figures),
        description: comparison
            .contenders
            .iter()
            .map(described)
            .collect::<Vec<_>>()
            .join(" "),
        table: DataTable::new(
            words::capital(&topic),
            figures.text("chart-best.head"),
            comparison
                .contenders
                .iter()
                .map(|c| {
                    vec![
                        c.name.clone(),
                        write(c.shrunken),
                        write(c.own),
                        format!("{} %", say::hundreds(c.best, figures)),
                    ]
                })
                .collect(),
        ),
    }
}
