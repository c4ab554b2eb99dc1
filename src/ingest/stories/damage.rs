//! Rows that cannot be right, files that cannot be read, and data too poor for an honest report.

use std::fmt::Write as _;

use super::story::{EMPLOYEES, EXITS, PAIRINGS, SURVEYS, Story, day, entry};
use crate::ingest::IngestError;
use crate::tables::{LedgerEntry, NotNeeded, QuarantineReason as Q, Table};

#[test]
#[allow(clippy::too_many_lines, reason = "a table: one entry a kind of damage")]
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
            s.date_format = Some("%d/%m/%Y".to_owned());
        });
    assert_eq!(said.done().organisation.exits[0].day, day("2024-04-03"));
}

#[test]
fn poor_quality_is_exit_code_3_and_keeps_the_ledger() {
    let mut text = EXITS.to_owned();
    for k in 0..6 {
        let _ = writeln!(text, "X{k},2024-01-01,voluntary");
    }
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
fn what_is_read_and_could_surprise_is_told() {
    assert!(Story::clean().done().warnings.is_empty());
    let misspelt = Story::clean()
        .with(Table::Pairings, PAIRINGS.replace(",df,", ",fd,"))
        .done();
    let [nobody, others] = &misspelt.warnings[..] else {
        panic!("{:?}", misspelt.warnings)
    };
    assert!(
        nobody.starts_with("no pairing")
            && nobody.contains("any programme")
            && nobody.contains("`df`"),
        "{nobody}"
    );
    assert!(
        others.starts_with("1 row of pairings") && others.contains("`fd`"),
        "{others}"
    );
    let more = Story::clean()
        .with(
            Table::Pairings,
            format!("{PAIRINGS}P2,x,007,9,2024-04-01,,\nP3,x,007,9,2024-05-01,,\nP4,010,007,9,2024-05-01,,\n"),
        )
        .done();
    let [others] = &more.warnings[..] else {
        panic!("{:?}", more.warnings)
    };
    // The wrong column may be mapped: an employee id is counted, not repeated.
    assert!(
        others.starts_with("3 rows of pairings") && others.contains("(`x` and 1 other value)"),
        "{others}"
    );
    let twice = Story::clean()
        .with(Table::Surveys, SURVEYS.replace("q1,q2", "q1,Q1"))
        .fault();
    assert!(twice.contains("q2"), "{twice}");
    let twice = Story::clean()
        .with(
            Table::Exits,
            "employee_id,exit_date,exit_type,exit_date\n008,2024-09-30,voluntary,2024-10-01\n",
        )
        .done();
    assert_eq!(
        twice.warnings,
        [
            "exits.csv: `exit_date` (column 2) and `exit_date` (column 4) have the same name; only column 2 is read"
        ]
    );
    let mut story = Story::clean();
    story.period = "2199Q4".parse().ok();
    let [silence] = &story.done().warnings[..] else {
        panic!("one remark")
    };
    assert!(
        silence.contains("2024-09-30") && silence.contains("2199-12-31"),
        "{silence}"
    );
}
