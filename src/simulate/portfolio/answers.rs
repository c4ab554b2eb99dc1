//! Surveys, tests and upward feedback, drawn wave by wave when they are written.

use rayon::prelude::*;

use crate::vocab::Day;

use super::super::draws::{CHUNK, Draws, Stage};
use super::super::people::Person;
use super::super::surveys::response_probability;
use super::Portfolio;
use super::enrolment::lot;
use super::expected::{ITEM_OFFSET, answer, shared};
use super::outcomes::{Kind, MEASURED, of_kind};

/// Share of the others who are invited to the tests; participants all are.
const TESTED: f64 = 0.55;
/// Share of those invited that takes a test.
const TAKEN: f64 = 0.85;
/// Lots there are, as a number to compare with.
const LOTS: f64 = 4_294_967_296.0;
/// Fewest and most raters of a leader in a round of feedback.
const RATERS: (i32, i32) = (3, 5);
/// Raters by generation.
const RATER_GENERATIONS: [f64; 5] = [0.0, 0.07, 0.30, 0.45, 0.18];

/// One person's answers in one wave, item by item in the order of the outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Who.
    pub person: u32,
    /// The answers, `None` where left out.
    pub items: Vec<Option<u8>>,
}

/// One result of a test, or one rater's answer to one item of upward feedback.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// Who was tested or rated.
    pub person: u32,
    /// The instrument or the item.
    pub item: &'static str,
    /// The score.
    pub score: u8,
    /// Of feedback: the rater's position in `Generations::default()`.
    pub rater: Option<u8>,
}

/// The names of the survey items, in the order of the columns.
pub(in super::super) fn survey_items() -> impl Iterator<Item = &'static str> {
    of_kind(Kind::Survey).flat_map(|k| MEASURED[k].items.iter().copied())
}

/// Whether a wave is one in which tests are taken and feedback is given: every second one, the last included.
pub(super) fn tested_in(wave: usize, waves: usize) -> bool {
    (waves - 1 - wave.min(waves - 1)).is_multiple_of(2)
}

/// Whether a person is rated by others: levels 7 and above, and on levels 5 and 6 managers and participants.
pub(super) fn rated(person: &Person) -> bool {
    person.level >= 7 || person.level >= 5 && (person.is_manager || person.start.is_some())
}

impl Portfolio {
    /// The waves in which tests are taken and feedback is given.
    pub(super) fn test_waves(&self) -> Vec<Day> {
        let waves = &self.calendar.waves;
        let tested = |k: &usize| tested_in(*k, waves.len());
        (0..waves.len()).filter(tested).map(|k| waves[k]).collect()
    }

    /// All survey responses of a wave in the order of the people; drawn anew, and the same, at each call.
    pub fn survey_wave(&self, wave: usize) -> Vec<Answers> {
        self.chunked(Stage::Answers, wave, |draws, number, person, out| {
            let day = self.calendar.waves[wave];
            let lucky = draws.uniform();
            if !person.employed_on(day)
                || lucky >= response_probability(&self.settings, person, day)
            {
                return;
            }
            let mut items = Vec::with_capacity(31);
            for outcome in of_kind(Kind::Survey) {
                let measured = &MEASURED[outcome];
                let mean = self.expected(number, outcome, wave) + shared(draws);
                let last = measured.items.len() - 1;
                for (k, _) in measured.items.iter().enumerate() {
                    let offset = if last == 0 { 0.0 } else { ITEM_OFFSET[k] };
                    let given = answer(draws, mean + offset, measured.scale);
                    let turned = k == last && measured.last_reversed;
                    let (low, high) = measured.scale;
                    items.push(given.map(|v| if turned { low + high - v } else { v }));
                }
            }
            out.push(Answers {
                person: number,
                items,
            });
        })
    }

    /// All test results of a wave in the order of the people; none in a wave without tests.
    pub fn test_wave(&self, wave: usize) -> Vec<Scored> {
        self.chunked(Stage::Tests, wave, |draws, number, person, out| {
            let day = self.calendar.waves[wave];
            let takes = draws.chance(TAKEN);
            let invited = person.start.is_some() || f64::from(lot(number)) < TESTED * LOTS;
            if !takes || !invited || !person.employed_on(day) {
                return;
            }
            for outcome in of_kind(Kind::Test) {
                let mean = self.expected(number, outcome, wave) + shared(draws);
                for item in MEASURED[outcome].items {
                    if let Some(score) = answer(draws, mean, MEASURED[outcome].scale) {
                        out.push(Scored {
                            person: number,
                            item,
                            score,
                            rater: None,
                        });
                    }
                }
            }
        })
    }

    /// All upward feedback of a wave, leader by leader and rater by rater; none in a wave without feedback.
    pub fn feedback_wave(&self, wave: usize) -> Vec<Scored> {
        self.chunked(Stage::Feedback, wave, |draws, number, person, out| {
            let day = self.calendar.waves[wave];
            if !rated(person) || !person.employed_on(day) {
                return;
            }
            for _ in 0..draws.between(RATERS.0, RATERS.1) {
                let rater = draws.weighted(RATER_GENERATIONS.iter().copied());
                for outcome in of_kind(Kind::Feedback) {
                    let mean = self.expected(number, outcome, wave) + shared(draws);
                    for (k, item) in MEASURED[outcome].items.iter().enumerate() {
                        // The offsets of the two items cancel.
                        let offset = if k == 0 { 1.0 } else { -1.0 };
                        if let Some(score) = answer(draws, mean + offset, MEASURED[outcome].scale) {
                            out.push(Scored {
                                person: number,
                                item,
                                score,
                                rater: Some(rater as u8),
                            });
                        }
                    }
                }
            }
        })
    }

    /// Runs over the people in chunks with a stream each.
    fn chunked<T: Send>(
        &self,
        stage: Stage,
        wave: usize,
        one: impl Fn(&mut Draws, u32, &Person, &mut Vec<T>) + Sync,
    ) -> Vec<T> {
        let waves = self.calendar.waves.len();
        let none = !matches!(stage, Stage::Answers) && !tested_in(wave, waves);
        if wave >= waves || none {
            return Vec::new();
        }
        self.people
            .par_chunks(CHUNK)
            .enumerate()
            .flat_map_iter(|(chunk, people)| {
                let mut draws = Draws::new(self.settings.seed, stage, wave, chunk);
                let mut out = Vec::new();
                for (k, person) in people.iter().enumerate() {
                    one(&mut draws, (chunk * CHUNK + k) as u32, person, &mut out);
                }
                out
            })
            .collect()
    }
}
