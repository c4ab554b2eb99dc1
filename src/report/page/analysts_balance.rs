//! Balance tables for analysts: every comparison under every weighting in a line, and every covariate value in a table.

use serde::Serialize;

use crate::disclosure::{ReleasedBalance, Support};

use super::super::chart::DataTable;
use super::super::chart::love::BALANCED;
use super::super::edition::Edition;
use super::super::language::words::{self, capital};

/// The section as finished strings.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// One row a comparison.
    overview: DataTable,
    /// Its covariate values, one table a comparison.
    tables: Vec<DataTable>,
}

/// Makes the section.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let balances: Vec<&ReleasedBalance> = edition
        .release
        .balances()
        .iter()
        .filter(|b| !b.rows.is_empty())
        .collect();
    Section {
        overview: DataTable {
            caption: format!(
                "Weights and what they reach; groups are alike when no difference exceeds {}",
                edition.figures.fixed(BALANCED, 1)
            ),
            head: [
                "Question",
                "Weights",
                "Participants",
                "On common support",
                "Controls",
                "Effective controls",
                "Largest SMD before",
                "Largest SMD after",
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: balances.iter().map(|b| line(edition, b)).collect(),
        },
        tables: balances.iter().map(|b| values(edition, b)).collect(),
    }
}

fn name(balance: &ReleasedBalance) -> String {
    let subject = &balance.subject;
    format!(
        "{} · {} · {}",
        subject.outcome_label,
        words::people(subject.role),
        subject.programme_name
    )
}

fn line(edition: &Edition<'_>, balance: &ReleasedBalance) -> Vec<String> {
    let figures = edition.figures;
    let percent = |x: f64| format!("{} %", figures.fixed(100.0 * x, 1));
    vec![
        name(balance),
        words::method(balance.method).to_owned(),
        figures.count(balance.treated as i64),
        match balance.support {
            Support::Share(x) => percent(x),
            Support::AtLeast(x) => format!("at least {}", percent(x)),
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
    let hidden = match balance.hidden {
        0 => String::new(),
        n => format!(
            "; {} values are not shown, to protect small groups",
            figures.count(n as i64)
        ),
    };
    DataTable {
        caption: format!(
            "{} ({}){hidden}",
            name(balance),
            words::method(balance.method)
        ),
        head: ["Covariate", "Value", "SMD before", "SMD after"]
            .map(str::to_owned)
            .to_vec(),
        rows: balance
            .rows
            .iter()
            .map(|r| {
                vec![
                    capital(&words::dimension(&r.covariate)),
                    words::value(&r.value),
                    figures.signed(r.before, 3),
                    figures.signed(r.after, 3),
                ]
            })
            .collect(),
    }
}
