//! Where nothing can be known the investigation says why: every finding of the outcome in question is a reason, and what
//! can still be known is still told. (That no figure is NaN and every reason a sentence is checked by `World::findings`.)

use counterpart::findings::Finding;
use counterpart::panel::{Covariate, Weighting};
use counterpart::tables::{Attribute, Exit, ExitKind, Measure, Membership};
use counterpart::vocab::{Day, Estimand, Method, OutcomeKind, Role};

use super::world::{World, attribute};

/// Asserts that no finding of the kind has an answer, that there is one, and what the reasons say.
#[track_caller]
fn unknown(findings: &[Finding], wanted: impl Fn(&Finding) -> bool, says: &[&str]) {
    let mut asked = 0;
    // Levels of participants are described all the same; they compare nothing.
    let compares = |f: &&Finding| f.method != Method::Descriptive && wanted(f);
    for f in findings.iter().filter(compares) {
        match &f.answer {
            Ok(n) => panic!("{} has an answer: {n:?}", f.id()),
            // Of some generations nobody takes part whatever else is the matter.
            Err(reason) if !f.population.is_overall() && reason.contains("no participant") => {}
            Err(reason) => {
                asked += 1;
                assert!(
                    says.iter().any(|s| reason.contains(s)),
                    "{}: {reason}",
                    f.id()
                );
            }
        }
    }
    assert!(asked > 0, "it was asked");
}

/// Asserts that there are answers of the kind.
#[track_caller]
fn known(findings: &[Finding], wanted: impl Fn(&Finding) -> bool) {
    assert!(findings.iter().any(|f| wanted(f) && f.answer.is_ok()));
}

fn scores(f: &Finding) -> bool {
    f.subject.kind == OutcomeKind::Score
}

fn exits(f: &Finding) -> bool {
    f.subject.kind == OutcomeKind::TimeToEvent
}

fn anything(_: &Finding) -> bool {
    true
}

/// Keeps the first so many memberships of each role.
fn keep(world: &mut World, many: usize) {
    for role in [Role::Mentor, Role::Mentee] {
        let mut seen = 0;
        world.org.memberships.retain(|m| {
            seen += usize::from(m.role == role);
            m.role != role || seen <= many
        });
    }
}

#[test]
fn a_sound_world_has_answers() {
    let findings = World::new(21).findings();
    known(&findings, scores);
    known(&findings, exits);
    known(&findings, |f| f.subject.kind == OutcomeKind::Count);
}

#[test]
fn nobody_takes_part() {
    let world = World::new(21).with(|w| w.org.memberships.clear());
    unknown(&world.findings(), anything, &["no participant"]);
}

#[test]
fn one_participant_or_nine() {
    for many in [1, 9] {
        let world = World::new(21).with(|w| keep(w, many));
        let of = |role| {
            world
                .org
                .memberships
                .iter()
                .filter(|m| m.role == role)
                .count()
        };
        assert_eq!([of(Role::Mentor), of(Role::Mentee)], [many; 2]);
        let says = [
            "fewer than 10",
            "no participant",
            "answers are needed",
            "nobody is left",
            "needs events among participants",
        ];
        unknown(&world.findings(), anything, &says);
    }
}

#[test]
fn everyone_in_one_trial() {
    // Everybody starts in the same week: nobody is left who has not.
    let world = World::new(21).with(|w| {
        let start = w.org.memberships[0].start;
        w.org.memberships = (0..w.org.people.len() as u32)
            .flat_map(|person| {
                [Role::Mentor, Role::Mentee].map(|role| Membership {
                    pairing: person,
                    programme: 0,
                    person,
                    role,
                    start,
                    end: Day::MAX,
                    status: None,
                })
            })
            .collect();
    });
    unknown(
        &world.findings(),
        anything,
        &["nobody", "answers are needed"],
    );
}

#[test]
fn nobody_answers() {
    let world = World::new(21).with(|w| {
        w.org.scores[0]
            .scores
            .iter_mut()
            .for_each(|column| column.fill(f32::NAN));
    });
    let findings = world.findings();
    unknown(
        &findings,
        scores,
        &[
            "answers are needed",
            "nobody",
            "no participant",
            "fewer than 10",
        ],
    );
    known(&findings, exits);
    let none = World::new(21).with(|w| w.org.scores.clear());
    unknown(&none.findings(), scores, &["answers are needed"]);
}

