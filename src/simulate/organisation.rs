//! The synthetic organisation as a whole.

use super::activity::{self, Candidate, Session, Story};
use super::effects::Effects;
use super::enrolment::Pairing;
use super::health::{self, PlantedHealth};
use super::labels;
use super::people::{self, Person};
use super::programmes::{PROGRAMMES, Programme};
use super::truth::{self, Truth};
use super::{Calendar, Settings, SimulateError, history, managers};

/// A synthetic organisation. Survey responses are not kept but drawn when asked for
/// ([`Organisation::wave_responses`]); a million people need some 200 bytes each.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// What it was made from.
    pub settings: Settings,
    /// Its quarters and waves.
    pub calendar: Calendar,
    /// Everybody ever employed within the calendar; the position is the person's number.
    pub people: Vec<Person>,
    /// All pairs in order of their start.
    pub pairings: Vec<Pairing>,
    /// Sessions, pair by pair.
    pub sessions: Vec<Session>,
    /// Candidates in order of time.
    pub candidates: Vec<Candidate>,
    /// Quotes in order of time.
    pub stories: Vec<Story>,
    /// What is true of it.
    pub truths: Vec<Truth>,
    /// What is true of how its programmes run.
    pub health: Vec<PlantedHealth>,
}

/// Makes an organisation and states its truths.
///
/// # Errors
/// A setting out of range; more than three programmes, which make a [`super::Portfolio`].
pub fn generate(settings: &Settings) -> Result<Organisation, SimulateError> {
    settings.check()?;
    if settings.is_portfolio() {
        return Err(SimulateError::Setting {
            name: "programmes",
            allowed: "1 to 3 in an organisation of pairs",
        });
    }
    let calendar = Calendar::new(settings.quarters);
    let effects = Effects {
        active: !settings.null,
    };
    let mut people = people::draw_people(settings, &calendar);
    managers::assign(&mut people, settings);
    let pairings = history::run(&mut people, settings, &calendar, effects);
    people::draw_promotions(&mut people, settings, &calendar);
    let sessions = activity::sessions(&pairings, settings, &calendar);
    let candidates = activity::candidates(&people, settings, &calendar, &|start, _| {
        effects.referral_ratio(start)
    });
    let stories = activity::stories(&people, &pairings, settings, &calendar);
    let mut organisation = Organisation {
        settings: settings.clone(),
        calendar,
        people,
        pairings,
        sessions,
        candidates,
        stories,
        truths: Vec::new(),
        health: Vec::new(),
    };
    organisation.truths = truth::truths(&organisation);
    organisation.health = health::health(&organisation);
    Ok(organisation)
}

impl Organisation {
    /// The programmes that run.
    pub fn programmes(&self) -> &'static [Programme] {
        &PROGRAMMES[..usize::from(self.settings.programmes)]
    }

    /// What is planted.
    pub(super) fn effects(&self) -> Effects {
        Effects {
            active: !self.settings.null,
        }
    }

    /// The id of a person in files: seven digits or more with leading zeros, in the order of the numbers.
    pub fn employee_id(&self, person: u32) -> String {
        employee_id(person)
    }
}

/// The id of a person in files. Twelve million people still sort by their numbers.
pub(super) fn employee_id(person: u32) -> String {
    format!("{:08}", u64::from(person) + 1_001)
}

/// The id of a pair in files.
pub(super) fn pairing_id(pairing: u32) -> String {
    format!("P{:06}", pairing + 1)
}

/// The e-mail address of a person; names repeat, the number makes it unique.
pub(super) fn email(person: u32) -> String {
    let mixed = u64::from(person).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    let given = labels::GIVEN[(mixed % 16) as usize];
    let family = labels::FAMILY[(mixed / 16 % 16) as usize];
    format!("{given}.{family}{}@northwind.example", person + 1)
}

#[cfg(test)]
mod tests {
    use crate::tables::ExitKind;
    use crate::vocab::Role;

    use super::*;

    fn sized(employees: u32) -> Settings {
        Settings {
            employees,
            ..Settings::default()
        }
    }

