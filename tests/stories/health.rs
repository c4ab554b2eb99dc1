//! How the programmes run: early warnings name people in `private/` only, invitations and status words are understood,
//! small groups are hidden, leaders read what to do.

use std::fmt::Write as _;

use super::output::Output;
use super::people::{PAIRS, id};
use super::workplace::Workplace;

/// Sessions every 30 days from the start; pairs for which `quiet` holds stop after the second.
fn sessions(quiet: impl Fn(usize) -> bool) -> String {
    let mut text = String::from("pairing_id,session_date,minutes,status,topic\n");
    for pair in 0..PAIRS {
        let months: &[&str] = if pair % 2 == 0 {
            &[
                "2024-07", "2024-08", "2024-09", "2024-10", "2024-11", "2024-12",
            ]
        } else {
            &[
                "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06",
            ]
        };
        let held = if quiet(pair) { 2 } else { months.len() };
        for (k, month) in months.iter().take(held).enumerate() {
            let topic = if pair == 3 {
                "Chat with ann@werk.example"
            } else {
                "AI tools"
            };
            let status = if k == 1 { "Canceled" } else { "completed" };
            let _ = writeln!(text, "PX{pair:03},{month}-20,45,{status},{topic}");
        }
        // Pairs that go on meet until the cut-off.
        if !quiet(pair) {
            for month in [
                "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12",
            ] {
                let _ = writeln!(text, "PX{pair:03},{month}-20,45,held,AI tools");
            }
        }
    }
    text
}

/// A workplace with sessions and a cadence.
fn workplace(quiet: impl Fn(usize) -> bool) -> Workplace {
    Workplace::new()
        .file("sessions.csv", sessions(quiet))
        .pipeline(
            "[sources.pairings]",
            "[sources.sessions]\npath = \"sessions.csv\"\n[sources.pairings]",
        )
        .pipeline(
            "name = \"Digital Fluency\"",
            "name = \"Digital Fluency\"\ncadence_days = 30\nplanned_months = 24",
        )
        // Nobody leaves, so that what is planted is all there is.
        .exits(|t| t.rows.clear())
}

fn section(output: &Output) -> String {
    let text = output.text("analysts.html");
    let from = text
        .find("People by what became of them")
        .expect("the section");
    text[from..].to_owned()
}

#[test]
fn quiet_pairs_are_counted_for_all_and_named_in_private_only() {
    let output = workplace(|pair| pair < 24).open().output();
    let leaders = output.text("leaders.html");
    assert!(
        leaders.contains(
            ">40</a> of every hundred pairings under way have not met for two planned intervals"
        ),
        "{leaders}"
    );
    let analysts = section(&output);
    assert!(analysts.contains("Pairings gone quiet"), "{analysts}");
    let named = output.text("private/early_warnings.csv");
    assert_eq!(named.lines().count(), 1 + 24, "{named}");
    assert!(
        named.contains("PX000") && named.contains(&format!("mentor: {}", id(0))),
        "{named}"
    );
    assert!(!named.contains("PX024"), "{named}");
    for (path, text) in output.shareable() {
        assert!(!path.starts_with("private/"));
        for pair in [0, 23] {
            let name = format!("PX{pair:03}");
            assert!(
                !text.contains(&name) && !text.contains(&id(pair)),
                "{path} names {name}"
            );
        }
        assert!(
            !text.contains("ann@werk.example"),
            "{path} shows a topic that is an address"
        );
    }
}

#[test]
fn few_quiet_pairs_are_a_bound_and_no_sign() {
    let output = workplace(|pair| pair < 6).open().output();
    let text = section(&output);
    // Ten of 60 mentors are 17 %: six are told as at most 20 %.
    assert!(text.contains("at most 20 %"), "{text}");
    assert!(!output.text("leaders.html").contains("have not met"));
    let named = output.text("private/early_warnings.csv");
    assert_eq!(named.lines().count(), 1 + 6, "{named}");
}

#[test]
fn invitations_and_status_words_make_the_ladder() {
    let output = Workplace::new()
        .exits(|t| t.rows.clear())
        .pairings(|t| {
            for pair in 0..20 {
                t.set(pair, "status", "Dropped out");
                t.set(pair, "end_date", "2025-06-30");
            }
            for pair in 20..35 {
                t.set(pair, "status", "COMPLETED");
                t.set(pair, "end_date", "2025-06-30");
            }
            for person in 60..75 {
                t.push(&format!(",fluency,{},,,,Invited", id(person)));
                t.push(&format!(",fluency,,{},,,declined", id(200 + person)));
            }
        })
        .open()
        .output();
    let text = section(&output);
    // Mentors: 75 invited, 60 started, 25 active, 15 completed, 20 dropped out: a third, by Wilson 23 to 46 %.
    let row: Vec<&str> = ["75", "60", "60", "25", "15", "20", "0", "33 % (23 to 46)"].to_vec();
    for who in ["mentors", "mentees"] {
        let from = text
            .find(&format!("Digital Fluency: {who}"))
            .unwrap_or_else(|| panic!("{who} in {text}"));
        let mut rest = &text[from..];
        for cell in &row {
            let at = rest
                .find(cell)
                .unwrap_or_else(|| panic!("{cell} of {who} in {text}"));
            rest = &rest[at + cell.len()..];
        }
    }
    // They are no pairings: nobody becomes a participant by an invitation.
    let ledger = output.ledger("pairings");
    assert_eq!(ledger["used"], 60, "{ledger}");
    assert_eq!(
        ledger["not_needed"].as_object().map(serde_json::Map::len),
        Some(1)
    );
}

#[test]
fn design_facts_are_shown_and_speak_up() {
    let output = Workplace::new()
        .pipeline(
            "[programmes.eligible]",
            "[programmes.design]\nsponsor = \"Chief People Officer\"\nsponsor_took_part = false\ntraining = [\"mentor\"]\nmatching = \"by hand, on goals\"\n[programmes.eligible]",
        )
        .open()
        .output();
    let text = section(&output);
    assert!(
        text.contains("Chief People Officer") && text.contains("by hand, on goals"),
        "{text}"
    );
    let leaders = output.text("leaders.html");
    assert!(
        leaders.contains("no executive sponsor is on record as having taken part")
            && leaders.contains("not both sides are on record as trained"),
        "{leaders}"
    );
    Workplace::new()
        .pipeline(
            "[programmes.eligible]",
            "[programmes.design]\nsponser = \"CEO\"\n[programmes.eligible]",
        )
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&["sponser", "sponsor"]);
}

#[test]
fn skills_are_held_against_partners_drawn_by_lot() {
    let output = Workplace::new()
        .exits(|t| t.rows.clear())
        .roster(|t| {
            t.header.push("skills".to_owned());
            for (person, row) in t.rows.iter_mut().enumerate() {
                // Both sides of a pair have the same place in their half, and so the same skill.
                let skill = ["AI; Video", "Finance", "Law; Sales"][person % 200 % 3];
                row.push(skill.to_owned());
            }
        })
        .open()
        .output();
    let text = section(&output);
    assert!(
        text.contains("Skills that both sides state, of all that either states"),
        "{text}"
    );
    assert!(text.contains("100 %"), "{text}");
}
