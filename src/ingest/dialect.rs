//! The dialect of a text file: its encoding, its delimiter, and the row that is its header.
//!
//! Text is UTF-8 (with or without a mark), UTF-16 (with a mark, or known by its zero bytes), or a legacy
//! encoding that `chardetng` recognises. The header is the row among the first ones that names the most
//! wanted columns; failing that, the first row that is as wide as the rows after it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Rows looked at to find delimiter and header.
pub(super) const SAMPLE: usize = 60;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Some first rows of a file with their row numbers.
pub(super) type Sample = Vec<(u32, Vec<String>)>;

/// The text of a file, and whether some bytes were no text.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) if nearly_utf8(bytes) => (String::from_utf8_lossy(bytes), true),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            decode_as(detector.guess(None, Utf8Detection::Deny), bytes)
        }
    }
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(bytes), true),
        };
    }
    encoding.decode_without_bom_handling(bytes)
}

/// UTF-16 text of mostly Latin letters has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2000)];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 5;
    match (even > many, odd > many) {
        (false, true) if even * 20 < odd => Some(UTF_16LE),
        (true, false) if odd * 20 < even => Some(UTF_16BE),
        _ => None,
    }
}

/// A few broken bytes among many good multi-byte letters: UTF-8 after an accident, not another encoding.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * broken
}

/// The delimiter of a text, judged by the header it leads to: most wanted columns named, then most even rows.
pub(super) fn delimiter(text: &str, recognised: &dyn Fn(&[String]) -> usize) -> u8 {
    DELIMITERS
        .into_iter()
        .max_by_key(|&delimiter| {
            let sample = sample(text, delimiter);
            let header = header_position(&sample, recognised);
            let names = sample.get(header).map_or(0, |(_, row)| recognised(row));
            let width = sample.get(header).map_or(0, |(_, row)| row.len());
            let even = sample
                .iter()
                .skip(header)
                .filter(|(_, row)| row.len() == width)
                .count();
            let share = if width < 2 {
                0
            } else {
                even * 100 / sample.len().saturating_sub(header).max(1)
            };
            (
                names,
                share,
                width,
                std::cmp::Reverse(DELIMITERS.iter().position(|&d| d == delimiter)),
            )
        })
        .unwrap_or(b',')
}

/// The reader of a text with a delimiter; rows of any length, no header of its own.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The line on which a record begins. The reader tells where the record before it ended; the end of that line (the
/// second half of `\r\n`) and empty lines still stand in between.
pub(super) fn line(text: &str, record: &csv::StringRecord) -> u32 {
    record.position().map_or(0, |at| {
        let rest = text
            .as_bytes()
            .get(at.byte() as usize..)
            .unwrap_or_default();
        let skipped = rest
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .filter(|b| **b == b'\n')
            .count();
        (at.line() + skipped as u64) as u32
    })
}

/// The text of a file whose lines end in `\r` alone (old spreadsheets on the Mac) with ends that can be counted.
pub(super) fn countable(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if !bytes.contains(&b'\r') {
        return text;
    }
    let lone = (0..bytes.len())
        .filter(|&k| bytes[k] == b'\r' && bytes.get(k + 1) != Some(&b'\n'))
        .count();
    if lone > text.matches('\n').count() {
        return Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    text
}

/// The first rows of a text.
pub(super) fn sample(text: &str, delimiter: u8) -> Sample {
    let mut reader = reader(text, delimiter);
    let mut rows = Sample::new();
    let mut record = csv::StringRecord::new();
    while rows.len() < SAMPLE && matches!(reader.read_record(&mut record), Ok(true)) {
        rows.push((
            line(text, &record),
            record.iter().map(|f| f.trim().to_owned()).collect(),
        ));
    }
    rows
}

/// The position of the header among the first rows.
pub(super) fn header_position(sample: &Sample, recognised: &dyn Fn(&[String]) -> usize) -> usize {
    let named = sample
        .iter()
        .enumerate()
        .map(|(k, (_, row))| (recognised(row), k));
    let best = named.max_by_key(|&(n, k)| (n, std::cmp::Reverse(k)));
    if let Some((n, k)) = best
        && n > 0
    {
        return k;
    }
    let filled = |row: &[String]| row.iter().filter(|f| !f.is_empty()).count();
    let widest = sample.iter().map(|(_, row)| filled(row)).max().unwrap_or(0);
    sample
        .iter()
        .position(|(_, row)| filled(row) * 2 > widest)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let text = "employee_id,name\n1,Zoë\n";
        assert_eq!(decode(text.as_bytes()).0, text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()).0, text);
        let utf16 = |little: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|u| {
                    if little {
                        u.to_le_bytes()
                    } else {
                        u.to_be_bytes()
                    }
                })
                .collect()
        };
        assert_eq!(
            decode(&[b"\xFF\xFE".to_vec(), utf16(true)].concat()).0,
            text
        );
        assert_eq!(
            decode(&[b"\xFE\xFF".to_vec(), utf16(false)].concat()).0,
            text
        );
        assert_eq!(decode(&utf16(true)).0, text);
        assert_eq!(decode(&utf16(false)).0, text);
        let legacy = encoding_rs::WINDOWS_1252
            .encode("id;Ort\n1;München\n2;Düsseldorf – Süd\n")
            .0
            .into_owned();
        assert_eq!(decode(&legacy).0, "id;Ort\n1;München\n2;Düsseldorf – Süd\n");
        assert!(!decode(b"\x00\xFF\x00\x01").0.is_empty());
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        let lines = |text: &str| {
            sample(&countable(text.into()), b',')
                .iter()
                .map(|(line, _)| *line)
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4\r\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r1,2\r3,4\r"), [1, 2, 3]);
        assert_eq!(lines("\na,b\n\n\n1,2\r\n\r\n3,4"), [2, 5, 7]);
        assert_eq!(lines("a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n"), [1, 2, 4]);
    }

    #[test]
    fn delimiters_and_headers_behind_a_preamble() {
        let knows = |row: &[String]| {
            row.iter()
                .filter(|f| ["employee_id", "hire_date"].contains(&f.as_str()))
                .count()
        };
        for (text, expected) in [
            ("employee_id,hire_date\n1,2020-01-01\n", b','),
            ("employee_id;hire_date\n1;\"a, b, c, d\"\n", b';'),
            ("employee_id\thire_date\n1\t2020-01-01\n", b'\t'),
            ("employee_id|hire_date\n1|2020-01-01\n", b'|'),
            (
                "Report, made by HR, 2025\n\nemployee_id;hire_date\n1;2020-01-01\n",
                b';',
            ),
        ] {
            assert_eq!(delimiter(text, &knows) as char, expected as char, "{text}");
        }
        let rows = sample(
            "Roster\nmade on,2025-01-01\nemployee_id,hire_date\n1,2\n",
            b',',
        );
        assert_eq!(header_position(&rows, &knows), 2);
        let rows = sample("Roster\na,b,c\n1,2,3\n", b',');
        assert_eq!(header_position(&rows, &|_| 0), 1);
    }
}
