//! The views that templates are promised: what is rendered fits the schema, and no field of it is lost or retyped.

use serde_json::Value;

use crate::disclosure::{DisclosurePolicy, Release, review};
use crate::findings::Results;

use super::super::edition::Edition;
use super::super::page;
use super::super::rehearsal::{large, period, provenance, release, settings};
use super::super::{Provenance, schema};

/// Fields that templates out there may name, a path and a type a line.
const PROMISED: &str = include_str!("promised_fields.txt");

/// The views of all pages of a release.
fn views(release: &Release, facts: &Provenance) -> Vec<(&'static str, Value)> {
    let settings = settings();
    let edition = Edition::new(release, &settings, facts).expect("sound settings");
    let claims = page::publishable(&edition);
    let quoted = std::collections::BTreeSet::new();
    [
        ("index.html", page::index(&edition, &[])),
        ("leaders.html", page::leaders(&edition)),
        ("analysts.html", page::analysts(&edition, &quoted)),
        ("recruiters.html", page::recruiters(&edition, &claims)),
    ]
    .map(|(name, draft)| {
        let draft = draft.expect("the page can be made");
        (name, serde_json::to_value(&draft.view).expect("JSON"))
    })
    .into()
}

/// What does not fit, with its place.
fn misfits(root: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return misfits(root, &root["$defs"][name], value, at, out);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|one| {
            let mut own = Vec::new();
            misfits(root, one, value, at, &mut own);
            own.is_empty()
        });
        if !fits {
            out.push(format!("{at}: none of the kinds"));
        }
        return;
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => {
            out.push(format!("{at}: the schema tells no type"));
            return;
        }
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.contains(&kind) {
        out.push(format!("{at}: {kind}, not {kinds:?}"));
    }
    if let Some(object) = value.as_object() {
        let known = schema["properties"].as_object().expect("fields");
        for (key, inner) in object {
            match known.get(key) {
                Some(own) => misfits(root, own, inner, &format!("{at}.{key}"), out),
                None => out.push(format!("{at}.{key} is not in the schema")),
            }
        }
        for key in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(key.as_str().expect("a name")) {
                out.push(format!("{at}.{key} is missing"));
            }
        }
    }
    for (k, inner) in value.as_array().into_iter().flatten().enumerate() {
        let own = match schema["prefixItems"].as_array() {
            Some(parts) => &parts[k],
            None => &schema["items"],
        };
        misfits(root, own, inner, &format!("{at}[{k}]"), out);
    }
}

#[test]
fn what_is_rendered_fits_the_schema() {
    let schema = schema();
    let (results, facts) = large(3, 7, 2);
    let policy = DisclosurePolicy::default();
    let releases = [
        (release(), provenance()),
        (review(results, &policy, period()), facts),
        (review(Results::default(), &policy, period()), provenance()),
    ];
    for (release, facts) in &releases {
        for (page, view) in views(release, facts) {
            let mut out = Vec::new();
            misfits(&schema, &schema["properties"][page], &view, page, &mut out);
            assert!(out.is_empty(), "{out:#?}");
        }
    }
}

/// Every field with its type, depth first; a list is `[]`, a place of a tuple its number.
fn fields(root: &Value, schema: &Value, at: &str, optional: bool, out: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return fields(root, &root["$defs"][name], at, optional, out);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        for one in any.iter().filter(|one| one["type"] != "null") {
            fields(root, one, at, true, out);
        }
        return;
    }
    let kind = schema["type"].to_string().replace('"', "");
    out.push(format!(
        "{at} {kind}{}",
        if optional { " or null" } else { "" }
    ));
    for (key, own) in schema["properties"].as_object().into_iter().flatten() {
        fields(root, own, &format!("{at}.{key}"), false, out);
    }
    for (k, own) in schema["prefixItems"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        fields(root, own, &format!("{at}.{k}"), false, out);
    }
    if schema["items"].is_object() {
        fields(root, &schema["items"], &format!("{at}[]"), false, out);
    }
}

#[test]
fn no_field_is_lost_or_retyped() {
    let schema = schema();
    let mut now = Vec::new();
    for (page, view) in schema["properties"].as_object().expect("pages") {
        fields(&schema, view, page, false, &mut now);
    }
    now.sort();
    let lost: Vec<&str> = PROMISED
        .lines()
        .filter(|line| !now.iter().any(|own| own == line))
        .collect();
    assert!(
        lost.is_empty() && PROMISED.lines().count() > 200,
        "templates may name {lost:#?}; the fields are now\n{}",
        now.join("\n")
    );
}

#[test]
fn every_field_of_a_page_is_described() {
    let schema = schema();
    let mut bare = Vec::new();
    for view in [
        "IndexView",
        "LeadersView",
        "AnalystsView",
        "RecruitersView",
        "Shell",
        "Card",
    ] {
        for (name, field) in schema["$defs"][view]["properties"]
            .as_object()
            .expect("fields")
        {
            if !field["description"].is_string() {
                bare.push(format!("{view}.{name}"));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:?}");
}
