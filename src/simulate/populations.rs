//! Whom a truth is about: the trials of methods.md, section 2, and the breakdown values of a person.

use crate::vocab::{ALL, Day, Generations, NOT_STATED, OVERALL, Role};

use super::Calendar;
use super::labels;
use super::organisation::Organisation;
use super::people::Person;

/// A programme (or all of them) and a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    /// Position of the programme, `None` for all.
    pub(super) programme: Option<u8>,
    /// The role.
    pub(super) role: Role,
}

/// A participant who satisfies the conditions of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Participant {
    /// The person's number.
    pub(super) person: u32,
    /// Position of the enrolment quarter.
    pub(super) quarter: usize,
}

impl Scope {
    /// All scopes of an organisation: each programme and role, and all programmes when there are two or more.
    pub(super) fn every(organisation: &Organisation) -> Vec<Scope> {
        let count = organisation.settings.programmes;
        let all = (count > 1).then_some(None);
        (0..count)
            .map(Some)
            .chain(all)
            .flat_map(|programme| {
                [Role::Mentor, Role::Mentee].map(|role| Scope { programme, role })
            })
            .collect()
    }

    /// The programme id in findings.
    pub(super) fn programme_id(self, organisation: &Organisation) -> &'static str {
        self.programme
            .and_then(|p| organisation.programmes().get(usize::from(p)))
            .map_or(ALL, |p| p.id)
    }

    /// First start in this scope by person, `None` for everybody else.
    pub(super) fn first_starts(self, organisation: &Organisation) -> Vec<Option<Day>> {
        let mut starts = vec![None; organisation.people.len()];
        for pairing in &organisation.pairings {
            if self.programme.is_none_or(|p| p == pairing.programme) {
                let person = if self.role == Role::Mentor {
                    pairing.mentor
                } else {
                    pairing.mentee
                };
                // Pairings are in order of their start.
                starts[person as usize].get_or_insert(pairing.start);
            }
        }
        starts
    }

    /// The participants of all trials in this scope: hired by the eve, employed on the eve and on the index date,
    /// index date within the calendar.
    pub(super) fn participants(self, organisation: &Organisation) -> Vec<Participant> {
        compared(
            self.first_starts(organisation),
            &organisation.people,
            &organisation.calendar,
        )
    }
}

/// Those of the people (by position) who started on a day and satisfy the conditions of a trial.
pub(super) fn compared(
    starts: Vec<Option<Day>>,
    people: &[Person],
    calendar: &Calendar,
) -> Vec<Participant> {
    starts
        .into_iter()
        .enumerate()
        .filter_map(|(person, start)| {
            let quarter = calendar.quarter_of(start?)?;
            let period = calendar.quarters[quarter];
            let who = &people[person];
            let compared = who.employed_on(period.eve())
                && who.employed_on(period.index_day())
                && period.index_day() <= calendar.last_day();
            compared.then_some(Participant {
                person: person as u32,
                quarter,
            })
        })
        .collect()
}

/// The breakdown values: overall, generations, genders, regions.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// Dimension and value of each group.
    pub(super) names: Vec<(&'static str, String)>,
}

/// Dimensions that every person belongs to one value of.
pub(super) const DIMENSIONS: usize = 4;

impl Groups {
    /// All values that can occur.
    pub(super) fn new() -> Groups {
        let word = |entry: &labels::Weighted| entry.0.unwrap_or(NOT_STATED).to_owned();
        let mut names = vec![(OVERALL, ALL.to_owned())];
        names.extend(
            Generations::default()
                .bands()
                .iter()
                .map(|b| ("generation", b.label.clone())),
        );
        names.extend(labels::GENDERS.iter().map(|entry| ("gender", word(entry))));
        names.extend(labels::REGIONS.iter().map(|entry| ("region", word(entry))));
        Groups { names }
    }

    /// Number of groups.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The positions of a person's groups.
    pub(super) fn of(person: &Person) -> [usize; DIMENSIONS] {
        let (generations, genders) = (5, labels::GENDERS.len());
        [
            0,
            1 + usize::from(person.generation),
            1 + generations + usize::from(person.gender),
            1 + generations + genders + usize::from(person.region),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, generate};
    use super::*;

    #[test]
    fn groups_name_what_a_person_is() {
        let organisation = generate(&Settings::default()).expect("default settings are in range");
        let groups = Groups::new();
        assert_eq!(groups.len(), 13);
        for person in organisation.people.iter().take(50) {
            let of = Groups::of(person);
            assert_eq!(
                of.map(|g| groups.names[g].0),
                [OVERALL, "generation", "gender", "region"]
            );
            assert_eq!(
                Some(groups.names[of[3]].1.as_str()),
                labels::label(&labels::REGIONS, person.region)
            );
        }
        let scopes = Scope::every(&organisation);
        assert_eq!(scopes.len(), 8);
        let all = scopes
            .iter()
            .find(|s| s.programme.is_none())
            .expect("three programmes have an `all`");
        assert!(all.participants(&organisation).len() > 100);
    }
}
