//! Counts: regressions and rate ratios.

use counterpart::kernel::counts::{
    CountData, CountFit, negative_binomial_regression, poisson_regression,
};
use counterpart::kernel::design::Design;
use counterpart::kernel::rate_ratio::rate_ratio_exact;

use super::Names;
use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case, columns};
use crate::reference_harness::table::Table;

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

pub(super) fn poisson(block: &Block, case: &Case) -> Figures {
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

pub(super) fn negative_binomial(block: &Block, case: &Case) -> Figures {
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

pub(super) fn rate_ratio(block: &Block) -> Figures {
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
