//! Newton's steps up the likelihood of a logistic regression.
//!
//! Purpose: from where to begin, how far to go, when to stop. Invariant: no step lowers the likelihood. Deliberately absent:
//! which cells and columns take part (see the parent module).

use crate::kernel::design::Design;
use crate::kernel::estimate::NotEstimable;

/// Relative change of the deviance that ends the iteration (one further step is then taken).
const DEVIANCE_SETTLED: f64 = 1e-10;
/// Most Newton steps.
const MOST_STEPS: usize = 80;
/// From this step on a full step that helped is doubled while that helps more. A likelihood that settles is done by then; one
/// that rises for ever (values that decide the outcome together) is followed to its limit by leaps.
const LEAPS_FROM: usize = 6;
/// Given coefficients are begun at only if no linear predictor is beyond this: where a likelihood is flat, steps are lost.
const MOST_EXTREME_START: f64 = 12.0;

/// Probabilities and −2 log likelihood at one linear predictor.
pub(super) struct State {
    pub one: Vec<f64>,
    pub zero: Vec<f64>,
    pub deviance: f64,
}

fn evaluate(eta: impl Iterator<Item = f64>, ones: &[f64], zeros: &[f64]) -> State {
    let cells = ones.len();
    let (mut one, mut zero) = (Vec::with_capacity(cells), Vec::with_capacity(cells));
    let mut sum = 0.0;
    for ((eta, n1), n0) in eta.zip(ones).zip(zeros) {
        // one exponential serves both probabilities and both logarithms
        let small = (-eta.abs()).exp();
        let large_p = 1.0 / (1.0 + small);
        let small_p = small * large_p;
        sum += (n1 + n0) * small.ln_1p();
        if eta >= 0.0 {
            one.push(large_p);
            zero.push(small_p);
            sum += n0 * eta;
        } else {
            one.push(small_p);
            zero.push(large_p);
            sum -= n1 * eta;
        }
    }
    State {
        one,
        zero,
        deviance: 2.0 * sum,
    }
}

/// Where the iterations begin: at the constant alone, or at given coefficients when the likelihood is higher there. The given
/// coefficients come with the columns of theirs that the design has.
pub(super) fn beginning(
    design: &Design,
    ones: &[f64],
    zeros: &[f64],
    given: Option<(&[f64], &[usize])>,
) -> (Vec<f64>, State) {
    let mut beta = vec![0.0; design.ncols()];
    let rows = 0..design.nrows();
    if rows.clone().all(|i| design.row(i).next() == Some((0, 1.0))) {
        let (one, zero): (f64, f64) = (ones.iter().sum(), zeros.iter().sum());
        beta[0] = (one / zero).ln();
    }
    let state = evaluate(rows.map(|_| beta[0]), ones, zeros);
    if let Some((coefficients, columns)) = given {
        let finite = |c: f64| if c.is_finite() { c } else { 0.0 };
        let other: Vec<f64> = columns
            .iter()
            .map(|&j| coefficients.get(j).copied().map_or(0.0, finite))
            .collect();
        if design
            .predictor(&other)
            .all(|eta| eta.abs() < MOST_EXTREME_START)
        {
            let there = evaluate(design.predictor(&other), ones, zeros);
            if there.deviance < state.deviance {
                return (other, there);
            }
        }
    }
    (beta, state)
}

/// Raises the likelihood by Newton's steps, each halved until the deviance does not rise, from given coefficients until it stops.
///
/// # Errors
/// [`NotEstimable::NotConverged`].
pub(super) fn maximise(
    standard: &Design,
    ones: &[f64],
    zeros: &[f64],
    total: &[f64],
    (mut beta, mut state): (Vec<f64>, State),
) -> Result<(Vec<f64>, State), NotEstimable> {
    let mut settled = false;
    for taken in 0..MOST_STEPS {
        let residual: Vec<f64> = ones
            .iter()
            .zip(total)
            .zip(&state.one)
            .map(|((one, n), p)| one - n * p)
            .collect();
        let step = standard
            .factor(&information_weights(&state, total))
            .solve(&standard.transpose_times(&residual));
        let at = |factor: f64| {
            let trial: Vec<f64> = beta
                .iter()
                .zip(step.iter())
                .map(|(b, s)| b + factor * s)
                .collect();
            let next = evaluate(standard.predictor(&trial), ones, zeros);
            (trial, next)
        };
        let mut factor = 1.0;
        let mut found = None;
        for _ in 0..40 {
            let (trial, next) = at(factor);
            if next.deviance <= state.deviance + 1e-12 * (state.deviance.abs() + 0.1) {
                found = Some((trial, next));
                break;
            }
            factor /= 2.0;
        }
        let Some((mut trial, mut next)) = found else {
            settled = true; // no step lowers the deviance: as good as rounding allows
            break;
        };
        while !settled && taken >= LEAPS_FROM && (1.0..64.0).contains(&factor) {
            factor *= 2.0;
            let (further, there) = at(factor);
            if there.deviance >= next.deviance {
                break;
            }
            (trial, next) = (further, there);
        }
        let moved = (state.deviance - next.deviance).abs() / (next.deviance.abs() + 0.1);
        (beta, state) = (trial, next);
        if settled {
            break;
        }
        settled = moved < DEVIANCE_SETTLED;
    }
    if !settled {
        return Err(NotEstimable::NotConverged);
    }
    Ok((beta, state))
}

/// Weights of the cells in the information matrix.
pub(super) fn information_weights(state: &State, total: &[f64]) -> Vec<f64> {
    total
        .iter()
        .zip(&state.one)
        .zip(&state.zero)
        .map(|((n, p), q)| n * p * q)
        .collect()
}
