//! The sheet of the workbook on which programmes and models stand side by side: its columns, one line a contender.

use crate::disclosure::{Among, Comparison, Value, Verdict};

use super::sheet::Look;

/// Name of the sheet.
pub(super) const NAME: &str = "Portfolio";
/// What it holds.
pub(super) const PURPOSE: &str = "Programmes and models pooled question by question: own and steadied values, chance of being the best";

/// Headers and how their cells look.
pub(super) const COLUMNS: [(&str, Look); 20] = [
    ("Among", Look::Text),
    ("Outcome", Look::Text),
    ("Role", Look::Text),
    ("What is estimated", Look::Text),
    ("Days", Look::Whole),
    ("Programme or model", Look::Text),
    ("Estimate", Look::Effect),
    ("Low", Look::Effect),
    ("High", Look::Effect),
    ("Steadied", Look::Effect),
    ("Steadied, low", Look::Effect),
    ("Steadied, high", Look::Effect),
    ("Best with probability", Look::Probability),
    ("Best rank", Look::Whole),
    ("Worst rank", Look::Whole),
    ("Verdict", Look::Text),
    ("Mean", Look::Effect),
    ("tau²", Look::Probability),
    ("I² %", Look::Plain),
    ("Cochran’s Q, p", Look::Probability),
];

/// One line a contender, with the comparison that it stands in.
pub(super) fn lines(
    portfolio: &[Comparison],
) -> impl Iterator<Item = (&Comparison, Vec<Value<'_>>)> {
    portfolio.iter().flat_map(|comparison| {
        let all = comparison.contenders.iter().enumerate();
        all.map(move |(k, own)| {
            let verdict = match comparison.standings.verdict {
                Verdict::Ahead(first) if first == k => "ahead",
                Verdict::Ahead(_) => "behind",
                Verdict::CannotTell if comparison.standings.among.contains(&k) => {
                    "cannot be told apart"
                }
                Verdict::CannotTell => "unlikely to be the best",
            };
            let number = Value::Float;
            let cells = vec![
                Value::Text(match comparison.among {
                    Among::Programmes => "programmes",
                    Among::Models => "models",
                }),
                Value::Text(&comparison.outcome_label),
                Value::Text(comparison.role.id()),
                Value::Text(comparison.estimand.id()),
                comparison.horizon_days.map_or(Value::Null, Value::Int),
                Value::Text(&own.name),
                number(own.own.0),
                number(own.own.1),
                number(own.own.2),
                number(own.shrunken.0),
                number(own.shrunken.1),
                number(own.shrunken.2),
                number(own.best),
                Value::Int(own.ranks.0 as i64),
                Value::Int(own.ranks.1 as i64),
                Value::Text(verdict),
                number(comparison.pooling.mean.0),
                number(comparison.pooling.tau2),
                number(comparison.pooling.i2_percent),
                number(comparison.pooling.q.p_value),
            ];
            (comparison, cells)
        })
    })
}
