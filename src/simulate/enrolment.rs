//! Who starts when, with whom. Enrolment depends on generation, function, region and tenure band at the eve and, if
//! so set, on the latent engagement trait; the number of pairs per quarter is fixed, and within a cell chance
//! decides. Only people employed on the day start: immortal time arises by itself.

use crate::vocab::{Day, Role};

use super::draws::{CHUNK, Draws, Stage};
use super::labels::GEN_Z;
use super::people::{Person, Start, tenure_band};
use super::programmes::{PROGRAMMES, Programme};
use super::{Calendar, Selection, Settings, hazards};

/// What became of a pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingStatus {
    /// Under way at the cut-off.
    Active,
    /// Ran its planned length.
    Completed,
    /// Ended before.
    EndedEarly,
}

impl PairingStatus {
    /// The word in files.
    pub fn id(self) -> &'static str {
        match self {
            PairingStatus::Active => "active",
            PairingStatus::Completed => "completed",
            PairingStatus::EndedEarly => "ended_early",
        }
    }
}

/// One pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairing {
    /// Position among the programmes.
    pub programme: u8,
    /// The junior side.
    pub mentor: u32,
    /// The senior side.
    pub mentee: u32,
    /// First day.
    pub start: Day,
    /// Last day, `None` while active.
    pub end: Option<Day>,
    /// What became of it.
    pub status: PairingStatus,
}

/// How strongly (log scale) one standard deviation of the latent trait draws people in.
const LATENT_PULL: f64 = 0.6;
/// How strongly the late starters' trap shifts enrolment between the first and the last start quarter.
const LATE_PULL: f64 = 1.2;
/// Share of the eligible mentors, and of the eligible mentees, that may start in one programme and quarter.
const ROOM: (f64, f64) = (0.25, 0.20);

/// Planted share of pairings that end early; exits add to it.
pub(super) const ENDED_EARLY: f64 = 0.12;

/// Part of the observed pull that seniors feel. A third of them take part; any stronger and some cells would have no
/// controls left.
const MENTEE_SHARE: f64 = 0.4;

const BY_FUNCTION: [f64; 7] = [-0.60, -0.10, 0.10, 0.60, 0.60, 0.0, -0.80];
const BY_REGION: [f64; 3] = [0.35, -0.35, 0.0];
const BY_TENURE: [f64; 5] = [-1.0, -0.20, 0.20, 0.50, 0.60];

/// Log weight of a person in the draw for a programme; `senior` when it is for a seat of the senior side.
pub(super) fn pull(
    person: &Person,
    tenure: usize,
    programme: &Programme,
    senior: bool,
    lateness: f64,
    settings: &Settings,
) -> f64 {
    if settings.selection == Selection::None {
        return 0.0;
    }
    let function = usize::from(person.function);
    let mut pull =
        BY_FUNCTION[function] + BY_REGION[usize::from(person.region)] + BY_TENURE[tenure];
    pull += programme.pull[function] + if person.generation == GEN_Z { 0.3 } else { 0.0 };
    if senior {
        pull *= MENTEE_SHARE;
    }
    if settings.late_starts {
        pull += LATE_PULL
            * lateness
            * if hazards::leaves_often(person.function) {
                1.0
            } else {
                -1.0
            };
    }
    if settings.selection == Selection::Latent {
        pull += LATENT_PULL * f64::from(person.traits[0]);
    }
    pull
}

/// Where the `k`-th of `n` start quarters lies between the first (−1) and the last (1).
pub(super) fn lateness(k: usize, n: usize) -> f64 {
    if n < 2 {
        0.0
    } else {
        2.0 * k as f64 / (n - 1) as f64 - 1.0
    }
}

/// Share of all pairings that begin in the `k`-th of `n` start quarters: fewer at first, then steady.
pub(super) fn share_of_starts(k: usize, n: usize) -> f64 {
    let weight = |k: usize| if k == 0 { 0.8 } else { 1.0 };
    let all: f64 = (0..n).map(weight).sum();
    weight(k) / all
}

/// Pairs planned for a programme in the `k`-th of `n` start quarters: slow at first, then steady.
fn planned_pairs(settings: &Settings, programme: usize, k: usize, n: usize) -> usize {
    let running = &PROGRAMMES[..usize::from(settings.programmes)];
    let total: f64 = running.iter().map(|p| p.share).sum();
    let pairs =
        f64::from(settings.employees) * settings.participation * running[programme].share / total;
    (pairs * share_of_starts(k, n)).round() as usize
}

