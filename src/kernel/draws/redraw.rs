//! Randomisation inference (Fisher 1935): how often a lottery drawn again would differ as much as the one that was drawn.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::estimate::NotEstimable;

/// Redraws; a lottery with at most as many possible results is gone through in full.
pub const REDRAWS: usize = 4_000;

/// Statistics nearer to each other than this share count as equal.
const TIE: f64 = 1e-9;

/// A p-value by redrawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Redrawn {
    /// Two-sided p-value.
    pub p_value: f64,
    /// Whether every possible result was gone through.
    pub exact: bool,
}

/// The share of possible lotteries whose statistic is at least the observed one: exact where there are at most
/// [`REDRAWS`], else (1 + count)/(1 + [`REDRAWS`]) (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585). `statistic` is large
/// where the arms differ; a redraw without a statistic counts as at least as large.
///
/// # Errors
/// [`NotEstimable::ZeroVariance`] when the observed lottery has no statistic.
pub fn redraw_p(
    drawn: &[Vec<bool>],
    seed: u64,
    statistic: &dyn Fn(&[Vec<bool>]) -> Option<f64>,
) -> Result<Redrawn, NotEstimable> {
    let observed = statistic(drawn)
        .filter(|x| !x.is_nan())
        .ok_or(NotEstimable::ZeroVariance)?;
    let extreme = |drawn: &[Vec<bool>]| {
        statistic(drawn)
            .is_none_or(|x| x.is_nan() || x >= observed - TIE * observed.abs().min(f64::MAX))
    };
    if let Some(all) = every_result(drawn) {
        let count = all.iter().filter(|result| extreme(result)).count();
        return Ok(Redrawn {
            p_value: count as f64 / all.len() as f64,
            exact: true,
        });
    }
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let mut again = drawn.to_vec();
    let mut count = 0;
    for _ in 0..REDRAWS {
        for stratum in &mut again {
            for last in (1..stratum.len()).rev() {
                stratum.swap(last, stream.random_range(0..=last));
            }
        }
        count += usize::from(extreme(&again));
    }
    Ok(Redrawn {
        p_value: (1 + count) as f64 / (1 + REDRAWS) as f64,
        exact: false,
    })
}

/// Every result of the lottery, when there are at most [`REDRAWS`].
fn every_result(drawn: &[Vec<bool>]) -> Option<Vec<Vec<Vec<bool>>>> {
    let mut all: Vec<Vec<Vec<bool>>> = vec![Vec::new()];
    for stratum in drawn {
        let winners = stratum.iter().filter(|d| **d).count();
        let results = choices(stratum.len(), winners, REDRAWS / all.len())?;
        all = all
            .into_iter()
            .flat_map(|begun| {
                results.iter().map(move |result| {
                    let mut longer = begun.clone();
                    longer.push(result.clone());
                    longer
                })
            })
            .collect();
    }
    Some(all)
}

/// Every way to draw so many of so many; `None` when there are more than `most`.
fn choices(of: usize, winners: usize, most: usize) -> Option<Vec<Vec<bool>>> {
    let mut partial: Vec<Vec<bool>> = vec![Vec::with_capacity(of)];
    for place in 0..of {
        let left = of - place - 1;
        let mut next = Vec::new();
        for begun in partial {
            let won = begun.iter().filter(|d| **d).count();
            for drawn in [true, false] {
                let won = won + usize::from(drawn);
                if won <= winners && winners - won <= left {
                    let mut longer = begun.clone();
                    longer.push(drawn);
                    next.push(longer);
                }
            }
        }
        // Every beginning that is kept leads to at least one result.
        if next.len() > most {
            return None;
        }
        partial = next;
    }
    Some(partial)
}

#[cfg(test)]
mod tests {
    use super::super::mean_contrast;
    use super::*;

    fn p(values: &[Vec<f64>], drawn: &[Vec<bool>]) -> Redrawn {
        redraw_p(drawn, 7, &|d| Some(mean_contrast(values, d)?.studentised())).expect("a p-value")
    }

    #[test]
    fn small_lotteries_by_counting() {
        let drawn = vec![vec![false, false, false, true, true, true]];
        // 20 results. The most extreme split and its mirror: 2/20.
        let split = p(&[vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]], &drawn);
        assert_eq!(
            split,
            Redrawn {
                p_value: 0.1,
                exact: true
            }
        );
        // Losers 1, 2, 4: sums of three of 1..6 up to 7 are {1,2,3} and {1,2,4}, with their mirrors 4/20.
        let near = p(&[vec![1.0, 2.0, 4.0, 3.0, 5.0, 6.0]], &drawn);
        assert!((near.p_value - 0.2).abs() < 1e-12);
        // Two strata of 2 + 2: 36 results, of which the one drawn and its mirror differ most.
        let two = p(
            &[vec![1.0, 2.0, 11.0, 12.0], vec![5.0, 6.0, 15.0, 16.0]],
            &[
                vec![false, false, true, true],
                vec![false, false, true, true],
            ],
        );
        assert!((two.p_value - 2.0 / 36.0).abs() < 1e-12, "{two:?}");
        // Equal values: every result is as extreme.
        let flat = p(&[vec![3.0; 6]], &drawn);
        assert!((flat.p_value - 1.0).abs() < 1e-12);
    }

    #[test]
    fn large_lotteries_are_sampled_and_repeatable() {
        let n = 60;
        let drawn = vec![(0..n).map(|k| k % 2 == 0).collect::<Vec<bool>>()];
        let shifted: Vec<f64> = (0..n)
            .map(|k| {
                f64::from(u32::try_from(k * 37 % 61).unwrap_or(0))
                    + if k % 2 == 0 { 200.0 } else { 0.0 }
            })
            .collect();
        let far = p(&[shifted], &drawn);
        assert!(!far.exact);
        assert!(
            (far.p_value - 1.0 / 4001.0).abs() < 1e-12,
            "never as extreme again"
        );
        // A normal sample: the Monte-Carlo p-value agrees with Welch's t within its own error.
        let plain: Vec<f64> = (0..n)
            .map(|k| f64::from(u32::try_from(k * 37 % 61).unwrap_or(0)))
            .collect();
        let c = mean_contrast(std::slice::from_ref(&plain), &drawn).expect("a contrast");
        let t = super::super::super::distribution::t_two_sided_p(c.studentised(), c.df);
        let (one, two) = (p(std::slice::from_ref(&plain), &drawn), p(&[plain], &drawn));
        assert_eq!(one, two);
        assert!((one.p_value - t).abs() < 0.04, "{} and {t}", one.p_value);
    }
}
