//! Coarsened exact matching (Iacus, King & Porro 2012).
//!
//! Purpose: strata from cut points and exact values, and the weights that make matched controls
//! stand for matched treated. Agrees with R `MatchIt` 4.5 (case `balance_lalonde`).
//! Deliberately absent: automatic cut points.

use std::collections::BTreeMap;

use super::estimate::NotEstimable;

/// Which end of a bin belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosedSide {
    /// (a, b]
    Right,
    /// [a, b)
    Left,
}

/// Bin number of a value: the number of cut points below it.
pub fn bin(value: f64, cutpoints: &[f64], closed: ClosedSide) -> usize {
    cutpoints
        .iter()
        .filter(|c| match closed {
            ClosedSide::Right => **c < value,
            ClosedSide::Left => **c <= value,
        })
        .count()
}

/// Result of the matching.
#[derive(Clone, Debug)]
pub struct Matched {
    /// Weight by row: treated 1, control (n₁/n₀ of the stratum) × (matched controls / matched treated), 0 when unmatched.
    pub weight: Vec<f64>,
    /// Number of the matched stratum by row.
    pub stratum: Vec<Option<usize>>,
    /// Matched treated.
    pub treated: usize,
    /// Matched controls.
    pub controls: usize,
    /// Strata with both arms.
    pub strata: usize,
}

/// Match within strata: `codes` is one row of bin numbers and exact codes per unit.
///
/// # Errors
/// [`NotEstimable::NoOverlap`] when no stratum holds both arms; [`NotEstimable::InvalidInput`] for unequal lengths.
pub fn match_strata(codes: &[Vec<usize>], treated: &[bool]) -> Result<Matched, NotEstimable> {
    if codes.len() != treated.len() {
        return Err(NotEstimable::InvalidInput("rows and arms differ in number"));
    }
    let mut counts: BTreeMap<&[usize], (usize, usize)> = BTreeMap::new();
    for (code, treated) in codes.iter().zip(treated) {
        let count = counts.entry(code.as_slice()).or_default();
        if *treated {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
    }
    counts.retain(|_, (n1, n0)| *n1 > 0 && *n0 > 0);
    let matched_treated: usize = counts.values().map(|c| c.0).sum();
    let matched_controls: usize = counts.values().map(|c| c.1).sum();
    if counts.is_empty() {
        return Err(NotEstimable::NoOverlap);
    }
    let scale = matched_controls as f64 / matched_treated as f64;
    let order: BTreeMap<&[usize], usize> =
        counts.keys().enumerate().map(|(i, k)| (*k, i)).collect();
    let (weight, stratum) = codes
        .iter()
        .zip(treated)
        .map(|(code, treated)| match counts.get(code.as_slice()) {
            None => (0.0, None),
            Some((n1, n0)) => {
                let weight = if *treated {
                    1.0
                } else {
                    *n1 as f64 / *n0 as f64 * scale
                };
                (weight, order.get(code.as_slice()).copied())
            }
        })
        .unzip();
    Ok(Matched {
        weight,
        stratum,
        treated: matched_treated,
        controls: matched_controls,
        strata: counts.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_by_hand() {
        // stratum 0: 1 treated, 2 controls; stratum 1: 2 treated, 1 control; stratum 2 has no controls
        let codes: Vec<Vec<usize>> = [0, 0, 0, 1, 1, 1, 2].iter().map(|c| vec![*c]).collect();
        let m =
            match_strata(&codes, &[true, false, false, true, true, false, true]).expect("overlap");
        assert_eq!((m.treated, m.controls, m.strata), (3, 3, 2));
        assert_eq!(m.weight, vec![1.0, 0.5, 0.5, 1.0, 1.0, 2.0, 0.0]);
        assert_eq!(m.stratum[6], None);
    }

    #[test]
    fn bins_are_closed_on_the_side_said() {
        assert_eq!(bin(2.0, &[1.0, 2.0], ClosedSide::Right), 1);
        assert_eq!(bin(2.0, &[1.0, 2.0], ClosedSide::Left), 2);
    }
}
