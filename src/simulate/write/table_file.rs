//! One canonical table as a file: CSV, workbook or Parquet, from record batches of the same schema.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Float64Type, Int32Type, SchemaRef};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression as ParquetCompression;
use parquet::file::properties::WriterProperties;
use rust_xlsxwriter::{Workbook, Worksheet};

use crate::vocab::Day;

use super::super::{Format, SimulateError};
use super::dialect;

/// Rows of a Parquet row group.
pub(super) const ROW_GROUP: usize = 250_000;
/// Rows of a worksheet below the header.
const WORKSHEET_ROWS: u64 = 1_048_575;

enum Sink {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Gzip(Box<csv::Writer<GzEncoder<BufWriter<File>>>>),
    Xlsx(Box<Worksheet>),
    Parquet(Box<ArrowWriter<BufWriter<File>>>),
}

/// A table being written.
pub(super) struct TableFile {
    table: &'static str,
    path: PathBuf,
    sink: Sink,
    /// Rows so far.
    pub(super) rows: u64,
}

/// The ending of file names.
pub(super) fn extension(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::CsvGz => "csv.gz",
        Format::Xlsx => "xlsx",
        Format::Parquet => "parquet",
    }
}

impl TableFile {
    /// Opens a file and writes its header.
    pub(super) fn create(
        table: &'static str,
        path: PathBuf,
        schema: &SchemaRef,
        format: Format,
    ) -> Result<TableFile, SimulateError> {
        let file = || {
            let created = File::create(&path).map(BufWriter::new);
            created.map_err(|source| SimulateError::Io {
                path: path.clone(),
                source,
            })
        };
        let fault = |reason: String| SimulateError::Format {
            path: path.clone(),
            reason,
        };
        let names = schema.fields().iter().map(|f| f.name().as_str());
        let sink = match format {
            Format::Csv => {
                let mut writer = csv::WriterBuilder::new().from_writer(file()?);
                writer
                    .write_record(names)
                    .map_err(|e| fault(e.to_string()))?;
                Sink::Csv(Box::new(writer))
            }
            Format::CsvGz => {
                // The header of the file holds neither a name nor a time.
                let packed = GzEncoder::new(file()?, Compression::best());
                let mut writer = csv::WriterBuilder::new().from_writer(packed);
                writer
                    .write_record(names)
                    .map_err(|e| fault(e.to_string()))?;
                Sink::Gzip(Box::new(writer))
            }
            Format::Xlsx => {
                let mut sheet = Worksheet::new();
                for (column, name) in names.enumerate() {
                    sheet
                        .write_string(0, column as u16, name)
                        .map_err(|e| fault(e.to_string()))?;
                }
                Sink::Xlsx(Box::new(sheet))
            }
            Format::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(ParquetCompression::SNAPPY)
                    .set_max_row_group_row_count(Some(ROW_GROUP))
                    .build();
                let writer = ArrowWriter::try_new(file()?, schema.clone(), Some(properties));
                Sink::Parquet(Box::new(writer.map_err(|e| fault(e.to_string()))?))
            }
        };
        Ok(TableFile {
            table,
            path,
            sink,
            rows: 0,
        })
    }

    /// Adds the rows of a batch.
    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<(), SimulateError> {
        let path = self.path.clone();
        let fault = |reason: String| SimulateError::Format { path, reason };
        match &mut self.sink {
            Sink::Csv(writer) => lines(writer, batch).map_err(|e| fault(e.to_string()))?,
            Sink::Gzip(writer) => lines(writer, batch).map_err(|e| fault(e.to_string()))?,
            Sink::Xlsx(sheet) => {
                if self.rows + batch.num_rows() as u64 > WORKSHEET_ROWS {
                    return Err(SimulateError::TooLongForWorkbook { table: self.table });
                }
                let written = fill(sheet, batch, self.rows as u32 + 1);
                written.map_err(|e| fault(e.to_string()))?;
            }
            Sink::Parquet(writer) => writer.write(batch).map_err(|e| fault(e.to_string()))?,
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Completes the file and says how many rows it has.
    pub(super) fn finish(self) -> Result<u64, SimulateError> {
        let path = self.path;
        match self.sink {
            Sink::Csv(mut writer) => {
                writer
                    .flush()
                    .map_err(|source| SimulateError::Io { path, source })?;
            }
            Sink::Gzip(writer) => {
                let fault = |source| SimulateError::Io {
                    path: path.clone(),
                    source,
                };
                let packed = writer.into_inner().map_err(|e| fault(e.into_error()))?;
                let mut file = packed.finish().map_err(fault)?;
                file.flush().map_err(fault)?;
            }
            Sink::Xlsx(sheet) => {
                let mut workbook = Workbook::new();
                workbook.push_worksheet(*sheet);
                dialect::save_workbook(workbook, &path)?;
            }
            Sink::Parquet(writer) => {
                writer.close().map_err(|e| SimulateError::Format {
                    path,
                    reason: e.to_string(),
                })?;
            }
        }
        Ok(self.rows)
    }
}

/// Writes the rows of a batch as text.
fn lines<W: Write>(writer: &mut csv::Writer<W>, batch: &RecordBatch) -> Result<(), csv::Error> {
    let mut record = csv::ByteRecord::new();
    for row in 0..batch.num_rows() {
        record.clear();
        for column in batch.columns() {
            record.push_field(text(column.as_ref(), row).as_bytes());
        }
        writer.write_byte_record(&record)?;
    }
    Ok(())
}

/// A value as text; empty when null.
fn text(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Date32 => Day(column.as_primitive::<Date32Type>().value(row)).to_string(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        // The schemas of `canonical` hold no other type.
        _ => String::new(),
    }
}

fn fill(
    sheet: &mut Worksheet,
    batch: &RecordBatch,
    first: u32,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let date = dialect::date_format();
    for (k, column) in batch.columns().iter().enumerate() {
        let k = k as u16;
        for row in (0..batch.num_rows()).filter(|row| column.is_valid(*row)) {
            let at = first + row as u32;
            match column.data_type() {
                DataType::Date32 => {
                    let day = Day(column.as_primitive::<Date32Type>().value(row)).date();
                    sheet.write_date_with_format(at, k, day, &date)?;
                }
                DataType::Int32 => {
                    sheet.write_number(at, k, column.as_primitive::<Int32Type>().value(row))?;
                }
                DataType::Float64 => {
                    sheet.write_number(at, k, column.as_primitive::<Float64Type>().value(row))?;
                }
                DataType::Boolean => {
                    sheet.write_boolean(at, k, column.as_boolean().value(row))?;
                }
                _ => {
                    sheet.write_string(at, k, text(column.as_ref(), row))?;
                }
            }
        }
    }
    Ok(())
}
