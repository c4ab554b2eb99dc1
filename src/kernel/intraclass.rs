//! Agreement of raters: the intraclass correlations of Shrout and Fleiss.
//!
//! Purpose: six forms of agreement from one analysis of variance. Invariants: a full table, one
//! column per rater, one row per subject. Deliberately absent: kappa for categories and incomplete
//! tables of the two-way forms.

use super::distribution::{f_quantile, f_sf};
use super::estimate::{BandKind, Interval, NotEstimable};
use super::reliability::check_columns;

/// One intraclass correlation with its test of zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// The correlation.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
    /// F of "the correlation is zero".
    pub f: f64,
    /// Numerator degrees of freedom.
    pub df1: f64,
    /// Denominator degrees of freedom.
    pub df2: f64,
    /// Upper-tail p value.
    pub p_value: f64,
}

/// The intraclass correlations of Shrout and Fleiss (1979): single rater, and mean of k raters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntraclassCorrelations {
    /// One-way random effects, single rater.
    pub one_way_single: Icc,
    /// Two-way random effects, absolute agreement, single rater.
    pub agreement_single: Icc,
    /// Two-way, raters fixed, consistency, single rater.
    pub consistency_single: Icc,
    /// One-way random effects, mean of the raters.
    pub one_way_mean: Icc,
    /// Absolute agreement, mean of the raters.
    pub agreement_mean: Icc,
    /// Consistency, mean of the raters.
    pub consistency_mean: Icc,
}

/// Intraclass correlations of complete rater columns (one value per subject). Figures agree with
/// `psych::ICC(lmer = FALSE)`; limits of the mean-rater forms are the Spearman–Brown transform of
/// the single-rater ones.
///
/// # Errors
/// [`NotEstimable`] with fewer than two raters or subjects, columns of different length, values
/// that are not finite, or no variance within subjects.
pub fn intraclass_correlations<C: AsRef<[f64]>>(
    raters: &[C],
    level: f64,
) -> Result<IntraclassCorrelations, NotEstimable> {
    let subjects = check_columns(raters)?;
    if subjects < 2 {
        return Err(NotEstimable::TooFewObservations {
            found: subjects,
            needed: 2,
        });
    }
    let squares = MeanSquares::of(raters, subjects);
    if !(squares.within > 0.0 && squares.error > 0.0 && squares.between > 0.0) {
        return Err(NotEstimable::ZeroVariance);
    }
    let (n, k) = (subjects as f64, raters.len() as f64);
    let MeanSquares {
        between,
        within,
        raters: rater,
        error,
    } = squares;
    let upper = 0.5 + level / 2.0;
    let interval = |low: f64, high: f64| limits(low, high, level);
    let f_form = |noise: f64, df2: f64| f_forms(between, noise, k, (n - 1.0, df2), level);
    let (one_way_single, one_way_mean) = f_form(within, n * (k - 1.0));
    let (consistency_single, consistency_mean) = f_form(error, (n - 1.0) * (k - 1.0));
    let value = (between - error) / (between + (k - 1.0) * error + k * (rater - error) / n);
    let mean_value = (between - error) / (between + (rater - error) / n);
    // Satterthwaite degrees of freedom of Shrout and Fleiss
    let f_rater = rater / error;
    let rest = n * (1.0 + (k - 1.0) * value) - k * value;
    let v = (k - 1.0) * (n - 1.0) * (k * value * f_rater + rest).powi(2)
        / ((n - 1.0) * (k * value * f_rater).powi(2) + rest * rest);
    let high_f = f_quantile(upper, n - 1.0, v);
    let low_f = f_quantile(upper, v, n - 1.0);
    let noise = k * rater + (k * n - k - n) * error;
    let low = n * (between - high_f * error) / (high_f * noise + n * between);
    let high = n * (low_f * between - error) / (noise + n * low_f * between);
    let brown = |r: f64| r * k / (1.0 + r * (k - 1.0));
    let agreement = |value: f64, low: f64, high: f64| Icc {
        value,
        interval: interval(low, high),
        ..consistency_single
    };
    Ok(IntraclassCorrelations {
        one_way_single,
        agreement_single: agreement(value, low, high),
        consistency_single,
        one_way_mean,
        agreement_mean: agreement(mean_value, brown(low), brown(high)),
        consistency_mean,
    })
}

/// An analysis of variance of ratings by subject, whose subjects may have different numbers of raters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneWaySquares {
    /// Mean square between subjects.
    pub between: f64,
    /// Mean square within subjects.
    pub within: f64,
    /// Raters per subject; with unequal numbers `(N - sum of squares / N) / (subjects - 1)`.
    pub raters: f64,
    /// Degrees of freedom between, for the interval and the test.
    pub df_between: f64,
    /// Degrees of freedom within, likewise.
    pub df_within: f64,
}

/// The one-way forms of Shrout and Fleiss (1979), single rater and mean of the raters, from mean
/// squares. With equal numbers of raters they are those of [`intraclass_correlations`]; with unequal
/// ones the analysis-of-variance estimator (Donner 1986), whose interval is approximate.
///
/// # Errors
/// [`NotEstimable`] when no subject has several raters, degrees of freedom are lacking, or nothing
/// varies between or within subjects.
pub fn one_way_intraclass(squares: &OneWaySquares, level: f64) -> Result<(Icc, Icc), NotEstimable> {
    let OneWaySquares {
        between,
        within,
        raters,
        df_between,
        df_within,
    } = *squares;
    if !(raters > 1.0 && df_between >= 1.0 && df_within >= 1.0) {
        return Err(NotEstimable::TooFewObservations {
            found: df_between.min(df_within).max(0.0) as usize + 1,
            needed: 2,
        });
    }
    if !(between > 0.0 && within > 0.0 && between.is_finite() && within.is_finite()) {
        return Err(NotEstimable::ZeroVariance);
    }
    let df = (df_between, df_within);
    Ok(f_forms(between, within, raters, df, level))
}

