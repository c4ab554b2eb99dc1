//! The weights of everybody who is followed, found once a comparison: exits, promotions and counts are about the same people.
//!
//! A memory and nothing else: whoever asks with other people than those remembered gets weights of their own.

use std::sync::OnceLock;

use crate::panel::Weighting;

use super::super::Breakdown;
use super::{Mix, PopulationWeights, TrialPeople, population_weights};

/// The weights of one comparison.
#[derive(Debug)]
pub struct Weighing<'a> {
    wanted: Weighting,
    /// Each breakdown with its populations' weights.
    found: Vec<(&'a Breakdown, Vec<OnceLock<PopulationWeights>>)>,
}

impl<'a> Weighing<'a> {
    /// Nothing is found yet.
    pub fn of(breakdowns: &'a [Breakdown], wanted: Weighting) -> Weighing<'a> {
        let none = |b: &Breakdown| (0..b.len()).map(|_| OnceLock::new()).collect();
        Weighing {
            wanted,
            found: breakdowns.iter().map(|b| (b, none(b))).collect(),
        }
    }

    /// The weights of a population with these people per trial and stratum.
    pub(in super::super) fn weights(
        &self,
        breakdown: &Breakdown,
        population: usize,
        people: Vec<TrialPeople>,
        mix: &Mix<'_>,
    ) -> PopulationWeights {
        let own = self
            .found
            .iter()
            .find(|(b, _)| b.dimensions == breakdown.dimensions)
            .and_then(|(_, found)| found.get(population));
        let Some(own) = own else {
            return population_weights(people, mix, self.wanted);
        };
        let kept = own.get_or_init(|| population_weights(people.clone(), mix, self.wanted));
        let the_same = kept.trials.len() == people.len()
            && kept
                .trials
                .iter()
                .zip(&people)
                .all(|(kept, (treated, control))| {
                    kept.treated == *treated && kept.control == *control
                });
        if the_same {
            kept.clone()
        } else {
            population_weights(people, mix, self.wanted)
        }
    }
}
