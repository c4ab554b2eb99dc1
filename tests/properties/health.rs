//! How programmes run: what is planted is found, what people are called changes nothing, no figure is not a number.

use counterpart::findings::{Aspect, Health, Investigation, SignalVerdict, investigate};
use counterpart::panel::Panel;
use counterpart::vocab::SignalKind;

use super::permutation::{order, renumbered};
use super::world::World;

fn health(world: &World) -> Vec<Health> {
    let panel = Panel::build(
        &world.org,
        &world.programmes,
        &world.study,
        &world.outcomes,
        world.period,
    )
    .expect("covariates have few values");
    let question = Investigation {
        panel: &panel,
        minimum_group: 10,
        currency: None,
    };
    investigate(&question, &|_| {}).health
}

/// Three programmes with their plans.
fn world(seed: u64, employees: u32) -> World {
    World::sized(seed, employees, 3).with(|w| {
        for (programme, cadence) in w.programmes.iter_mut().zip([30, 21, 14]) {
            programme.cadence_days = Some(cadence);
            programme.planned_months = Some(if cadence == 30 { 9 } else { 6 });
        }
    })
}

fn verdict(health: &Health, kind: SignalKind) -> SignalVerdict {
    let found = health.signals.iter().find(|s| s.kind == kind);
    found.expect("every challenge is judged").verdict
}

#[test]
fn planted_drift_and_likeness_are_found_where_they_are_and_nowhere_else() {
    for seed in 1..=4 {
        let found = health(&world(seed, 16_000));
        let of = |id: &str| found.iter().find(|h| h.programme == id).expect("it runs");
        let (fluency, exchange, shadowing) = (
            of("digital_fluency"),
            of("global_exchange"),
            of("leader_shadowing"),
        );
        assert_eq!(
            verdict(fluency, SignalKind::Drift),
            SignalVerdict::Raised,
            "{seed}"
        );
        assert_eq!(
            verdict(exchange, SignalKind::Drift),
            SignalVerdict::Clear,
            "{seed}"
        );
        assert_eq!(
            verdict(shadowing, SignalKind::Drift),
            SignalVerdict::Clear,
            "{seed}"
        );
        // Planted: 0.08 on the log scale from one scheduled session to the next; 86 of 100 are held, so 0.093 or 9.7 % from
        // one held session to the next. The interval holds it, give or take what the end of a pairing hides.
        let line = fluency.lines.iter().find(|l| l.aspect == Aspect::Drift);
        let figure = line.expect("sessions are on record").answer.figure();
        let (low, high) = figure
            .expect("many pairings")
            .interval
            .expect("they differ");
        assert!(low < 10.2 && high > 7.0, "{seed}: {low} {high}");

        assert_eq!(
            verdict(shadowing, SignalKind::BiasedMatching),
            SignalVerdict::Raised,
            "{seed}"
        );
        let alike = shadowing
            .lines
            .iter()
            .find(|l| l.aspect == Aspect::Alike("gender".to_owned()))
            .expect("gender is on record");
        let figure = alike.answer.figure().expect("genders differ");
        assert!(figure.p_value < Some(0.01), "{seed}: {figure:?}");
        assert!(
            figure.value > figure.by_lot.expect("drawn by lot") + 5.0,
            "{seed}"
        );
    }
}

#[test]
fn what_people_are_called_changes_nothing() {
    let world = world(5, 3_000);
    let found = health(&world);
    for step in [1_001, 7] {
        let to = order(world.org.people.len(), step);
        let renamed = world.clone().with(|w| w.org = renumbered(&w.org, &to));
        for (a, b) in found.iter().zip(health(&renamed)) {
            assert_eq!(a.ladders, b.ladders);
            assert_eq!(a.lines.len(), b.lines.len());
            for (x, y) in a.lines.iter().zip(&b.lines) {
                assert_eq!(
                    (&x.aspect, x.units, x.behind),
                    (&y.aspect, y.units, y.behind)
                );
                match (x.answer.figure(), y.answer.figure()) {
                    (Some(x), Some(y)) => {
                        assert!((x.value - y.value).abs() < 1e-7, "{x:?} {y:?}");
                        assert_eq!(x.p_value, y.p_value);
                    }
                    _ => assert_eq!(x.answer, y.answer),
                }
            }
        }
    }
}

#[test]
fn every_figure_is_a_number_within_its_interval() {
    for seed in 1..=3 {
        for programme in health(&world(seed, 900)) {
            for line in &programme.lines {
                let Some(figure) = line.answer.figure() else {
                    continue;
                };
                let (low, high) = figure.interval.unwrap_or((figure.value, figure.value));
                assert!(
                    low <= figure.value + 1e-9 && figure.value <= high + 1e-9 && low.is_finite(),
                    "{line:?}"
                );
                let behind = line.behind;
                assert!(
                    behind.people <= programme.people.max(line.units),
                    "{line:?}"
                );
            }
            for ladder in &programme.ladders {
                let parts = ladder.active + ladder.completed + ladder.dropped + ladder.ended;
                assert_eq!(parts, ladder.started());
            }
        }
    }
}

#[test]
fn sessions_that_change_nothing_are_seldom_said_to_go_with_anything() {
    // No effect is planted on how often pairs meet: 95 % intervals leave out zero one time in twenty.
    let (mut missed, mut all) = (0, 0);
    for seed in 10..20 {
        for programme in health(&world(seed, 4_000)) {
            for line in &programme.lines {
                let Some(figure) = line.answer.figure() else {
                    continue;
                };
                if let (Aspect::Dose { .. }, Some((low, high))) = (&line.aspect, figure.interval) {
                    all += 1;
                    missed += usize::from(low > 0.0 || high < 0.0);
                }
            }
        }
    }
    let share = f64::from(u32::try_from(missed).expect("few")) / f64::from(all);
    assert!(all > 100 && share < 0.1, "{missed} of {all}");
}
