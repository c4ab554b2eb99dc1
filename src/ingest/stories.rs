//! Ingest from end to end on small files: what a clean export becomes, and what each kind of damage does.

use std::fmt::Write as _;
use std::path::Path;

use indexmap::IndexMap;
use proptest::prelude::*;

use super::*;
use crate::tables::{
    Attribute, ExitKind, LedgerEntry, Measure, NotNeeded, Outcome, QuarantineReason as Q, Table,
};
use crate::vocab::{Better, Day, Generations, Period, PeriodUnit, Role};

pub(super) const EMPLOYEES: &str = "employee_id,hire_date,birth_year,region,manager_id\n\
    007,2015-01-01,1999,EMEA,9\n008,2016-05-01,1970,APAC,9\n9,2010-01-01,1960,,\n010,2024-02-01,1985,EMEA,9\n";
pub(super) const SURVEYS: &str = "employee_id,wave_date,q1,q2\n007,2024-02-15,4,2\n008,2024-02-15,5,1\n007,2024-05-15,4,\n9,2024-05-15,,\n";
const EXITS: &str = "employee_id,exit_date,exit_type\n008,2024-09-30,voluntary\n";
const PAIRINGS: &str = "pairing_id,programme_id,mentor_id,mentee_id,start_date,end_date,status\nP1,df,007,9,2024-03-01,9999-12-31,active\n";

