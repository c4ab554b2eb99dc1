//! The organisations and questions that are compared.

use counterpart::panel::{
    Bands, ControlGroup, Covariate, Eligibility, EventClock, Programme, ScoreSettings, Spillover,
    StudySettings, Weighting,
};
use counterpart::simulate::{self, Settings, generate};
use counterpart::tables::{Attribute, Exit, ExitKind, Membership, Organisation, Roster};
use counterpart::vocab::{CareerStep, Day, Multiplicity, Period, PeriodUnit, ProgrammeModel, Role};

use super::case::{Case, attribute, joined};

const GENERATION: &str = "COALESCE(r.generation, 'not stated')";
const GENDER: &str = "COALESCE(r.gender, 'not stated')";
const REGION: &str = "COALESCE(r.region, 'not stated')";
const FUNCTION: &str = "COALESCE(r.function, 'not stated')";
const LEVEL_BAND: &str = "CASE WHEN r.job_level IS NULL THEN 'not stated' WHEN r.job_level >= 9 THEN '9+' \
    WHEN r.job_level >= 7 THEN '7-8' WHEN r.job_level >= 4 THEN '4-6' ELSE '1-3' END";
const TENURE_BAND: &str = "CASE WHEN e.tenure_days IS NULL THEN 'not stated' WHEN e.tenure_days >= 3652.5 THEN '10+' \
    WHEN e.tenure_days >= 1826.25 THEN '5-10' WHEN e.tenure_days >= 1095.75 THEN '3-5' \
    WHEN e.tenure_days >= 365.25 THEN '1-3' ELSE 'under 1' END";
const SALARY_BAND: &str = "CASE WHEN r.annual_salary IS NULL THEN 'not stated' WHEN r.annual_salary >= 90000 \
    THEN '90000+' WHEN r.annual_salary >= 50000 THEN '50000-90000' ELSE 'under 50000' END";

fn programme(id: &str, start: Option<Day>, mentor: &str, mentee: &str) -> Programme {
    let rule = |text: &str| Eligibility::parse(text).expect("a valid rule");
    Programme {
        id: id.to_owned(),
        name: id.to_owned(),
        model: ProgrammeModel::GlobalRemoteExchange,
        start,
        cadence_days: None,
        planned_months: None,
        lottery: None,
        design: None,
        eligible: [(Role::Mentor, rule(mentor)), (Role::Mentee, rule(mentee))]
            .into_iter()
            .collect(),
    }
}

fn study(period_unit: PeriodUnit, bands: Bands) -> StudySettings {
    StudySettings {
        equity_gaps: Vec::new(),
        roles: vec![Role::Mentor, Role::Mentee],
        control: ControlGroup::NotYetTreated,
        adjust_for: Vec::new(),
        adjust_for_default: false,
        scores: ScoreSettings::default(),
        weighting: Weighting::Exact,
        multiplicity: Multiplicity::default(),
        exclude_spillover: Spillover::DirectReportsOfMentees,
        seed: 1,
        period_unit,
        bands,
        dimensions: Vec::new(),
    }
}

fn organisation(seed: u64) -> simulate::Organisation {
    generate(&Settings {
        employees: 1_500,
        seed,
        participation: 0.06,
        ..Settings::default()
    })
    .expect("valid settings")
}

/// One undated roster row a person, quarters, exits; a prior among the covariates and three breakdowns.
pub(crate) fn undated() -> Case {
    let made = organisation(1);
    let org = made.tables();
    let rules = (
        "generation in ['Gen Z', 'Millennials'] and job_level <= 4",
        "job_level >= 7",
    );
    let programmes = org
        .programmes
        .ids
        .iter()
        .map(|id| programme(id, None, rules.0, rules.1))
        .collect();
    Case {
        programmes,
        study: StudySettings {
            adjust_for: vec![
                attribute("generation"),
                Covariate::LevelBand,
                attribute("function"),
                Covariate::TenureBand,
                Covariate::Prior {
                    outcome: 1,
                    id: "inclusion".to_owned(),
                },
            ],
            dimensions: vec![
                vec![attribute("gender")],
                vec![attribute("region"), attribute("gender")],
            ],
            ..study(PeriodUnit::Quarter, Bands::default())
        },
        period: Period::containing(PeriodUnit::Quarter, made.calendar.last_day()),
        clock: EventClock::Exit {
            events: vec![ExitKind::Voluntary],
            competing: vec![ExitKind::Involuntary],
        },
        eligible: "(o.role = 'mentor' AND r.generation IN ('Gen Z', 'Millennials') AND r.job_level <= 4) \
                   OR (o.role = 'mentee' AND r.job_level >= 7)",
        covariates: joined(&[GENERATION, LEVEL_BAND, FUNCTION, TENURE_BAND]),
        dimensions: joined(&[GENDER, REGION]),
        prior: Some(1),
        org,
    }
}

