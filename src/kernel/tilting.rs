//! Inverse probability tilting (Graham, Pinto & Egel 2012) on cells.
//!
//! Finds odds exp(xγ) for which the weighted controls have exactly the treated sums of every
//! column: Σ w(1−D)·exp(xγ)·x = Σ wD·x. Used by the improved doubly robust estimator.
//! The same equation, started without a propensity model, is entropy balancing of the first
//! moments (Hainmueller 2012, see `entropy`). Deliberately absent: higher moments, penalties.

use super::design::Design;
use super::estimate::NotEstimable;

/// Largest gradient, per treated weight, at which the equation counts as solved. Columns are
/// expected on a common scale ([`Design::standardised`]).
const SOLVED: f64 = 1e-13;
/// Gradient below which a stalled search still counts as solved.
const NEARLY_SOLVED: f64 = 1e-9;
/// Most Newton steps.
const MOST_STEPS: usize = 200;

/// Odds per cell from weighted counts of treated (`ones`) and controls (`zeros`); `start` are the
/// coefficients to begin with (a logit fit on the same design).
///
/// # Errors
/// [`NotEstimable::NoOverlap`] when the treated means lie outside what the controls can reach.
pub fn tilted_odds(
    design: &Design,
    ones: &[f64],
    zeros: &[f64],
    start: &[f64],
) -> Result<Vec<f64>, NotEstimable> {
    let target = design.transpose_times(ones);
    let target_slice = target.as_slice();
    let objective = |gamma: &[f64]| -> f64 {
        // a column without treated may start at −∞: its controls weigh nothing
        let linear: f64 = gamma
            .iter()
            .zip(target_slice)
            .filter(|(_, t)| **t != 0.0)
            .map(|(g, t)| g * t)
            .sum();
        let mut sum = -linear;
        for (i, zero) in zeros.iter().enumerate() {
            if *zero > 0.0 {
                sum += zero * design.dot(i, gamma).exp();
            }
        }
        sum
    };
    let scale: f64 = ones.iter().sum();
    let mut gamma = start.to_vec();
    gamma.resize(design.ncols(), 0.0);
    let mut current = objective(&gamma);
    let mut best = f64::INFINITY;
    for _ in 0..MOST_STEPS {
        let weight: Vec<f64> = zeros
            .iter()
            .enumerate()
            .map(|(i, z)| {
                if *z > 0.0 {
                    z * design.dot(i, &gamma).exp()
                } else {
                    0.0
                }
            })
            .collect();
        let gradient = design.transpose_times(&weight) - &target;
        let before = best;
        best = gradient.amax() / scale;
        // at the limit of rounding the gradient no longer falls
        if best < SOLVED || (best < NEARLY_SOLVED && best > before / 2.0) {
            break;
        }
        let step = design.factor(&weight).solve(&gradient);
        // the gain is quadratic in the gradient, so near the solution rounding hides it
        let slack = 1e-12 * (current.abs() + scale);
        let mut factor = 1.0;
        let mut moved = false;
        for _ in 0..60 {
            let trial: Vec<f64> = gamma
                .iter()
                .zip(step.iter())
                .map(|(g, s)| g - factor * s)
                .collect();
            let value = objective(&trial);
            if value <= current + slack {
                moved = true;
                (gamma, current) = (trial, value);
                break;
            }
            factor /= 2.0;
        }
        if !moved {
            break;
        }
    }
    if best < NEARLY_SOLVED {
        Ok(design.times(&gamma).into_iter().map(f64::exp).collect())
    } else {
        Err(NotEstimable::NoOverlap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighted_controls_reach_the_treated_sums() {
        let d = Design::with_constant(&[vec![0.0, 1.0, 2.0, 3.0]], 4);
        let (ones, zeros) = ([1.0, 2.0, 3.0, 4.0], [5.0, 4.0, 3.0, 2.0]);
        let odds = tilted_odds(&d, &ones, &zeros, &[0.0, 0.0]).expect("inside the hull");
        let total: f64 = odds.iter().zip(&zeros).map(|(o, z)| o * z).sum();
        let first: f64 = odds
            .iter()
            .zip(&zeros)
            .zip(0..)
            .map(|((o, z), x)| o * z * f64::from(x))
            .sum();
        assert!((total - 10.0).abs() < 1e-11 && (first - 20.0).abs() < 1e-11);
    }

    #[test]
    fn outside_the_hull_there_is_no_overlap() {
        let d = Design::with_constant(&[vec![0.0, 1.0, 5.0]], 3);
        let r = tilted_odds(&d, &[0.0, 0.0, 3.0], &[4.0, 4.0, 0.0], &[0.0, 0.0]);
        assert_eq!(r.err(), Some(NotEstimable::NoOverlap));
    }
}
