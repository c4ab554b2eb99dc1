//! Consistency of the items of a scale.
//!
//! Purpose: Cronbach's alpha with Feldt's interval. Invariants: data come as columns (one per item,
//! all of the same length); people with a missing item are left out (complete cases). Deliberately
//! absent: factor models; agreement of raters is in `intraclass`.

use super::distribution::f_quantile;
use super::estimate::{BandKind, Interval, NotEstimable};

/// Cronbach's alpha and its companions. Figures agree with the R package psych.
#[derive(Debug, Clone, PartialEq)]
pub struct CronbachAlpha {
    /// People used.
    pub people: usize,
    /// Alpha from the covariances.
    pub raw: f64,
    /// Alpha from the correlations.
    pub standardised: f64,
    /// Mean correlation of two items.
    pub mean_correlation: f64,
    /// Feldt's (1965) interval of the raw alpha.
    pub feldt: Interval,
    /// Raw alpha without each item; `None` with two items.
    pub without: Vec<Option<f64>>,
    /// Correlation of each item with the sum of the others.
    pub item_rest: Vec<f64>,
}

/// Cronbach's alpha of complete item columns.
///
/// # Errors
/// [`NotEstimable`] with fewer than two items or three people, columns of different length, values
/// that are not finite, or an item (or the sum of all) that does not vary.
pub fn cronbach_alpha<C: AsRef<[f64]>>(
    items: &[C],
    level: f64,
) -> Result<CronbachAlpha, NotEstimable> {
    let people = check_columns(items)?;
    cronbach_alpha_of_covariances(&covariances(items), people, level)
}

/// Cronbach's alpha from the covariances of the items, for data that were reduced to sums. `people`
/// are those whom the interval counts; pooled covariances may rest on more answers than people.
///
/// # Errors
/// [`NotEstimable`] with fewer than two items or three people, a table that is not square or not
/// finite, or an item (or the sum of all) that does not vary.
pub fn cronbach_alpha_of_covariances(
    covariance: &[Vec<f64>],
    people: usize,
    level: f64,
) -> Result<CronbachAlpha, NotEstimable> {
    let k = covariance.len();
    if k < 2 {
        return Err(NotEstimable::TooFewObservations {
            found: k,
            needed: 2,
        });
    }
    if covariance
        .iter()
        .any(|row| row.len() != k || row.iter().any(|c| !c.is_finite()))
    {
        return Err(NotEstimable::InvalidInput(
            "the covariances are not a square of numbers",
        ));
    }
    if people < 3 {
        return Err(NotEstimable::TooFewObservations {
            found: people,
            needed: 3,
        });
    }
    if (0..k).any(|i| covariance[i][i] <= 0.0) {
        return Err(NotEstimable::ZeroVariance);
    }
    let every: Vec<usize> = (0..k).collect();
    let raw = alpha_of(covariance, &every).ok_or(NotEstimable::ZeroVariance)?;
    let mut correlations = 0.0;
    for i in 0..k {
        for j in 0..i {
            correlations += covariance[i][j] / (covariance[i][i] * covariance[j][j]).sqrt();
        }
    }
    let items_count = k as f64;
    let mean_correlation = correlations / (items_count * (items_count - 1.0) / 2.0);
    let standardised =
        items_count * mean_correlation / (1.0 + (items_count - 1.0) * mean_correlation);
    let df1 = people as f64 - 1.0;
    let df2 = df1 * (items_count - 1.0);
    let limit = |p: f64| 1.0 - (1.0 - raw) * f_quantile(p, df1, df2);
    let feldt = Interval {
        level,
        low: limit(0.5 + level / 2.0),
        high: limit(0.5 - level / 2.0),
        kind: BandKind::Pointwise,
    };
    let others = |i: usize| {
        every
            .iter()
            .copied()
            .filter(move |&j| j != i)
            .collect::<Vec<_>>()
    };
    let item_rest = |i: usize| {
        let rest = others(i);
        let shared: f64 = rest.iter().map(|&j| covariance[i][j]).sum();
        let spread: f64 = rest
            .iter()
            .flat_map(|&a| rest.iter().map(move |&b| (a, b)))
            .map(|(a, b)| covariance[a][b])
            .sum();
        let correlation = shared / (covariance[i][i] * spread).sqrt();
        if correlation.is_finite() {
            Ok(correlation)
        } else {
            Err(NotEstimable::ZeroVariance)
        }
    };
    if !(standardised.is_finite() && feldt.low.is_finite() && feldt.high.is_finite()) {
        return Err(NotEstimable::ZeroVariance);
    }
    Ok(CronbachAlpha {
        people,
        raw,
        standardised,
        mean_correlation,
        feldt,
        without: (0..k).map(|i| alpha_of(covariance, &others(i))).collect(),
        item_rest: (0..k).map(item_rest).collect::<Result<_, _>>()?,
    })
}

