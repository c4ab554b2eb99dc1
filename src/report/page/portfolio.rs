//! Which programme and which model works best for what: in full for analysts, a line a question for leaders.

use serde::Serialize;

use crate::disclosure::{AHEAD, Among, Comparison, Contender, Verdict};

use super::super::ReportError;
use super::super::chart::{DataTable, Figure};
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::catalogue::args;
use super::super::language::portfolio as say;
use super::super::language::sizes;
use super::super::language::words::capital;
use super::super::number::{Figures, telling_decimals};
use super::super::prose::Prose;
use super::super::reading::{Amount, Reading};
use super::leaders::Line;

/// Where the section stands on the analysts' page.
const ANCHOR: &str = "portfolio";
/// Charts of the section.
const MOST_CHARTS: usize = 3;
/// The horizon that leaders read of, where there are several.
const LEADING_HORIZON: i64 = 365;

/// The section of the analysts' page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PortfolioSection")]
pub(super) struct Section {
    id: &'static str,
    several: String,
    bar: String,
    verdicts: DataTable,
    contenders: DataTable,
    not_shown: Vec<String>,
    pub(super) figures: Vec<Figure>,
}

/// The section of the leaders' page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "PortfolioBrief")]
pub(super) struct Brief {
    several: String,
    lines: Vec<Line>,
}

/// The finding of the first contender that has one.
fn reading<'a>(edition: &Edition<'a>, comparison: &Comparison) -> Option<Reading<'a>> {
    let mut ids = comparison.contenders.iter().flat_map(|c| &c.finding_id);
    let id = ids.next();
    let rows = edition.release.rows();
    let fits = |row: &&crate::disclosure::Row| match id {
        Some(id) => row.finding_id == *id,
        None => {
            row.outcome == comparison.outcome
                && row.facts.subject.role == comparison.role
                && row.facts.estimand == comparison.estimand
                && row.horizon_days == comparison.horizon_days
        }
    };
    let row = rows.iter().find(fits)?;
    Some(Reading::of(row, edition.provenance))
}

fn ordered<'e>(edition: &'e Edition<'_>) -> Vec<&'e Comparison> {
    let mut all: Vec<&Comparison> = edition.release.portfolio().iter().collect();
    all.sort_by_key(|c| match c.standings.verdict {
        Verdict::Ahead(_) => 0,
        Verdict::CannotTell => 1,
    });
    all
}

/// The section; `None` when no question is answered by two programmes.
pub(super) fn section(edition: &Edition<'_>) -> Result<Option<Section>, ReportError> {
    let all = ordered(edition);
    if all.is_empty() {
        return Ok(None);
    }
    let mut figures = Vec::new();
    for comparison in all.iter().take(MOST_CHARTS) {
        if let Some(reading) = reading(edition, comparison) {
            figures.push(exhibit::portfolio(edition, comparison, &reading)?);
        }
    }
    let mut not_shown: Vec<String> = all
        .iter()
        .filter(|c| c.among == Among::Programmes && !c.not_shown.is_empty())
        .map(|c| {
            let missing = say::not_shown(c, edition.minimum(), edition.figures);
            edition.figures.say(
                "best-not-shown",
                args!["question" => question(edition, c), "missing" => missing],
            )
        })
        .collect();
    not_shown.dedup();
    Ok(Some(Section {
        id: ANCHOR,
        several: several(edition),
        bar: edition.figures.fixed(100.0 * AHEAD, 0),
        verdicts: verdicts(edition, &all),
        contenders: contenders(edition, &all),
        not_shown,
        figures,
    }))
}

fn several(edition: &Edition<'_>) -> String {
    edition
        .release
        .participation()
        .map_or_else(String::new, |o| {
            say::several(o, edition.minimum(), edition.figures)
        })
}

/// A question with whom it is about.
fn question(edition: &Edition<'_>, comparison: &Comparison) -> String {
    let label = reading(edition, comparison)
        .map_or_else(|| comparison.outcome_label.clone(), |r| edition.topic(&r));
    edition.figures.say(
        "best-question",
        args![
            "role" => comparison.role.id(),
            "topic" => label,
            "lot" => if comparison.by_lot { "yes" } else { "no" },
        ],
    )
}

