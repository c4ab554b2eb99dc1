//! How a programme changes the difference between two groups: the effect on a group less the effect on the group that it is held
//! against, outcome by outcome (`equity_gap_change`, data contract, section 7).
//!
//! Each effect compares participants of its group with control people of the same group, so that what sets the groups apart anyway cancels in
//! each. The two groups are different people; where circles, pods or tracks hold people of both, their sums by cluster give the
//! covariance, and Var = s² + r² − 2 Cov. Levels are the gap with the programme (of the participants' levels) and without it (of the levels that
//! similar control people stand for). A change is wanted when it makes the gap smaller. Deliberately absent: crossed
//! dimensions, people for whom the dimension is not stated, effects that are no headline, and anything about a negative control.

use std::collections::BTreeMap;

use crate::estimators::{Breakdown, Spread, difference};
use crate::panel::{Comparison, Panel};
use crate::vocab::{Duty, Estimand, NOT_STATED, Unit};

use super::draft::{Draft, numbers};
use super::{Against, Numbers, Population};

/// What a headline's error shares with those of other groups, in the finding's unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shared {
    /// Position of the group among the breakdown's populations.
    pub population: usize,
    /// Degrees of freedom, and covariance with the groups at other positions.
    pub spread: Spread,
}

/// The changes of gaps of one outcome, from the headlines among its rows.
pub(super) fn gaps(
    panel: &Panel<'_>,
    comparison: &Comparison,
    breakdowns: &[Breakdown],
    drafts: &[Draft],
) -> Vec<Draft> {
    let mut found = Vec::new();
    for gap in &panel.study.equity_gaps {
        let dimension = gap.dimension.name();
        let Some(breakdown) = breakdowns.iter().find(|b| {
            b.dimensions.len() == 1
                && (0..b.len()).any(|p| b.parts(comparison, p)[0].0 == dimension)
        }) else {
            continue;
        };
        let largest = largest(comparison, breakdown);
        let Some(reference) = gap.reference.as_deref().or(largest.as_deref()) else {
            continue;
        };
        let headlines = drafts.iter().filter(|d| {
            let finding = &d.finding;
            finding.is_headline()
                && !d.inherits
                && finding.subject.duty != Duty::NegativeControl
                && finding.population.dimension == dimension
                && finding.population.value != NOT_STATED
        });
        // By horizon, in the order of the rows.
        let mut questions: BTreeMap<Option<u32>, Vec<&Draft>> = BTreeMap::new();
        for draft in headlines {
            let horizon = draft.finding.moment.horizon_days;
            questions.entry(horizon).or_default().push(draft);
        }
        for groups in questions.into_values() {
            let against = groups
                .iter()
                .find(|d| d.finding.population.value == reference);
            for group in &groups {
                if group.finding.population.value != reference {
                    found.push(change(group, against.copied(), reference));
                }
            }
        }
    }
    found
}

/// The value that most participants have; of several the first in the order of the pipeline.
fn largest(comparison: &Comparison, breakdown: &Breakdown) -> Option<String> {
    let mut people = vec![0u64; breakdown.len()];
    for row in comparison.trials.iter().flat_map(|t| &t.treated) {
        if let Some(p) = breakdown.populations.of_cell[row.cell as usize] {
            people[usize::from(p)] += 1;
        }
    }
    (0..breakdown.len())
        .map(|p| (people[p], breakdown.parts(comparison, p)[0].1.clone()))
        .filter(|(_, value)| value != NOT_STATED)
        .rev()
        .max_by_key(|(people, _)| *people)
        .map(|(_, value)| value)
}

/// One group held against another.
fn change(group: &Draft, reference: Option<&Draft>, name: &str) -> Draft {
    let mut finding = group.finding.clone();
    finding.estimand = Estimand::EquityGapChange;
    finding.evidence = None;
    finding.notes = vec![format!("Held against: {name}.")];
    finding.answer = match reference {
        None => Err(format!(
            "Not estimable: nobody who was compared belongs to the group {name}."
        )),
        Some(reference) => gap(group, reference),
    };
    let narrows = reference
        .and_then(|r| levels(group, r))
        .is_some_and(|[with, without]| with.abs() < without.abs());
    let grows = finding.answer.as_ref().is_ok_and(|n| n.estimate > 0.0);
    let more_is_wanted = grows == narrows;
    finding.against = Some(Against {
        population: Population::of_parts(vec![(
            finding.population.dimension.clone(),
            name.to_owned(),
        )]),
        counts: reference.map_or(finding.counts, |r| r.finding.counts),
        more_is_wanted,
    });
    Draft {
        finding,
        smallest: group.smallest,
        larger_is_better: more_is_wanted,
        inherits: false,
        shared: None,
    }
}

/// The gap with the programme and without it.
fn levels(group: &Draft, reference: &Draft) -> Option<[f64; 2]> {
    let own = group.finding.answer.as_ref().ok()?;
    let other = reference.finding.answer.as_ref().ok()?;
    Some([
        own.treated_level? - other.treated_level?,
        own.control_level? - other.control_level?,
    ])
}

