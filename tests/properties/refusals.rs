//! Degenerate inputs of the kernel's public estimators: each is refused with the reason that is true of it.

use nalgebra::DMatrix;

use counterpart::kernel::aggregation::{AggregationKind, GroupTime, aggregate};
use counterpart::kernel::balance::kish;
use counterpart::kernel::counts::{CountData, poisson_regression};
use counterpart::kernel::design::Design;
use counterpart::kernel::difference::{ArmSums, DidMethod, did_2x2_panel};
use counterpart::kernel::effect_size::two_sample_means;
use counterpart::kernel::entropy::entropy_balance;
use counterpart::kernel::fisher::fisher_exact_two_sided;
use counterpart::kernel::intraclass::intraclass_correlations;
use counterpart::kernel::joint::{sup_t_critical, wald_pretest};
use counterpart::kernel::least_squares::least_squares;
use counterpart::kernel::logit::fit_logit;
use counterpart::kernel::pooling::{MeanTest, Tau2Estimator, pool_random_effects};
use counterpart::kernel::power::minimum_detectable_effect;
use counterpart::kernel::proportions::{newcombe, wilson};
use counterpart::kernel::ranks::mann_whitney;
use counterpart::kernel::rate_ratio::{WeightedCount, rate_ratio_exact, weighted_rate_ratio};
use counterpart::kernel::reliability::cronbach_alpha;
use counterpart::kernel::staggered::{
    BasePeriod, ControlGroup, Panel, StaggeredOptions, staggered,
};
use counterpart::kernel::survival::{
    CoxRow, CoxSample, CumulativeIncidence, Curve, EventKind, IncidenceRow, Row, Ties, logrank,
    rmst_contrast,
};
use counterpart::kernel::{Estimate, NotEstimable};

const METHODS: [DidMethod; 5] = [
    DidMethod::DrImproved,
    DidMethod::DrTraditional,
    DidMethod::IpwStd,
    DidMethod::IpwHt,
    DidMethod::OutcomeRegression,
];

/// Asserts that an estimator refuses for one of these reasons.
#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, NotEstimable>, reasons: &[NotEstimable]) {
    match answer {
        Ok(number) => panic!("an answer where there is none: {number:?}"),
        Err(reason) => {
            let named =
                |r: &NotEstimable| std::mem::discriminant(r) == std::mem::discriminant(&reason);
            assert!(reasons.iter().any(named), "{reason:?}, not {reasons:?}");
            assert!(reason.to_string().ends_with('.'), "a sentence: {reason}");
        }
    }
}

const TOO_FEW: NotEstimable = NotEstimable::TooFewObservations {
    found: 0,
    needed: 0,
};
const TOO_FEW_CLUSTERS: NotEstimable = NotEstimable::TooFewClusters {
    found: 0,
    needed: 0,
};
const TOO_FEW_WAVES: NotEstimable = NotEstimable::TooFewWaves {
    found: 0,
    needed: 0,
};
const INVALID: NotEstimable = NotEstimable::InvalidInput("");

fn sums(n: f64, mean: f64) -> ArmSums {
    ArmSums {
        weight: n,
        sum: n * mean,
        sum_sq: n * (mean * mean + 1.0),
    }
}

/// A constant and an indicator.
fn two_cells() -> Design {
    let mut design = Design::new(2);
    design.push_row(&[(0, 1.0)]);
    design.push_row(&[(0, 1.0), (1, 1.0)]);
    design
}

