//! What a portfolio must be: structures that hold, effects that reach the answers, groups whose members are alike.

use std::collections::BTreeSet;

use super::super::people::Person;
use super::answers::rated;
use super::outcomes::{Kind, of_kind, position};
use super::plans::Mix;
use super::*;

/// The committed sample.
fn whole() -> Portfolio {
    portfolio(&Settings::with_programmes(10)).expect("the defaults are in range")
}

fn person(portfolio: &Portfolio, number: u32) -> &Person {
    &portfolio.people[number as usize]
}

fn plan_of(id: &str) -> usize {
    PLANS
        .iter()
        .position(|p| p.programme.id == id)
        .expect("a programme of the plan")
}

#[test]
fn structures_hold() {
    let made = whole();
    for (programme, plan) in PLANS.iter().enumerate() {
        let units: Vec<&Unit> = made
            .units
            .iter()
            .filter(|u| usize::from(u.programme) == programme)
            .collect();
        let expected = if plan.mix == Mix::Pair {
            90..130
        } else {
            30..45
        };
        assert!(
            expected.contains(&units.len()),
            "{}: {}",
            plan.programme.id,
            units.len()
        );
        for seat in plan.seats {
            let held = units
                .iter()
                .flat_map(|u| &u.members)
                .filter(|m| m.role == seat.role)
                .count();
            let id = plan.programme.id;
            assert!((60..220).contains(&held), "{id} {}: {held}", seat.role);
        }
        for unit in &units {
            assert!((plan.size.0..=plan.size.1).contains(&unit.members.len()));
            let distinct: BTreeSet<u32> = unit.members.iter().map(|m| m.person).collect();
            assert_eq!(distinct.len(), unit.members.len());
            for seat in plan.seats {
                assert!(unit.members.iter().any(|m| m.role == seat.role));
            }
            for member in &unit.members {
                let who = person(&made, member.person);
                let seat = plans::seat_of(programme, member.role).expect("a seat of the plan");
                assert!(seat.pool.admits(who) && who.employed_on(unit.start));
                assert!(who.start.is_some_and(|s| s.day <= unit.start));
                assert!(member.end.is_none_or(|end| end >= unit.start));
            }
        }
    }
    assert!(made.units.windows(2).all(|w| w[0].start <= w[1].start));
}

#[test]
fn groups_are_mixed_as_their_model_asks() {
    let made = whole();
    let share = |programme: &str, test: &dyn Fn(&[&Person]) -> bool| {
        let own = plan_of(programme);
        let units = made
            .units
            .iter()
            .filter(|u| usize::from(u.programme) == own);
        let groups: Vec<Vec<&Person>> = units
            .map(|u| u.members.iter().map(|m| person(&made, m.person)).collect())
            .collect();
        groups.iter().filter(|g| test(g)).count() as f64 / groups.len() as f64
    };
    let distinct = |people: &[&Person], of: fn(&Person) -> u8| {
        people.iter().map(|p| of(p)).collect::<BTreeSet<u8>>().len()
    };
    assert!(share("challenge_pods", &|g| distinct(g, |p| p.function) >= 3) > 0.9);
    assert!(share("inclusion_circles", &|g| distinct(g, |p| p.generation) >= 3) > 0.6);
    assert!(share("inclusion_circles", &|g| distinct(g, |p| p.generation) >= 2) > 0.99);
    assert!(share("global_exchange", &|g| distinct(g, |p| p.region) == 2) > 0.8);
}

#[test]
fn few_take_part_twice_and_nobody_twice_in_one_programme() {
    let made = whole();
    let mut programmes = vec![Vec::new(); made.people.len()];
    for unit in &made.units {
        for member in &unit.members {
            programmes[member.person as usize].push(unit.programme);
        }
    }
    let taking = programmes.iter().filter(|p| !p.is_empty()).count();
    let twice = programmes.iter().filter(|p| p.len() > 1).count();
    let share = twice as f64 / taking as f64;
    assert!((0.005..0.08).contains(&share), "{share}");
    for own in &programmes {
        let distinct: BTreeSet<&u8> = own.iter().collect();
        assert_eq!(distinct.len(), own.len());
    }
    let started = made.people.iter().filter(|p| p.start.is_some()).count();
    assert_eq!(started, taking);
}

