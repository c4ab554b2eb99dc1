//! The sums of single answers: those of the responses that became scores, and of no others.

use std::fmt::Write as _;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, StringArray};
use proptest::prelude::*;

use super::parquet::file;
use super::story::{EMPLOYEES, SURVEYS, Story};
use crate::tables::{ItemAnswers, ItemSums, Table};

/// A unit of the scale 1 to 5 in steps.
const UNIT: i128 = 1 << 18;

fn answers(story: Story) -> ItemAnswers {
    let mut story = story;
    story.quality.max_quarantined_share = 1.0;
    story.period = "2024Q4".parse().ok();
    let done = story.done();
    done.organisation.scores[0].answers[0].clone()
}

fn sums(responses: i64, sums: [i128; 2], products: [i128; 3]) -> ItemSums {
    ItemSums {
        responses,
        sums: sums.map(|x| x * UNIT).to_vec(),
        products: products.map(|x| x * UNIT * UNIT).to_vec(),
    }
}

#[test]
fn complete_responses_are_summed_after_reversal() {
    // In February 4, 2 and 5, 1 with the second reversed: 4, 4 and 5, 5, from the middle 1, 1 and 2, 2. In May one item.
    let found = answers(Story::clean());
    assert_eq!(found.items, ["q1", "q2"]);
    assert_eq!(
        found.waves,
        [sums(2, [3, 3], [5, 5, 5]), sums(0, [0, 0], [0, 0, 0])]
    );
    assert_eq!(found.raters, None);
}

#[test]
fn what_is_not_used_is_not_summed() {
    // A quarantined person, an unknown one, an exact and a contradicting duplicate, a value outside, a day after the cut-off.
    let messy = format!(
        "{SURVEYS}007,2024-02-15,4,2\n011,2024-02-15,1,1\nghost,2024-02-15,1,1\n010,2024-02-15,1,1\n010,2024-02-15,1,2\n\
         9,2024-02-15,9,1\n008,2030-01-01,1,1\n"
    );
    let story = Story::clean()
        .with(
            Table::Employees,
            format!("{EMPLOYEES}011,never,1990,EMEA,\n"),
        )
        .with(Table::Surveys, messy);
    assert_eq!(answers(story), answers(Story::clean()));
}

#[test]
fn row_groups_do_not_matter() {
    // The same people and days as in the text, in row groups of two rows.
    let people = ["007", "008", "007", "9"];
    let days = ["2024-02-15", "2024-02-15", "2024-05-15", "2024-05-15"];
    let table = file(vec![
        (
            "employee_id",
            Arc::new(StringArray::from(people.to_vec())) as ArrayRef,
        ),
        ("wave_date", Arc::new(StringArray::from(days.to_vec()))),
        (
            "q1",
            Arc::new(Int64Array::from(vec![Some(4), Some(5), Some(4), None])),
        ),
        (
            "q2",
            Arc::new(Int64Array::from(vec![Some(2), Some(1), None, None])),
        ),
    ]);
    let story = Story::clean().with_file(Table::Surveys, "surveys.parquet", table);
    assert_eq!(answers(story), answers(Story::clean()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Answers summed chunk by chunk, in files cut anywhere, are those summed person by person from the long form.
    #[test]
    fn chunks_and_files_change_nothing(
        given in prop::collection::vec((0_usize..5, 0_usize..5), 60),
        cut in 0_usize..60)
    {
        const WORDS: [&str; 5] = ["1", "3", "5", "2.7", ""];
        let mut employees = "employee_id,hire_date,birth_year,region,manager_id\n".to_owned();
        let mut long = "employee_id,wave_date,item,score\n".to_owned();
        let header = "employee_id,wave_date,q1,q2\n";
        let (mut first, mut second) = (header.to_owned(), header.to_owned());
        for (k, &(a, b)) in given.iter().enumerate() {
            let (person, day) = (k / 3, ["2024-02-15", "2024-05-15", "2024-08-15"][k % 3]);
            if k % 3 == 0 {
                let _ = writeln!(employees, "P{person:02},2015-01-01,1999,EMEA,");
            }
            let text = if k < cut { &mut first } else { &mut second };
            let _ = writeln!(text, "P{person:02},{day},{},{}", WORDS[a], WORDS[b]);
            for (item, word) in [("q1", WORDS[a]), ("q2", WORDS[b])] {
                if !word.is_empty() {
                    let _ = writeln!(long, "P{person:02},{day},{item},{word}");
                }
            }
        }
        // Both items and all days occur in every layout.
        for text in [&mut first, &mut second] {
            text.push_str("ghost,2024-02-15,1,1\nghost,2024-05-15,1,1\nghost,2024-08-15,1,1\n");
        }
        for item in ["q1", "q2"] {
            for day in ["2024-02-15", "2024-05-15", "2024-08-15"] {
                let _ = writeln!(long, "ghost,{day},{item},1");
            }
        }
        let base = || Story::clean().with(Table::Employees, &employees).with(Table::Exits, "employee_id,exit_date,exit_type\n")
            .with(Table::Pairings, "pairing_id,programme_id,mentor_id,mentee_id,start_date,end_date,status\n");
        let wide = base().with_file(Table::Surveys, "surveys_a.csv", &first).with_file(Table::Surveys, "surveys_b.csv", &second)
            .set(Table::Surveys, |s| s.pattern = "surveys_?.csv".to_owned());
        let long = base().with(Table::Surveys, &long);
        let (wide, long) = (answers(wide), answers(long));
        prop_assert_eq!(wide.waves.len(), 3);
        prop_assert_eq!(wide, long);
    }
}
