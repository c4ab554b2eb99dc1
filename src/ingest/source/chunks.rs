//! The rows of a source in chunks: loaded at once, or decoded when they are asked for.

use rayon::prelude::*;

use super::{Source, SourceFile};
use crate::ingest::cells::{Chunk, Place};
use crate::ingest::error::IngestError;

/// Rows of a source: loaded, or to be decoded.
#[derive(Debug)]
pub(in crate::ingest) enum Part {
    /// A chunk in memory.
    Loaded(Chunk),
    RowGroup {
        file: u32,
        group: usize,
        first_row: u64,
        rows: u64,
    },
}

impl Part {
    fn span(&self) -> (Place, Place) {
        match self {
            Part::Loaded(chunk) => (chunk.place(0), chunk.place(chunk.len.saturating_sub(1))),
            Part::RowGroup {
                file,
                first_row,
                rows,
                ..
            } => {
                let at = |row: u64| Place {
                    file: *file,
                    row: u32::try_from(row).unwrap_or(u32::MAX),
                };
                (at(*first_row), at(first_row + rows.saturating_sub(1)))
            }
        }
    }
}

impl Source<'_> {
    /// Applies `f` to every chunk, in parallel; the results are in the order of files and rows.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(in crate::ingest) fn map_chunks<T: Send>(
        &self,
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, None, |_| true)
    }

    /// Like [`Source::map_chunks`], but a Parquet file decodes only some of the wanted columns; the others are absent.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(in crate::ingest) fn map_columns<T: Send>(
        &self,
        wants: &[usize],
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, Some(wants), |_| true)
    }

    /// Like [`Source::map_chunks`], only for chunks that hold one of the places (sorted).
    pub(in crate::ingest) fn map_chunks_at<T: Send>(
        &self,
        places: &[Place],
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, None, |part| {
            let (first, last) = part.span();
            let from = places.partition_point(|p| *p < first);
            places.get(from).is_some_and(|p| *p <= last)
        })
    }

    pub(super) fn map_parts<T: Send>(
        &self,
        f: &(impl Fn(&Chunk) -> T + Sync),
        only: Option<&[usize]>,
        wanted: impl Fn(&Part) -> bool + Sync,
    ) -> Result<Vec<T>, IngestError> {
        let results: Vec<Result<Vec<T>, IngestError>> = self
            .parts
            .par_iter()
            .with_max_len(1)
            .filter(|part| wanted(part))
            .map(|part| match part {
                Part::Loaded(chunk) => Ok(vec![f(chunk)]),
                Part::RowGroup {
                    file,
                    group,
                    first_row,
                    ..
                } => self.decode(*file, *group, *first_row, only, f),
            })
            .collect();
        let mut out = Vec::new();
        for result in results {
            out.extend(result?);
        }
        Ok(out)
    }

    fn decode<T>(
        &self,
        file: u32,
        group: usize,
        first_row: u64,
        only: Option<&[usize]>,
        f: &impl Fn(&Chunk) -> T,
    ) -> Result<Vec<T>, IngestError> {
        let Some(SourceFile {
            parquet: Some(parquet),
            name,
            columns,
            ..
        }) = self.files.get(file as usize)
        else {
            return Ok(Vec::new());
        };
        let kept = |w: usize, c: &Option<usize>| {
            if only.is_none_or(|o| o.contains(&w)) {
                *c
            } else {
                None
            }
        };
        let columns: Vec<Option<usize>> = columns
            .iter()
            .enumerate()
            .map(|(w, c)| kept(w, c))
            .collect();
        let mut out = Vec::new();
        let outcome = parquet.decode(file, group, first_row, &columns, |mut chunk| {
            self.recode(&mut chunk);
            out.push(f(&chunk));
        });
        outcome.map_err(|cause| IngestError::Unreadable {
            table: self.table(),
            file: name.clone(),
            cause,
        })?;
        Ok(out)
    }
}