#[test]
fn differences_in_differences() {
    let none = ArmSums::default();
    let some = sums(9.0, 1.0);
    for method in METHODS {
        let design = two_cells();
        let ask = |t: [ArmSums; 2], c: [ArmSums; 2]| did_2x2_panel(&design, &t, &c, method);
        refused(ask([none, none], [some, some]), &[NotEstimable::NoTreated]);
        refused(ask([some, some], [none, none]), &[NotEstimable::NoControls]);
        // Weights all zero are nobody.
        refused(ask([none; 2], [none; 2]), &[NotEstimable::NoTreated]);
        // Separation: one category has the participants, the other the controls.
        refused(
            ask([some, none], [none, some]),
            &[NotEstimable::NoOverlap, NotEstimable::Separation],
        );
        refused(
            ask([none, some], [some, none]),
            &[NotEstimable::NoOverlap, NotEstimable::Separation],
        );
        refused(ask([sums(f64::NAN, 0.0), some], [some, some]), &[INVALID]);
        refused(ask([sums(3.0, f64::NAN), some], [some, some]), &[INVALID]);
        refused(did_2x2_panel(&design, &[some], &[some], method), &[INVALID]);
        let nobody = Design::new(1);
        refused(
            did_2x2_panel(&nobody, &[], &[], method),
            &[NotEstimable::NoTreated],
        );
        // One participant and one control: an effect, whose variance is for the clusters to refuse.
        let one = ask([sums(1.0, 2.0), none], [sums(1.0, 1.0), none]).expect("a difference");
        assert!((one.att - 1.0).abs() < 1e-9, "{method:?} {}", one.att);
    }
    // No spread, no error: the estimate is refused where the interval is made.
    for se in [0.0, f64::NAN, -1.0] {
        refused(
            Estimate::student(1.0, se, 0.95, 20.0, 21.0, 21),
            &[NotEstimable::ZeroVariance],
        );
        refused(
            Estimate::normal(1.0, se, 0.95, 21.0, 21),
            &[NotEstimable::ZeroVariance],
        );
        refused(
            minimum_detectable_effect(se, None),
            &[NotEstimable::ZeroVariance],
        );
    }
    refused(
        Estimate::normal(f64::NAN, 1.0, 0.95, 21.0, 21),
        &[NotEstimable::ZeroVariance],
    );
    // One cluster.
    refused(
        Estimate::student(1.0, 1.0, 0.95, 0.0, 1.0, 1),
        &[TOO_FEW_CLUSTERS],
    );
}

fn panel(times: &[i64], cohort: &[Option<i64>]) -> Panel {
    let (waves, units) = (times.len(), cohort.len());
    let outcome = (0..waves)
        .map(|t| {
            (0..units)
                .map(|i| (t * (i % 3)) as f64 + (i % 5) as f64)
                .collect()
        })
        .collect();
    Panel {
        times: times.to_vec(),
        cohort: cohort.to_vec(),
        outcome,
        covariates: vec![Vec::new(); waves],
        weight: vec![vec![1.0; units]; waves],
        cluster: (0..units).collect(),
    }
}

#[test]
fn staggered_panels() {
    let options = StaggeredOptions {
        method: DidMethod::DrTraditional,
        control: ControlGroup::NotYetTreated,
        base: BasePeriod::Varying,
        anticipation: 0,
    };
    let ask = |times: &[i64], cohort: &[Option<i64>]| {
        staggered(&panel(times, cohort), &options).map(|s| s.cells.len())
    };
    let mixed = [Some(2), Some(2), None, None, None, Some(2), None];
    assert!(ask(&[1, 2, 3], &mixed).is_ok());
    refused(ask(&[1], &mixed), &[TOO_FEW_WAVES]);
    refused(ask(&[], &mixed), &[NotEstimable::Empty, TOO_FEW_WAVES]);
    refused(ask(&[1, 2, 3], &[None; 6]), &[NotEstimable::NoTreated]);
    // Everybody starts at once, or before the first wave: nobody is a control, or nobody is new.
    refused(
        ask(&[1, 2, 3], &[Some(2); 6]),
        &[NotEstimable::NoTreated, TOO_FEW_WAVES],
    );
    refused(
        ask(&[1, 2, 3], &[Some(1), Some(1), None, None]),
        &[NotEstimable::NoTreated],
    );
    // All waves before the start: a start beyond the data is none.
    refused(
        ask(&[1, 2, 3], &[Some(9), None, None]),
        &[NotEstimable::NoTreated],
    );
    refused(ask(&[], &[]), &[NotEstimable::Empty, TOO_FEW_WAVES]);
    let mut broken = panel(&[1, 2], &mixed);
    broken.outcome[1].pop();
    refused(staggered(&broken, &options).map(|s| s.units), &[INVALID]);
    // Weights all zero.
    let mut weightless = panel(&[1, 2, 3], &mixed);
    weightless.weight.iter_mut().for_each(|w| w.fill(0.0));
    match staggered(&weightless, &options) {
        Ok(result) => {
            for cell in &result.cells {
                assert!(cell.att.is_err(), "{:?}", cell.att);
            }
        }
        Err(reason) => refused::<()>(Err(reason), &[NotEstimable::Empty, NotEstimable::NoTreated]),
    }
}

