//! The release: all that a reader may see. Born in [`review`](super::review), nowhere else.

use crate::findings::{Balance, Curves};
use crate::vocab::{Period, RoleScope};

use super::{ReleasedAccess, Row};

/// How many rows were shown and hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DisclosureSummary {
    /// The minimum in force.
    pub minimum_group: u32,
    /// The minimum for public claims.
    pub minimum_public: u32,
    /// Rows shown.
    pub published: u64,
    /// Rows hidden for too few people.
    pub suppressed_primary: u64,
    /// Rows hidden to protect others.
    pub suppressed_secondary: u64,
    /// Rows without an estimate.
    pub insufficient: u64,
}

/// First starts per period of one programme and role; numbers under the minimum are absent.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedStarts {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: RoleScope,
    /// Per period: people who started.
    pub periods: Vec<(Period, Option<u64>)>,
}

/// Everything that may leave the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    pub(super) period: Period,
    pub(super) rows: Vec<Row>,
    pub(super) curves: Vec<Curves>,
    pub(super) balances: Vec<Balance>,
    pub(super) starts: Vec<ReleasedStarts>,
    pub(super) access: Vec<ReleasedAccess>,
    pub(super) summary: DisclosureSummary,
}

impl Release {
    /// The cut-off.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The rows, hidden ones with their numbers removed, in the order of the files.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Curves whose headline is shown, cut where an arm falls under the minimum.
    pub fn curves(&self) -> &[Curves] {
        &self.curves
    }

    /// Balance tables whose headline is shown.
    pub fn balances(&self) -> &[Balance] {
        &self.balances
    }

    /// Starts per period.
    pub fn starts(&self) -> &[ReleasedStarts] {
        &self.starts
    }

    /// Who got in.
    pub fn access(&self) -> &[ReleasedAccess] {
        &self.access
    }

    /// What was hidden.
    pub fn summary(&self) -> DisclosureSummary {
        self.summary
    }
}
