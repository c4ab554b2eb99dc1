//! How the programmes run, for analysts in full and for leaders in brief, as finished strings.

use serde::Serialize;

use crate::disclosure::shown::{Aspect, HealthFigure, Signal, SignalVerdict};
use crate::disclosure::{HealthStep, ReleasedHealth, ReleasedLine, Shown};
use crate::vocab::{SignalKind, THRESHOLDS};

use super::super::chart::{DataTable, heads};
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::health as say;
use super::super::language::words::capital;
use super::super::prose::Prose;

/// Topics of a programme that are told.
const MOST_TOPICS: usize = 5;
/// Signs that leaders read.
const MOST_SIGNS: usize = 4;
/// Where the section stands on the analysts' page.
const ANCHOR: &str = "running";

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
            edition.figures.text("running-no-invitations")
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
            action: say::action(s.kind, edition.figures),
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
    let head = std::iter::once(figures.text("running-who"))
        .chain(steps.iter().map(|s| say::step(*s, figures)))
        .chain([figures.text("running-dropped-out")]);
    let rows = health
        .iter()
        .flat_map(|h| h.ladders.iter().map(move |l| (h, l)))
        .map(|(h, l)| {
            let who = args!["programme" => h.programme_name.as_str(), "role" => l.role.id()];
            let mut row = vec![figures.say("running-whom", who)];
            row.extend(steps.iter().map(|step| {
                let count = l.at(*step).map(|n| figures.count(n as i64));
                count.unwrap_or_else(|| figures.text("running-hidden").to_owned())
            }));
            row.push(l.dropped_out.map_or_else(String::new, |share| {
                figures.spread(
                    &format!("{} %", figures.fixed(share.0, 0)),
                    &figures.fixed(share.1, 0),
                    &figures.fixed(share.2, 0),
                )
            }));
            row
        })
        .collect();
    DataTable {
        caption: figures.text("running-ladder").to_owned(),
        head: head.map(str::to_owned).collect(),
        rows,
    }
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
                say::aspect(&line.aspect, &line.outcome, figures),
                figure,
                range,
                against(edition, health, line),
                line.units
                    .map_or_else(String::new, |n| figures.count(n as i64)),
            ]
        })
        .collect();
    let caption = match health.pairings {
        Some(n) => figures.say(
            "running-lines",
            args![
                "programme" => health.programme_name.as_str(),
                "n" => n,
                "count" => figures.count(n as i64),
            ],
        ),
        None => figures.say(
            "running-lines.few",
            args!["programme" => health.programme_name.as_str()],
        ),
    };
    DataTable::new(caption, figures.text("running-lines.head"), rows)
}

/// A figure and its range as they are written.
fn figure(edition: &Edition<'_>, line: &ReleasedLine) -> (String, String) {
    let (decimals, unit) = say::written(&line.aspect, edition.figures);
    let figures = edition.figures;
    let write = |x: f64| figures.fixed(x, decimals);
    match &line.shown {
        Shown::Figure(HealthFigure {
            value, interval, ..
        }) => (
            format!("{}{unit}", write(*value)),
            interval.map_or_else(String::new, |(low, high)| {
                figures.between(&write(low), &write(high))
            }),
        ),
        Shown::Bound {
            percent, at_most, ..
        } => {
            let bound = args![
                "side" => if *at_most { "most" } else { "least" },
                "percent" => *percent,
            ];
            (figures.say("bound", bound), String::new())
        }
        Shown::Nothing(reason) => (reason.clone(), String::new()),
        Shown::Hidden => (figures.text("hidden-small").to_owned(), String::new()),
    }
}

/// What a figure is held against.
fn against(edition: &Edition<'_>, health: &ReleasedHealth, line: &ReleasedLine) -> String {
    let figures = edition.figures;
    let Shown::Figure(shown) = &line.shown else {
        return String::new();
    };
    match (&line.aspect, shown.by_lot, shown.p_value) {
        (_, Some(lot), Some(p)) => figures.say(
            "running-by-lot",
            args!["percent" => figures.fixed(lot, 0), "p" => figures.p_value(p)],
        ),
        (Aspect::SessionsAgainstPlan, ..) => "100 %".to_owned(),
        (Aspect::Interval, ..) => {
            figures.say("running-cadence", args!["days" => health.cadence_days])
        }
        (Aspect::Busiest, ..) => figures.text("running-busiest").to_owned(),
        (Aspect::FewServeMany { .. }, ..) => "1".to_owned(),
        _ => String::new(),
    }
}

fn signals(edition: &Edition<'_>) -> DataTable {
    let health = edition.release.health();
    let figures = edition.figures;
    let head = heads(figures.text("running-signs-table.head"))
        .chain(health.iter().map(|h| h.programme_name.as_str()));
    let rows = SignalKind::EVERY
        .into_iter()
        .map(|kind| {
            let mut row = vec![
                say::signal(kind, figures).to_owned(),
                say::rule(kind, &THRESHOLDS, edition.figures),
            ];
            row.extend(health.iter().map(|h| {
                let own = h.signals.iter().find(|s| s.kind == kind);
                own.map_or_else(
                    || figures.text("duties-not-judged").to_owned(),
                    |s| told(edition, h, s),
                )
            }));
            row
        })
        .collect();
    DataTable {
        caption: figures.text("running-signs").to_owned(),
        head: head.map(str::to_owned).collect(),
        rows,
    }
}

/// What a sign says in one programme, with the rule where it is another than usual.
fn told(edition: &Edition<'_>, health: &ReleasedHealth, signal: &Signal) -> String {
    let rule = |t| say::rule(signal.kind, t, edition.figures);
    let own = rule(&health.model.definition().thresholds);
    let verdict = say::verdict(signal, edition.figures);
    if signal.verdict == SignalVerdict::NotMeant || own == rule(&THRESHOLDS) {
        return verdict.to_owned();
    }
    edition.figures.say(
        "running-own-rule",
        args!["verdict" => verdict, "rule" => own],
    )
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
    let figures = edition.figures;
    DataTable::new(
        figures.text("running-design"),
        figures.text("running-design.head"),
        rows,
    )
}
