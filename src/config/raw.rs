//! How a value of the document becomes a value of Rust, or a fault with its place; and what an editor is told
//! of it. The mirror is put together from these parts, so that reading and schema come from one declaration.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::document::{Branch, Content, Node};
use super::fault::Faults;
use super::place::Place;

/// A kind of value that may stand in a pipeline.
pub(super) trait Raw: Sized {
    /// Reads it; `None` after a fault was reported.
    fn read(node: &Node, faults: &mut Faults) -> Option<Self>;

    /// Its JSON Schema.
    fn schema() -> Value;
}

/// A word of a closed list.
pub(super) trait Word: Sized {
    /// What such a word is called in messages, with its article.
    const NOUN: &'static str;

    /// Every word.
    fn words() -> Vec<String>;

    /// The meaning of a word.
    fn meaning(word: &str) -> Option<Self>;
}

/// A value with the place where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// A list of values with their places.
pub(super) type List<T> = Vec<Found<T>>;

/// A table whose keys are the user's.
#[derive(Debug)]
pub(super) struct Free<T>(pub(super) Vec<(Found<String>, Found<T>)>);

/// A table whose keys are words of a closed list.
#[derive(Debug)]
pub(super) struct Keyed<K, T>(pub(super) Vec<(Found<K>, Found<T>)>);

/// A value that was given, readable or not; so that what cannot be read is not called absent as well.
#[derive(Debug)]
pub(super) struct Tried<T>(pub(super) Option<T>);

/// Two values, such as the ends of a range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<T>(pub(super) [T; 2]);

/// Text, or a number or a yes/no as its text.
#[derive(Debug)]
pub(super) struct Label(pub(super) String);

/// A whole number that is at least `MIN`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole<const MIN: u32>(pub(super) u32);

/// A number above 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Positive(pub(super) f64);

/// A number from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share(pub(super) f64);

/// Reports a value of another kind than expected.
pub(super) fn wrong_kind<T>(node: &Node, expected: &str, faults: &mut Faults) -> Option<T> {
    faults
        .at(node.place, format!("{} stands here", node.content.noun()))
        .expected(expected);
    None
}

/// The table of a node, or a fault.
pub(super) fn table_of<'a>(
    node: &'a Node,
    heading: &str,
    faults: &mut Faults,
) -> Option<&'a Branch> {
    match &node.content {
        Content::Table(table) => Some(table),
        _ => wrong_kind(node, &format!("a table {heading}"), faults),
    }
}

impl<T: Raw> Raw for Found<T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        T::read(node, faults).map(|value| Found {
            value,
            place: node.place,
        })
    }

    fn schema() -> Value {
        T::schema()
    }
}

impl<W: Word> Raw for W {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let words = W::words();
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        let Content::Text(text) = &node.content else {
            return wrong_kind(
                node,
                &format!("{}: \"{}\"", W::NOUN, known.join("\", \"")),
                faults,
            );
        };
        let meaning = W::meaning(text);
        if meaning.is_none() {
            faults
                .at(node.place, format!("`{text}` is not {}", W::NOUN))
                .one_of(text, &known);
        }
        meaning
    }

    fn schema() -> Value {
        json!({ "type": "string", "enum": W::words() })
    }
}