#[test]
fn aggregation_and_joint_tests() {
    let cell = |post: bool| GroupTime {
        cohort: 0,
        cohort_label: 0,
        time: 1,
        event_time: if post { 0 } else { -2 },
        post,
        att: 1.0,
    };
    for kind in [
        AggregationKind::Simple,
        AggregationKind::Dynamic,
        AggregationKind::Group,
        AggregationKind::Calendar,
    ] {
        refused(aggregate(kind, &[], &[0.5], None), &[NotEstimable::Empty]);
        refused(
            aggregate(kind, &[cell(false)], &[0.5], None),
            &[TOO_FEW_WAVES],
        );
        refused(aggregate(kind, &[cell(true)], &[0.0], None), &[INVALID]);
        refused(aggregate(kind, &[cell(true)], &[], None), &[INVALID]);
    }
    let zero = DMatrix::zeros(2, 2);
    refused(wald_pretest(&[], &DMatrix::zeros(0, 0)), &[TOO_FEW_WAVES]);
    refused(
        wald_pretest(&[1.0, 2.0], &zero),
        &[TOO_FEW_WAVES, NotEstimable::ZeroVariance],
    );
    refused(
        sup_t_critical(&zero, 0.95, 100, 1),
        &[NotEstimable::ZeroVariance],
    );
    refused(
        sup_t_critical(&DMatrix::identity(2, 2), 1.0, 100, 1),
        &[INVALID],
    );
    refused(
        sup_t_critical(&DMatrix::identity(2, 2), 0.95, 0, 1),
        &[INVALID],
    );
}

#[test]
fn models_of_cells() {
    let design = two_cells();
    refused(
        fit_logit(&design, &[0.0, 0.0], &[5.0, 5.0]),
        &[NotEstimable::NoTreated],
    );
    refused(
        fit_logit(&design, &[5.0, 5.0], &[0.0, 0.0]),
        &[NotEstimable::NoControls],
    );
    refused(
        fit_logit(&design, &[5.0, 0.0], &[0.0, 5.0]),
        &[NotEstimable::Separation],
    );
    refused(
        fit_logit(&design, &[f64::NAN, 1.0], &[1.0, 1.0]),
        &[NotEstimable::NoTreated, INVALID],
    );
    refused(fit_logit(&design, &[1.0], &[1.0]), &[INVALID]);
    refused(
        entropy_balance(&design, &[0.0, 0.0], &[5.0, 5.0]),
        &[NotEstimable::NoTreated],
    );
    refused(
        entropy_balance(&design, &[5.0, 5.0], &[0.0, 0.0]),
        &[NotEstimable::NoControls],
    );
    refused(
        entropy_balance(&design, &[5.0, 0.0], &[0.0, 5.0]),
        &[NotEstimable::NoOverlap, NotEstimable::Singular],
    );
    refused(kish(&[3.0, 3.0], &[0.0, 0.0]), &[NotEstimable::Empty]);
    refused(kish(&[], &[]), &[NotEstimable::Empty]);
    let x = DMatrix::from_element(3, 1, 1.0);
    refused(least_squares(&x, &[1.0, 2.0, 3.0], &[0.0; 3]), &[TOO_FEW]);
    refused(
        least_squares(&DMatrix::zeros(0, 1), &[], &[]),
        &[NotEstimable::Empty],
    );
    refused(
        least_squares(&DMatrix::from_element(1, 1, 1.0), &[1.0], &[1.0]),
        &[TOO_FEW],
    );
    let zeros = CountData {
        design: &design,
        outcome: &[0.0, 0.0],
        offset: &[0.0, 0.0],
        weights: &[1.0, 1.0],
    };
    refused(
        poisson_regression(&zeros).map(|_| ()),
        &[
            NotEstimable::NoEvents,
            NotEstimable::Separation,
            NotEstimable::NotConverged,
            TOO_FEW,
        ],
    );
    let weightless = CountData {
        outcome: &[1.0, 2.0],
        weights: &[0.0, 0.0],
        ..zeros
    };
    refused(
        poisson_regression(&weightless).map(|_| ()),
        &[
            NotEstimable::Empty,
            TOO_FEW,
            INVALID,
            NotEstimable::NoEvents,
        ],
    );
}

