//! Design facts of a programme: what the people who run it record of how it was set up. Shown with its results; nothing is
//! estimated from them.

use crate::vocab::Role;

/// How people came to be asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum WayIn {
    /// Whoever is eligible may join.
    Open,
    /// People are invited or nominated.
    Invited,
}

/// The facts; what is absent is not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Design {
    /// The executive sponsor, as a role; `none` when there is none.
    pub sponsor: Option<String>,
    /// Whether the sponsor took part.
    pub sponsor_took_part: Option<bool>,
    /// Roles that were trained; empty when nobody was.
    pub training: Option<Vec<Role>>,
    /// How people were matched.
    pub matching: Option<String>,
    /// Pairs, groups, peers; in a room or not.
    pub format: Option<String>,
    /// Whether everybody eligible could join.
    pub open_or_invited: Option<WayIn>,
    /// Time that people committed to.
    pub commitment: Option<String>,
    /// What people got for it.
    pub incentives: Option<String>,
    /// Who runs it, as a role.
    pub manager: Option<String>,
}
