//! Entropy balancing of the first moments on cells (Hainmueller 2012).
//!
//! Purpose: control weights whose weighted means of the model columns equal the treated means.
//! Invariants: the weights of all controls add up to the number of treated; aliased columns are
//! dropped; the equation is solved to rounding or not at all. Agrees with R `ebal` 0.1-8 (case
//! `balance_lalonde`). Deliberately absent: higher moments, base weights other than one.

use super::design::Design;
use super::estimate::NotEstimable;
use super::tilting::tilted_odds;

/// Weight of a control person in each cell.
///
/// `treated` and `control` are counts (sums of weights) per cell; column 0 of the design is the
/// constant. Σ over cells of `control`·weight = Σ `treated`, and the same holds for every column.
///
/// # Errors
/// [`NotEstimable::NoTreated`], [`NotEstimable::NoControls`] when an arm is empty;
/// [`NotEstimable::NoOverlap`] when no weighting of the controls reaches the treated means;
/// [`NotEstimable::InvalidInput`] for unequal lengths.
pub fn entropy_balance(
    design: &Design,
    treated: &[f64],
    control: &[f64],
) -> Result<Vec<f64>, NotEstimable> {
    if treated.len() != design.nrows() || control.len() != design.nrows() {
        return Err(NotEstimable::InvalidInput(
            "arms and cells differ in number",
        ));
    }
    let (n1, n0): (f64, f64) = (treated.iter().sum(), control.iter().sum());
    if n1.is_nan() || n1 <= 0.0 {
        return Err(NotEstimable::NoTreated);
    }
    if n0.is_nan() || n0 <= 0.0 {
        return Err(NotEstimable::NoControls);
    }
    let total: Vec<f64> = treated.iter().zip(control).map(|(a, b)| a + b).collect();
    let (standard, _) = design.standardised(&total);
    let mut start = vec![0.0; design.ncols()];
    if let Some(constant) = start.first_mut() {
        *constant = (n1 / n0).ln();
    }
    tilted_odds(&standard, treated, control, &start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_total_are_met() {
        let d = Design::with_constant(&[vec![0.0, 1.0, 2.0], vec![1.0, 0.0, 1.0]], 3);
        let (t, c) = ([4.0, 3.0, 3.0], [10.0, 30.0, 20.0]);
        let w = entropy_balance(&d, &t, &c).expect("inside the hull");
        // three cells and three columns: the solution is t/c itself
        for i in 0..3 {
            assert!((w[i] - t[i] / c[i]).abs() < 1e-12);
        }
    }

    #[test]
    fn a_mean_out_of_reach_is_a_reason() {
        let d = Design::with_constant(&[vec![0.0, 1.0, 2.0]], 3);
        let r = entropy_balance(&d, &[0.0, 0.0, 5.0], &[10.0, 30.0, 0.0]);
        assert_eq!(r, Err(NotEstimable::NoOverlap));
    }
}
