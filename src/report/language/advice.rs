//! What to do next: rules over findings, each naming the finding it rests on.

use super::super::number::{Figures, telling_decimals};
use super::super::prose::mark;
use super::super::reading::{Reading, Verdict};
use super::answers::Telling;
use super::words::{capital, list, value};

/// A suggestion: what, and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Advice {
    /// What to do.
    pub action: String,
    /// The finding, its number marked as linked.
    pub reason: String,
}

/// A worse result.
pub(crate) fn look_into(telling: &Telling<'_>) -> Option<Advice> {
    Some(Advice {
        action: format!(
            "Look into {} among {} before anything is extended.",
            telling.topic(),
            telling.who
        ),
        reason: format!(
            "It is worse than among {}: {}.",
            telling.compared(),
            telling.size_and_range()?
        ),
    })
}

/// A better result, with the groups in which it is clear.
pub(crate) fn keep_measuring(telling: &Telling<'_>, groups: &[Reading<'_>]) -> Option<Advice> {
    let clear: Vec<String> = groups
        .iter()
        .filter(|r| r.verdict == Verdict::Better)
        .map(|r| value(&r.row.value))
        .take(3)
        .collect();
    let action = if clear.is_empty() || clear.len() == groups.len() {
        format!(
            "Keep measuring {} among {}: so far the result is clear.",
            telling.topic(),
            telling.who
        )
    } else {
        format!(
            "Keep measuring {} among {}, and look closely at {}, where the result is clear.",
            telling.topic(),
            telling.who,
            list(&clear)
        )
    };
    Some(Advice {
        action,
        reason: format!(
            "Against {}: {}.",
            telling.compared(),
            telling.size_and_range()?
        ),
    })
}

/// No difference that matters.
pub(crate) fn rethink(telling: &Telling<'_>) -> Option<Advice> {
    Some(Advice {
        action: format!(
            "Do not count on a difference in {} among {}.",
            telling.topic(),
            telling.who
        ),
        reason: format!(
            "The difference is too small to matter: {}.",
            telling.size_and_range()?
        ),
    })
}

/// Not clear: what the comparison could have seen.
pub(crate) fn wait(telling: &Telling<'_>, figures: Figures) -> Option<Advice> {
    let row = telling.reading.row;
    let reason = match row.mde {
        Some(mde) => format!(
            "With the people measured so far, only a difference of {} {} or more would have been seen reliably.",
            mark(&figures.fixed(mde, telling_decimals(row.facts.unit, &[mde]))),
            super::words::unit(row.facts.unit)
        ),
        None => format!("The range is still wide: {}.", telling.size_and_range()?),
    };
    Some(Advice {
        action: format!(
            "Wait before judging {} among {}: it takes more time or more people.",
            telling.topic(),
            telling.who
        ),
        reason,
    })
}

/// One programme does well on what another does badly on.
pub(crate) fn compare(good: &Telling<'_>, bad: &Telling<'_>) -> Option<Advice> {
    Some(Advice {
        action: format!(
            "Compare how {} and {} are run before extending the second.",
            good.reading.row.facts.subject.programme_name,
            bad.reading.row.facts.subject.programme_name
        ),
        reason: format!(
            "On {}, the first is better than among {}; the second is worse: {}.",
            good.topic(),
            good.compared(),
            bad.size_and_range()?
        ),
    })
}

/// Descriptions only.
pub(crate) fn compare_first() -> Advice {
    Advice {
        action: "Arrange for a comparison before drawing any conclusion.".to_owned(),
        reason: "So far the figures describe participants only.".to_owned(),
    }
}

/// Nothing to rest advice on.
pub(crate) fn nothing(minimum: u32) -> Advice {
    Advice {
        action: "Wait for more people before drawing any conclusion.".to_owned(),
        reason: capital(&format!(
            "no question has an answer that can be shown with at least {minimum} people in each group."
        )),
    }
}
