//! Log-rank tests of k groups, with strata and the G-rho weights of Harrington & Fleming 1982.
//!
//! Invariant: the statistic does not depend on which group is left out. Weights of rows count as numbers of people.
//! Deliberately absent: trend tests. Agrees with R `survival::survdiff`.

use nalgebra::{DMatrix, DVector};

use crate::kernel::distribution::chi2_sf;
use crate::kernel::estimate::NotEstimable;
use crate::kernel::survival::observation::Row;

/// Outcome of a log-rank test.
#[derive(Debug, Clone, PartialEq)]
pub struct LogrankResult {
    /// Chi-squared statistic.
    pub chi_square: f64,
    /// Degrees of freedom: groups with a positive expected number, less one.
    pub df: f64,
    /// Upper-tail p.
    pub p_value: f64,
    /// Observed events by group, weighted by S(t−)^rho, summed over strata.
    pub observed: Vec<f64>,
    /// Expected events by group on the same footing.
    pub expected: Vec<f64>,
    /// Hypergeometric covariance of observed minus expected.
    pub covariance: DMatrix<f64>,
}

/// Test that the groups share one hazard within each stratum.
///
/// `group[i]` in 0..`groups` and `stratum[i]` belong to `rows[i]`; without strata give the same number everywhere. Event times are
/// weighted by the pooled Kaplan–Meier curve just before them to the power `rho` (0: log-rank; 1: Peto–Peto).
///
/// # Errors
/// [`NotEstimable::Empty`] without rows, [`NotEstimable::NoEvents`] without events, [`NotEstimable::OneCell`] when fewer than two
/// groups can have events, [`NotEstimable::ZeroVariance`] when observed minus expected cannot vary.
pub fn logrank(
    rows: &[Row],
    group: &[usize],
    groups: usize,
    stratum: &[u32],
    rho: f64,
) -> Result<LogrankResult, NotEstimable> {
    let usable = rows.len().min(group.len()).min(stratum.len());
    let mut order: Vec<usize> = (0..usable)
        .filter(|&i| rows[i].counts() && group[i] < groups)
        .collect();
    if order.is_empty() {
        return Err(NotEstimable::Empty);
    }
    order.sort_by(|&a, &b| {
        stratum[a]
            .cmp(&stratum[b])
            .then(rows[a].exit.total_cmp(&rows[b].exit))
    });
    let mut sums = Sums {
        observed: vec![0.0; groups],
        expected: vec![0.0; groups],
        covariance: DMatrix::zeros(groups, groups),
    };
    for part in order.chunk_by(|&a, &b| stratum[a] == stratum[b]) {
        sums.add_stratum(rows, group, part, rho);
    }
    if sums.observed.iter().sum::<f64>() <= 0.0 {
        return Err(NotEstimable::NoEvents);
    }
    sums.test()
}

struct Sums {
    observed: Vec<f64>,
    expected: Vec<f64>,
    covariance: DMatrix<f64>,
}

impl Sums {
    /// Add one stratum; `part` lists its rows by ascending exit.
    fn add_stratum(&mut self, rows: &[Row], group: &[usize], part: &[usize], rho: f64) {
        let k = self.observed.len();
        let mut late: Vec<usize> = part
            .iter()
            .copied()
            .filter(|&i| rows[i].entry > f64::NEG_INFINITY)
            .collect();
        late.sort_by(|&a, &b| rows[b].entry.total_cmp(&rows[a].entry));
        // one step an event time, latest first: events by group and numbers at risk by group
        let mut steps: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        let (mut risk, mut gone) = (vec![0.0; k], 0);
        for tied in part.chunk_by(|&a, &b| rows[a].exit >= rows[b].exit).rev() {
            let time = rows[tied[0]].exit;
            let mut events = vec![0.0; k];
            for &i in tied {
                let n = rows[i].weight * rows[i].count;
                risk[group[i]] += n;
                if rows[i].event {
                    events[group[i]] += n;
                }
            }
            while gone < late.len() && rows[late[gone]].entry >= time {
                let row = &rows[late[gone]];
                risk[group[late[gone]]] -= row.weight * row.count;
                gone += 1;
            }
            if events.iter().any(|&d| d > 0.0) {
                steps.push((events, risk.clone()));
            }
        }
        let mut survival = 1.0_f64;
        for (events, risk) in steps.iter().rev() {
            let (d, n): (f64, f64) = (events.iter().sum(), risk.iter().sum());
            let weight = if rho == 0.0 { 1.0 } else { survival.powf(rho) };
            for g in 0..k {
                self.observed[g] += weight * events[g];
                self.expected[g] += weight * d * risk[g] / n;
            }
            if n > 1.0 {
                let scale = weight * weight * d * (n - d) / (n * (n - 1.0));
                for g in 0..k {
                    self.covariance[(g, g)] += scale * risk[g];
                    for h in 0..k {
                        self.covariance[(g, h)] -= scale * risk[g] * risk[h] / n;
                    }
                }
            }
            survival *= ((n - d) / n).max(0.0);
        }
    }

    fn test(self) -> Result<LogrankResult, NotEstimable> {
        let present: Vec<usize> = (0..self.expected.len())
            .filter(|&g| self.expected[g] > 0.0)
            .collect();
        if present.len() < 2 {
            return Err(NotEstimable::OneCell);
        }
        let free = &present[1..];
        let m = free.len();
        let deviation = DVector::from_fn(m, |i, _| self.observed[free[i]] - self.expected[free[i]]);
        let covariance = DMatrix::from_fn(m, m, |i, j| self.covariance[(free[i], free[j])]);
        let solved = covariance
            .cholesky()
            .ok_or(NotEstimable::ZeroVariance)?
            .solve(&deviation);
        let chi_square = deviation.dot(&solved);
        if !chi_square.is_finite() {
            return Err(NotEstimable::ZeroVariance);
        }
        let df = m as f64;
        Ok(LogrankResult {
            chi_square,
            df,
            p_value: chi2_sf(chi_square, df),
            observed: self.observed,
            expected: self.expected,
            covariance: self.covariance,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_people_by_hand() {
        // group 0: event 1, event 3; group 1: event 2, censored 4
        let rows = [
            Row::new(1.0, true),
            Row::new(3.0, true),
            Row::new(2.0, true),
            Row::new(4.0, false),
        ];
        let result = logrank(&rows, &[0, 0, 1, 1], 2, &[0; 4], 0.0).unwrap();
        // expected in group 0: 2/4 + 1/3 + 1/2; variance 1/4 + 2/9 + 1/4
        assert!((result.expected[0] - 4.0 / 3.0).abs() < 1e-14);
        let variance = 0.25 + 2.0 / 9.0 + 0.25;
        assert!((result.covariance[(0, 0)] - variance).abs() < 1e-14);
        assert!((result.chi_square - (2.0_f64 / 3.0).powi(2) / variance).abs() < 1e-13);
    }

    #[test]
    fn reasons_for_no_test() {
        let quiet = [Row::new(1.0, false), Row::new(2.0, false)];
        assert_eq!(
            logrank(&quiet, &[0, 1], 2, &[0; 2], 0.0),
            Err(NotEstimable::NoEvents)
        );
        let rows = [Row::new(1.0, true), Row::new(2.0, true)];
        assert_eq!(
            logrank(&rows, &[0, 0], 2, &[0; 2], 0.0),
            Err(NotEstimable::OneCell)
        );
        assert_eq!(logrank(&[], &[], 2, &[], 0.0), Err(NotEstimable::Empty));
    }
}
