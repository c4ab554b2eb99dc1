//! Who got in: rates of taking part by every value of every plain dimension, against the largest group.

use crate::estimators::{Breakdown, judge_access};
use crate::panel::Comparison;
use crate::vocab::RoleScope;

use super::Population;
use super::exhibit::{Access, AccessGroup};

/// The access of one comparison, a list a dimension; crossed dimensions are left out, their groups are small.
pub(super) fn access(
    comparison: &Comparison,
    breakdowns: &[Breakdown],
    (programme, programme_name): (&str, &str),
) -> Vec<Access> {
    let everybody = breakdowns
        .iter()
        .find(|b| b.is_overall())
        .and_then(|b| comparison.access(&b.populations).first().copied());
    let Some(everybody) = everybody.filter(|e| e.eligible > 0) else {
        return Vec::new();
    };
    breakdowns
        .iter()
        .filter(|b| b.dimensions.len() == 1)
        .map(|breakdown| {
            let counts = comparison.access(&breakdown.populations);
            let groups = counts
                .iter()
                .zip(judge_access(&counts))
                .enumerate()
                .map(|(at, (count, answer))| AccessGroup {
                    population: Population::of_parts(breakdown.parts(comparison, at)),
                    enrolled: count.enrolled,
                    eligible: count.eligible,
                    answer,
                })
                .collect();
            Access {
                programme: programme.to_owned(),
                programme_name: programme_name.to_owned(),
                role: RoleScope::One(comparison.role),
                enrolled: everybody.enrolled,
                eligible: everybody.eligible,
                groups,
            }
        })
        .collect()
}
