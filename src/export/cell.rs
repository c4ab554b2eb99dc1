//! The cells of a release as the files write them: the two rules that all text formats share.
//!
//! A number that is not finite is absent, and zero has no sign; a text that a spreadsheet would take for a
//! formula is recognised in one place.

use crate::disclosure::{Row, Value};

/// The cells of a row in the order of [`Row::COLUMNS`]; numbers that are not finite are absent.
pub(super) fn cells(row: &Row) -> Vec<Value<'_>> {
    row.values().into_iter().map(plain).collect()
}

/// A cell with infinities and NaN taken as absent and minus zero as zero.
pub(super) fn plain(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Float(x) if !x.is_finite() => Value::Null,
        Value::Float(x) => Value::Float(x + 0.0),
        other => other,
    }
}

/// The shortest decimal text that reads back as the same number, with a point or an exponent (`2.0`, `1e-7`),
/// so that readers that guess types take the column for numbers with decimals.
pub(super) fn number_text(x: f64) -> String {
    format!("{x:?}")
}

/// Whether a spreadsheet might run this text as a formula: it begins, blanks aside, with `=`, `+`, `-`, `@`, one
/// of their full-width forms, or with a tab, carriage return or line feed; and it is no plain number.
pub(super) fn looks_like_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    text.trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && text.trim().parse::<f64>().map_or(true, |x| !x.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_recognised_and_numbers_are_not() {
        for text in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "＝1",
            "-inf",
        ] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in [
            "",
            "-1",
            "+3.5",
            "-1e-3",
            "all",
            "Gen Z",
            "a=b",
            "not stated",
            "<1",
        ] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }

    #[test]
    fn numbers_read_back_exactly() {
        for x in [2.0, 0.1, 1.0 / 3.0, 1e-7, 1e300, -12.5, f64::MIN_POSITIVE] {
            assert_eq!(number_text(x).parse::<f64>(), Ok(x));
        }
        assert_eq!(number_text(2.0), "2.0");
        assert!(matches!(plain(Value::Float(f64::NAN)), Value::Null));
        assert!(matches!(plain(Value::Float(-0.0)), Value::Float(x) if x.is_sign_positive()));
    }
}
