//! Gaps between groups: the change is the effect on one less the effect on the other, and it is hidden with either.

use super::output::{Finding, Output};
use super::people::id;
use super::workplace::Workplace;

fn asked(lines: &str) -> Workplace {
    Workplace::new().pipeline("[breakdowns]\n", &format!("[breakdowns]\n{lines}\n"))
}

/// A row about a gender.
#[track_caller]
fn row<'a>(output: &'a Output, outcome: &str, estimand: &str, value: &str) -> &'a Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == outcome
                && f.get("role") == "mentor"
                && f.get("estimand") == estimand
                && f.is("gender", value)
        })
        .unwrap_or_else(|| panic!("{outcome} {estimand} of {value}"))
}

fn number(finding: &Finding, column: &str) -> f64 {
    finding
        .number(column)
        .unwrap_or_else(|| panic!("{column} of {}", finding.get("finding_id")))
}

#[test]
fn a_gap_is_the_difference_of_two_effects() {
    let output = asked("equity_gap = [\"gender\"]").open().output();
    for (outcome, headline) in [("engagement", "att"), ("retention", "retention_difference")] {
        // Thirty-three of the sixty mentors are men: the largest group.
        let gap = row(&output, outcome, "equity_gap_change", "Women");
        let [women, men] = ["Women", "Men"].map(|v| row(&output, outcome, headline, v));
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{outcome}: {a} and {b}");
        for column in ["estimate", "treated_level", "control_level"] {
            close(
                number(gap, column),
                number(women, column) - number(men, column),
            );
        }
        // Pairs: different people share nothing.
        let errors = [women, men].map(|f| number(f, "std_error"));
        close(number(gap, "std_error"), errors[0].hypot(errors[1]));
        assert_eq!(gap.get("n_treated"), women.get("n_treated"));
        assert_eq!(
            gap.get("note").split(" Too").next(),
            Some("Held against: Men.")
        );
        assert!(number(gap, "q_value") <= 1.0);
        assert_eq!(gap.get("shrunk_estimate"), "");
        assert!(!output.findings.iter().any(|f| {
            f.get("estimand") == "equity_gap_change"
                && f.get("role") == "mentor"
                && f.get("outcome") == outcome
                && f.is("gender", "Men")
        }));
    }
    let page = String::from_utf8_lossy(&output.files["analysts.html"]);
    assert!(page.contains("Do gaps between groups become smaller?"));
    assert!(page.contains("Changes of gaps"), "told in the appendix");
}

#[test]
fn the_reference_may_be_named() {
    let output = asked("equity_gap = [\"gender\"]\nreference = { gender = \"Women\" }")
        .open()
        .output();
    let turned = row(&output, "engagement", "equity_gap_change", "Men");
    let largest = asked("equity_gap = [\"gender\"]").open().output();
    let usual = row(&largest, "engagement", "equity_gap_change", "Women");
    assert_eq!(number(turned, "estimate"), -number(usual, "estimate"));
    let nobody = asked("equity_gap = [\"gender\"]\nreference = { gender = \"men\" }")
        .open()
        .output();
    let none = row(&nobody, "engagement", "equity_gap_change", "Women");
    assert_eq!(none.get("status"), "insufficient");
    assert!(
        none.get("note").contains("the group men"),
        "{}",
        none.get("note")
    );
}

#[test]
fn nothing_is_asked_of_gaps_unless_the_pipeline_asks() {
    let output = Workplace::new().open().output();
    assert!(
        !output
            .findings
            .iter()
            .any(|f| f.get("estimand") == "equity_gap_change")
    );
}

#[test]
fn a_gap_is_hidden_with_either_of_its_sides() {
    // Eight of the sixty mentors are women: hidden, and with them the men, who are the total less them.
    let output = asked("equity_gap = [\"gender\"]")
        .roster(|t| {
            for person in 0..60 {
                let gender = if person < 8 { "Women" } else { "Men" };
                t.set(person, "gender", gender);
            }
        })
        .open()
        .output();
    let gap = row(&output, "engagement", "equity_gap_change", "Women");
    assert!(
        gap.get("status").starts_with("suppressed"),
        "{}",
        gap.get("status")
    );
    for column in ["estimate", "std_error", "treated_level", "n_treated"] {
        assert_eq!(gap.get(column), "", "{column}");
    }
    // The other way round: the group is large, the one it is held against is small.
    let output = asked("equity_gap = [\"gender\"]\nreference = { gender = \"Women\" }")
        .roster(|t| {
            for person in 0..60 {
                let gender = match person {
                    0..8 => "Women",
                    8..34 => "Men",
                    _ => "Others",
                };
                t.set(person, "gender", gender);
            }
            (60..120).for_each(|person| t.set(person, "gender", "Others"));
        })
        .open()
        .output();
    for value in ["Men", "Others"] {
        let gap = row(&output, "engagement", "equity_gap_change", value);
        assert!(
            gap.get("status").starts_with("suppressed"),
            "{value}: {}",
            gap.get("status")
        );
    }
}

#[test]
fn leaders_read_of_a_gap_that_is_firmly_smaller() {
    // Before, all women answer two lower on every item; afterwards women who take part catch up.
    let women: Vec<String> = (0..400).filter(|p| p % 2 == 0).map(id).collect();
    let output = asked("equity_gap = [\"gender\"]")
        .roster(|t| {
            for person in 0..400 {
                let gender = ["Women", "Men"][person % 2];
                t.set(person, "gender", gender);
            }
        })
        .pairings(|t| (0..60).for_each(|row| t.set(row, "start_date", "2024-07-01")))
        .surveys(|t| {
            for row in &mut t.rows {
                let person: usize = row[0].trim_start_matches("00zq").parse().expect("a number");
                let takes_part = person % 200 < 60 && *row[1] > *"2024-10";
                let low = women.contains(&row[0]) && !takes_part;
                for (item, answer) in row.iter_mut().skip(2).enumerate() {
                    let value = 3 + (person + item + row_hash(answer)) % 2;
                    *answer = (value - if low { 2 } else { 0 }).to_string();
                }
            }
        })
        .open()
        .output();
    let gap = row(&output, "engagement", "equity_gap_change", "Women");
    assert!(
        (number(gap, "estimate") - 50.0).abs() < 5.0,
        "two of four steps"
    );
    assert!(
        (number(gap, "control_level") + 50.0).abs() < 5.0,
        "the gap without the programme"
    );
    assert!(
        matches!(gap.get("evidence"), "strong" | "moderate"),
        "{gap:?}"
    );
    let page = String::from_utf8_lossy(&output.files["leaders.html"]);
    assert!(page.contains("the gap between “Women” and “Men” is"));
    assert!(page.contains("smaller than among similar colleagues"));
}

/// Some variation between answers.
fn row_hash(answer: &str) -> usize {
    answer.bytes().map(usize::from).sum()
}
