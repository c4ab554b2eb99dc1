//! Sentences against rows: sign, certainty, and what may be claimed in public.

use super::*;

fn headline(release: &Release) -> String {
    let reports = rendered(release);
    let html = page(&reports, "leaders.html");
    visible(
        html.split_once("<h1>")
            .and_then(|h| h.1.split_once("</h1>"))
            .expect("every page has one h1")
            .0,
    )
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table: one entry a sentence")]
fn sentences_follow_sign_and_certainty() {
    let says = |id, role, estimate, se, evidence, wanted: &[&str], never: &[&str]| {
        let text = headline(&single(id, role, estimate, se, 400, evidence));
        for w in wanted {
            assert!(text.contains(w), "{w:?} is missing: {text}");
        }
        for w in never {
            assert!(!text.contains(w), "{w:?} is wrong: {text}");
        }
    };
    let (mentor, mentee) = (Role::Mentor, Role::Mentee);
    says(
        "retention",
        mentor,
        3.8,
        0.9,
        Evidence::Strong,
        &["Mentors stay longer", "about four more of every hundred"],
        &["sooner", "clear yet", "signs"],
    );
    says(
        "retention",
        mentor,
        -3.8,
        0.9,
        Evidence::Harm,
        &["leave sooner", "about four fewer"],
        &["longer", "more of"],
    );
    says(
        "retention",
        mentor,
        1.2,
        0.7,
        Evidence::Suggestive,
        &["first signs, not firm ones", "1.2 more"],
        &["sooner"],
    );
    says(
        "retention",
        mentor,
        -1.2,
        0.7,
        Evidence::Suggestive,
        &["first signs", "leave sooner", "1.2 fewer"],
        &["longer"],
    );
    says(
        "retention",
        mentor,
        0.5,
        1.0,
        Evidence::Inconclusive,
        &["not clear yet", "1.5 fewer to 2.5 more"],
        &["first signs"],
    );
    says(
        "retention",
        mentor,
        0.1,
        0.2,
        Evidence::NoEffect,
        &["too small to matter"],
        &["longer", "sooner"],
    );
    says(
        "promotion",
        mentor,
        1.6,
        0.5,
        Evidence::Moderate,
        &["promoted more often", "had been promoted"],
        &["less often"],
    );
    says(
        "promotion",
        mentor,
        -2.6,
        0.5,
        Evidence::Harm,
        &["promoted less often", "about three fewer"],
        &["more often"],
    );
    says(
        "technology_anxiety",
        mentee,
        -1.9,
        0.5,
        Evidence::Strong,
        &["report lower technology anxiety", "by 1.9 points of 100"],
        &["higher", "worse"],
    );
    says(
        "technology_anxiety",
        mentee,
        1.9,
        0.5,
        Evidence::Harm,
        &["report higher technology anxiety"],
        &["lower"],
    );
    says(
        "leader_communication",
        mentee,
        2.3,
        0.9,
        Evidence::Moderate,
        &["are rated higher on communication"],
        &["lower"],
    );
    says(
        "referrals",
        mentor,
        -4.2,
        1.0,
        Evidence::Harm,
        &["record fewer referrals", "by 4.2 per hundred people"],
        &["more per"],
    );
    // A grade that contradicts the sign is told by the sign, never as a success.
    says(
        "retention",
        mentor,
        -2.0,
        0.4,
        Evidence::Strong,
        &["leave sooner"],
        &["longer"],
    );
    // Too few people: nothing but that.
    let few = headline(&single("retention", mentor, 9.9, 0.1, 4, Evidence::Strong));
    assert!(
        few.contains("Nothing can be shown yet") && !few.contains("9.9"),
        "{few}"
    );
}

#[test]
fn grades_are_told_on_cards_and_in_the_summary() {
    let anxiety = |estimate, evidence| {
        rendered(&single(
            "technology_anxiety",
            Role::Mentee,
            estimate,
            0.5,
            400,
            evidence,
        ))
    };
    let (good, bad) = (
        anxiety(-1.9, Evidence::Strong),
        anxiety(1.9, Evidence::Harm),
    );
    assert_eq!(good.headlines[0].evidence_text, "strong evidence");
    assert_eq!(good.headlines[0].estimate_text, "−1.9 points");
    assert_eq!(good.headlines[0].interval_text, "−2.9 to −0.9");
    assert_eq!(bad.headlines[0].evidence_text, "clearly worse");
    assert!(page(&bad, "leaders.html").contains("class=\"card bad\""));
    assert!(!page(&good, "leaders.html").contains("class=\"card bad\""));
}

#[test]
fn no_sentence_speaks_of_mentoring_that_the_pipeline_does_not_name() {
    let release = single("retention", Role::Member, 3.8, 0.9, 400, Evidence::Strong);
    let reports = rendered(&release);
    for name in ["index.html", "leaders.html", "recruiters.html"] {
        let html = page(&reports, name);
        let main = html
            .split_once("<main")
            .and_then(|h| h.1.split_once("</main>"))
            .expect("every page has one main")
            .0;
        // The report's title is the user's own.
        let text = visible(main)
            .to_lowercase()
            .replace(&settings().title.to_lowercase(), "");
        for word in ["reverse mentoring", "carry on", "junior", "leaders mentor"] {
            assert!(!text.contains(word), "{name} says {word:?}");
        }
    }
}

#[test]
fn the_note_stands_under_the_headline_of_every_page() {
    let mut settings = settings();
    settings.note = Some("Nobody here is real.".to_owned());
    let release = single("retention", Role::Mentor, 3.8, 0.9, 400, Evidence::Strong);
    let reports = render(&release, &settings, &provenance()).expect("a rehearsal renders");
    for page in &reports.pages {
        let html = String::from_utf8(page.bytes.clone()).expect("pages are text");
        let at = |what: &str| html.find(what).unwrap_or(usize::MAX);
        assert!(at("</h1>") < at("Read this first"), "{}", page.path);
        assert!(
            at("Read this first") < at("Nobody here is real."),
            "{}",
            page.path
        );
        assert!(at("Nobody here is real.") < at("<section"), "{}", page.path);
        assert!(at("Nobody here is real.") < at("<svg"), "{}", page.path);
    }
}

#[test]
fn only_firm_better_results_of_enough_people_become_claims() {
    let claims =
        |e: f64, se, n, g| rendered(&single("retention", Role::Mentor, e, se, n, g)).claims;
    assert_eq!(claims(3.8, 0.9, 400, Evidence::Strong).len(), 1);
    assert_eq!(claims(3.8, 0.9, 400, Evidence::Moderate).len(), 1);
    assert!(claims(3.8, 0.9, 29, Evidence::Strong).is_empty());
    assert!(claims(3.8, 0.9, 400, Evidence::Suggestive).is_empty());
    assert!(claims(-3.8, 0.9, 400, Evidence::Harm).is_empty());
    assert!(claims(0.4, 0.1, 400, Evidence::Strong).is_empty());
    let claim = &claims(3.8, 0.9, 404, Evidence::Strong)[0];
    assert_eq!(
        claim.text,
        "After a year, 91 of every 100 of our mentors in Digital Fluency for Executives were still with us, compared with 87 of 100 similar colleagues who had not joined."
    );
    assert!(
        claim
            .footnote
            .contains("about 400 mentors, compared with about 8,890 similar colleagues"),
        "{}",
        claim.footnote
    );
    assert!(
        claim.footnote.contains("31 December 2025") && claim.footnote.contains("2 to 6"),
        "{}",
        claim.footnote
    );
}

#[test]
fn a_level_without_a_comparison_has_no_sign() {
    let reports = rendered(&single(
        "engagement",
        Role::Mentor,
        61.4,
        1.0,
        400,
        Evidence::Descriptive,
    ));
    assert_eq!(reports.headlines[0].estimate_text, "61.4 points of 100");
    assert_eq!(reports.headlines[0].evidence_text, "description only");
    let text = visible(page(&reports, "leaders.html"));
    assert!(
        text.contains("Engagement, mentors: 61.4 points of 100, without a comparison."),
        "{text}"
    );
    assert!(
        !text.contains("+61.4") && !text.contains("We compared"),
        "{text}"
    );
}