#[test]
fn planted_points_reach_the_answers() {
    // The same people and draws with nothing planted: the difference is what the answers show of the effect.
    let made = whole();
    let blank = Portfolio {
        effects: Effects::new(false),
        ..made.clone()
    };
    let seen = |programme: &str, role: Role, outcome: &str| {
        let own = plan_of(programme);
        let counts = |number: u32| {
            person(&made, number)
                .start
                .filter(|s| usize::from(s.programme) == own && s.role == role)
        };
        let at = position(outcome).expect("an outcome");
        let measured = &MEASURED[at];
        let (low, high) = measured.scale;
        let before: usize = of_kind(measured.kind)
            .take_while(|k| *k < at)
            .map(|k| MEASURED[k].items.len())
            .sum();
        let mut differences = Vec::new();
        for (wave, day) in made.calendar.waves.iter().enumerate() {
            let mut add = |number: u32, with: Option<u8>, without: Option<u8>, reversed: bool| {
                if let (Some(start), Some(with), Some(without)) = (counts(number), with, without)
                    && start.index <= *day
                {
                    let points = 100.0 * (f64::from(with) - f64::from(without));
                    let turn = if reversed { -1.0 } else { 1.0 };
                    differences.push(turn * points / f64::from(high - low));
                }
            };
            if measured.kind == Kind::Survey {
                for (a, b) in made.survey_wave(wave).iter().zip(blank.survey_wave(wave)) {
                    assert_eq!(a.person, b.person);
                    for k in 0..measured.items.len() {
                        let last = measured.last_reversed && k + 1 == measured.items.len();
                        add(a.person, a.items[before + k], b.items[before + k], last);
                    }
                }
            } else {
                let of = |p: &Portfolio| match measured.kind {
                    Kind::Test => p.test_wave(wave),
                    _ => p.feedback_wave(wave),
                };
                for (a, b) in of(&made).iter().zip(of(&blank)) {
                    assert_eq!((a.person, a.item, a.rater), (b.person, b.item, b.rater));
                    if measured.items.contains(&a.item) {
                        add(a.person, Some(a.score), Some(b.score), false);
                    }
                }
            }
        }
        let n = differences.len() as f64;
        assert!(n > 100.0);
        let mean = differences.iter().sum::<f64>() / n;
        let square = differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>();
        (mean, (square / n / n).sqrt())
    };
    for (programme, role, outcome, planted) in [
        ("digital_fluency", Role::Mentor, "engagement", 3.5),
        ("digital_fluency", Role::Mentee, "digital_literacy", 7.0),
        ("tool_tracks", Role::Mentee, "technology_anxiety", -6.0),
        ("frontline_insight", Role::Mentor, "enps", 6.0),
        ("leader_shadowing", Role::Mentee, "leader_flexibility", 5.0),
        ("voices_online", Role::Mentor, "psychological_safety", -4.0),
    ] {
        let (mean, error) = seen(programme, role, outcome);
        assert!(
            (mean - planted).abs() <= 4.0 * error + 1e-9,
            "{programme} {outcome}: {mean} ± {error}"
        );
    }
    assert_eq!(seen("global_exchange", Role::Mentor, "belonging").0, 0.0);
}

fn truth_of(made: &Portfolio, key: [&str; 6]) -> f64 {
    made.truths
        .iter()
        .find(|t| {
            let named = [
                t.outcome,
                t.programme,
                t.role,
                t.estimand,
                t.dimension,
                &t.value,
            ];
            named == key && t.horizon_days.is_none_or(|days| days == 365)
        })
        .map(|t| t.truth)
        .expect("the portfolio states this truth")
}

#[test]
fn truths_are_what_is_planted_less_what_second_starts_do_not_add() {
    let made = whole();
    let att = |outcome, programme, role, dimension, value| {
        truth_of(&made, [outcome, programme, role, "att", dimension, value])
    };
    let near = |found: f64, planted: f64| {
        assert!(
            found <= planted + 1e-9 && found > 0.9 * planted,
            "{found} {planted}"
        );
    };
    near(
        att(
            "digital_literacy",
            "digital_fluency",
            "mentee",
            "overall",
            "all",
        ),
        7.0,
    );
    near(
        att("visibility", "challenge_pods", "mentor", "overall", "all"),
        5.0,
    );
    let (women, men) = (
        att(
            "inclusion",
            "inclusion_circles",
            "member",
            "gender",
            "Women",
        ),
        att("inclusion", "inclusion_circles", "member", "gender", "Men"),
    );
    near(women, 8.0);
    near(men, 2.0);
    let gap = truth_of(
        &made,
        [
            "inclusion",
            "inclusion_circles",
            "member",
            "equity_gap_change",
            "gender",
            "Women vs Men",
        ],
    );
    assert!((gap - (women - men)).abs() < 1e-12);
    let promoted = truth_of(
        &made,
        [
            "promotion",
            "leadership_pathway",
            "mentor",
            "hazard_ratio",
            "overall",
            "all",
        ],
    );
    assert!((2.2..=2.4 + 1e-9).contains(&promoted), "{promoted}");
    let moved = truth_of(
        &made,
        [
            "internal_move",
            "leadership_pathway",
            "mentor",
            "hazard_ratio",
            "overall",
            "all",
        ],
    );
    assert!((2.8..=3.0 + 1e-9).contains(&moved), "{moved}");
    let rate = truth_of(
        &made,
        [
            "ideas",
            "challenge_pods",
            "member",
            "rate_ratio",
            "overall",
            "all",
        ],
    );
    assert!((2.3..=2.5 + 1e-9).contains(&rate), "{rate}");
}

fn is_nothing(truth: &Truth) -> bool {
    let nothing = if matches!(truth.estimand, "hazard_ratio" | "rate_ratio") {
        1.0
    } else {
        0.0
    };
    (truth.truth - nothing).abs() < 1e-9
}

