//! Synthetic releases for tests: several programmes, roles and outcomes; strong, weak, harmful and missing answers;
//! suppressed groups, event studies, curves, balance. Never compiled into the product.

use crate::disclosure::shown::Subject;
use crate::disclosure::{DisclosurePolicy, Release, review};
use crate::findings::{
    Balance, Counts, CovariateBalance, Finding, Moment, Numbers, Population, Results, Starts,
};
use crate::vocab::{
    Estimand, Evidence, Method, OutcomeKind, Period, ProgrammeModel, Role, RoleScope, Unit,
};

mod events;
mod facts;
mod large;

use facts::overlap;
pub(super) use facts::{Ask, asks, period, provenance, settings};
pub(super) use large::large;

/// The subject of a question.
pub(super) fn subject(
    ask: &Ask,
    programme: Option<(&str, &str, ProgrammeModel)>,
    role: Role,
) -> Subject {
    Subject {
        outcome: ask.id.to_owned(),
        outcome_label: ask.label.to_owned(),
        kind: ask.kind,
        better: ask.better,
        duty: ask.duty,
        programme: programme.map_or("all", |p| p.0).to_owned(),
        programme_name: programme.map_or("All programmes", |p| p.1).to_owned(),
        model: programme.map(|p| p.2),
        role: RoleScope::One(role),
    }
}

fn shape(kind: OutcomeKind, source: &str) -> (Estimand, Method, Unit) {
    match (kind, source) {
        (OutcomeKind::TimeToEvent, "exits") => (
            Estimand::RetentionDifference,
            Method::WeightedKmExact,
            Unit::PercentagePoints,
        ),
        (OutcomeKind::TimeToEvent, _) => (
            Estimand::CumulativeIncidenceDifference,
            Method::AalenJohansen,
            Unit::PercentagePoints,
        ),
        (OutcomeKind::Count, _) => (Estimand::Att, Method::DrDid, Unit::PerHundredPerQuarter),
        (OutcomeKind::Share, _) => (Estimand::Att, Method::DrDid, Unit::PercentagePoints),
        _ => (Estimand::Att, Method::DrDid, Unit::Points),
    }
}

/// A finding with everything filled in; `estimate` in the unit of the outcome.
pub(super) fn finding(
    ask: &Ask,
    subject: &Subject,
    population: Population,
    estimate: f64,
    se: f64,
    n: u64,
    evidence: Evidence,
) -> Finding {
    let (estimand, method, unit) = shape(ask.kind, ask.source);
    let event = ask.kind == OutcomeKind::TimeToEvent;
    let mut numbers = Numbers::bare(estimate);
    numbers.std_error = Some(se);
    numbers.ci_low = Some(estimate - 1.96 * se);
    numbers.ci_high = Some(estimate + 1.96 * se);
    numbers.p_value = Some((-(estimate / se).abs()).exp().min(1.0));
    numbers.q_value = numbers.p_value.map(|p| (p * 1.4).min(1.0));
    let base = if event { 87.1 } else { 61.4 };
    numbers.treated_level = Some(base + estimate);
    numbers.control_level = Some(base);
    numbers.n_control_effective = Some(n as f64 * 7.3);
    numbers.naive_estimate = Some(estimate * 4.2 + 3.0);
    numbers.e_value = Some(1.62);
    numbers.pretrend_p = (!event).then_some(0.41);
    numbers.max_abs_smd = Some(0.034);
    numbers.mde = Some(2.8 * se);
    let group = !population.is_overall();
    if group {
        numbers.shrunk_estimate = Some(estimate * 0.8 + 0.4);
        numbers.shrunk_low = Some(estimate * 0.8 + 0.4 - 1.7 * se);
        numbers.shrunk_high = Some(estimate * 0.8 + 0.4 + 1.7 * se);
        numbers.naive_estimate = None;
    }
    Finding {
        subject: subject.clone(),
        population,
        moment: Moment {
            horizon_days: event.then_some(365),
            ..Moment::default()
        },
        estimand,
        method,
        unit,
        counts: Counts {
            treated: n,
            control: n * 22,
            treated_on_support: n,
            control_on_support: n * 21,
        },
        answer: Ok(numbers),
        evidence: Some(evidence),
        notes: Vec::new(),
        against: None,
    }
}

fn waves(ask: &Ask, subject: &Subject, n: u64) -> Vec<Finding> {
    (-4..=5_i32)
        .filter(|&e| e != -1)
        .map(|e| {
            let effect = if e < 0 {
                0.3 * f64::from(e % 2)
            } else {
                1.4 + 0.6 * f64::from(e)
            };
            let mut f = finding(
                ask,
                subject,
                Population::overall(),
                effect,
                0.6 + 0.1 * f64::from(e.abs()),
                n,
                Evidence::Strong,
            );
            f.estimand = Estimand::AttEvent;
            f.moment.event_time = Some(e);
            f
        })
        .collect()
}

/// The programmes of the rehearsal.
pub(super) const PROGRAMMES: [(&str, &str, ProgrammeModel); 3] = [
    (
        "digital_fluency",
        "Digital Fluency for Executives",
        ProgrammeModel::ExecutiveDigitalFluency,
    ),
    ("circles", "Inclusion Circles", ProgrammeModel::DeiCircles),
    (
        "shadowing",
        "Leadership Shadowing",
        ProgrammeModel::LeadershipShadowing,
    ),
];

