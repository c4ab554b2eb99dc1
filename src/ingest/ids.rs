//! Identifiers as numbers: each distinct text once, numbered in the order of first sight.
//!
//! Most organisations number their people ("E0001234"): such texts are found by their number, all others by a hash.

mod serials;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use self::serials::Serials;

/// Bytes of a text that stand beside its number in the table.
const HEAD: usize = 12;
/// Fills the head of a shorter text; no byte of UTF-8.
const PADDING: u8 = 0xFF;

/// An entry of the table. Ids are short as a rule: one look at the entry then tells whether it is the right one, where looking
/// the text up would fetch two more places of memory.
#[derive(Debug, Clone, Copy)]
struct Entry {
    head: [u8; HEAD],
    number: u32,
}

fn head(text: &str) -> [u8; HEAD] {
    let mut head = [PADDING; HEAD];
    head.iter_mut().zip(text.bytes()).for_each(|(h, b)| *h = b);
    head
}

/// Distinct texts and their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    table: HashTable<Entry>,
    text: String,
    ends: Vec<usize>,
    state: FixedState,
    serials: Serials,
}

/// Steps that a [`Cursor`] looks ahead before it asks the table.
const AHEAD: u32 = 3;
/// Misses in a row after which a cursor stops looking ahead.
const PATIENCE: u32 = 64;

/// Remembers where the last text was found: files are often in the order of the roster.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cursor {
    next: u32,
    misses: u32,
}

impl Ids {
    /// Number of distinct texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; empty for a number that was not given.
    pub(super) fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..end]
    }

    /// Room for so many bytes of texts, of which these are most: those that differ only in a number are found by it.
    pub(super) fn expecting<'t>(
        texts: &(impl Iterator<Item = &'t str> + Clone),
        bytes: usize,
    ) -> Ids {
        Ids {
            serials: Serials::of(texts),
            text: String::with_capacity(bytes),
            ..Ids::default()
        }
    }

    /// The number of a text, given now if it is new.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if let Some(known) = self.serials.get(text) {
            return known;
        }
        let number = self.ends.len() as u32;
        if !self.serials.give(text, number) {
            let hash = self.state.hash_one(text);
            if let Some(known) = self.found(text, hash) {
                return known;
            }
            let (ends, all, state) = (&self.ends, &self.text, &self.state);
            let entry = Entry {
                head: head(text),
                number,
            };
            self.table.insert_unique(hash, entry, |entry| {
                let at = entry.number as usize;
                let start = if at == 0 { 0 } else { ends[at - 1] };
                state.hash_one(&all[start..ends[at]])
            });
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        number
    }

    /// The number of a text, if it has one.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let serial = self.serials.get(text);
        serial.or_else(|| self.found(text, self.state.hash_one(text)))
    }

    fn found(&self, text: &str, hash: u64) -> Option<u32> {
        let head = head(text);
        let same = |entry: &Entry| {
            entry.head == head && (text.len() < HEAD || self.text(entry.number) == text)
        };
        self.table.find(hash, same).map(|entry| entry.number)
    }

    /// Like [`Ids::get`], faster where texts come in the order of their numbers.
    pub(super) fn find(&self, text: &str, cursor: &mut Cursor) -> Option<u32> {
        if let Some(number) = self.serials.get(text) {
            return Some(number);
        }
        if cursor.misses < PATIENCE {
            let end = (cursor.next + AHEAD).min(self.ends.len() as u32);
            for number in cursor.next..end {
                if self.text(number) == text {
                    *cursor = Cursor {
                        next: number + 1,
                        misses: 0,
                    };
                    return Some(number);
                }
            }
            cursor.misses += 1;
        }
        let found = self.found(text, self.state.hash_one(text));
        if let Some(number) = found {
            cursor.next = number + 1;
        }
        found
    }

    /// The numbers in the byte order of their texts.
    pub(super) fn sorted(&self) -> Vec<u32> {
        use rayon::slice::ParallelSliceMut;
        let shared = self.shared_prefix();
        let mut keyed: Vec<(u64, u32)> = (0..self.ends.len() as u32)
            .map(|number| {
                let rest = self.text(number).as_bytes().get(shared..).unwrap_or(&[]);
                let mut head = [0; 8];
                rest.iter().zip(&mut head).for_each(|(b, h)| *h = *b);
                (u64::from_be_bytes(head), number)
            })
            .collect();
        keyed.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| self.text(a.1).as_bytes().cmp(self.text(b.1).as_bytes()))
        });
        keyed.into_iter().map(|(_, number)| number).collect()
    }

    /// Bytes that every text begins with.
    fn shared_prefix(&self) -> usize {
        let first = self.text(0).as_bytes();
        (1..self.ends.len() as u32).fold(first.len(), |shared, number| {
            let text = self.text(number).as_bytes();
            first
                .iter()
                .zip(text)
                .take(shared)
                .take_while(|(a, b)| a == b)
                .count()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_first_sight_and_sort_by_bytes() {
        let mut ids = Ids::default();
        let words = ["E10", "E2", "E10", "E1", "É", "", "E2"];
        let numbers: Vec<u32> = words.iter().map(|w| ids.intern(w)).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 3, 4, 1]);
        // Texts about as long as the head of an entry.
        let mut long = Ids::default();
        let words = [
            "123456789012",
            "1234567890123",
            "12345678901",
            "1234567890124",
            "123456789012",
        ];
        let numbers: Vec<u32> = words.iter().map(|w| long.intern(w)).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 0]);
        assert_eq!(long.get("1234567890124"), Some(3));
        assert_eq!(long.get("1234567890125"), None);
        assert_eq!(ids.get("E1"), Some(2));
        assert_eq!(ids.get("E3"), None);
        let sorted: Vec<&str> = ids.sorted().into_iter().map(|k| ids.text(k)).collect();
        assert_eq!(sorted, ["", "E1", "E10", "E2", "É"]);
        let mut cursor = Cursor::default();
        assert_eq!(
            ["E10", "E2", "x", "É", "E10"].map(|w| ids.find(w, &mut cursor)),
            [Some(0), Some(1), None, Some(3), Some(0)]
        );
    }

    #[test]
    fn what_is_expected_changes_nothing_but_the_way() {
        let words = [
            "E0007", "E0003", "E0005", "7", "E07", "E0003", "E0003x", "X0003", "", "E",
        ];
        let mut plain = Ids::default();
        let mut expected = Ids::expecting(&words.iter().copied(), 0);
        for word in words {
            assert_eq!(expected.intern(word), plain.intern(word), "{word}");
        }
        let asked = [
            "E0003", "E0004", "E0007", "E7", "E07", "7", "E0003x", "X0003", "", "E", "É0003",
            "E9999",
        ];
        let mut cursor = Cursor::default();
        for word in asked {
            assert_eq!(expected.get(word), plain.get(word), "{word}");
            assert_eq!(expected.find(word, &mut cursor), plain.get(word), "{word}");
        }
        // Texts that come later are found as well, within a series and outside.
        for word in ["E0004", "E9999", "Z1"] {
            assert_eq!(expected.intern(word), plain.intern(word));
            assert_eq!(expected.get(word), plain.get(word));
        }
    }

    #[test]
    fn long_shared_prefixes_do_not_matter() {
        let mut ids = Ids::default();
        for k in (0..1000).rev() {
            ids.intern(&format!("EMPLOYEE-{k:05}"));
        }
        let sorted: Vec<String> = ids
            .sorted()
            .into_iter()
            .map(|k| ids.text(k).to_owned())
            .collect();
        assert!(sorted.windows(2).all(|w| w[0] < w[1]));
    }
}
