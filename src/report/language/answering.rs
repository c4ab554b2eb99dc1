//! Sentences about who answered, and about drifts that a finding would withstand.

use crate::disclosure::{ReleasedAttrition, ShownShare};

use super::super::number::{Figures, telling_decimals};
use super::catalogue::args;
use super::words;

/// The shares of both arms; a bound where all or none of one answered.
pub(crate) fn shares(shares: [ShownShare; 2], figures: Figures) -> String {
    let [treated, control] = shares.map(|share| match share {
        ShownShare::Percent(x) => format!("{} %", figures.fixed(x, 0)),
        ShownShare::AtLeast(x) => format!("≥ {} %", figures.fixed(x, 0)),
        ShownShare::AtMost(x) => format!("≤ {} %", figures.fixed(x, 0)),
    });
    format!("{treated}, {control}")
}

/// The difference of the later shares, in points, with its 95 % interval.
pub(crate) fn difference(attrition: &ReleasedAttrition, figures: Figures) -> String {
    attrition.difference.map_or_else(String::new, |difference| {
        figures.spread(
            &figures.signed(difference.value, 1),
            &figures.signed(difference.low, 1),
            &figures.signed(difference.high, 1),
        )
    })
}

/// Between what the effect would lie, depending on who stopped answering, for analysts.
pub(crate) fn reading(attrition: &ReleasedAttrition, figures: Figures) -> String {
    match attrition.bounds {
        Some((low, high)) => {
            let d = telling_decimals(attrition.unit, &[low, high]);
            let unit = words::unit(attrition.unit, figures);
            let gap = if unit.is_empty() { "" } else { " " };
            figures.say(
                "answering-between",
                args![
                    "low" => figures.signed(low, d),
                    "high" => figures.signed(high, d),
                    "unit" => format!("{gap}{unit}"),
                ],
            )
        }
        None if attrition.is_large => figures.text("answering-unknown").to_owned(),
        None => figures.text("answering-near").to_owned(),
    }
}

/// How much drift a finding withstands, for analysts.
pub(crate) fn withstands(times: Result<f64, &str>, figures: Figures) -> String {
    match times {
        Err(reason) => reason.to_owned(),
        Ok(times) if times > 0.0 => figures.say(
            "answering-withstands",
            args!["times" => figures.fixed(times, if times < 0.95 { 2 } else { 1 })],
        ),
        Ok(_) => figures.text("answering-holds-zero").to_owned(),
    }
}

/// For leaders: results that unequal drop-out alone could undo.
pub(crate) fn unequal(labels: &[String], figures: Figures) -> Option<String> {
    (!labels.is_empty()).then(|| {
        figures.say(
            "answering-unequal",
            args!["labels" => words::list(labels, figures)],
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::settings::Locale;
    use super::*;

    #[test]
    fn drifts_are_told_in_times_of_what_was_seen() {
        let figures = Figures::new(Locale::EnGb);
        assert_eq!(
            withstands(Ok(1.44), figures),
            "Survives violations up to 1.4 times the largest seen before the start"
        );
        assert_eq!(
            withstands(Ok(0.144), figures),
            "Survives violations up to 0.14 times the largest seen before the start"
        );
        assert_eq!(
            withstands(Ok(0.0), figures),
            "Does not exclude zero as it stands"
        );
        assert_eq!(withstands(Err("Not estimable."), figures), "Not estimable.");
        assert_eq!(unequal(&[], figures), None);
    }
}
