//! The organisation as the typed arrays that the panel reads, without a detour through files: what ingest would make
//! of the canonical layout with [`OUTCOMES`] as the pipeline's outcomes, stories and
//! candidates aside.

use crate::tables::{
    self, Attribute, AttributeColumn, Column, Counted, Course, Exit, Membership, People,
    Programmes, Roster, Scores, Session, SessionStatus,
};
use crate::vocab::{Day, Generations, OutcomeKind, Role};

use super::enrolment::PairingStatus;
use super::labels::{self, Weighted};
use super::organisation::{Organisation, employee_id, pairing_id};
use super::people::Person;
use super::surveys::{CONSTRUCTS, response_score};

/// An outcome of the pipeline that comes with a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlantedOutcome {
    /// Id.
    pub id: &'static str,
    /// Kind.
    pub kind: OutcomeKind,
}

/// The outcomes with known truth, in the order of the pipeline file.
pub const OUTCOMES: [PlantedOutcome; 5] = [
    PlantedOutcome {
        id: CONSTRUCTS[0].id,
        kind: OutcomeKind::Score,
    },
    PlantedOutcome {
        id: CONSTRUCTS[1].id,
        kind: OutcomeKind::Score,
    },
    PlantedOutcome {
        id: CONSTRUCTS[2].id,
        kind: OutcomeKind::Score,
    },
    PlantedOutcome {
        id: "retention",
        kind: OutcomeKind::TimeToEvent,
    },
    PlantedOutcome {
        id: "referrals",
        kind: OutcomeKind::Count,
    },
];

impl Organisation {
    /// The canonical data as typed arrays, one undated roster row a person. Person numbers are the same.
    pub fn tables(&self) -> tables::Organisation {
        let people = &self.people;
        let last = self.calendar.last_day();
        let mut memberships: Vec<Membership> = Vec::with_capacity(2 * self.pairings.len());
        for (number, pairing) in self.pairings.iter().enumerate() {
            for (person, role) in [
                (pairing.mentor, Role::Mentor),
                (pairing.mentee, Role::Mentee),
            ] {
                memberships.push(Membership {
                    pairing: number as u32,
                    programme: u16::from(pairing.programme),
                    person,
                    role,
                    start: pairing.start,
                    end: pairing.end.unwrap_or(Day::MAX),
                    status: Some(match pairing.status {
                        PairingStatus::Active => tables::PairingStatus::Active,
                        PairingStatus::Completed => tables::PairingStatus::Completed,
                        PairingStatus::EndedEarly => tables::PairingStatus::Dropped,
                    }),
                });
            }
        }
        memberships.sort_by_key(|m| (m.person, m.start, m.programme, m.pairing));
        let exits = people.iter().enumerate().flat_map(|(person, p)| {
            p.exits().map(move |exit| Exit {
                person: person as u32,
                day: exit.day,
                kind: exit.kind,
            })
        });
        tables::Organisation {
            people: People {
                ids: (0..people.len() as u32)
                    .map(|p| employee_id(p).into_boxed_str())
                    .collect(),
            },
            roster: Roster {
                first_row: (0..=people.len() as u32).collect(),
                as_of: vec![Day::MIN; people.len()],
                hire: people.iter().map(|p| p.hire_as_of(last)).collect(),
                manager: people.iter().map(|p| p.manager).collect(),
                attributes: attributes(people),
            },
            generations: Generations::default(),
            exits: exits.collect(),
            promotions: self.promotions().map(|p| (p.person, p.day)).collect(),
            moves: Vec::new(),
            scores: vec![self.scores()],
            counted: vec![self.referrals()],
            described: Vec::new(),
            programmes: Programmes {
                ids: self.programmes().iter().map(|p| p.id.to_owned()).collect(),
                analysed: self.programmes().len(),
            },
            memberships,
            applications: Vec::new(),
            course: self.course(),
            candidates: None,
            stories: Vec::new(),
        }
    }

    fn course(&self) -> Course {
        let mut topics: Vec<Box<str>> = self.sessions.iter().map(|s| s.topic.into()).collect();
        topics.sort_unstable();
        topics.dedup();
        let topic = |name: &str| topics.binary_search_by(|t| t.as_ref().cmp(name));
        let mut sessions: Vec<Session> = self
            .sessions
            .iter()
            .map(|s| Session {
                pairing: s.pairing,
                day: s.day,
                status: match s.status {
                    "held" => SessionStatus::Held,
                    "cancelled" => SessionStatus::Cancelled,
                    _ => SessionStatus::NoShow,
                },
                minutes: s.minutes as f32,
                topic: topic(s.topic).map_or(tables::NO_TOPIC, |k| k as u32),
            })
            .collect();
        sessions.sort_by_key(|s| (s.pairing, s.day));
        Course {
            pairings: (0..self.pairings.len() as u32)
                .map(|p| pairing_id(p).into_boxed_str())
                .collect(),
            sessions: Some(sessions),
            topics,
            ..Course::default()
        }
    }

