//! Parquet: typed columns, decoded row group by row group, only those that the run wants.
//!
//! Invariant: a damaged file is an error, never a panic. Deliberately absent: whole tables in memory; a
//! row group lives as long as the closure that looks at it.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Field, Float64Type, Int64Type, TimestampSecondType};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use super::cells::{Cells, Chunk, RowNumbers, TextCells, TypedCells};

/// Rows decoded at a time: few enough for a core's own cache, and for the allocator to hand the same memory out again.
const BATCH: usize = 1 << 13;

/// Seconds in a day.
const DAY_SECONDS: i64 = 86_400;

/// An open Parquet file.
#[derive(Debug)]
pub(super) struct ParquetFile {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    /// Names of the columns.
    pub(super) names: Vec<String>,
}

/// Whether bytes begin like a Parquet file.
pub(super) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}

/// Runs a decoder; a panic inside it becomes an error.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("the file is damaged".to_owned()))
}

impl ParquetFile {
    /// Reads the footer.
    pub(super) fn open(path: &Path) -> Result<ParquetFile, String> {
        guarded(|| {
            let file = File::open(path).map_err(|e| e.to_string())?;
            let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
            let metadata = ArrowReaderMetadata::load(&file, options).map_err(|e| e.to_string())?;
            let names = metadata
                .schema()
                .fields()
                .iter()
                .map(|f| f.name().clone())
                .collect();
            Ok(ParquetFile {
                path: path.to_owned(),
                metadata,
                names,
            })
        })
    }

    /// Rows per row group.
    pub(super) fn group_rows(&self) -> Vec<u64> {
        let groups = self.metadata.metadata().row_groups();
        groups
            .iter()
            .map(|g| u64::try_from(g.num_rows()).unwrap_or(0))
            .collect()
    }

    /// The type of a column in words, when it is none that can be read.
    pub(super) fn unreadable_type(&self, column: usize) -> Option<String> {
        let field: &Arc<Field> = self.metadata.schema().fields().get(column)?;
        (!readable(field.data_type())).then(|| field.data_type().to_string())
    }

    /// Whether a column holds text.
    pub(super) fn is_text(&self, column: usize) -> bool {
        self.metadata
            .schema()
            .fields()
            .get(column)
            .is_some_and(|f| is_text(f.data_type()))
    }

    /// Decodes some columns of a row group: one [`Chunk`] a batch, handed to `each` in order.
    /// `columns` has one entry per wanted column: its position in the file.
    pub(super) fn decode(
        &self,
        file: u32,
        group: usize,
        first_row: u64,
        columns: &[Option<usize>],
        mut each: impl FnMut(Chunk),
    ) -> Result<(), String> {
        guarded(|| {
            let wanted: Vec<usize> = columns.iter().flatten().copied().collect();
            let reader = File::open(&self.path).map_err(|e| e.to_string())?;
            let builder =
                ParquetRecordBatchReaderBuilder::new_with_metadata(reader, self.metadata.clone());
            let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
            let batches = builder
                .with_row_groups(vec![group])
                .with_projection(mask)
                .with_batch_size(BATCH)
                .build()
                .map_err(|e| e.to_string())?;
            let mut row = first_row;
            for batch in batches {
                let batch = batch.map_err(|e| e.to_string())?;
                let mut chunk_columns = Vec::with_capacity(columns.len());
                for column in columns {
                    let array = column.and_then(|k| batch.column_by_name(self.names.get(k)?));
                    chunk_columns.push(match array {
                        Some(array) => cells(array)?,
                        None => Cells::Absent,
                    });
                }
                let len = batch.num_rows();
                let first = u32::try_from(row)
                    .map_err(|_| "more than four thousand million rows".to_owned())?;
                each(Chunk {
                    file,
                    rows: RowNumbers::From(first),
                    len,
                    columns: chunk_columns,
                });
                row += len as u64;
            }
            Ok(())
        })
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => is_text(values),
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView => true,
        _ => false,
    }
}

fn readable(data_type: &DataType) -> bool {
    is_text(data_type)
        || data_type.is_numeric()
        || matches!(
            data_type,
            DataType::Boolean
                | DataType::Date32
                | DataType::Date64
                | DataType::Timestamp(..)
                | DataType::Null
        )
}

fn validity(array: &dyn Array) -> Option<Vec<bool>> {
    array
        .nulls()
        .filter(|n| n.null_count() > 0)
        .map(|n| n.iter().collect())
}

fn cells(array: &ArrayRef) -> Result<Cells, String> {
    let as_type = |to: DataType| cast(array, &to).map_err(|e| e.to_string());
    Ok(match array.data_type() {
        DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32 => {
            let numbers = as_type(DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            Cells::Int(TypedCells {
                values: numbers.values().to_vec(),
                valid: validity(numbers),
            })
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            Cells::Day(TypedCells {
                values: days.values().to_vec(),
                valid: validity(days),
            })
        }
        DataType::Date64 | DataType::Timestamp(..) => {
            let seconds = as_type(DataType::Timestamp(
                arrow::datatypes::TimeUnit::Second,
                None,
            ))?;
            let seconds = seconds.as_primitive::<TimestampSecondType>();
            let day = |s: &i64| i32::try_from(s.div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX);
            Cells::Day(TypedCells {
                values: seconds.values().iter().map(day).collect(),
                valid: validity(seconds),
            })
        }
        DataType::Boolean => {
            let flags = array.as_boolean();
            Cells::Flag(TypedCells {
                values: flags.values().iter().collect(),
                valid: validity(flags),
            })
        }
        DataType::UInt64 => text_cells(&as_type(DataType::Utf8)?)?,
        other if other.is_numeric() => {
            let numbers = as_type(DataType::Float64)?;
            let numbers = numbers.as_primitive::<Float64Type>();
            Cells::Float(TypedCells {
                values: numbers.values().to_vec(),
                valid: validity(numbers),
            })
        }
        DataType::Null => Cells::Text(blank(array.len())),
        DataType::Utf8 => text_cells(array)?,
        _ => text_cells(&as_type(DataType::Utf8)?)?,
    })
}

fn blank(len: usize) -> TextCells {
    let mut out = TextCells::with_capacity(len, 0);
    (0..len).for_each(|_| out.push(""));
    out
}

fn text_cells(array: &ArrayRef) -> Result<Cells, String> {
    let Some(texts) = array.as_string_opt::<i32>() else {
        return Err("a column is not text".to_owned());
    };
    let mut out = TextCells::with_capacity(texts.len(), texts.value_data().len());
    if texts.null_count() == 0 {
        (0..texts.len()).for_each(|k| out.push(texts.value(k)));
    } else {
        (0..texts.len()).for_each(|k| out.push(if texts.is_null(k) { "" } else { texts.value(k) }));
    }
    Ok(Cells::Text(out))
}
