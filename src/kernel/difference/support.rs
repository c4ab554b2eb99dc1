//! Which treated cells the controls can speak for.
//!
//! Purpose: find treated cells off the common support. Invariant: a statement about rows and
//! columns alone, not about weights or outcomes. Deliberately absent: trimming by propensity.

use nalgebra::DVector;

use super::arms::ArmSums;
use crate::kernel::design::Design;
use crate::kernel::matrix::Factor;

/// How far a treated row may be from what the controls' rows reproduce (in column scale).
const OFF_SUPPORT_ABOVE: f64 = 1e-7;

/// Cells whose row lies in the row space of the control cells.
///
/// A column that is aliased among the controls is a fixed combination of kept columns there; a
/// row obeys every such combination exactly when controls can reproduce it.
pub(super) fn common_support(
    design: &Design,
    treated: &[ArmSums],
    control: &[ArmSums],
) -> Vec<bool> {
    let present: Vec<f64> = control
        .iter()
        .map(|s| f64::from(u8::from(s.weight > 0.0)))
        .collect();
    let (standard, _) = design.standardised(&present);
    let p = standard.ncols();
    let gram = standard.gram_lower(&present);
    let factor = Factor::of(&gram, p);
    let mut on = vec![true; standard.nrows()];
    let kept = factor.kept();
    for dropped in (0..p).filter(|j| !kept[*j]) {
        let entry = |i: usize, j: usize| gram[i.max(j) * p + i.min(j)];
        let combination = factor.solve(&DVector::from_fn(p, |i, _| entry(i, dropped)));
        for i in (0..standard.nrows()).filter(|i| treated[*i].weight > 0.0) {
            let (mut gap, mut size) = (0.0, 1.0_f64);
            for (column, value) in standard.row(i) {
                let part = if column == dropped {
                    value
                } else {
                    -value * combination[column]
                };
                gap += part;
                size = size.max(part.abs());
            }
            if gap.abs() > OFF_SUPPORT_ABOVE * size {
                on[i] = false;
            }
        }
    }
    on
}
