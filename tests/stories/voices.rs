//! Quotes: consent for the readers of a page on the day of the run, words that tell who is meant, what stands beside a
//! quote, and the number of the same question.

use super::output::Output;
use super::site::Site;
use super::workplace::Workplace;

const HEAD: &str =
    "story_id,employee_id,pairing_id,date,quote,consent,consent_date,expires_on,withdrawn_on,theme";

/// A workplace with these stories.
fn telling(rows: &[&str]) -> Workplace {
    Workplace::new()
        .file("stories.csv", format!("{HEAD}\n{}\n", rows.join("\n")))
        .pipeline_more("\n[sources.stories]\npath = \"stories.csv\"\n")
}

fn on(site: &Site, today: &str) -> Output {
    site.run(&["--today", today]).ends_with(0);
    Output::at(&site.out())
}

/// The shared files in which some words stand.
fn places(output: &Output, words: &str) -> Vec<String> {
    let files = output.shareable().into_iter();
    files
        .filter(|(_, text)| text.contains(words))
        .map(|(path, _)| path)
        .collect()
}

const LEADERS: [&str; 1] = ["leaders.html"];
const BOTH: [&str; 2] = ["leaders.html", "recruiters.html"];

#[test]
fn consent_decides_who_reads_a_quote() {
    let output = telling(&[
        "S1,00zq0001,PX001,2025-06-01,Never to be read.,none,2025-06-02,,,",
        "S2,00zq0003,PX003,2025-06-01,Read within the house.,internal,2025-06-02,,,",
        "S3,00zq0005,PX005,2025-06-01,Read by everybody.,Public,2025-06-02,,,",
    ])
    .open()
    .output();
    assert_eq!(places(&output, "Never to be read"), Vec::<String>::new());
    assert_eq!(places(&output, "Read within the house"), LEADERS);
    assert_eq!(places(&output, "Read by everybody"), BOTH);
    let fates = output.text("private/stories.csv");
    assert_eq!(
        fates.lines().collect::<Vec<_>>(),
        [
            "story_id,may_be_shown_to,reason",
            "S1,nobody,no consent",
            "S2,leaders,",
            "S3,\"leaders, recruiters\",",
        ]
    );
    assert_eq!(output.ledger("stories")["used"], 3);
}

#[test]
fn consent_holds_from_its_day_to_the_eve_of_its_end() {
    let site = telling(&[
        "S1,00zq0001,PX001,2025-06-01,Runs out by itself.,public,2025-12-01,2026-03-01,,",
        "S2,00zq0003,PX003,2025-06-01,Is taken back.,public,2025-12-01,,2026-02-01,",
        "S3,00zq0005,PX005,2025-06-01,Open for good.,public,2025-12-01,9999-12-31,,",
    ])
    .open();
    let shown = |output: &Output| {
        ["Runs out by itself", "Is taken back", "Open for good"].map(|words| {
            let found = places(output, words);
            assert!(found.is_empty() || found == BOTH, "{words}: {found:?}");
            !found.is_empty()
        })
    };
    for (today, expected) in [
        ("2025-11-30", [false, false, false]),
        ("2025-12-01", [true, true, true]),
        ("2026-01-31", [true, true, true]),
        ("2026-02-01", [true, false, true]),
        ("2026-02-28", [true, false, true]),
        ("2026-03-01", [false, false, true]),
    ] {
        let output = on(&site, today);
        assert_eq!(shown(&output), expected, "{today}");
        if today == "2026-03-01" {
            let fates = output.text("private/stories.csv");
            assert!(fates.contains("S1,nobody,consent ran out on 2026-03-01"));
            assert!(fates.contains("S2,nobody,consent was taken back on 2026-02-01"));
        }
        if today == "2025-11-30" {
            assert!(
                output
                    .text("recruiters.html")
                    .contains("No quote may be published today")
            );
        }
    }
}

