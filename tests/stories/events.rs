//! Times to events: competing events, promotions, hazards that are not proportional, exits and what they cost.

use super::output::{Finding, Output};
use super::people::{self, PAIRS};
use super::table::Table;
use super::workplace::Workplace;

fn row<'a>(output: &'a Output, outcome: &str, role: &str, estimand: &str) -> &'a Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == outcome
                && f.get("role") == role
                && f.get("estimand") == estimand
                && f.is("overall", "all")
        })
        .unwrap_or_else(|| panic!("a row of {outcome}, {role}, {estimand}"))
}

fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!(
        (found - expected).abs() < 1e-9,
        "{found} against {expected}"
    );
}

/// Mentors who are compared, with the first and the 180th day on which they are followed: odd pairs start half a year after even ones.
fn mentors(exits: &Table) -> Vec<(String, &'static str, &'static str)> {
    let stretch = |pair: usize| match pair % 2 {
        0 => ("2024-10-01", "2025-03-30"),
        _ => ("2025-04-01", "2025-09-28"),
    };
    (0..PAIRS)
        .map(|pair| {
            let (from, to) = stretch(pair);
            (people::id(pair), from, to)
        })
        .filter(|(id, from, _)| {
            let left = exits.rows.iter().find(|row| row[0] == *id);
            left.is_none_or(|row| row[1].as_str() >= *from)
        })
        .collect()
}

/// The exit of somebody by a day: (day, kind).
fn exit<'a>(exits: &'a Table, id: &str, to: &str) -> Option<(&'a str, &'a str)> {
    let row = exits.rows.iter().find(|row| row[0] == id)?;
    (row[1].as_str() <= to).then(|| (row[1].as_str(), row[2].as_str()))
}

/// Everybody is followed for 180 days, so the incidence of participants is the plain share of those who left voluntarily.
#[test]
fn exits_have_their_incidence_beside_the_difference_of_staying() {
    let output = Workplace::new().open().output();
    let exits = people::exits();
    let all = mentors(&exits);
    let left = all
        .iter()
        .filter(|(id, _, to)| exit(&exits, id, to).is_some_and(|(_, kind)| kind == "voluntary"));
    let incidence = row(
        &output,
        "retention",
        "mentor",
        "cumulative_incidence_difference",
    );
    assert_eq!(incidence.get("method"), "aalen_johansen");
    assert_eq!(incidence.get("horizon_days"), "180");
    close(
        incidence.number("treated_level"),
        100.0 * left.count() as f64 / all.len() as f64,
    );
    assert!(
        incidence.get("note").contains("Aalen–Johansen"),
        "{incidence:?}"
    );
    assert_eq!(incidence.number("naive_estimate"), None);
    let staying = row(&output, "retention", "mentor", "retention_difference");
    assert_eq!(staying.get("n_treated"), incidence.get("n_treated"));
    assert!(staying.number("naive_estimate").is_some());
    // Other exits come first for some: fewer leave voluntarily than the cause-specific curve says.
    for level in ["treated_level", "control_level"] {
        let without = 100.0 - staying.number(level).expect("a level");
        assert!(incidence.number(level).expect("a level") <= without + 1e-9);
    }
    let group = output
        .findings
        .iter()
        .filter(|f| f.get("method") == "aalen_johansen" && f.get("dimension") == "generation");
    assert!(group.count() >= 4);
    assert!(output.text("analysts.html").contains("Competing events"));

    let alone = Workplace::new()
        .pipeline(
            "competing = [\"involuntary\", \"retirement\", \"other\"]",
            "competing = []",
        )
        .open()
        .output();
    assert!(
        alone
            .findings
            .iter()
            .all(|f| f.get("method") != "aalen_johansen")
    );
}

const PROMOTION: &str = "\n[sources.promotions]\npath = \"promotions.csv\"\n\n[[outcomes]]\nid = \"promotion\"\nkind = \"time_to_event\"\nsource = \"promotions\"\nhorizons_days = [180]\n";

/// Every fourth mentor and every tenth colleague is promoted four months after the index date of both kinds of pair.
fn promotions() -> Table {
    let mut table = Table::new("employee_id,promotion_date,from_level,to_level");
    for person in 0..people::PEOPLE / 2 {
        if person % 4 == 0 && person < PAIRS || person % 10 == 3 {
            table.push(&format!("{},2025-02-10,2,3", people::id(person)));
        } else if person % 4 == 1 && person < PAIRS || person % 10 == 7 {
            table.push(&format!("{},2025-08-10,2,3", people::id(person)));
        }
    }
    table
}

