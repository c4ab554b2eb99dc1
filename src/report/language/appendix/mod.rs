//! The methods appendix: what was done, by which formula, how sure that makes one, and where it is published.
//!
//! Map: `entry` what an entry is and when it is told; `occurrence` what a report holds; `citations` each source once;
//! `registry` every entry, in reading order (to add one: write it into its list, nothing else); `estimands` what each
//! estimand means; `population` who stands behind an outcome's numbers; `bars` the thresholds in force.

mod bars;
mod citations;
mod entry;
mod estimands;
mod occurrence;
mod population;
mod registry;
mod registry_changes;
mod registry_checks;
mod registry_judgement;
mod registry_running;

pub(crate) use bars::bars;
pub(crate) use entry::Entry;
pub(crate) use estimands::target;
pub(crate) use occurrence::Occurrence;
pub(crate) use population::{clock, people_of};
pub(crate) use registry::told;
