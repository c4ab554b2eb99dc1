//! Changes of gaps between groups, in words.

use super::super::number::telling_decimals;
use super::super::prose::mark;
use super::super::reading::Verdict;
use super::answers::Telling;
use super::catalogue::args;
use super::words;

/// A gap that is firmly smaller or larger than it would be among people like the participants.
pub(crate) fn changed(telling: &Telling<'_>) -> Option<String> {
    let row = telling.reading.row;
    let against = &row.facts.gap.as_ref()?.against;
    let change = telling.reading.amount()?;
    let (a, b) = change.range?;
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    let figures = telling.figures;
    let unit = row.facts.unit;
    let d = telling_decimals(unit, &[change.value, low, high]);
    let way = if telling.reading.verdict == Verdict::Worse {
        "larger"
    } else {
        "smaller"
    };
    let size = format!(
        "{} {}",
        figures.fixed(change.value.abs(), d),
        words::unit(unit, figures)
    );
    Some(telling.say(
        "gap-changed",
        args![
            "group" => words::value(&row.value, figures),
            "against" => words::value(against, figures),
            "size" => mark(&size),
            "way" => way,
            "low" => figures.fixed(low, d),
            "high" => figures.fixed(high, d),
        ],
    ))
}
