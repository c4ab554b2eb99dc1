//! Faults of a pipeline: what is wrong, what was expected, what to do, and where. They are gathered, so that a
//! reader sees all of a file's faults at once.

use std::fmt;
use std::path::{Path, PathBuf};

use super::nearest::nearest;
use super::place::{Files, Place, Position};

/// One fault of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file it is in.
    pub file: PathBuf,
    /// Where; `None` when the file as a whole is at fault (it cannot be read).
    pub position: Option<Position>,
    /// What is wrong.
    pub what: String,
    /// What was expected instead, without the word "expected".
    pub expected: Option<String>,
    /// What to do.
    pub advice: Option<String>,
}

impl Fault {
    /// The sentence without the place: what is wrong; what was expected; what to do. One line, whatever the file holds.
    pub fn message(&self) -> String {
        let mut message = self.what.clone();
        if let Some(expected) = &self.expected {
            message.push_str("; expected ");
            message.push_str(expected);
        }
        if let Some(advice) = &self.advice {
            message.push_str("; ");
            message.push_str(advice);
        }
        message
    }
}

impl fmt::Display for Fault {
    /// `FILE: line L, column C: what; expected …; what to do`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        if let Some(position) = &self.position {
            write!(f, "line {}, column {}: ", position.line, position.column)?;
        }
        f.write_str(&self.message())
    }
}

/// Why there is no plan: every fault of the file and of the files it extends, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The pipeline file as given.
    pub file: PathBuf,
    /// The faults, at least one.
    pub faults: Vec<Fault>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, fault) in self.faults.iter().enumerate() {
            if k > 0 {
                writeln!(f)?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// A fault on its way: what is wrong, to be completed with [`Draft::expected`] and [`Draft::advice`].
#[derive(Debug)]
pub(super) struct Draft {
    site: Site,
    what: String,
    expected: Option<String>,
    advice: Option<String>,
    cascades: bool,
}

#[derive(Debug, Clone, Copy)]
enum Site {
    At(Place),
    Whole(usize),
}

impl Draft {
    /// What should stand there.
    pub(super) fn expected(&mut self, expected: impl Into<String>) -> &mut Draft {
        self.expected = Some(expected.into());
        self
    }

    /// What to do.
    pub(super) fn advice(&mut self, advice: impl Into<String>) -> &mut Draft {
        self.advice = Some(advice.into());
        self
    }

    /// Something is absent, which may only follow from a fault of syntax.
    pub(super) fn cascades(&mut self) -> &mut Draft {
        self.cascades = true;
        self
    }

    /// One of a closed list was expected: suggests the nearest, or lists them all.
    pub(super) fn one_of(&mut self, found: &str, known: &[&str]) -> &mut Draft {
        let all = || {
            known
                .iter()
                .map(|k| format!("`{k}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match nearest(found, known) {
            Some(near) if known.len() > 6 => self.advice(format!("did you mean `{near}`?")),
            Some(near) => self
                .expected(format!("one of {}", all()))
                .advice(format!("did you mean `{near}`?")),
            None if known.is_empty() => self,
            None => self.expected(format!("one of {}", all())),
        }
    }
}

/// The gathered faults, with the files they are in.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) files: Files,
    drafts: Vec<Draft>,
    /// Faults of syntax among the drafts, which come first.
    syntax: usize,
}

impl Faults {
    fn raise(&mut self, site: Site, what: String) -> &mut Draft {
        let at = self.drafts.len();
        self.drafts.push(Draft {
            site,
            what,
            expected: None,
            advice: None,
            cascades: false,
        });
        &mut self.drafts[at]
    }

    /// A fault at a place.
    pub(super) fn at(&mut self, place: Place, what: impl Into<String>) -> &mut Draft {
        self.raise(Site::At(place), what.into())
    }

    /// A fault of a file as a whole.
    pub(super) fn whole(&mut self, file: usize, what: impl Into<String>) -> &mut Draft {
        self.raise(Site::Whole(file), what.into())
    }

    /// Everything so far is a fault of syntax; what follows may only be their echo.
    pub(super) fn syntax_ends(&mut self) {
        self.syntax = self.drafts.len();
    }

    /// Whether what follows can tell anything: there is a text, and no fault of syntax in the line of a table's heading
    /// has mixed the tables up.
    pub(super) fn readable(&self) -> bool {
        self.drafts
            .iter()
            .take(self.syntax)
            .all(|draft| match draft.site {
                Site::Whole(_) => false,
                Site::At(place) => !self
                    .files
                    .position(place)
                    .text
                    .trim_start()
                    .starts_with('['),
            })
    }

    /// Whether nothing is wrong so far.
    pub(super) fn none(&self) -> bool {
        self.drafts.is_empty()
    }

    /// The faults in the order of the text.
    ///
    /// After a fault of syntax, absences and faults in the same line are left out: they would be its echo.
    pub(super) fn finish(self, file: &Path) -> ConfigError {
        let Faults {
            files,
            drafts,
            syntax,
        } = self;
        let order = |site: Site| match site {
            Site::Whole(file) => (file, 0, 0),
            Site::At(place) => (place.file, place.start, place.end),
        };
        let mut broken_lines: Vec<(usize, usize)> = Vec::new();
        let mut kept: Vec<((usize, usize, usize), Fault)> = Vec::new();
        for (k, draft) in drafts.into_iter().enumerate() {
            let (number, position) = match draft.site {
                Site::At(place) => (place.file, Some(files.position(place))),
                Site::Whole(file) => (file, None),
            };
            let line = (number, position.as_ref().map_or(0, |p| p.line));
            let echo =
                syntax > 0 && (broken_lines.contains(&line) || (k >= syntax && draft.cascades));
            if echo {
                continue;
            }
            if k < syntax {
                broken_lines.push(line);
            }
            let fault = Fault {
                file: files.path(number).to_owned(),
                position,
                what: one_line(&draft.what),
                expected: draft.expected.as_deref().map(one_line),
                advice: draft.advice.as_deref().map(one_line),
            };
            kept.push((order(draft.site), fault));
        }
        kept.sort_by_key(|(order, _)| *order);
        let mut faults: Vec<Fault> = kept.into_iter().map(|(_, fault)| fault).collect();
        faults.dedup();
        ConfigError {
            file: file.to_owned(),
            faults,
        }
    }
}

/// A text without characters that would break the line or steer a terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut line, c| {
            if c.is_control() {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
            line
        })
}
