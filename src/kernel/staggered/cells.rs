//! Every group-time effect of a panel.
//!
//! Purpose: choose base period, controls and covariates of each comparison and run it.
//! Deliberately absent: aggregation and inference (see `result`).

use super::panel::{BasePeriod, ControlGroup, Panel, Prepared, StaggeredOptions, prepare};
use super::refusal::refusal;
use super::result::{Staggered, StaggeredCell};
use crate::kernel::design::Design;
use crate::kernel::difference::{ArmSums, did_2x2_panel};
use crate::kernel::estimate::NotEstimable;

/// Estimate all group-time effects of a panel.
///
/// # Errors
/// [`NotEstimable::Empty`], [`NotEstimable::NoTreated`], [`NotEstimable::TooFewWaves`] when the sample rules
/// leave nothing to compare. A single effect that cannot be estimated carries its own reason.
pub fn staggered(panel: &Panel, options: &StaggeredOptions) -> Result<Staggered, NotEstimable> {
    let kept = prepare(panel, options)?;
    let mut cells = Vec::new();
    for (index, &g) in kept.cohorts.iter().enumerate() {
        let last_before = kept
            .periods
            .iter()
            .rev()
            .find(|t| panel.times[**t] + options.anticipation < g);
        let Some(&before) = last_before else { continue };
        let universal = options.base == BasePeriod::Universal;
        for n in usize::from(!universal)..kept.periods.len() {
            let now = kept.periods[n];
            let post = g <= panel.times[now];
            let base = if universal || post {
                before
            } else {
                kept.periods[n - 1]
            };
            let (att, contributions) = if now == base {
                (Ok(0.0), vec![0.0; kept.units.len()])
            } else {
                match compare(panel, &kept, options, g, base, now) {
                    Ok((att, contributions)) => (Ok(att), contributions),
                    Err(reason) => (Err(reason), Vec::new()),
                }
            };
            cells.push(StaggeredCell {
                cohort: index,
                time: panel.times[now],
                att,
                contributions,
            });
        }
    }
    let weight: Vec<f64> = kept
        .units
        .iter()
        .map(|i| panel.weight[kept.periods[0]][*i])
        .collect();
    let total: f64 = weight.iter().sum();
    let unit_share: Vec<f64> = weight.iter().map(|w| w / total).collect();
    let none = kept.cohorts.len();
    let cohort_of: Vec<usize> = kept
        .cohort
        .iter()
        .map(|g| {
            g.and_then(|g| kept.cohorts.iter().position(|c| *c == g))
                .unwrap_or(none)
        })
        .collect();
    let mut share = vec![0.0; none];
    for (c, s) in cohort_of.iter().zip(&unit_share) {
        if let Some(sum) = share.get_mut(*c) {
            *sum += s;
        }
    }
    let mut codes: Vec<usize> = kept.units.iter().map(|i| panel.cluster[*i]).collect();
    codes.sort_unstable();
    codes.dedup();
    let cluster = kept
        .units
        .iter()
        .map(|i| codes.binary_search(&panel.cluster[*i]).unwrap_or_default())
        .collect();
    Ok(Staggered {
        units: kept.units.len(),
        cohorts: kept.cohorts,
        cells,
        cohort_of,
        share,
        unit_share,
        cluster,
    })
}

