//! Who answers, and what is made of it: rates and bounds on the pages, weights, other estimators, other leads.

use super::output::{Finding, Output};
use super::people::{PAIRS, PEOPLE, WAVES, id};
use super::workplace::Workplace;

/// A workplace in which, from the summer of 2024 on, most mentors no longer answer.
fn silent_mentors() -> Workplace {
    Workplace::new().surveys(|t| {
        t.rows.retain(|row| {
            let late = row[1].as_str() >= WAVES[3];
            let mentor = (0..PAIRS).any(|p| row[0] == id(p));
            let place = (0..PEOPLE).find(|p| row[0] == id(*p)).expect("a person");
            !(late && mentor && place % 3 == 0)
        });
    })
}

fn headline<'a>(output: &'a Output, role: &str) -> &'a Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == "engagement"
                && f.get("role") == role
                && f.headline()
                && f.is("overall", "all")
        })
        .expect("a headline")
}

/// The text between two headings of a page, without tags.
fn section(page: &str, from: &str, to: &str) -> String {
    let start = page
        .find(from)
        .unwrap_or_else(|| panic!("{from} in {page}"));
    let end = page[start..].find(to).map_or(page.len(), |e| start + e);
    page[start..end].to_owned()
}

/// Whether a page cites a source; its slashes are escaped there.
fn cites(page: &str, source: &str) -> bool {
    page.replace("&#x2f;", "/").contains(source)
}

#[test]
fn unequal_drop_out_is_told_with_what_it_could_do() {
    let output = silent_mentors().open().output();
    let mentors = headline(&output, "mentor");
    let note = mentors.get("note");
    assert!(
        note.contains("Unequal drop-out") && note.contains("less often than similar colleagues"),
        "{note}"
    );
    assert!(note.contains("the effect would lie between"), "{note}");
    assert!(
        !headline(&output, "mentee")
            .get("note")
            .contains("less often"),
        "{:?}",
        headline(&output, "mentee")
    );
    let page = output.text("analysts.html");
    let told = section(&page, "id=\"answering\"", "id=\"drifts\"");
    assert!(
        told.contains("Engagement: Mentors, Digital Fluency"),
        "{told}"
    );
    assert!(
        told.contains("depending on who stopped answering") && told.contains(">between "),
        "{told}"
    );
    assert!(told.contains("Generation: "), "{told}");
    assert!(cites(&page, "doi:10.1111/j.1467-937X.2009.00536.x"));
}

#[test]
fn leaders_read_when_drop_out_alone_could_undo_a_result() {
    // In 2025 five of six colleagues fall silent: if the mentors who rose most are those too many, there is nothing.
    let doubtful = "did not go on answering equally often";
    let output = Workplace::new()
        .surveys(|t| {
            t.rows.retain(|row| {
                let late = row[1].as_str() >= WAVES[5];
                let place = (0..PEOPLE).find(|p| row[0] == id(*p)).expect("a person");
                !(late && (PAIRS..PEOPLE / 2).contains(&place) && place % 6 != 0)
            });
        })
        .open()
        .output();
    let mentors = headline(&output, "mentor");
    assert!(
        mentors
            .get("note")
            .contains("more often than similar colleagues"),
        "{mentors:?}"
    );
    let bounds = section(mentors.get("note"), "between ", " points (worst");
    let low = bounds.trim_start_matches("between ").split(' ').next();
    let low: f64 = low.and_then(|x| x.parse().ok()).expect("a bound");
    let leaders = output.text("leaders.html");
    assert_eq!(
        leaders.contains(doubtful),
        low <= 0.0,
        "{bounds}: {leaders}"
    );
    assert!(
        low <= 0.0,
        "so many answers may make the whole difference: {bounds}"
    );
    let plain = Workplace::new().open().output();
    assert!(!plain.text("leaders.html").contains(doubtful));
}

