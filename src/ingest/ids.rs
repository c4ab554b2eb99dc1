//! Identifiers as numbers: each distinct text once, numbered in the order of first sight.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Distinct texts and their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    table: HashTable<u32>,
    text: String,
    ends: Vec<usize>,
    state: FixedState,
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

    /// The number of a text, given now if it is new.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let hash = self.state.hash_one(text);
        if let Some(&known) = self.table.find(hash, |&k| self.text(k) == text) {
            return known;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let (ends, all, state) = (&self.ends, &self.text, &self.state);
        self.table.insert_unique(hash, number, |&k| {
            let at = k as usize;
            let start = if at == 0 { 0 } else { ends[at - 1] };
            state.hash_one(&all[start..ends[at]])
        });
        number
    }

    /// The number of a text, if it has one.
    pub(super) fn get(&self, text: &str) -> Option<u32> {
        let hash = self.state.hash_one(text);
        self.table.find(hash, |&k| self.text(k) == text).copied()
    }

    /// Like [`Ids::get`], faster where texts come in the order of their numbers.
    pub(super) fn find(&self, text: &str, cursor: &mut Cursor) -> Option<u32> {
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
        let found = self.get(text);
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