#[test]
fn curves() {
    refused(Curve::from_rows(&[]), &[NotEstimable::Empty]);
    refused(
        Curve::from_rows(&[Row::new(f64::NAN, true)]),
        &[NotEstimable::Empty],
    );
    refused(
        Curve::from_rows(&[Row::new(3.0, true).weighted(0.0)]),
        &[NotEstimable::Empty],
    );
    refused(Curve::from_histogram(&[], &[]), &[NotEstimable::Empty]);
    refused(
        Curve::from_histogram(&[0.0], &[0.0]),
        &[NotEstimable::Empty],
    );
    // No events: a flat curve whose contrast has no variance. All events: a curve that ends at zero without an error there.
    let flat = Curve::from_rows(&[Row::new(3.0, false), Row::new(5.0, false)]).expect("people");
    let rmst = flat.rmst(4.0);
    assert_eq!(
        (flat.survival_at(4.0), rmst.value, rmst.std_error),
        (1.0, 4.0, 0.0)
    );
    refused(
        rmst_contrast(&rmst, &rmst, 0.95),
        &[NotEstimable::ZeroVariance],
    );
    let gone = Curve::from_rows(&[Row::new(1.0, true), Row::new(2.0, true)]).expect("people");
    let end = gone.at(2.0);
    assert_eq!((end.survival, end.std_error), (0.0, None));
    assert_eq!(
        gone.at_risk_at(3.0),
        0.0,
        "beyond follow-up nobody is at risk"
    );
    refused(
        rmst_contrast(&gone.rmst(0.0), &gone.rmst(0.0), 0.95),
        &[NotEstimable::Empty],
    );
    refused(
        CumulativeIncidence::from_rows(&[]).map(|_| ()),
        &[NotEstimable::Empty],
    );
    let late = IncidenceRow {
        entry: 5.0,
        exit: 3.0,
        kind: EventKind::Interest,
        weight: 1.0,
        count: 1.0,
    };
    refused(
        CumulativeIncidence::from_rows(&[late]).map(|_| ()),
        &[NotEstimable::Empty],
    );
}

#[test]
fn log_rank() {
    let rows = [
        Row::new(1.0, true),
        Row::new(2.0, true),
        Row::new(3.0, false),
        Row::new(4.0, true),
    ];
    let ask = |rows: &[Row], group: &[usize]| {
        logrank(rows, group, 2, &vec![0; rows.len()], 0.0).map(|r| r.p_value)
    };
    assert!(ask(&rows, &[0, 1, 0, 1]).is_ok());
    refused(ask(&[], &[]), &[NotEstimable::Empty]);
    refused(ask(&rows, &[1, 1, 1, 1]), &[NotEstimable::OneCell]);
    let censored = rows.map(|r| Row { event: false, ..r });
    refused(ask(&censored, &[0, 1, 0, 1]), &[NotEstimable::NoEvents]);
    // Everybody leaves on one day: observed is expected, whatever happens.
    let at_once = rows.map(|r| Row {
        exit: 1.0,
        event: true,
        ..r
    });
    refused(ask(&at_once, &[0, 1, 0, 1]), &[NotEstimable::ZeroVariance]);
}

fn cox(rows: &[(f64, bool, f64)], weight: f64) -> Result<f64, NotEstimable> {
    let people: Vec<CoxRow> = rows
        .iter()
        .map(|&(exit, event, _)| CoxRow {
            stratum: 0,
            entry: f64::NEG_INFINITY,
            exit,
            event,
            weight,
            count: 1.0,
        })
        .collect();
    let x: Vec<f64> = rows.iter().map(|r| r.2).collect();
    CoxSample::new(&people, &x, 1)?
        .fit(Ties::Efron)
        .map(|fit| fit.coef[0])
}

#[test]
fn cox_regression() {
    let sound = [
        (1.0, true, 0.0),
        (2.0, true, 1.0),
        (3.0, true, 0.0),
        (4.0, true, 1.0),
        (5.0, false, 0.0),
    ];
    assert!(cox(&sound, 1.0).is_ok());
    refused(cox(&[], 1.0), &[NotEstimable::Empty]);
    refused(cox(&sound, 0.0), &[NotEstimable::Empty]);
    refused(
        cox(&sound.map(|r| (r.0, false, r.2)), 1.0),
        &[NotEstimable::NoEvents],
    );
    refused(
        cox(&sound.map(|r| (r.0, r.1, 1.0)), 1.0),
        &[NotEstimable::ZeroVariance],
    );
    // Only one arm has events, or all of one arm leave first.
    refused(
        cox(&sound.map(|r| (r.0, r.2 > 0.0, r.2)), 1.0),
        &[NotEstimable::Separation],
    );
    let first = [
        (1.0, true, 1.0),
        (2.0, true, 1.0),
        (3.0, true, 0.0),
        (4.0, true, 0.0),
    ];
    refused(cox(&first, 1.0), &[NotEstimable::Separation]);
    // Everybody leaves on one day: by Efron's rule the tie says nothing of the arms beyond their sizes.
    if let Ok(coef) = cox(&sound.map(|r| (1.0, true, r.2)), 1.0) {
        assert!(coef.is_finite());
    }
    refused(cox(&sound.map(|r| (r.0, r.1, f64::NAN)), 1.0), &[INVALID]);
}

