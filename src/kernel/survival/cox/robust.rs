//! Score residuals and the sandwich variance.
//!
//! The score residual of a person is the derivative of the score with respect to the person's case weight at fixed coefficients; with
//! weights w and clusters c the robust covariance is I⁻¹ (Σ_c (Σ w r)(Σ w r)') I⁻¹, no small-sample factor. All people of a row share
//! the row's residual, so sums over clusters of people need a look-up by row and nothing else.
//!
//! Sources: Lin & Wei 1989; Binder 1992; Efron residuals as in Therneau & Grambsch 2000, section 4.2. Agrees with R
//! `residuals(fit, "score")` and `coxph(robust = TRUE)`.

use nalgebra::{DMatrix, DVector};

use super::fit::{CoxFit, quadratic};
use super::risk::Ties;
use super::sample::CoxSample;

/// Unweighted score residuals by original row.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreResiduals {
    covariates: usize,
    values: Vec<f64>,
}

impl ScoreResiduals {
    /// Residual of each person of a row (original index), one number a covariate.
    pub fn of(&self, row: usize) -> &[f64] {
        &self.values[row * self.covariates..(row + 1) * self.covariates]
    }

    /// Number of original rows.
    pub fn rows(&self) -> usize {
        self.values.len() / self.covariates
    }

    /// Number of covariates.
    pub fn covariates(&self) -> usize {
        self.covariates
    }
}

impl CoxSample {
    /// Score residuals at `coef`, by original row; rows that are left out have zeros.
    pub fn score_residuals(&self, coef: &[f64], ties: Ties) -> ScoreResiduals {
        let p = self.covariates();
        let steps = self.hazard_steps(coef, ties, &|_| 1.0);
        let mut values = vec![0.0; self.given * p];
        for stratum in &self.strata {
            for i in stratum.start..stratum.end {
                let from = self.origin[i] as usize * p;
                steps.add_residual(
                    stratum.label,
                    self.covariates_of(i),
                    (self.entry[i], self.exit[i]),
                    self.event[i],
                    &mut values[from..from + p],
                );
            }
        }
        ScoreResiduals {
            covariates: p,
            values,
        }
    }

    /// Score of the coefficients at `coef`; at zero with [`Ties::Breslow`] it is observed less expected events of the log-rank test.
    pub fn score(&self, coef: &[f64], ties: Ties) -> Vec<f64> {
        let mut score = vec![0.0; self.covariates()];
        self.sweep(&self.linear_predictor(coef), ties, false, |at| {
            for (j, sum) in score.iter_mut().enumerate() {
                *sum += at.score(j);
            }
        });
        score
    }

    /// Middle of the sandwich: sum over clusters of outer products of weighted residual sums. `clusters[i]` in 0..n is the cluster of all
    /// people of original row i; without clusters every person stands alone.
    pub fn robust_meat(
        &self,
        residuals: &ScoreResiduals,
        clusters: Option<&[u32]>,
    ) -> DMatrix<f64> {
        meat(&self.residual_sums(residuals, clusters), self.covariates())
    }

    /// Weighted residual sums, row by row: by cluster, or by row with the count of its people under the square root.
    fn residual_sums(&self, residuals: &ScoreResiduals, clusters: Option<&[u32]>) -> Vec<f64> {
        let p = self.covariates();
        let groups = clusters.map_or(self.len(), |labels| {
            labels.iter().max().map_or(0, |&m| m as usize + 1)
        });
        let mut sums = vec![0.0; groups * p];
        for i in 0..self.len() {
            let row = self.origin[i] as usize;
            let (group, scale) = match clusters {
                None => (i, self.weight[i] * self.count[i].sqrt()),
                Some(labels) => match labels.get(row) {
                    Some(&label) => (label as usize, self.weight[i] * self.count[i]),
                    None => continue,
                },
            };
            for (sum, value) in sums[group * p..(group + 1) * p]
                .iter_mut()
                .zip(residuals.of(row))
            {
                *sum += scale * value;
            }
        }
        sums
    }