/// Cronbach's alpha where answers may be missing: people with any item missing are left out.
///
/// # Errors
/// As [`cronbach_alpha`], on the people that remain.
pub fn cronbach_alpha_complete_cases<C: AsRef<[Option<f64>]>>(
    items: &[C],
    level: f64,
) -> Result<CronbachAlpha, NotEstimable> {
    let people = items.first().map_or(0, |c| c.as_ref().len());
    if items.iter().any(|c| c.as_ref().len() != people) {
        return Err(NotEstimable::InvalidInput("the columns differ in length"));
    }
    let mut columns = vec![Vec::with_capacity(people); items.len()];
    for i in 0..people {
        let row: Option<Vec<f64>> = items.iter().map(|c| c.as_ref()[i]).collect();
        if let Some(row) = row {
            columns
                .iter_mut()
                .zip(row)
                .for_each(|(column, value)| column.push(value));
        }
    }
    cronbach_alpha(&columns, level)
}

/// Raw alpha of a subset of the items; `None` below two items or without variance of the sum.
fn alpha_of(covariance: &[Vec<f64>], subset: &[usize]) -> Option<f64> {
    let k = subset.len() as f64;
    if subset.len() < 2 {
        return None;
    }
    let diagonal: f64 = subset.iter().map(|&i| covariance[i][i]).sum();
    let total: f64 = subset
        .iter()
        .map(|&i| subset.iter().map(|&j| covariance[i][j]).sum::<f64>())
        .sum();
    // rounding aside, a sum without variance has the total 0
    (total > 1e-14 * diagonal).then(|| k / (k - 1.0) * (1.0 - diagonal / total))
}

fn covariances<C: AsRef<[f64]>>(columns: &[C]) -> Vec<Vec<f64>> {
    let centred: Vec<Vec<f64>> = columns
        .iter()
        .map(|c| {
            let values = c.as_ref();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|v| v - mean).collect()
        })
        .collect();
    let product = |a: &[f64], b: &[f64]| {
        a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / (a.len() as f64 - 1.0)
    };
    centred
        .iter()
        .map(|a| centred.iter().map(|b| product(a, b)).collect())
        .collect()
}

/// At least two columns of one length, finite; gives the length.
pub(super) fn check_columns<C: AsRef<[f64]>>(columns: &[C]) -> Result<usize, NotEstimable> {
    if columns.len() < 2 {
        return Err(NotEstimable::TooFewObservations {
            found: columns.len(),
            needed: 2,
        });
    }
    let length = columns[0].as_ref().len();
    if columns.iter().any(|c| c.as_ref().len() != length) {
        return Err(NotEstimable::InvalidInput("the columns differ in length"));
    }
    if columns
        .iter()
        .any(|c| c.as_ref().iter().any(|v| !v.is_finite()))
    {
        return Err(NotEstimable::InvalidInput("a value is not a number"));
    }
    if length == 0 {
        return Err(NotEstimable::Empty);
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_of_two_items_by_hand() {
        // covariance 2.5 and 2.5 on the diagonal, 2.25 beside it: alpha = 2 (1 - 5 / 9.5)
        let items = [[1.0, 2.0, 3.0, 4.0, 5.0], [1.0, 3.0, 2.0, 4.0, 5.0]];
        let alpha = cronbach_alpha(&items, 0.95).expect("two items that vary");
        assert!((alpha.raw - 2.0 * (1.0 - 5.0 / 9.5)).abs() < 1e-14);
        assert!((alpha.item_rest[0] - 0.9).abs() < 1e-14);
        assert_eq!(alpha.without, vec![None, None]);
        assert!(alpha.feldt.low < alpha.raw && alpha.raw < alpha.feldt.high);
    }

    #[test]
    fn incomplete_people_are_left_out() {
        let complete = [[1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 2.0, 4.0]];
        let gaps = [
            [Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)],
            [Some(1.0), Some(3.0), Some(9.0), Some(2.0), Some(4.0)],
        ];
        assert_eq!(
            cronbach_alpha_complete_cases(&gaps, 0.95),
            cronbach_alpha(&complete, 0.95)
        );
        let none: [[Option<f64>; 2]; 0] = [];
        assert!(cronbach_alpha_complete_cases(&none, 0.95).is_err());
        assert_eq!(
            cronbach_alpha(&[[1.0, 1.0, 1.0], [1.0, 2.0, 3.0]], 0.95),
            Err(NotEstimable::ZeroVariance)
        );
    }
}