    fn scores(&self) -> Scores {
        let mut out = Scores {
            outcomes: vec![0, 1, 2],
            waves: self.calendar.waves.clone(),
            scores: vec![Vec::new(); CONSTRUCTS.len()],
            ..Scores::default()
        };
        for wave in 0..self.calendar.waves.len() {
            for response in self.wave_responses(wave) {
                out.person.push(response.person);
                out.wave.push(wave as u16);
                for (construct, column) in out.scores.iter_mut().enumerate() {
                    column.push(
                        response_score(construct, &response.items).map_or(f32::NAN, |s| s as f32),
                    );
                }
            }
        }
        out
    }

    fn referrals(&self) -> Counted {
        let referred = || {
            self.candidates
                .iter()
                .filter_map(|c| Some((c.referrer?, c.day)))
        };
        Counted {
            outcome: 4,
            person: referred().map(|r| r.0).collect(),
            day: referred().map(|r| r.1).collect(),
            value: referred().map(|_| 1.0).collect(),
        }
    }
}

/// Categories with sorted labels from codes into a weighted list.
fn category(
    people: &[Person],
    column: Column,
    table: &[Weighted],
    code: fn(&Person) -> u8,
) -> AttributeColumn {
    let mut labels: Vec<String> = table
        .iter()
        .filter_map(|entry| entry.0.map(str::to_owned))
        .collect();
    labels.sort();
    let position: Vec<u32> = table
        .iter()
        .map(|entry| {
            entry
                .0
                .and_then(|own| labels.iter().position(|l| l == own))
                .map_or(u32::MAX, |k| k as u32)
        })
        .collect();
    let codes = people
        .iter()
        .map(|p| position[usize::from(code(p))])
        .collect();
    AttributeColumn {
        name: column.name().to_owned(),
        values: Attribute::Category { codes, labels },
    }
}

fn number(people: &[Person], column: Column, value: fn(&Person) -> f64) -> AttributeColumn {
    let values = Attribute::Number(people.iter().map(value).collect());
    AttributeColumn {
        name: column.name().to_owned(),
        values,
    }
}

fn attributes(people: &[Person]) -> Vec<AttributeColumn> {
    let generations = Generations::default();
    let generation = AttributeColumn {
        name: Column::Generation.name().to_owned(),
        values: Attribute::Category {
            codes: people.iter().map(|p| u32::from(p.generation)).collect(),
            labels: generations
                .bands()
                .iter()
                .map(|b| b.label.clone())
                .collect(),
        },
    };
    vec![
        generation,
        category(people, Column::Gender, &labels::GENDERS, |p| p.gender),
        category(people, Column::Ethnicity, &labels::ETHNICITIES, |p| {
            p.ethnicity
        }),
        category(people, Column::Region, &labels::REGIONS, |p| p.region),
        category(people, Column::Function, &labels::FUNCTIONS, |p| p.function),
        category(people, Column::WorkMode, &labels::WORK_MODES, |p| {
            p.work_mode
        }),
        category(
            people,
            Column::EmploymentType,
            &labels::EMPLOYMENT_TYPES,
            |p| p.employment_type,
        ),
        number(people, Column::JobLevel, |p| f64::from(p.level)),
        number(people, Column::AnnualSalary, |p| p.salary),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, generate};
    use super::*;

    #[test]
    fn typed_arrays_are_consistent() {
        let organisation = generate(&Settings::default()).expect("default settings are in range");
        let tables = organisation.tables();
        assert!(tables.people.ids.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(tables.memberships.len(), 2 * organisation.pairings.len());
        assert!(
            tables
                .exits
                .windows(2)
                .all(|w| (w[0].person, w[0].day) < (w[1].person, w[1].day))
        );
        assert_eq!(
            tables.scores[0].person.len(),
            tables.scores[0].scores[2].len()
        );
        let Some(Attribute::Category { codes, labels }) = tables.roster.attribute("region") else {
            panic!("region is a category")
        };
        let own = labels::label(&labels::REGIONS, organisation.people[5].region);
        assert_eq!(Some(labels[codes[5] as usize].as_str()), own);
    }
}
