//! Distributions of changes less what is expected of each, as bins: what trimming needs (Lee 2009). All trials and waves
//! of a population are one distribution. Bins hold sums, so that means are exact; only the value at which one trims is
//! known to a bin's width.

use rayon::prelude::*;

use crate::kernel::trimming::Mass;

use super::super::settings::ControlGroup;
use super::super::trials::Comparison;
use super::super::waves::WaveMatrix;
use super::{Change, by_trial, waves_served};

/// Bins on either side of zero; what lies farther out shares the last.
const BINS: i64 = 2048;

/// What is expected of a change, and what it counts for, by stratum.
#[derive(Debug, Clone)]
pub struct ExpectedChange {
    /// The change.
    pub change: Change,
    /// Expected change by stratum of the family.
    pub expected: Vec<f64>,
    /// Weight of a person by stratum of the family; 0 where nobody counts.
    pub weight: Vec<f64>,
}

/// What is asked of one family of populations.
#[derive(Debug, Clone)]
pub struct ResidualFamily<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// The stratum of each cell, numbered through all populations; not read where there is no population.
    pub stratum: &'a [u32],
    /// The changes.
    pub changes: Vec<ExpectedChange>,
    /// Per population: whether participants are asked for, or control people; `None` asks for nothing.
    pub treated: Vec<Option<bool>>,
    /// Per population: width of a bin, above 0.
    pub width: Vec<f64>,
}

/// The distributions, ascending: one a population.
pub fn residual_masses(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    control: ControlGroup,
    family: &ResidualFamily<'_>,
) -> Vec<Vec<Mass>> {
    let asks = |treated: bool| family.treated.contains(&Some(treated));
    let (of_treated, of_control) = (asks(true), asks(false));
    let trials = by_trial(
        comparison.trials.len(),
        family.changes.iter().map(|c| c.change),
    );
    let empty: Vec<Vec<Mass>> = family
        .treated
        .iter()
        .map(|t| match t {
            Some(_) => vec![Mass::default(); 2 * BINS as usize + 1],
            None => Vec::new(),
        })
        .collect();
    let parts: Vec<Vec<Vec<Mass>>> = comparison
        .trials
        .par_iter()
        .zip(&trials)
        .map(|(trial, own)| {
            let mut bins = empty.clone();
            let mut add = |person: u32, cell: u32, treated: bool, waves: usize| {
                let Some(population) = family.population[cell as usize].map(usize::from) else {
                    return;
                };
                if family.treated[population] != Some(treated) {
                    return;
                }
                let stratum = family.stratum[cell as usize] as usize;
                let values = matrix.row(person as usize);
                for &position in &own.positions {
                    let ExpectedChange {
                        change,
                        expected,
                        weight,
                    } = &family.changes[position];
                    let dy = f64::from(values[change.wave]) - f64::from(values[change.base]);
                    if dy.is_nan() || change.wave >= waves || weight[stratum] <= 0.0 {
                        continue;
                    }
                    let residual = dy - expected[stratum];
                    let bin = (residual / family.width[population]).round() as i64;
                    let mass = &mut bins[population][(bin.clamp(-BINS, BINS) + BINS) as usize];
                    mass.weight += weight[stratum];
                    mass.sum += weight[stratum] * residual;
                }
            };
            if of_treated {
                for row in &trial.treated {
                    add(row.person, row.cell, true, usize::MAX);
                }
            }
            if of_control {
                for row in &trial.control {
                    let waves = waves_served(row, &matrix.waves, control);
                    add(row.person, row.cell, false, waves);
                }
            }
            bins
        })
        .collect();
    let mut total = empty;
    for part in parts {
        for (into, from) in total.iter_mut().flatten().zip(part.iter().flatten()) {
            into.weight += from.weight;
            into.sum += from.sum;
        }
    }
    for masses in &mut total {
        masses.retain(|m| m.weight > 0.0);
    }
    total
}
