//! Applications to a lottery: rows of pairings whose status says that somebody applied and was, or was not, drawn.
//!
//! They are no pairings: nobody becomes a member by them, no partner is needed, an id of a pairing means nothing. The first
//! day is the day of the draw. A winner's pairing stands in rows of its own, if it came about.

use super::ids::Ids;
use super::pairings::Kept;
use super::registry::{Registry, Who};
use super::view::View;
use crate::tables::{Application, Column};
use crate::vocab::{Day, Role};

/// The canonical words, without case, spaces and punctuation: `drawn` and `not_drawn`.
const DRAWN: &str = "drawn";
const NOT_DRAWN: &str = "notdrawn";

/// Whether a row is an application, and if so whether it was drawn.
pub(super) fn drawn(view: View<'_>, at: usize) -> Option<bool> {
    let status = view.text(Column::Status, at)?;
    match super::mapping::normal(&status).as_str() {
        DRAWN => Some(true),
        NOT_DRAWN => Some(false),
        _ => None,
    }
}

/// The applicants of a wide row: the side that applied, or both.
pub(super) fn wide_applicants(view: View<'_>, at: usize, ids: &Ids) -> Vec<(Who, Role)> {
    [
        (Column::MentorId, Role::Mentor),
        (Column::MenteeId, Role::Mentee),
    ]
    .into_iter()
    .filter_map(|(column, role)| Some((Registry::who(ids, &view.text(column, at)?), role)))
    .collect()
}

/// What stands for the id of a pairing, so that one person's applications to one draw meet.
pub(super) fn key(view: View<'_>, at: usize, programme: &str, start: Day) -> Box<str> {
    let text = |column| view.text(column, at).unwrap_or_default();
    [
        "application",
        programme,
        &text(Column::EmployeeId),
        &text(Column::Role),
        &text(Column::MentorId),
        &text(Column::MenteeId),
        &start.to_string(),
    ]
    .join("|")
    .into()
}

/// The applications among settled rows to programmes of the pipeline, sorted.
pub(super) fn settled(rows: &[Kept], analysed: &[&str]) -> Vec<Application> {
    let mut applications: Vec<Application> = rows
        .iter()
        .filter_map(|(row, people)| {
            let programme = analysed.iter().position(|id| **id == *row.programme)? as u16;
            Some((row, people, programme, row.application?))
        })
        .flat_map(|(row, people, programme, drawn)| {
            people.iter().map(move |&(person, role)| Application {
                programme,
                person,
                role,
                day: row.start,
                drawn,
            })
        })
        .collect();
    applications.sort_unstable_by_key(|a| (a.programme, a.role, a.person, a.day, a.drawn));
    applications
}
