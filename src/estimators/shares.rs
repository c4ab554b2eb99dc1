//! Shares without a before: difference of two proportions after the start (methods.md, section 5).
//!
//! Newcombe's interval of the participants' share against that of control people who are weighted to the participants'
//! cells within each trial. Weighting costs precision: the control group enters with its effective size (Kish 1965), and
//! where people are clustered either group is worth no more people than its clustered variance says. Deliberately absent:
//! the level before the start, which this design does not know.

use crate::kernel::power::minimum_detectable_effect;
use crate::kernel::proportions::two_proportions;
use crate::panel::{
    AnswerSums, ArmShares, Comparison, Panel, PopulationSums, ShareFamily, TrialAnswers,
    WaveMatrix, Weighting,
};

use super::balance::worst;
use super::stratified::{PopulationEstimate, Stratified, estimate};
use super::weights::{PopulationWeights, enough, population_weights};
use super::{Breakdown, CovariateBalance, Effect, LEVEL, Reason, Weighted};

/// Values stand on 0..100.
const HUNDRED: f64 = 100.0;

/// What to estimate.
#[derive(Debug, Clone, Copy)]
pub struct ShareRequest<'a> {
    /// The answers.
    pub matrix: &'a WaveMatrix,
    /// Weighting wanted.
    pub weighting: Weighting,
    /// Cluster of each person, or empty.
    pub cluster: &'a [u32],
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareAnswer {
    /// Participants' share less that of the control people, in percentage points.
    pub difference: Effect,
    /// Smallest difference detectable with 80 % power.
    pub detectable: Option<f64>,
    /// The participants' share, in percent.
    pub treated: f64,
    /// The control people's, weighted.
    pub control: f64,
    /// How the control people were weighted.
    pub weighting: Weighted,
    /// Effective number of control people.
    pub effective_control: f64,
    /// Balance.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
}

/// One population's result.
pub type ShareEstimate = PopulationEstimate<ShareAnswer>;

/// One population before the effective sizes are known.
struct Draft {
    weights: PopulationWeights,
    shares: ArmShares,
}

/// Estimates every population of every breakdown: one list a breakdown.
pub fn estimate_shares(
    panel: &Panel<'_>,
    comparison: &Comparison,
    breakdowns: &[Breakdown],
    request: &ShareRequest<'_>,
) -> Vec<Vec<ShareEstimate>> {
    let answers = panel.latest_answers(comparison, request.matrix);
    let clustered = !request.cluster.is_empty();
    estimate(
        comparison,
        breakdowns,
        request.cluster,
        |cells| {
            (0..cells.breakdown.len())
                .map(|p| cells.draft_shares(&answers, p, request.weighting))
                .collect()
        },
        |drafted| {
            let families: Vec<ShareFamily<'_>> = drafted
                .iter()
                .map(|d| ShareFamily {
                    population: &d.cells.breakdown.populations.of_cell,
                    shares: d.of_each(|draft| draft.shares),
                    weights: d
                        .cells
                        .weights(&|p| d.drafts[p].as_ref().ok().map(|d| &d.weights)),
                })
                .collect();
            panel.share_influence(comparison, request.matrix, &families, request.cluster)
        },
        |cells, draft, population, sums| cells.share_answer(draft, population, sums, clustered),
    )
}

