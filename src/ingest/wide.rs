//! Wide survey responses: one row per person and wave, one column per item, turned into construct scores
//! chunk by chunk, so that no item outlives its chunk; their sums are kept (`item_tally`).

use std::collections::BTreeMap;

use super::account::Account;
use super::cells::{Cells, Chunk, Place, RowNumbers};
use super::constructs::{Construct, Constructs};
use super::dates::PLAUSIBLE;
use super::error::IngestError;
use super::ids::{Cursor, Ids};
use super::item_tally::{AnswerColumns, Steps, Tally, columns};
use super::source::Source;
use super::view::{RowFault, View};
use crate::tables::{Column, NotNeeded, QuarantineReason};
use crate::vocab::Day;

/// Stands for an id that employees do not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// The usable responses of one chunk. Arrays are parallel.
#[derive(Debug)]
pub(super) struct Responses {
    /// File of the chunk.
    pub(super) file: u32,
    /// Row numbers.
    pub(super) rows: RowNumbers,
    /// Number of the id, or [`UNKNOWN`].
    pub(super) id: Vec<u32>,
    /// Day of the wave.
    pub(super) day: Vec<Day>,
    /// Per construct.
    pub(super) scores: Vec<Vec<f32>>,
    /// Sums of the answers of people in employees, per construct.
    pub(super) tallies: Vec<Tally>,
}

impl Responses {
    /// Number of responses.
    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    /// Where a response stands.
    pub(super) fn place(&self, at: usize) -> Place {
        Place {
            file: self.file,
            row: self.rows.number(at),
        }
    }

    /// Drops the responses that are not to be kept.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        if keep.iter().all(|&k| k) {
            return;
        }
        let numbers = (0..keep.len())
            .filter(|&at| keep[at])
            .map(|at| self.rows.number(at))
            .collect();
        self.rows = RowNumbers::Listed(numbers);
        retain(&mut self.id, keep);
        retain(&mut self.day, keep);
        self.scores.iter_mut().for_each(|s| retain(s, keep));
    }
}

fn retain<T>(values: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    values.retain(|_| keep.next().copied().unwrap_or(false));
}

/// Reads wide responses.
///
/// # Errors
/// An absent column or item, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    constructs: &Constructs,
    ids: &Ids,
) -> Result<(Vec<Responses>, Account), IngestError> {
    source.require(&[Column::EmployeeId, Column::WaveDate])?;
    let items = item_wants(source, constructs)?;
    let parts =
        source.map_chunks(|chunk| read_chunk(View { source, chunk }, constructs, &items, ids))?;
    let mut account = source.account();
    let mut responses = Vec::with_capacity(parts.len());
    for (part, own) in parts {
        responses.push(part);
        account.absorb(own);
    }
    Ok((responses, account))
}

/// The sums of the rows at some places, which were read before; per chunk and construct.
///
/// # Errors
/// A file that turns out to be damaged.
pub(super) fn tallies_at(
    source: &Source<'_>,
    constructs: &Constructs,
    mut places: Vec<Place>,
) -> Result<Vec<Vec<Tally>>, IngestError> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    places.sort_unstable();
    places.dedup();
    let items = item_wants(source, constructs)?;
    source.map_chunks_at(&places, |chunk| {
        let view = View { source, chunk };
        let mut faults = BTreeMap::new();
        let day = read_days(view, &mut faults);
        let mut answered = vec![false; chunk.len];
        let picked = |at: usize| places.binary_search(&chunk.place(at)).is_ok();
        constructs
            .constructs
            .iter()
            .map(|c| {
                let (_, answers) = score(view, c, &items, &mut answered, &mut faults);
                Tally::of(&day, &answers, picked)
            })
            .collect()
    })
}

/// The wanted columns of the items.
fn item_wants(source: &Source<'_>, constructs: &Constructs) -> Result<Vec<usize>, IngestError> {
    let mut items = Vec::with_capacity(constructs.items.len());
    for (item, outcome) in &constructs.items {
        let want = source.wants.iter().position(|w| w.item && w.name == *item);
        let want = want.filter(|&w| source.files.iter().any(|f| f.columns[w].is_some()));
        items.push(want.ok_or_else(|| absent_item(source, item, outcome, source.headers()))?);
    }
    Ok(items)
}

/// The error for an item that no file has.
pub(super) fn absent_item(
    source: &Source<'_>,
    item: &str,
    outcome: &str,
    present: Vec<String>,
) -> IngestError {
    let near = super::mapping::nearest(item, &present);
    IngestError::AbsentItem {
        table: source.table(),
        outcome: outcome.to_owned(),
        item: item.to_owned(),
        present,
        near,
    }
}

