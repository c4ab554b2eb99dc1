//! Counts: who started when, and how many answers carry which grade.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;

use crate::disclosure::ReleasedStarts;
use crate::vocab::{ALL, Evidence, Period};

use super::super::ReportError;
use super::super::chart::bars::{Bar, Strip, strips, tally as draw_tally};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words::{evidence, people};
use super::super::reading::Verdict;
use super::comparison::{drawn_of, paint};

/// Strips that are drawn; the rest is in the table.
const MOST_STRIPS: usize = 8;

/// First starts per period, programme and role; `None` when there are none.
pub(in super::super) fn starts(edition: &Edition<'_>) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let all: Vec<&ReleasedStarts> = edition
        .release
        .starts()
        .iter()
        .filter(|s| !s.periods.is_empty())
        .collect();
    let single = all.iter().any(|s| s.programme != ALL);
    let wanted: Vec<&ReleasedStarts> = all
        .into_iter()
        .filter(|s| !single || s.programme != ALL)
        .collect();
    let mut periods: Vec<Period> = wanted
        .iter()
        .flat_map(|s| s.periods.iter().map(|p| p.0))
        .collect();
    periods.sort();
    periods.dedup();
    let (Some(&first), Some(&last)) = (periods.first(), periods.last()) else {
        return Ok(None);
    };
    let mut rows = Vec::new();
    for s in &wanted {
        let known: BTreeMap<Period, Option<u64>> = s.periods.iter().copied().collect();
        let counts: Vec<Option<u64>> = periods
            .iter()
            .map(|p| known.get(p).copied().unwrap_or(Some(0)))
            .collect();
        let shown: u64 = counts.iter().flatten().sum();
        let hidden = counts.iter().any(Option::is_none);
        rows.push(Strip {
            programme: s.programme_name.clone(),
            role: people(s.role, figures).to_owned(),
            total: if hidden {
                figures.say(
                    "starts-shown",
                    args!["count" => figures.count(shown as i64)],
                )
            } else {
                figures.count(shown as i64)
            },
            counts,
        });
    }
    let names: Vec<String> = periods.iter().map(|&p| figures.period(p)).collect();
    let table_rows = rows
        .iter()
        .map(|r| {
            let cells = r.counts.iter().map(|c| {
                c.map_or_else(
                    || figures.text("running-hidden").to_owned(),
                    |n| figures.count(n as i64),
                )
            });
            std::iter::once(figures.say("starts-row", named(r)))
                .chain(cells)
                .collect()
        })
        .collect();
    let more = drawn_of(rows.len(), MOST_STRIPS);
    let ring = rows.iter().any(|r| r.counts.iter().any(Option::is_none));
    let title = starts_title(edition, &rows, &periods);
    let description = rows
        .iter()
        .map(|r| figures.say("starts-row.line", named(r)))
        .collect::<Vec<_>>()
        .join(" ");
    rows.truncate(MOST_STRIPS);
    let caption = Caption {
        name: "starts".to_owned(),
        title,
        sub: figures.say(
            "starts-sub",
            args![
                "n" => periods.len(),
                "low" => figures.period(first),
                "high" => figures.period(last),
                "ring" => if ring { "yes" } else { "no" },
                "more" => more,
            ],
        ),
        description,
        table: DataTable {
            caption: figures.text("starts-table").to_owned(),
            head: std::iter::once(figures.text("starts-table.head").to_owned())
                .chain(names.iter().cloned())
                .collect(),
            rows: table_rows,
        },
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        strips(&rows, &names, sheet)
    })
    .map(Some)
}

/// The busiest period, where there are several.
fn starts_title(edition: &Edition<'_>, rows: &[Strip], periods: &[Period]) -> String {
    let sums = periods.iter().enumerate().map(|(at, &period)| {
        let people: u64 = rows
            .iter()
            .filter_map(|r| r.counts.get(at).copied().flatten())
            .sum();
        (people, std::cmp::Reverse(period))
    });
    let (people, period) = sums.max().map_or((0, None), |(n, p)| (n, Some(p.0)));
    edition.figures.say(
        "starts-title",
        args![
            "n" => if people > 0 { periods.len() } else { 0 },
            "period" => period.map_or_else(String::new, |p| edition.figures.period(p)),
        ],
    )
}

/// The variables of a row of starts.
fn named(row: &Strip) -> FluentArgs<'_> {
    args![
        "programme" => row.programme.as_str(),
        "who" => row.role.as_str(),
        "total" => row.total.as_str(),
    ]
}

/// The grades of answers in the order in which they are drawn.
const GRADES: [(Verdict, Option<Evidence>); 9] = [
    (Verdict::Better, Some(Evidence::Strong)),
    (Verdict::Better, None),
    (Verdict::LeansBetter, None),
    (Verdict::Same, None),
    (Verdict::Unclear, None),
    (Verdict::LeansWorse, None),
    (Verdict::Worse, None),
    (Verdict::Described, None),
    (Verdict::Hidden, None),
];

/// How many questions carry which grade.
pub(in super::super) fn tally(
    edition: &Edition<'_>,
    name: &str,
    title: String,
) -> Result<Figure, ReportError> {
    let figures = edition.figures;
    let bars: Vec<Bar> = GRADES
        .into_iter()
        .map(|(verdict, grade)| {
            let word = evidence(verdict, grade, figures);
            let count = edition
                .questions
                .iter()
                .filter(|q| evidence(q.lead.verdict, q.lead.row.facts.evidence, figures) == word)
                .count() as u64;
            Bar {
                label: word.to_owned(),
                count,
                text: figures.count(count as i64),
                paint: paint(verdict),
            }
        })
        .collect();
    let description = bars
        .iter()
        .map(|b| {
            figures.say(
                "tally-line",
                args!["word" => b.label.as_str(), "count" => b.text.as_str()],
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let caption = Caption {
        name: name.to_owned(),
        title,
        sub: figures.text("tally-sub").to_owned(),
        description,
        table: DataTable::new(
            figures.text("tally-table"),
            figures.text("tally-table.head"),
            bars.iter()
                .map(|b| vec![b.label.clone(), b.text.clone()])
                .collect(),
        ),
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        draw_tally(&bars, sheet)
    })
}
