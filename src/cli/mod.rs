//! The command line. Rank 10: the only room that prints, and the only one that turns errors into words, hints and
//! exit codes.
//!
//! `arguments` says what may be typed · `commands` does it · `progress` shows stages on standard error · `summary`,
//! `power`, `ledger`, `columns` lay out what standard output gets · `failure` and `apology` say what went wrong ·
//! `terminal` knows where the output goes · `contract` describes the tables to machines.
//!
//! Without a terminal every message is plain text: no colours, no drawing. Paths are never wrapped.

mod apology;
mod arguments;
mod columns;
mod commands;
mod contract;
mod failure;
mod ledger;
mod models;
mod power;
mod progress;
mod summary;
mod terminal;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use failure::Failure;
use terminal::Stream;

/// Runs the command that was typed; the result is the exit code of the process (data contract, section 8).
pub fn main() -> ExitCode {
    apology::listen();
    catch_unwind(AssertUnwindSafe(session)).unwrap_or_else(|_| apology::offer())
}

fn session() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version come this way too. A reader that has gone (`--help | head -1`) is no fault.
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(failure::INVALID));
        }
    };
    match commands::perform(arguments.command) {
        Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(failure) => {
            failure::tell(&failure, Stream::errors());
            ExitCode::from(failure.exit_code())
        }
    }
}
