//! The views of the pages for machines: what a template may name, as JSON Schema.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{analysts, index, leaders, recruiters};

/// The view of each page, by the name of its built-in template.
pub(in super::super) fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let pages = [
        ("index.html", generator.subschema_for::<index::View>()),
        ("leaders.html", generator.subschema_for::<leaders::View>()),
        ("analysts.html", generator.subschema_for::<analysts::View>()),
        (
            "recruiters.html",
            generator.subschema_for::<recruiters::View>(),
        ),
    ];
    let pages: Map<String, Value> = pages
        .into_iter()
        .map(|(name, view)| (name.to_owned(), view.to_value()))
        .collect();
    json!({
        "title": "Counterpart views of the reports",
        "description": "What the template of each page may name. Texts are finished: rounded, worded and checked for disclosure. A field is not removed and keeps its type; fields may be added.",
        "type": "object",
        "properties": pages,
        "$defs": generator.take_definitions(true),
    })
}
