//! Outcomes with a duty: guardrails, which must not get worse, and negative controls, which must not move. What each
//! says, decided once for all pages.

use crate::disclosure::shown::{Check, CheckVerdict};
use crate::vocab::{Duty, OVERALL};

use super::edition::Edition;
use super::question::Question;
use super::reading::{Reading, Verdict};

/// What a guardrail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guarded {
    /// Graded as harm, or the whole range lies on the unwanted side.
    Worse,
    /// Not worse.
    Held,
    /// Nothing is shown that could tell.
    NotJudged,
}

/// A guardrail of one programme and role.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guardrail<'a> {
    /// The row that decides.
    pub reading: Reading<'a>,
    /// What it says.
    pub verdict: Guarded,
}

/// Every guardrail, in the order of the release.
pub(crate) fn guardrails<'a>(edition: &Edition<'a>) -> Vec<Guardrail<'a>> {
    edition
        .questions
        .iter()
        .filter(|q| q.lead.row.facts.subject.duty == Duty::Guardrail)
        .map(|q| guardrail(q, edition))
        .collect()
}

/// The first of the overall headline rows (horizons) that is worse, else the row that leads the question.
fn guardrail<'a>(question: &Question<'a>, edition: &Edition<'a>) -> Guardrail<'a> {
    let reading = question
        .rows
        .iter()
        .filter(|r| {
            r.dimension == OVERALL
                && r.event_time.is_none()
                && r.facts.estimand == question.lead.row.facts.estimand
        })
        .map(|r| Reading::of(r, edition.provenance))
        .find(|reading| verdict(reading) == Guarded::Worse)
        .unwrap_or(question.lead);
    Guardrail {
        reading,
        verdict: verdict(&reading),
    }
}

fn verdict(reading: &Reading<'_>) -> Guarded {
    match reading.verdict {
        Verdict::Hidden | Verdict::Described => Guarded::NotJudged,
        Verdict::Worse => Guarded::Worse,
        _ => {
            let null = reading.null();
            let unwanted = reading
                .amount()
                .and_then(|a| a.range)
                .is_some_and(|(low, high)| {
                    if reading.up_is_wanted() {
                        high < null
                    } else {
                        low > null
                    }
                });
            if unwanted {
                Guarded::Worse
            } else {
                Guarded::Held
            }
        }
    }
}

/// The negative controls that moved.
pub(crate) fn moved<'a>(edition: &Edition<'a>) -> impl Iterator<Item = &'a Check> {
    edition
        .release
        .checks()
        .iter()
        .filter(|check| check.verdict == CheckVerdict::Moved)
}
