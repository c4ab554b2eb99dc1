//! A person-level panel, the options of an estimation, and the rules that fix its sample.
//!
//! Invariant: after [`prepare`] every unit is complete in every period kept.
//! Deliberately absent: estimation.

use crate::kernel::difference::DidMethod;
use crate::kernel::estimate::NotEstimable;

/// Which units without treatment serve as controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlGroup {
    /// Units never treated within the data.
    NeverTreated,
    /// Units not treated by the later of the two periods (never treated ones included).
    NotYetTreated,
}

/// Which period a change is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasePeriod {
    /// Before treatment the period before; after treatment the last one before it.
    Varying,
    /// Always the last period before treatment.
    Universal,
}

/// A panel in long vectors: the first index is the period, the last the unit.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Periods in ascending order.
    pub times: Vec<i64>,
    /// First treated period of each unit; `None` = never treated.
    pub cohort: Vec<Option<i64>>,
    /// Outcome by period and unit; NaN = not observed.
    pub outcome: Vec<Vec<f64>>,
    /// Covariates by period, column and unit (no constant); NaN = not observed.
    pub covariates: Vec<Vec<Vec<f64>>>,
    /// Weights by period and unit.
    pub weight: Vec<Vec<f64>>,
    /// Cluster code of each unit; the unit's own number when not clustered.
    pub cluster: Vec<usize>,
}

/// How to estimate.
#[derive(Clone, Copy, Debug)]
pub struct StaggeredOptions {
    /// Estimator of each group-time effect.
    pub method: DidMethod,
    /// Control group.
    pub control: ControlGroup,
    /// Base period.
    pub base: BasePeriod,
    /// Periods before treatment in which behaviour may already change.
    pub anticipation: i64,
}

/// The units and periods that remain after the rules of `did`.
pub(super) struct Prepared {
    /// Periods kept, as positions in the panel.
    pub periods: Vec<usize>,
    /// Units kept, as positions in the panel.
    pub units: Vec<usize>,
    /// First treated period of each kept unit.
    pub cohort: Vec<Option<i64>>,
    /// Cohorts in order.
    pub cohorts: Vec<i64>,
}

/// Apply the sample rules: cohorts beyond the data count as never treated; without a never-treated
/// group the last cohort is the control and the periods from its treatment on go; units treated
/// from the first period on go; incomplete units go.
pub(super) fn prepare(panel: &Panel, options: &StaggeredOptions) -> Result<Prepared, NotEstimable> {
    if !regular(panel) {
        return Err(NotEstimable::InvalidInput("the shape of the panel"));
    }
    let last = *panel.times.last().ok_or(NotEstimable::Empty)?;
    let mut cohort: Vec<Option<i64>> = panel
        .cohort
        .iter()
        .map(|g| g.filter(|g| *g <= last))
        .collect();
    let mut periods: Vec<usize> = (0..panel.times.len()).collect();
    if cohort.iter().all(Option::is_some) {
        let latest = cohort
            .iter()
            .flatten()
            .copied()
            .max()
            .ok_or(NotEstimable::Empty)?;
        periods.retain(|t| panel.times[*t] < latest - options.anticipation);
        for g in &mut cohort {
            *g = g.filter(|g| *g < latest);
        }
    }
    let first = periods
        .first()
        .map(|t| panel.times[*t])
        .ok_or(NotEstimable::Empty)?;
    if periods.len() < 2 {
        return Err(NotEstimable::TooFewWaves {
            found: periods.len(),
            needed: 2,
        });
    }
    let complete = |i: usize| {
        periods.iter().all(|&t| {
            panel.outcome[t][i].is_finite()
                && panel.weight[t][i].is_finite()
                && panel.covariates[t].iter().all(|c| c[i].is_finite())
        })
    };
    let units: Vec<usize> = (0..cohort.len())
        .filter(|&i| cohort[i].is_none_or(|g| g > first + options.anticipation) && complete(i))
        .collect();
    let mut cohorts: Vec<i64> = units.iter().filter_map(|i| cohort[*i]).collect();
    cohorts.sort_unstable();
    cohorts.dedup();
    if cohorts.is_empty() {
        return Err(NotEstimable::NoTreated);
    }
    let cohort = units.iter().map(|i| cohort[*i]).collect();
    Ok(Prepared {
        periods,
        units,
        cohort,
        cohorts,
    })
}

/// Do all parts of the panel have one entry per period and unit, and the periods an order?
fn regular(panel: &Panel) -> bool {
    let (units, periods) = (panel.cohort.len(), panel.times.len());
    let full = |rows: &[Vec<f64>]| rows.iter().all(|r| r.len() == units);
    let width = panel.covariates.first().map_or(0, Vec::len);
    panel.times.is_sorted()
        && panel.cluster.len() == units
        && panel.outcome.len() == periods
        && panel.weight.len() == periods
        && panel.covariates.len() == periods
        && full(&panel.outcome)
        && full(&panel.weight)
        && panel
            .covariates
            .iter()
            .all(|columns| columns.len() == width && full(columns))
}
