//! Effects of a panel with everything that inference needs.
//!
//! Purpose: standard errors, covariances, aggregation and the pre-trend test from the units'
//! contributions. Invariant: sums by cluster, no small-sample factor. Deliberately absent: intervals.

use nalgebra::DMatrix;

use crate::kernel::aggregation::{Aggregate, AggregationKind, GroupTime, aggregate};
use crate::kernel::estimate::NotEstimable;
use crate::kernel::joint::{Wald, wald_pretest};

/// Standard errors not above this count as none (as `did` does): ten times √ε.
const NO_STD_ERROR: f64 = 10.0 * 1.490_116_119_384_765_6e-8;

/// One group-time effect with each unit's contribution to its error.
#[derive(Clone, Debug)]
pub struct StaggeredCell {
    /// Index into [`Staggered::cohorts`].
    pub cohort: usize,
    /// Period of the outcome.
    pub time: i64,
    /// Effect, or the reason why there is none.
    pub att: Result<f64, NotEstimable>,
    /// w·(a + b·dy)/n per unit, zero for units outside the comparison.
    pub contributions: Vec<f64>,
}

/// A value, its standard error (`None` when it has none) and the units' contributions.
#[derive(Clone, Debug)]
pub struct StaggeredValue {
    /// Event time, cohort or period; 0 for overall values.
    pub label: i64,
    /// The value.
    pub value: f64,
    /// Standard error.
    pub std_error: Option<f64>,
    /// Contribution of each unit.
    pub contributions: Vec<f64>,
}

/// All group-time effects of a panel.
#[derive(Clone, Debug)]
pub struct Staggered {
    /// Number of units used.
    pub units: usize,
    /// Cohorts by first treated period.
    pub cohorts: Vec<i64>,
    /// Effects by cohort and period.
    pub cells: Vec<StaggeredCell>,
    /// Cohort of each unit; the number of cohorts for none.
    pub(super) cohort_of: Vec<usize>,
    /// Weight share of each cohort.
    pub(super) share: Vec<f64>,
    /// Weight share of each unit.
    pub(super) unit_share: Vec<f64>,
    /// Cluster of each unit, 0, 1, … without gaps.
    pub(super) cluster: Vec<usize>,
}

impl Staggered {
    /// Standard error of the sum of contributions, by cluster; `None` when it is (nearly) zero.
    pub fn std_error(&self, contributions: &[f64]) -> Option<f64> {
        if contributions.len() != self.units {
            return None;
        }
        let sums = self.cluster_sums(contributions);
        let se = sums.iter().map(|s| s * s).sum::<f64>().sqrt();
        (se.is_finite() && se > NO_STD_ERROR).then_some(se)
    }

    fn cluster_sums(&self, contributions: &[f64]) -> Vec<f64> {
        let size = self.cluster.iter().max().map_or(0, |m| m + 1);
        let mut sums = vec![0.0; size];
        for (cluster, value) in self.cluster.iter().zip(contributions) {
            sums[*cluster] += value;
        }
        sums
    }

    /// Covariance matrix of several values from their contributions.
    pub fn covariance(&self, contributions: &[&[f64]]) -> DMatrix<f64> {
        let sums: Vec<Vec<f64>> = contributions.iter().map(|c| self.cluster_sums(c)).collect();
        DMatrix::from_fn(sums.len(), sums.len(), |i, j| {
            sums[i].iter().zip(&sums[j]).map(|(a, b)| a * b).sum()
        })
    }

    /// Wald test that all effects before treatment are zero.
    ///
    /// # Errors
    /// As [`wald_pretest`].
    pub fn pretest(&self) -> Result<Wald, NotEstimable> {
        let before: Vec<(f64, &[f64])> = self
            .cells
            .iter()
            .filter(|c| {
                self.cohorts[c.cohort] > c.time && self.std_error(&c.contributions).is_some()
            })
            .filter_map(|c| {
                c.att
                    .as_ref()
                    .ok()
                    .map(|att| (*att, c.contributions.as_slice()))
            })
            .collect();
        let att: Vec<f64> = before.iter().map(|b| b.0).collect();
        let contributions: Vec<&[f64]> = before.iter().map(|b| b.1).collect();
        wald_pretest(&att, &self.covariance(&contributions))
    }

    /// Aggregate: the overall value and its parts.
    ///
    /// # Errors
    /// As [`aggregate`].
    pub fn aggregate(
        &self,
        kind: AggregationKind,
        balance_e: Option<i64>,
    ) -> Result<(StaggeredValue, Vec<StaggeredValue>), NotEstimable> {
        let (cells, known): (Vec<GroupTime>, Vec<&StaggeredCell>) = self
            .cells
            .iter()
            .filter_map(|c| {
                let att = *c.att.as_ref().ok()?;
                let g = self.cohorts[c.cohort];
                let cell = GroupTime {
                    cohort: c.cohort,
                    cohort_label: g,
                    time: c.time,
                    event_time: c.time - g,
                    post: c.time >= g,
                    att,
                };
                Some((cell, c))
            })
            .unzip();
        let result = aggregate(kind, &cells, &self.share, balance_e)?;
        let parts = result.parts.iter().map(|p| self.value(p, &known)).collect();
        Ok((self.value(&result.overall, &known), parts))
    }

    fn value(&self, aggregate: &Aggregate, cells: &[&StaggeredCell]) -> StaggeredValue {
        let mut contributions: Vec<f64> = self
            .cohort_of
            .iter()
            .zip(&self.unit_share)
            .map(|(c, share)| share * aggregate.cohort_influence[*c])
            .collect();
        for (weight, cell) in aggregate.weights.iter().zip(cells) {
            if *weight != 0.0 {
                for (sum, part) in contributions.iter_mut().zip(&cell.contributions) {
                    *sum += weight * part;
                }
            }
        }
        StaggeredValue {
            label: aggregate.label,
            value: aggregate.value,
            std_error: self.std_error(&contributions),
            contributions,
        }
    }
}
