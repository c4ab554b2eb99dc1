//! The tables of who got in, one a programme and role, as finished strings.

use crate::disclosure::shown::AccessVerdict;
use crate::disclosure::{AccessFigures, ReleasedAccess};

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::words::{self, capital};

const HEAD: [&str; 8] = [
    "By",
    "Group",
    "Eligible",
    "Took part",
    "Rate",
    "Ratio to the largest group",
    "Fisher’s p",
    "Reading",
];

/// One table a programme and role, with the groups of every dimension.
pub(super) fn access_tables(edition: &Edition<'_>) -> Vec<DataTable> {
    let mut tables: Vec<(&ReleasedAccess, DataTable)> = Vec::new();
    for access in edition.release.access() {
        let rows = rows(edition, access);
        match tables.last_mut() {
            Some((first, table))
                if first.programme == access.programme && first.role == access.role =>
            {
                table.rows.extend(rows);
            }
            _ => {
                let caption = format!("{}: {}", access.programme_name, words::people(access.role));
                let table = DataTable {
                    caption,
                    head: HEAD.map(str::to_owned).to_vec(),
                    rows,
                };
                tables.push((access, table));
            }
        }
    }
    tables.into_iter().map(|(_, table)| table).collect()
}

fn rows(edition: &Edition<'_>, access: &ReleasedAccess) -> Vec<Vec<String>> {
    let figures = edition.figures;
    access
        .groups
        .iter()
        .map(|group| {
            let mut row = vec![
                capital(&words::dimension(&group.dimension)),
                words::value(&group.value),
            ];
            let Some(shown) = &group.figures else {
                row.extend(std::iter::repeat_n(String::new(), 5));
                row.push("not shown, to protect a small group".to_owned());
                return row;
            };
            row.extend([
                figures.count(shown.eligible as i64),
                figures.count(shown.enrolled as i64),
                format!("{} %", figures.fixed(shown.rate, 1)),
                ratio(edition, shown),
                shown
                    .p_value
                    .map_or_else(String::new, |p| figures.p_value(p)),
                reading(shown).to_owned(),
            ]);
            row
        })
        .collect()
}

fn ratio(edition: &Edition<'_>, shown: &AccessFigures) -> String {
    let write = |x: f64| edition.figures.fixed(x, 2);
    match (shown.ratio, shown.interval) {
        (Some(ratio), Some((low, high))) => {
            format!("{} ({} to {})", write(ratio), write(low), write(high))
        }
        (Some(ratio), None) => write(ratio),
        (None, _) => String::new(),
    }
}

fn reading(shown: &AccessFigures) -> &'static str {
    match shown.verdict {
        Some(AccessVerdict::Reference) => "largest group",
        Some(AccessVerdict::Adverse) => "adverse impact: under four fifths, beyond chance",
        Some(AccessVerdict::ByChance) => "under four fifths, but chance is a fair explanation",
        Some(AccessVerdict::Within) => "four fifths or more",
        Some(AccessVerdict::NotGiven) => "no verdict: one person’s move would reverse it",
        None => "",
    }
}
