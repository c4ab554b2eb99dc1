//! The reader of pipelines, tested through its door: a text goes in, a plan or faults come out.

mod design;
mod duties;
mod faults;
mod gaps;
mod merging;
mod plans;
mod robustness;
mod rules;
mod scores;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::build::{Overrides, read_with_presets};
use super::{ConfigError, Plan};

/// The example of the pipeline design, with every key.
const EXAMPLE: &str = include_str!("example.toml");

/// Presets that exist in these tests.
const PRESETS: [&str; 2] = ["qualtrics", "workday"];

/// A folder with pipeline files.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(TempDir::new().expect("a temporary folder"));
        folder.write("logo.svg", "<svg/>");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a written file");
    }

    fn read(&self, name: &str) -> Result<Plan, ConfigError> {
        read_with_presets(&self.path(name), &Overrides::default(), &PRESETS)
    }
}

/// Reads one text as a pipeline.
fn read(text: &str) -> Result<Plan, ConfigError> {
    let folder = Folder::new();
    folder.write("p.toml", text);
    folder.read("p.toml")
}

/// The faults of a text as `L:C what; expected …; advice`.
fn faults(text: &str) -> Vec<String> {
    let Err(error) = read(text) else {
        return Vec::new();
    };
    error
        .faults
        .iter()
        .map(|fault| {
            let place = fault
                .position
                .as_ref()
                .map_or_else(String::new, |p| format!("{}:{} ", p.line, p.column));
            format!("{place}{}", fault.message())
        })
        .collect()
}

/// The example with one passage replaced.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(
        EXAMPLE.matches(from).count(),
        1,
        "`{from}` stands once in the example"
    );
    EXAMPLE.replace(from, to)
}
