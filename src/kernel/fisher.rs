//! Fisher's exact test of a two-by-two table.
//!
//! Purpose: p value, conditional odds ratio and its exact limits. Invariants: the margins are
//! fixed; two-sided p sums the tables that are no more probable than the observed one. Deliberately
//! absent: larger tables and mid-p values.

use super::estimate::NotEstimable;
use super::root::bracketed_root;

/// Tables whose probability exceeds the observed one by less than this share count as equally
/// probable, as in R's `fisher.test`.
const SLACK: f64 = 1e-7;

/// Result of Fisher's test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FisherExact {
    /// Two-sided p value.
    pub p_value: f64,
    /// Conditional maximum-likelihood odds ratio; 0 or infinite at the ends of the support.
    pub odds_ratio: f64,
    /// Exact lower limit.
    pub low: f64,
    /// Exact upper limit.
    pub high: f64,
    /// Level of the limits.
    pub level: f64,
}

/// Two-sided p value of the table with rows (a, b) and (c, d).
///
/// # Errors
/// [`NotEstimable::Empty`] for an empty table, [`NotEstimable::OneCell`] when a row or a column is
/// empty.
pub fn fisher_exact_two_sided(a: u64, b: u64, c: u64, d: u64) -> Result<f64, NotEstimable> {
    Ok(Hypergeometric::of(a, b, c, d)?.two_sided_p())
}

/// Fisher's exact test of the table with rows (a, b) and (c, d), limits at `level`.
///
/// The odds ratio and the limits are solved to machine precision; R's `fisher.test` stops earlier
/// and differs by up to 4e-3.
///
/// # Errors
/// As [`fisher_exact_two_sided`], and [`NotEstimable::NotConverged`] when a limit is not found.
pub fn fisher_exact(
    a: u64,
    b: u64,
    c: u64,
    d: u64,
    level: f64,
) -> Result<FisherExact, NotEstimable> {
    let table = Hypergeometric::of(a, b, c, d)?;
    let tail = (1.0 - level) / 2.0;
    let x = table.observed;
    let last = table.log_mass.len() - 1;
    let odds_ratio = match x {
        0 => 0.0,
        _ if x == last => f64::INFINITY,
        _ => table.solve(|w| {
            let mean: f64 = w.iter().enumerate().map(|(i, p)| i as f64 * p).sum();
            mean - x as f64
        })?,
    };
    let low = match x {
        0 => 0.0,
        _ => table.solve(|w| w[x..].iter().sum::<f64>() - tail)?,
    };
    let high = match x {
        _ if x == last => f64::INFINITY,
        _ => table.solve(|w| w[..=x].iter().sum::<f64>() - tail)?,
    };
    Ok(FisherExact {
        p_value: table.two_sided_p(),
        odds_ratio,
        low,
        high,
        level,
    })
}

/// Distribution of the first cell given the margins.
struct Hypergeometric {
    /// Log probability, up to a constant, of each value of the support, at odds ratio 1.
    log_mass: Vec<f64>,
    /// Position of the observed table in the support.
    observed: usize,
}

impl Hypergeometric {
    fn of(a: u64, b: u64, c: u64, d: u64) -> Result<Self, NotEstimable> {
        let sum = |x: u64, y: u64| {
            x.checked_add(y)
                .filter(|total| *total < 1 << 52)
                .ok_or(NotEstimable::InvalidInput("a count is too large"))
        };
        let (row1, row2, column1, column2) = (sum(a, b)?, sum(c, d)?, sum(a, c)?, sum(b, d)?);
        if sum(row1, row2)? == 0 {
            return Err(NotEstimable::Empty);
        }
        if row1.min(row2).min(column1).min(column2) == 0 {
            return Err(NotEstimable::OneCell);
        }
        let first = column1.saturating_sub(row2);
        let last = row1.min(column1);
        if last - first > 20_000_000 {
            return Err(NotEstimable::InvalidInput("a count is too large"));
        }
        // sums outwards from the observed table keep the rounding small where the mass is
        let (m, n, k) = (row1 as f64, row2 as f64, column1 as f64);
        let log_ratio = |x: f64| ((m - x) * (k - x) / ((x + 1.0) * (n - k + x + 1.0))).ln();
        let observed = (a - first) as usize;
        let mut log_mass = vec![0.0; (last - first) as usize + 1];
        for i in observed + 1..log_mass.len() {
            log_mass[i] = log_mass[i - 1] + log_ratio((first + i as u64 - 1) as f64);
        }
        for i in (0..observed).rev() {
            log_mass[i] = log_mass[i + 1] - log_ratio((first + i as u64) as f64);
        }
        Ok(Self { log_mass, observed })
    }

