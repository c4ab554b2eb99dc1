//! What analysts look at first: waves before and after the start, and balance.

use crate::vocab::{Estimand, OVERALL};

use super::super::ReportError;
use super::super::chart::event_study::{EventPlan, EventPoint, draw};
use super::super::chart::love::{BALANCED, LoveRow, draw as draw_love};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::edition::{Edition, slug};
use super::super::language::catalogue::args;
use super::super::language::statements;
use super::super::language::words;
use super::super::number::telling_decimals;
use super::super::question::Question;
use super::comparison::drawn_of;

/// Covariate values that a balance chart draws; the rest is in its table.
const MOST_COVARIATES: usize = 24;

/// The event study of a question; `None` when it has fewer than two shown waves.
pub(in super::super) fn event_study(
    edition: &Edition<'_>,
    question: &Question<'_>,
) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let mut waves: Vec<_> = question
        .rows
        .iter()
        .filter(|r| r.facts.estimand == Estimand::AttEvent && r.dimension == OVERALL)
        .filter_map(|r| Some((r.event_time?, r.estimate?, *r)))
        .collect();
    waves.sort_by_key(|w| w.0);
    waves.dedup_by_key(|w| w.0);
    let Some((_, _, any)) = waves.first().filter(|_| waves.len() >= 2) else {
        return Ok(None);
    };
    let unit = any.facts.unit;
    let points: Vec<EventPoint> = waves
        .iter()
        .map(|&(time, value, row)| EventPoint {
            time,
            value,
            band: row.ci_low.zip(row.ci_high),
        })
        .collect();
    let before: Vec<f64> = points
        .iter()
        .filter(|p| p.time < 0)
        .map(|p| p.value)
        .collect();
    // The base itself is never an estimate: one there tells that leads compare with the wave before.
    let base = if points.iter().any(|p| p.time == -1) {
        "previous"
    } else {
        "one"
    };
    let rows = waves
        .iter()
        .map(|&(time, value, row)| {
            let d = telling_decimals(unit, &[value]);
            let optional = |x: Option<f64>| x.map_or(String::new(), |x| figures.signed(x, d));
            let count = |n: Option<i64>| n.map_or(String::new(), |n| figures.count(n));
            vec![
                figures.signed(time as f64, 0),
                figures.signed(value, d),
                optional(row.ci_low),
                optional(row.ci_high),
                count(row.n_treated),
                count(row.n_control),
            ]
        })
        .collect::<Vec<_>>();
    let subject = &question.lead.row.facts.subject;
    let description = rows
        .iter()
        .map(|r| {
            figures.say(
                "waves-line",
                args![
                    "wave" => r[0].as_str(),
                    "value" => r[1].as_str(),
                    "low" => r[2].as_str(),
                    "high" => r[3].as_str(),
                ],
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let caption = Caption {
        name: slug(&[
            "event-study",
            &subject.outcome,
            &subject.programme,
            subject.role.id(),
        ]),
        title: edition.tell(&question.lead, |t| statements::event_study(t, &before)),
        sub: figures.say(
            "waves-sub",
            args!["unit" => words::unit(unit, figures), "base" => base],
        ),
        description,
        table: DataTable::new(
            figures.text("waves-table"),
            figures.text("waves-table.head"),
            rows,
        ),
    };
    let plan = EventPlan {
        points,
        words: [
            figures.text("waves-before").to_owned(),
            figures.text("waves-start").to_owned(),
            figures.text("waves-axis").to_owned(),
        ],
        figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| draw(&plan, sheet)).map(Some)
}

/// Balance before and after weighting; `None` when there is none.
pub(in super::super) fn balance(
    edition: &Edition<'_>,
    question: &Question<'_>,
) -> Result<Option<Figure>, ReportError> {
    let figures = edition.figures;
    let subject = &question.lead.row.facts.subject;
    let Some(balance) = edition.release.balances().iter().find(|b| {
        b.subject == *subject && b.method == question.lead.row.facts.method && !b.rows.is_empty()
    }) else {
        return Ok(None);
    };
    let mut rows: Vec<LoveRow> = balance
        .rows
        .iter()
        .filter(|r| r.before.is_finite() && r.after.is_finite())
        .map(|r| LoveRow {
            label: format!(
                "{}: {}",
                words::dimension(&r.covariate, figures),
                words::value(&r.value, figures)
            ),
            before: r.before,
            after: r.after,
        })
        .collect();
    let worst = balance.worst_after;
    let table = rows
        .iter()
        .map(|r| {
            vec![
                r.label.clone(),
                figures.signed(r.before, 3),
                figures.signed(r.after, 3),
            ]
        })
        .collect();
    let more = drawn_of(rows.len(), MOST_COVARIATES);
    if more > 0 {
        rows.sort_by(|a, b| {
            b.before
                .abs()
                .max(b.after.abs())
                .total_cmp(&a.before.abs().max(a.after.abs()))
        });
        rows.truncate(MOST_COVARIATES);
    }
    let caption = Caption {
        name: slug(&[
            "balance",
            &subject.outcome,
            &subject.programme,
            subject.role.id(),
        ]),
        title: edition.tell(&question.lead, |t| statements::balance(t, worst, BALANCED)),
        sub: figures.say(
            "love-sub",
            args!["bar" => figures.fixed(BALANCED, 1), "more" => more],
        ),
        description: figures.say(
            "love-description",
            args!["worst" => figures.fixed(worst, 3)],
        ),
        table: DataTable::new(
            figures.text("love-table"),
            figures.text("love-table.head"),
            table,
        ),
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| {
        draw_love(&rows, figures.text("love-axis"), figures, sheet)
    })
    .map(Some)
}
