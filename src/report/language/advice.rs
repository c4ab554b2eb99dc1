//! What to do next: rules over findings, each naming the finding it rests on.

use super::super::number::{Figures, telling_decimals};
use super::super::prose::mark;
use super::super::reading::{Reading, Verdict};
use super::answers::Telling;
use super::catalogue::args;
use super::words::{list, value};

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
        action: telling.say("advice-look-into", args![]),
        reason: telling.say(
            "advice-look-into.reason",
            args!["size" => telling.size_and_range()?],
        ),
    })
}

/// A better result, with the groups in which it is clear.
pub(crate) fn keep_measuring(telling: &Telling<'_>, groups: &[Reading<'_>]) -> Option<Advice> {
    let clear: Vec<String> = groups
        .iter()
        .filter(|r| r.verdict == Verdict::Better)
        .map(|r| value(&r.row.value, telling.figures))
        .take(3)
        .collect();
    let some = !clear.is_empty() && clear.len() != groups.len();
    Some(Advice {
        action: telling.say(
            "advice-keep-measuring",
            args!["groups" => if some { "some" } else { "none" }, "clear" => list(&clear, telling.figures)],
        ),
        reason: telling.say(
            "advice-keep-measuring.reason",
            args!["size" => telling.size_and_range()?],
        ),
    })
}

/// No difference that matters.
pub(crate) fn rethink(telling: &Telling<'_>) -> Option<Advice> {
    Some(Advice {
        action: telling.say("advice-rethink", args![]),
        reason: telling.say(
            "advice-rethink.reason",
            args!["size" => telling.size_and_range()?],
        ),
    })
}

/// Not clear: what the comparison could have seen.
pub(crate) fn wait(telling: &Telling<'_>, figures: Figures) -> Option<Advice> {
    let row = telling.reading.row;
    let reason = match row.mde {
        Some(mde) => telling.say(
            "advice-wait.reach",
            args![
                "mde" => mark(&figures.fixed(mde, telling_decimals(row.facts.unit, &[mde]))),
                "unit" => super::words::unit(row.facts.unit, figures),
            ],
        ),
        None => telling.say(
            "advice-wait.wide",
            args!["size" => telling.size_and_range()?],
        ),
    };
    Some(Advice {
        action: telling.say("advice-wait", args![]),
        reason,
    })
}

/// One programme does well on what another does badly on.
pub(crate) fn compare(good: &Telling<'_>, bad: &Telling<'_>) -> Option<Advice> {
    let name = |t: &Telling<'_>| t.reading.row.facts.subject.programme_name.clone();
    Some(Advice {
        action: good.say(
            "advice-compare",
            args!["good" => name(good), "bad" => name(bad)],
        ),
        reason: good.say(
            "advice-compare.reason",
            args!["size" => bad.size_and_range()?],
        ),
    })
}

/// Descriptions only.
pub(crate) fn compare_first(figures: Figures) -> Advice {
    Advice {
        action: figures.text("advice-compare-first").to_owned(),
        reason: figures.text("advice-compare-first.reason").to_owned(),
    }
}

/// Nothing to rest advice on.
pub(crate) fn nothing(minimum: u32, figures: Figures) -> Advice {
    Advice {
        action: figures.text("advice-nothing").to_owned(),
        reason: figures.say("advice-nothing.reason", args!["minimum" => minimum]),
    }
}
