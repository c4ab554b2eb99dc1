//! One comparison of two periods: check, common support, estimator.
//!
//! Purpose: the entry to the estimators. Invariant: every method sees the same treated people.
//! Deliberately absent: standard errors, which depend on the caller's clusters.

use super::arms::{ArmSums, DidMethod, Influence, TwoByTwo};
use super::estimators::{improved, outcome_regression, weighted};
use super::nuisance::Setting;
use super::support::common_support;
use crate::kernel::design::Design;
use crate::kernel::estimate::NotEstimable;

/// Effect on the treated in one comparison of two periods.
///
/// `design` has one row per cell (column 0 the constant), `treated` and `control` the sums of the
/// two arms in those cells.
///
/// # Errors
/// [`NotEstimable::NoTreated`], [`NotEstimable::NoControls`]: an arm is empty.
/// [`NotEstimable::NoOverlap`]: no treated cell is on common support, or no control carries weight.
/// [`NotEstimable::NotConverged`]: the propensity model did not settle.
/// [`NotEstimable::InvalidInput`]: lengths differ or a sum is not finite.
pub fn did_2x2_panel(
    design: &Design,
    treated: &[ArmSums],
    control: &[ArmSums],
    method: DidMethod,
) -> Result<TwoByTwo, NotEstimable> {
    did_2x2_panel_from(design, treated, control, method, None)
}

/// As [`did_2x2_panel`]; the propensity model begins at given coefficients (one per column), which saves time after a similar
/// comparison and changes results by rounding only.
///
/// # Errors
/// As [`did_2x2_panel`].
pub fn did_2x2_panel_from(
    design: &Design,
    treated: &[ArmSums],
    control: &[ArmSums],
    method: DidMethod,
    start: Option<&[f64]>,
) -> Result<TwoByTwo, NotEstimable> {
    check(design, treated, control)?;
    // Cells without people say nothing and cost time.
    let rows: Vec<usize> = (0..design.nrows())
        .filter(|&i| treated[i].weight > 0.0 || control[i].weight > 0.0)
        .collect();
    let (compact, columns) = design.compact(&rows);
    if rows.len() == design.nrows() && columns.len() == design.ncols() {
        return compare(design, treated, control, method, start);
    }
    let start: Option<Vec<f64>> = start.map(|all| {
        columns
            .iter()
            .map(|&j| all.get(j).copied().unwrap_or(0.0))
            .collect()
    });
    let pick = |arm: &[ArmSums]| -> Vec<ArmSums> { rows.iter().map(|&i| arm[i]).collect() };
    let result = compare(
        &compact,
        &pick(treated),
        &pick(control),
        method,
        start.as_deref(),
    )?;
    Ok(TwoByTwo {
        propensity_coefficients: place(
            &result.propensity_coefficients,
            &columns,
            design.ncols(),
            0.0,
        ),
        ..spread(&result, &rows, design.nrows())
    })
}

/// Puts values back at their places among all; nothing stays nothing.
fn place<T: Clone>(values: &[T], at: &[usize], all: usize, empty: T) -> Vec<T> {
    if values.is_empty() {
        return Vec::new();
    }
    let mut placed = vec![empty; all];
    for (value, &position) in values.iter().zip(at) {
        placed[position] = value.clone();
    }
    placed
}

/// Puts the results of some cells back at their places among all.
fn spread(result: &TwoByTwo, rows: &[usize], cells: usize) -> TwoByTwo {
    TwoByTwo {
        treated: place(&result.treated, rows, cells, Influence::default()),
        control: place(&result.control, rows, cells, Influence::default()),
        propensity: place(&result.propensity, rows, cells, 0.0),
        control_weight: place(&result.control_weight, rows, cells, 0.0),
        predicted: place(&result.predicted, rows, cells, 0.0),
        control_leverage: place(&result.control_leverage, rows, cells, 0.0),
        on_support: place(&result.on_support, rows, cells, false),
        ..result.clone()
    }
}

fn compare(
    design: &Design,
    treated: &[ArmSums],
    control: &[ArmSums],
    method: DidMethod,
    start: Option<&[f64]>,
) -> Result<TwoByTwo, NotEstimable> {
    let on_support = common_support(design, treated, control);
    let mut used = treated.to_vec();
    let mut off_support_treated = 0.0;
    for (sums, on) in used.iter_mut().zip(&on_support) {
        if !on {
            off_support_treated += sums.weight;
            *sums = ArmSums::default();
        }
    }
    let treated_weight: f64 = used.iter().map(|s| s.weight).sum();
    let control_total: f64 = control.iter().map(|s| s.weight).sum();
    if treated_weight.is_nan() || treated_weight <= 0.0 {
        return Err(NotEstimable::NoOverlap);
    }
    let n = treated_weight + control_total;
    let total: Vec<f64> = used
        .iter()
        .zip(control)
        .map(|(t, c)| t.weight + c.weight)
        .collect();
    let (standard, _) = design.standardised(&total);
    let setting = Setting {
        design: standard,
        treated: used,
        control,
        n,
        treated_share: treated_weight / n,
        start,
    };
    let mut result = match method {
        DidMethod::OutcomeRegression => Ok(outcome_regression(&setting)),
        DidMethod::DrImproved => improved(&setting),
        DidMethod::DrTraditional | DidMethod::IpwStd | DidMethod::IpwHt => {
            weighted(&setting, method)
        }
    }?;
    result.off_support_treated = off_support_treated;
    for (influence, on) in result.treated.iter_mut().zip(&on_support) {
        if !on {
            *influence = Influence::default();
        }
    }
    result.on_support = on_support;
    if result.att.is_finite() {
        Ok(result)
    } else {
        Err(NotEstimable::NoOverlap)
    }
}

