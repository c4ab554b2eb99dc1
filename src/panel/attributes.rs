//! Roster attributes as small codes: every attribute a number per roster row, every label once.

use rayon::prelude::*;

use crate::tables::{Attribute, Roster};
use crate::vocab::{Day, NOT_STATED};

use super::eligibility::Known;

/// One attribute, coded. The code after the last label means "not stated".
#[derive(Debug, Clone)]
pub struct CodedAttribute {
    /// The name in pipelines.
    pub name: String,
    /// Labels by code.
    pub labels: Vec<String>,
    /// For numbers: the value by code, ascending.
    pub numbers: Option<Vec<f64>>,
    /// Code per roster row.
    pub codes: Vec<u32>,
}

impl CodedAttribute {
    /// Codes a roster column; numbers are interned in ascending order.
    pub fn of(name: &str, values: &Attribute) -> CodedAttribute {
        match values {
            Attribute::Category { codes, labels } => {
                let missing = labels.len() as u32;
                CodedAttribute {
                    name: name.to_owned(),
                    labels: labels.clone(),
                    numbers: None,
                    codes: codes.par_iter().map(|&c| c.min(missing)).collect(),
                }
            }
            Attribute::Number(values) => {
                let mut distinct: Vec<f64> =
                    values.iter().copied().filter(|x| !x.is_nan()).collect();
                distinct.par_sort_unstable_by(f64::total_cmp);
                distinct.dedup();
                let code = |x: &f64| {
                    if x.is_nan() {
                        distinct.len()
                    } else {
                        distinct.partition_point(|d| d < x)
                    }
                };
                CodedAttribute {
                    name: name.to_owned(),
                    labels: distinct.iter().map(f64::to_string).collect(),
                    codes: values.par_iter().map(|x| code(x) as u32).collect(),
                    numbers: Some(distinct),
                }
            }
        }
    }

    /// The code that means "not stated".
    pub fn missing(&self) -> u32 {
        self.labels.len() as u32
    }

    /// What an eligibility expression sees for a code.
    pub fn known(&self, code: u32) -> Known<'_> {
        let at = code as usize;
        match (&self.numbers, self.labels.get(at)) {
            (Some(numbers), _) => numbers
                .get(at)
                .map_or(Known::Missing, |&x| Known::Number(x)),
            (None, Some(label)) => Known::Text(label),
            (None, None) => Known::Missing,
        }
    }

    /// Labels of all codes, the one for "not stated" included.
    pub fn all_labels(&self) -> Vec<String> {
        self.labels
            .iter()
            .cloned()
            .chain([NOT_STATED.to_owned()])
            .collect()
    }
}

/// Per person the roster row in force on a day: the last snapshot on or before it, else the first one.
///
/// A person whose first snapshot is later than the day is described by that snapshot: what it says of birth,
/// gender or hire date is true of the day too, and leaving such people out would empty the early trials of
/// organisations that keep few snapshots.
pub(crate) fn rows_in_force(roster: &Roster, people: usize, day: Day) -> Vec<u32> {
    (0..people)
        .into_par_iter()
        .with_min_len(1 << 14)
        .map(|person| {
            let (first, end) = (roster.first_row[person], roster.first_row[person + 1]);
            let mut row = first;
            while row + 1 < end && roster.as_of[row as usize + 1] <= day {
                row += 1;
            }
            row
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_interned_in_order_and_missing_is_last() {
        let coded = CodedAttribute::of(
            "job_level",
            &Attribute::Number(vec![7.0, 2.0, f64::NAN, 7.0]),
        );
        assert_eq!(coded.codes, [1, 0, 2, 1]);
        assert_eq!(coded.labels, ["2", "7"]);
        assert_eq!(coded.known(1), Known::Number(7.0));
        assert_eq!(coded.known(coded.missing()), Known::Missing);
    }

    #[test]
    fn the_last_snapshot_up_to_the_day_counts_else_the_first() {
        let roster = Roster {
            first_row: vec![0, 3],
            as_of: vec![Day(100), Day(200), Day(300)],
            ..Roster::default()
        };
        assert_eq!(rows_in_force(&roster, 1, Day(250)), [1]);
        assert_eq!(rows_in_force(&roster, 1, Day(50)), [0]);
        assert_eq!(rows_in_force(&roster, 1, Day(300)), [2]);
    }
}
