//! Changes of several trials as one: for control people whom the trials share, influences are added up before anybody is looked at.

use super::ChangeKind;
use super::influence::{ChangeInfluence, FamilyInfluence};

/// One change of several trials that are laid out as one.
pub(super) struct Joint<'f>(pub(super) Vec<&'f ChangeInfluence>);

impl<'f> Joint<'f> {
    /// The changes of a family that stand at these positions.
    pub(super) fn of(family: &'f FamilyInfluence<'f>, positions: &[usize]) -> Joint<'f> {
        Joint(positions.iter().map(|&k| &family.changes[k]).collect())
    }

    /// The slots and weights of a population, of the first trial of which something is asked.
    pub(super) fn targets(&self, population: usize) -> &'f [(usize, f64)] {
        let asked = |own: &&'f ChangeInfluence| !own.targets[population].is_empty();
        let first = self.0.iter().copied().find(asked);
        first.map_or(&[], |own| own.targets[population].as_slice())
    }

    /// Whether every trial's influences go to the same slots in the same proportions, but for rounding.
    fn is_alike(&self, population: usize) -> bool {
        const ROUNDING: f64 = 1e-12;
        let told = self.targets(population);
        self.0.iter().all(|own| {
            let own = &own.targets[population];
            own.is_empty()
                || own.len() == told.len()
                    && own.iter().zip(told).all(|(&(a, x), &(b, y))| {
                        let (x, y) = (x * first_weight(told), y * first_weight(own));
                        a == b && (x - y).abs() <= ROUNDING * x.abs().max(y.abs())
                    })
        })
    }

    /// The influence of an arm and stratum, all trials together, in the measure of the first slot.
    pub(super) fn influence(&self, treated: bool, stratum: usize, population: usize) -> (f64, f64) {
        self.0.iter().fold((0.0, 0.0), |(a, b), own| {
            let side = if treated { &own.treated } else { &own.control };
            let weight = first_weight(&own.targets[population]);
            let own = side[stratum];
            (a + own.a * weight, b + own.b * weight)
        })
    }

    pub(super) fn kind(&self) -> Option<ChangeKind> {
        self.0.first().map(|own| own.change.kind)
    }

    pub(super) fn strata(&self, treated: bool) -> usize {
        let side = |own: &&ChangeInfluence| {
            if treated {
                own.treated.len()
            } else {
                own.control.len()
            }
        };
        self.0.first().map_or(0, side)
    }
}

/// The changes of trials that share their control people, given the positions of each trial's: those whose influences go to the
/// same slots in the same proportions stand together, the others alone. All trials list the same changes.
pub(super) fn together(families: &[FamilyInfluence<'_>], trials: &[&[usize]]) -> Vec<Vec<usize>> {
    let Some((first, others)) = trials.split_first() else {
        return Vec::new();
    };
    let mut list: Vec<Vec<usize>> = Vec::new();
    let mut alone = vec![false; first.len()];
    for (k, &own) in first.iter().enumerate() {
        let all: Vec<usize> = trials.iter().map(|t| t[k]).collect();
        let alike = families.iter().all(|family| {
            let joint = Joint::of(family, &all);
            (0..family.plan.populations).all(|p| joint.is_alike(p))
        });
        alone[k] = !alike;
        list.push(if alike { all } else { vec![own] });
    }
    for trial in others {
        let apart = trial.iter().zip(&alone).filter(|(_, alone)| **alone);
        list.extend(apart.map(|(&k, _)| vec![k]));
    }
    list
}

/// The weight of the first slot, 0 when nothing is asked for.
pub(super) fn first_weight(targets: &[(usize, f64)]) -> f64 {
    targets.first().map_or(0.0, |&(_, weight)| weight)
}
