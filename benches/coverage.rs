//! Coverage on organisations with known truth (methods.md, section 10): how often the 95 % intervals hold the planted
//! effect, how often they exclude zero when nothing was planted, and how far the naive figure is off.
//!
//! `cargo bench --bench coverage -- --organisations 20 --employees 12000 [--null] [--seed 1] [--selection latent]
//! [--weighting exact|entropy|overlap] [--subgroups]`

#![allow(clippy::print_stdout, reason = "the table is what the bench is for")]

use std::collections::BTreeMap;

use counterpart::findings::{Investigation, Results, investigate};
use counterpart::panel::{
    Bands, ControlGroup, Covariate, Panel, Programme, Spillover, StudySettings, Weighting,
};
use counterpart::simulate::{Organisation, Selection, Settings, generate};
use counterpart::tables::{ExitKind, Measure, Outcome, Table};
use counterpart::vocab::{
    Better, Duty, Estimand, OVERALL, Period, PeriodUnit, ProgrammeModel, Role,
};

/// One line of the table: an estimand of an outcome for a programme, role and population.
type Key = (
    String,
    String,
    String,
    &'static str,
    Option<u32>,
    String,
    String,
);

#[derive(Default, Clone)]
struct Tally {
    runs: u32,
    covered: u32,
    not_zero: u32,
    bias: f64,
    naive_bias: f64,
    width: f64,
    truth: f64,
    squared: f64,
    std_error: f64,
}

struct Request {
    organisations: u64,
    settings: Settings,
    weighting: Weighting,
    subgroups: bool,
}

fn request() -> Request {
    let mut request = Request {
        organisations: 20,
        settings: Settings {
            employees: 12_000,
            seed: 1,
            ..Settings::default()
        },
        weighting: Weighting::Exact,
        subgroups: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            words
                .next()
                .and_then(|n| n.parse::<u64>().ok())
                .expect("a number after the option")
        };
        match word.as_str() {
            "--organisations" => request.organisations = number(),
            "--employees" => request.settings.employees = number() as u32,
            "--seed" => request.settings.seed = number(),
            "--null" => request.settings.null = true,
            "--subgroups" => request.subgroups = true,
            "--late-starts" => request.settings.late_starts = true,
            "--nonresponse" => request.settings.nonresponse = true,
            "--no-spillover" => request.settings.spillover = false,
            "--selection" => {
                request.settings.selection = match words.next().as_deref() {
                    Some("none") => Selection::None,
                    Some("observed") => Selection::Observed,
                    _ => Selection::Latent,
                }
            }
            "--weighting" => {
                request.weighting = match words.next().as_deref() {
                    Some("entropy") => Weighting::Entropy,
                    Some("overlap") => Weighting::Overlap,
                    _ => Weighting::Exact,
                }
            }
            _ => {}
        }
    }
    request
}

fn outcomes() -> Vec<Outcome> {
    let score = |id: &str, items: [&str; 4], reversed: &[&str]| Outcome {
        id: id.to_owned(),
        label: id.to_owned(),
        better: Better::Higher,
        smallest_effect: None,
        duty: Duty::Question,
        measure: Measure::Score {
            source: Table::Surveys,
            items: items.map(str::to_owned).to_vec(),
            reversed: reversed.iter().map(|s| (*s).to_owned()).collect(),
            scale: [1.0, 5.0],
            share: false,
            threshold: None,
        },
    };
    vec![
        score("engagement", ["q01", "q02", "q03", "q04"], &["q04"]),
        score("inclusion", ["q05", "q06", "q07", "q08"], &[]),
        score("psychological_safety", ["q09", "q10", "q11", "q12"], &[]),
        Outcome {
            id: "retention".to_owned(),
            label: "Retention".to_owned(),
            better: Better::Lower,
            smallest_effect: None,
            duty: Duty::Question,
            measure: Measure::TimeToExit {
                events: vec![ExitKind::Voluntary],
                competing: vec![ExitKind::Involuntary, ExitKind::Retirement, ExitKind::Other],
                horizons_days: vec![180, 365],
                replacement_cost_ratio: None,
            },
        },
    ]
}

fn study(weighting: Weighting, subgroups: bool) -> StudySettings {
    let attribute = |name: &str| Covariate::Attribute(name.to_owned());
    StudySettings {
        roles: vec![Role::Mentor, Role::Mentee],
        control: ControlGroup::NotYetTreated,
        adjust_for: vec![
            attribute("generation"),
            Covariate::LevelBand,
            attribute("function"),
            attribute("region"),
            Covariate::TenureBand,
        ],
        adjust_for_default: false,
        weighting,
        exclude_spillover: Spillover::DirectReportsOfMentees,
        seed: 20_251_231,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions: if subgroups {
            vec![
                vec![attribute("generation")],
                vec![attribute("gender")],
                vec![attribute("region")],
            ]
        } else {
            Vec::new()
        },
    }
}

