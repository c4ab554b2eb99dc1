//! The course of an ingest, as a table of contents: find and hash the files, read employees, then everything that
//! refers to them, fix the cut-off, settle each table, close the ledger, judge the quality.
//!
//! Map: `sources` opens and reads; `pending` is what was read, and the cut-off in it; `settlement` makes the organisation;
//! `quality` closes the ledger and judges.

mod pending;
mod quality;
mod settlement;
mod sources;

use super::error::IngestError;
use super::inputs::{self, FoundFile};
use super::request::{Ingested, Request};
use super::settings::SourceSettings;
use crate::tables::InputFile;

use quality::judge_quality;
use settlement::settle;
use sources::Sources;

/// Reads all sources of a pipeline into canonical data. `step` is told the name of each table before it is read.
///
/// # Errors
/// See [`IngestError`]; its [`IngestError::exit_code`] tells failure from data too poor for an honest report.
pub fn ingest(
    request: &Request<'_>,
    step: &(dyn Fn(&str) + Sync),
) -> Result<Ingested, IngestError> {
    let mut found: Vec<(&SourceSettings, Vec<FoundFile>)> = Vec::new();
    for source in request.sources {
        found.push((source, inputs::find(source, request.folder)?));
    }
    found.sort_by_key(|(source, _)| source.table);
    let (hashed, read) = std::thread::scope(|scope| {
        let hashing = scope.spawn(|| hash_all(&found));
        let read = Sources {
            request,
            step,
            found: &found,
        }
        .read()
        .and_then(|pending| settle(pending, step));
        let hashed = hashing.join().unwrap_or_else(|_| Ok(Vec::new()));
        (hashed, read)
    });
    let mut read = read?;
    read.ingested.inputs = hashed?;
    judge_quality(request, read.ingested, &read.accounts)
}

fn hash_all(found: &[(&SourceSettings, Vec<FoundFile>)]) -> Result<Vec<InputFile>, IngestError> {
    let mut out = Vec::new();
    for (source, files) in found {
        for file in files {
            out.push(inputs::hash(source.table, file)?);
        }
    }
    Ok(out)
}
