//! Balance tables for analysts: every comparison under every weighting in a line, and every covariate value in a table.

use serde::Serialize;

use crate::disclosure::{ReleasedBalance, Support};

use super::super::chart::DataTable;
use super::super::chart::love::BALANCED;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital};
use super::super::number::Figures;

/// The section as finished strings.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "BalanceSection")]
pub(super) struct Section {
    /// One row a comparison.
    overview: DataTable,
    /// Its covariate values, one table a comparison: the least balanced ones.
    tables: Vec<DataTable>,
    /// Where those of the others are; empty when there are none.
    left_out: String,
}

/// Comparisons whose covariate values stand on the page; nobody unfolds more, and a portfolio has hundreds.
const MOST_TABLES: usize = 40;

/// Makes the section.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let figures = edition.figures;
    let balances: Vec<&ReleasedBalance> = edition
        .release
        .balances()
        .iter()
        .filter(|b| !b.rows.is_empty())
        .collect();
    let told = least_balanced(&balances);
    Section {
        left_out: if told.len() < balances.len() {
            figures.say(
                "balance-left-out",
                args![
                    "all" => figures.count(balances.len() as i64),
                    "most" => MOST_TABLES,
                    "sheet" => ReleasedBalance::SHEET,
                ],
            )
        } else {
            String::new()
        },
        overview: DataTable::new(
            figures.say("balance-table", args!["bar" => figures.fixed(BALANCED, 1)]),
            figures.text("balance-table.head"),
            balances.iter().map(|b| line(edition, b)).collect(),
        ),
        tables: told.iter().map(|b| values(edition, b)).collect(),
    }
}

/// The comparisons whose values are told, in the order in which they came.
fn least_balanced<'a>(balances: &[&'a ReleasedBalance]) -> Vec<&'a ReleasedBalance> {
    let mut ranked: Vec<usize> = (0..balances.len()).collect();
    ranked.sort_by(|&a, &b| balances[b].worst_after.total_cmp(&balances[a].worst_after));
    ranked.truncate(MOST_TABLES);
    ranked.sort_unstable();
    ranked.into_iter().map(|at| balances[at]).collect()
}

fn name(balance: &ReleasedBalance, figures: Figures) -> String {
    let subject = &balance.subject;
    figures.say(
        "balance-whom",
        args![
            "outcome" => subject.outcome_label.as_str(),
            "role" => subject.role.id(),
            "programme" => subject.programme_name.as_str(),
        ],
    )
}

fn line(edition: &Edition<'_>, balance: &ReleasedBalance) -> Vec<String> {
    let figures = edition.figures;
    let percent = |x: f64| format!("{} %", figures.fixed(100.0 * x, 1));
    vec![
        name(balance, figures),
        words::method(balance.method, figures).to_owned(),
        figures.count(balance.treated as i64),
        match balance.support {
            Support::Share(x) => percent(x),
            Support::AtLeast(x) => figures.say("at-least", args!["count" => percent(x)]),
        },
        figures.count(balance.control as i64),
        balance
            .effective_control
            .map_or_else(String::new, |n| figures.fixed(n, 0)),
        figures.fixed(balance.worst_before, 3),
        figures.fixed(balance.worst_after, 3),
    ]
}

fn values(edition: &Edition<'_>, balance: &ReleasedBalance) -> DataTable {
    let figures = edition.figures;
    DataTable::new(
        figures.say(
            "balance-values",
            args![
                "whom" => name(balance, figures),
                "weights" => words::method(balance.method, figures),
                "hidden" => balance.hidden,
                "count" => figures.count(balance.hidden as i64),
            ],
        ),
        figures.text("balance-values.head"),
        balance
            .rows
            .iter()
            .map(|r| {
                vec![
                    capital(&words::dimension(&r.covariate, figures)),
                    words::value(&r.value, figures),
                    figures.signed(r.before, 3),
                    figures.signed(r.after, 3),
                ]
            })
            .collect(),
    )
}
