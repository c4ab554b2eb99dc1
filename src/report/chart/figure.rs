//! A figure of a page: one statement, drawn wide and narrow, with its numbers in a table.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::super::ReportError;
use super::super::colour::{Paint, Theme};
use super::canvas::{Anchor, Canvas, TextBox, Type};
use super::font::Weight;

/// A table of finished strings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DataTable {
    /// What it shows.
    pub caption: String,
    /// Column heads.
    pub head: Vec<String>,
    /// Rows; the first cell heads the row.
    pub rows: Vec<Vec<String>>,
}

impl DataTable {
    /// A table; `head` holds the heads of its columns with ` | ` between them, as the catalogues write them.
    pub(crate) fn new(caption: impl Into<String>, head: &str, rows: Vec<Vec<String>>) -> DataTable {
        DataTable {
            caption: caption.into(),
            head: heads(head).map(str::to_owned).collect(),
            rows,
        }
    }

    /// Whether each column holds numbers, which stand on the right.
    fn numeric(&self) -> Vec<bool> {
        (0..self.head.len())
            .map(|at| {
                let cells = || {
                    let own = self.rows.iter().filter_map(|r| r.get(at));
                    own.map(String::as_str).filter(|c| !c.is_empty())
                };
                cells().next().is_some() && cells().all(is_number)
            })
            .collect()
    }
}

/// The heads of columns that stand in one text of a catalogue, with ` | ` between them.
pub(crate) fn heads(told: &str) -> impl Iterator<Item = &str> {
    told.split(" | ")
}

/// A table as templates see it.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "DataTable")]
struct Written<'a> {
    /// What it shows.
    caption: &'a str,
    /// Column heads.
    head: &'a [String],
    /// Rows; the first cell heads the row.
    rows: &'a [Vec<String>],
    /// Whether each column holds numbers, which stand on the right.
    numeric: Vec<bool>,
}

impl Serialize for DataTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            caption: &self.caption,
            head: &self.head,
            rows: &self.rows,
            numeric: self.numeric(),
        };
        written.serialize(serializer)
    }
}

impl JsonSchema for DataTable {
    fn schema_name() -> Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Written::json_schema(generator)
    }
}

/// Words that may stand between numbers, in every language of the catalogues.
const PLAIN: [&str; 9] = ["to", "of", "per", "bis", "von", "je", "zu", "/", "%"];

/// A number with what may stand around it: `+3.1 points of 100`, `0.9 (0.7 to 1.2)`, `< 0.001`, `−EUR 44,000`; no date, no hash.
fn is_number(cell: &str) -> bool {
    let digits = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "+−–-.,()%".contains(c))
    };
    let currency = |word: &str| {
        let code = word.trim_start_matches(['+', '−']);
        code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
    };
    let mut words = cell
        .split_whitespace()
        .filter(|w| !currency(w))
        .skip_while(|w| ["<", ">", "≥", "≤"].contains(w));
    if !words.next().is_some_and(digits) {
        return false;
    }
    let mut plain = true;
    for word in words {
        if digits(word) && !plain {
            return false;
        }
        plain = digits(word) || PLAIN.contains(&word);
    }
    true
}

/// The words around a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caption {
    /// Unique name: letters, digits and hyphens; also the name of the file.
    pub name: String,
    /// The statement.
    pub title: String,
    /// Units, and what the marks mean.
    pub sub: String,
    /// The numbers in words, for those who do not see the drawing.
    pub description: String,
    /// The numbers.
    pub table: DataTable,
}

/// A finished figure.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Figure {
    /// Name.
    pub name: String,
    /// The statement.
    pub title: String,
    /// Units.
    pub sub: String,
    /// Drawing for wide places.
    pub wide: String,
    /// Drawing for narrow places.
    pub narrow: String,
    /// The numbers.
    pub table: DataTable,
    /// The drawing as a file.
    #[serde(skip)]
    pub alone: String,
    /// Texts of both drawings with the frame they must stay in, for tests.
    #[serde(skip)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "measured on every drawing, judged by tests")
    )]
    pub layouts: Vec<(Vec<TextBox>, (f64, f64))>,
}

/// The place that a drawing is made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    /// Pixels.
    pub width: f64,
    /// Whether this is the narrow one.
    pub narrow: bool,
    /// Size of labels.
    pub label: f64,
    /// Size of ticks and small print.
    pub tick: f64,
}

/// For containers from 620 pixels on; shrinks its text to no less than 11 pixels there.
const WIDE: Sheet = Sheet {
    width: 680.0,
    narrow: false,
    label: 13.5,
    tick: 12.5,
};
/// For the others, down to 288 pixels.
const NARROW: Sheet = Sheet {
    width: 320.0,
    narrow: true,
    label: 13.5,
    tick: 13.0,
};

impl Sheet {
    /// Small print.
    pub(crate) fn small(&self, paint: Paint, anchor: Anchor) -> Type {
        Type {
            size: self.tick,
            weight: Weight::Regular,
            paint,
            anchor,
        }
    }

    /// A bold label.
    pub(crate) fn bold(&self, paint: Paint, anchor: Anchor) -> Type {
        Type {
            size: self.label,
            weight: Weight::Bold,
            paint,
            anchor,
        }
    }
}

impl Figure {
    /// Draws a figure in both widths.
    ///
    /// # Errors
    /// What the drawing reports.
    pub(crate) fn drawn(
        caption: Caption,
        light: &Theme,
        draw: impl Fn(&Sheet) -> Result<Canvas, ReportError>,
    ) -> Result<Figure, ReportError> {
        let Caption {
            name,
            title,
            sub,
            description,
            table,
        } = caption;
        let wide = draw(&WIDE)?.finish(&format!("{name}-w"), &title, &description, light)?;
        let narrow = draw(&NARROW)?.finish(&format!("{name}-n"), &title, &description, light)?;
        Ok(Figure {
            name,
            title,
            sub,
            wide: wide.inline,
            narrow: narrow.inline,
            table,
            alone: wide.alone,
            layouts: vec![(wide.boxes, wide.size), (narrow.boxes, narrow.size)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_dates_hashes_and_words() {
        for cell in [
            "1,744",
            "+3.1 points of 100",
            "−0.9 to +2.2",
            "< 0.001",
            "0.97 (0.81 to 1.16)",
            "12.4 %",
            "2.0 per 100 people per quarter",
            "9 months",
            "128 / 1,744",
            "−EUR 120,000 to +EUR 340,000",
        ] {
            assert!(is_number(cell), "{cell}");
        }
        for cell in [
            "31 December 2025",
            "0f0f0f",
            "Gen Z",
            "q01 0.53",
            "not shown",
            "",
        ] {
            assert!(!is_number(cell), "{cell}");
        }
    }
}
