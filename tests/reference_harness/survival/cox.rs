//! Proportional hazards: fits, predictions and the test of proportionality.

use counterpart::kernel::survival::{CoxFit, CoxRow, CoxSample, Ties, TimeTransform};
use serde_json::Value;

use super::{clusters, follow_up, put, times};
use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case, Columns, Term, TermKind, as_text, columns};
use crate::reference_harness::table::Table;

/// A Cox block made ready: sample, fit (none when not estimable) and what names the results.
struct CoxBlock {
    table: Table,
    columns: Columns,
    strata: Vec<usize>,
    fitted: Option<(CoxSample, CoxFit)>,
}

fn cox_block(block: &Block, case: &Case) -> CoxBlock {
    let table = case.rows(block);
    let columns = columns(&block.terms("terms"), &table);
    let strata = table.combined_codes(&block.texts("strata"));
    let rows: Vec<CoxRow> = follow_up(block, &table)
        .into_iter()
        .zip(&strata)
        .map(|(row, stratum)| CoxRow {
            stratum: *stratum as u32,
            entry: row.entry,
            exit: row.exit,
            event: row.event,
            weight: row.weight,
            count: row.count,
        })
        .collect();
    let x: Vec<f64> = (0..table.len())
        .flat_map(|i| columns.values.iter().map(move |c| c[i]))
        .collect();
    let ties = if block.text("ties") == Some("breslow") {
        Ties::Breslow
    } else {
        Ties::Efron
    };
    let fitted = CoxSample::new(&rows, &x, columns.names.len())
        .and_then(|sample| sample.fit(ties).map(|fit| (sample, fit)))
        .ok();
    CoxBlock {
        table,
        columns,
        strata,
        fitted,
    }
}

pub(super) fn cox(block: &Block, case: &Case, out: &mut Figures) {
    let ready = cox_block(block, case);
    let labels = clusters(block, &ready.table);
    let robust = block.flag("robust");
    let fitted = ready.fitted.as_ref();
    let covariance = fitted.map(|(sample, fit)| {
        if robust {
            fit.robust_covariance(sample, labels.as_deref())
        } else {
            fit.covariance.clone()
        }
    });
    for (j, name) in ready.columns.names.iter().enumerate() {
        put(
            out,
            format!("coef.{name}"),
            fitted.map_or(f64::NAN, |(_, f)| f.coef[j]),
        );
        put(
            out,
            format!("se.{name}"),
            fitted.map_or(f64::NAN, |(_, f)| f.std_error(j)),
        );
        if robust {
            let value = covariance.as_ref().map_or(f64::NAN, |c| c[(j, j)].sqrt());
            put(out, format!("robust_se.{name}"), value);
        }
    }
    let events = table_events(block, &ready.table);
    put(out, "n", ready.table.len() as f64);
    put(out, "nevent", events);
    let mut give = |name: &str, value: Option<f64>| put(out, name, value.unwrap_or(f64::NAN));
    give("loglik0", fitted.map(|(_, f)| f.loglik0));
    give("loglik", fitted.map(|(_, f)| f.loglik));
    give("lrt", fitted.map(|(_, f)| f.likelihood_ratio()));
    give("score", fitted.map(|(_, f)| f.score_test));
    give(
        "wald",
        fitted.and_then(|(_, f)| f.wald(covariance.as_ref()?)),
    );
    give("concordance", fitted.and_then(|(s, f)| f.concordance(s)));
    if robust {
        give(
            "robust_score",
            fitted.and_then(|(s, f)| s.robust_score_test(f.ties, labels.as_deref())),
        );
    }
    for (k, person) in block.spec["newdata"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let x = newdata_columns(&block.terms("terms"), person);
        let stratum = newdata_stratum(block, &ready, person);
        let predicted = fitted.and_then(|(sample, fit)| {
            let times: Vec<f64> = times(block).iter().map(|t| t.0).collect();
            fit.predict(sample, stratum?, &x, &times, covariance.as_ref()?)
        });
        for (i, (_, label)) in times(block).iter().enumerate() {
            let value = predicted.as_ref().map(|p| p[i]);
            let name = |quantity: &str| format!("pred{}.{quantity}.t{label}", k + 1);
            put(out, name("surv"), value.map_or(f64::NAN, |v| v.survival));
            put(out, name("se"), value.map_or(f64::NAN, |v| v.std_error));
        }
    }
}

fn table_events(block: &Block, table: &Table) -> f64 {
    table
        .flag(block.required("event"))
        .iter()
        .filter(|e| **e)
        .count() as f64
}

/// Design columns of one row of new data.
fn newdata_columns(terms: &[Term], person: &Value) -> Vec<f64> {
    let number = |column: &str| match &person[column] {
        Value::String(text) => text.parse().unwrap_or(f64::NAN),
        other => other.as_f64().unwrap_or(f64::NAN),
    };
    let mut x = Vec::new();
    for term in terms {
        match &term.kind {
            TermKind::Power { column, power } => x.push(number(column).powf(*power)),
            TermKind::Product(names) => x.push(names.iter().map(|n| number(n)).product()),
            TermKind::Factor { column, levels } => {
                let value = as_text(&person[column]);
                x.extend(
                    levels
                        .iter()
                        .map(|(level, _)| f64::from(u8::from(*level == value))),
                );
            }
        }
    }
    x
}

/// The stratum that new data name, by the first row of the table with the same values.
fn newdata_stratum(block: &Block, ready: &CoxBlock, person: &Value) -> Option<u32> {
    let names = block.texts("strata");
    let row = (0..ready.table.len()).find(|&i| {
        names
            .iter()
            .all(|n| ready.table.text(n)[i] == as_text(&person[n]))
    })?;
    Some(ready.strata[row] as u32)
}

pub(super) fn cox_zph(block: &Block, case: &Case, out: &mut Figures) {
    let Some(parent) = case.block(block.required("parent")) else {
        return;
    };
    let ready = cox_block(parent, case);
    let by_coefficient = block.text("by") == Some("coefficient");
    let p = ready.columns.names.len();
    let (mut names, parts): (Vec<String>, Vec<Vec<usize>>) = if by_coefficient {
        (
            ready.columns.names.clone(),
            (0..p).map(|j| vec![j]).collect(),
        )
    } else {
        let labels = ready.columns.term_labels.clone();
        let parts = (0..labels.len())
            .map(|t| (0..p).filter(|&j| ready.columns.term[j] == t).collect())
            .collect();
        (labels, parts)
    };
    let transform = match block.text("transform") {
        Some("rank") => TimeTransform::Rank,
        Some("identity") => TimeTransform::Identity,
        _ => TimeTransform::KaplanMeier,
    };
    let tests = ready
        .fitted
        .as_ref()
        .and_then(|(sample, fit)| fit.hazard_test(sample, &parts, transform).ok());
    names.push("GLOBAL".to_owned());
    for (k, name) in names.iter().enumerate() {
        let test = tests.as_ref().map(|t| t[k]);
        let df = parts.get(k).map_or(p, Vec::len) as f64;
        put(
            out,
            format!("chisq.{name}"),
            test.map_or(f64::NAN, |t| t.chi_square),
        );
        put(out, format!("df.{name}"), df);
        put(
            out,
            format!("p.{name}"),
            test.map_or(f64::NAN, |t| t.p_value),
        );
    }
}
