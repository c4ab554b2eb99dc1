//! Spells of employment: a re-hired person has several.

use crate::tables::{Exit, ExitKind, Roster};
use crate::vocab::Day;

/// Hire dates of one person that differ by at most this many days, with no exit between, are one date
/// recorded twice rather than a re-hire.
const CORRECTED_WITHIN_DAYS: i32 = 31;

/// One spell of employment. Employed from `hire` until the day before `exit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// First day; [`Day::MIN`] when an earlier spell is proved but its hire date is not known.
    pub hire: Day,
    /// The exit date, [`Day::MAX`] when still employed.
    pub exit: Day,
    /// Type of the exit; `None` when there was none, or when only a re-hire shows that there was one.
    pub kind: Option<ExitKind>,
}

impl Spell {
    /// Whether employed on a day; on the exit date itself no longer.
    pub fn covers(&self, day: Day) -> bool {
        self.hire <= day && day < self.exit
    }
}

/// The spells of everybody: those of person `p` are `spells[first[p]..first[p + 1]]`, in order of time.
#[derive(Debug, Clone, Default)]
pub struct Spells {
    first: Vec<u32>,
    spells: Vec<Spell>,
}

impl Spells {
    /// Builds spells from the roster's hire dates and the exits (sorted by person and day).
    pub fn build(roster: &Roster, people: usize, exits: &[Exit]) -> Spells {
        let mut spells = Spells {
            first: Vec::with_capacity(people + 1),
            spells: Vec::with_capacity(people),
        };
        let mut next_exit = 0;
        for person in 0..people {
            spells.first.push(spells.spells.len() as u32);
            let rows = roster.first_row[person] as usize..roster.first_row[person + 1] as usize;
            while next_exit < exits.len() && (exits[next_exit].person as usize) < person {
                next_exit += 1;
            }
            let from = next_exit;
            while next_exit < exits.len() && exits[next_exit].person as usize == person {
                next_exit += 1;
            }
            spells_of(
                &roster.hire[rows.clone()],
                &roster.as_of[rows],
                &exits[from..next_exit],
                &mut spells.spells,
            );
        }
        spells.first.push(spells.spells.len() as u32);
        spells
    }

    /// The spells of a person.
    pub fn of(&self, person: usize) -> &[Spell] {
        &self.spells[self.first[person] as usize..self.first[person + 1] as usize]
    }

    /// The spell of a person that covers a day.
    pub fn covering(&self, person: usize, day: Day) -> Option<&Spell> {
        self.of(person).iter().find(|spell| spell.covers(day))
    }
}

/// The spells of one person from the hire dates of the snapshots (in order of `as_of`) and the exits.
fn spells_of(hires: &[Day], as_of: &[Day], exits: &[Exit], out: &mut Vec<Spell>) {
    if let ([hire], []) = (hires, exits) {
        out.push(Spell {
            hire: *hire,
            exit: Day::MAX,
            kind: None,
        });
        return;
    }
    let mut starts: Vec<(Day, Day)> = Vec::new();
    for (&hire, &seen) in hires.iter().zip(as_of) {
        match starts.iter_mut().find(|(h, _)| *h == hire) {
            Some((_, last_seen)) => *last_seen = (*last_seen).max(seen),
            None => starts.push((hire, seen)),
        }
    }
    starts.sort_unstable();
    let mut merged: Vec<(Day, Day)> = Vec::with_capacity(starts.len());
    for (hire, seen) in starts {
        match merged.last_mut() {
            Some((before, last_seen))
                if hire.since(*before) <= CORRECTED_WITHIN_DAYS
                    && !exits.iter().any(|e| *before <= e.day && e.day <= hire) =>
            {
                *last_seen = (*last_seen).max(seen);
            }
            _ => merged.push((hire, seen)),
        }
    }
    let mut left = exits.iter().peekable();
    // Exits before the first known hire prove an earlier spell whose beginning is not known.
    while let Some(exit) = left.next_if(|e| merged.first().is_some_and(|(hire, _)| e.day < *hire)) {
        out.push(Spell {
            hire: Day::MIN,
            exit: exit.day,
            kind: Some(exit.kind),
        });
    }
    for (k, &(hire, seen)) in merged.iter().enumerate() {
        let next = merged.get(k + 1).map(|(h, _)| *h);
        let own = left.next_if(|e| next.is_none_or(|n| e.day <= n));
        // Further exits within the same spell repeat the first.
        while left.next_if(|e| next.is_some_and(|n| e.day <= n)).is_some() {}
        out.push(match (own, next) {
            (Some(exit), _) => Spell {
                hire,
                exit: exit.day,
                kind: Some(exit.kind),
            },
            (None, Some(next)) => Spell {
                hire,
                exit: seen.plus(1).min(next).max(hire),
                kind: None,
            },
            (None, None) => Spell {
                hire,
                exit: Day::MAX,
                kind: None,
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(hires: &[(i32, i32)], exits: &[i32]) -> Vec<(i32, i32, bool)> {
        let (hire, as_of): (Vec<Day>, Vec<Day>) =
            hires.iter().map(|&(h, a)| (Day(h), Day(a))).unzip();
        let exits: Vec<Exit> = exits
            .iter()
            .map(|&d| Exit {
                person: 0,
                day: Day(d),
                kind: ExitKind::Voluntary,
            })
            .collect();
        let mut out = Vec::new();
        spells_of(&hire, &as_of, &exits, &mut out);
        out.iter()
            .map(|s| (s.hire.0, s.exit.0, s.kind.is_some()))
            .collect()
    }

    #[test]
    fn one_spell_a_rehire_and_a_corrected_date() {
        let open = i32::MAX;
        assert_eq!(spells(&[(10, 0)], &[]), [(10, open, false)]);
        assert_eq!(spells(&[(10, 0)], &[50]), [(10, 50, true)]);
        // An exit followed by a later hire date: two spells.
        assert_eq!(
            spells(&[(10, 40), (80, 100)], &[50]),
            [(10, 50, true), (80, open, false)]
        );
        // The same with an exit from the second spell.
        assert_eq!(
            spells(&[(10, 40), (80, 100)], &[50, 90]),
            [(10, 50, true), (80, 90, true)]
        );
        // A hire date corrected by a few days is one spell.
        assert_eq!(spells(&[(10, 40), (15, 100)], &[]), [(10, open, false)]);
        // A re-hire that only the snapshots show: the first spell ends when it was last seen.
        assert_eq!(
            spells(&[(10, 40), (200, 300)], &[]),
            [(10, 41, false), (200, open, false)]
        );
        // An exit before the only known hire proves an earlier spell.
        assert_eq!(
            spells(&[(80, 0)], &[50]),
            [(i32::MIN, 50, true), (80, open, false)]
        );
    }
}