    /// Robust score statistic of all coefficients zero, U' (Σ_c u u')⁻¹ U at zero; `None` when it cannot be inverted.
    pub fn robust_score_test(&self, ties: Ties, clusters: Option<&[u32]>) -> Option<f64> {
        let p = self.covariates();
        let residuals = self.score_residuals(&vec![0.0; p], ties);
        let middle = self.robust_meat(&residuals, clusters);
        let mut total = DVector::zeros(p);
        for i in 0..self.len() {
            let w = self.weight[i] * self.count[i];
            for (sum, value) in total.iter_mut().zip(residuals.of(self.origin[i] as usize)) {
                *sum += w * value;
            }
        }
        quadratic(&middle, &total)
    }
}

/// Sum of outer products of vectors of length p, laid end to end.
pub fn meat(sums: &[f64], p: usize) -> DMatrix<f64> {
    let mut out = DMatrix::zeros(p, p);
    for u in sums.chunks_exact(p) {
        for j in 0..p {
            for k in 0..=j {
                out[(j, k)] += u[j] * u[k];
            }
        }
    }
    out.fill_upper_triangle_with_lower_triangle();
    out
}

impl CoxFit {
    /// Score residuals at the estimate, by original row.
    pub fn score_residuals(&self, sample: &CoxSample) -> ScoreResiduals {
        sample.score_residuals(&self.coef, self.ties)
    }

    /// Robust covariance I⁻¹ M I⁻¹ for a middle M (see [`meat`] and [`CoxSample::robust_meat`]).
    pub fn sandwich(&self, middle: &DMatrix<f64>) -> DMatrix<f64> {
        &self.covariance * middle * &self.covariance
    }

