//! Blocks of the classical methods.

use counterpart::kernel::counts::{
    CountData, CountFit, negative_binomial_regression, poisson_regression,
};
use counterpart::kernel::design::Design;
use counterpart::kernel::effect_size::{
    hedges_g_large_sample, standardised_intervals, two_sample_means,
};
use counterpart::kernel::evalue::{EffectScale, SensitivityReport, sensitivity, sensitivity_smd};
use counterpart::kernel::fisher::fisher_exact;
use counterpart::kernel::intraclass::{Icc, intraclass_correlations};
use counterpart::kernel::multiple_testing::{Adjustment, adjust};
use counterpart::kernel::pooling::{MeanTest, Tau2Estimator, pool};
use counterpart::kernel::power;
use counterpart::kernel::proportions::{RatioInterval, arcsine_difference, two_proportions};
use counterpart::kernel::ranks::mann_whitney;
use counterpart::kernel::rate_ratio::rate_ratio_exact;
use counterpart::kernel::reliability::cronbach_alpha;
use counterpart::kernel::{Interval, NotEstimable};

use super::Figures;
use super::spec::{Block, Case, columns};
use super::table::Table;

/// Figures of a block, or `None` when the method is not one of these. Where the kernel has no
/// answer the figures are `NA`.
pub fn run(block: &Block, case: &Case) -> Option<Figures> {
    let figures = match block.method.as_str() {
        "random_effects_pooling" => return pooling(block, case),
        "multiple_testing" => multiple_testing(block, case),
        "two_sample_means" => means(block, case),
        "two_sample_means_ci" => means_intervals(block, case),
        "hedges_g_large_sample" => hedges(block, case),
        "mann_whitney" => ranks(block, case),
        "two_proportions" => proportions(block),
        "fisher_exact" => fisher(block),
        "poisson" => poisson(block, case),
        "negative_binomial" => negative_binomial(block, case),
        "rate_ratio_exact" => rate_ratio(block),
        "evalue" => evalue(block),
        "power" => power_figures(block),
        "cronbach_alpha" => alpha(block, case),
        "icc" => icc(block, case),
        _ => return None,
    };
    Some(figures)
}

/// Figures under construction.
#[derive(Default)]
struct Names(Figures);

impl Names {
    fn put(&mut self, name: impl Into<String>, value: f64) {
        self.0.push((name.into(), value));
    }

    fn maybe(&mut self, name: impl Into<String>, value: Option<f64>) {
        self.put(name, value.unwrap_or(f64::NAN));
    }

    fn limits(&mut self, prefix: &str, interval: &Interval) {
        self.put(format!("{prefix}lower"), interval.low);
        self.put(format!("{prefix}upper"), interval.high);
    }

    fn absent(mut self, names: &[&str]) -> Figures {
        for name in names {
            self.put(*name, f64::NAN);
        }
        self.0
    }
}

