//! Reading days: ISO first, then what the whole column agrees on.
//!
//! `2025-03-31`, `2025-03-31T09:34:00Z` (the time is dropped), `2025/03/31`, `20250331`, `31.03.2025` and
//! `31-Mar-2025` say what they are. `03/04/2025` and `03-04-2025` do not: the order of day and month is decided
//! once per column from all its rows, by values that can only be read one way; without such a value the
//! pipeline has to say. Deliberately absent: two-digit years, which need a `date_format`.

use chrono::format::{Item, StrftimeItems};
use chrono::{NaiveDate, NaiveDateTime};

use crate::vocab::Day;

/// First and last day that a date in an export can plausibly be: 1900-01-01 to 2200-12-31.
pub(super) const PLAUSIBLE: (Day, Day) = (Day(-25_567), Day(84_370));
/// Systems write an open end as a day in one of these years.
const OPEN_YEARS: [i32; 2] = [4712, 9999];
/// Day 0 of Excel's serial dates.
const SERIAL_ZERO: i32 = -25_569;

/// The order of day and month in a column that does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// `31/12/2025`
    DayFirst,
    /// `12/31/2025`
    MonthFirst,
}

/// How a column writes its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DateStyle {
    /// The format that the pipeline names.
    pub(super) format: Option<String>,
    /// The order that the values reveal.
    pub(super) order: Option<Order>,
    /// Whether plain numbers are Excel serial dates.
    pub(super) serials: bool,
}

/// What the values of a column say of the order of day and month.
#[derive(Debug, Clone, Default)]
pub(super) struct DateEvidence {
    day_first: u64,
    month_first: u64,
    /// The first value that could be read either way.
    pub(super) either: Option<String>,
}

/// Parts of a date as written.
enum Parts {
    Day(Option<Day>),
    /// Two small numbers and a year, order unknown.
    Unordered(u32, u32, i32),
}

impl DateEvidence {
    /// Takes one value into account.
    pub(super) fn see(&mut self, text: &str) {
        if let Some(Parts::Unordered(first, second, _)) = parts(text) {
            match (first > 12, second > 12) {
                (true, false) => self.day_first += 1,
                (false, true) => self.month_first += 1,
                (false, false) if first != second && self.either.is_none() => {
                    self.either = Some(text.to_owned());
                }
                _ => {}
            }
        }
    }

    /// Adds what a later part of the column says.
    pub(super) fn absorb(&mut self, other: DateEvidence) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either = self.either.take().or(other.either);
    }

    /// The order of at least four in five telling values; `Err` with an example when the column has values
    /// that could be read either way and nothing decides.
    pub(super) fn order(&self) -> Result<Option<Order>, String> {
        if self.day_first > 4 * self.month_first {
            Ok(Some(Order::DayFirst))
        } else if self.month_first > 4 * self.day_first {
            Ok(Some(Order::MonthFirst))
        } else {
            self.either.clone().map_or(Ok(None), Err)
        }
    }
}

/// Whether a `strftime` format can be used.
pub(super) fn format_is_valid(format: &str) -> bool {
    !StrftimeItems::new(format).any(|item| matches!(item, Item::Error))
}

/// Whether a day stands for an open end.
pub(super) fn is_open_end(day: Day) -> bool {
    day > PLAUSIBLE.1 && OPEN_YEARS.contains(&day.year())
}

/// The day a trimmed text states; `None` when it is no date.
pub(super) fn day(text: &str, style: &DateStyle) -> Option<Day> {
    if let Some(day) = iso(text.as_bytes()) {
        return Some(day);
    }
    if let Some(format) = &style.format
        && let Some(date) = formatted(text, format)
    {
        return Some(Day::from(date));
    }
    if style.serials
        && let Ok(serial) = text.parse::<f64>()
        && (1.0..200_000.0).contains(&serial)
    {
        return Some(Day(SERIAL_ZERO + serial as i32));
    }
    match parts(text)? {
        Parts::Day(day) => day,
        Parts::Unordered(first, second, year) => match style.order {
            Some(Order::DayFirst) => Day::from_ymd(year, second, first),
            Some(Order::MonthFirst) => Day::from_ymd(year, first, second),
            None if first == second => Day::from_ymd(year, first, first),
            None => None,
        },
    }
}

fn formatted(text: &str, format: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, format)
        .ok()
        .or_else(|| {
            NaiveDateTime::parse_from_str(text, format)
                .ok()
                .map(|t| t.date())
        })
        .or_else(|| {
            NaiveDate::parse_and_remainder(text, format)
                .ok()
                .filter(|(_, rest)| is_time(rest))
                .map(|(d, _)| d)
        })
}

/// `YYYY-MM-DD`, a time of day after it allowed: the fast path of clean files.
fn iso(bytes: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = bytes else {
        return None;
    };
    let digit = |b: &u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let (month, day) = (digit(m1)? * 10 + digit(m2)?, digit(d1)? * 10 + digit(d2)?);
    is_time(std::str::from_utf8(rest).ok()?).then(|| Day::from_ymd(year as i32, month, day))?
}

/// Nothing, or something that looks like a time of day with an optional zone.
fn is_time(rest: &str) -> bool {
    let time = rest.trim_start_matches(['T', ' ', ',']);
    rest.is_empty()
        || (time.len() < rest.len()
            && time.starts_with(|c: char| c.is_ascii_digit())
            && time
                .chars()
                .all(|c| c.is_ascii_digit() || ":.+-ZzAPMapm UTC".contains(c)))
}

