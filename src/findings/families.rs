//! What only a family of findings can say: q-values and shrunken values (methods.md, section 6).

use std::collections::BTreeMap;

use crate::kernel::multiple_testing::{Adjustment, adjust_present};
use crate::kernel::pooling::pool_cautiously;
use crate::vocab::{Method, Multiplicity, OVERALL, Unit};

use super::draft::Draft;

/// The kernel's procedure for a pipeline's word.
pub fn adjustment(multiplicity: Multiplicity) -> Adjustment {
    match multiplicity {
        Multiplicity::Bh => Adjustment::BenjaminiHochberg,
        Multiplicity::By => Adjustment::BenjaminiYekutieli,
        Multiplicity::Holm => Adjustment::Holm,
    }
}

/// q-values by the procedure of the pipeline: families of the same outcome, estimand, horizon and dimension across programmes
/// and roles. Rows that will not be shown for want of people are not tests.
pub(super) fn q_values(drafts: &mut [Draft], minimum_group: u64, multiplicity: Multiplicity) {
    let mut families: BTreeMap<(String, &'static str, Option<u32>, String), Vec<usize>> =
        BTreeMap::new();
    for (k, draft) in drafts.iter().enumerate() {
        let finding = &draft.finding;
        if !draft.inherits && finding.answer.is_ok() && finding.smallest_group() >= minimum_group {
            let key = (
                finding.subject.outcome.clone(),
                finding.estimand.id(),
                finding.moment.horizon_days,
                finding.population.dimension.clone(),
            );
            families.entry(key).or_default().push(k);
        }
    }
    for members in families.into_values() {
        let p: Vec<Option<f64>> = members
            .iter()
            .map(|&k| {
                drafts[k]
                    .finding
                    .answer
                    .as_ref()
                    .ok()
                    .and_then(|n| n.p_value)
            })
            .collect();
        for (&k, q) in members
            .iter()
            .zip(adjust_present(&p, adjustment(multiplicity)))
        {
            if let Ok(numbers) = &mut drafts[k].finding.answer {
                numbers.q_value = q;
            }
        }
    }
}

/// Empirical-Bayes values over the values of a dimension: normal random effects by REML, Hartung–Knapp standard
/// error of the mean; ratios on the log scale.
pub(super) fn shrink(drafts: &mut [Draft], minimum_group: u64) {
    let mut families: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (k, draft) in drafts.iter().enumerate() {
        let finding = &draft.finding;
        // A description is no answer to the question that the comparisons of its family answer.
        // Changes of gaps share the group that they are held against.
        let compared = finding.method != Method::Descriptive && finding.against.is_none();
        let shown = finding.answer.is_ok() && finding.counts.smallest() >= minimum_group;
        if !draft.inherits && compared && shown && finding.population.dimension != OVERALL {
            let key = (
                finding.subject.outcome.clone(),
                finding.subject.programme.clone(),
                finding.subject.role,
                finding.estimand.id(),
                finding.moment.horizon_days,
                finding.population.dimension.clone(),
            );
            families.entry(key).or_default().push(k);
        }
    }
    for members in families.into_values().filter(|m| m.len() >= 2) {
        let ratio = drafts[members[0]].finding.unit == Unit::Ratio;
        let (mut effects, mut variances) = (Vec::new(), Vec::new());
        for &k in &members {
            if let Ok(numbers) = &drafts[k].finding.answer {
                effects.push(if ratio {
                    numbers.estimate.ln()
                } else {
                    numbers.estimate
                });
                variances.push(numbers.std_error.map_or(f64::NAN, |s| s * s));
            }
        }
        let pooled = pool_cautiously(&effects, &variances).ok();
        let Some(spread) = pooled.and_then(|p| p.heterogeneity) else {
            continue;
        };
        for (&k, shrunken) in members.iter().zip(&spread.shrunken) {
            if let Ok(numbers) = &mut drafts[k].finding.answer {
                let back = |x: f64| if ratio { x.exp() } else { x };
                numbers.shrunk_estimate = Some(back(shrunken.value));
                let (low, high) = shrunken.plain_interval();
                numbers.shrunk_low = Some(back(low));
                numbers.shrunk_high = Some(back(high));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Counts, Finding, Moment, Numbers, Population, Subject};
    use crate::vocab::{Better, Duty, Estimand, OutcomeKind, Role, RoleScope};

    fn draft(programme: &str, p: f64) -> Draft {
        Draft {
            finding: Finding {
                subject: Subject {
                    outcome: "engagement".to_owned(),
                    outcome_label: "Engagement".to_owned(),
                    kind: OutcomeKind::Score,
                    better: Better::Higher,
                    duty: Duty::Question,
                    programme: programme.to_owned(),
                    programme_name: programme.to_owned(),
                    model: None,
                    role: RoleScope::One(Role::Mentor),
                },
                population: Population::overall(),
                moment: Moment::default(),
                estimand: Estimand::Att,
                method: Method::DrDid,
                unit: Unit::Points,
                counts: Counts {
                    treated: 40,
                    control: 400,
                    treated_on_support: 40,
                    control_on_support: 400,
                },
                answer: Ok(Numbers {
                    p_value: Some(p),
                    ..Numbers::bare(1.0)
                }),
                evidence: None,
                notes: Vec::new(),
                against: None,
            },
            smallest: None,
            larger_is_better: true,
            inherits: false,
            shared: None,
        }
    }

    #[test]
    fn q_values_follow_the_procedure_asked_for() {
        let q = |multiplicity| -> Vec<f64> {
            let mut drafts = [draft("a", 0.01), draft("b", 0.04), draft("c", 0.03)];
            q_values(&mut drafts, 10, multiplicity);
            drafts
                .iter()
                .map(|d| d.finding.answer.as_ref().ok().and_then(|n| n.q_value))
                .map(|q| q.expect("adjusted"))
                .collect()
        };
        // R: p.adjust(c(0.01, 0.04, 0.03), method)
        let expected = [
            (Multiplicity::Bh, [0.03, 0.04, 0.04]),
            (Multiplicity::By, [0.055, 0.220_f64 / 3.0, 0.220 / 3.0]),
            (Multiplicity::Holm, [0.03, 0.06, 0.06]),
        ];
        for (multiplicity, expected) in expected {
            for (a, b) in q(multiplicity).iter().zip(expected) {
                assert!((a - b).abs() < 1e-12, "{multiplicity:?} {a} {b}");
            }
        }
    }
}
