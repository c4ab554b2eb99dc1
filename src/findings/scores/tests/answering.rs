//! Response rates, bounds and weights.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::panel::{Response, ScoreMethod, ScoreSettings};

use super::{Somebody, close, headline, organisation, overall, results, some};

/// All in the South: 30 people of whom 25 answer before and 20 then answer again, changed by 0, 1, … 19; 50 of whom
/// 40 and then 24 answer, changed by 0 or 2. `swapped`: the 30 are the colleagues.
fn uneven(swapped: bool) -> Vec<Somebody> {
    let before = |k: usize, n: usize| (k < n).then_some(40.0);
    let mut people = some(30, (!swapped, false), |k| {
        let after = (k < 20).then_some(40.0 + k as f64);
        vec![before(k, 25), after]
    });
    people.extend(some(50, (swapped, false), |k| {
        let after = (k < 24).then_some(40.0 + 2.0 * (k % 2) as f64);
        vec![before(k, 40), after]
    }));
    people
}

#[test]
fn rates_their_difference_and_its_error_by_hand() {
    let results = results(&organisation(&uneven(false), 1), ScoreSettings::default());
    let response = &overall(&results).response;
    close(response.before.treated, 25.0 / 30.0);
    close(response.before.control, 40.0 / 50.0);
    close(response.after.treated, 20.0 / 25.0);
    close(response.after.control, 24.0 / 40.0);
    close(response.difference.value, 0.2);
    // Two proportions: p(1 − p)/(n − 1) of the participants; p(1 − p)/n of the others, each of whom has leverage 1/40, so that
    // residuals count for 40/39; 65 people who answered before.
    let stretch = 40.0_f64 / 39.0;
    let variance = (0.8 * 0.2 / 24.0 + 0.6 * 0.4 / 40.0 * stretch.powi(2)) * 65.0 / 64.0;
    close(response.difference.std_error, f64::sqrt(variance));
}

#[test]
fn a_colleague_is_asked_until_the_own_start_and_no_longer() {
    // At the first wave 40 of 50 colleagues answer; at the second the ten others have started, and all who are asked answer.
    let answers = |k: usize| vec![Some(40.0), Some(41.0 + (k % 3) as f64), Some(42.0)];
    let mut people = some(20, (true, false), answers);
    people.extend(some(40, (false, false), answers));
    people.extend(
        some(10, (false, false), |_| vec![Some(40.0), None, None])
            .into_iter()
            .map(|own| Somebody { later: true, ..own }),
    );
    let results = results(&organisation(&people, 1), ScoreSettings::default());
    let response = &overall(&results).response;
    close(response.after.treated, 1.0);
    close(response.after.control, 0.9);
}

#[test]
fn bounds_by_hand() {
    // Three quarters of the 20 stay: means 9.5, without the highest five 7, without the lowest five 12; the others 1.
    let one = results(&organisation(&uneven(false), 1), ScoreSettings::default());
    let finding = headline(&one);
    close(finding.answer.as_ref().expect("an effect").estimate, 8.5);
    let bounds = overall(&one).response.bounds.clone();
    let bounds = bounds.expect("over three points").expect("bounds");
    close(bounds.low, 6.0);
    close(bounds.high, 11.0);
    close(bounds.trimming.share, 0.25);
    let note = finding.notes.join(" ");
    assert!(
        note.contains("between 6.0 and 11.0 points") && note.contains("by 20.0 percentage points"),
        "{note}"
    );
    // The other way round the colleagues are trimmed.
    let two = results(&organisation(&uneven(true), 1), ScoreSettings::default());
    let bounds = overall(&two).response.bounds.clone();
    let bounds = bounds.expect("over three points").expect("bounds");
    close(bounds.low, 1.0 - 12.0);
    close(bounds.high, 1.0 - 7.0);
}

#[test]
fn equal_response_needs_no_bounds() {
    let mut people = some(30, (true, false), |k| {
        vec![Some(40.0), (k < 24).then_some(44.0 + (k % 3) as f64)]
    });
    people.extend(some(50, (false, false), |k| {
        vec![Some(40.0), (k < 40).then_some(40.0 + (k % 2) as f64)]
    }));
    let results = results(&organisation(&people, 1), ScoreSettings::default());
    let response = &overall(&results).response;
    close(response.difference.value + 1.0, 1.0);
    assert_eq!(response.bounds, None);
    assert!(headline(&results).notes.is_empty());
}

/// Mean 10 in the North where 16 of 20 participants answer, 0 in the South where 4 of 20 do; colleagues do not change.
fn cell_dependent() -> Vec<Somebody> {
    let mut people = Vec::new();
    for (north, answering, effect) in [(true, 16, 10.0), (false, 4, 0.0)] {
        people.extend(some(20, (true, north), |k| {
            let after = 40.0 + effect + if k % 2 == 0 { 1.0 } else { -1.0 };
            vec![Some(40.0), (k < answering).then_some(after)]
        }));
        people.extend(some(50, (false, north), |k| {
            vec![Some(40.0), Some(40.0 + if k % 2 == 0 { 2.0 } else { -2.0 })]
        }));
    }
    people
}

