//! Programmes that admit the same people share their control people, and what is summed over them is summed once. That is a matter
//! of speed: the answer is the one that programmes with lists of their own would get.

use counterpart::panel::Eligibility;
use counterpart::tables::{Attribute, AttributeColumn};
use counterpart::vocab::{OutcomeKind, Role, RoleScope};

use super::world::{World, same_numbers};

/// Whether anybody of a list holds in every place of another.
fn without<T: Copy>(list: &[T], keep: &[bool]) -> Vec<T> {
    let kept = list.iter().zip(keep).filter(|(_, keep)| **keep);
    kept.map(|(x, _)| *x).collect()
}

/// Somebody who never takes part, whose answers are taken away and whom an attribute of their own names.
fn with_a_silent_person(world: World) -> World {
    world.with(|w| {
        let org = &mut w.org;
        let level = match org.roster.attribute("job_level") {
            Some(Attribute::Number(levels)) => levels.clone(),
            _ => panic!("levels are numbers"),
        };
        let apart = |person: u32| {
            let row = org.roster.first_row[person as usize] as usize;
            level[row] > 4.0
                && level[row] < 7.0
                && org.memberships.iter().all(|m| m.person != person)
                && !org.roster.manager.contains(&person)
        };
        let silent = (0..org.people.len() as u32)
            .find(|&person| apart(person))
            .expect("most people take no part");
        for scores in &mut org.scores {
            let keep: Vec<bool> = scores.person.iter().map(|&p| p != silent).collect();
            scores.person = without(&scores.person, &keep);
            scores.wave = without(&scores.wave, &keep);
            for column in &mut scores.scores {
                *column = without(column, &keep);
            }
        }
        let rows = org.roster.first_row[silent as usize]..org.roster.first_row[silent as usize + 1];
        let codes = (0..org.roster.hire.len() as u32)
            .map(|row| u32::from(rows.contains(&row)))
            .collect();
        org.roster.attributes.push(AttributeColumn {
            name: "seat".to_owned(),
            values: Attribute::Category {
                codes,
                labels: vec!["anywhere".to_owned(), "apart".to_owned()],
            },
        });
    })
}

#[test]
fn shared_control_people_give_the_answer_of_lists_of_their_own() {
    let world = with_a_silent_person(World::sized(41, 3_000, 3));
    let shared = world.findings();
    // One programme admits the silent person, too: its list differs, and nothing that anybody answered does.
    let own_lists = world.with(|w| {
        let rule = Eligibility::parse("job_level <= 4 or seat == 'apart'").expect("a valid rule");
        w.programmes[1].eligible.insert(Role::Mentor, rule);
    });
    let own_lists = own_lists.findings();
    let scores = |list: Vec<counterpart::findings::Finding>| -> Vec<_> {
        list.into_iter()
            .filter(|f| {
                f.subject.kind == OutcomeKind::Score
                    && f.subject.role == RoleScope::One(Role::Mentor)
                    && f.subject.programme == counterpart::vocab::ALL
            })
            .collect()
    };
    let (shared, own_lists) = (scores(shared), scores(own_lists));
    assert_eq!(shared.len(), own_lists.len());
    let mut told = 0;
    for (a, b) in shared.iter().zip(&own_lists) {
        assert_eq!((a.id(), a.counts), (b.id(), b.counts));
        same_numbers(a, b, &|_| 1.0);
        told += usize::from(a.answer.is_ok());
    }
    assert!(told > 40, "{told} findings were compared");
}
