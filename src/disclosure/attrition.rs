//! What may be shown of response rates and of drifts: as much as of the headline they stand behind. A share of all or
//! nobody is a bound, and what would give it away by subtraction is dropped with it.

use crate::estimators::{BothArms, Effect, ResponseBounds};
use crate::findings::{Attrition, Subject, Withstanding};
use crate::vocab::{Estimand, Status, Unit};

use super::Row;
use super::review::HOMOGENEOUS;

/// A share in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShownShare {
    /// As it is.
    Percent(f64),
    /// Everybody, or nearly: at least this.
    AtLeast(f64),
    /// Nobody, or nearly: at most this.
    AtMost(f64),
}

impl ShownShare {
    fn of(share: f64) -> ShownShare {
        if share >= 1.0 {
            ShownShare::AtLeast(HOMOGENEOUS)
        } else if share <= 0.0 {
            ShownShare::AtMost(100.0 - HOMOGENEOUS)
        } else {
            ShownShare::Percent(100.0 * share)
        }
    }

    fn is_exact(self) -> bool {
        matches!(self, ShownShare::Percent(_))
    }
}

/// Response rates of both arms behind a shown headline.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedAttrition {
    /// Of what.
    pub subject: Subject,
    /// Dimension of the population.
    pub dimension: String,
    /// Its value.
    pub value: String,
    /// Unit of the bounds.
    pub unit: Unit,
    /// Who answered before the start: participants, similar colleagues.
    pub before: [ShownShare; 2],
    /// Of them, who answers afterwards.
    pub after: [ShownShare; 2],
    /// Participants less colleagues, afterwards, in percentage points; absent where a share is a bound.
    pub difference: Option<Effect>,
    /// The effect when the difference is made of those with the lowest or highest changes, in `unit`.
    pub bounds: Option<(f64, f64)>,
    /// Whether the difference was large enough for bounds to be asked for.
    pub is_large: bool,
}

/// How much drift a shown overall headline withstands.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedWithstanding {
    /// Of what.
    pub subject: Subject,
    /// Times the largest drift before the start, or why it cannot be told.
    pub times: Result<f64, String>,
}

/// The shown headlines of scores.
pub(super) fn headlines(rows: &[Row]) -> Vec<&Row> {
    rows.iter()
        .filter(|r| {
            r.facts.status == Status::Published
                && r.facts.estimand == Estimand::Att
                && r.facts.method.is_did()
        })
        .collect()
}

/// Response rates of shown headlines, in their order.
pub(super) fn released_attrition(results: &[Attrition], shown: &[&Row]) -> Vec<ReleasedAttrition> {
    results
        .iter()
        .filter(|a| {
            shown.iter().any(|r| {
                r.facts.subject == a.subject
                    && r.dimension == a.population.dimension
                    && r.value == a.population.value
            })
        })
        .map(released)
        .collect()
}

fn released(attrition: &Attrition) -> ReleasedAttrition {
    let response = &attrition.response;
    let shares = |arms: BothArms| [arms.treated, arms.control].map(ShownShare::of);
    let after = shares(response.after);
    let percent = |e: Effect| Effect {
        value: 100.0 * e.value,
        std_error: 100.0 * e.std_error,
        low: 100.0 * e.low,
        high: 100.0 * e.high,
        p_value: e.p_value,
    };
    let limits = |b: &ResponseBounds| (b.low, b.high);
    ReleasedAttrition {
        subject: attrition.subject.clone(),
        dimension: attrition.population.dimension.clone(),
        value: attrition.population.value.clone(),
        unit: attrition.unit,
        before: shares(response.before),
        difference: after
            .iter()
            .all(|s| s.is_exact())
            .then(|| percent(response.difference)),
        after,
        bounds: response
            .bounds
            .as_ref()
            .and_then(|b| b.as_ref().ok().map(limits)),
        is_large: response.bounds.is_some(),
    }
}

/// What shown overall headlines withstand.
pub(super) fn released_withstanding(
    results: &[Withstanding],
    shown: &[&Row],
) -> Vec<ReleasedWithstanding> {
    results
        .iter()
        .filter(|w| {
            shown
                .iter()
                .any(|r| r.dimension == crate::vocab::OVERALL && r.facts.subject == w.subject)
        })
        .map(|w| ReleasedWithstanding {
            subject: w.subject.clone(),
            times: w.times.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::ResponseAnswer;
    use crate::findings::Population;
    use crate::vocab::{Better, Duty, OutcomeKind, Role, RoleScope};

    fn attrition(treated: f64) -> Attrition {
        Attrition {
            subject: Subject {
                outcome: "engagement".to_owned(),
                outcome_label: "Engagement".to_owned(),
                kind: OutcomeKind::Score,
                better: Better::Higher,
                duty: Duty::Question,
                programme: "a".to_owned(),
                programme_name: "A".to_owned(),
                model: None,
                role: RoleScope::One(Role::Mentor),
            },
            population: Population::overall(),
            unit: Unit::Points,
            response: ResponseAnswer {
                before: BothArms {
                    treated: 0.9,
                    control: 0.0,
                },
                after: BothArms {
                    treated,
                    control: 0.75,
                },
                difference: Effect {
                    value: treated - 0.75,
                    std_error: 0.02,
                    low: 0.01,
                    high: 0.09,
                    p_value: 0.01,
                },
                bounds: None,
            },
        }
    }

    #[test]
    fn shares_are_per_cent_and_all_of_a_group_is_a_bound() {
        let some = released(&attrition(0.8));
        assert_eq!(some.before[1], ShownShare::AtMost(5.0));
        assert_eq!(some.after[1], ShownShare::Percent(75.0));
        let difference = some.difference.expect("both shares are shown");
        assert!((difference.value - 5.0).abs() < 1e-9 && (difference.high - 9.0).abs() < 1e-9);
        let all = released(&attrition(1.0));
        assert_eq!(all.after[0], ShownShare::AtLeast(95.0));
        assert_eq!(all.difference, None);
    }

    #[test]
    fn nothing_is_shown_without_its_headline() {
        assert_eq!(released_attrition(&[attrition(0.8)], &[]), Vec::new());
    }
}
