//! What stops a run while its inputs are read. Every message names the cause first, then the place,
//! then what to do, and no message holds more of the data than a name or one example.

use crate::tables::{InputFile, Ledger, LedgerEntry, QuarantinedRow, Table};

/// Exit code of a run that failed.
const FAILED: u8 = 1;
/// Exit code of data too poor for an honest report.
const POOR: u8 = 3;
/// Names listed in a message before it says "and n more".
const LISTED: usize = 30;

/// Why ingest stopped.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum IngestError {
    /// The pipeline has no source for a table that every run needs.
    #[error("no source fills the table `{}`\n  in the pipeline\n  write [sources.{}] with a path", .0.name(), .0.name())]
    NoSource(Table),
    /// No file matches the path of a source.
    #[error("no file matches `{pattern}`\n  in [sources.{}], looked up in {folder}\n  {}", table.name(), hint_files(near))]
    NoFile {
        /// The table.
        table: Table,
        /// The path as written.
        pattern: String,
        /// The folder it is relative to.
        folder: String,
        /// Files found in that place.
        near: Vec<String>,
    },
    /// The path of a source is no valid pattern.
    #[error("the path `{pattern}` is not a valid pattern: {cause}\n  in [sources.{}]\n  use `*`, `?` and `[..]` only", table.name())]
    Pattern {
        /// The table.
        table: Table,
        /// The path as written.
        pattern: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A file cannot be read.
    #[error("cannot read {file}: {cause}\n  for [sources.{}]\n  check that the file is complete and in the format that its name says; export it again if need be", table.name())]
    Unreadable {
        /// The table.
        table: Table,
        /// The file.
        file: String,
        /// Why.
        cause: String,
    },
    /// A file has no bytes, or no header.
    #[error("{file} is empty: it has no header\n  for [sources.{}]\n  export it again, or take it out of the path", table.name())]
    Empty {
        /// The table.
        table: Table,
        /// The file.
        file: String,
    },
    /// A workbook has no such sheet.
    #[error("no sheet `{sheet}`\n  in {file} for [sources.{}], which has: {}\n  write sheet = \"{}\"", table.name(), list(sheets), sheets.first().map_or("", String::as_str))]
    NoSheet {
        /// The table.
        table: Table,
        /// The file.
        file: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// A file lacks a column.
    #[error("{}", absent_column(.0))]
    AbsentColumn(Box<AbsentColumn>),
    /// No file has a survey item that an outcome uses.
    #[error("the item `{item}` of outcome `{outcome}` is absent\n  in [sources.{}], which has: {}\n  {}", table.name(), list(present), hint_item(item, near, *table))]
    AbsentItem {
        /// The table.
        table: Table,
        /// The outcome.
        outcome: String,
        /// The item.
        item: String,
        /// What is there instead.
        present: Vec<String>,
        /// The nearest names.
        near: Vec<String>,
    },
    /// A dimension, covariate or eligibility rule names a column that employees do not have.
    #[error(
        "employees have no column `{attribute}`\n  in [sources.employees], which has: {}\n  {}",
        list(present),
        hint_attribute(attribute, near)
    )]
    UnknownAttribute {
        /// The name.
        attribute: String,
        /// The columns there are.
        present: Vec<String>,
        /// The nearest names.
        near: Vec<String>,
    },
    /// No import preset has this name, or it has nothing for this table.
    #[error("no import preset `{preset}` for {}\n  in [sources.{}]\n  presets for this table: {}", table.name(), table.name(), list(known))]
    UnknownPreset {
        /// The table.
        table: Table,
        /// The preset asked for.
        preset: String,
        /// Presets that fill the table.
        known: Vec<String>,
    },
    /// `date_format` is not a `strftime` format.
    #[error("`{format}` is not a date format\n  in [sources.{}]\n  write it like \"%d/%m/%Y\"", table.name())]
    DateFormat {
        /// The table.
        table: Table,
        /// The format as written.
        format: String,
    },
    /// Day and month of a date column cannot be told apart.
    #[error("day and month cannot be told apart in column `{header}`, for instance `{example}`\n  in [sources.{}]\n  write date_format = \"%d/%m/%Y\" or date_format = \"%m/%d/%Y\" there", table.name())]
    AmbiguousDates {
        /// The table.
        table: Table,
        /// The column as named in the file.
        header: String,
        /// A value that can be read either way.
        example: String,
    },
    /// A column of a Parquet file has a type that cannot hold its values.
    #[error("column `{header}` has the type {found}\n  in {file} for [sources.{}]\n  write it as text, number, date or yes/no", table.name())]
    ColumnType {
        /// The table.
        table: Table,
        /// The file.
        file: String,
        /// The column.
        header: String,
        /// Its type.
        found: String,
    },
    /// So many dates that they cannot be waves.
    #[error("{waves} different dates in `wave_date`: these are days of answering, not waves\n  in [sources.{}]\n  map wave_date to a column with one date or label per wave, and give labels their dates under [sources.{}.wave]", table.name(), table.name())]
    TooManyWaves {
        /// The table.
        table: Table,
        /// Distinct dates.
        waves: usize,
    },
    /// Nothing says which programme a pairing belongs to.
    #[error(
        "nothing says which programme a pairing belongs to\n  in {file}: no column `programme_id`, and the pipeline has {programmes} programmes\n  write programme_id = \"name of the column\" under [sources.pairings.columns]"
    )]
    NoProgramme {
        /// The file.
        file: String,
        /// Programmes of the pipeline.
        programmes: usize,
    },
    /// No period is given and no date tells one.
    #[error(
        "no cut-off: the pipeline names no period, and no wave, exit or pairing has a date\n  in [report]\n  write period = \"2025Q4\" or give --period"
    )]
    NoPeriod,
    /// Too many rows cannot be used.
    #[error("{}", poor(.0))]
    Quality(Box<PoorQuality>),
    /// A table's ledger does not close: a fault of this program.
    #[error("the ledger of {} does not close: {read} rows read, {settled} accounted for\n  in [sources.{}]\n  this is a fault of counterpart; please report it", table.name(), table.name())]
    OpenLedger {
        /// The table.
        table: Table,
        /// Rows read.
        read: u64,
        /// Rows with a known fate.
        settled: u64,
    },
}