fn parts(text: &str) -> Option<Parts> {
    if text.len() > 40 || !text.is_ascii() {
        return None;
    }
    if text.len() == 8
        && text.bytes().all(|b| b.is_ascii_digit())
        && let (Ok(year), Ok(month), Ok(day)) =
            (text[..4].parse(), text[4..6].parse(), text[6..].parse())
    {
        return Some(Parts::Day(Day::from_ymd(year, month, day)));
    }
    let separator = |c: char| matches!(c, '-' | '/' | '.' | ' ' | ',');
    let mut rest = text;
    let mut tokens = [""; 3];
    for (k, token) in tokens.iter_mut().enumerate() {
        rest = rest.trim_start_matches(separator);
        let end = rest
            .find(|c: char| separator(c) || (k == 2 && c == 'T'))
            .unwrap_or(rest.len());
        (*token, rest) = rest.split_at(end);
    }
    if !is_time(rest) {
        return None;
    }
    let small = |t: &str| {
        if t.len() <= 2 {
            t.parse::<u32>().ok()
        } else {
            None
        }
    };
    let year = |t: &str| {
        if t.len() == 4 {
            t.parse::<i32>().ok()
        } else {
            None
        }
    };
    let [a, b, c] = tokens;
    if let Some(y) = year(a) {
        return Some(Parts::Day(Day::from_ymd(
            y,
            small(b).or_else(|| month_named(b))?,
            small(c)?,
        )));
    }
    let y = year(c)?;
    match (small(a), small(b), month_named(a), month_named(b)) {
        (Some(d), None, _, Some(m)) | (None, Some(d), Some(m), _) => {
            Some(Parts::Day(Day::from_ymd(y, m, d)))
        }
        (Some(d), Some(m), _, _) if text[a.len()..].starts_with('.') => {
            Some(Parts::Day(Day::from_ymd(y, m, d)))
        }
        (Some(first), Some(second), _, _) => Some(Parts::Unordered(first, second, y)),
        _ => None,
    }
}

/// The month of an English name or its first three letters.
fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    (word.len() >= 3)
        .then(|| {
            NAMES.iter().position(|n| {
                *n == word
                    || (word.len() <= 4 && n.starts_with(&word))
                    || (word == "sept" && *n == "september")
            })
        })?
        .map(|k| k as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<Order>) -> Option<String> {
        day(
            text,
            &DateStyle {
                order,
                ..DateStyle::default()
            },
        )
        .map(|d| d.to_string())
    }

    #[test]
    fn days_that_say_what_they_are() {
        for text in [
            "2025-03-31",
            "2025-03-31T09:34:00Z",
            "2025-03-31 09:34",
            "2025/03/31",
            "20250331",
            "31.03.2025",
            "31-Mar-2025",
            "31 March 2025",
            "Mar 31, 2025",
            "2025-03-31T09:34:00.123+02:00",
            "31.03.2025 09:34",
        ] {
            assert_eq!(read(text, None).as_deref(), Some("2025-03-31"), "{text}");
        }
        for text in [
            "2025-02-30",
            "31.02.2025",
            "2025-13-01",
            "soon",
            "",
            "31.03.25",
            "2025-03-31x",
            "2025",
            "1/2",
            "ümlaut",
        ] {
            assert_eq!(read(text, Some(Order::DayFirst)), None, "{text}");
        }
    }

    #[test]
    fn day_and_month_need_the_column() {
        assert_eq!(read("03/04/2025", None), None);
        assert_eq!(
            read("03/04/2025", Some(Order::DayFirst)).as_deref(),
            Some("2025-04-03")
        );
        assert_eq!(
            read("03/04/2025", Some(Order::MonthFirst)).as_deref(),
            Some("2025-03-04")
        );
        assert_eq!(
            read("26-03-2024 09:34", Some(Order::DayFirst)).as_deref(),
            Some("2024-03-26")
        );
        let evidence = |values: &[&str]| {
            let mut seen = DateEvidence::default();
            for value in values {
                seen.see(value);
            }
            seen.order()
        };
        assert_eq!(
            evidence(&["03/04/2025", "31/04/2025"]),
            Ok(Some(Order::DayFirst))
        );
        assert_eq!(
            evidence(&["03/04/2025", "04/31/2025"]),
            Ok(Some(Order::MonthFirst))
        );
        assert_eq!(
            evidence(&["03/04/2025", "05/06/2025"]),
            Err("03/04/2025".to_owned())
        );
        assert_eq!(evidence(&["2025-01-01", "05/05/2025"]), Ok(None));
    }

    #[test]
    fn serials_open_ends_and_formats() {
        let serials = DateStyle {
            serials: true,
            ..DateStyle::default()
        };
        assert_eq!(
            day("45747", &serials).map(|d| d.to_string()).as_deref(),
            Some("2025-03-31")
        );
        assert!(is_open_end(day("9999-12-31", &serials).expect("a day")));
        assert!(is_open_end(day("4712-12-31", &serials).expect("a day")));
        let format = DateStyle {
            format: Some("%d/%m/%y".to_owned()),
            ..DateStyle::default()
        };
        assert_eq!(
            day("31/03/25", &format).map(|d| d.to_string()).as_deref(),
            Some("2025-03-31")
        );
        assert!(format_is_valid("%d/%m/%Y") && !format_is_valid("%d/%"));
        assert_eq!(Day::from_ymd(1900, 1, 1), Some(PLAUSIBLE.0));
        assert_eq!(Day::from_ymd(2200, 12, 31), Some(PLAUSIBLE.1));
    }
}
