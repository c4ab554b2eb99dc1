//! People in several programmes or roles: a section of the analysts' page.

use serde::Serialize;

use crate::disclosure::{ReleasedOverlap, ShownCount};
use crate::vocab::ALL;

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::words;

/// The section; without rows there is none.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "OverlapSection")]
pub(super) struct Section {
    /// Who was kept out, in sentences.
    sentences: Vec<String>,
    table: DataTable,
}

const HEAD: [&str; 8] = [
    "Programme and role",
    "Participants also in another programme of this report",
    "also in a programme that it does not name",
    "also in the same programme otherwise",
    "of all these, elsewhere first",
    "Kept out of the comparison: in another programme of this report",
    "in a programme that it does not name",
    "in the same programme otherwise",
];

/// The section about an edition.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let told: Vec<&ReleasedOverlap> = edition
        .release
        .overlaps()
        .iter()
        .filter(|o| !o.is_empty())
        .collect();
    let count = |shown: ShownCount| match shown {
        ShownCount::People(people) => edition.figures.count(people as i64),
        ShownCount::Hidden => "not shown".to_owned(),
    };
    let name = |o: &ReleasedOverlap| format!("{}, {}", o.programme_name, words::people(o.role));
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
            Some(people) => Some(format!(
                "{}: {} people in other programmes were kept out of the comparison.",
                name(o),
                edition.figures.count(people as i64)
            )),
            None => Some(format!(
                "{}: people in other programmes were kept out of the comparison; how many is not shown.",
                name(o)
            )),
        })
        .collect();
    Section {
        sentences,
        table: DataTable {
            caption: "By programme and role, up to the last day of the period".to_owned(),
            head: HEAD.map(str::to_owned).to_vec(),
            rows,
        },
    }
}
