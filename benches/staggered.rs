//! Staggered difference-in-differences from person rows to the aggregated effect with its clustered error: eight waves, five
//! cohorts, three categorical covariates, doubly robust, controls not yet treated. R's `did::att_gt` takes 24 seconds for
//! 100,000 people of this shape, and 285 seconds and 7.4 GB for a million.
//!
//! `cargo bench --bench staggered [-- PEOPLE …]`

#![allow(clippy::print_stdout, reason = "the figures are what the bench is for")]

use std::time::Instant;

use indexmap::IndexMap;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use counterpart::estimators::{Breakdown, Effect, ScoreRequest, ScoreSums, estimate_scores};
use counterpart::panel::{
    Bands, ControlGroup, Covariate, Panel, Programme, Scope, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use counterpart::tables::{
    Attribute, AttributeColumn, Measure, Membership, NO_PERSON, Organisation, Outcome, People,
    Programmes, Roster, Scores, Table,
};
use counterpart::vocab::{
    Better, Day, Duty, Generations, Multiplicity, Period, PeriodUnit, ProgrammeModel, Role,
};

const WAVES: usize = 8;
/// Enrolment quarters with starts, as positions among the quarters; each is followed by a wave.
const COHORTS: [usize; 5] = [1, 2, 3, 4, 5];
/// Share of people who ever start.
const STARTING: f64 = 0.4;
/// Values of the three covariates.
const VALUES: [u32; 3] = [6, 4, 5];
/// The planted effect, in points.
const PLANTED: f64 = 3.0;
/// R's seconds by number of people.
const R_SECONDS: [(usize, f64); 2] = [(100_000, 24.0), (1_000_000, 285.0)];
/// Runs per size; the fastest counts.
const RUNS: usize = 3;
/// How many times faster this has to be.
const FASTER: f64 = 50.0;

fn quarter(k: usize) -> Period {
    let first = Day::from_ymd(2024, 1, 1).expect("a day of the calendar");
    Period::containing(PeriodUnit::Quarter, first).plus(k as i32)
}

/// People with three attributes, scores at every wave, and 40 % who start in one of five quarters, more often where the
/// first attribute is high; scores drift with the attributes, so that the comparison has something to adjust for.
fn organisation(people: usize) -> Organisation {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let waves: Vec<Day> = (0..WAVES)
        .map(|k| quarter(k).first_day().plus(45))
        .collect();
    let mut codes = vec![Vec::with_capacity(people); VALUES.len()];
    let mut memberships = Vec::new();
    let mut scores = Scores {
        outcomes: vec![0],
        waves: waves.clone(),
        scores: vec![Vec::with_capacity(people * WAVES)],
        ..Scores::default()
    };
    for person in 0..people as u32 {
        let own: Vec<u32> = VALUES.iter().map(|&n| rng.random_range(0..n)).collect();
        let pull = 0.5 + f64::from(own[0]) / f64::from(VALUES[0] - 1);
        let cohort = (rng.random::<f64>() < STARTING * pull)
            .then(|| COHORTS[rng.random_range(0..COHORTS.len())]);
        if let Some(cohort) = cohort {
            memberships.push(Membership {
                pairing: person,
                programme: 0,
                person,
                role: Role::Mentor,
                start: quarter(cohort).first_day().plus(rng.random_range(0..80)),
                end: Day::MAX,
                status: None,
            });
        }
        let level = 40.0 + 10.0 * rng.random::<f64>();
        for wave in 0..WAVES {
            let drift = wave as f64 * 0.3 * f64::from(own[0] + own[1]);
            let effect = if cohort.is_some_and(|c| wave > c) {
                PLANTED
            } else {
                0.0
            };
            scores.person.push(person);
            scores.wave.push(wave as u16);
            let noise = 12.0 * (rng.random::<f64>() - 0.5);
            scores.scores[0].push((level + drift + effect + noise) as f32);
        }
        codes
            .iter_mut()
            .zip(own)
            .for_each(|(codes, own)| codes.push(own));
    }
    let attributes = codes
        .into_iter()
        .enumerate()
        .map(|(k, codes)| AttributeColumn {
            name: format!("attribute {k}"),
            values: Attribute::Category {
                codes,
                labels: (0..VALUES[k]).map(|v| format!("value {v}")).collect(),
            },
        });
    Organisation {
        people: People {
            ids: (0..people)
                .map(|p| format!("{p:08}").into_boxed_str())
                .collect(),
        },
        roster: Roster {
            first_row: (0..=people as u32).collect(),
            as_of: vec![Day::MIN; people],
            hire: vec![quarter(0).first_day().plus(-1_000); people],
            manager: vec![NO_PERSON; people],
            attributes: attributes.collect(),
        },
        generations: Generations::default(),
        scores: vec![scores],
        programmes: Programmes {
            ids: vec!["programme".to_owned()],
            analysed: 1,
        },
        memberships,
        ..Organisation::default()
    }
}

fn study() -> StudySettings {
    StudySettings {
        equity_gaps: Vec::new(),
        roles: vec![Role::Mentor],
        control: ControlGroup::NotYetTreated,
        adjust_for: (0..VALUES.len())
            .map(|k| Covariate::Attribute(format!("attribute {k}")))
            .collect(),
        adjust_for_default: false,
        scores: ScoreSettings::default(),
        weighting: Weighting::Exact,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::None,
        seed: 1,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions: Vec::new(),
    }
}

/// From rows about people to the headline effect.
fn estimate(org: &Organisation) -> (Effect, usize) {
    let programmes = [Programme {
        id: "programme".to_owned(),
        name: "Programme".to_owned(),
        model: ProgrammeModel::GlobalRemoteExchange,
        start: None,
        cadence_days: None,
        planned_months: None,
        lottery: None,
        design: None,
        eligible: IndexMap::new(),
    }];
    let outcomes = [Outcome {
        id: "score".to_owned(),
        label: "Score".to_owned(),
        better: Better::Higher,
        smallest_effect: None,
        duty: Duty::Question,
        topic: None,
        objective: None,
        measure: Measure::Score {
            source: Table::Surveys,
            items: vec!["q01".to_owned()],
            reversed: Vec::new(),
            scale: [0.0, 100.0],
            share: false,
            threshold: None,
        },
    }];
    let study = study();
    let panel = Panel::build(org, &programmes, &study, &outcomes, quarter(WAVES - 1))
        .expect("attributes have few values");
    let comparison = panel.comparison(Scope::Programme(0), Role::Mentor);
    let matrix = &panel.matrices[&0];
    let sums = ScoreSums::of(&comparison, matrix, study.control);
    let covariates: Vec<usize> = (0..VALUES.len()).collect();
    let request = ScoreRequest {
        control: study.control,
        covariates: &covariates,
        settings: study.scores,
        asked: true,
        seed: study.seed,
        cluster: &[],
    };
    let everybody = [Breakdown::of(&comparison, &[])];
    let estimates = estimate_scores(&comparison, matrix, &sums, &everybody, &request);
    let answer = estimates[0][0]
        .answer
        .as_ref()
        .expect("both arms are large");
    (answer.simple, answer.events.len())
}

/// The most memory held so far in gigabytes, where the system says.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1e6)
}

fn main() {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|w| w.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        R_SECONDS.iter().map(|(people, _)| *people).collect()
    } else {
        asked
    };
    for people in sizes {
        let org = organisation(people);
        let mut seconds = f64::INFINITY;
        let mut found = None;
        for _ in 0..RUNS {
            let began = Instant::now();
            found = Some(estimate(&org));
            seconds = seconds.min(began.elapsed().as_secs_f64());
        }
        let (effect, events) = found.expect("at least one run");
        println!(
            "{people:>9} people, {WAVES} waves: {seconds:.3} s; effect {:.3} ± {:.3} (planted {PLANTED}), {events} event times",
            effect.value, effect.std_error
        );
        assert!(
            (effect.value - PLANTED).abs() < 5.0 * effect.std_error,
            "the planted effect is found"
        );
        if let Some((_, reference)) = R_SECONDS.iter().find(|(n, _)| *n == people) {
            let times = reference / seconds;
            println!("          {times:.0} times as fast as R's did::att_gt ({reference} s)");
            assert!(times >= FASTER, "at least {FASTER} times as fast");
        }
        if let Some(peak) = peak() {
            println!("          {peak:.2} GB at most so far");
        }
    }
}
