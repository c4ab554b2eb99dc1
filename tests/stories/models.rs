//! Programme models: their definitions at the command line, and what follows from them in a run: the form of pairings, usual
//! plans, what is meant to move, questions, answers by objective.

use std::fmt::Write as _;

use super::output::Output;
use super::people::id;
use super::program::call;
use super::workplace::Workplace;

fn says(arguments: &[&str]) -> String {
    call(&std::env::temp_dir(), arguments).ends_with(0).stdout
}

#[test]
fn models_are_listed_and_told_in_full() {
    let list = says(&["models"]);
    for model in [
        "executive_digital_fluency",
        "dei_circles",
        "embedded_in_ld",
        "circles of 5 to 8",
    ] {
        assert!(list.contains(model), "{model} in\n{list}");
    }
    let circles = says(&["models", "dei_circles"]);
    for told in [
        "A circle of 5 to 8 people",
        "psychological safety",
        "cadence_days = 21",
        "Questions for leaders",
        "Use for recruiters",
        "model = \"dei_circles\"",
        "roles = [\"co_lead\", \"member\"]",
    ] {
        assert!(circles.contains(told), "{told} in\n{circles}");
    }
    call(&std::env::temp_dir(), &["models", "dei_circle"])
        .ends_with(2)
        .tells(&["dei_circles"]);
}

/// Circles of two co-leads and so many members each; the first of them are as large as `first`.
fn circles(first: usize, of_them: usize, leads: usize) -> Workplace {
    let mut rows =
        String::from("pairing_id,programme_id,employee_id,role,start_date,end_date,status\n");
    let (mut junior, mut senior) = (0, 200);
    for circle in 0..12 {
        let members = if circle < of_them { first } else { 4 };
        let start = ["2024-07-01", "2025-01-10"][circle % 2];
        for lead in 0..2 {
            let role = if circle < of_them && lead >= leads {
                "member"
            } else {
                "co_lead"
            };
            let _ = writeln!(
                rows,
                "C{circle:02},fluency,{},{role},{start},,active",
                id(junior)
            );
            junior += 1;
        }
        for _ in 0..members {
            let _ = writeln!(
                rows,
                "C{circle:02},fluency,{},member,{start},,active",
                id(senior)
            );
            senior += 1;
        }
    }
    Workplace::new()
        .exits(|t| t.rows.clear())
        .file("circles.csv", rows)
        .pipeline(
            "path = \"pairings.csv\"",
            "path = \"circles.csv\"\nlayout = \"long\"",
        )
        .pipeline(
            "model = \"executive_digital_fluency\"",
            "model = \"dei_circles\"\nplanned_months = 24",
        )
        .pipeline(
            "mentor = \"job_level <= 4\"",
            "co_lead = \"job_level <= 4\"",
        )
        .pipeline("mentee = \"job_level >= 7\"", "member = \"job_level >= 1\"")
        .pipeline(
            "roles = [\"mentor\", \"mentee\"]",
            "roles = [\"co_lead\", \"member\"]",
        )
}

fn used(output: &Output) -> u64 {
    output.ledger("pairings")["used"]
        .as_u64()
        .expect("a number")
}

#[test]
fn circles_of_another_size_are_counted_and_told_and_stay_in_the_results() {
    let sound = circles(4, 12, 2).open().output();
    let leaders = sound.text("leaders.html");
    assert!(!leaders.contains("are not of 5 to 8 people"), "{leaders}");
    // Six circles of eleven: half of twelve.
    let large = circles(9, 6, 2).open().output();
    let leaders = large.text("leaders.html");
    assert!(
        leaders.contains("of every hundred circles are not of 5 to 8 people, as the model asks"),
        "{leaders}"
    );
    assert!(
        leaders.contains(">50</a> of every hundred circles"),
        "{leaders}"
    );
    let analysts = large.text("analysts.html");
    assert!(
        analysts.contains("Circles that are not of 5 to 8 people"),
        "{analysts}"
    );
    assert_eq!(used(&large), used(&sound) + 30, "no row is dropped");
    let members = |output: &Output| {
        let rows = output.findings.iter();
        rows.filter(|f| f.headline() && f.is("overall", "all") && f.get("role") == "member")
            .map(|f| f.number("n_treated"))
            .collect::<Vec<_>>()
    };
    assert!(
        members(&large)[0] > members(&sound)[0],
        "{:?}",
        members(&large)
    );
    let warnings = large.text("private/early_warnings.csv");
    let listed = warnings.lines().filter(|line| line.contains("no,yes"));
    assert_eq!(
        listed.count(),
        6,
        "each is named for its manager alone: {warnings}"
    );
}

