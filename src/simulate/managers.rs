//! Who reports to whom: a tree in which every manager is on a higher level than their reports.

use rayon::prelude::*;

use crate::tables::NO_PERSON;

use super::Settings;
use super::draws::{CHUNK, Draws, Stage};
use super::people::Person;

/// Function pools plus one that holds everybody.
const POOLS: usize = 8;
/// The pool of all functions.
const ANY: usize = POOLS - 1;

/// Numbers of possible managers by tier (levels 5–6, 7–8, 9, 10) and function.
type Pools = [[Vec<u32>; POOLS]; 4];

/// Sets `manager` and `is_manager`. The person with number 0 is at the top. A manager from the same function who
/// was hired earlier is preferred.
pub(super) fn assign(people: &mut [Person], settings: &Settings) {
    let pools = pools(people);
    let hires: Vec<i32> = people.iter().map(|p| p.hire.0).collect();
    people
        .par_chunks_mut(CHUNK)
        .enumerate()
        .for_each(|(chunk, people)| {
            let mut draws = Draws::new(settings.seed, Stage::Managers, 0, chunk);
            for (k, person) in people.iter_mut().enumerate() {
                let top = chunk == 0 && k == 0;
                person.manager = if top {
                    NO_PERSON
                } else {
                    choose(&mut draws, &pools, &hires, person)
                };
            }
        });
    let managers: Vec<u32> = people
        .iter()
        .map(|p| p.manager)
        .filter(|m| *m != NO_PERSON)
        .collect();
    for manager in managers {
        if let Some(person) = people.get_mut(manager as usize) {
            person.is_manager = true;
        }
    }
}

fn pools(people: &[Person]) -> Pools {
    let mut pools = Pools::default();
    for (number, person) in people.iter().enumerate().filter(|(_, p)| p.leads) {
        let tier = match person.level {
            5 | 6 => 0,
            7 | 8 => 1,
            9 => 2,
            10 => 3,
            _ => continue,
        };
        pools[tier][usize::from(person.function)].push(number as u32);
        pools[tier][ANY].push(number as u32);
    }
    pools
}

fn choose(draws: &mut Draws, pools: &Pools, hires: &[i32], person: &Person) -> u32 {
    let tier = match person.level {
        1..=4 => usize::from(draws.chance(0.45)),
        5 | 6 => 1 + usize::from(draws.chance(0.2)),
        7 | 8 => 2,
        9 => 3,
        _ => return 0,
    };
    for pool in [usize::from(person.function), ANY] {
        let candidates = &pools[tier][pool];
        if candidates.is_empty() {
            continue;
        }
        let mut chosen = candidates[draws.below(candidates.len())];
        for _ in 0..6 {
            if hires[chosen as usize] <= person.hire.0 {
                break;
            }
            chosen = candidates[draws.below(candidates.len())];
        }
        return chosen;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::people::draw_people;
    use super::*;

    #[test]
    fn managers_are_on_a_higher_level() {
        let settings = Settings::default();
        let mut people = draw_people(&settings, &Calendar::new(12));
        assign(&mut people, &settings);
        assert_eq!(people[0].manager, NO_PERSON);
        for person in &people[1..] {
            let manager = &people[person.manager as usize];
            // Level 10 reports to the top, who is on level 10 too; everybody else looks upwards.
            assert!(manager.level > person.level || person.manager == 0);
            assert!(manager.is_manager);
        }
        let managers = people.iter().filter(|p| p.is_manager).count();
        assert!((600..1_200).contains(&managers), "{managers}");
    }
}
