//! A source opened: its files found, their columns matched to the wanted ones, its rows ready in chunks.
//!
//! Text and sheets are read at once; Parquet is decoded when chunks are asked for, so that a large table
//! never stands in memory as a whole. How a column writes dates and numbers is decided once for the
//! whole source, whatever files its rows are split over.
//!
//! Map: `chunks` the rows; `words` values recoded; `styles` how dates and numbers are written.

mod chunks;
mod styles;
mod words;

use rayon::prelude::*;

use super::account::Account;
use super::cells::Place;
use super::dates::format_is_valid;
use super::error::IngestError;
use super::grid::Misshapen;
use super::inputs::FoundFile;
use super::mapping::{self, Want};
use super::open::open_file;
use super::parquet::ParquetFile;
use super::presets::{PresetTable, presets};
use super::settings::SourceSettings;
use crate::tables::{Column, QuarantineReason, QuarantinedRow, Table};

pub(super) use chunks::Part;
pub(super) use styles::Style;

/// One file of a source.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// Relative name.
    pub(super) name: String,
    /// The names of its columns.
    pub(super) headers: Vec<String>,
    /// Position in the file per wanted column.
    pub(super) columns: Vec<Option<usize>>,
    /// Whether it is a workbook, where numbers may be dates.
    pub(super) workbook: bool,
    /// Where it is Parquet.
    pub(super) parquet: Option<ParquetFile>,
    /// Rows with the wrong number of fields.
    pub(super) misshapen: Vec<Misshapen>,
    /// Rows that are no data.
    pub(super) not_data: u64,
}

/// A source ready to be read.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// What the pipeline says of it.
    pub(super) settings: &'a SourceSettings,
    /// The wanted columns.
    pub(super) wants: Vec<Want>,
    /// Its files, sorted by name.
    pub(super) files: Vec<SourceFile>,
    /// How each wanted column writes its values.
    pub(super) styles: Vec<Style>,
    /// Things worth saying.
    pub(super) warnings: Vec<String>,
    parts: Vec<Part>,
    /// Position among the wanted columns by canonical column.
    by_column: Vec<Option<usize>>,
}

/// The wanted canonical columns of a table, as pipeline and preset name them.
///
/// # Errors
/// A preset that does not exist or has nothing for the table.
pub(super) fn canonical_wants(
    settings: &SourceSettings,
    sought: &dyn Fn(Column) -> bool,
) -> Result<Vec<Want>, IngestError> {
    let preset = preset_table(settings)?;
    let named = |column: Column| {
        preset
            .and_then(|p| p.columns.iter().find(|(c, _)| *c == column))
            .map_or(&[][..], |(_, names)| *names)
    };
    let columns = settings.table.columns().iter();
    Ok(columns
        .map(|spec| Want {
            name: spec.column.name().to_owned(),
            column: Some(spec.column),
            item: false,
            sought: spec.required || sought(spec.column),
            explicit: settings.columns.get(spec.column.name()).cloned(),
            preset: named(spec.column),
        })
        .collect())
}

fn preset_table(settings: &SourceSettings) -> Result<Option<&'static PresetTable>, IngestError> {
    let Some(name) = &settings.preset else {
        return Ok(None);
    };
    let wanted = mapping::normal(name);
    let preset = presets().iter().find(|p| mapping::normal(p.name) == wanted);
    preset
        .and_then(|p| p.table(settings.table))
        .map(Some)
        .ok_or_else(|| IngestError::UnknownPreset {
            table: settings.table,
            preset: name.clone(),
            known: presets()
                .iter()
                .filter(|p| p.table(settings.table).is_some())
                .map(|p| p.name.to_owned())
                .collect(),
        })
}

