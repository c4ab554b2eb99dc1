//! Difference of means between those drawn and those not drawn, by stratum.

use super::{Contrast, weights};

/// Sums of squares below this share of the total square are rounding.
const ROUNDING: f64 = 1e-24;

/// Difference of means, strata weighted by people drawn; variance of Neyman with each arm's own spread, degrees of
/// freedom of Satterthwaite. With one stratum this is Welch's t (R `t.test`). `None` when an arm of a stratum has fewer
/// than two people.
pub fn mean_contrast(values: &[Vec<f64>], drawn: &[Vec<bool>]) -> Option<Contrast> {
    let (mut value, mut level, mut variance, mut spread) = (0.0, 0.0, 0.0, 0.0);
    for ((values, drawn), weight) in values.iter().zip(drawn).zip(weights(drawn)) {
        let arm = |wanted: bool| {
            moments(
                values
                    .iter()
                    .zip(drawn)
                    .filter(|(_, d)| **d == wanted)
                    .map(|(x, _)| *x),
            )
        };
        let ((mean1, part1, df1), (mean0, part0, df0)) = (arm(true)?, arm(false)?);
        value += weight * (mean1 - mean0);
        level += weight * mean1;
        let square = weight * weight;
        variance += square * (part1 + part0);
        spread += (square * part1).powi(2) / df1 + (square * part0).powi(2) / df0;
    }
    (!values.is_empty() && value.is_finite()).then(|| Contrast {
        value,
        std_error: variance.sqrt(),
        df: if spread > 0.0 {
            variance * variance / spread
        } else {
            f64::INFINITY
        },
        treated_level: level,
    })
}

/// Mean, variance of the mean, degrees of freedom.
fn moments(values: impl Iterator<Item = f64>) -> Option<(f64, f64, f64)> {
    let (mut n, mut mean, mut squares, mut size) = (0.0, 0.0, 0.0, 0.0_f64);
    for x in values {
        n += 1.0;
        let step = x - mean;
        mean += step / n;
        squares += step * (x - mean);
        size = size.max(x * x);
    }
    if squares <= ROUNDING * size * n {
        squares = 0.0;
    }
    (n >= 2.0).then(|| (mean, squares / (n - 1.0) / n, n - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stratum_is_welch() {
        // By hand: means 5 and 2, variances 4 and 1, n 3 and 3; se² = 5/3, df = (5/3)²/((4/3)²/2 + (1/3)²/2) = 50/17.
        let c = mean_contrast(
            &[vec![3.0, 5.0, 7.0, 1.0, 2.0, 3.0]],
            &[vec![true, true, true, false, false, false]],
        )
        .expect("a contrast");
        assert!((c.value - 3.0).abs() < 1e-12);
        assert!((c.std_error - (5.0f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((c.df - 50.0 / 17.0).abs() < 1e-9);
        assert!((c.treated_level - 5.0).abs() < 1e-12);
    }

    #[test]
    fn strata_count_by_people_drawn() {
        // Differences 1 and 4; two and four people drawn: (2·1 + 4·4)/6 = 3.
        let c = mean_contrast(
            &[vec![1.0, 3.0, 0.0, 2.0], vec![4.0, 6.0, 4.0, 6.0, 0.0, 2.0]],
            &[
                vec![true, true, false, false],
                vec![true, true, true, true, false, false],
            ],
        )
        .expect("a contrast");
        assert!((c.value - 3.0).abs() < 1e-12, "{c:?}");
        assert_eq!(
            mean_contrast(&[vec![1.0, 2.0, 3.0]], &[vec![true, false, false]]),
            None
        );
    }
}
