//! Weights from a logistic propensity score within a trial (Rosenbaum & Rubin 1983; for the effect on the treated,
//! Hirano & Imbens 2001): participants 1, control people p/(1 − p), scaled so that they add up to the participants.
//!
//! Control people whose score is 0.995 or more weigh nothing. Participants with a covariate value that no control person
//! of the trial has are left out first. The weights meet the participants' means only as far as the model is right;
//! the balance tables show how far.

use crate::kernel::difference::TRIMMED_ABOVE;
use crate::kernel::logit::fit_logit;
use crate::kernel::propensity::WeightRule;

use super::Mix;

/// Before scaling, control people must carry at least this share of the participants' weight (all of it is expected).
/// Where covariates separate the arms, scores run to 0 and 1 and next to nothing is left.
const LEAST_CARRIED: f64 = 0.01;

/// Weights by stratum: participants, control people. `None` where the model has no solution or the arms are separated.
pub(super) fn logistic(
    mix: &Mix<'_>,
    treated: &[f64],
    control: &[f64],
) -> Option<(Vec<f64>, Vec<f64>)> {
    let kept = mix.like_somebody(treated, control);
    let participants: f64 = kept.iter().sum();
    if participants <= 0.0 {
        return Some((vec![0.0; treated.len()], vec![0.0; control.len()]));
    }
    let fit = fit_logit(&mix.main_effects(&kept), &kept, control).ok()?;
    let odds: Vec<f64> = fit
        .probability
        .iter()
        .zip(control)
        .map(|(&p, &n)| {
            if n > 0.0 && p < TRIMMED_ABOVE {
                WeightRule::Treated.weight(false, p)
            } else {
                0.0
            }
        })
        .collect();
    let carried: f64 = odds.iter().zip(control).map(|(w, n)| w * n).sum();
    if !carried.is_finite() || carried < LEAST_CARRIED * participants {
        return None;
    }
    let scale = participants / carried;
    Some((
        kept.iter().map(|&t| f64::from(u8::from(t > 0.0))).collect(),
        odds.into_iter().map(|w| w * scale).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{comparison, strata};
    use super::*;
    use crate::kernel::design::Design;

    #[test]
    fn with_one_covariate_the_weights_are_those_of_the_cells() {
        let comparison = comparison(&[(3, false)]);
        let strata = strata(&[[0], [1], [2]]);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0],
            strata: &strata,
        };
        // A saturated model: p = t/(t + c), so the odds are t/c, and the participants without anybody like them are out.
        let (one, zero) = logistic(&mix, &[30.0, 5.0, 2.0], &[60.0, 80.0, 0.0]).expect("overlap");
        assert_eq!(one, [1.0, 1.0, 0.0]);
        assert!(
            (zero[0] - 0.5).abs() < 1e-9 && (zero[1] - 0.0625).abs() < 1e-9,
            "{zero:?}"
        );
        assert_eq!(zero[2], 0.0);
    }

    #[test]
    fn two_covariates_agree_with_a_model_of_single_people() {
        let comparison = comparison(&[(2, false), (2, false)]);
        let strata = strata(&[[0, 0], [0, 1], [1, 0], [1, 1]]);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata: &strata,
        };
        let (treated, control) = ([12.0, 5.0, 9.0, 20.0], [40.0, 10.0, 30.0, 15.0]);
        let (one, zero) = logistic(&mix, &treated, &control).expect("overlap");
        assert_eq!(one, [1.0; 4]);
        let total: f64 = zero.iter().zip(&control).map(|(w, n)| w * n).sum();
        assert!((total - 46.0).abs() < 1e-9);
        // Single people, other reference values.
        let (mut a, mut b, mut ones) = (Vec::new(), Vec::new(), Vec::new());
        for s in 0..4 {
            for (n, arm) in [(treated[s], 1.0), (control[s], 0.0)] {
                for _ in 0..n as usize {
                    a.push(1.0 - f64::from(strata[s][0]));
                    b.push(1.0 - f64::from(strata[s][1]));
                    ones.push(arm);
                }
            }
        }
        let zeros: Vec<f64> = ones.iter().map(|o| 1.0 - o).collect();
        let people = ones.len();
        let fit = fit_logit(
            &Design::with_constant(&[a.clone(), b.clone()], people),
            &ones,
            &zeros,
        )
        .expect("fits");
        let odds = |x: f64, y: f64| {
            let k = (0..people)
                .find(|&k| a[k] == x && b[k] == y)
                .expect("people");
            fit.probability[k] / (1.0 - fit.probability[k])
        };
        let (own, other) = (zero[0] / zero[3], odds(1.0, 1.0) / odds(0.0, 0.0));
        assert!((own - other).abs() < 1e-7, "{own} {other}");
        // Main effects do not give back the cells: 12/40, 5/10, 9/30, 20/15 have an interaction.
        assert!((zero[0] - 0.3).abs() > 0.01);
    }

    #[test]
    fn near_certain_control_people_weigh_nothing_and_separated_arms_have_no_weights() {
        let comparison = comparison(&[(2, false), (2, false)]);
        let mix = |strata| Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata,
        };
        let two = strata(&[[0, 0], [1, 0]]);
        let (_, zero) = logistic(&mix(&two), &[900.0, 10.0], &[1.0, 50.0]).expect("overlap");
        assert_eq!(zero[0], 0.0);
        assert!((zero[1] - 910.0 / 50.0).abs() < 1e-9);
        // Each value occurs in both arms, and yet a line separates them.
        let three = strata(&[[0, 0], [0, 1], [1, 0]]);
        let apart = logistic(&mix(&three), &[20.0, 0.0, 0.0], &[0.0, 30.0, 40.0]);
        assert_eq!(apart, None);
    }
}
