//! Assortment: whether partners are more alike than partners drawn by lot from those at hand.
//!
//! Purpose: homophily against a permutation baseline (Lehmann & Romano 2005, Testing Statistical Hypotheses, ch. 15;
//! p-values by Phipson & Smyth 2010, doi:10.2202/1544-6115.1585). Invariants: what units are called and in which order
//! they come changes nothing; the number of partners of every group stays as it is.
//! Deliberately absent: why partners are alike.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::estimate::NotEstimable;

/// Most and fewest drawings; with many partners fewer are drawn, so that the work stays bounded.
const DRAWINGS: (usize, usize) = (199, 1_999);
/// Partners drawn in all, about.
const WORK: usize = 2_000_000;
/// Values nearer to each other than this count as equal.
const TIE: f64 = 1e-9;

/// The values of two sides that met: of a pair one each, of a circle several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Codes of one side, which stays.
    pub anchors: Vec<u32>,
    /// Codes of the other side, which is drawn again.
    pub partners: Vec<u32>,
}

/// How alike partners are, and how alike they would be by lot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assortment {
    /// Mean likeness of the matches as they are.
    pub observed: f64,
    /// Mean likeness over the drawings.
    pub expected: f64,
    /// One-sided p-value: how often the lot makes partners at least as alike.
    pub p_value: f64,
    /// Drawings made.
    pub drawings: usize,
}