fn programmes(organisation: &Organisation) -> Vec<Programme> {
    organisation
        .programmes()
        .iter()
        .map(|p| Programme {
            id: p.id.to_owned(),
            name: p.id.to_owned(),
            model: ProgrammeModel::GlobalRemoteExchange,
            start: None,
            cadence_days: None,
            planned_months: None,
            lottery: None,
            eligible: [
                (
                    Role::Mentor,
                    "generation in ['Gen Z', 'Millennials'] and job_level <= 4",
                ),
                (Role::Mentee, "job_level >= 7"),
            ]
            .into_iter()
            .map(|(role, text)| {
                (
                    role,
                    counterpart::panel::Eligibility::parse(text).expect("a valid rule"),
                )
            })
            .collect(),
        })
        .collect()
}

fn analyse(organisation: &Organisation, request: &Request) -> Results {
    let tables = organisation.tables();
    let programmes = programmes(organisation);
    let (study, outcomes) = (study(request.weighting, request.subgroups), outcomes());
    let last: Period = Period::containing(PeriodUnit::Quarter, organisation.calendar.last_day());
    let panel = Panel::build(&tables, &programmes, &study, &outcomes, last).expect("a panel");
    investigate(
        &Investigation {
            panel: &panel,
            minimum_group: 10,
        },
        &|_| {},
    )
}

fn main() {
    let request = request();
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for run in 0..request.organisations {
        let settings = Settings {
            seed: request.settings.seed + run,
            ..request.settings.clone()
        };
        let organisation = generate(&settings).expect("a synthetic organisation");
        let results = analyse(&organisation, &request);
        for truth in &organisation.truths {
            let found = results.findings.iter().find(|f| {
                f.subject.outcome == truth.outcome
                    && f.subject.programme == truth.programme
                    && f.subject.role.id() == truth.role
                    && f.estimand.id() == truth.estimand
                    && f.moment.horizon_days == truth.horizon_days
                    && f.moment.event_time.is_none()
                    && f.population.dimension == truth.dimension
                    && f.population.value == truth.value
            });
            let Some(Ok(numbers)) = found.map(|f| f.answer.as_ref()) else {
                continue;
            };
            let (Some(low), Some(high), Some(se)) =
                (numbers.ci_low, numbers.ci_high, numbers.std_error)
            else {
                continue;
            };
            let estimand = Estimand::EVERY
                .iter()
                .find(|e| e.id() == truth.estimand)
                .map_or("", |e| e.id());
            let null = if estimand == Estimand::HazardRatio.id() {
                1.0
            } else {
                0.0
            };
            let key = (
                truth.outcome.to_string(),
                truth.programme.to_string(),
                truth.role.to_string(),
                estimand,
                truth.horizon_days,
                truth.dimension.to_string(),
                truth.value.clone(),
            );
            let tally = tallies.entry(key).or_default();
            let error = numbers.estimate - truth.truth;
            tally.runs += 1;
            tally.covered += u32::from(low <= truth.truth && truth.truth <= high);
            tally.not_zero += u32::from(low > null || high < null);
            tally.bias += error;
            tally.squared += error * error;
            tally.std_error += se;
            tally.truth += truth.truth;
            tally.naive_bias += numbers.naive_estimate.map_or(f64::NAN, |n| n - truth.truth);
            tally.width += high - low;
        }
    }
    println!(
        "{:<52} {:>4} {:>7} {:>7} {:>8} {:>8} {:>7} {:>7} {:>8}",
        "outcome/programme/role/estimand/population",
        "runs",
        "covered",
        "not 0",
        "truth",
        "bias",
        "sd",
        "mean se",
        "naive"
    );
    for ((outcome, programme, role, estimand, horizon, dimension, value), t) in &tallies {
        let n = f64::from(t.runs);
        let horizon = horizon.map_or_else(String::new, |h| format!("@{h}"));
        let population = if dimension == OVERALL {
            String::new()
        } else {
            format!("/{value}")
        };
        let name = format!("{outcome}/{programme}/{role}/{estimand}{horizon}{population}");
        println!(
            "{name:<52} {:>4} {:>7.3} {:>7.3} {:>8.3} {:>8.3} {:>7.3} {:>7.3} {:>8.3}",
            t.runs,
            f64::from(t.covered) / n,
            f64::from(t.not_zero) / n,
            t.truth / n,
            t.bias / n,
            (t.squared / n - (t.bias / n).powi(2)).max(0.0).sqrt(),
            t.std_error / n,
            t.naive_bias / n
        );
    }
}
