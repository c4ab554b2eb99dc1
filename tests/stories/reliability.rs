//! Scores that are measured badly are said to be, in every place where they are used; sound ones are not.

use super::output::{Finding, Output};
use super::people::{PEOPLE, WAVES, id};
use super::program::call;
use super::site::Site;
use super::table::Table;
use super::workplace::Workplace;

/// What findings about a score with bad items say.
const CAUTION: &str = "The items of this score do not hang together well (Cronbach's alpha ";
/// What the leaders' page says.
const CARE: &str = "Engagement is not measured well enough to lean on";

fn of<'a>(output: &'a Output, outcome: &str) -> Vec<&'a Finding> {
    let rows: Vec<&Finding> = output
        .findings
        .iter()
        .filter(|f| f.get("outcome") == outcome)
        .collect();
    assert!(!rows.is_empty(), "findings about {outcome}");
    rows
}

/// Every finding about engagement carries the caution, no other does, and all three pages follow.
#[track_caller]
fn is_flagged(output: &Output) {
    for finding in of(output, "engagement") {
        let note = finding.get("note");
        assert!(
            note.contains(CAUTION) && note.contains(", under 0.6): read it with care."),
            "{finding:?}"
        );
    }
    for finding in of(output, "retention") {
        assert!(!finding.get("note").contains(CAUTION), "{finding:?}");
    }
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("too low</span>") && analysts.contains("poorly measured</span>"));
    assert!(output.text("leaders.html").contains(CARE));
    let recruiters = output.text("recruiters.html");
    assert!(!recruiters.contains("report higher engagement"));
    assert!(recruiters.contains("Nothing is offered about engagement"));
    let cards = |name: &str| output.files.keys().any(|f| f.starts_with(name));
    assert!(!cards("cards/engagement"));
}

#[track_caller]
fn is_sound(output: &Output) {
    for finding in &output.findings {
        assert!(!finding.get("note").contains(CAUTION), "{finding:?}");
    }
    let analysts = output.text("analysts.html");
    assert!(!analysts.contains("too low</span>") && !analysts.contains("poorly measured</span>"));
    assert!(
        !output
            .text("leaders.html")
            .contains("well enough to lean on")
    );
    assert!(
        !output
            .text("recruiters.html")
            .contains("Nothing is offered")
    );
}

/// The last item answered the other way round.
fn turned(table: &mut Table) {
    let column = table.column("q04");
    for row in &mut table.rows {
        let answer: i32 = row[column].parse().expect("an answer");
        row[column] = (6 - answer).to_string();
    }
}

#[test]
fn a_sound_score_is_judged_good_and_claimed() {
    let output = Workplace::new().open().output();
    is_sound(&output);
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("How well the scores are measured"));
    assert!(analysts.contains("good</span>") && analysts.contains("Cronbach 1951"));
    // 400 people in each of eight waves, every item answered.
    assert!(analysts.contains("<td class=\"num\">3,200</td>"));
    // Two answers of variance a quarter, a half of it shared by all items: alpha is about 0.8.
    let alpha = |from: &str| analysts.contains(&format!("<td class=\"num\">{from}"));
    assert!(alpha("0.8") || alpha("0.79"));
    assert!(
        output
            .text("recruiters.html")
            .contains("report higher engagement")
    );
}

#[test]
fn an_item_that_should_have_been_reversed_is_found() {
    let forgotten = Workplace::new().surveys(turned);
    let output = forgotten.open().output();
    is_flagged(&output);
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("q04 runs against the others"));
    assert!(analysts.contains("should it be reversed?"));
    // Declared as reversed, all is well again, and every number is as if it had been asked the other way.
    let declared = forgotten.pipeline("scale = [1, 5]", "reversed = [\"q04\"]\nscale = [1, 5]");
    let (declared, plain) = (declared.open().output(), Workplace::new().open().output());
    is_sound(&declared);
    let told = |output: &Output| {
        let row = output.text("analysts.html");
        let start = row.find("Engagement (four items)").expect("its row");
        row[start..start + 300].to_owned()
    };
    assert_eq!(told(&declared), told(&plain));
}

#[test]
fn an_item_answered_at_random_is_named() {
    let output = Workplace::new()
        .surveys(|t| {
            for row in 0..t.rows.len() {
                let noise = 1 + (row * 7919 + row / 13 * 104_729) % 5;
                t.set(row, "q04", &noise.to_string());
            }
        })
        .open()
        .output();
    is_flagged(&output);
    let analysts = output.text("analysts.html");
    let told = analysts.contains("<td>q04 (alpha 0.") || analysts.contains("q04 runs against");
    assert!(told, "the item that weakens the score");
}

