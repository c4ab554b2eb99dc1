//! Any rows at all: the ledger closes, nothing panics, and neither order nor files matter.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::story::{Story, entry};
use crate::tables::{LedgerEntry, Table};

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
        for row in &rows { line(&mut whole, row); }
        let cut = cut.min(rows.len());
        for row in &rows[cut..] { line(&mut first, row); }
        for row in rows[..cut].iter().rev() { line(&mut second, row); }
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