    /// Robust covariance by person, or by cluster of original rows.
    pub fn robust_covariance(&self, sample: &CoxSample, clusters: Option<&[u32]>) -> DMatrix<f64> {
        self.sandwich(&sample.robust_meat(&self.score_residuals(sample), clusters))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::{book, person};
    use super::super::sample::CoxRow;
    use super::*;

    /// Therneau & Grambsch (2000), appendix E: score residuals at zero under Breslow are fractions.
    #[test]
    fn residuals_of_the_book_at_zero() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).unwrap();
        let residuals = sample.score_residuals(&[0.0], Ties::Breslow);
        // hazards 1/6 at 1 (mean 1/2), 2/4 at 6 (mean 1/4), 1 at 9 (mean 0)
        let expected = [
            0.5 - 0.5 / 6.0,
            -0.5 / 6.0,
            0.75 - 0.5 / 6.0 - 0.75 / 2.0,
            -0.25 + 0.5 / 6.0 + 0.25 / 2.0,
            0.5 / 6.0 + 0.25 / 2.0,
            0.5 / 6.0 + 0.25 / 2.0,
        ];
        for (i, value) in expected.iter().enumerate() {
            assert!((residuals.of(i)[0] - value).abs() < 1e-14, "row {i}");
        }
    }

    #[test]
    fn residuals_are_derivatives_of_the_score() {
        let times = [
            (f64::NEG_INFINITY, 2.0, true),
            (1.0, 3.0, true),
            (f64::NEG_INFINITY, 3.0, true),
            (2.0, 3.0, false),
            (f64::NEG_INFINITY, 5.0, true),
            (2.5, 6.0, true),
            (f64::NEG_INFINITY, 6.0, true),
            (3.0, 7.0, false),
        ];
        let rows: Vec<CoxRow> = times
            .iter()
            .enumerate()
            .map(|(i, &(entry, exit, event))| CoxRow {
                entry,
                weight: 0.5 + 0.2 * i as f64,
                ..person(exit, event)
            })
            .collect();
        let x = [
            0.1, 1.0, -0.4, 0.0, 0.9, 1.0, 0.3, 0.0, -1.2, 1.0, 0.6, 1.0, 0.2, 0.0, 1.4, 1.0,
        ];
        let coef = [0.4, -0.3];
        for ties in [Ties::Efron, Ties::Breslow] {
            let sample = CoxSample::new(&rows, &x, 2).unwrap();
            let residuals = sample.score_residuals(&coef, ties);
            for i in 0..rows.len() {
                let h = 1e-6;
                let moved = |sign: f64| {
                    let mut shifted = rows.clone();
                    shifted[i].weight += sign * h;
                    CoxSample::new(&shifted, &x, 2)
                        .unwrap()
                        .evaluate(&coef, ties)
                        .score
                };
                let numeric = (moved(1.0) - moved(-1.0)) / (2.0 * h);
                for j in 0..2 {
                    assert!(
                        (residuals.of(i)[j] - numeric[j]).abs() < 1e-7,
                        "{ties:?} row {i}"
                    );
                }
            }
        }
    }

    #[test]
    fn people_of_a_row_stand_alone_or_in_one_cluster() {
        let mut rows = Vec::new();
        let mut x = Vec::new();
        for (i, n) in [3_u32, 2, 1, 4].iter().enumerate() {
            rows.push(CoxRow {
                count: f64::from(*n),
                weight: 0.7 + 0.1 * i as f64,
                ..person(1.0 + f64::from(i as u32 / 2), i != 3)
            });
            x.push(f64::from(u32::from(i % 2 == 0)));
        }
        let fit = CoxFit::of(&rows, &x, 1, Ties::Efron).unwrap();
        let grouped = CoxSample::new(&rows, &x, 1).unwrap();
        let (mut singles, mut sx, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for (i, row) in rows.iter().enumerate() {
            for _ in 0..row.count as u32 {
                singles.push(CoxRow { count: 1.0, ..*row });
                sx.push(x[i]);
                labels.push(i as u32);
            }
        }
        let one = CoxSample::new(&singles, &sx, 1).unwrap();
        let by_row: Vec<u32> = (0..4).collect();
        for (a, b) in [(None, None), (Some(by_row), Some(labels))] {
            let grouped = fit.robust_covariance(&grouped, a.as_deref())[(0, 0)];
            let single = fit.robust_covariance(&one, b.as_deref())[(0, 0)];
            assert!((grouped - single).abs() < 1e-12 * single);
        }
    }

    /// A table of identical people (heavy ties, 40 days, 8 kinds of people) says what the people say: coefficients, information and
    /// robust variance by clusters that cut across the table's rows.
    #[test]
    fn a_table_equals_its_people() {
        let (mut people, mut x) = (Vec::new(), Vec::new());
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..4000 {
            let (kind, day, end) = (next(8) as u32, 1 + next(40), next(4));
            people.push(CoxRow {
                stratum: kind >> 2,
                weight: 0.5 + 0.25 * f64::from(kind),
                ..person(day as f64, end > 0 || (kind & 1 == 0 && day > 20))
            });
            x.extend([f64::from(kind & 1), f64::from((kind >> 1) & 1)]);
        }
        // the table: one row for each combination that occurs, and the row of each person
        let (mut table, mut tx): (Vec<CoxRow>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut row_of = Vec::new();
        for (row, values) in people.iter().zip(x.chunks_exact(2)) {
            let same = |k: &usize| {
                let other = &table[*k];
                CoxRow {
                    count: 1.0,
                    ..*other
                } == *row
                    && tx[2 * k..2 * k + 2] == *values
            };
            let found = (0..table.len()).find(same);
            let at = found.unwrap_or(table.len());
            if found.is_none() {
                table.push(CoxRow { count: 0.0, ..*row });
                tx.extend_from_slice(values);
            }
            table[at].count += 1.0;
            row_of.push(at);
        }
        assert!(table.len() < 700);
        let single = CoxSample::new(&people, &x, 2).unwrap();
        let grouped = CoxSample::new(&table, &tx, 2).unwrap();
        let (a, b) = (
            single.fit(Ties::Efron).unwrap(),
            grouped.fit(Ties::Efron).unwrap(),
        );
        let clusters: Vec<u32> = (0..people.len()).map(|i| i as u32 / 7).collect();
        let direct = a.robust_covariance(&single, Some(&clusters));
        let residuals = b.score_residuals(&grouped);
        let mut sums = vec![0.0; 2 * (people.len() / 7 + 1)];
        for (i, person) in people.iter().enumerate() {
            let u = residuals.of(row_of[i]);
            let cluster = clusters[i] as usize;
            sums[2 * cluster] += person.weight * u[0];
            sums[2 * cluster + 1] += person.weight * u[1];
        }
        let looked_up = b.sandwich(&meat(&sums, 2));
        for j in 0..2 {
            assert!((a.coef[j] - b.coef[j]).abs() < 1e-10);
            assert!((a.std_error(j) - b.std_error(j)).abs() < 1e-10);
            assert!((direct[(j, j)] - looked_up[(j, j)]).abs() < 1e-10 * direct[(j, j)]);
        }
    }
}
