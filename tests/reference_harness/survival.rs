//! Blocks of the survival methods: specification in, calls of `kernel::survival`, named figures out.

use counterpart::kernel::survival::{
    CoxFit, CoxRow, CoxSample, Curve, CurveScale, Rmst, Row, Ties, TimeTransform, curve_limits,
    influence_variance, logrank, rmst_contrast,
};
use serde_json::Value;

use super::Figures;
use super::spec::{Block, Case, Columns, Term, TermKind, as_text, columns, number_label};
use super::table::Table;

/// Figures of a block, or `None` when the method is not one of these.
pub fn run(block: &Block, case: &Case) -> Option<Figures> {
    let mut out = Figures::new();
    match block.method.as_str() {
        "kaplan_meier" | "kaplan_meier_weighted_robust" => kaplan_meier(block, case, &mut out),
        "nelson_aalen" => nelson_aalen(block, case, &mut out),
        "logrank" | "stratified_logrank" => log_rank(block, case, &mut out),
        "rmst" => rmst(block, case, &mut out),
        "rmst_survfit" => rmst_survfit(block, case, &mut out),
        "rmst_weighted_robust" => rmst_robust(block, case, &mut out),
        "cox" => cox(block, case, &mut out),
        "cox_zph" => cox_zph(block, case, &mut out),
        _ => return None,
    }
    Some(out)
}

fn put(out: &mut Figures, name: impl Into<String>, value: f64) {
    out.push((name.into(), value));
}

/// Follow-up of the rows of a table.
fn follow_up(block: &Block, table: &Table) -> Vec<Row> {
    let exit = table.number(block.required("time"));
    let entry = table.number_or(block.text("start"), f64::NEG_INFINITY);
    let event = table.flag(block.required("event"));
    let weight = table.number_or(block.text("weights"), 1.0);
    (0..table.len())
        .map(|i| {
            Row::new(exit[i], event[i])
                .entering(entry[i])
                .weighted(weight[i])
        })
        .collect()
}

/// Labels of the groups, and the group of each row (without a group column: all).
fn groups(block: &Block, table: &Table) -> (Vec<String>, Vec<Option<usize>>) {
    match block.text("group") {
        None => (vec!["all".to_owned()], vec![Some(0); table.len()]),
        Some(column) => {
            let mut levels = block.texts("group_levels");
            if levels.is_empty() {
                levels = table.text(column).to_vec();
                levels.sort();
                levels.dedup();
            }
            let codes = table.level_codes(column, &levels);
            (levels, codes)
        }
    }
}

fn clusters(block: &Block, table: &Table) -> Option<Vec<u32>> {
    let column = block.text("cluster")?;
    Some(table.codes(column).into_iter().map(|c| c as u32).collect())
}

fn pick<T: Copy>(values: &[T], group: &[Option<usize>], wanted: usize) -> Vec<T> {
    values
        .iter()
        .zip(group)
        .filter(|(_, g)| **g == Some(wanted))
        .map(|(v, _)| *v)
        .collect()
}

/// One group with rows: its label, rows, cluster labels and curve (none when no row is usable).
struct Group {
    label: String,
    rows: Vec<Row>,
    clusters: Option<Vec<u32>>,
    curve: Option<Curve>,
}

fn curves(block: &Block, case: &Case) -> Vec<Group> {
    let table = case.rows(block);
    let rows = follow_up(block, &table);
    let labels = clusters(block, &table);
    let (levels, code) = groups(block, &table);
    levels
        .into_iter()
        .enumerate()
        .map(|(g, label)| {
            let rows = pick(&rows, &code, g);
            let clusters = labels.as_ref().map(|l| pick(l, &code, g));
            let curve = Curve::from_rows(&rows).ok();
            Group {
                label,
                rows,
                clusters,
                curve,
            }
        })
        .collect()
}

fn times(block: &Block) -> Vec<(f64, String)> {
    let times = block.numbers("times");
    let labels = block.texts("time_labels");
    times
        .iter()
        .enumerate()
        .map(|(i, &t)| (t, labels.get(i).cloned().unwrap_or_else(|| number_label(t))))
        .collect()
}

