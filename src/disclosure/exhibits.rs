//! What stands beside rows is shown only where the rows of everybody are: curves, tests, balance, costs.

use crate::findings::{Balance, Curves, HazardChecks, ReplacementCost, Subject};
use crate::vocab::{Estimand, OVERALL, Status};

use super::Row;
use super::balance::{ReleasedBalance, released_balance};
use super::release::ReleasedCost;

/// Rows after control, and the minimum that was in force.
pub(super) struct Exhibits<'a> {
    pub(super) rows: &'a [Row],
    pub(super) minimum: u64,
}

impl Exhibits<'_> {
    /// Whether a row of everybody is shown that `fits`.
    fn shown(&self, subject: &Subject, fits: impl Fn(&Row) -> bool) -> bool {
        self.rows.iter().any(|r| {
            r.facts.status == Status::Published
                && r.dimension == OVERALL
                && r.facts.subject == *subject
                && fits(r)
        })
    }

    /// Curves, cut where an arm falls under the minimum.
    pub(super) fn curves(&self, curves: Vec<Curves>) -> Vec<Curves> {
        let shown = curves
            .into_iter()
            .filter(|c| self.shown(&c.subject, |_| true));
        shown.map(|c| cut(c, self.minimum)).collect()
    }

    /// Tests of hazards.
    pub(super) fn hazards(&self, hazards: Vec<HazardChecks>) -> Vec<HazardChecks> {
        let shown = |h: &HazardChecks| {
            h.counts.smallest() >= self.minimum && self.shown(&h.subject, |_| true)
        };
        hazards.into_iter().filter(shown).collect()
    }

    /// Balance tables.
    pub(super) fn balances(&self, balances: Vec<Balance>) -> Vec<ReleasedBalance> {
        let shown =
            |b: &Balance| b.counts.smallest() >= self.minimum && self.shown(&b.subject, |_| true);
        let shown = balances.into_iter().filter(shown);
        shown.map(|b| released_balance(b, self.minimum)).collect()
    }

    /// What an exit costs: told of a shown difference of staying, and only when enough salaries are stated.
    pub(super) fn costs(&self, costs: Vec<ReplacementCost>) -> Vec<ReleasedCost> {
        let staying = |r: &Row| r.facts.estimand == Estimand::RetentionDifference;
        costs
            .into_iter()
            .filter(|c| c.people >= self.minimum && self.shown(&c.subject, staying))
            .map(|c| ReleasedCost {
                subject: c.subject,
                ratio: c.ratio,
                per_exit: c.per_exit,
            })
            .collect()
    }
}

/// Ends both curves where an arm has fewer people at risk than the minimum.
fn cut(mut curves: Curves, minimum: u64) -> Curves {
    let enough = curves
        .treated
        .at_risk
        .iter()
        .zip(&curves.control.at_risk)
        .take_while(|&(&treated, &control)| treated.min(control) >= minimum)
        .count();
    for arm in [&mut curves.treated, &mut curves.control] {
        arm.day.truncate(enough);
        arm.share.truncate(enough);
        arm.low.truncate(enough);
        arm.high.truncate(enough);
        arm.at_risk.truncate(enough);
    }
    curves
}
