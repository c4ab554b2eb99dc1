//! The house rules, read from the source files themselves: which room may import which, where polars and printing may
//! stand, how a file opens and how long it may be. Standard library only, so that it runs before anything else is built.
//!
//! Every rule is a function from sources to faults; beside each stands a test that shows it bites. Test code
//! (`#[cfg(test)]`) is free of the walls, not of the rules on form.

mod tidy {
    pub(crate) mod imports;
    pub(crate) mod rules;
    pub(crate) mod source;
}

use std::fs;
use std::path::{Path, PathBuf};

use tidy::imports::imports;
use tidy::rules::{
    MAX_LINES, addresses, charter, column_literals, length, names, panics, polars, printing,
    serialised_findings,
};
use tidy::source::Source;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder`, sorted, as its path from the root and its bytes.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        for entry in entries {
            let path = entry.expect("a readable folder entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let relative = |path: &Path| {
        let parts = path
            .strip_prefix(root())
            .expect("a path under the root")
            .iter();
        parts
            .map(|part| part.to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    };
    found
        .iter()
        .map(|path| (relative(path), fs::read(path).expect("a readable file")))
        .collect()
}

/// The Rust files under `folder`; those that only tests compile are marked.
fn sources(folder: &str) -> Vec<Source> {
    let rust = |(path, bytes): (String, Vec<u8>)| {
        let is_rust = Path::new(&path).extension().is_some_and(|e| e == "rs");
        is_rust.then(|| {
            (
                path,
                String::from_utf8(bytes).expect("source files are UTF-8"),
            )
        })
    };
    let texts: Vec<(String, String)> = files(folder).into_iter().filter_map(rust).collect();
    let mut tests = Vec::new();
    for (path, text) in &texts {
        let home = path
            .strip_suffix("/mod.rs")
            .or_else(|| path.strip_suffix(".rs"))
            .unwrap_or(path);
        let modules = Source::new(path, text, false).test_modules();
        tests.extend(
            modules
                .iter()
                .flat_map(|name| [format!("{home}/{name}.rs"), format!("{home}/{name}/")]),
        );
    }
    let is_test = |path: &str| {
        tests
            .iter()
            .any(|test| path == test || (test.ends_with('/') && path.starts_with(test)))
    };
    texts
        .iter()
        .map(|(path, text)| Source::new(path, text, is_test(path)))
        .collect()
}

/// Fails with every fault of `rule` in `src`.
fn hold(rule: fn(&Source) -> Vec<String>) {
    let sources = sources("src");
    assert!(!sources.is_empty(), "no source files found");
    let faults: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// How many faults `rule` finds in a text at a path.
fn bites(rule: fn(&Source) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&Source::new(path, text, false)).len()
}

#[test]
fn imports_go_down_only() {
    hold(imports);
}

#[test]
fn an_import_that_goes_up_or_aside_is_found() {
    let found = |path, text| bites(imports, path, text);
    assert_eq!(
        found("src/panel/cells.rs", "use crate::findings::Finding;"),
        1,
        "upward"
    );
    assert_eq!(
        found("src/panel/cells.rs", "use crate::simulate::generate;"),
        1,
        "sideways"
    );
    assert_eq!(
        found(
            "src/panel/cells.rs",
            "use crate::tables::Column;\nuse crate::panel::Panel;"
        ),
        0,
        "downward"
    );
    assert_eq!(
        found("src/panel/cells.rs", "fn f() -> crate::cli::Exit {}"),
        1,
        "inline path"
    );
    assert_eq!(
        found(
            "src/panel/cells.rs",
            "use crate::{vocab::{Day, Role}, report, cli::run};"
        ),
        2,
        "grouped"
    );
    assert_eq!(
        found("src/panel/cells.rs", "use crate::\n    {vocab::Day};"),
        1,
        "a form the test cannot read"
    );
    assert_eq!(
        found("src/kernel/logit.rs", "use crate::vocab::Day;"),
        1,
        "the kernel imports nobody"
    );
    assert_eq!(
        found("src/report/page/mod.rs", "use crate::findings::Finding;"),
        1,
        "reports see a release only"
    );
    assert_eq!(
        found(
            "src/export/csv.rs",
            "use crate::{disclosure::Release, vocab::Role};"
        ),
        0
    );
    assert_eq!(found("src/attic/mod.rs", ""), 1, "a room without a rank");
    assert_eq!(
        found("src/panel/mod.rs", "use super::cli::run;"),
        1,
        "out of the room by `super`"
    );
    assert_eq!(found("src/panel/a/b.rs", "use super::super::cells;"), 0);
    assert_eq!(
        found("src/panel/a/b.rs", "use super::super::super::cli;"),
        1
    );
    assert_eq!(
        found("src/panel/mod.rs", "pub mod shown { use super::cells; }"),
        0
    );
    assert_eq!(
        found(
            "src/vocab/day.rs",
            "//! See `crate::cli`.\nconst A: &str = \"crate::cli\";"
        ),
        0,
        "not code"
    );
    assert_eq!(
        found(
            "src/vocab/day.rs",
            "#[cfg(test)]\nmod tests { use crate::cli; }\nuse crate::cli;"
        ),
        1,
        "tests are free"
    );
}

#[test]
fn polars_stays_in_its_rooms() {
    hold(polars);
    assert_eq!(
        bites(polars, "src/estimators/score.rs", "use polars::prelude::*;"),
        1
    );
    assert_eq!(
        bites(polars, "src/panel/cells.rs", "use polars::prelude::*;"),
        0
    );
    assert_eq!(
        bites(polars, "src/estimators/score.rs", "// as polars does"),
        0
    );
}

#[test]
fn columns_are_named_in_tables_only() {
    hold(column_literals);
    assert_eq!(
        bites(
            column_literals,
            "src/panel/cells.rs",
            "let a = col(\"employee_id\");"
        ),
        1
    );
    assert_eq!(
        bites(
            column_literals,
            "src/tables/schema.rs",
            "let a = col(\"employee_id\");"
        ),
        0
    );
    assert_eq!(
        bites(
            column_literals,
            "src/panel/cells.rs",
            "let a = protocol(\"x\");"
        ),
        0
    );
}

#[test]
fn only_the_command_line_prints() {
    hold(printing);
    for name in ["println!", "eprintln!", "print!", "eprint!", "dbg!"] {
        assert_eq!(
            bites(
                printing,
                "src/panel/cells.rs",
                &format!("fn f() {{ {name}(\"a\") }}")
            ),
            1,
            "{name}"
        );
    }
    assert_eq!(bites(printing, "src/cli/mod.rs", "println!(\"a\")"), 0);
    assert_eq!(
        bites(
            printing,
            "src/panel/cells.rs",
            "const A: &str = \"println!\";"
        ),
        0
    );
}

#[test]
fn nothing_panics_without_a_proof() {
    hold(panics);
    let found = |text| bites(panics, "src/panel/cells.rs", text);
    assert_eq!(found("a.unwrap();"), 1);
    assert_eq!(found("a.expect(\"why\");"), 1, "one word proves nothing");
    assert_eq!(found("a.expect(&message);"), 1);
    assert_eq!(
        found("a.expect(\n    \"sorted above, so never empty\",\n);"),
        0
    );
    assert_eq!(found("a.unwrap_or(0); faults.expected(\"x\");"), 0);
    assert_eq!(found("todo!(); panic!(\"a\"); unimplemented!();"), 3);
    assert_eq!(
        found("#[cfg(test)]\nmod tests { fn f() { a.unwrap(); panic!() } }"),
        0
    );
}

#[test]
fn findings_are_not_serialised() {
    hold(serialised_findings);
    assert_eq!(
        bites(
            serialised_findings,
            "src/findings/finding.rs",
            "#[derive(Serialize)] struct F;"
        ),
        1
    );
    assert_eq!(
        bites(
            serialised_findings,
            "src/disclosure/row.rs",
            "#[derive(Serialize)] struct F;"
        ),
        0
    );
}

#[test]
fn every_file_opens_with_its_charter() {
    hold(charter);
    let elsewhere: Vec<String> = ["tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .flat_map(|f| charter(&f))
        .collect();
    assert!(elsewhere.is_empty(), "{}", elsewhere.join("\n"));
    assert_eq!(
        bites(charter, "src/panel/cells.rs", "use std::fs;\n//! Late."),
        1
    );
    assert_eq!(
        bites(charter, "src/panel/cells.rs", "//!\n"),
        1,
        "an empty charter"
    );
    assert_eq!(bites(charter, "src/panel/cells.rs", "//! Cells.\n"), 0);
}

#[test]
fn no_file_is_too_long() {
    hold(length);
    assert_eq!(
        bites(length, "src/panel/cells.rs", &"\n".repeat(MAX_LINES + 1)),
        1
    );
    assert_eq!(
        bites(length, "src/panel/cells.rs", &"\n".repeat(MAX_LINES)),
        0
    );
}

#[test]
fn names_mean_something() {
    hold(names);
    assert_eq!(bites(names, "src/panel/utils.rs", ""), 1);
    assert_eq!(bites(names, "src/common/mod.rs", ""), 1);
    assert_eq!(bites(names, "src/panel/commonality.rs", ""), 0);
}

#[test]
fn pages_hold_no_address() {
    let templates = files("report_templates").into_iter().filter(|(path, _)| {
        Path::new(path)
            .extension()
            .is_some_and(|e| ["html", "css", "js", "svg"].iter().any(|known| e == *known))
    });
    let templates: Vec<(String, String)> = templates
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("templates are UTF-8")))
        .collect();
    assert!(templates.len() >= 4, "templates not found");
    let drawing = sources("src/report")
        .into_iter()
        .map(|file| (file.path, file.text));
    let faults: Vec<String> = templates
        .into_iter()
        .chain(drawing)
        .flat_map(|(p, t)| addresses(&p, &t))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        addresses("a.html", "<img src=\"https://example.org/a.png\">").len(),
        1
    );
    assert_eq!(
        addresses("a.html", "<svg xmlns=\"http://www.w3.org/2000/svg\">").len(),
        0
    );
    assert_eq!(
        addresses(
            "a.html",
            "<svg xmlns=\"http://www.w3.org/2000/svg.evil.org/\">"
        )
        .len(),
        1
    );
}

#[test]
fn views_tell_code_from_comments_text_and_tests() {
    let file = Source::new(
        "src/panel/cells.rs",
        "let a = \"x // y\"; // z\nlet b = r#\"q\"t\"#; /* outer /* inner */ */ let c = '\"'; fn f<'a>(g: &'a str) {}\n#[cfg(test)]\nmod tests;\nlet d = '\\'';",
        false,
    );
    assert_eq!(
        file.raw.len(),
        file.code.len(),
        "every byte keeps its place"
    );
    for gone in ["x // y", "z", "q", "inner", "outer", "tests"] {
        assert!(!file.code.contains(gone), "{gone} in {}", file.code);
    }
    assert!(
        file.code.contains("fn f<'a>(g: &'a str) {}") && file.code.contains("let d ="),
        "{}",
        file.code
    );
    assert!(
        file.text.contains("x // y") && file.text.contains("q\"t") && !file.text.contains("inner"),
        "{}",
        file.text
    );
    assert_eq!(file.test_modules(), ["tests"]);
}
