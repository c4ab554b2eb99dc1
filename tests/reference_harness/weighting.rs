//! Blocks of the weighting, balance and regression methods.

use counterpart::kernel::balance::{ArmColumn, column_balance, kish};
use counterpart::kernel::coarsened::{ClosedSide, Matched, bin, match_strata};
use counterpart::kernel::design::Design;
use counterpart::kernel::entropy::entropy_balance;
use counterpart::kernel::least_squares::{Clustered, LeastSquares, Robust, least_squares};
use counterpart::kernel::logit::{LogitFit, fit_logit};
use counterpart::kernel::propensity::{WeightRule, weighted_effect};
use nalgebra::DMatrix;

use super::Figures;
use super::spec::{Block, Case, Columns, Term, columns, terms_of};
use super::table::Table;

/// Figures of a block, or `None` when the method is not one of these.
pub(crate) fn run(block: &Block, case: &Case) -> Option<Figures> {
    match block.method.as_str() {
        "ols" => Some(ordinary(block, case)),
        "weighted_regression" => Some(weighted_regression(block, case)),
        "logistic" => Some(logistic(block, case)),
        "balance" => Some(balance(block, case)),
        "cem" => Some(coarsened(block, case)),
        "ipw_mestimation" => Some(stacked(block, case)),
        _ => None,
    }
}

/// Constant, then leading columns, then terms.
fn model_matrix(leading: &[Vec<f64>], x: &Columns, rows: usize) -> DMatrix<f64> {
    let all: Vec<&Vec<f64>> = leading.iter().chain(&x.values).collect();
    DMatrix::from_fn(rows, all.len() + 1, |i, j| {
        if j == 0 { 1.0 } else { all[j - 1][i] }
    })
}

fn ordinary(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let x = columns(&block.terms("terms"), &table);
    let weights = table.number_or(block.text("weights"), 1.0);
    let matrix = model_matrix(&[], &x, table.len());
    let mut names = vec!["(Intercept)".to_owned()];
    names.extend(x.names.iter().cloned());
    let mut out = Figures::new();
    let fit = least_squares(&matrix, &table.number(block.required("response")), &weights).ok();
    let nothing = vec![f64::NAN; names.len()];
    let mut put = |prefix: &str, values: Option<Vec<f64>>| {
        for (name, value) in names.iter().zip(values.unwrap_or_else(|| nothing.clone())) {
            out.push((format!("{prefix}.{name}"), value));
        }
    };
    put(
        "coef",
        fit.as_ref().map(|f| {
            f.coefficients
                .iter()
                .map(|c| c.unwrap_or(f64::NAN))
                .collect()
        }),
    );
    for (prefix, kind) in [
        ("se_ols", Robust::Classical),
        ("se_HC0", Robust::Hc0),
        ("se_HC1", Robust::Hc1),
        ("se_HC2", Robust::Hc2),
        ("se_HC3", Robust::Hc3),
    ] {
        put(prefix, fit.as_ref().map(|f| f.std_errors(kind)));
    }
    if let Some(cluster) = block.text("cluster") {
        let codes = table.codes(cluster);
        for (prefix, kind) in [
            ("se_CR0", Clustered::Cr0),
            ("se_CR1", Clustered::Cr1),
            ("se_CR1S", Clustered::Cr1S),
        ] {
            put(
                prefix,
                fit.as_ref()
                    .and_then(|f| f.clustered_std_errors(&codes, kind).ok()),
            );
        }
        let cr2 = fit.as_ref().and_then(|f| f.cr2(&codes).ok());
        put("se_CR2", cr2.as_ref().map(|c| c.std_error.clone()));
        put("df_CR2", cr2.map(|c| c.df));
    }
    out.push(("r2".into(), fit.as_ref().map_or(f64::NAN, |f| f.r2)));
    out.push(("sigma".into(), fit.as_ref().map_or(f64::NAN, |f| f.sigma)));
    out.push(("df".into(), fit.as_ref().map_or(f64::NAN, |f| f.df)));
    out
}

/// Logit of a 0/1 column on terms: design and fit.
fn logit(table: &Table, response: &str, terms: &[Term]) -> Option<(Design, LogitFit)> {
    let x = columns(terms, table);
    let design = Design::with_constant(&x.values, table.len());
    let ones = table.number(response);
    let zeros: Vec<f64> = ones.iter().map(|o| 1.0 - o).collect();
    let fit = fit_logit(&design, &ones, &zeros).ok()?;
    Some((design, fit))
}

