//! The JSON Schema of the pipeline file, for editors.

use serde_json::{Value, json};

use super::mirror::Pipeline;
use super::raw::Raw;

/// The JSON Schema (draft 7, which TOML editors read) of the pipeline file, made from the same declaration of keys
/// that reads it.
pub fn schema() -> Value {
    let mut schema = Pipeline::schema();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), json!("counterpart pipeline"));
        object.insert(
            "$schema".to_owned(),
            json!("http://json-schema.org/draft-07/schema#"),
        );
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_closed_and_every_key_described() {
        fn walk(value: &Value, at: &str) {
            if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                assert_eq!(value["additionalProperties"], json!(false), "{at}");
                for (key, inner) in properties {
                    walk(inner, &format!("{at}.{key}"));
                }
            }
            if let Some(items) = value.get("items") {
                walk(items, &format!("{at}[]"));
            }
        }
        let schema = schema();
        walk(&schema, "");
        let outcome = &schema["properties"]["outcomes"]["items"];
        assert_eq!(outcome["required"], json!(["id", "kind", "source"]));
        assert_eq!(
            outcome["properties"]["kind"]["enum"],
            json!(["score", "time_to_event", "count", "share", "descriptive"])
        );
        assert_eq!(
            schema["properties"]["disclosure"]["properties"]["minimum_group"]["minimum"],
            json!(5)
        );
        assert!(
            schema["properties"]["sources"]["properties"]["employees"]["properties"]["path"]
                .is_object()
        );
        assert!(schema["properties"]["report"]["properties"]["title"]["description"].is_string());
    }
}
