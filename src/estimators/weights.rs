//! Weights that make control people look like participants, by trial and stratum (methods.md, section 4).

use crate::kernel::design::Design;
use crate::kernel::entropy::entropy_balance;
use crate::panel::{Ending, FollowUpCount, TrialCounts, WeightStep, Weighting};

/// Exact weighting needs this share of participants to find their cell among the control people.
const SUPPORT_NEEDED: f64 = 0.90;

/// Later starts are weighted for when more than this share of control people leave that way.
const LATER_STARTS_FROM: f64 = 0.01;

/// A control person who stays is never counted for more than this many who started.
const LARGEST_FACTOR: f64 = 20.0;

/// Which weighting was used in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightingUsed {
    /// Exact cells.
    Exact,
    /// Entropy balancing on main effects (Hainmueller 2012).
    Entropy,
    /// Overlap weights by cell (Li, Morgan & Zaslavsky 2018).
    Overlap,
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

/// The weights of one population over all trials.
#[derive(Debug, Clone)]
pub(super) struct PopulationWeights {
    /// Per trial.
    pub trials: Vec<TrialStrata>,
    /// How they were found.
    pub used: WeightingUsed,
    /// Share of participants on common support.
    pub support: f64,
    /// Whether later starts were weighted for.
    pub censoring_weighted: bool,
}

