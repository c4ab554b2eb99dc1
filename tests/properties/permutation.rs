//! What people, categories and rows are called, and in which order they come, changes nothing.

use counterpart::tables::{Attribute, NO_PERSON, Organisation};
use counterpart::vocab::Day;

use super::world::{World, same, same_within};

/// Iterative fits of a model written in another way end this near to each other.
const ITERATION: f64 = 1e-5;

/// The numbers 0..n in an order far from theirs: multiplication by a number prime to n, then a turn.
pub fn order(n: usize, step: usize) -> Vec<u32> {
    let prime = (step..step + n)
        .find(|&s| gcd(s, n) == 1)
        .expect("one of n in a row is prime to n");
    (0..n).map(|k| ((k * prime + 17) % n) as u32).collect()
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Gives person `p` the number `to[p]`.
pub fn renumbered(org: &Organisation, to: &[u32]) -> Organisation {
    let mut from = vec![0_usize; to.len()];
    to.iter()
        .enumerate()
        .for_each(|(old, &new)| from[new as usize] = old);
    let person = |p: u32| to[p as usize];
    let mut new = org.clone();
    new.people.ids.sort();
    // One undated row a person.
    let roster = &org.roster;
    new.roster.hire = from.iter().map(|&p| roster.hire[p]).collect();
    new.roster.manager = from
        .iter()
        .map(|&p| match roster.manager[p] {
            NO_PERSON => NO_PERSON,
            manager => person(manager),
        })
        .collect();
    for (column, old) in new.roster.attributes.iter_mut().zip(&roster.attributes) {
        match (&mut column.values, &old.values) {
            (Attribute::Category { codes, .. }, Attribute::Category { codes: old, .. }) => {
                *codes = from.iter().map(|&p| old[p]).collect();
            }
            (Attribute::Number(numbers), Attribute::Number(old)) => {
                *numbers = from.iter().map(|&p| old[p]).collect();
            }
            _ => unreachable!("a clone has the same columns"),
        }
    }
    new.exits
        .iter_mut()
        .for_each(|e| e.person = person(e.person));
    new.exits.sort_by_key(|e| (e.person, e.day));
    new.promotions.iter_mut().for_each(|p| p.0 = person(p.0));
    new.promotions.sort_unstable();
    new.moves.iter_mut().for_each(|p| p.0 = person(p.0));
    new.moves.sort_unstable();
    for scores in &mut new.scores {
        scores.person.iter_mut().for_each(|p| *p = person(*p));
    }
    for counted in &mut new.counted {
        counted.person.iter_mut().for_each(|p| *p = person(*p));
    }
    new.memberships
        .iter_mut()
        .for_each(|m| m.person = person(m.person));
    new.memberships
        .sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
    new
}

#[test]
fn what_people_are_called_changes_nothing() {
    for (seed, programmes) in [(1, 1), (2, 3)] {
        let world = World::sized(seed, 1_500, programmes);
        let findings = world.findings();
        for step in [1_001, 7] {
            let to = order(world.org.people.len(), step);
            let renamed = world.clone().with(|w| w.org = renumbered(&w.org, &to));
            same(&findings, &renamed.findings());
        }
    }
}

#[test]
fn the_order_of_answers_changes_nothing() {
    let world = World::new(3);
    let shuffled = world.clone().with(|w| {
        for s in &mut w.org.scores {
            let order = order(s.person.len(), 4_099);
            let from = |k: &u32| *k as usize;
            s.person = order.iter().map(|k| s.person[from(k)]).collect();
            s.wave = order.iter().map(|k| s.wave[from(k)]).collect();
            for column in &mut s.scores {
                *column = order.iter().map(|k| column[from(k)]).collect();
            }
        }
        w.org.counted[0].person.reverse();
        w.org.counted[0].day.reverse();
    });
    same(&world.findings(), &shuffled.findings());
}

#[test]
fn which_category_comes_first_changes_nothing() {
    // Another reference category of every model: the fitted values are the same.
    let world = World::new(4);
    let turned = world.clone().with(|w| {
        for column in &mut w.org.roster.attributes {
            if let Attribute::Category { codes, labels } = &mut column.values
                && column.name == "region"
            {
                let n = labels.len() as u32;
                labels.rotate_left(1);
                codes
                    .iter_mut()
                    .filter(|code| **code < n)
                    .for_each(|code| *code = (*code + n - 1) % n);
            }
        }
    });
    same_within(&world.findings(), &turned.findings(), ITERATION);
    // So does the order in which covariates are named.
    let backwards = world.clone().with(|w| w.study.adjust_for.reverse());
    same_within(&world.findings(), &backwards.findings(), ITERATION);
}

#[test]
fn a_programme_whose_members_are_nobody_changes_nothing() {
    let world = World::new(5);
    let more = world.clone().with(|w| {
        w.org.programmes.ids.push("another".to_owned());
    });
    same(&world.findings(), &more.findings());
}

/// Four years have the same days whatever four years they are (within a century): quarters stay quarters.
const FOUR_YEARS: i32 = 1_461;

#[test]
fn four_years_later_the_answers_are_the_same() {
    let world = World::new(6);
    let later = world.clone().with(|w| {
        let shift = |day: &mut Day| {
            if *day != Day::MIN && *day != Day::MAX {
                *day = day.plus(FOUR_YEARS);
            }
        };
        let org = &mut w.org;
        org.roster.hire.iter_mut().for_each(shift);
        org.exits.iter_mut().for_each(|e| shift(&mut e.day));
        org.promotions.iter_mut().for_each(|p| shift(&mut p.1));
        org.moves.iter_mut().for_each(|p| shift(&mut p.1));
        for s in &mut org.scores {
            s.waves.iter_mut().for_each(shift);
        }
        for c in &mut org.counted {
            c.day.iter_mut().for_each(shift);
        }
        for m in &mut org.memberships {
            shift(&mut m.start);
            shift(&mut m.end);
        }
        w.period = w.period.plus(16);
    });
    let mut findings = later.findings();
    for finding in &mut findings {
        if let Some(cohort) = &mut finding.moment.cohort {
            *cohort = cohort.plus(-16);
        }
        if let Some(wave) = &mut finding.moment.wave {
            *wave = wave.plus(-FOUR_YEARS);
        }
    }
    same(&world.findings(), &findings);
}
