//! Changes of gaps between groups, in words.

use super::super::number::telling_decimals;
use super::super::prose::{CLOSE, OPEN};
use super::super::reading::Verdict;
use super::answers::Telling;
use super::words::{self, capital};

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
    Some(format!(
        "{}, {}: the gap between “{}” and “{}” is {OPEN}{} {}{CLOSE} {way} than among similar colleagues ({} to {}).",
        capital(telling.who),
        telling.topic(),
        words::value(&row.value),
        words::value(against),
        figures.fixed(change.value.abs(), d),
        words::unit(unit),
        figures.fixed(low, d),
        figures.fixed(high, d),
    ))
}
