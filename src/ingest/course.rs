//! The course of pairings from sessions and evaluation forms: what each row says, and the arrays made of them once
//! people, pairings and the cut-off are known.

use std::collections::BTreeSet;

use super::events::Settled;
use super::pairings::Settled as Pairings;
use super::view::{RowFault, View};
use crate::tables::{Column, Course, Form, NO_TOPIC, Session, SessionStatus, Table};

/// Words of the status of a session, without case, spaces and punctuation; the first of each is the canonical one.
const SESSION: [(&[&str], SessionStatus); 3] = [
    (
        &["held", "completed", "attended", "done", "tookplace", "met"],
        SessionStatus::Held,
    ),
    (
        &["cancelled", "canceled", "rescheduled", "postponed"],
        SessionStatus::Cancelled,
    ),
    (
        &["noshow", "missed", "absent", "didnotattend", "notattended"],
        SessionStatus::NoShow,
    ),
];
/// The canonical words, for messages.
const CANONICAL: &str = "held, cancelled, no_show";

/// What a row says of the course of its pairing.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// A session.
    Session {
        /// What became of it.
        status: SessionStatus,
        /// How long; NaN when not stated.
        minutes: f32,
        /// What about.
        topic: Option<Box<str>>,
    },
    /// An answer to a form.
    Form {
        /// To what.
        item: Box<str>,
        /// The answer.
        score: f32,
    },
}

impl Mark {
    /// Reads it; `None` in tables that say nothing of the course.
    ///
    /// # Errors
    /// An unknown status, a number that cannot be read.
    pub(super) fn read(view: View<'_>, at: usize) -> Result<Option<Mark>, RowFault> {
        let number =
            |column| Ok::<f32, RowFault>(view.number(column, at)?.map_or(f32::NAN, |x| x as f32));
        Ok(match view.source.table() {
            Table::Sessions => Some(Mark::Session {
                status: status(view, at)?,
                minutes: number(Column::Minutes)?,
                topic: view.text(Column::Topic, at).map(|t| t.trim().into()),
            }),
            Table::Evaluations => Some(Mark::Form {
                item: view.text(Column::Item, at).unwrap_or_default().into(),
                score: number(Column::Score)?,
            }),
            _ => None,
        })
    }

    /// Whether the row counts: a session must have been held.
    pub(super) fn counts(&self) -> bool {
        !matches!(self, Mark::Session { status, .. } if *status != SessionStatus::Held)
    }
}

/// What became of a session; one without a status was held.
fn status(view: View<'_>, at: usize) -> Result<SessionStatus, RowFault> {
    let Some(text) = view.text(Column::Status, at) else {
        return Ok(SessionStatus::Held);
    };
    let word = super::mapping::normal(&text);
    SESSION
        .iter()
        .find(|(words, _)| words.contains(&word.as_str()))
        .map(|(_, status)| *status)
        .ok_or_else(|| view.unknown_word(Column::Status, CANONICAL))
}

/// Adds what a table says to the course.
pub(super) fn add(
    course: &mut Course,
    table: Table,
    settled: &Settled,
    pairings: Option<&Pairings>,
) {
    let marks = || {
        settled.events().filter_map(|(person, _, event)| {
            let pairing = pairings?.pairing(event.pairing()?)?;
            Some((pairing, person, event.day, event.mark()?))
        })
    };
    if table == Table::Sessions {
        let topic = |mark: &Mark| match mark {
            Mark::Session { topic, .. } => topic.clone(),
            Mark::Form { .. } => None,
        };
        course.topics = distinct(marks().filter_map(|(.., mark)| topic(mark)));
        let mut sessions: Vec<Session> = marks()
            .filter_map(|(pairing, _, day, mark)| match mark {
                Mark::Session {
                    status,
                    minutes,
                    topic,
                } => Some(Session {
                    pairing,
                    day,
                    status: *status,
                    minutes: *minutes,
                    topic: topic
                        .as_ref()
                        .map_or(NO_TOPIC, |t| position(&course.topics, t)),
                }),
                Mark::Form { .. } => None,
            })
            .collect();
        sessions.sort_by(|a, b| {
            (a.pairing, a.day, a.status, a.topic)
                .cmp(&(b.pairing, b.day, b.status, b.topic))
                .then(a.minutes.total_cmp(&b.minutes))
        });
        course.sessions = Some(sessions);
    }
    if table == Table::Evaluations {
        let item = |mark: &Mark| match mark {
            Mark::Form { item, .. } => Some(item.clone()),
            Mark::Session { .. } => None,
        };
        course.items = distinct(marks().filter_map(|(.., mark)| item(mark)));
        let mut forms: Vec<Form> = marks()
            .filter_map(|(pairing, person, _, mark)| match mark {
                Mark::Form { item, score } if !score.is_nan() => Some(Form {
                    pairing,
                    person: person?,
                    item: position(&course.items, item),
                    score: *score,
                }),
                _ => None,
            })
            .collect();
        forms.sort_by(|a, b| {
            (a.pairing, a.person, a.item)
                .cmp(&(b.pairing, b.person, b.item))
                .then(a.score.total_cmp(&b.score))
        });
        course.forms = Some(forms);
    }
}

fn distinct(texts: impl Iterator<Item = Box<str>>) -> Vec<Box<str>> {
    texts.collect::<BTreeSet<Box<str>>>().into_iter().collect()
}

fn position(among: &[Box<str>], text: &str) -> u32 {
    among
        .binary_search_by(|probe| probe.as_ref().cmp(text))
        .map_or(NO_TOPIC, |k| k as u32)
}
