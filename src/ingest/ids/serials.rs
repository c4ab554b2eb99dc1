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

/// The number in a text after a prefix of so many bytes; `None` when something else follows.
#[inline]
fn serial(text: &[u8], prefix: usize) -> Option<u64> {
    let digits = text.get(prefix..)?;
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return None;
    }
    digits.iter().try_fold(0u64, |value, &byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| value * 10 + u64::from(digit))
    })
}

impl Serials {
    /// The series among texts, numbered from 0; their prefix is that of the first.
    pub(super) fn of<'t>(texts: &(impl Iterator<Item = &'t str> + Clone)) -> Serials {
        let first = texts.clone().next().unwrap_or("").as_bytes();
        let digits = first.iter().rev().take_while(|b| b.is_ascii_digit());
        let prefix = &first[..first.len() - digits.count()];
        let serials = || {
            texts.clone().enumerate().filter_map(|(number, text)| {
                let text = text.as_bytes();
                let serial = serial(text, prefix.len()).filter(|_| text.starts_with(prefix))?;
                Some((text.len() - prefix.len(), serial, number as u32))
            })
        };
        let mut spans = vec![(0u64, u64::MAX, 0u64); MOST_DIGITS + 1];
        for (digits, serial, _) in serials() {
            let (count, low, high) = &mut spans[digits];
            *count += 1;
            *low = serial.min(*low);
            *high = serial.max(*high);
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
        let mut series: Vec<Series> = spans.iter().map(dense).collect();
        for (digits, serial, number) in serials() {
            let own = &mut series[digits];
            if let Some(place) = own.numbers.get_mut((serial - own.first) as usize) {
                *place = number;
            }
        }
        Serials {
            prefix: prefix.into(),
            series,
        }
    }

    /// The number of a text, if it belongs to a series.
    #[inline]
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let text = text.as_bytes();
        let digits = text.len().checked_sub(self.prefix.len())?;
        let series = self.series.get(digits)?;
        if series.numbers.is_empty() || !text.starts_with(&self.prefix) {
            return None;
        }
        let place = serial(text, self.prefix.len())?.checked_sub(series.first)?;
        let number = *series.numbers.get(usize::try_from(place).ok()?)?;
        (number != NOBODY).then_some(number)
    }
}
