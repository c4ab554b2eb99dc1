//! Whether the values of a dimension differ: Cochran's Q, tau² and I² of the rows that are shown (methods.md, section 6).
//!
//! Made of published estimates and standard errors alone, so that it tells nothing a reader could not work out. Values
//! count as independent: they are different people. Deliberately absent: tests of hidden rows, of single cohorts and
//! event times.

use std::collections::BTreeMap;

use crate::findings::{Subject, adjustment};
use crate::kernel::multiple_testing::adjust;
use crate::kernel::pooling::{MeanTest, Tau2Estimator, cochran_q, pool_random_effects};
use crate::vocab::{Duty, Estimand, Method, Multiplicity, OVERALL, Status};

use super::Row;

/// Differences between the shown values of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Heterogeneity {
    /// Of what.
    pub subject: Subject,
    /// What the values estimate.
    pub estimand: Estimand,
    /// At which horizon.
    pub horizon_days: Option<i64>,
    /// By what.
    pub dimension: String,
    /// Shown values.
    pub values: usize,
    /// Cochran's Q (ratios on the log scale).
    pub q: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// p-value of equal effects.
    pub p_value: f64,
    /// The same, adjusted over dimensions, programmes and roles by the procedure of the pipeline.
    pub p_adjusted: f64,
    /// Variance between the effects, in the squared unit (ratios: of logarithms), by REML; `None` when it does not settle.
    pub tau2: Option<f64>,
    /// Share of the variance that is not chance, per cent.
    pub i2_percent: Option<f64>,
}

impl Heterogeneity {
    /// The sheet of the workbook that holds all of them; the analysts' page names it.
    pub const SHEET: &'static str = "Do groups differ";
}

/// Every test of at least two shown values, in the order of the rows.
pub(super) fn heterogeneity(rows: &[Row], multiplicity: Multiplicity) -> Vec<Heterogeneity> {
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<(&Row, f64, f64)>> = Vec::new();
    for row in rows.iter().filter(|row| is_value(row)) {
        let (Some(estimate), Some(error)) = (row.estimate, row.std_error.filter(|s| *s > 0.0))
        else {
            continue;
        };
        let effect = if row.facts.unit.is_ratio() {
            estimate.ln()
        } else {
            estimate
        };
        let subject = &row.facts.subject;
        let key = (
            (&subject.outcome, &subject.programme, subject.role),
            (row.facts.estimand, row.facts.method == Method::LotteryItt),
            (row.horizon_days, &row.dimension),
        );
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push((row, effect, error * error));
    }
    let mut tests: Vec<Heterogeneity> = groups
        .iter()
        .filter(|members| members.len() >= 2)
        .filter_map(|members| test(members))
        .collect();
    adjust_families(&mut tests, multiplicity);
    tests
}

/// A shown effect on the people of one value.
fn is_value(row: &Row) -> bool {
    row.facts.status == Status::Published
        && row.dimension != OVERALL
        && row.event_time.is_none()
        && row.facts.estimand != Estimand::EquityGapChange
        && row.facts.method != Method::Descriptive
        && row.facts.subject.duty != Duty::NegativeControl
        && !matches!(
            row.facts.estimand,
            Estimand::AttCohort | Estimand::AttWave | Estimand::AttEvent
        )
}

fn test(members: &[(&Row, f64, f64)]) -> Option<Heterogeneity> {
    let (row, ..) = members.first()?;
    let effects: Vec<f64> = members.iter().map(|m| m.1).collect();
    let variances: Vec<f64> = members.iter().map(|m| m.2).collect();
    let found = cochran_q(&effects, &variances).ok()?;
    let spread = pool_random_effects(&effects, &variances, Tau2Estimator::Reml, MeanTest::Normal)
        .ok()
        .and_then(|pooled| pooled.heterogeneity);
    Some(Heterogeneity {
        subject: row.facts.subject.clone(),
        estimand: row.facts.estimand,
        horizon_days: row.horizon_days,
        dimension: row.dimension.clone(),
        values: members.len(),
        q: found.q,
        df: found.df,
        p_value: found.p_value,
        p_adjusted: found.p_value,
        tau2: spread.as_ref().map(|s| s.tau2),
        i2_percent: spread.map(|s| s.i2_percent),
    })
}

