//! Answers to single items, summed while they are turned into scores, so that no answer outlives its chunk.
//!
//! What counts: complete responses of people in the roster, up to the cut-off, duplicates once, as for the scores
//! themselves. Wide responses are summed chunk by chunk and day while they are read; the few that are refused later
//! (a person whose rows are quarantined, a duplicate) are read again and taken away, which whole numbers allow exactly.

use super::constructs::{Construct, Constructs};
use super::scores::MOST_WAVES;
use crate::tables::{ItemAnswers, ItemSums, RaterSums, add_response};
use crate::vocab::Day;

/// Stands for an answer that was not given.
pub(super) const MISSING: i32 = i32::MIN;

/// A scale has at most this many steps: products of two answers, summed over a chunk, stay far below 2^63.
const MOST_STEPS: f64 = (1 << 20) as f64;

/// A scale in steps of a power of two, counted from its middle: whole answers are exact, others to a millionth of the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steps {
    low: f64,
    per_unit: f64,
}

impl Steps {
    /// The steps of a construct's scale.
    pub(super) fn of(construct: &Construct) -> Steps {
        let range = construct.high - construct.low;
        let exponent = (MOST_STEPS / range).log2().floor();
        let per_unit = if exponent.is_finite() {
            exponent.exp2()
        } else {
            0.0
        };
        Steps {
            low: construct.low,
            per_unit,
        }
    }

    /// An oriented answer on the scale in steps.
    pub(super) fn at(self, oriented: f64) -> i32 {
        // Not negative, so that cutting off after adding a half is rounding.
        ((oriented - self.low) * self.per_unit + 0.5) as i32 - (MOST_STEPS as i32) / 2
    }
}

/// The answers of a chunk to the items of one construct, a column an item; no columns for a construct of one item.
pub(super) type AnswerColumns = Vec<Vec<i32>>;

/// Empty columns for a construct.
pub(super) fn columns(construct: &Construct, rows: usize) -> AnswerColumns {
    match construct.items.len() {
        0 | 1 => Vec::new(),
        items => vec![vec![MISSING; rows]; items],
    }
}

/// Sums per day over the complete responses of a chunk.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally {
    items: usize,
    /// Ascending; the sums of a day start at this position of `sums`.
    days: Vec<(Day, usize)>,
    /// Per day: responses, sums, products.
    sums: Vec<i64>,
}

impl Tally {
    /// Sums the rows that `counts` picks and whose answers are complete. More days than a source may have waves
    /// are not summed: such a source is refused.
    pub(super) fn of(day: &[Day], columns: &[Vec<i32>], counts: impl Fn(usize) -> bool) -> Tally {
        let items = columns.len();
        let mut tally = Tally {
            items,
            ..Tally::default()
        };
        if items < 2 {
            return tally;
        }
        let mut last: Option<(Day, usize)> = None;
        let mut row = vec![0_i64; items];
        for (at, &day) in day.iter().enumerate() {
            let mut complete = true;
            for (value, column) in row.iter_mut().zip(columns) {
                let answer = column.get(at).copied().unwrap_or(MISSING);
                complete &= answer != MISSING;
                *value = i64::from(answer);
            }
            if !complete || !counts(at) {
                continue;
            }
            let start = match last {
                Some((known, start)) if known == day => start,
                _ => {
                    let Some(start) = tally.start(day) else {
                        return Tally {
                            items,
                            ..Tally::default()
                        };
                    };
                    last = Some((day, start));
                    start
                }
            };
            let (counted, rest) = tally.sums[start..].split_at_mut(1);
            counted[0] += 1;
            let (sums, products) = rest.split_at_mut(items);
            add_response(sums, &mut products[..width(items) - items - 1], &row);
        }
        tally
    }

    /// Where the sums of a day start; `None` when there are too many days.
    fn start(&mut self, day: Day) -> Option<usize> {
        match self.days.binary_search_by_key(&day, |d| d.0) {
            Ok(k) => Some(self.days[k].1),
            Err(_) if self.days.len() >= MOST_WAVES => None,
            Err(k) => {
                let start = self.sums.len();
                self.sums.resize(start + width(self.items), 0);
                self.days.insert(k, (day, start));
                Some(start)
            }
        }
    }