    /// Probabilities at the odds ratio exp(`log_odds`).
    fn mass(&self, log_odds: f64) -> Vec<f64> {
        let tilted = |(i, l): (usize, &f64)| l + log_odds * i as f64;
        let top = self
            .log_mass
            .iter()
            .enumerate()
            .map(tilted)
            .fold(f64::NEG_INFINITY, f64::max);
        let mut mass: Vec<f64> = self
            .log_mass
            .iter()
            .enumerate()
            .map(|v| (tilted(v) - top).exp())
            .collect();
        let total: f64 = mass.iter().sum();
        for p in &mut mass {
            *p /= total;
        }
        mass
    }

    fn two_sided_p(&self) -> f64 {
        let mass = self.mass(0.0);
        // the observed table has log mass 0 by construction
        let limit = SLACK.ln_1p();
        let no_more_probable = self
            .log_mass
            .iter()
            .zip(&mass)
            .filter(|(l, _)| **l <= limit);
        no_more_probable.map(|(_, p)| p).sum::<f64>().min(1.0)
    }

    /// Odds ratio at which `f` of the probabilities is zero; `f` is monotone.
    fn solve(&self, f: impl Fn(&[f64]) -> f64) -> Result<f64, NotEstimable> {
        let at = |log_odds: f64| f(&self.mass(log_odds));
        let mut reach = 2.0;
        while reach < 1000.0 {
            if let Some(root) = bracketed_root(at, -reach, reach) {
                return Ok(root.exp());
            }
            reach *= 2.0;
        }
        Err(NotEstimable::NotConverged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lady_tasting_tea() {
        // R: fisher.test(rbind(c(3, 1), c(1, 3))): p = 0.4857143, odds ratio 6.408309,
        // limits 0.2117329 and 621.9337505
        let tea = fisher_exact(3, 1, 1, 3, 0.95).expect("a table with margins");
        assert!((tea.p_value - 34.0 / 70.0).abs() < 1e-14);
        assert!((tea.odds_ratio / 6.408_309 - 1.0).abs() < 1e-4);
        assert!((tea.low / 0.211_732_9 - 1.0).abs() < 1e-4);
        // R stops early there; the limit itself solves P(X <= 3) = 0.025
        assert!((tea.high / 621.933_750_5 - 1.0).abs() < 1e-2);
        let all = 1.0 + tea.high * (16.0 + tea.high * (36.0 + tea.high * (16.0 + tea.high)));
        assert!((1.0 - tea.high.powi(4) / all - 0.025).abs() < 1e-12);
    }

    #[test]
    fn ends_of_the_support() {
        let zero = fisher_exact(0, 5, 5, 5, 0.95).expect("a table with margins");
        assert_eq!((zero.odds_ratio, zero.low), (0.0, 0.0));
        assert!(zero.high.is_finite());
        let full = fisher_exact(5, 0, 5, 5, 0.95).expect("a table with margins");
        assert_eq!((full.odds_ratio, full.high), (f64::INFINITY, f64::INFINITY));
        assert_eq!(
            fisher_exact_two_sided(0, 0, 3, 4),
            Err(NotEstimable::OneCell)
        );
        assert_eq!(fisher_exact_two_sided(0, 0, 0, 0), Err(NotEstimable::Empty));
    }

    #[test]
    fn large_table_is_quick_and_sane() {
        let p = fisher_exact_two_sided(5_000, 95_000, 10_000, 190_000).expect("margins");
        assert!((p - 1.0).abs() < 1e-9);
    }
}
