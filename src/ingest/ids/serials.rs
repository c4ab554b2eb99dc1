//! Texts of one prefix and a number, found by the number: an array instead of a hash.
//!
//! Texts count as alike when they have the same prefix and as many digits, so that "E7" and "E07" stay apart. What is not
//! found here is no answer: it may still be in the hash table.

/// More digits than this are no number of a person.
const MOST_DIGITS: usize = 18;
/// An array may have this many places per text; sparser numbers are left to the hash.
const PLACES_PER_TEXT: u64 = 8;
/// Marks a place without a text.
const NOBODY: u32 = u32::MAX;

/// Numbers of texts by their serial number.
#[derive(Debug, Clone, Default)]
pub(super) struct Serials {
    prefix: Box<[u8]>,
    /// By number of digits.
    series: Vec<Series>,
}

/// Texts with as many digits.
#[derive(Debug, Clone, Default)]
struct Series {
    first: u64,
    numbers: Vec<u32>,
}

/// The number in a text after a prefix; `None` when it begins otherwise or something else follows.
#[inline]
fn serial(text: &[u8], prefix: &[u8]) -> Option<u64> {
    let digits = text.get(prefix.len()..)?;
    // Prefixes are a letter or two: a loop is faster than a call that compares memory.
    if !prefix.iter().zip(text).all(|(a, b)| a == b) {
        return None;
    }
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return None;
    }
    digits.iter().try_fold(0u64, |value, &byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| value * 10 + u64::from(digit))
    })
}

impl Serials {
    /// The series that texts will fall into, nobody found in them yet; their prefix is that of the first.
    pub(super) fn of<'t>(texts: &(impl Iterator<Item = &'t str> + Clone)) -> Serials {
        let first = texts.clone().next().unwrap_or("").as_bytes();
        let digits = first.iter().rev().take_while(|b| b.is_ascii_digit());
        let prefix = &first[..first.len() - digits.count()];
        let mut spans = vec![(0u64, u64::MAX, 0u64); MOST_DIGITS + 1];
        for text in texts.clone().map(str::as_bytes) {
            if let Some(serial) = serial(text, prefix) {
                let (count, low, high) = &mut spans[text.len() - prefix.len()];
                *count += 1;
                *low = serial.min(*low);
                *high = serial.max(*high);
            }
        }
        let dense = |&(count, low, high): &(u64, u64, u64)| {
            if count > 0 && high - low < PLACES_PER_TEXT * count {
                Series {
                    first: low,
                    numbers: vec![NOBODY; (high - low + 1) as usize],
                }
            } else {
                Series::default()
            }
        };
        Serials {
            prefix: prefix.into(),
            series: spans.iter().map(dense).collect(),
        }
    }

    /// Where a text stands: the number of its digits, and its place in their series.
    #[inline]
    fn place(&self, text: &str) -> Option<(usize, usize)> {
        let text = text.as_bytes();
        let digits = text.len().checked_sub(self.prefix.len())?;
        let series = self.series.get(digits).filter(|s| !s.numbers.is_empty())?;
        let place = serial(text, &self.prefix)?.checked_sub(series.first)?;
        let place = usize::try_from(place).ok()?;
        (place < series.numbers.len()).then_some((digits, place))
    }

    /// The number of a text, if it was given one here.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let (digits, place) = self.place(text)?;
        Some(self.series[digits].numbers[place]).filter(|number| *number != NOBODY)
    }

    /// Gives a text its number; false when it falls into no series.
    pub(super) fn give(&mut self, text: &str, number: u32) -> bool {
        let place = self.place(text);
        if let Some((digits, place)) = place {
            self.series[digits].numbers[place] = number;
        }
        place.is_some()
    }
}
