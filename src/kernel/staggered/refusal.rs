//! What the reference implementation refuses to estimate.
//!
//! Purpose: agree with `did` on missing results too. The product itself has milder rules (see
//! [`crate::kernel::difference`]). Deliberately absent: minimum group sizes.

use nalgebra::DMatrix;

use crate::kernel::design::Design;
use crate::kernel::difference::DidMethod;
use crate::kernel::estimate::NotEstimable;
use crate::kernel::logit::fit_logit;
use crate::kernel::matrix::{invert, reciprocal_condition};

/// Fitted propensities from here on are refused (as `did` does).
const PROPENSITY_REFUSED: f64 = 0.999;

/// What `did::att_gt` refuses: a unit whose fitted propensity reaches 0.999 (estimators that use
/// propensities), and controls whose cross product is singular (estimators that use a regression).
/// `treated` tells the arm of each row.
pub fn refusal(design: &Design, treated: &[bool], method: DidMethod) -> Option<NotEstimable> {
    let flag = |yes: bool| f64::from(u8::from(yes));
    let ones: Vec<f64> = treated.iter().map(|t| flag(*t)).collect();
    let zeros: Vec<f64> = treated.iter().map(|t| flag(!*t)).collect();
    if method != DidMethod::OutcomeRegression {
        match fit_logit(design, &ones, &zeros) {
            Ok(fit) if fit.probability.iter().any(|p| *p >= PROPENSITY_REFUSED) => {
                return Some(NotEstimable::NoOverlap);
            }
            Ok(_) => {}
            Err(reason) => return Some(reason),
        }
    }
    if matches!(
        method,
        DidMethod::OutcomeRegression | DidMethod::DrTraditional | DidMethod::DrImproved
    ) {
        // columns that nobody has are no obstacle, a missing control is
        let all = invert(&design.gram(&vec![1.0; treated.len()]));
        let kept: Vec<usize> = (0..design.ncols()).filter(|j| all.kept[*j]).collect();
        let gram = design.gram(&zeros);
        let among = DMatrix::from_fn(kept.len(), kept.len(), |i, j| gram[(kept[i], kept[j])]);
        if reciprocal_condition(&among) < f64::EPSILON {
            return Some(NotEstimable::Singular);
        }
    }
    None
}
