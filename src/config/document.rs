//! A TOML document as a tree whose every key and value knows its place, and the merging of such trees.
//!
//! Deliberately absent: any knowledge of keys. Nesting is bounded, so recursion over a tree is safe.

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Faults;
use super::place::Place;

/// Nesting that no honest pipeline needs.
const DEEPEST: usize = 24;

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) content: Content,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(String),
    Integer(i64),
    Float(f64),
    Bool(bool),
    /// A TOML date or time, as written in ISO form.
    Date(String),
    Array(Vec<Node>),
    Table(Branch),
}

/// A table in the order of the text.
pub(super) type Branch = IndexMap<String, Entry>;

/// A key's place and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: Place,
    pub(super) node: Node,
}

impl Content {
    /// The kind of value in words, for "expected a text, found a number".
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Content::Text(_) => "a text",
            Content::Integer(_) => "a whole number",
            Content::Float(_) => "a number",
            Content::Bool(_) => "true or false",
            Content::Date(_) => "a date",
            Content::Array(_) => "a list",
            Content::Table(_) => "a table",
        }
    }
}

/// Parses a text; every fault of syntax is reported, and what could be read is returned.
pub(super) fn parse(file: usize, text: &str, faults: &mut Faults) -> Branch {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = Place {
            file,
            start: span.start,
            end: span.end,
        };
        faults.at(place, format!("not valid TOML: {}", error.message()));
    }
    branch(file, table.into_inner(), 0, faults)
}

fn branch(file: usize, table: DeTable<'_>, depth: usize, faults: &mut Faults) -> Branch {
    let mut entries: Vec<(String, Entry)> = Vec::with_capacity(table.len());
    for (key, value) in table {
        let span = key.span();
        let place = Place {
            file,
            start: span.start,
            end: span.end,
        };
        let name = key.into_inner().into_owned();
        if let Some(node) = node(file, value, depth + 1, faults) {
            entries.push((name, Entry { key: place, node }));
        }
    }
    entries.sort_by_key(|(_, entry)| entry.key.start);
    entries.into_iter().collect()
}

fn node(
    file: usize,
    value: Spanned<DeValue<'_>>,
    depth: usize,
    faults: &mut Faults,
) -> Option<Node> {
    let span = value.span();
    let place = Place {
        file,
        start: span.start,
        end: span.end,
    };
    if depth > DEEPEST {
        faults
            .at(place, "nested too deeply")
            .expected(format!("at most {DEEPEST} levels"));
        return None;
    }
    let content = match value.into_inner() {
        DeValue::String(text) => Content::Text(text.into_owned()),
        DeValue::Integer(digits) => {
            let Ok(number) = i64::from_str_radix(digits.as_str(), digits.radix()) else {
                faults
                    .at(place, "the number is too large")
                    .expected("a whole number of at most 18 digits");
                return None;
            };
            Content::Integer(number)
        }
        DeValue::Float(digits) => Content::Float(digits.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Content::Bool(flag),
        DeValue::Datetime(date) => Content::Date(date.to_string()),
        DeValue::Array(values) => Content::Array(
            values
                .into_iter()
                .filter_map(|v| node(file, v, depth + 1, faults))
                .collect(),
        ),
        DeValue::Table(table) => Content::Table(branch(file, table, depth, faults)),
    };
    Some(Node { place, content })
}

/// Lays a nearer document over a base: tables merge, everything else of the nearer one wins.
pub(super) fn merge(base: Branch, nearer: Branch) -> Branch {
    let mut merged = base;
    for (key, entry) in nearer {
        let joined = match (merged.shift_remove(&key), entry) {
            (
                Some(Entry {
                    node:
                        Node {
                            content: Content::Table(below),
                            ..
                        },
                    ..
                }),
                Entry {
                    key: place,
                    node:
                        Node {
                            place: span,
                            content: Content::Table(above),
                        },
                },
            ) => Entry {
                key: place,
                node: Node {
                    place: span,
                    content: Content::Table(merge(below, above)),
                },
            },
            (_, entry) => entry,
        };
        merged.insert(key, joined);
    }
    merged
}
