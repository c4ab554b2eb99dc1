//! Ingest from end to end on small files: what a clean export becomes, and what each kind of damage does.
//!
//! Map: `story` the files and how they are read; `answers`, `people`, `damage`, `formats`, `parquet`, `rows` the stories.

mod answers;
mod damage;
mod formats;
mod parquet;
mod people;
mod rows;
mod story;

pub(super) use story::{SURVEYS, Story};
