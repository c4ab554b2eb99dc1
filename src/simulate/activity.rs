//! What surrounds the pairs: sessions, candidates and referrals, promotions, quotes.

use rayon::prelude::*;

use crate::vocab::Day;

use super::draws::{CHUNK, Draws, Stage};
use super::enrolment::Pairing;
use super::labels;
use super::organisation::Organisation;
use super::people::{Person, Start};
use super::programmes::PROGRAMMES;
use super::{Calendar, Settings};

/// One session of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Session {
    /// Position of the pair in [`Organisation::pairings`].
    pub pairing: u32,
    /// When.
    pub day: Day,
    /// How long; 0 unless held.
    pub minutes: f64,
    /// `held`, `cancelled` or `no_show`.
    pub status: &'static str,
    /// What it was about.
    pub topic: &'static str,
}

/// One candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Day of application.
    pub day: Day,
    /// Where the candidate came from.
    pub source: &'static str,
    /// Who referred them.
    pub referrer: Option<u32>,
    /// How far they came.
    pub stage: &'static str,
    /// The generation they belong to.
    pub generation: &'static str,
    /// Score of the experience survey, 1 to 5, where answered.
    pub experience: Option<f64>,
    /// Whether an offer was made.
    pub offer_made: bool,
    /// Whether it was accepted, where one was made.
    pub offer_accepted: Option<bool>,
    /// Position of the region.
    pub(super) region: u8,
}

/// One promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promotion {
    /// Who.
    pub person: u32,
    /// When.
    pub day: Day,
    /// Level before.
    pub from: u8,
    /// Level after.
    pub to: u8,
}

/// One quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Who said it.
    pub person: u32,
    /// Position of the pair in [`Organisation::pairings`].
    pub pairing: u32,
    /// When.
    pub day: Day,
    /// The words.
    pub quote: String,
    /// `none`, `internal` or `public`.
    pub consent: &'static str,
    /// When consent was given or refused.
    pub consent_day: Day,
    /// When it runs out.
    pub expires: Option<Day>,
    /// When it was taken back.
    pub withdrawn: Option<Day>,
    /// The theme.
    pub theme: &'static str,
}

/// What sessions are about.
pub(super) const TOPICS: [&str; 6] = [
    "AI tools",
    "Social platforms",
    "Ways of working",
    "Inclusion",
    "Early careers",
    "Customer view",
];
/// Referrals per person and quarter without a programme, by function.
const REFERRALS: [f64; 7] = [0.030, 0.030, 0.020, 0.020, 0.035, 0.030, 0.020];
/// Other applications per hundred people and quarter.
const OTHER_APPLICATIONS: f64 = 2.5;
/// At most so many quotes.
const MOST_STORIES: usize = 120;
const SOURCES: [&str; 4] = ["job_board", "careers_site", "agency", "campus"];

/// Referrals of a person per quarter without any programme.
pub(super) fn referral_rate(person: &Person) -> f64 {
    REFERRALS[usize::from(person.function)]
}

/// The sessions of all pairs, pair by pair, in order of time.
pub(super) fn sessions(
    pairings: &[Pairing],
    settings: &Settings,
    calendar: &Calendar,
) -> Vec<Session> {
    let mut sessions = Vec::new();
    for (chunk, pairs) in pairings.chunks(CHUNK).enumerate() {
        let mut draws = Draws::new(settings.seed, Stage::Sessions, 0, chunk);
        for (k, pairing) in pairs.iter().enumerate() {
            let programme = &PROGRAMMES[usize::from(pairing.programme)];
            let last = pairing
                .end
                .unwrap_or(calendar.last_day())
                .min(calendar.last_day());
            let mut day = pairing.start.plus(draws.between(3, 12));
            let mut gap = f64::from(programme.cadence_days);
            while day <= last {
                let status = ["held", "cancelled", "no_show"]
                    [draws.weighted([0.86, 0.10, 0.04].into_iter())];
                let minutes = f64::from(draws.between(6, 18) * 5);
                sessions.push(Session {
                    pairing: (chunk * CHUNK + k) as u32,
                    day,
                    minutes: if status == "held" { minutes } else { 0.0 },
                    status,
                    topic: TOPICS[draws.below(TOPICS.len())],
                });
                day = day.plus(gap.round() as i32 + draws.between(-4, 4));
                gap *= programme.drift.exp();
            }
        }
    }
    sessions
}

