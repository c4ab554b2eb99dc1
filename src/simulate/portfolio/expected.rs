//! What a person's answer is expected to be, on the 0..100 scale, and how it becomes an answer.
//!
//! Answers are whole numbers by stochastic rounding, and expectations stay inside the scale by construction, so the
//! planted points are exact on the observed scale. Members of one group share a shock from their index date on: it
//! is noise, no effect, and the reason why the group is the cluster.

use rayon::prelude::*;

use super::super::draws::{CHUNK, Draws, Stage};
use super::super::people::{Person, blend};
use super::super::surveys::SKIPPED;
use super::Portfolio;
use super::effects::UNDERREPRESENTED;
use super::enrolment::Unit;
use super::outcomes::{INCLUSION, Kind, MEASURED, METRICS, SCORES};
use super::plans::{Mix, PLANS};

/// Points per standard deviation of the trait behind a score (which stays within ±2.3).
const TRAIT: f64 = 5.0;
const BY_FUNCTION: [f64; 7] = [-0.8, 0.5, -0.5, 0.5, 1.0, 0.8, -1.0];
/// Leaders score higher.
const LEADER: f64 = 1.0;
/// The inclusion gap of women and non-binary people.
const GAP: f64 = -4.0;
/// Change over the whole calendar by generation: what breaks a naive before/after.
const TREND: [f64; 5] = [0.0, 0.5, -1.0, -2.5, -4.0];
/// How much of the trend an outcome shows, in turn.
const TREND_SHARE: [f64; 3] = [1.0, 0.5, -0.4];
/// What practice adds to a test over the whole calendar.
const PRACTICE: f64 = 2.0;
/// Standard deviations of the shock of a group: lasting, and of one wave.
const SHOCK: (f64, f64) = (2.5, 1.6);
/// Half-range of the noise that the items of one outcome and wave share (sum of three uniforms), and of one item.
pub(super) const NOISE: (f64, f64) = (6.0, 6.0);
/// Difference between items.
pub(super) const ITEM_OFFSET: [f64; 4] = [1.5, -0.8, 0.4, -1.1];

/// Hidden traits of a person: one per score, and one per metric that has nothing to do with the others.
pub(super) const TRAITS: usize = SCORES + MEASURED.len() - METRICS;