/// One group-time effect and the contributions of all units.
fn compare(
    panel: &Panel,
    kept: &Prepared,
    options: &StaggeredOptions,
    g: i64,
    base: usize,
    now: usize,
) -> Result<(f64, Vec<f64>), NotEstimable> {
    let earlier = base.min(now);
    let later = panel.times[base].max(panel.times[now]) + options.anticipation;
    let mut design = Design::new(panel.covariates[earlier].len() + 1);
    let (mut members, mut treated, mut control) = (Vec::new(), Vec::new(), Vec::new());
    let mut row = Vec::new();
    for (position, &i) in kept.units.iter().enumerate() {
        let own = kept.cohort[position];
        let is_treated = own == Some(g);
        let is_control = match options.control {
            ControlGroup::NeverTreated => own.is_none(),
            ControlGroup::NotYetTreated => !is_treated && own.is_none_or(|other| other > later),
        };
        if !is_treated && !is_control {
            continue;
        }
        let weight = panel.weight[earlier][i];
        let change = panel.outcome[now][i] - panel.outcome[base][i];
        let sums = ArmSums {
            weight,
            sum: weight * change,
            sum_sq: weight * change * change,
        };
        row.clear();
        row.push((0, 1.0));
        row.extend(
            (1_u32..)
                .zip(&panel.covariates[earlier])
                .map(|(j, c)| (j, c[i])),
        );
        design.push_row(&row);
        members.push((position, is_treated, weight, change));
        treated.push(if is_treated { sums } else { ArmSums::default() });
        control.push(if is_treated { ArmSums::default() } else { sums });
    }
    if let Some(reason) = refusal(
        &design,
        &members.iter().map(|m| m.1).collect::<Vec<_>>(),
        options.method,
    ) {
        return Err(reason);
    }
    let estimate = did_2x2_panel(&design, &treated, &control, options.method)?;
    let mut contributions = vec![0.0; kept.units.len()];
    for (row, (position, is_treated, weight, change)) in members.into_iter().enumerate() {
        let influence = if is_treated {
            estimate.treated[row]
        } else {
            estimate.control[row]
        };
        contributions[position] = weight * (influence.a + influence.b * change) / estimate.n;
    }
    Ok((estimate.att, contributions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::aggregation::AggregationKind;
    use crate::kernel::difference::DidMethod;
    use crate::kernel::staggered::{BasePeriod, ControlGroup};

    const OPTIONS: StaggeredOptions = StaggeredOptions {
        method: DidMethod::DrTraditional,
        control: ControlGroup::NeverTreated,
        base: BasePeriod::Varying,
        anticipation: 0,
    };

    fn panel() -> Panel {
        let outcome = vec![
            vec![1.0, 2.0, 0.0, 3.0, 1.0, 2.0],
            vec![4.0, 6.0, 1.0, 3.0, 1.5, 2.0],
            vec![6.0, 7.0, 9.0, 9.0, 2.0, 4.0],
        ];
        Panel {
            times: vec![1, 2, 3],
            cohort: vec![Some(2), Some(2), Some(3), Some(3), None, None],
            covariates: vec![Vec::new(); 3],
            weight: vec![vec![1.0; 6]; 3],
            cluster: (0..6).collect(),
            outcome,
        }
    }

    #[test]
    fn effects_by_hand() {
        let result = staggered(&panel(), &OPTIONS).expect("two cohorts");
        let att: Vec<f64> = result
            .cells
            .iter()
            .map(|c| c.att.clone().expect("estimable"))
            .collect();
        // changes of the never treated: 0.25 to period 2, 1.5 to period 3, 1.25 from 2 to 3
        let expected = [3.5 - 0.25, 5.0 - 1.5, 0.5 - 0.25, 7.0 - 1.25];
        for (a, e) in att.iter().zip(expected) {
            assert!((a - e).abs() < 1e-10, "{att:?}");
        }
        let (overall, _) = result
            .aggregate(AggregationKind::Simple, None)
            .expect("treated periods");
        assert!((overall.value - (3.25 + 3.5 + 5.75) / 3.0).abs() < 1e-10);
        // SE² of the first cell: ½/4·... = Σe²/n² per arm
        let se = result
            .std_error(&result.cells[0].contributions)
            .expect("varies");
        assert!((se - ((0.5 / 4.0) + (0.125 / 4.0_f64)).sqrt()).abs() < 1e-9);
    }

    #[test]
    fn without_never_treated_the_last_cohort_is_the_control() {
        let mut p = panel();
        p.cohort[4] = Some(3);
        p.cohort[5] = Some(3);
        let options = StaggeredOptions {
            control: ControlGroup::NotYetTreated,
            ..OPTIONS
        };
        let result = staggered(&p, &options).expect("one cohort left");
        assert_eq!(
            (result.cohorts.as_slice(), result.cells.len(), result.units),
            ([2].as_slice(), 1, 6)
        );
    }

    #[test]
    fn units_treated_at_once_or_incomplete_go() {
        let mut p = panel();
        p.cohort[0] = Some(1);
        p.outcome[2][5] = f64::NAN;
        assert_eq!(staggered(&p, &OPTIONS).expect("two cohorts").units, 4);
        p.times = vec![1];
        assert!(staggered(&p, &OPTIONS).is_err());
    }
}