/// Draws everybody who starts for the first time in quarter `quarter`, pairs them and marks them.
/// The exits of the quarter must be known: nobody starts after leaving.
pub(super) fn enrol(
    people: &mut [Person],
    pairings: &mut Vec<Pairing>,
    settings: &Settings,
    calendar: &Calendar,
    quarter: usize,
) {
    let starts = calendar.start_quarters();
    if !starts.contains(&quarter) {
        return;
    }
    let (k, n) = (quarter - starts.start(), starts.clone().count());
    let lateness = lateness(k, n);
    let period = calendar.quarters[quarter];
    let running = &PROGRAMMES[..usize::from(settings.programmes)];
    for (programme, plan) in running.iter().enumerate() {
        let round = quarter * PROGRAMMES.len() + programme;
        let wanted = planned_pairs(settings, programme, k, n);
        let draw = |role, people: &[Person]| {
            let pull = |p: &Person, tenure| {
                let senior = p.eligible(Role::Mentee);
                (p.start.is_none() && p.eligible(role))
                    .then(|| pull(p, tenure, plan, senior, lateness, settings))
            };
            let round = 2 * round + usize::from(role == Role::Mentee);
            ranked(people, settings.seed, round, period.eve(), &pull)
        };
        let (mentors, mentees) = (draw(Role::Mentor, people), draw(Role::Mentee, people));
        let room = |pool: &[u32], share: f64| (pool.len() as f64 * share) as usize;
        let pairs = wanted
            .min(room(&mentors, ROOM.0))
            .min(room(&mentees, ROOM.1));
        let mut draws = Draws::new(settings.seed, Stage::Pairing, round, 0);
        let matched = pair_up(people, &mentors[..pairs], &mentees[..pairs], plan);
        for (mentor, mentee) in matched {
            let day = Day(draws.between(period.first_day().0, period.last_day().0));
            let (end, status) = ending(&mut draws, calendar, plan, day);
            let both = [(mentor, Role::Mentor), (mentee, Role::Mentee)];
            if !both
                .iter()
                .all(|(p, _)| people[*p as usize].employed_on(day))
            {
                continue;
            }
            for (person, role) in both {
                people[person as usize].start = Some(Start {
                    day,
                    index: period.index_day(),
                    role,
                    programme: programme as u8,
                });
            }
            pairings.push(Pairing {
                programme: programme as u8,
                mentor,
                mentee,
                start: day,
                end,
                status,
            });
        }
    }
}

/// The people employed at the eve who have a log weight, in the order in which they are drawn (weighted sampling
/// without replacement by exponential keys; Efraimidis & Spirakis 2006).
pub(super) fn ranked(
    people: &[Person],
    seed: u64,
    round: usize,
    eve: Day,
    pull: &(dyn Fn(&Person, usize) -> Option<f64> + Sync),
) -> Vec<u32> {
    use rayon::prelude::*;
    let mut keys: Vec<(f64, u32)> = people
        .par_chunks(CHUNK)
        .enumerate()
        .flat_map_iter(|(chunk, people)| {
            let mut draws = Draws::new(seed, Stage::Enrolment, round, chunk);
            let mut keys = Vec::new();
            for (k, person) in people.iter().enumerate() {
                // A second spell stays outside: its history before the exit would count as time zero.
                let Some(hire) = person.spell_start(eve).filter(|_| person.rehire.is_none()) else {
                    continue;
                };
                if let Some(pull) = pull(person, tenure_band(hire, eve)) {
                    let key = draws.exponential() / pull.exp();
                    keys.push((key, (chunk * CHUNK + k) as u32));
                }
            }
            keys
        })
        .collect();
    keys.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    keys.into_iter().map(|(_, person)| person).collect()
}