fn kaplan_meier(block: &Block, case: &Case, out: &mut Figures) {
    let scales: Vec<(String, CurveScale)> = block
        .texts("conf_types")
        .into_iter()
        .filter_map(|name| {
            let scale = match name.as_str() {
                "plain" => CurveScale::Plain,
                "log" => CurveScale::Log,
                "log-log" => CurveScale::LogLog,
                _ => return None,
            };
            Some((name, scale))
        })
        .collect();
    for group in curves(block, case) {
        let g = &group.label;
        for (t, label) in times(block) {
            let at = format!("{g}.t{label}");
            let point = group.curve.as_ref().map(|curve| {
                let mut point = curve.at(t);
                if block.flag("robust") {
                    let influence = curve.influence_at(t);
                    let values: Vec<f64> = group
                        .rows
                        .iter()
                        .map(|r| r.weight * influence.of_delayed(r.entry, r.exit, r.event))
                        .collect();
                    let variance = influence_variance(&values, group.clusters.as_deref());
                    point.std_error = point.std_error.map(|_| variance.sqrt());
                }
                point
            });
            let std_error = point.and_then(|p| p.std_error);
            put(
                out,
                format!("surv.{at}"),
                point.map_or(f64::NAN, |p| p.survival),
            );
            put(out, format!("se.{at}"), std_error.unwrap_or(f64::NAN));
            put(
                out,
                format!("nrisk.{at}"),
                point.map_or(f64::NAN, |p| p.at_risk),
            );
            for (name, scale) in &scales {
                let limits = match (point, std_error) {
                    (Some(p), _) if p.before_first_exit => Some((1.0, 1.0)),
                    (Some(p), Some(se)) => {
                        curve_limits(p.survival, se, block.level(), *scale).map(|i| (i.low, i.high))
                    }
                    _ => None,
                };
                let (low, high) = limits.unwrap_or((f64::NAN, f64::NAN));
                put(out, format!("lower.{name}.{at}"), low);
                put(out, format!("upper.{name}.{at}"), high);
            }
        }
        for p in block.numbers("quantiles") {
            let time = group.curve.as_ref().and_then(|c| c.quantile(p));
            put(
                out,
                format!("quantile.{g}.p{}", number_label(p)),
                time.unwrap_or(f64::NAN),
            );
        }
    }
}

fn nelson_aalen(block: &Block, case: &Case, out: &mut Figures) {
    for group in curves(block, case) {
        for (t, label) in times(block) {
            let at = format!("{}.t{label}", group.label);
            let point = group.curve.as_ref().map(|c| c.at(t));
            let (hazard, error) = point.map_or((f64::NAN, f64::NAN), |p| {
                (p.cumulative_hazard, p.cumulative_hazard_std_error)
            });
            put(out, format!("cumhaz.{at}"), hazard);
            put(out, format!("se.{at}"), error);
        }
    }
}

fn log_rank(block: &Block, case: &Case, out: &mut Figures) {
    let table = case.rows(block);
    let (levels, code) = groups(block, &table);
    let rows = follow_up(block, &table);
    let strata: Vec<u32> = table
        .combined_codes(&block.texts("strata"))
        .into_iter()
        .map(|c| c as u32)
        .collect();
    // a level without rows is no group
    let present: Vec<usize> = (0..levels.len())
        .filter(|g| code.contains(&Some(*g)))
        .collect();
    let group: Vec<usize> = code
        .iter()
        .map(|c| {
            c.and_then(|c| present.iter().position(|p| *p == c))
                .unwrap_or(usize::MAX)
        })
        .collect();
    let rho = block.number("rho").unwrap_or(0.0);
    let result = logrank(&rows, &group, present.len(), &strata, rho).ok();
    let of = |f: &dyn Fn(&counterpart::kernel::survival::LogrankResult) -> f64| {
        result.as_ref().map_or(f64::NAN, f)
    };
    put(out, "chisq", of(&|r| r.chi_square));
    put(out, "df", of(&|r| r.df));
    put(out, "p", of(&|r| r.p_value));
    put(out, "var11", of(&|r| r.covariance[(0, 0)]));
    for (k, &g) in present.iter().enumerate() {
        put(out, format!("obs.{}", levels[g]), of(&|r| r.observed[k]));
        put(out, format!("exp.{}", levels[g]), of(&|r| r.expected[k]));
    }
}

