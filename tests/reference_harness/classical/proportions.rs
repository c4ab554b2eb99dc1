//! Two-by-two tables.

use counterpart::kernel::fisher::fisher_exact;
use counterpart::kernel::proportions::{RatioInterval, two_proportions};

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::Block;

fn ratio(out: &mut Names, name: &str, r: &RatioInterval) {
    out.maybe(name, r.ratio);
    out.maybe(format!("{name}.lower"), r.low);
    out.maybe(format!("{name}.upper"), r.high);
}

/// The four counts of a two-by-two block.
fn counts(block: &Block) -> [f64; 4] {
    ["x1", "n1", "x2", "n2"].map(|key| block.number(key).unwrap_or(f64::NAN))
}

pub(super) fn proportions(block: &Block) -> Figures {
    let [x1, n1, x2, n2] = counts(block);
    let mut out = Names::default();
    let Ok(r) = two_proportions(x1, n1, x2, n2, block.level()) else {
        return out.absent(&[
            "p1",
            "p2",
            "wilson1.lower",
            "wilson1.upper",
            "wilson2.lower",
            "wilson2.upper",
            "diff",
            "newcombe.lower",
            "newcombe.upper",
            "wald.lower",
            "wald.upper",
            "chisq",
            "p",
            "chisq_yates",
            "p_yates",
            "z_pooled",
            "air",
            "air.lower",
            "air.upper",
            "or",
            "or.lower",
            "or.upper",
            "cohen_h",
        ]);
    };
    out.put("p1", r.p1);
    out.put("p2", r.p2);
    out.limits("wilson1.", &r.wilson1);
    out.limits("wilson2.", &r.wilson2);
    out.put("diff", r.newcombe.value);
    out.limits("newcombe.", &r.newcombe.interval);
    out.limits("wald.", &r.wald.interval);
    out.maybe("chisq", r.test.map(|t| t.chi_square));
    out.maybe("p", r.test.map(|t| t.p_value));
    out.maybe("chisq_yates", r.test.map(|t| t.chi_square_yates));
    out.maybe("p_yates", r.test.map(|t| t.p_value_yates));
    out.maybe("z_pooled", r.test.map(|t| t.z_pooled));
    ratio(&mut out, "air", &r.impact_ratio);
    ratio(&mut out, "or", &r.odds_ratio);
    out.put("cohen_h", r.cohen_h);
    out.0
}

pub(super) fn fisher(block: &Block) -> Figures {
    let [x1, n1, x2, n2] = counts(block).map(|v| v.round().max(0.0) as u64);
    let mut out = Names::default();
    match fisher_exact(
        x1,
        n1.saturating_sub(x1),
        x2,
        n2.saturating_sub(x2),
        block.level(),
    ) {
        Ok(r) => {
            out.put("p", r.p_value);
            out.put("or_conditional", r.odds_ratio);
            out.put("lower", r.low);
            out.put("upper", r.high);
            out.0
        }
        Err(_) => out.absent(&["p", "or_conditional", "lower", "upper"]),
    }
}
