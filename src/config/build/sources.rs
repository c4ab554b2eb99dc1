//! `[sources]`: which exports fill which tables.

use crate::ingest::{Layout, SourceSettings};
use crate::tables::Table;

use super::super::fault::Faults;
use super::super::mirror::Source;
use super::super::place::Place;
use super::super::raw::{Found, Free, Keyed, Tried};

/// Tables without which there is nothing to compare.
const NEEDED: [Table; 2] = [Table::Employees, Table::Pairings];

/// The sources that are usable, and every table that the file names, usable or not.
pub(super) struct Sources {
    pub(super) settings: Vec<SourceSettings>,
    pub(super) named: Vec<Table>,
}

/// Checks the sources.
pub(super) fn sources(
    raw: Option<Tried<Keyed<Table, Source>>>,
    top: Place,
    presets: &[&str],
    faults: &mut Faults,
) -> Sources {
    let mut sources = Sources {
        settings: Vec::new(),
        named: Vec::new(),
    };
    let unreadable = matches!(&raw, Some(Tried(None)));
    for (table, source) in raw
        .and_then(|tried| tried.0)
        .map_or_else(Vec::new, |keyed| keyed.0)
    {
        sources.named.push(table.value);
        sources
            .settings
            .extend(source_of(table.value, source.value, presets, faults));
    }
    for table in NEEDED {
        if !sources.named.contains(&table) && !unreadable {
            faults
                .at(top, format!("[sources.{}] is missing", table.name()))
                .advice(format!(
                    "add a table [sources.{}] with the path of the export",
                    table.name()
                ))
                .cascades();
        }
    }
    sources.settings.sort_by_key(|s| s.table);
    sources
}

fn source_of(
    table: Table,
    raw: Source,
    presets: &[&str],
    faults: &mut Faults,
) -> Option<SourceSettings> {
    if let Some(preset) = &raw.preset
        && !presets.contains(&preset.value.as_str())
    {
        faults
            .at(
                preset.place,
                format!("`{}` is not an import preset", preset.value),
            )
            .one_of(&preset.value, presets);
    }
    if let Some(layout) = &raw.layout
        && !matches!(table, Table::Surveys | Table::Pairings)
    {
        faults
            .at(
                layout.place,
                format!("`layout` has no meaning for {}", table.name()),
            )
            .advice("remove the line; only surveys and pairings come wide or long");
    }
    let columns = raw.columns.map_or_else(Vec::new, |c| c.0);
    let values = raw.values.map_or_else(Vec::new, |v| v.0);
    let waves = raw.wave.map_or_else(Vec::new, |w| w.0);
    let path = raw.path?;
    Some(SourceSettings {
        table,
        folder: faults.files.folder(path.place.file).to_owned(),
        pattern: path.value,
        preset: raw.preset.map(|p| p.value),
        sheet: raw.sheet,
        layout: raw.layout.map(|l: Found<Layout>| l.value),
        date_format: raw.date_format.map(|f| f.0),
        columns: columns
            .into_iter()
            .map(|(to, from)| (to.value, from.value))
            .collect(),
        values: values
            .into_iter()
            .map(
                |(
                    column,
                    Found {
                        value: Free(words), ..
                    },
                )| {
                    (
                        column.value,
                        words
                            .into_iter()
                            .map(|(from, to)| (from.value, to.value.0))
                            .collect(),
                    )
                },
            )
            .collect(),
        waves: waves
            .into_iter()
            .map(|(label, day)| (label.value, day.value))
            .collect(),
    })
}
