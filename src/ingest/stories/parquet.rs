//! Ingest of Parquet: the same organisation as from text, whatever the types, and damage without panic.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int8Array, Int32Array, Int64Array, RecordBatch,
    StringArray, TimestampMillisecondArray,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

use super::story::Story;
use crate::tables::{NotNeeded, QuarantineReason, Table};

pub(super) fn file(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(2))
        .build();
    let mut writer =
        ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a schema");
    writer.write(&batch).expect("memory");
    writer.into_inner().expect("memory")
}

fn surveys() -> Vec<u8> {
    // 2024-02-15 and 2024-05-15 are days 19768 and 19858.
    file(vec![
        (
            "employee_id",
            Arc::new(StringArray::from(vec![
                "007", "008", "007", "9", "ghost", "008", "007",
            ])) as ArrayRef,
        ),
        (
            "wave_date",
            Arc::new(Date32Array::from(vec![
                19768, 19768, 19858, 19858, 19858, 19858, 19768,
            ])) as ArrayRef,
        ),
        (
            "q1",
            Arc::new(Int8Array::from(vec![
                Some(4),
                Some(5),
                Some(4),
                None,
                Some(1),
                Some(9),
                Some(4),
            ])) as ArrayRef,
        ),
        (
            "q2",
            Arc::new(Float64Array::from(vec![
                Some(2.0),
                Some(1.0),
                None,
                None,
                Some(1.0),
                Some(1.0),
                Some(2.0),
            ])) as ArrayRef,
        ),
    ])
}

#[test]
fn parquet_and_text_give_the_same_scores_and_name_the_same_rows() {
    let text = Story::clean().done();
    let done = Story::clean()
        .with_file(Table::Surveys, "surveys.parquet", surveys())
        .done();
    assert_eq!(
        format!("{:?}", done.organisation.scores),
        format!("{:?}", text.organisation.scores)
    );
    let entry = &done.ledger.tables[&Table::Surveys];
    assert_eq!((entry.read, entry.used), (7, 3));
    assert_eq!(entry.not_needed[&NotNeeded::ExactDuplicate], 1);
    assert_eq!(entry.not_needed[&NotNeeded::NotUsedByAnyOutcome], 1);
    let rows: Vec<(u64, &str, QuarantineReason)> = done
        .quarantine
        .iter()
        .map(|q| (q.row, q.value.as_str(), q.reason))
        .collect();
    assert_eq!(
        rows,
        [
            (5, "ghost", QuarantineReason::UnknownPerson),
            (6, "9", QuarantineReason::OutOfRange)
        ]
    );
}

#[test]
fn integer_ids_and_timestamps_are_read_as_ids_and_days() {
    let day = 86_400_000_i64;
    let employees = file(vec![
        (
            "employee_id",
            Arc::new(Int64Array::from(vec![9, 12])) as ArrayRef,
        ),
        (
            "hire_date",
            Arc::new(TimestampMillisecondArray::from(vec![
                14_610 * day + 5,
                14_610 * day,
            ])) as ArrayRef,
        ),
        (
            "birth_year",
            Arc::new(Int32Array::from(vec![Some(1960), None])) as ArrayRef,
        ),
        (
            "region",
            Arc::new(StringArray::from(vec![Some(" EMEA "), None])) as ArrayRef,
        ),
    ]);
    let mut story = Story::clean().with_file(Table::Employees, "e.parquet", employees);
    story.quality.max_quarantined_share = 1.0;
    let done = story.done();
    let ids: Vec<&str> = done
        .organisation
        .people
        .ids
        .iter()
        .map(AsRef::as_ref)
        .collect();
    assert_eq!(ids, ["12", "9"]);
    assert_eq!(done.organisation.roster.hire[0].to_string(), "2010-01-01");
}

#[test]
fn damaged_parquet_is_an_error_not_a_panic() {
    let whole = surveys();
    for cut in [5, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
        let message = Story::clean()
            .with_file(Table::Surveys, "s.parquet", &whole[..cut])
            .fault();
        assert!(message.starts_with("cannot read s.parquet"), "{message}");
    }
    for at in (4..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0x5A;
        let mut story = Story::clean().with_file(Table::Surveys, "s.parquet", &broken);
        story.quality.max_quarantined_share = 1.0;
        // Some damage goes unseen in values; what matters is that it ends in a result.
        let _ = story.run();
    }
}