impl Stratified<'_> {
    fn draft_shares(
        &self,
        answers: &[TrialAnswers],
        population: usize,
        weighting: Weighting,
    ) -> Result<Draft, Reason> {
        let strata = &self.strata[population];
        let by_stratum = |cells: &[AnswerSums]| {
            let mut sums = vec![AnswerSums::default(); strata.len()];
            for (cell, own) in cells.iter().enumerate() {
                if self.population(cell) == Some(population) {
                    let slot = &mut sums[self.stratum(cell as u32)];
                    slot.n += own.n;
                    slot.sum += own.sum;
                }
            }
            sums
        };
        let trials: Vec<[Vec<AnswerSums>; 2]> = answers
            .iter()
            .map(|t| [by_stratum(&t.control), by_stratum(&t.treated)])
            .collect();
        let people = |arm: &[AnswerSums]| arm.iter().map(|s| s.n).collect::<Vec<f64>>();
        let counts: Vec<(Vec<f64>, Vec<f64>)> = trials
            .iter()
            .map(|[control, treated]| (people(treated), people(control)))
            .collect();
        enough(&counts)?;
        let weights = population_weights(counts, &self.mix(population), weighting);
        if weights.how.support <= 0.0 {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        let mut shares = ArmShares::default();
        for (trial, arms) in weights.trials.iter().zip(&trials) {
            let by_arm = [&trial.control_weight, &trial.treated_weight];
            for (arm, (sums, weight)) in arms.iter().zip(by_arm).enumerate() {
                for (own, weight) in sums.iter().zip(weight) {
                    shares.weight[arm] += weight * own.n;
                    shares.mean[arm] += weight * own.sum;
                }
            }
        }
        if shares.weight.iter().any(|w| *w <= 0.0) {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::NoOverlap));
        }
        for (mean, weight) in shares.mean.iter_mut().zip(shares.weight) {
            *mean /= weight;
        }
        Ok(Draft { weights, shares })
    }

    fn share_answer(
        &self,
        draft: &Draft,
        population: usize,
        sums: &PopulationSums,
        clustered: bool,
    ) -> Result<ShareAnswer, Reason> {
        let size = |arm: usize| effective_size(draft.shares.mean[arm], sums, arm, clustered);
        let (control, treated) = (size(0), size(1));
        let part = |arm: usize| draft.shares.mean[arm] / HUNDRED;
        let both = two_proportions(
            part(1) * treated,
            treated,
            part(0) * control,
            control,
            LEVEL,
        )?;
        let spread = |arm: usize, n: f64| part(arm) * (1.0 - part(arm)) / n;
        let std_error = HUNDRED * (spread(1, treated) + spread(0, control)).sqrt();
        let Some(test) = both.test.filter(|_| std_error > 0.0) else {
            return Err(Reason::Kernel(crate::kernel::NotEstimable::ZeroVariance));
        };
        let sheet = self.balance(&draft.weights, population);
        let balance = sheet.table(self.comparison.cells.covariate_digits());
        Ok(ShareAnswer {
            difference: Effect {
                value: HUNDRED * both.newcombe.value,
                std_error,
                low: HUNDRED * both.newcombe.interval.low,
                high: HUNDRED * both.newcombe.interval.high,
                p_value: test.p_value,
            },
            detectable: minimum_detectable_effect(std_error, None).ok(),
            treated: draft.shares.mean[1],
            control: draft.shares.mean[0],
            weighting: draft.weights.how.clone(),
            effective_control: control,
            max_abs_smd: worst(&balance),
            balance,
        })
    }
}

/// How many independent people an arm is worth: one over the sum of their squared shares of the weight; where people are
/// clustered the binomial variance over the clustered one, or the clusters themselves when nobody differs.
fn effective_size(mean: f64, sums: &PopulationSums, arm: usize, clustered: bool) -> f64 {
    let units = 1.0 / sums.squares[2 + arm];
    let binomial = mean * (HUNDRED - mean);
    if !clustered || binomial <= 0.0 || sums.squares[arm] <= 0.0 {
        return units;
    }
    let people = [sums.control_on_support, sums.treated_on_support][arm];
    (binomial / sums.squares[arm]).min(people as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effective_sizes_by_hand() {
        // Ten people of equal weight with a share of 40 %: the variance of five pairs that agree is twice the binomial
        // one, 2 · 40 · 60 / 10 in percent squared.
        let mut sums = PopulationSums {
            squares: vec![480.0, 0.0, 0.2, 0.2],
            control_on_support: 10,
            treated_on_support: 10,
            ..PopulationSums::default()
        };
        assert!((effective_size(40.0, &sums, 0, true) - 5.0).abs() < 1e-12);
        // Everybody agrees: the five pairs are all that is known.
        assert!((effective_size(0.0, &sums, 1, true) - 5.0).abs() < 1e-12);
        sums.squares[2] = 0.1;
        assert!((effective_size(40.0, &sums, 0, false) - 10.0).abs() < 1e-12);
    }
}
