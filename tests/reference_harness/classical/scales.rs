//! Reliability of scales and agreement of raters.

use counterpart::kernel::intraclass::{Icc, intraclass_correlations};
use counterpart::kernel::reliability::cronbach_alpha;

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case};

pub(super) fn alpha(block: &Block, case: &Case) -> Figures {
    let rows = case.rows(block);
    let items = block.texts("items");
    let reversed = block.texts("reverse");
    let constant = block.number("reverse_constant").unwrap_or(f64::NAN);
    let column = |item: &String| -> Vec<f64> {
        let values = rows.number(item);
        if reversed.contains(item) {
            values.into_iter().map(|v| constant - v).collect()
        } else {
            values
        }
    };
    let values: Vec<Vec<f64>> = items.iter().map(column).collect();
    let mut out = Names::default();
    let Ok(r) = cronbach_alpha(&values, block.level()) else {
        for item in &items {
            out.put(format!("alpha_without.{item}"), f64::NAN);
            out.put(format!("r_rest.{item}"), f64::NAN);
        }
        return out.absent(&[
            "raw_alpha",
            "std_alpha",
            "mean_interitem_r",
            "feldt.lower",
            "feldt.upper",
        ]);
    };
    out.put("raw_alpha", r.raw);
    out.put("std_alpha", r.standardised);
    out.put("mean_interitem_r", r.mean_correlation);
    out.limits("feldt.", &r.feldt);
    for (i, item) in items.iter().enumerate() {
        out.maybe(format!("alpha_without.{item}"), r.without[i]);
        out.put(format!("r_rest.{item}"), r.item_rest[i]);
    }
    out.0
}

pub(super) fn icc(block: &Block, case: &Case) -> Figures {
    let rows = case.rows(block);
    let raters: Vec<Vec<f64>> = block
        .texts("raters")
        .iter()
        .map(|r| rows.number(r))
        .collect();
    let result = intraclass_correlations(&raters, block.level()).ok();
    let mut out = Names::default();
    let mut put = |name: &str, icc: Option<Icc>| {
        out.maybe(name, icc.map(|i| i.value));
        out.maybe(format!("{name}.lower"), icc.map(|i| i.interval.low));
        out.maybe(format!("{name}.upper"), icc.map(|i| i.interval.high));
        out.maybe(format!("{name}.F"), icc.map(|i| i.f));
        out.maybe(format!("{name}.df1"), icc.map(|i| i.df1));
        out.maybe(format!("{name}.df2"), icc.map(|i| i.df2));
        out.maybe(format!("{name}.p"), icc.map(|i| i.p_value));
    };
    put("ICC1_1", result.map(|r| r.one_way_single));
    put("ICC2_1", result.map(|r| r.agreement_single));
    put("ICC3_1", result.map(|r| r.consistency_single));
    put("ICC1_k", result.map(|r| r.one_way_mean));
    put("ICC2_k", result.map(|r| r.agreement_mean));
    put("ICC3_k", result.map(|r| r.consistency_mean));
    out.0
}
