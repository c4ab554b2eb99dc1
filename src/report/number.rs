//! How numbers and dates are written: the sole place that rounds. Knows the locale, knows no finding.
//!
//! A minus is a true minus sign, a rounded zero has no sign. What is absent is written by the caller in words.

use chrono::Datelike;

use crate::vocab::{Day, Period, PeriodUnit, Unit};

use super::language::catalogue::{Language, args};
use super::settings::Locale;

/// Writes numbers in the style of a locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figures {
    locale: Locale,
}

impl Figures {
    /// In the style of a locale.
    pub(crate) fn new(locale: Locale) -> Figures {
        Figures { locale }
    }

    /// The locale.
    pub(crate) fn locale(self) -> Locale {
        self.locale
    }

    fn marks(self) -> (char, char) {
        match self.locale {
            Locale::EnGb | Locale::EnUs => (',', '.'),
            Locale::DeDe => ('.', ','),
        }
    }

    /// A number with so many decimals: `1,234.5`.
    pub(crate) fn fixed(self, x: f64, decimals: usize) -> String {
        if !x.is_finite() {
            return self.text("not-a-number").to_owned();
        }
        let text = format!("{:.decimals$}", x.abs());
        let (group, point) = self.marks();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if x < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            out.push('−');
        }
        for (k, digit) in whole.chars().enumerate() {
            if k > 0 && (whole.len() - k) % 3 == 0 {
                out.push(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }

    /// The same with a plus before what is above zero.
    pub(crate) fn signed(self, x: f64, decimals: usize) -> String {
        let text = self.fixed(x, decimals);
        let plus = x > 0.0 && !rounds_to_zero(x, decimals);
        if plus { format!("+{text}") } else { text }
    }

    /// A count of people or rows.
    pub(crate) fn count(self, n: i64) -> String {
        let text = self.fixed(n.unsigned_abs() as f64, 0);
        if n < 0 { format!("−{text}") } else { text }
    }

    /// A count rounded to tens, for the public.
    pub(crate) fn tens(self, n: i64) -> String {
        self.count((n + 5).div_euclid(10) * 10)
    }

    /// A p-value: three decimals, or `< 0.001`.
    pub(crate) fn p_value(self, p: f64) -> String {
        if p < 0.001 {
            format!("< {}", self.fixed(0.001, 3))
        } else {
            self.fixed(p, 3)
        }
    }

    /// A whole number in words up to twelve.
    pub(crate) fn small(self, n: u64) -> String {
        self.text("numbers-to-twelve")
            .split_whitespace()
            .nth(n as usize)
            .map_or_else(|| self.count(n as i64), str::to_owned)
    }

    /// "about four" from 1.5 on, otherwise the number with decimals.
    pub(crate) fn about(self, x: f64, decimals: usize) -> String {
        let size = x.abs();
        if size >= 1.5 {
            self.say(
                "about-number",
                args!["number" => self.small(size.round() as u64)],
            )
        } else {
            self.fixed(size, decimals)
        }
    }

    /// A sum of money without its sign, whole: `EUR 480,000`.
    pub(crate) fn money(self, x: f64, currency: Option<&str>) -> String {
        let number = self.fixed(x.abs(), 0);
        match currency {
            Some(currency) => self.say("money", args!["currency" => currency, "number" => number]),
            None => number,
        }
    }

    /// The same with its sign: `+EUR 480,000`.
    pub(crate) fn signed_money(self, x: f64, currency: Option<&str>) -> String {
        let sign = match () {
            () if rounds_to_zero(x, 0) => "",
            () if x < 0.0 => "−",
            () => "+",
        };
        format!("{sign}{}", self.money(x, currency))
    }

    /// A size in bytes.
    pub(crate) fn bytes(self, n: u64) -> String {
        if n < 10_000 {
            return self.say("bytes", args!["number" => self.count(n as i64)]);
        }
        if n < 10_000_000 {
            return format!("{} kB", self.fixed(n as f64 / 1e3, 0));
        }
        format!("{} MB", self.fixed(n as f64 / 1e6, 0))
    }

    /// The name of a month, the first being 0.
    fn month(self, month: u32) -> &'static str {
        // Dates follow the locale, whatever language the sentences are in.
        let mut months = Language::of(self.locale).text("months").split_whitespace();
        months.nth(month as usize).unwrap_or_default()
    }

    /// A date in full: `31 December 2025`.
    pub(crate) fn day(self, day: Day) -> String {
        let date = day.date();
        let (d, m, y) = (date.day(), self.month(date.month0()), date.year());
        match self.locale {
            Locale::EnGb => format!("{d} {m} {y}"),
            Locale::EnUs => format!("{m} {d}, {y}"),
            Locale::DeDe => format!("{d}. {m} {y}"),
        }
    }

    /// A period as words: `2025 Q4`, `October 2025`.
    pub(crate) fn period(self, period: Period) -> String {
        let date = period.first_day().date();
        let (month, year) = (date.month0(), date.year().to_string());
        match period.unit() {
            PeriodUnit::Month => format!("{} {year}", self.month(month)),
            PeriodUnit::Quarter => self.say(
                "period-quarter",
                args!["year" => year, "part" => month / 3 + 1],
            ),
            PeriodUnit::Half => self.say(
                "period-half",
                args!["year" => year, "part" => month / 6 + 1],
            ),
            PeriodUnit::Year => year,
        }
    }
}

/// Whether so many decimals show nothing but zeros.
pub(crate) fn rounds_to_zero(x: f64, decimals: usize) -> bool {
    !format!("{:.decimals$}", x.abs())
        .bytes()
        .any(|b| (b'1'..=b'9').contains(&b))
}

/// Decimals of a unit.
pub(crate) fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::Points | Unit::PercentagePoints | Unit::PerHundredPerQuarter | Unit::PerPairing => 1,
        Unit::Days | Unit::Minutes | Unit::Number => 0,
        Unit::Ratio | Unit::Mark => 2,
    }
}