#[test]
fn a_promotion_is_told_by_its_incidence_and_drawn_so() {
    let made = promotions();
    let output = Workplace::new()
        .file("promotions.csv", made.csv())
        .pipeline_more(PROMOTION)
        .open()
        .output();
    let exits = people::exits();
    let all = mentors(&exits);
    let promoted = all.iter().filter(|(id, from, to)| {
        let own = made.rows.iter().find(|row| row[0] == *id);
        own.is_some_and(|row| {
            let day = row[1].as_str();
            let gone = exit(&exits, id, to).is_some_and(|(left, _)| left <= day);
            day >= *from && day <= *to && !gone
        })
    });
    let headline = row(
        &output,
        "promotion",
        "mentor",
        "cumulative_incidence_difference",
    );
    assert_eq!(headline.get("method"), "aalen_johansen");
    close(
        headline.number("treated_level"),
        100.0 * promoted.count() as f64 / all.len() as f64,
    );
    assert!(headline.number("estimate").expect("an estimate") > 5.0);
    assert!(headline.number("naive_estimate").is_some());
    assert!(
        headline
            .get("note")
            .contains("left first counts as not having had it")
    );
    let all_rows = output
        .findings
        .iter()
        .filter(|f| f.get("outcome") == "promotion");
    assert!(
        all_rows
            .clone()
            .all(|f| f.get("estimand") != "retention_difference")
    );
    let chart = output.text("charts/survival-promotion-fluency-mentor.svg");
    assert!(
        chart.contains("on day") && chart.contains("Share with “promotion”"),
        "{chart}"
    );
    let staying = output.text("charts/survival-retention-fluency-mentor.svg");
    assert!(staying.contains("Share still here"), "{staying}");
}

const MOVES: &str = "\n[sources.promotions]\npath = \"promotions.csv\"\n\n[[outcomes]]\nid = \"move\"\nlabel = \"Internal move\"\nkind = \"time_to_event\"\nsource = \"promotions\"\nevents = [\"move\"]\nhorizons_days = [180]\n\n[[outcomes]]\nid = \"step\"\nlabel = \"Promotion or move\"\nkind = \"time_to_event\"\nsource = \"promotions\"\nevents = [\"promotion\", \"move\"]\nhorizons_days = [180]\n";

/// The promotions, and moves on the same level of others at the same time; a few step down, which is neither.
fn steps() -> Table {
    let mut table = promotions();
    for person in 0..people::PEOPLE / 2 {
        let day = if person % 2 == 0 {
            "2025-02-11"
        } else {
            "2025-08-11"
        };
        if person < PAIRS && person % 8 < 4 || person % 10 == 5 {
            table.push(&format!("{},{day},3,3", people::id(person)));
        } else if person % 10 == 6 {
            table.push(&format!("{},{day},3,2", people::id(person)));
        }
    }
    table
}

#[test]
fn moves_to_other_jobs_are_asked_about_alone_and_with_promotions() {
    let made = steps();
    let output = Workplace::new()
        .file("promotions.csv", made.csv())
        .pipeline_more(MOVES)
        .open()
        .output();
    let exits = people::exits();
    let all = mentors(&exits);
    let share = |counts: &dyn Fn(&str, &str) -> bool| {
        let had = all.iter().filter(|(id, from, to)| {
            made.rows.iter().any(|row| {
                let day = row[1].as_str();
                let gone = exit(&exits, id, to).is_some_and(|(left, _)| left <= day);
                row[0] == *id && counts(&row[2], &row[3]) && day >= *from && day <= *to && !gone
            })
        });
        100.0 * had.count() as f64 / all.len() as f64
    };
    let of = |outcome| {
        row(
            &output,
            outcome,
            "mentor",
            "cumulative_incidence_difference",
        )
    };
    close(
        of("move").number("treated_level"),
        share(&|from, to| from == to),
    );
    close(
        of("step").number("treated_level"),
        share(&|from, to| from <= to),
    );
    assert!(share(&|from, to| from == to) + 5.0 < share(&|from, to| from <= to));
    assert_eq!(of("move").get("method"), "aalen_johansen");
    let note = of("move").get("note");
    assert!(
        note.contains("left first counts as not having had it"),
        "{note}"
    );
    let leaders = output.text("leaders.html");
    for told in [
        "move to another job here",
        "are promoted or move to another job here",
    ] {
        assert!(leaders.contains(told), "{told}");
    }
    assert!(
        !leaders.contains("had been promoted,"),
        "a move is told as a promotion"
    );
}

/// Every fourth participant leaves within two months of the index date and nobody later; of the colleagues some leave after half a year.
fn crossing() -> Table {
    let mut table = Table::new("employee_id,exit_date,exit_type,reason");
    for person in 0..people::PEOPLE {
        let place = person % (people::PEOPLE / 2);
        let date = match (place < PAIRS, place % 4) {
            (true, 0) => format!("2024-11-{:02}", 1 + place % 20),
            (true, 1) => format!("2025-05-{:02}", 1 + place % 20),
            (false, 0 | 1) => format!("2025-11-{:02}", 1 + place % 28),
            _ => continue,
        };
        table.push(&format!("{},{date},voluntary,", people::id(person)));
    }
    table
}