fn logistic(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let response = block.required("response");
    let mut names = vec!["(Intercept)".to_owned()];
    names.extend(columns(&block.terms("terms"), &table).names);
    let fit = logit(&table, response, &block.terms("terms")).map(|(_, fit)| fit);
    let mut out = Figures::new();
    for (j, name) in names.iter().enumerate() {
        let kept = fit.as_ref().filter(|f| f.kept[j]);
        out.push((
            format!("coef.{name}"),
            kept.map_or(f64::NAN, |f| f.coefficients[j]),
        ));
        out.push((
            format!("se.{name}"),
            kept.map_or(f64::NAN, |f| f.covariance[(j, j)].sqrt()),
        ));
    }
    let treated = table.flag(response);
    let mean = |which: bool| {
        fit.as_ref().map_or(f64::NAN, |f| {
            let own: Vec<f64> = f
                .probability
                .iter()
                .zip(&treated)
                .filter(|(_, t)| **t == which)
                .map(|(p, _)| *p)
                .collect();
            own.iter().sum::<f64>() / own.len() as f64
        })
    };
    let over = |start: f64, pick: fn(f64, f64) -> f64| {
        fit.as_ref().map_or(f64::NAN, |f| {
            f.probability.iter().copied().fold(start, pick)
        })
    };
    out.push((
        "loglik".into(),
        fit.as_ref().map_or(f64::NAN, LogitFit::log_likelihood),
    ));
    out.push((
        "deviance".into(),
        fit.as_ref().map_or(f64::NAN, |f| f.deviance),
    ));
    out.push((
        "null_deviance".into(),
        fit.as_ref().map_or(f64::NAN, |f| f.null_deviance),
    ));
    out.push(("ps_mean_treated".into(), mean(true)));
    out.push(("ps_mean_control".into(), mean(false)));
    out.push(("ps_min".into(), over(f64::INFINITY, f64::min)));
    out.push(("ps_max".into(), over(f64::NEG_INFINITY, f64::max)));
    out
}

fn balance(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let treated = table.flag(block.required("treat"));
    let weights = table.number_or(block.text("weights"), 1.0);
    let pick = |values: &[f64], which: bool| -> Vec<f64> {
        values
            .iter()
            .zip(&treated)
            .filter(|(_, t)| **t == which)
            .map(|(v, _)| *v)
            .collect()
    };
    let (w1, w0) = (pick(&weights, true), pick(&weights, false));
    let (c1, c0) = (vec![1.0; w1.len()], vec![1.0; w0.len()]);
    let mut out = Figures::new();
    for name in block.texts("columns") {
        let values = table.number(&name);
        let (x1, x0) = (pick(&values, true), pick(&values, false));
        let result = column_balance(
            ArmColumn {
                value: &x1,
                count: &c1,
                weight: &w1,
            },
            ArmColumn {
                value: &x0,
                count: &c0,
                weight: &w0,
            },
        )
        .ok();
        let mut put = |key: &str, value: Option<f64>| {
            out.push((format!("{key}.{name}"), value.unwrap_or(f64::NAN)));
        };
        put("mean1", result.map(|b| b.mean_treated));
        put("mean0", result.map(|b| b.mean_control));
        put("smd_treated", result.and_then(|b| b.smd_treated));
        put("smd_pooled", result.and_then(|b| b.smd_pooled));
        put("var_ratio", result.and_then(|b| b.variance_ratio));
    }
    out.push(("ess1".into(), kish(&c1, &w1).unwrap_or(f64::NAN)));
    out.push(("ess0".into(), kish(&c0, &w0).unwrap_or(f64::NAN)));
    out
}

fn matched(block: &Block, case: &Case) -> (Table, Option<Matched>) {
    let table = case.rows(block);
    let closed = if block.text("closed") == Some("left") {
        ClosedSide::Left
    } else {
        ClosedSide::Right
    };
    let mut codes = vec![Vec::new(); table.len()];
    for covariate in block.spec["covariates"].as_array().into_iter().flatten() {
        let name = covariate["column"].as_str().unwrap_or_default();
        let column: Vec<usize> = if let Some(points) = covariate["cutpoints"].as_array() {
            let points: Vec<f64> = points
                .iter()
                .filter_map(serde_json::Value::as_f64)
                .collect();
            table
                .number(name)
                .into_iter()
                .map(|v| bin(v, &points, closed))
                .collect()
        } else {
            table.codes(name)
        };
        for (row, code) in codes.iter_mut().zip(column) {
            row.push(code);
        }
    }
    let result = match_strata(&codes, &table.flag(block.required("treat"))).ok();
    (table, result)
}

fn coarsened(block: &Block, case: &Case) -> Figures {
    let (table, result) = matched(block, case);
    let treated = table.flag(block.required("treat"));
    let (weight, count): (Vec<f64>, Vec<f64>) = result
        .iter()
        .flat_map(|m| m.weight.iter().zip(&treated))
        .filter(|(_, t)| !**t)
        .map(|(w, _)| (*w, 1.0))
        .unzip();
    let figure = |pick: fn(&Matched) -> usize| result.as_ref().map_or(0.0, |m| pick(m) as f64);
    vec![
        ("n1".into(), figure(|m| m.treated)),
        ("n0".into(), figure(|m| m.controls)),
        ("strata".into(), figure(|m| m.strata)),
        ("sum_w0".into(), weight.iter().sum()),
        ("ess0".into(), kish(&count, &weight).unwrap_or(f64::NAN)),
    ]
}