#[test]
fn rates_of_a_hidden_group_are_not_shown() {
    // Twelve of the mentors are of a region of their own, nine of whom take part.
    let output = silent_mentors()
        .roster(|t| {
            let region = t.column("region");
            for person in 0..9 {
                t.rows[person][region] = "Antarctica".to_owned();
                t.rows[PEOPLE - 1 - person][region] = "Antarctica".to_owned();
            }
        })
        .pipeline(
            "dimensions = [\"generation\"",
            "dimensions = [\"region\", \"generation\"",
        )
        .open()
        .output();
    let hidden = output
        .findings
        .iter()
        .find(|f| f.get("outcome") == "engagement" && f.headline() && f.is("region", "Antarctica"))
        .expect("a row");
    assert_ne!(hidden.get("status"), "published");
    let page = output.text("analysts.html");
    let told = section(&page, "id=\"answering\"", "</section>");
    assert!(!told.contains("Antarctica"), "{told}");
    assert!(told.contains("Gender: "), "{told}");
}

#[test]
fn answers_may_speak_for_those_who_are_silent() {
    let study = |lines: &str| {
        silent_mentors()
            .pipeline(
                "adjust_for = [\"function\"]",
                &format!("adjust_for = [\"function\"]\n{lines}"),
            )
            .open()
            .output()
    };
    let (ignored, weighted) = (study(""), study("response = \"weight\""));
    let (one, two) = (headline(&ignored, "mentor"), headline(&weighted, "mentor"));
    assert_ne!(one.get("estimate"), two.get("estimate"));
    assert_eq!(one.get("n_treated"), two.get("n_treated"));
    assert!(two.get("note").contains("inverse response rate"), "{two:?}");
    assert!(
        !one.get("note").contains("inverse response rate"),
        "{one:?}"
    );
    assert!(
        weighted
            .text("analysts.html")
            .contains("answers weighted by inverse response rates")
    );
    assert_eq!(study("response = \"ignore\"").findings, ignored.findings);
}

#[test]
fn the_estimator_and_the_leads_are_chosen_in_the_pipeline() {
    let study = |lines: &str| {
        Workplace::new()
            .pipeline(
                "adjust_for = [\"function\"]",
                &format!("adjust_for = [\"function\"]\n{lines}"),
            )
            .open()
    };
    let output = study("score_method = \"outcome_regression\"\nbase_period = \"varying\"").output();
    let mentors = headline(&output, "mentor");
    assert_eq!(
        mentors.get("finding_id"),
        "engagement/fluency/mentor/att/or_did/overall=all"
    );
    assert!(output.findings.iter().any(|f| {
        f.get("finding_id")
            .ends_with("/att_event/or_did/overall=all/e-1")
    }));
    let page = output.text("analysts.html");
    assert!(page.contains("the wave before each"), "{page}");
    assert!(cites(&page, "doi:10.2307/2971733"));
    let plain = study("").output();
    assert_eq!(headline(&plain, "mentor").get("method"), "dr_did");
    assert!(!plain.findings.iter().any(|f| f.get("event_time") == "-1"));
    assert_eq!(
        study("score_method = \"doubly_robust\"\nbase_period = \"universal\"")
            .output()
            .findings,
        plain.findings
    );
    study("score_method = \"magic\"").fails(
        2,
        &[
            "`magic` is not a method for scores",
            "`doubly_robust`, `outcome_regression`, `ipw`",
        ],
    );
    study("response = \"wait\"\nbase_period = \"variing\"").fails(
        2,
        &[
            "`wait` is not a way to treat non-response",
            "did you mean `varying`?",
        ],
    );
}

#[test]
fn how_much_drift_a_finding_withstands_is_told() {
    let output = Workplace::new().open().output();
    let page = output.text("analysts.html");
    let told = section(&page, "id=\"drifts\"", "</section>");
    assert!(
        told.contains("Engagement: Mentors, Digital Fluency"),
        "{told}"
    );
    let mentors = headline(&output, "mentor");
    assert!(mentors.number("p_value") < Some(0.05), "{mentors:?}");
    assert!(told.contains("Survives violations up to"), "{told}");
    assert!(mentors.get("note").contains("Survives if"), "{mentors:?}");
    assert!(cites(&page, "doi:10.1093/restud/rdad018"));
}
