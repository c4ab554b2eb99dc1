//! Weights that make control people look like participants, by trial and stratum (methods.md, section 4).
//!
//! [`exact`] cells, [`entropy`] balancing on main effects, [`overlap`] weights, coarsened exact matching
//! ([`coarsened`]), a [`logistic`] propensity score; and the weights for later starts ([`later_starts`]). The variances
//! that use them treat them as given. Deliberately absent: weights of the scores, which the doubly robust estimator of
//! the kernel finds itself.

mod coarsened;
mod later_starts;
mod logistic;
mod weighing;

use crate::kernel::design::Design;
use crate::kernel::entropy::entropy_balance;
use crate::panel::{Comparison, WeightStep, Weighting};

use super::balance::ArmCell;
use super::score::main_effects;
use super::{FEWEST_CLUSTERS, Reason};
use coarsened::Coarsening;

pub use coarsened::Grain;
pub(super) use later_starts::weigh_later_starts;
pub use weighing::Weighing;

/// Exact and coarsened matching need this share of participants to find control people like them.
const SUPPORT_NEEDED: f64 = 0.90;

/// Which weighting was used in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightingUsed {
    /// Exact cells.
    Exact,
    /// Entropy balancing on main effects (Hainmueller 2012).
    Entropy,
    /// Overlap weights by cell (Li, Morgan & Zaslavsky 2018).
    Overlap,
    /// Coarsened exact matching (Iacus, King & Porro 2012).
    Coarsened,
    /// Odds of a logistic propensity score (Rosenbaum & Rubin 1983).
    Logistic,
}

/// How the people of one population were weighted.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// What was asked for.
    pub wanted: Weighting,
    /// What was used.
    pub used: WeightingUsed,
    /// Share of participants on common support.
    pub support: f64,
    /// Covariates that coarsened matching did not take as they stand.
    pub coarsened: Vec<(String, Grain)>,
    /// Whether a model had no solution in some trial, so that exact cells were used there.
    pub fell_back: bool,
}

/// Participants and control people of a trial by stratum.
pub(super) type TrialPeople = (Vec<f64>, Vec<f64>);

/// Whether there are people enough for an answer, before any work is done: fewer than [`FEWEST_CLUSTERS`] participants are
/// fewer clusters, whatever weights they get.
pub(super) fn enough(people: &[TrialPeople]) -> Result<(), Reason> {
    let all = |arm: fn(&TrialPeople) -> &Vec<f64>| -> f64 { people.iter().flat_map(arm).sum() };
    let participants = all(|(treated, _)| treated);
    if participants == 0.0 {
        Err(Reason::NobodyTookPart)
    } else if all(|(_, control)| control) == 0.0 {
        Err(Reason::NobodyToCompare)
    } else if participants < FEWEST_CLUSTERS as f64 {
        Err(Reason::TooFewClusters)
    } else {
        Ok(())
    }
}

/// What the strata of a population are made of.
#[derive(Clone, Copy)]
pub(super) struct Mix<'a> {
    pub comparison: &'a Comparison,
    /// Positions of the covariates.
    pub covariates: &'a [usize],
    /// Digits of the covariates by stratum.
    pub strata: &'a [Vec<u16>],
}

impl Mix<'_> {
    /// Number of ordered bands of a covariate, the missing value aside; `None` when its values have no order.
    fn bands(&self, covariate: usize) -> Option<usize> {
        let digit = &self.comparison.cells.covariate_digits()[self.covariates[covariate]];
        digit.ordered.then(|| digit.labels.len().saturating_sub(1))
    }

    /// Main effects of the covariates, with the commonest values among these participants as reference.
    fn main_effects(&self, participants: &[f64]) -> Design {
        main_effects(self.comparison, self.covariates, self.strata, participants)
    }

    /// The participants each of whose covariate values some control person has.
    fn like_somebody(&self, treated: &[f64], control: &[f64]) -> Vec<f64> {
        let digits = self.comparison.cells.covariate_digits();
        let mut known: Vec<Vec<bool>> = self
            .covariates
            .iter()
            .map(|&c| vec![false; digits[c].labels.len()])
            .collect();
        for (stratum, _) in self.strata.iter().zip(control).filter(|(_, c)| **c > 0.0) {
            for (known, &digit) in known.iter_mut().zip(stratum) {
                known[usize::from(digit)] = true;
            }
        }
        let like = |stratum: &[u16]| {
            let mut each = known.iter().zip(stratum);
            each.all(|(known, &digit)| known[usize::from(digit)])
        };
        self.strata
            .iter()
            .zip(treated)
            .map(|(stratum, &t)| if like(stratum) { t } else { 0.0 })
            .collect()
    }
}

/// One trial's people of a population by stratum, and the weights found.
#[derive(Debug, Clone, Default)]
pub(super) struct TrialStrata {
    /// Participants per stratum.
    pub treated: Vec<f64>,
    /// Control people per stratum.
    pub control: Vec<f64>,
    /// Weight of a participant per stratum.
    pub treated_weight: Vec<f64>,
    /// Weight of a control person per stratum.
    pub control_weight: Vec<f64>,
    /// Steps of the control weights per stratum.
    pub steps: Vec<Vec<WeightStep>>,
}

