//! Where a byte of a TOML string's value stands in its source, quotes and escapes considered.

/// The offset in `source` (the string as written, with its quotes) of byte `wanted` of its value; the position of
/// the closing quotes when the value ends before.
pub(super) fn source_offset(source: &str, wanted: usize) -> usize {
    let (quote, literal) = match source.chars().next() {
        Some('"') => ("\"", false),
        Some('\'') => ("'", true),
        _ => return wanted.min(source.len()),
    };
    let triple = quote.repeat(3);
    let (multiline, fence) = match source.strip_prefix(&triple) {
        Some(_) if source.len() >= 6 => (true, 3),
        _ => (false, 1),
    };
    let end = source.len().saturating_sub(fence).max(fence);
    let mut at = fence;
    if multiline {
        let body = source.get(at..).unwrap_or("");
        at += if body.starts_with("\r\n") {
            2
        } else {
            usize::from(body.starts_with('\n'))
        };
    }
    let mut decoded = 0;
    while at < end {
        let rest = source.get(at..end).unwrap_or("");
        let Some(first) = rest.chars().next() else {
            break;
        };
        let (written, meant) = if first == '\\' && !literal {
            escape(rest, multiline)
        } else {
            (first.len_utf8(), first.len_utf8())
        };
        if decoded + meant > wanted {
            break;
        }
        // An escape that means nothing (a continued line) is passed even when the byte is reached.
        at += written;
        decoded += meant;
    }
    at.min(end)
}

/// Bytes of an escape sequence as written, and of what it means.
fn escape(rest: &str, multiline: bool) -> (usize, usize) {
    let coded = |digits: usize| {
        let code = rest
            .get(2..2 + digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (
            2 + digits,
            code.and_then(char::from_u32).map_or(1, char::len_utf8),
        )
    };
    match rest.chars().nth(1) {
        Some('x') => coded(2),
        Some('u') => coded(4),
        Some('U') => coded(8),
        Some(c) if multiline && c.is_ascii_whitespace() => {
            let after = rest.get(1..).unwrap_or("");
            (
                1 + after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len(),
                0,
            )
        }
        Some(c) => (1 + c.len_utf8(), 1),
        None => (1, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source character that a byte of the value points to.
    fn pointed(source: &str, wanted: usize) -> &str {
        source
            .get(source_offset(source, wanted)..)
            .expect("a boundary")
    }

    #[test]
    fn escapes_and_quotes_are_stepped_over() {
        assert_eq!(pointed(r#""ab""#, 1), "b\"");
        assert_eq!(pointed(r"'a\b'", 2), "b'");
        assert_eq!(pointed(r#""\"a\"b""#, 3), "b\"");
        assert_eq!(pointed(r#""\u00e9b""#, 2), "b\"");
        assert_eq!(pointed("\"\"\"\nab\"\"\"", 1), "b\"\"\"");
        assert_eq!(pointed("\"\"\"a\\\n   b\"\"\"", 1), "b\"\"\"");
        assert_eq!(pointed("\"\"\"a\\\n   bc\"\"\"", 2), "c\"\"\"");
        assert_eq!(pointed(r#""ab""#, 99), "\"");
        assert_eq!(source_offset("", 3), 0);
        assert_eq!(source_offset("\"", 3), 1);
    }
}
