//! Sheets of what stands beside the findings: the balance of every covariate value, and whether groups differ. The
//! analysts' page shows the most telling of both; here are all.

use crate::disclosure::{Heterogeneity, ReleasedBalance, Value};
use crate::vocab::Unit;

use super::super::sheet::Look;

/// What the sheet of balances holds.
pub(super) const BALANCE_PURPOSE: &str = "Standardised mean differences of every covariate value, before and after weighting; values that too few people share are left out";

/// Its columns.
pub(super) const BALANCE: [(&str, Look); 11] = [
    ("Outcome", Look::Text),
    ("Programme", Look::Text),
    ("Role", Look::Text),
    ("Weights", Look::Text),
    ("Covariate", Look::Text),
    ("Value", Look::Text),
    ("SMD before", Look::Probability),
    ("SMD after", Look::Probability),
    ("Participants", Look::Count),
    ("Comparison group", Look::Count),
    ("Comparison, effective", Look::Count),
];

/// Lines of the sheet of balances.
pub(super) fn values(balances: &[ReleasedBalance]) -> usize {
    balances.iter().map(|b| b.rows.len()).sum()
}

/// One line a covariate value.
pub(super) fn balance(balances: &[ReleasedBalance]) -> Vec<(Unit, Vec<Value<'_>>)> {
    let lines = balances
        .iter()
        .flat_map(|b| b.rows.iter().map(move |row| (b, row)));
    lines
        .map(|(b, row)| {
            let cells = vec![
                Value::Text(&b.subject.outcome_label),
                Value::Text(&b.subject.programme_name),
                Value::Text(b.subject.role.id()),
                Value::Text(b.method.id()),
                Value::Text(&row.covariate),
                Value::Text(&row.value),
                Value::Float(row.before),
                Value::Float(row.after),
                Value::Int(b.treated as i64),
                Value::Int(b.control as i64),
                b.effective_control.map_or(Value::Null, Value::Float),
            ];
            (Unit::Number, cells)
        })
        .collect()
}

/// What the sheet of differences between groups holds.
pub(super) const HETEROGENEITY_PURPOSE: &str = "Whether the shown groups of a dimension differ: Cochran’s Q and what of the variance is not chance";

/// Its columns.
pub(super) const HETEROGENEITY: [(&str, Look); 13] = [
    ("Outcome", Look::Text),
    ("Programme", Look::Text),
    ("Role", Look::Text),
    ("What is estimated", Look::Text),
    ("Days", Look::Whole),
    ("By", Look::Text),
    ("Groups", Look::Whole),
    ("Cochran’s Q", Look::Plain),
    ("df", Look::Whole),
    ("p", Look::Probability),
    ("q", Look::Probability),
    ("tau²", Look::Probability),
    ("I² %", Look::Plain),
];

/// One line a question and dimension.
pub(super) fn heterogeneity(tests: &[Heterogeneity]) -> Vec<(Unit, Vec<Value<'_>>)> {
    let float = |x: Option<f64>| x.map_or(Value::Null, Value::Float);
    tests
        .iter()
        .map(|h| {
            let cells = vec![
                Value::Text(&h.subject.outcome_label),
                Value::Text(&h.subject.programme_name),
                Value::Text(h.subject.role.id()),
                Value::Text(h.estimand.id()),
                h.horizon_days.map_or(Value::Null, Value::Int),
                Value::Text(&h.dimension),
                Value::Int(h.values as i64),
                Value::Float(h.q),
                Value::Float(h.df),
                Value::Float(h.p_value),
                Value::Float(h.p_adjusted),
                float(h.tau2),
                float(h.i2_percent),
            ];
            (Unit::Number, cells)
        })
        .collect()
}