impl TrialStrata {
    /// Participants and control people of a stratum with their weights.
    pub(super) fn arms(&self, stratum: usize) -> (ArmCell, ArmCell) {
        let arm = |people: &[f64], weight: &[f64]| ArmCell {
            people: people[stratum],
            weight: weight[stratum],
        };
        (
            arm(&self.treated, &self.treated_weight),
            arm(&self.control, &self.control_weight),
        )
    }
}

/// The weights of one population over all trials.
#[derive(Debug, Clone)]
pub(super) struct PopulationWeights {
    /// Per trial.
    pub trials: Vec<TrialStrata>,
    /// How they were found.
    pub how: Weighted,
    /// Whether later starts were weighted for.
    pub censoring_weighted: bool,
}

/// Finds the weights of a population from the counts per trial and stratum.
pub(super) fn population_weights(
    people: Vec<TrialPeople>,
    mix: &Mix<'_>,
    wanted: Weighting,
) -> PopulationWeights {
    let exact_support = share(people.iter().flat_map(|(t, c)| t.iter().zip(c)));
    let used = match wanted {
        Weighting::Exact if exact_support >= SUPPORT_NEEDED => WeightingUsed::Exact,
        Weighting::Exact | Weighting::Entropy => WeightingUsed::Entropy,
        Weighting::Overlap => WeightingUsed::Overlap,
        Weighting::Cem => WeightingUsed::Coarsened,
        Weighting::Logistic => WeightingUsed::Logistic,
    };
    let coarsening = (used == WeightingUsed::Coarsened).then(|| Coarsening::of(mix, &people));
    let design = (used == WeightingUsed::Entropy).then(|| {
        let mut participants = vec![0.0; mix.strata.len()];
        for (treated, _) in &people {
            for (sum, n) in participants.iter_mut().zip(treated) {
                *sum += n;
            }
        }
        mix.main_effects(&participants)
    });
    let mut fell_back = false;
    let trials: Vec<TrialStrata> = people
        .into_iter()
        .map(|(treated, control)| {
            let found = match (used, &coarsening, &design) {
                (_, Some(coarsening), _) => Some(coarsening.weights(&treated, &control)),
                (_, _, Some(design)) => entropy(mix, design, &treated, &control),
                (WeightingUsed::Logistic, ..) => logistic::logistic(mix, &treated, &control),
                (WeightingUsed::Overlap, ..) => Some(overlap(&treated, &control)),
                _ => Some(exact(&treated, &control)),
            };
            let (treated_weight, control_weight) = found.unwrap_or_else(|| {
                // Without anybody of an arm there is nothing to be found, by no method.
                let some = |n: &[f64]| n.iter().any(|n| *n > 0.0);
                fell_back |= some(&treated) && some(&control);
                exact(&treated, &control)
            });
            let steps = vec![Vec::new(); treated.len()];
            TrialStrata {
                treated,
                control,
                treated_weight,
                control_weight,
                steps,
            }
        })
        .collect();
    let names = mix.comparison.cells.covariate_digits();
    let coarsened = coarsening.map_or_else(Vec::new, |c| {
        mix.covariates
            .iter()
            .zip(c.grains)
            .filter(|(_, grain)| *grain != Grain::Full)
            .map(|(&c, grain)| (names[c].name.clone(), grain))
            .collect()
    });
    PopulationWeights {
        how: Weighted {
            wanted,
            used,
            support: share(
                trials
                    .iter()
                    .flat_map(|t| t.treated.iter().zip(&t.treated_weight)),
            ),
            coarsened,
            fell_back,
        },
        trials,
        censoring_weighted: false,
    }
}

/// Share of participants (first) for whom there is something (second).
fn share<'a>(pairs: impl Iterator<Item = (&'a f64, &'a f64)>) -> f64 {
    let (mut all, mut on) = (0.0, 0.0);
    for (&n, &something) in pairs {
        all += n;
        on += if something > 0.0 { n } else { 0.0 };
    }
    if all > 0.0 { on / all } else { 0.0 }
}

fn exact(treated: &[f64], control: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let both = |t: f64, c: f64| t > 0.0 && c > 0.0;
    treated
        .iter()
        .zip(control)
        .map(|(&t, &c)| if both(t, c) { (1.0, t / c) } else { (0.0, 0.0) })
        .unzip()
}

fn overlap(treated: &[f64], control: &[f64]) -> (Vec<f64>, Vec<f64>) {
    treated
        .iter()
        .zip(control)
        .map(|(&t, &c)| {
            if t > 0.0 && c > 0.0 {
                (c / (t + c), t / (t + c))
            } else {
                (0.0, 0.0)
            }
        })
        .unzip()
}

/// Entropy balancing within a trial; participants with a covariate value that no control person has are left
/// out first. `None` when no weights balance.
fn entropy(
    mix: &Mix<'_>,
    design: &Design,
    treated: &[f64],
    control: &[f64],
) -> Option<(Vec<f64>, Vec<f64>)> {
    let kept = mix.like_somebody(treated, control);
    if kept.iter().sum::<f64>() <= 0.0 {
        return Some((vec![0.0; treated.len()], vec![0.0; control.len()]));
    }
    let weights = entropy_balance(design, &kept, control).ok()?;
    let treated_weight = kept.iter().map(|&t| f64::from(u8::from(t > 0.0))).collect();
    Some((treated_weight, weights))
}

#[cfg(test)]
mod tests;
