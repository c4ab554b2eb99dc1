//! Programmes of groups: what few and unequal groups of participants do to a standard error and its degrees of freedom.
//!
//! Members of one circle, pod or track share noise, so that the independent pieces of evidence are the groups. Where the
//! participants of a trial are compared with their own mean, the squares of k groups' sums fall short by (k − 1)/k: CR2 with an
//! identity working model, whose factor on the sum of group g is (1 − n_g/n)^(−1/2), here at the effective number of groups
//! k = (Σ n_g)²/Σ n_g² (Bell & McCaffrey 2002, Survey Methodology 28(2); Imbens & Kolesár 2016, doi:10.1162/REST_a_00552). A
//! t quantile stands in for the normal one; its degrees of freedom join those of participants and of controls
//! (Satterthwaite 1946, doi:10.2307/3002019), so that they follow the groups of participants however many controls there are.
//! Controls who are in no group count for themselves. Deliberately absent: programmes of pairs, where people are independent.

use std::collections::BTreeMap;

use crate::panel::{Comparison, OWN_CLUSTER, PopulationSums};

use super::{Breakdown, FEWEST_CLUSTERS, Reason};

/// With fewer effective groups than this a trial's groups say nothing of their own spread.
pub(super) const TWO: f64 = 1.5;

/// With fewer effective groups than this, because one group holds most participants, nothing is estimated.
const FEWEST_EFFECTIVE: f64 = 5.0;

/// The groups of some participants.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct GroupCount {
    /// Participants.
    pub people: f64,
    /// Groups that they are in.
    pub groups: f64,
    /// Effective number of groups of equal size.
    pub effective: f64,
}

impl GroupCount {
    fn of(sizes: impl Iterator<Item = u32>) -> GroupCount {
        let (mut people, mut groups, mut squares) = (0.0, 0.0, 0.0);
        for size in sizes.map(f64::from) {
            people += size;
            groups += 1.0;
            squares += size * size;
        }
        GroupCount {
            people,
            groups,
            effective: if squares > 0.0 {
                people * people / squares
            } else {
                0.0
            },
        }
    }
}

/// The groups of one population's participants.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Groups {
    /// Of all.
    pub all: GroupCount,
    /// Of each trial.
    pub trials: Vec<GroupCount>,
}

/// The groups of every population; `None` where everybody is independent.
pub(super) fn groups(
    comparison: &Comparison,
    breakdown: &Breakdown,
    cluster: &[u32],
) -> Option<Vec<Groups>> {
    if cluster.is_empty() {
        return None;
    }
    // People who are in no group are groups of one; their own numbers stand beside those of groups.
    let group_of = |person: u32| match cluster.get(person as usize) {
        None | Some(&OWN_CLUSTER) => (true, person),
        Some(&group) => (false, group),
    };
    let mut all: Vec<BTreeMap<(bool, u32), u32>> = vec![BTreeMap::new(); breakdown.len()];
    let mut found: Vec<Groups> = vec![Groups::default(); breakdown.len()];
    for trial in &comparison.trials {
        let mut own: Vec<BTreeMap<(bool, u32), u32>> = vec![BTreeMap::new(); breakdown.len()];
        for row in &trial.treated {
            if let Some(p) = breakdown.populations.of_cell[row.cell as usize] {
                for sizes in [&mut all, &mut own] {
                    *sizes[usize::from(p)]
                        .entry(group_of(row.person))
                        .or_default() += 1;
                }
            }
        }
        for (groups, own) in found.iter_mut().zip(own) {
            groups.trials.push(GroupCount::of(own.into_values()));
        }
    }
    for (groups, all) in found.iter_mut().zip(all) {
        groups.all = GroupCount::of(all.into_values());
    }
    Some(found)
}

impl Groups {
    /// The share of the participants who are in a trial.
    pub(super) fn share(&self, trial: usize) -> f64 {
        self.trials[trial].people / self.all.people
    }

    /// Whether an aggregate of trials with these weights stands on enough groups.
    pub(super) fn are_enough(&self, weights: &BTreeMap<usize, f64>) -> bool {
        let in_it = || weights.iter().filter(|(_, weight)| **weight != 0.0);
        let groups: f64 = in_it().map(|(&trial, _)| self.trials[trial].groups).sum();
        let effective: f64 = in_it().map(|(&t, _)| self.trials[t].effective).sum();
        groups >= FEWEST_CLUSTERS as f64 && effective >= FEWEST_EFFECTIVE
    }

