//! What trimming and drifts owe to their definitions, whatever the numbers; and that the settings of scores change what they are
//! about and nothing else.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use counterpart::findings::Finding;
use counterpart::kernel::relative_magnitudes::{Drift, Exposure};
use counterpart::kernel::trimming::{Mass, TrimmedArm, Trimming, lee_bounds};
use counterpart::panel::{BasePeriod, Response, ScoreMethod};
use counterpart::vocab::{Estimand, Method, OutcomeKind};

use super::world::{World, same, same_within};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_251_231),
        ..ProptestConfig::default()
    }
}

/// A distribution around zero, ascending.
fn centred() -> impl Strategy<Value = Vec<Mass>> {
    proptest::collection::vec((-20.0_f64..20.0, 0.1_f64..3.0), 1..40).prop_map(|mut list| {
        list.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = list.iter().map(|(_, w)| w).sum();
        let mean = list.iter().map(|(x, w)| x * w).sum::<f64>() / total;
        list.into_iter()
            .map(|(x, weight)| Mass {
                weight,
                sum: weight * (x - mean),
            })
            .collect()
    })
}

fn exposure() -> impl Strategy<Value = Exposure> {
    let drift = (-3.0_f64..3.0, 0.01_f64..2.0, -0.9_f64..0.9);
    (
        -10.0_f64..10.0,
        0.05_f64..4.0,
        1.0_f64..6.0,
        proptest::collection::vec(drift, 1..6),
    )
        .prop_map(|(effect, variance, reach, drifts)| Exposure {
            effect,
            variance,
            reach,
            drifts: drifts
                .into_iter()
                .map(|(value, own, correlation)| Drift {
                    value,
                    variance: own,
                    covariance: correlation * (own * variance).sqrt(),
                })
                .collect(),
            critical: 1.96,
        })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bounds_hold_the_effect_and_widen_with_what_is_trimmed(
        masses in centred(), effect in -5.0_f64..5.0, treated in 0.05_f64..1.0, more in 0.0_f64..1.0, less in 0.0_f64..1.0,
    ) {
        let fewer = |part: f64| treated * (1.0 - 0.95 * part);
        let (near, far) = (fewer(more.min(less)), fewer(more.max(less)));
        let of = |t: f64, c: f64| lee_bounds(effect, Trimming::between(t, c).expect("shares"), &masses).expect("weight");
        for (a, b) in [(of(treated, near), of(treated, far)), (of(near, treated), of(far, treated))] {
            prop_assert!(a.0 <= effect && effect <= a.1);
            prop_assert!(b.0 <= a.0 + 1e-9 && a.1 <= b.1 + 1e-9, "{a:?} within {b:?}");
        }
        let equal = of(treated, treated);
        prop_assert!((equal.0 - effect).abs() < 1e-9 && (equal.1 - effect).abs() < 1e-9);
    }

    #[test]
    fn the_arm_that_answers_more_is_trimmed_and_the_arms_mirror_each_other(
        masses in centred(), one in 0.05_f64..1.0, two in 0.05_f64..1.0,
    ) {
        let trimming = Trimming::between(one, two).expect("shares");
        prop_assert_eq!(trimming.arm == TrimmedArm::Treated, one >= two);
        let mirrored = Trimming::between(two, one).expect("shares");
        let (low, high) = lee_bounds(0.0, trimming, &masses).expect("weight");
        let (low2, high2) = lee_bounds(0.0, mirrored, &masses).expect("weight");
        if one != two {
            prop_assert!((low + high2).abs() < 1e-9 && (high + low2).abs() < 1e-9);
        }
    }

    #[test]
    fn intervals_grow_with_the_magnitude_and_leave_zero_out_up_to_what_is_survived(
        own in exposure(), a in 0.0_f64..3.0, b in 0.0_f64..3.0,
    ) {
        let (small, large) = (own.interval(a.min(b)).expect("drifts"), own.interval(a.max(b)).expect("drifts"));
        prop_assert!(large.0 <= small.0 + 1e-9 && small.1 <= large.1 + 1e-9);
        let m = own.survives().expect("drifts");
        let excludes = |m: f64| {
            let (low, high) = own.interval(m).expect("drifts");
            low > 0.0 || high < 0.0
        };
        if m > 0.0 {
            prop_assert!(excludes(m * (1.0 - 1e-6)) && !excludes(m * (1.0 + 1e-6)));
        } else {
            prop_assert!(!excludes(0.0));
        }
        let mirrored = Exposure { effect: -own.effect, ..own.clone() };
        let turned = Exposure {
            drifts: own.drifts.iter().map(|d| Drift { value: -d.value, ..*d }).collect(),
            ..mirrored
        };
        prop_assert!((turned.survives().expect("drifts") - m).abs() < 1e-9 * m.max(1.0));
    }
}

