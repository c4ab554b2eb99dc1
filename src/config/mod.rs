//! From a pipeline file to a checked [`Plan`]. Rank 8: assembles the settings that the rooms below own.
//!
//! All faults of a file are found at once, each with file, line and column, what was expected and what to do.
//! `place`, `fault`, `nearest` name what is wrong · `document`, `load` read TOML and follow `extends` · `raw`,
//! `words`, `quoted` turn values into types · `mirror` declares every key once · `build` checks what joins keys and
//! fills in the defaults · `schema` tells editors. Nothing here opens an export; no input makes it panic.

mod build;
mod document;
mod fault;
mod load;
mod mirror;
mod nearest;
mod place;
mod plan;
mod quoted;
mod raw;
mod schema;
mod words;

#[cfg(test)]
mod tests;

pub use build::{Overrides, read};
pub use fault::{ConfigError, Fault};
pub use place::Position;
pub use plan::Plan;
pub use schema::schema;
pub use words::parse_day;