/// Keeps the answers of waves for which `wanted` holds.
fn waves(world: &mut World, wanted: impl Fn(Day) -> bool) {
    let scores = &mut world.org.scores[0];
    let kept: Vec<usize> = (0..scores.waves.len())
        .filter(|&k| wanted(scores.waves[k]))
        .collect();
    let position = |wave: u16| kept.iter().position(|&k| k == usize::from(wave));
    let rows: Vec<usize> = (0..scores.person.len())
        .filter(|&r| position(scores.wave[r]).is_some())
        .collect();
    scores.person = rows.iter().map(|&r| scores.person[r]).collect();
    scores.wave = rows
        .iter()
        .filter_map(|&r| position(scores.wave[r]).map(|k| k as u16))
        .collect();
    for column in &mut scores.scores {
        *column = rows.iter().map(|&r| column[r]).collect();
    }
    scores.waves = kept.iter().map(|&k| scores.waves[k]).collect();
}

#[test]
fn one_wave_or_none_before_or_none_after() {
    let starts = |w: &World| {
        let days = w.org.memberships.iter().map(|m| m.start);
        (
            days.clone().min().expect("starts"),
            days.max().expect("starts"),
        )
    };
    let says = ["from before the start and from after it"];
    for keep in [
        (|day, _, last| day > last) as fn(Day, Day, Day) -> bool,
        |day, first, _| day < first.plus(-30),
    ] {
        let world = World::new(21).with(|w| {
            let (first, last) = starts(w);
            waves(w, |day| keep(day, first, last));
        });
        assert!(!world.org.scores[0].waves.is_empty());
        unknown(&world.findings(), scores, &says);
        known(&world.findings(), exits);
    }
    let one = World::new(21).with(|w| {
        let third = w.org.scores[0].waves[3];
        waves(w, |day| day == third);
    });
    unknown(&one.findings(), scores, &says);
}

#[test]
fn everybody_answers_the_same() {
    let world = World::new(21).with(|w| {
        w.org.scores[0]
            .scores
            .iter_mut()
            .for_each(|column| column.fill(50.0));
    });
    let findings = world.findings();
    unknown(
        &findings,
        scores,
        &["do not vary", "fewer than 10", "answers are needed"],
    );
    known(&findings, exits);
}

#[test]
fn nobody_leaves() {
    let findings = World::new(21).with(|w| w.org.exits.clear()).findings();
    unknown(
        &findings,
        exits,
        &["did not happen", "do not vary", "fewer than 10"],
    );
    known(&findings, scores);
}

#[test]
fn everybody_leaves_at_once() {
    // The last day of the second start quarter's following month: all are gone, whoever took part.
    let world = World::new(21).with(|w| {
        let last = w
            .org
            .memberships
            .iter()
            .map(|m| m.start)
            .max()
            .expect("starts");
        let day = last.plus(120);
        w.org.exits = (0..w.org.people.len() as u32)
            .map(|person| Exit {
                person,
                day,
                kind: ExitKind::Voluntary,
            })
            .collect();
    });
    // Before that day everybody stays in both arms, on it everybody leaves: no difference and no variance.
    let findings = world.findings();
    for f in findings.iter().filter(|f| exits(f)) {
        if let Ok(n) = &f.answer {
            assert!(
                f.estimand != Estimand::HazardRatio || n.estimate.is_finite(),
                "{f:?}"
            );
            assert!(n.std_error.is_some_and(|se| se > 0.0), "{f:?}");
        }
    }
}

#[test]
fn a_horizon_beyond_follow_up() {
    let world = World::new(21).with(|w| {
        for outcome in &mut w.outcomes {
            if let Measure::TimeToExit { horizons_days, .. } = &mut outcome.measure {
                *horizons_days = vec![90, 5_000];
            }
        }
    });
    let findings = world.findings();
    let far = |f: &Finding| f.moment.horizon_days == Some(5_000);
    unknown(
        &findings,
        far,
        &["followed for 5000 days", "fewer than 10", "nobody is left"],
    );
    known(&findings, |f| f.moment.horizon_days == Some(90));
}

