//! Analysis periods: calendar months, quarters, half-years and years, and their first and last days.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::Day;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// A calendar month, written `2025-10`.
    Month,
    /// A calendar quarter, written `2025Q4`.
    Quarter,
    /// A half-year, written `2025H2`.
    Half,
    /// A calendar year, written `2025`.
    Year,
}

impl PeriodUnit {
    /// Calendar months in one period.
    pub fn months(self) -> i32 {
        match self {
            PeriodUnit::Month => 1,
            PeriodUnit::Quarter => 3,
            PeriodUnit::Half => 6,
            PeriodUnit::Year => 12,
        }
    }

    /// The word used for one such period in sentences.
    pub fn word(self) -> &'static str {
        match self {
            PeriodUnit::Month => "month",
            PeriodUnit::Quarter => "quarter",
            PeriodUnit::Half => "half-year",
            PeriodUnit::Year => "year",
        }
    }
}

/// One calendar period, e.g. the fourth quarter of 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    unit: PeriodUnit,
    /// Periods since the one that begins on 1970-01-01.
    index: i32,
}

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a period; write a month as 2025-10, a quarter as 2025Q4, a half-year as 2025H2, a year as 2025"
)]
pub struct PeriodFault(pub String);

impl Period {
    /// The period of the given unit that holds a day.
    pub fn containing(unit: PeriodUnit, day: Day) -> Period {
        let date = day.date();
        let months = (date.year() - 1970) * 12 + date.month0() as i32;
        Period {
            unit,
            index: months.div_euclid(unit.months()),
        }
    }

    /// The length of this period.
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// Periods of this unit since 1970; consecutive periods have consecutive numbers.
    pub fn index(self) -> i32 {
        self.index
    }

    /// The period `n` later (earlier when negative).
    #[must_use]
    pub fn plus(self, n: i32) -> Period {
        Period {
            unit: self.unit,
            index: self.index.saturating_add(n),
        }
    }

    /// The first calendar day of the period.
    pub fn first_day(self) -> Day {
        let months = self.index.saturating_mul(self.unit.months());
        let (year, month0) = (1970 + months.div_euclid(12), months.rem_euclid(12));
        Day::from_ymd(year, month0 as u32 + 1, 1).unwrap_or(Day::MAX)
    }

    /// The last calendar day of the period.
    pub fn last_day(self) -> Day {
        self.plus(1).first_day().plus(-1)
    }

    /// The day before the period: the *eve* of an enrolment period.
    pub fn eve(self) -> Day {
        self.first_day().plus(-1)
    }

    /// The first day after the period: the *index date* of an enrolment period.
    pub fn index_day(self) -> Day {
        self.plus(1).first_day()
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), self.unit.months()).cmp(&(other.first_day(), other.unit.months()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.first_day().date();
        match self.unit {
            PeriodUnit::Month => write!(f, "{}-{:02}", date.year(), date.month()),
            PeriodUnit::Quarter => write!(f, "{}Q{}", date.year(), date.month0() / 3 + 1),
            PeriodUnit::Half => write!(f, "{}H{}", date.year(), date.month0() / 6 + 1),
            PeriodUnit::Year => write!(f, "{}", date.year()),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodFault;

    fn from_str(text: &str) -> Result<Period, PeriodFault> {
        let fault = || PeriodFault(text.to_owned());
        let text = text.trim();
        let year: i32 = text
            .get(..4)
            .and_then(|y| y.parse().ok())
            .ok_or_else(fault)?;
        if !(1900..=9998).contains(&year) {
            return Err(fault());
        }
        let rest = text.get(4..).unwrap_or("");
        let (unit, ordinal, count) = if rest.is_empty() {
            (PeriodUnit::Year, 1, 1)
        } else if let Some(n) = rest.strip_prefix(['Q', 'q']) {
            (PeriodUnit::Quarter, n.parse().map_err(|_| fault())?, 4)
        } else if let Some(n) = rest.strip_prefix(['H', 'h']) {
            (PeriodUnit::Half, n.parse().map_err(|_| fault())?, 2)
        } else if let Some(n) = rest.strip_prefix('-') {
            (PeriodUnit::Month, n.parse().map_err(|_| fault())?, 12)
        } else {
            return Err(fault());
        };
        if !(1..=count).contains(&ordinal) {
            return Err(fault());
        }
        Ok(Period {
            unit,
            index: (year - 1970) * count + ordinal - 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_written_and_bounded() {
        for text in ["2025Q4", "2025-10", "2025H2", "2025", "1969Q1"] {
            assert_eq!(
                text.parse::<Period>().map(|p| p.to_string()),
                Ok(text.to_owned())
            );
        }
        let quarter: Period = "2025Q4".parse().expect("a literal quarter");
        assert_eq!(quarter.first_day().to_string(), "2025-10-01");
        assert_eq!(quarter.last_day().to_string(), "2025-12-31");
        assert_eq!(quarter.eve().to_string(), "2025-09-30");
        assert_eq!(quarter.index_day().to_string(), "2026-01-01");
        assert_eq!(
            Period::containing(PeriodUnit::Quarter, quarter.last_day()),
            quarter
        );
        for text in [
            "2025Q5", "25Q1", "2025-13", "Q4 2025", "", "2025X1", "2025Q",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