#[test]
fn rates_and_shares() {
    let row = |treated, events: f64, cluster| WeightedCount {
        treated,
        events,
        exposure: 1.0,
        weight: 1.0,
        cluster,
    };
    let ask = |rows: &[WeightedCount]| weighted_rate_ratio(rows, 0.95).map(|r| r.log_ratio.value);
    refused(ask(&[]), &[NotEstimable::NoTreated]);
    refused(ask(&[row(true, 1.0, 0)]), &[NotEstimable::NoControls]);
    refused(
        ask(&[row(true, 0.0, 0), row(false, 1.0, 1)]),
        &[NotEstimable::NoEvents],
    );
    refused(
        ask(&[row(true, 2.0, 0), row(false, 1.0, 0)]),
        &[TOO_FEW_CLUSTERS],
    );
    let alike = [
        row(true, 1.0, 0),
        row(true, 1.0, 1),
        row(false, 2.0, 2),
        row(false, 2.0, 3),
    ];
    refused(ask(&alike), &[NotEstimable::ZeroVariance]);
    refused(
        ask(&alike.map(|r| WeightedCount { weight: 0.0, ..r })),
        &[NotEstimable::NoTreated],
    );
    refused(
        ask(&alike.map(|r| WeightedCount {
            events: f64::NAN,
            ..r
        })),
        &[INVALID],
    );
    refused(
        rate_ratio_exact(0, 1.0, 0, 1.0, 0.95).map(|_| ()),
        &[NotEstimable::NoEvents],
    );
    refused(
        rate_ratio_exact(1, 0.0, 1, 1.0, 0.95).map(|_| ()),
        &[INVALID],
    );
    refused(wilson(0.0, 0.0, 0.95), &[NotEstimable::Empty]);
    refused(wilson(3.0, 2.0, 0.95), &[INVALID]);
    refused(newcombe(1.0, 2.0, 0.0, 0.0, 0.95), &[NotEstimable::Empty]);
    refused(fisher_exact_two_sided(0, 0, 0, 0), &[NotEstimable::Empty]);
    refused(fisher_exact_two_sided(3, 0, 4, 0), &[NotEstimable::OneCell]);
    refused(fisher_exact_two_sided(3, 4, 0, 0), &[NotEstimable::OneCell]);
}

#[test]
fn samples_and_scales() {
    refused(two_sample_means(&[], &[1.0, 2.0], 0.95), &[TOO_FEW]);
    refused(two_sample_means(&[1.0], &[1.0, 2.0], 0.95), &[TOO_FEW]);
    refused(
        two_sample_means(&[1.0, 1.0], &[2.0, 2.0], 0.95),
        &[NotEstimable::ZeroVariance],
    );
    refused(mann_whitney(&[], &[1.0]), &[NotEstimable::NoTreated]);
    refused(mann_whitney(&[1.0], &[]), &[NotEstimable::NoControls]);
    let equal = mann_whitney(&[1.0, 1.0], &[1.0, 1.0]).expect("ranks");
    assert_eq!(
        (equal.p_corrected, equal.p_uncorrected, equal.p_exact),
        (None, None, None)
    );
    refused(cronbach_alpha(&[[1.0, 2.0, 3.0]], 0.95), &[TOO_FEW]);
    refused(cronbach_alpha(&[[1.0, 2.0], [2.0, 1.0]], 0.95), &[TOO_FEW]);
    refused(
        cronbach_alpha(&[[1.0; 4], [2.0; 4]], 0.95),
        &[NotEstimable::ZeroVariance],
    );
    refused(
        intraclass_correlations(&[[1.0; 4], [1.0; 4]], 0.95),
        &[NotEstimable::ZeroVariance],
    );
    let pool = |effects: &[f64], variances: &[f64]| {
        pool_random_effects(
            effects,
            variances,
            Tau2Estimator::Reml,
            MeanTest::KnappHartung,
        )
        .map(|p| p.mean)
    };
    refused(pool(&[], &[]), &[NotEstimable::Empty, TOO_FEW]);
    refused(pool(&[1.0], &[1.0]), &[TOO_FEW]);
    refused(
        pool(&[1.0, 1.0], &[1.0, 1.0]),
        &[NotEstimable::ZeroVariance],
    );
    refused(
        pool(&[1.0, 2.0], &[1.0, 0.0]),
        &[INVALID, NotEstimable::ZeroVariance],
    );
    refused(pool(&[1.0, f64::NAN], &[1.0, 1.0]), &[INVALID]);
}