    /// Degrees of freedom of the participants' part of an aggregate's variance: trial j has the variance w²/k of the groups'
    /// and k − 1 degrees; trials of one group are held against the headline, which costs one together.
    pub(super) fn degrees(&self, weights: &BTreeMap<usize, f64>) -> f64 {
        let mut lone = 0.0_f64;
        let parts = weights.iter().filter_map(|(&trial, &weight)| {
            let k = self.trials[trial].effective;
            if k <= 0.0 || weight == 0.0 {
                return None;
            }
            if k < TWO {
                lone = 1.0;
            }
            Some((weight * weight / k, (k - 1.0).max(1.0)))
        });
        let parts: Vec<(f64, f64)> = parts.collect();
        (satterthwaite(&parts) - lone).max(1.0)
    }

    /// Variance and degrees of freedom of a slot whose participants were compared with their mean over all trials.
    ///
    /// # Errors
    /// One group holds most participants.
    pub(super) fn pooled(&self, sums: &PopulationSums, slot: usize) -> Result<(f64, f64), Reason> {
        let k = self.all.effective;
        if k < FEWEST_EFFECTIVE {
            return Err(Reason::TooFewClusters);
        }
        let own = sums.treated_squares[slot] * k / (k - 1.0);
        Ok(joined((own, k - 1.0), sums, slot))
    }
}

/// Joins the participants' part of a slot's variance (and its degrees of freedom) with the controls'.
pub(super) fn joined(own: (f64, f64), sums: &PopulationSums, slot: usize) -> (f64, f64) {
    let controls = sums.clusters.saturating_sub(sums.treated_clusters) as f64;
    let rest = (sums.squares[slot] - sums.treated_squares[slot]).max(0.0);
    let rest = if controls > 1.0 {
        (rest * controls / (controls - 1.0), controls - 1.0)
    } else {
        (rest, 1.0)
    };
    (own.0 + rest.0, satterthwaite(&[own, rest]))
}

/// Degrees of freedom of a sum of independent variances, each with its own (Satterthwaite 1946, equation 17).
pub(super) fn satterthwaite(parts: &[(f64, f64)]) -> f64 {
    let total: f64 = parts.iter().map(|(variance, _)| variance).sum();
    let spread: f64 = parts
        .iter()
        .map(|(variance, degrees)| variance * variance / degrees)
        .sum();
    if spread > 0.0 {
        total * total / spread
    } else {
        parts.iter().map(|(_, degrees)| degrees).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(sizes: &[u32]) -> GroupCount {
        GroupCount::of(sizes.iter().copied())
    }

    fn of_sizes(trials: &[&[u32]]) -> Groups {
        Groups {
            all: count(&trials.concat()),
            trials: trials.iter().map(|sizes| count(sizes)).collect(),
        }
    }

    #[test]
    fn unequal_groups_are_worth_fewer() {
        assert_eq!(count(&[5, 5, 5]).effective, 3.0);
        // (7 + 1)²/(49 + 1)
        assert_eq!(count(&[7, 1]).effective, 1.28);
        assert_eq!(count(&[7, 1]).groups, 2.0);
    }

    #[test]
    fn degrees_follow_the_groups_of_each_trial() {
        let even: BTreeMap<usize, f64> = [(0, 0.5), (1, 0.5)].into();
        // Two trials of five equal groups: 2·(5 − 1).
        let own = of_sizes(&[&[4; 5], &[6; 5]]);
        assert!((own.degrees(&even) - 8.0).abs() < 1e-12);
        assert!(own.are_enough(&even));
        // One of them alone: 5 − 1.
        assert!((own.degrees(&[(0, 1.0)].into()) - 4.0).abs() < 1e-12);
        assert!(!own.are_enough(&[(0, 1.0)].into()), "five groups");
        let sizes = [1, 1, 1, 1, 1, 1, 1, 1, 1, 100];
        let one_of_ten = of_sizes(&[&sizes]);
        assert!(!one_of_ten.are_enough(&[(0, 1.0)].into()), "one group");
        // Twelve trials of one group each: 12 − 1.
        let lone = of_sizes(&[&[6][..]; 12]);
        let weights = (0..12).map(|trial| (trial, 1.0 / 12.0)).collect();
        assert!((lone.degrees(&weights) - 11.0).abs() < 1e-12);
    }

    #[test]
    fn many_controls_do_not_buy_degrees_of_freedom() {
        let sums = PopulationSums {
            squares: vec![4.0],
            treated_squares: vec![3.0],
            clusters: 1_012,
            treated_clusters: 12,
            ..PopulationSums::default()
        };
        let (variance, degrees) = of_sizes(&[&[5; 12]])
            .pooled(&sums, 0)
            .expect("enough groups");
        // 3·12/11 + 1·1000/999; the second part has 999 degrees.
        let parts = [3.0 * 12.0 / 11.0, 1000.0 / 999.0];
        assert!((variance - parts[0] - parts[1]).abs() < 1e-12);
        let expected =
            (parts[0] + parts[1]).powi(2) / (parts[0].powi(2) / 11.0 + parts[1].powi(2) / 999.0);
        assert!((degrees - expected).abs() < 1e-12);
        assert!(degrees < 20.0);
    }
}
