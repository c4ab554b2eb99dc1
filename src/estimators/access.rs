//! Adverse impact: a group's rate of taking part over that of the largest group, with Fisher's exact test (methods.md,
//! section 9).
//!
//! The four-fifths rule reads a ratio under 0.8 that chance does not explain as adverse impact. A verdict that one
//! person's move would reverse is not given.

use crate::kernel::fisher::fisher_exact_two_sided;
use crate::kernel::proportions::adverse_impact_ratio;
use crate::panel::AccessCount;

use super::LEVEL;

/// The rule of the Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978).
const FOUR_FIFTHS: f64 = 0.8;
/// Chance does not explain a difference whose exact p-value is below this.
const BEYOND_CHANCE: f64 = 0.05;

/// What the rule says of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessVerdict {
    /// The largest group, with which others are compared.
    Reference,
    /// Under four fifths of the largest group's rate, beyond chance.
    Adverse,
    /// Under four fifths, and chance may explain it.
    ByChance,
    /// Four fifths or more.
    Within,
    /// One person's move would reverse the verdict.
    NotGiven,
}

/// One group against the largest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccessAnswer {
    /// Share of the eligible who took part, in percent.
    pub rate: f64,
    /// Rate over that of the largest group.
    pub ratio: Option<f64>,
    /// Its interval (Katz 1978).
    pub interval: Option<(f64, f64)>,
    /// Fisher's exact p-value of equal rates.
    pub p_value: Option<f64>,
    /// What the rule says.
    pub verdict: AccessVerdict,
}

/// Reads every group against the one with most eligible people (the first of them when several are as large).
pub fn judge_access(groups: &[AccessCount]) -> Vec<AccessAnswer> {
    let largest = groups
        .iter()
        .enumerate()
        .max_by_key(|(at, g)| (g.eligible, std::cmp::Reverse(*at)))
        .map(|(at, _)| at);
    groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            let rate = 100.0 * group.enrolled as f64 / (group.eligible as f64).max(1.0);
            match largest {
                Some(reference) if reference != at => against(*group, groups[reference], rate),
                _ => AccessAnswer {
                    rate,
                    ratio: None,
                    interval: None,
                    p_value: None,
                    verdict: AccessVerdict::Reference,
                },
            }
        })
        .collect()
}

fn against(group: AccessCount, reference: AccessCount, rate: f64) -> AccessAnswer {
    let [a, n, b, m] = [
        group.enrolled,
        group.eligible,
        reference.enrolled,
        reference.eligible,
    ];
    let f = |x: u64| x as f64;
    let ratio = adverse_impact_ratio(f(a), f(n), f(b), f(m), LEVEL).ok();
    let verdict = adverse(group, reference);
    let moved = moves(group, reference);
    let firm = moved.iter().all(|&(g, r)| adverse(g, r) == verdict);
    AccessAnswer {
        rate,
        ratio: ratio.and_then(|r| r.ratio),
        interval: ratio.and_then(|r| r.low.zip(r.high)),
        p_value: exact(group, reference),
        verdict: match (firm, verdict) {
            (false, _) => AccessVerdict::NotGiven,
            (true, true) => AccessVerdict::Adverse,
            (true, false) if under_four_fifths(group, reference) => AccessVerdict::ByChance,
            (true, false) => AccessVerdict::Within,
        },
    }
}

fn exact(group: AccessCount, reference: AccessCount) -> Option<f64> {
    let left = |g: AccessCount| g.eligible - g.enrolled;
    fisher_exact_two_sided(
        group.enrolled,
        left(group),
        reference.enrolled,
        left(reference),
    )
    .ok()
}

fn under_four_fifths(group: AccessCount, reference: AccessCount) -> bool {
    let own = group.enrolled as f64 * reference.eligible as f64;
    let other = reference.enrolled as f64 * group.eligible as f64;
    own < FOUR_FIFTHS * other
}

fn adverse(group: AccessCount, reference: AccessCount) -> bool {
    under_four_fifths(group, reference)
        && exact(group, reference).is_some_and(|p| p < BEYOND_CHANCE)
}

/// Every table that one person's other choice, or one place given to the other group, would make.
fn moves(group: AccessCount, reference: AccessCount) -> Vec<(AccessCount, AccessCount)> {
    let step = |g: AccessCount, by: i64| {
        let enrolled = g.enrolled.checked_add_signed(by)?;
        (enrolled <= g.eligible).then_some(AccessCount { enrolled, ..g })
    };
    [(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1)]
        .into_iter()
        .filter_map(|(x, y)| Some((step(group, x)?, step(reference, y)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(enrolled: u64, eligible: u64) -> AccessCount {
        AccessCount { enrolled, eligible }
    }

    #[test]
    fn the_example_of_the_guidelines() {
        // 29 CFR 1607, question 12: 60 of 120 against 30 of 80 have a ratio of 37.5 % / 50 % = 0.75.
        let found = judge_access(&[group(60, 120), group(30, 80)]);
        assert_eq!(found[0].verdict, AccessVerdict::Reference);
        assert!((found[0].rate - 50.0).abs() < 1e-12);
        assert!((found[1].ratio.expect("a ratio") - 0.75).abs() < 1e-12);
        // Under four fifths, and chance explains it (p = 0.1103); but one place given to the other group (29 and 61) has
        // p = 0.0441, so there is no verdict.
        assert!((found[1].p_value.expect("a table") - 0.1103).abs() < 5e-5);
        assert_eq!(found[1].verdict, AccessVerdict::NotGiven);
        let far = judge_access(&[group(6, 12), group(3, 8)]);
        assert_eq!(far[1].verdict, AccessVerdict::ByChance);
    }

    #[test]
    fn clear_impact_and_a_verdict_on_the_edge() {
        let clear = judge_access(&[group(60, 120), group(15, 80)]);
        assert_eq!(clear[1].verdict, AccessVerdict::Adverse);
        // 8 of 10 against 2 of 10: p = 0.0230; one more and it is 0.0698 (R's fisher.test).
        let edge = judge_access(&[group(8, 10), group(2, 10)]);
        assert!((edge[1].p_value.expect("a table") - 0.023_014).abs() < 5e-7);
        assert_eq!(edge[1].verdict, AccessVerdict::NotGiven);
    }

    #[test]
    fn one_group_is_its_own_reference() {
        assert_eq!(judge_access(&[group(3, 10)])[0].ratio, None);
        assert!(judge_access(&[]).is_empty());
    }
}
