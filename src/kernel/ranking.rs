//! Which of several pooled effects is the largest: probabilities and ranks from their joint posterior.
//!
//! The posterior is that of the normal random-effects model behind the empirical-Bayes values (Morris 1983,
//! doi:10.1080/01621459.1983.10477920), given tau²: the mean is μ ~ N(mean, se²), and each true effect, given μ, is
//! N(Bᵢyᵢ + (1 − Bᵢ)μ, Bᵢvᵢ) with Bᵢ = tau²/(tau² + vᵢ). Ranks are drawn from it (Laird & Louis 1989,
//! doi:10.3102/10769986014001029). Invariants: effects are drawn in an order of their values, so that the order in which
//! they are given changes nothing; ties are shared. Deliberately absent: the uncertainty of tau².

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::estimate::NotEstimable;
use super::pooling::Pooled;

/// Draws from the posterior; a probability near 0.95 is then known to 0.2 percentage points (one standard error).
pub const DRAWS: usize = 10_000;

/// Where one effect stands among the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Posterior probability that it is the largest.
    pub largest: f64,
    /// Mean rank; 1 is the largest.
    pub mean_rank: f64,
    /// Best rank of the central 95 %.
    pub rank_low: usize,
    /// Worst rank of the central 95 %.
    pub rank_high: usize,
}

/// The standing of each of the `effects` with sampling `variances` that were pooled into `pooled`, in their order.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when the pooling is of other effects or has no tau².
pub fn standings(
    effects: &[f64],
    variances: &[f64],
    pooled: &Pooled,
    seed: u64,
) -> Result<Vec<Standing>, NotEstimable> {
    let size = effects.len();
    let spread = pooled
        .heterogeneity
        .as_ref()
        .filter(|_| pooled.studies == size && variances.len() == size)
        .ok_or(NotEstimable::InvalidInput("a pooling of other effects"))?;
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&a, &b| {
        let by_effect = effects[a].total_cmp(&effects[b]);
        by_effect.then(variances[a].total_cmp(&variances[b]))
    });
    let parts: Vec<(f64, f64, f64)> = order
        .iter()
        .map(|&k| {
            let share = spread.tau2 / (spread.tau2 + variances[k]);
            let own = share * effects[k];
            (own, 1.0 - share, (share * variances[k]).sqrt())
        })
        .collect();
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let mut normal = || -> f64 { StandardNormal.sample(&mut stream) };
    // Ranks are counted in halves, so that ties can be shared.
    let mut counts = vec![vec![0_u32; 2 * size + 1]; size];
    let mut firsts = vec![0.0; size];
    let mut drawn = vec![0.0; size];
    for _ in 0..DRAWS {
        let mean = pooled.mean + pooled.std_error * normal();
        for (value, (own, rest, sd)) in drawn.iter_mut().zip(&parts) {
            *value = own + rest * mean + sd * normal();
        }
        let top = drawn.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let at_top = drawn.iter().filter(|x| **x >= top).count() as f64;
        for k in 0..size {
            let above = drawn.iter().filter(|x| **x > drawn[k]).count();
            let equal = drawn.iter().filter(|x| **x == drawn[k]).count();
            counts[k][2 * above + equal + 1] += 1;
            if above == 0 {
                firsts[k] += 1.0 / at_top;
            }
        }
    }
    let total = DRAWS as f64;
    let mut out = vec![None; size];
    for (place, &k) in order.iter().enumerate() {
        let counts = &counts[place];
        let mean: f64 = counts
            .iter()
            .enumerate()
            .map(|(halves, n)| halves as f64 / 2.0 * f64::from(*n))
            .sum();
        out[k] = Some(Standing {
            largest: firsts[place] / total,
            mean_rank: mean / total,
            rank_low: rank_at(counts, 0.025 * total, f64::floor),
            rank_high: rank_at(counts, 0.975 * total, f64::ceil),
        });
    }
    Ok(out.into_iter().flatten().collect())
}

