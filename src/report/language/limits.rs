//! What a report cannot say, in plain words.

use crate::vocab::Method;

use super::super::number::Figures;
use super::super::prose::mark;
use super::super::reading::{Reading, Verdict};
use super::answers::Telling;
use super::catalogue::args;
use super::words::{inside, length, list};

/// Who is compared at all; `by_lot` where places were drawn.
pub(crate) fn compared(by_lot: bool, figures: Figures) -> &'static str {
    figures.text(if by_lot {
        "limit-compared.lot"
    } else {
        "limit-compared.matched"
    })
}

/// Nobody was drawn by lot; how strong something unmeasured would have to be.
pub(crate) fn unmeasured(telling: Option<&Telling<'_>>, figures: Figures) -> String {
    if telling.is_some_and(|t| t.reading.row.facts.method == Method::LotteryItt) {
        return figures.text("limit-unmeasured.lot").to_owned();
    }
    let strength = telling
        .filter(|t| matches!(t.reading.verdict, Verdict::Better | Verdict::Worse))
        .and_then(|t| Some((t, t.reading.row.e_value?)))
        .filter(|(_, e)| *e > 1.0);
    match strength {
        Some((telling, e)) => telling.say(
            "limit-unmeasured.strength",
            args!["factor" => mark(&figures.fixed(e, 1))],
        ),
        None => figures.text("limit-unmeasured").to_owned(),
    }
}

/// Groups that drifted apart before the start.
pub(crate) fn moving_before(readings: &[Reading<'_>], figures: Figures) -> Option<String> {
    let labels: Vec<String> = readings
        .iter()
        .filter(|r| r.is_shown() && r.row.pretrend_p.is_some_and(|p| p <= 0.10))
        .map(|r| inside(&r.row.facts.subject.outcome_label))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    (!labels.is_empty()).then(|| {
        figures.say(
            "limit-moving-before",
            args!["labels" => list(&labels, figures)],
        )
    })
}

/// Scores that are measured too poorly to lean on.
pub(crate) fn poorly_measured(labels: &[String], figures: Figures) -> Option<String> {
    (!labels.is_empty()).then(|| {
        figures.say(
            "limit-poorly-measured",
            args!["n" => labels.len(), "labels" => list(labels, figures)],
        )
    })
}

/// Small groups.
pub(crate) fn small_groups(minimum: u32, hidden: u64, figures: Figures) -> String {
    figures.say(
        "limit-small-groups",
        args![
            "minimum" => minimum,
            "n" => hidden,
            "count" => figures.count(hidden as i64),
        ],
    )
}

/// How long.
pub(crate) fn horizon(longest: Option<i64>, figures: Figures) -> Option<String> {
    longest.map(|days| figures.say("limit-horizon", args!["length" => length(days, figures)]))
}