fn rule_of(kind: &str) -> Option<WeightRule> {
    match kind {
        "att" => Some(WeightRule::Treated),
        "ate" => Some(WeightRule::Everybody),
        "overlap" => Some(WeightRule::Overlap),
        _ => None,
    }
}

/// Propensities of the block that `ps_block` names, by row of the data file.
fn propensities(name: &str, case: &Case) -> Option<std::collections::HashMap<usize, f64>> {
    let block = case.block(name)?;
    let table = case.rows(block);
    let (_, fit) = logit(&table, block.required("response"), &block.terms("terms"))?;
    Some(table.origin.iter().copied().zip(fit.probability).collect())
}

/// The weights of a block, made by its rule; the column's where there is no rule.
fn made_weights(block: &Block, case: &Case, table: &Table) -> Option<Vec<f64>> {
    let rule = &block.spec["weight_rule"];
    let treated = table.flag(block.required("treat"));
    match rule["kind"].as_str() {
        None => Some(table.number_or(block.text("weights"), 1.0)),
        Some("entropy") => {
            let x = columns(&terms_of(&rule["terms"]), table);
            let design = Design::with_constant(&x.values, table.len());
            let ones: Vec<f64> = treated.iter().map(|t| f64::from(u8::from(*t))).collect();
            let zeros: Vec<f64> = ones.iter().map(|o| 1.0 - o).collect();
            let weight = entropy_balance(&design, &ones, &zeros).ok()?;
            Some(
                weight
                    .into_iter()
                    .zip(treated)
                    .map(|(w, t)| if t { 1.0 } else { w })
                    .collect(),
            )
        }
        Some("cem") => {
            let (whole, result) = matched(case.block(rule["cem_block"].as_str()?)?, case);
            let by_row: std::collections::HashMap<usize, f64> =
                whole.origin.into_iter().zip(result?.weight).collect();
            table
                .origin
                .iter()
                .map(|row| by_row.get(row).copied())
                .collect()
        }
        Some(kind) => {
            let rule_kind = rule_of(kind)?;
            let ps = propensities(rule["ps_block"].as_str()?, case)?;
            table
                .origin
                .iter()
                .zip(treated)
                .map(|(row, t)| ps.get(row).map(|p| rule_kind.weight(t, *p)))
                .collect()
        }
    }
}

fn weighted_regression(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let weights = made_weights(block, case, &table);
    let treat = table.number(block.required("treat"));
    let y = table.number(block.required("response"));
    let mut out = Figures::new();
    for (prefix, terms) in [("plain", Vec::new()), ("adj", block.terms("terms"))] {
        let matrix = model_matrix(
            std::slice::from_ref(&treat),
            &columns(&terms, &table),
            table.len(),
        );
        let fit: Option<LeastSquares> = weights
            .as_ref()
            .and_then(|w| least_squares(&matrix, &y, w).ok());
        let mut put = |name: String, value: Option<f64>| {
            out.push((format!("{prefix}.{name}"), value.unwrap_or(f64::NAN)));
        };
        put("att".into(), fit.as_ref().and_then(|f| f.coefficients[1]));
        for (name, kind) in [
            ("HC0", Robust::Hc0),
            ("HC1", Robust::Hc1),
            ("HC2", Robust::Hc2),
            ("HC3", Robust::Hc3),
        ] {
            put(
                format!("se_{name}"),
                fit.as_ref().map(|f| f.std_errors(kind)[1]),
            );
        }
        for (column, label) in [
            (block.text("cluster"), block.text("cluster")),
            (block.text("subclass"), Some("subclass")),
        ] {
            if let (Some(column), Some(label)) = (column, label) {
                let codes = table.codes(column);
                let se = fit
                    .as_ref()
                    .and_then(|f| f.clustered_std_errors(&codes, Clustered::Cr1S).ok());
                put(format!("se_CR1_{label}"), se.map(|s| s[1]));
            }
        }
    }
    out
}

fn stacked(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let treat = block.required("treat");
    let y = table.number(block.required("response"));
    let answer = || {
        let rule = rule_of(block.spec["weight_rule"]["kind"].as_str().unwrap_or("att"))?;
        let (design, fit) = logit(&table, treat, &block.terms("ps_terms"))?;
        weighted_effect(&y, &table.flag(treat), &design, &fit, rule).ok()
    };
    let (att, se) = answer().unwrap_or((f64::NAN, f64::NAN));
    vec![("att".into(), att), ("se_asympt".into(), se)]
}
