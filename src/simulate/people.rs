//! The people: attributes drawn before anything happens to them, and the dates that history adds.
//!
//! Attributes that hazards and enrolment depend on (generation, level, function, region) never change; the
//! promotions of the sample start after the early roster and concern only people listed there.

use rayon::prelude::*;

use crate::tables::{ExitKind, NO_PERSON};
use crate::vocab::{Day, Generations, Role};

use super::draws::{CHUNK, Draws, Stage};
use super::labels::{self, GEN_Z, MILLENNIALS};
use super::{Calendar, Settings};

/// Shares of the generations among those employed on the first day (oldest first).
const GENERATION_SHARES: [f64; 5] = [0.0006, 0.070, 0.310, 0.460, 0.1594];
/// Shares among those hired later.
const NEWCOMER_SHARES: [f64; 5] = [0.0, 0.020, 0.150, 0.450, 0.380];
/// Levels by generation: weights of 1–3, 4, 5–6, 7–8, 9 and 10.
const LEVEL_WEIGHTS: [[f64; 6]; 5] = [
    [0.20, 0.20, 0.30, 0.20, 0.08, 0.02],
    [0.22, 0.18, 0.35, 0.20, 0.04, 0.01],
    [0.25, 0.20, 0.34, 0.18, 0.026, 0.004],
    [0.42, 0.22, 0.275, 0.08, 0.005, 0.0],
    [0.85, 0.11, 0.04, 0.0, 0.0, 0.0],
];
/// Birth years drawn from, by generation (Pew cut-points, cut to working age).
const BIRTH_YEARS: [(i32, i32); 5] = [
    (1940, 1945),
    (1949, 1964),
    (1965, 1980),
    (1981, 1996),
    (1997, 2012),
];
/// All exits per person and year, roughly; sets how many people must be hired to keep the headcount.
const TURNOVER: f64 = 0.17;
/// Promotions per person and year among those on the early roster.
const PROMOTION_RATE: f64 = 0.05;
/// Days in a year, on average.
pub(super) const YEAR: f64 = 365.25;

/// An exit: the last day of employment and its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The last day of employment.
    pub day: Day,
    /// Why.
    pub kind: ExitKind,
}

/// A person's first start in any programme: the only one that has an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The day it began.
    pub day: Day,
    /// The index date: the first day after the enrolment quarter, from which the effect works.
    pub index: Day,
    /// As what.
    pub role: Role,
    /// Position among the programmes.
    pub programme: u8,
}

/// One person. Codes are positions in the label lists; a person's number is the position in
/// [`super::Organisation::people`].
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Day of birth.
    pub birth: Day,
    /// Position in `Generations::default()`.
    pub generation: u8,
    pub(super) gender: u8,
    pub(super) ethnicity: u8,
    pub(super) region: u8,
    pub(super) country: u8,
    pub(super) function: u8,
    pub(super) department: u8,
    pub(super) work_mode: u8,
    pub(super) employment_type: u8,
    /// Job level, 1 to 10; 7 and above are directors and executives.
    pub level: u8,
    /// Whether people may report to them (given their level).
    pub(super) leads: bool,
    /// The manager's number, `NO_PERSON` for the one at the top.
    pub manager: u32,
    /// Whether anybody reports to them.
    pub is_manager: bool,
    /// Yearly salary.
    pub salary: f64,
    /// First day of the first spell.
    pub hire: Day,
    /// End of the first spell.
    pub first_exit: Option<Departure>,
    /// First day of a second spell.
    pub rehire: Option<Day>,
    /// End of the second spell.
    pub second_exit: Option<Departure>,
    /// Day of a promotion by one level.
    pub promotion: Option<Day>,
    /// Standardised latent traits behind engagement, inclusion and psychological safety.
    pub traits: [f32; 3],
    /// First start in any programme.
    pub start: Option<Start>,
    /// From when on the person feels the programme of their manager.
    pub spillover_from: Option<Day>,
}

impl Person {
    /// First day of the spell that covers a day, `None` when not employed on it.
    pub fn spell_start(&self, day: Day) -> Option<Day> {
        let within = |from: Day, exit: Option<Departure>| {
            from <= day && exit.is_none_or(|departure| day <= departure.day)
        };
        if within(self.hire, self.first_exit) {
            return Some(self.hire);
        }
        self.rehire.filter(|from| within(*from, self.second_exit))
    }

