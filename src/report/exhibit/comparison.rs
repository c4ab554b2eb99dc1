//! Estimates side by side: groups and programmes.

use crate::vocab::{Status, Unit};

use super::super::ReportError;
use super::super::chart::forest::{ForestMark, ForestPlan, ForestRow};
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart, heads};
use super::super::colour::Paint;
use super::super::edition::{Edition, slug};
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital, dimension, value};
use super::super::language::{sizes, statements};
use super::super::number::{Figures, telling_decimals};
use super::super::question::Question;
use super::super::reading::{OutcomeClass, Reading, Verdict};

/// Rows that a forest draws; the rest is in its table.
const MOST_ROWS: usize = 16;

/// The colour of a verdict.
pub(super) fn paint(verdict: Verdict) -> Paint {
    match verdict {
        Verdict::Better => Paint::Accent,
        Verdict::Worse => Paint::Harm,
        _ => Paint::Control,
    }
}

/// How many are drawn of those in the table, where that is not all; else 0.
pub(super) fn drawn_of(all: usize, most: usize) -> usize {
    if all > most { most } else { 0 }
}

fn mark(edition: &Edition<'_>, reading: &Reading<'_>) -> Result<ForestMark, String> {
    let row = reading.row;
    let raw = reading
        .amount()
        .ok_or_else(|| match (row.facts.status, &row.note) {
            (Status::Insufficient, Some(note)) => {
                let why = note.strip_prefix("Not estimable: ").unwrap_or(note);
                edition
                    .figures
                    .say("chart-no-estimate", args!["why" => why])
            }
            (status, _) => words::hidden(status, edition.minimum(), edition.figures),
        })?;
    let shrunk = reading.shrunk();
    let told = shrunk.unwrap_or(raw);
    let (number, _) = sizes::card_number(&told, reading.class, row.facts.unit, edition.figures);
    Ok(ForestMark {
        value: told.value,
        range: told.range,
        raw: shrunk.map(|_| raw.value),
        paint: paint(reading.verdict),
        text: number,
        word: words::evidence(reading.verdict, row.facts.evidence, edition.figures).to_owned(),
    })
}

pub(super) fn sides(reading: &Reading<'_>, figures: Figures) -> (String, String) {
    let exit = reading.class == OutcomeClass::Exit;
    let (left, right) = match (exit, reading.up_is_wanted()) {
        (true, _) => ("chart-fewer-stayed", "chart-more-stayed"),
        (false, true) => ("chart-left-worse", "chart-right-better"),
        (false, false) => ("chart-left-better", "chart-right-worse"),
    };
    (
        figures.text(left).to_owned(),
        figures.text(right).to_owned(),
    )
}

