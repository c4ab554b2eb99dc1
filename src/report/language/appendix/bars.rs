//! The thresholds in force, each with where it comes from.

use crate::disclosure::{AHEAD, DisclosureSummary};
use crate::vocab::Evidence;

use super::super::super::number::Figures;

/// Threshold, value, where it comes from.
pub(crate) fn bars(summary: DisclosureSummary, figures: Figures) -> Vec<[String; 3]> {
    let fixed = |x: f64, d: usize| figures.fixed(x, d);
    let (pipeline, built_in) = ("pipeline", "built in");
    let people = |n: u64| format!("{} people", figures.count(n as i64));
    [
        (
            "A figure is shown from so many people in each group",
            people(u64::from(summary.minimum_group)),
            pipeline,
        ),
        (
            "A public claim is made from so many people in each group",
            people(u64::from(summary.minimum_public)),
            pipeline,
        ),
        (
            "Firm (strong, moderate, worse): q under",
            fixed(Evidence::FIRM_Q, 2),
            built_in,
        ),
        (
            "First signs: p under",
            fixed(Evidence::SUGGESTIVE_P, 2),
            built_in,
        ),
        (
            "Strong: every standardised mean difference under",
            fixed(Evidence::BALANCED_SMD, 1),
            built_in,
        ),
        (
            "Strong: pre-trend p over, where there is a before",
            fixed(Evidence::PARALLEL_P, 2),
            built_in,
        ),
        (
            "Strong: in each group at least",
            people(Evidence::MANY_PEOPLE),
            built_in,
        ),
        (
            "Strong: E-value at least",
            fixed(Evidence::ROBUST_E_VALUE, 1),
            built_in,
        ),
        (
            "Ahead of the other programmes: the best with a probability of at least",
            fixed(AHEAD, 2),
            built_in,
        ),
    ]
    .map(|(what, value, from)| [what.to_owned(), value, from.to_owned()])
    .to_vec()
}
