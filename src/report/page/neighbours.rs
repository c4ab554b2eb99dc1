//! What a user's template asks for by name: built-in templates, and files of its own folder and nowhere else.
//!
//! Names are read from the tags before anything is filled, so that a name without a file, or a block that the page does not
//! have, is told with its file and line instead of being passed over.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::super::ReportError;

/// Templates of a user by name, with their texts.
pub(super) type Texts = BTreeMap<String, String>;

/// A built-in template by its name.
pub(super) type BuiltIn = fn(&str) -> Option<&'static str>;

/// A `{% … %}` tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tag<'t> {
    word: &'t str,
    rest: &'t str,
    line: usize,
}

/// The tags of a template; comments and `raw` parts are passed over.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut raw = false;
    while let Some(open) = text[at..].find('{').map(|k| at + k) {
        let rest = &text[open..];
        let close = if rest.starts_with("{#") {
            rest.find("#}")
        } else if rest.starts_with("{%") {
            rest.find("%}")
        } else {
            at = open + 1;
            continue;
        };
        let Some(close) = close.map(|k| open + k) else {
            break;
        };
        at = close + 2;
        if rest.starts_with("{#") {
            continue;
        }
        let inside =
            text[open + 2..close].trim_matches(|c: char| c == '-' || c == '+' || c.is_whitespace());
        let (word, rest) = inside
            .split_once(char::is_whitespace)
            .unwrap_or((inside, ""));
        match word {
            "raw" => raw = true,
            "endraw" => raw = false,
            _ if raw => {}
            _ => out.push(Tag {
                word,
                rest: rest.trim(),
                line: 1 + text[..open].matches('\n').count(),
            }),
        }
    }
    out
}

/// The texts in quotation marks of a tag, up to the word that ends its list of names.
fn names(tag: Tag<'_>) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = tag.rest;
    while let Some(open) = rest.find(['"', '\'']) {
        if rest[..open]
            .split_whitespace()
            .any(|w| ["as", "import"].contains(&w))
        {
            break;
        }
        let mark = &rest[open..=open];
        let Some((name, after)) = rest[open + 1..].split_once(mark) else {
            break;
        };
        out.push(name);
        rest = after;
    }
    out
}

/// The name under which `name` is found when `parent` asks for it: a built-in one, or a file beside `parent`.
pub(super) fn joined(name: &str, parent: &str, built_in: BuiltIn) -> String {
    if built_in(name).is_some() || built_in(parent).is_some() {
        return name.to_owned();
    }
    let folder = Path::new(parent).parent().unwrap_or(Path::new(""));
    folder.join(name).display().to_string()
}

/// Reads a user's template and whatever it asks for.
///
/// # Errors
/// A file that is missing, cannot be read or lies outside the folder of the template; a block that the extended page has not.
pub(super) fn read(path: &Path, built_in: BuiltIn) -> Result<(String, Texts), ReportError> {
    let fault = |cause| ReportError::TemplateFile {
        path: path.to_owned(),
        cause,
    };
    let text = std::fs::read_to_string(path).map_err(fault)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let root = folder.canonicalize().map_err(fault)?;
    // A file that is called like a built-in template does not take its place.
    let name = match path.display().to_string() {
        name if built_in(&name).is_some() => format!("./{name}"),
        name => name,
    };
    let mut texts = Texts::from([(name.clone(), text)]);
    let mut open = vec![name.clone()];
    while let Some(parent) = open.pop() {
        for (tag, asked) in asked_for(&texts[&parent]) {
            let found = joined(&asked, &parent, built_in);
            if built_in(&found).is_some() || texts.contains_key(&found) {
                continue;
            }
            let text = neighbour(&asked, &found, &root).map_err(|cause| ReportError::Template {
                name: parent.clone(),
                line: Some(tag),
                cause,
            })?;
            texts.insert(found.clone(), text);
            open.push(found);
        }
    }
    for name in texts.keys() {
        known_blocks(name, &texts, built_in)?;
    }
    Ok((name, texts))
}

