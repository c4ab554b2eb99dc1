//! Attributes of the roster: which columns the pipeline names, and their values as codes or numbers.
//!
//! A canonical number is a number and canonical text is a category. An extra column is a number when every stated
//! value is one as written by hand (no leading zeros), else a category. `generation` and `birth_year` are derived elsewhere.

use super::error::IngestError;
use super::ids::Ids;
use super::mapping::{self, Want};
use super::source::Source;
use super::values::{NumberStyle, number};
use super::view::{RowFault, View};
use crate::tables::{Attribute, AttributeColumn, Column, ColumnType};

/// Stands for "not stated" among codes.
pub(super) const NOT_STATED: u32 = u32::MAX;

/// How an attribute is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Flag,
    Category,
    /// A category that becomes a number when all its labels are.
    Extra,
}

/// One attribute to be read.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    name: String,
    pub(super) want: usize,
    kind: Kind,
}

/// Values of one attribute in one chunk, or in the whole table.
#[derive(Debug, Clone)]
pub(super) enum Values {
    Numbers(Vec<f64>),
    Codes(Vec<u32>, Ids),
}

/// Adds wants for the extra columns among the attributes.
pub(super) fn extra_wants(
    wants: &mut Vec<Want>,
    attributes: &[String],
    explicit: &indexmap::IndexMap<String, String>,
) {
    for name in attributes {
        if wants.iter().all(|w| w.name != *name) {
            let explicit = explicit.get(name).cloned();
            wants.push(Want {
                name: name.clone(),
                column: None,
                item: false,
                sought: true,
                explicit,
                preset: &[],
            });
        }
    }
}

/// The attributes to read, generation and birth year left out.
///
/// # Errors
/// A name that no file has.
pub(super) fn plan(
    source: &Source<'_>,
    attributes: &[String],
) -> Result<Vec<Planned>, IngestError> {
    let mut planned: Vec<Planned> = Vec::new();
    for name in attributes {
        let derived =
            [Column::Generation.name(), Column::BirthYear.name()].contains(&name.as_str());
        if derived || planned.iter().any(|p| p.name == *name) {
            continue;
        }
        let want = source.wants.iter().position(|w| w.name == *name);
        let want = want.filter(|&w| source.files.iter().any(|f| f.columns[w].is_some()));
        let Some(want) = want else {
            let present = source.headers();
            let near = mapping::nearest(name, &present);
            return Err(IngestError::UnknownAttribute {
                attribute: name.clone(),
                present,
                near,
            });
        };
        let kind = match source.wants[want].column.map(Column::column_type) {
            Some(ColumnType::Int | ColumnType::Float) => Kind::Number,
            Some(ColumnType::Bool) => Kind::Flag,
            Some(ColumnType::Text | ColumnType::Date) => Kind::Category,
            None => Kind::Extra,
        };
        planned.push(Planned {
            name: name.clone(),
            want,
            kind,
        });
    }
    Ok(planned)
}

impl Planned {
    /// The values before the first row.
    pub(super) fn empty(&self) -> Values {
        match self.kind {
            Kind::Number => Values::Numbers(Vec::new()),
            Kind::Flag | Kind::Category | Kind::Extra => Values::Codes(Vec::new(), Ids::default()),
        }
    }

    /// Reads the value of one row.
    pub(super) fn read(
        &self,
        view: View<'_>,
        at: usize,
        into: &mut Values,
    ) -> Result<(), RowFault> {
        match into {
            Values::Numbers(numbers) => {
                numbers.push(view.number_in(self.want, at)?.unwrap_or(f64::NAN));
            }
            Values::Codes(codes, labels) => {
                let word = match (self.kind, view.source.wants[self.want].column) {
                    (Kind::Flag, Some(column)) => view
                        .flag(column, at)?
                        .map(|v| std::borrow::Cow::Borrowed(if v { "true" } else { "false" })),
                    _ => view.cells(self.want).word(at),
                };
                let code = match word {
                    None => NOT_STATED,
                    Some(word) => match codes.last() {
                        Some(&last) if last != NOT_STATED && labels.text(last) == word => last,
                        _ => labels.intern(&word),
                    },
                };
                codes.push(code);
            }
        }
        Ok(())
    }

