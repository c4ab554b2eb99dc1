//! Estimates side by side: groups and programmes.

use crate::vocab::Status;

use super::super::ReportError;
use super::super::chart::forest::{ForestMark, ForestPlan, ForestRow};
use super::super::chart::{Caption, DataTable, Figure, forest as forest_chart};
use super::super::colour::Paint;
use super::super::edition::{Edition, slug};
use super::super::language::words::{self, capital, dimension, inside, value};
use super::super::language::{sizes, statements};
use super::super::number::telling_decimals;
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

fn mark(edition: &Edition<'_>, reading: &Reading<'_>) -> Result<ForestMark, String> {
    let row = reading.row;
    let raw = reading
        .amount()
        .ok_or_else(|| match (row.facts.status, &row.note) {
            (Status::Insufficient, Some(note)) => {
                let why = note.strip_prefix("Not estimable: ").unwrap_or(note);
                format!("no estimate: {}", inside(why))
            }
            (status, _) => words::hidden(status, edition.minimum()),
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
        word: words::evidence(reading.verdict, row.facts.evidence).to_owned(),
    })
}

pub(super) fn sides(reading: &Reading<'_>) -> (String, String) {
    let exit = reading.class == OutcomeClass::Exit;
    match (exit, reading.up_is_wanted()) {
        (true, _) => ("← fewer stayed".to_owned(), "more stayed →".to_owned()),
        (false, true) => ("← worse".to_owned(), "better →".to_owned()),
        (false, false) => ("← better".to_owned(), "worse →".to_owned()),
    }
}

fn number_table(
    edition: &Edition<'_>,
    head: &str,
    rows: &[(String, Reading<'_>)],
    caption: String,
) -> DataTable {
    let figures = edition.figures;
    let shrunk = rows.iter().any(|(_, r)| r.shrunk().is_some());
    let mut heads = vec![head.to_owned()];
    if shrunk {
        heads.push("Shrunken value (range)".to_owned());
    }
    heads.extend(
        [
            "Own value (range)",
            "Participants",
            "Colleagues",
            "Evidence",
        ]
        .map(str::to_owned),
    );
    let cells = rows
        .iter()
        .map(|(label, r)| {
            let unit = r.row.facts.unit;
            let write = |a: Option<super::super::reading::Amount>| {
                a.map_or_else(String::new, |a| {
                    let d = telling_decimals(unit, &[a.value]);
                    match a.range {
                        Some((low, high)) => format!(
                            "{} ({} to {})",
                            figures.signed(a.value, d),
                            figures.signed(low, d),
                            figures.signed(high, d)
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
                words::evidence(r.verdict, r.row.facts.evidence).to_owned()
            } else {
                words::hidden(r.row.facts.status, edition.minimum())
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
        sides: sides(lead),
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
            Ok(mark) => format!("{label}: {}, {}.", mark.text, mark.word),
            Err(reason) => format!("{label}: {reason}."),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn unit_line(lead: &Reading<'_>) -> String {
    let label = &lead.row.facts.subject.outcome_label;
    let unit = words::unit(lead.row.facts.unit);
    // "per 100 people" needs no "in".
    let difference = if unit.starts_with("per ") {
        format!("difference {unit}")
    } else {
        format!("difference in {unit}")
    };
    match (lead.class, lead.row.horizon_days) {
        (OutcomeClass::Exit, Some(days)) => format!(
            "How many more of every hundred had stayed after {}",
            words::length(days)
        ),
        (_, Some(days)) => format!("{label} within {}, {difference}", words::length(days)),
        _ => format!("{label}, {difference}"),
    }
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
    let who = edition.who(&lead);
    let rows: Vec<(String, Reading<'_>)> =
        readings.iter().map(|r| (value(&r.row.value), *r)).collect();
    let hollow = if rows.iter().any(|(_, r)| r.shrunk().is_some()) {
        " Solid: steadied by what the other groups show; hollow: the group on its own."
    } else {
        ""
    };
    let more = if rows.len() > MOST_ROWS {
        format!(" The first {MOST_ROWS} are drawn, all are in the table.")
    } else {
        String::new()
    };
    let subject = &lead.row.facts.subject;
    let caption = Caption {
        name: slug(&[
            "groups",
            &subject.outcome,
            &subject.programme,
            subject.role.id(),
            name,
        ]),
        title: statements::forest(&readings, name),
        sub: format!(
            "{}, by {} of the {who}.{hollow}{}{more}",
            unit_line(&lead),
            dimension(name),
            statements::overlap(&readings)
        ),
        description: description(&rows, edition),
        table: number_table(
            edition,
            &capital(&dimension(name)),
            &rows,
            format!("{}, by {}", unit_line(&lead), dimension(name)),
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
    let caption = Caption {
        name: slug(&["programmes", &subject.outcome, subject.role.id()]),
        title,
        sub: format!(
            "{}, {}. Each against {}.{}",
            unit_line(&lead),
            words::people(subject.role),
            match edition.designs() {
                (false, _) => words::COMPARISON,
                (true, _) => "its own comparison group",
            },
            statements::no_estimate(&absent),
        ),
        description: description(&rows, edition),
        table: number_table(edition, "Programme", &rows, unit_line(&lead)),
    };
    figure(edition, caption, &rows, &lead).map(Some)
}
