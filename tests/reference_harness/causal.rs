//! Blocks of the difference-in-differences methods; what is left goes to `weighting`.

use counterpart::kernel::aggregation::AggregationKind;
use counterpart::kernel::design::Design;
use counterpart::kernel::difference::{ArmSums, DidMethod, did_2x2_panel};
use counterpart::kernel::joint::sup_t_critical;
use counterpart::kernel::staggered::{
    BasePeriod, ControlGroup, Panel, Staggered, StaggeredOptions, StaggeredValue, staggered,
};
use counterpart::kernel::two_way::{TwoPeriods, two_way_effect};

use super::Figures;
use super::spec::{Block, Case, columns};

/// Figures of a block, or `None` when the method is not one of these.
pub(crate) fn run(block: &Block, case: &Case) -> Option<Figures> {
    match block.method.as_str() {
        "callaway_santanna"
            if !block.flag("allow_unbalanced") && block.spec["panel"].as_bool() != Some(false) =>
        {
            Some(callaway_santanna(block, case))
        }
        "uniform_band" => Some(uniform_band(block, case)),
        "did_2x2_panel" => Some(two_by_two(block, case)),
        _ => super::weighting::run(block, case),
    }
}

fn integer(text: &str) -> i64 {
    text.parse::<f64>().map_or(i64::MIN, |v| v as i64)
}

/// The panel of a block, by unit and period.
fn panel(block: &Block, case: &Case) -> Panel {
    let table = case.rows(block);
    let times: Vec<i64> = table
        .text(block.required("time"))
        .iter()
        .map(|t| integer(t))
        .collect();
    let mut periods = times.clone();
    periods.sort_unstable();
    periods.dedup();
    let unit = table.codes(block.required("id"));
    let units = unit.iter().max().map_or(0, |m| m + 1);
    let never = block.number("never").map(|n| n as i64);
    let group: Vec<i64> = table
        .text(block.required("cohort"))
        .iter()
        .map(|t| integer(t))
        .collect();
    let y = table.number(block.required("response"));
    let weights = table.number_or(block.text("weights"), 1.0);
    let cluster = block
        .text("cluster")
        .map_or_else(|| unit.clone(), |name| table.codes(name));
    let x = columns(&block.terms("terms"), &table);
    let mut panel = Panel {
        outcome: vec![vec![f64::NAN; units]; periods.len()],
        covariates: vec![vec![vec![f64::NAN; units]; x.values.len()]; periods.len()],
        weight: vec![vec![f64::NAN; units]; periods.len()],
        cohort: vec![None; units],
        cluster: vec![0; units],
        times: periods,
    };
    for row in 0..table.len() {
        let Ok(t) = panel.times.binary_search(&times[row]) else {
            continue;
        };
        let i = unit[row];
        panel.outcome[t][i] = y[row];
        panel.weight[t][i] = weights[row];
        panel.cohort[i] = Some(group[row]).filter(|g| Some(*g) != never);
        panel.cluster[i] = cluster[row];
        for (k, column) in x.values.iter().enumerate() {
            panel.covariates[t][k][i] = column[row];
        }
    }
    panel
}

fn estimate(block: &Block, case: &Case) -> Option<Staggered> {
    let options = StaggeredOptions {
        method: match block.text("est_method") {
            Some("reg") => DidMethod::OutcomeRegression,
            Some("ipw") => DidMethod::IpwStd,
            _ => DidMethod::DrTraditional,
        },
        control: if block.text("control") == Some("notyettreated") {
            ControlGroup::NotYetTreated
        } else {
            ControlGroup::NeverTreated
        },
        base: if block.text("base") == Some("universal") {
            BasePeriod::Universal
        } else {
            BasePeriod::Varying
        },
        anticipation: block.number("anticipation").unwrap_or(0.0) as i64,
    };
    staggered(&panel(block, case), &options).ok()
}

fn kind_of(name: &str) -> AggregationKind {
    match name {
        "simple" => AggregationKind::Simple,
        "group" => AggregationKind::Group,
        "calendar" => AggregationKind::Calendar,
        _ => AggregationKind::Dynamic,
    }
}

