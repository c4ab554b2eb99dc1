//! Coarsened exact matching (Iacus, King & Porro 2012): strata that are coarser than the cells.
//!
//! Covariates are bands already, so the cells are the first coarsening. It is made coarser, one step after another and
//! the same in all trials of a population, until enough participants share their stratum with control people: first
//! neighbouring bands are joined two by two, in covariates whose values have an order, from the last covariate of the
//! pipeline to the first; then covariates leave the strata, from the last to the first. Weights within strata are those
//! of the paper (and of R's `MatchIt`, which scales all control weights by one factor more).

use std::collections::BTreeMap;

use super::{Mix, SUPPORT_NEEDED, TrialPeople, exact};

/// Bands of an ordered covariate, beside the missing value, from which on neighbours are joined.
const FEWEST_BANDS: usize = 3;

/// How a covariate enters the strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// As it stands.
    Full,
    /// Neighbouring bands joined two by two.
    Broader,
    /// Not at all.
    LeftOut,
}

/// The coarsening that was needed: the grain of each covariate, and the group of each stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Coarsening {
    pub(super) grains: Vec<Grain>,
    pub(super) group: Vec<usize>,
    pub(super) groups: usize,
}

impl Coarsening {
    /// The first coarsening under which enough participants are matched, else the last.
    pub(super) fn of(mix: &Mix<'_>, people: &[TrialPeople]) -> Coarsening {
        let covariates = mix.covariates.len();
        let mut current = Coarsening::at(mix, vec![Grain::Full; covariates]);
        let steps = [Grain::Broader, Grain::LeftOut]
            .into_iter()
            .flat_map(|grain| (0..covariates).rev().map(move |k| (grain, k)))
            .filter(|&(grain, k)| grain == Grain::LeftOut || mix.bands(k) >= Some(FEWEST_BANDS));
        for (grain, k) in steps {
            if current.support(people) >= SUPPORT_NEEDED {
                break;
            }
            let mut grains = current.grains;
            grains[k] = grain;
            current = Coarsening::at(mix, grains);
        }
        current
    }

    fn at(mix: &Mix<'_>, grains: Vec<Grain>) -> Coarsening {
        let mut numbers: BTreeMap<Vec<u16>, usize> = BTreeMap::new();
        let group = mix
            .strata
            .iter()
            .map(|digits| {
                let coarse = digits
                    .iter()
                    .zip(&grains)
                    .enumerate()
                    .map(|(k, (&digit, grain))| match grain {
                        Grain::Full => digit,
                        Grain::Broader if mix.bands(k) > Some(usize::from(digit)) => digit / 2,
                        // The missing value keeps to itself.
                        Grain::Broader => u16::MAX,
                        Grain::LeftOut => 0,
                    })
                    .collect();
                let next = numbers.len();
                *numbers.entry(coarse).or_insert(next)
            })
            .collect();
        Coarsening {
            grains,
            group,
            groups: numbers.len(),
        }
    }

    fn sums(&self, by_stratum: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.groups];
        for (&group, n) in self.group.iter().zip(by_stratum) {
            sums[group] += n;
        }
        sums
    }

    /// Share of participants with control people in their group and trial.
    fn support(&self, people: &[TrialPeople]) -> f64 {
        let (mut all, mut matched) = (0.0, 0.0);
        for (treated, control) in people {
            for (t, c) in self.sums(treated).into_iter().zip(self.sums(control)) {
                all += t;
                matched += if c > 0.0 { t } else { 0.0 };
            }
        }
        if all > 0.0 { matched / all } else { 1.0 }
    }

    /// Weights of one trial by stratum: participants, control people.
    pub(super) fn weights(&self, treated: &[f64], control: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (one, zero) = exact(&self.sums(treated), &self.sums(control));
        let spread = |by_group: &[f64]| self.group.iter().map(|&g| by_group[g]).collect();
        (spread(&one), spread(&zero))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{comparison, strata};
    use super::*;
    use crate::kernel::coarsened::match_strata;

    /// Five bands of tenure (ordered) and three functions (not ordered), each with a missing value.
    const SIZES: [(usize, bool); 2] = [(5, true), (3, false)];

    #[test]
    fn bands_are_joined_first_and_covariates_leave_from_the_last() {
        let comparison = comparison(&SIZES);
        let strata = strata(&[[0, 0], [1, 0], [2, 1], [5, 1], [3, 2]]);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata: &strata,
        };
        // Participants of the lowest band find control people in the next one.
        let joined = Coarsening::of(
            &mix,
            &[(vec![9.0, 0.0, 1.0, 0.0, 0.0], vec![0.0, 4.0, 2.0, 0.0, 0.0])],
        );
        assert_eq!(joined.grains, [Grain::Broader, Grain::Full]);
        assert_eq!(joined.group, [0, 0, 1, 2, 3]);
        let (one, zero) = joined.weights(&[9.0, 0.0, 1.0, 0.0, 0.0], &[0.0, 4.0, 2.0, 0.0, 0.0]);
        assert_eq!(one, [1.0, 1.0, 1.0, 0.0, 0.0]);
        assert_eq!(zero, [2.25, 2.25, 0.5, 0.0, 0.0]);
        // Those of the other function do not, until function leaves the strata: bands 2 and 3 are one by then.
        let left = Coarsening::of(
            &mix,
            &[(vec![0.0, 0.0, 0.0, 0.0, 5.0], vec![0.0, 0.0, 7.0, 3.0, 0.0])],
        );
        assert_eq!(left.grains, [Grain::Broader, Grain::LeftOut]);
        // Nothing needs to be coarser: the cells.
        let cells = Coarsening::of(&mix, &[(vec![1.0; 5], vec![2.0; 5])]);
        assert_eq!(cells.grains, [Grain::Full; 2]);
        assert_eq!(cells.groups, 5);
        // The missing value joins no band; it is matched once tenure has left too.
        let missing = Coarsening::of(
            &mix,
            &[(vec![0.0, 0.0, 0.0, 1.0, 0.0], vec![0.0, 0.0, 7.0, 0.0, 2.0])],
        );
        assert_eq!(missing.grains, [Grain::LeftOut; 2]);
    }

    #[test]
    fn weights_are_those_of_the_kernel_for_single_people_up_to_one_factor() {
        let comparison = comparison(&SIZES);
        let strata = strata(&[[0, 0], [1, 0], [2, 1], [4, 1], [4, 2]]);
        let mix = Mix {
            comparison: &comparison,
            covariates: &[0, 1],
            strata: &strata,
        };
        let (treated, control) = ([3.0, 5.0, 2.0, 0.0, 0.0], [0.0, 7.0, 4.0, 6.0, 1.0]);
        let own = Coarsening::of(&mix, &[(treated.to_vec(), control.to_vec())]);
        let (one, zero) = own.weights(&treated, &control);
        let (mut codes, mut arm, mut stratum) = (Vec::new(), Vec::new(), Vec::new());
        for s in 0..strata.len() {
            for (n, is_treated) in [(treated[s], true), (control[s], false)] {
                for _ in 0..n as usize {
                    codes.push(vec![own.group[s]]);
                    arm.push(is_treated);
                    stratum.push(s);
                }
            }
        }
        let kernel = match_strata(&codes, &arm).expect("overlap");
        let factor = kernel.controls as f64 / kernel.treated as f64;
        for (k, &s) in stratum.iter().enumerate() {
            let expected = if arm[k] { one[s] } else { zero[s] * factor };
            assert!((kernel.weight[k] - expected).abs() < 1e-12, "{k}");
        }
    }
}
