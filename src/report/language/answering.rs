//! Sentences about who answered, and about drifts that a finding would withstand.

use crate::disclosure::{ReleasedAttrition, ShownShare};
use crate::vocab::Unit;

use super::super::number::{Figures, telling_decimals};
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
        format!(
            "{} ({} to {})",
            figures.signed(difference.value, 1),
            figures.signed(difference.low, 1),
            figures.signed(difference.high, 1)
        )
    })
}

/// Between what the effect would lie, depending on who stopped answering, for analysts.
pub(crate) fn reading(attrition: &ReleasedAttrition, figures: Figures) -> String {
    match attrition.bounds {
        Some((low, high)) => {
            let d = telling_decimals(attrition.unit, &[low, high]);
            format!(
                "between {} and {}{}",
                figures.signed(low, d),
                figures.signed(high, d),
                unit_after(attrition.unit)
            )
        }
        None if attrition.is_large => "cannot be computed".to_owned(),
        None => "at most 3 points apart".to_owned(),
    }
}

fn unit_after(unit: Unit) -> String {
    match words::unit(unit) {
        "" => String::new(),
        unit => format!(" {unit}"),
    }
}

/// How much drift a finding withstands, for analysts.
pub(crate) fn withstands(times: Result<f64, &str>, figures: Figures) -> String {
    match times {
        Err(reason) => reason.to_owned(),
        Ok(times) if times > 0.0 => format!(
            "Survives violations up to {} times the largest seen before the start",
            figures.fixed(times, if times < 0.95 { 2 } else { 1 })
        ),
        Ok(_) => "Does not exclude zero as it stands".to_owned(),
    }
}

/// For leaders: results that unequal drop-out alone could undo.
pub(crate) fn unequal(labels: &[String]) -> Option<String> {
    (!labels.is_empty()).then(|| {
        format!(
            "On {}, the two groups did not go on answering equally often. Depending on who stopped, there may be no difference at all.",
            words::list(labels)
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
        assert_eq!(unequal(&[]), None);
    }
}
