//! What in a quote tells who is meant: addresses, numbers, ids, and the names that employees have.
//!
//! In doubt a quote is held back: whoever runs the pipeline reads why in `private/`, and may have it reworded. Words are
//! compared without case and accents. A capitalised word that is a name in employees counts, unless it is one that
//! begins sentences; a word in small letters counts unless it is an ordinary word too ("mark", "young"), and even then
//! beside another name of the same person.

use std::collections::{BTreeSet, HashSet};

use foldhash::fast::FixedState;

use super::error::IngestError;
use super::source::Source;
use super::view::View;
use crate::tables::{Column, Trace};

/// Digits from which on a run of them is a telephone number.
const PHONE_DIGITS: usize = 7;
/// Digits from which on a plain number can be an employee id: shorter ones are counts of something.
const ID_DIGITS: usize = 4;
/// Letters from which on a word in small letters can be a name.
const LOWER_LETTERS: usize = 3;

/// Words that begin sentences or stand for anybody, and are names too.
const COMMON: [&str; 64] = [
    "a", "ab", "ah", "al", "am", "an", "and", "any", "as", "at", "be", "but", "by", "can", "da",
    "das", "den", "der", "die", "do", "du", "ein", "er", "es", "for", "go", "he", "her", "his",
    "how", "ich", "if", "im", "in", "is", "it", "la", "le", "may", "me", "more", "my", "no", "not",
    "now", "oh", "on", "one", "or", "our", "she", "sie", "so", "the", "they", "to", "un", "uns",
    "we", "what", "when", "who", "will", "you",
];

/// Ordinary words that are names too; in small letters they are taken for the words.
const ORDINARY: [&str; 125] = [
    "amber", "archer", "art", "baker", "ball", "banks", "berg", "berry", "best", "bill", "bird",
    "bishop", "black", "bloom", "bond", "bright", "brook", "brown", "buck", "burns", "bush",
    "butler", "carter", "case", "chance", "chase", "church", "clay", "cliff", "close", "cook",
    "court", "crane", "cross", "dale", "dawn", "day", "dean", "drew", "ernst", "faith", "farmer",
    "field", "fields", "fisher", "flower", "forest", "fox", "frank", "free", "friend", "gay",
    "glass", "good", "grace", "grant", "gray", "green", "grey", "gross", "hall", "hand", "hard",
    "harmony", "head", "heath", "hill", "hope", "house", "hunt", "hunter", "ivy", "jack", "jung",
    "kay", "king", "klein", "knight", "koch", "kurz", "lake", "lane", "lang", "law", "little",
    "long", "love", "major", "mark", "marsh", "mason", "mercy", "miles", "mills", "moon", "moss",
    "page", "park", "pat", "peace", "penny", "pool", "poor", "power", "price", "pride", "rich",
    "robin", "rose", "rush", "sharp", "short", "singer", "small", "smart", "stone", "sunny",
    "sweet", "swift", "term", "walker", "white", "wise", "wood", "young",
];

/// The words of quotes, without case and accents.
type Sought = HashSet<String, FixedState>;

/// The words of quotes that are names in employees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    single: BTreeSet<String>,
    /// Words that stand in the name of one and the same person.
    pairs: BTreeSet<(String, String)>,
}