fn number_table(
    edition: &Edition<'_>,
    head: &str,
    rows: &[(String, Reading<'_>)],
    caption: String,
) -> DataTable {
    let figures = edition.figures;
    let shrunk = rows.iter().any(|(_, r)| r.shrunk().is_some());
    let told = heads(figures.text("chart-groups.head")).skip(usize::from(!shrunk));
    let heads = std::iter::once(head)
        .chain(told)
        .map(str::to_owned)
        .collect();
    let cells = rows
        .iter()
        .map(|(label, r)| {
            let unit = r.row.facts.unit;
            let write = |a: Option<super::super::reading::Amount>| {
                a.map_or_else(String::new, |a| {
                    let d = telling_decimals(unit, &[a.value]);
                    match a.range {
                        Some((low, high)) => figures.spread(
                            &figures.signed(a.value, d),
                            &figures.signed(low, d),
                            &figures.signed(high, d),
                        ),
                        None => figures.signed(a.value, d),
                    }
                })
            };
            let count = |n: Option<i64>| n.map_or(String::new(), |n| figures.count(n));
            let mut cells = vec![label.clone()];
            if shrunk {
                cells.push(write(r.shrunk()));
            }
            let word = if r.is_shown() {
                words::evidence(r.verdict, r.row.facts.evidence, figures).to_owned()
            } else {
                words::hidden(r.row.facts.status, edition.minimum(), figures)
            };
            cells.extend([
                write(r.amount()),
                count(r.row.n_treated),
                count(r.row.n_control),
                word,
            ]);
            cells
        })
        .collect();
    DataTable {
        caption,
        head: heads,
        rows: cells,
    }
}

fn figure(
    edition: &Edition<'_>,
    caption: Caption,
    rows: &[(String, Reading<'_>)],
    lead: &Reading<'_>,
) -> Result<Figure, ReportError> {
    let plan = ForestPlan {
        rows: rows
            .iter()
            .take(MOST_ROWS)
            .map(|(label, r)| ForestRow {
                label: label.clone(),
                mark: mark(edition, r),
            })
            .collect(),
        null: lead.null(),
        sides: sides(lead, edition.figures),
        figures: edition.figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        forest_chart::draw(&plan, sheet)
    })
}

fn description(rows: &[(String, Reading<'_>)], edition: &Edition<'_>) -> String {
    rows.iter()
        .take(MOST_ROWS)
        .map(|(label, r)| match mark(edition, r) {
            Ok(mark) => edition.figures.say(
                "chart-groups.line",
                args!["label" => label.as_str(), "text" => mark.text, "word" => mark.word],
            ),
            Err(reason) => edition.figures.say(
                "chart-groups.hidden",
                args!["label" => label.as_str(), "reason" => reason],
            ),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn unit_line(edition: &Edition<'_>, lead: &Reading<'_>) -> String {
    let unit = lead.row.facts.unit;
    let rate = matches!(unit, Unit::PerHundredPerQuarter | Unit::PerPairing);
    edition.tell(lead, |t| {
        t.say(
            "chart-unit",
            args!["unit" => words::unit(unit, edition.figures), "rate" => if rate { "yes" } else { "no" }],
        )
    })
}

/// Groups of one dimension; `None` when the question is not broken down by it.
pub(in super::super) fn forest(
    edition: &Edition<'_>,
    question: &Question<'_>,
    name: &str,
) -> Result<Option<Figure>, ReportError> {
    let readings = question.broken_down(name, edition.provenance);
    // Levels without a comparison have no line of no difference to stand around.
    if readings.is_empty() || question.lead.verdict == Verdict::Described {
        return Ok(None);
    }
    let lead = question.lead;
    let rows: Vec<(String, Reading<'_>)> = readings
        .iter()
        .map(|r| (value(&r.row.value, edition.figures), *r))
        .collect();
    let shrunk = rows.iter().any(|(_, r)| r.shrunk().is_some());
    let unit = unit_line(edition, &lead);
    let subject = &lead.row.facts.subject;
    let caption = Caption {
        name: slug(&[
            "groups",
            &subject.outcome,
            &subject.programme,
            subject.role.id(),
            name,
        ]),
        title: statements::forest(&readings, name, edition.figures),
        sub: edition.figures.say(
            "chart-groups",
            args![
                "unit" => unit.as_str(),
                "dimension" => dimension(name, edition.figures),
                "who" => edition.who(&lead),
                "shrunk" => if shrunk { "yes" } else { "no" },
                "overlap" => statements::overlap(&readings, edition.figures),
                "more" => drawn_of(rows.len(), MOST_ROWS),
            ],
        ),
        description: description(&rows, edition),
        table: number_table(
            edition,
            &capital(&dimension(name, edition.figures)),
            &rows,
            edition.figures.say(
                "chart-groups.table",
                args!["unit" => unit, "dimension" => dimension(name, edition.figures)],
            ),
        ),
    };
    figure(edition, caption, &rows, &lead).map(Some)
}

/// The same question in every programme; `None` with fewer than two.
pub(in super::super) fn programmes(
    edition: &Edition<'_>,
    question: &Question<'_>,
) -> Result<Option<Figure>, ReportError> {
    let lead = question.lead;
    let subject = &lead.row.facts.subject;
    let rows: Vec<(String, Reading<'_>)> = edition
        .questions
        .iter()
        .map(|q| q.lead)
        .filter(|r| {
            let other = &r.row.facts.subject;
            other.model.is_some()
                && other.outcome == subject.outcome
                && other.role == subject.role
                && (r.row.facts.estimand == lead.row.facts.estimand
                    && r.row.horizon_days == lead.row.horizon_days
                    || !r.is_shown())
        })
        .map(|r| (r.row.facts.subject.programme_name.clone(), r))
        .collect();
    if rows.len() < 2 || lead.verdict == Verdict::Described {
        return Ok(None);
    }
    // A programme without an estimate, for example without anybody in this role, has no place in the chart: it is named below.
    let without = |r: &Reading<'_>| r.row.facts.status == Status::Insufficient;
    let (absent, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, r)| without(r));
    let absent: Vec<String> = absent.into_iter().map(|(name, _)| name).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let of = |v: Verdict| rows.iter().filter(|(_, r)| r.verdict == v).count() as u64;
    let (better, worse, shown) = (
        of(Verdict::Better),
        of(Verdict::Worse),
        rows.iter().filter(|(_, r)| r.is_shown()).count() as u64,
    );
    let title = edition.tell(&lead, |t| {
        statements::programmes(&t.topic(), (better, worse, shown), edition.figures)
    });
    let unit = unit_line(edition, &lead);
    let caption = Caption {
        name: slug(&["programmes", &subject.outcome, subject.role.id()]),
        title,
        sub: format!(
            "{}{}",
            edition.figures.say(
                "chart-programmes",
                args![
                    "unit" => unit.as_str(),
                    "role" => subject.role.id(),
                    "design" => if edition.designs().0 { "lot" } else { "matched" },
                ],
            ),
            statements::no_estimate(&absent, edition.figures),
        ),
        description: description(&rows, edition),
        table: number_table(
            edition,
            edition.figures.text("chart-programmes.head"),
            &rows,
            unit,
        ),
    };
    figure(edition, caption, &rows, &lead).map(Some)
}
