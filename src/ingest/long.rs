//! Long responses: one row per person, wave and item (surveys, assessments) or per rater's answer (leader feedback,
//! where several answers to an item are averaged). Turned into construct scores per person and wave.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::constructs::Constructs;
use super::error::IngestError;
use super::ids::Ids;
use super::registry::{Registry, Who};
use super::rows::{self, Fate, Row};
use super::source::Source;
use super::view::RowFault;
use super::wide::absent_item;
use crate::tables::{Column, NotNeeded, QuarantineReason, Table};
use crate::vocab::Day;

/// One answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Whose score it is part of.
    pub(super) who: Who,
    /// Day of the wave.
    pub(super) day: Day,
    /// Position among the distinct items.
    pub(super) item: u32,
    /// The answer.
    pub(super) value: f64,
}

/// The columns that hold the person and the item of a long table.
pub(super) fn columns(table: Table) -> (Column, Column) {
    match table {
        Table::LeaderFeedback => (Column::LeaderId, Column::Item),
        Table::Assessments => (Column::EmployeeId, Column::Instrument),
        _ => (Column::EmployeeId, Column::Item),
    }
}

/// Reads long responses.
///
/// # Errors
/// An absent column or item, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    constructs: &Constructs,
    ids: &Ids,
) -> Result<(Vec<Row<Answer>>, Account), IngestError> {
    let (person, item_column) = columns(source.table());
    source.require(&[person, Column::WaveDate, item_column, Column::Score])?;
    check_items(source, item_column, constructs)?;
    let positions: BTreeMap<&str, u32> = constructs
        .items
        .iter()
        .enumerate()
        .map(|(k, (name, _))| (name.as_str(), k as u32))
        .collect();
    rows::read(source, |view, at| {
        let who = Registry::who(ids, &view.required_text(person, at)?);
        let day = view.required_day(Column::WaveDate, at)?;
        let name = view.required_text(item_column, at)?;
        let value = view.number(Column::Score, at)?;
        let Some(&item) = positions.get(name.as_ref()) else {
            return Err(Fate::NotNeeded(NotNeeded::NotUsedByAnyOutcome));
        };
        let value = value.ok_or_else(|| view.missing(Column::Score))?;
        if let Some(detail) = constructs.outside(item as usize, value) {
            let want = view.source.want(Column::Score).unwrap_or(0);
            return Err(RowFault::new(want, QuarantineReason::OutOfRange, detail).into());
        }
        Ok(Answer {
            who,
            day,
            item,
            value,
        })
    })
}

/// Every item that an outcome uses must occur.
fn check_items(
    source: &Source<'_>,
    column: Column,
    constructs: &Constructs,
) -> Result<(), IngestError> {
    if constructs.items.is_empty() {
        return Ok(());
    }
    let Some(want) = source.want(column) else {
        return Ok(());
    };
    let parts = source.map_chunks(|chunk| {
        let mut names: BTreeSet<String> = BTreeSet::new();
        for word in (0..chunk.len).filter_map(|at| chunk.columns[want].word(at)) {
            if !names.contains(word.as_ref()) {
                names.insert(word.into_owned());
            }
        }
        names
    })?;
    let present: BTreeSet<String> = parts.into_iter().flatten().collect();
    let absent = constructs
        .items
        .iter()
        .find(|(item, _)| !present.is_empty() && !present.contains(item));
    absent.map_or(Ok(()), |(item, outcome)| {
        Err(absent_item(
            source,
            item,
            outcome,
            present.iter().cloned().collect(),
        ))
    })
}

/// One person's scores in one wave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scored {
    pub(super) person: u32,
    pub(super) day: Day,
    pub(super) scores: Vec<f32>,
}

/// Sorts answers (person, day, item, value) as [`scored`] needs them.
pub(super) fn sort(answers: &mut [(u32, Day, u32, f64)]) {
    answers.sort_unstable_by(|a, b| {
        (a.0, a.1, a.2)
            .cmp(&(b.0, b.1, b.2))
            .then(a.3.total_cmp(&b.3))
    });
}

/// Scores from sorted answers whose person is known, by person and wave.
pub(super) fn scored(answers: &[(u32, Day, u32, f64)], constructs: &Constructs) -> Vec<Scored> {
    answers
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|response| {
            let means: BTreeMap<u32, f64> = response
                .chunk_by(|a, b| a.2 == b.2)
                .map(|item| {
                    (
                        item[0].2,
                        item.iter().map(|a| a.3).sum::<f64>() / item.len() as f64,
                    )
                })
                .collect();
            let score = |construct: &super::constructs::Construct| {
                let own: Vec<f64> = construct
                    .items
                    .iter()
                    .filter_map(|&(item, reversed)| {
                        means
                            .get(&(item as u32))
                            .map(|&v| construct.oriented(v, reversed))
                    })
                    .collect();
                construct.score(own.iter().sum(), own.len())
            };
            Scored {
                person: response[0].0,
                day: response[0].1,
                scores: constructs.constructs.iter().map(score).collect(),
            }
        })
        .collect()
}
