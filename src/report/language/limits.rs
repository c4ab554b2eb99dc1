//! What a report cannot say, in plain words.

use crate::vocab::Method;

use super::super::number::Figures;
use super::super::prose::mark;
use super::super::reading::{Reading, Verdict};
use super::answers::Telling;

/// What a lottery does not tell.
const BY_LOT: &str = "The draw tells what came of being drawn. Some who were drawn never took part, and some who were not drawn may have joined later, so it says less than the whole difference that taking part makes.";

/// Who is compared where places were drawn by lot.
pub(crate) const COMPARED_BY_LOT: &str = "Only people who applied and were employed on the day before the draw are counted. What holds for people who did not apply is not known from this.";

/// Nobody was drawn by lot; how strong something unmeasured would have to be.
pub(crate) fn unmeasured(telling: Option<&Telling<'_>>, figures: Figures) -> String {
    if telling.is_some_and(|t| t.reading.row.facts.method == Method::LotteryItt) {
        return BY_LOT.to_owned();
    }
    let base = "Nobody was drawn by lot. People who join may differ from similar colleagues in ways that nobody measured, and that could explain part or all of a difference.";
    let strength = telling
        .filter(|t| matches!(t.reading.verdict, Verdict::Better | Verdict::Worse))
        .and_then(|t| Some((t, t.reading.row.e_value?)))
        .filter(|(_, e)| *e > 1.0);
    match strength {
        Some((telling, e)) => format!(
            "{base} For the main result, on {}, something unmeasured would have to go along with joining and with the result, each by a factor of {} or more, before the range would include no difference.",
            telling.topic(),
            mark(&figures.fixed(e, 1))
        ),
        None => base.to_owned(),
    }
}

/// Groups that drifted apart before the start.
pub(crate) fn moving_before(readings: &[Reading<'_>]) -> Option<String> {
    let labels: Vec<String> = readings
        .iter()
        .filter(|r| r.is_shown() && r.row.pretrend_p.is_some_and(|p| p <= 0.10))
        .map(|r| super::words::inside(&r.row.facts.subject.outcome_label))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    (!labels.is_empty()).then(|| {
        format!("On {}, the two groups were already moving apart before anybody started, so their figures are weaker than they look.", super::words::list(&labels))
    })
}

/// Scores that are measured too poorly to lean on.
pub(crate) fn poorly_measured(labels: &[String]) -> Option<String> {
    let (verb, them) = if labels.len() == 1 {
        ("is", "it")
    } else {
        ("are", "them")
    };
    (!labels.is_empty()).then(|| {
        format!(
            "{} {verb} not measured well enough to lean on: answers that should go together do not. Read every figure about {them} with care.",
            super::words::capital(&super::words::list(labels))
        )
    })
}

/// On a card about such a score.
pub(crate) const CARE: &str = "Not measured well enough to lean on: read with care.";

/// Small groups.
pub(crate) fn small_groups(minimum: u32, hidden: u64, figures: Figures) -> String {
    let base = format!("Groups under {minimum} people are not shown, here or anywhere else");
    match hidden {
        0 => format!("{base}."),
        1 => format!("{base}; protecting them hides one of the figures asked for."),
        n => format!(
            "{base}; protecting them hides {} of the figures asked for.",
            figures.count(n as i64)
        ),
    }
}

/// Who is compared at all.
pub(crate) const COMPARED: &str = "Only people who could be compared are counted: employed before their enrolment period began and still employed when it ended. What holds for others is not known from this.";

/// How long.
pub(crate) fn horizon(longest: Option<i64>) -> Option<String> {
    longest.map(|days| {
        format!(
            "Differences over time are given for at most {} after the starting day. What comes later is not judged here.",
            super::words::length(days)
        )
    })
}
