//! A workplace laid down as files, and calls of the program in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use super::output::Output;
use super::program::{Answer, call};
use super::workplace::Workplace;

/// A temporary folder with a workplace in it.
#[derive(Debug)]
pub struct Site {
    root: TempDir,
    folder: String,
}

impl Site {
    /// An empty one, whose workplace has this name.
    pub fn new(folder: &str) -> Site {
        Site {
            root: tempfile::tempdir().expect("a temporary folder"),
            folder: folder.to_owned(),
        }
    }

    /// The folder in which calls are made; outputs stand here, beside the workplace.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// The folder with the exports and the pipeline.
    pub fn work(&self) -> PathBuf {
        self.root().join(&self.folder)
    }

    /// Where [`Site::run`] puts the output.
    pub fn out(&self) -> PathBuf {
        self.root().join("out")
    }

    /// `counterpart run`, quietly, on a fixed day, with further options.
    pub fn run(&self, more: &[&str]) -> Answer {
        let pipeline = format!("{}/pipeline.toml", self.folder);
        let mut arguments = vec!["run", &pipeline, "--out", "out"];
        for (option, value) in [("--progress", "none"), ("--today", "2026-01-15")] {
            if !more.contains(&option) {
                arguments.extend([option, value]);
            }
        }
        arguments.extend(more);
        call(self.root(), &arguments)
    }

    /// `counterpart check`, quietly.
    pub fn check(&self) -> Answer {
        call(
            self.root(),
            &[
                "check",
                &format!("{}/pipeline.toml", self.folder),
                "--progress",
                "none",
            ],
        )
    }

    /// A run that must succeed, and its output.
    #[track_caller]
    pub fn output(&self) -> Output {
        self.run(&[]).ends_with(0);
        Output::at(&self.out())
    }

    /// A run that must fail with this exit code and these words, and must leave an earlier output as it was and
    /// nothing beside it.
    #[track_caller]
    pub fn fails(&self, code: i32, phrases: &[&str]) -> Answer {
        if !self.out().exists() {
            for (path, bytes) in earlier() {
                let target = self.out().join(path);
                fs::create_dir_all(target.parent().expect("a file in a folder"))
                    .expect("a new folder");
                fs::write(target, bytes).expect("a new file");
            }
        }
        let before = tree(self.root());
        let answer = self.run(&[]).ends_with(code).tells(phrases);
        assert!(
            answer.stdout.is_empty(),
            "nothing on standard output:\n{}",
            answer.stdout
        );
        let after = tree(self.root());
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before), "no file more, no file less");
        assert!(after == before, "every file as it was");
        answer
    }
}

/// A sound output, made once.
fn earlier() -> &'static BTreeMap<String, Vec<u8>> {
    static EARLIER: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    EARLIER.get_or_init(|| {
        let site = Workplace::new().open();
        site.run(&[]).ends_with(0);
        tree(&site.out())
    })
}

/// Every file below a folder with its bytes, by its path with `/`.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next)
            .expect("a folder")
            .map(|e| e.expect("an entry").path())
        {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("below the folder");
                let name = name.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&entry).expect("a readable file"));
            }
        }
    }
    files
}