/// Finds the weights of a population from the counts per trial and stratum.
pub(super) fn population_weights(
    counts: Vec<(Vec<f64>, Vec<f64>)>,
    design: &Design,
    wanted: Weighting,
) -> PopulationWeights {
    let (mut all, mut matched) = (0.0, 0.0);
    for (treated, control) in &counts {
        for (&t, &c) in treated.iter().zip(control) {
            all += t;
            matched += if c > 0.0 { t } else { 0.0 };
        }
    }
    let exact_support = if all > 0.0 { matched / all } else { 0.0 };
    let used = match wanted {
        Weighting::Exact if exact_support >= SUPPORT_NEEDED => WeightingUsed::Exact,
        Weighting::Exact | Weighting::Entropy => WeightingUsed::Entropy,
        Weighting::Overlap => WeightingUsed::Overlap,
    };
    let trials: Vec<TrialStrata> = counts
        .into_iter()
        .map(|(treated, control)| {
            let (treated_weight, control_weight) = match used {
                WeightingUsed::Exact => exact(&treated, &control),
                WeightingUsed::Overlap => overlap(&treated, &control),
                WeightingUsed::Entropy => {
                    entropy(design, &treated, &control).unwrap_or_else(|| exact(&treated, &control))
                }
            };
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
    let on: f64 = trials
        .iter()
        .flat_map(|t| t.treated.iter().zip(&t.treated_weight))
        .map(|(n, w)| if *w > 0.0 { *n } else { 0.0 })
        .sum();
    PopulationWeights {
        trials,
        used,
        support: if all > 0.0 { on / all } else { 0.0 },
        censoring_weighted: false,
    }
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
fn entropy(design: &Design, treated: &[f64], control: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let mut has_control = vec![false; design.ncols()];
    for (row, _) in control.iter().enumerate().filter(|(_, c)| **c > 0.0) {
        for (column, _) in design.row(row) {
            has_control[column] = true;
        }
    }
    let like_somebody = |row: usize| design.row(row).all(|(column, _)| has_control[column]);
    let kept: Vec<f64> = treated
        .iter()
        .enumerate()
        .map(|(row, &t)| if like_somebody(row) { t } else { 0.0 })
        .collect();
    if kept.iter().sum::<f64>() <= 0.0 {
        return Some((vec![0.0; treated.len()], vec![0.0; control.len()]));
    }
    let weights = entropy_balance(design, &kept, control).ok()?;
    let treated_weight = kept
        .iter()
        .map(|&t| if t > 0.0 { 1.0 } else { 0.0 })
        .collect();
    Some((treated_weight, weights))
}

/// Weighs control people who stay for those of their stratum who started later: 1/G(u−), with G the Kaplan–Meier
/// curve of later starts within trial and stratum (Robins & Finkelstein 2000). Only when later starts are common.
pub(super) fn weigh_later_starts(
    weights: &mut PopulationWeights,
    counts: &[TrialCounts],
    stratum_of: &dyn Fn(u32) -> Option<u32>,
) {
    let (mut later, mut all) = (0.0, 0.0);
    for count in counts
        .iter()
        .flat_map(|c| &c.control)
        .filter(|c| stratum_of(c.cell).is_some())
    {
        all += f64::from(count.n);
        later += if count.ending == Ending::LaterStart {
            f64::from(count.n)
        } else {
            0.0
        };
    }
    if later <= LATER_STARTS_FROM * all {
        return;
    }
    weights.censoring_weighted = true;
    for (trial, counts) in weights.trials.iter_mut().zip(counts) {
        let mut by_stratum: Vec<Vec<&FollowUpCount>> = vec![Vec::new(); trial.control.len()];
        for count in &counts.control {
            if let Some(stratum) = stratum_of(count.cell) {
                by_stratum[stratum as usize].push(count);
            }
        }
        for (stratum, mut own) in by_stratum.into_iter().enumerate() {
            if trial.control_weight[stratum] <= 0.0
                || own.iter().all(|c| c.ending != Ending::LaterStart)
            {
                continue;
            }
            own.sort_by_key(|c| c.day);
            trial.steps[stratum] = steps(&own, trial.control[stratum]);
        }
    }
}

/// Steps of 1/G from the endings of one stratum, sorted by day.
fn steps(sorted: &[&FollowUpCount], mut at_risk: f64) -> Vec<WeightStep> {
    let mut stay = 1.0f64;
    let mut steps = Vec::new();
    for same_day in sorted.chunk_by(|a, b| a.day == b.day) {
        let of = |wanted: fn(Ending) -> bool| -> f64 {
            same_day
                .iter()
                .filter(|c| wanted(c.ending))
                .map(|c| f64::from(c.n))
                .sum()
        };
        // An exit on the day comes before a start on the same day.
        let started = of(|e| e == Ending::LaterStart);
        let exposed = at_risk - of(|e| matches!(e, Ending::Event | Ending::Competing));
        if started > 0.0 && exposed > 0.0 {
            stay *= 1.0 - started / exposed;
            let factor = if stay > 0.0 {
                (1.0 / stay).min(LARGEST_FACTOR)
            } else {
                LARGEST_FACTOR
            };
            if let Some(day) = same_day.first().map(|c| c.day) {
                steps.push(WeightStep { from: day, factor });
            }
        }
        at_risk -= of(|_| true);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_the_inverse_of_the_start_curve() {
        let count = |day, ending, n| FollowUpCount {
            cell: 0,
            day,
            ending,
            n,
        };
        let rows = [
            count(10, Ending::Event, 2),
            count(10, Ending::LaterStart, 2),
            count(20, Ending::LaterStart, 3),
            count(30, Ending::Censored, 3),
        ];
        let sorted: Vec<&FollowUpCount> = rows.iter().collect();
        let found = steps(&sorted, 10.0);
        // G: (1 - 2/8) after day 10, times (1 - 3/6) after day 20.
        assert_eq!(found.len(), 2);
        assert!((found[0].factor - 1.0 / 0.75).abs() < 1e-12 && found[0].from == 10);
        assert!((found[1].factor - 1.0 / 0.375).abs() < 1e-12 && found[1].from == 20);
    }

    #[test]
    fn exact_weights_reproduce_the_participants_mix() {
        let (treated, control) = exact(&[3.0, 5.0, 2.0], &[30.0, 10.0, 0.0]);
        assert_eq!(treated, [1.0, 1.0, 0.0]);
        assert_eq!(control, [0.1, 0.5, 0.0]);
    }
}
