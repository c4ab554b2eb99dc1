//! Failures of a command: their exit codes and their words. Cause first, then the place, then what to do.

use std::error::Error;
use std::fmt::Write as _;
use std::io;

use crate::config::{ConfigError, Fault, Position};
use crate::pipeline::RunError;
use crate::simulate::SimulateError;

use super::ledger;
use super::terminal::{Stream, Style};

/// The run failed (data contract, section 8).
pub(super) const FAILED: u8 = 1;

/// Wrong command line, or an invalid pipeline file.
pub(super) const INVALID: u8 = 2;

/// Most characters of a source line that are shown around a fault.
const LONGEST_LINE: usize = 110;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The pipeline file is invalid.
    Pipeline(ConfigError),
    /// The run failed.
    Run(RunError),
    /// No sample came out.
    Sample(SimulateError),
    /// The command line asks for what cannot be.
    Usage(String),
    /// Standard output cannot be written.
    Output(io::Error),
    /// Nobody reads standard output any more; no fault.
    ReaderGone,
}

impl Failure {
    /// The exit code of the process.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Failure::Pipeline(_)
            | Failure::Usage(_)
            | Failure::Sample(SimulateError::Setting { .. }) => INVALID,
            Failure::Run(error) => error.exit_code(),
            Failure::Sample(_) | Failure::Output(_) => FAILED,
            Failure::ReaderGone => 0,
        }
    }
}

/// Says what went wrong.
pub(super) fn tell(failure: &Failure, stream: Stream) {
    let text = match failure {
        Failure::Pipeline(error) => pipeline(error, stream),
        Failure::Run(error) => {
            let mut text = chain(error, stream);
            if let Some(advice) = error.advice() {
                let _ = writeln!(text, "  {advice}");
            }
            if let Some(ledger) = error.ledger() {
                let _ = write!(text, "\n{}", ledger::lines(ledger));
            }
            text
        }
        Failure::Sample(error) => chain(error, stream),
        Failure::Usage(message) => format!("{} {message}\n", stream.paint(Style::Alarm, "error:")),
        Failure::Output(cause) => {
            format!(
                "{} standard output cannot be written: {cause}\n",
                stream.paint(Style::Alarm, "error:")
            )
        }
        Failure::ReaderGone => String::new(),
    };
    // When standard error cannot be written there is nowhere left to say so.
    let _ = stream.write(&text);
}

/// An error and its causes, one a line.
fn chain(error: &dyn Error, stream: Stream) -> String {
    let mut text = format!("{} {error}\n", stream.paint(Style::Alarm, "error:"));
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !said.contains(&words) {
            let _ = writeln!(text, "  because: {words}");
        }
        said = words;
        cause = inner.source();
    }
    text
}

/// All faults of a pipeline: drawn for people, one plain line each otherwise.
fn pipeline(error: &ConfigError, stream: Stream) -> String {
    if !stream.is_terminal() {
        return format!("{error}\n");
    }
    let mut text = String::new();
    for fault in &error.faults {
        match &fault.position {
            Some(position) => text.push_str(&drawn(fault, position, stream)),
            None => {
                let _ = writeln!(text, "{} {fault}\n", stream.paint(Style::Alarm, "error:"));
            }
        }
    }
    let count = error.faults.len();
    let _ = writeln!(
        text,
        "{count} fault{} in the pipeline; nothing was run.",
        if count == 1 { "" } else { "s" }
    );
    text
}

/// One fault with its line and a caret under it.
fn drawn(fault: &Fault, at: &Position, stream: Stream) -> String {
    // A window of the line, so that a line of a thousand characters does not push the caret off the screen.
    let first = at.column.saturating_sub(1).saturating_sub(LONGEST_LINE / 2);
    let first = if at.text.chars().count() > LONGEST_LINE {
        first
    } else {
        0
    };
    let window: String = at
        .text
        .chars()
        .skip(first)
        .take(LONGEST_LINE)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let indent = at.column.saturating_sub(1).saturating_sub(first);
    let carets = at
        .width
        .min(window.chars().count().saturating_sub(indent))
        .max(1);
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let mut text = format!("{} {}\n", stream.paint(Style::Alarm, "error:"), fault.what);
    let _ = writeln!(
        text,
        "{gutter} at {}: line {}, column {}",
        fault.file.display(),
        at.line,
        at.column
    );
    let _ = writeln!(text, "{gutter} {}", stream.paint(Style::Quiet, "|"));
    let _ = writeln!(
        text,
        "{} {window}",
        stream.paint(Style::Quiet, &format!("{number} |"))
    );
    let marks = stream.paint(Style::Alarm, &"^".repeat(carets));
    let _ = writeln!(
        text,
        "{gutter} {} {}{marks}",
        stream.paint(Style::Quiet, "|"),
        " ".repeat(indent)
    );
    if let Some(expected) = &fault.expected {
        let _ = writeln!(text, "{gutter} expected {expected}");
    }
    if let Some(advice) = &fault.advice {
        let _ = writeln!(text, "{gutter} {advice}");
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_fault() {
        let fault = |text: &str, column: usize, width: usize| {
            let position = Position {
                line: 7,
                column,
                width,
                text: text.to_owned(),
            };
            let fault = Fault {
                file: "pipelines/a b.toml".into(),
                position: Some(position.clone()),
                what: "unknown key `titel`".to_owned(),
                expected: None,
                advice: Some("did you mean `title`?".to_owned()),
            };
            drawn(&fault, &position, Stream::plain())
        };
        assert_eq!(
            fault("titel = 1", 1, 5),
            "error: unknown key `titel`\n  at pipelines/a b.toml: line 7, column 1\n  |\n7 | titel = 1\n  | ^^^^^\n  \
             did you mean `title`?\n\n"
        );
        let long = fault(&"x".repeat(1000), 700, 900);
        assert!(
            long.lines()
                .all(|line| line.chars().count() <= LONGEST_LINE + 4),
            "{long}"
        );
        assert!(long.contains(&format!("| {}^", " ".repeat(LONGEST_LINE / 2))));
        assert!(fault("a\tb", 3, 1).contains("7 | a b\n"));
    }
}
