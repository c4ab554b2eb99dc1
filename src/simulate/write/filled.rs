//! Columns of a canonical table with their values, and the files they go into.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::tables::{Column, ColumnType, Table};
use crate::vocab::Day;

use super::super::{Format, SimulateError};
use super::Folder;
use super::table_file::{ROW_GROUP, TableFile, extension};

/// A column with its values.
pub(super) type Filled = (Column, ArrayRef);

/// Text.
pub(super) fn text<S: AsRef<str>>(
    column: Column,
    values: impl Iterator<Item = Option<S>>,
) -> Filled {
    (column, Arc::new(values.collect::<StringArray>()))
}

/// Text that is never missing.
pub(super) fn id(column: Column, values: impl Iterator<Item = String>) -> Filled {
    text(column, values.map(Some))
}

/// Days.
pub(super) fn date(column: Column, values: impl Iterator<Item = Option<Day>>) -> Filled {
    (
        column,
        Arc::new(values.map(|d| d.map(|d| d.0)).collect::<Date32Array>()),
    )
}

/// Whole numbers.
pub(super) fn int(column: Column, values: impl Iterator<Item = i32>) -> Filled {
    (column, Arc::new(values.map(Some).collect::<Int32Array>()))
}

/// Numbers.
pub(super) fn float(column: Column, values: impl Iterator<Item = Option<f64>>) -> Filled {
    (column, Arc::new(values.collect::<Float64Array>()))
}

/// Yes or no.
pub(super) fn yes_no(column: Column, values: impl Iterator<Item = Option<bool>>) -> Filled {
    (column, Arc::new(values.collect::<BooleanArray>()))
}

/// The field of a column in a schema.
pub(super) fn field(column: Column) -> Field {
    let data_type = match column.column_type() {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Date => DataType::Date32,
        ColumnType::Int => DataType::Int32,
        ColumnType::Float => DataType::Float64,
        ColumnType::Bool => DataType::Boolean,
    };
    Field::new(column.name(), data_type, true)
}

/// The folder and the format that tables are written in.
pub(super) struct Out<'a, 'b> {
    pub(super) folder: &'a mut Folder<'b>,
    pub(super) format: Format,
}

impl Out<'_, '_> {
    /// Opens the file of a table.
    pub(super) fn create(
        &self,
        table: Table,
        schema: &SchemaRef,
    ) -> Result<(String, TableFile), SimulateError> {
        let name = format!("{}.{}", table.name(), extension(self.format));
        let path = self.folder.path(&name)?;
        Ok((
            name,
            TableFile::create(table.name(), path, schema, self.format)?,
        ))
    }

    /// Writes a table in batches of a row group.
    pub(super) fn table(
        &mut self,
        table: Table,
        rows: usize,
        batch: impl Fn(usize, usize) -> Vec<Filled>,
    ) -> Result<(), SimulateError> {
        let fields: Vec<Field> = batch(0, 0)
            .into_iter()
            .map(|(column, _)| field(column))
            .collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let (name, mut file) = self.create(table, &schema)?;
        for from in (0..rows).step_by(ROW_GROUP) {
            let columns = batch(from, (from + ROW_GROUP).min(rows))
                .into_iter()
                .map(|(_, values)| values);
            file.write(&record_batch(&schema, columns.collect(), &name)?)?;
        }
        let rows = file.finish()?;
        self.folder.note(&name, Some(rows));
        Ok(())
    }
}

/// A batch of a schema; `name` is the file that an error names.
pub(super) fn record_batch(
    schema: &SchemaRef,
    columns: Vec<ArrayRef>,
    name: &str,
) -> Result<RecordBatch, SimulateError> {
    RecordBatch::try_new(schema.clone(), columns).map_err(|e| SimulateError::Format {
        path: name.into(),
        reason: e.to_string(),
    })
}
