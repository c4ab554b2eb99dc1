//! A lottery among invented people, with an effect that is known or with none.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::findings::{Finding, Investigation, LotteryVerdict, Results, investigate};
use crate::panel::{
    Bands, ControlGroup, Covariate, Lottery, Panel, Programme, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use crate::tables::{
    Application, Attribute, AttributeColumn, Exit, ExitKind, Measure, Membership, Organisation,
    Outcome, People, Programmes, Roster, Scores, Table,
};
use crate::vocab::{Better, Day, Duty, Method, Multiplicity, PeriodUnit, ProgrammeModel, Role};

/// Applicants in each of the two draws.
const APPLICANTS: usize = 200;

/// What is planted.
#[derive(Clone, Copy)]
struct Planted {
    /// Points that being drawn adds.
    points: f64,
    /// Share that leaves within the first year, of those drawn and of those not.
    leave: [f64; 2],
    /// Winners of every hundred applicants, in the data.
    winners: usize,
}

const NULL: Planted = Planted {
    points: 0.0,
    leave: [0.3, 0.3],
    winners: 50,
};

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).expect("a real day")
}

/// Two draws, eight waves; everybody else in the organisation took no part. Losers of the first draw start later.
fn organisation(planted: Planted, seed: u64) -> Organisation {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let people = 3 * APPLICANTS;
    let draws = [day(2023, 2, 10), day(2023, 8, 10)];
    let mut applications = Vec::new();
    for (k, &on) in draws.iter().enumerate() {
        let mut lots: Vec<bool> = (0..APPLICANTS).map(|n| n % 100 < planted.winners).collect();
        for last in (1..APPLICANTS).rev() {
            lots.swap(last, stream.random_range(0..=last));
        }
        for (n, drawn) in lots.into_iter().enumerate() {
            applications.push(Application {
                programme: 0,
                person: (k * APPLICANTS + n) as u32,
                role: Role::Mentor,
                day: on,
                drawn,
            });
        }
    }
    let of = |person: usize| applications.get(person).copied();
    let waves: Vec<Day> = (0..8)
        .map(|k| day(2023 + k / 4, 1 + 3 * (k as u32 % 4), 20))
        .collect();
    let mut scores = Scores {
        outcomes: vec![0],
        waves: waves.clone(),
        scores: vec![Vec::new()],
        ..Scores::default()
    };
    let mut exits = Vec::new();
    let mut memberships = Vec::new();
    for person in 0..people {
        let application = of(person);
        let taste = 40.0 + 20.0 * stream.random::<f64>();
        for (wave, &on) in waves.iter().enumerate() {
            let treated = application.is_some_and(|a| a.drawn && on > a.day);
            let noise = 20.0 * stream.random::<f64>() - 10.0;
            scores.person.push(person as u32);
            scores.wave.push(wave as u16);
            scores.scores[0]
                .push((taste + noise + f64::from(u8::from(treated)) * planted.points) as f32);
        }
        let Some(application) = application else {
            continue;
        };
        let risk = planted.leave[usize::from(!application.drawn)];
        if stream.random::<f64>() < risk {
            exits.push(Exit {
                person: person as u32,
                day: application.day.plus(stream.random_range(1..360)),
                kind: ExitKind::Voluntary,
            });
        }
        // One winner in five never meets anybody; losers of the first draw join a year later.
        let start = match application.drawn {
            true if person % 5 == 0 => None,
            true => Some(application.day.plus(20)),
            false if person < APPLICANTS => Some(application.day.plus(400)),
            false => None,
        };
        memberships.extend(start.map(|start| Membership {
            pairing: person as u32,
            programme: 0,
            person: person as u32,
            role: Role::Mentor,
            start,
            end: Day::MAX,
            status: None,
        }));
    }
    Organisation {
        people: People {
            ids: (0..people).map(|p| format!("{p:05}").into()).collect(),
        },
        roster: Roster {
            first_row: (0..=people as u32).collect(),
            as_of: vec![Day::MIN; people],
            hire: vec![day(2020, 1, 1); people],
            manager: vec![crate::tables::NO_PERSON; people],
            attributes: vec![AttributeColumn {
                name: "region".to_owned(),
                values: Attribute::Category {
                    codes: (0..people as u32).map(|p| p % 2).collect(),
                    labels: vec!["North".to_owned(), "South".to_owned()],
                },
            }],
        },
        exits,
        scores: vec![scores],
        programmes: Programmes {
            ids: vec!["shadow".to_owned()],
            analysed: 1,
        },
        memberships,
        applications,
        ..Organisation::default()
    }
}

