//! The second reduction of times to events: influences of weighted curves summed over people, in one pass for all
//! families of populations.

use std::ops::Range;

use rayon::prelude::*;

use crate::vocab::Day;

use super::super::people::Panel;
use super::super::person_sums::{Family, PopulationSums, person_sums};
use super::super::score_changes::rows_within;
use super::super::trials::{Comparison, Trial};
use super::prepared::{DayVectors, Followed, Prepared, PreparedTrial, day_vectors};
use super::{Ending, EventClock};

/// Influence of a person with unit weight by day of the end of follow-up.
#[derive(Debug, Clone, Default)]
pub struct DayTable {
    /// With the event on the day.
    pub event: Vec<f64>,
    /// With a competing event; empty where that is like any other ending.
    pub competing: Vec<f64>,
    /// With any other ending.
    pub other: Vec<f64>,
}

/// A stretch of days over which a cell's weight is constant: from `from` (exclusive) on the weight is `factor`
/// times the cell's weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightStep {
    /// Last day before the step.
    pub from: u32,
    /// Factor after it.
    pub factor: f64,
}

/// Weights of the strata of one arm of one trial.
#[derive(Debug, Clone, Default)]
pub struct ArmWeights {
    /// Weight per stratum of the family; 0 off support.
    pub weight: Vec<f64>,
    /// Steps per stratum, in order of days; empty when no weight ever changes.
    pub steps: Vec<Vec<WeightStep>>,
}

/// What the second reduction needs of a family of populations.
#[derive(Debug, Clone, Default)]
pub struct FollowUpInfluence {
    /// Per slot, population and arm (0 control, 1 treated): influence by day.
    pub curves: Vec<Vec<[DayTable; 2]>>,
    /// Per trial: weights of participants and of control people.
    pub weights: Vec<[ArmWeights; 2]>,
    /// Slots stratified by trial: per slot, population, trial and arm.
    pub stratified: Vec<Vec<Vec<[DayTable; 2]>>>,
}

impl FollowUpInfluence {
    /// Number of slots.
    pub fn slots(&self) -> usize {
        self.curves.len() + self.stratified.len()
    }
}

impl DayTable {
    /// Number of days.
    pub(super) fn days(&self) -> usize {
        let longer = self.event.len().max(self.other.len());
        longer.max(self.competing.len())
    }

    /// Influence of an end on a day; the last day stands for later ones, an empty table is zero.
    pub(super) fn at(&self, day: u32, end: End) -> f64 {
        match end {
            End::Event => held(&self.event, day),
            End::Competing if !self.competing.is_empty() => held(&self.competing, day),
            End::Competing | End::Other => held(&self.other, day),
        }
    }
}

/// Endings that an influence tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Other,
    Event,
    Competing,
}

impl End {
    /// Every end, in the order of their numbers.
    pub(super) const EVERY: [End; 3] = [End::Other, End::Event, End::Competing];
}

impl From<Ending> for End {
    fn from(ending: Ending) -> End {
        match ending {
            Ending::Event => End::Event,
            Ending::Competing => End::Competing,
            Ending::LaterStart | Ending::Censored => End::Other,
        }
    }
}

fn held(values: &[f64], day: u32) -> f64 {
    let last = values.len().saturating_sub(1);
    values.get((day as usize).min(last)).copied().unwrap_or(0.0)
}

/// One family of populations in the second reduction.
#[derive(Debug, Clone)]
pub struct FollowUpFamily<'a> {
    /// The population of each cell, if any.
    pub population: &'a [Option<u16>],
    /// The stratum of each cell, numbered through all populations; not read where there is no population.
    pub stratum: Vec<u32>,
    /// Number of populations.
    pub populations: usize,
    /// Influences.
    pub influence: FollowUpInfluence,
}

impl Panel<'_> {
    /// Second reduction: influences of the difference between participants and control people, summed over people,
    /// for several families of populations in one pass. One list of populations a family.
    pub fn follow_up_influence(
        &self,
        comparison: &Comparison,
        clock: &EventClock,
        families: &[FollowUpFamily<'_>],
        cluster: &[u32],
    ) -> Vec<Vec<PopulationSums>> {
        let summed: Vec<Family<'_>> = families
            .iter()
            .map(|f| Family::of_variances(f.influence.slots(), f.populations, f.population))
            .collect();
        let vectors: Vec<Vec<[DayVectors; 2]>> = families.par_iter().map(day_vectors).collect();
        let cut_off = self.cut_off;
        let prepare = |range: Range<usize>| -> Vec<PreparedTrial<'_>> {
            let of_trial = |(at, trial): (usize, &Trial)| {
                let last_day = u32::try_from(cut_off.since(trial.index)).unwrap_or(0);
                let own = range
                    .clone()
                    .map(|k| Prepared::of(&families[k], &vectors[k], at));
                PreparedTrial::of(own.collect(), comparison.cells.len(), last_day)
            };
            let trials = comparison.trials.par_iter().enumerate();
            trials.map(of_trial).collect()
        };
        person_sums(
            &comparison.attendance,
            &summed,
            cluster,
            &prepare,
            &|range, prepared, collector| {
                for (trial, prepared) in comparison.trials.iter().zip(prepared) {
                    let (treated, control) = rows_within(trial, &range);
                    let rows = treated
                        .iter()
                        .map(|r| (r.person, r.cell, Day::MAX, true))
                        .chain(control.iter().map(|r| (r.person, r.cell, r.until, false)));
                    for (person, cell, until, treated) in rows {
                        let (day, ending) =
                            self.follow_up(clock, person as usize, trial.eve, trial.index, until);
                        let row = Followed {
                            cell,
                            treated,
                            day,
                            end: ending.into(),
                        };
                        prepared.contribute(person, row, collector);
                    }
                }
            },
        )
    }
}
