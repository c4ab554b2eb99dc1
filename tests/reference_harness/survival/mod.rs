//! Blocks of the survival methods: specification in, calls of `kernel::survival`, named figures out.

mod cox;

use counterpart::kernel::survival::{
    Curve, CurveScale, Rmst, Row, curve_limits, influence_variance, logrank, rmst_contrast,
};

use crate::reference_harness::Figures;
use crate::reference_harness::spec::{Block, Case, number_label};
use crate::reference_harness::table::Table;

/// Figures of a block, or `None` when the method is not one of these.
pub(crate) fn run(block: &Block, case: &Case) -> Option<Figures> {
    let mut out = Figures::new();
    match block.method.as_str() {
        "kaplan_meier" | "kaplan_meier_weighted_robust" => kaplan_meier(block, case, &mut out),
        "nelson_aalen" => nelson_aalen(block, case, &mut out),
        "logrank" | "stratified_logrank" => log_rank(block, case, &mut out),
        "rmst" => rmst(block, case, &mut out),
        "rmst_survfit" => rmst_survfit(block, case, &mut out),
        "rmst_weighted_robust" => rmst_robust(block, case, &mut out),
        "cox" => cox::cox(block, case, &mut out),
        "cox_zph" => cox::cox_zph(block, case, &mut out),
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