#[test]
fn what_is_not_planted_is_nothing() {
    let none = portfolio(&Settings {
        null: true,
        employees: 6_000,
        ..Settings::with_programmes(10)
    })
    .expect("settings are in range");
    assert!(none.truths.len() > 700);
    assert!(none.truths.iter().all(is_nothing));
    // In the whole sample, the exchange's own people have no effect from it; what is left comes from earlier starts.
    let made = whole();
    let exchange = made
        .truths
        .iter()
        .filter(|t| t.programme == "global_exchange" && t.estimand == "att");
    for truth in exchange {
        assert!(truth.truth.abs() < 0.15, "{truth:?}");
    }
}

/// Intraclass correlation by one-way analysis of variance (Fisher 1925) of values in groups.
fn intraclass(groups: &[Vec<f64>]) -> f64 {
    let groups: Vec<&Vec<f64>> = groups.iter().filter(|g| g.len() > 1).collect();
    let n: f64 = groups.iter().map(|g| g.len() as f64).sum();
    let k = groups.len() as f64;
    let grand = groups.iter().flat_map(|g| g.iter()).sum::<f64>() / n;
    let mean = |g: &[f64]| g.iter().sum::<f64>() / g.len() as f64;
    let between: f64 = groups
        .iter()
        .map(|g| g.len() as f64 * (mean(g) - grand).powi(2))
        .sum();
    let within: f64 = groups
        .iter()
        .map(|g| g.iter().map(|x| (x - mean(g)).powi(2)).sum::<f64>())
        .sum();
    let squares: f64 = groups.iter().map(|g| (g.len() as f64).powi(2)).sum();
    let size = (n - squares / n) / (k - 1.0);
    let (between, within) = (between / (k - 1.0), within / (n - k));
    (between - within) / (between + (size - 1.0) * within)
}

#[test]
fn members_of_a_group_change_alike() {
    let made = whole();
    let alone = Portfolio {
        shocks: vec![Vec::new(); made.units.len()],
        ..made.clone()
    };
    // Mean change of the expected score from before the start to after it, by group and outcome.
    let correlation = |p: &Portfolio| {
        let mut total = (0.0, 0.0);
        for (programme, plan) in PLANS.iter().enumerate() {
            if plan.mix == Mix::Pair {
                continue;
            }
            for outcome in of_kind(Kind::Survey).take(3) {
                let mut groups = vec![Vec::new(); p.units.len()];
                let answers: Vec<Vec<Answers>> = (0..p.calendar.waves.len())
                    .map(|w| p.survey_wave(w))
                    .collect();
                let mut sums = vec![[(0.0, 0.0); 2]; p.people.len()];
                for (wave, answers) in answers.iter().enumerate() {
                    for a in answers {
                        let Some(start) = person(p, a.person).start else {
                            continue;
                        };
                        if usize::from(start.programme) != programme {
                            continue;
                        }
                        let after = usize::from(p.calendar.waves[wave] >= start.index);
                        for item in a.items[4 * outcome..4 * outcome + 3].iter().flatten() {
                            sums[a.person as usize][after].0 += 25.0 * f64::from(*item);
                            sums[a.person as usize][after].1 += 1.0;
                        }
                    }
                }
                for (number, [before, after]) in sums.into_iter().enumerate() {
                    if before.1 > 0.0 && after.1 > 0.0 {
                        let group = p.group_of[number] as usize;
                        groups[group].push(after.0 / after.1 - before.0 / before.1);
                    }
                }
                total.0 += intraclass(&groups);
                total.1 += 1.0;
            }
        }
        total.0 / total.1
    };
    let (together, apart) = (correlation(&made), correlation(&alone));
    assert!(together > 0.08, "{together}");
    assert!(apart.abs() < 0.06 && together > apart + 0.06, "{apart}");
}

#[test]
fn controls_are_measured_too() {
    let made = whole();
    let last = made.calendar.waves.len() - 1;
    let others = |rows: &[Scored]| {
        let people: BTreeSet<u32> = rows.iter().map(|r| r.person).collect();
        let not = people.iter().filter(|p| person(&made, **p).start.is_none());
        not.count() as f64 / people.len() as f64
    };
    assert!(others(&made.test_wave(last)) > 0.6);
    let feedback = made.feedback_wave(last);
    assert!(others(&feedback) > 0.4);
    assert!(feedback.iter().all(|r| rated(person(&made, r.person))));
    assert!(made.test_wave(last - 1).is_empty() && made.feedback_wave(last + 1).is_empty());
    let metrics: BTreeSet<&str> = made
        .activity_quarter(last)
        .iter()
        .map(|a| a.metric)
        .collect();
    assert_eq!(metrics.len(), of_kind(Kind::Metric).count());
    let adopted = made.actions.iter().filter(|a| a.adopted.is_some()).count();
    assert!(adopted > 100 && adopted < made.actions.len());
    assert!(made.moves.iter().any(|m| m.from == m.to) && made.moves.iter().any(|m| m.to > m.from));
    assert!(made.evaluations.iter().all(|e| (1..=5).contains(&e.score)));
    assert!(made.stories.len() > 50);
}
