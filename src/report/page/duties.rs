//! Guardrails and negative controls on the pages: lines for leaders, a table for analysts.

use crate::disclosure::shown::{Check, CheckVerdict, LotteryVerdict};

use super::super::chart::DataTable;
use super::super::duties::{Guarded, guardrails, moved};
use super::super::edition::Edition;
use super::super::language::duties as say;
use super::super::language::words::{capital, people, unit};
use super::super::number::telling_decimals;
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
                pill: say::pill(g.verdict).to_owned(),
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
        .map(|check| Prose::plain(say::moved(check, edition.several())))
        .collect()
}

/// Every negative control and guardrail with its range and verdict, for analysts.
pub(super) fn table(edition: &Edition<'_>) -> DataTable {
    let mut rows = Vec::new();
    for control in &edition.controls {
        let subject = &control.lead.row.facts.subject;
        let verdict = edition
            .release
            .checks()
            .iter()
            .find(|check| check.subject == *subject)
            .map_or("not judged", verdict_of);
        rows.push(line(edition, &control.lead, "negative control", verdict));
    }
    for guardrail in guardrails(edition) {
        let verdict = say::pill(guardrail.verdict);
        rows.push(line(edition, &guardrail.reading, "guardrail", verdict));
    }
    DataTable {
        caption: "Negative controls and guardrails".to_owned(),
        head: [
            "Outcome",
            "For whom",
            "Duty",
            "Difference",
            "95 % interval",
            "p",
            "Verdict",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
    }
}

fn verdict_of(check: &Check) -> &'static str {
    match check.verdict {
        CheckVerdict::Held => "did not move",
        CheckVerdict::Moved => "moved: effects are withheld",
        CheckVerdict::NotJudged => "not judged",
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
        format!(
            "{} · {}",
            capital(people(subject.role)),
            subject.programme_name
        ),
        duty.to_owned(),
        row.estimate.map_or_else(String::new, |x| {
            format!("{} {}", figures.signed(x, d), unit(row.facts.unit))
        }),
        row.ci_low
            .zip(row.ci_high)
            .map_or_else(String::new, |(low, high)| {
                format!("{} to {}", figures.signed(low, d), figures.signed(high, d))
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
                capital(people(l.role)),
                count(l.drawn),
                count(l.not_drawn),
                share.map_or_else(String::new, percent),
                l.share.map_or_else(|| "not declared".to_owned(), percent),
                l.p_value.map_or_else(String::new, |p| figures.p_value(p)),
                match l.verdict {
                    LotteryVerdict::AsDeclared => "as declared",
                    LotteryVerdict::Mismatch => "does not fit: findings are withheld",
                    LotteryVerdict::NotDeclared => "cannot be checked",
                    LotteryVerdict::Nobody => "no applicants",
                }
                .to_owned(),
            ]
        })
        .collect();
    DataTable {
        caption: "Lotteries".to_owned(),
        head: [
            "Programme",
            "Role",
            "Drawn",
            "Not drawn",
            "Share drawn",
            "Declared",
            "p",
            "Verdict",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
    }
}
