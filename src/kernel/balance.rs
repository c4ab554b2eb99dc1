//! Covariate balance: means, standardised differences, variance ratios, effective sample sizes.
//!
//! Purpose: is the weighted control group like the treated? Invariant: denominators are always the
//! unweighted standard deviations (sample SD, n − 1), so weighting cannot flatter the figure.
//! Agrees with R `cobalt` 4.5 in its `binary = "std"` form with sample SDs (case `balance_lalonde`).
//! Deliberately absent: Kolmogorov–Smirnov distances, thresholds.

use super::estimate::NotEstimable;

/// One arm of a column: values with the number of people and their analysis weight.
#[derive(Clone, Copy, Debug)]
pub struct ArmColumn<'a> {
    /// Value per cell (or person).
    pub value: &'a [f64],
    /// Number of people per cell.
    pub count: &'a [f64],
    /// Analysis weight of each person in the cell.
    pub weight: &'a [f64],
}

/// Balance of one column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnBalance {
    /// Weighted mean of the treated.
    pub mean_treated: f64,
    /// Weighted mean of the controls.
    pub mean_control: f64,
    /// Difference of the weighted means in units of the unweighted SD of the treated; `None` when that is zero.
    pub smd_treated: Option<f64>,
    /// The same in units of √((s₁² + s₀²)/2).
    pub smd_pooled: Option<f64>,
    /// Weighted variance of the treated over that of the controls; `None` when undefined.
    pub variance_ratio: Option<f64>,
}

/// Kish's effective sample size, (Σ count·w)²/Σ count·w².
///
/// # Errors
/// [`NotEstimable::Empty`] when no weight is positive.
pub fn kish(count: &[f64], weight: &[f64]) -> Result<f64, NotEstimable> {
    let (mut sum, mut squares) = (0.0, 0.0);
    for (n, w) in count.iter().zip(weight) {
        sum += n * w;
        squares += n * w * w;
    }
    if squares > 0.0 {
        Ok(sum * sum / squares)
    } else {
        Err(NotEstimable::Empty)
    }
}

struct Moments {
    mean: f64,
    /// Sample variance without weights.
    plain: Option<f64>,
    /// Σ w(x−m)²/(1 − Σ w²), w adding up to one.
    weighted: Option<f64>,
}

fn moments(arm: ArmColumn<'_>) -> Option<Moments> {
    let rows = || {
        arm.value
            .iter()
            .zip(arm.count)
            .zip(arm.weight)
            .filter(|((_, n), _)| **n > 0.0)
    };
    let (mut people, mut sum, mut total, mut weighted_sum, mut squares) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for ((x, n), w) in rows() {
        people += n;
        sum += n * x;
        total += n * w;
        weighted_sum += n * w * x;
        squares += n * w * w;
    }
    if total.is_nan() || total <= 0.0 {
        return None;
    }
    let (plain_mean, mean) = (sum / people, weighted_sum / total);
    let (mut around_plain, mut around) = (0.0, 0.0);
    for ((x, n), w) in rows() {
        around_plain += n * (x - plain_mean).powi(2);
        around += n * w * (x - mean).powi(2);
    }
    let room = 1.0 - squares / (total * total);
    Some(Moments {
        mean,
        plain: (people > 1.0).then(|| around_plain / (people - 1.0)),
        weighted: (room > 1e-14).then(|| around / total / room),
    })
}

/// Balance of one column between two arms.
///
/// # Errors
/// [`NotEstimable::NoTreated`], [`NotEstimable::NoControls`] when an arm has no weight.
pub fn column_balance(
    treated: ArmColumn<'_>,
    control: ArmColumn<'_>,
) -> Result<ColumnBalance, NotEstimable> {
    let one = moments(treated).ok_or(NotEstimable::NoTreated)?;
    let zero = moments(control).ok_or(NotEstimable::NoControls)?;
    let difference = one.mean - zero.mean;
    let over = |variance: Option<f64>| variance.filter(|v| *v > 0.0).map(|v| difference / v.sqrt());
    let pooled = one.plain.zip(zero.plain).map(|(a, b)| f64::midpoint(a, b));
    Ok(ColumnBalance {
        mean_treated: one.mean,
        mean_control: zero.mean,
        smd_treated: over(one.plain),
        smd_pooled: over(pooled),
        variance_ratio: one
            .weighted
            .zip(zero.weighted)
            .filter(|(_, b)| *b > 0.0)
            .map(|(a, b)| a / b),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand_and_cells_equal_people() {
        let (x1, x0) = ([1.0, 2.0, 3.0, 3.0], [0.0, 1.0, 5.0]);
        let w0 = [1.0, 2.0, 1.0];
        let people = column_balance(
            ArmColumn {
                value: &x1,
                count: &[1.0; 4],
                weight: &[1.0; 4],
            },
            ArmColumn {
                value: &x0,
                count: &[1.0; 3],
                weight: &w0,
            },
        )
        .expect("two arms");
        assert_eq!(people.mean_treated, 2.25);
        assert_eq!(people.mean_control, 1.75);
        // sample variance of the treated 2.75/3
        assert!(
            (people.smd_treated.expect("varies") - 0.5 / (2.75_f64 / 3.0).sqrt()).abs() < 1e-14
        );
        let cells = column_balance(
            ArmColumn {
                value: &[1.0, 2.0, 3.0],
                count: &[1.0, 1.0, 2.0],
                weight: &[1.0; 3],
            },
            ArmColumn {
                value: &x0,
                count: &[1.0; 3],
                weight: &w0,
            },
        )
        .expect("two arms");
        assert_eq!(people, cells);
        assert!((kish(&[1.0; 3], &w0).expect("positive") - 16.0 / 6.0).abs() < 1e-14);
    }

    #[test]
    fn no_spread_has_no_standardised_difference() {
        let arm = ArmColumn {
            value: &[1.0, 1.0],
            count: &[1.0, 1.0],
            weight: &[1.0, 1.0],
        };
        let b = column_balance(arm, arm).expect("two arms");
        assert_eq!((b.smd_treated, b.variance_ratio), (None, None));
    }
}
