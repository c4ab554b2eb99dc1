//! How the programmes run, for analysts in full and for leaders in brief, as finished strings.

use serde::Serialize;

use crate::disclosure::shown::{Aspect, HealthFigure, Signal, SignalVerdict};
use crate::disclosure::{HealthStep, ReleasedHealth, ReleasedLine, Shown};
use crate::vocab::{RoleScope, SignalKind, THRESHOLDS};

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::health as say;
use super::super::language::words::{self, capital};
use super::super::prose::Prose;

/// Topics of a programme that are told.
const MOST_TOPICS: usize = 5;
/// Signs that leaders read.
const MOST_SIGNS: usize = 4;
/// Where the section stands on the analysts' page.
const ANCHOR: &str = "running";
/// Shown instead of a number of people under the minimum, or of one that would give it away.
const HIDDEN: &str = "not shown";

/// The section of the analysts' page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "RunningSection")]
pub(super) struct Section {
    id: &'static str,
    ladder: DataTable,
    invitations: &'static str,
    lines: Vec<DataTable>,
    signals: DataTable,
    raised: Vec<Sign>,
    design: DataTable,
}

/// A raised sign.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Sign {
    text: Prose,
    action: &'static str,
}

fn table(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> DataTable {
    DataTable {
        caption: caption.to_owned(),
        head: head.iter().map(|h| (*h).to_owned()).collect(),
        rows,
    }
}

/// The section; `None` when nobody is on record in any programme.
pub(super) fn section(edition: &Edition<'_>) -> Option<Section> {
    let health = edition.release.health();
    if health.iter().all(|h| h.ladders.is_empty()) {
        return None;
    }
    let asked = health
        .iter()
        .flat_map(|h| &h.ladders)
        .any(|l| l.invitations);
    Some(Section {
        id: ANCHOR,
        ladder: ladder(edition),
        invitations: if asked {
            ""
        } else {
            "No export says who was invited and did not start."
        },
        lines: health
            .iter()
            .filter(|h| !h.lines.is_empty())
            .map(|h| lines(edition, h))
            .collect(),
        signals: signals(edition),
        raised: raised(edition, usize::MAX),
        design: design(edition),
    })
}

/// The signs that leaders read, the most pressing first; each links to the analysts' section.
pub(super) fn signs(edition: &Edition<'_>) -> Vec<Sign> {
    raised(edition, MOST_SIGNS)
}

fn raised(edition: &Edition<'_>, most: usize) -> Vec<Sign> {
    let href = edition.analysts_place(ANCHOR);
    SignalKind::EVERY
        .into_iter()
        .flat_map(|kind| {
            edition.release.health().iter().flat_map(move |h| {
                let own = h.signals.iter().filter(move |s| s.kind == kind);
                own.map(move |s| (h, s))
            })
        })
        .filter(|(_, s)| s.verdict == SignalVerdict::Raised)
        .take(most)
        .map(|(h, s)| Sign {
            text: Prose::linked(&sentence(edition, h, s), &href),
            action: say::action(s.kind),
        })
        .collect()
}

fn ladder(edition: &Edition<'_>) -> DataTable {
    let health = edition.release.health();
    let figures = edition.figures;
    let asked = health
        .iter()
        .flat_map(|h| &h.ladders)
        .any(|l| l.invitations);
    // Without invitations the first steps would all be the same.
    let steps: Vec<HealthStep> = HealthStep::EVERY
        .into_iter()
        .filter(|step| asked || *step > HealthStep::Enrolled)
        .collect();
    let mut head = vec!["Who"];
    head.extend(steps.iter().map(|s| say::step(*s)));
    head.push("Dropped out, of those who started");
    let rows = health
        .iter()
        .flat_map(|h| h.ladders.iter().map(move |l| (h, l)))
        .map(|(h, l)| {
            let who = words::people(RoleScope::One(l.role));
            let mut row = vec![format!("{}: {who}", h.programme_name)];
            row.extend(steps.iter().map(|step| {
                let count = l.at(*step).map(|n| figures.count(n as i64));
                count.unwrap_or_else(|| HIDDEN.to_owned())
            }));
            row.push(l.dropped_out.map_or_else(String::new, |share| {
                format!(
                    "{} % ({} to {})",
                    figures.fixed(share.0, 0),
                    figures.fixed(share.1, 0),
                    figures.fixed(share.2, 0)
                )
            }));
            row
        })
        .collect();
    table("People by what became of them", &head, rows)
}

fn lines(edition: &Edition<'_>, health: &ReleasedHealth) -> DataTable {
    let figures = edition.figures;
    let mut topics = 0;
    let rows = health
        .lines
        .iter()
        .filter(|line| match line.aspect {
            Aspect::Topic(_) => {
                topics += 1;
                topics <= MOST_TOPICS
            }
            // Of small groups only those that can be told of.
            Aspect::FewServeMany { .. } => matches!(line.shown, Shown::Figure(_)),
            _ => true,
        })
        .map(|line| {
            let (figure, range) = figure(edition, line);
            vec![
                say::aspect(&line.aspect, &line.outcome),
                figure,
                range,
                against(edition, health, line),
                line.units
                    .map_or_else(String::new, |n| figures.count(n as i64)),
            ]
        })
        .collect();
    let counted = health.pairings.map_or_else(
        || "too few people to say how many pairings".to_owned(),
        |n| format!("{} pairings that started", figures.count(n as i64)),
    );
    table(
        &format!("{}: {counted}", health.programme_name),
        &[
            "What",
            "Figure",
            "Range",
            "Held against",
            "Pairings or people",
        ],
        rows,
    )
}

/// A figure and its range as they are written.
fn figure(edition: &Edition<'_>, line: &ReleasedLine) -> (String, String) {
    let (decimals, unit) = say::written(&line.aspect);
    let figures = edition.figures;
    let write = |x: f64| figures.fixed(x, decimals);
    match &line.shown {
        Shown::Figure(HealthFigure {
            value, interval, ..
        }) => (
            format!("{}{unit}", write(*value)),
            interval.map_or_else(String::new, |(low, high)| {
                format!("{} to {}", write(low), write(high))
            }),
        ),
        Shown::Bound {
            percent, at_most, ..
        } => {
            let side = if *at_most { "at most" } else { "at least" };
            (format!("{side} {percent} %"), String::new())
        }
        Shown::Nothing(reason) => (reason.clone(), String::new()),
        Shown::Hidden => (
            "not shown, to protect a small group".to_owned(),
            String::new(),
        ),
    }
}

/// What a figure is held against.
fn against(edition: &Edition<'_>, health: &ReleasedHealth, line: &ReleasedLine) -> String {
    let figures = edition.figures;
    let Shown::Figure(shown) = &line.shown else {
        return String::new();
    };
    match (&line.aspect, shown.by_lot, shown.p_value) {
        (_, Some(lot), Some(p)) => format!(
            "{} % by lot; p = {}",
            figures.fixed(lot, 0),
            figures.p_value(p)
        ),
        (Aspect::SessionsAgainstPlan, ..) => "100 %".to_owned(),
        (Aspect::Interval, ..) => format!("{} days planned", health.cadence_days),
        (Aspect::Busiest, ..) => "10 % if all did as much".to_owned(),
        (Aspect::FewServeMany { .. }, ..) => "1".to_owned(),
        _ => String::new(),
    }
}

fn signals(edition: &Edition<'_>) -> DataTable {
    let health = edition.release.health();
    let mut head = vec!["Sign", "Raised when"];
    head.extend(health.iter().map(|h| h.programme_name.as_str()));
    let rows = SignalKind::EVERY
        .into_iter()
        .map(|kind| {
            let mut row = vec![
                say::signal(kind).to_owned(),
                say::rule(kind, &THRESHOLDS, edition.figures),
            ];
            row.extend(health.iter().map(|h| {
                let own = h.signals.iter().find(|s| s.kind == kind);
                own.map_or_else(|| "not judged".to_owned(), |s| told(edition, h, s))
            }));
            row
        })
        .collect();
    table("Warning signs", &head, rows)
}

/// What a sign says in one programme, with the rule where it is another than usual.
fn told(edition: &Edition<'_>, health: &ReleasedHealth, signal: &Signal) -> String {
    let rule = |t| say::rule(signal.kind, t, edition.figures);
    let own = rule(&health.model.definition().thresholds);
    let verdict = say::verdict(signal);
    if signal.verdict == SignalVerdict::NotMeant || own == rule(&THRESHOLDS) {
        return verdict.to_owned();
    }
    format!("{verdict} (here: {own})")
}

/// A raised sign as a sentence.
fn sentence(edition: &Edition<'_>, health: &ReleasedHealth, signal: &Signal) -> String {
    let line = signal.lines.first().and_then(|k| health.lines.get(*k));
    match line.map(|l| &l.aspect) {
        Some(Aspect::OffModel { model, rule }) => say::off_model(
            &health.programme_name,
            (*model, *rule),
            signal.value,
            edition.figures,
        ),
        _ => say::sentence(signal, &health.programme_name, edition.figures),
    }
}

fn design(edition: &Edition<'_>) -> DataTable {
    let rows = edition
        .provenance
        .programmes
        .iter()
        .flat_map(|p| {
            p.design
                .iter()
                .map(|(fact, text)| vec![p.name.clone(), capital(fact), text.clone()])
        })
        .collect();
    table(
        "Design facts, as recorded in the pipeline",
        &["Programme", "Fact", "Recorded"],
        rows,
    )
}
