//! The exact binomial test: how well a number of successes fits a declared probability.

use statrs::function::gamma::ln_gamma;

use super::estimate::NotEstimable;

/// Outcomes whose probability exceeds the observed one by less than this factor count as equally likely (as in R).
const TIE: f64 = 1.0 + 1e-7;

/// Two-sided exact p-value of `successes` in `trials` under `probability`: the sum of the probabilities of all outcomes
/// that are not more likely than the observed one (Clopper & Pearson's test by the method of small p-values). Agrees with
/// R `binom.test`.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] without trials, with more successes than trials, or with a probability that is not
/// strictly between 0 and 1.
pub fn binomial_p(successes: u64, trials: u64, probability: f64) -> Result<f64, NotEstimable> {
    let between = probability > 0.0 && probability < 1.0;
    if trials == 0 || successes > trials || !between {
        return Err(NotEstimable::InvalidInput("a binomial count"));
    }
    let n = trials as f64;
    let log_probability = |k: u64| {
        let k = k as f64;
        ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
            + k * probability.ln()
            + (n - k) * (-probability).ln_1p()
    };
    let limit = log_probability(successes) + TIE.ln();
    let sum: f64 = (0..=trials)
        .map(log_probability)
        .filter(|&p| p <= limit)
        .map(f64::exp)
        .sum();
    Ok(sum.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_exact_fractions() {
        // Sums of exact fractions; R: binom.test(7, 10)$p.value = 0.34375, binom.test(60, 100)$p.value = 0.05688793.
        for (successes, trials, probability, expected) in [
            (7, 10, 0.5, 0.34375),
            (60, 100, 0.5, 0.056_887_933_640_980_79),
            (520, 1000, 0.5, 0.217_448_293_204_140_94),
            (2, 20, 0.3, 0.052_627_948_729_727_12),
            (430, 1000, 0.5, 1.070_973_766_495_951_2e-5),
        ] {
            let p = binomial_p(successes, trials, probability).expect("a p-value");
            assert!(
                (p / expected - 1.0).abs() < 1e-9,
                "{successes}/{trials}: {p}"
            );
        }
        assert!(binomial_p(0, 0, 0.5).is_err());
        assert!(binomial_p(1, 2, 1.0).is_err());
        assert!(binomial_p(3, 2, 0.5).is_err());
    }
}
