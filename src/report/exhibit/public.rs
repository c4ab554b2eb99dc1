//! What the public may see of staying: whole numbers, no small group.

use fluent_bundle::FluentArgs;

use crate::vocab::OVERALL;

use super::super::ReportError;
use super::super::chart::forest::{ForestMark, ForestPlan, ForestRow};
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart};
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital, value};
use super::super::number::{enclosing, whole};
use super::super::reading::Reading;
use super::comparison::{paint, sides};

/// The variables of a length of time.
fn span(days: i64) -> FluentArgs<'static> {
    args!["span" => words::span(Some(days)), "days" => days.to_string()]
}

/// Staying in whole numbers, for the public: rows that may be published, their ranges widened to whole numbers.
pub(in super::super) fn public_staying(
    edition: &Edition<'_>,
    readings: &[Reading<'_>],
) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    for r in readings {
        let (Some(amount), Some(days)) = (r.amount(), r.row.horizon_days) else {
            continue;
        };
        let who = capital(&edition.who(r));
        let of = |who: &str| {
            if r.row.dimension == OVERALL {
                who.to_owned()
            } else {
                format!("{who}, {}", value(&r.row.value, figures))
            }
        };
        let label = of(&who);
        let size = whole(amount.value);
        let range = amount.range.map(|(low, high)| enclosing(low, high));
        let text = figures.signed(size as f64, 0);
        let tens = |n: Option<i64>| {
            n.map_or_else(String::new, |n| {
                figures.say("public-about", args!["count" => figures.tens(n)])
            })
        };
        let between = range.map_or_else(String::new, |(low, high)| {
            figures.between(&figures.count(low), &figures.count(high))
        });
        cells.push(vec![
            label.clone(),
            figures.say("length", span(days)),
            text.clone(),
            between,
            tens(r.row.n_treated),
            tens(r.row.n_control),
        ]);
        rows.push(ForestRow {
            // One programme, named above: the drawing has no room for its name in every row.
            label: of(&capital(&r.whom(edition.figures))),
            mark: Ok(ForestMark {
                value: size as f64,
                range: range.map(|(low, high)| (low as f64, high as f64)),
                raw: None,
                paint: paint(r.verdict),
                text,
                word: figures.say("public-after", span(days)),
            }),
        });
    }
    let Some(first) = readings.first().filter(|_| !rows.is_empty()) else {
        return Ok(None);
    };
    let description = cells
        .iter()
        .zip(&rows)
        .map(|(c, row)| {
            let word = row.mark.as_ref().map_or("", |mark| mark.word.as_str());
            figures.say(
                "public-line",
                args!["label" => c[0].as_str(), "after" => word, "size" => c[2].as_str()],
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let method = first.row.facts.method.id();
    let caption = Caption {
        name: "public-staying".to_owned(),
        title: edition.tell(first, |t| t.say("public-title", args![])),
        sub: figures.text("public-sub").to_owned(),
        description,
        table: DataTable::new(
            figures.text("public-table"),
            &figures.say("public-table.head", args!["method" => method]),
            cells,
        ),
    };
    let plan = ForestPlan {
        rows,
        null: 0.0,
        sides: sides(first, figures),
        figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        forest_chart::draw(&plan, sheet)
    })
    .map(Some)
}
