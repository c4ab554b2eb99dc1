//! What the appendix says of one outcome: whom its shown rows are about, what was adjusted for, by which methods.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::disclosure::Row;
use crate::vocab::{ALL, Estimand, Method, OVERALL, OutcomeKind, RoleScope};

use super::super::edition::Edition;
use super::super::language::appendix::{Entry, clock, people_of};
use super::super::language::words::{self, capital, list};
use super::super::number::telling_decimals;
use super::super::prose::{Prose, mark};
use super::super::provenance::OutcomeFacts;

/// What is to be said of one outcome's shown rows.
pub(super) fn facts(
    edition: &Edition<'_>,
    outcome: &OutcomeFacts,
    rows: &[&Row],
    told: &[&Entry],
) -> Vec<(&'static str, Prose)> {
    let overall: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|r| r.dimension == OVERALL)
        .collect();
    let by_method = by_method(rows);
    let mut facts = vec![("Participants", Prose::plain(capital(&whom(rows))))];
    let mut people: Vec<&str> = by_method
        .iter()
        .map(|(m, _)| people_of(outcome.kind, *m))
        .collect();
    people.extend(clock(outcome.kind));
    people.dedup();
    facts.push(("Population", Prose::plain(people.join("; "))));
    if let Some(text) = adjustment(edition, outcome, &by_method) {
        facts.push(("Adjusted for", Prose::plain(text)));
    }
    for (method, own) in &by_method {
        facts.push(("Method", method_line(*method, own, told)));
    }
    if let Some(text) = horizons(outcome, &overall) {
        facts.push(("Horizons", Prose::plain(text)));
    }
    if let Some(text) = family(edition, &overall) {
        let formula = told.iter().find(|e| e.id.starts_with("families"));
        let href = formula.map_or_else(String::new, |e| format!("#{}", e.anchor()));
        facts.push(("Family", Prose::linked(&text, &href)));
    }
    if let Some(text) = smallest(edition, outcome, &overall) {
        facts.push(("Smallest effect that matters", Prose::plain(text)));
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
fn whom(rows: &[&Row]) -> String {
    let mut roles: Vec<(RoleScope, Vec<&str>)> = Vec::new();
    for row in rows {
        let subject = &row.facts.subject;
        let name = if subject.programme == ALL {
            "all programmes together"
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
            Some((people, _)) => people.push(words::people(role)),
            None => groups.push((vec![words::people(role)], names)),
        }
    }
    groups
        .iter()
        .map(|(people, names)| format!("{} in {}", list(people), list(names)))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A method with its estimands and where it was used, linked to its formula.
fn method_line(method: Method, rows: &[&Row], told: &[&Entry]) -> Prose {
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
        .map(|e| format!("{} ({})", words::estimand(*e), e.id()))
        .collect();
    let overall: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|r| r.dimension == OVERALL)
        .collect();
    let place = if overall.is_empty() {
        "within groups only".to_owned()
    } else if overall.len() < rows.len() {
        format!("{}, and within groups", whom(&overall))
    } else {
        whom(&overall)
    };
    Prose::linked(
        &format!(
            "{} ({}): {}. Used for {place}.",
            mark(&capital(words::method(method))),
            method.id(),
            list(&names)
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
        return Some("nothing: the lot made the groups alike".to_owned());
    }
    let own = format!("prior:{}", outcome.id);
    let changes = by_method.iter().any(|(m, _)| m.is_did());
    let (left_out, kept): (Vec<&String>, Vec<&String>) = edition
        .provenance
        .study
        .adjust_for
        .iter()
        .partition(|name| changes && **name == own);
    let names: Vec<String> = kept.iter().map(|n| words::dimension(n)).collect();
    let mut text = if names.is_empty() {
        "nothing".to_owned()
    } else {
        list(&names)
    };
    if let Some(name) = left_out.first() {
        let _ = write!(
            text,
            "; left out of the difference-in-differences: {name}, since banding people by an outcome’s own earlier value makes regression to the mean look like an effect"
        );
    }
    Some(text)
}

/// Horizons asked for and reached.
fn horizons(outcome: &OutcomeFacts, overall: &[&Row]) -> Option<String> {
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
    let days = |all: &[String]| format!("{} days", list(all));
    let asked: Vec<String> = outcome.horizons_days.iter().map(u32::to_string).collect();
    let reached: Vec<String> = reached.iter().map(i64::to_string).collect();
    Some(if asked == reached {
        format!("{}, all reached", days(&asked))
    } else if reached.is_empty() {
        format!("{}, none reached by everybody together", days(&asked))
    } else {
        format!("{} asked for; shown: {}", days(&asked), list(&reached))
    })
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
        format!(
            "the headline’s {} has {} findings with a figure here, over programmes and roles",
            mark("family"),
            edition.figures.small(members as u64)
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
        format!("{low} to {high}")
    };
    let origin = if outcome.smallest_effect.is_some() {
        "set in the pipeline"
    } else if outcome.kind == OutcomeKind::TimeToEvent {
        "the default"
    } else {
        "the default, a tenth of the standard deviation at the base"
    };
    Some(format!("{size} {}, {origin}", words::unit(any.facts.unit)))
}
