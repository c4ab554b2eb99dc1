//! What the charts of the workbook show: estimates of a programme with their intervals, the same within groups, and the
//! curves of both arms. Only figures that the release shows; a plot of one point would say nothing that its row does not.

use crate::disclosure::Row;
use crate::disclosure::shown::{Curves, Shows};
use crate::vocab::{Duty, OVERALL, Unit};

use super::super::sheet::is_headline;

/// The dimension that comes first.
const GENERATION: &str = "generation";
/// Charts of each kind; the sheets hold the figures of all others.
const MOST_OF_A_KIND: usize = 12;
/// Estimates in one chart.
const MOST_POINTS: usize = 24;

/// An estimate with its interval.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    pub label: String,
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
}

/// What a chart is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Estimates side by side, with error bars.
    Estimates(Vec<Point>),
    /// Shares of both arms in per cent, by day: (day, participants, comparison).
    Curves(Vec<(f64, f64, f64)>),
}

/// A chart with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub title: String,
    /// What the numbers are in.
    pub unit: Unit,
    /// The unit in words.
    pub axis: String,
    pub shape: Shape,
}

/// All charts, in the order of the rows: programmes first, then groups, then curves.
pub(super) fn blocks(rows: &[Row], curves: &[Curves]) -> Vec<Block> {
    let mut out = programmes(rows);
    out.extend(groups(rows));
    out.extend(curves.iter().filter_map(curve).take(MOST_OF_A_KIND));
    out
}

/// The estimate of a headline that may be drawn: a comparison, shown, on a scale of differences.
fn point(row: &Row, label: String) -> Option<Point> {
    let drawn = is_headline(row)
        && !row.facts.unit.is_ratio()
        && row.facts.evidence.is_some()
        && row.facts.subject.duty != Duty::NegativeControl;
    let numbers = [row.estimate?, row.ci_low?, row.ci_high?];
    (drawn && numbers.iter().all(|x| x.is_finite())).then(|| Point {
        label,
        estimate: numbers[0],
        low: numbers[1],
        high: numbers[2],
    })
}

/// The outcome of a row with its horizon.
fn outcome(row: &Row) -> String {
    let label = &row.facts.subject.outcome_label;
    match row.horizon_days {
        Some(days) => format!("{label}, {days} days"),
        None => label.clone(),
    }
}

/// Adds a point to the block that `same` recognises, else to a new one.
fn add<K: PartialEq>(all: &mut Vec<(K, Block)>, key: K, point: Point, new: impl FnOnce() -> Block) {
    let at = all.iter().position(|(k, _)| *k == key).unwrap_or_else(|| {
        all.push((key, new()));
        all.len() - 1
    });
    if let Shape::Estimates(points) = &mut all[at].1.shape {
        points.push(point);
    }
}

/// The blocks with at least two points, so many of them, each no longer than a chart can show.
fn telling<K>(all: Vec<(K, Block)>) -> impl Iterator<Item = Block> {
    let blocks = all.into_iter().map(|(_, mut block)| {
        if let Shape::Estimates(points) = &mut block.shape {
            points.truncate(MOST_POINTS);
        }
        block
    });
    blocks
        .filter(|b| matches!(&b.shape, Shape::Estimates(points) if points.len() > 1))
        .take(MOST_OF_A_KIND)
}

/// What each programme did, everybody together: one chart a unit.
fn programmes(rows: &[Row]) -> Vec<Block> {
    let mut all = Vec::new();
    for row in rows.iter().filter(|r| r.dimension == OVERALL) {
        let subject = &row.facts.subject;
        let label = format!("{} ({})", outcome(row), row.role);
        let Some(point) = point(row, label) else {
            continue;
        };
        let key = (&row.programme, row.facts.unit);
        add(&mut all, key, point, || Block {
            title: format!("{}: participants less comparison", subject.programme_name),
            unit: row.facts.unit,
            axis: row.unit.clone(),
            shape: Shape::Estimates(Vec::new()),
        });
    }
    telling(all).collect()
}

/// The same question in the groups of a dimension, generations first.
fn groups(rows: &[Row]) -> Vec<Block> {
    let mut all = Vec::new();
    for generations in [true, false] {
        let inside =
            |r: &&Row| r.dimension != OVERALL && (r.dimension == GENERATION) == generations;
        for row in rows.iter().filter(inside) {
            let Some(point) = point(row, row.value.clone()) else {
                continue;
            };
            let subject = &row.facts.subject;
            let key = (
                (&row.programme, &row.role, &row.outcome),
                (row.facts.estimand, row.horizon_days, &row.dimension),
            );
            add(&mut all, key, point, || Block {
                title: format!(
                    "{}, {}, {}: by {}",
                    outcome(row),
                    row.role,
                    subject.programme_name,
                    row.dimension
                ),
                unit: row.facts.unit,
                axis: row.unit.clone(),
                shape: Shape::Estimates(Vec::new()),
            });
        }
    }
    telling(all).collect()
}

/// The curves of a question, where the arms have the same days.
fn curve(curves: &Curves) -> Option<Block> {
    let (treated, control) = (&curves.treated, &curves.control);
    let days = treated.day.iter().zip(&control.day);
    let shares = treated.share.iter().zip(&control.share);
    let points: Vec<(f64, f64, f64)> = days
        .zip(shares)
        .take_while(|((a, b), _)| a == b)
        .map(|((&day, _), (t, c))| (f64::from(day), 100.0 * t, 100.0 * c))
        .filter(|(_, t, c)| t.is_finite() && c.is_finite())
        .collect();
    let subject = &curves.subject;
    let what = match curves.shows {
        Shows::Without => "still without the event",
        Shows::With => "with the event",
    };
    (points.len() > 1).then(|| Block {
        title: format!(
            "{}, {}, {}: {what}, of every hundred",
            subject.outcome_label,
            subject.role.id(),
            subject.programme_name
        ),
        unit: Unit::PercentagePoints,
        axis: "per cent".to_owned(),
        shape: Shape::Curves(points),
    })
}