/// What a start multiplies a person's rate of referrals by.
pub(super) type ReferralRatio<'a> = dyn Fn(Start, &Person) -> f64 + Sync + 'a;

/// Applications in the order of their days: referrals by employees and others.
pub(super) fn candidates(
    people: &[Person],
    settings: &Settings,
    calendar: &Calendar,
    ratio: &ReferralRatio,
) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = (0..calendar.quarters.len())
        .flat_map(|quarter| {
            let referred: Vec<Candidate> = people
                .par_chunks(CHUNK)
                .enumerate()
                .flat_map_iter(|(chunk, people)| {
                    let mut draws = Draws::new(settings.seed, Stage::Referrals, quarter, chunk);
                    referrals(&mut draws, people, chunk * CHUNK, calendar, quarter, ratio)
                })
                .collect();
            let mut draws = Draws::new(settings.seed, Stage::Candidates, quarter, 0);
            let others = (f64::from(settings.employees) * OTHER_APPLICATIONS / 100.0) as usize;
            let period = calendar.quarters[quarter];
            let rest = (0..others).map(move |_| {
                let day = Day(draws.between(period.first_day().0, period.last_day().0));
                let source = SOURCES[draws.below(SOURCES.len())];
                let region = draws.weighted(labels::REGIONS.iter().map(|r| r.1)) as u8;
                candidate(&mut draws, day, source, None, region)
            });
            referred.into_iter().chain(rest).collect::<Vec<Candidate>>()
        })
        .collect();
    all.sort_by_key(|c| (c.day, c.referrer));
    let mut draws = Draws::new(settings.seed, Stage::Applicants, 0, 0);
    let days = f64::from(calendar.last_day().since(calendar.first_day())).max(1.0);
    for candidate in &mut all {
        let progress = f64::from(candidate.day.since(calendar.first_day())) / days;
        let weights = APPLICANTS.map(|(_, first, last)| first + progress * (last - first));
        candidate.generation = APPLICANTS[draws.weighted(weights.into_iter())].0;
    }
    all
}

/// Generations of candidates: their shares at the beginning and at the end. Whoever refers them, the mix is the same.
const APPLICANTS: [(&str, f64, f64); 4] = [
    ("Boomers", 0.06, 0.04),
    ("Gen X", 0.24, 0.19),
    ("Millennials", 0.46, 0.43),
    ("Gen Z", 0.24, 0.34),
];

fn referrals(
    draws: &mut Draws,
    people: &[Person],
    first: usize,
    calendar: &Calendar,
    quarter: usize,
    ratio: &ReferralRatio,
) -> Vec<Candidate> {
    let period = calendar.quarters[quarter];
    let (from, to) = (period.first_day(), period.last_day());
    let length = f64::from(to.since(from) + 1);
    let mut found = Vec::new();
    for (k, person) in people.iter().enumerate() {
        let hire = person.hire_as_of(to);
        let exit = person
            .exits()
            .map(|e| e.day)
            .find(|day| *day >= hire)
            .unwrap_or(Day::MAX);
        let (low, high) = (hire.max(from), exit.min(to));
        if low > high {
            continue;
        }
        let ratio = match person.start {
            Some(start) if from >= start.index => ratio(start, person),
            _ => 1.0,
        };
        let mean = referral_rate(person) * ratio * f64::from(high.since(low) + 1) / length;
        for _ in 0..draws.poisson(mean) {
            let day = Day(draws.between(low.0, high.0));
            found.push(candidate(
                draws,
                day,
                "referral",
                Some((first + k) as u32),
                person.region,
            ));
        }
    }
    found
}

