//! Simulated pods whose members share their luck, and what the product finds about them: for the bench `groups` and a property.
//!
//! Half of the variance of the members' changes lies between pods; counts have a pod's factor (gamma, mean 1, variance 0.15), hazards of
//! leaving another (variance 1). Pods of four to eight start over four quarters. The truth is that of pods at large: +3 points, 30 % more
//! events, a hazard of 0.6 times the colleagues' on average over pods.

use indexmap::IndexMap;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use counterpart::findings::{Finding, Investigation, investigate};
use counterpart::panel::{
    Bands, ControlGroup, Covariate, EquityGap, Panel, Programme, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use counterpart::tables::{
    Attribute, AttributeColumn, Counted, Exit, ExitKind, Measure, Membership, NO_PERSON,
    Organisation, Outcome, People, Programmes, Roster, Scores, Table,
};
use counterpart::vocab::{
    Better, Day, Duty, Estimand, Generations, Multiplicity, Period, PeriodUnit, ProgrammeModel,
    Role,
};

/// Quarters; a wave stands in the middle of each.
const QUARTERS: usize = 8;
/// Quarters in which pods start.
const COHORTS: [usize; 4] = [1, 2, 3, 4];
/// Colleagues who never start, per pod.
const COLLEAGUES: usize = 18;
/// Values of the covariate.
const FUNCTIONS: u32 = 3;
/// Planted effect on the score, in points.
const POINTS: f64 = 3.0;
/// Standard deviations of a change: between pods and within.
const SPREAD: f64 = 6.0;
/// Events a quarter of everybody, and the planted factor.
const EVENTS: f64 = 1.0;
const MORE: f64 = 1.3;
/// Variance of the pods' factor on counts.
const COUNT_FRAILTY: f64 = 0.15;
/// Hazard of leaving per day, the planted factor, and the variance of the pods' factor on it.
const LEAVING: f64 = 0.35 / 365.0;
const LESS: f64 = 0.6;
const EXIT_FRAILTY: f64 = 1.0;
/// Horizon in days.
const HORIZON: u32 = 270;

fn quarter(k: usize) -> Period {
    let first = Day::from_ymd(2024, 1, 1).expect("a day of the calendar");
    Period::containing(PeriodUnit::Quarter, first).plus(k as i32)
}

/// Draws.
struct Luck(ChaCha8Rng);

impl Luck {
    fn uniform(&mut self) -> f64 {
        1.0 - self.0.random::<f64>()
    }

    fn normal(&mut self) -> f64 {
        let (u, v) = (self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    /// A gamma variable with mean 1 and this variance (Marsaglia & Tsang 2000), for a variance of at most 1.
    fn frailty(&mut self, variance: f64) -> f64 {
        let shape = 1.0 / variance;
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v / shape;
            }
        }
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        let mut left = mean - self.exponential();
        let mut events = 0;
        while left > 0.0 {
            events += 1;
            left -= self.exponential();
        }
        events
    }
}

/// Who is in which pod (else nobody's), and what the pod shares.
struct Pod {
    cohort: usize,
    points: f64,
    counts: f64,
    leaving: f64,
}

/// A company with so many pods.
pub fn organisation(pods: usize, seed: u64) -> Organisation {
    unequal(pods, seed, 0.0)
}

/// The same where half of the people, of both sides in every pod, gain so many points more than the others.
#[allow(
    clippy::too_many_lines,
    reason = "one simulated world, told from top to bottom"
)]
pub fn unequal(pods: usize, seed: u64, gap: f64) -> Organisation {
    // A stream of its own, so that everything else is as without sides.
    let mut sides = Luck(ChaCha8Rng::seed_from_u64(seed ^ 0x5eed_0f51_de55));
    let mut side_of = Vec::new();
    let mut luck = Luck(ChaCha8Rng::seed_from_u64(seed));
    let first = quarter(0).first_day();
    // The pod of each person, and the day on which colleagues leave.
    let mut crew: Vec<(Option<usize>, f64)> = Vec::new();
    let mut shared = Vec::new();
    for pod in 0..pods {
        shared.push(Pod {
            cohort: COHORTS[pod % COHORTS.len()],
            points: POINTS + SPREAD * luck.normal() / 2f64.sqrt(),
            counts: MORE * luck.frailty(COUNT_FRAILTY),
            leaving: LESS * luck.frailty(EXIT_FRAILTY),
        });
        // Whoever leaves before the pod starts would have been asked, but is a colleague like others.
        let start = quarter(COHORTS[pod % COHORTS.len()])
            .first_day()
            .since(first)
            + 10;
        let mut members = 4 + luck.0.random_range(0..5);
        while members > 0 {
            let leaves = luck.exponential() / LEAVING;
            if leaves < f64::from(start) {
                crew.push((None, leaves));
            } else {
                crew.push((Some(pod), leaves));
                members -= 1;
            }
        }
    }
    for _ in 0..pods * COLLEAGUES {
        let leaves = luck.exponential() / LEAVING;
        crew.push((None, leaves));
    }
    let people = crew.len();
    let mut scores = Scores {
        outcomes: vec![0],
        waves: (0..QUARTERS)
            .map(|k| quarter(k).first_day().plus(45))
            .collect(),
        scores: vec![Vec::new()],
        ..Scores::default()
    };
    let mut counted = Counted {
        outcome: 1,
        ..Counted::default()
    };
    let mut exits = Vec::new();
    let mut memberships = Vec::new();
    let mut codes = Vec::new();
    for (person, (pod, leaves)) in crew.iter().enumerate() {
        let person = person as u32;
        let side = sides.0.random_range(0..2_u32);
        side_of.push(side);
        let function = luck.0.random_range(0..FUNCTIONS);
        codes.push(function);
        let pod = pod.map(|p| (p, &shared[p]));
        if let Some((number, pod)) = pod {
            memberships.push(Membership {
                pairing: number as u32,
                programme: 0,
                person,
                role: Role::Member,
                start: quarter(pod.cohort).first_day().plus(10),
                end: Day::MAX,
                status: None,
            });
        }
        // A constant hazard has no memory: members draw anew at time zero.
        let (from, days) = match pod {
            None => (first, *leaves),
            Some((_, p)) => {
                let days = luck.exponential() / (LEAVING * p.leaving);
                (quarter(p.cohort).index_day(), days)
            }
        };
        let exit = from.plus(days.min(1e6).ceil() as i32);
        if exit <= quarter(QUARTERS - 1).last_day() {
            exits.push(Exit {
                person,
                day: exit,
                kind: ExitKind::Voluntary,
            });
        }
        let level = 50.0 + 8.0 * luck.normal();
        for k in 0..QUARTERS {
            let after = pod.filter(|(_, p)| k > p.cohort).map(|(_, p)| p);
            let mean = EVENTS * after.map_or(1.0, |p| p.counts);
            for _ in 0..luck.poisson(mean) {
                let day = quarter(k).first_day().plus(luck.0.random_range(0..90));
                if day <= exit {
                    counted.person.push(person);
                    counted.day.push(day);
                    counted.value.push(1.0);
                }
            }
            if scores.waves[k] > exit {
                continue;
            }
            let drift = 0.4 * k as f64 * f64::from(function);
            let noise = SPREAD / 2.0 * luck.normal();
            let effect = after.map_or(0.0, |p| p.points + gap * f64::from(side));
            scores.person.push(person);
            scores.wave.push(k as u16);
            scores.scores[0].push((level + drift + noise + effect) as f32);
        }
    }
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
            attributes: vec![
                AttributeColumn {
                    name: "function".to_owned(),
                    values: Attribute::Category {
                        codes,
                        labels: (0..FUNCTIONS).map(|v| format!("function {v}")).collect(),
                    },
                },
                AttributeColumn {
                    name: "side".to_owned(),
                    values: Attribute::Category {
                        codes: side_of,
                        labels: ["others", "some"].map(str::to_owned).to_vec(),
                    },
                },
            ],
        },
        generations: Generations::default(),
        scores: vec![scores],
        counted: vec![counted],
        exits,
        programmes: Programmes {
            ids: vec!["pods".to_owned()],
            analysed: 1,
        },
        memberships,
        ..Organisation::default()
    }
}