fn results(organisation: &Organisation, share: Option<f64>) -> Results {
    let programmes = [Programme {
        id: "shadow".to_owned(),
        name: "Shadow".to_owned(),
        model: ProgrammeModel::LeadershipShadowing,
        start: None,
        cadence_days: None,
        planned_months: None,
        lottery: Some(Lottery { share }),
        design: None,
        eligible: [].into_iter().collect(),
    }];
    let region = Covariate::Attribute("region".to_owned());
    let study = StudySettings {
        equity_gaps: Vec::new(),
        roles: vec![Role::Mentor],
        control: ControlGroup::NotYetTreated,
        adjust_for: vec![region.clone()],
        adjust_for_default: false,
        scores: ScoreSettings::default(),
        weighting: Weighting::Exact,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::None,
        seed: 1,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions: vec![vec![region]],
    };
    let outcome = |id: &str, better, measure| Outcome {
        id: id.to_owned(),
        label: id.to_owned(),
        better,
        smallest_effect: None,
        duty: Duty::Question,
        topic: None,
        objective: None,
        measure,
    };
    let outcomes = [
        outcome(
            "mood",
            Better::Higher,
            Measure::Score {
                source: Table::Surveys,
                items: Vec::new(),
                reversed: Vec::new(),
                scale: [0.0, 100.0],
                share: false,
                threshold: None,
            },
        ),
        outcome(
            "staying",
            Better::Lower,
            Measure::TimeToExit {
                events: vec![ExitKind::Voluntary],
                competing: Vec::new(),
                horizons_days: vec![365, 3650],
                replacement_cost_ratio: None,
            },
        ),
    ];
    let period = "2024Q4".parse().expect("a quarter");
    let panel =
        Panel::build(organisation, &programmes, &study, &outcomes, period).expect("a panel");
    let investigation = Investigation {
        panel: &panel,
        minimum_group: 10,
        currency: None,
    };
    investigate(&investigation, &|_| {})
}

fn overall<'r>(results: &'r Results, outcome: &str, horizon: Option<u32>) -> &'r Finding {
    results
        .findings
        .iter()
        .find(|f| {
            f.subject.outcome == outcome
                && f.population.is_overall()
                && f.moment.horizon_days == horizon
        })
        .expect("a finding")
}

#[test]
fn a_known_effect_is_recovered() {
    let planted = Planted {
        points: 6.0,
        leave: [0.15, 0.35],
        winners: 50,
    };
    let (mut points, mut staying) = (Vec::new(), Vec::new());
    for seed in 0..4 {
        let results = results(&organisation(planted, seed), Some(0.5));
        assert!(
            results
                .findings
                .iter()
                .all(|f| f.method == Method::LotteryItt)
        );
        assert_eq!(results.lotteries[0].verdict, LotteryVerdict::AsDeclared);
        let mood = overall(&results, "mood", None);
        let numbers = mood.answer.as_ref().expect("an estimate");
        assert_eq!((mood.counts.treated, mood.counts.control), (200, 200));
        assert!(numbers.p_value < Some(0.05), "{numbers:?}");
        points.push(numbers.estimate);
        let staying_now = overall(&results, "staying", Some(365));
        let numbers = staying_now.answer.as_ref().expect("an estimate");
        // Losers who joined later are followed on, and winners who never met count as drawn.
        assert_eq!(
            (staying_now.counts.treated, staying_now.counts.control),
            (200, 200)
        );
        staying.push(numbers.estimate);
        let long = overall(&results, "staying", Some(3650));
        assert!(long.answer.is_err(), "nobody was followed for ten years");
    }
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    // Standard errors of one seed are about 0.7 points and 4.2 percentage points.
    assert!((mean(&points) - 6.0).abs() < 1.0, "{points:?}");
    assert!((mean(&staying) - 20.0).abs() < 6.0, "{staying:?}");
}

#[test]
fn nothing_is_called_where_nothing_is_planted() {
    let mut called = 0;
    for seed in 100..108 {
        let results = results(&organisation(NULL, seed), Some(0.5));
        for (outcome, horizon) in [("mood", None), ("staying", Some(365))] {
            let numbers = overall(&results, outcome, horizon)
                .answer
                .clone()
                .expect("an estimate");
            called += usize::from(numbers.p_value < Some(0.05));
        }
    }
    // Sixteen tests at 5 %: more than four would come about once in a thousand times.
    assert!(called <= 4, "{called} of 16");
}

#[test]
fn values_of_a_dimension_add_up_and_arms_are_balanced() {
    let results = results(&organisation(NULL, 3), None);
    let mood: Vec<&Finding> = results
        .findings
        .iter()
        .filter(|f| f.subject.outcome == "mood")
        .collect();
    let by_region: u64 = mood
        .iter()
        .filter(|f| !f.population.is_overall())
        .map(|f| f.counts.treated + f.counts.control)
        .sum();
    let whole = mood[0].counts;
    assert_eq!(by_region, whole.treated + whole.control);
    assert_eq!(results.lotteries[0].verdict, LotteryVerdict::NotDeclared);
    assert!(mood[0].notes.iter().any(|n| n.contains("not declared")));
    assert!(results.balances.iter().all(|b| b.rows.len() == 2));
    assert!(!results.balances.is_empty());
}

#[test]
fn a_share_that_does_not_fit_withholds_everything() {
    let skewed = Planted {
        winners: 60,
        ..NULL
    };
    // 240 of 400 against one half: exact p = 7.5e-5.
    let found = results(&organisation(skewed, 5), Some(0.5));
    assert_eq!(found.lotteries[0].verdict, LotteryVerdict::Mismatch);
    assert!(
        found.lotteries[0]
            .p_value
            .is_some_and(|p| p > 5e-5 && p < 1e-4)
    );
    for finding in &found.findings {
        let reason = finding.answer.as_ref().expect_err("withheld");
        assert!(reason.contains("sample-ratio mismatch"), "{reason}");
    }
    let declared = results(&organisation(skewed, 5), Some(0.6));
    assert_eq!(declared.lotteries[0].verdict, LotteryVerdict::AsDeclared);
}