impl Names {
    /// Looks the words of quotes up among the names and addresses of employees.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(super) fn among<'q>(
        roster: &Source<'_>,
        quotes: impl Iterator<Item = &'q str>,
    ) -> Result<Names, IngestError> {
        let wants: Vec<usize> = Column::IDENTITY
            .into_iter()
            .filter(|c| roster.has(*c))
            .filter_map(|c| roster.want(c))
            .collect();
        let sought: Sought = quotes
            .flat_map(|quote| words(quote).flat_map(folded).collect::<Vec<_>>())
            .filter(|word| word.chars().count() > 1)
            .collect();
        if wants.is_empty() || sought.is_empty() {
            return Ok(Names::default());
        }
        let parts = roster.map_columns(&wants, |chunk| {
            let view = View {
                source: roster,
                chunk,
            };
            let mut found = Names::default();
            for at in 0..chunk.len {
                found.add(view, at, &sought);
            }
            found
        })?;
        let mut names = Names::default();
        for part in parts {
            names.single.extend(part.single);
            names.pairs.extend(part.pairs);
        }
        Ok(names)
    }

    /// The words of one person's name and address.
    fn add(&mut self, view: View<'_>, at: usize, sought: &Sought) {
        let mut own: Vec<String> = Vec::new();
        let mut lower = String::new();
        for column in Column::IDENTITY {
            let Some(text) = view.text(column, at) else {
                continue;
            };
            let local = match column {
                Column::Email => text.split('@').next().unwrap_or_default(),
                _ => &text,
            };
            for part in local.split(|c: char| !c.is_alphabetic()) {
                // Nearly every word of nearly everybody is in no quote: that is found without a new text.
                if part.is_ascii() {
                    lower.clear();
                    lower.push_str(part);
                    lower.make_ascii_lowercase();
                    if sought.contains(lower.as_str()) {
                        own.push(lower.clone());
                    }
                } else {
                    own.extend(folded(part).filter(|part| sought.contains(part.as_str())));
                }
            }
        }
        for (k, one) in own.iter().enumerate() {
            for other in own.iter().take(k).filter(|other| *other != one) {
                self.pairs.insert((one.clone(), other.clone()));
                self.pairs.insert((other.clone(), one.clone()));
            }
        }
        self.single.extend(own);
    }

    fn knows(&self, word: &str) -> bool {
        folded(word).any(|w| self.single.contains(&w))
    }

    fn same_person(&self, one: &str, other: &str) -> bool {
        folded(one).any(|a| folded(other).any(|b| self.pairs.contains(&(a.clone(), b))))
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// A word without case and accents; where it has umlauts, both ways of writing it without them.
fn folded(word: &str) -> impl Iterator<Item = String> + use<> {
    let lower = word.to_lowercase();
    let plain: String = lower.chars().map(bare).collect();
    let long: String = lower
        .chars()
        .flat_map(|c| {
            let (first, second) = match c {
                'ä' | 'æ' => ('a', Some('e')),
                'ö' | 'ø' => ('o', Some('e')),
                'ü' => ('u', Some('e')),
                'å' => ('a', Some('a')),
                'ß' => ('s', Some('s')),
                other => (bare(other), None),
            };
            std::iter::once(first).chain(second)
        })
        .collect();
    let both = (long != plain).then_some(long);
    std::iter::once(plain).chain(both)
}

fn bare(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// The first thing in a quote that tells who is meant, and the words that do.
pub(super) fn trace(
    quote: &str,
    is_employee: &dyn Fn(&str) -> bool,
    is_pairing: &dyn Fn(&str) -> bool,
    names: &Names,
) -> Option<(Trace, Box<str>)> {
    let written = quote.split_whitespace().find_map(|piece| {
        let kind = of_piece(piece)?;
        Some((kind, piece.into()))
    });
    written
        .or_else(|| id(quote, is_employee).map(|word| (Trace::EmployeeId, word)))
        .or_else(|| id(quote, is_pairing).map(|word| (Trace::PairingId, word)))
        .or_else(|| phone(quote).map(|digits| (Trace::Phone, digits)))
        .or_else(|| name(quote, names).map(|word| (Trace::Name, word)))
}

/// Addresses and user names, in a piece without white space.
fn of_piece(piece: &str) -> Option<Trace> {
    let lower = piece.to_lowercase();
    if ["://", "www.", "mailto:"].iter().any(|s| lower.contains(s)) {
        return Some(Trace::Link);
    }
    let at = lower.find(['@', '＠'])?;
    let before = lower[..at].chars().next_back();
    let after = lower[at..].chars().nth(1);
    match (before, after) {
        (Some(b), Some(a)) if b.is_alphanumeric() && a.is_alphanumeric() => Some(Trace::Address),
        (_, Some(a)) if a.is_alphanumeric() => Some(Trace::Handle),
        _ => None,
    }
}

/// A run of digits, with what may stand between those of a telephone number.
fn phone(quote: &str) -> Option<Box<str>> {
    let mut run = String::new();
    let mut digits = 0;
    for c in quote.chars().chain(['.', '.']) {
        if c.is_ascii_digit() {
            digits += 1;
            run.push(c);
        } else if digits > 0 && " -/()\u{a0}\u{2011}\u{2013}".contains(c) {
            run.push(c);
        } else {
            if digits >= PHONE_DIGITS {
                return Some(run.trim_end().into());
            }
            digits = 0;
            run.clear();
        }
    }
    None
}

/// A word that is an id. Ids may hold hyphens and underscores.
fn id(quote: &str, is_id: &dyn Fn(&str) -> bool) -> Option<Box<str>> {
    let edges = |c: char| !c.is_alphanumeric();
    let pieces = quote
        .split(|c: char| c.is_whitespace() || ",;:()/\"“”".contains(c))
        .map(|piece| piece.trim_matches(edges));
    let could_be = |word: &&str| {
        word.chars().any(|c| c.is_ascii_digit())
            && (word.len() >= ID_DIGITS || word.chars().any(char::is_alphabetic))
    };
    pieces
        .chain(words(quote))
        .filter(could_be)
        .find(|word| is_id(word) || is_id(&word.to_uppercase()))
        .map(Into::into)
}

/// A name that employees have.
fn name(quote: &str, names: &Names) -> Option<Box<str>> {
    let all: Vec<&str> = words(quote).collect();
    let full = all
        .windows(2)
        .find(|pair| names.same_person(pair[0], pair[1]));
    if let Some(pair) = full {
        return Some(pair.join(" ").into());
    }
    let counts = |word: &&&str| {
        let lower = word.to_lowercase();
        let listed = |list: &[&str]| list.contains(&lower.as_str());
        if word.chars().next().is_some_and(char::is_uppercase) {
            word.chars().count() > 1 && !listed(&COMMON)
        } else {
            word.chars().count() >= LOWER_LETTERS && !listed(&COMMON) && !listed(&ORDINARY)
        }
    };
    all.iter()
        .filter(counts)
        .find(|word| names.knows(word))
        .map(|word| (*word).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(people: &[&[&str]]) -> Names {
        let mut names = Names::default();
        for person in people {
            for one in *person {
                names.single.insert((*one).to_owned());
                for other in person.iter().filter(|o| *o != one) {
                    names.pairs.insert(((*one).to_owned(), (*other).to_owned()));
                }
            }
        }
        names
    }

    fn of(quote: &str) -> Option<Trace> {
        let names = names(&[
            &["anna", "mueller"],
            &["mark", "long"],
            &["will", "an"],
            &["lena", "sorensen"],
        ]);
        let employee = |word: &str| ["00004351", "E77", "12", "2024"].contains(&word);
        let pairing = |word: &str| word == "PX-003";
        trace(quote, &employee, &pairing, &names).map(|t| t.0)
    }

    #[test]
    fn what_tells_who_is_meant_is_found() {
        for (quote, kind) in [
            ("Write to a.mueller@corp.example today.", Trace::Address),
            ("Write to (a.mueller@corp.example).", Trace::Address),
            ("Follow @anna_m for more.", Trace::Handle),
            ("See https://corp.example/anna.", Trace::Link),
            ("See www.corp.example", Trace::Link),
            ("Call +49 (30) 123-4567.", Trace::Phone),
            ("Call 0301234567", Trace::Phone),
            ("I am 00004351.", Trace::EmployeeId),
            ("Ask e77, really.", Trace::EmployeeId),
            ("Since 2024 we meet.", Trace::EmployeeId),
            ("Pairing PX-003 was a joy.", Trace::PairingId),
            ("Anna asked me.", Trace::Name),
            ("I asked anna.", Trace::Name),
            ("Frau Müller hat zugehört.", Trace::Name),
            ("Anna's idea won.", Trace::Name),
            ("ANNA-LENA listened.", Trace::Name),
            ("mark long helped me.", Trace::Name),
            ("Then Mark helped me.", Trace::Name),
            ("Søren and Lena Sørensen.", Trace::Name),
        ] {
            assert_eq!(of(quote), Some(kind), "{quote}");
        }
    }

    #[test]
    fn ordinary_words_and_numbers_are_left_alone() {
        for quote in [
            "An hour made a mark on me, and a long one.",
            "Will it last? It will.",
            "12 of us met 3 times in 15 minutes, on 14 and 15 May.",
            "We met @ noon.",
            "I learnt to ask the quietest person first.",
            "=1+1",
        ] {
            assert_eq!(of(quote), None, "{quote}");
        }
    }
}
