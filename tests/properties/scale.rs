//! What shifts or scales the data shifts or scales the answer, and twice the people halve its variance.

use counterpart::findings::Finding;
use counterpart::tables::{Attribute, NO_PERSON, Organisation};
use counterpart::vocab::{Estimand, OutcomeKind, Unit};

use super::world::{ROUNDING, World, figures, same_numbers};

fn scores(world: &World, change: impl Fn(f32) -> f32) -> World {
    world.clone().with(|w| {
        for scores in &mut w.org.scores {
            for column in &mut scores.scores {
                // Scores that every change below leaves exact in single precision.
                column
                    .iter_mut()
                    .for_each(|x| *x = change((*x * 4.0).round() / 4.0));
            }
        }
    })
}

fn is_score(f: &Finding) -> bool {
    f.subject.kind == OutcomeKind::Score
}

#[test]
fn a_constant_added_to_all_scores_changes_no_effect() {
    let world = World::new(11);
    let (plain, raised) = (scores(&world, |x| x), scores(&world, |x| x + 32.0));
    let (before, after) = (plain.findings(), raised.findings());
    assert_eq!(before.len(), after.len());
    let mut levels = 0;
    for (a, b) in before.iter().zip(&after) {
        let level = |name: &str| name.ends_with("_level") && is_score(a) && name != "ci_level";
        same_numbers(a, b, &|name| if level(name) { f64::NAN } else { 1.0 });
        if let (true, Ok(x), Ok(y)) = (is_score(a), &a.answer, &b.answer) {
            for (x, y) in [
                (x.treated_level, y.treated_level),
                (x.control_level, y.control_level),
            ] {
                let risen = x
                    .zip(y)
                    .is_none_or(|(x, y)| (y - x - 32.0).abs() < ROUNDING);
                assert!(risen, "{}: {x:?} and {y:?}", a.id());
                levels += usize::from(x.is_some());
            }
        }
    }
    assert!(levels > 8, "levels were compared");
}

/// Figures in the unit of the outcome.
const IN_UNITS: [&str; 10] = [
    "estimate",
    "std_error",
    "ci_low",
    "ci_high",
    "mde",
    "naive_estimate",
    "treated_level",
    "control_level",
    "shrunk_estimate",
    "shrunk_low",
];

#[test]
fn scores_times_a_factor_give_estimates_times_the_factor() {
    let world = World::new(12);
    let plain = scores(&world, |x| x).findings();
    for k in [0.5_f32, 4.0] {
        let scaled = scores(&world, |x| k * x).findings();
        let mut compared = 0;
        for (a, b) in plain.iter().zip(&scaled) {
            let factor = |name: &str| {
                let in_units = IN_UNITS.contains(&name) || name == "shrunk_high";
                if is_score(a) && in_units {
                    f64::from(k)
                } else {
                    1.0
                }
            };
            same_numbers(a, b, &factor);
            compared += usize::from(is_score(a) && a.answer.is_ok());
        }
        assert!(compared > 40);
    }
}

#[test]
fn reflected_scores_give_reflected_effects() {
    let world = World::new(13);
    let plain = scores(&world, |x| x).findings();
    let reflected = scores(&world, |x| 100.0 - x).findings();
    for (a, b) in plain.iter().zip(&reflected).filter(|(a, _)| is_score(a)) {
        let (Ok(x), Ok(y)) = (&a.answer, &b.answer) else {
            assert_eq!(a.answer.is_ok(), b.answer.is_ok());
            continue;
        };
        let close = |x: Option<f64>, y: Option<f64>| match (x, y) {
            (Some(x), Some(y)) => (x - y).abs() <= ROUNDING * x.abs().max(1.0),
            (x, y) => x.is_none() && y.is_none(),
        };
        let minus = |x: Option<f64>| x.map(|x| -x);
        assert!(close(Some(x.estimate), Some(-y.estimate)), "{}", a.id());
        assert!(close(x.std_error, y.std_error), "{}", a.id());
        assert!(close(x.ci_low, minus(y.ci_high)), "{}", a.id());
        assert!(
            close(x.naive_estimate, minus(y.naive_estimate)),
            "{}",
            a.id()
        );
        assert!(close(x.p_value, y.p_value), "{}", a.id());
        assert!(close(x.e_value, y.e_value), "{}", a.id());
        assert!(close(x.shrunk_low, minus(y.shrunk_high)), "{}", a.id());
    }
}