    /// The sums of a day.
    fn on(&self, day: Day) -> Option<ItemSums> {
        let k = self.days.binary_search_by_key(&day, |d| d.0).ok()?;
        let own = &self.sums[self.days[k].1..][..width(self.items)];
        let wide = |part: &[i64]| part.iter().map(|&x| i128::from(x)).collect();
        Some(ItemSums {
            responses: own[0],
            sums: wide(&own[1..=self.items]),
            products: wide(&own[1 + self.items..]),
        })
    }
}

/// Numbers kept a day.
fn width(items: usize) -> usize {
    1 + items + items * (items + 1) / 2
}

fn names(construct: &Construct, constructs: &Constructs) -> Vec<String> {
    construct
        .items
        .iter()
        .filter_map(|&(item, _)| constructs.items.get(item))
        .map(|(name, _)| name.clone())
        .collect()
}

/// The sums of wide responses: what was read, less what was refused since. `read` and `refused` hold one tally a
/// construct for every chunk.
pub(super) fn of_tallies(
    read: &[Vec<Tally>],
    refused: &[Vec<Tally>],
    waves: &[Day],
    constructs: &Constructs,
) -> Vec<ItemAnswers> {
    let sums = |which: usize, construct: &Construct, day: Day| {
        let mut all = ItemSums::none(construct.items.len());
        let of = |part: &Vec<Tally>| part.get(which).and_then(|t| t.on(day));
        read.iter().filter_map(of).for_each(|s| all.add(&s));
        let less = refused.iter().filter_map(of);
        less.for_each(|s| all.take_away(&s));
        all
    };
    let answers = |(which, construct): (usize, &Construct)| ItemAnswers {
        items: names(construct, constructs),
        waves: match construct.items.len() {
            0 | 1 => Vec::new(),
            _ => waves.iter().map(|&d| sums(which, construct, d)).collect(),
        },
        raters: None,
    };
    constructs
        .constructs
        .iter()
        .enumerate()
        .map(answers)
        .collect()
}

/// The sums of long answers, sorted by person, day and item. Several answers of one person to an item are ratings by
/// several raters where `rated` says so; the item's answer is their mean, as in the score.
pub(super) fn of_answers(
    answers: &[(u32, Day, u32, f64)],
    constructs: &Constructs,
    waves: &[Day],
    rated: bool,
) -> Vec<ItemAnswers> {
    constructs
        .constructs
        .iter()
        .map(|construct| of_construct(answers, construct, constructs, waves, rated))
        .collect()
}

fn of_construct(
    answers: &[(u32, Day, u32, f64)],
    construct: &Construct,
    constructs: &Constructs,
    waves: &[Day],
    rated: bool,
) -> ItemAnswers {
    let items = construct.items.len();
    let steps = Steps::of(construct);
    let mut own: Vec<Option<(usize, bool)>> = vec![None; constructs.items.len()];
    for (k, &(item, reversed)) in construct.items.iter().enumerate() {
        own[item] = Some((k, reversed));
    }
    let mut sums = vec![ItemSums::none(items); if items < 2 { 0 } else { waves.len() }];
    let mut raters = vec![RaterSums::default(); if rated { waves.len() * items } else { 0 }];
    let mut row = vec![i64::from(MISSING); items];
    for response in answers.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Ok(wave) = waves.binary_search(&response[0].1) else {
            continue;
        };
        row.fill(i64::from(MISSING));
        for item in response.chunk_by(|a, b| a.2 == b.2) {
            let Some((k, reversed)) = own.get(item[0].2 as usize).copied().flatten() else {
                continue;
            };
            let oriented = |value: f64| steps.at(construct.oriented(value, reversed));
            let mean = item.iter().map(|a| a.3).sum::<f64>() / item.len() as f64;
            row[k] = i64::from(oriented(mean));
            if let Some(sums) = raters.get_mut(wave * items + k) {
                sums.add_subject(item.iter().map(|a| oriented(a.3)));
            }
        }
        if let Some(sums) = sums.get_mut(wave)
            && row.iter().all(|&answer| answer != i64::from(MISSING))
        {
            sums.add_response(&row);
        }
    }
    ItemAnswers {
        items: names(construct, constructs),
        waves: sums,
        raters: rated.then_some(raters),
    }
}
