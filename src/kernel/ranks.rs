//! The Mann–Whitney comparison of two groups by ranks.
//!
//! Purpose: U, its p values and the effect sizes that belong to it. Invariants: ties get mean
//! ranks; U counts pairs won by the first group, ties for one half. Deliberately absent: the
//! Hodges–Lehmann shift and paired designs.

use super::distribution::normal_two_sided_p;
use super::estimate::NotEstimable;

/// Sizes below which the exact distribution is used (when there are no ties), as R's `wilcox.test`.
const EXACT_BELOW: usize = 50;

/// Result of a Mann–Whitney comparison. Figures agree with R's `wilcox.test`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group is larger, ties counting one half.
    pub u: f64,
    /// Normal approximation with continuity correction and tie-corrected variance; `None` when all
    /// values are equal.
    pub p_corrected: Option<f64>,
    /// The same without continuity correction.
    pub p_uncorrected: Option<f64>,
    /// Exact two-sided p value; `None` with ties or with 50 or more values in a group.
    pub p_exact: Option<f64>,
    /// Cliff's delta, 2U/(n1 n2) - 1.
    pub cliff_delta: f64,
    /// Probability that a value of the first group is larger, U/(n1 n2).
    pub prob_superiority: f64,
}

/// Compares `first` with `second` by ranks.
///
/// # Errors
/// [`NotEstimable`] when a group is empty or a value is not a number.
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Result<MannWhitney, NotEstimable> {
    if first.is_empty() {
        return Err(NotEstimable::NoTreated);
    }
    if second.is_empty() {
        return Err(NotEstimable::NoControls);
    }
    if first.iter().chain(second).any(|v| v.is_nan()) {
        return Err(NotEstimable::InvalidInput("a value is not a number"));
    }
    let mut pooled: Vec<(f64, bool)> = first.iter().map(|v| (v + 0.0, true)).collect();
    pooled.extend(second.iter().map(|v| (v + 0.0, false)));
    pooled.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut rank_sum, mut tie_sum, mut ties) = (0.0, 0.0, false);
    let mut start = 0;
    for run in pooled.chunk_by(|a, b| a.0 == b.0) {
        let size = run.len() as f64;
        let last = (start + run.len()) as f64;
        let rank = f64::midpoint(start as f64 + 1.0, last);
        rank_sum += rank * run.iter().filter(|v| v.1).count() as f64;
        tie_sum += size * size * size - size;
        ties |= run.len() > 1;
        start += run.len();
    }
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let u = rank_sum - n1 * (n1 + 1.0) / 2.0;
    let pairs = n1 * n2;
    let total = n1 + n2;
    let variance = pairs / 12.0 * (total + 1.0 - tie_sum / (total * (total - 1.0)));
    let deviation = u - pairs / 2.0;
    let p_value = |correction: f64| {
        let shift = if deviation == 0.0 {
            0.0
        } else {
            correction.copysign(deviation)
        };
        (variance > 0.0).then(|| normal_two_sided_p((deviation - shift) / variance.sqrt()))
    };
    let small = first.len() < EXACT_BELOW && second.len() < EXACT_BELOW;
    Ok(MannWhitney {
        u,
        p_corrected: p_value(0.5),
        p_uncorrected: p_value(0.0),
        p_exact: (!ties && small).then(|| exact_p(u as usize, first.len(), second.len())),
        cliff_delta: 2.0 * u / pairs - 1.0,
        prob_superiority: u / pairs,
    })
}

/// Twice the smaller exact tail of U, at most 1.
fn exact_p(u: usize, n1: usize, n2: usize) -> f64 {
    // U has the distribution of its mirror image
    let tail = u.min(n1 * n2 - u);
    // ways[k][s]: subsets of k ranks among those seen so far with rank sum above minimum s
    let mut ways = vec![vec![0.0_f64; tail + 1]; n1 + 1];
    ways[0][0] = 1.0;
    for seen in 0..n1 + n2 {
        for k in (1..=n1.min(seen + 1)).rev() {
            // adding the rank `seen` (0-based) as the k-th chosen lifts U by seen - (k - 1)
            let lift = seen + 1 - k;
            for s in (lift..=tail).rev() {
                ways[k][s] += ways[k - 1][s - lift];
            }
        }
    }
    let favourable: f64 = ways[n1].iter().sum();
    let all = (0..n1).fold(1.0, |product, i| {
        product * (n1 + n2 - i) as f64 / (i + 1) as f64
    });
    (2.0 * favourable / all).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_tails_by_enumeration() {
        // 3 against 3: P(U = 0) = 1/20, P(U <= 1) = 2/20, P(U <= 4) = 13/20
        assert!((exact_p(0, 3, 3) - 0.1).abs() < 1e-15);
        assert!((exact_p(8, 3, 3) - 0.2).abs() < 1e-15);
        assert!((exact_p(4, 3, 3) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn ties_take_the_normal_route() {
        // R: wilcox.test(extra ~ group, sleep, exact = FALSE): W = 25.5, p = 0.06933
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let result = mann_whitney(&first, &second).expect("two groups");
        assert_eq!(result.u, 25.5);
        assert!((result.p_corrected.expect("varies") - 0.069_327_575_433_626_58).abs() < 1e-13);
        assert_eq!(result.p_exact, None);
    }

    #[test]
    fn all_equal_is_no_test() {
        let result = mann_whitney(&[1.0, 1.0], &[1.0]).expect("two groups");
        assert_eq!((result.p_corrected, result.cliff_delta), (None, 0.0));
        assert_eq!(mann_whitney(&[], &[1.0]), Err(NotEstimable::NoTreated));
    }
}
