//! People who cross the borders of a comparison: several programmes and roles, second pairings, split circles, re-hires,
//! starts before the first survey. Every expected number is counted by hand from how [`people`] makes a workplace: mentors
//! are the juniors 0..60, mentees the seniors 200..260, even pairs start on 2024-07-01, odd ones on 2025-01-10.

use super::output::{Finding, Output};
use super::people::{PAIRS, id};
use super::workplace::Workplace;

/// A workplace that nobody leaves.
fn stable() -> Workplace {
    Workplace::new().exits(|t| t.rows.clear())
}

/// A row of a pairing.
fn pair(number: usize, programme: &str, mentor: usize, mentee: usize, start: &str) -> String {
    format!(
        "QX{number:03},{programme},{},{},{start},,active",
        id(mentor),
        id(mentee)
    )
}

/// The headline of engagement.
#[track_caller]
fn engagement<'a>(output: &'a Output, programme: &str, role: &str) -> &'a Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("programme") == programme
                && f.get("role") == role
                && f.get("outcome") == "engagement"
                && f.get("estimand") == "att"
                && f.is("overall", "all")
        })
        .unwrap_or_else(|| panic!("a headline of {programme}, {role}s"))
}

/// Participants and control people of a finding.
fn people(finding: &Finding) -> [Option<f64>; 2] {
    [finding.number("n_treated"), finding.number("n_control")]
}

/// The row of the table of people in several programmes, cell by cell.
#[track_caller]
fn crossing(output: &Output, row: &str) -> Vec<String> {
    let page = String::from_utf8(output.files["analysts.html"].clone()).expect("UTF-8");
    let table = page
        .split("id=\"several\"")
        .nth(1)
        .and_then(|rest| rest.split("</table>").next())
        .expect("the table of people in several programmes");
    let cells = table
        .split("<tr>")
        .skip(1)
        .find(|cells| cells.contains(row))
        .unwrap_or_else(|| panic!("a row {row} in {table}"));
    cells
        .split("<td")
        .skip(1)
        .map(|cell| {
            let text = cell.split_once('>').map_or("", |(_, text)| text);
            text.split("</td>").next().unwrap_or_default().to_owned()
        })
        .collect()
}

#[track_caller]
fn says(output: &Output, sentence: &str) {
    let page = String::from_utf8_lossy(&output.files["analysts.html"]);
    assert!(
        page.contains(sentence),
        "`{sentence}` on the analysts’ page"
    );
}

/// Thirty pairs of a programme that the pipeline does not name.
fn others(start: &'static str) -> Workplace {
    stable().pairings(move |t| {
        (0..30).for_each(|k| t.push(&pair(k, "other", 60 + k, 260 + k, start)));
    })
}

#[test]
fn people_of_programmes_that_are_not_named_are_nobodys_controls() {
    let alone = stable().open().output();
    assert_eq!(
        people(engagement(&alone, "fluency", "mentor")),
        [Some(60.0), Some(170.0)],
        "140 who never start and 30 who start in the second cohort"
    );
    let with_others = others("2024-04-10").open().output();
    // The same as if the sixty people were not there.
    let gone: Vec<String> = (60..90).chain(260..290).map(id).collect();
    let without = stable()
        .roster(|t| t.rows.retain(|row| !gone.contains(&row[0])))
        .surveys(|t| t.rows.retain(|row| !gone.contains(&row[0])))
        .open()
        .output();
    let mut compared = 0;
    for (with, without) in with_others.findings.iter().zip(&without.findings) {
        assert_eq!(with.get("finding_id"), without.get("finding_id"));
        for column in ["n_treated", "n_control", "estimate", "std_error", "status"] {
            assert_eq!(
                with.get(column),
                without.get(column),
                "{column} of {}",
                with.get("finding_id")
            );
            compared += usize::from(column == "estimate" && with.number(column).is_some());
        }
    }
    assert!(compared > 40, "{compared}");
    for role in ["mentors", "mentees"] {
        says(
            &with_others,
            &format!(
                "Digital Fluency, {role}: 30 people in other programmes were kept out of the comparison."
            ),
        );
        assert_eq!(
            crossing(&with_others, &format!("Digital Fluency, {role}")),
            ["0", "0", "0", "0", "0", "30", "0"]
        );
    }
    let ledger = with_others.run["ledger"].as_array().expect("a ledger");
    let pairings = ledger
        .iter()
        .find(|l| l["table"] == "pairings")
        .expect("pairings");
    assert_eq!(
        pairings["used"],
        PAIRS + 30,
        "rows that decide who is compared are used"
    );
    assert_eq!(pairings["read"], PAIRS + 30);
}