fn outcomes() -> Vec<Outcome> {
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
    vec![
        outcome(
            "score",
            Better::Higher,
            Measure::Score {
                source: Table::Surveys,
                items: vec!["q01".to_owned()],
                reversed: Vec::new(),
                scale: [0.0, 100.0],
                share: false,
                threshold: None,
            },
        ),
        outcome(
            "count",
            Better::Higher,
            Measure::Count {
                source: Table::Activity,
                count_by: None,
                metric: None,
            },
        ),
        outcome(
            "exits",
            Better::Lower,
            Measure::TimeToExit {
                events: vec![ExitKind::Voluntary],
                competing: Vec::new(),
                horizons_days: vec![HORIZON],
                replacement_cost_ratio: None,
            },
        ),
    ]
}

/// Findings on some outcomes, about everybody and perhaps by side with the gap between sides, the model of the programme
/// saying whether groups share anything.
pub fn findings(
    org: &Organisation,
    model: ProgrammeModel,
    asked: &[&str],
    by_side: bool,
) -> Vec<Finding> {
    let programmes = [Programme {
        id: "pods".to_owned(),
        name: "Pods".to_owned(),
        model,
        start: None,
        cadence_days: None,
        planned_months: None,
        lottery: None,
        design: None,
        eligible: IndexMap::new(),
    }];
    let side = || Covariate::Attribute("side".to_owned());
    let dimensions: Vec<Vec<Covariate>> = by_side.then(|| vec![side()]).into_iter().collect();
    let gaps = by_side.then(|| EquityGap {
        dimension: side(),
        reference: Some("others".to_owned()),
    });
    let gaps = gaps.into_iter();
    let study = StudySettings {
        equity_gaps: gaps.collect(),
        roles: vec![Role::Member],
        control: ControlGroup::NotYetTreated,
        adjust_for: vec![Covariate::Attribute("function".to_owned())],
        adjust_for_default: false,
        scores: ScoreSettings::default(),
        weighting: Weighting::Exact,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::None,
        seed: 1,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions,
    };
    let mut outcomes = outcomes();
    // Only from the end: data refer to outcomes by their position.
    outcomes.retain(|o| asked.contains(&o.id.as_str()));
    let panel = Panel::build(org, &programmes, &study, &outcomes, quarter(QUARTERS - 1))
        .expect("the attribute has few values");
    let question = Investigation {
        panel: &panel,
        minimum_group: 10,
        currency: None,
    };
    investigate(&question, &|_| {}).findings
}

/// The share of colleagues and of members who stay for so many days.
fn staying(days: f64) -> (f64, f64) {
    let risk = LEAVING * days;
    let members = (1.0 + EXIT_FRAILTY * LESS * risk).powf(-1.0 / EXIT_FRAILTY);
    ((-risk).exp(), members)
}

/// The truth of an estimand, where the study asks for it.
pub fn truth(finding: &Finding) -> Option<f64> {
    let (control, treated) = staying(f64::from(HORIZON));
    match (finding.subject.outcome.as_str(), finding.estimand) {
        ("score", Estimand::Att) => Some(POINTS),
        ("count", Estimand::Att) => Some(100.0 * EVENTS * (MORE - 1.0)),
        ("count", Estimand::RateRatio) => Some(MORE.ln()),
        ("exits", Estimand::RetentionDifference) => Some(100.0 * (treated - control)),
        ("exits", Estimand::RmstDifference) => {
            let days = f64::from(finding.moment.horizon_days?);
            let steps = (0..days as u32).map(|d| {
                let (control, treated) = staying(f64::from(d));
                treated - control
            });
            Some(steps.sum())
        }
        _ => None,
    }
}
