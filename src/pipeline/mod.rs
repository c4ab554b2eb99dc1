//! A run, stage by stage: read, panel, estimate, disclose, report, write. The table of contents of the
//! engine; what each stage does stands in its own room. Prints nothing. Rank 9.

mod check;
mod early_warnings;
mod error;
mod observer;
mod power;
mod provenance;
mod run;
mod story_fates;
mod summary;

pub use check::{CheckReport, check};
pub use error::RunError;
pub use observer::{Observer, Silent, Stage};
pub use power::{PowerOptions, PowerReport, PowerRow, PowerText, When, power};
pub use run::{RunOptions, RunReport, run};
pub use summary::{HeadlineRow, Summary};
