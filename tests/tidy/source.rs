//! A Rust file as the tidy test sees it: with comments, text and test code blanked out, so that a rule finds only what
//! it is about. Blanking keeps every line where it was.
//!
//! Deliberately absent: a parser. Comments, literals and braces are told apart; nothing else is understood.

/// One source file, with the views the rules read.
pub(crate) struct Source {
    /// Path relative to the root of the project, with `/`.
    pub(crate) path: String,
    /// The file as it is.
    pub(crate) raw: String,
    /// Without comments, contents of text literals and test code.
    pub(crate) code: String,
    /// Without comments and test code; text literals stay.
    pub(crate) text: String,
}

/// What a stretch of a file is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Text,
}

impl Source {
    /// Reads the views of `raw`; `test` says that the whole file is test code.
    pub(crate) fn new(path: &str, raw: &str, test: bool) -> Source {
        let bytes = raw.as_bytes();
        let kinds = kinds(bytes);
        let view = |keep: &[Kind]| -> Vec<u8> {
            let shown = bytes.iter().zip(&kinds);
            shown
                .map(|(&b, k)| {
                    if b == b'\n' || keep.contains(k) {
                        b
                    } else {
                        b' '
                    }
                })
                .collect()
        };
        let mut code = view(&[Kind::Code]);
        let mut text = view(&[Kind::Code, Kind::Text]);
        let tests = if test {
            vec![(0, code.len())]
        } else {
            test_items(&code)
        };
        for (from, to) in tests {
            for view in [&mut code, &mut text] {
                view[from..to]
                    .iter_mut()
                    .filter(|b| **b != b'\n')
                    .for_each(|b| *b = b' ');
            }
        }
        Source {
            path: path.to_owned(),
            raw: raw.to_owned(),
            code: String::from_utf8_lossy(&code).into_owned(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    /// A fault at a byte position of this file.
    pub(crate) fn fault(&self, position: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, line_of(&self.raw, position))
    }

    /// The room: the folder directly under `src`.
    pub(crate) fn room(&self) -> Option<&str> {
        let (room, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(room)
    }

    /// How many modules deep the file is: 1 for `src/room/mod.rs`, 2 for `src/room/name.rs`.
    pub(crate) fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inside.trim_end_matches("/mod").split('/').count()
    }

    /// Names of the files or folders that `#[cfg(test)] mod name;` makes test code.
    pub(crate) fn test_modules(&self) -> Vec<String> {
        let bytes = self.raw.as_bytes();
        let kinds = kinds(bytes);
        let code: Vec<u8> = bytes
            .iter()
            .zip(kinds)
            .map(|(&b, k)| if k == Kind::Code { b } else { b' ' })
            .collect();
        let items = test_items(&code).into_iter();
        let items = items.filter_map(|(from, to)| std::str::from_utf8(&code[from..to]).ok());
        let names = items.filter_map(|item| item.rsplit_once("mod ")?.1.strip_suffix(';'));
        names.map(|name| name.trim().to_owned()).collect()
    }
}

/// The line of a byte position, from 1.
pub(crate) fn line_of(text: &str, position: usize) -> usize {
    text[..position].matches('\n').count() + 1
}

/// Whether a byte may stand in a name.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where `needle` stands in `text` with no letter of a name before it.
pub(crate) fn words_at<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let found = text.match_indices(needle).map(|(at, _)| at);
    found.filter(move |&at| {
        at == 0 || !is_word(needle.as_bytes()[0]) || !is_word(text.as_bytes()[at - 1])
    })
}

/// What each byte belongs to. The quotes of a text literal count as code.
fn kinds(b: &[u8]) -> Vec<Kind> {
    let mut kinds = vec![Kind::Code; b.len()];
    let mut i = 0;
    while i < b.len() {
        let rest = &b[i..];
        let (kind, length) = if rest.starts_with(b"//") {
            (
                Kind::Comment,
                rest.iter().position(|&c| c == b'\n').unwrap_or(rest.len()),
            )
        } else if rest.starts_with(b"/*") {
            (Kind::Comment, block_comment(rest))
        } else if let Some((open, close, length)) =
            raw_text(rest).filter(|_| i == 0 || !is_word(b[i - 1]))
        {
            kinds[i + open..i + length - close].fill(Kind::Text);
            i += length;
            continue;
        } else if rest[0] == b'"' {
            let length = quoted(rest, b'"');
            kinds[(i + 1).min(b.len())..(i + length - 1).max(i + 1).min(b.len())].fill(Kind::Text);
            i += length;
            continue;
        } else if rest[0] == b'\'' && is_char_literal(rest) {
            (Kind::Text, quoted(rest, b'\''))
        } else {
            (Kind::Code, 1)
        };
        kinds[i..i + length].fill(kind);
        i += length;
    }
    kinds
}

/// Length of a comment in `/* */`, which may hold others.
fn block_comment(b: &[u8]) -> usize {
    let (mut depth, mut i) = (0_usize, 0);
    while i < b.len() {
        if b[i..].starts_with(b"/*") {
            (depth, i) = (depth + 1, i + 2);
        } else if b[i..].starts_with(b"*/") {
            (depth, i) = (depth - 1, i + 2);
            if depth == 0 {
                return i;
            }
        } else {
            i += 1;
        }
    }
    b.len()
}

/// A raw text literal: lengths of its opening, its closing and the whole.
fn raw_text(b: &[u8]) -> Option<(usize, usize, usize)> {
    let start = 1 + usize::from(b.starts_with(b"br"));
    if !b.starts_with(b"r") && !b.starts_with(b"br") {
        return None;
    }
    let hashes = b[start..].iter().take_while(|&&c| c == b'#').count();
    if b.get(start + hashes) != Some(&b'"') {
        return None;
    }
    let open = start + hashes + 1;
    let end = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
    let inside = b[open..].windows(end.len()).position(|w| w == end)?;
    Some((open, end.len(), open + inside + end.len()))
}

/// Length of a literal between `quote` signs, with backslash escapes.
fn quoted(b: &[u8], quote: u8) -> usize {
    let mut i = 1;
    while i < b.len() {
        match b[i] {
            b'\\' => i += 2,
            c if c == quote => return i + 1,
            _ => i += 1,
        }
    }
    b.len()
}

/// A character, not a lifetime: `'a'`, `'\n'`, `'é'`.
fn is_char_literal(b: &[u8]) -> bool {
    match b.get(1) {
        Some(b'\\') => true,
        Some(&first) => {
            let width = if first < 0x80 {
                1
            } else {
                first.leading_ones() as usize
            };
            b.get(1 + width) == Some(&b'\'')
        }
        None => false,
    }
}

/// Begin and end of every item under `#[cfg(test)]`.
fn test_items(code: &[u8]) -> Vec<(usize, usize)> {
    const MARK: &[u8] = b"#[cfg(test)]";
    let mut items = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].windows(MARK.len()).position(|w| w == MARK) {
        let begin = from + at;
        let (mut depth, mut end) = (0_usize, code.len());
        for (i, &c) in code.iter().enumerate().skip(begin + MARK.len()) {
            match c {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && (c == b'}' || c == b';') {
                end = i + 1;
                break;
            }
        }
        items.push((begin, end));
        from = end;
    }
    items
}
