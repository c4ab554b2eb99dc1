//! A programme of twelve people, every figure of it computed by hand.

use super::*;
use crate::panel::{
    Bands, ControlGroup, DescribedSums, Programme, ScoreSettings, Spillover, StudySettings,
    Weighting,
};
use crate::tables::{
    Attribute, AttributeColumn, Course, Exit, ExitKind, Form, Invitation, Membership, NO_PERSON,
    NO_TOPIC, Organisation, Outcome, PairingStatus, People, Programmes, Roster, Session,
    SessionStatus,
};
use crate::vocab::{Day, Multiplicity, Period, PeriodUnit, ProgrammeModel, Role};

/// Mentors are 0 to 5, mentees 6 to 11.
const PEOPLE: usize = 12;

fn day(month: u32, day: u32) -> Day {
    Day::from_ymd(2025, month, day).expect("a day of 2025")
}

/// Month and day.
type MonthDay = (u32, u32);

/// Mentor, mentee, first day, last day, status.
type Row = (u32, u32, MonthDay, Option<MonthDay>, PairingStatus);

const PAIRS: [Row; 6] = [
    (0, 6, (10, 1), None, PairingStatus::Active),
    (1, 7, (10, 1), None, PairingStatus::Active),
    (2, 8, (10, 1), Some((10, 31)), PairingStatus::Dropped),
    (3, 9, (10, 1), Some((12, 20)), PairingStatus::Completed),
    // The mentee of this one left in November.
    (4, 10, (10, 1), None, PairingStatus::Active),
    // The first mentor's second pairing.
    (0, 11, (10, 15), None, PairingStatus::Active),
];

/// Days of held sessions by pairing; cancelled and missed ones are added below.
const HELD: [&[(u32, u32)]; 6] = [
    &[
        (10, 11),
        (10, 21),
        (10, 31),
        (11, 10),
        (11, 20),
        (11, 30),
        (12, 10),
        (12, 20),
        (12, 30),
    ],
    &[(10, 11), (10, 21)],
    &[(10, 11)],
    // 5, 10, 20 and 40 days apart.
    &[(10, 5), (10, 10), (10, 20), (11, 9), (12, 19)],
    &[(10, 11), (11, 10)],
    &[],
];

fn sessions() -> Vec<Session> {
    let mut all = Vec::new();
    for (pairing, days) in (0_u32..).zip(HELD) {
        all.extend(days.iter().map(|&(m, d)| Session {
            pairing,
            day: day(m, d),
            status: SessionStatus::Held,
            minutes: [60.0, 30.0].get(pairing as usize).map_or(f32::NAN, |x| *x),
            topic: if pairing < 2 { pairing } else { NO_TOPIC },
        }));
    }
    for (pairing, d, status) in [
        (2, 21, SessionStatus::Cancelled),
        (5, 25, SessionStatus::NoShow),
    ] {
        all.push(Session {
            pairing,
            day: day(10, d),
            status,
            minutes: f32::NAN,
            topic: NO_TOPIC,
        });
    }
    all.sort_by_key(|s| (s.pairing, s.day));
    all
}

fn attribute(name: &str, labels: &[&str], codes: [u32; PEOPLE]) -> AttributeColumn {
    AttributeColumn {
        name: name.to_owned(),
        values: Attribute::Category {
            codes: codes.to_vec(),
            labels: labels.iter().map(|l| (*l).to_owned()).collect(),
        },
    }
}

fn organisation() -> Organisation {
    let mut memberships: Vec<Membership> = (0_u32..)
        .zip(PAIRS)
        .flat_map(|(pairing, (mentor, mentee, start, end, status))| {
            [(mentor, Role::Mentor), (mentee, Role::Mentee)].map(|(person, role)| Membership {
                pairing,
                programme: 0,
                person,
                role,
                start: day(start.0, start.1),
                end: end.map_or(Day::MAX, |(m, d)| day(m, d)),
                status: Some(status),
            })
        })
        .collect();
    memberships.sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
    let generation = [4, 4, 4, 4, 4, 4, 2, 3, 2, 2, 2, 2];
    let region = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    let skills = [0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2];
    let form = |pairing, person, score| Form {
        pairing,
        person,
        item: 0,
        score,
    };
    Organisation {
        people: People {
            ids: (0..PEOPLE).map(|p| format!("E{p:02}").into()).collect(),
        },
        roster: Roster {
            first_row: (0..=PEOPLE as u32).collect(),
            as_of: vec![Day::MIN; PEOPLE],
            hire: vec![day(1, 1); PEOPLE],
            manager: vec![NO_PERSON; PEOPLE],
            attributes: vec![
                attribute("generation", &["a", "b", "c", "d", "e"], generation),
                attribute("region", &["North", "South"], region),
                attribute("skills", &["AI; Video", "ai", "Finance"], skills),
            ],
        },
        exits: vec![Exit {
            person: 10,
            day: day(11, 15),
            kind: ExitKind::Voluntary,
        }],
        programmes: Programmes {
            ids: vec!["fluency".to_owned()],
            analysed: 1,
        },
        memberships,
        course: Course {
            pairings: (0..6).map(|p| format!("P{p}").into()).collect(),
            invitations: vec![Invitation {
                programme: 0,
                person: 5,
                role: Role::Mentor,
                accepted: false,
            }],
            sessions: Some(sessions()),
            topics: vec!["AI".into(), "Video".into()],
            // The first pairing answers on both sides, the second on one.
            forms: Some(vec![form(0, 0, 2.0), form(0, 6, 4.0), form(1, 1, 3.0)]),
            items: vec!["useful".into()],
        },
        ..Organisation::default()
    }
}

