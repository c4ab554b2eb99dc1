//! Guardrails and negative controls on the pages: lines for leaders, a table for analysts.

use crate::disclosure::shown::{CheckVerdict, LotteryVerdict};

use super::super::chart::DataTable;
use super::super::duties::{Guarded, guardrails, moved};
use super::super::edition::Edition;
use super::super::language::duties as say;
use super::super::language::words::{capital, people, unit};
use super::super::number::{Figures, telling_decimals};
use super::super::prose::Prose;
use super::super::reading::Reading;
use super::leaders::Line;

/// Guardrails for leaders: those of the leading programme, and whatever is worse anywhere.
pub(super) fn guardrail_lines(edition: &Edition<'_>) -> Vec<Line> {
    let mut all = guardrails(edition);
    all.retain(|g| {
        g.verdict == Guarded::Worse || Some(g.reading.row.programme.as_str()) == edition.leading
    });
    all.sort_by_key(|g| g.verdict != Guarded::Worse);
    all.iter()
        .map(|g| {
            let minimum = edition.minimum();
            let text = edition.tell(&g.reading, |t| say::guardrail(t, g, minimum));
            Line {
                text: edition.prose(&text, &g.reading),
                pill: say::pill(g.verdict, edition.figures).to_owned(),
                tone: if g.verdict == Guarded::Worse {
                    "bad"
                } else {
                    "c"
                },
            }
        })
        .collect()
}

/// Failed checks for leaders.
pub(super) fn failed_checks(edition: &Edition<'_>) -> Vec<Prose> {
    moved(edition)
        .map(|check| Prose::plain(say::moved(check, edition.several(), edition.figures)))
        .collect()
}

/// Every negative control and guardrail with its range and verdict, for analysts.
pub(super) fn table(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let mut rows = Vec::new();
    for control in &edition.controls {
        let subject = &control.lead.row.facts.subject;
        let verdict = edition
            .release
            .checks()
            .iter()
            .find(|check| check.subject == *subject)
            .map_or(CheckVerdict::NotJudged, |check| check.verdict);
        let verdict = verdict_of(verdict, figures);
        let duty = figures.text("duties-control");
        rows.push(line(edition, &control.lead, duty, verdict));
    }
    for guardrail in guardrails(edition) {
        let verdict = say::pill(guardrail.verdict, figures);
        let duty = figures.text("duties-guardrail");
        rows.push(line(edition, &guardrail.reading, duty, verdict));
    }
    DataTable::new(
        figures.text("duties-table"),
        figures.text("duties-table.head"),
        rows,
    )
}

fn verdict_of(verdict: CheckVerdict, figures: Figures) -> &'static str {
    match verdict {
        CheckVerdict::Held => figures.text("duties-held"),
        CheckVerdict::Moved => figures.text("duties-moved"),
        CheckVerdict::NotJudged => figures.text("duties-not-judged"),
    }
}

fn line(edition: &Edition<'_>, reading: &Reading<'_>, duty: &str, verdict: &str) -> Vec<String> {
    let figures = edition.figures;
    let row = reading.row;
    let d = telling_decimals(
        row.facts.unit,
        &row.estimate.into_iter().collect::<Vec<f64>>(),
    );
    let subject = &row.facts.subject;
    vec![
        subject.outcome_label.clone(),
        figures.whom(subject.role, &subject.programme_name),
        duty.to_owned(),
        row.estimate.map_or_else(String::new, |x| {
            format!("{} {}", figures.signed(x, d), unit(row.facts.unit, figures))
        }),
        row.ci_low
            .zip(row.ci_high)
            .map_or_else(String::new, |(low, high)| {
                figures.between(&figures.signed(low, d), &figures.signed(high, d))
            }),
        row.p_value.map_or_else(String::new, |p| figures.p_value(p)),
        verdict.to_owned(),
    ]
}

/// The lotteries and whether the share drawn fits the declared one, for analysts.
pub(super) fn lotteries(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let percent = |x: f64| format!("{} %", figures.fixed(100.0 * x, 1));
    let count = |n: Option<u64>| n.map_or_else(String::new, |n| figures.count(n as i64));
    let rows = edition
        .release
        .lotteries()
        .iter()
        .map(|l| {
            let share = l
                .drawn
                .zip(l.not_drawn)
                .map(|(a, b)| a as f64 / (a + b) as f64);
            vec![
                l.programme_name.clone(),
                capital(people(l.role, figures)),
                count(l.drawn),
                count(l.not_drawn),
                share.map_or_else(String::new, percent),
                l.share.map_or_else(
                    || figures.text("lotteries-not-declared").to_owned(),
                    percent,
                ),
                l.p_value.map_or_else(String::new, |p| figures.p_value(p)),
                match l.verdict {
                    LotteryVerdict::AsDeclared => figures.text("lotteries-as-declared"),
                    LotteryVerdict::Mismatch => figures.text("lotteries-mismatch"),
                    LotteryVerdict::NotDeclared => figures.text("lotteries-unchecked"),
                    LotteryVerdict::Nobody => figures.text("lotteries-nobody"),
                }
                .to_owned(),
            ]
        })
        .collect();
    DataTable::new(
        figures.text("lotteries-table"),
        figures.text("lotteries-table.head"),
        rows,
    )
}
