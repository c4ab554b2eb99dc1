//! Two samples compared: means, standardised differences, ranks.

use counterpart::kernel::effect_size::{
    hedges_g_large_sample, standardised_intervals, two_sample_means,
};
use counterpart::kernel::ranks::mann_whitney;

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case};

/// Responses of arm 1 and arm 0.
fn arms(block: &Block, case: &Case) -> (Vec<f64>, Vec<f64>) {
    let rows = case.rows(block);
    let response = rows.number(block.required("response"));
    let arm = rows.flag(block.required("arm"));
    let of = |wanted: bool| {
        response
            .iter()
            .zip(&arm)
            .filter(|(_, a)| **a == wanted)
            .map(|(v, _)| *v)
            .collect()
    };
    (of(true), of(false))
}

pub(super) fn means(block: &Block, case: &Case) -> Figures {
    let (treated, control) = arms(block, case);
    let mut out = Names::default();
    let Ok(m) = two_sample_means(&treated, &control, block.level()) else {
        out.put("n1", treated.len() as f64);
        out.put("n2", control.len() as f64);
        return out.absent(&[
            "mean1",
            "mean2",
            "welch.diff",
            "welch.t",
            "welch.df",
            "welch.p",
            "welch.lower",
            "welch.upper",
            "pooled.t",
            "pooled.p",
            "cohens_d",
            "hedges_g",
            "glass_delta",
        ]);
    };
    out.put("n1", m.treated.n as f64);
    out.put("n2", m.control.n as f64);
    out.put("mean1", m.treated.mean);
    out.put("mean2", m.control.mean);
    out.put("welch.diff", m.welch.value);
    out.put("welch.t", m.welch_t);
    out.put("welch.df", m.welch_df);
    out.put("welch.p", m.welch.p_value);
    out.limits("welch.", &m.welch.interval);
    out.put("pooled.t", m.pooled_t);
    out.put("pooled.p", m.pooled_p);
    out.put("cohens_d", m.cohens_d);
    out.put("hedges_g", m.hedges_g);
    out.maybe("glass_delta", m.glass_delta);
    out.0
}

pub(super) fn means_intervals(block: &Block, case: &Case) -> Figures {
    let (treated, control) = arms(block, case);
    let mut out = Names::default();
    match standardised_intervals(&treated, &control, block.level()) {
        Ok(both) => {
            out.limits("cohens_d.", &both.cohens_d);
            out.limits("hedges_g.", &both.hedges_g);
            out.0
        }
        Err(_) => out.absent(&[
            "cohens_d.lower",
            "cohens_d.upper",
            "hedges_g.lower",
            "hedges_g.upper",
        ]),
    }
}

pub(super) fn hedges(block: &Block, case: &Case) -> Figures {
    let (treated, control) = arms(block, case);
    let mut out = Names::default();
    match hedges_g_large_sample(&treated, &control, block.level()) {
        Ok(g) => {
            out.put("J_exact", g.correction);
            out.put("J_approx", g.correction_approximate);
            out.put("g", g.g);
            out.put("vi", g.variance);
            out.limits("", &g.interval);
            out.0
        }
        Err(_) => out.absent(&["J_exact", "J_approx", "g", "vi", "lower", "upper"]),
    }
}

pub(super) fn ranks(block: &Block, case: &Case) -> Figures {
    let (treated, control) = arms(block, case);
    let mut out = Names::default();
    match mann_whitney(&treated, &control) {
        Ok(r) => {
            out.put("U1", r.u);
            out.maybe("p_corrected", r.p_corrected);
            out.maybe("p_uncorrected", r.p_uncorrected);
            out.maybe("p_exact", r.p_exact);
            out.put("cliff_delta", r.cliff_delta);
            out.put("prob_superiority", r.prob_superiority);
            out.0
        }
        Err(_) => out.absent(&[
            "U1",
            "p_corrected",
            "p_uncorrected",
            "p_exact",
            "cliff_delta",
            "prob_superiority",
        ]),
    }
}
