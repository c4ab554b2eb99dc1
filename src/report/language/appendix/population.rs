//! Who stands behind an outcome's numbers, by how the outcome is estimated; and what starts the clock.

use crate::vocab::{Method, OutcomeKind};

/// Who counts, of the eligible people of a programme and role.
pub(crate) fn people_of(kind: OutcomeKind, method: Method) -> &'static str {
    match (kind, method) {
        (_, Method::LotteryItt) => {
            "everybody who applied and was employed on the day before the draw; who was drawn counts as drawn"
        }
        (_, Method::Descriptive) => "participants only, from their start on",
        (OutcomeKind::TimeToEvent, _) => {
            "everybody of the comparison, followed from the index date on"
        }
        (OutcomeKind::Count, _) => {
            "everybody of the comparison who was employed at the base and at the period counted; nothing on record counts as 0"
        }
        (_, Method::NewcombeDifference) => {
            "everybody of the comparison who answered after the start"
        }
        _ => {
            "everybody of the comparison who answered the base wave and a wave after the start; each wave uses those who answered both"
        }
    }
}

/// What time is counted in, where there is a before and after.
pub(crate) fn clock(kind: OutcomeKind) -> Option<&'static str> {
    match kind {
        OutcomeKind::TimeToEvent => Some("time in days since the index date"),
        OutcomeKind::Score | OutcomeKind::Count | OutcomeKind::Share => {
            Some("time in waves since the start")
        }
        OutcomeKind::Descriptive => None,
    }
}