/// Asks a question of the organisation.
fn ask<T>(organisation: &Organisation, question: impl FnOnce(&Panel<'_>) -> T) -> T {
    let programmes = [Programme {
        id: "fluency".to_owned(),
        name: "Fluency".to_owned(),
        model: ProgrammeModel::ExecutiveDigitalFluency,
        start: None,
        cadence_days: Some(10),
        planned_months: Some(3),
        lottery: None,
        design: None,
        eligible: indexmap::IndexMap::new(),
    }];
    let study = StudySettings {
        equity_gaps: Vec::new(),
        roles: vec![Role::Mentor, Role::Mentee],
        control: ControlGroup::NotYetTreated,
        adjust_for: Vec::new(),
        adjust_for_default: false,
        scores: ScoreSettings::default(),
        weighting: Weighting::Exact,
        exclude_spillover: Spillover::None,
        seed: 1,
        period_unit: PeriodUnit::Quarter,
        bands: Bands::default(),
        multiplicity: Multiplicity::default(),
        dimensions: Vec::new(),
    };
    let outcomes: [Outcome; 0] = [];
    let period = Period::containing(PeriodUnit::Quarter, day(12, 31));
    let panel = Panel::build(organisation, &programmes, &study, &outcomes, period);
    question(&panel.expect("few values"))
}

fn ratio(health: &ProgrammeHealth, aspect: &Aspect) -> DescribedSums {
    let found = health.sums.iter().find(|s| s.aspect == *aspect);
    match found.map(|s| &s.sums) {
        Some(Sums::Ratio(sums)) => sums.clone(),
        other => panic!("{aspect:?}: {other:?}"),
    }
}

#[track_caller]
fn is(health: &ProgrammeHealth, aspect: &Aspect, numerator: f64, denominator: f64) {
    let sums = ratio(health, aspect);
    assert!(
        (sums.numerator - numerator).abs() < 1e-9 && (sums.denominator - denominator).abs() < 1e-9,
        "{aspect:?}: {sums:?}"
    );
}

#[test]
fn people_by_what_became_of_them() {
    let health = ask(&organisation(), |panel| panel.health(0));
    let ladder = |role, [asked, active, completed, dropped]: [u64; 4]| Ladder {
        role,
        asked,
        waiting: 0,
        active,
        completed,
        dropped,
        ended: 0,
    };
    // The mentee who left in November dropped out, whatever the status of the pairing says.
    assert_eq!(
        health.ladders,
        [
            ladder(Role::Mentor, [1, 3, 1, 1]),
            ladder(Role::Mentee, [0, 3, 1, 2]),
        ]
    );
    assert_eq!((health.pairings, health.people), (6, 5));
}

#[test]
fn without_a_status_the_dates_tell() {
    let mut org = organisation();
    org.memberships.iter_mut().for_each(|m| m.status = None);
    let ladder = ask(&org, |panel| panel.health(0)).ladders[0];
    // 30 of 91 days is dropped out; 80 of 91 is under nine tenths too.
    assert_eq!((ladder.active, ladder.completed, ladder.dropped), (3, 0, 2));
    for m in &mut org.memberships {
        if m.end == day(12, 20) {
            m.end = day(12, 22);
        }
    }
    let ladder = ask(&org, |panel| panel.health(0)).ladders[0];
    assert_eq!((ladder.active, ladder.completed, ladder.dropped), (3, 1, 1));
}

#[test]
fn meetings_against_the_plan() {
    let health = ask(&organisation(), |panel| panel.health(0));
    // Planned: 91/10, 91/10, 30/10, 80/10, 91/10 and 77/10 days, each rounded down.
    is(&health, &Aspect::SessionsAgainstPlan, 19.0, 45.0);
    is(&health, &Aspect::Interval, 195.0, 14.0);
    is(&health, &Aspect::LongGap, 4.0, 6.0);
    is(&health, &Aspect::Quiet, 3.0, 4.0);
    is(&health, &Aspect::Cancelled, 1.0, 21.0);
    is(&health, &Aspect::NoShow, 1.0, 21.0);
    is(&health, &Aspect::Minutes, 600.0, 11.0);
    is(&health, &Aspect::Topic("AI".to_owned()), 9.0, 11.0);
    // Eight equal intervals say nothing and weigh 42; four that double weigh 5.
    is(&health, &Aspect::Drift, 5.0 * 2_f64.ln(), 47.0);
}

#[test]
fn sides_match_and_load() {
    let health = ask(&organisation(), |panel| panel.health(0));
    is(&health, &Aspect::OneSided, 1.0, 6.0);
    is(&health, &Aspect::FormsFromOneSide, 1.0, 2.0);
    // 2 against 4, whose standard deviation with the 3 is 1.
    is(&health, &Aspect::FormGap, -2.0, 1.0);
    is(&health, &Aspect::GenerationDistance, 11.0, 6.0);
    is(&health, &Aspect::Across("region".to_owned()), 5.0, 6.0);
    is(&health, &Aspect::Load, 6.0, 5.0);
    is(&health, &Aspect::SeveralAtOnce, 1.0, 5.0);
    let lot = |aspect: Aspect| {
        let found = health.sums.iter().find(|s| s.aspect == aspect);
        match found.map(|s| &s.sums) {
            Some(Sums::Lot(lot)) => lot.clone(),
            other => panic!("{other:?}"),
        }
    };
    // All mentors are of the North: whoever is drawn, one mentee of six is too.
    assert!(lot(Aspect::Alike("region".to_owned())).is_err());
    assert!(lot(Aspect::Shared("skills".to_owned())).is_err());
    let busiest = health.sums.iter().find(|s| s.aspect == Aspect::Busiest);
    assert_eq!(
        busiest.map(|s| s.sums.clone()),
        Some(Sums::Share(2.0 / 6.0))
    );
}

#[test]
fn the_people_behind_a_figure_are_those_of_the_smaller_side() {
    let health = ask(&organisation(), |panel| panel.health(0));
    let behind = |aspect: Aspect| {
        let found = health.sums.iter().find(|s| s.aspect == aspect);
        found.expect("on record").behind
    };
    // Four pairings with a gap have four mentors; the two without have two.
    assert_eq!(behind(Aspect::LongGap).split, Some((4, 2)));
    // Under way are four pairings of three mentors.
    let quiet = behind(Aspect::Quiet);
    assert_eq!(
        (quiet.people, quiet.split, quiet.left_out),
        (3, Some((3, 1)), 2)
    );
}

#[allow(
    clippy::redundant_closure_for_method_calls,
    reason = "the lifetimes of the method differ"
)]
#[test]
fn early_warnings_name_the_quiet_and_the_one_sided() {
    let warnings = ask(&organisation(), |panel| panel.early_warnings());
    let told: Vec<(&str, Option<i32>, bool)> = warnings
        .iter()
        .map(|w| (w.pairing.as_str(), w.quiet_days, w.one_sided))
        .collect();
    assert_eq!(
        told,
        [
            ("P5", Some(77), false),
            ("P1", Some(71), false),
            ("P4", Some(51), true)
        ]
    );
    assert_eq!(
        warnings[0].people,
        [
            (Role::Mentor, "E00".to_owned()),
            (Role::Mentee, "E11".to_owned())
        ]
    );
    assert_eq!(warnings[0].last_session, None);
}

