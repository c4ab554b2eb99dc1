//! Negative controls and guardrails: what a pipeline says of them, what is withheld, what leaders and analysts read.

use super::output::{Finding, Output};
use super::workplace::Workplace;

const ENGAGEMENT: &str = "scale = [1, 5]\nbetter = \"higher\"";

/// A workplace whose engagement has these further lines.
fn engagement(lines: &str) -> Workplace {
    Workplace::new().pipeline(ENGAGEMENT, &format!("scale = [1, 5]\n{lines}"))
}

fn of<'a>(output: &'a Output, outcome: &str, role: &str) -> Vec<&'a Finding> {
    output
        .findings
        .iter()
        .filter(|f| f.get("outcome") == outcome && f.get("role") == role)
        .collect()
}

fn headline<'a>(output: &'a Output, outcome: &str, role: &str) -> &'a Finding {
    of(output, outcome, role)
        .into_iter()
        .find(|f| f.headline() && f.is("overall", "all"))
        .expect("a headline")
}

#[test]
fn a_negative_control_that_moves_withholds_every_effect_of_its_programme_and_role() {
    let plain = engagement("better = \"higher\"").open().output();
    assert_eq!(
        headline(&plain, "retention", "mentor").get("status"),
        "published"
    );
    assert!(headline(&plain, "engagement", "mentor").number("p_value") < Some(0.05));

    let checked = engagement("better = \"higher\"\nnegative_control = true")
        .open()
        .output();
    let rows = of(&checked, "retention", "mentor");
    assert_eq!(rows.len(), of(&plain, "retention", "mentor").len());
    for row in rows {
        assert_ne!(row.get("status"), "published", "{row:?}");
        assert_eq!(row.number("estimate"), None, "{row:?}");
    }
    let withheld = headline(&checked, "retention", "mentor");
    assert_eq!(withheld.get("status"), "insufficient");
    assert!(
        withheld.get("note").contains("Withheld: “Engagement”"),
        "{withheld:?}"
    );

    let control = headline(&checked, "engagement", "mentor");
    assert_eq!(control.get("status"), "published");
    assert_eq!(control.get("evidence"), "descriptive");
    assert_eq!(
        control.get("estimate"),
        headline(&plain, "engagement", "mentor").get("estimate")
    );
    assert!(control.get("note").contains("not an effect"), "{control:?}");

    let leaders = checked.text("leaders.html");
    assert!(
        leaders.contains("A check has failed: “Engagement”"),
        "{leaders}"
    );
    assert!(!leaders.contains("report higher engagement"), "{leaders}");
    let analysts = checked.text("analysts.html");
    assert!(analysts.contains("Checks that must not move"), "{analysts}");
    assert!(
        analysts.contains("moved: effects are withheld"),
        "{analysts}"
    );
    assert!(
        !checked
            .text("recruiters.html")
            .contains("report higher engagement")
    );
    assert!(
        !plain
            .text("analysts.html")
            .contains("Checks that must not move")
    );
}

#[test]
fn a_negative_control_that_holds_withholds_nothing() {
    let output = Workplace::new()
        .surveys(|t| {
            t.header.push("shoe_size".to_owned());
            for (k, row) in t.rows.iter_mut().enumerate() {
                // Nothing to do with who takes part.
                row.push((1 + (k * 7919 + k / 13) % 5).to_string());
            }
        })
        .pipeline_more(
            "\n[[outcomes]]\nid = \"shoes\"\nkind = \"score\"\nsource = \"surveys\"\nitems = [\"shoe_size\"]\nscale = [1, 5]\nbetter = \"higher\"\nnegative_control = true\n",
        )
        .open()
        .output();
    for role in ["mentor", "mentee"] {
        assert!(
            headline(&output, "shoes", role).number("p_value") > Some(0.05),
            "{role}"
        );
        for outcome in ["engagement", "retention"] {
            assert_eq!(headline(&output, outcome, role).get("status"), "published");
        }
    }
    assert!(output.text("analysts.html").contains("did not move"));
    let leaders = output.text("leaders.html");
    assert!(
        !leaders.contains("A check has failed") && !leaders.contains("Shoes"),
        "{leaders}"
    );
}

#[test]
fn a_guardrail_is_told_as_held_or_worse() {
    let held = engagement("better = \"higher\"\nguardrail = true")
        .open()
        .output();
    let text = held.text("leaders.html");
    assert!(text.contains("What must not get worse"), "{text}");
    assert!(text.contains("Engagement among mentors held"), "{text}");
    let worse = engagement("better = \"lower\"\nguardrail = true")
        .open()
        .output();
    let text = worse.text("leaders.html");
    assert!(
        text.contains("Engagement among mentors must not get worse, and it is worse than among similar colleagues"),
        "{text}"
    );
    assert!(worse.text("analysts.html").contains("guardrail"));
    let plain = Workplace::new().open().output();
    assert!(
        !plain
            .text("leaders.html")
            .contains("What must not get worse")
    );
}

#[test]
fn an_outcome_has_one_duty() {
    engagement("better = \"higher\"\nnegative_control = true\nguardrail = true")
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&[
            "`negative_control` and `guardrail` exclude each other",
            "line ",
        ]);
}
