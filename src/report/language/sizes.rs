//! Sizes and ranges in words: "3.8 more of every hundred", "anything from 1.6 points lower to 2.0 points higher".

use crate::vocab::Unit;

use super::super::number::{Figures, telling_decimals};
use super::super::prose::mark;
use super::super::reading::{Amount, OutcomeClass, Reading, Verdict};
use super::catalogue::args;

/// The id by which sentences choose the words around a number.
pub(crate) fn measure(class: OutcomeClass, unit: Unit) -> &'static str {
    match unit {
        Unit::Points => "points",
        Unit::Days => "days",
        Unit::PerHundredPerQuarter => "quarter",
        Unit::PercentagePoints if class == OutcomeClass::Share => "share",
        Unit::PercentagePoints => "hundred",
        Unit::Ratio => "ratio",
        Unit::Minutes => "minutes",
        Unit::Mark => "marks",
        Unit::PerPairing => "pairing",
        Unit::Number => "number",
    }
}

/// The id of a direction.
pub(crate) fn way(up: bool) -> &'static str {
    if up { "up" } else { "down" }
}

/// The size in words, its number marked as linked: `3.8 more of every hundred`.
pub(crate) fn size(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    let decimals = telling_decimals(unit, &[amount.value]);
    let value = if unit.is_ratio() {
        amount.value
    } else {
        amount.value.abs()
    };
    figures.say(
        "size",
        args![
            "measure" => measure(class, unit),
            "number" => mark(&figures.fixed(value, decimals)),
            "way" => way(amount.value >= 0.0),
        ],
    )
}

/// The same rounded for a headline: `about four more of every hundred`.
pub(crate) fn rough(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    if unit != Unit::PercentagePoints || class == OutcomeClass::Share {
        return size(amount, class, unit, figures);
    }
    let decimals = telling_decimals(unit, &[amount.value]);
    figures.say(
        "size",
        args![
            "measure" => measure(class, unit),
            "number" => mark(&figures.about(amount.value, decimals)),
            "way" => way(amount.value >= 0.0),
        ],
    )
}

/// The size without its direction, for sentences that named it: `3.1 points of 100`.
pub(crate) fn bare(amount: &Amount, class: OutcomeClass, unit: Unit, figures: Figures) -> String {
    let decimals = telling_decimals(unit, &[amount.value]);
    figures.say(
        "size-bare",
        args![
            "measure" => measure(class, unit),
            "number" => mark(&figures.fixed(amount.value.abs(), decimals)),
        ],
    )
}

/// The range in words, its numbers marked as linked; `None` without a range.
pub(crate) fn range(
    amount: &Amount,
    class: OutcomeClass,
    unit: Unit,
    figures: Figures,
) -> Option<String> {
    let (low, high) = amount.range?;
    let decimals = telling_decimals(unit, &[low, high]);
    let write = |x: f64| mark(&figures.fixed(x, decimals));
    let measure = measure(class, unit);
    if unit.is_ratio() || low >= 0.0 || high <= 0.0 {
        let up = unit.is_ratio() || low >= 0.0;
        let (near, far) = if up { (low, high) } else { (-high, -low) };
        return Some(figures.say(
            "range-one-side",
            args![
                "measure" => measure,
                "low" => write(near),
                "number" => write(far),
                "way" => way(up),
            ],
        ));
    }
    Some(figures.say(
        "range-both-sides",
        args!["measure" => measure, "low" => write(-low), "high" => write(high)],
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
    let unit = figures.say("size-on-card", args!["measure" => measure(class, unit)]);
    (number, unit)
}

/// A level without a comparison: its number and its unit.
pub(crate) fn level(value: f64, unit: Unit, figures: Figures) -> (String, &'static str) {
    let words = match unit {
        Unit::Points => figures.text("level.points"),
        Unit::PercentagePoints => figures.text("level.hundred"),
        Unit::Days => figures.text("level.days"),
        Unit::PerHundredPerQuarter => figures.text("level.quarter"),
        Unit::Minutes => figures.text("level.minutes"),
        Unit::Mark => figures.text("level.marks"),
        Unit::PerPairing => figures.text("level.pairing"),
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
