//! What the public may see of staying: whole numbers, no small group.

use crate::vocab::OVERALL;

use super::super::ReportError;
use super::super::chart::forest::{ForestMark, ForestPlan, ForestRow};
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart};
use super::super::edition::Edition;
use super::super::language::words::{self, capital, value};
use super::super::number::{enclosing, whole};
use super::super::reading::Reading;
use super::comparison::{paint, sides};

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
                format!("{who}, {}", value(&r.row.value))
            }
        };
        let label = of(&who);
        let size = whole(amount.value);
        let range = amount.range.map(|(low, high)| enclosing(low, high));
        let text = figures.signed(size as f64, 0);
        let tens =
            |n: Option<i64>| n.map_or_else(String::new, |n| format!("about {}", figures.tens(n)));
        let between = range.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", figures.count(low), figures.count(high))
        });
        cells.push(vec![
            label.clone(),
            words::length(days),
            text.clone(),
            between,
            tens(r.row.n_treated),
            tens(r.row.n_control),
        ]);
        rows.push(ForestRow {
            // One programme, named above: the drawing has no room for its name in every row.
            label: of(&capital(&r.whom())),
            mark: Ok(ForestMark {
                value: size as f64,
                range: range.map(|(low, high)| (low as f64, high as f64)),
                raw: None,
                paint: paint(r.verdict),
                text,
                word: format!("after {}", words::length(days)),
            }),
        });
    }
    let Some(first) = readings.first().filter(|_| !rows.is_empty()) else {
        return Ok(None);
    };
    let description = cells
        .iter()
        .map(|c| format!("{}, after {}: {}.", c[0], c[1], c[2]))
        .collect::<Vec<_>>()
        .join(" ");
    let head = [
        "People",
        "After",
        "More of every 100 stayed",
        "Range",
        "Participants",
        words::compared(first.row.facts.method),
    ];
    let caption = Caption {
        name: "public-staying".to_owned(),
        title: format!("{} stayed longer than {}", capital(&edition.who(first)), words::comparison(first.row.facts.method)),
        sub: "How many more of every hundred had stayed, in whole numbers; only groups that may be published.".to_owned(),
        description,
        table: DataTable { caption: "Staying, in whole numbers".to_owned(), head: head.map(str::to_owned).to_vec(), rows: cells },
    };
    let plan = ForestPlan {
        rows,
        null: 0.0,
        sides: sides(first),
        figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        forest_chart::draw(&plan, sheet)
    })
    .map(Some)
}