/// Names that a template cannot do without, with their lines.
fn asked_for(text: &str) -> Vec<(usize, String)> {
    tags(text)
        .into_iter()
        .filter(|t| ["extends", "include", "import", "from"].contains(&t.word))
        .filter(|t| !t.rest.contains("ignore missing"))
        .flat_map(|t| names(t).into_iter().map(move |n| (t.line, n.to_owned())))
        .collect()
}

/// The text of a file beside a template.
fn neighbour(asked: &str, found: &str, root: &Path) -> Result<String, String> {
    let inside = Path::new(asked)
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let outside =
        || format!("`{asked}` leads out of the template's folder; put it beside the template");
    if !inside || asked.contains('\\') {
        return Err(outside());
    }
    let path = PathBuf::from(found);
    let real = path.canonicalize().map_err(|e| {
        format!(
            "there is no template `{asked}`: neither a built-in one nor the file `{}` ({e})",
            path.display()
        )
    })?;
    if !real.starts_with(root) {
        return Err(outside());
    }
    std::fs::read_to_string(&real).map_err(|e| format!("`{}` cannot be read: {e}", path.display()))
}

/// Blocks of a template by name with their lines; `outermost` leaves those within others out.
fn blocks(text: &str, outermost: bool) -> Vec<(usize, &str)> {
    let mut depth = 0_usize;
    let mut out = Vec::new();
    for tag in tags(text) {
        match tag.word {
            "block" => {
                if depth == 0 || !outermost {
                    out.push((
                        tag.line,
                        tag.rest.split_whitespace().next().unwrap_or_default(),
                    ));
                }
                depth += 1;
            }
            "endblock" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

/// Every block of a template that extends a page is one of that page; a new one would be shown nowhere.
fn known_blocks(name: &str, texts: &Texts, built_in: BuiltIn) -> Result<(), ReportError> {
    let text_of = |name: &str| built_in(name).or_else(|| texts.get(name).map(String::as_str));
    let mut known: Vec<&str> = Vec::new();
    let mut extended = None;
    let mut at = name.to_owned();
    // A circle of pages that extend each other is told when the page is filled.
    for _ in 0..=texts.len() + 4 {
        let parent = text_of(&at).and_then(|text| {
            let extends = tags(text).into_iter().find(|t| t.word == "extends")?;
            Some(joined(names(extends).first()?, &at, built_in))
        });
        let Some(parent) = parent else { break };
        known.extend(
            text_of(&parent)
                .into_iter()
                .flat_map(|t| blocks(t, false))
                .map(|b| b.1),
        );
        extended.get_or_insert_with(|| parent.clone());
        at = parent;
    }
    let Some(extended) = extended else {
        return Ok(());
    };
    for (line, block) in blocks(&texts[name], true) {
        if !known.contains(&block) {
            known.sort_unstable();
            known.dedup();
            return Err(ReportError::Template {
                name: name.to_owned(),
                line: Some(line),
                cause: format!(
                    "there is no block `{block}` in `{extended}`; there are {}",
                    known.join(", ")
                ),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_lines_and_comments_passed_over() {
        let text = "{# {% extends \"no.html\" %} #}\n{%- extends 'a.html' -%}\n{{ x }}{% raw %}{% include \"b\" %}{% endraw %}\n{% include [\"c\", \"d\"] %}{% from \"e\" import f as g %}{% import \"h\" as i %}";
        let asked: Vec<(usize, String)> = asked_for(text);
        let asked: Vec<(usize, &str)> = asked.iter().map(|(l, n)| (*l, n.as_str())).collect();
        assert_eq!(
            asked,
            [(2, "a.html"), (4, "c"), (4, "d"), (4, "e"), (4, "h")]
        );
        assert_eq!(asked_for("{% include \"x\" ignore missing %}"), []);
        assert_eq!(asked_for("{% extends \"x\""), []);
    }

    #[test]
    fn blocks_within_blocks_are_new_ones() {
        let text =
            "{% block a %}\n{% block b %}{% endblock %}{% endblock %}{% block c %}{% endblock %}";
        assert_eq!(blocks(text, true), [(1, "a"), (2, "c")]);
        assert_eq!(blocks(text, false).len(), 3);
    }
}