fn callaway_santanna(block: &Block, case: &Case) -> Figures {
    let mut out = Figures::new();
    let Some(result) = estimate(block, case) else {
        return out;
    };
    let mut put = |name: String, value: Option<f64>| out.push((name, value.unwrap_or(f64::NAN)));
    for cell in &result.cells {
        let key = format!("g{}.t{}", result.cohorts[cell.cohort], cell.time);
        put(format!("att.{key}"), cell.att.as_ref().ok().copied());
        put(format!("se.{key}"), result.std_error(&cell.contributions));
    }
    put("n_units".into(), Some(result.units as f64));
    let pretest = result.pretest().ok();
    put("pretest.wald".into(), pretest.map(|w| w.statistic));
    put("pretest.df".into(), pretest.map(|w| w.df as f64));
    put("pretest.p".into(), pretest.map(|w| w.p_value));
    let mut aggregated =
        |prefix: &str, letter: &str, answer: Option<(StaggeredValue, Vec<StaggeredValue>)>| {
            let Some((overall, parts)) = answer else {
                return;
            };
            put(format!("{prefix}.overall.att"), Some(overall.value));
            put(format!("{prefix}.overall.se"), overall.std_error);
            for part in parts {
                put(
                    format!("{prefix}.att.{letter}{}", part.label),
                    Some(part.value),
                );
                put(
                    format!("{prefix}.se.{letter}{}", part.label),
                    part.std_error,
                );
            }
        };
    for (name, letter) in [
        ("simple", ""),
        ("dynamic", "e"),
        ("group", "g"),
        ("calendar", "t"),
    ] {
        aggregated(name, letter, result.aggregate(kind_of(name), None).ok());
    }
    for limit in block.numbers("balance_e") {
        let answer = result
            .aggregate(AggregationKind::Dynamic, Some(limit as i64))
            .ok();
        aggregated(&format!("dynamic.bal{limit}"), "e", answer);
    }
    out
}

fn uniform_band(block: &Block, case: &Case) -> Figures {
    let critical = || {
        let parent = case.block(block.text("parent")?)?;
        let result = estimate(parent, case)?;
        let (overall, mut parts) = result
            .aggregate(
                kind_of(block.text("aggregation").unwrap_or("dynamic")),
                None,
            )
            .ok()?;
        if parts.is_empty() {
            parts.push(overall);
        }
        let contributions: Vec<&[f64]> = parts.iter().map(|p| p.contributions.as_slice()).collect();
        let draws = block.number("draws").unwrap_or(400_000.0) as usize;
        sup_t_critical(
            &result.covariance(&contributions),
            block.number("level").unwrap_or(0.95),
            draws,
            99,
        )
        .ok()
    };
    let level = block.number("level").unwrap_or(0.95);
    vec![(
        format!("crit{}", (level * 100.0).round()),
        critical().unwrap_or(f64::NAN),
    )]
}

fn two_by_two(block: &Block, case: &Case) -> Figures {
    let table = case.rows(block);
    let post = table.number(block.required("response_post"));
    let pre = table.number(block.required("response_pre"));
    let treat = table.flag(block.required("treat"));
    let weights = table.number_or(block.text("weights"), 1.0);
    let x = columns(&block.terms("terms"), &table);
    let design = Design::with_constant(&x.values, table.len());
    let change: Vec<f64> = post.iter().zip(&pre).map(|(a, b)| a - b).collect();
    let arm = |which: bool| -> Vec<ArmSums> {
        (0..table.len())
            .map(|i| {
                if treat[i] == which {
                    ArmSums {
                        weight: weights[i],
                        sum: weights[i] * change[i],
                        sum_sq: weights[i] * change[i].powi(2),
                    }
                } else {
                    ArmSums::default()
                }
            })
            .collect()
    };
    let (treated, control) = (arm(true), arm(false));
    let mut out = Figures::new();
    for (key, method) in [
        ("dr_imp", DidMethod::DrImproved),
        ("dr_trad", DidMethod::DrTraditional),
        ("ipw_std", DidMethod::IpwStd),
        ("ipw_ht", DidMethod::IpwHt),
        ("or", DidMethod::OutcomeRegression),
    ] {
        let result = did_2x2_panel(&design, &treated, &control, method)
            .ok()
            .filter(|r| r.off_support_treated == 0.0);
        let se = result.as_ref().map(|r| {
            let squares: f64 = (0..table.len())
                .map(|i| {
                    let f = if treat[i] { r.treated[i] } else { r.control[i] };
                    (weights[i] * (f.a + f.b * change[i])).powi(2)
                })
                .sum();
            squares.sqrt() / r.n
        });
        out.push((format!("{key}.att"), result.map_or(f64::NAN, |r| r.att)));
        out.push((format!("{key}.se"), se.unwrap_or(f64::NAN)));
    }
    let data = TwoPeriods {
        after: &post,
        before: &pre,
        treated: &treat,
        weight: &weights,
    };
    let (att, se) = two_way_effect(data, &x.values).unwrap_or((f64::NAN, f64::NAN));
    out.push(("twfe.att".into(), att));
    out.push(("twfe.se".into(), se));
    out
}