fn pooling(block: &Block, case: &Case) -> Option<Figures> {
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

fn multiple_testing(block: &Block, case: &Case) -> Figures {
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

fn means(block: &Block, case: &Case) -> Figures {
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

fn means_intervals(block: &Block, case: &Case) -> Figures {
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

fn hedges(block: &Block, case: &Case) -> Figures {
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

fn ranks(block: &Block, case: &Case) -> Figures {
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

fn ratio(out: &mut Names, name: &str, r: &RatioInterval) {
    out.maybe(name, r.ratio);
    out.maybe(format!("{name}.lower"), r.low);
    out.maybe(format!("{name}.upper"), r.high);
}

/// The four counts of a two-by-two block.
fn counts(block: &Block) -> [f64; 4] {
    ["x1", "n1", "x2", "n2"].map(|key| block.number(key).unwrap_or(f64::NAN))
}

fn proportions(block: &Block) -> Figures {
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

fn fisher(block: &Block) -> Figures {
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

/// Design, outcome and offset of a count regression.
struct CountRows {
    names: Vec<String>,
    design: Design,
    outcome: Vec<f64>,
    offset: Vec<f64>,
    weights: Vec<f64>,
    rows: Table,
}

impl CountRows {
    fn of(block: &Block, case: &Case) -> Self {
        let rows = case.rows(block);
        let terms = columns(&block.terms("terms"), &rows);
        let exposure = rows.number_or(block.text("exposure"), 1.0);
        let mut offset = rows.number_or(block.text("offset"), 0.0);
        offset
            .iter_mut()
            .zip(exposure)
            .for_each(|(o, e)| *o += e.ln());
        let mut names = vec!["(Intercept)".to_owned()];
        names.extend(terms.names);
        Self {
            design: Design::with_constant(&terms.values, rows.len()),
            outcome: rows.number(block.required("response")),
            weights: rows.number_or(block.text("weights"), 1.0),
            names,
            offset,
            rows,
        }
    }

    fn data(&self) -> CountData<'_> {
        CountData {
            design: &self.design,
            outcome: &self.outcome,
            offset: &self.offset,
            weights: &self.weights,
        }
    }

    fn put_terms(
        &self,
        out: &mut Names,
        prefix: &str,
        kept: &[bool],
        value: impl Fn(usize) -> f64,
    ) {
        for (j, name) in self.names.iter().enumerate() {
            let known = kept.get(j).copied().unwrap_or(false);
            out.put(
                format!("{prefix}.{name}"),
                if known { value(j) } else { f64::NAN },
            );
        }
    }

    fn put_fit(&self, out: &mut Names, fit: &CountFit) {
        let robust = fit.robust_covariance(&self.design);
        self.put_terms(out, "coef", &fit.kept, |j| fit.coefficients[j]);
        self.put_terms(out, "se", &fit.kept, |j| fit.covariance[(j, j)].sqrt());
        self.put_terms(out, "se_HC0", &fit.kept, |j| robust[(j, j)].sqrt());
        self.put_terms(out, "rate_ratio", &fit.kept, |j| fit.coefficients[j].exp());
        out.put("loglik", fit.log_likelihood);
    }
}

fn poisson(block: &Block, case: &Case) -> Figures {
    let model = CountRows::of(block, case);
    let mut out = Names::default();
    let Ok(result) = poisson_regression(&model.data()) else {
        for prefix in [
            "coef",
            "se",
            "se_HC0",
            "se_HC1",
            "se_quasi",
            "rate_ratio",
            "se_CR0",
            "se_CR1",
        ] {
            model.put_terms(&mut out, prefix, &[], |_| f64::NAN);
        }
        return out.absent(&["loglik", "deviance", "pearson_dispersion"]);
    };
    let fit = &result.fit;
    model.put_fit(&mut out, fit);
    let n = model.rows.len() as f64;
    let factor = n / (n - fit.rank() as f64);
    let robust = fit.robust_covariance(&model.design);
    let spread = result.dispersion.unwrap_or(f64::NAN);
    model.put_terms(&mut out, "se_HC1", &fit.kept, |j| {
        (robust[(j, j)] * factor).sqrt()
    });
    model.put_terms(&mut out, "se_quasi", &fit.kept, |j| {
        (fit.covariance[(j, j)] * spread).sqrt()
    });
    out.put("deviance", result.deviance);
    out.put("pearson_dispersion", spread);
    if let Some(cluster) = block.text("cluster") {
        let clusters = model.rows.codes(cluster);
        if let Ok((covariance, groups)) = fit.clustered_covariance(&model.design, &clusters) {
            let factor = groups as f64 / (groups as f64 - 1.0);
            model.put_terms(&mut out, "se_CR0", &fit.kept, |j| covariance[(j, j)].sqrt());
            model.put_terms(&mut out, "se_CR1", &fit.kept, |j| {
                (covariance[(j, j)] * factor).sqrt()
            });
        } else {
            model.put_terms(&mut out, "se_CR0", &[], |_| f64::NAN);
            model.put_terms(&mut out, "se_CR1", &[], |_| f64::NAN);
        }
    }
    out.0
}

fn negative_binomial(block: &Block, case: &Case) -> Figures {
    let model = CountRows::of(block, case);
    let mut out = Names::default();
    let Ok(result) = negative_binomial_regression(&model.data()) else {
        for prefix in ["coef", "se", "se_HC0", "rate_ratio"] {
            model.put_terms(&mut out, prefix, &[], |_| f64::NAN);
        }
        return out.absent(&["loglik", "theta", "se_theta"]);
    };
    model.put_fit(&mut out, &result.fit);
    out.put("theta", result.theta);
    out.put("se_theta", result.theta_std_error);
    out.0
}

fn rate_ratio(block: &Block) -> Figures {
    let number = |key: &str| block.number(key).unwrap_or(f64::NAN);
    let count = |key: &str| number(key).round().max(0.0) as u64;
    let mut out = Names::default();
    match rate_ratio_exact(
        count("y1"),
        number("t1"),
        count("y0"),
        number("t0"),
        block.level(),
    ) {
        Ok(r) => {
            out.put("rr", r.ratio);
            out.put("p_exact", r.p_exact);
            out.put("lower_exact", r.low_exact);
            out.put("upper_exact", r.high_exact);
            out.maybe("lower_wald", r.wald.low);
            out.maybe("upper_wald", r.wald.high);
            out.0
        }
        Err(_) => out.absent(&[
            "rr",
            "p_exact",
            "lower_exact",
            "upper_exact",
            "lower_wald",
            "upper_wald",
        ]),
    }
}

fn evalue(block: &Block) -> Figures {
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

fn power_figures(block: &Block) -> Figures {
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

fn alpha(block: &Block, case: &Case) -> Figures {
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

fn icc(block: &Block, case: &Case) -> Figures {
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
