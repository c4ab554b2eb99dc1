//! The release: all that a reader may see. Born in [`review`](super::review), nowhere else.

use crate::findings::{
    Check, Curves, HazardChecks, LotteryCheck, LotteryVerdict, Reliability, Starts, Subject,
};
use crate::vocab::{Period, RoleScope, Status};

use super::suppression::{Cell, Family, suppress};
use super::{
    Comparison, Heterogeneity, ReleasedAccess, ReleasedAttrition, ReleasedBalance, ReleasedHealth,
    ReleasedOverlap, ReleasedParticipation, ReleasedRecruiting, ReleasedStory,
    ReleasedWithstanding, Row,
};

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

impl DisclosureSummary {
    /// Counts one row.
    pub(super) fn count(&mut self, status: Status) {
        let own = match status {
            Status::Published => &mut self.published,
            Status::SuppressedPrimary => &mut self.suppressed_primary,
            Status::SuppressedSecondary => &mut self.suppressed_secondary,
            Status::Insufficient => &mut self.insufficient,
        };
        *own += 1;
    }
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

/// A lottery; numbers of applicants are absent when one kind has fewer than the minimum.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedLottery {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: RoleScope,
    /// Applicants who were drawn.
    pub drawn: Option<u64>,
    /// Applicants who were not.
    pub not_drawn: Option<u64>,
    /// Declared share.
    pub share: Option<f64>,
    /// Exact binomial p-value of the share drawn against the declared share.
    pub p_value: Option<f64>,
    /// Whether the lot fell as declared.
    pub verdict: LotteryVerdict,
}

/// What replacing a participant costs, where enough salaries are stated. How many are is not told: it may differ from the number
/// of participants by few.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedCost {
    /// Of what.
    pub subject: Subject,
    /// Cost as a share of the yearly salary.
    pub ratio: f64,
    /// Mean yearly salary times the ratio; only for sums of money with two digits.
    pub per_exit: f64,
}

/// Everything that may leave the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    pub(super) period: Period,
    pub(super) rows: Vec<Row>,
    pub(super) curves: Vec<Curves>,
    pub(super) hazards: Vec<HazardChecks>,
    pub(super) costs: Vec<ReleasedCost>,
    pub(super) balances: Vec<ReleasedBalance>,
    pub(super) heterogeneity: Vec<Heterogeneity>,
    pub(super) attrition: Vec<ReleasedAttrition>,
    pub(super) withstanding: Vec<ReleasedWithstanding>,
    pub(super) starts: Vec<ReleasedStarts>,
    pub(super) overlaps: Vec<ReleasedOverlap>,
    pub(super) reliability: Vec<Reliability>,
    pub(super) checks: Vec<Check>,
    pub(super) lotteries: Vec<ReleasedLottery>,
    pub(super) access: Vec<ReleasedAccess>,
    pub(super) health: Vec<ReleasedHealth>,
    pub(super) recruiting: ReleasedRecruiting,
    pub(super) stories: Vec<ReleasedStory>,
    pub(super) portfolio: Vec<Comparison>,
    pub(super) participation: Option<ReleasedParticipation>,
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

    /// Tests of hazards whose headline is shown.
    pub fn hazards(&self) -> &[HazardChecks] {
        &self.hazards
    }

    /// Costs of replacing participants, where the difference of staying is shown.
    pub fn costs(&self) -> &[ReleasedCost] {
        &self.costs
    }

    /// Balance tables whose overall row is shown.
    pub fn balances(&self) -> &[ReleasedBalance] {
        &self.balances
    }

    /// Whether the values of a dimension differ.
    pub fn heterogeneity(&self) -> &[Heterogeneity] {
        &self.heterogeneity
    }

    /// Who answered, behind each shown headline of a score.
    pub fn attrition(&self) -> &[ReleasedAttrition] {
        &self.attrition
    }

    /// How much drift shown overall headlines of scores withstand.
    pub fn withstanding(&self) -> &[ReleasedWithstanding] {
        &self.withstanding
    }

    /// Starts per period.
    pub fn starts(&self) -> &[ReleasedStarts] {
        &self.starts
    }

    /// People of several programmes or roles, a programme and role each; none where places were drawn by lot.
    pub fn overlaps(&self) -> &[ReleasedOverlap] {
        &self.overlaps
    }

    /// How well each score is measured, where enough people answered.
    pub fn reliability(&self) -> &[Reliability] {
        &self.reliability
    }

    /// Whether an outcome is measured too poorly to lean on.
    pub fn is_poorly_measured(&self, outcome: &str) -> bool {
        self.reliability
            .iter()
            .any(|r| r.outcome == outcome && r.is_too_low())
    }

    /// Negative controls: verdicts without numbers.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Lotteries.
    pub fn lotteries(&self) -> &[ReleasedLottery] {
        &self.lotteries
    }

    /// Who got in.
    pub fn access(&self) -> &[ReleasedAccess] {
        &self.access
    }

    /// How each programme runs.
    pub fn health(&self) -> &[ReleasedHealth] {
        &self.health
    }

    /// How recruiting goes.
    pub fn recruiting(&self) -> &ReleasedRecruiting {
        &self.recruiting
    }

    /// What people say, the newest first, where consent allowed it on the day of the run.
    pub fn stories(&self) -> &[ReleasedStory] {
        &self.stories
    }

    /// Programmes, and models, compared question by question.
    pub fn portfolio(&self) -> &[Comparison] {
        &self.portfolio
    }

    /// Who takes part in several programmes.
    pub fn participation(&self) -> Option<ReleasedParticipation> {
        self.participation
    }

    /// What was hidden.
    pub fn summary(&self) -> DisclosureSummary {
        self.summary
    }
}

/// Hides the applicants of a lottery when one kind has fewer than the minimum, and what would give them away.
pub(super) fn released_lottery(lottery: LotteryCheck, minimum: u64) -> ReleasedLottery {
    let shown = lottery.drawn.min(lottery.not_drawn) >= minimum;
    ReleasedLottery {
        programme: lottery.programme,
        programme_name: lottery.programme_name,
        role: lottery.role,
        drawn: shown.then_some(lottery.drawn),
        not_drawn: shown.then_some(lottery.not_drawn),
        share: lottery.share,
        p_value: lottery.p_value.filter(|_| shown),
        verdict: lottery.verdict,
    }
}

pub(super) fn released_starts(starts: Starts, minimum: u64) -> ReleasedStarts {
    let mut cells: Vec<Cell> = starts
        .periods
        .iter()
        .map(|&(_, n, _)| Cell {
            treated: n,
            control: n,
            smallest: if n == 0 { minimum } else { n },
        })
        .collect();
    let total: u64 = cells.iter().map(|c| c.treated).sum();
    cells.push(Cell {
        treated: total,
        control: total,
        smallest: total.max(minimum),
    });
    let family = Family {
        total: Some(cells.len() - 1),
        parts: (0..cells.len() - 1).collect(),
    };
    let hidden = suppress(&cells, &[family], minimum);
    let periods = starts
        .periods
        .iter()
        .zip(&hidden)
        .map(|(&(period, n, _), fate)| (period, fate.is_none().then_some(n)))
        .collect();
    ReleasedStarts {
        programme: starts.programme,
        programme_name: starts.programme_name,
        role: starts.role,
        periods,
    }
}