fn rmst(block: &Block, case: &Case, out: &mut Figures) {
    let table = case.rows(block);
    let rows = follow_up(block, &table);
    let arm = table.number(block.required("arm"));
    let (tau, level) = (block.number("tau").unwrap_or(f64::NAN), block.level());
    let mut areas: Vec<Option<Rmst>> = Vec::new();
    for value in [1.0, 0.0] {
        let rows: Vec<Row> = rows
            .iter()
            .zip(&arm)
            .filter(|(_, a)| **a == value)
            .map(|(r, _)| *r)
            .collect();
        let area = Curve::from_rows(&rows).ok().map(|c| c.rmst(tau));
        let name = |quantity: &str| format!("arm{value}.{quantity}");
        put(out, name("rmst"), area.map_or(f64::NAN, |a| a.value));
        put(out, name("se"), area.map_or(f64::NAN, |a| a.std_error));
        put(
            out,
            name("lower"),
            area.map_or(f64::NAN, |a| a.interval(level).low),
        );
        put(
            out,
            name("upper"),
            area.map_or(f64::NAN, |a| a.interval(level).high),
        );
        put(out, name("rmtl"), area.map_or(f64::NAN, |a| a.time_lost()));
        areas.push(area);
    }
    let contrast = match (areas[0], areas[1]) {
        (Some(first), Some(second)) => rmst_contrast(&first, &second, level).ok(),
        _ => None,
    };
    let mut give = |name: &str, value: Option<f64>| put(out, name, value.unwrap_or(f64::NAN));
    give("diff", contrast.map(|c| c.difference));
    give("diff.lower", contrast.map(|c| c.difference_interval.low));
    give("diff.upper", contrast.map(|c| c.difference_interval.high));
    give("diff.p", contrast.map(|c| c.difference_p));
    give("ratio", contrast.map(|c| c.ratio));
    give("ratio.lower", contrast.map(|c| c.ratio_interval.low));
    give("ratio.upper", contrast.map(|c| c.ratio_interval.high));
    give("ratio.p", contrast.map(|c| c.ratio_p));
}

fn rmst_survfit(block: &Block, case: &Case, out: &mut Figures) {
    let tau = block.number("tau").unwrap_or(f64::NAN);
    for group in curves(block, case) {
        let area = group.curve.as_ref().map(|c| c.rmst(tau));
        put(
            out,
            format!("rmst.{}", group.label),
            area.map_or(f64::NAN, |a| a.value),
        );
        put(
            out,
            format!("se.{}", group.label),
            area.map_or(f64::NAN, |a| a.std_error),
        );
    }
}

fn rmst_robust(block: &Block, case: &Case, out: &mut Figures) {
    let tau = block.number("tau").unwrap_or(f64::NAN);
    let (mut values, mut spread, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let groups = curves(block, case);
    for (k, group) in groups.iter().enumerate() {
        let Some(curve) = &group.curve else {
            put(out, format!("rmst.{}", group.label), f64::NAN);
            put(out, format!("se_robust.{}", group.label), f64::NAN);
            values.push(f64::NAN);
            continue;
        };
        let influence = curve.rmst_influence(tau);
        let of_group: Vec<f64> = group
            .rows
            .iter()
            .map(|r| r.weight * influence.of_delayed(r.entry, r.exit, r.event))
            .collect();
        let variance = influence_variance(&of_group, group.clusters.as_deref());
        let value = curve.rmst(tau).value;
        put(out, format!("rmst.{}", group.label), value);
        put(out, format!("se_robust.{}", group.label), variance.sqrt());
        values.push(value);
        let sign = if k == 0 { -1.0 } else { 1.0 };
        spread.extend(of_group.iter().map(|v| sign * v));
        labels.extend(group.clusters.iter().flatten().copied());
    }
    if groups.len() == 2 {
        let clustered = groups.iter().all(|g| g.clusters.is_some());
        let variance = influence_variance(&spread, clustered.then_some(labels.as_slice()));
        let difference = values[1] - values[0];
        put(out, "diff", difference);
        put(
            out,
            "diff.se_robust",
            if difference.is_nan() {
                f64::NAN
            } else {
                variance.sqrt()
            },
        );
    }
}

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

fn cox(block: &Block, case: &Case, out: &mut Figures) {
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

fn cox_zph(block: &Block, case: &Case, out: &mut Figures) {
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
