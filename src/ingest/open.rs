//! Opening one file of a source: its format known by its first bytes, its columns matched, its rows in chunks or, for
//! Parquet, ready to be decoded. A damaged file is an error, never a panic.

use std::path::Path;

use super::error::IngestError;
use super::inputs::FoundFile;
use super::mapping::{self, Want};
use super::parquet::{self, ParquetFile};
use super::settings::SourceSettings;
use super::sheet::{self, SheetFault};
use super::source::{Part, SourceFile};
use super::text::{self, Fault, HeaderRules, Parsed};

/// A file, the parts of its rows, and warnings.
pub(super) type OpenedFile = (SourceFile, Vec<Part>, Vec<String>);

/// Opens a file.
///
/// # Errors
/// A file that cannot be read, or lacks a column that the pipeline maps.
pub(super) fn open_file(
    settings: &SourceSettings,
    file: &FoundFile,
    number: u32,
    wants: &[Want],
) -> Result<OpenedFile, IngestError> {
    let table = settings.table;
    let unreadable = |cause: String| IngestError::Unreadable {
        table,
        file: file.name.clone(),
        cause,
    };
    let mut head = Vec::new();
    let mut reader = std::fs::File::open(&file.path).map_err(|e| unreadable(e.to_string()))?;
    std::io::Read::read_to_end(&mut std::io::Read::take(&mut reader, 8), &mut head)
        .map_err(|e| unreadable(e.to_string()))?;
    if head.is_empty() {
        return Err(IngestError::Empty {
            table,
            file: file.name.clone(),
        });
    }
    if parquet::is_parquet(&head) {
        return open_parquet(settings, file, number, wants);
    }
    check_name(&file.path, &head).map_err(unreadable)?;
    let bytes = std::fs::read(&file.path).map_err(|e| unreadable(e.to_string()))?;
    let required: Vec<bool> = wants
        .iter()
        .map(|w| {
            table
                .columns()
                .iter()
                .any(|c| Some(c.column) == w.column && c.required)
        })
        .collect();
    let rules = HeaderRules {
        recognised: &|row: &[String]| mapping::recognised(table, wants, row),
        resolve: &|row: &[String]| mapping::resolve(table, &file.name, wants, row),
        required: &required,
    };
    let workbook = sheet::is_workbook(&bytes);
    let read = || -> Result<Parsed, IngestError> {
        let fault = |fault: Fault<IngestError>| match fault {
            Fault::Empty => IngestError::Empty {
                table,
                file: file.name.clone(),
            },
            Fault::Unreadable(cause) => unreadable(cause),
            Fault::Columns(error) => error,
        };
        if workbook {
            sheet::parse(number, &bytes, settings.sheet.as_deref(), &rules).map_err(|f| match f {
                SheetFault::Rows(rows) => fault(rows),
                SheetFault::NoSheet(sheets) => IngestError::NoSheet {
                    table,
                    file: file.name.clone(),
                    sheet: settings.sheet.clone().unwrap_or_default(),
                    sheets,
                },
            })
        } else {
            text::parse(number, &bytes, &rules).map_err(fault)
        }
    };
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(unreadable("the file is damaged".to_owned())))?;
    let broken = parsed.broken_text.then(|| {
        format!(
            "{}: some bytes are no text in its encoding; they show as \u{FFFD}",
            file.name
        )
    });
    let mut warnings = mapping::twins(&file.name, &parsed.header, &parsed.columns);
    warnings.extend(broken);
    let mut grid = parsed.grid;
    let parts = std::mem::take(&mut grid.chunks)
        .into_iter()
        .map(Part::Loaded)
        .collect();
    let opened = SourceFile {
        name: file.name.clone(),
        headers: parsed.header,
        columns: parsed.columns,
        workbook,
        parquet: None,
        misshapen: grid.misshapen,
        not_data: grid.not_data,
    };
    Ok((opened, parts, warnings))
}

/// A file whose name promises a format that its bytes do not keep is damaged, not text.
fn check_name(path: &Path, head: &[u8]) -> Result<(), String> {
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let kept = match ending.as_str() {
        "parquet" | "pq" => false,
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => sheet::is_workbook(head),
        "gz" => text::is_gzip(head),
        _ => true,
    };
    if kept {
        Ok(())
    } else {
        Err(format!(
            "it does not begin like a .{ending} file; it is damaged or cut off"
        ))
    }
}

fn open_parquet(
    settings: &SourceSettings,
    file: &FoundFile,
    number: u32,
    wants: &[Want],
) -> Result<OpenedFile, IngestError> {
    let table = settings.table;
    let parquet = ParquetFile::open(&file.path).map_err(|cause| IngestError::Unreadable {
        table,
        file: file.name.clone(),
        cause,
    })?;
    let columns = mapping::resolve(table, &file.name, wants, &parquet.names)?;
    for column in columns.iter().flatten() {
        if let Some(found) = parquet.unreadable_type(*column) {
            let header = parquet.names[*column].clone();
            return Err(IngestError::ColumnType {
                table,
                file: file.name.clone(),
                header,
                found,
            });
        }
    }
    let warnings = mapping::twins(&file.name, &parquet.names, &columns);
    let mut first_row = 1;
    let mut parts = Vec::new();
    for (group, rows) in parquet.group_rows().into_iter().enumerate() {
        parts.push(Part::RowGroup {
            file: number,
            group,
            first_row,
            rows,
        });
        first_row += rows;
    }
    let opened = SourceFile {
        name: file.name.clone(),
        headers: parquet.names.clone(),
        columns,
        workbook: false,
        parquet: Some(parquet),
        misshapen: Vec::new(),
        not_data: 0,
    };
    Ok((opened, parts, warnings))
}