    #[test]
    fn twelve_thousand_people_have_estimable_programmes() {
        let organisation = generate(&sized(12_000)).expect("default settings are in range");
        for programme in 0..3u8 {
            let pairs = organisation
                .pairings
                .iter()
                .filter(|p| p.programme == programme)
                .count();
            assert!(
                (100..260).contains(&pairs),
                "programme {programme}: {pairs}"
            );
        }
        let share = |role: Role| {
            let eligible: Vec<&Person> = organisation
                .people
                .iter()
                .filter(|p| p.eligible(role))
                .collect();
            let taking = eligible.iter().filter(|p| p.start.is_some()).count();
            taking as f64 / eligible.len() as f64
        };
        assert!(
            (0.05..0.10).contains(&share(Role::Mentor)),
            "{}",
            share(Role::Mentor)
        );
        assert!(
            (0.2..0.5).contains(&share(Role::Mentee)),
            "{}",
            share(Role::Mentee)
        );
        // Rates of leaving per person and year, from the hazards: about 0.14 voluntary, 0.025 involuntary.
        let years = 3.0 * people::headcount(&organisation.settings) as f64;
        let rate = |kind| {
            organisation
                .people
                .iter()
                .flat_map(Person::exits)
                .filter(|e| e.kind == kind)
                .count() as f64
                / years
        };
        assert!(
            (0.11..0.18).contains(&rate(ExitKind::Voluntary)),
            "{}",
            rate(ExitKind::Voluntary)
        );
        assert!(
            (0.018..0.032).contains(&rate(ExitKind::Involuntary)),
            "{}",
            rate(ExitKind::Involuntary)
        );
        assert!(rate(ExitKind::Retirement) < 0.02);
        // Headcount stays within a tenth of where it began.
        let (first, last) = (
            organisation.calendar.first_day(),
            organisation.calendar.last_day(),
        );
        let on = |day| {
            organisation
                .people
                .iter()
                .filter(|p| p.employed_on(day))
                .count() as f64
        };
        assert!(
            (on(last) / on(first) - 1.0).abs() < 0.1,
            "{} {}",
            on(first),
            on(last)
        );
        assert!(organisation.people.iter().any(|p| p.rehire.is_some()));
        assert!(organisation.people.iter().any(|p| p.promotion.is_some()));
    }

    #[test]
    fn nobody_starts_while_away_and_roles_stay_apart() {
        let organisation = generate(&sized(6_000)).expect("default settings are in range");
        for pairing in &organisation.pairings {
            for (number, role) in [
                (pairing.mentor, Role::Mentor),
                (pairing.mentee, Role::Mentee),
            ] {
                let person = &organisation.people[number as usize];
                assert!(person.employed_on(pairing.start) && person.eligible(role));
                assert!(
                    person
                        .start
                        .is_some_and(|s| s.day <= pairing.start && s.role == role)
                );
            }
            assert!(pairing.end.is_none_or(|end| end >= pairing.start));
        }
        // Some take part twice.
        let mut mentors: Vec<u32> = organisation.pairings.iter().map(|p| p.mentor).collect();
        mentors.sort_unstable();
        assert!(mentors.windows(2).any(|w| w[0] == w[1]));
    }

    #[test]
    fn response_rate_and_threads() {
        let organisation = generate(&sized(20_000)).expect("default settings are in range");
        let day = organisation.calendar.waves[5];
        let employed = organisation
            .people
            .iter()
            .filter(|p| p.employed_on(day))
            .count();
        let responses = organisation.wave_responses(5);
        let rate = responses.len() as f64 / employed as f64;
        assert!((0.60..0.70).contains(&rate), "{rate}");
        let single = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("one thread starts");
        let again =
            single.install(|| generate(&sized(20_000)).expect("default settings are in range"));
        assert_eq!(organisation.people, again.people);
        assert_eq!(organisation.pairings, again.pairings);
        assert_eq!(organisation.truths, again.truths);
        assert_eq!(responses, single.install(|| again.wave_responses(5)));
    }
}
