//! The tables that a referee reads first: every question's answer, how alike the groups were, how much it would take to
//! undo an answer, and counts in both their measures. One row a question; its name leads to its row below.

use serde::Serialize;

use crate::vocab::{Estimand, OVERALL, OutcomeKind};

use super::super::chart::heads;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::sizes;
use super::super::language::words;
use super::super::number::telling_decimals;
use super::super::question::Question;
use super::super::reading::{Reading, Verdict};
use super::leaders::tone;

/// A table whose rows lead to findings.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct LinkedTable {
    caption: &'static str,
    /// Heads after the first, and whether their columns hold numbers.
    heads: Vec<(&'static str, bool)>,
    rows: Vec<LinkedRow>,
}

/// One row.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct LinkedRow {
    href: String,
    question: String,
    cells: Vec<String>,
    tone: &'static str,
}

/// Heads of columns of which all but the last hold numbers.
fn numbers_then_word(told: &'static str) -> Vec<(&'static str, bool)> {
    let last = heads(told).count() - 1;
    let numbered = heads(told).enumerate();
    numbered.map(|(at, head)| (head, at < last)).collect()
}

fn row(edition: &Edition<'_>, lead: &Reading<'_>, cells: Vec<String>) -> LinkedRow {
    LinkedRow {
        href: format!("#{}", lead.anchor()),
        question: edition.tell(lead, |t| t.say("about", args![])),
        cells,
        tone: "",
    }
}

/// A row that ends in its grade.
fn graded(edition: &Edition<'_>, lead: &Reading<'_>, cells: Vec<String>) -> LinkedRow {
    LinkedRow {
        tone: tone(lead.verdict),
        ..row(edition, lead, cells)
    }
}

/// An estimate or a limit in its unit, signed where it is a difference.
fn written(edition: &Edition<'_>, r: &Reading<'_>, x: f64, d: usize) -> String {
    if r.row.facts.unit.is_ratio() || r.verdict == Verdict::Described {
        edition.figures.fixed(x, d)
    } else {
        edition.figures.signed(x, d)
    }
}

/// The estimate with its unit, and its interval.
fn answer(edition: &Edition<'_>, r: &Reading<'_>) -> [String; 2] {
    let Some(x) = r.row.estimate.filter(|_| r.is_shown()) else {
        return [String::new(), String::new()];
    };
    let unit = r.row.facts.unit;
    let d = telling_decimals(unit, &[x]);
    let told = if r.verdict == Verdict::Described {
        let (number, unit) = sizes::level(x, unit, edition.figures);
        format!("{number} {unit}")
    } else {
        format!(
            "{} {}",
            written(edition, r, x, d),
            words::unit(unit, edition.figures)
        )
    };
    [
        told,
        r.row
            .ci_low
            .zip(r.row.ci_high)
            .map_or_else(String::new, |(low, high)| {
                let write = |x| written(edition, r, x, d);
                edition.figures.between(&write(low), &write(high))
            }),
    ]
}

/// Every question with its answer.
pub(super) fn headlines(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> LinkedTable {
    let figures = edition.figures;
    LinkedTable {
        caption: figures.text("headlines-table"),
        heads: numbers_then_word(figures.text("headlines-table.head")),
        rows: ordered
            .iter()
            .map(|q| {
                let r = &q.lead;
                let [estimate, interval] = answer(edition, r);
                let raw = r.row.naive_estimate.filter(|_| r.is_shown());
                let cells = vec![
                    estimate,
                    interval,
                    r.row
                        .q_value
                        .map_or_else(String::new, |q| figures.p_value(q)),
                    raw.map_or_else(String::new, |x| {
                        written(edition, r, x, telling_decimals(r.row.facts.unit, &[x]))
                    }),
                    if r.is_shown() {
                        words::evidence(r.verdict, r.row.facts.evidence, figures).to_owned()
                    } else {
                        words::hidden(r.row.facts.status, edition.minimum(), figures)
                    },
                ];
                graded(edition, r, cells)
            })
            .collect(),
    }
}

/// The questions with a shown comparison.
fn compared<'q, 'a>(ordered: &'q [&'q Question<'a>]) -> impl Iterator<Item = &'q Question<'a>> {
    let shown = |q: &&Question<'_>| q.lead.is_shown() && q.lead.verdict != Verdict::Described;
    ordered.iter().copied().filter(shown)
}

/// How alike the groups were, a row a question.
pub(super) fn alike(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> LinkedTable {
    let figures = edition.figures;
    let count = |n: Option<i64>| n.map_or_else(String::new, |n| figures.count(n));
    let number = |x: Option<f64>, d: usize| x.map_or_else(String::new, |x| figures.fixed(x, d));
    LinkedTable {
        caption: figures.text("alike-table"),
        heads: numbers_then_word(figures.text("alike-table.head")),
        rows: compared(ordered)
            .map(|q| {
                let r = q.lead.row;
                let cells = vec![
                    count(r.n_treated),
                    count(r.n_control),
                    number(r.n_control_effective, 0),
                    number(r.max_abs_smd, 3),
                    r.pretrend_p
                        .map_or_else(String::new, |p| figures.p_value(p)),
                    words::method(r.facts.method, figures).to_owned(),
                ];
                row(edition, &q.lead, cells)
            })
            .collect(),
    }
}

/// What it would take to undo an answer, a row a question.
pub(super) fn sensitivity(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> LinkedTable {
    let figures = edition.figures;
    LinkedTable {
        caption: figures.text("undo-table"),
        heads: numbers_then_word(figures.text("undo-table.head")),
        rows: compared(ordered)
            .map(|q| {
                let r = &q.lead;
                let unit = r.row.facts.unit;
                let difference = r.row.naive_estimate.zip(r.row.estimate);
                let cells = vec![
                    answer(edition, r)[0].clone(),
                    r.row
                        .e_value
                        .map_or_else(String::new, |x| figures.fixed(x, 2)),
                    r.row.mde.map_or_else(String::new, |x| {
                        figures.fixed(x, telling_decimals(unit, &[x]))
                    }),
                    difference.map_or_else(String::new, |(raw, fair)| {
                        let d = telling_decimals(unit, &[raw, fair]);
                        figures.signed(raw - fair, d)
                    }),
                    words::evidence(r.verdict, r.row.facts.evidence, figures).to_owned(),
                ];
                graded(edition, r, cells)
            })
            .collect(),
    }
}

/// Counts: the change since before the start beside the ratio of levels after it.
pub(super) fn counts(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> LinkedTable {
    let figures = edition.figures;
    LinkedTable {
        caption: figures.text("counts-table"),
        heads: numbers_then_word(figures.text("counts-table.head")),
        rows: compared(ordered)
            .filter(|q| q.lead.row.facts.subject.kind == OutcomeKind::Count)
            .map(|q| {
                let ratio = q
                    .rows
                    .iter()
                    .find(|r| r.facts.estimand == Estimand::RateRatio && r.dimension == OVERALL)
                    .map(|r| Reading::of(r, edition.provenance))
                    .filter(Reading::is_shown);
                let mut cells = answer(edition, &q.lead).to_vec();
                if let Some(r) = ratio {
                    let [estimate, interval] = answer(edition, &r);
                    let plain = estimate.split(' ').next().unwrap_or_default().to_owned();
                    cells.extend([plain, interval]);
                    cells.push(words::method(r.row.facts.method, figures).to_owned());
                } else {
                    let hidden = figures.text("running-hidden");
                    cells.extend(["", "", hidden].map(str::to_owned));
                }
                row(edition, &q.lead, cells)
            })
            .collect(),
    }
}
