//! The canonical tables and the views of the reports for machines: what `counterpart schema` prints of them.

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::tables::{ColumnType, Table};

/// Every table with its columns: name, JSON Schema type, and whether a file without it cannot be used.
pub(super) fn tables() -> Value {
    let tables: IndexMap<&str, Value> = Table::EVERY
        .into_iter()
        .map(|table| (table.name(), shape(table)))
        .collect();
    json!({ "title": "counterpart canonical tables", "tables": tables })
}

/// The view of each page, as a JSON Schema.
pub(super) fn report() -> Value {
    let mut schema = crate::report::schema();
    if let Some(object) = schema.as_object_mut() {
        object.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
    }
    schema
}

fn shape(table: Table) -> Value {
    let columns: Vec<Value> = table
        .columns()
        .iter()
        .map(|spec| {
            let (kind, format) = match spec.column.column_type() {
                ColumnType::Text => ("string", None),
                ColumnType::Date => ("string", Some("date")),
                ColumnType::Int => ("integer", None),
                ColumnType::Float => ("number", None),
                ColumnType::Bool => ("boolean", None),
            };
            let mut column =
                json!({ "name": spec.column.name(), "type": kind, "required": spec.required });
            if let (Some(format), Some(object)) = (format, column.as_object_mut()) {
                object.insert("format".to_owned(), json!(format));
            }
            column
        })
        .collect();
    let key: Vec<&str> = table.key().iter().map(|column| column.name()).collect();
    json!({ "columns": columns, "key": key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_the_order_and_names_of_the_contract() {
        let schema = tables();
        let names: Vec<&String> = schema["tables"]
            .as_object()
            .expect("an object")
            .keys()
            .collect();
        assert_eq!(
            (names.len(), names[0].as_str(), names[12].as_str()),
            (13, "employees", "stories")
        );
        let exits = &schema["tables"]["exits"];
        assert_eq!(
            exits["columns"][1],
            json!({"name": "exit_date", "type": "string", "required": true, "format": "date"})
        );
        assert_eq!(exits["key"], json!(["employee_id", "exit_date"]));
    }
}