fn scores(findings: Vec<Finding>) -> Vec<Finding> {
    findings
        .into_iter()
        .filter(|f| f.subject.kind == OutcomeKind::Score)
        .collect()
}

#[test]
fn with_full_response_weights_change_nothing() {
    // Everybody answers every wave: the answers of those who do not are those of the wave before, or 50.
    let world = World::new(5).with(|w| {
        let people = w.org.people.len();
        for scores in &mut w.org.scores {
            let waves = scores.waves.len();
            let mut values = vec![vec![f32::NAN; people * waves]; scores.scores.len()];
            for (row, (&person, &wave)) in scores.person.iter().zip(&scores.wave).enumerate() {
                for (k, column) in scores.scores.iter().enumerate() {
                    values[k][person as usize * waves + usize::from(wave)] = column[row];
                }
            }
            for column in &mut values {
                for own in column.chunks_mut(waves) {
                    let mut last = 50.0;
                    for value in own {
                        last = if value.is_nan() { last } else { *value };
                        *value = last;
                    }
                }
            }
            scores.person = (0..people as u32).flat_map(|p| vec![p; waves]).collect();
            scores.wave = (0..people).flat_map(|_| 0..waves as u16).collect();
            scores.scores = values;
        }
    });
    let weighted = world
        .clone()
        .with(|w| w.study.scores.response = Response::Weight);
    let strip = |mut findings: Vec<Finding>| {
        findings.iter_mut().for_each(|f| f.notes.clear());
        findings
    };
    same(
        &strip(scores(world.findings())),
        &strip(scores(weighted.findings())),
    );
}

#[test]
fn settings_of_scores_touch_no_other_outcome_and_no_headline_but_their_own() {
    let world = World::new(5);
    let plain = world.findings();
    let varying = world
        .clone()
        .with(|w| w.study.scores.base = BasePeriod::Varying)
        .findings();
    let without_leads = |list: &[Finding]| -> Vec<Finding> {
        list.iter()
            .filter(|f| f.estimand != Estimand::AttEvent)
            .cloned()
            .collect()
    };
    // Where the covariates decide who takes part the propensity has no finite solution: its iteration begins at another
    // comparison's and ends next to where it ended.
    same_within(&without_leads(&plain), &without_leads(&varying), 1e-3);
    let leads = |list: &[Finding]| -> Vec<i32> {
        let mut times: Vec<i32> = list
            .iter()
            .filter_map(|f| f.moment.event_time)
            .filter(|t| *t < 0)
            .collect();
        times.sort_unstable();
        times.dedup();
        times
    };
    assert!(!leads(&plain).contains(&-1) && leads(&varying).contains(&-1));
    for (method, name) in [
        (ScoreMethod::OutcomeRegression, Method::OrDid),
        (ScoreMethod::Ipw, Method::IpwDid),
    ] {
        let other = world
            .clone()
            .with(|w| w.study.scores.method = method)
            .findings();
        let (mut differ, mut alone) = (0, 0);
        for a in &plain {
            let about_the_same = |b: &&Finding| {
                (&b.subject, &b.population, &b.moment, b.estimand)
                    == (&a.subject, &a.population, &a.moment, a.estimand)
            };
            // A wave or cohort of a few people may have an answer by one method only.
            let Some(b) = other.iter().find(about_the_same) else {
                assert!(!a.is_headline(), "{}", a.id());
                alone += 1;
                continue;
            };
            if a.method != Method::DrDid {
                assert_eq!(a, b, "{}", a.id());
                continue;
            }
            assert_eq!(b.method, name);
            assert_eq!(
                (a.counts.treated, a.counts.control),
                (b.counts.treated, b.counts.control)
            );
            if let (true, Ok(x), Ok(y)) = (a.is_headline(), &a.answer, &b.answer) {
                differ += usize::from((x.estimate - y.estimate).abs() > 1e-6);
                let apart = (x.estimate - y.estimate).abs();
                let error = x.std_error.unwrap_or(0.0) + y.std_error.unwrap_or(0.0);
                assert!(apart < 2.0 * error, "{}: {x:?} and {y:?}", a.id());
            }
        }
        assert!(differ > 4, "{name:?} is an estimator of its own");
        assert!(10 * alone < plain.len(), "{alone} of {}", plain.len());
    }
}
