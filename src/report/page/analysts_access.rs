//! The tables of who got in, one a programme and role, as finished strings.

use crate::disclosure::shown::AccessVerdict;
use crate::disclosure::{AccessFigures, ReleasedAccess};

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital};
use super::super::number::Figures;

/// One table a programme and role, with the groups of every dimension.
pub(super) fn access_tables(edition: &Edition<'_>) -> Vec<DataTable> {
    let figures = edition.figures;
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
                let whom = args![
                    "programme" => access.programme_name.as_str(),
                    "role" => access.role.id(),
                ];
                let caption = figures.say("running-whom", whom);
                let table = DataTable::new(caption, figures.text("access-head"), rows);
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
                capital(&words::dimension(&group.dimension, figures)),
                words::value(&group.value, figures),
            ];
            let Some(shown) = &group.figures else {
                row.extend(std::iter::repeat_n(String::new(), 5));
                row.push(figures.text("hidden-small").to_owned());
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
                reading(shown, figures).to_owned(),
            ]);
            row
        })
        .collect()
}

fn ratio(edition: &Edition<'_>, shown: &AccessFigures) -> String {
    let figures = edition.figures;
    let write = |x: f64| figures.fixed(x, 2);
    match (shown.ratio, shown.interval) {
        (Some(ratio), Some((low, high))) => {
            figures.spread(&write(ratio), &write(low), &write(high))
        }
        (Some(ratio), None) => write(ratio),
        (None, _) => String::new(),
    }
}

fn reading(shown: &AccessFigures, figures: Figures) -> &'static str {
    match shown.verdict {
        Some(AccessVerdict::Reference) => figures.text("access-largest"),
        Some(AccessVerdict::Adverse) => figures.text("access-adverse"),
        Some(AccessVerdict::ByChance) => figures.text("access-by-chance"),
        Some(AccessVerdict::Within) => figures.text("access-within"),
        Some(AccessVerdict::NotGiven) => figures.text("access-no-verdict"),
        None => "",
    }
}
