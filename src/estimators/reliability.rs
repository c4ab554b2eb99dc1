//! How well a score is measured: do its items hang together, do its raters agree.
//!
//! Covariances and mean squares are pooled within waves, so that a level that drifts over time counts for nothing.
//! The same people answer wave after wave; intervals therefore count the people of the largest wave, not all responses,
//! and are rather too wide than too narrow. Ratings are not linked across items (a rater has no number), so agreement
//! is that on one item, pooled over the items; it says nothing about the mean of several items by one rater.

use crate::kernel::NotEstimable;
use crate::kernel::intraclass::{Icc, OneWaySquares, one_way_intraclass};
use crate::kernel::reliability::{CronbachAlpha, cronbach_alpha_of_covariances};
use crate::tables::{ItemSums, RaterSums};

use super::LEVEL;

/// How well the items of a score hang together.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemConsistency {
    /// Complete responses used.
    pub responses: u64,
    /// Complete responses in the largest wave: so many people at least.
    pub people: u64,
    /// Cronbach's alpha with its companions, or why there is none.
    pub alpha: Result<CronbachAlpha, NotEstimable>,
}

/// How far the raters of a score agree.
#[derive(Debug, Clone, PartialEq)]
pub struct RaterAgreement {
    /// Ratings used.
    pub ratings: u64,
    /// People rated in the largest wave.
    pub people: u64,
    /// Ratings per person, wave and item.
    pub raters: f64,
    /// Intraclass correlation of a single rating, and of the mean of the raters; or why there is none.
    pub correlations: Result<(Icc, Icc), NotEstimable>,
}

/// Cronbach's alpha from the sums of each wave.
pub fn item_consistency(waves: &[ItemSums]) -> ItemConsistency {
    let people = waves.iter().map(|w| w.responses).max().unwrap_or(0).max(0);
    let responses: i64 = waves.iter().map(|w| w.responses.max(0)).sum();
    let covariance = pooled_covariance(waves);
    ItemConsistency {
        responses: responses as u64,
        people: people as u64,
        alpha: covariance.and_then(|c| cronbach_alpha_of_covariances(&c, people as usize, LEVEL)),
    }
}

/// Covariances of the items within waves: deviations from the mean of the wave.
fn pooled_covariance(waves: &[ItemSums]) -> Result<Vec<Vec<f64>>, NotEstimable> {
    let answered = || waves.iter().filter(|w| w.responses > 0);
    let items = answered().map(|w| w.sums.len()).max().unwrap_or(0);
    let freedom: i64 = answered().map(|w| w.responses - 1).sum();
    if items == 0 || freedom < 1 {
        return Err(NotEstimable::Empty);
    }
    let mut covariance = vec![vec![0.0; items]; items];
    for wave in answered() {
        let n = i128::from(wave.responses);
        let mut products = wave.products.iter();
        for (i, row) in covariance.iter_mut().enumerate() {
            for (j, cell) in row.iter_mut().enumerate().skip(i) {
                let (Some(product), Some(a), Some(b)) =
                    (products.next(), wave.sums.get(i), wave.sums.get(j))
                else {
                    return Err(NotEstimable::InvalidInput("waves differ in their items"));
                };
                *cell += (n * product - a * b) as f64 / (n as f64 * freedom as f64);
            }
        }
    }
    for i in 1..items {
        let (above, below) = covariance.split_at_mut(i);
        for (j, row) in above.iter().enumerate() {
            below[0][j] = row[i];
        }
    }
    Ok(covariance)
}

