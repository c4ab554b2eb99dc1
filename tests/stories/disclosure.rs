//! Disclosure control seen from outside: what nobody may learn stands in no file that is shared.

use std::collections::BTreeSet;

use super::output::{Finding, Output};
use super::people;
use super::workplace::Workplace;

/// Mentors of the small generation.
const FEW: usize = 4;

/// An organisation in which four mentors are Gen X and much happier once they take part. `copies` clones everybody,
/// which multiplies every count and leaves every estimate as it is.
fn organisation(copies: usize) -> Workplace {
    let clone = |text: &str, copy: usize| {
        text.replace("00zq", &format!("{copy}0zq"))
            .replace("PX", &format!("{copy}PX"))
    };
    let copied = |rows: &mut Vec<Vec<String>>| {
        let original = std::mem::take(rows);
        for copy in 0..copies {
            rows.extend(
                original
                    .iter()
                    .map(|row| row.iter().map(|text| clone(text, copy)).collect::<Vec<_>>()),
            );
        }
    };
    Workplace::new()
        .roster(|t| {
            // Juniors of Gen X: the four, and two dozen who take no part.
            (0..FEW)
                .chain(100..124)
                .for_each(|person| t.set(person, "birth_year", "1975"));
            (0..FEW)
                .chain(100..124)
                .for_each(|person| t.set(person, "function", "Sales"));
            copied(&mut t.rows);
        })
        .surveys(|t| {
            for row in 0..t.rows.len() {
                let (person, wave) = (row % people::PEOPLE, row / people::PEOPLE);
                if person < FEW {
                    let score = if wave > 3 { "5" } else { "2" };
                    ["q01", "q02", "q03", "q04"]
                        .iter()
                        .for_each(|item| t.set(row, item, score));
                }
            }
            copied(&mut t.rows);
        })
        .exits(|t| copied(&mut t.rows))
        .pairings(|t| copied(&mut t.rows))
        .pipeline(
            "dimensions = [\"generation\", \"gender\", [\"generation\", \"gender\"]]",
            "dimensions = [\"generation\"]",
        )
}

fn row<'a>(output: &'a Output, outcome: &str, estimand: &str, value: &str) -> &'a Finding {
    let dimension = if value == "all" {
        "overall"
    } else {
        "generation"
    };
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == outcome
                && f.get("estimand") == estimand
                && f.get("role") == "mentor"
                && f.is(dimension, value)
        })
        .unwrap_or_else(|| panic!("{outcome} {estimand} {value}"))
}

