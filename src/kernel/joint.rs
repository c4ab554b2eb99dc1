//! Joint inference on several estimates: Wald test and simultaneous critical value.
//!
//! Both start from a covariance matrix. Invariants: generalised inverses with a stated tolerance,
//! degrees of freedom = rank; simulation is seeded and gives the same figure every time.
//! Deliberately absent: bootstrap of the data.

use nalgebra::{DMatrix, DVector, SymmetricEigen};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::distribution::{chi2_sf, f_sf, t_two_sided_p};
use super::estimate::NotEstimable;

/// Eigenvalues of the correlation matrix below this share of the largest count as zero.
pub const RANK_TOLERANCE: f64 = 1e-9;

/// Degrees of freedom that a joint test by F needs beside its parameters.
pub const DEGREES_LEFT: f64 = 2.0;

/// Draws of the simulation that are computed together.
const DRAWS_AT_ONCE: usize = 8;

/// A Wald test that several parameters are all zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wald {
    /// Chi-square statistic.
    pub statistic: f64,
    /// Degrees of freedom: rank of the covariance.
    pub df: usize,
    /// p value.
    pub p_value: f64,
}

/// Positions with positive variance and the correlation matrix among them.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when the matrix is not square or an entry is not finite.
fn correlation(covariance: &DMatrix<f64>) -> Result<(Vec<usize>, DMatrix<f64>), NotEstimable> {
    if !covariance.is_square() || !covariance.iter().all(|v| v.is_finite()) {
        return Err(NotEstimable::InvalidInput("a covariance"));
    }
    let kept: Vec<usize> = (0..covariance.nrows())
        .filter(|i| covariance[(*i, *i)] > 0.0)
        .collect();
    let matrix = DMatrix::from_fn(kept.len(), kept.len(), |i, j| {
        let (a, b) = (kept[i], kept[j]);
        covariance[(a, b)] / (covariance[(a, a)] * covariance[(b, b)]).sqrt()
    });
    Ok((kept, matrix))
}

/// Wald test of the pre-period effects (the pre-trend test of Callaway & Sant'Anna 2021).
///
/// `att` and their covariance in the same order. Estimates without variance are left out; the inverse
/// is the generalised inverse of the correlation with [`RANK_TOLERANCE`].
/// Agrees with `did::att_gt` (`W`, `Wpval`).
///
/// # Errors
/// [`NotEstimable::TooFewWaves`] when nothing is left to test; [`NotEstimable::InvalidInput`] for a covariance
/// that is not finite.
pub fn wald_pretest(att: &[f64], covariance: &DMatrix<f64>) -> Result<Wald, NotEstimable> {
    let nothing = NotEstimable::TooFewWaves {
        found: 0,
        needed: 1,
    };
    if att.len() != covariance.nrows() || att.len() != covariance.ncols() || att.is_empty() {
        return Err(nothing);
    }
    let (kept, matrix) = correlation(covariance)?;
    if kept.is_empty() {
        return Err(nothing);
    }
    let z = DVector::from_iterator(
        kept.len(),
        kept.iter().map(|i| att[*i] / covariance[(*i, *i)].sqrt()),
    );
    let eigen = SymmetricEigen::new(matrix);
    let largest = eigen.eigenvalues.max();
    let (mut statistic, mut df) = (0.0, 0);
    for (value, vector) in eigen
        .eigenvalues
        .iter()
        .zip(eigen.eigenvectors.column_iter())
    {
        if *value > RANK_TOLERANCE * largest {
            statistic += vector.dot(&z).powi(2) / value;
            df += 1;
        }
    }
    Ok(Wald {
        statistic,
        df,
        p_value: chi2_sf(statistic, df as f64),
    })
}

/// p value of the same hypothesis when the covariance is itself estimated, with so many degrees of freedom.
///
/// With df parameters and ν degrees, (ν − df + 1) / (ν df) times the statistic follows F(df, ν − df + 1): Hotelling's T²
/// (Hotelling 1931), as the test of Pustejovsky & Tipton 2018 (doi:10.1080/07350015.2016.1247004) for few clusters has it. Where fewer
/// than [`DEGREES_LEFT`] degrees are left the covariance cannot carry a joint test, and the parameters are tested one by one by t, the
/// smallest p times their number (Bonferroni). Tends to [`wald_pretest`] as ν grows.
///
/// # Errors
/// As [`wald_pretest`].
pub fn small_sample_pretest(
    att: &[f64],
    covariance: &DMatrix<f64>,
    degrees: f64,
) -> Result<f64, NotEstimable> {
    let wald = wald_pretest(att, covariance)?;
    let df = wald.df as f64;
    let left = degrees - df + 1.0;
    if left >= DEGREES_LEFT {
        return Ok(f_sf(wald.statistic * left / (degrees * df), df, left));
    }
    let varying = (0..att.len()).filter(|i| covariance[(*i, *i)] > 0.0);
    let alone: Vec<f64> = varying
        .map(|i| t_two_sided_p(att[i] / covariance[(i, i)].sqrt(), degrees))
        .collect();
    let smallest = alone.iter().copied().fold(1.0, f64::min);
    Ok((smallest * alone.len() as f64).min(1.0))
}

