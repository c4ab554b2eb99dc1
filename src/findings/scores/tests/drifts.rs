//! Leads of event studies, and the drift that a finding withstands.

use crate::kernel::distribution::t_quantile;
use crate::panel::{BasePeriod, ScoreSettings};
use crate::vocab::Estimand;

use super::{Somebody, close, headline, organisation, results, some};

/// Three waves before the start, two after it. Participants drift by −2 and then by +1 against colleagues before it, and are
/// 6 and 7 above the base afterwards; `noise` shakes the waves.
fn drifting(noise: f64) -> Vec<Somebody> {
    let path = |k: usize, member: bool| {
        let shake = |wave: usize| {
            let sign = if (k / [1, 2, 3, 4, 6][wave]).is_multiple_of(2) {
                1.0
            } else {
                -1.0
            };
            sign * if wave < 3 { noise } else { 2.0 }
        };
        let own = if member {
            [41.0, 39.0, 40.0, 46.0, 47.0]
        } else {
            [40.0; 5]
        };
        (0..5).map(|wave| Some(own[wave] + shake(wave))).collect()
    };
    let mut people = some(24, (true, false), |k| path(k, true));
    people.extend(some(48, (false, false), |k| path(k, false)));
    people
}

#[test]
fn how_much_drift_a_finding_withstands_by_hand() {
    // The drifts are certain, so the nearer limit falls by M times 2 a step; on average one and a half steps have added up.
    let results = results(&organisation(&drifting(0.0), 3), ScoreSettings::default());
    let numbers = headline(&results).answer.clone().expect("an effect");
    close(numbers.estimate, 6.5);
    let times = results.withstanding[0].times.clone().expect("drifts");
    let low = numbers.estimate - t_quantile(0.975, 71.0) * numbers.std_error.expect("an error");
    close(times, low / (1.5 * 2.0));
    let note = headline(&results).notes.join(" ");
    assert!(note.contains(&format!("up to {times:.1} times")), "{note}");
}

#[test]
fn one_wave_before_the_start_shows_no_drift() {
    let people = drifting(1.0)
        .into_iter()
        .map(|own| Somebody {
            answers: own.answers[2..].to_vec(),
            ..own
        })
        .collect::<Vec<_>>();
    let results = results(&organisation(&people, 1), ScoreSettings::default());
    let reason = results.withstanding[0].times.clone().expect_err("one wave");
    assert!(reason.contains("two waves of answers"), "{reason}");
    let notes = headline(&results).notes.join(" ");
    assert!(!notes.contains("Survives"), "{notes}");
}

#[test]
fn leads_are_held_against_the_last_wave_or_the_one_before_each() {
    let organisation = organisation(&drifting(1.0), 3);
    let leads = |base: BasePeriod| -> Vec<(i32, f64)> {
        let settings = ScoreSettings {
            base,
            ..ScoreSettings::default()
        };
        let results = results(&organisation, settings);
        let mut leads: Vec<(i32, f64)> = results
            .findings
            .iter()
            .filter(|f| f.estimand == Estimand::AttEvent)
            .filter_map(|f| Some((f.moment.event_time?, f.answer.as_ref().ok()?.estimate)))
            .collect();
        leads.sort_by_key(|(time, _)| *time);
        leads
    };
    for (base, expected) in [
        (
            BasePeriod::Universal,
            vec![(-3, 1.0), (-2, -1.0), (0, 6.0), (1, 7.0)],
        ),
        (
            BasePeriod::Varying,
            vec![(-2, -2.0), (-1, 1.0), (0, 6.0), (1, 7.0)],
        ),
    ] {
        let found = leads(base);
        assert_eq!(found.len(), expected.len(), "{base:?}: {found:?}");
        for ((time, value), (at, by_hand)) in found.into_iter().zip(expected) {
            assert_eq!(time, at, "{base:?}");
            close(value, by_hand);
        }
    }
}