#[test]
fn weights_let_those_who_answered_speak_for_everybody() {
    let organisation = organisation(&cell_dependent(), 1);
    let ignored = results(&organisation, ScoreSettings::default());
    let weights = ScoreSettings {
        response: Response::Weight,
        ..ScoreSettings::default()
    };
    let weighted = results(&organisation, weights);
    let [ignored, weighted] = [&ignored, &weighted].map(|r| headline(r).clone());
    close(ignored.answer.as_ref().expect("an effect").estimate, 8.0);
    let numbers = weighted.answer.as_ref().expect("an effect");
    close(numbers.estimate, 5.0);
    assert!(
        weighted
            .notes
            .iter()
            .any(|n| n.contains("inverse response rate"))
    );
    assert!(
        !ignored
            .notes
            .iter()
            .any(|n| n.contains("inverse response rate"))
    );
    assert_eq!(ignored.counts, weighted.counts);
    // Participants: Σ k²(dy − 5)²/40² with k = 20/16 and 20/4, times n/(n − 1) of the effective 12.8; colleagues: each region
    // counts half, 4/50 its variance, leverage 1/50. 120 people.
    let mut squares = 0.0;
    for (k, n, mean) in [(1.25, 16.0, 10.0), (5.0, 4.0, 0.0)] {
        squares += k * k * n * (1.0 + (mean - 5.0_f64).powi(2));
    }
    let effective = 40.0 * 40.0 / (16.0 * 1.25 * 1.25 + 4.0 * 25.0);
    close(effective, 12.8);
    let variance = squares / 1600.0 * effective / (effective - 1.0)
        + 2.0 * 0.25 * 4.0 / 50.0 * (50.0_f64 / 49.0).powi(2);
    let std_error = (variance * 120.0 / 119.0).sqrt();
    close(numbers.std_error.expect("an error"), std_error);
}

#[test]
fn weights_repair_what_cell_dependent_silence_spoils() {
    // Effects 8 and 2 in regions of equal size: 5 for everybody asked. In the North nine of ten participants answer, in the
    // South three of ten.
    let mut covered = 0;
    let mut sums = [0.0; 2];
    let rounds = 150;
    for seed in 0..rounds {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        let mut noise = || 10.0 * (stream.random::<f64>() + stream.random::<f64>() - 1.0);
        let mut people = Vec::new();
        for (north, effect) in [(true, 8.0), (false, 2.0)] {
            for k in 0..220 {
                let member = k < 60;
                let lift = if member { effect } else { 0.0 };
                let (first, second) = (50.0 + noise(), 50.0 + lift + noise());
                people.push(Somebody {
                    member,
                    later: false,
                    north,
                    answers: vec![Some(first), Some(second)],
                });
            }
        }
        for own in &mut people {
            let rate = match (own.member, own.north) {
                (true, true) => 0.9,
                (true, false) => 0.3,
                _ => 0.6,
            };
            if stream.random::<f64>() > rate {
                own.answers[1] = None;
            }
        }
        let organisation = organisation(&people, 1);
        for (sum, response) in sums.iter_mut().zip([Response::Ignore, Response::Weight]) {
            let settings = ScoreSettings {
                response,
                ..ScoreSettings::default()
            };
            let results = results(&organisation, settings);
            let numbers = *headline(&results).answer.as_ref().expect("an effect");
            *sum += numbers.estimate / rounds as f64;
            let holds =
                numbers.ci_low.expect("a limit") <= 5.0 && numbers.ci_high.expect("a limit") >= 5.0;
            covered += u32::from(holds && response == Response::Weight);
        }
    }
    // (0.9·8 + 0.3·2)/1.2 = 6.5 without weights; Monte-Carlo error about 0.06.
    assert!((sums[0] - 6.5).abs() < 0.25, "ignored: {}", sums[0]);
    assert!((sums[1] - 5.0).abs() < 0.25, "weighted: {}", sums[1]);
    assert!(
        covered >= 137,
        "{covered} of {rounds} intervals hold the truth"
    );
}

#[test]
fn every_method_has_its_name_and_agrees_where_the_model_has_a_parameter_a_cell() {
    let organisation = organisation(&cell_dependent(), 1);
    for (method, name) in [
        (ScoreMethod::DoublyRobust, "dr_did"),
        (ScoreMethod::OutcomeRegression, "or_did"),
        (ScoreMethod::Ipw, "ipw_did"),
    ] {
        let settings = ScoreSettings {
            method,
            ..ScoreSettings::default()
        };
        let results = results(&organisation, settings);
        assert!(results.findings.iter().all(|f| f.method.id() == name));
        let numbers = headline(&results).answer.clone().expect("an effect");
        close(numbers.estimate, 8.0);
        // Bounds hold the effect whatever the method: here 20 of 40 answer against all.
        let bounds = overall(&results).response.bounds.clone();
        let bounds = bounds.expect("over three points").expect("bounds");
        assert!(bounds.low < 8.0 && 8.0 < bounds.high, "{name}: {bounds:?}");
    }
}