    /// The attribute of the roster whose rows are `rows`, in that order.
    pub(super) fn gather(&self, values: &Values, rows: &[u32]) -> AttributeColumn {
        let values = match values {
            Values::Numbers(all) => {
                Attribute::Number(rows.iter().map(|&r| all[r as usize]).collect())
            }
            Values::Codes(all, labels) => {
                let codes: Vec<u32> = rows.iter().map(|&r| all[r as usize]).collect();
                match self.kind {
                    Kind::Flag => flags(&codes, labels),
                    Kind::Extra => {
                        numbers(&codes, labels).unwrap_or_else(|| category(&codes, labels))
                    }
                    Kind::Number | Kind::Category => category(&codes, labels),
                }
            }
        };
        AttributeColumn {
            name: self.name.clone(),
            values,
        }
    }
}

impl Values {
    /// Adds the values of a later chunk.
    pub(super) fn append(&mut self, later: &Values) {
        match (self, later) {
            (Values::Numbers(all), Values::Numbers(more)) => all.extend(more),
            (Values::Codes(all, labels), Values::Codes(more, names)) => {
                let map: Vec<u32> = (0..names.len() as u32)
                    .map(|k| labels.intern(names.text(k)))
                    .collect();
                all.extend(
                    more.iter()
                        .map(|&c| map.get(c as usize).copied().unwrap_or(NOT_STATED)),
                );
            }
            _ => {}
        }
    }

    /// Takes back the values after the first `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        match self {
            Values::Numbers(all) => all.truncate(len),
            Values::Codes(all, _) => all.truncate(len),
        }
    }
}

fn category(codes: &[u32], labels: &Ids) -> Attribute {
    let mut used = vec![false; labels.len()];
    codes
        .iter()
        .filter(|&&c| c != NOT_STATED)
        .for_each(|&c| used[c as usize] = true);
    let mut sorted: Vec<u32> = (0..labels.len() as u32)
        .filter(|&k| used[k as usize])
        .collect();
    sorted.sort_by(|&a, &b| labels.text(a).cmp(labels.text(b)));
    let mut rank = vec![NOT_STATED; labels.len()];
    for (position, &code) in sorted.iter().enumerate() {
        rank[code as usize] = position as u32;
    }
    Attribute::Category {
        codes: codes
            .iter()
            .map(|&c| if c == NOT_STATED { c } else { rank[c as usize] })
            .collect(),
        labels: sorted.iter().map(|&k| labels.text(k).to_owned()).collect(),
    }
}

fn flags(codes: &[u32], labels: &Ids) -> Attribute {
    let code = |c: u32| {
        if c == NOT_STATED {
            c
        } else {
            u32::from(labels.text(c) == "true")
        }
    };
    Attribute::Category {
        codes: codes.iter().map(|&c| code(c)).collect(),
        labels: vec!["false".to_owned(), "true".to_owned()],
    }
}

fn numbers(codes: &[u32], labels: &Ids) -> Option<Attribute> {
    let by_hand = |text: &str| {
        let whole = text.trim_start_matches(['-', '+']);
        whole.len() == 1 || !whole.starts_with('0') || whole.starts_with("0.")
    };
    let value = |k: u32| {
        Some(labels.text(k))
            .filter(|t| by_hand(t))
            .and_then(|t| number(t, NumberStyle::Plain))
    };
    let values: Option<Vec<f64>> = (0..labels.len() as u32).map(value).collect();
    let values = values.filter(|v| !v.is_empty())?;
    let at = |&c: &u32| values.get(c as usize).copied().unwrap_or(f64::NAN);
    Some(Attribute::Number(codes.iter().map(at).collect()))
}
