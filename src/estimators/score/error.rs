//! Standard error and degrees of freedom of one aggregate, from the sums of its slot.

use std::collections::BTreeMap;

use crate::kernel::Estimate;
use crate::kernel::distribution::{normal_quantile, t_quantile};
use crate::panel::PopulationSums;

use super::super::groups::{Groups, joined};
use super::super::{LEVEL, Reason, Spread};
use super::answer::Effect;

/// What the errors of a population's aggregates come from.
pub(super) struct Errors<'a> {
    pub(super) sums: &'a PopulationSums,
    /// In programmes of groups.
    pub(super) groups: Option<&'a Groups>,
}

impl Errors<'_> {
    /// What sums of squares over all clusters are multiplied by.
    pub(super) fn factor(&self) -> f64 {
        let clusters = self.sums.clusters as f64;
        clusters / (clusters - 1.0)
    }

    /// Standard error and degrees of freedom of a slot whose aggregate gives the trials these weights.
    fn of(&self, slot: usize, weights: &BTreeMap<usize, f64>) -> Result<(f64, f64), Reason> {
        let sums = self.sums;
        let Some(groups) = self.groups else {
            let variance = sums.squares[slot] * self.factor();
            return Ok((variance.sqrt(), sums.clusters as f64 - 1.0));
        };
        if !groups.are_enough(weights) {
            return Err(Reason::TooFewClusters);
        }
        let own = (sums.treated_squares[slot], groups.degrees(weights));
        let (variance, degrees) = joined(own, sums, slot);
        Ok((variance.sqrt(), degrees))
    }

    /// Degrees of freedom of a slot.
    pub(super) fn degrees(
        &self,
        slot: usize,
        weights: &BTreeMap<usize, f64>,
    ) -> Result<f64, Reason> {
        Ok(self.of(slot, weights)?.1)
    }

    /// What else is known of the error of a slot with so many degrees of freedom.
    pub(super) fn spread(&self, slot: usize, degrees: f64) -> Spread {
        Spread::of(self.sums, slot, Some(degrees))
    }

    /// The effect with Student's interval, or `critical` standard errors (of the normal distribution) to both sides: in
    /// programmes of groups stretched as the quantiles of a single effect are.
    pub(super) fn effect(
        &self,
        value: f64,
        slot: usize,
        weights: &BTreeMap<usize, f64>,
        critical: Option<f64>,
    ) -> Result<Effect, Reason> {
        let (std_error, degrees) = self.of(slot, weights)?;
        let clusters = self.sums.clusters;
        let e = Estimate::student(
            value,
            std_error,
            LEVEL,
            degrees,
            clusters as f64,
            clusters as usize,
        )?;
        let stretched = |critical: f64| {
            if self.groups.is_none() {
                return critical;
            }
            let upper = 0.5 + LEVEL / 2.0;
            critical * t_quantile(upper, degrees) / normal_quantile(upper)
        };
        let (low, high) = critical
            .map(stretched)
            .map_or((e.interval.low, e.interval.high), |c| {
                (value - c * std_error, value + c * std_error)
            });
        Ok(Effect {
            value,
            std_error,
            low,
            high,
            p_value: e.p_value,
        })
    }
}
