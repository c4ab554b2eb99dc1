//! `extends`: tables merge, the nearer file wins, paths and faults keep their own file.

use super::*;

const NEAR: &str =
    "extends = \"base/base.toml\"\n[report]\ntitle = \"Near\"\n[study]\nroles = [\"mentor\"]\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("base/base.toml", EXAMPLE);
    folder.write("base/logo.svg", "<svg/>");
    folder
}

#[test]
fn tables_merge_and_the_nearer_file_wins() {
    let folder = folder();
    folder.write("p.toml", NEAR);
    let plan = folder.read("p.toml").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plan.report.title, "Near");
    assert_eq!(plan.report.organisation, "Northwind Group");
    assert_eq!(plan.study.roles.len(), 1, "lists are replaced, not joined");
    assert_eq!(plan.study.adjust_for.len(), 6);
    assert_eq!(plan.outcomes.len(), 3);
    assert_eq!(plan.file, folder.path("p.toml"));
    let alone = read(EXAMPLE).unwrap_or_else(|e| panic!("{e}"));
    assert_ne!(plan.sha256, alone.sha256);
}

#[test]
fn arrays_of_tables_are_replaced() {
    let folder = folder();
    let outcome = "[[outcomes]]\nid = \"leaving\"\nkind = \"time_to_event\"\nsource = \"exits\"\n";
    folder.write(
        "p.toml",
        format!("extends = \"base/base.toml\"\n{outcome}[study]\nadjust_for = [\"region\"]\n"),
    );
    let plan = folder.read("p.toml").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plan.outcomes.len(), 1);
    assert_eq!(plan.outcomes[0].label, "Leaving");
}

#[test]
fn paths_are_relative_to_the_file_that_names_them() {
    let folder = folder();
    folder.write(
        "p.toml",
        "extends = \"base/base.toml\"\n[sources.exits]\npath = \"e.csv\"\n",
    );
    let plan = folder.read("p.toml").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(plan.sources[0].folder, folder.path("base"));
    assert_eq!(plan.sources[1].folder, folder.path(""));
    assert_eq!(plan.sources[1].date_format.as_deref(), Some("%d.%m.%Y"));
    assert_eq!(plan.report.logo, Some(folder.path("base").join("logo.svg")));
}

#[test]
fn faults_name_the_file_they_are_in() {
    let folder = folder();
    folder.write(
        "base/base.toml",
        changed("weighting = \"exact\"", "weighting = \"exakt\""),
    );
    folder.write("p.toml", NEAR.replace("title", "titel"));
    let error = folder.read("p.toml").expect_err("two faults");
    let lines: Vec<String> = error.to_string().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{error}");
    assert!(lines[0].starts_with(&format!(
        "{}: line 3, column 1: unknown key `titel`",
        folder.path("p.toml").display()
    )));
    assert!(
        lines[1].starts_with(&format!(
            "{}: line 57, column 13: `exakt`",
            folder.path("base/base.toml").display()
        )),
        "{error}"
    );
}

#[test]
fn circles_missing_bases_and_nonsense_are_faults_where_they_stand() {
    let folder = folder();
    folder.write("a.toml", "extends = \"b.toml\"\n");
    folder.write("b.toml", "\nextends = \"./a.toml\"\n");
    let circle = folder.read("a.toml").expect_err("a circle");
    assert!(circle.faults[0].what.contains("extends itself"), "{circle}");
    assert_eq!(circle.faults.len(), 1, "{circle}");
    assert_eq!(circle.faults[0].file, folder.path("b.toml"));
    assert_eq!(
        circle.faults[0]
            .position
            .as_ref()
            .map(|p| (p.line, p.column)),
        Some((2, 11))
    );

    folder.write("c.toml", "extends = \"none.toml\"\n");
    let missing = folder.read("c.toml").expect_err("no such base");
    assert_eq!(missing.faults.len(), 1, "{missing}");
    assert!(
        missing.to_string().contains("line 1, column 11: `"),
        "{missing}"
    );
    assert!(missing.to_string().contains("cannot be read"), "{missing}");

    folder.write("d.toml", "extends = 3\n");
    let nonsense = folder.read("d.toml").expect_err("no path");
    assert!(
        nonsense
            .to_string()
            .contains("line 1, column 11: `extends` is a whole number"),
        "{nonsense}"
    );
    folder.write("e.toml", "extends = \"base\"\n");
    assert!(
        folder
            .read("e.toml")
            .expect_err("a folder")
            .to_string()
            .contains("is a folder")
    );
}