/// Overall answers per outcome and role: (estimate, standard error, evidence).
fn answer(ask: &Ask, role: Role) -> (f64, f64, Evidence) {
    match (ask.id, role) {
        ("retention", Role::Mentor) => (3.8, 0.87, Evidence::Strong),
        ("retention", _) => (0.6, 1.1, Evidence::Inconclusive),
        ("engagement", Role::Mentor) => (4.7, 0.31, Evidence::Strong),
        ("engagement", _) => (0.2, 0.3, Evidence::NoEffect),
        ("leader_communication", _) => (2.3, 0.95, Evidence::Moderate),
        ("leader_decisions", _) => (-2.4, 0.8, Evidence::Harm),
        ("technology_anxiety", _) => (-1.9, 1.05, Evidence::Suggestive),
        ("promotion", _) => (1.6, 0.5, Evidence::Moderate),
        _ => (3.2, 2.2, Evidence::Inconclusive),
    }
}

/// A full set of results; `groups` are values of `generation` with their share of the people in percent.
#[allow(clippy::too_many_lines, reason = "a table: one set of rows an outcome")]
pub(super) fn results(groups: &[(&str, u64)]) -> Results {
    let mut out = Results::default();
    for (place, programme) in std::iter::once(None)
        .chain(PROGRAMMES.map(Some))
        .enumerate()
    {
        for role in [Role::Mentor, Role::Mentee] {
            let n = if programme.is_none() {
                1720
            } else {
                [0, 1100, 560, 60][place]
            };
            for ask in asks() {
                let leader_outcome = ask.id.starts_with("leader") || ask.id == "technology_anxiety";
                if leader_outcome != (role == Role::Mentee)
                    && ask.id != "retention"
                    && ask.id != "engagement"
                {
                    continue;
                }
                let (mut estimate, mut se, mut evidence) = answer(&ask, role);
                if place == 2 && ask.id == "retention" && role == Role::Mentor {
                    (estimate, se, evidence) = (-3.9, 1.5, Evidence::Harm);
                }
                if place == 3 {
                    (se, evidence) = (se * 5.0, Evidence::Inconclusive);
                }
                let subject = subject(&ask, programme, role);
                out.findings.push(finding(
                    &ask,
                    &subject,
                    Population::overall(),
                    estimate,
                    se,
                    n,
                    evidence,
                ));
                for (k, (value, share)) in groups.iter().enumerate() {
                    let people = n * share / 100;
                    let part =
                        Population::of_parts(vec![("generation".to_owned(), (*value).to_owned())]);
                    let shift = [-2.6, -0.4, 1.9, 0.3][k % 4];
                    let wide = se * [1.6, 1.2, 1.1, 3.0][k % 4];
                    let grade = if ((estimate + shift) / wide).abs() > 2.4
                        && (estimate + shift) * estimate > 0.0
                    {
                        evidence
                    } else {
                        Evidence::Inconclusive
                    };
                    out.findings.push(finding(
                        &ask,
                        &subject,
                        part,
                        estimate + shift,
                        wide,
                        people,
                        grade,
                    ));
                }
                if ask.kind == OutcomeKind::Score {
                    out.findings.extend(waves(&ask, &subject, n));
                }
                if ask.kind == OutcomeKind::TimeToEvent {
                    events::beside(&mut out, &ask, &subject, (estimate, n));
                }
                let rows = ["Gen Z", "Millennials", "Gen X"]
                    .iter()
                    .enumerate()
                    .map(|(k, v)| CovariateBalance {
                        covariate: "generation".to_owned(),
                        value: (*v).to_owned(),
                        before: 0.4 - 0.3 * k as f64,
                        after: 0.02 - 0.013 * k as f64,
                        treated: n / 3,
                        control: n * 7,
                    })
                    .collect();
                out.balances.push(Balance {
                    subject: subject.clone(),
                    method: shape(ask.kind, ask.source).1,
                    counts: Counts {
                        treated: n,
                        control: n * 22,
                        treated_on_support: n,
                        control_on_support: n * 21,
                    },
                    effective_control: Some(n as f64 * 3.5),
                    rows,
                });
            }
            if let Some((id, name, _)) = programme {
                out.overlaps.push(overlap((id, name), role, n));
                let first: Period = "2024Q2".parse().expect("a literal quarter");
                let periods = (0..7)
                    .map(|k| {
                        (
                            first.plus(k),
                            (n / 7 + u64::from(k.unsigned_abs()) * 11) * u64::from(k != 3),
                            n / 8,
                        )
                    })
                    .collect();
                out.starts.push(Starts {
                    programme: id.to_owned(),
                    programme_name: name.to_owned(),
                    role: RoleScope::One(role),
                    periods,
                    not_compared: Vec::new(),
                });
            }
        }
    }
    out
}

/// The usual generations, one too small to show in smaller programmes.
pub(super) const GENERATIONS: [(&str, u64); 4] = [
    ("Boomers", 1),
    ("Gen X", 21),
    ("Millennials", 43),
    ("Gen Z", 35),
];

/// The usual release.
pub(super) fn release() -> Release {
    review(
        results(&GENERATIONS),
        &DisclosurePolicy::default(),
        period(),
    )
}