#[test]
fn whoever_starts_elsewhere_later_serves_until_then() {
    let late = others("2025-06-10").open().output();
    assert_eq!(
        people(engagement(&late, "fluency", "mentor")),
        [Some(60.0), Some(170.0)],
        "they serve in the waves before"
    );
    says(
        &late,
        "Digital Fluency, mentors: 30 people in other programmes",
    );
    let at = |output: &Output, wave: &str| {
        output
            .findings
            .iter()
            .find(|f| {
                f.get("finding_id").ends_with(&format!("/w{wave}"))
                    && f.get("role") == "mentor"
                    && f.get("programme") == "fluency"
            })
            .and_then(|f| f.number("n_control"))
    };
    let alone = stable().open().output();
    for wave in ["2025-05-15", "2025-08-15"] {
        let (before, with) = (
            at(&alone, wave).expect("a row"),
            at(&late, wave).expect("a row"),
        );
        let kept_out = if wave < "2025-06-10" { 0.0 } else { 30.0 };
        assert_eq!(before - with, kept_out, "{wave}");
    }
}

#[test]
fn few_people_of_other_programmes_are_not_counted_in_public() {
    let few = stable().pairings(|t| {
        (0..7).for_each(|k| t.push(&pair(k, "other", 60 + k, 260 + k, "2024-04-10")));
    });
    let output = few.open().output();
    says(
        &output,
        "Digital Fluency, mentors: people in other programmes were kept out of the comparison; how many is not shown.",
    );
    assert_eq!(
        crossing(&output, "Digital Fluency, mentors")[5],
        "not shown"
    );
}

const SECOND: &str = "[[programmes]]\nid = \"second\"\nmodel = \"global_remote_exchange\"\nname = \"Second\"\n\n[study]";

#[test]
fn a_person_in_two_programmes_counts_in_each_and_once_in_all() {
    // Mentors 45..75: fifteen of them are in the first programme already.
    let output = stable()
        .pipeline("[study]", SECOND)
        .pairings(|t| {
            (0..30).for_each(|k| t.push(&pair(k, "second", 45 + k, 300 + k, "2025-04-10")));
        })
        .open()
        .output();
    let treated = |programme| engagement(&output, programme, "mentor").number("n_treated");
    assert_eq!(treated("fluency"), Some(60.0));
    assert_eq!(treated("second"), Some(30.0));
    assert_eq!(treated("all"), Some(75.0));
    // The second programme’s controls: anybody (it has no rule) who has started nothing by 2025-07-01.
    assert_eq!(
        engagement(&output, "second", "mentor").number("n_control"),
        Some(f64::from(400 - 2 * 60 - 15 - 30))
    );
    assert_eq!(
        crossing(&output, "Digital Fluency, mentors"),
        ["15", "0", "0", "0", "15", "0", "0"],
        "15 also in the second, later; 15 others served until they started there"
    );
    // Kept out of the second: 60 mentees and 45 mentors of the first; its own mentees, who are in another role of it.
    assert_eq!(
        crossing(&output, "Second, mentors"),
        ["15", "0", "0", "15", "105", "0", "30"]
    );
    assert_eq!(
        crossing(&output, "All programmes, mentors")[..4],
        ["15", "0", "0", "0"],
        "in all programmes the first start counts"
    );
}

#[test]
fn a_mentor_who_becomes_a_mentee_counts_in_both_roles() {
    let output = stable()
        .pipeline("mentee = \"job_level >= 7\"", "mentee = \"job_level >= 1\"")
        .pairings(|t| {
            (0..20).for_each(|k| t.push(&pair(k, "fluency", 100 + k, k, "2025-04-10")));
        })
        .open()
        .output();
    assert_eq!(
        people(engagement(&output, "fluency", "mentor")),
        [Some(80.0), Some(170.0)]
    );
    // Controls of mentees: everybody but the sixty who had started by 2024-10-01.
    assert_eq!(
        people(engagement(&output, "fluency", "mentee")),
        [Some(80.0), Some(340.0)]
    );
    assert_eq!(
        crossing(&output, "Digital Fluency, mentees")[..4],
        ["0", "0", "20", "20"],
        "twenty mentees had been mentors before"
    );
    assert_eq!(
        crossing(&output, "Digital Fluency, mentors")[..4],
        ["0", "0", "20", "0"]
    );
}

