//! A sentence whose numbers link to their rows on the analysts' page.

use serde::Serialize;

/// Begins a linked stretch while a sentence is put together; from the private use area, never in a label.
pub(crate) const OPEN: char = '\u{E000}';
/// Ends it.
pub(crate) const CLOSE: char = '\u{E001}';

/// A stretch of text, linked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub(crate) struct Piece {
    /// The text.
    pub text: String,
    /// Where it leads; empty when nowhere.
    pub href: String,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default, schemars::JsonSchema)]
pub(crate) struct Prose(pub Vec<Piece>);

impl Prose {
    /// Text without a link.
    pub(crate) fn plain(text: impl Into<String>) -> Prose {
        Prose::linked(&text.into(), "")
    }

    /// Text whose marked stretch leads to `href`; an empty `href` leads nowhere.
    pub(crate) fn linked(text: &str, href: &str) -> Prose {
        let mut pieces = Vec::new();
        let mut put = |text: &str, href: &str| {
            if !text.is_empty() {
                pieces.push(Piece {
                    text: text.to_owned(),
                    href: href.to_owned(),
                });
            }
        };
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (inside, next) = after.split_once(CLOSE).unwrap_or((after, ""));
            put(before, "");
            put(inside, href);
            rest = next;
        }
        put(rest, "");
        Prose(pieces)
    }

    /// Two sentences, one after the other.
    #[must_use]
    pub(crate) fn then(mut self, next: Prose) -> Prose {
        if let (Some(last), false) = (self.0.last_mut(), next.0.is_empty()) {
            if last.href.is_empty() {
                last.text.push(' ');
            } else {
                self.0.push(Piece {
                    text: " ".to_owned(),
                    href: String::new(),
                });
            }
        }
        self.0.extend(next.0);
        self
    }
}

/// Marks a stretch as linked.
pub(crate) fn mark(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// Takes the marks out.
pub(crate) fn unmarked(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}
