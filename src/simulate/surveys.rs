//! Survey answers: one wave a quarter, twelve items on 1..5, three constructs of four items each.
//!
//! Answers are whole numbers by *stochastic rounding*: an item with expected value x is floor(x) plus one with
//! probability frac(x), and x stays inside [1, 5] by construction. So the expectation of an item is exactly x,
//! shifts stay additive on the observed scale, and planted points are the truth on the 0..100 score.

use rayon::prelude::*;

use crate::vocab::Day;

use super::Settings;
use super::draws::{CHUNK, Draws, Stage};
use super::effects::Effects;
use super::organisation::Organisation;
use super::people::Person;

/// Items per response.
pub const ITEMS: usize = 12;
/// Items per construct.
const ITEMS_EACH: usize = 4;
/// Points of the 0..100 score in one step of the 1..5 scale.
const POINTS_PER_STEP: f64 = 25.0;

/// A score built from four items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Construct {
    /// Id of the outcome.
    pub id: &'static str,
    /// Label in reports.
    pub label: &'static str,
    /// Position of its first item (0 for `q01`); the other three follow.
    pub first: usize,
    /// Positions of items that are reversed.
    pub reversed: &'static [usize],
}

/// The constructs, in the order of their items.
pub const CONSTRUCTS: [Construct; 3] = [
    Construct {
        id: "engagement",
        label: "Engagement",
        first: 0,
        reversed: &[3],
    },
    Construct {
        id: "inclusion",
        label: "Inclusion",
        first: 4,
        reversed: &[],
    },
    Construct {
        id: "psychological_safety",
        label: "Psychological safety",
        first: 8,
        reversed: &[],
    },
];

/// One person's answers in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// Who.
    pub person: u32,
    /// Answers `q01` to `q12`, 1 to 5 as ticked (reversed items not turned); 0 where none.
    pub items: [u8; ITEMS],
}

/// A construct's score on 0..100: the mean of the answered items, reversed ones turned, when at least two of the
/// four are answered; `None` otherwise or when there is no such construct.
pub fn response_score(construct: usize, items: &[u8; ITEMS]) -> Option<f64> {
    let construct = CONSTRUCTS.get(construct)?;
    let (mut sum, mut answered) = (0u32, 0u32);
    for (k, item) in items
        .iter()
        .enumerate()
        .skip(construct.first)
        .take(ITEMS_EACH)
    {
        if *item > 0 {
            let value = u32::from(*item);
            sum += if construct.reversed.contains(&k) {
                6 - value
            } else {
                value
            };
            answered += 1;
        }
    }
    (2 * answered >= ITEMS_EACH as u32)
        .then(|| (f64::from(sum) / f64::from(answered) - 1.0) * POINTS_PER_STEP)
}

/// Share that answers a wave.
const RESPONSE: f64 = 0.66;
const RESPONSE_BY_FUNCTION: [f64; 7] = [-0.04, 0.03, -0.02, 0.05, 0.06, 0.02, -0.06];
/// Share of items left out in an otherwise complete response.
pub(super) const SKIPPED: f64 = 0.01;

/// Expected item where everything else is zero.
const BASE: [f64; 3] = [3.0, 3.05, 2.95];
/// Item steps per standard deviation of the latent trait (which stays within ±2.3).
const TRAIT: f64 = 0.30;
const BY_FUNCTION: [f64; 7] = [-0.03, 0.02, -0.02, 0.02, 0.04, 0.03, -0.04];
/// Seniors score higher.
const SENIOR: f64 = 0.06;
/// The inclusion gap by gender, in the order of the labels.
const INCLUSION_GAP: [f64; 4] = [-0.06, 0.0, -0.10, 0.0];
/// Change over the whole calendar by generation: what breaks a naive before/after.
const TREND: [f64; 5] = [0.0, 0.02, -0.04, -0.10, -0.16];
/// How much of the trend each construct shows.
const TREND_SHARE: [f64; 3] = [1.0, 0.5, -0.4];
/// A season everybody shares.
const SEASON: [f64; 4] = [0.0, 0.02, -0.02, 0.01];
/// Differences between the four items of a construct.
const ITEM_OFFSET: [f64; ITEMS_EACH] = [0.08, -0.04, 0.02, -0.06];
/// Half-range of the noise that a person's items of one construct and wave share (sum of three uniforms).
const WAVE_NOISE: f64 = 0.36;
/// Half-range of the uniform noise of one item.
const ITEM_NOISE: f64 = 0.38;

/// Expected item value of a construct, before item offset and noise.
fn expected(person: &Person, construct: usize, wave: usize, waves: usize, points: f64) -> f64 {
    let progress = wave as f64 / (waves.max(2) - 1) as f64;
    let trend = TREND[usize::from(person.generation)] * progress * TREND_SHARE[construct];
    let gap = if construct == 1 {
        INCLUSION_GAP[usize::from(person.gender)]
    } else {
        0.0
    };
    BASE[construct]
        + TRAIT * f64::from(person.traits[construct])
        + BY_FUNCTION[usize::from(person.function)]
        + if person.level >= 7 { SENIOR } else { 0.0 }
        + gap
        + trend
        + SEASON[wave % SEASON.len()]
        + points / POINTS_PER_STEP
}