fn gap(group: &Draft, reference: &Draft) -> Result<Numbers, String> {
    let [own, other] = [group, reference].map(|d| {
        d.finding.answer.as_ref().map_err(|reason| {
            format!(
                "Not estimable: {} has no effect of its own to hold against the other. {reason}",
                d.finding.population.value
            )
        })
    });
    let (own, other) = (own?, other?);
    let errors = [(group, own), (reference, other)].map(|(draft, numbers)| {
        let spread = draft.shared.as_ref().map(|s| &s.spread);
        let error = numbers.std_error.unwrap_or(f64::NAN);
        (error * error, spread.and_then(|s| s.degrees))
    });
    let at = reference.shared.as_ref().map(|s| s.population);
    let spread = group.shared.as_ref().map(|s| &s.spread);
    let covariance = spread
        .zip(at)
        .and_then(|(spread, at)| spread.shared.get(&at).copied())
        .unwrap_or(0.0);
    let effect = difference(own.estimate - other.estimate, errors, covariance)
        .map_err(|reason| reason.to_string())?;
    // Levels of a group that are all or nobody are told as bounds, which a gap would give away.
    let bounded = group.finding.unit == Unit::PercentagePoints
        && [own, other].iter().any(|n| {
            let levels = [n.treated_level, n.control_level].into_iter().flatten();
            levels
                .into_iter()
                .any(|level| level <= 0.0 || level >= 100.0)
        });
    let levels = levels(group, reference).filter(|_| !bounded);
    let worst = |pick: fn(&Numbers) -> Option<f64>, choose: fn(f64, f64) -> f64| {
        [pick(own), pick(other)]
            .into_iter()
            .flatten()
            .reduce(choose)
    };
    Ok(Numbers {
        treated_level: levels.map(|[with, _]| with),
        control_level: levels.map(|[_, without]| without),
        pretrend_p: worst(|n| n.pretrend_p, f64::min),
        max_abs_smd: worst(|n| n.max_abs_smd, f64::max),
        ..numbers(&effect, 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Counts, Finding, Moment, Subject};
    use crate::vocab::{Better, Method, OutcomeKind, Role, RoleScope};

    fn headline(value: &str, population: usize, levels: [f64; 2], error: f64) -> Draft {
        Draft {
            finding: Finding {
                subject: Subject {
                    outcome: "inclusion".to_owned(),
                    outcome_label: "Inclusion".to_owned(),
                    kind: OutcomeKind::Score,
                    better: Better::Higher,
                    duty: Duty::Question,
                    programme: "circles".to_owned(),
                    programme_name: "Circles".to_owned(),
                    model: None,
                    role: RoleScope::One(Role::Member),
                },
                population: Population::of_parts(vec![("gender".to_owned(), value.to_owned())]),
                moment: Moment::default(),
                estimand: Estimand::Att,
                method: Method::DrDid,
                unit: Unit::Points,
                counts: Counts::default(),
                answer: Ok(Numbers {
                    treated_level: Some(levels[0]),
                    control_level: Some(levels[1]),
                    std_error: Some(error),
                    ..Numbers::bare(levels[0] - levels[1])
                }),
                evidence: None,
                notes: Vec::new(),
                against: None,
            },
            smallest: None,
            larger_is_better: true,
            inherits: false,
            shared: Some(Shared {
                population,
                spread: Spread {
                    degrees: None,
                    shared: [(1 - population, 0.5)].into(),
                },
            }),
        }
    }

    #[test]
    fn a_gap_by_hand() {
        // Women 60 instead of 54, men 65 instead of 63: the gap of −9 becomes −5, a change of 4.
        let women = headline("Women", 0, [60.0, 54.0], 3.0);
        let men = headline("Men", 1, [65.0, 63.0], 4.0);
        let found = change(&women, Some(&men), "Men");
        let n = found.finding.answer.as_ref().expect("two effects");
        assert_eq!(
            (n.estimate, n.treated_level, n.control_level),
            (4.0, Some(-5.0), Some(-9.0))
        );
        // 9 + 16 − 2·0.5
        assert!((n.std_error.expect("an error") - 24f64.sqrt()).abs() < 1e-12);
        assert!(
            (n.ci_high.expect("a limit") - 4.0 - 1.959_963_984_540_054 * 24f64.sqrt()).abs() < 1e-9
        );
        assert!(found.larger_is_better, "a smaller gap is wanted");
        let back = change(&men, Some(&women), "Women");
        assert!(
            !back.larger_is_better,
            "seen from the other side, less of it"
        );
        let against = found.finding.against.expect("a reference");
        assert_eq!(against.population.value, "Men");
    }

    #[test]
    fn a_gap_that_turns_into_a_larger_one_is_not_narrowed() {
        let women = headline("Women", 0, [80.0, 54.0], 1.0);
        let men = headline("Men", 1, [65.0, 63.0], 1.0);
        let found = change(&women, Some(&men), "Men");
        assert!(!found.larger_is_better, "from −9 to +15");
    }

    #[test]
    fn without_one_of_the_two_there_is_no_gap() {
        let women = headline("Women", 0, [60.0, 54.0], 3.0);
        let reason = |d: Draft| d.finding.answer.expect_err("no gap");
        assert!(reason(change(&women, None, "Men")).starts_with("Not estimable: nobody"));
        let mut men = headline("Men", 1, [65.0, 63.0], 4.0);
        men.finding.answer = Err("Not estimable: too few.".to_owned());
        assert!(reason(change(&women, Some(&men), "Men")).contains("Men has no effect"));
    }
}
