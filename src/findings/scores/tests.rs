//! Scores of a handful of invented people: response rates, bounds, weights, leads and drifts against figures by hand.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::findings::{Attrition, Finding, Investigation, Results, investigate};
use crate::kernel::distribution::t_quantile;
use crate::panel::{
    Bands, BasePeriod, ControlGroup, Covariate, Panel, Programme, Response, ScoreMethod,
    ScoreSettings, Spillover, StudySettings, Weighting,
};
use crate::tables::{
    Attribute, AttributeColumn, Measure, Membership, Organisation, Outcome, People, Programmes,
    Roster, Scores, Table,
};
use crate::vocab::{Better, Day, Duty, Estimand, Multiplicity, PeriodUnit, ProgrammeModel, Role};

/// Somebody with answers by wave.
#[derive(Clone)]
struct Somebody {
    member: bool,
    north: bool,
    answers: Vec<Option<f64>>,
}

/// `n` people who are alike but for their answers.
fn some(
    n: usize,
    (member, north): (bool, bool),
    answers: impl Fn(usize) -> Vec<Option<f64>>,
) -> Vec<Somebody> {
    (0..n)
        .map(|k| Somebody {
            member,
            north,
            answers: answers(k),
        })
        .collect()
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a real day")
}

/// People with `before` waves before the start in May 2024 and the others after it.
fn organisation(people: &[Somebody], before: usize) -> Organisation {
    let waves: Vec<Day> = (0..people[0].answers.len())
        .map(|k| match k.checked_sub(before) {
            None => day(2024, 3, 20).plus(-60 * (before - 1 - k) as i32),
            Some(after) => day(2024, 7, 20).plus(60 * after as i32),
        })
        .collect();
    let mut scores = Scores {
        outcomes: vec![0],
        waves,
        scores: vec![Vec::new()],
        ..Scores::default()
    };
    for (person, own) in people.iter().enumerate() {
        for (wave, answer) in own.answers.iter().enumerate() {
            if let Some(answer) = answer {
                scores.person.push(person as u32);
                scores.wave.push(wave as u16);
                scores.scores[0].push(*answer as f32);
            }
        }
    }
    let n = people.len();
    Organisation {
        people: People {
            ids: (0..n).map(|p| format!("{p:05}").into()).collect(),
        },
        roster: Roster {
            first_row: (0..=n as u32).collect(),
            as_of: vec![Day::MIN; n],
            hire: vec![day(2020, 1, 1); n],
            manager: vec![crate::tables::NO_PERSON; n],
            attributes: vec![AttributeColumn {
                name: "region".to_owned(),
                values: Attribute::Category {
                    codes: people.iter().map(|p| u32::from(!p.north)).collect(),
                    labels: vec!["North".to_owned(), "South".to_owned()],
                },
            }],
        },
        scores: vec![scores],
        programmes: Programmes {
            ids: vec!["shadow".to_owned()],
            analysed: 1,
        },
        memberships: people
            .iter()
            .enumerate()
            .filter(|(_, p)| p.member)
            .map(|(person, _)| Membership {
                pairing: person as u32,
                programme: 0,
                person: person as u32,
                role: Role::Mentor,
                start: day(2024, 5, 10),
                end: Day::MAX,
            })
            .collect(),
        ..Organisation::default()
    }
}

fn results(organisation: &Organisation, scores: ScoreSettings) -> Results {
    let programmes = [Programme {
        id: "shadow".to_owned(),
        name: "Shadow".to_owned(),
        model: ProgrammeModel::LeadershipShadowing,
        start: None,
        cadence_days: None,
        planned_months: None,
        lottery: None,
        eligible: [].into_iter().collect(),
    }];
    let region = Covariate::Attribute("region".to_owned());
    let study = StudySettings {
        roles: vec![Role::Mentor],
        control: ControlGroup::NotYetTreated,
        adjust_for: vec![region.clone()],
        adjust_for_default: false,
        scores,
        weighting: Weighting::Exact,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::None,
        seed: 1,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions: vec![vec![region]],
    };
    let outcomes = [Outcome {
        id: "mood".to_owned(),
        label: "Mood".to_owned(),
        better: Better::Higher,
        smallest_effect: None,
        duty: Duty::Question,
        measure: Measure::Score {
            source: Table::Surveys,
            items: Vec::new(),
            reversed: Vec::new(),
            scale: [0.0, 100.0],
            share: false,
            threshold: None,
        },
    }];
    let period = "2024Q4".parse().expect("a quarter");
    let panel =
        Panel::build(organisation, &programmes, &study, &outcomes, period).expect("a panel");
    let investigation = Investigation {
        panel: &panel,
        minimum_group: 10,
    };
    investigate(&investigation, &|_| {})
}

fn headline(results: &Results) -> &Finding {
    results
        .findings
        .iter()
        .find(|f| f.is_headline() && f.population.is_overall())
        .expect("a headline")
}

fn overall(results: &Results) -> &Attrition {
    results
        .attrition
        .iter()
        .find(|a| a.population.is_overall())
        .expect("rates")
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6 * b.abs().max(1.0), "{a} is not {b}");
}

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
    // Two proportions: p(1 − p)/(n − 1) of the few participants, p(1 − p)/n of the others, 65 people who answered before.
    let variance = (0.8 * 0.2 / 24.0 + 0.6 * 0.4 / 40.0) * 65.0 / 64.0;
    close(response.difference.std_error, f64::sqrt(variance));
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
    // counts half, 4/50 its variance. 120 people.
    let mut squares = 0.0;
    for (k, n, mean) in [(1.25, 16.0, 10.0), (5.0, 4.0, 0.0)] {
        squares += k * k * n * (1.0 + (mean - 5.0_f64).powi(2));
    }
    let effective = 40.0 * 40.0 / (16.0 * 1.25 * 1.25 + 4.0 * 25.0);
    close(effective, 12.8);
    let variance = squares / 1600.0 * effective / (effective - 1.0) + 2.0 * 0.25 * 4.0 / 50.0;
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