#[test]
fn an_end_after_the_cut_off_is_under_way_whatever_its_status() {
    let mut org = organisation();
    for m in &mut org.memberships {
        if m.status == Some(PairingStatus::Completed) {
            m.end = Day::from_ymd(2026, 2, 1).expect("a day");
        }
    }
    let ladder = ask(&org, |panel| panel.health(0)).ladders[0];
    assert_eq!((ladder.active, ladder.completed), (4, 0));
}

#[test]
fn a_side_whose_membership_ended_leaves_the_other_alone() {
    let mut org = organisation();
    for m in &mut org.memberships {
        if (m.pairing, m.role) == (1, Role::Mentor) {
            m.end = day(11, 1);
        }
    }
    let (health, warnings) = ask(&org, |panel| (panel.health(0), panel.early_warnings()));
    is(&health, &Aspect::OneSided, 2.0, 6.0);
    assert_eq!(warnings.iter().filter(|w| w.one_sided).count(), 2);
    // 31 of 91 days: this mentor dropped out, the mentee is still there.
    let [mentors, mentees] = [health.ladders[0], health.ladders[1]];
    assert_eq!((mentors.active, mentors.dropped), (2, 2));
    assert_eq!((mentees.active, mentees.dropped), (3, 2));
}

#[test]
fn without_sessions_nothing_is_said_of_meetings() {
    let mut org = organisation();
    org.course.sessions = None;
    let (health, warnings) = ask(&org, |panel| (panel.health(0), panel.early_warnings()));
    assert!(
        health
            .sums
            .iter()
            .all(|s| s.aspect != Aspect::SessionsAgainstPlan)
    );
    // The mentee who left is still missed.
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].one_sided && warnings[0].quiet_days.is_none());
}
