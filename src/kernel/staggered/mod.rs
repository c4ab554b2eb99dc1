//! Staggered difference-in-differences on person-level panels.
//!
//! The textbook form of Callaway & Sant'Anna (2021) for a panel that fits in memory: one unit per
//! covariate cell, the same [`did_2x2_panel`](super::difference::did_2x2_panel) and [`aggregate`](super::aggregation::aggregate) that serve compressed data.
//! Agrees with `did::att_gt` and `did::aggte` 2.5.1, including what they refuse to estimate
//! ([`refusal`]). Standard errors carry no small-sample factor.
//! Deliberately absent: repeated cross sections and unbalanced panels (incomplete units are dropped).

mod cells;
mod panel;
mod refusal;
mod result;

pub use cells::staggered;
pub use panel::{BasePeriod, ControlGroup, Panel, StaggeredOptions};
pub use refusal::refusal;
pub use result::{Staggered, StaggeredCell, StaggeredValue};
