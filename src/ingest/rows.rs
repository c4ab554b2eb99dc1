//! Rows of the smaller tables: read one by one into a struct, then rid of duplicates.

use rayon::slice::ParallelSliceMut;

use super::account::Account;
use super::cells::Place;
use super::error::IngestError;
use super::source::Source;
use super::view::{RowFault, View};
use crate::tables::{NotNeeded, QuarantineReason};

/// A row read, with its place.
#[derive(Debug, Clone)]
pub(super) struct Row<T> {
    pub(super) place: Place,
    pub(super) value: T,
}

/// What became of a row that was not kept.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// Quarantined.
    Fault(RowFault),
    /// Set aside.
    NotNeeded(NotNeeded),
}

impl From<RowFault> for Fate {
    fn from(fault: RowFault) -> Fate {
        Fate::Fault(fault)
    }
}

/// Reads every row of a source; rows that `read` refuses go to the account.
///
/// # Errors
/// A file that turns out to be damaged.
pub(super) fn read<T: Send>(
    source: &Source<'_>,
    read: impl Fn(View<'_>, usize) -> Result<T, Fate> + Sync,
) -> Result<(Vec<Row<T>>, Account), IngestError> {
    let parts = source.map_chunks(|chunk| {
        let view = View { source, chunk };
        let mut account = Account::of(chunk.len);
        let mut rows = Vec::with_capacity(chunk.len);
        for at in 0..chunk.len {
            match read(view, at) {
                Ok(value) => rows.push(Row {
                    place: view.place(at),
                    value,
                }),
                Err(Fate::Fault(fault)) => account.quarantined.push(view.quarantined(at, fault)),
                Err(Fate::NotNeeded(reason)) => account.set_aside(reason, 1),
            }
        }
        (rows, account)
    })?;
    let mut account = source.account();
    let mut rows = Vec::new();
    for (some, part) in parts {
        rows.extend(some);
        account.absorb(part);
    }
    Ok((rows, account))
}

/// Sorts rows by key and keeps those that are alone with it; of rows with equal content the first is
/// kept, and rows with the same key and other content are all quarantined. `shown` gives the column and
/// value to name in the quarantine.
///
/// # Errors
/// A file that turns out to be damaged while rows are compared.
pub(super) fn once<T: Send + Sync, K: Ord>(
    source: &Source<'_>,
    account: &mut Account,
    mut rows: Vec<Row<T>>,
    key: impl Fn(&T) -> K + Sync,
    shown: impl Fn(&T) -> (usize, String),
) -> Result<Vec<Row<T>>, IngestError> {
    rows.par_sort_by(|a, b| {
        key(&a.value)
            .cmp(&key(&b.value))
            .then(a.place.cmp(&b.place))
    });
    let same = |a: &Row<T>, b: &Row<T>| key(&a.value) == key(&b.value);
    let groups: Vec<&[Row<T>]> = rows
        .chunk_by(same)
        .filter(|group| group.len() > 1)
        .collect();
    if groups.is_empty() {
        return Ok(rows);
    }
    let verdicts = judge(
        source,
        &groups
            .iter()
            .map(|g| g.iter().map(|r| r.place).collect())
            .collect::<Vec<_>>(),
    )?;
    let mut verdicts = verdicts.into_iter();
    let mut fates: Vec<bool> = Vec::with_capacity(rows.len());
    for group in rows.chunk_by(same) {
        let contradicting = group.len() > 1 && verdicts.next().unwrap_or(false);
        fates.extend(std::iter::repeat_n(contradicting, group.len()));
    }
    let mut kept: Vec<Row<T>> = Vec::with_capacity(rows.len());
    for (row, contradicting) in rows.into_iter().zip(fates) {
        if contradicting {
            let (want, value) = shown(&row.value);
            account.quarantined.push(source.quarantined(
                row.place,
                want,
                &value,
                QuarantineReason::ContradictingDuplicate,
                contradiction(source),
            ));
        } else if kept.last().is_some_and(|last| same(last, &row)) {
            account.set_aside(NotNeeded::ExactDuplicate, 1);
        } else {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// What a quarantined duplicate is told.
pub(super) fn contradiction(source: &Source<'_>) -> String {
    let key: Vec<&str> = source.table().key().iter().map(|c| c.name()).collect();
    format!(
        "another row has the same {} and other content",
        key.join(", ")
    )
}

/// For groups of rows with the same key: whether their contents differ.
///
/// # Errors
/// A file that turns out to be damaged.
pub(super) fn judge(source: &Source<'_>, groups: &[Vec<Place>]) -> Result<Vec<bool>, IngestError> {
    let mut places: Vec<Place> = groups.iter().flatten().copied().collect();
    places.sort_unstable();
    places.dedup();
    let prints = source.fingerprints(&places)?;
    let print = |place: &Place| places.binary_search(place).ok().and_then(|k| prints.get(k));
    Ok(groups
        .iter()
        .map(|group| {
            group
                .windows(2)
                .any(|pair| print(&pair[0]) != print(&pair[1]))
        })
        .collect())
}