/// The rank that so many draws do not exceed.
fn rank_at(counts: &[u32], upto: f64, whole: fn(f64) -> f64) -> usize {
    let mut sum = 0.0;
    for (halves, n) in counts.iter().enumerate() {
        sum += f64::from(*n);
        if sum >= upto && *n > 0 {
            return whole(halves as f64 / 2.0) as usize;
        }
    }
    counts.len() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::distribution::normal_cdf;
    use crate::kernel::pooling::pool_cautiously;

    fn found(effects: &[f64], variances: &[f64]) -> Vec<Standing> {
        let pooled = pool_cautiously(effects, variances).expect("pools");
        standings(effects, variances, &pooled, 7).expect("the same effects")
    }

    #[test]
    fn two_effects_by_hand() {
        // REML of two: tau² = 10²/2 - 1 = 49, B = 49/50. The difference of the true effects is N(0.98·10, 2·0.98): the mean
        // counts in both alike. P = Φ(9.8 / 1.4) is one; with 2 apart tau² = 1, B = 1/2: Φ(1 / 1).
        let far = found(&[10.0, 0.0], &[1.0, 1.0]);
        assert!(far[0].largest > 0.9999 && (far[0].rank_low, far[0].rank_high) == (1, 1));
        let near = found(&[2.0, 0.0], &[1.0, 1.0]);
        assert!(
            (near[0].largest - normal_cdf(1.0)).abs() < 0.012,
            "{near:?}"
        );
        assert!((near[0].largest + near[1].largest - 1.0).abs() < 1e-9);
        assert!((near[0].mean_rank - (2.0 - near[0].largest)).abs() < 1e-9);
        assert_eq!((near[1].rank_low, near[1].rank_high), (1, 2));
    }

    #[test]
    fn effects_without_spread_are_all_alike() {
        for standing in found(&[1.0, 1.1, 0.9, 1.05], &[1.0, 2.0, 1.5, 1.0]) {
            assert!((standing.largest - 0.25).abs() < 1e-9, "{standing:?}");
            assert!((standing.mean_rank - 2.5).abs() < 1e-9, "{standing:?}");
        }
    }

    #[test]
    fn the_order_changes_nothing() {
        let (effects, variances) = ([3.0, 1.0, 2.0, -4.0], [0.5, 0.4, 3.0, 1.0]);
        let forth = found(&effects, &variances);
        let turned: Vec<usize> = vec![2, 0, 3, 1];
        let pick = |from: &[f64]| turned.iter().map(|&k| from[k]).collect::<Vec<_>>();
        let back = found(&pick(&effects), &pick(&variances));
        for (place, &k) in turned.iter().enumerate() {
            assert!((back[place].largest - forth[k].largest).abs() < 2e-3);
            assert_eq!(back[place].rank_high, forth[k].rank_high);
        }
    }

    #[test]
    fn who_is_crowned_by_chance_and_who_is_crowned_rightly() {
        // 400 organisations of five programmes with errors of 0.7 to 1.4, alike or two points apart (standard deviation).
        let mut stream = ChaCha8Rng::seed_from_u64(20);
        let mut crowned = |spread: f64| {
            let (mut any, mut right) = (0, 0);
            for _ in 0..400 {
                let mut normal = || -> f64 { StandardNormal.sample(&mut stream) };
                let truths: Vec<f64> = (0..5).map(|_| spread * normal()).collect();
                let errors = [0.7, 0.9, 1.0, 1.2, 1.4];
                let effects: Vec<f64> = truths
                    .iter()
                    .zip(errors)
                    .map(|(t, e)| t + e * normal())
                    .collect();
                let variances = errors.map(|e| e * e);
                let found = found(&effects, &variances);
                if let Some(k) = found.iter().position(|s| s.largest >= 0.95) {
                    any += 1;
                    right += usize::from(truths.iter().all(|t| *t <= truths[k]));
                }
            }
            (any, right)
        };
        let (by_chance, _) = crowned(0.0);
        assert!(by_chance <= 20, "{by_chance} of 400 alike");
        let (any, right) = crowned(2.0);
        assert!(any >= 40 && right * 10 >= any * 9, "{right} of {any}");
    }

    #[test]
    fn another_pooling_is_refused() {
        let pooled = pool_cautiously(&[1.0, 2.0], &[1.0, 1.0]).expect("pools");
        assert!(standings(&[1.0], &[1.0], &pooled, 1).is_err());
    }
}
