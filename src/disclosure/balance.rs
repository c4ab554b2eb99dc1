//! Balance tables after disclosure control: no value of a covariate that fewer than the minimum share in an arm, and no
//! number of people left out that is smaller than it.

use crate::findings::{Balance, Counts, CovariateBalance, Subject};
use crate::vocab::Method;

use super::suppression::{Cell, Family, suppress};

/// Share of participants on common support, of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Support {
    /// So much.
    Share(f64),
    /// Some are left out, but fewer than the minimum: at least so much.
    AtLeast(f64),
}

/// Standardised mean differences of one covariate value.
#[derive(Debug, Clone, PartialEq)]
pub struct BalanceRow {
    /// Covariate.
    pub covariate: String,
    /// Value.
    pub value: String,
    /// Before weighting.
    pub before: f64,
    /// After weighting.
    pub after: f64,
}

/// Balance of a comparison under the weights of one method.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedBalance {
    /// Of what.
    pub subject: Subject,
    /// The method whose weights they are.
    pub method: Method,
    /// Participants compared.
    pub treated: u64,
    /// Control people.
    pub control: u64,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Participants on common support.
    pub support: Support,
    /// Largest absolute difference before weighting, hidden values included.
    pub worst_before: f64,
    /// The same after.
    pub worst_after: f64,
    /// Values shared by enough people in both arms.
    pub rows: Vec<BalanceRow>,
    /// Values that are not shown.
    pub hidden: usize,
}

impl ReleasedBalance {
    /// The sheet of the workbook that holds the values of all comparisons; the analysts' page names it.
    pub const SHEET: &'static str = "Balance";
}

/// Hides values that too few people share, and further ones so that nothing follows by subtraction.
pub(super) fn released_balance(balance: Balance, minimum: u64) -> ReleasedBalance {
    let of = |pick: fn(&CovariateBalance) -> f64| {
        balance
            .rows
            .iter()
            .map(|r| pick(r).abs())
            .fold(0.0, f64::max)
    };
    let (worst_before, worst_after) = (of(|r| r.before), of(|r| r.after));
    let mut cells: Vec<Cell> = balance
        .rows
        .iter()
        .map(|r| Cell {
            treated: r.treated,
            control: r.control,
            // That nobody has a value gives nobody away.
            smallest: [r.treated, r.control]
                .into_iter()
                .filter(|&n| n > 0)
                .min()
                .unwrap_or(minimum),
        })
        .collect();
    let mut families: Vec<Family> = Vec::new();
    for covariate in balance.rows.chunk_by(|a, b| a.covariate == b.covariate) {
        let first: usize = families.iter().map(|f| f.parts.len()).sum();
        let parts: Vec<usize> = (first..first + covariate.len()).collect();
        let sum = |pick: fn(&Cell) -> u64| parts.iter().map(|&p| pick(&cells[p])).sum();
        let total = Cell {
            treated: sum(|c| c.treated),
            control: sum(|c| c.control),
            smallest: minimum,
        };
        families.push(Family {
            total: Some(cells.len()),
            parts,
        });
        cells.push(total);
    }
    let fate = suppress(&cells, &families, minimum);
    let all = balance.rows.len();
    let rows: Vec<BalanceRow> = balance
        .rows
        .into_iter()
        .zip(&fate)
        .filter(|(_, fate)| fate.is_none())
        .map(|(row, _)| BalanceRow {
            covariate: row.covariate,
            value: row.value,
            before: row.before,
            after: row.after,
        })
        .collect();
    ReleasedBalance {
        subject: balance.subject,
        method: balance.method,
        treated: balance.counts.treated,
        control: balance.counts.control,
        effective_control: balance.effective_control,
        support: support(&balance.counts, minimum),
        worst_before,
        worst_after,
        hidden: all - rows.len(),
        rows,
    }
}

fn support(counts: &Counts, minimum: u64) -> Support {
    let people = counts.treated as f64;
    let left_out = counts.treated.saturating_sub(counts.treated_on_support);
    if left_out > 0 && left_out < minimum {
        Support::AtLeast(counts.treated.saturating_sub(minimum) as f64 / people)
    } else if counts.treated == 0 {
        Support::Share(0.0)
    } else {
        Support::Share(1.0 - left_out as f64 / people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{Better, Duty, OutcomeKind, Role, RoleScope};

    fn balance(rows: &[(&str, &str, u64, u64)], counts: (u64, u64)) -> Balance {
        Balance {
            subject: Subject {
                outcome: "engagement".to_owned(),
                outcome_label: "Engagement".to_owned(),
                kind: OutcomeKind::Score,
                better: Better::Higher,
                duty: Duty::Question,
                programme: "a".to_owned(),
                programme_name: "A".to_owned(),
                model: None,
                role: RoleScope::One(Role::Mentor),
            },
            method: Method::DrDid,
            counts: Counts {
                treated: counts.0,
                control: 400,
                treated_on_support: counts.1,
                control_on_support: 400,
            },
            effective_control: Some(120.0),
            rows: rows
                .iter()
                .enumerate()
                .map(
                    |(k, &(covariate, value, treated, control))| CovariateBalance {
                        covariate: covariate.to_owned(),
                        value: value.to_owned(),
                        before: k as f64 / 10.0,
                        after: -(k as f64) / 100.0,
                        treated,
                        control,
                    },
                )
                .collect(),
        }
    }

    #[test]
    fn rare_values_are_hidden_with_what_would_give_them_away() {
        let rows = [
            ("region", "North", 60, 300),
            ("region", "South", 30, 97),
            ("region", "West", 4, 90),
            ("grade", "low", 50, 200),
            ("grade", "high", 44, 200),
            ("grade", "none", 0, 87),
        ];
        let released = released_balance(balance(&rows, (94, 94)), 10);
        let shown: Vec<&str> = released.rows.iter().map(|r| r.value.as_str()).collect();
        // West is too small; South would follow from the whole. Nobody of grade `none` gives nobody away.
        assert_eq!(shown, ["North", "low", "high", "none"]);
        assert_eq!(released.hidden, 2);
        assert_eq!((released.worst_before, released.worst_after), (0.5, 0.05));
        // Few control people hide a value as well.
        let rare = [
            ("region", "North", 60, 300),
            ("region", "South", 30, 9),
            ("region", "West", 20, 80),
        ];
        assert_eq!(released_balance(balance(&rare, (110, 110)), 10).hidden, 2);
    }

    #[test]
    fn a_few_left_out_are_a_bound() {
        let of = |on| released_balance(balance(&[], (100, on)), 10).support;
        assert_eq!(of(100), Support::Share(1.0));
        assert_eq!(of(97), Support::AtLeast(0.9));
        assert_eq!(of(80), Support::Share(0.8));
    }
}
