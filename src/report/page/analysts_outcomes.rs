//! What the appendix says of one outcome: whom its shown rows are about, what was adjusted for, by which methods.

use std::collections::BTreeMap;

use crate::disclosure::Row;
use crate::vocab::{ALL, Estimand, Method, OVERALL, OutcomeKind, RoleScope};

use super::super::edition::Edition;
use super::super::language::appendix::{Entry, clock, people_of};
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital, list};
use super::super::number::{Figures, telling_decimals};
use super::super::prose::{CLOSE, OPEN, Prose, mark};
use super::super::provenance::OutcomeFacts;

/// What is to be said of one outcome's shown rows.
pub(super) fn facts(
    edition: &Edition<'_>,
    outcome: &OutcomeFacts,
    rows: &[&Row],
    told: &[&Entry],
) -> Vec<(&'static str, Prose)> {
    let figures = edition.figures;
    let overall: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|r| r.dimension == OVERALL)
        .collect();
    let by_method = by_method(rows);
    let mut facts = vec![(
        figures.text("facts-participants"),
        Prose::plain(capital(&whom(rows, figures))),
    )];
    let mut people: Vec<&str> = by_method
        .iter()
        .map(|(m, _)| people_of(outcome.kind, *m))
        .collect();
    people.extend(clock(outcome.kind));
    people.dedup();
    facts.push((
        figures.text("facts-population"),
        Prose::plain(people.join("; ")),
    ));
    if let Some(text) = adjustment(edition, outcome, &by_method) {
        facts.push((figures.text("rules-adjusted"), Prose::plain(text)));
    }
    for (method, own) in &by_method {
        facts.push((
            figures.text("facts-method"),
            method_line(*method, own, told, figures),
        ));
    }
    if let Some(text) = horizons(outcome, &overall, figures) {
        facts.push((figures.text("facts-horizons"), Prose::plain(text)));
    }
    if let Some(text) = family(edition, &overall) {
        let formula = told.iter().find(|e| e.id.starts_with("families"));
        let href = formula.map_or_else(String::new, |e| format!("#{}", e.anchor()));
        facts.push((figures.text("facts-family"), Prose::linked(&text, &href)));
    }
    if let Some(text) = smallest(edition, outcome, &overall) {
        facts.push((figures.text("facts-smallest"), Prose::plain(text)));
    }
    facts
}

/// Rows by method, in the order of the contract.
fn by_method<'a>(rows: &[&'a Row]) -> Vec<(Method, Vec<&'a Row>)> {
    let mut out: BTreeMap<Method, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        out.entry(row.facts.method).or_default().push(row);
    }
    out.into_iter().collect()
}