fn spread(
    edition: &Edition<'_>,
    comparison: &Comparison,
    (x, low, high): (f64, f64, f64),
) -> String {
    let d = telling_decimals(comparison.unit, &[x]);
    let write = |x: f64| {
        if comparison.unit.is_ratio() {
            edition.figures.fixed(x, d)
        } else {
            edition.figures.signed(x, d)
        }
    };
    edition.figures.spread(&write(x), &write(low), &write(high))
}

fn verdicts(edition: &Edition<'_>, all: &[&Comparison]) -> DataTable {
    let figures = edition.figures;
    let rows = all
        .iter()
        .map(|c| {
            let p = &c.pooling;
            let may: Vec<&str> = c
                .standings
                .among
                .iter()
                .map(|k| c.contenders[*k].name.as_str())
                .collect();
            vec![
                question(edition, c),
                capital(say::among(c.among, figures)),
                spread(edition, c, p.mean),
                figures.fixed(p.tau2, 3),
                format!("{} %", figures.fixed(p.i2_percent, 0)),
                figures.fixed(p.q.q, 2),
                figures.p_value(p.q.p_value),
                say::pill(c, figures).to_owned(),
                super::super::language::words::list(&may, figures),
            ]
        })
        .collect();
    DataTable::new(
        figures.text("best-table"),
        figures.text("best-table.head"),
        rows,
    )
}

fn contenders(edition: &Edition<'_>, all: &[&Comparison]) -> DataTable {
    let rows = all
        .iter()
        .flat_map(|c| {
            c.contenders.iter().map(move |own| {
                vec![
                    question(edition, c),
                    named(own, edition.figures),
                    spread(edition, c, own.own),
                    spread(edition, c, own.shrunken),
                    format!("{} %", say::hundreds(own.best, edition.figures)),
                    edition
                        .figures
                        .between(&own.ranks.0.to_string(), &own.ranks.1.to_string()),
                ]
            })
        })
        .collect();
    let figures = edition.figures;
    DataTable::new(
        figures.text("best-contenders"),
        figures.text("best-contenders.head"),
        rows,
    )
}

fn named(contender: &Contender, figures: Figures) -> String {
    match contender.programmes {
        1 => contender.name.clone(),
        n => figures.say(
            "best-model",
            args!["name" => contender.name.as_str(), "n" => n],
        ),
    }
}

/// A line a question for leaders, at the horizon that leads; `None` when no question is answered by two programmes.
pub(super) fn brief(edition: &Edition<'_>) -> Option<Brief> {
    let all = ordered(edition);
    let distance =
        |c: &Comparison| (c.horizon_days.unwrap_or(LEADING_HORIZON) - LEADING_HORIZON).abs();
    let leads = |c: &&&Comparison| {
        let same = |other: &&Comparison| {
            (&other.outcome, other.role, other.among, other.by_lot)
                == (&c.outcome, c.role, c.among, c.by_lot)
        };
        let rivals = all.iter().copied().filter(same);
        rivals.map(distance).min() == Some(distance(c))
    };
    let href = edition.analysts_place(ANCHOR);
    let lines: Vec<Line> = all
        .iter()
        .filter(leads)
        .filter_map(|c| {
            let reading = reading(edition, c)?;
            let size = |k: usize| {
                let (value, low, high) = c.contenders[k].shrunken;
                let amount = Amount {
                    value,
                    range: Some((low, high)),
                };
                sizes::size(&amount, reading.class, c.unit, edition.figures)
            };
            let text = say::sentence(c, &edition.topic(&reading), &size, edition.figures);
            Some(Line {
                text: Prose::linked(&text, &href),
                pill: say::pill(c, edition.figures).to_owned(),
                tone: match c.standings.verdict {
                    Verdict::Ahead(_) => "a",
                    Verdict::CannotTell => "c",
                },
            })
        })
        .collect();
    (!lines.is_empty()).then(|| Brief {
        several: several(edition),
        lines,
    })
}
