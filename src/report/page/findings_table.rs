//! The table of every finding, as finished strings; one anchor a row, to which all other pages link.

use std::fmt::Write as _;

use serde::Serialize;

use crate::disclosure::Row;
use crate::vocab::{ALL, Duty, OVERALL, Status};

use super::super::edition::Edition;
use super::super::language::words;
use super::super::number::telling_decimals;
use super::super::reading::{Reading, Verdict, anchor};
use super::leaders::tone;

/// Heads of the number columns.
pub(super) const HEADS: [&str; 15] = [
    "Estimate",
    "95 % interval",
    "Participants / controls",
    "Effective controls",
    "Levels",
    "Raw gap",
    "Shrunken",
    "p",
    "q",
    "Worst SMD",
    "Pre-trend p",
    "Detectable",
    "E-value",
    "Method",
    "Evidence",
];

/// One row.
#[derive(Debug, Serialize)]
pub(super) struct FindingLine {
    anchor: String,
    subject: String,
    mark: &'static str,
    what: String,
    population: String,
    cells: Vec<String>,
    tone: &'static str,
    note: String,
}

/// The row as finished strings.
pub(super) fn line(edition: &Edition<'_>, row: &Row) -> FindingLine {
    let figures = edition.figures;
    let unit = row.facts.unit;
    let subject = &row.facts.subject;
    let reading = Reading::of(row, edition.provenance);
    let check = subject.duty == Duty::NegativeControl;
    let d = telling_decimals(unit, &row.estimate.map(|x| vec![x]).unwrap_or_default());
    let difference = |x: f64| {
        if unit.is_ratio() || (reading.verdict == Verdict::Described && !check) {
            figures.fixed(x, d)
        } else {
            figures.signed(x, d)
        }
    };
    let opt = |x: Option<f64>, write: &dyn Fn(f64) -> String| x.map_or_else(String::new, write);
    let pair = |a: Option<String>, b: Option<String>, between: &str| match (a, b) {
        (Some(a), Some(b)) => format!("{a}{between}{b}"),
        (Some(a), None) => a,
        (None, Some(b)) => format!("–{between}{b}"),
        (None, None) => String::new(),
    };
    let interval = |low: Option<f64>, high: Option<f64>| {
        pair(low.map(difference), high.map(difference), " to ")
    };
    let level = |x: Option<f64>| x.map(|x| figures.fixed(x, 1));
    let count = |n: Option<i64>| n.map(|n| figures.count(n));
    let three = |x: f64| figures.fixed(x, 3);
    let p = |x: f64| figures.p_value(x);
    let shrunk = opt(row.shrunk_estimate, &difference);
    let shrunk_range = interval(row.shrunk_low, row.shrunk_high);
    let evidence = if row.facts.status == Status::Published && check {
        "a check, not an effect".to_owned()
    } else if row.facts.status == Status::Published {
        words::evidence(reading.verdict, row.facts.evidence).to_owned()
    } else {
        words::status(row.facts.status).to_owned()
    };
    let cells = vec![
        opt(row.estimate, &|x| {
            format!("{} {}", difference(x), words::unit(unit))
        }),
        interval(row.ci_low, row.ci_high),
        pair(count(row.n_treated), count(row.n_control), " / "),
        opt(row.n_control_effective, &|x| figures.fixed(x, 0)),
        pair(level(row.treated_level), level(row.control_level), " / "),
        opt(row.naive_estimate, &difference),
        if shrunk_range.is_empty() {
            shrunk
        } else {
            format!("{shrunk} ({shrunk_range})")
        },
        opt(row.p_value, &p),
        opt(row.q_value, &p),
        opt(row.max_abs_smd, &three),
        opt(row.pretrend_p, &p),
        opt(row.mde, &|x| figures.fixed(x, telling_decimals(unit, &[x]))),
        opt(row.e_value, &|x| figures.fixed(x, 2)),
        words::method(row.facts.method).to_owned(),
        evidence,
    ];
    let mut what = words::estimand(row.facts.estimand).to_owned();
    if let Some(days) = row.horizon_days {
        let _ = write!(what, ", {} days", figures.count(days));
    }
    if let Some(time) = row.event_time {
        let _ = write!(what, " {}", figures.signed(time as f64, 0));
    }
    // Cohorts and waves are known by the last part of the id only.
    if let Some(moment) = row.finding_id.rsplit('/').next().filter(|m| is_moment(m)) {
        let _ = write!(what, ", {}", &moment[1..]);
    }
    let population = if row.dimension == OVERALL && row.value == ALL {
        "everybody".to_owned()
    } else {
        format!(
            "{}: {}",
            words::dimension(&row.dimension),
            words::value(&row.value)
        )
    };
    FindingLine {
        anchor: anchor(&row.finding_id),
        subject: format!(
            "{} · {} · {}",
            subject.outcome_label,
            words::people(subject.role),
            subject.programme_name
        ),
        mark: if edition.release.is_poorly_measured(&row.outcome) {
            "poorly measured"
        } else {
            ""
        },
        what,
        population,
        cells,
        tone: tone(reading.verdict),
        note: row.note.clone().unwrap_or_default(),
    }
}

fn is_moment(part: &str) -> bool {
    let mut letters = part.chars();
    matches!(letters.next(), Some('c' | 'w'))
        && letters.next().is_some_and(|c| c.is_ascii_digit())
        && !part.contains('=')
}