/// Everybody twice: person p becomes 2p and 2p + 1, alike in everything, each pair beside a copy of itself.
fn doubled(org: &Organisation) -> Organisation {
    fn twice<T: Clone>(values: &[T]) -> Vec<T> {
        values.iter().flat_map(|v| [v.clone(), v.clone()]).collect()
    }
    let both = |p: u32| [2 * p, 2 * p + 1];
    let mut new = org.clone();
    new.people.ids = org
        .people
        .ids
        .iter()
        .flat_map(|id| ["a", "b"].map(|copy| format!("{id}{copy}").into_boxed_str()))
        .collect();
    let n = new.people.ids.len() as u32;
    new.roster.first_row = (0..=n).collect();
    new.roster.as_of = twice(&org.roster.as_of);
    new.roster.hire = twice(&org.roster.hire);
    new.roster.manager = twice(&org.roster.manager)
        .into_iter()
        .map(|m| if m == NO_PERSON { m } else { 2 * m })
        .collect();
    for column in &mut new.roster.attributes {
        match &mut column.values {
            Attribute::Category { codes, .. } => *codes = twice(codes),
            Attribute::Number(numbers) => *numbers = twice(numbers),
        }
    }
    new.exits = Vec::new();
    for exit in &org.exits {
        new.exits
            .extend(both(exit.person).map(|person| counterpart::tables::Exit { person, ..*exit }));
    }
    new.exits.sort_by_key(|e| (e.person, e.day));
    new.promotions = org
        .promotions
        .iter()
        .flat_map(|&(p, day)| both(p).map(|p| (p, day)))
        .collect();
    new.promotions.sort_unstable();
    new.moves = org
        .moves
        .iter()
        .flat_map(|&(p, day)| both(p).map(|p| (p, day)))
        .collect();
    new.moves.sort_unstable();
    for (scores, old) in new.scores.iter_mut().zip(&org.scores) {
        scores.person = old.person.iter().flat_map(|&p| both(p)).collect();
        scores.wave = twice(&old.wave);
        scores.scores = old.scores.iter().map(|column| twice(column)).collect();
    }
    for (counted, old) in new.counted.iter_mut().zip(&org.counted) {
        counted.person = old.person.iter().flat_map(|&p| both(p)).collect();
        counted.day = twice(&old.day);
        counted.value = twice(&old.value);
    }
    new.memberships = org
        .memberships
        .iter()
        .flat_map(|m| {
            [0, 1].map(|k| counterpart::tables::Membership {
                pairing: 2 * m.pairing + k,
                person: 2 * m.person + k,
                ..*m
            })
        })
        .collect();
    new.memberships
        .sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
    new
}

#[test]
fn everybody_twice_gives_the_same_estimate_with_half_the_variance() {
    let world = World::new(14);
    let twice = world.clone().with(|w| w.org = doubled(&w.org));
    let (once, twice) = (world.findings(), twice.findings());
    let (mut scores, mut exits, mut many) = (0, 0, Vec::new());
    for a in &once {
        let Some(b) = twice.iter().find(|b| b.id() == a.id()) else {
            continue; // a longer horizon is reached by more people
        };
        assert_eq!(2 * a.counts.treated, b.counts.treated, "{}", a.id());
        assert_eq!(2 * a.counts.control, b.counts.control, "{}", a.id());
        // Efron's rule for ties looks at how many are tied, so that ratios move a little.
        let (Ok(x), Ok(y)) = (&a.answer, &b.answer) else {
            continue;
        };
        if a.unit == Unit::Ratio {
            assert!((x.estimate / y.estimate - 1.0).abs() < 0.05, "{}", a.id());
            continue;
        }
        let close = (x.estimate - y.estimate).abs() <= ROUNDING * x.estimate.abs().max(1.0);
        assert!(close, "{}: {} and {}", a.id(), x.estimate, y.estimate);
        let (Some(se), Some(half)) = (x.std_error, y.std_error) else {
            continue;
        };
        let ratio = (half / se).powi(2);
        let over_time = [
            Estimand::RetentionDifference,
            Estimand::CumulativeIncidenceDifference,
            Estimand::RmstDifference,
        ];
        if over_time.contains(&a.estimand) {
            // No small-sample factor: exactly half.
            assert!((ratio - 0.5).abs() < ROUNDING, "{}: {ratio}", a.id());
            exits += 1;
        } else {
            // Less than half: what is made up for few participants, and G/(G − 1), are less for twice as many.
            assert!(ratio > 0.1 && ratio < 0.5, "{}: {ratio}", a.id());
            many.push((a.counts.treated_on_support, ratio));
            scores += 1;
        }
        for (name, value) in figures(y) {
            if name == "treated_level" || name == "control_level" || name == "naive_estimate" {
                let (_, before) = figures(x)
                    .into_iter()
                    .find(|(n, _)| *n == name)
                    .expect("the same names");
                let same = before
                    .zip(value)
                    .is_none_or(|(p, q)| (p - q).abs() <= 1e-4 * p.abs().max(1.0));
                assert!(same, "{name} of {}", a.id());
            }
        }
    }
    assert!(scores > 60 && exits > 4, "{scores} scores, {exits} exits");
    let largest = many.iter().max_by_key(|m| m.0).expect("scores");
    assert!(
        largest.1 > 0.4,
        "nearly half with the most participants: {largest:?}"
    );
}
