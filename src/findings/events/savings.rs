//! What a difference of staying means in exits, and in money: exits avoided are the difference of survival times the participants
//! compared, their cost that times the mean salary of these participants times the cost of replacing somebody (a share of the yearly
//! salary, from the pipeline). The mean salary counts as known; the interval is that of the difference of survival.
//!
//! Nothing here says that the programme caused it: without a lottery the sentences compare with similar colleagues.

use std::fmt::Write as _;

use crate::panel::{Comparison, Panel};
use crate::tables::{Measure, Outcome};
use crate::vocab::money::coarse;

use super::super::{Counts, Numbers, ReplacementCost, Subject};

/// The cost of replacing a participant; `None` without a ratio or salaries, or when too few salaries are stated.
pub(in super::super) fn replacement_cost(
    panel: &Panel<'_>,
    comparison: &Comparison,
    outcome: &Outcome,
    subject: &Subject,
    minimum_group: u64,
) -> Option<ReplacementCost> {
    let Measure::TimeToExit {
        replacement_cost_ratio: Some(ratio),
        ..
    } = outcome.measure
    else {
        return None;
    };
    let salary = panel.mean_salary(comparison)?;
    (salary.people >= minimum_group).then(|| ReplacementCost {
        subject: subject.clone(),
        people: salary.people,
        ratio,
        per_exit: salary.mean * ratio,
    })
}

/// The note of a retention difference: exits, and their cost where it is known.
pub(in super::super) fn note(
    numbers: &Numbers,
    counts: Counts,
    cost: Option<&ReplacementCost>,
    currency: Option<&str>,
) -> Option<String> {
    let people = counts.treated as f64;
    let exits = |points: f64| points / 100.0 * people;
    let own = exits(numbers.estimate);
    let (low, high) = (exits(numbers.ci_low?), exits(numbers.ci_high?));
    let whole = |x: f64| told(x.round(), "fewer", "more");
    let mut text = format!(
        "Exits among the {} participants compared: {} than similar colleagues would have had ({}).",
        counts.treated,
        whole(own),
        range(&whole(low), &whole(high))
    );
    if let Some(cost) = cost {
        let money = |x: f64| told(coarse(x * cost.per_exit), "less", "more");
        let currency = currency.map_or_else(String::new, |c| format!(", in {c}"));
        let range = range(&money(low), &money(high));
        let _ = write!(
            text,
            " Cost of replacing them{currency}: {} ({range}).",
            money(own)
        );
    }
    Some(text)
}

/// A number with its direction; zero has none.
fn told(x: f64, positive: &str, negative: &str) -> String {
    if x > 0.0 {
        format!("{x} {positive}")
    } else if x < 0.0 {
        format!("{} {negative}", -x)
    } else {
        format!("0 {positive}")
    }
}

fn range(low: &str, high: &str) -> String {
    format!("95 % interval: from {low} to {high}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{Better, Duty, OutcomeKind, Role, RoleScope};

    fn cost(per_exit: f64) -> ReplacementCost {
        ReplacementCost {
            subject: Subject {
                outcome: "retention".to_owned(),
                outcome_label: "Leaving".to_owned(),
                kind: OutcomeKind::TimeToEvent,
                better: Better::Lower,
                duty: Duty::Question,
                programme: "a".to_owned(),
                programme_name: "A".to_owned(),
                model: None,
                role: RoleScope::One(Role::Mentor),
            },
            people: 340,
            ratio: 0.5,
            per_exit,
        }
    }

    fn told_of(estimate: f64, low: f64, high: f64, per_exit: Option<f64>) -> String {
        let numbers = Numbers {
            ci_low: Some(low),
            ci_high: Some(high),
            ..Numbers::bare(estimate)
        };
        let counts = Counts {
            treated: 340,
            control: 4000,
            treated_on_support: 340,
            control_on_support: 4000,
        };
        let cost = per_exit.map(cost);
        note(&numbers, counts, cost.as_ref(), Some("EUR")).expect("a range")
    }

    /// 3.5 points of 340 people are 11.9 exits; at 25 000 each 297 500.
    #[test]
    fn exits_and_their_cost_by_hand() {
        assert_eq!(
            told_of(3.5, 0.9, 6.1, Some(25_000.0)),
            "Exits among the 340 participants compared: 12 fewer than similar colleagues would have had (95 % interval: \
             from 3 fewer to 21 fewer). Cost of replacing them, in EUR: 300000 less (95 % interval: from 77000 less to \
             520000 less)."
        );
    }

    #[test]
    fn more_exits_are_said_as_more() {
        let text = told_of(-2.0, -5.0, 1.0, None);
        assert!(text.contains("7 more than similar colleagues"), "{text}");
        assert!(text.contains("from 17 more to 3 fewer"), "{text}");
        assert!(!text.contains("Cost"), "{text}");
    }
}
