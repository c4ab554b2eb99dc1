//! The built program, run once: what it was told, what it said, how it ended.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The program under test: the one that cargo built, or the one that `COUNTERPART_BIN` names.
pub fn binary() -> PathBuf {
    std::env::var_os("COUNTERPART_BIN")
        .map(PathBuf::from)
        .or(option_env!("CARGO_BIN_EXE_counterpart").map(PathBuf::from))
        .expect("cargo builds the program, or COUNTERPART_BIN names it")
}

/// A call that can be started: no terminal, no settings of the person who runs the tests.
pub fn command<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Command {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env("TERM", "xterm");
    command
}

/// A call that has ended.
#[derive(Debug)]
pub struct Answer {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Runs the program and waits.
pub fn call<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Answer {
    let done = command(folder, arguments)
        .output()
        .expect("the program starts");
    let answer = Answer {
        code: done.status.code().unwrap_or(-1),
        stdout: String::from_utf8(done.stdout).expect("UTF-8 on standard output"),
        stderr: String::from_utf8(done.stderr).expect("UTF-8 on standard error"),
    };
    let said = format!("{}{}", answer.stdout, answer.stderr);
    for never in ["panicked", "at fault and stopped", "\u{1b}["] {
        assert!(!said.contains(never), "`{never}` in\n{said}");
    }
    answer
}

impl Answer {
    /// Asserts the exit code and shows what was said when it differs.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Answer {
        assert_eq!(
            self.code, code,
            "exit code\n--- stdout\n{}\n--- stderr\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Asserts that standard error holds each of these.
    #[track_caller]
    pub fn tells(self, phrases: &[&str]) -> Answer {
        for phrase in phrases {
            assert!(
                self.stderr.contains(phrase),
                "`{phrase}` is told in\n{}",
                self.stderr
            );
        }
        self
    }
}