fn read_chunk(
    view: View<'_>,
    constructs: &Constructs,
    items: &[usize],
    ids: &Ids,
) -> (Responses, Account) {
    let chunk = view.chunk;
    let mut faults: BTreeMap<usize, RowFault> = BTreeMap::new();
    let id = read_ids(view, ids, &mut faults);
    let day = read_days(view, &mut faults);
    let mut answered = vec![false; chunk.len];
    let (scores, answers): (Vec<Vec<f32>>, Vec<AnswerColumns>) = constructs
        .constructs
        .iter()
        .map(|c| score(view, c, items, &mut answered, &mut faults))
        .unzip();
    let mut account = Account::of(chunk.len);
    let mut keep = answered;
    let unused = keep
        .iter()
        .enumerate()
        .filter(|(at, used)| !**used && !faults.contains_key(at))
        .count();
    account.set_aside(NotNeeded::NotUsedByAnyOutcome, unused as u64);
    for (at, fault) in faults {
        keep[at] = false;
        account.quarantined.push(view.quarantined(at, fault));
    }
    let tallies = answers
        .iter()
        .map(|own| Tally::of(&day, own, |at| keep[at] && id[at] != UNKNOWN))
        .collect();
    let Chunk { file, rows, .. } = chunk;
    let mut responses = Responses {
        file: *file,
        rows: rows.clone(),
        id,
        day,
        scores,
        tallies,
    };
    responses.retain(&keep);
    (responses, account)
}

fn read_ids(view: View<'_>, ids: &Ids, faults: &mut BTreeMap<usize, RowFault>) -> Vec<u32> {
    let want = view.source.want(Column::EmployeeId).unwrap_or(0);
    let cells = view.cells(want);
    let mut cursor = Cursor::default();
    let mut missing = |at: usize| {
        faults.insert(at, view.missing(Column::EmployeeId));
        UNKNOWN
    };
    (0..view.chunk.len)
        .map(|at| match cells {
            Cells::Text(texts) => match texts.get(at) {
                Some(text) => ids.find(text, &mut cursor).unwrap_or(UNKNOWN),
                None => missing(at),
            },
            other => match other.word(at) {
                Some(text) => ids.find(&text, &mut cursor).unwrap_or(UNKNOWN),
                None => missing(at),
            },
        })
        .collect()
}

fn read_days(view: View<'_>, faults: &mut BTreeMap<usize, RowFault>) -> Vec<Day> {
    let want = view.source.want(Column::WaveDate).unwrap_or(0);
    if let Cells::Day(days) = view.cells(want)
        && days.valid.is_none()
        && days
            .values
            .iter()
            .all(|d| (PLAUSIBLE.0.0..=PLAUSIBLE.1.0).contains(d))
    {
        return days.values.iter().map(|&d| Day(d)).collect();
    }
    (0..view.chunk.len)
        .map(|at| match view.required_day(Column::WaveDate, at) {
            Ok(day) => day,
            Err(fault) => {
                faults.entry(at).or_insert(fault);
                Day::MIN
            }
        })
        .collect()
}

/// The scores of one construct, column by column, and its answers in steps.
fn score(
    view: View<'_>,
    construct: &Construct,
    items: &[usize],
    answered: &mut [bool],
    faults: &mut BTreeMap<usize, RowFault>,
) -> (Vec<f32>, AnswerColumns) {
    let rows = view.chunk.len;
    let mut sums = vec![0.0_f64; rows];
    let mut counts = vec![0_u16; rows];
    let steps = Steps::of(construct);
    let mut answers = columns(construct, rows);
    for (which, &(item, reversed)) in construct.items.iter().enumerate() {
        let mut own = answers.get_mut(which);
        let want = items[item];
        let outside = || {
            let detail = format!("outside the scale {} to {}", construct.low, construct.high);
            RowFault::new(want, QuarantineReason::OutOfRange, detail)
        };
        let mut take = |at: usize, value: f64, faults: &mut BTreeMap<usize, RowFault>| {
            if construct.holds(value) {
                let oriented = construct.oriented(value, reversed);
                sums[at] += oriented;
                counts[at] += 1;
                if let Some(column) = own.as_mut() {
                    column[at] = steps.at(oriented);
                }
            } else {
                faults.entry(at).or_insert_with(outside);
            }
        };
        match view.cells(want) {
            Cells::Absent => {}
            Cells::Int(numbers) if numbers.valid.is_none() => {
                numbers
                    .values
                    .iter()
                    .enumerate()
                    .for_each(|(at, &v)| take(at, v as f64, faults));
            }
            Cells::Int(numbers) => {
                let valid = numbers.valid.as_deref().unwrap_or(&[]);
                for (at, (&v, _)) in numbers
                    .values
                    .iter()
                    .zip(valid)
                    .enumerate()
                    .filter(|(_, (_, valid))| **valid)
                {
                    take(at, v as f64, faults);
                }
            }
            _ => {
                for at in 0..rows {
                    match view.number_in(want, at) {
                        Ok(Some(value)) => take(at, value, faults),
                        Ok(None) => {}
                        Err(fault) => {
                            faults.entry(at).or_insert(fault);
                        }
                    }
                }
            }
        }
    }
    for (any, &count) in answered.iter_mut().zip(&counts) {
        *any |= count > 0;
    }
    let scores = sums
        .iter()
        .zip(&counts)
        .map(|(&sum, &count)| construct.score(sum, usize::from(count)))
        .collect();
    (scores, answers)
}