impl<'a> Source<'a> {
    /// Opens the files of a source.
    ///
    /// # Errors
    /// A file that cannot be read, a column that is mapped and absent, dates that can be read two ways.
    pub(super) fn open(
        settings: &'a SourceSettings,
        files: &[FoundFile],
        wants: Vec<Want>,
    ) -> Result<Source<'a>, IngestError> {
        if let Some(format) = settings
            .date_format
            .as_ref()
            .filter(|f| !format_is_valid(f))
        {
            return Err(IngestError::DateFormat {
                table: settings.table,
                format: format.clone(),
            });
        }
        let opened: Vec<Result<_, IngestError>> = files
            .par_iter()
            .enumerate()
            .map(|(k, file)| open_file(settings, file, k as u32, &wants))
            .collect();
        let by_column = Column::EVERY
            .iter()
            .map(|c| wants.iter().position(|w| w.column == Some(*c)))
            .collect();
        let mut source = Source {
            settings,
            wants,
            files: Vec::new(),
            styles: Vec::new(),
            warnings: Vec::new(),
            parts: Vec::new(),
            by_column,
        };
        for outcome in opened {
            let (file, parts, warning) = outcome?;
            source.files.push(file);
            source.parts.extend(parts);
            source.warnings.extend(warning);
        }
        source.recode_loaded()?;
        source.decide_styles()?;
        Ok(source)
    }

    /// The table.
    pub(super) fn table(&self) -> Table {
        self.settings.table
    }

    /// The position of a canonical column among the wanted ones.
    pub(super) fn want(&self, column: Column) -> Option<usize> {
        self.by_column.get(column as usize).copied().flatten()
    }

    /// Whether some file has a wanted column.
    pub(super) fn has(&self, column: Column) -> bool {
        self.want(column)
            .is_some_and(|w| self.files.iter().any(|f| f.columns[w].is_some()))
    }

    /// Requires columns in every file.
    ///
    /// # Errors
    /// The columns that the first file lacking any does not have.
    pub(super) fn require(&self, columns: &[Column]) -> Result<(), IngestError> {
        for file in &self.files {
            let missing: Vec<&str> = columns
                .iter()
                .filter(|&&c| self.want(c).is_none_or(|w| file.columns[w].is_none()))
                .map(|c| c.name())
                .collect();
            if !missing.is_empty() {
                return Err(mapping::absent(
                    self.table(),
                    &file.name,
                    &missing,
                    None,
                    &file.headers,
                ));
            }
        }
        Ok(())
    }

    /// All names of columns in any file, without repetition.
    pub(super) fn headers(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for header in self.files.iter().flat_map(|f| &f.headers) {
            if !out.contains(header) {
                out.push(header.clone());
            }
        }
        out
    }

    /// The name of a wanted column in a file.
    pub(super) fn header(&self, file: u32, want: usize) -> &str {
        let found = self
            .files
            .get(file as usize)
            .and_then(|f| f.headers.get((*f.columns.get(want)?)?));
        found.map_or_else(
            || self.wants.get(want).map_or("", |w| w.name.as_str()),
            String::as_str,
        )
    }

    /// The account at the start: rows that are no data, and rows of the wrong shape.
    pub(super) fn account(&self) -> Account {
        let mut account = Account::default();
        for file in &self.files {
            account.read += file.not_data + file.misshapen.len() as u64;
            account.set_aside(crate::tables::NotNeeded::NotData, file.not_data);
            account
                .quarantined
                .extend(file.misshapen.iter().map(|row| QuarantinedRow {
                    table: self.table(),
                    file: file.name.clone(),
                    row: u64::from(row.row),
                    column: String::new(),
                    value: row.text.clone(),
                    reason: QuarantineReason::WrongFieldCount,
                    detail: format!("{} fields where the header has {}", row.found, row.expected),
                }));
        }
        account
    }

    /// A quarantined row of this source.
    pub(super) fn quarantined(
        &self,
        place: Place,
        want: usize,
        value: &str,
        reason: QuarantineReason,
        detail: String,
    ) -> QuarantinedRow {
        QuarantinedRow {
            table: self.table(),
            file: self
                .files
                .get(place.file as usize)
                .map_or_else(String::new, |f| f.name.clone()),
            row: u64::from(place.row),
            column: self.header(place.file, want).to_owned(),
            value: value.to_owned(),
            reason,
            detail,
        }
    }
}