#[test]
fn the_cut_off_lies_before_all_starts() {
    let world = World::new(21).with(|w| w.period = w.period.plus(-8));
    unknown(&world.findings(), anything, &["no participant"]);
}

#[test]
fn a_covariate_that_only_participants_have() {
    // Every participant is in a region of their own: nobody resembles them.
    let world = World::new(21).with(|w| {
        let members: Vec<u32> = w.org.memberships.iter().map(|m| m.person).collect();
        for column in &mut w.org.roster.attributes {
            if let Attribute::Category { codes, labels } = &mut column.values
                && column.name == "region"
            {
                labels.push("zz".to_owned());
                let own = labels.len() as u32 - 1;
                members.iter().for_each(|&p| codes[p as usize] = own);
            }
        }
    });
    for weighting in [
        Weighting::Exact,
        Weighting::Entropy,
        Weighting::Overlap,
        Weighting::Logistic,
    ] {
        let world = world.clone().with(|w| w.study.weighting = weighting);
        let says = [
            "resembles anybody",
            "fewer than 10",
            "answers are needed",
            "nobody",
        ];
        // Those who start later serve as controls until then, so that some comparisons have people of that region.
        let never =
            world.with(|w| w.study.control = counterpart::panel::ControlGroup::NeverTreated);
        unknown(&never.findings(), scores, &says);
    }
}

#[test]
fn a_breakdown_value_without_participants() {
    let world = World::new(21).with(|w| {
        w.study.dimensions = vec![vec![attribute("site")]];
        let members: Vec<u32> = w.org.memberships.iter().map(|m| m.person).collect();
        let n = w.org.people.len() as u32;
        let codes = (0..n).map(|p| {
            if members.contains(&p) || p % 3 == 0 {
                0
            } else {
                1 + p % 2
            }
        });
        w.org
            .roster
            .attributes
            .push(counterpart::tables::AttributeColumn {
                name: "site".to_owned(),
                values: Attribute::Category {
                    codes: codes.collect(),
                    labels: ["here", "there", "yonder"].map(str::to_owned).to_vec(),
                },
            });
    });
    let findings = world.findings();
    let at = |value: &'static str| move |f: &Finding| f.population.value == value;
    for value in ["there", "yonder"] {
        let rows: Vec<&Finding> = findings.iter().filter(|f| at(value)(f)).collect();
        assert!(!rows.is_empty(), "every value gets a row");
        for f in rows {
            let reason = f.answer.as_ref().expect_err("nobody of there takes part");
            assert!(reason.contains("no participant"), "{reason}");
        }
    }
    known(&findings, at("here"));
}

#[test]
fn an_empty_breakdown_value_and_a_covariate_nobody_states() {
    let world = World::new(21).with(|w| {
        for column in &mut w.org.roster.attributes {
            if let Attribute::Category { codes, .. } = &mut column.values
                && column.name == "gender"
            {
                codes.fill(u32::MAX);
            }
        }
        w.study.dimensions = vec![vec![attribute("gender")]];
        w.study.adjust_for.push(Covariate::LevelBand);
        w.study.adjust_for.push(attribute("gender"));
    });
    let findings = world.findings();
    // One value, "not stated", which is everybody: the answers are those of everybody.
    let mut compared = 0;
    for f in findings
        .iter()
        .filter(|f| f.population.is_overall() && f.is_headline())
    {
        let own = findings.iter().find(|g| {
            g.population.dimension == "gender"
                && g.subject == f.subject
                && g.estimand == f.estimand
                && g.moment == f.moment
        });
        let own = own.expect("a row of the only value");
        assert_eq!(own.population.value, "not stated");
        assert_eq!(own.counts, f.counts);
        if let (Ok(a), Ok(b)) = (&f.answer, &own.answer) {
            assert!((a.estimate - b.estimate).abs() < 1e-9);
            compared += 1;
        }
    }
    assert!(compared > 4);
}
