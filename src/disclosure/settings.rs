//! `[disclosure]` of a pipeline.

use std::path::PathBuf;

/// The smallest value that `minimum_group` may be set to (disclosure.md, rule 1).
pub const LOWEST_MINIMUM_GROUP: u32 = 5;

/// What is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// Smallest number of people per arm behind a shown figure.
    pub minimum_group: u32,
    /// The same for claims made in public.
    pub minimum_public: u32,
    /// Folder of earlier releases.
    pub history: Option<PathBuf>,
}

impl Default for DisclosurePolicy {
    fn default() -> DisclosurePolicy {
        DisclosurePolicy {
            minimum_group: 10,
            minimum_public: 30,
            history: None,
        }
    }
}
