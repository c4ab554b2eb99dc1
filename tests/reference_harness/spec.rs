//! Specifications of reference blocks: typed access, rows of a block, design columns of terms.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::table::Table;

/// A case folder.
pub(crate) struct Case {
    /// Folder name.
    pub id: String,
    /// Where the files are.
    pub folder: PathBuf,
    /// Blocks in file order.
    pub blocks: Vec<Block>,
    table: Table,
}

/// One computation of a case.
pub(crate) struct Block {
    /// Name before the slash in the expected table.
    pub name: String,
    /// Method.
    pub method: String,
    /// Everything that defines the computation.
    pub spec: Value,
}

/// One term of a model.
pub(crate) struct Term {
    /// Name of the whole term.
    pub label: String,
    /// What makes its columns.
    pub kind: TermKind,
}

/// The kinds of terms.
pub(crate) enum TermKind {
    /// A column's numbers raised to a power (1 = as they are).
    Power { column: String, power: f64 },
    /// Product of columns.
    Product(Vec<String>),
    /// One 0/1 column per level except the reference: (level, coefficient name).
    Factor {
        column: String,
        levels: Vec<(String, String)>,
    },
}

/// Design columns without the constant.
#[derive(Default, Clone)]
pub(crate) struct Columns {
    /// Coefficient names.
    pub names: Vec<String>,
    /// Values, one vector a column.
    pub values: Vec<Vec<f64>>,
    /// For each column the index of its term.
    pub term: Vec<usize>,
    /// Labels of the terms.
    pub term_labels: Vec<String>,
}

/// Keys whose texts are never column names.
const NOT_COLUMNS: [&str; 22] = [
    "formula",
    "note",
    "keys",
    "label",
    "labels",
    "levels",
    "group_levels",
    "reference",
    "result_weights",
    "result_stratum",
    "parent",
    "ps_block",
    "cem_block",
    "time_labels",
    "methods",
    "newdata",
    "data",
    "aggregations",
    "aggregation",
    "control",
    "base",
    "measure",
];

impl Case {
    /// Read `case.json` and the main table.
    pub(crate) fn read(folder: &Path) -> Self {
        let text =
            std::fs::read_to_string(folder.join("case.json")).expect("case.json can be read");
        let json: Value = serde_json::from_str(&text).expect("case.json is JSON");
        let blocks = json["blocks"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|b| Block {
                name: b["block"].as_str().unwrap_or_default().to_owned(),
                method: b["method"].as_str().unwrap_or_default().to_owned(),
                spec: b["spec"].clone(),
            })
            .collect();
        Self {
            id: folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            folder: folder.to_path_buf(),
            blocks,
            table: Table::read(&folder.join("data.csv")),
        }
    }

    /// A block by name.
    pub(crate) fn block(&self, name: &str) -> Option<&Block> {
        self.blocks.iter().find(|b| b.name == name)
    }

    /// The block's table before any row is dropped.
    pub(crate) fn whole(&self, block: &Block) -> Table {
        block.text("data").map_or_else(
            || self.table.clone(),
            |file| Table::read(&self.folder.join(file)),
        )
    }

    /// The rows of a block: subset, then rows complete in every column that the specification names.
    pub(crate) fn rows(&self, block: &Block) -> Table {
        let table = self.whole(block);
        let mut named = Vec::new();
        columns_named(&block.spec, &table, &mut named);
        let mut keep = vec![true; table.len()];
        if let Some(subset) = block.text("subset") {
            for (k, s) in keep.iter_mut().zip(table.number(subset)) {
                *k &= s == 1.0;
            }
        }
        for name in named {
            for (k, field) in keep.iter_mut().zip(table.text(&name)) {
                *k &= !field.is_empty();
            }
        }
        table.filter(&keep)
    }
}

fn columns_named(value: &Value, table: &Table, named: &mut Vec<String>) {
    match value {
        Value::String(s) if table.has(s) && !named.contains(s) => named.push(s.clone()),
        Value::Array(list) => list.iter().for_each(|v| columns_named(v, table, named)),
        Value::Object(map) => {
            for (key, v) in map {
                if !NOT_COLUMNS.contains(&key.as_str()) {
                    columns_named(v, table, named);
                }
            }
        }
        _ => {}
    }
}