/// Agreement of raters from the sums of each wave and item, by an analysis of variance within them.
pub fn rater_agreement(strata: &[RaterSums]) -> RaterAgreement {
    let (mut between, mut within) = (0.0, 0.0);
    let (mut subjects, mut ratings, mut used, mut unequal) = (0, 0, 0_u64, 0.0);
    let (mut df_between, mut df_within) = (0, 0);
    for s in strata.iter().filter(|s| s.ratings > 0) {
        let n = s.ratings as f64;
        let sum = s.sum as f64;
        between += s.squared_means - sum * sum / n;
        within += s.squares as f64 - s.squared_means;
        unequal += s.squared_counts as f64 / n;
        subjects += s.subjects;
        ratings += s.ratings;
        used += 1;
        df_between = df_between.max(s.subjects - 1);
        df_within = df_within.max(s.ratings - s.subjects);
    }
    let (free_between, free_within) = ((subjects - used) as f64, (ratings - subjects) as f64);
    let correlations = if subjects == 0 {
        Err(NotEstimable::Empty)
    } else {
        let squares = OneWaySquares {
            between: between / free_between,
            within: within / free_within,
            raters: (ratings as f64 - unequal) / free_between,
            df_between: df_between as f64,
            df_within: df_within as f64,
        };
        one_way_intraclass(&squares, LEVEL)
    };
    RaterAgreement {
        ratings,
        people: strata.iter().map(|s| s.subjects).max().unwrap_or(0),
        raters: if subjects == 0 {
            0.0
        } else {
            ratings as f64 / subjects as f64
        },
        correlations,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::intraclass::intraclass_correlations;
    use crate::kernel::reliability::cronbach_alpha;

    fn sums(rows: &[[i64; 3]]) -> ItemSums {
        let mut sums = ItemSums::none(3);
        for row in rows {
            sums.add_response(row);
        }
        sums
    }

    const ROWS: [[i64; 3]; 6] = [
        [1, 2, 1],
        [2, 2, 3],
        [3, 3, 2],
        [4, 3, 5],
        [5, 4, 4],
        [4, 5, 5],
    ];

    #[test]
    fn one_wave_is_the_alpha_of_the_answers() {
        let columns: Vec<Vec<f64>> = (0..3)
            .map(|k| ROWS.iter().map(|row| row[k] as f64).collect())
            .collect();
        let expected = cronbach_alpha(&columns, LEVEL).expect("items that vary");
        let found = item_consistency(&[sums(&ROWS)]);
        assert_eq!((found.responses, found.people), (6, 6));
        let found = found.alpha.expect("items that vary");
        assert!((found.raw - expected.raw).abs() < 1e-12);
        assert!((found.feldt.low - expected.feldt.low).abs() < 1e-9);
        for (a, b) in found.item_rest.iter().zip(&expected.item_rest) {
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn drift_over_time_counts_for_nothing() {
        // The second wave is the first one, all answers 40 higher: alpha stays, where answers taken together would give 1.
        let later = ROWS.map(|row| row.map(|x| x + 40));
        let one = item_consistency(&[sums(&ROWS)]);
        let two = item_consistency(&[sums(&ROWS), sums(&[]), sums(&later)]);
        assert_eq!((two.responses, two.people), (12, 6));
        let (one, two) = (one.alpha.expect("varies"), two.alpha.expect("varies"));
        assert!((one.raw - two.raw).abs() < 1e-12 && one.raw < 0.95);
        assert_eq!(one.people, two.people);
    }

    #[test]
    fn nobody_and_no_variance_have_no_alpha() {
        assert!(item_consistency(&[]).alpha.is_err());
        assert!(item_consistency(&[sums(&ROWS[..1])]).alpha.is_err());
        let flat = sums(&[[1, 2, 3]; 9]);
        assert_eq!(
            item_consistency(&[flat]).alpha,
            Err(NotEstimable::ZeroVariance)
        );
    }

    #[test]
    fn shrout_and_fleiss_table_in_sums() {
        // Shrout and Fleiss (1979): ICC(1,1) .17, ICC(1,4) .44.
        let judges = [
            [9, 6, 8, 7, 10, 6],
            [2, 1, 4, 1, 5, 2],
            [5, 3, 6, 2, 6, 4],
            [8, 2, 8, 6, 9, 7],
        ];
        let mut stratum = RaterSums::default();
        (0..6).for_each(|s| stratum.add_subject(judges.map(|j| j[s])));
        let found = rater_agreement(&[stratum]);
        assert_eq!((found.ratings, found.people, found.raters), (24, 6, 4.0));
        let (single, mean) = found.correlations.expect("a full table");
        assert!((single.value - 0.17).abs() < 5.1e-3 && (mean.value - 0.44).abs() < 5.1e-3);
        let columns = judges.map(|j| j.map(f64::from));
        let all = intraclass_correlations(&columns, LEVEL).expect("a full table");
        assert!((single.value - all.one_way_single.value).abs() < 1e-12);
        assert!((mean.interval.low - all.one_way_mean.interval.low).abs() < 1e-9);
        // Another wave, all ratings five higher: the level counts for nothing, and the interval stays.
        let mut later = RaterSums::default();
        (0..6).for_each(|s| later.add_subject(judges.map(|j| j[s] + 5)));
        let two = rater_agreement(&[stratum, later]);
        let (again, _) = two.correlations.expect("two full tables");
        assert!((again.value - single.value).abs() < 1e-12);
        assert!((again.interval.high - single.interval.high).abs() < 1e-9);
    }

    #[test]
    fn one_rater_each_has_no_agreement() {
        let mut alone = RaterSums::default();
        (0..9).for_each(|x| alone.add_subject([x]));
        assert!(rater_agreement(&[alone]).correlations.is_err());
        assert!(rater_agreement(&[]).correlations.is_err());
    }
}