#[test]
fn a_second_pairing_of_the_same_role_changes_nothing() {
    let once = stable().open().output();
    let twice = stable()
        .pairings(|t| {
            for row in 0..20 {
                t.set(row, "end_date", "2025-05-31");
                t.push(&pair(row, "fluency", row, 300 + row, "2025-06-01"));
            }
        })
        .open()
        .output();
    let of_mentors = |output: &Output| -> Vec<Vec<String>> {
        let told = [
            "finding_id",
            "n_treated",
            "n_control",
            "estimate",
            "std_error",
        ];
        let kept = output.findings.iter().filter(|f| f.get("role") == "mentor");
        kept.map(|f| told.map(|column| f.get(column).to_owned()).to_vec())
            .collect()
    };
    assert!(of_mentors(&once).len() > 40);
    assert_eq!(of_mentors(&once), of_mentors(&twice));
    assert_eq!(
        engagement(&twice, "fluency", "mentee").number("n_treated"),
        Some(80.0),
        "the new mentees count from their own start"
    );
}

/// Twelve circles of six members; half of them split in two when they are asked to.
fn circles(split: bool) -> Output {
    let circle = move |t: &mut super::table::Table| {
        *t = super::table::Table::new(
            "pairing_id,programme_id,employee_id,role,start_date,end_date,status",
        );
        for person in 0..72 {
            let circle = person / 6;
            let splits = split && circle % 2 == 0;
            let end = if splits { "2025-01-09" } else { "" };
            t.push(&format!(
                "C{circle},fluency,{},member,2024-07-01,{end},",
                id(person)
            ));
            if splits {
                let half = ["a", "b"][person % 2];
                t.push(&format!(
                    "C{circle}{half},fluency,{},member,2025-01-10,,",
                    id(person)
                ));
            }
        }
    };
    stable()
        .pairings(circle)
        .pipeline("executive_digital_fluency", "dei_circles")
        .pipeline("[\"mentor\", \"mentee\"]", "[\"member\"]")
        .pipeline(
            "mentor = \"job_level <= 4\"\nmentee = \"job_level >= 7\"",
            "member = \"job_level <= 4\"",
        )
        .open()
        .output()
}

#[test]
fn a_circle_that_splits_stays_one_cluster() {
    let (whole, split) = (circles(false), circles(true));
    let headline = engagement(&whole, "fluency", "member");
    assert_eq!(people(headline), [Some(72.0), Some(128.0)]);
    assert!(headline.number("std_error").is_some());
    assert_eq!(whole.findings, split.findings);
}

#[test]
fn a_participant_who_is_hired_again_left_once_and_is_no_control() {
    // Twelve mentors of the first cohort leave on 2025-03-01, come back in June and are paired again.
    let back: Vec<usize> = (0..24).step_by(2).collect();
    let output = Workplace::new()
        .exits(|t| {
            t.rows.clear();
            back.iter()
                .for_each(|&p| t.push(&format!("{},2025-03-01,voluntary,", id(p))));
        })
        .roster(|t| {
            back.iter()
                .for_each(|&p| t.set(p, "hire_date", "2025-06-01"));
        })
        .pairings(|t| {
            back.iter()
                .for_each(|&p| t.push(&pair(p, "fluency", p, 300 + p, "2025-07-10")));
        })
        .open()
        .output();
    let staying = output
        .findings
        .iter()
        .find(|f| {
            f.get("estimand") == "retention_difference"
                && f.get("role") == "mentor"
                && f.is("overall", "all")
        })
        .expect("a row of retention");
    assert_eq!(people(staying), [Some(60.0), Some(170.0)]);
    assert_eq!(
        staying.number("treated_level"),
        Some(80.0),
        "48 of 60 stayed"
    );
}

#[test]
fn cohorts_from_before_the_first_survey_have_no_before() {
    let output = stable()
        .surveys(|t| t.rows.retain(|row| *row[1] > *"2024-11"))
        .open()
        .output();
    assert_eq!(
        people(engagement(&output, "fluency", "mentor")),
        [Some(30.0), Some(140.0)],
        "only the second cohort was asked before its start"
    );
    let none = stable()
        .surveys(|t| t.rows.retain(|row| *row[1] > *"2025-02"))
        .open()
        .output();
    let effects = |f: &&Finding| f.get("outcome") == "engagement" && f.get("method") == "dr_did";
    for effect in none.findings.iter().filter(effects) {
        assert_eq!(effect.get("estimate"), "");
        assert_eq!(effect.get("status"), "insufficient");
        assert!(
            effect.get("note").contains("before"),
            "the reason: {}",
            effect.get("note")
        );
    }
    assert!(
        none.findings
            .iter()
            .any(|f| f.get("outcome") == "engagement" && f.get("evidence") == "descriptive"),
        "levels of participants are shown instead"
    );
}
