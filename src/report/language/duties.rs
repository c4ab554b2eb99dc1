//! Sentences about guardrails and negative controls. A control is told as a check, never as an effect.

use crate::disclosure::shown::Check;

use super::super::duties::{Guarded, Guardrail};
use super::super::number::Figures;
use super::super::reading::Amount;
use super::answers::Telling;
use super::catalogue::args;
use super::sizes::size;
use super::words;

/// The pill of a guardrail.
pub(crate) fn pill(verdict: Guarded, figures: Figures) -> &'static str {
    figures.text(match verdict {
        Guarded::Worse => "guardrail-pill.worse",
        Guarded::Held => "guardrail-pill.held",
        Guarded::NotJudged => "guardrail-pill.not-judged",
    })
}

/// What became of something that must not get worse.
pub(crate) fn guardrail(telling: &Telling<'_>, guardrail: &Guardrail<'_>, minimum: u32) -> String {
    let row = telling.reading.row;
    match guardrail.verdict {
        Guarded::Worse => match telling.size_and_range() {
            Some(size) => telling.say("guardrail-worse", args!["size" => size]),
            None => telling.say("guardrail-worse.no-size", args![]),
        },
        Guarded::Held => telling.say("guardrail-held", args!["worst" => at_worst(telling)]),
        Guarded::NotJudged => {
            let hidden = || words::hidden(row.facts.status, minimum, telling.figures);
            let reason = row.note.clone().unwrap_or_else(|| format!("{}.", hidden()));
            telling.say("guardrail-not-judged", args!["reason" => reason])
        }
    }
}

/// How far the range reaches on the unwanted side.
fn at_worst(telling: &Telling<'_>) -> String {
    let (reading, figures) = (telling.reading, telling.figures);
    let Some((low, high)) = reading.amount().and_then(|a| a.range) else {
        return figures.text("at-worst.no-range").to_owned();
    };
    let (limit, worse) = if reading.up_is_wanted() {
        (low, low < reading.null())
    } else {
        (high, high > reading.null())
    };
    if !worse {
        return figures.text("at-worst.nothing").to_owned();
    }
    let limit = Amount {
        value: limit,
        range: None,
    };
    let size = size(&limit, reading.class, reading.row.facts.unit, figures);
    figures.say("at-worst", args!["size" => size])
}

/// A negative control that moved, for leaders.
pub(crate) fn moved(check: &Check, several: bool, figures: Figures) -> String {
    let subject = &check.subject;
    figures.say(
        "control-moved",
        args![
            "label" => subject.outcome_label.as_str(),
            "role" => subject.role.id(),
            "several" => if several { "yes" } else { "no" },
            "programme" => subject.programme_name.as_str(),
        ],
    )
}
