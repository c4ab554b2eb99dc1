//! The texts of a pipeline (the file and those it extends) and places in them.
//!
//! A place is a byte range; people get a line and a column, both counted from 1, the column in characters.

use std::path::{Path, PathBuf};

/// A byte range in one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Position in [`Files`].
    pub(super) file: usize,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// A place as people count, with the line it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters concerned, at least 1, never beyond the end of the line.
    pub width: usize,
    /// The text of the line.
    pub text: String,
}

/// One file of the pipeline.
#[derive(Debug)]
struct SourceText {
    path: PathBuf,
    text: String,
}

/// The file given and those it extends, nearest first.
#[derive(Debug, Default)]
pub(super) struct Files(Vec<SourceText>);

impl Files {
    /// Adds a file; the result stands for it in places.
    pub(super) fn add(&mut self, path: &Path, text: String) -> usize {
        self.0.push(SourceText {
            path: path.to_owned(),
            text,
        });
        self.0.len() - 1
    }

    /// The path as it was given, or as written after `extends` and joined to the folder of the file that says so.
    pub(super) fn path(&self, file: usize) -> &Path {
        self.0.get(file).map_or(Path::new(""), |f| &f.path)
    }

    /// The folder that relative paths of a file start from; empty for the working directory.
    pub(super) fn folder(&self, file: usize) -> &Path {
        self.path(file).parent().unwrap_or(Path::new(""))
    }

    /// The text of a file.
    pub(super) fn text(&self, file: usize) -> &str {
        self.0.get(file).map_or("", |f| &f.text)
    }

    /// The text at a place; empty when the place is none.
    pub(super) fn excerpt(&self, place: Place) -> &str {
        self.text(place.file)
            .get(place.start..place.end)
            .unwrap_or("")
    }

    /// Line, column and line text of a place.
    pub(super) fn position(&self, place: Place) -> Position {
        position(self.text(place.file), place.start, place.end)
    }
}

/// Line, column and line text of a byte range; offsets inside a character or beyond the end move back to the
/// nearest boundary.
fn position(text: &str, start: usize, end: usize) -> Position {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(start), boundary(end.max(start)));
    let before = text.get(..start).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |k| k + 1);
    let line = text
        .get(line_start..)
        .unwrap_or("")
        .split('\n')
        .next()
        .unwrap_or("")
        .trim_end_matches('\r');
    let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
    let within = end.min(line_start + line.len()).max(start);
    Position {
        line: before.matches('\n').count() + 1,
        column,
        width: text.get(start..within).unwrap_or("").chars().count().max(1),
        text: line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "a = 1\r\nmärz = 'x'\nlast";
        let at = |needle: &str| {
            let start = text.find(needle).expect("the needle is in the text");
            let p = position(text, start, start + needle.len());
            (p.line, p.column, p.width)
        };
        assert_eq!(at("a ="), (1, 1, 3));
        assert_eq!(at("1"), (1, 5, 1));
        assert_eq!(at("'x'"), (2, 8, 3));
        assert_eq!(at("last"), (3, 1, 4));
        assert_eq!(position(text, 2, 2).text, "a = 1");
        let beyond = position(text, 10_000, 20_000);
        assert_eq!((beyond.line, beyond.column, beyond.width), (3, 5, 1));
        assert_eq!(position("", 0, 0).line, 1);
    }
}