#[test]
fn circles_without_somebody_who_leads_are_told() {
    let output = circles(4, 4, 0).open().output();
    let leaders = output.text("leaders.html");
    assert!(
        leaders.contains("circles are not with a junior who leads it, as the model asks"),
        "{leaders}"
    );
}

#[test]
fn plans_that_a_pipeline_leaves_out_are_those_of_the_model() {
    let output = Workplace::new().open().output();
    let text = output.text("analysts.html");
    assert!(
        text.contains("9 months, as usual in the model")
            && text.contains("every 30 days, as usual in the model"),
        "{text}"
    );
    let stated = Workplace::new()
        .pipeline(
            "name = \"Digital Fluency\"",
            "name = \"Digital Fluency\"\ncadence_days = 20\nplanned_months = 12",
        )
        .open()
        .output()
        .text("analysts.html");
    assert!(
        stated.contains("every 20 days") && !stated.contains("as usual in the model"),
        "{stated}"
    );
}

#[test]
fn what_is_meant_to_move_is_told_measured_or_not() {
    let output = Workplace::new().open().output();
    let leaders = output.text("leaders.html");
    for told in [
        "What each programme is meant to move",
        "Engagement among mentors",
        "Staying among mentors",
        "not measured here: digital literacy among mentees",
        "What to ask in the next meeting",
        "When did you last change a decision after something a junior told you?",
    ] {
        assert!(leaders.contains(told), "{told} in\n{leaders}");
    }
    let analysts = output.text("analysts.html");
    assert!(
        analysts.contains("not measured; it takes a test before the start and after it"),
        "{analysts}"
    );
    assert!(
        output
            .text("recruiters.html")
            .contains("Stories of single pairs, with the consent of both.")
    );
    // An outcome under another name says what it measures.
    let named = |line: &str| {
        Workplace::new()
            .pipeline("id = \"engagement\"", &format!("id = \"q_index\"{line}"))
            .open()
    };
    let without = named("").output().text("leaders.html");
    assert!(!without.contains("Engagement among mentors"), "{without}");
    let with = named("\nmeasures = \"engagement\"").output();
    assert!(
        with.text("leaders.html")
            .contains("Engagement among mentors")
    );
    named("\nmeasures = \"engagment\"")
        .run(&[])
        .ends_with(2)
        .tells(&["engagment", "engagement"]);
}

#[test]
fn answers_by_objective_where_one_is_named() {
    let plain = Workplace::new().open().output().text("leaders.html");
    assert!(!plain.contains("By objective"), "{plain}");
    let with = |objective: &str| {
        Workplace::new().pipeline(
            "id = \"engagement\"",
            &format!("id = \"engagement\"\nobjective = \"{objective}\""),
        )
    };
    let text = with("collaboration_across_generations")
        .open()
        .output()
        .text("leaders.html");
    let (_, section) = text.split_once("By objective").expect("a section");
    let section = section.split("</section>").next().expect("its end");
    assert!(
        section.contains("Collaboration across generations")
            && section.contains("Engagement among mentors")
            && !section.contains("taying"),
        "{section}"
    );
    with("collaboration").open().run(&[]).ends_with(2).tells(&[
        "`collaboration` is not an objective",
        "collaboration_across_generations",
    ]);
}
