//! The builder of a workplace: exports and a pipeline, changed by a story and then laid down as files.

use std::collections::BTreeMap;
use std::fs;

use super::people;
use super::site::Site;
use super::table::Table;

/// The pipeline that reads a workplace.
const PIPELINE: &str = r#"[report]
title = "Quarterly impact"
organisation = "Werk"
period = "2025Q4"

[sources.employees]
path = "roster.csv"
[sources.exits]
path = "exits.csv"
[sources.surveys]
path = "surveys.csv"
layout = "wide"
[sources.pairings]
path = "pairings.csv"

[[programmes]]
id = "fluency"
model = "executive_digital_fluency"
name = "Digital Fluency"
[programmes.eligible]
mentor = "job_level <= 4"
mentee = "job_level >= 7"

[study]
roles = ["mentor", "mentee"]
adjust_for = ["function"]

[[outcomes]]
id = "engagement"
kind = "score"
source = "surveys"
items = ["q01", "q02", "q03", "q04"]
scale = [1, 5]
better = "higher"

[[outcomes]]
id = "retention"
kind = "time_to_event"
source = "exits"
events = ["voluntary"]
competing = ["involuntary", "retirement", "other"]
horizons_days = [180]
better = "lower"

[breakdowns]
dimensions = ["generation", "gender", ["generation", "gender"]]
"#;

/// Exports and a pipeline before they are files.
#[derive(Debug, Clone)]
pub struct Workplace {
    tables: BTreeMap<&'static str, Table>,
    files: BTreeMap<String, Option<Vec<u8>>>,
    pipeline: String,
}

impl Workplace {
    /// A sound one: 400 people, 60 pairs, eight surveys.
    pub fn new() -> Workplace {
        let tables = BTreeMap::from([
            ("roster", people::roster()),
            ("exits", people::exits()),
            ("surveys", people::surveys()),
            ("pairings", people::pairings()),
        ]);
        Workplace {
            tables,
            files: BTreeMap::new(),
            pipeline: PIPELINE.to_owned(),
        }
    }

    /// One of the exports `roster`, `exits`, `surveys`, `pairings` as it stands.
    pub fn table(&self, name: &str) -> &Table {
        &self.tables[name]
    }

    fn change(mut self, name: &str, edit: impl FnOnce(&mut Table)) -> Workplace {
        edit(self.tables.get_mut(name).expect("one of the four exports"));
        self
    }

    /// Changes the roster.
    pub fn roster(self, edit: impl FnOnce(&mut Table)) -> Workplace {
        self.change("roster", edit)
    }

    /// Changes the exits.
    pub fn exits(self, edit: impl FnOnce(&mut Table)) -> Workplace {
        self.change("exits", edit)
    }

    /// Changes the surveys.
    pub fn surveys(self, edit: impl FnOnce(&mut Table)) -> Workplace {
        self.change("surveys", edit)
    }

    /// Changes the pairings.
    pub fn pairings(self, edit: impl FnOnce(&mut Table)) -> Workplace {
        self.change("pairings", edit)
    }

    /// Replaces a passage of the pipeline, which must be there.
    pub fn pipeline(mut self, from: &str, to: &str) -> Workplace {
        assert!(self.pipeline.contains(from), "the pipeline has `{from}`");
        self.pipeline = self.pipeline.replacen(from, to, 1);
        self
    }

    /// Adds lines to the end of the pipeline.
    pub fn pipeline_more(mut self, text: &str) -> Workplace {
        self.pipeline.push_str(text);
        self
    }

    /// A further file, or other bytes for one.
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Workplace {
        self.files.insert(path.to_owned(), Some(bytes.into()));
        self
    }

    /// Leaves a file out.
    pub fn without(mut self, path: &str) -> Workplace {
        self.files.insert(path.to_owned(), None);
        self
    }

    /// Lays it down in a new temporary folder.
    pub fn open(&self) -> Site {
        self.open_in("work")
    }

    /// Lays it down in a folder of this name inside a new temporary one.
    pub fn open_in(&self, folder: &str) -> Site {
        let site = Site::new(folder);
        let mut files: BTreeMap<String, Option<Vec<u8>>> = self
            .tables
            .iter()
            .map(|(name, table)| (format!("{name}.csv"), Some(table.csv())))
            .collect();
        files.insert(
            "pipeline.toml".to_owned(),
            Some(self.pipeline.clone().into_bytes()),
        );
        files.extend(self.files.clone());
        for (path, bytes) in files {
            if let Some(bytes) = bytes {
                let target = site.work().join(path);
                fs::create_dir_all(target.parent().expect("a file in a folder"))
                    .expect("a new folder");
                fs::write(target, bytes).expect("a new file");
            }
        }
        site
    }
}
