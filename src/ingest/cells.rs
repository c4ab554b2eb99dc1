//! Cells as they were read from a file, column by column, in chunks of rows: text in one arena per
//! column, or the numbers, days and flags that a typed file already holds.
//!
//! Invariants: every column of a chunk has as many cells as the chunk has rows, or is
//! [`Cells::Absent`]; rows of a chunk come from one file, in the order of the file. Deliberately
//! absent: any judgement of a value (see `values`, `dates`, `view`).

use std::borrow::Cow;

use super::values::is_missing;
use crate::vocab::Day;

/// Where a row stands: the position of its file in the source, and the row number shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    /// Position of the file in the source.
    pub(super) file: u32,
    /// Line, sheet row or Parquet row, from 1.
    pub(super) row: u32,
}

/// Text cells in one arena. An empty text is a missing value.
#[derive(Debug, Clone, Default)]
pub(super) struct TextCells {
    bytes: String,
    ends: Vec<u32>,
}

impl TextCells {
    /// Room for `rows` cells of `bytes` bytes in all.
    pub(super) fn with_capacity(rows: usize, bytes: usize) -> TextCells {
        TextCells {
            bytes: String::with_capacity(bytes),
            ends: Vec::with_capacity(rows),
        }
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes held.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Adds a cell, without surrounding white space.
    pub(super) fn push(&mut self, text: &str) {
        self.bytes.push_str(text.trim());
        self.ends
            .push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// The cell as written (trimmed); empty when there is no such cell.
    pub(super) fn raw(&self, at: usize) -> &str {
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let start = match at {
            0 => 0,
            _ => self.ends[at - 1],
        };
        self.bytes.get(start as usize..end as usize).unwrap_or("")
    }

    /// The cell, `None` when it is empty or one of the words for a missing value.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let text = self.raw(at);
        (!is_missing(text)).then_some(text)
    }
}

/// Typed cells with their validity.
#[derive(Debug, Clone)]
pub(super) struct TypedCells<T> {
    /// The values; arbitrary where not valid.
    pub(super) values: Vec<T>,
    /// Which values are stated; `None` = all.
    pub(super) valid: Option<Vec<bool>>,
}

impl<T: Copy> TypedCells<T> {
    /// The value, `None` when missing.
    pub(super) fn get(&self, at: usize) -> Option<T> {
        match &self.valid {
            Some(valid) if !valid.get(at).copied().unwrap_or(false) => None,
            _ => self.values.get(at).copied(),
        }
    }
}

/// One column of a chunk.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// The file has no such column.
    Absent,
    /// Text.
    Text(TextCells),
    /// Whole numbers.
    Int(TypedCells<i64>),
    /// Numbers.
    Float(TypedCells<f64>),
    /// Days since 1970-01-01.
    Day(TypedCells<i32>),
    /// Yes or no.
    Flag(TypedCells<bool>),
}

impl Cells {
    /// The cell in words: trimmed text, numbers without a needless fraction, ISO days; `None` when missing.
    pub(super) fn word(&self, at: usize) -> Option<Cow<'_, str>> {
        match self {
            Cells::Absent => None,
            Cells::Text(cells) => cells.get(at).map(Cow::Borrowed),
            Cells::Int(cells) => cells.get(at).map(|v| Cow::Owned(v.to_string())),
            Cells::Float(cells) => cells
                .get(at)
                .filter(|v| !v.is_nan())
                .map(|v| Cow::Owned(number_word(v))),
            Cells::Day(cells) => cells.get(at).map(|v| Cow::Owned(Day(v).to_string())),
            Cells::Flag(cells) => cells
                .get(at)
                .map(|v| Cow::Borrowed(if v { "true" } else { "false" })),
        }
    }

    /// Whether a cell holds anything: whether [`Cells::word`] has a word.
    pub(super) fn states(&self, at: usize) -> bool {
        match self {
            Cells::Absent => false,
            Cells::Text(cells) => cells.get(at).is_some(),
            Cells::Int(cells) => cells.get(at).is_some(),
            Cells::Float(cells) => cells.get(at).is_some_and(|v| !v.is_nan()),
            Cells::Day(cells) => cells.get(at).is_some(),
            Cells::Flag(cells) => cells.get(at).is_some(),
        }
    }

    /// Whether the file has the column.
    pub(super) fn is_present(&self) -> bool {
        !matches!(self, Cells::Absent)
    }

    /// The same cells with some words replaced; other words stay as they are.
    pub(super) fn recoded(self, replace: impl Fn(&str) -> Option<String>, rows: usize) -> Cells {
        if !self.is_present() {
            return self;
        }
        let mut out = TextCells::with_capacity(rows, rows * 8);
        for at in 0..rows {
            let word = match &self {
                Cells::Text(cells) => Cow::Borrowed(cells.raw(at)),
                other => other.word(at).unwrap_or(Cow::Borrowed("")),
            };
            match replace(&word) {
                Some(new) => out.push(&new),
                None => out.push(&word),
            }
        }
        Cells::Text(out)
    }
}

/// A number in words: `123` rather than `123.0`.
pub(super) fn number_word(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        format!("{}", value as i64)
    } else {
        format!("{value}")
    }
}

/// Row numbers of a chunk.
#[derive(Debug, Clone)]
pub(super) enum RowNumbers {
    /// Consecutive from a first one.
    From(u32),
    /// One by one, ascending.
    Listed(Vec<u32>),
}

/// Consecutive rows of one file; one entry of `columns` per wanted column of the source.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Position of the file in the source.
    pub(super) file: u32,
    /// Row numbers.
    pub(super) rows: RowNumbers,
    /// Number of rows.
    pub(super) len: usize,
    /// Cells by wanted column.
    pub(super) columns: Vec<Cells>,
}

impl Chunk {
    /// Where a row of the chunk stands.
    pub(super) fn place(&self, at: usize) -> Place {
        Place {
            file: self.file,
            row: self.rows.number(at),
        }
    }
}

impl RowNumbers {
    /// The number of the row at a position.
    pub(super) fn number(&self, at: usize) -> u32 {
        match self {
            RowNumbers::From(first) => first.saturating_add(at as u32),
            RowNumbers::Listed(rows) => rows.get(at).copied().unwrap_or(0),
        }
    }

    /// The position of a row number among `len` rows.
    pub(super) fn position(&self, row: u32, len: usize) -> Option<usize> {
        match self {
            RowNumbers::From(first) => row
                .checked_sub(*first)
                .map(|k| k as usize)
                .filter(|&k| k < len),
            RowNumbers::Listed(rows) => rows.binary_search(&row).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_trimmed_and_numbers_lose_needless_fractions() {
        let mut text = TextCells::default();
        for word in [" 00123 ", "", "N/A", "None"] {
            text.push(word);
        }
        let cells = Cells::Text(text);
        assert_eq!(cells.word(0).as_deref(), Some("00123"));
        assert_eq!(cells.word(1), None);
        assert_eq!(cells.word(2), None);
        assert_eq!(cells.word(3).as_deref(), Some("None"));
        let floats = Cells::Float(TypedCells {
            values: vec![123.0, 1.5, f64::NAN],
            valid: None,
        });
        assert_eq!(floats.word(0).as_deref(), Some("123"));
        assert_eq!(floats.word(1).as_deref(), Some("1.5"));
        assert_eq!(floats.word(2), None);
    }
}
