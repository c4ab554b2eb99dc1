//! What the status of a pairing says: a place that never came to anything, a pairing under way, completed or broken off.
//!
//! Words are compared without case, spaces and punctuation. A word that stands here means one thing only; of any other
//! the dates tell. Rows of people who have not started are not needed as pairings, and are kept as invitations when they
//! name a known person and a programme.

use super::ids::Ids;
use super::registry::{Registry, Who};
use super::rows::Fate;
use super::view::View;
use crate::tables::{Column, Invitation, NotNeeded, PairingStatus};
use crate::vocab::{Day, Role};

/// Status words of people who were asked, or asked for a place, and have none.
const ASKED: [&str; 13] = [
    "invited",
    "invitationsent",
    "invitation",
    "declined",
    "rejected",
    "unmatched",
    "notregistered",
    "pending",
    "proposed",
    "nominated",
    "waitlisted",
    "waitlist",
    "waitinglist",
];
/// Beginnings of status words of requests that nobody has approved yet.
const REQUESTED: &str = "matchrequest";
/// Status words of people who have a place and have not started.
const ACCEPTED: [&str; 5] = [
    "notstarted",
    "neverstarted",
    "withdrawnbeforestart",
    "cancelledbeforestart",
    "canceledbeforestart",
];
/// Status words of people who have a place, and have started when the row has a first day.
const ENROLLED: [&str; 7] = [
    "enrolled",
    "enroled",
    "registered",
    "accepted",
    "confirmed",
    "signedup",
    "onboarding",
];
/// Status words of pairings under way.
const ACTIVE: [&str; 11] = [
    "active",
    "matchedactive",
    "inprogress",
    "ongoing",
    "underway",
    "current",
    "running",
    "started",
    "open",
    "matched",
    "onhold",
];
/// Status words of pairings that ran as planned.
const COMPLETED: [&str; 8] = [
    "completed",
    "complete",
    "finished",
    "graduated",
    "matcheddurationcompleted",
    "durationcompleted",
    "successful",
    "fulfilled",
];
/// Status words of pairings that ended before.
const DROPPED: [&str; 17] = [
    "endedearly",
    "dropped",
    "droppedout",
    "dropout",
    "withdrawn",
    "withdrew",
    "discontinued",
    "terminated",
    "terminatedearly",
    "abandoned",
    "incomplete",
    "notcompleted",
    "cancelled",
    "canceled",
    "quit",
    "left",
    "stopped",
];

/// The status of a row, in the form in which words are compared.
fn word(view: View<'_>, at: usize) -> Option<String> {
    view.text(Column::Status, at)
        .map(|status| super::mapping::normal(&status))
}

/// Whether a pairing was called off.
pub(super) fn is_cancelled(view: View<'_>, at: usize) -> bool {
    word(view, at).is_some_and(|word| word.starts_with("cancel"))
}

/// What a status says of a pairing that started.
pub(super) fn of_pairing(view: View<'_>, at: usize) -> Option<PairingStatus> {
    status(&word(view, at)?)
}

fn status(word: &str) -> Option<PairingStatus> {
    if ACTIVE.contains(&word) {
        Some(PairingStatus::Active)
    } else if COMPLETED.contains(&word) {
        Some(PairingStatus::Completed)
    } else if DROPPED.contains(&word) {
        Some(PairingStatus::Dropped)
    } else {
        None
    }
}

/// Somebody who has not started.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Whether they have a place.
    accepted: bool,
    /// Since when, where the row says so.
    since: Option<Day>,
}

/// Reads a row as an invitation; `None` when its status does not say that it never started.
pub(super) fn asked(view: View<'_>, at: usize) -> Option<Asked> {
    let word = word(view, at)?;
    let dated = || view.states(Column::StartDate, at);
    let accepted = if ASKED.contains(&word.as_str()) || word.starts_with(REQUESTED) {
        false
    } else if ACCEPTED.contains(&word.as_str()) || (ENROLLED.contains(&word.as_str()) && !dated()) {
        true
    } else {
        return None;
    };
    Some(Asked {
        accepted,
        since: view.day(Column::StartDate, at).ok().flatten(),
    })
}

/// The people of a row that never started.
///
/// # Errors
/// Nobody, as a fate of the row: such a row is not needed, whatever it lacks.
pub(super) fn people(
    view: View<'_>,
    at: usize,
    ids: &Ids,
    wide: bool,
) -> Result<Vec<(Who, Role)>, Fate> {
    let people = if wide {
        super::applications::wide_applicants(view, at, ids)
    } else {
        let role = view.text(Column::Role, at).and_then(|r| r.parse().ok());
        let who = view.text(Column::EmployeeId, at);
        who.zip(role)
            .map(|(who, role)| (Registry::who(ids, &who), role))
            .into_iter()
            .collect()
    };
    if people.is_empty() {
        return Err(Fate::NotNeeded(NotNeeded::NeverHappened));
    }
    Ok(people)
}

/// A row that never started: what it says, the programme, the people who are known.
pub(super) type AskedRow = (Asked, Box<str>, Vec<(u32, Role)>);

/// The invitations among rows, to programmes of the pipeline, of known people, up to the cut-off; sorted, each once.
pub(super) fn settled(rows: &[AskedRow], analysed: &[&str], cut_off: Day) -> Vec<Invitation> {
    let mut invitations: Vec<Invitation> = rows
        .iter()
        .filter(|(asked, ..)| asked.since.is_none_or(|day| day <= cut_off))
        .filter_map(|(asked, id, people)| {
            let programme = analysed.iter().position(|a| **a == **id)?;
            Some((asked, u16::try_from(programme).ok()?, people))
        })
        .flat_map(|(asked, programme, people)| {
            people.iter().map(move |&(person, role)| Invitation {
                programme,
                person,
                role,
                accepted: asked.accepted,
            })
        })
        .collect();
    invitations.sort_unstable();
    invitations.dedup();
    invitations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_one_thing() {
        let lists: [&[&str]; 6] = [&ASKED, &ACCEPTED, &ENROLLED, &ACTIVE, &COMPLETED, &DROPPED];
        let all: Vec<&str> = lists.into_iter().flatten().copied().collect();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
        for word in all {
            assert_eq!(
                super::super::mapping::normal(word),
                word,
                "as it is compared"
            );
        }
        let read = |text: &str| status(&super::super::mapping::normal(text));
        assert_eq!(
            read("Matched-Duration Completed"),
            Some(PairingStatus::Completed)
        );
        assert_eq!(read("Ended early"), Some(PairingStatus::Dropped));
        assert_eq!(read("In progress"), Some(PairingStatus::Active));
        // The dates tell.
        assert_eq!(read("Concluded"), None);
    }
}
