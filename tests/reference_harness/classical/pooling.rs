//! Pooling of effects, and corrections for many tests.

use counterpart::kernel::multiple_testing::{Adjustment, adjust};
use counterpart::kernel::pooling::{MeanTest, Tau2Estimator, pool};

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case};

pub(super) fn pooling(block: &Block, case: &Case) -> Option<Figures> {
    let estimator = match block.required("tau2") {
        "FE" | "EE" | "CE" => Tau2Estimator::Fixed,
        "DL" => Tau2Estimator::DerSimonianLaird,
        "REML" => Tau2Estimator::Reml,
        "ML" => Tau2Estimator::MaximumLikelihood,
        "EB" => Tau2Estimator::EmpiricalBayes,
        "SJ" => Tau2Estimator::SidikJonkman,
        "HE" => Tau2Estimator::Hedges,
        "HS" => Tau2Estimator::HunterSchmidt,
        _ => return None,
    };
    let test = match block.required("test") {
        "z" => MeanTest::Normal,
        "knha" => MeanTest::KnappHartung,
        _ => return None,
    };
    let rows = case.rows(block);
    let effects = rows.number(block.required("yi"));
    let variances = rows.number(block.required("vi"));
    let labels = block.texts("labels");
    let mut out = Names::default();
    let Ok(pooled) = pool(&effects, &variances, estimator, test, block.level()) else {
        for label in &labels {
            for kind in ["blup", "blup_se", "blup_lower", "blup_upper"] {
                out.put(format!("{kind}.{label}"), f64::NAN);
            }
        }
        return Some(out.absent(&[
            "b", "se", "lower", "upper", "stat", "p", "Q", "Qp", "tau2", "se_tau2", "I2", "H2",
            "pi.lower", "pi.upper",
        ]));
    };
    out.put("b", pooled.mean);
    out.put("se", pooled.std_error);
    out.limits("", &pooled.interval);
    out.put("stat", pooled.statistic);
    out.put("p", pooled.p_value);
    out.put("Q", pooled.heterogeneity_test.q);
    out.put("Qp", pooled.heterogeneity_test.p_value);
    if let Some(spread) = pooled.heterogeneity {
        out.put("tau2", spread.tau2);
        out.put("se_tau2", spread.tau2_std_error);
        out.put("I2", spread.i2_percent);
        out.put("H2", spread.h2);
        out.limits("pi.", &spread.prediction);
        for (label, s) in labels.iter().zip(&spread.shrunken) {
            out.put(format!("blup.{label}"), s.value);
            out.put(format!("blup_se.{label}"), s.std_error);
            out.put(format!("blup_lower.{label}"), s.interval.low);
            out.put(format!("blup_upper.{label}"), s.interval.high);
        }
    }
    Some(out.0)
}

pub(super) fn multiple_testing(block: &Block, case: &Case) -> Figures {
    let p = case.rows(block).number(block.required("p"));
    let mut out = Names::default();
    for name in block.texts("methods") {
        let method = match name.as_str() {
            "BH" | "fdr" => Adjustment::BenjaminiHochberg,
            "BY" => Adjustment::BenjaminiYekutieli,
            "holm" => Adjustment::Holm,
            "hochberg" => Adjustment::Hochberg,
            "hommel" => Adjustment::Hommel,
            "bonferroni" => Adjustment::Bonferroni,
            "sidak" => Adjustment::Sidak,
            _ => continue,
        };
        for (i, value) in adjust(&p, method).into_iter().enumerate() {
            out.put(format!("{name}.{:02}", i + 1), value);
        }
    }
    out.0
}
