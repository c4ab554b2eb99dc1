//! Too little to compare: the run goes on, says what cannot be known, and shows nothing it should not.

use super::output::{AUDIENCES, Output};
use super::people;
use super::workplace::Workplace;

/// Asserts that a run succeeded, wrote every page, and published no comparison of these outcomes: at most a level of
/// participants, said to be one.
#[track_caller]
fn nothing_to_tell(output: &Output, outcomes: &[&str]) {
    for page in AUDIENCES {
        assert!(output.text(page).contains("</html>"), "{page}");
    }
    for f in &output.findings {
        let level = f.get("method") == "descriptive" && f.get("note").contains("not a comparison");
        if outcomes.contains(&f.get("outcome")) && !level {
            assert_ne!(f.get("status"), "published", "{f:?}");
            assert!(
                f.number("estimate").is_none() && !f.get("note").is_empty(),
                "{f:?}"
            );
        }
    }
}

#[test]
fn a_programme_with_one_pair() {
    let output = Workplace::new()
        .pairings(|t| t.rows.truncate(1))
        .open()
        .output();
    nothing_to_tell(&output, &["engagement", "retention"]);
    assert!(
        !output.findings.is_empty(),
        "headline rows are there, hidden"
    );
}

#[test]
fn one_programme_of_two_with_one_pair() {
    let output = Workplace::new()
        .pairings(|t| t.set(0, "programme_id", "pods"))
        .pipeline("[study]", "[[programmes]]\nid = \"pods\"\nmodel = \"innovation_pods\"\nname = \"Pods\"\n\n[study]")
        .open()
        .output();
    let of = |programme: &str, column: &str| {
        output
            .findings
            .iter()
            .filter(|f| f.get("programme") == programme && f.is("overall", "all") && f.headline())
            .map(|f| f.get(column).to_owned())
            .collect::<Vec<_>>()
    };
    assert!(
        of("pods", "status").iter().all(|s| s != "published"),
        "{:?}",
        of("pods", "status")
    );
    // The large programme would give the small one away beside the total.
    for (all, large) in of("all", "n_treated")
        .iter()
        .zip(of("fluency", "n_treated"))
    {
        assert!(
            all.is_empty() || large.is_empty(),
            "{all} and {large} people are both shown"
        );
    }
}

#[test]
fn no_pairing_rows() {
    let output = Workplace::new()
        .pairings(|t| t.rows.clear())
        .open()
        .output();
    nothing_to_tell(&output, &["engagement", "retention"]);
    assert_eq!(output.ledger("pairings")["read"], 0);
}

#[test]
fn header_only_surveys_or_exits() {
    let output = Workplace::new().surveys(|t| t.rows.clear()).open().output();
    nothing_to_tell(&output, &["engagement"]);
    // Nobody left: that is an answer about exits, not an error.
    let output = Workplace::new().exits(|t| t.rows.clear()).open().output();
    for f in output
        .findings
        .iter()
        .filter(|f| f.get("estimand") == "retention_difference")
    {
        assert!(
            f.number("treated_level").is_none_or(|level| level < 100.0),
            "a bound instead of 100 %: {f:?}"
        );
    }
}

#[test]
fn header_only_roster() {
    let site = Workplace::new().roster(|t| t.rows.clear()).open();
    let answer = site.run(&[]);
    assert!(
        matches!(answer.code, 1 | 3),
        "everybody is unknown: {answer:?}"
    );
    assert!(!site.out().exists(), "nothing was written");
}

#[test]
fn everyone_took_part() {
    let output = Workplace::new()
        .pairings(|t| {
            t.rows.clear();
            for pair in 0..people::PEOPLE / 2 {
                let (mentor, mentee) = (people::id(pair), people::id(people::PEOPLE / 2 + pair));
                t.push(&format!(
                    "PX{pair:03},fluency,{mentor},{mentee},2024-07-01,,active"
                ));
            }
        })
        .open()
        .output();
    nothing_to_tell(&output, &["engagement", "retention"]);
}

#[test]
fn nobody_is_eligible() {
    let output = Workplace::new()
        .pipeline("mentor = \"job_level <= 4\"", "mentor = \"job_level > 90\"")
        .pipeline("mentee = \"job_level >= 7\"", "mentee = \"job_level > 90\"")
        .open()
        .output();
    nothing_to_tell(&output, &["engagement", "retention"]);
}

#[test]
fn one_wave_only() {
    let output = Workplace::new()
        .surveys(|t| t.rows.truncate(people::PEOPLE))
        .open()
        .output();
    nothing_to_tell(&output, &["engagement"]);
}

#[test]
fn everybody_answers_the_same() {
    let output = Workplace::new()
        .surveys(|t| {
            for row in 0..t.rows.len() {
                ["q01", "q02", "q03", "q04"]
                    .iter()
                    .for_each(|item| t.set(row, item, "3"));
            }
        })
        .open()
        .output();
    for f in output
        .findings
        .iter()
        .filter(|f| f.get("outcome") == "engagement")
    {
        assert!(
            f.number("p_value").is_none_or(|p| p > 0.05),
            "no effect without a difference: {f:?}"
        );
        assert!(
            !matches!(
                f.get("evidence"),
                "strong" | "moderate" | "suggestive" | "harm"
            ),
            "{f:?}"
        );
    }
}
