//! A programme whose places were drawn by lot: rows of applicants in, intention to treat out.

use super::output::{AUDIENCES, Finding, Output};
use super::people::id;
use super::workplace::Workplace;

const DRAW: &str = "2024-06-20";

/// Mentors 0 to 59 were drawn, 60 to 129 were not; all pairs start after the draw, if they start.
fn lottery(share: &str) -> Workplace {
    Workplace::new()
        .pairings(|t| {
            for person in 0..130 {
                let status = if person < 60 { "drawn" } else { "not_drawn" };
                t.push(&format!(",fluency,{},,{DRAW},,{status}", id(person)));
            }
        })
        .pipeline(
            "[programmes.eligible]",
            &format!("assignment = \"lottery\"\n{share}\n[programmes.eligible]"),
        )
}

fn declared(share: &str) -> Workplace {
    lottery(&format!("[programmes.lottery]\nshare = {share}"))
}

fn headline<'a>(output: &'a Output, outcome: &str, role: &str) -> &'a Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == outcome
                && f.get("role") == role
                && f.headline()
                && f.is("overall", "all")
        })
        .expect("a headline")
}

#[test]
fn winners_are_compared_with_losers_as_the_lot_fell() {
    let output = declared("0.46").open().output();
    let mentors = headline(&output, "engagement", "mentor");
    assert_eq!(mentors.get("method"), "lottery_itt");
    assert_eq!(mentors.get("status"), "published");
    assert_eq!(mentors.get("n_treated"), "60");
    assert_eq!(mentors.get("n_control"), "70");
    assert!(mentors.number("estimate") > Some(0.0) && mentors.number("p_value") < Some(0.05));
    // Everybody employed on the eve counts from the day of the draw: 2024-06-20 + 180 days.
    let staying = headline(&output, "retention", "mentor");
    assert_eq!(
        (staying.get("n_treated"), staying.get("n_control")),
        ("60", "70")
    );
    assert!(
        output
            .findings
            .iter()
            .all(|f| f.get("method") == "lottery_itt")
    );
    // Nobody applied as a mentee.
    let mentees = headline(&output, "engagement", "mentee");
    assert_eq!(mentees.get("status"), "insufficient");
    assert!(mentees.get("note").contains("who was drawn"), "{mentees:?}");
    let leaders = output.text("leaders.html");
    assert!(
        leaders.contains("Because of the draw, mentors drawn by lot"),
        "{leaders}"
    );
    assert!(!leaders.contains("Nobody was drawn by lot"), "{leaders}");
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("Did the lot fall as declared?") && analysts.contains("as declared"));
    // Applicants are no quarantined rows, and no participants.
    let ledger = output.ledger("pairings");
    assert_eq!(
        (ledger["read"].clone(), ledger["used"].clone()),
        (190.into(), 190.into())
    );
}

#[test]
fn losers_are_nobodys_participants() {
    let plain = Workplace::new().open().output();
    let rows = |output: &Output| -> Vec<Finding> { output.findings.clone() };
    // The same rows without a lottery are not used: nothing changes but the warning.
    let ignored = lottery("")
        .pipeline("assignment = \"lottery\"", "assignment = \"self-selected\"")
        .open()
        .output();
    assert_eq!(rows(&plain), rows(&ignored));
    assert!(ignored.text("analysts.html").contains("no lottery"));
}

#[test]
fn winners_who_never_met_count_as_drawn() {
    let full = declared("0.46").open().output();
    let half = declared("0.46")
        .pairings(|t| t.rows.retain(|row| !row[0].starts_with("PX00")))
        .open()
        .output();
    let (full, half) = (
        headline(&full, "engagement", "mentor"),
        headline(&half, "engagement", "mentor"),
    );
    for column in ["n_treated", "n_control", "estimate"] {
        assert_eq!(full.get(column), half.get(column), "{column}");
    }
}

#[test]
fn a_share_that_does_not_fit_withholds_the_findings() {
    // 60 of 130 against a declared fifth.
    let output = declared("0.2").open().output();
    for f in &output.findings {
        assert_ne!(f.get("status"), "published", "{f:?}");
        assert!(f.number("estimate").is_none(), "{f:?}");
    }
    let mentors = headline(&output, "engagement", "mentor");
    assert_eq!(mentors.get("status"), "insufficient");
    assert!(
        mentors.get("note").contains("sample-ratio mismatch"),
        "{mentors:?}"
    );
    for page in AUDIENCES {
        assert!(!output.text(page).contains("Because of"), "{page}");
    }
    let undeclared = lottery("").open().output();
    let mentors = headline(&undeclared, "engagement", "mentor");
    assert_eq!(mentors.get("status"), "published");
    assert!(
        mentors.get("note").contains("was not declared"),
        "{mentors:?}"
    );
}

#[test]
fn nobody_is_drawn_and_not_drawn_at_once() {
    let output = declared("0.46")
        .pairings(|t| t.push(&format!(",fluency,{},,{DRAW},,drawn", id(129))))
        .open()
        .output();
    let told: Vec<_> = output
        .quarantine()
        .into_iter()
        .map(|row| row["reason"].clone())
        .collect();
    assert_eq!(told, ["contradicting duplicate"; 2]);
    assert_eq!(
        headline(&output, "engagement", "mentor").get("n_control"),
        "69"
    );
}

#[test]
fn keys_of_a_lottery_are_checked() {
    declared("1.0")
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&["a lottery that draws the share 1 draws nothing"]);
    declared("0.5")
        .pipeline("assignment = \"lottery\"\n", "")
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&["has no meaning without `assignment = \"lottery\"`"]);
    lottery("")
        .pipeline("\"lottery\"", "\"lotery\"")
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&["`lotery` is not an assignment", "lottery"]);
}
