//! Sizes and ranges in words: "3.8 more of every hundred", "anything from 1.6 points lower to 2.0 points higher".

use crate::vocab::Unit;

use super::super::number::{Figures, telling_decimals};
use super::super::prose::mark;
use super::super::reading::{Amount, OutcomeClass, Reading, Verdict};

/// The words around a size.
struct Wording {
    unit: &'static str,
    up: &'static str,
    down: &'static str,
    tail: &'static str,
}

fn wording(class: OutcomeClass, unit: Unit) -> Wording {
    let (unit, up, down, tail) = match unit {
        Unit::Points => (" points", "higher", "lower", ""),
        Unit::Days => (" days", "longer", "shorter", ""),
        Unit::PerHundredPerQuarter => ("", "more", "fewer", " per hundred people per quarter"),
        Unit::PercentagePoints if class == OutcomeClass::Share => {
            (" percentage points", "higher", "lower", "")
        }
        Unit::PercentagePoints => ("", "more", "fewer", " of every hundred"),
        Unit::Ratio => (" times", "", "", " the level of the others"),
        Unit::Minutes => (" minutes", "longer", "shorter", ""),
        Unit::Mark => (" marks", "higher", "lower", ""),
        Unit::PerPairing => ("", "more", "fewer", " in a pairing"),
        Unit::Number => ("", "more", "fewer", ""),
    };
    Wording {
        unit,
        up,
        down,
        tail,
    }
}

/// The size in words, its number marked as linked: `3.8 more of every hundred`.
pub(crate) fn size(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    let decimals = telling_decimals(unit, &[amount.value]);
    let words = wording(class, unit);
    let number = mark(&figures.fixed(
        if unit.is_ratio() {
            amount.value
        } else {
            amount.value.abs()
        },
        decimals,
    ));
    joined(&number, &words, amount.value)
}

/// The same rounded for a headline: `about four more of every hundred`.
pub(crate) fn rough(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    if unit != Unit::PercentagePoints || class == OutcomeClass::Share {
        return size(amount, class, unit, figures);
    }
    let decimals = telling_decimals(unit, &[amount.value]);
    joined(
        &mark(&figures.about(amount.value, decimals)),
        &wording(class, unit),
        amount.value,
    )
}

/// The size without its direction, for sentences that named it: `3.1 points of 100`.
pub(crate) fn bare(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    let decimals = telling_decimals(unit, &[amount.value]);
    let words = wording(class, unit);
    let number = mark(&figures.fixed(amount.value.abs(), decimals));
    let of = if unit == Unit::Points { " of 100" } else { "" };
    format!("{number}{}{of}{}", words.unit, words.tail)
}

fn joined(number: &str, words: &Wording, value: f64) -> String {
    let way = if value < 0.0 { words.down } else { words.up };
    let gap = if way.is_empty() { "" } else { " " };
    format!("{number}{}{gap}{way}{}", words.unit, words.tail)
}

/// The range in words, its numbers marked as linked; `None` without a range.
pub(crate) fn range(
    amount: &Amount,
    class: OutcomeClass,
    unit: Unit,
    figures: Figures,
) -> Option<String> {
    let (low, high) = amount.range?;
    let words = wording(class, unit);
    let decimals = telling_decimals(unit, &[low, high]);
    let write = |x: f64| mark(&figures.fixed(x, decimals));
    if unit.is_ratio() {
        return Some(format!(
            "between {} and {}{}{}",
            write(low),
            write(high),
            words.unit,
            words.tail
        ));
    }
    if low >= 0.0 || high <= 0.0 {
        let (near, far) = if low >= 0.0 {
            (low, high)
        } else {
            (-high, -low)
        };
        let sign = if low >= 0.0 { 1.0 } else { -1.0 };
        return Some(format!(
            "between {} and {}",
            write(near),
            joined(&write(far), &words, sign)
        ));
    }
    Some(format!(
        "anything from {}{} {} to {}",
        write(-low),
        words.unit,
        words.down,
        joined(&write(high), &words, 1.0)
    ))
}

/// The number on a card: signed, and its unit.
pub(crate) fn card_number(
    amount: &Amount,
    class: OutcomeClass,
    unit: Unit,
    figures: Figures,
) -> (String, String) {
    let decimals = telling_decimals(unit, &[amount.value]);
    let number = if unit.is_ratio() {
        figures.fixed(amount.value, decimals)
    } else {
        figures.signed(amount.value, decimals)
    };
    let unit = match unit {
        Unit::Points => "points",
        Unit::Days => "days",
        Unit::PerHundredPerQuarter => "per 100",
        Unit::PercentagePoints if class == OutcomeClass::Share => "points",
        Unit::PercentagePoints => "in 100",
        Unit::Ratio => "times",
        Unit::Minutes => "minutes",
        Unit::Mark => "marks",
        Unit::PerPairing => "per pairing",
        Unit::Number => "",
    };
    (number, unit.to_owned())
}

/// A level without a comparison: its number and its unit.
pub(crate) fn level(value: f64, unit: Unit, figures: Figures) -> (String, &'static str) {
    let words = match unit {
        Unit::Points => "points of 100",
        Unit::PercentagePoints => "of every 100",
        Unit::Days => "days",
        Unit::PerHundredPerQuarter => "per 100 people per quarter",
        Unit::Minutes => "minutes",
        Unit::Mark => "marks",
        Unit::PerPairing => "in a pairing",
        Unit::Ratio | Unit::Number => "",
    };
    (
        figures.fixed(value, telling_decimals(unit, &[value])),
        words,
    )
}

/// The number that stands for a row: a signed difference, or a level where nothing was compared; `None` when hidden.
pub(crate) fn number_of(reading: &Reading<'_>, figures: Figures) -> Option<(String, String)> {
    let (amount, unit) = (reading.amount()?, reading.row.facts.unit);
    if reading.verdict == Verdict::Described {
        let (number, unit) = level(amount.value, unit, figures);
        return Some((number, unit.to_owned()));
    }
    Some(card_number(&amount, reading.class, unit, figures))
}
