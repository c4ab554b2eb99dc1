//! Score test of proportional hazards: does a coefficient drift with (a transform of) time?
//!
//! The model is enlarged by covariate × g(time) and the score of the added coefficients is tested at zero with the full information of
//! the enlarged model. Sources: Grambsch & Therneau 1994; Therneau's exact form. Agrees with R `survival::cox.zph` of version 3 and
//! later (not with its older approximation).

use nalgebra::{DMatrix, DVector};

use super::fit::{CoxFit, quadratic, unpack};
use super::sample::CoxSample;
use crate::kernel::distribution::chi2_sf;
use crate::kernel::estimate::NotEstimable;
use crate::kernel::survival::curve::Curve;
use crate::kernel::survival::observation::Row;

/// Time scale of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeTransform {
    /// One minus the left-continuous Kaplan–Meier curve of all rows, case weights left aside.
    KaplanMeier,
    /// Rank of the follow-up time among all (censored too), ties averaged.
    Rank,
    /// Time itself.
    Identity,
}

/// One line of the test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HazardTest {
    /// Chi-squared statistic.
    pub chi_square: f64,
    /// Degrees of freedom: columns tested.
    pub df: f64,
    /// Upper-tail p.
    pub p_value: f64,
}

impl CoxFit {
    /// Test each group of columns, and all columns together (last).
    ///
    /// # Errors
    /// [`NotEstimable::Singular`] when the enlarged information of any group cannot be inverted (as with a single event time).
    pub fn hazard_test(
        &self,
        sample: &CoxSample,
        groups: &[Vec<usize>],
        transform: TimeTransform,
    ) -> Result<Vec<HazardTest>, NotEstimable> {
        let p = sample.covariates();
        if groups.iter().flatten().any(|&j| j >= p) {
            return Err(NotEstimable::InvalidInput("a column that is not there"));
        }
        let scale = Scale::new(sample, transform)?;
        let size = p * (p + 1) / 2;
        let (mut base, mut cross, mut added) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
        let mut score = vec![0.0; p];
        let predictor = sample.linear_predictor(&self.coef);
        sample.sweep(&predictor, self.ties, true, |at| {
            let g = scale.at(at.time);
            at.add_information(1.0, &mut base);
            at.add_information(g, &mut cross);
            at.add_information(g * g, &mut added);
            for (j, sum) in score.iter_mut().enumerate() {
                *sum += g * at.score(j);
            }
        });
        let (base, cross, added) = (unpack(&base, p), unpack(&cross, p), unpack(&added, p));
        let test = |columns: &[usize]| {
            let m = columns.len();
            let information = DMatrix::from_fn(p + m, p + m, |i, j| match (i < p, j < p) {
                (true, true) => base[(i, j)],
                (true, false) => cross[(i, columns[j - p])],
                (false, true) => cross[(columns[i - p], j)],
                (false, false) => added[(columns[i - p], columns[j - p])],
            });
            let u = DVector::from_fn(
                p + m,
                |i, _| if i < p { 0.0 } else { score[columns[i - p]] },
            );
            let chi_square = quadratic(&information, &u).ok_or(NotEstimable::Singular)?;
            let df = m as f64;
            Ok(HazardTest {
                chi_square,
                df,
                p_value: chi2_sf(chi_square, df),
            })
        };
        let all: Vec<usize> = (0..p).collect();
        groups
            .iter()
            .map(Vec::as_slice)
            .chain([all.as_slice()])
            .map(test)
            .collect()
    }
}

/// Transformed follow-up times, centred at their mean over people with the event.
struct Scale {
    times: Vec<f64>,
    values: Vec<f64>,
}

impl Scale {
    fn new(sample: &CoxSample, transform: TimeTransform) -> Result<Self, NotEstimable> {
        let mut order: Vec<usize> = (0..sample.len()).collect();
        order.sort_by(|&a, &b| sample.exit[a].total_cmp(&sample.exit[b]));
        let curve = match transform {
            TimeTransform::KaplanMeier => {
                let rows: Vec<Row> = (0..sample.len())
                    .map(|i| Row {
                        entry: sample.entry[i],
                        exit: sample.exit[i],
                        event: sample.event[i],
                        weight: 1.0,
                        count: sample.count[i],
                    })
                    .collect();
                Some(Curve::from_rows(&rows)?)
            }
            TimeTransform::Rank | TimeTransform::Identity => None,
        };
        let mut scale = Self {
            times: Vec::new(),
            values: Vec::new(),
        };
        let (mut below, mut sum, mut events) = (0.0, 0.0, 0.0);
        for tied in order.chunk_by(|&a, &b| sample.exit[a] >= sample.exit[b]) {
            let time = sample.exit[tied[0]];
            let people: f64 = tied.iter().map(|&i| sample.count[i]).sum();
            let value = match (transform, &curve) {
                (TimeTransform::KaplanMeier, Some(curve)) => {
                    let before = scale.times.len().checked_sub(1);
                    1.0 - before.map_or(1.0, |k| curve.survival_at(scale.times[k]))
                }
                (TimeTransform::Rank, _) => below + 0.5 * (people + 1.0),
                _ => time,
            };
            let dead: f64 = tied
                .iter()
                .filter(|&&i| sample.event[i])
                .map(|&i| sample.count[i])
                .sum();
            sum += dead * value;
            events += dead;
            below += people;
            scale.times.push(time);
            scale.values.push(value);
        }
        let mean = sum / events;
        for value in &mut scale.values {
            *value -= mean;
        }
        Ok(scale)
    }

    /// Value at an exit time.
    fn at(&self, time: f64) -> f64 {
        let k = self.times.partition_point(|&t| t < time);
        self.values.get(k).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::{book, person};
    use super::super::risk::Ties;
    use super::*;

    /// The score test equals what the enlarged model's likelihood says: U²/(I₂₂ − I₁₂²/I₁₁), worked out for the book's data.
    #[test]
    fn book_data_by_hand() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).unwrap();
        let fit = sample.fit(Ties::Breslow).unwrap();
        let r = fit.coef[0].exp();
        let mean = (1.0 + 6.0 + 6.0 + 9.0) / 4.0;
        let (g1, g6) = (1.0 - mean, 6.0 - mean);
        let (p1, p6) = (r / (r + 1.0), r / (r + 3.0));
        let (v1, v6) = (p1 * (1.0 - p1), 2.0 * p6 * (1.0 - p6));
        let score = g1 * (1.0 - p1) + g6 * (1.0 - 2.0 * p6);
        let (i11, i12, i22) = (v1 + v6, g1 * v1 + g6 * v6, g1 * g1 * v1 + g6 * g6 * v6);
        let out = fit
            .hazard_test(&sample, &[vec![0]], TimeTransform::Identity)
            .unwrap();
        let expected = score * score / (i22 - i12 * i12 / i11);
        assert!((out[0].chi_square - expected).abs() < 1e-9);
        assert_eq!(out[0], out[1]);
    }

    #[test]
    fn a_single_event_time_cannot_be_tested() {
        let rows = [
            person(1.0, true),
            person(1.0, true),
            person(2.0, false),
            person(3.0, false),
        ];
        let sample = CoxSample::new(&rows, &[1.0, 0.0, 1.0, 0.0], 1).unwrap();
        let fit = sample.fit(Ties::Efron).unwrap();
        let out = fit.hazard_test(&sample, &[vec![0]], TimeTransform::Rank);
        assert!(out.is_err());
    }
}