/// Pairs two lists of equal length; across regions or alike in gender where the programme does so and somebody is left.
pub(super) fn pair_up(
    people: &[Person],
    mentors: &[u32],
    mentees: &[u32],
    programme: &Programme,
) -> Vec<(u32, u32)> {
    let mut mentees = mentees.to_vec();
    if programme.across_regions {
        let region = |p: u32| people[p as usize].region;
        for k in 0..mentees.len() {
            if region(mentees[k]) == region(mentors[k])
                && let Some(other) =
                    (k + 1..mentees.len()).find(|j| region(mentees[*j]) != region(mentors[k]))
            {
                mentees.swap(k, other);
            }
        }
    }
    if programme.alike_in_gender {
        let gender = |p: u32| people[p as usize].gender;
        for k in (0..mentees.len()).step_by(2) {
            if gender(mentees[k]) != gender(mentors[k])
                && let Some(other) =
                    (k + 1..mentees.len()).find(|j| gender(mentees[*j]) == gender(mentors[k]))
            {
                mentees.swap(k, other);
            }
        }
    }
    mentors.iter().copied().zip(mentees).collect()
}

/// The end of a pairing as planned or earlier; exits shorten it once they are known.
pub(super) fn ending(
    draws: &mut Draws,
    calendar: &Calendar,
    programme: &Programme,
    start: Day,
) -> (Option<Day>, PairingStatus) {
    let early = draws.chance(ENDED_EARLY);
    let days = draws.between(40, 140);
    let (end, status) = if early {
        (start.plus(days), PairingStatus::EndedEarly)
    } else {
        (start.plus(programme.planned_days), PairingStatus::Completed)
    };
    if end <= calendar.last_day() {
        (Some(end), status)
    } else {
        (None, PairingStatus::Active)
    }
}

/// After all first starts: ends pairings at the exit of a member, re-matches some whose pairing ended early
/// (same programme) and lets a few take part in a second programme. None of these has an effect of its own.
pub(super) fn repeats(
    people: &[Person],
    pairings: &mut Vec<Pairing>,
    settings: &Settings,
    calendar: &Calendar,
) {
    let mut draws = Draws::new(settings.seed, Stage::Repeats, 0, 0);
    for pairing in pairings.iter_mut() {
        cut_at_exits(people, pairing);
    }
    let first: Vec<Pairing> = pairings.clone();
    let last_start = calendar.quarters[*calendar.start_quarters().end()].last_day();
    for pairing in &first {
        let (rematch, second) = (draws.chance(0.5), draws.chance(0.05));
        let (wait, further) = (draws.between(10, 40), draws.between(100, 300));
        let (offset, other) = (draws.below(first.len()), 1 + draws.below(2));
        let (programme, start) = match pairing.end {
            Some(end) if rematch && pairing.status == PairingStatus::EndedEarly => {
                (pairing.programme, end.plus(wait))
            }
            _ if second && settings.programmes > 1 => {
                let other =
                    (usize::from(pairing.programme) + other) % usize::from(settings.programmes);
                (other as u8, pairing.start.plus(further))
            }
            _ => continue,
        };
        let again = programme == pairing.programme;
        let may = |p: u32| {
            let person = &people[p as usize];
            person.employed_on(start) && person.start.is_some_and(|s| s.day < start)
        };
        // A re-match stays within the programme; a second programme is new to both.
        let partner = (0..first.len())
            .map(|k| first[(offset + k) % first.len()])
            .find(|partner| {
                partner.mentor != pairing.mentor
                    && (partner.programme == programme) == again
                    && may(partner.mentee)
            });
        let Some(partner) = partner.filter(|_| may(pairing.mentor) && start <= last_start) else {
            continue;
        };
        let (end, status) = ending(
            &mut draws,
            calendar,
            &PROGRAMMES[usize::from(programme)],
            start,
        );
        let mut repeat = Pairing {
            programme,
            mentor: pairing.mentor,
            mentee: partner.mentee,
            start,
            end,
            status,
        };
        cut_at_exits(people, &mut repeat);
        pairings.push(repeat);
    }
    pairings.sort_by_key(|p| (p.start, p.mentor, p.mentee, p.programme));
}

fn cut_at_exits(people: &[Person], pairing: &mut Pairing) {
    for person in [pairing.mentor, pairing.mentee] {
        let left = people[person as usize]
            .exits()
            .map(|exit| exit.day)
            .find(|day| *day >= pairing.start);
        if let Some(day) = left
            && pairing.end.is_none_or(|end| day < end)
        {
            (pairing.end, pairing.status) = (Some(day), PairingStatus::EndedEarly);
        }
    }
}
