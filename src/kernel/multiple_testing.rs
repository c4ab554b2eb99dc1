//! Adjustment of a family of p values for the number of questions asked.
//!
//! Purpose: q values for one family, in the order in which the p values came. Invariants: an
//! adjusted value is never below its p value and never above 1; equal p values get equal answers;
//! the order of the input does not matter. Deliberately absent: which results form a family (that
//! is decided where the results are graded) and weighted or adaptive procedures.

/// A procedure that adjusts a family of p values. Figures agree with R's `p.adjust`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Adjustment {
    /// Benjamini and Hochberg (1995): false discovery rate.
    BenjaminiHochberg,
    /// Benjamini and Yekutieli (2001): false discovery rate under any dependence.
    BenjaminiYekutieli,
    /// Holm (1979): family-wise error, step-down Bonferroni.
    Holm,
    /// Hochberg (1988): family-wise error, step-up.
    Hochberg,
    /// Hommel (1988): family-wise error, closed Simes tests.
    Hommel,
    /// Bonferroni: family-wise error, p times the number of tests.
    Bonferroni,
    /// Šidák (1967): family-wise error of independent tests, 1 - (1 - p)^m.
    Sidak,
}

/// Benjamini–Hochberg q values of one family, in input order.
///
/// Values that are not numbers are left out of the family and come back as they are; use
/// [`adjust_present`] where a p value may be missing.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    adjust(p, Adjustment::BenjaminiHochberg)
}

/// Adjusted p values of one family by `method`, in input order.
///
/// Values that are not numbers are left out of the family and come back as they are; numbers
/// outside 0 to 1 count as the nearer end.
pub fn adjust(p: &[f64], method: Adjustment) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).filter(|&i| !p[i].is_nan()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let sorted: Vec<f64> = order.iter().map(|&i| p[i].clamp(0.0, 1.0)).collect();
    let mut out = p.to_vec();
    for (&i, value) in order.iter().zip(adjust_ascending(&sorted, method)) {
        out[i] = value.clamp(0.0, 1.0);
    }
    out
}

/// As [`adjust`], with missing p values left out of the family and kept missing.
pub fn adjust_present(p: &[Option<f64>], method: Adjustment) -> Vec<Option<f64>> {
    let present: Vec<f64> = p
        .iter()
        .flatten()
        .copied()
        .filter(|v| !v.is_nan())
        .collect();
    let mut adjusted = adjust(&present, method).into_iter();
    p.iter()
        .map(|v| match v {
            Some(value) if !value.is_nan() => adjusted.next(),
            _ => None,
        })
        .collect()
}

/// Adjusted values of an ascending family.
fn adjust_ascending(p: &[f64], method: Adjustment) -> Vec<f64> {
    let m = p.len() as f64;
    let rank = |i: usize| (i + 1) as f64;
    match method {
        Adjustment::BenjaminiHochberg => step_up(p, |i| m / rank(i)),
        Adjustment::BenjaminiYekutieli => {
            let harmonic: f64 = (1..=p.len()).map(|i| 1.0 / i as f64).sum();
            step_up(p, |i| harmonic * m / rank(i))
        }
        Adjustment::Hochberg => step_up(p, |i| m - i as f64),
        Adjustment::Holm => {
            let mut largest: f64 = 0.0;
            let step = |(i, &value): (usize, &f64)| {
                largest = largest.max((m - i as f64) * value);
                largest
            };
            p.iter().enumerate().map(step).collect()
        }
        Adjustment::Hommel => hommel(p),
        Adjustment::Bonferroni => p.iter().map(|value| m * value).collect(),
        Adjustment::Sidak => p
            .iter()
            .map(|value| -(m * (-value).ln_1p()).exp_m1())
            .collect(),
    }
}

/// Running minimum from the largest p value downwards of `factor(i) * p[i]`.
fn step_up(p: &[f64], factor: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut out = vec![1.0; p.len()];
    let mut smallest: f64 = 1.0;
    for i in (0..p.len()).rev() {
        smallest = smallest.min(factor(i) * p[i]);
        out[i] = smallest;
    }
    out
}

/// Hommel's adjusted values by the algorithm of Wright (1992).
fn hommel(p: &[f64]) -> Vec<f64> {
    let n = p.len();
    if n <= 1 {
        return p.to_vec();
    }
    let simes = p
        .iter()
        .enumerate()
        .map(|(i, value)| n as f64 * value / (i + 1) as f64)
        .fold(f64::INFINITY, f64::min);
    let mut adjusted = vec![simes; n];
    for m in (2..n).rev() {
        let split = n - m + 1;
        let tail = p[split..]
            .iter()
            .enumerate()
            .map(|(i, value)| m as f64 * value / (i + 2) as f64)
            .fold(f64::INFINITY, f64::min);
        let head_end = (m as f64 * p[split - 1]).min(tail);
        for (i, slot) in adjusted.iter_mut().enumerate() {
            let q = if i < split {
                (m as f64 * p[i]).min(tail)
            } else {
                head_end
            };
            *slot = slot.max(q);
        }
    }
    adjusted
        .iter()
        .zip(p)
        .map(|(a, value)| a.max(*value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (f, e) in found.iter().zip(expected) {
            assert!((f - e).abs() < 1e-12, "{found:?} against {expected:?}");
        }
    }

    #[test]
    fn five_values_by_hand() {
        let p = [0.04, 0.01, 0.03, 0.02, 0.05];
        near(&benjamini_hochberg(&p), &[0.05; 5]);
        near(
            &adjust(&p, Adjustment::Bonferroni),
            &[0.2, 0.05, 0.15, 0.1, 0.25],
        );
        near(
            &adjust(&p, Adjustment::Holm),
            &[0.09, 0.05, 0.09, 0.08, 0.09],
        );
        near(&adjust(&p, Adjustment::Hochberg), &[0.05; 5]);
        let harmonic = 1.0 + 0.5 + 1.0 / 3.0 + 0.25 + 0.2;
        near(
            &adjust(&p, Adjustment::BenjaminiYekutieli),
            &[0.05 * harmonic; 5],
        );
    }

    #[test]
    fn hommel_lies_between_simes_and_hochberg() {
        // R: p.adjust(c(0.01, 0.02, 0.022, 0.09), "hommel") = 0.03 0.04 0.044 0.09
        let p = [0.01, 0.02, 0.022, 0.09];
        near(&adjust(&p, Adjustment::Hommel), &[0.03, 0.04, 0.044, 0.09]);
        let hochberg = adjust(&p, Adjustment::Hochberg);
        for (low, high) in adjust(&p, Adjustment::Hommel).iter().zip(hochberg) {
            assert!(*low <= high + 1e-15);
        }
    }

    #[test]
    fn missing_values_do_not_count() {
        let q = adjust_present(
            &[Some(0.01), None, Some(0.04), Some(f64::NAN)],
            Adjustment::BenjaminiHochberg,
        );
        assert_eq!(q, vec![Some(0.02), None, Some(0.04), None]);
        assert!(benjamini_hochberg(&[]).is_empty());
        near(&benjamini_hochberg(&[0.3]), &[0.3]);
    }
}
