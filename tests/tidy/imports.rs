//! The wall between the rooms: imports go down only, equal ranks never meet, and some rooms see less still.
//!
//! A path counts wherever it stands, in a `use` or within an expression.

use super::source::{Source, is_word, words_at};

/// The rooms with their ranks: a room imports from lower ranks only.
const RANKS: [(&str, u8); 14] = [
    ("kernel", 0),
    ("vocab", 0),
    ("tables", 1),
    ("ingest", 2),
    ("panel", 3),
    ("simulate", 3),
    ("estimators", 4),
    ("findings", 5),
    ("disclosure", 6),
    ("report", 7),
    ("export", 7),
    ("config", 8),
    ("pipeline", 9),
    ("cli", 10),
];

/// Rooms that import less than their rank would allow.
const NARROW: [(&str, &[&str]); 3] = [
    ("kernel", &[]),
    ("report", &["disclosure", "vocab"]),
    ("export", &["disclosure", "vocab"]),
];

fn rank(room: &str) -> Option<u8> {
    RANKS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, rank)| *rank)
}

/// Walls: imports go down, equal ranks never meet, and some rooms see less still.
pub(crate) fn imports(file: &Source) -> Vec<String> {
    let Some(room) = file.room() else {
        return Vec::new();
    };
    let Some(own) = rank(room) else {
        return vec![format!("{}: the room `{room}` has no rank", file.path)];
    };
    let mut faults = Vec::new();
    for (position, target) in crate_paths(&file.code) {
        let narrow = NARROW
            .iter()
            .find(|(name, _)| *name == room)
            .map(|(_, allowed)| *allowed);
        let refusal = match rank(&target) {
            _ if target == room => None,
            None => Some(format!("`crate::{target}` is no room")),
            Some(_) if narrow.is_some_and(|allowed| !allowed.contains(&target.as_str())) => {
                Some(format!("`{room}` must not import `{target}`"))
            }
            Some(other) if other > own => Some(format!(
                "upward import: `{room}` ({own}) of `{target}` ({other})"
            )),
            Some(other) if other == own => Some(format!(
                "sideways import: `{room}` of `{target}` (both {own})"
            )),
            Some(_) => None,
        };
        faults.extend(refusal.map(|what| file.fault(position, &what)));
    }
    for (position, climb) in climbs(&file.code) {
        if climb >= file.depth() {
            faults.push(file.fault(
                position,
                "`super` climbs out of its room; write `crate::room`",
            ));
        }
    }
    faults
}

/// Every room named by a path from the crate's root: `crate::room…` and `crate::{a, b::c}`.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in words_at(code, "crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push((at, leading_word(rest)));
            continue;
        };
        let mut depth = 1_usize;
        let mut first = true;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => break,
                '}' => depth -= 1,
                ',' if depth == 1 => first = true,
                c if first && !c.is_whitespace() => {
                    found.push((at, leading_word(&group[i..])));
                    first = false;
                }
                _ => {}
            }
        }
    }
    found
}

fn leading_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Every `super::super::…` with its length, less the modules written inside the file.
fn climbs(code: &str) -> Vec<(usize, usize)> {
    let bytes = code.as_bytes();
    let mut inline = Vec::new();
    let mut found = Vec::new();
    let mut statement = 0;
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'{' => {
                let head = code[statement..i].split_whitespace();
                inline.push(head.rev().nth(1) == Some("mod"));
                statement = i + 1;
            }
            b'}' => {
                inline.pop();
                statement = i + 1;
            }
            b';' => statement = i + 1,
            b's' if code[i..].starts_with("super::") && (i == 0 || !is_word(bytes[i - 1])) => {
                let mut length = 0;
                let begin = i;
                while code[i..].starts_with("super::") {
                    (length, i) = (length + 1, i + "super::".len());
                }
                let inside = inline.iter().filter(|is_module| **is_module).count();
                found.push((begin, length - length.min(inside)));
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    found
}