impl Organisation {
    /// All responses of a wave (position in [`super::Calendar::waves`]) in the order of the people; drawn anew, and
    /// the same, at each call. Empty when there is no such wave.
    pub fn wave_responses(&self, wave: usize) -> Vec<Response> {
        (0..self.people.len().div_ceil(CHUNK))
            .into_par_iter()
            .flat_map_iter(|chunk| self.chunk_responses(wave, chunk))
            .collect()
    }

    /// The responses of one chunk of people in one wave.
    fn chunk_responses(&self, wave: usize, chunk: usize) -> Vec<Response> {
        let Some(day) = self.calendar.waves.get(wave).copied() else {
            return Vec::new();
        };
        let waves = self.calendar.waves.len();
        let effects = Effects {
            active: !self.settings.null,
        };
        let mut draws = Draws::new(self.settings.seed, Stage::Surveys, wave, chunk);
        let first = chunk * CHUNK;
        let people = self.people.iter().enumerate().skip(first).take(CHUNK);
        let mut responses = Vec::with_capacity(CHUNK / 2);
        for (number, person) in people {
            let lucky = draws.uniform();
            if !person.employed_on(day)
                || lucky >= response_probability(&self.settings, person, day)
            {
                continue;
            }
            let points = effects.score_points(person, day);
            let mut items = [0; ITEMS];
            for (c, construct) in CONSTRUCTS.iter().enumerate() {
                let shared = (draws.uniform() + draws.uniform() + draws.uniform() - 1.5) / 1.5;
                let mean = expected(person, c, wave, waves, points[c]) + WAVE_NOISE * shared;
                for (k, offset) in ITEM_OFFSET.iter().enumerate() {
                    let position = construct.first + k;
                    let value = tick(&mut draws, mean + offset);
                    items[position] = match value {
                        0 => 0,
                        v if construct.reversed.contains(&position) => 6 - v,
                        v => v,
                    };
                }
            }
            responses.push(Response {
                person: number as u32,
                items,
            });
        }
        responses
    }
}

/// How likely somebody answers the survey of a day.
pub(super) fn response_probability(settings: &Settings, person: &Person, day: Day) -> f64 {
    // The answers before an exit prove the first spell of people who come back.
    if person.rehire.is_some_and(|back| day < back) {
        return 1.0;
    }
    let mut probability = RESPONSE + RESPONSE_BY_FUNCTION[usize::from(person.function)];
    if settings.nonresponse {
        let taking_part = person.start.is_some_and(|start| start.day <= day);
        probability += 0.06 * f64::from(person.traits[0]) + if taking_part { 0.08 } else { 0.0 };
    }
    probability
}

/// One item by stochastic rounding; 0 when left out. One draw of 64 bits: 24 for the noise, 32 for the rounding, 8
/// (and the luck of 16 more) for leaving out.
fn tick(draws: &mut Draws, mean: f64) -> u8 {
    let bits = draws.bits();
    let noise = (bits & 0x00FF_FFFF) as f64 / f64::from(1u32 << 23) - 1.0;
    let fraction = ((bits >> 24) & 0x00FF_FFFF) as f64 / f64::from(1u32 << 24);
    let left_out = (bits >> 48) as f64 / 65_536.0;
    if left_out < SKIPPED {
        return 0;
    }
    let x = (mean + ITEM_NOISE * noise).clamp(1.0, 5.0);
    let floor = x.floor();
    floor as u8 + u8::from(fraction < x - floor)
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::people::draw_people;
    use super::*;

    #[test]
    fn scores_turn_reversed_items_and_need_half_of_them() {
        let mut items = [3; ITEMS];
        items[..4].copy_from_slice(&[5, 5, 5, 1]);
        assert_eq!(response_score(0, &items), Some(100.0));
        assert_eq!(response_score(1, &items), Some(50.0));
        items[4..8].copy_from_slice(&[0, 0, 0, 4]);
        assert_eq!(response_score(1, &items), None);
        items[6] = 5;
        assert_eq!(response_score(1, &items), Some(87.5));
        assert_eq!(response_score(3, &items), None);
    }

    #[test]
    fn the_latent_value_never_leaves_the_scale() {
        // Otherwise clamping would bend the planted effects.
        let people = draw_people(&Settings::default(), &Calendar::new(12));
        let widest = WAVE_NOISE + ITEM_NOISE + 0.08;
        for person in &people {
            for construct in 0..3 {
                for wave in 0..12 {
                    let low = expected(person, construct, wave, 12, 0.0) - widest;
                    let high = expected(person, construct, wave, 12, 5.0) + widest;
                    assert!(low >= 1.0 && high <= 5.0, "{low} {high}");
                }
            }
        }
    }

    #[test]
    fn stochastic_rounding_keeps_the_mean() {
        let mut draws = Draws::new(3, Stage::Surveys, 0, 0);
        for mean in [1.7, 2.5, 3.24, 4.3] {
            let (mut sum, mut n) = (0.0, 0.0);
            for _ in 0..200_000 {
                let value = tick(&mut draws, mean);
                if value > 0 {
                    sum += f64::from(value);
                    n += 1.0;
                }
            }
            // SD of an item is under 0.6: four standard errors are 0.0054.
            let found: f64 = sum / n;
            assert!((found - mean).abs() < 0.0054, "{found} {mean}");
            let skipped: f64 = 1.0 - n / 200_000.0;
            assert!((skipped - SKIPPED).abs() < 0.001);
        }
    }
}
