//! `findings.parquet`: the contract's columns with their types, each with its meaning as the Arrow field metadata
//! `description`, and where the file comes from as key-value metadata of the file.
//!
//! Compressed with Snappy, which every reader of Parquet knows. Deterministic: the writer's name and version are
//! in the file, the time is not.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::disclosure::{ColumnInfo, ColumnKind, Release, Row, Value};

use super::ExportError;
use super::cell::cells;

/// Name of the file.
pub const FILE: &str = "findings.parquet";

/// Key of the field metadata that holds a column's meaning.
pub const DESCRIPTION: &str = "description";

/// The findings as Parquet, in the order of the release. `provenance` becomes the file's key-value metadata, in
/// the order given (tool, version, hash of the pipeline, period, seed …).
///
/// # Errors
/// Never in practice; the writer of the format may refuse.
pub fn bytes(release: &Release, provenance: &[(String, String)]) -> Result<Vec<u8>, ExportError> {
    of_rows(release.rows(), provenance)
}

pub(super) fn of_rows(
    rows: &[Row],
    provenance: &[(String, String)],
) -> Result<Vec<u8>, ExportError> {
    let failed = |reason: &dyn std::fmt::Display| ExportError::format(FILE, reason);
    let schema = Arc::new(Schema::new(
        Row::COLUMNS.iter().map(field).collect::<Vec<_>>(),
    ));
    let cells: Vec<Vec<Value<'_>>> = rows.iter().map(cells).collect();
    let columns = Row::COLUMNS
        .iter()
        .enumerate()
        .map(|(at, c)| array(c.kind, at, &cells))
        .collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns).map_err(|e| failed(&e))?;
    let metadata = provenance
        .iter()
        .map(|(key, value)| KeyValue::new(key.clone(), value.clone()))
        .collect();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(metadata))
        .build();
    let mut out = Vec::new();
    let mut writer =
        ArrowWriter::try_new(&mut out, schema, Some(properties)).map_err(|e| failed(&e))?;
    writer.write(&batch).map_err(|e| failed(&e))?;
    writer.close().map_err(|e| failed(&e))?;
    Ok(out)
}

fn field(column: &ColumnInfo) -> Field {
    let kind = match column.kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Int => DataType::Int64,
        ColumnKind::Float => DataType::Float64,
    };
    // One key a field, and none on the schema: the order within a HashMap must not reach the file.
    let meaning = HashMap::from([(DESCRIPTION.to_owned(), column.description.to_owned())]);
    Field::new(column.name, kind, column.nullable).with_metadata(meaning)
}

fn array(kind: ColumnKind, at: usize, cells: &[Vec<Value<'_>>]) -> ArrayRef {
    let column = cells
        .iter()
        .map(|row| row.get(at).copied().unwrap_or(Value::Null));
    match kind {
        ColumnKind::Text => Arc::new(
            column
                .map(|cell| {
                    if let Value::Text(text) = cell {
                        Some(text)
                    } else {
                        None
                    }
                })
                .collect::<StringArray>(),
        ),
        ColumnKind::Int => Arc::new(
            column
                .map(|cell| {
                    if let Value::Int(n) = cell {
                        Some(n)
                    } else {
                        None
                    }
                })
                .collect::<Int64Array>(),
        ),
        ColumnKind::Float => Arc::new(
            column
                .map(|cell| {
                    if let Value::Float(x) = cell {
                        Some(x)
                    } else {
                        None
                    }
                })
                .collect::<Float64Array>(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::{Float64Type, Int64Type};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;
    use crate::export::example;

    #[test]
    fn columns_types_nulls_and_metadata_survive() {
        let rows = example::rows();
        let provenance = [
            ("tool".to_owned(), "counterpart".to_owned()),
            ("seed".to_owned(), "7".to_owned()),
        ];
        let written = of_rows(&rows, &provenance).unwrap();
        assert_eq!(
            written,
            of_rows(&rows, &provenance).unwrap(),
            "the same bytes twice"
        );

        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), &written).unwrap();
        let file = std::fs::File::open(dir.path().join(FILE)).unwrap();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let pairs = builder
            .metadata()
            .file_metadata()
            .key_value_metadata()
            .unwrap()
            .clone();
        assert!(
            pairs
                .iter()
                .any(|p| p.key == "seed" && p.value.as_deref() == Some("7"))
        );
        let schema = builder.schema().clone();
        for (field, column) in schema.fields().iter().zip(Row::COLUMNS) {
            assert_eq!(field.name(), column.name);
            assert_eq!(field.is_nullable(), column.nullable);
            assert_eq!(
                field.metadata().get(DESCRIPTION).map(String::as_str),
                Some(column.description)
            );
        }
        let batches: Vec<RecordBatch> = builder.build().unwrap().collect::<Result<_, _>>().unwrap();
        let batch = &batches[0];
        assert_eq!(batch.num_rows(), rows.len());
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in cells(row).into_iter().enumerate() {
                let column = batch.column(c);
                match cell {
                    Value::Null => assert!(column.is_null(r)),
                    Value::Text(text) => assert_eq!(column.as_string::<i32>().value(r), text),
                    Value::Int(n) => assert_eq!(column.as_primitive::<Int64Type>().value(r), n),
                    Value::Float(x) => assert_eq!(column.as_primitive::<Float64Type>().value(r), x),
                }
            }
        }
    }

    #[test]
    fn no_findings_make_a_file_with_columns_and_no_rows() {
        let written = of_rows(&[], &[]).unwrap();
        assert_eq!(&written[..4], b"PAR1");
    }
}