/// Three snapshots in which levels, regions and managers change and values are missing; leavers come back.
fn snapshot_roster(made: &simulate::Organisation, org: &Organisation) -> Roster {
    let mentees: Vec<u32> = org
        .memberships
        .iter()
        .filter(|m| m.role == Role::Mentee)
        .map(|m| m.person)
        .collect();
    let first = made.calendar.first_day();
    let dates = [first.plus(-1), first.plus(300), first.plus(650)];
    let mut roster = Roster {
        first_row: vec![0],
        ..Roster::default()
    };
    let mut source: Vec<(usize, usize)> = Vec::new();
    for (person, own) in made.people.iter().enumerate() {
        // Every third leaver comes back, half of them without a snapshot of the first spell.
        let back = own
            .first_exit
            .map(|e| e.day.plus(60))
            .filter(|&day| person.is_multiple_of(3) && day <= dates[2]);
        for (snapshot, &as_of) in dates.iter().enumerate() {
            // The last snapshot shows everybody, earlier ones those hired by then.
            let shown = own.hire <= as_of && !(back.is_some() && person.is_multiple_of(2));
            if shown || snapshot + 1 == dates.len() {
                source.push((person, snapshot));
                roster.as_of.push(as_of);
                roster
                    .hire
                    .push(back.filter(|&day| day <= as_of).unwrap_or(own.hire));
                let moved = (person + snapshot).is_multiple_of(5);
                let manager = if moved {
                    mentees[(7 * person + snapshot) % mentees.len()]
                } else {
                    own.manager
                };
                roster.manager.push(manager);
            }
        }
        roster.first_row.push(roster.as_of.len() as u32);
    }
    for mut column in org.roster.attributes.clone() {
        match &mut column.values {
            Attribute::Category { codes, labels } => {
                let size = labels.len() as u32;
                let changes = column.name == "region";
                let of = |&(person, snapshot): &(usize, usize)| match codes[person] {
                    _ if (person + 2 * snapshot).is_multiple_of(11) => u32::MAX,
                    code if changes && code < size && person % 3 == snapshot => (code + 1) % size,
                    code => code,
                };
                *codes = source.iter().map(of).collect();
            }
            Attribute::Number(numbers) => {
                let of = |&(person, snapshot): &(usize, usize)| match numbers[person] {
                    _ if (person + snapshot).is_multiple_of(13) => f64::NAN,
                    x if x <= 10.0 => (x + ((person + snapshot) % 3) as f64).min(10.0),
                    x => x,
                };
                *numbers = source.iter().map(of).collect();
            }
        }
        roster.attributes.push(column);
    }
    roster
}

/// Dated snapshots and re-hires, exits on the last day, half-years, promotions, a programme that counts from a day on,
/// one that is not analysed, and people who start in two on the same day.
pub(crate) fn snapshots() -> Case {
    let made = organisation(2);
    let mut org = made.tables();
    org.roster = snapshot_roster(&made, &org);
    org.programmes.analysed = 2;
    // Half of the first programme's starts come too early to count.
    let mut starts: Vec<Day> = org
        .memberships
        .iter()
        .filter(|m| m.programme == 0)
        .map(|m| m.start)
        .collect();
    starts.sort_unstable();
    let late = starts[starts.len() / 2];
    let both: Vec<_> = org
        .memberships
        .iter()
        .filter(|m| m.programme == 1 && m.pairing.is_multiple_of(3))
        .map(|m| Membership { programme: 0, ..*m })
        .collect();
    org.memberships.extend(both);
    org.memberships
        .sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
    // Every third promotion comes after a move, every fifth before one.
    let beside = |(k, &(p, day)): (usize, &(u32, Day))| match k % 15 {
        0 | 3 | 6 | 9 | 12 => Some((p, day.plus(-40))),
        5 | 10 => Some((p, day.plus(40))),
        _ => None,
    };
    org.moves = org
        .promotions
        .iter()
        .enumerate()
        .filter_map(beside)
        .collect();
    // Some of those who stay leave on the very last day.
    let cut_off = Period::containing(PeriodUnit::Half, made.calendar.last_day()).last_day();
    let stays = |p: &usize| made.people[*p].exits().count() == 0 && p.is_multiple_of(29);
    let last = (0..made.people.len()).filter(stays);
    org.exits.extend(last.map(|p| Exit {
        person: p as u32,
        day: cut_off,
        kind: ExitKind::Voluntary,
    }));
    org.exits.sort_by_key(|exit| (exit.person, exit.day));
    let ids = org.programmes.ids.clone();
    let mut bands = Bands::default();
    bands
        .others
        .insert("annual_salary".to_owned(), vec![0.0, 50_000.0, 90_000.0]);
    Case {
        programmes: vec![
            programme(
                &ids[0],
                Some(late),
                "not (generation in ['Boomers', 'Gen X']) and job_level < 6.5",
                "job_level > 6",
            ),
            programme(
                &ids[1],
                None,
                "generation != 'Boomers' or job_level = 1",
                "job_level >= 7 and gender not in ['x']",
            ),
        ],
        study: StudySettings {
            control: ControlGroup::NeverTreated,
            adjust_for: vec![
                attribute("annual_salary"),
                Covariate::LevelBand,
                Covariate::TenureBand,
            ],
            dimensions: vec![vec![attribute("region")], vec![attribute("generation")]],
            ..study(PeriodUnit::Half, bands)
        },
        period: Period::containing(PeriodUnit::Half, made.calendar.last_day()),
        clock: EventClock::Career(CareerStep::EVERY.to_vec()),
        eligible: "(o.programme = 0 AND o.role = 'mentor' AND r.generation NOT IN ('Boomers', 'Gen X') \
                    AND r.job_level < 6.5) \
                   OR (o.programme = 0 AND o.role = 'mentee' AND r.job_level > 6) \
                   OR (o.programme = 1 AND o.role = 'mentor' AND (r.generation <> 'Boomers' OR r.job_level = 1)) \
                   OR (o.programme = 1 AND o.role = 'mentee' AND r.job_level >= 7 AND r.gender NOT IN ('x'))",
        covariates: joined(&[SALARY_BAND, LEVEL_BAND, TENURE_BAND]),
        dimensions: joined(&[REGION, GENERATION]),
        prior: None,
        org,
    }
}