#[test]
fn a_ratio_that_changes_with_time_says_so_and_leads_nowhere() {
    let changing = "The ratio changes over the time people were followed";
    let output = Workplace::new()
        .exits(|table| *table = crossing())
        .open()
        .output();
    let ratio = row(&output, "retention", "mentor", "hazard_ratio");
    assert!(ratio.get("note").contains(changing), "{ratio:?}");
    let analysts = output.text("analysts.html");
    assert!(analysts.contains("Tests of times to events"), "{analysts}");
    assert!(analysts.contains("restricted mean time −"), "{analysts}");
    assert!(!output.text("leaders.html").contains("azard"));

    let usual = Workplace::new().open().output();
    let ratio = row(&usual, "retention", "mentor", "hazard_ratio");
    assert!(!ratio.get("note").contains(changing), "{ratio:?}");
    let analysts = usual.text("analysts.html");
    assert!(
        analysts.contains("Log-rank") && analysts.contains("hazard ratio 0."),
        "{analysts}"
    );
}

const RATIO: &str = "better = \"lower\"\nreplacement_cost_ratio = 0.5";

/// A workplace in which these people earn 40 000 a year and nobody else's salary is stated.
fn paid(holds: impl Fn(usize) -> bool, currency: &str) -> Workplace {
    Workplace::new()
        .roster(|table| {
            table.header.push("annual_salary".to_owned());
            for (person, row) in table.rows.iter_mut().enumerate() {
                row.push(if holds(person) { "40000" } else { "" }.to_owned());
            }
        })
        .pipeline("better = \"lower\"", RATIO)
        .pipeline(
            "period = \"2025Q4\"",
            &format!("period = \"2025Q4\"{currency}"),
        )
}

/// The number with two significant digits.
fn coarse(x: f64) -> f64 {
    let unit = 10f64.powi(x.abs().log10().floor() as i32 - 1);
    (x / unit).round() * unit
}

#[test]
fn exits_and_their_cost_follow_from_the_published_difference() {
    let output = paid(|_| true, "\ncurrency = \"EUR\"").open().output();
    let headline = row(&output, "retention", "mentor", "retention_difference");
    let people = headline.number("n_treated").expect("participants");
    let exits = headline.number("estimate").expect("a difference") / 100.0 * people;
    let way = if exits < 0.0 { "more" } else { "fewer" };
    let note = headline.get("note");
    let told = format!(
        "Exits among the {people} participants compared: {} {way} than",
        exits.abs().round()
    );
    assert!(note.contains(&told), "{told}: {note}");
    let less = if exits < 0.0 { "more" } else { "less" };
    let cost = format!("in EUR: {} {less}", coarse(exits * 20_000.0).abs());
    assert!(note.contains(&cost), "{cost}: {note}");
    let leaders = output.text("leaders.html");
    assert!(leaders.contains("Counted in exits among the"), "{leaders}");
    assert!(
        leaders.contains("50 % of a yearly salary") && leaders.contains("EUR "),
        "{leaders}"
    );
    let analysts = output.text("analysts.html");
    assert!(
        analysts.contains("Cost avoided") && analysts.contains("EUR "),
        "{analysts}"
    );
    // The mean itself stands nowhere.
    assert!(!leaders.contains(" 40,000") && !analysts.contains(" 40,000"));

    let unnamed = paid(|_| true, "").open().output();
    let leaders = unnamed.text("leaders.html");
    assert!(
        leaders.contains("in the currency of the salaries"),
        "{leaders}"
    );
}

#[test]
fn without_enough_salaries_or_a_ratio_there_is_no_cost() {
    // Nine mentors and nine mentees state a salary: under the minimum of ten.
    let few = paid(|person| person % 200 < 9, "\ncurrency = \"EUR\"")
        .open()
        .output();
    let plain = Workplace::new().open().output();
    for output in [few, plain] {
        let headline = row(&output, "retention", "mentor", "retention_difference");
        assert!(headline.get("note").contains("Exits among"), "{headline:?}");
        assert!(!headline.get("note").contains("Cost"), "{headline:?}");
        let leaders = output.text("leaders.html");
        assert!(leaders.contains("Counted in exits") && !leaders.contains("yearly salary"));
    }
    paid(|_| true, "\ncurrency = \"12 euros\"")
        .open()
        .run(&[])
        .ends_with(2)
        .tells(&["`12 euros` is not a currency", "EUR"]);
}
