//! Actions by area and by how long they took, candidates by where they came from: descriptions of chosen records, with known answers.

use super::output::{Finding, Output};
use super::people::id;
use super::table::Table;
use super::workplace::Workplace;

fn actions() -> Vec<u8> {
    let mut table =
        Table::new("action_id,programme_id,pairing_id,proposed_date,adopted_date,area,status");
    // Twelve actions on policy, of which eight were adopted after 10, 20, … 80 days; six on tools, none adopted by a day.
    for k in 0..12 {
        let adopted = if k < 8 {
            // 2025-03-01 is day 0, so that these are days 10 to 80.
            [
                "03-11", "03-21", "03-31", "04-10", "04-20", "04-30", "05-10", "05-20",
            ][k]
                .to_owned()
        } else {
            String::new()
        };
        let day = if adopted.is_empty() {
            String::new()
        } else {
            format!("2025-{adopted}")
        };
        let area = ["Policy", " policy "][k % 2];
        table.push(&format!(
            "A{k:02},fluency,PX000,2025-03-01,{day},{area},proposed"
        ));
    }
    for k in 12..18 {
        let status = if k < 15 { "adopted" } else { "proposed" };
        table.push(&format!("A{k:02},fluency,PX001,2025-03-01,,Tools,{status}"));
    }
    table.csv()
}

fn candidates() -> Vec<u8> {
    let mut table = Table::new("candidate_id,date,source,referrer_id,stage");
    // Each of the first forty mentors refers a candidate, one in four of them by a referral form; sixty more come by themselves.
    for k in 0..40 {
        let source = if k % 4 == 0 { "Referral" } else { "Website" };
        table.push(&format!("C{k:03},2025-05-01,{source},{},hired", id(k)));
    }
    for k in 40..100 {
        let source = if k < 60 { "Referral" } else { "Agency" };
        table.push(&format!("C{k:03},2025-05-01,{source},,applied"));
    }
    table.csv()
}

fn outcome(id: &str, source: &str, lines: &str) -> String {
    format!(
        "\n[[outcomes]]\nid = \"{id}\"\nkind = \"descriptive\"\nsource = \"{source}\"\n{lines}\n"
    )
}

fn workplace(outcomes: &str) -> Workplace {
    Workplace::new()
        .exits(|t| t.rows.clear())
        .file("actions.csv", actions())
        .file("candidates.csv", candidates())
        .pipeline(
            "[[programmes]]",
            "[sources.actions]\npath = \"actions.csv\"\n[sources.candidates]\npath = \"candidates.csv\"\n\n[[programmes]]",
        )
        .pipeline_more(outcomes)
}

#[track_caller]
fn shown<'o>(output: &'o Output, outcome: &str, role: &str) -> &'o Finding {
    output
        .findings
        .iter()
        .find(|f| f.get("outcome") == outcome && f.get("role") == role && f.is("overall", "all"))
        .unwrap_or_else(|| panic!("{outcome} of {role}"))
}

#[test]
fn actions_by_area_and_by_how_long_they_took() {
    let output = workplace(
        &[
            outcome("all_actions", "actions", ""),
            outcome("policy", "actions", "only = { area = \"Policy\" }"),
            outcome(
                "policy_adopted",
                "actions",
                "metric = \"adopted\"\nonly = { area = \"policy\" }",
            ),
            outcome(
                "tools_adopted",
                "actions",
                "metric = \"adopted\"\nonly = { area = \"Tools\" }",
            ),
            outcome(
                "waiting",
                "actions",
                "metric = \"days_to_adoption\"\nbetter = \"lower\"",
            ),
        ]
        .concat(),
    )
    .open()
    .output();
    let estimate = |outcome: &str| shown(&output, outcome, "any").number("estimate");
    assert_eq!(estimate("all_actions"), Some(18.0));
    assert_eq!(estimate("policy"), Some(12.0));
    let near = |found: Option<f64>, expected: f64| {
        let found = found.expect("a figure");
        assert!((found - expected).abs() < 1e-4, "{found}, not {expected}");
    };
    near(estimate("policy_adopted"), 100.0 * 8.0 / 12.0);
    near(estimate("tools_adopted"), 50.0);
    let waiting = shown(&output, "waiting", "any");
    near(waiting.number("estimate"), 45.0);
    assert_eq!(waiting.get("unit"), "days");
    assert_eq!(waiting.get("estimand"), "mean");
    // s² of 10, 20, … 80 is 600; its mean has √(600/8).
    near(waiting.number("std_error"), (600f64 / 8.0).sqrt());
    for finding in &output.findings {
        if finding.get("outcome_kind") == "descriptive" {
            assert_eq!(finding.get("evidence"), "descriptive");
            assert_eq!(finding.get("n_control"), "", "never an effect");
        }
    }
}

#[test]
fn candidates_by_source_are_shares_and_numbers() {
    let output = workplace(
        &[
            outcome(
                "by_referral",
                "candidates",
                "metric = \"share\"\nonly = { source = \"Referral\" }",
            ),
            outcome("referred", "candidates", "only = { source = \"Referral\" }"),
        ]
        .concat(),
    )
    .open()
    .output();
    // Of all hundred candidates thirty came by referral; of the forty whom mentors brought, ten.
    assert_eq!(
        shown(&output, "by_referral", "any").number("estimate"),
        Some(30.0)
    );
    assert_eq!(
        shown(&output, "referred", "any").number("estimate"),
        Some(30.0)
    );
    let mentors = shown(&output, "by_referral", "mentor").number("estimate");
    assert!(
        mentors.is_some_and(|x| (x - 25.0).abs() < 1e-6),
        "{mentors:?}"
    );
}

#[test]
fn an_action_adopted_before_it_was_proposed_is_quarantined() {
    let broken =
        String::from_utf8(actions())
            .expect("UTF-8")
            .replacen("2025-03-11", "2025-02-11", 1);
    let waiting = outcome("waiting", "actions", "metric = \"days_to_adoption\"");
    let site = workplace(&waiting).file("actions.csv", broken).open();
    let output = site.output();
    // 20, 30, … 80
    assert_eq!(
        shown(&output, "waiting", "any").number("estimate"),
        Some(50.0)
    );
    let quarantine = String::from_utf8_lossy(&output.files["private/quarantine.csv"]).into_owned();
    assert!(quarantine.contains("2025-02-11"), "{quarantine}");
}

#[test]
fn choices_that_mean_nothing_are_faults() {
    let refused = |lines: &str, source: &str, phrases: &[&str]| {
        workplace(&outcome("x", source, lines))
            .open()
            .check()
            .ends_with(2)
            .tells(phrases);
    };
    refused("metric = \"share\"", "candidates", &["must say of which"]);
    refused(
        "only = { area = \"Policy\" }",
        "candidates",
        &["cannot be chosen by `area`"],
    );
    refused(
        "only = { source = \"Policy\" }",
        "exits",
        &["`only` has no meaning"],
    );
}