/// Decimals with which no value that differs from zero is written as zero, up to three.
pub(crate) fn telling_decimals(unit: Unit, values: &[f64]) -> usize {
    let least = decimals(unit);
    let null = if unit.is_ratio() { 1.0 } else { 0.0 };
    (least..=3)
        .find(|&d| {
            values
                .iter()
                .all(|&x| (x - null).abs() <= 0.0 || !rounds_to_zero(x - null, d))
        })
        .unwrap_or(least)
}

/// Rounds to whole units, for the public; halves away from zero.
pub(crate) fn whole(x: f64) -> i64 {
    x.round() as i64
}

/// The whole units that enclose a range.
pub(crate) fn enclosing(low: f64, high: f64) -> (i64, i64) {
    (low.floor() as i64, high.ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_locale() {
        let (gb, de) = (Figures::new(Locale::EnGb), Figures::new(Locale::DeDe));
        assert_eq!(gb.fixed(1_234_567.85, 1), "1,234,567.9");
        assert_eq!(de.fixed(-1234.5, 1), "−1.234,5");
        assert_eq!(gb.fixed(-0.04, 1), "0.0");
        assert_eq!(gb.signed(3.84, 1), "+3.8");
        assert_eq!(gb.signed(-3.84, 1), "−3.8");
        assert_eq!(gb.signed(0.01, 1), "0.0");
        assert_eq!(gb.tens(1724), "1,720");
        assert_eq!(gb.tens(1725), "1,730");
        assert_eq!(gb.p_value(0.0004), "< 0.001");
        assert_eq!(de.p_value(0.04), "0,040");
        assert_eq!(gb.about(3.8, 1), "about four");
        assert_eq!(gb.about(-0.6, 1), "0.6");
        assert_eq!(gb.about(21.4, 1), "about 21");
        assert_eq!(gb.money(-480_000.0, Some("EUR")), "EUR 480,000");
        assert_eq!(de.signed_money(480_000.0, None), "+480.000");
        assert_eq!(gb.signed_money(-1500.0, Some("£")), "−£ 1,500");
    }

    #[test]
    fn dates_follow_the_locale() {
        let day = Day::from_ymd(2025, 12, 31).expect("a literal day");
        assert_eq!(Figures::new(Locale::EnGb).day(day), "31 December 2025");
        assert_eq!(Figures::new(Locale::EnUs).day(day), "December 31, 2025");
        assert_eq!(Figures::new(Locale::DeDe).day(day), "31. Dezember 2025");
        let quarter: Period = "2025Q4".parse().expect("a literal quarter");
        assert_eq!(Figures::new(Locale::EnGb).period(quarter), "2025 Q4");
        let month: Period = "2025-10".parse().expect("a literal month");
        assert_eq!(Figures::new(Locale::DeDe).period(month), "Oktober 2025");
    }

    #[test]
    fn a_limit_that_is_not_zero_is_never_written_as_zero() {
        assert_eq!(telling_decimals(Unit::Points, &[0.04, 4.0]), 2);
        assert_eq!(telling_decimals(Unit::Points, &[0.4, 4.0]), 1);
        assert_eq!(telling_decimals(Unit::Ratio, &[1.004]), 3);
        assert_eq!(enclosing(2.1, 5.5), (2, 6));
    }
}
