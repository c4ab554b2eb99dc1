//! The calendar of a sample: quarters, survey waves, roster snapshots and the quarters in which people start.

use std::ops::RangeInclusive;

use chrono::Datelike;

use crate::vocab::{Day, Period, PeriodUnit};

/// The quarters of a sample, consecutive, the last one being 2025Q4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The quarters in order.
    pub quarters: Vec<Period>,
    /// One survey date per quarter: the fifteenth of its second month.
    pub waves: Vec<Day>,
}

impl Calendar {
    /// The given number of quarters up to 2025Q4.
    pub(super) fn new(quarters: u32) -> Calendar {
        // 2025-12-31 is day 20453 (tested in vocab).
        let last = Period::containing(PeriodUnit::Quarter, Day(20_453));
        let quarters: Vec<Period> = (0..quarters as i32)
            .rev()
            .map(|back| last.plus(-back))
            .collect();
        let waves = quarters
            .iter()
            .map(|q| {
                let first = q.first_day().date();
                Day::from_ymd(first.year(), first.month() + 1, 15).unwrap_or(q.first_day())
            })
            .collect();
        Calendar { quarters, waves }
    }

    /// First day of the first quarter.
    pub fn first_day(&self) -> Day {
        self.quarters.first().map_or(Day::MIN, |q| q.first_day())
    }

    /// Last day of the last quarter: the cut-off.
    pub fn last_day(&self) -> Day {
        self.quarters.last().map_or(Day::MAX, |q| q.last_day())
    }

    /// The day of the early roster: the last day of the second quarter.
    pub fn early_roster(&self) -> Day {
        self.quarters.get(1).map_or(Day::MAX, |q| q.last_day())
    }

    /// Positions of the quarters in which people start: 4 to 9 of twelve.
    pub fn start_quarters(&self) -> RangeInclusive<usize> {
        let n = self.quarters.len();
        n.div_ceil(3) - 1..=3 * n / 4 - 1
    }

    /// Position of the quarter that holds a day, if any does.
    pub fn quarter_of(&self, day: Day) -> Option<usize> {
        let first = self.quarters.first()?.index();
        let own = Period::containing(PeriodUnit::Quarter, day).index();
        usize::try_from(own - first)
            .ok()
            .filter(|k| *k < self.quarters.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_quarters_end_with_2025() {
        let calendar = Calendar::new(12);
        assert_eq!(calendar.first_day().to_string(), "2023-01-01");
        assert_eq!(calendar.last_day().to_string(), "2025-12-31");
        assert_eq!(calendar.early_roster().to_string(), "2023-06-30");
        assert_eq!(calendar.waves[4].to_string(), "2024-02-15");
        assert_eq!(calendar.start_quarters(), 3..=8);
        assert_eq!(calendar.quarter_of(calendar.waves[4]), Some(4));
        assert_eq!(calendar.quarter_of(Day(0)), None);
        assert_eq!(Calendar::new(4).start_quarters(), 1..=2);
    }
}
