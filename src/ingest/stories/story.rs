//! A small organisation as files in a folder, which a story changes and has read.

use std::path::Path;

use indexmap::IndexMap;

use crate::ingest::{IngestError, Ingested, QualitySettings, Request, SourceSettings, ingest};
use crate::tables::{LedgerEntry, Measure, Outcome, Table};
use crate::vocab::{Better, Day, Generations, Period, PeriodUnit};

pub(in crate::ingest) const EMPLOYEES: &str = "employee_id,hire_date,birth_year,region,manager_id\n\
    007,2015-01-01,1999,EMEA,9\n008,2016-05-01,1970,APAC,9\n9,2010-01-01,1960,,\n010,2024-02-01,1985,EMEA,9\n";
pub(in crate::ingest) const SURVEYS: &str = "employee_id,wave_date,q1,q2\n007,2024-02-15,4,2\n008,2024-02-15,5,1\n007,2024-05-15,4,\n9,2024-05-15,,\n";
pub(in crate::ingest) const EXITS: &str =
    "employee_id,exit_date,exit_type\n008,2024-09-30,voluntary\n";
pub(in crate::ingest) const PAIRINGS: &str = "pairing_id,programme_id,mentor_id,mentee_id,start_date,end_date,status\nP1,df,007,9,2024-03-01,9999-12-31,active\n";

/// A folder with files and the settings that read them.
pub(in crate::ingest) struct Story {
    folder: tempfile::TempDir,
    sources: Vec<SourceSettings>,
    pub(in crate::ingest) attributes: Vec<String>,
    pub(in crate::ingest) period: Option<Period>,
    pub(in crate::ingest) quality: QualitySettings,
}

fn settings(table: Table, pattern: &str, folder: &Path) -> SourceSettings {
    SourceSettings {
        table,
        pattern: pattern.to_owned(),
        folder: folder.to_owned(),
        preset: None,
        sheet: None,
        layout: None,
        date_format: None,
        columns: IndexMap::new(),
        values: IndexMap::new(),
        waves: IndexMap::new(),
    }
}

impl Story {
    pub(in crate::ingest) fn clean() -> Story {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut story = Story {
            folder,
            sources: Vec::new(),
            attributes: vec!["region".to_owned()],
            period: None,
            quality: QualitySettings::default(),
        };
        for (table, text) in [
            (Table::Employees, EMPLOYEES),
            (Table::Surveys, SURVEYS),
            (Table::Exits, EXITS),
            (Table::Pairings, PAIRINGS),
        ] {
            story = story.with(table, text);
        }
        story
    }

    /// Replaces the file of a table.
    pub(in crate::ingest) fn with(self, table: Table, bytes: impl AsRef<[u8]>) -> Story {
        self.with_file(table, &format!("{}.csv", table.name()), bytes)
    }

    pub(in crate::ingest) fn with_file(
        mut self,
        table: Table,
        name: &str,
        bytes: impl AsRef<[u8]>,
    ) -> Story {
        std::fs::write(self.folder.path().join(name), bytes).expect("a small file");
        self.sources.retain(|s| s.table != table);
        self.sources.push(settings(table, name, self.folder.path()));
        self
    }

    pub(in crate::ingest) fn set(
        mut self,
        table: Table,
        change: impl FnOnce(&mut SourceSettings),
    ) -> Story {
        self.sources
            .iter_mut()
            .filter(|s| s.table == table)
            .take(1)
            .for_each(change_once(change));
        self
    }

    pub(in crate::ingest) fn run(&self) -> Result<Ingested, IngestError> {
        let outcomes = [Outcome {
            id: "mood".to_owned(),
            label: "Mood".to_owned(),
            better: Better::Higher,
            smallest_effect: None,
            duty: crate::vocab::Duty::Question,
            topic: None,
            objective: None,
            measure: Measure::Score {
                source: Table::Surveys,
                items: vec!["q1".to_owned(), "q2".to_owned()],
                reversed: vec!["q2".to_owned()],
                scale: [1.0, 5.0],
                share: false,
                threshold: None,
            },
        }];
        let request = Request {
            folder: self.folder.path(),
            sources: &self.sources,
            quality: self.quality,
            outcomes: &outcomes,
            generations: &Generations::default(),
            programmes: &[("df".to_owned(), None)],
            attributes: &self.attributes,
            period: self.period,
            period_unit: PeriodUnit::Quarter,
        };
        ingest(&request, &|_| {})
    }

    pub(in crate::ingest) fn done(&self) -> Ingested {
        self.run().unwrap_or_else(|e| panic!("{e}"))
    }

    pub(in crate::ingest) fn fault(&self) -> String {
        match self.run() {
            Ok(_) => panic!("this should not be read"),
            Err(e) => e.to_string(),
        }
    }
}

fn change_once(change: impl FnOnce(&mut SourceSettings)) -> impl FnMut(&mut SourceSettings) {
    let mut change = Some(change);
    move |s| {
        if let Some(change) = change.take() {
            change(s);
        }
    }
}

pub(in crate::ingest) fn entry(done: &Ingested, table: Table) -> &LedgerEntry {
    &done.ledger.tables[&table]
}

pub(in crate::ingest) fn day(text: &str) -> Day {
    text.parse::<chrono::NaiveDate>()
        .map(Day::from)
        .expect("a literal day")
}
