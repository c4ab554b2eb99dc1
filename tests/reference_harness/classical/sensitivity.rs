//! Hidden confounding, and power.

use counterpart::kernel::evalue::{EffectScale, SensitivityReport, sensitivity, sensitivity_smd};
use counterpart::kernel::proportions::arcsine_difference;
use counterpart::kernel::{NotEstimable, power};

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::Block;

pub(super) fn evalue(block: &Block) -> Figures {
    let rare = block.flag("rare");
    let estimate = block.number("est").unwrap_or(f64::NAN);
    let scale = match block.required("measure") {
        "HR" => EffectScale::HazardRatio { rare },
        "OR" => EffectScale::OddsRatio { rare },
        _ => EffectScale::RiskRatio,
    };
    let report: Result<SensitivityReport, NotEstimable> = if block.required("measure") == "SMD" {
        sensitivity_smd(estimate, block.number("se").unwrap_or(f64::NAN))
    } else {
        let truth = block.number("true").unwrap_or(1.0);
        sensitivity(
            scale,
            estimate,
            block.number("lower"),
            block.number("upper"),
            truth,
        )
    };
    let mut out = Names::default();
    match report {
        Ok(r) => {
            out.put("rr_point", r.risk_ratio);
            out.maybe("rr_lower", r.risk_ratio_low);
            out.maybe("rr_upper", r.risk_ratio_high);
            out.put("evalue_point", r.point);
            out.maybe("evalue_lower", r.low);
            out.maybe("evalue_upper", r.high);
            out.0
        }
        Err(_) => out.absent(&[
            "rr_point",
            "rr_lower",
            "rr_upper",
            "evalue_point",
            "evalue_lower",
            "evalue_upper",
        ]),
    }
}

pub(super) fn power_figures(block: &Block) -> Figures {
    let key = |name: &str| block.number(name).unwrap_or(f64::NAN);
    let (n1, n2, d, alpha, wanted) = (key("n1"), key("n2"), key("d"), key("alpha"), key("power"));
    let (p1, p2, hr, events, share) = (
        key("p1"),
        key("p2"),
        key("hr"),
        key("events"),
        key("alloc_treated"),
    );
    let mut out = Names::default();
    out.maybe("t.power", power::t_power(n1, n2, d, alpha).ok());
    out.maybe("t.mde_d", power::t_detectable_d(n1, n2, alpha, wanted).ok());
    out.maybe(
        "t.n_per_arm_for_d",
        power::t_group_size(d, alpha, wanted).ok(),
    );
    out.maybe(
        "normal.mde_d",
        power::normal_detectable_d(n1, n2, alpha, wanted).ok(),
    );
    out.maybe(
        "prop.n_per_arm",
        power::shares_group_size(p1, p2, alpha, wanted).ok(),
    );
    out.maybe("prop.power_n1", power::shares_power(n1, p1, p2, alpha).ok());
    out.put("prop.arcsine_h", arcsine_difference(p1, p2));
    out.maybe(
        "prop.arcsine_power",
        power::arcsine_power(n1, n2, p1, p2, alpha).ok(),
    );
    out.maybe(
        "prop.mde_p2_above",
        power::shares_detectable_above(n1, p1, alpha, wanted).ok(),
    );
    out.maybe(
        "logrank.events",
        power::logrank_events(hr, share, alpha, wanted).ok(),
    );
    out.maybe(
        "logrank.power",
        power::logrank_power(events, hr, share, alpha).ok(),
    );
    let below = power::logrank_detectable_below(events, share, alpha, wanted).ok();
    out.maybe("logrank.mde_hr_below1", below);
    out.maybe(
        "logrank.freedman_events_1to1",
        power::freedman_events(hr, alpha, wanted).ok(),
    );
    out.0
}
