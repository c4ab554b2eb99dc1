//! What may stand where: frames, column names, printing, panics, serialised findings; and the form of a file.

use super::source::{Source, line_of, words_at};

/// Rooms that may name polars.
const POLARS: [&str; 5] = ["tables", "ingest", "panel", "simulate", "export"];

/// The room that prints.
const PRINTING_ROOM: &str = "cli";

/// The room of column names.
const COLUMN_ROOM: &str = "tables";

/// The most lines a file may have.
pub(crate) const MAX_LINES: usize = 450;

/// Module names that say nothing.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "misc"];

/// Addresses a page may hold: the names of its own languages.
const NAMESPACES: [&str; 2] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];

/// Wall: frames stay where they are made.
pub(crate) fn polars(file: &Source) -> Vec<String> {
    if file.room().is_some_and(|room| POLARS.contains(&room)) {
        return Vec::new();
    }
    let named = words_at(&file.code, "polars");
    named
        .map(|at| file.fault(at, "polars outside the rooms that hold frames"))
        .collect()
}

/// A column name stands once, in `tables`.
pub(crate) fn column_literals(file: &Source) -> Vec<String> {
    if file.room() == Some(COLUMN_ROOM) {
        return Vec::new();
    }
    let named = words_at(&file.text, "col(\"");
    named
        .map(|at| file.fault(at, "a column named by a literal; use `tables::Column`"))
        .collect()
}

/// Only the command line prints.
pub(crate) fn printing(file: &Source) -> Vec<String> {
    if file.room() == Some(PRINTING_ROOM) {
        return Vec::new();
    }
    let macros = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];
    let printed = macros
        .iter()
        .flat_map(|name| words_at(&file.code, name).map(move |at| (at, name)));
    printed
        .map(|(at, name)| file.fault(at, &format!("`{name}` outside `{PRINTING_ROOM}`")))
        .collect()
}

/// No panic on any input: an `expect` carries its proof, and nothing else may panic.
pub(crate) fn panics(file: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for name in [
        ".unwrap()",
        ".unwrap_err()",
        "panic!",
        "todo!",
        "unimplemented!",
    ] {
        let found = words_at(&file.code, name);
        faults.extend(found.map(|at| file.fault(at, &format!("`{name}` outside tests"))));
    }
    for at in words_at(&file.text, ".expect(") {
        let argument = file.text[at + ".expect(".len()..].trim_start();
        let proof = argument
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next());
        if proof.is_none_or(|proof| proof.split_whitespace().count() < 2) {
            faults.push(file.fault(at, "an `expect` whose message is no proof"));
        }
    }
    faults
}

/// A finding reaches no reader except through a release.
pub(crate) fn serialised_findings(file: &Source) -> Vec<String> {
    if file.room() != Some("findings") {
        return Vec::new();
    }
    words_at(&file.code, "Serialize")
        .map(|at| file.fault(at, "a finding that can be serialised"))
        .collect()
}

/// Every file opens with its charter.
pub(crate) fn charter(file: &Source) -> Vec<String> {
    let opens = file.raw.starts_with("//! ");
    if opens {
        Vec::new()
    } else {
        vec![format!(
            "{}:1: the file does not open with its charter (`//! …`)",
            file.path
        )]
    }
}

/// A file that is too long holds two ideas.
pub(crate) fn length(file: &Source) -> Vec<String> {
    let lines = file.raw.lines().count();
    let long = lines > MAX_LINES;
    if long {
        vec![format!(
            "{}: {lines} lines, more than {MAX_LINES}",
            file.path
        )]
    } else {
        Vec::new()
    }
}

/// Files are nouns of the domain.
pub(crate) fn names(file: &Source) -> Vec<String> {
    let parts = file.path.trim_end_matches(".rs").split('/');
    let empty = parts.filter(|part| EMPTY_NAMES.contains(part));
    empty
        .map(|part| format!("{}: `{part}` names nothing of the domain", file.path))
        .collect()
}

/// Pages fetch nothing: no address except the namespaces of their own languages.
pub(crate) fn addresses(path: &str, text: &str) -> Vec<String> {
    let found = ["http://", "https://"]
        .into_iter()
        .flat_map(|scheme| text.match_indices(scheme));
    let foreign = found.filter(|(at, _)| {
        !NAMESPACES
            .iter()
            .any(|known| is_namespace(&text[*at..], known))
    });
    foreign
        .map(|(at, _)| format!("{path}:{}: an address in a page", line_of(text, at)))
        .collect()
}

fn is_namespace(text: &str, known: &str) -> bool {
    let after = text.strip_prefix(known).map(|rest| rest.chars().next());
    after.is_some_and(|next| next.is_none_or(|c| matches!(c, '"' | '\'' | '\\' | ' ' | ')' | '\n')))
}
