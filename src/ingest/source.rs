//! A source opened: its files found, their columns matched to the wanted ones, its rows ready in chunks.
//!
//! Text and sheets are read at once; Parquet is decoded when chunks are asked for, so that a large table
//! never stands in memory as a whole. How a column writes dates and numbers is decided once for the
//! whole source, whatever files its rows are split over.

use rayon::prelude::*;

use super::account::Account;
use super::cells::{Cells, Chunk, Place};
use super::dates::{DateEvidence, DateStyle, format_is_valid};
use super::error::IngestError;
use super::grid::Misshapen;
use super::inputs::FoundFile;
use super::mapping::{self, Want};
use super::open::open_file;
use super::parquet::ParquetFile;
use super::presets::{PresetTable, presets};
use super::settings::SourceSettings;
use super::values::{NumberEvidence, NumberStyle};
use crate::tables::{Column, ColumnType, QuarantineReason, QuarantinedRow, Table};

/// How a column writes its values.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) dates: DateStyle,
    pub(super) numbers: NumberStyle,
}

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

/// Rows of a source: loaded, or to be decoded.
#[derive(Debug)]
pub(super) enum Part {
    /// A chunk in memory.
    Loaded(Chunk),
    RowGroup {
        file: u32,
        group: usize,
        first_row: u64,
        rows: u64,
    },
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