/// Holds the likeness of matches against that of matches whose partners are drawn again by lot within each stratum.
/// The likeness of a match is the mean of `alike` over its pairs of the two sides; matches without one side are left out.
///
/// # Errors
/// [`NotEstimable::Empty`] without a match, [`NotEstimable::ZeroVariance`] when drawing again can change nothing.
pub fn assortment(
    strata: &[Vec<Match>],
    alike: &dyn Fn(u32, u32) -> f64,
    seed: u64,
) -> Result<Assortment, NotEstimable> {
    let mut strata: Vec<Vec<Match>> = strata
        .iter()
        .map(|matches| {
            let mut kept: Vec<Match> = matches
                .iter()
                .filter(|m| !m.anchors.is_empty() && !m.partners.is_empty())
                .cloned()
                .collect();
            for m in &mut kept {
                m.anchors.sort_unstable();
                m.partners.sort_unstable();
            }
            kept.sort_unstable();
            kept
        })
        .filter(|matches| !matches.is_empty())
        .collect();
    // Strata in an order of their own too: the numbers that are drawn must not depend on who came first.
    strata.sort_unstable();
    let matches: usize = strata.iter().map(Vec::len).sum();
    if matches == 0 {
        return Err(NotEstimable::Empty);
    }
    let mut partners: Vec<Vec<u32>> = strata
        .iter()
        .map(|s| s.iter().flat_map(|m| m.partners.iter().copied()).collect())
        .collect();
    let likeness = |partners: &[Vec<u32>]| {
        let mut sum = 0.0;
        for (stratum, drawn) in strata.iter().zip(partners) {
            let mut at = 0;
            for m in stratum {
                let own = &drawn[at..at + m.partners.len()];
                at += m.partners.len();
                let pairs = (m.anchors.len() * own.len()) as f64;
                let alike: f64 = m
                    .anchors
                    .iter()
                    .flat_map(|&a| own.iter().map(move |&b| (a, b)))
                    .map(|(a, b)| alike(a, b))
                    .sum();
                sum += alike / pairs;
            }
        }
        sum / matches as f64
    };
    let observed = likeness(&partners);
    let slots: usize = partners.iter().map(Vec::len).sum();
    let drawings = (WORK / slots).clamp(DRAWINGS.0, DRAWINGS.1);
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let (mut total, mut as_alike, mut moved) = (0.0, 0, false);
    for _ in 0..drawings {
        for drawn in &mut partners {
            for last in (1..drawn.len()).rev() {
                drawn.swap(last, stream.random_range(0..=last));
            }
        }
        let again = likeness(&partners);
        total += again;
        as_alike += usize::from(again >= observed - TIE);
        moved |= (again - observed).abs() > TIE;
    }
    if !moved {
        return Err(NotEstimable::ZeroVariance);
    }
    Ok(Assortment {
        observed,
        expected: total / drawings as f64,
        p_value: (1 + as_alike) as f64 / (1 + drawings) as f64,
        drawings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32) -> Match {
        Match {
            anchors: vec![a],
            partners: vec![b],
        }
    }

    fn same(a: u32, b: u32) -> f64 {
        if a == b { 1.0 } else { 0.0 }
    }

    #[test]
    fn six_pairs_of_two_colours_by_hand() {
        // Three of each colour on both sides, all matched alike. By lot a partner is alike with chance 1/2; all six are
        // with chance 3! 3! / 6! = 1/20.
        let pairs: Vec<Match> = [0, 0, 0, 1, 1, 1].map(|c| pair(c, c)).to_vec();
        let found = assortment(&[pairs], &same, 1).expect("colours differ");
        assert!((found.observed - 1.0).abs() < 1e-12);
        assert!((found.expected - 0.5).abs() < 0.02, "{found:?}");
        assert!((found.p_value - 0.05).abs() < 0.015, "{found:?}");
        assert_eq!(found.drawings, 1_999);
    }

    #[test]
    fn partners_are_drawn_within_their_stratum_only() {
        // In either stratum all are alike: nothing can change, though colours differ between strata.
        let strata = [vec![pair(0, 0), pair(0, 0)], vec![pair(1, 1), pair(1, 1)]];
        assert_eq!(
            assortment(&strata, &same, 1),
            Err(NotEstimable::ZeroVariance)
        );
        assert_eq!(assortment(&[], &same, 1), Err(NotEstimable::Empty));
        let half = [vec![Match {
            anchors: vec![1],
            partners: Vec::new(),
        }]];
        assert_eq!(assortment(&half, &same, 1), Err(NotEstimable::Empty));
    }

    #[test]
    fn the_order_of_matches_and_strata_changes_nothing() {
        let one = vec![pair(0, 1), pair(2, 2), pair(1, 0), pair(0, 0)];
        let two = vec![pair(1, 1), pair(2, 0), pair(0, 2)];
        let there = assortment(&[one.clone(), two.clone()], &same, 9);
        let reversed = |list: &[Match]| list.iter().rev().cloned().collect::<Vec<Match>>();
        assert_eq!(
            there,
            assortment(&[reversed(&two), reversed(&one)], &same, 9)
        );
    }

    #[test]
    fn a_circle_counts_as_one_match() {
        // One circle of a 0 with partners 0 and 1 is half alike; the pair is not alike.
        let circle = Match {
            anchors: vec![0],
            partners: vec![0, 1],
        };
        let found = assortment(&[vec![circle, pair(1, 0)]], &same, 3).expect("they differ");
        assert!((found.observed - 0.25).abs() < 1e-12);
    }

    #[test]
    fn under_random_matching_small_p_values_are_as_rare_as_they_should_be() {
        let mut stream = ChaCha8Rng::seed_from_u64(11);
        let rounds = 400;
        let mut p: Vec<f64> = (0..rounds)
            .map(|round| {
                let mut draw = || stream.random_range(0..3_u32);
                let pairs: Vec<Match> = (0..40).map(|_| pair(draw(), draw())).collect();
                assortment(&[pairs], &same, round).map_or(1.0, |a| a.p_value)
            })
            .collect();
        p.sort_by(f64::total_cmp);
        for level in [0.05, 0.1, 0.25, 0.5] {
            let share = p.iter().filter(|x| **x <= level).count() as f64 / rounds as f64;
            // Four standard errors; ties of the statistic make p-values a little too large, never too small.
            let room = 4.0 * (level * (1.0 - level) / rounds as f64).sqrt();
            assert!(
                share <= level + room && share >= level - room - 0.08,
                "{level}: {share}"
            );
        }
    }
}