/// Families of the same outcome, estimand and horizon.
fn adjust_families(tests: &mut [Heterogeneity], multiplicity: Multiplicity) {
    let mut families: BTreeMap<(String, Estimand, Option<i64>), Vec<usize>> = BTreeMap::new();
    for (k, test) in tests.iter().enumerate() {
        let key = (
            test.subject.outcome.clone(),
            test.estimand,
            test.horizon_days,
        );
        families.entry(key).or_default().push(k);
    }
    for members in families.into_values() {
        let p: Vec<f64> = members.iter().map(|&k| tests[k].p_value).collect();
        for (&k, q) in members.iter().zip(adjust(&p, adjustment(multiplicity))) {
            tests[k].p_adjusted = q;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{DisclosurePolicy, review};
    use crate::findings::{Counts, Finding, Moment, Numbers, Population, Results};
    use crate::vocab::{Better, OutcomeKind, Role, RoleScope, Unit};

    fn finding(
        dimension: &str,
        value: &str,
        (estimate, std_error): (f64, f64),
        people: u64,
    ) -> Finding {
        Finding {
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
            population: Population::of_parts(vec![(dimension.to_owned(), value.to_owned())]),
            moment: Moment::default(),
            estimand: Estimand::Att,
            method: Method::DrDid,
            unit: Unit::Points,
            counts: Counts {
                treated: people,
                control: 10 * people,
                treated_on_support: people,
                control_on_support: 10 * people,
            },
            answer: Ok(Numbers {
                std_error: Some(std_error),
                ..Numbers::bare(estimate)
            }),
            evidence: None,
            notes: Vec::new(),
            against: None,
        }
    }

    fn tests(findings: Vec<Finding>, multiplicity: Multiplicity) -> Vec<Heterogeneity> {
        let results = Results {
            findings,
            multiplicity,
            ..Results::default()
        };
        let period = "2025Q4".parse().expect("a literal quarter");
        review(results, &DisclosurePolicy::default(), period)
            .heterogeneity()
            .to_vec()
    }

    #[test]
    fn two_groups_by_hand() {
        let found = tests(
            vec![
                finding("region", "North", (1.0, 1.0), 40),
                finding("region", "South", (3.0, 1.0), 40),
            ],
            Multiplicity::Bh,
        );
        // Mean 2, Q = 1 + 1; chi-square with one degree of freedom: p = erfc(1). REML of two: 2²/2 - 1; I² = 1/(1 + 1).
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].values, found[0].df), (2, 1.0));
        assert!((found[0].q - 2.0).abs() < 1e-12);
        assert!((found[0].p_value - 0.157_299_207_050_285).abs() < 1e-9);
        assert!((found[0].tau2.expect("settles") - 1.0).abs() < 1e-6);
        assert!((found[0].i2_percent.expect("settles") - 50.0).abs() < 1e-4);
    }

    #[test]
    fn hidden_rows_are_no_part_of_it_and_one_row_is_no_test() {
        let with = |people| {
            tests(
                vec![
                    finding("region", "North", (1.0, 1.0), 40),
                    finding("region", "South", (3.0, 1.0), 50),
                    finding("region", "West", (30.0, 1.0), people),
                ],
                Multiplicity::Bh,
            )
        };
        assert_eq!(with(60)[0].values, 3);
        // West is too small, and North would follow from the whole: South is left alone.
        assert!(with(9).iter().all(|h| h.q < 2.1), "{:?}", with(9));
        let one = vec![finding("region", "North", (1.0, 1.0), 40)];
        assert!(tests(one, Multiplicity::Bh).is_empty());
    }

    #[test]
    fn dimensions_are_adjusted_together() {
        let all = |multiplicity| {
            let found = tests(
                vec![
                    finding("region", "North", (1.0, 1.0), 40),
                    finding("region", "South", (3.0, 1.0), 40),
                    finding("grade", "low", (1.0, 1.0), 40),
                    finding("grade", "high", (5.0, 1.0), 40),
                ],
                multiplicity,
            );
            [found[0].p_adjusted, found[1].p_adjusted]
        };
        let (large, small) = (0.157_299_207_050_285, 0.004_677_734_981_047);
        let near = |found: [f64; 2], expected: [f64; 2]| {
            for (a, b) in found.iter().zip(expected) {
                assert!((a - b).abs() < 1e-9, "{a} {b}");
            }
        };
        near(all(Multiplicity::Bh), [large, 2.0 * small]);
        near(all(Multiplicity::By), [1.5 * large, 3.0 * small]);
        near(all(Multiplicity::Holm), [large, 2.0 * small]);
    }
}
