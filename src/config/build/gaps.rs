//! `equity_gap` and `reference` of `[breakdowns]`: whose groups are held against which.

use crate::panel::{Covariate, EquityGap};

use super::super::fault::Faults;
use super::super::raw::{Free, List};
use super::once;

/// Checks the gaps: each of a dimension that stands alone among the dimensions; a reference of a gap that is asked about.
pub(super) fn equity_gaps(
    asked: Option<List<String>>,
    reference: Option<Free<String>>,
    dimensions: &[Vec<Covariate>],
    faults: &mut Faults,
) -> Vec<EquityGap> {
    let asked = asked.unwrap_or_default();
    once(
        &asked,
        &|name| format!("the gap by `{name}` stands in the list twice"),
        faults,
    );
    let single: Vec<&Covariate> = dimensions
        .iter()
        .filter_map(|d| match d.as_slice() {
            [only] => Some(only),
            _ => None,
        })
        .collect();
    let mut gaps: Vec<EquityGap> = Vec::new();
    for name in &asked {
        match single.iter().find(|c| c.name() == name.value) {
            Some(&dimension) => gaps.push(EquityGap {
                dimension: dimension.clone(),
                reference: None,
            }),
            None => {
                faults
                    .at(
                        name.place,
                        format!(
                            "`{}` is none of the dimensions that stand alone",
                            name.value
                        ),
                    )
                    .advice(format!("add \"{}\" to `dimensions`", name.value))
                    .cascades();
            }
        }
    }
    for (name, value) in reference.map_or_else(Vec::new, |free| free.0) {
        if let Some(gap) = gaps.iter_mut().find(|g| g.dimension.name() == name.value) {
            gap.reference = Some(value.value);
        } else {
            let known: Vec<&str> = asked.iter().map(|n| n.value.as_str()).collect();
            faults
                .at(
                    name.place,
                    format!("no gap by `{}` is asked about", name.value),
                )
                .one_of(&name.value, &known);
        }
    }
    gaps
}
