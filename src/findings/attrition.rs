//! Who answered, and what unequal drop-out could do to a finding: the exhibit, and the remarks in words.

use crate::estimators::{ResponseAnswer, ResponseBounds};
use crate::kernel::trimming::TrimmedArm;
use crate::vocab::Unit;

use super::{Population, Subject};

/// Response rates behind one headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Attrition {
    /// Of what.
    pub subject: Subject,
    /// For whom.
    pub population: Population,
    /// Unit of the bounds.
    pub unit: Unit,
    /// Rates, difference, bounds.
    pub response: ResponseAnswer,
}

/// How much drift of the arms after the start an overall headline withstands.
#[derive(Debug, Clone, PartialEq)]
pub struct Withstanding {
    /// Of what.
    pub subject: Subject,
    /// Times the largest drift between two waves before the start, 0 when the headline does not exclude zero; or why
    /// it cannot be told.
    pub times: Result<f64, String>,
}

/// Whether a group's share is all or nothing, so that it is not shown to be.
pub(super) fn is_homogeneous(share: f64) -> bool {
    share >= 1.0 || share <= 0.0
}

/// What unequal drop-out could do, where bounds were asked for.
pub(super) fn drop_out_note(response: &ResponseAnswer, unit: Unit) -> Option<String> {
    let bounds = response.bounds.as_ref()?.as_ref().ok()?;
    let ResponseBounds {
        low,
        high,
        trimming,
    } = bounds;
    let how = match trimming.arm {
        TrimmedArm::Treated => "more",
        TrimmedArm::Control => "less",
    };
    // One figure of a pair must not give the other away.
    let by = if is_homogeneous(response.after.treated) || is_homogeneous(response.after.control) {
        String::new()
    } else {
        let points = 100.0 * response.difference.value.abs();
        format!(", by {points:.1} percentage points")
    };
    Some(format!(
        "Unequal drop-out: of those who answered before the start, participants answered afterwards {how} often than \
         similar colleagues{by}. Depending on who stayed away, the effect would lie between {} and {} {} (worst cases, \
         before chance).",
        tenths(*low),
        tenths(*high),
        unit.id()
    ))
}

/// A finding that withstands less than this withstands nothing to speak of.
const LEAST_TOLD: f64 = 0.01;

/// How much drift a headline withstands, where it stands at all.
pub(super) fn drift_note(times: f64) -> Option<String> {
    (times >= LEAST_TOLD).then(|| {
        // Under one, the second figure tells.
        let decimals = if times < 0.95 { 2 } else { 1 };
        format!(
            "Survives if, after the start, the groups had drifted apart from wave to wave by up to {times:.decimals$} times \
             the largest drift seen before it."
        )
    })
}

/// That answers speak for everybody asked.
pub(super) const WEIGHTED_NOTE: &str = "Answers are weighted by the inverse response rate of their arm and cell within \
     trial and wave, so that they stand for everybody asked.";

/// One decimal, and never a negative zero.
fn tenths(x: f64) -> String {
    format!("{:.1}", (x * 10.0).round() / 10.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::{BothArms, Effect};
    use crate::kernel::trimming::Trimming;

    fn response(treated: f64, control: f64) -> ResponseAnswer {
        ResponseAnswer {
            before: BothArms {
                treated: 0.8,
                control: 0.8,
            },
            after: BothArms { treated, control },
            difference: Effect {
                value: treated - control,
                std_error: 0.02,
                low: 0.0,
                high: 0.1,
                p_value: 0.05,
            },
            bounds: Some(Ok(ResponseBounds {
                low: -0.04,
                high: 3.12,
                trimming: Trimming::between(treated, control).expect("shares"),
            })),
        }
    }

    #[test]
    fn the_note_says_who_dropped_out_and_the_range() {
        let note = drop_out_note(&response(0.75, 0.7), Unit::Points).expect("bounds");
        assert!(
            note.contains(
                "answered afterwards more often than similar colleagues, by 5.0 percentage points"
            ),
            "{note}"
        );
        assert!(note.contains("between 0.0 and 3.1 points"), "{note}");
        let note = drop_out_note(&response(0.6, 0.7), Unit::Points).expect("bounds");
        assert!(note.contains("less often"), "{note}");
        let none = ResponseAnswer {
            bounds: None,
            ..response(0.72, 0.7)
        };
        assert_eq!(drop_out_note(&none, Unit::Points), None);
    }

    #[test]
    fn a_group_of_which_everybody_answered_is_not_given_away_by_the_difference() {
        let note = drop_out_note(&response(1.0, 0.7), Unit::Points).expect("bounds");
        assert!(!note.contains("percentage points"), "{note}");
    }

    #[test]
    fn what_does_not_stand_is_not_said_to_withstand_anything() {
        assert_eq!(drift_note(0.0), None);
        assert!(drift_note(1.44).is_some_and(|n| n.contains("up to 1.4 times")));
        assert!(drift_note(0.144).is_some_and(|n| n.contains("up to 0.14 times")));
    }
}