#[test]
fn one_item_cannot_be_judged() {
    let output = Workplace::new()
        .pipeline(
            "items = [\"q01\", \"q02\", \"q03\", \"q04\"]",
            "items = [\"q01\"]",
        )
        .open()
        .output();
    is_sound(&output);
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("one item: cannot be judged"));
    assert!(!analysts.contains("Cronbach 1951"), "a method not used");
}

#[test]
fn few_complete_responses_are_not_shown() {
    // Nine people answer everything, and senselessly; all others leave one item out.
    let nonsense = |t: &mut Table, people: usize| {
        for row in 0..t.rows.len() {
            let person = row % PEOPLE;
            let last = match person {
                p if p >= people => String::new(),
                p => (1 + (p * 3 + row / PEOPLE) % 5).to_string(),
            };
            t.set(row, "q04", &last);
        }
    };
    let hidden = Workplace::new().surveys(|t| nonsense(t, 9)).open().output();
    is_sound(&hidden);
    let told = "not shown: no wave has complete responses of 10 people";
    assert!(hidden.text("analysts.html").contains(told));
    let shown = Workplace::new()
        .surveys(|t| nonsense(t, 10))
        .open()
        .output();
    assert!(!shown.text("analysts.html").contains(told));
}

#[test]
fn only_answers_that_count_are_judged() {
    // Duplicates, strangers and answers after the cut-off would spoil alpha; none of them is used.
    let sound = Workplace::new();
    let spoilt = sound.clone().surveys(|t| {
        for person in 0..PEOPLE {
            for day in ["2026-02-15", "2026-05-15"] {
                t.push(&format!("{},{day},1,5,1,5", id(person)));
            }
        }
        let again = t.rows[5].clone();
        t.rows.push(again);
        for person in 0..3 {
            t.push(&format!("stranger{person},{},1,5,1,5", WAVES[0]));
        }
    });
    let told = |output: &Output| {
        let page = output.text("analysts.html");
        let start = page.find("Engagement (four items)").expect("its row");
        page[start..start + 300].to_owned()
    };
    assert_eq!(told(&spoilt.open().output()), told(&sound.open().output()));
}

/// Upward feedback on every senior person by four raters, who see the same person in the same way or not.
fn feedback(agree: bool) -> Workplace {
    let mut table = Table::new("leader_id,wave_date,item,score");
    for (wave, day) in WAVES.iter().enumerate() {
        for leader in PEOPLE / 2..PEOPLE {
            for rater in 0..4 {
                let noise = (leader * 31 + wave * 17 + rater * 7 + leader / 3 * rater) % 3;
                let seen = if agree {
                    2 + leader % 3
                } else {
                    2 + (leader + rater + wave) % 3
                };
                for item in ["listens", "asks"] {
                    let score = (seen + usize::from(noise == 0)).min(5);
                    table.push(&format!("{},{day},{item},{score}", id(leader)));
                }
            }
        }
    }
    Workplace::new()
        .file("feedback.csv", table.csv())
        .pipeline(
            "[sources.pairings]",
            "[sources.leader_feedback]\npath = \"feedback.csv\"\n[sources.pairings]",
        )
        .pipeline_more(
            "\n[[outcomes]]\nid = \"listening\"\nkind = \"score\"\nsource = \"leader_feedback\"\n\
             items = [\"listens\", \"asks\"]\nscale = [1, 5]\nbetter = \"higher\"\n",
        )
}

#[test]
fn raters_who_do_not_agree_are_told_of() {
    let caution = "Raters do not agree well on this score (intraclass correlation of their mean ";
    let agreed = feedback(true).open().output();
    for finding in of(&agreed, "listening") {
        assert!(!finding.get("note").contains("agree well"), "{finding:?}");
    }
    assert!(
        agreed
            .text("analysts.html")
            .contains("mean of 4.0 raters 0.9")
    );
    let quarrel = feedback(false).open().output();
    for finding in of(&quarrel, "listening") {
        assert!(finding.get("note").contains(caution), "{finding:?}");
    }
    for finding in of(&quarrel, "engagement") {
        assert!(!finding.get("note").contains("agree well"), "{finding:?}");
    }
}

#[test]
fn the_sample_is_measured_fairly_and_not_flagged() {
    let site = Site::new("work");
    let small = [
        "--employees",
        "500",
        "--quarters",
        "6",
        "--participation",
        "0.06",
        "--programmes",
        "1",
    ];
    call(site.root(), &[&["sample", "sample"], &small[..]].concat()).ends_with(0);
    let quiet = ["--progress", "none", "--today", "2026-01-15"];
    let run = ["run", "sample/pipeline.toml", "--out", "out"];
    call(site.root(), &[&run, &quiet[..]].concat()).ends_with(0);
    let output = Output::at(&site.root().join("out"));
    is_sound(&output);
    // Alpha of the three constructs is about 0.67.
    assert!(output.text("analysts.html").contains("fair</span>"));
}