fn check(design: &Design, treated: &[ArmSums], control: &[ArmSums]) -> Result<(), NotEstimable> {
    if treated.len() != design.nrows() || control.len() != design.nrows() {
        return Err(NotEstimable::InvalidInput(
            "arms and cells differ in number",
        ));
    }
    let sound = |s: &ArmSums| s.weight >= 0.0 && s.weight.is_finite() && s.sum.is_finite();
    if !treated.iter().chain(control).all(sound) {
        return Err(NotEstimable::InvalidInput("a sum of weights or of changes"));
    }
    if !treated.iter().any(|s| s.weight > 0.0) {
        return Err(NotEstimable::NoTreated);
    }
    if !control.iter().any(|s| s.weight > 0.0) {
        return Err(NotEstimable::NoControls);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHODS: [DidMethod; 5] = [
        DidMethod::DrImproved,
        DidMethod::DrTraditional,
        DidMethod::IpwStd,
        DidMethod::IpwHt,
        DidMethod::OutcomeRegression,
    ];

    fn sums(n: f64, mean: f64) -> ArmSums {
        ArmSums {
            weight: n,
            sum: n * mean,
            sum_sq: n * (mean * mean + 2.0),
        }
    }

    /// Two factors with main effects: a (3 levels) and b (2 levels).
    fn factors() -> Design {
        let mut design = Design::new(4);
        for a in 0..3 {
            for b in 0..2 {
                let mut row = vec![(0, 1.0)];
                if a > 0 {
                    row.push((a, 1.0));
                }
                if b > 0 {
                    row.push((3, 1.0));
                }
                design.push_row(&row);
            }
        }
        design
    }

    fn arms() -> (Vec<ArmSums>, Vec<ArmSums>) {
        let treated = [
            (4., 1.0),
            (9., 2.0),
            (6., 0.5),
            (3., 3.0),
            (8., 1.5),
            (2., -1.0),
        ];
        let control = [
            (40., 0.3),
            (35., 1.0),
            (22., -0.5),
            (60., 1.2),
            (30., 0.1),
            (25., 0.8),
        ];
        (
            treated.map(|(n, m)| sums(n, m)).to_vec(),
            control.map(|(n, m)| sums(n, m)).to_vec(),
        )
    }

    #[test]
    fn without_covariates_every_method_is_the_difference_of_mean_changes() {
        let mut design = Design::new(1);
        design.push_row(&[(0, 1.0)]);
        // treated: 10 with mean 3; controls: 30 with mean 1; within-arm variance 2 each
        let (t, c) = ([sums(10.0, 3.0)], [sums(30.0, 1.0)]);
        for method in METHODS {
            let r = did_2x2_panel(&design, &t, &c, method).expect("both arms");
            assert!((r.att - 2.0).abs() < 1e-10, "{method:?}");
            let variance = 2.0 / 10.0 + 2.0 / 30.0;
            if method != DidMethod::IpwHt {
                assert!(
                    (r.variance_if_independent(&t, &c) - variance).abs() < 1e-9,
                    "{method:?}"
                );
            }
        }
    }

    #[test]
    fn saturated_models_agree_with_standardisation() {
        let mut design = Design::new(2);
        design.push_row(&[(0, 1.0)]);
        design.push_row(&[(0, 1.0), (1, 1.0)]);
        let (t, c) = (
            [sums(5.0, 3.0), sums(15.0, 2.0)],
            [sums(50.0, 1.0), sums(20.0, 4.0)],
        );
        // (5·(3 − 1) + 15·(2 − 4))/20
        for method in METHODS {
            let r = did_2x2_panel(&design, &t, &c, method).expect("both arms");
            assert!((r.att + 1.0).abs() < 1e-9, "{method:?} {}", r.att);
        }
    }

    #[test]
    fn influence_is_the_derivative_in_a_units_weight() {
        // main effects only, so no model is saturated; exact for every estimated-nuisance influence
        let (design, (treated, control)) = (factors(), arms());
        for method in [
            DidMethod::DrTraditional,
            DidMethod::IpwStd,
            DidMethod::IpwHt,
            DidMethod::OutcomeRegression,
        ] {
            let base = did_2x2_panel(&design, &treated, &control, method).expect("overlap");
            for cell in 0..6 {
                for (arm, dy) in [(true, 2.5), (false, -1.5)] {
                    let at = |h: f64| {
                        let (mut t, mut c) = (treated.clone(), control.clone());
                        let s = if arm { &mut t[cell] } else { &mut c[cell] };
                        s.weight += h;
                        s.sum += h * dy;
                        did_2x2_panel(&design, &t, &c, method).expect("overlap").att
                    };
                    let numeric = (at(1e-4) - at(-1e-4)) / 2e-4;
                    let f = if arm {
                        base.treated[cell]
                    } else {
                        base.control[cell]
                    };
                    assert!(
                        (numeric - (f.a + f.b * dy) / base.n).abs() < 1e-6,
                        "{method:?} {cell} {arm}"
                    );
                }
            }
        }
    }

    #[test]
    fn leverages_of_controls_add_up_to_the_rank() {
        let (design, (treated, control)) = (factors(), arms());
        let leverages = |method, control: &[ArmSums]| {
            did_2x2_panel(&design, &treated, control, method)
                .expect("overlap")
                .control_leverage
        };
        for method in [DidMethod::DrTraditional, DidMethod::OutcomeRegression] {
            let all: f64 = leverages(method, &control)
                .iter()
                .zip(&control)
                .map(|(h, c)| h * c.weight)
                .sum();
            assert!((all - 4.0).abs() < 1e-9, "{method:?} {all}");
            // Who is alone in a category draws its line to themselves.
            let mut thin = control.clone();
            (thin[4], thin[5]) = (sums(1.0, 0.1), ArmSums::default());
            let own = leverages(method, &thin);
            assert!((own[4] - 1.0).abs() < 1e-9, "{method:?}");
            assert_eq!(own[5], 0.0);
        }
        let none = leverages(DidMethod::IpwStd, &control);
        assert!(none.iter().all(|h| *h == 0.0));
    }

    #[test]
    fn people_and_cells_give_the_same() {
        let (design, (treated, control)) = (factors(), arms());
        let mut people = Design::new(4);
        let (mut t, mut c) = (Vec::new(), Vec::new());
        for cell in 0..6 {
            let row: Vec<(u32, f64)> = (0_u32..4)
                .zip(0..4)
                .filter_map(|(j, k)| {
                    design
                        .row(cell)
                        .find(|(column, _)| *column == k)
                        .map(|(_, v)| (j, v))
                })
                .collect();
            for (sums, is_treated) in [(treated[cell], true), (control[cell], false)] {
                for _ in 0..sums.weight as usize {
                    let mean = sums.sum / sums.weight;
                    people.push_row(&row);
                    let own = ArmSums {
                        weight: 1.0,
                        sum: mean,
                        sum_sq: mean * mean,
                    };
                    t.push(if is_treated { own } else { ArmSums::default() });
                    c.push(if is_treated { ArmSums::default() } else { own });
                }
            }
        }
        for method in METHODS {
            let cells = did_2x2_panel(&design, &treated, &control, method).expect("overlap");
            let single = did_2x2_panel(&people, &t, &c, method).expect("overlap");
            assert!((cells.att - single.att).abs() < 1e-9, "{method:?}");
        }
    }

    #[test]
    fn thin_categories() {
        // level 1 of a: controls only; level 2 of a: treated only
        let design = factors();
        let (mut treated, mut control) = arms();
        treated[2] = ArmSums::default();
        treated[3] = ArmSums::default();
        control[4] = ArmSums::default();
        control[5] = ArmSums::default();
        // what remains is the model in b among level 0
        let mut small = Design::new(2);
        small.push_row(&[(0, 1.0)]);
        small.push_row(&[(0, 1.0), (1, 1.0)]);
        for method in METHODS {
            let r = did_2x2_panel(&design, &treated, &control, method).expect("level 0 overlaps");
            assert_eq!(r.off_support_treated, 10.0);
            assert_eq!(r.on_support, vec![true, true, true, true, false, false]);
            assert_eq!(r.treated[4], Influence::default());
            if method == DidMethod::IpwStd {
                let s =
                    did_2x2_panel(&small, &treated[..2], &control[..2], method).expect("overlap");
                assert!((r.att - s.att).abs() < 1e-6, "{} {}", r.att, s.att);
                let v = r.variance_if_independent(&treated, &control);
                assert!(
                    (v - s.variance_if_independent(&treated[..2], &control[..2])).abs() < 1e-6 * v
                );
            }
        }
    }

    #[test]
    fn empty_arms_and_no_overlap_are_reasons() {
        let (design, (treated, control)) = (factors(), arms());
        let nobody = vec![ArmSums::default(); 6];
        let run = |t: &[ArmSums], c: &[ArmSums]| {
            did_2x2_panel(&design, t, c, DidMethod::DrTraditional).err()
        };
        assert_eq!(run(&nobody, &control), Some(NotEstimable::NoTreated));
        assert_eq!(run(&treated, &nobody), Some(NotEstimable::NoControls));
        let (mut t, mut c) = (nobody.clone(), control.clone());
        t[5] = sums(5.0, 1.0);
        (c[4], c[5]) = (ArmSums::default(), ArmSums::default());
        assert_eq!(run(&t, &c), Some(NotEstimable::NoOverlap));
    }
}
