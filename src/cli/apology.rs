//! What is said when the program itself is at fault.
//!
//! A panic is remembered where it happens and told only when nobody below caught it, so that a room which
//! survives a panic of a library (a corrupt file) stays silent.

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use super::failure::FAILED;
use super::terminal::{Stream, Style};

/// The latest panic: its place and its words.
static LATEST: Mutex<Option<String>> = Mutex::new(None);

/// From here on panics print nothing by themselves.
pub(super) fn listen() {
    std::panic::set_hook(Box::new(|panic| {
        let words = panic.payload_as_str().unwrap_or("no message");
        let place = panic
            .location()
            .map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        *LATEST.lock().unwrap_or_else(PoisonError::into_inner) = Some(format!("{place}: {words}"));
    }));
}

/// Tells the latest panic and asks to report it.
pub(super) fn offer() -> ExitCode {
    let stream = Stream::errors();
    let latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner).take();
    let text = format!(
        "{} counterpart itself is at fault and stopped; earlier output is untouched. Sorry.\n  {}\n  \
         Please report the line above with the command you typed and the version ({}); take out personal data first.\n",
        stream.paint(Style::Alarm, "error:"),
        latest.as_deref().unwrap_or("unknown place"),
        env!("CARGO_PKG_VERSION"),
    );
    // Nothing is left to be done when even this cannot be written.
    let _ = stream.write(&text);
    ExitCode::from(FAILED)
}
