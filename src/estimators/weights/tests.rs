//! Weights by hand, what is said of them, and what holds of all of them.

use proptest::prelude::*;

use super::*;
use crate::panel::{Attendance, CellTable, Digit, Scope};
use crate::vocab::Role;

/// A comparison without people whose covariates have so many values, and a missing one; ordered or not.
pub(super) fn comparison(sizes: &[(usize, bool)]) -> Comparison {
    let digits = sizes.iter().enumerate().map(|(k, &(size, ordered))| Digit {
        name: format!("c{k}"),
        labels: (0..=size).map(|v| v.to_string()).collect(),
        ordered,
    });
    Comparison {
        scope: Scope::Programme(0),
        role: Role::Mentor,
        trials: Vec::new(),
        cells: CellTable {
            digits: digits.collect(),
            covariates: sizes.len(),
            codes: Vec::new(),
        },
        enrolments: std::collections::BTreeMap::new(),
        start: Vec::new(),
        attendance: Attendance::of(&[]),
    }
}

pub(super) fn strata<const N: usize>(digits: &[[u16; N]]) -> Vec<Vec<u16>> {
    digits.iter().map(|d| d.to_vec()).collect()
}

#[test]
fn exact_weights_reproduce_the_participants_mix() {
    let (treated, control) = exact(&[3.0, 5.0, 2.0], &[30.0, 10.0, 0.0]);
    assert_eq!(treated, [1.0, 1.0, 0.0]);
    assert_eq!(control, [0.1, 0.5, 0.0]);
}

#[test]
fn the_weighting_asked_for_is_used_and_said() {
    let comparison = comparison(&[(4, true), (2, false)]);
    let strata = strata(&[[0, 0], [1, 0], [2, 0], [3, 1]]);
    let mix = Mix {
        comparison: &comparison,
        covariates: &[0, 1],
        strata: &strata,
    };
    let full = || vec![(vec![4.0, 2.0, 3.0, 1.0], vec![8.0, 8.0, 9.0, 5.0])];
    let thin = || vec![(vec![4.0, 2.0, 3.0, 1.0], vec![0.0, 8.0, 9.0, 5.0])];
    let used = |people, wanted| population_weights(people, &mix, wanted).how;
    assert_eq!(used(full(), Weighting::Exact).used, WeightingUsed::Exact);
    assert_eq!(used(thin(), Weighting::Exact).used, WeightingUsed::Entropy);
    let cem = used(full(), Weighting::Cem);
    assert_eq!((cem.used, cem.support), (WeightingUsed::Coarsened, 1.0));
    assert!(cem.coarsened.is_empty());
    let cem = used(thin(), Weighting::Cem);
    assert_eq!(cem.coarsened, [("c0".to_owned(), Grain::Broader)]);
    assert_eq!(cem.support, 1.0);
    let logistic = used(thin(), Weighting::Logistic);
    assert_eq!(logistic.used, WeightingUsed::Logistic);
    // Nobody else is of the first band: its four of ten participants are left out.
    assert!((logistic.support - 0.6).abs() < 1e-12);
    assert!(!logistic.fell_back);
}

#[test]
fn a_trial_whose_arms_are_separated_falls_back_on_its_cells() {
    let comparison = comparison(&[(2, false), (2, false)]);
    let strata = strata(&[[0, 0], [0, 1], [1, 0]]);
    let mix = Mix {
        comparison: &comparison,
        covariates: &[0, 1],
        strata: &strata,
    };
    let people = vec![
        (vec![20.0, 0.0, 0.0], vec![0.0, 30.0, 40.0]),
        (vec![20.0, 5.0, 5.0], vec![10.0, 30.0, 40.0]),
    ];
    let found = population_weights(people, &mix, Weighting::Logistic);
    assert!(found.how.fell_back);
    assert_eq!(found.trials[0].treated_weight, [0.0; 3]);
    assert_eq!(found.trials[1].treated_weight, [1.0; 3]);
    assert!((found.how.support - 0.6).abs() < 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn control_people_stand_for_the_participants_on_support(
        people in prop::collection::vec(
            (prop::collection::vec(0u8..9, 12), prop::collection::vec(0u8..40, 12)),
            1..4,
        ),
    ) {
        let comparison = comparison(&[(3, true), (2, false)]);
        let grid: Vec<[u16; 2]> = (0..4).flat_map(|a| (0..3).map(move |b| [a, b])).collect();
        let strata = strata(&grid);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata: &strata,
        };
        let counts = |n: &[u8]| n.iter().map(|&n| f64::from(n)).collect::<Vec<f64>>();
        let people: Vec<TrialPeople> =
            people.iter().map(|(t, c)| (counts(t), counts(c))).collect();
        for wanted in [Weighting::Exact, Weighting::Entropy, Weighting::Cem, Weighting::Logistic] {
            let found = population_weights(people.clone(), &mix, wanted);
            prop_assert!((0.0..=1.0).contains(&found.how.support));
            for trial in &found.trials {
                let sum = |people: &[f64], weights: &[f64]| -> f64 {
                    people.iter().zip(weights).map(|(n, w)| n * w).sum()
                };
                let treated = sum(&trial.treated, &trial.treated_weight);
                let control = sum(&trial.control, &trial.control_weight);
                prop_assert!((treated - control).abs() < 1e-6 * treated.max(1.0), "{wanted:?}");
                for weights in [&trial.treated_weight, &trial.control_weight] {
                    prop_assert!(weights.iter().all(|w| w.is_finite() && *w >= 0.0));
                }
            }
        }
    }

    #[test]
    fn coarsened_strata_match_at_least_as_many_as_the_cells(
        treated in prop::collection::vec(0u8..9, 12),
        control in prop::collection::vec(0u8..3, 12),
    ) {
        let comparison = comparison(&[(3, true), (2, false)]);
        let grid: Vec<[u16; 2]> = (0..4).flat_map(|a| (0..3).map(move |b| [a, b])).collect();
        let strata = strata(&grid);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata: &strata,
        };
        let counts = |n: &[u8]| n.iter().map(|&n| f64::from(n)).collect::<Vec<f64>>();
        let people = vec![(counts(&treated), counts(&control))];
        let found = population_weights(people.clone(), &mix, Weighting::Cem);
        let cells = share(people[0].0.iter().zip(&people[0].1));
        prop_assert!(found.how.support >= cells);
        if control.iter().any(|c| *c > 0) && treated.iter().any(|t| *t > 0) {
            prop_assert!(found.how.support >= SUPPORT_NEEDED);
        }
    }
}
