//! Reading exports of any shape into the canonical tables: dialects, presets, mapping, quarantine, row ledger. Rank 2.
//!
//! [`ingest`] takes a [`Request`] and hands back an [`Ingested`] organisation with the account of every row. Nothing is
//! dropped, guessed or coerced silently: a row is used, set aside with a reason, or quarantined with its place.
//!
//! | file | what it knows |
//! |---|---|
//! | `run`, `request`, `error`, `settings` | the course of an ingest, its input, output and failures |
//! | `inputs`, `open`, `source`, `cells`, `view` | files, their columns and chunks, and a chunk as typed rows |
//! | `dialect`, `grid`, `text`, `sheet`, `parquet` | the formats |
//! | `mapping`, `synonyms`, `presets` | from the columns of an export to the canonical ones |
//! | `values`, `dates` | reading one value |
//! | `rows`, `account`, `ids`, `registry` | duplicates, fates of rows, ids as numbers, who is who |
//! | `employees`, `attributes`, `wide`, `long`, `constructs`, `scores`, `item_tally`, `exits`, `pairings`, `standing`, `promotions`, `events`, `course`, `quotes`, `applicants` | the tables |
//! | `traces` | what in a quote tells who is meant |

mod account;
mod applicants;
mod applications;
mod attributes;
mod cells;
mod constructs;
mod course;
mod dates;
mod details;
mod dialect;
mod employees;
mod error;
mod events;
mod exits;
mod grid;
mod ids;
mod inputs;
mod item_tally;
mod long;
mod mapping;
mod open;
mod order;
mod pairings;
mod parquet;
mod presets;
mod promotions;
mod quotes;
mod registry;
mod request;
mod rows;
mod run;
mod scores;
mod settings;
mod sheet;
mod source;
mod standing;
#[cfg(test)]
mod stories;
mod synonyms;
mod text;
mod traces;
mod values;
mod view;
mod wide;

pub use error::{AbsentColumn, IngestError, PoorQuality};
pub use presets::{Attested, ColumnNames, Preset, PresetTable, ValueNames, presets};
pub use request::{Ingested, Request};
pub use run::ingest;
pub use settings::{Layout, QualitySettings, SourceSettings};