impl Block {
    /// Text of a key; `None` when absent or null.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.spec[key].as_str()
    }

    /// Text of a key that must be there.
    pub(crate) fn required(&self, key: &str) -> &str {
        self.text(key)
            .unwrap_or_else(|| panic!("block {} needs {key}", self.name))
    }

    /// Number of a key.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.spec[key].as_f64()
    }

    /// True when the key holds `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.spec[key].as_bool().unwrap_or(false)
    }

    /// Texts of a list (a single text counts as a list of one; numbers are written as text).
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        match &self.spec[key] {
            Value::Array(list) => list.iter().map(as_text).collect(),
            Value::Null => Vec::new(),
            one => vec![as_text(one)],
        }
    }

    /// Numbers of a list (a single number counts as a list of one).
    pub(crate) fn numbers(&self, key: &str) -> Vec<f64> {
        match &self.spec[key] {
            Value::Array(list) => list.iter().filter_map(Value::as_f64).collect(),
            one => one.as_f64().into_iter().collect(),
        }
    }

    /// The terms under a key.
    pub(crate) fn terms(&self, key: &str) -> Vec<Term> {
        terms_of(&self.spec[key])
    }

    /// Confidence level; 0.95 unless stated.
    pub(crate) fn level(&self) -> f64 {
        self.number("conf_level").unwrap_or(0.95)
    }
}

/// A JSON value as text: strings as they are, numbers as short as possible.
pub(crate) fn as_text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.as_f64().map_or_else(|| n.to_string(), number_label),
        other => other.to_string(),
    }
}

/// Numbers in names: integers, or the fewest digits.
pub(crate) fn number_label(value: f64) -> String {
    format!("{value}")
}

/// Terms of a JSON list.
pub(crate) fn terms_of(value: &Value) -> Vec<Term> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(term_of)
        .collect()
}

fn term_of(value: &Value) -> Term {
    let label = value["label"].as_str().unwrap_or_default().to_owned();
    let column = value["column"].as_str().unwrap_or_default().to_owned();
    let kind = if let Some(product) = value["product"].as_array() {
        TermKind::Product(product.iter().map(as_text).collect())
    } else if value["categorical"].as_bool() == Some(true) {
        let reference = as_text(&value["reference"]);
        let levels = value["levels"]
            .as_array()
            .into_iter()
            .flatten()
            .map(as_text)
            .filter(|level| *level != reference)
            .map(|level| {
                let name = value["labels"][&level]
                    .as_str()
                    .map_or_else(|| format!("{label}{level}"), str::to_owned);
                (level, name)
            })
            .collect();
        TermKind::Factor { column, levels }
    } else {
        TermKind::Power {
            column,
            power: value["power"].as_f64().unwrap_or(1.0),
        }
    };
    Term { label, kind }
}

/// Design columns of the terms (no constant) on the rows of `table`.
pub(crate) fn columns(terms: &[Term], table: &Table) -> Columns {
    let mut out = Columns::default();
    for (index, term) in terms.iter().enumerate() {
        out.term_labels.push(term.label.clone());
        let mut push = |name: &str, values: Vec<f64>| {
            out.names.push(name.to_owned());
            out.values.push(values);
            out.term.push(index);
        };
        match &term.kind {
            TermKind::Power { column, power } => {
                let raised = |v: f64| {
                    if *power == 1.0 {
                        v
                    } else if power.fract() == 0.0 {
                        v.powi(*power as i32)
                    } else {
                        v.powf(*power)
                    }
                };
                push(
                    &term.label,
                    table.number(column).into_iter().map(raised).collect(),
                );
            }
            TermKind::Product(names) => {
                let mut product = vec![1.0; table.len()];
                for name in names {
                    for (p, v) in product.iter_mut().zip(table.number(name)) {
                        *p *= v;
                    }
                }
                push(&term.label, product);
            }
            TermKind::Factor { column, levels } => {
                let text = table.text(column);
                for (level, name) in levels {
                    push(
                        name,
                        text.iter()
                            .map(|v| f64::from(u8::from(v == level)))
                            .collect(),
                    );
                }
            }
        }
    }
    out
}
