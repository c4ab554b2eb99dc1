//! Where output goes: a terminal of some width that may show colours, or a file, a pipe, a log.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::Failure;

/// Width of a terminal that does not say.
const USUAL_WIDTH: usize = 80;

/// Standard output or standard error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    to: Target,
    terminal: bool,
    colours: bool,
}

#[derive(Debug, Clone, Copy)]
enum Target {
    Output,
    Errors,
}

/// How a few words stand out on a terminal with colours.
#[derive(Debug, Clone, Copy)]
pub(super) enum Style {
    /// The word `error`.
    Alarm,
    /// What may be skipped.
    Quiet,
}

impl Stream {
    /// Standard output.
    pub(super) fn output() -> Stream {
        Stream::to(Target::Output, io::stdout().is_terminal())
    }

    /// Standard error.
    pub(super) fn errors() -> Stream {
        Stream::to(Target::Errors, io::stderr().is_terminal())
    }

    fn to(to: Target, terminal: bool) -> Stream {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Stream {
            to,
            terminal,
            colours: terminal && !dumb && !set("NO_COLOR"),
        }
    }

    /// A stream without terminal, whatever the process has.
    #[cfg(test)]
    pub(super) fn plain() -> Stream {
        Stream {
            to: Target::Errors,
            terminal: false,
            colours: false,
        }
    }

    /// Whether a person looks at it.
    pub(super) fn is_terminal(self) -> bool {
        self.terminal
    }

    /// Columns of the terminal; `None` when it is none, so that nothing is shortened.
    pub(super) fn width(self) -> Option<usize> {
        self.terminal.then(|| {
            let told = std::env::var("COLUMNS")
                .ok()
                .and_then(|columns| columns.trim().parse().ok());
            told.filter(|&columns| columns > 0).unwrap_or(USUAL_WIDTH)
        })
    }

    /// A text in a style, where colours are shown.
    pub(super) fn paint(self, style: Style, text: &str) -> String {
        if !self.colours {
            return text.to_owned();
        }
        let code = match style {
            Style::Alarm => "1;31",
            Style::Quiet => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Writes a text.
    ///
    /// # Errors
    /// [`Failure::ReaderGone`] when nobody reads on, [`Failure::Output`] when the disk is full and the like.
    pub(super) fn write(self, text: &str) -> Result<(), Failure> {
        let written = match self.to {
            Target::Output => {
                let mut out = io::stdout().lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush())
            }
            Target::Errors => {
                let mut out = io::stderr().lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush())
            }
        };
        written.map_err(|cause| {
            if cause.kind() == io::ErrorKind::BrokenPipe {
                Failure::ReaderGone
            } else {
                Failure::Output(cause)
            }
        })
    }
}