/// Roles with their programmes: `mentors: all programmes together, Global Exchange; mentees: Global Exchange`.
fn whom(rows: &[&Row], figures: Figures) -> String {
    let mut roles: Vec<(RoleScope, Vec<&str>)> = Vec::new();
    for row in rows {
        let subject = &row.facts.subject;
        let name = if subject.programme == ALL {
            figures.text("facts-everywhere")
        } else {
            subject.programme_name.as_str()
        };
        match roles.iter_mut().find(|(role, _)| *role == subject.role) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => roles.push((subject.role, vec![name])),
        }
    }
    let mut groups: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for (role, names) in roles {
        match groups.iter_mut().find(|(_, own)| *own == names) {
            Some((people, _)) => people.push(words::people(role, figures)),
            None => groups.push((vec![words::people(role, figures)], names)),
        }
    }
    groups
        .iter()
        .map(|(people, names)| {
            figures.say(
                "facts-whom",
                args!["people" => list(people, figures), "programmes" => list(names, figures)],
            )
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// A method with its estimands and where it was used, linked to its formula.
fn method_line(method: Method, rows: &[&Row], told: &[&Entry], figures: Figures) -> Prose {
    let href = told
        .iter()
        .find(|e| e.is_only_by(method))
        .or_else(|| told.iter().find(|e| e.is_by(method)))
        .map_or_else(String::new, |e| format!("#{}", e.anchor()));
    let mut estimands: Vec<Estimand> = rows.iter().map(|r| r.facts.estimand).collect();
    estimands.sort_unstable();
    estimands.dedup();
    let names: Vec<String> = estimands
        .iter()
        .map(|e| format!("{} ({})", words::estimand(*e, figures), e.id()))
        .collect();
    let overall: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|r| r.dimension == OVERALL)
        .collect();
    let place = if overall.is_empty() {
        "groups"
    } else if overall.len() < rows.len() {
        "both"
    } else {
        "whole"
    };
    Prose::linked(
        &figures.say(
            "facts-method-line",
            args![
                "name" => mark(&capital(words::method(method, figures))),
                "id" => method.id(),
                "estimands" => list(&names, figures),
                "place" => place,
                "whom" => whom(&overall, figures),
            ],
        ),
        &href,
    )
}

/// Covariates of an outcome; its own earlier value is no covariate of its change.
fn adjustment(
    edition: &Edition<'_>,
    outcome: &OutcomeFacts,
    by_method: &[(Method, Vec<&Row>)],
) -> Option<String> {
    let compared = |m: &Method| !matches!(m, Method::Descriptive);
    if !by_method.iter().any(|(m, _)| compared(m)) {
        return None;
    }
    if by_method
        .iter()
        .all(|(m, _)| matches!(m, Method::LotteryItt | Method::Descriptive))
    {
        return Some(edition.figures.text("facts-lot").to_owned());
    }
    let own = format!("prior:{}", outcome.id);
    let changes = by_method.iter().any(|(m, _)| m.is_did());
    let (left_out, kept): (Vec<&String>, Vec<&String>) = edition
        .provenance
        .study
        .adjust_for
        .iter()
        .partition(|name| changes && **name == own);
    let names: Vec<String> = kept
        .iter()
        .map(|n| words::dimension(n, edition.figures))
        .collect();
    let figures = edition.figures;
    let text = if names.is_empty() {
        figures.text("rules-nothing").to_owned()
    } else {
        list(&names, figures)
    };
    Some(match left_out.first() {
        Some(name) => figures.say(
            "facts-left-out",
            args!["names" => text, "name" => name.as_str()],
        ),
        None => text,
    })
}

/// Horizons asked for and reached.
fn horizons(outcome: &OutcomeFacts, overall: &[&Row], figures: Figures) -> Option<String> {
    if outcome.kind != OutcomeKind::TimeToEvent {
        return None;
    }
    let headline = |r: &&&Row| {
        matches!(
            r.facts.estimand,
            Estimand::RetentionDifference | Estimand::CumulativeIncidenceDifference
        )
    };
    let mut reached: Vec<i64> = overall
        .iter()
        .filter(headline)
        .filter_map(|r| r.horizon_days)
        .collect();
    reached.sort_unstable();
    reached.dedup();
    let asked: Vec<String> = outcome.horizons_days.iter().map(u32::to_string).collect();
    let reached: Vec<String> = reached.iter().map(i64::to_string).collect();
    let came = if asked == reached {
        "all"
    } else if reached.is_empty() {
        "none"
    } else {
        "some"
    };
    Some(figures.say(
        "facts-reached",
        args!["asked" => list(&asked, figures), "came" => came, "reached" => list(&reached, figures)],
    ))
}

/// How many headline findings share a family of q-values.
fn family(edition: &Edition<'_>, overall: &[&Row]) -> Option<String> {
    let lead = edition
        .questions
        .iter()
        .map(|q| q.lead.row)
        .find(|lead| overall.iter().any(|r| r.finding_id == lead.finding_id))?;
    let members = overall
        .iter()
        .filter(|r| {
            r.facts.estimand == lead.facts.estimand
                && r.horizon_days == lead.horizon_days
                && r.event_time.is_none()
                && r.q_value.is_some()
        })
        .count();
    (members > 0).then(|| {
        edition.figures.say(
            "facts-members",
            args![
                "open" => OPEN.to_string(),
                "close" => CLOSE.to_string(),
                "n" => members,
                "count" => edition.figures.small(members as u64),
            ],
        )
    })
}

/// The smallest effect that matters, from the pipeline or by default.
fn smallest(edition: &Edition<'_>, outcome: &OutcomeFacts, overall: &[&Row]) -> Option<String> {
    let figures = edition.figures;
    let sizes: Vec<(f64, &Row)> = overall
        .iter()
        .filter_map(|r| Some((r.facts.smallest?, *r)))
        .collect();
    let (_, any) = *sizes.first()?;
    let low = sizes.iter().map(|s| s.0).fold(f64::INFINITY, f64::min);
    let high = sizes.iter().map(|s| s.0).fold(f64::NEG_INFINITY, f64::max);
    let d = telling_decimals(any.facts.unit, &[low, high]);
    let (low, high) = (figures.fixed(low, d), figures.fixed(high, d));
    let size = if low == high {
        low
    } else {
        figures.between(&low, &high)
    };
    let origin = if outcome.smallest_effect.is_some() {
        "pipeline"
    } else if outcome.kind == OutcomeKind::TimeToEvent {
        "default"
    } else {
        "tenth"
    };
    Some(figures.say(
        "facts-smallest.value",
        args![
            "size" => size,
            "unit" => words::unit(any.facts.unit, figures),
            "origin" => origin,
        ],
    ))
}