/// A column that a file lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct AbsentColumn {
    /// The table.
    pub table: Table,
    /// The file.
    pub file: String,
    /// Canonical names of the columns that are absent; with several, all of them are needed unless `one_of`.
    pub columns: Vec<String>,
    /// Whether one of `columns` would do.
    pub one_of: bool,
    /// The name that the pipeline or the preset gives the column in the export.
    pub mapped_to: Option<String>,
    /// The columns that the file has.
    pub present: Vec<String>,
    /// The nearest names per absent column, best first.
    pub near: Vec<Option<String>>,
}

/// Everything known when data quality is too poor for an honest report.
#[derive(Debug, Clone, PartialEq)]
pub struct PoorQuality {
    /// The table with the largest quarantined share.
    pub table: Table,
    /// Its quarantined share.
    pub share: f64,
    /// The largest share allowed.
    pub limit: f64,
    /// The whole ledger.
    pub ledger: Ledger,
    /// All quarantined rows, sorted.
    pub quarantine: Vec<QuarantinedRow>,
    /// The files read.
    pub inputs: Vec<InputFile>,
    /// Warnings so far.
    pub warnings: Vec<String>,
}

impl IngestError {
    /// 3 when the data are too poor for an honest report, else 1.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, IngestError::Quality(_)) {
            POOR
        } else {
            FAILED
        }
    }
}

/// Names in a row, cut after [`LISTED`].
fn list(names: &[String]) -> String {
    match names.len() {
        0 => "nothing".to_owned(),
        n if n <= LISTED => names.join(", "),
        n => format!("{}, and {} more", names[..LISTED].join(", "), n - LISTED),
    }
}

fn hint_files(near: &[String]) -> String {
    if near.is_empty() {
        "check the path: that folder holds no file or does not exist".to_owned()
    } else {
        format!("check the path; there are: {}", list(near))
    }
}

fn hint_item(item: &str, near: &[String], table: Table) -> String {
    match near.first() {
        Some(best) => {
            format!(
                "write \"{best}\" in items, or {item} = \"{best}\" under [sources.{}.columns]",
                table.name()
            )
        }
        None => {
            format!(
                "correct items, or write {item} = \"name of the column\" under [sources.{}.columns]",
                table.name()
            )
        }
    }
}

fn hint_attribute(attribute: &str, near: &[String]) -> String {
    match near.first() {
        Some(best) => format!(
            "write `{best}` instead, or {attribute} = \"{best}\" under [sources.employees.columns]"
        ),
        None => {
            format!("write {attribute} = \"name of the column\" under [sources.employees.columns]")
        }
    }
}

fn absent_column(absent: &AbsentColumn) -> String {
    let table = absent.table.name();
    let names: Vec<String> = absent.columns.iter().map(|c| format!("`{c}`")).collect();
    let cause = match (&absent.mapped_to, absent.one_of) {
        (Some(header), _) => format!(
            "the column `{header}`, which {} is mapped to, is absent",
            names.join(", ")
        ),
        (None, true) => format!(
            "one of the columns {} is needed, and none is there",
            names.join(", ")
        ),
        (None, false) if names.len() == 1 => format!("the column {} is absent", names.join(", ")),
        (None, false) => format!("the columns {} are absent", names.join(", ")),
    };
    let lines: Vec<String> = absent
        .columns
        .iter()
        .zip(absent.near.iter().map(Some).chain(std::iter::repeat(None)))
        .map(|(column, near)| match near.and_then(Option::as_ref) {
            Some(near) => format!("{column} = \"{near}\""),
            None => format!("{column} = \"name of the column\""),
        })
        .collect();
    format!(
        "{cause}\n  in {} (table {table}), which has: {}\n  under [sources.{table}.columns] write {}",
        absent.file,
        list(&absent.present),
        lines.join(if absent.one_of { " or " } else { " and " })
    )
}

fn poor(poor: &PoorQuality) -> String {
    let table = poor.table.name();
    let entry = poor
        .ledger
        .tables
        .get(&poor.table)
        .cloned()
        .unwrap_or_default();
    let LedgerEntry {
        read, quarantined, ..
    } = &entry;
    let mut reasons: Vec<(u64, &str)> = quarantined.iter().map(|(r, &n)| (n, r.id())).collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let reasons: Vec<String> = reasons
        .iter()
        .take(3)
        .map(|(n, id)| format!("{n} {id}"))
        .collect();
    let examples: Vec<String> = poor
        .quarantine
        .iter()
        .filter(|row| row.table == poor.table)
        .take(3)
        .map(|row| {
            format!(
                "\n    {} row {}, column `{}`: {}",
                row.file, row.row, row.column, row.detail
            )
        })
        .collect();
    format!(
        "data quality too poor for an honest report: {} of {read} rows of {table} cannot be used ({:.1} %, limit {:.1} %)\n  mostly: {}; first:{}\n  correct the export or its mapping under [sources.{table}], or raise max_quarantined_share under [quality]",
        entry.quarantined_total(),
        100.0 * poor.share,
        100.0 * poor.limit,
        reasons.join(", "),
        examples.concat()
    )
}