fn limits(low: f64, high: f64, level: f64) -> Interval {
    Interval {
        level,
        low,
        high,
        kind: BandKind::Pointwise,
    }
}

/// The forms that are functions of one F: single rater and mean of `k` raters.
fn f_forms(between: f64, noise: f64, k: f64, (df1, df2): (f64, f64), level: f64) -> (Icc, Icc) {
    let upper = 0.5 + level / 2.0;
    let f = between / noise;
    let low = f / f_quantile(upper, df1, df2);
    let high = f * f_quantile(upper, df2, df1);
    let form = |transform: &dyn Fn(f64) -> f64| Icc {
        value: transform(f),
        interval: limits(transform(low), transform(high), level),
        f,
        df1,
        df2,
        p_value: f_sf(f, df1, df2),
    };
    (
        form(&|f| (f - 1.0) / (f + k - 1.0)),
        form(&|f| 1.0 - 1.0 / f),
    )
}

/// Mean squares of the subjects-by-raters table.
struct MeanSquares {
    between: f64,
    within: f64,
    raters: f64,
    error: f64,
}

impl MeanSquares {
    fn of<C: AsRef<[f64]>>(columns: &[C], subjects: usize) -> Self {
        let (n, k) = (subjects as f64, columns.len() as f64);
        let row_mean = |i: usize| columns.iter().map(|c| c.as_ref()[i]).sum::<f64>() / k;
        let row_means: Vec<f64> = (0..subjects).map(row_mean).collect();
        let column_means: Vec<f64> = columns
            .iter()
            .map(|c| c.as_ref().iter().sum::<f64>() / n)
            .collect();
        let grand = row_means.iter().sum::<f64>() / n;
        let spread = |means: &[f64]| means.iter().map(|m| (m - grand).powi(2)).sum::<f64>();
        let (mut within, mut error) = (0.0, 0.0);
        for (column, column_mean) in columns.iter().zip(&column_means) {
            for (value, mean) in column.as_ref().iter().zip(&row_means) {
                within += (value - mean).powi(2);
                error += (value - mean - column_mean + grand).powi(2);
            }
        }
        Self {
            between: k * spread(&row_means) / (n - 1.0),
            within: within / (n * (k - 1.0)),
            raters: n * spread(&column_means) / (k - 1.0),
            error: error / ((n - 1.0) * (k - 1.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrout_and_fleiss_table() {
        // Shrout and Fleiss (1979), six subjects by four judges: .17 .29 .71 .44 .62 .91
        let judges = [
            [9.0, 6.0, 8.0, 7.0, 10.0, 6.0],
            [2.0, 1.0, 4.0, 1.0, 5.0, 2.0],
            [5.0, 3.0, 6.0, 2.0, 6.0, 4.0],
            [8.0, 2.0, 8.0, 6.0, 9.0, 7.0],
        ];
        let icc = intraclass_correlations(&judges, 0.95).expect("a full table");
        let found = [
            icc.one_way_single.value,
            icc.agreement_single.value,
            icc.consistency_single.value,
            icc.one_way_mean.value,
            icc.agreement_mean.value,
            icc.consistency_mean.value,
        ];
        for (found, expected) in found.iter().zip([0.17, 0.29, 0.71, 0.44, 0.62, 0.91]) {
            assert!(
                (found - expected).abs() < 5.1e-3,
                "{found} against {expected}"
            );
        }
        // psych::ICC: limits of ICC2 0.019 and 0.76
        assert!((icc.agreement_single.interval.low - 0.019).abs() < 5e-4);
        assert!((icc.agreement_single.interval.high - 0.76).abs() < 2e-3);
    }

    #[test]
    fn unequal_numbers_of_raters_by_hand() {
        // Ratings 1 3 | 5 7 | 9: means 2, 6, 9, grand mean 5. Between: 2·9 + 2·1 + 1·16 = 36 on 2 degrees, within: 4
        // on 2. Raters: (5 - (4 + 4 + 1) / 5) / 2 = 1.6. F = 9: single 8 / 9.6, mean 8 / 9.
        let squares = OneWaySquares {
            between: 18.0,
            within: 2.0,
            raters: 1.6,
            df_between: 2.0,
            df_within: 2.0,
        };
        let (single, mean) = one_way_intraclass(&squares, 0.95).expect("several raters");
        assert!((single.value - 8.0 / 9.6).abs() < 1e-14);
        assert!((mean.value - 8.0 / 9.0).abs() < 1e-14);
        // F of 0.975 on 2 and 2 degrees of freedom is 39.
        assert!((mean.interval.low - (1.0 - 39.0 / 9.0)).abs() < 1e-8);
        assert!((mean.interval.high - (1.0 - 1.0 / 351.0)).abs() < 1e-10);
        let alone = OneWaySquares {
            raters: 1.0,
            ..squares
        };
        assert!(one_way_intraclass(&alone, 0.95).is_err());
    }
}
