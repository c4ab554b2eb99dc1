//! Calendar days as whole numbers (days since 1970-01-01), the clock of the whole engine.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

/// A calendar day, counted in days since 1970-01-01 (the same number that Parquet's DATE holds).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Day {
    /// Stands for "since ever": earlier than every real day.
    pub const MIN: Day = Day(i32::MIN);
    /// Stands for "not ended": later than every real day.
    pub const MAX: Day = Day(i32::MAX);

    /// The day of a year, month and day of month; `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day::from)
    }

    /// The calendar date; days outside chrono's range (some 260,000 years) are clamped to it.
    pub fn date(self) -> NaiveDate {
        let moved = if self.0 >= 0 {
            EPOCH.checked_add_days(Days::new(u64::from(self.0.unsigned_abs())))
        } else {
            EPOCH.checked_sub_days(Days::new(u64::from(self.0.unsigned_abs())))
        };
        moved.unwrap_or(if self.0 >= 0 {
            NaiveDate::MAX
        } else {
            NaiveDate::MIN
        })
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The day `days` later (earlier when negative), saturating.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Whole days from `earlier` to `self`.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day(i32::try_from(date.signed_duration_since(EPOCH).num_days()).unwrap_or(i32::MAX))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Chrono's own form of a date is ISO 8601, and much faster than a format string.
        fmt::Display::fmt(&self.date(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2025, 12, 31), Some(Day(20453)));
        assert_eq!(Day(20453).to_string(), "2025-12-31");
        assert_eq!(Day::from_ymd(2025, 2, 29), None);
        assert_eq!(Day(-1).to_string(), "1969-12-31");
        assert_eq!(Day(20453).year(), 2025);
    }
}
