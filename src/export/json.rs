//! `findings.json`: a list of objects, one finding a line, keys in the order of the columns. Absent values are
//! `null`; numbers are the shortest that read back exactly.

use serde_json::{Map, Number, Value as Json};

use crate::disclosure::{Release, Row, Value};

use super::ExportError;
use super::cell::cells;

/// Name of the file.
pub const FILE: &str = "findings.json";

/// The findings as JSON, in the order of the release.
///
/// # Errors
/// Never in practice; the writer of the format may refuse.
pub fn bytes(release: &Release) -> Result<Vec<u8>, ExportError> {
    of_rows(release.rows())
}

pub(super) fn of_rows(rows: &[Row]) -> Result<Vec<u8>, ExportError> {
    let mut out = b"[".to_vec();
    for (at, row) in rows.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        let object: Map<String, Json> = Row::COLUMNS
            .iter()
            .zip(cells(row))
            .map(|(column, cell)| (column.name.to_owned(), json_of(cell)))
            .collect();
        serde_json::to_writer(&mut out, &object).map_err(|e| ExportError::format(FILE, e))?;
    }
    out.extend_from_slice(b"\n]\n");
    Ok(out)
}

fn json_of(cell: Value<'_>) -> Json {
    match cell {
        Value::Null => Json::Null,
        Value::Text(text) => Json::String(text.to_owned()),
        Value::Int(n) => Json::Number(n.into()),
        Value::Float(x) => Number::from_f64(x).map_or(Json::Null, Json::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::example;

    #[test]
    fn keys_stand_in_column_order_and_absent_values_are_null() {
        let rows = example::rows();
        let bytes = of_rows(&rows).unwrap();
        let read: Vec<Map<String, Json>> = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read.len(), rows.len());
        for (object, row) in read.iter().zip(&rows) {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            assert_eq!(
                keys,
                Row::COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>()
            );
            for (value, cell) in object.values().zip(cells(row)) {
                assert_eq!(value, &json_of(cell));
            }
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("\"estimate\":3.4,\"std_error\":0.1,\"ci_low\":2.0"),
            "{text}"
        );
        assert!(text.contains("\"n_treated\":null"));
    }

    #[test]
    fn no_findings_make_an_empty_list() {
        assert_eq!(
            serde_json::from_slice::<Json>(&of_rows(&[]).unwrap()).unwrap(),
            serde_json::json!([])
        );
    }
}