/// Draws the traits behind the scores; the first three are known already.
pub(super) fn traits(people: &[Person], seed: u64) -> Vec<[f32; TRAITS]> {
    people
        .par_chunks(CHUNK)
        .enumerate()
        .flat_map_iter(|(chunk, people)| {
            let mut draws = Draws::new(seed, Stage::Traits, 0, chunk);
            people
                .iter()
                .map(|person| {
                    let mut own = [0.0f32; TRAITS];
                    for (k, own) in own.iter_mut().enumerate() {
                        let fresh = draws.normal();
                        *own = match person.traits.get(k) {
                            Some(known) => *known,
                            None if k < SCORES => {
                                blend(f64::from(person.traits[0]), 0.4, fresh) as f32
                            }
                            None => fresh as f32,
                        };
                    }
                    own
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The shocks of groups: by unit, wave and score. Pairs have none.
pub(super) fn shocks(units: &[Unit], waves: usize, seed: u64) -> Vec<Vec<[f32; SCORES]>> {
    units
        .par_iter()
        .enumerate()
        .map(|(number, unit)| {
            if PLANS[usize::from(unit.programme)].mix == Mix::Pair {
                return Vec::new();
            }
            let mut draws = Draws::new(seed, Stage::Shocks, 0, number);
            let lasting: [f64; SCORES] = std::array::from_fn(|_| SHOCK.0 * draws.normal());
            (0..waves)
                .map(|_| std::array::from_fn(|k| (lasting[k] + SHOCK.1 * draws.normal()) as f32))
                .collect()
        })
        .collect()
}

/// The group in which each person started first, `u32::MAX` for everybody else.
pub(super) fn groups_of(people: &[Person], units: &[Unit]) -> Vec<u32> {
    let mut groups = vec![u32::MAX; people.len()];
    for (number, unit) in units.iter().enumerate() {
        for member in &unit.members {
            let first = people[member.person as usize].start;
            if first.is_some_and(|s| s.day == unit.start && s.programme == unit.programme) {
                groups[member.person as usize] = number as u32;
            }
        }
    }
    groups
}

impl Portfolio {
    /// Expected points of a person's score in a wave, planted effect and shock of the group included.
    pub(super) fn expected(&self, number: u32, outcome: usize, wave: usize) -> f64 {
        let person = &self.people[number as usize];
        let (day, waves) = (self.calendar.waves[wave], self.calendar.waves.len());
        let shock = match person.start {
            Some(start) if day >= start.index => self
                .shocks
                .get(self.group_of[number as usize] as usize)
                .and_then(|shocks| shocks.get(wave))
                .map_or(0.0, |shocks| f64::from(shocks[outcome])),
            _ => 0.0,
        };
        without(
            person,
            self.traits[number as usize][outcome],
            outcome,
            wave,
            waves,
        ) + shock
            + self.effects.points(person, day, outcome)
    }
}

/// Expected points without effect and shock.
fn without(person: &Person, own: f32, outcome: usize, wave: usize, waves: usize) -> f64 {
    let progress = wave as f64 / (waves.max(2) - 1) as f64;
    let gap = if outcome == INCLUSION && UNDERREPRESENTED.contains(&person.gender) {
        GAP
    } else {
        0.0
    };
    let practice = if MEASURED[outcome].kind == Kind::Test {
        PRACTICE
    } else {
        0.0
    };
    MEASURED[outcome].base
        + TRAIT * f64::from(own)
        + BY_FUNCTION[usize::from(person.function)]
        + if person.level >= 7 { LEADER } else { 0.0 }
        + gap
        + progress
            * (TREND[usize::from(person.generation)] * TREND_SHARE[outcome % TREND_SHARE.len()]
                + practice)
}

/// Noise that the items of one outcome share.
pub(super) fn shared(draws: &mut Draws) -> f64 {
    NOISE.0 * (draws.uniform() + draws.uniform() + draws.uniform() - 1.5) / 1.5
}

/// An answer on a scale from expected points, by stochastic rounding; `None` when left out.
pub(super) fn answer(draws: &mut Draws, points: f64, (low, high): (u8, u8)) -> Option<u8> {
    let (noise, fraction, left_out) = (draws.uniform(), draws.uniform(), draws.uniform());
    if left_out < SKIPPED {
        return None;
    }
    let share = (points + NOISE.1 * (2.0 * noise - 1.0)).clamp(0.0, 100.0) / 100.0;
    let x = f64::from(low) + share * f64::from(high - low);
    let floor = x.floor();
    Some(floor as u8 + u8::from(fraction < x - floor))
}

#[cfg(test)]
mod tests {
    use super::super::super::Settings;
    use super::super::portfolio;
    use super::*;

    #[test]
    fn expectations_stay_inside_the_scale() {
        // Otherwise clamping would bend the planted effects.
        let settings = Settings {
            employees: 4_000,
            ..Settings::with_programmes(10)
        };
        let made = portfolio(&settings).expect("settings are in range");
        let widest = NOISE.0 + NOISE.1 + 1.5 + 2.3 * (SHOCK.0 + SHOCK.1) + 8.0;
        for (person, traits) in made.people.iter().zip(&made.traits) {
            for (outcome, own) in traits.iter().enumerate().take(SCORES) {
                for wave in [0, 11] {
                    let middle = without(person, *own, outcome, wave, 12);
                    assert!(
                        middle - widest >= 0.0 && middle + widest <= 100.0,
                        "{middle}"
                    );
                }
            }
        }
    }

    #[test]
    fn rounding_keeps_the_mean() {
        let mut draws = Draws::new(3, Stage::Answers, 0, 0);
        for (points, scale) in [(37.5, (1, 5)), (62.0, (0, 10)), (48.3, (0, 100))] {
            let answers: Vec<f64> = (0..100_000)
                .filter_map(|_| answer(&mut draws, points, scale))
                .map(|a| 100.0 * f64::from(a - scale.0) / f64::from(scale.1 - scale.0))
                .collect();
            let mean = answers.iter().sum::<f64>() / answers.len() as f64;
            // An answer varies by less than 13 points: four standard errors are 0.17.
            assert!((mean - points).abs() < 0.17, "{mean} {points}");
        }
    }
}