    /// Applies `f` to every chunk, in parallel; the results are in the order of files and rows.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(super) fn map_chunks<T: Send>(
        &self,
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, None, |_| true)
    }

    /// Like [`Source::map_chunks`], but a Parquet file decodes only some of the wanted columns; the others are absent.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(super) fn map_columns<T: Send>(
        &self,
        wants: &[usize],
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, Some(wants), |_| true)
    }

    /// Like [`Source::map_chunks`], only for chunks that hold one of the places (sorted).
    pub(super) fn map_chunks_at<T: Send>(
        &self,
        places: &[Place],
        f: impl Fn(&Chunk) -> T + Sync,
    ) -> Result<Vec<T>, IngestError> {
        self.map_parts(&f, None, |part| {
            let (first, last) = part.span();
            let from = places.partition_point(|p| *p < first);
            places.get(from).is_some_and(|p| *p <= last)
        })
    }

    fn map_parts<T: Send>(
        &self,
        f: &(impl Fn(&Chunk) -> T + Sync),
        only: Option<&[usize]>,
        wanted: impl Fn(&Part) -> bool + Sync,
    ) -> Result<Vec<T>, IngestError> {
        let results: Vec<Result<Vec<T>, IngestError>> = self
            .parts
            .par_iter()
            .with_max_len(1)
            .filter(|part| wanted(part))
            .map(|part| match part {
                Part::Loaded(chunk) => Ok(vec![f(chunk)]),
                Part::RowGroup {
                    file,
                    group,
                    first_row,
                    ..
                } => self.decode(*file, *group, *first_row, only, f),
            })
            .collect();
        let mut out = Vec::new();
        for result in results {
            out.extend(result?);
        }
        Ok(out)
    }

    fn decode<T>(
        &self,
        file: u32,
        group: usize,
        first_row: u64,
        only: Option<&[usize]>,
        f: &impl Fn(&Chunk) -> T,
    ) -> Result<Vec<T>, IngestError> {
        let Some(SourceFile {
            parquet: Some(parquet),
            name,
            columns,
            ..
        }) = self.files.get(file as usize)
        else {
            return Ok(Vec::new());
        };
        let kept = |w: usize, c: &Option<usize>| {
            if only.is_none_or(|o| o.contains(&w)) {
                *c
            } else {
                None
            }
        };
        let columns: Vec<Option<usize>> = columns
            .iter()
            .enumerate()
            .map(|(w, c)| kept(w, c))
            .collect();
        let mut out = Vec::new();
        let outcome = parquet.decode(file, group, first_row, &columns, |mut chunk| {
            self.recode(&mut chunk);
            out.push(f(&chunk));
        });
        outcome.map_err(|cause| IngestError::Unreadable {
            table: self.table(),
            file: name.clone(),
            cause,
        })?;
        Ok(out)
    }

    fn recode_loaded(&mut self) -> Result<(), IngestError> {
        let mut parts = std::mem::take(&mut self.parts);
        parts.par_iter_mut().for_each(|part| {
            if let Part::Loaded(chunk) = part {
                self.recode(chunk);
            }
        });
        self.parts = parts;
        preset_table(self.settings).map(|_| ())
    }

    /// Replaces words as pipeline and preset say.
    fn recode(&self, chunk: &mut Chunk) {
        let preset = preset_table(self.settings).ok().flatten();
        for (want, cells) in self.wants.iter().zip(&mut chunk.columns) {
            let own = self.settings.values.get(&want.name);
            let shared = if want.item {
                self.settings.values.get(Column::Score.name())
            } else {
                None
            };
            let known = preset
                .and_then(|p| p.values.iter().find(|(c, _)| Some(*c) == want.column))
                .map_or(&[][..], |(_, words)| *words);
            let waves = if want.column == Some(Column::WaveDate) {
                Some(&self.settings.waves)
            } else {
                None
            };
            let waves = waves.filter(|w| !w.is_empty());
            if own.is_none() && shared.is_none() && known.is_empty() && waves.is_none() {
                continue;
            }
            let replace = |word: &str| {
                let by_pipeline = own
                    .and_then(|map| {
                        replaced(map.iter().map(|(k, v)| (k.as_str(), v.as_str())), word)
                    })
                    .or_else(|| {
                        shared.and_then(|map| {
                            replaced(map.iter().map(|(k, v)| (k.as_str(), v.as_str())), word)
                        })
                    });
                by_pipeline
                    .or_else(|| replaced(known.iter().copied(), word))
                    .or_else(|| {
                        waves.and_then(|w| {
                            w.iter()
                                .find(|(k, _)| k.trim() == word)
                                .map(|(_, day)| day.to_string())
                        })
                    })
            };
            let taken = std::mem::replace(cells, Cells::Absent);
            *cells = taken.recoded(replace, chunk.len);
        }
    }

    /// Decides once per column how dates and numbers are written.
    fn decide_styles(&mut self) -> Result<(), IngestError> {
        let typed = |want: &Want| match want.column.map(Column::column_type) {
            Some(ColumnType::Date) => Some(true),
            Some(ColumnType::Int | ColumnType::Float) => Some(false),
            None if want.item => Some(false),
            _ => None,
        };
        let kinds: Vec<Option<bool>> = self.wants.iter().map(typed).collect();
        let textual = |file: &SourceFile, w: usize| match (&file.parquet, file.columns[w]) {
            (Some(parquet), Some(c)) => {
                parquet.is_text(c) || self.settings.values.contains_key(&self.wants[w].name)
            }
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let looked_at: Vec<usize> = (0..self.wants.len())
            .filter(|&w| kinds[w].is_some() && self.files.iter().any(|f| textual(f, w)))
            .collect();
        let mut styles: Vec<Style> = self.wants.iter().map(|_| Style::default()).collect();
        for style in &mut styles {
            style.dates.format.clone_from(&self.settings.date_format);
        }
        if !looked_at.is_empty() {
            let judge = |chunk: &Chunk| -> Vec<(DateEvidence, NumberEvidence)> {
                let column = |&w: &usize| {
                    let (mut dates, mut numbers) =
                        (DateEvidence::default(), NumberEvidence::default());
                    if let Cells::Text(cells) = &chunk.columns[w] {
                        for text in (0..chunk.len).filter_map(|k| cells.get(k)) {
                            if kinds[w] == Some(true) {
                                dates.see(text)
                            } else {
                                numbers.see(text)
                            }
                        }
                    }
                    (dates, numbers)
                };
                looked_at.iter().map(column).collect()
            };
            let any_text = |part: &Part| match part {
                Part::Loaded(_) => true,
                Part::RowGroup { file, .. } => self
                    .files
                    .get(*file as usize)
                    .is_some_and(|f| looked_at.iter().any(|&w| textual(f, w))),
            };
            let mut evidence: Vec<(DateEvidence, NumberEvidence)> =
                looked_at.iter().map(|_| Default::default()).collect();
            for part in self.map_parts(&judge, Some(&looked_at), any_text)? {
                for (all, (dates, numbers)) in evidence.iter_mut().zip(part) {
                    all.0.absorb(dates);
                    all.1.absorb(numbers);
                }
            }
            for (&w, (dates, numbers)) in looked_at.iter().zip(evidence) {
                styles[w].numbers = numbers.style();
                if self.settings.date_format.is_none() {
                    styles[w].dates.order =
                        dates
                            .order()
                            .map_err(|example| IngestError::AmbiguousDates {
                                table: self.table(),
                                header: self.header(0, w).to_owned(),
                                example,
                            })?;
                }
            }
        }
        self.styles = styles;
        Ok(())
    }
}

fn replaced<'m>(mut map: impl Iterator<Item = (&'m str, &'m str)>, word: &str) -> Option<String> {
    map.find(|(from, _)| from.trim() == word)
        .map(|(_, to)| to.to_owned())
}

impl Part {
    fn span(&self) -> (Place, Place) {
        match self {
            Part::Loaded(chunk) => (chunk.place(0), chunk.place(chunk.len.saturating_sub(1))),
            Part::RowGroup {
                file,
                first_row,
                rows,
                ..
            } => {
                let at = |row: u64| Place {
                    file: *file,
                    row: u32::try_from(row).unwrap_or(u32::MAX),
                };
                (at(*first_row), at(first_row + rows.saturating_sub(1)))
            }
        }
    }
}
