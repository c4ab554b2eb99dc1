//! Only a lottery names a cause; controls are told as checks; guardrails as held or worse.

use super::*;
use crate::disclosure::shown::{Check, CheckVerdict};
use crate::vocab::{Duty, Method};

/// Words that name a cause.
const CAUSE: [&str; 6] = [
    "because of",
    "caused",
    "led to",
    "thanks to",
    "due to",
    "brought about",
];

/// Every page of the release in which only this programme was drawn by lot, as sentences.
fn sentences(by_lot: &str) -> Vec<(String, String)> {
    let mut found = results(&GENERATIONS);
    for f in &mut found.findings {
        if f.subject.programme == by_lot {
            f.method = Method::LotteryItt;
        }
    }
    found.findings.retain(|f| f.subject.programme != "all");
    let release = review(found, &DisclosurePolicy::default(), period());
    let reports = rendered(&release);
    let mut all = Vec::new();
    for page in &reports.pages {
        let text = visible(std::str::from_utf8(&page.bytes).expect("pages are UTF-8"));
        all.extend(
            text.split(". ")
                .map(|s| (page.path.clone(), s.to_lowercase())),
        );
    }
    for claim in &reports.claims {
        all.push(("claims".to_owned(), claim.text.to_lowercase()));
    }
    all
}

fn causal(sentence: &str) -> bool {
    CAUSE.iter().any(|word| sentence.contains(word))
}

#[test]
fn no_page_names_a_cause_where_nobody_was_drawn_by_lot() {
    for (path, sentence) in sentences("none") {
        assert!(!causal(&sentence), "{path}: {sentence}");
    }
}

#[test]
fn only_the_lottery_of_several_programmes_is_told_as_a_cause() {
    let programme = rehearsal::PROGRAMMES[0];
    let mut seen = 0;
    for (path, sentence) in sentences(programme.0) {
        if causal(&sentence) {
            seen += 1;
            assert!(
                sentence.contains("drawn by lot") && sentence.contains(&programme.1.to_lowercase()),
                "{path}: {sentence}"
            );
            assert!(
                sentence.contains("applicants who were not drawn"),
                "{path}: {sentence}"
            );
        }
    }
    assert!(seen > 0, "the lottery is told as a cause");
}

#[test]
fn an_unclear_lottery_names_no_cause() {
    let of = |evidence| {
        let mut found = Results {
            findings: single_finding("engagement", Role::Mentor, 1.0, 0.9, 400, evidence),
            ..Results::default()
        };
        found.findings[0].method = Method::LotteryItt;
        let reports = rendered(&review(found, &DisclosurePolicy::default(), period()));
        visible(page(&reports, "leaders.html"))
    };
    for evidence in [
        Evidence::Suggestive,
        Evidence::Inconclusive,
        Evidence::NoEffect,
    ] {
        let text = of(evidence).to_lowercase();
        assert!(!causal(&text), "{text}");
        assert!(text.contains("applicants who were not drawn"), "{text}");
    }
    let firm = of(Evidence::Strong);
    assert!(
        firm.contains("Because of the draw, mentors drawn by lot report higher engagement than applicants who were not drawn"),
        "{firm}"
    );
    assert!(!firm.contains("Nobody was drawn by lot"), "{firm}");
}

#[test]
fn a_negative_control_is_a_check_and_never_a_claim() {
    let mut found = Results {
        findings: single_finding("engagement", Role::Mentor, 3.0, 0.4, 400, Evidence::Strong),
        ..Results::default()
    };
    let subject = &mut found.findings[0].subject;
    subject.duty = Duty::NegativeControl;
    found.checks.push(Check {
        subject: subject.clone(),
        verdict: CheckVerdict::Moved,
    });
    let reports = rendered(&review(found, &DisclosurePolicy::default(), period()));
    assert!(reports.claims.is_empty() && reports.headlines.is_empty());
    let leaders = visible(page(&reports, "leaders.html"));
    assert!(
        leaders.contains("something moved that the programme cannot have changed"),
        "{leaders}"
    );
    assert!(
        leaders.contains("A check has failed: “Engagement”"),
        "{leaders}"
    );
    assert!(!leaders.contains("report higher"), "{leaders}");
    let analysts = visible(page(&reports, "analysts.html"));
    assert!(analysts.contains("a check, not an effect"), "{analysts}");
    assert!(
        analysts.contains("moved: effects are withheld"),
        "{analysts}"
    );
}

#[test]
fn guardrails_are_held_worse_or_not_judged() {
    let told = |estimate, se, n, evidence| {
        let mut found = Results {
            findings: single_finding("engagement", Role::Mentor, estimate, se, n, evidence),
            ..Results::default()
        };
        found.findings[0].subject.duty = Duty::Guardrail;
        let reports = rendered(&review(found, &DisclosurePolicy::default(), period()));
        visible(page(&reports, "leaders.html"))
    };
    let worse = "must not get worse, and it is worse than among similar colleagues";
    assert!(told(-3.0, 0.5, 400, Evidence::Harm).contains(worse));
    // The interval excludes zero on the unwanted side, whatever the grade.
    assert!(told(-1.2, 0.5, 400, Evidence::Suggestive).contains(worse));
    let held = told(-0.2, 0.5, 400, Evidence::Inconclusive);
    assert!(
        held.contains("Engagement among mentors held")
            && held.contains("At worst, the range reaches to 1.2 points lower"),
        "{held}"
    );
    assert!(told(3.0, 0.5, 400, Evidence::Strong).contains("Nothing worse lies within the range"));
    let hidden = told(-3.0, 0.5, 4, Evidence::Harm);
    assert!(
        hidden.contains("nothing can be said of whether it got worse"),
        "{hidden}"
    );
}