    /// Whether employed on a day (the last day of employment included).
    pub fn employed_on(&self, day: Day) -> bool {
        self.spell_start(day).is_some()
    }

    /// The hire date that a roster of a given day shows: of the latest spell begun by then.
    pub fn hire_as_of(&self, day: Day) -> Day {
        self.rehire.filter(|from| *from <= day).unwrap_or(self.hire)
    }

    /// The exits in order.
    pub fn exits(&self) -> impl Iterator<Item = Departure> {
        self.first_exit.into_iter().chain(self.second_exit)
    }

    /// The level that a roster of a given day shows.
    pub fn level_as_of(&self, day: Day) -> u8 {
        self.level + u8::from(self.promotion.is_some_and(|on| on <= day))
    }

    /// The country.
    pub(super) fn country(&self) -> &'static str {
        labels::COUNTRIES[usize::from(self.region)][usize::from(self.country)]
    }

    /// The department.
    pub(super) fn department(&self) -> &'static str {
        labels::DEPARTMENTS[usize::from(self.function)][usize::from(self.department)]
    }

    /// Whether the person could take part in a role: Generation Z and Millennials up to level 4 as mentors,
    /// level 7 and above as mentees.
    pub fn eligible(&self, role: Role) -> bool {
        match role {
            Role::Mentor => matches!(self.generation, MILLENNIALS | GEN_Z) && self.level <= 4,
            Role::Mentee => self.level >= 7,
            _ => false,
        }
    }
}

/// Tenure band on a day: under 1, 1–3, 3–5, 5–10, 10 and more years.
pub(super) fn tenure_band(hire: Day, day: Day) -> usize {
    let years = f64::from(day.since(hire)) / YEAR;
    [1.0, 3.0, 5.0, 10.0]
        .iter()
        .filter(|edge| years >= **edge)
        .count()
}

/// How many people are employed on the first day.
pub(super) fn headcount(settings: &Settings) -> usize {
    let years = f64::from(settings.quarters) / 4.0;
    (f64::from(settings.employees) / (1.0 + TURNOVER * years)).round() as usize
}

/// Everybody ever employed within the calendar, those employed on its first day first, without managers.
pub(super) fn draw_people(settings: &Settings, calendar: &Calendar) -> Vec<Person> {
    let initial = headcount(settings);
    let generations = Generations::default();
    let n = settings.employees as usize;
    (0..n.div_ceil(CHUNK))
        .into_par_iter()
        .flat_map_iter(|chunk| {
            let mut draws = Draws::new(settings.seed, Stage::People, 0, chunk);
            let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(n);
            range
                .map(|k| draw_person(&mut draws, calendar, &generations, k, k < initial))
                .collect::<Vec<Person>>()
        })
        .collect()
}

