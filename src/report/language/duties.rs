//! Sentences about guardrails and negative controls. A control is told as a check, never as an effect.

use crate::disclosure::shown::Check;

use super::super::duties::{Guarded, Guardrail};
use super::super::reading::Amount;
use super::answers::{Telling, quoted};
use super::sizes::size;
use super::words::{self, capital, people};

/// The pill of a guardrail.
pub(crate) fn pill(verdict: Guarded) -> &'static str {
    match verdict {
        Guarded::Worse => "worse",
        Guarded::Held => "held",
        Guarded::NotJudged => "cannot be judged",
    }
}

/// What became of something that must not get worse.
pub(crate) fn guardrail(telling: &Telling<'_>, guardrail: &Guardrail<'_>, minimum: u32) -> String {
    let (topic, who) = (capital(&telling.topic()), telling.who);
    let row = telling.reading.row;
    let versus = words::comparison(row.facts.method);
    match guardrail.verdict {
        Guarded::Worse => {
            let by = telling
                .size_and_range()
                .map_or_else(String::new, |text| format!(": {text}"));
            format!(
                "{topic} among {who} must not get worse, and it is worse than among {versus}{by}."
            )
        }
        Guarded::Held => format!(
            "{topic} among {who} held: it is not clearly worse than among {versus}. {}",
            at_worst(telling)
        ),
        Guarded::NotJudged => {
            let reason = row
                .note
                .clone()
                .unwrap_or_else(|| format!("{}.", words::hidden(row.facts.status, minimum)));
            format!("{topic} among {who}: nothing can be said of whether it got worse. {reason}")
        }
    }
}

/// How far the range reaches on the unwanted side.
fn at_worst(telling: &Telling<'_>) -> String {
    let reading = telling.reading;
    let Some((low, high)) = reading.amount().and_then(|a| a.range) else {
        return "No range can be given.".to_owned();
    };
    let (limit, worse) = if reading.up_is_wanted() {
        (low, low < reading.null())
    } else {
        (high, high > reading.null())
    };
    if !worse {
        return "Nothing worse lies within the range.".to_owned();
    }
    let limit = Amount {
        value: limit,
        range: None,
    };
    format!(
        "At worst, the range reaches to {}.",
        size(
            &limit,
            reading.class,
            reading.row.facts.unit,
            telling.figures
        )
    )
}

/// A negative control that moved, for leaders.
pub(crate) fn moved(check: &Check, several: bool) -> String {
    let subject = &check.subject;
    let place = if several {
        format!(" in {}", subject.programme_name)
    } else {
        String::new()
    };
    let who = people(subject.role);
    format!(
        "A check has failed: {} cannot be changed by the programme, and yet it differs between {who}{place} and the people they are compared with. \
         Something else sets the groups apart, so no result for these {who} is shown.",
        quoted(&subject.outcome_label)
    )
}

/// Headline of a page on which a failed check leaves nothing to show.
pub(crate) const NOTHING_HOLDS: &str =
    "Nothing can be shown: something moved that the programme cannot have changed.";
