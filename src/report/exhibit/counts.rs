//! Counts: who started when, and how many answers carry which grade.

use std::collections::BTreeMap;

use crate::disclosure::ReleasedStarts;
use crate::vocab::{ALL, Period};

use super::super::ReportError;
use super::super::chart::bars::{Bar, Strip, strips, tally as draw_tally};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::colour::Paint;
use super::super::edition::Edition;
use super::super::language::words::{EVIDENCE_MEANINGS, evidence, people};
use super::super::reading::Verdict;

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
            role: people(s.role).to_owned(),
            total: if hidden {
                format!("{} shown", figures.count(shown as i64))
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
            let cells = r
                .counts
                .iter()
                .map(|c| c.map_or_else(|| "not shown".to_owned(), |n| figures.count(n as i64)));
            std::iter::once(format!("{}, {}", r.programme, r.role))
                .chain(cells)
                .collect()
        })
        .collect();
    let more = if rows.len() > MOST_STRIPS {
        format!(" The first {MOST_STRIPS} are drawn, all are in the table.")
    } else {
        String::new()
    };
    let ring = if rows.iter().any(|r| r.counts.iter().any(Option::is_none)) {
        " A small ring is a count that is not shown."
    } else {
        ""
    };
    let title = starts_title(edition, &rows, &periods);
    let description = rows
        .iter()
        .map(|r| format!("{}, {}: {}.", r.programme, r.role, r.total))
        .collect::<Vec<_>>()
        .join(" ");
    rows.truncate(MOST_STRIPS);
    let caption = Caption {
        name: "starts".to_owned(),
        title,
        sub: format!(
            "People who started, {}; the figure on the right sums what is shown.{ring}{more}",
            if first == last {
                format!("in {}", figures.period(first))
            } else {
                format!(
                    "per period, {} to {}",
                    figures.period(first),
                    figures.period(last)
                )
            }
        ),
        description,
        table: DataTable {
            caption: "People who started".to_owned(),
            head: std::iter::once("Programme and role".to_owned())
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
    match sums.max() {
        Some((people, period)) if people > 0 && periods.len() > 1 => {
            format!(
                "Most people shown started in {}",
                edition.figures.period(period.0)
            )
        }
        Some((people, period)) if people > 0 => {
            format!(
                "Everybody shown started in {}",
                edition.figures.period(period.0)
            )
        }
        _ => "Who started when".to_owned(),
    }
}

/// How many questions carry which grade.
pub(in super::super) fn tally(
    edition: &Edition<'_>,
    name: &str,
    title: String,
) -> Result<Figure, ReportError> {
    let figures = edition.figures;
    let words: Vec<(&str, Paint)> = EVIDENCE_MEANINGS
        .iter()
        .map(|(word, _)| *word)
        .chain([evidence(Verdict::Hidden, None)])
        .map(|word| {
            let paint = match word {
                "strong evidence" | "moderate evidence" => Paint::Accent,
                "clearly worse" => Paint::Harm,
                _ => Paint::Control,
            };
            (word, paint)
        })
        .collect();
    let bars: Vec<Bar> = words
        .into_iter()
        .map(|(word, paint)| {
            let count = edition
                .questions
                .iter()
                .filter(|q| evidence(q.lead.verdict, q.lead.row.facts.evidence) == word)
                .count() as u64;
            Bar {
                label: word.to_owned(),
                count,
                text: figures.count(count as i64),
                paint,
            }
        })
        .collect();
    let description = bars
        .iter()
        .map(|b| format!("{}: {}.", b.label, b.text))
        .collect::<Vec<_>>()
        .join(" ");
    let caption = Caption {
        name: name.to_owned(),
        title,
        sub: "Questions asked (outcome, programme and role), by the evidence of their main answer"
            .to_owned(),
        description,
        table: DataTable {
            caption: "Questions by evidence".to_owned(),
            head: vec!["Evidence".to_owned(), "Questions".to_owned()],
            rows: bars
                .iter()
                .map(|b| vec![b.label.clone(), b.text.clone()])
                .collect(),
        },
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        draw_tally(&bars, sheet)
    })
}
