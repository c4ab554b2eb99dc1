//! People in several programmes or roles: a section of the analysts' page.

use serde::Serialize;

use crate::disclosure::{ReleasedOverlap, ShownCount};
use crate::vocab::ALL;

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;

/// The section; without rows there is none.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "OverlapSection")]
pub(super) struct Section {
    /// Who was kept out, in sentences.
    sentences: Vec<String>,
    table: DataTable,
}

/// The section about an edition.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let told: Vec<&ReleasedOverlap> = edition
        .release
        .overlaps()
        .iter()
        .filter(|o| !o.is_empty())
        .collect();
    let figures = edition.figures;
    let count = |shown: ShownCount| match shown {
        ShownCount::People(people) => figures.count(people as i64),
        ShownCount::Hidden => figures.text("running-hidden").to_owned(),
    };
    let name = |o: &ReleasedOverlap| {
        figures.say(
            "overlap-whom",
            args!["programme" => o.programme_name.as_str(), "role" => o.role.id()],
        )
    };
    let rows = told
        .iter()
        .map(|o| {
            let counts = [
                o.also.named,
                o.also.unnamed,
                o.also.otherwise,
                o.earlier,
                o.kept_out.named,
                o.kept_out.unnamed,
                o.kept_out.otherwise,
            ];
            std::iter::once(name(o)).chain(counts.map(count)).collect()
        })
        .collect();
    let sentences = told
        .iter()
        .filter(|o| o.programme != ALL || told.len() == 1)
        .filter_map(|o| match o.kept_out_of_other_programmes() {
            Some(0) => None,
            Some(people) => Some(figures.say(
                "overlap-kept-out",
                args![
                    "whom" => name(o),
                    "n" => people,
                    "count" => figures.count(people as i64),
                ],
            )),
            None => Some(figures.say("overlap-kept-out.hidden", args!["whom" => name(o)])),
        })
        .collect();
    Section {
        sentences,
        table: DataTable::new(
            figures.text("overlap-table"),
            figures.text("overlap-table.head"),
            rows,
        ),
    }
}