/// Critical value of the simultaneous (sup-t) band: the `level` quantile of max |Z|, Z normal with the
/// correlation of `covariance`; simulated with `draws` draws from a stream that `seed` fixes.
/// Montiel Olea & Plagborg-Møller (2019); case `did_mpdta`, block `…band`.
///
/// # Errors
/// [`NotEstimable::ZeroVariance`] when no parameter varies; [`NotEstimable::InvalidInput`] for a level
/// outside (0, 1) or no draws.
pub fn sup_t_critical(
    covariance: &DMatrix<f64>,
    level: f64,
    draws: usize,
    seed: u64,
) -> Result<f64, NotEstimable> {
    if !(level > 0.0 && level < 1.0) || draws == 0 {
        return Err(NotEstimable::InvalidInput(
            "the level or the number of draws",
        ));
    }
    let (kept, matrix) = correlation(covariance)?;
    if kept.is_empty() {
        return Err(NotEstimable::ZeroVariance);
    }
    let size = kept.len();
    let eigen = SymmetricEigen::new(matrix);
    let root =
        &eigen.eigenvectors * DMatrix::from_diagonal(&eigen.eigenvalues.map(|v| v.max(0.0).sqrt()));
    let rows: Vec<Vec<f64>> = root
        .row_iter()
        .map(|r| r.iter().copied().collect())
        .collect();
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    // Several draws beside each other: the sums run over all of them at once.
    let mut normal = vec![[0.0; DRAWS_AT_ONCE]; size];
    let mut largest: Vec<f64> = Vec::with_capacity(draws + DRAWS_AT_ONCE);
    while largest.len() < draws {
        for value in normal.as_flattened_mut() {
            *value = StandardNormal.sample(&mut stream);
        }
        let mut top = [0.0_f64; DRAWS_AT_ONCE];
        for row in &rows {
            let mut sums = [0.0; DRAWS_AT_ONCE];
            for (weight, normal) in row.iter().zip(&normal) {
                for (sum, z) in sums.iter_mut().zip(normal) {
                    *sum += weight * z;
                }
            }
            for (top, sum) in top.iter_mut().zip(sums) {
                *top = top.max(sum.abs());
            }
        }
        largest.extend(top);
    }
    largest.truncate(draws);
    largest.sort_unstable_by(f64::total_cmp);
    let position = level * (draws - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(draws - 1);
    Ok(largest[below] + (position - position.floor()) * (largest[above] - largest[below]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::distribution::normal_quantile;

    #[test]
    fn independent_parameters_follow_sidak() {
        // max of k independent |Z|: quantile at (1 + 0.95^(1/k))/2
        let c = sup_t_critical(&(DMatrix::identity(4, 4) * 3.0), 0.95, 200_000, 1).expect("varies");
        let exact = normal_quantile(f64::midpoint(1.0, 0.95_f64.powf(0.25)));
        assert!((c - exact).abs() < 0.01, "{c} {exact}");
        let again = sup_t_critical(&(DMatrix::identity(4, 4) * 3.0), 0.95, 200_000, 1);
        assert_eq!(again, Ok(c));
    }

    #[test]
    fn perfectly_correlated_parameters_count_once() {
        let covariance = DMatrix::from_element(3, 3, 4.0);
        let wald = wald_pretest(&[2.0, 2.0, 2.0], &covariance).expect("one direction");
        assert_eq!(wald.df, 1);
        assert!((wald.statistic - 1.0).abs() < 1e-12);
        assert!((wald.p_value - 0.317_310_507_862_914_1).abs() < 1e-12);
    }

    #[test]
    fn few_degrees_make_the_test_humble_and_many_do_not() {
        let (att, covariance) = ([1.0, -2.0], DMatrix::identity(2, 2));
        let wald = wald_pretest(&att, &covariance).expect("two directions");
        let many = small_sample_pretest(&att, &covariance, 1e7).expect("two directions");
        assert!((many - wald.p_value).abs() < 1e-6, "{many}");
        // T² = 5 with 11 degrees: F = 5 · 10 / 22 on 2 and 10, whose tail is (1 + 2F/10)^-5.
        let few = small_sample_pretest(&att, &covariance, 11.0).expect("two directions");
        assert!(
            (few - (1.0 + 2.0 * (50.0 / 22.0) / 10.0_f64).powi(-5)).abs() < 1e-12,
            "{few}"
        );
        // Two degrees carry no joint test of two: twice the smaller of the single ones.
        let alone = small_sample_pretest(&att, &covariance, 2.0).expect("two directions");
        assert!(
            (alone - 2.0 * t_two_sided_p(2.0, 2.0)).abs() < 1e-12,
            "{alone}"
        );
    }

    #[test]
    fn it_keeps_its_level_where_the_wald_test_does_not() {
        // Means of four numbers over ten independent groups, 2,000 times; nothing is true but chance.
        let (groups, size, rounds) = (10usize, 4usize, 2_000u32);
        let mut rng = ChaCha8Rng::seed_from_u64(9);
        let mut rejected = [0u32; 2];
        for _ in 0..rounds {
            let draws = DMatrix::from_fn(groups, size, |_, _| {
                let z: f64 = StandardNormal.sample(&mut rng);
                z
            });
            let mean = draws.row_mean();
            let off = DMatrix::from_fn(groups, size, |i, j| draws[(i, j)] - mean[j]);
            let n = groups as f64;
            let covariance = off.transpose() * off / (n * (n - 1.0));
            let att: Vec<f64> = mean.iter().copied().collect();
            let wald = wald_pretest(&att, &covariance).expect("it varies").p_value;
            let own = small_sample_pretest(&att, &covariance, n - 1.0).expect("it varies");
            rejected[0] += u32::from(wald < 0.05);
            rejected[1] += u32::from(own < 0.05);
        }
        let [wald, own] = rejected.map(|r| f64::from(r) / f64::from(rounds));
        // Three standard errors of five per cent are 1.5 points.
        assert!((own - 0.05).abs() < 0.015, "{own}");
        assert!(wald > 0.15, "{wald}");
    }
}
