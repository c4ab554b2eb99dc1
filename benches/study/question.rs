//! One organisation analysed as a pipeline would: what was found beside what is true.

use counterpart::findings::{Finding, Investigation, Results, investigate};
use counterpart::panel::{
    Bands, ControlGroup, Covariate, Eligibility, Panel, Programme, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use counterpart::simulate::{Organisation, Settings, Truth, generate};
use counterpart::tables::{self, ExitKind, Measure, Outcome, Table};
use counterpart::vocab::{
    ALL, Better, Duty, Estimand, Multiplicity, OVERALL, OutcomeKind, Period, PeriodUnit,
    ProgrammeModel, Role,
};

use super::request::Request;

/// Smallest group whose horizons are estimated, as in pipelines.
const MINIMUM_GROUP: u64 = 10;

/// One estimate beside its truth.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Outcome id; the constructs are alike and pooled as `scores` in the tables.
    pub outcome: &'static str,
    /// Programme id, or `all`.
    pub programme: &'static str,
    /// Role.
    pub role: &'static str,
    /// Estimand.
    pub estimand: Estimand,
    /// Horizon in days.
    pub horizon: Option<u32>,
    /// Dimension and value.
    pub population: (&'static str, String),
    /// Weighting asked for; none for scores.
    pub weighting: Option<Weighting>,
    /// The planted value.
    pub truth: f64,
    /// Estimate, standard error and limits, or nothing when not estimable.
    pub found: Option<Found>,
}

/// The figures of an estimate.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// Estimate.
    pub estimate: f64,
    /// Standard error (of the logarithm, for ratios).
    pub std_error: f64,
    /// Limits.
    pub interval: [f64; 2],
    /// What a dashboard would print.
    pub naive: Option<f64>,
    /// Participants compared.
    pub participants: f64,
    /// Participants with the event by the horizon (by the longest horizon, for other estimands); none for scores.
    pub events: Option<f64>,
}

/// Makes an organisation and analyses it under every weighting.
pub fn observe(settings: &Settings, request: &Request) -> Vec<Observation> {
    let organisation = generate(settings).expect("settings of the command line are in range");
    let tables = organisation.tables();
    let mut observations = Vec::new();
    for (k, &weighting) in request.weightings.iter().enumerate() {
        // Scores first, with the first weighting; the others change nothing for them.
        let outcomes: Vec<Outcome> = outcomes()
            .into_iter()
            .filter(|o| request.kinds.contains(&o.kind()))
            .filter(|o| k == 0 || o.kind() == OutcomeKind::TimeToEvent)
            .collect();
        if outcomes.is_empty() {
            continue;
        }
        let results = analyse(
            &organisation,
            &tables,
            &outcomes,
            weighting,
            request.subgroups,
        );
        for truth in wanted(&organisation, request) {
            if outcomes.iter().any(|o| o.id == truth.outcome) {
                observations.extend(beside(truth, &results, weighting));
            }
        }
    }
    observations
}

/// Truths of estimands that have findings, of the populations asked for.
fn wanted<'o>(
    organisation: &'o Organisation,
    request: &'o Request,
) -> impl Iterator<Item = &'o Truth> {
    organisation.truths.iter().filter(|t| {
        t.outcome != "referrals"
            && (request.subgroups || [OVERALL, "generation"].contains(&t.dimension))
    })
}

fn beside(truth: &Truth, results: &Results, weighting: Weighting) -> Option<Observation> {
    let estimand = *Estimand::EVERY.iter().find(|e| e.id() == truth.estimand)?;
    let own = |f: &&Finding| {
        f.subject.outcome == truth.outcome
            && f.subject.programme == truth.programme
            && f.subject.role.id() == truth.role
            && f.moment.event_time.is_none()
            && f.population.dimension == truth.dimension
            && f.population.value == truth.value
    };
    let finding = results.findings.iter().find(|f| {
        f.estimand == estimand && f.moment.horizon_days == truth.horizon_days && own(f)
    })?;
    // Participants who had the event by the horizon, from the share of participants without it.
    let left = |f: &Finding| {
        let numbers = f.answer.as_ref().ok()?;
        Some(f.counts.treated as f64 * (1.0 - numbers.treated_level? / 100.0))
    };
    let events = match estimand {
        Estimand::RetentionDifference => left(finding),
        _ => results
            .findings
            .iter()
            .filter(|f| f.estimand == Estimand::RetentionDifference && own(f))
            .filter_map(left)
            .next_back(),
    };
    let found = finding.answer.as_ref().ok().and_then(|numbers| {
        Some(Found {
            estimate: numbers.estimate,
            std_error: numbers.std_error?,
            interval: [numbers.ci_low?, numbers.ci_high?],
            naive: numbers.naive_estimate,
            participants: finding.counts.treated as f64,
            events,
        })
    });
    let scores = finding.subject.kind != OutcomeKind::TimeToEvent;
    Some(Observation {
        outcome: truth.outcome,
        programme: truth.programme,
        role: truth.role,
        estimand,
        horizon: truth.horizon_days,
        population: (truth.dimension, truth.value.clone()),
        weighting: (!scores).then_some(weighting),
        truth: truth.truth,
        found,
    })
}

fn analyse(
    organisation: &Organisation,
    tables: &tables::Organisation,
    outcomes: &[Outcome],
    weighting: Weighting,
    subgroups: bool,
) -> Results {
    let programmes = programmes(organisation);
    let study = study(weighting, subgroups);
    let last = Period::containing(PeriodUnit::Quarter, organisation.calendar.last_day());
    let panel = Panel::build(tables, &programmes, &study, outcomes, last)
        .expect("the covariates of a sample are bands");
    let question = Investigation {
        panel: &panel,
        minimum_group: MINIMUM_GROUP,
        currency: None,
    };
    investigate(&question, &|_| {})
}

fn outcomes() -> Vec<Outcome> {
    let score = |id: &str, items: [&str; 4], reversed: &[&str]| Outcome {
        id: id.to_owned(),
        label: id.to_owned(),
        better: Better::Higher,
        smallest_effect: None,
        duty: Duty::Question,
        topic: None,
        objective: None,
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
            topic: None,
            objective: None,
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
    let mut dimensions = vec![vec![attribute("generation")]];
    if subgroups {
        dimensions.extend([vec![attribute("gender")], vec![attribute("region")]]);
    }
    StudySettings {
        equity_gaps: Vec::new(),
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
        scores: ScoreSettings::default(),
        weighting,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::DirectReportsOfMentees,
        seed: 20_251_231,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        dimensions,
    }
}

fn programmes(organisation: &Organisation) -> Vec<Programme> {
    let rule = |text: &str| Eligibility::parse(text).expect("a valid rule");
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
            design: None,
            eligible: [
                (
                    Role::Mentor,
                    rule("generation in ['Gen Z', 'Millennials'] and job_level <= 4"),
                ),
                (Role::Mentee, rule("job_level >= 7")),
            ]
            .into_iter()
            .collect(),
        })
        .collect()
}

/// Whether an observation is about all programmes together.
pub fn is_all(observation: &Observation) -> bool {
    observation.programme == ALL
}