impl Raw for String {
    fn read(node: &Node, faults: &mut Faults) -> Option<String> {
        match &node.content {
            Content::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Content::Text(_) => {
                faults
                    .at(node.place, "the text is empty")
                    .advice("write a text, or remove the line");
                None
            }
            _ => wrong_kind(node, "a text in quotes", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Raw for Label {
    fn read(node: &Node, faults: &mut Faults) -> Option<Label> {
        match &node.content {
            Content::Text(text) | Content::Date(text) => Some(Label(text.clone())),
            Content::Integer(number) => Some(Label(number.to_string())),
            Content::Float(number) => Some(Label(number.to_string())),
            Content::Bool(flag) => Some(Label(flag.to_string())),
            Content::Array(_) | Content::Table(_) => wrong_kind(node, "a text in quotes", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": ["string", "number", "boolean"] })
    }
}

impl Raw for f64 {
    fn read(node: &Node, faults: &mut Faults) -> Option<f64> {
        match node.content {
            Content::Integer(number) => Some(number as f64),
            Content::Float(number) if number.is_finite() => Some(number),
            _ => wrong_kind(node, "a number", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": "number" })
    }
}

impl Raw for bool {
    fn read(node: &Node, faults: &mut Faults) -> Option<bool> {
        match node.content {
            Content::Bool(flag) => Some(flag),
            _ => wrong_kind(node, "true or false", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Raw for i64 {
    fn read(node: &Node, faults: &mut Faults) -> Option<i64> {
        match node.content {
            Content::Integer(number) => Some(number),
            _ => wrong_kind(node, "a whole number", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": "integer" })
    }
}

impl Raw for u64 {
    fn read(node: &Node, faults: &mut Faults) -> Option<u64> {
        let number = i64::read(node, faults)?;
        if number < 0 {
            faults
                .at(node.place, format!("{number} is negative"))
                .expected("a whole number, 0 or more");
        }
        u64::try_from(number).ok()
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 0 })
    }
}

impl<const MIN: u32> Raw for Whole<MIN> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Whole<MIN>> {
        let number = i64::read(node, faults)?;
        if let Ok(value) = u32::try_from(number)
            && (MIN..=i32::MAX as u32).contains(&value)
        {
            return Some(Whole(value));
        }
        let extreme = if number < i64::from(MIN) {
            "small"
        } else {
            "large"
        };
        faults
            .at(node.place, format!("{number} is too {extreme}"))
            .expected(format!("a whole number, {MIN} or more"));
        None
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": MIN })
    }
}

impl Raw for Positive {
    fn read(node: &Node, faults: &mut Faults) -> Option<Positive> {
        let number = f64::read(node, faults)?;
        if number > 0.0 {
            return Some(Positive(number));
        }
        faults
            .at(node.place, format!("{number} is not above 0"))
            .expected("a number above 0");
        None
    }

    fn schema() -> Value {
        json!({ "type": "number", "exclusiveMinimum": 0 })
    }
}

impl Raw for Share {
    fn read(node: &Node, faults: &mut Faults) -> Option<Share> {
        let number = f64::read(node, faults)?;
        if (0.0..=1.0).contains(&number) {
            return Some(Share(number));
        }
        faults
            .at(node.place, format!("{number} is no share"))
            .expected("a number from 0 to 1, such as 0.02 for 2 %");
        None
    }

    fn schema() -> Value {
        json!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

impl<T: Raw> Raw for Tried<T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Tried<T>> {
        Some(Tried(T::read(node, faults)))
    }

    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Raw> Raw for List<T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<List<T>> {
        match &node.content {
            Content::Array(nodes) => {
                let read: List<T> = nodes
                    .iter()
                    .filter_map(|n| Found::read(n, faults))
                    .collect();
                (read.len() == nodes.len()).then_some(read)
            }
            _ => wrong_kind(node, "a list in square brackets", faults),
        }
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
}

impl<T: Raw> Raw for Pair<T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Pair<T>> {
        match &node.content {
            Content::Array(nodes) if nodes.len() == 2 => {
                let mut ends = nodes.iter().map(|n| T::read(n, faults));
                let (low, high) = (ends.next().flatten(), ends.next().flatten());
                Some(Pair([low?, high?]))
            }
            Content::Array(nodes) => {
                let what = format!("a list of {} stands here", nodes.len());
                faults
                    .at(node.place, what)
                    .expected("two values: lowest and highest, such as [1, 5]");
                None
            }
            _ => wrong_kind(
                node,
                "two values in square brackets: lowest and highest, such as [1, 5]",
                faults,
            ),
        }
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema(), "minItems": 2, "maxItems": 2 })
    }
}

impl<T: Raw> Raw for Free<T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Free<T>> {
        let table = table_of(node, "of names and values", faults)?;
        let mut read = Vec::with_capacity(table.len());
        for (name, entry) in table {
            if let Some(value) = Found::read(&entry.node, faults) {
                read.push((
                    Found {
                        value: name.clone(),
                        place: entry.key,
                    },
                    value,
                ));
            }
        }
        Some(Free(read))
    }

    fn schema() -> Value {
        json!({ "type": "object", "additionalProperties": T::schema() })
    }
}

impl<K: Word, T: Raw> Raw for Keyed<K, T> {
    fn read(node: &Node, faults: &mut Faults) -> Option<Keyed<K, T>> {
        let table = table_of(node, &format!("whose keys are {}s", noun::<K>()), faults)?;
        let mut read = Vec::with_capacity(table.len());
        for (name, entry) in table {
            let Some(key) = K::meaning(name) else {
                let words = K::words();
                let known: Vec<&str> = words.iter().map(String::as_str).collect();
                faults
                    .at(entry.key, format!("`{name}` is not {}", K::NOUN))
                    .one_of(name, &known);
                continue;
            };
            if let Some(value) = Found::read(&entry.node, faults) {
                read.push((
                    Found {
                        value: key,
                        place: entry.key,
                    },
                    value,
                ));
            }
        }
        Some(Keyed(read))
    }

    fn schema() -> Value {
        let schema = T::schema();
        let properties: IndexMap<String, Value> = K::words()
            .into_iter()
            .map(|word| (word, schema.clone()))
            .collect();
        json!({ "type": "object", "additionalProperties": false, "properties": properties })
    }
}

/// The noun of a word list without its article.
fn noun<K: Word>() -> &'static str {
    K::NOUN.trim_start_matches("a ").trim_start_matches("an ")
}