#[test]
fn words_that_tell_who_is_meant_keep_a_quote_from_everybody() {
    let quotes = [
        (
            "Ask Marlene how it went.",
            "a name that stands in employees",
        ),
        (
            "ask marlene thorsen, she knows.",
            "a name that stands in employees",
        ),
        ("Number 00zq0007 helped.", "an employee id"),
        ("Our pair PX001 met.", "a pairing id"),
        (
            "Write to someone@elsewhere.example today.",
            "an e-mail address",
        ),
        ("Call 0301 2345678 for more.", "a telephone number"),
        ("See www.elsewhere.example for more.", "a web address"),
        ("Thanks to @marl for all.", "a user name"),
    ];
    let rows: Vec<String> = quotes
        .iter()
        .enumerate()
        .map(|(k, (quote, _))| {
            format!("S{k},00zq0001,PX001,2025-06-01,\"{quote}\",public,2025-06-02,,,")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let output = telling(&rows)
        .roster(|t| t.set(9, "email", "marlene.thorsen@werk.example"))
        .open()
        .output();
    let fates = output.text("private/stories.csv");
    for (k, (quote, reason)) in quotes.iter().enumerate() {
        let words: String = quote.chars().take(14).collect();
        assert_eq!(places(&output, &words), Vec::<String>::new(), "{quote}");
        let fate = fates
            .lines()
            .find(|l| l.starts_with(&format!("S{k},")))
            .expect("a line");
        assert!(fate.contains("nobody") && fate.contains(reason), "{fate}");
    }
}

#[test]
fn names_come_from_columns_of_names_too() {
    let rows = ["S1,00zq0001,PX001,2025-06-01,Frau Özdemir hat zugehört.,public,2025-06-02,,,"];
    let plain = telling(&rows).open().output();
    assert_eq!(places(&plain, "zugehört"), BOTH);
    let output = telling(&rows)
        .roster(|t| t.rename("email", "Surname"))
        .roster(|t| t.set(350, "Surname", "Oezdemir"))
        .open()
        .output();
    assert_eq!(places(&output, "zugehört"), Vec::<String>::new());
}

#[test]
fn what_stands_beside_a_quote_is_shared_by_enough() {
    let rows = ["S1,00zq0001,PX001,2025-06-01,It was worth it.,public,2025-06-02,,,"];
    // Everybody of the pair's generation, role and programme is counted: some thirty, sixty and a hundred and twenty.
    let page = |more: &str, name: &str| {
        let workplace = telling(&rows).pipeline_more(more);
        workplace.open().output().text(name)
    };
    let all = page(
        "\n[disclosure]\nminimum_group = 10\nminimum_public = 10\n",
        "recruiters.html",
    );
    assert!(
        all.contains("A mentor (Gen Z) in Digital Fluency")
            || all.contains("A mentor (Millennials) in Digital Fluency")
    );
    for (minimum, expected) in [
        (50, "A mentor in Digital Fluency"),
        (61, "Somebody who took part in Digital Fluency"),
        (120, "Somebody who took part in Digital Fluency"),
    ] {
        let more = format!("\n[disclosure]\nminimum_public = {minimum}\n");
        let text = page(&more, "recruiters.html");
        assert!(text.contains(expected), "{minimum}");
        assert!(!text.contains("A mentor (Gen Z)"), "{minimum}");
        // Within the house the lower minimum holds.
        assert!(page(&more, "leaders.html").contains("in Digital Fluency"));
    }
    let hidden = page("\n[disclosure]\nminimum_public = 121\n", "recruiters.html");
    assert!(
        !hidden.contains("It was worth it") && hidden.contains("No quote may be published today")
    );
}

#[test]
fn a_quote_stands_beside_the_number_of_its_theme_whatever_it_says() {
    let rows = [
        "S1,00zq0001,PX001,2025-06-01,I want to stay.,internal,2025-06-02,,,Career",
        "S2,00zq0003,PX003,2025-06-01,I like it here.,internal,2025-06-02,,,engagement",
        "S3,00zq0005,PX005,2025-06-01,The coffee is good.,internal,2025-06-02,,,coffee",
    ];
    let output = telling(&rows)
        .pipeline_more("\n[stories.themes]\ncareer = \"retention\"\n")
        .open()
        .output();
    let text = output.text("leaders.html");
    let section = &text[text.find("id=\"voices\"").expect("the section")..];
    let beside = |quote: &str| {
        let end = section.find(quote).expect("the quote");
        let start = section[..end].rfind("class=\"beside\"").expect("its pair");
        section[start..end].to_owned()
    };
    let (stay, like) = (beside("I want to stay"), beside("I like it here"));
    assert!(
        stay.contains("stay longer") && !stay.contains("engagement"),
        "{stay}"
    );
    assert!(
        like.contains("report higher engagement") && !like.contains("stay longer"),
        "{like}"
    );
    assert!(beside("The coffee is good").contains("No question of this report is about this"));
}

#[test]
fn markup_formulas_and_length_change_nothing() {
    let long = "We talked and we listened, again and again, and it went on. ".repeat(60);
    let rows = [
        "S1,00zq0001,PX001,2025-06-01,<script>alert(1)</script> & <b>bold</b>,public,2025-06-02,,,<i>x</i>".to_owned(),
        "S2,00zq0003,PX003,2025-06-01,\"=HYPERLINK(1)\nsecond line\",public,2025-06-02,,,".to_owned(),
        format!("S3,00zq0005,PX005,2025-06-01,\"{long}\",public,2025-06-02,,,"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let output = telling(&rows).open().output();
    let text = output.text("recruiters.html");
    assert!(text.contains("&lt;script&gt;alert(1)&lt;") && !text.contains("<script>alert(1)"));
    assert!(!text.contains("<b>bold</b>") && !text.contains("<i>x</i>"));
    assert!(text.contains("=HYPERLINK(1) second line"));
    assert!(text.contains(long.trim()), "a long quote is shown whole");
}

#[test]
fn themes_must_fit_the_pipeline() {
    let site = telling(&["S1,00zq0001,PX001,2025-06-01,Well.,public,2025-06-02,,,"])
        .pipeline_more("\n[stories.themes]\ncareer = \"retension\"\nCareer = \"retention\"\n")
        .open();
    site.run(&[]).ends_with(2).tells(&[
        "`retension` is not an outcome of this pipeline",
        "did you mean `retention`?",
        "`Career` and `career` are the same theme",
    ]);
    let unused = telling(&["S1,00zq0001,PX001,2025-06-01,Well.,public,2025-06-02,,,"])
        .pipeline_more("\n[stories.themes]\ncareer = \"retention\"\n")
        .open();
    let said = unused.run(&[]).ends_with(0).stdout;
    assert!(said.contains("but no story has this theme"), "{said}");
}