fn candidate(
    draws: &mut Draws,
    day: Day,
    source: &'static str,
    referrer: Option<u32>,
    region: u8,
) -> Candidate {
    let lift = if referrer.is_some() { 1.6 } else { 1.0 };
    let offer_made = draws.chance(0.10 * lift);
    let stage = if offer_made {
        "offer"
    } else {
        ["applied", "screened", "interviewed"][draws.weighted([0.55, 0.28, 0.17].into_iter())]
    };
    let experience = draws.chance(0.4).then(|| f64::from(draws.between(2, 5)));
    let offer_accepted = offer_made.then(|| draws.chance(0.7));
    Candidate {
        day,
        source,
        referrer,
        stage,
        generation: APPLICANTS[0].0,
        experience,
        offer_made,
        offer_accepted,
        region,
    }
}

impl Organisation {
    /// The promotions, in the order of the people.
    pub fn promotions(&self) -> impl Iterator<Item = Promotion> {
        self.people.iter().enumerate().filter_map(|(person, p)| {
            let (person, from) = (person as u32, p.level);
            p.promotion.map(|day| Promotion {
                person,
                day,
                from,
                to: from + 1,
            })
        })
    }
}

/// Themes with two wordings each, the mentor's and the mentee's.
const QUOTES: [(&str, &str, &str); 5] = [
    (
        "being heard",
        "For the first time a director asked what I would change, and then changed it.",
        "My mentor told me which of our updates nobody reads. We stopped sending them.",
    ),
    (
        "digital tools",
        "Showing somebody senior how I use AI tools made me notice how much I know.",
        "I now write my own prompts instead of asking for a slide.",
    ),
    (
        "inclusion",
        "We talked about who speaks in meetings; the next one went differently.",
        "I learnt to ask the quietest person first.",
    ),
    (
        "career",
        "I used to think about leaving. Now I know whom to call with an idea.",
        "I see earlier who is ready for more.",
    ),
    (
        "ways of working",
        "A morning beside me at the service desk explained more than any report.",
        "An hour at the sharp end showed me three steps that we could drop.",
    ),
];

/// Quotes of some participants, with every kind of consent, and two that name somebody and must not be shown.
pub(super) fn stories(
    people: &[Person],
    pairings: &[Pairing],
    settings: &Settings,
    calendar: &Calendar,
) -> Vec<Story> {
    let mut draws = Draws::new(settings.seed, Stage::Stories, 0, 0);
    let count = (pairings.len() / 3).min(MOST_STORIES);
    let mut stories = Vec::new();
    for k in 0..count {
        let number = draws.below(pairings.len());
        let pairing = pairings[number];
        let mentor = draws.chance(0.6);
        let (theme, junior, senior) = QUOTES[draws.below(QUOTES.len())];
        let day = pairing.start.plus(draws.between(40, 160));
        let consent = ["public", "internal", "none"][draws.weighted([0.5, 0.35, 0.15].into_iter())];
        let (expires, withdrawn) = (draws.chance(0.3), draws.chance(0.06));
        let consent_day = day.plus(draws.between(0, 10));
        let person = if mentor {
            pairing.mentor
        } else {
            pairing.mentee
        };
        if consent_day > calendar.last_day() || !people[person as usize].employed_on(day) {
            continue;
        }
        let mut quote = if mentor {
            junior.to_owned()
        } else {
            senior.to_owned()
        };
        if settings.dirty && k % 40 == 7 {
            let other = if mentor {
                pairing.mentee
            } else {
                pairing.mentor
            };
            quote = format!(
                "{quote} Ask {} about it.",
                super::organisation::email(other)
            );
        }
        stories.push(Story {
            person,
            pairing: number as u32,
            day,
            quote,
            consent,
            consent_day,
            expires: expires.then(|| consent_day.plus(365)),
            withdrawn: withdrawn
                .then(|| consent_day.plus(60))
                .filter(|on| *on <= calendar.last_day()),
            theme,
        });
    }
    stories.sort_by_key(|s| (s.day, s.person, s.pairing));
    stories
}