fn draw_person(
    draws: &mut Draws,
    calendar: &Calendar,
    generations: &Generations,
    number: usize,
    initial: bool,
) -> Person {
    let pick = |draws: &mut Draws, table: &[labels::Weighted]| {
        draws.weighted(table.iter().map(|entry| entry.1)) as u8
    };
    let first_day = calendar.first_day();
    let top = number == 0;
    let latest_hire = if initial {
        first_day
    } else {
        Day(draws.between(first_day.0 + 1, calendar.last_day().0 - 20))
    };
    let shares = if initial {
        GENERATION_SHARES
    } else {
        NEWCOMER_SHARES
    };
    let drawn = if top {
        2
    } else {
        draws.weighted(shares.iter().copied())
    };
    let (low, high) = BIRTH_YEARS[drawn];
    let year = draws.between(low, high.min(latest_hire.year() - 20));
    let january = Day::from_ymd(year, 1, 1).unwrap_or(Day(0));
    let birth = january.plus(draws.between(0, 364));
    let generation = generations.of_year(birth.year()).unwrap_or(drawn) as u8;
    let hire = if initial {
        let longest = (f64::from(first_day.since(birth)) - 19.0 * YEAR).clamp(1.0, 35.0 * YEAR);
        let tenure = (draws.exponential() * 4.5 * YEAR).min(longest * draws.positive().sqrt());
        first_day.plus(-(tenure as i32))
    } else {
        latest_hire
    };
    let level = match draws.weighted(LEVEL_WEIGHTS[usize::from(generation)].iter().copied()) {
        _ if top => 10,
        0 => 1 + draws.below(3) as u8,
        1 => 4,
        2 => 5 + draws.below(2) as u8,
        3 => 7 + draws.below(2) as u8,
        4 => 9,
        _ => 10,
    };
    let region = pick(draws, &labels::REGIONS);
    let function = pick(draws, &labels::FUNCTIONS);
    let country = draws.below(labels::COUNTRIES[usize::from(region)].len()) as u8;
    let department = draws.below(labels::DEPARTMENTS[usize::from(function)].len()) as u8;
    let salary = 31_000.0 * 1.23f64.powi(i32::from(level) - 1) * (0.88 + 0.24 * draws.uniform());
    let engagement = draws.normal();
    let traits = [
        engagement as f32,
        blend(engagement, 0.6, draws.normal()) as f32,
        blend(engagement, 0.5, draws.normal()) as f32,
    ];
    Person {
        birth,
        generation,
        gender: pick(draws, &labels::GENDERS),
        ethnicity: pick(draws, &labels::ETHNICITIES),
        region,
        country,
        function,
        department,
        work_mode: pick(draws, &labels::WORK_MODES),
        employment_type: pick(draws, &labels::EMPLOYMENT_TYPES),
        level,
        leads: draws.chance(if level >= 7 { 1.0 } else { 0.35 }),
        manager: NO_PERSON,
        is_manager: false,
        salary: salary.round(),
        hire,
        first_exit: None,
        rehire: None,
        second_exit: None,
        promotion: None,
        traits,
        start: None,
        spillover_from: None,
    }
}

/// A trait of unit variance with correlation `share` to `base`, kept within ±2.3.
pub(super) fn blend(base: f64, share: f64, fresh: f64) -> f64 {
    (share * base + (1.0 - share * share).sqrt() * fresh).clamp(-2.3, 2.3)
}

/// Draws promotions for people on the early roster who are employed on the day; levels 9 and 10 stay.
pub(super) fn draw_promotions(people: &mut [Person], settings: &Settings, calendar: &Calendar) {
    let (from, to) = (calendar.early_roster().plus(1), calendar.last_day());
    let probability = PROMOTION_RATE * f64::from(to.since(from)) / YEAR;
    people
        .par_chunks_mut(CHUNK)
        .enumerate()
        .for_each(|(chunk, people)| {
            let mut draws = Draws::new(settings.seed, Stage::Promotions, 0, chunk);
            for person in people {
                let chosen = draws.chance(probability);
                let day = Day(draws.between(from.0, to.0));
                let may = person.hire <= calendar.early_roster()
                    && person.rehire.is_none()
                    && person.level <= 8;
                if chosen && may && person.employed_on(day) {
                    person.promotion = Some(day);
                }
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenure_bands_have_the_edges_of_the_method() {
        let hire = Day(0);
        let bands: Vec<usize> = [0, 365, 366, 1_095, 1_096, 1_826, 1_827, 3_652, 3_653]
            .iter()
            .map(|d| tenure_band(hire, Day(*d)))
            .collect();
        assert_eq!(bands, [0, 0, 1, 1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn people_are_as_described() {
        let settings = Settings {
            employees: 40_000,
            ..Settings::default()
        };
        let people = draw_people(&settings, &Calendar::new(12));
        let share = |test: &dyn Fn(&Person) -> bool| {
            people.iter().filter(|p| test(p)).count() as f64 / people.len() as f64
        };
        assert_eq!(people.len(), 40_000);
        let seniors = share(&|p| p.level >= 7);
        assert!((0.08..0.12).contains(&seniors), "{seniors}");
        let mentors = share(&|p| p.eligible(Role::Mentor));
        assert!((0.40..0.60).contains(&mentors), "{mentors}");
        assert!(share(&|p| p.generation == 0) < 0.002);
        assert!((0.03..0.08).contains(&share(&|p| p.generation == 1)));
        for generation in 0..5u8 {
            assert!(
                people.iter().any(|p| p.generation == generation),
                "{generation}"
            );
        }
        // Nobody is hired before eighteen.
        assert!(
            people
                .iter()
                .all(|p| f64::from(p.hire.since(p.birth)) >= 18.0 * YEAR - 1.0)
        );
    }
}
