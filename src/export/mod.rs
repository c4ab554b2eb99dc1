//! Everything a run leaves on the disk besides the pages: the findings as Parquet, CSV, JSON and a workbook,
//! charts and social cards as PNG, `run.json`, and the output directory that appears whole or not at all.
//! Rank 7. Sees nothing but a [`Release`](crate::disclosure::Release): what is hidden there cannot be written here.
//!
//! Every function returns bytes; only [`directory`] touches the disk, and [`pdf`] a folder of its own. The same input gives the same bytes: no
//! clock, no random number, no host name goes into a file.

pub mod card;
mod cell;
pub mod csv;
mod destination;
pub mod directory;
mod earlier;
mod error;
pub mod image;
pub mod json;
mod leftover;
pub mod manifest;
pub mod parquet;
pub mod pdf;
mod portfolio_sheet;
mod sheet;
mod typeface;
pub mod workbook;

#[cfg(test)]
mod example;

pub use card::Card;
pub use directory::{Staging, sha256_hex};
pub use error::ExportError;
pub use manifest::{DisclosureCounts, Input, LedgerLine, Manifest, Output, PipelineFile, Tool};
pub use typeface::undrawable;
pub use workbook::About;
