//! Scores of a handful of invented people: response rates, bounds, weights, leads and drifts against figures by hand.

mod answering;
mod drifts;

use crate::findings::{Attrition, Finding, Investigation, Results, investigate};
use crate::panel::{
    Bands, ControlGroup, Covariate, Panel, Programme, ScoreSettings, Spillover, StudySettings,
    Weighting,
};
use crate::tables::{
    Attribute, AttributeColumn, Measure, Membership, Organisation, Outcome, People, Programmes,
    Roster, Scores, Table,
};
use crate::vocab::{Better, Day, Duty, Multiplicity, PeriodUnit, ProgrammeModel, Role};

/// Somebody with answers by wave.
#[derive(Clone)]
struct Somebody {
    member: bool,
    /// Starts when the first wave after the others' start is over.
    later: bool,
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
            later: false,
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
            .filter(|(_, p)| p.member || p.later)
            .map(|(person, own)| Membership {
                pairing: person as u32,
                programme: 0,
                person: person as u32,
                role: Role::Mentor,
                start: if own.later {
                    day(2024, 8, 10)
                } else {
                    day(2024, 5, 10)
                },
                end: Day::MAX,
                status: None,
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
        topic: None,
        objective: None,
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
        currency: None,
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