#[test]
fn a_small_generation_and_its_estimate_stand_in_no_shared_file() {
    let output = organisation(1).open().output();
    let larger = organisation(3).open().output();
    for (outcome, estimand) in [("engagement", "att"), ("retention", "retention_difference")] {
        assert_eq!(
            row(&output, outcome, estimand, "Gen X").get("status"),
            "suppressed_primary",
            "{outcome}"
        );
        let others: Vec<&str> = ["Millennials", "Gen Z"]
            .map(|value| row(&output, outcome, estimand, value).get("status"))
            .to_vec();
        assert!(
            others.contains(&"suppressed_secondary"),
            "one more value is hidden: {others:?}"
        );
        assert_eq!(
            row(&output, outcome, estimand, "all").get("status"),
            "published"
        );
    }
    assert_eq!(output.run["disclosure"]["minimum_group"], 10);

    // What four people would have shown, learnt from twelve who are their copies.
    let twelve = row(&larger, "engagement", "att", "Gen X");
    assert_eq!(
        twelve.number("n_treated"),
        Some(3.0 * FEW as f64),
        "{twelve:?}"
    );
    let secret = twelve
        .number("estimate")
        .expect("twelve are enough to be shown");
    assert!(secret > 30.0, "{secret}");
    let digits = format!("{secret}");
    let spellings: BTreeSet<String> = [
        format!("{secret:.1}"),
        format!("{secret:.2}"),
        digits[..digits.len().min(9)].to_owned(),
    ]
    .into();
    for (path, text) in output.shareable() {
        for spelling in &spellings {
            // A longer number that ends like it is another number.
            let alone =
                |at: &usize| !text[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            let mut places = text.match_indices(spelling.as_str()).map(|(at, _)| at);
            let found = places.find(alone).map(|at| {
                let around = text[..at].chars().rev().take(80).collect::<Vec<_>>();
                let after = text[at..].chars().take(40).collect::<String>();
                around.into_iter().rev().collect::<String>() + &after
            });
            assert_eq!(found, None, "{spelling}, the hidden estimate, in {path}");
        }
    }
}

#[test]
fn nothing_stands_beside_the_name_of_a_hidden_generation() {
    let output = organisation(1).open().output();
    let mut seen = 0;
    for (path, text) in output
        .shareable()
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        for row in text
            .split("<tr")
            .skip(1)
            .filter_map(|rest| rest.split("</tr>").next())
        {
            let words = plain(row);
            if words.contains("Gen X") && (words.contains("not shown") || words.contains("hidden"))
            {
                seen += 1;
                let rest = words
                    .replace("fewer than 10 people", "")
                    .replace("180 days", "");
                assert!(
                    !rest.contains(|c: char| c.is_ascii_digit()),
                    "{words} in {path}"
                );
            }
        }
        // Charts say the same in words and draw no mark for the group.
        for chart in text
            .split("<svg")
            .skip(1)
            .filter_map(|rest| rest.split("</svg>").next())
        {
            for said in chart
                .split("Gen X: ")
                .skip(1)
                .filter(|said| said.starts_with("not shown"))
            {
                assert!(
                    said.starts_with("not shown: fewer than 10 people"),
                    "{path}"
                );
            }
        }
    }
    assert!(
        seen >= 2,
        "the hidden group is named with the reason in {seen} rows"
    );
}

#[test]
fn hidden_counts_do_not_follow_from_shown_ones() {
    let output = organisation(1).open().output();
    let total = row(&output, "engagement", "att", "all")
        .number("n_treated")
        .expect("a published total");
    let values: Vec<&Finding> = ["Gen X", "Millennials", "Gen Z"]
        .map(|value| row(&output, "engagement", "att", value))
        .to_vec();
    let shown: f64 = values.iter().filter_map(|f| f.number("n_treated")).sum();
    let hidden = values
        .iter()
        .filter(|f| f.number("n_treated").is_none())
        .count();
    assert!(hidden >= 2, "{values:?}");
    assert!(total - shown >= 10.0, "{total} in all, {shown} shown");
}

#[test]
fn other_rows_of_a_hidden_group_are_hidden_too() {
    let output = organisation(1).open().output();
    for f in output
        .findings
        .iter()
        .filter(|f| f.get("role") == "mentor" && f.get("value") == "Gen X")
    {
        assert_ne!(f.get("status"), "published", "{f:?}");
        assert!(
            f.number("n_treated").is_none() && f.number("n_control").is_none(),
            "{f:?}"
        );
    }
}

#[test]
fn no_identifier_stands_in_a_shared_file() {
    let output = Workplace::new()
        .surveys(|t| t.set(3, "q01", "often"))
        .pairings(|t| t.push("PX900,fluency,nobody1,00zq0399,2024-07-01,,active"))
        .file(
            "stories.csv",
            "story_id,employee_id,date,quote,consent,consent_date\n\
             S1,00zq0001,2025-06-01,Ask 00zq0007 how it went,public,2025-06-02\n\
             S2,00zq0002,2025-06-01,Write to 00zq0009@werk.example,public,2025-06-02\n",
        )
        .pipeline_more("\n[sources.stories]\npath = \"stories.csv\"\n")
        .open()
        .output();
    assert!(output.text("private/quarantine.csv").contains("nobody1"));
    for (path, text) in output.shareable() {
        for secret in ["00zq", "werk.example", "nobody1", "PX900", "PX0"] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
}

/// The words of a piece of HTML.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut inside = true;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            c if !inside => words.push(c),
            _ => {}
        }
    }
    words
}