/// A folder with files and the settings that read them.
pub(super) struct Story {
    folder: tempfile::TempDir,
    sources: Vec<SourceSettings>,
    attributes: Vec<String>,
    period: Option<Period>,
    pub(super) quality: QualitySettings,
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
    pub(super) fn clean() -> Story {
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
    pub(super) fn with(self, table: Table, bytes: impl AsRef<[u8]>) -> Story {
        self.with_file(table, &format!("{}.csv", table.name()), bytes)
    }

    pub(super) fn with_file(mut self, table: Table, name: &str, bytes: impl AsRef<[u8]>) -> Story {
        std::fs::write(self.folder.path().join(name), bytes).expect("a small file");
        self.sources.retain(|s| s.table != table);
        self.sources.push(settings(table, name, self.folder.path()));
        self
    }

    pub(super) fn set(mut self, table: Table, change: impl FnOnce(&mut SourceSettings)) -> Story {
        self.sources
            .iter_mut()
            .filter(|s| s.table == table)
            .take(1)
            .for_each(change_once(change));
        self
    }

    pub(super) fn run(&self) -> Result<Ingested, IngestError> {
        let outcomes = [Outcome {
            id: "mood".to_owned(),
            label: "Mood".to_owned(),
            better: Better::Higher,
            smallest_effect: None,
            measure: Measure::Score {
                source: Table::Surveys,
                items: vec!["q1".to_owned(), "q2".to_owned()],
                reversed: vec!["q2".to_owned()],
                scale: [1.0, 5.0],
                share: false,
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

    pub(super) fn done(&self) -> Ingested {
        self.run().unwrap_or_else(|e| panic!("{e}"))
    }

    pub(super) fn fault(&self) -> String {
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

fn entry(done: &Ingested, table: Table) -> &LedgerEntry {
    &done.ledger.tables[&table]
}

fn day(text: &str) -> Day {
    text.parse::<chrono::NaiveDate>()
        .map(Day::from)
        .expect("a literal day")
}

#[test]
fn a_clean_organisation() {
    let done = Story::clean().done();
    let o = &done.organisation;
    let ids: Vec<&str> = o.people.ids.iter().map(AsRef::as_ref).collect();
    assert_eq!(ids, ["007", "008", "010", "9"]);
    assert_eq!(done.period.to_string(), "2024Q3");
    assert_eq!(o.roster.manager, [3, 3, 3, u32::MAX]);
    let region = Attribute::Category {
        codes: vec![1, 0, 1, u32::MAX],
        labels: vec!["APAC".to_owned(), "EMEA".to_owned()],
    };
    assert_eq!(o.roster.attribute("region"), Some(&region));
    let Some(Attribute::Category { codes, .. }) = o.roster.attribute("generation") else {
        panic!("no generation")
    };
    assert_eq!(codes, &[4, 2, 3, 1]);
    let scores = &o.scores[0];
    assert_eq!(
        (scores.person.as_slice(), scores.wave.as_slice()),
        (&[0, 0, 1][..], &[0, 1, 0][..])
    );
    // (4 + (6 - 2)) / 2 = 4 -> 75; 4 alone (half of the items) -> 75; (5 + 5) / 2 -> 100.
    assert_eq!(scores.scores[0], [75.0, 75.0, 100.0]);
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::NotUsedByAnyOutcome],
        1
    );
    assert_eq!(
        (o.exits[0].person, o.exits[0].kind),
        (1, ExitKind::Voluntary)
    );
    let members: Vec<(u32, Role)> = o.memberships.iter().map(|m| (m.person, m.role)).collect();
    assert_eq!(members, [(0, Role::Mentor), (3, Role::Mentee)]);
    assert_eq!(o.memberships[0].end, Day::MAX);
    assert!(done.quarantine.is_empty() && done.inputs.len() == 4);
}

#[test]
fn rows_that_cannot_be_right_are_quarantined_with_their_place() {
    let cases: [(Table, String, &str, &str, Q); 16] = [
        (
            Table::Employees,
            format!("{EMPLOYEES}011,2024-02-30,1990,EMEA,\n"),
            "hire_date",
            "2024-02-30",
            Q::UnreadableValue,
        ),
        (
            Table::Employees,
            format!("{EMPLOYEES}011,,1990,EMEA,\n"),
            "hire_date",
            "",
            Q::MissingValue,
        ),
        (
            Table::Employees,
            format!("{EMPLOYEES}011,1024-01-01,1990,EMEA,\n"),
            "hire_date",
            "1024-01-01",
            Q::OutOfRange,
        ),
        (
            Table::Employees,
            format!("{EMPLOYEES}011,2024-01-01,young,EMEA,\n"),
            "birth_year",
            "young",
            Q::UnreadableValue,
        ),
        (
            Table::Employees,
            format!("{EMPLOYEES}011,2024-01-01,1990\n"),
            "",
            "011,2024-01-01,1990",
            Q::WrongFieldCount,
        ),
        (
            Table::Surveys,
            format!("{SURVEYS}007,2024-08-15,four,2\n"),
            "q1",
            "four",
            Q::UnreadableValue,
        ),
        (
            Table::Surveys,
            format!("{SURVEYS}007,2024-08-15,4,6\n"),
            "q2",
            "6",
            Q::OutOfRange,
        ),
        (
            Table::Surveys,
            format!("{SURVEYS}555,2024-08-15,4,4\n"),
            "employee_id",
            "555",
            Q::UnknownPerson,
        ),
        (
            Table::Surveys,
            format!("{SURVEYS},2024-08-15,4,4\n"),
            "employee_id",
            "",
            Q::MissingValue,
        ),
        (
            Table::Exits,
            format!("{EXITS}9,2009-12-31,voluntary\n"),
            "exit_date",
            "2009-12-31",
            Q::ExitBeforeHire,
        ),
        (
            Table::Exits,
            format!("{EXITS}9,2024-01-01,sacked\n"),
            "exit_type",
            "sacked",
            Q::UnknownCategory,
        ),
        (
            Table::Exits,
            format!("{EXITS}9,,voluntary\n"),
            "exit_date",
            "",
            Q::MissingValue,
        ),
        (
            Table::Exits,
            format!("{EXITS}999,2024-01-01,other\n"),
            "employee_id",
            "999",
            Q::UnknownPerson,
        ),
        (
            Table::Pairings,
            format!("{PAIRINGS}P2,df,007,nobody,2024-03-01,,\n"),
            "mentee_id",
            "nobody",
            Q::UnknownPerson,
        ),
        (
            Table::Pairings,
            format!("{PAIRINGS}P2,df,007,007,2024-03-01,,\n"),
            "mentee_id",
            "007",
            Q::SelfPairing,
        ),
        (
            Table::Pairings,
            format!("{PAIRINGS}P2,df,007,9,2024-03-01,2024-02-01,\n"),
            "end_date",
            "2024-02-01",
            Q::EndBeforeStart,
        ),
    ];
    for (table, text, column, value, reason) in cases {
        let done = Story::clean().with(table, &text).done();
        let row = &done.quarantine[0];
        let last_line = text.lines().count() as u64;
        assert_eq!(
            (
                row.table,
                row.row,
                row.column.as_str(),
                row.value.as_str(),
                row.reason
            ),
            (table, last_line, column, value, reason)
        );
        assert_eq!(row.file, format!("{}.csv", table.name()));
        assert_eq!(done.quarantine.len(), 1, "{text}");
    }
}

#[test]
fn duplicates_contradictions_and_people_set_aside() {
    let twice = Story::clean()
        .with(Table::Surveys, format!("{SURVEYS}007,2024-02-15, 4,2.0\n"))
        .done();
    assert_eq!(
        entry(&twice, Table::Surveys).not_needed[&NotNeeded::ExactDuplicate],
        1
    );
    let two_minds = Story::clean()
        .with(Table::Surveys, format!("{SURVEYS}007,2024-02-15,1,2\n"))
        .done();
    assert_eq!(
        entry(&two_minds, Table::Surveys).quarantined[&Q::ContradictingDuplicate],
        2
    );
    assert_eq!(two_minds.organisation.scores[0].person, [0, 1]);
    let person = Story::clean()
        .with(
            Table::Employees,
            format!("{EMPLOYEES}007,2015-01-01,1999,APAC,9\n"),
        )
        .done();
    assert_eq!(
        entry(&person, Table::Employees).quarantined[&Q::ContradictingDuplicate],
        2
    );
    assert_eq!(
        entry(&person, Table::Surveys).quarantined[&Q::PersonQuarantined],
        2
    );
    assert_eq!(
        entry(&person, Table::Pairings).quarantined[&Q::PersonQuarantined],
        1
    );
    assert_eq!(person.organisation.people.len(), 3);
}

#[test]
fn nothing_after_the_cut_off() {
    let mut story = Story::clean();
    story.period = "2024Q1".parse().ok();
    let done = story.done();
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(
        entry(&done, Table::Exits).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(done.organisation.scores[0].waves, [day("2024-02-15")]);
    story.period = "2023Q4".parse().ok();
    let done = story.done();
    assert_eq!(
        entry(&done, Table::Employees).not_needed[&NotNeeded::OutsidePeriod],
        1
    );
    assert_eq!(done.organisation.people.len(), 3);
}

#[test]
fn an_exit_before_hire_stands_when_a_survey_proves_an_earlier_spell() {
    let story = Story::clean().with(Table::Exits, format!("{EXITS}010,2023-01-31,voluntary\n"));
    assert_eq!(
        entry(&story.done(), Table::Exits).quarantined[&Q::ExitBeforeHire],
        1
    );
    let story = story.with(Table::Surveys, format!("{SURVEYS}010,2022-02-15,3,3\n"));
    assert_eq!(story.done().organisation.exits.len(), 2);
}

#[test]
fn files_that_cannot_be_read_say_why_and_what_to_do() {
    let no_item = Story::clean()
        .with(
            Table::Surveys,
            "employee_id,wave_date,q1,q02\n007,2024-02-15,4,2\n",
        )
        .fault();
    assert!(
        no_item.starts_with("the item `q2` of outcome `mood` is absent") && no_item.contains("q02"),
        "{no_item}"
    );
    let no_column = Story::clean()
        .with(
            Table::Employees,
            "Worker,hire_date,birth_year\n1,2020-01-01,1990\n",
        )
        .fault();
    assert!(
        no_column.contains("`employee_id` is absent") && no_column.contains("Worker"),
        "{no_column}"
    );
    let no_birth = Story::clean()
        .with(Table::Employees, "employee_id,hire_date\n1,2020-01-01\n")
        .fault();
    assert!(
        no_birth.starts_with("one of the columns `birth_date`, `birth_year`, `generation`"),
        "{no_birth}"
    );
    let mapped = Story::clean().set(Table::Exits, |s| {
        s.columns
            .insert("exit_date".to_owned(), "Exit Day".to_owned());
    });
    assert!(
        mapped.fault().contains("`Exit Day`")
            && mapped.fault().contains("exit_date = \"exit_date\""),
        "{}",
        mapped.fault()
    );
    assert!(
        Story::clean()
            .with(Table::Exits, "")
            .fault()
            .contains("exits.csv is empty")
    );
    let one_side = Story::clean()
        .with(Table::Pairings, PAIRINGS.replace("mentor_id", "mentro_id"))
        .fault();
    assert!(
        one_side.contains("`mentor_id` is absent") && one_side.contains("mentro_id"),
        "{one_side}"
    );
    assert!(
        Story::clean()
            .set(Table::Exits, |s| s.pattern = "gone/*.csv".to_owned())
            .fault()
            .starts_with("no file matches `gone/*.csv`")
    );
    assert!(
        Story::clean()
            .set(Table::Exits, |s| s.preset = Some("nope".to_owned()))
            .fault()
            .contains("no import preset `nope`")
    );
    for name in ["exits.parquet", "exits.xlsx", "exits.csv.gz"] {
        assert!(
            Story::clean()
                .with_file(Table::Exits, name, "garbage")
                .fault()
                .starts_with(&format!("cannot read {name}"))
        );
    }
    let mut story = Story::clean();
    story.attributes.push("regoin".to_owned());
    assert!(
        story.fault().contains("write `region` instead"),
        "{}",
        story.fault()
    );
    let slashes = "employee_id,exit_date,exit_type\n008,03/04/2024,voluntary\n";
    assert!(
        Story::clean()
            .with(Table::Exits, slashes)
            .fault()
            .contains("date_format = \"%d/%m/%Y\"")
    );
    let said = Story::clean()
        .with(Table::Exits, slashes)
        .set(Table::Exits, |s| {
            s.date_format = Some("%d/%m/%Y".to_owned())
        });
    assert_eq!(said.done().organisation.exits[0].day, day("2024-04-03"));
}

#[test]
fn poor_quality_is_exit_code_3_and_keeps_the_ledger() {
    let mut text = EXITS.to_owned();
    (0..6).for_each(|k| text.push_str(&format!("X{k},2024-01-01,voluntary\n")));
    let Err(error) = Story::clean().with(Table::Exits, text).run() else {
        panic!("six strangers of seven rows")
    };
    assert_eq!(error.exit_code(), 3);
    assert!(
        error.to_string().contains("6 of 7 rows of exits"),
        "{error}"
    );
    let IngestError::Quality(poor) = error else {
        panic!("another error")
    };
    assert_eq!((poor.quarantine.len(), poor.inputs.len()), (6, 4));
    assert!(poor.ledger.tables.values().all(LedgerEntry::closes));
}

#[test]
fn dialects_encodings_and_formats_lead_to_the_same_organisation() {
    let expected = format!("{:?}", Story::clean().done().organisation);
    let semicolons = EMPLOYEES.replace(',', ";");
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(EMPLOYEES.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut zipped, EMPLOYEES.as_bytes()).expect("memory");
    let zipped = zipped.finish().expect("memory");
    let variants: Vec<(&str, Vec<u8>)> = vec![
        ("e.csv", semicolons.into_bytes()),
        ("e.tsv", EMPLOYEES.replace(',', "\t").into_bytes()),
        ("e.txt", EMPLOYEES.replace(',', "|").into_bytes()),
        ("e2.csv", [b"\xEF\xBB\xBF", EMPLOYEES.as_bytes()].concat()),
        ("e3.csv", utf16),
        (
            "e4.csv",
            format!("Roster of\nall people,made by HR\n\n{EMPLOYEES}Total,,,,4\n").into_bytes(),
        ),
        (
            "e5.csv",
            EMPLOYEES
                .replace("employee_id", "\"Employee ID\"")
                .replace("hire_date", "Start Date")
                .into_bytes(),
        ),
        ("e.csv.gz", zipped.clone()),
        ("e.xlsx", workbook(EMPLOYEES)),
    ];
    for (name, bytes) in variants {
        let done = Story::clean()
            .with_file(Table::Employees, name, bytes)
            .done();
        assert_eq!(format!("{:?}", done.organisation), expected, "{name}");
    }
    let cut = Story::clean()
        .with_file(Table::Employees, "e.csv.gz", &zipped[..zipped.len() / 2])
        .fault();
    assert!(cut.contains("gzip"), "{cut}");
    let book = workbook(EMPLOYEES);
    assert!(
        Story::clean()
            .with_file(Table::Employees, "e.xlsx", &book[..book.len() / 2])
            .fault()
            .starts_with("cannot read e.xlsx")
    );
}

/// A workbook with ids as text, dates as serial dates or text in turn, numbers as numbers.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Roster").expect("a cell");
    for (r, line) in text.lines().enumerate() {
        for (c, value) in line.split(',').enumerate() {
            let (row, col) = (r as u32 + 2, c as u16);
            match (value.parse::<chrono::NaiveDate>(), value.parse::<f64>()) {
                (Ok(date), _) if r % 2 == 0 => sheet
                    .write_number(row, col, f64::from(Day::from(date).0 + 25_569))
                    .map(|_| ()),
                (_, Ok(number)) if c == 2 => sheet.write_number(row, col, number).map(|_| ()),
                _ => sheet.write_string(row, col, value).map(|_| ()),
            }
            .expect("a cell");
        }
    }
    book.save_to_buffer().expect("a small workbook")
}

#[test]
fn a_qualtrics_export_has_three_header_rows() {
    let text = "StartDate,RecordedDate,ExternalReference,Q1,Q2\n\"Start, Date\",Recorded Date,External Reference,\"Mood\nnow\",Mood 2\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"ref\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n\
        2024-02-15 09:00:00,2024-02-15 09:05:00,007,4,2\n2024-02-15 10:00:00,2024-02-15 10:05:00,ghost,4,2\n";
    let story = Story::clean()
        .with(Table::Surveys, text)
        .set(Table::Surveys, |s| s.preset = Some("Qualtrics".to_owned()));
    let done = story.done();
    assert_eq!(
        (
            entry(&done, Table::Surveys).read,
            entry(&done, Table::Surveys).used
        ),
        (2, 1)
    );
    assert_eq!(done.quarantine[0].row, 6);
    assert_eq!(done.organisation.scores[0].scores[0], [75.0]);
}

#[test]
fn wide_and_long_surveys_say_the_same() {
    let long = "employee_id,wave_date,item,score\n007,2024-02-15,q1,4\n007,2024-02-15,q2,2\n008,2024-02-15,q1,5\n\
        008,2024-02-15,q2,1\n007,2024-05-15,q1,4\n007,2024-05-15,other,9\n";
    let done = Story::clean().with(Table::Surveys, long).done();
    assert_eq!(done.organisation.scores[0].scores[0], [75.0, 75.0, 100.0]);
    assert_eq!(
        entry(&done, Table::Surveys).not_needed[&NotNeeded::NotUsedByAnyOutcome],
        1
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the rows, the ledger closes, nothing panics, and neither their order nor their split over files matters.
    #[test]
    fn every_row_ends_once(rows in prop::collection::vec(
        (prop::sample::select(vec!["007", "008", "9", "010", "x", ""]),
         prop::sample::select(vec!["2024-02-15", "2024-05-15", "2030-01-01", "2024-13-01", "", "31/12/2024"]),
         prop::sample::select(vec!["1", "5", "3", "", "NA", "a", "9", "2,5"]),
         prop::sample::select(vec!["1", "4", "", "q\u{0}", "\"x\ny\"", "4,4"])), 0..40),
        cut in 0_usize..40)
    {
        let line = |text: &mut String, (a, b, c, d): &(&str, &str, &str, &str)| {
            let _ = writeln!(text, "{a};{b};{c};{d}");
        };
        let header = "employee_id;wave_date;q1;q2\n";
        let (mut whole, mut first, mut second) = (header.to_owned(), header.to_owned(), header.to_owned());
        rows.iter().for_each(|row| line(&mut whole, row));
        let cut = cut.min(rows.len());
        rows[cut..].iter().for_each(|row| line(&mut first, row));
        rows[..cut].iter().rev().for_each(|row| line(&mut second, row));
        let mut one = Story::clean().with(Table::Surveys, &whole);
        one.quality.max_quarantined_share = 1.0;
        one.period = "2024Q4".parse().ok();
        let one = one.done();
        prop_assert!(one.ledger.tables.values().all(LedgerEntry::closes));
        prop_assert_eq!(entry(&one, Table::Surveys).read, rows.len() as u64);
        let mut two = Story::clean().with_file(Table::Surveys, "surveys_a.csv", &first).with_file(Table::Surveys, "surveys_b.csv", &second);
        two = two.set(Table::Surveys, |s| s.pattern = "surveys_?.csv".to_owned());
        two.quality.max_quarantined_share = 1.0;
        two.period = "2024Q4".parse().ok();
        let two = two.done();
        // Rows at the end of a file that look like a footer are no data; such rows are unusable anyway.
        prop_assert_eq!(format!("{:?}", one.organisation), format!("{:?}", two.organisation));
    }
}
