//! Exits and their cost: sentences against sign and certainty, and what analysts read first.

use crate::disclosure::shown::{HazardChecks, TestResult};
use crate::findings::{Counts, Finding, ReplacementCost};
use crate::vocab::{Estimand, Method, Unit};

use super::*;

/// Retention of 400 mentors with this difference, error and grade; an exit costs 20 000.
fn retention(estimate: f64, se: f64, evidence: Evidence) -> Results {
    let ask = &asks()[0];
    let s = subject(ask, Some(rehearsal::PROGRAMMES[0]), Role::Mentor);
    Results {
        findings: vec![finding(
            ask,
            &s,
            Population::overall(),
            estimate,
            se,
            400,
            evidence,
        )],
        costs: vec![ReplacementCost {
            subject: s,
            people: 400,
            ratio: 0.5,
            per_exit: 20_000.0,
        }],
        ..Results::default()
    }
}

fn leaders(results: Results) -> String {
    let release = review(results, &DisclosurePolicy::default(), period());
    visible(page(&rendered(&release), "leaders.html"))
}

#[test]
fn exits_are_told_by_sign_and_certainty() {
    // 3.8 ± 1.96 · 0.9 points of 400 people: 15.2 exits, 8.1 to 22.3.
    let better = leaders(retention(3.8, 0.9, Evidence::Strong));
    assert!(
        better.contains(
            "Counted in exits among the 400 mentors: about 15 fewer within a year than among as many similar colleagues (between 8 and 22)."
        ),
        "{better}"
    );
    assert!(
        better.contains(
            "With 50 % of a yearly salary for each replacement, replacing those who left costs about EUR 300,000 less (between \
             EUR 160,000 and EUR 450,000)."
        ),
        "{better}"
    );
    let worse = leaders(retention(-3.8, 0.9, Evidence::Harm));
    assert!(
        worse.contains("about 15 more within a year") && worse.contains("about EUR 300,000 more"),
        "{worse}"
    );
    // 0.5 ± 1.96 points: 2 exits, −5.8 to 9.8.
    let unclear = leaders(retention(0.5, 1.0, Evidence::Inconclusive));
    assert!(
        unclear.contains(
            "it is not clear yet: within a year, anything from 6 more to 10 fewer than among as many similar colleagues."
        ),
        "{unclear}"
    );
    assert!(
        unclear.contains("anything from EUR 120,000 more to EUR 200,000 less for replacements"),
        "{unclear}"
    );
}

#[test]
fn a_cost_needs_salaries_and_a_shown_difference() {
    let mut few = retention(3.8, 0.9, Evidence::Strong);
    few.costs[0].people = 9;
    let text = leaders(few);
    assert!(
        text.contains("Counted in exits") && !text.contains("EUR"),
        "{text}"
    );
    let mut hidden = retention(3.8, 0.9, Evidence::Strong);
    hidden.findings[0].counts.treated_on_support = 4;
    let text = leaders(hidden);
    assert!(
        !text.contains("Counted in exits") && !text.contains("EUR"),
        "{text}"
    );
}

/// The hazard ratio of the same people, with the p-value of its test.
fn with_ratio(results: &mut Results, p: Option<f64>) {
    let mut ratio: Finding = results.findings[0].clone();
    ratio.estimand = Estimand::HazardRatio;
    ratio.method = Method::WeightedCox;
    ratio.unit = Unit::Ratio;
    ratio.moment.horizon_days = None;
    let numbers = ratio.answer.as_mut().expect("an answer");
    (numbers.estimate, numbers.ci_low, numbers.ci_high) = (0.7, Some(0.5), Some(0.9));
    numbers.proportional_p = p;
    results.findings.push(ratio);
}

#[test]
fn a_hazard_ratio_answers_only_when_it_does_not_change() {
    let text = |p| {
        let mut results = retention(3.8, 0.9, Evidence::Strong);
        with_ratio(&mut results, p);
        results.findings[0].answer = Err("Not estimable: too short.".to_owned());
        leaders(results)
    };
    assert!(text(Some(0.4)).contains("0.70"), "{}", text(Some(0.4)));
    for p in [Some(0.049), None] {
        assert!(!text(p).contains("0.70"), "{p:?}: {}", text(p));
    }
}

#[test]
fn analysts_read_restricted_mean_time_first_when_hazards_are_not_proportional() {
    let analysts = |p_value: f64| {
        let mut results = retention(3.8, 0.9, Evidence::Strong);
        with_ratio(&mut results, Some(p_value));
        let mut mean = results.findings[0].clone();
        (mean.estimand, mean.unit) = (Estimand::RmstDifference, Unit::Days);
        results.findings.push(mean);
        results.hazards.push(HazardChecks {
            subject: results.findings[0].subject.clone(),
            counts: Counts {
                treated: 400,
                control: 4000,
                treated_on_support: 400,
                control_on_support: 4000,
            },
            logrank: Err("Not estimable.".to_owned()),
            proportional: Ok(TestResult {
                chi_square: 5.0,
                p_value,
            }),
        });
        let release = review(results, &DisclosurePolicy::default(), period());
        visible(page(&rendered(&release), "analysts.html"))
    };
    let (constant, changing) = (analysts(0.05), analysts(0.049));
    assert!(
        constant.contains("hazard ratio 0.70 (0.50 to 0.90)"),
        "{constant}"
    );
    assert!(
        changing.contains("restricted mean time +4 days (+2 to +6)"),
        "{changing}"
    );
    assert!(constant.contains("not estimable"));
}
