//! Reading one value of text: what counts as missing, numbers in either decimal style, yes and no.
//!
//! Missing are the empty text, `NA`, `N/A`, `#N/A`, `NULL` and `null` (recoding comes first, so a
//! pipeline can turn `NA` into `North America`). `None`, `NaN`, `NaT` and `-` are missing only where a
//! number, a date or yes/no is expected: as a category they may be meant. Deliberately absent: guessing
//! whether `1,234` is a thousand or a fraction when nothing in the column tells.

/// Whether a trimmed text stands for "no value" in any column.
pub(super) fn is_missing(text: &str) -> bool {
    match text.len() {
        0 => true,
        2 => text.eq_ignore_ascii_case("na"),
        3 => text.eq_ignore_ascii_case("n/a"),
        4 => text.eq_ignore_ascii_case("null") || text.eq_ignore_ascii_case("#n/a"),
        _ => false,
    }
}

/// Whether a trimmed text stands for "no value" where a number, date or flag is expected.
pub(super) fn is_missing_typed(text: &str) -> bool {
    is_missing(text)
        || match text.len() {
            1 => text == "-",
            3 => text.eq_ignore_ascii_case("nan") || text.eq_ignore_ascii_case("nat"),
            4 => text.eq_ignore_ascii_case("none"),
            _ => false,
        }
}

/// How a column writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberStyle {
    /// No value tells: `.` is the decimal sign, a lone comma before three digits is unreadable.
    #[default]
    Plain,
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// What the values of a column say of its number style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NumberEvidence {
    point: u64,
    comma: u64,
}

impl NumberEvidence {
    /// Takes one value into account.
    pub(super) fn see(&mut self, text: &str) {
        let (comma, point) = (text.rfind(','), text.rfind('.'));
        match (comma, point) {
            (Some(c), Some(p)) if c > p => self.comma += 1,
            (Some(_), Some(_)) => self.point += 1,
            (Some(c), None) if text.matches(',').count() == 1 && text.len() - c - 1 != 3 => {
                self.comma += 1;
            }
            (None, Some(p)) if text.matches('.').count() == 1 && text.len() - p - 1 != 3 => {
                self.point += 1;
            }
            _ => {}
        }
    }

    /// Adds what another part of the column says.
    pub(super) fn absorb(&mut self, other: NumberEvidence) {
        self.point += other.point;
        self.comma += other.comma;
    }

    /// The style that at least four in five of the telling values have.
    pub(super) fn style(self) -> NumberStyle {
        if self.point + self.comma == 0 {
            NumberStyle::Plain
        } else if self.comma > 4 * self.point {
            NumberStyle::Comma
        } else {
            NumberStyle::Point
        }
    }
}

/// The number a trimmed text states; `None` when it is no number.
pub(super) fn number(text: &str, style: NumberStyle) -> Option<f64> {
    let bytes = text.as_bytes();
    if let [digit @ b'0'..=b'9'] = bytes {
        return Some(f64::from(digit - b'0'));
    }
    if !bytes
        .iter()
        .all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'e' | b'E'))
    {
        return None;
    }
    if !bytes.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let (group, decimal) = match style {
        NumberStyle::Comma => (b'.', b','),
        NumberStyle::Point | NumberStyle::Plain => (b',', b'.'),
    };
    if !bytes.contains(&group) && decimal == b'.' {
        return text.parse().ok().filter(|v: &f64| v.is_finite());
    }
    if bytes.contains(&group)
        && (!grouped(text, group as char, decimal as char) || style == NumberStyle::Plain)
    {
        return None;
    }
    let plain: String = text
        .chars()
        .filter(|&c| c != group as char)
        .map(|c| if c == decimal as char { '.' } else { c })
        .collect();
    plain.parse().ok().filter(|v: &f64| v.is_finite())
}

/// Whether the whole part is one to three digits followed by groups of exactly three.
fn grouped(text: &str, group: char, decimal: char) -> bool {
    let whole = text
        .split(decimal)
        .next()
        .unwrap_or("")
        .trim_start_matches(['+', '-']);
    let mut parts = whole.split(group);
    let first = parts.next().unwrap_or("");
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && digits(first) && parts.all(|p| p.len() == 3 && digits(p))
}

/// Yes or no, in the words of common exports; `None` when it is neither.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "1" | "1.0" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_style_of_their_column() {
        let style = |values: &[&str]| {
            let mut evidence = NumberEvidence::default();
            for value in values {
                evidence.see(value);
            }
            evidence.style()
        };
        assert_eq!(style(&["3,5", "1.234,50"]), NumberStyle::Comma);
        assert_eq!(style(&["3.5", "1,234.50"]), NumberStyle::Point);
        assert_eq!(style(&["1,234", "4"]), NumberStyle::Plain);
        assert_eq!(number("3,5", NumberStyle::Comma), Some(3.5));
        assert_eq!(number("1.234,5", NumberStyle::Comma), Some(1234.5));
        assert_eq!(number("1,234.5", NumberStyle::Point), Some(1234.5));
        assert_eq!(number("1,234", NumberStyle::Point), Some(1234.0));
        assert_eq!(number("1,234", NumberStyle::Plain), None);
        assert_eq!(number("3.5", NumberStyle::Comma), None);
        assert_eq!(number("4", NumberStyle::Plain), Some(4.0));
        assert_eq!(number("-4.25", NumberStyle::Plain), Some(-4.25));
        for text in [
            "inf", "NaN", "x4", "4x", "1e999", "", "-", ".", "0x10", "1 2",
        ] {
            assert_eq!(number(text, NumberStyle::Plain), None, "{text}");
        }
    }

    #[test]
    fn words_for_missing_depend_on_what_is_expected() {
        for text in ["", "NA", "n/a", "#N/A", "NULL", "null"] {
            assert!(is_missing(text), "{text}");
        }
        for text in ["None", "NaN", "-", "0"] {
            assert!(!is_missing(text), "{text}");
        }
        assert!(is_missing_typed("None") && is_missing_typed("NaT") && is_missing_typed("-"));
    }
}
