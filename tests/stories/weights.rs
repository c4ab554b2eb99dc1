//! Weights that a pipeline asks for, the balance they reach, whether groups differ, and many answers judged together.

use super::output::{Finding, Output};
use super::people::{PAIRS, id};
use super::table::Table;
use super::workplace::Workplace;

/// Mentors are the first 60 of the 200 juniors: two thirds of them in EMEA, half of the colleagues.
const JUNIORS: usize = 200;
const MENTORS_IN_EMEA: usize = 40;
const COLLEAGUES_IN_EMEA: usize = 70;

fn in_emea(person: usize) -> bool {
    if person < PAIRS {
        person < MENTORS_IN_EMEA
    } else {
        person < PAIRS + COLLEAGUES_IN_EMEA
    }
}

/// Who leaves: of the mentors one in twenty (EMEA) and one in ten, of the colleagues half (EMEA) and one in ten.
fn leaves(person: usize) -> bool {
    match (person < PAIRS, in_emea(person)) {
        (true, true) => person.is_multiple_of(20),
        (false, true) => person.is_multiple_of(2),
        (_, false) => person.is_multiple_of(10),
    }
}

/// Everybody starts in one period; who leaves does so within the first two months after it.
fn workplace(study: &str) -> Workplace {
    Workplace::new()
        .roster(|t| {
            for person in 0..JUNIORS {
                let region = if in_emea(person) { "EMEA" } else { "Americas" };
                t.set(person, "region", region);
                t.set(person, "function", "Sales");
            }
        })
        .pairings(|t| {
            for pair in 0..PAIRS {
                t.set(pair, "start_date", "2024-07-01");
            }
        })
        .exits(|t| {
            *t = Table::new("employee_id,exit_date,exit_type,reason");
            for person in (0..JUNIORS).filter(|&p| leaves(p)) {
                t.push(&format!("{},2024-11-15,voluntary,", id(person)));
            }
        })
        .pipeline("adjust_for = [\"function\"]", study)
}

/// Half of the mentors work where no colleague does.
fn apart(workplace: Workplace) -> Workplace {
    workplace.roster(|t| {
        for person in (0..PAIRS).filter(|p| p % 2 == 1) {
            t.set(person, "function", "Design");
        }
    })
}

fn retention(output: &Output) -> &Finding {
    output
        .findings
        .iter()
        .find(|f| {
            f.get("outcome") == "retention"
                && f.get("role") == "mentor"
                && f.get("estimand") == "retention_difference"
                && f.is("overall", "all")
        })
        .expect("a headline")
}

#[track_caller]
fn near(row: &Finding, column: &str, expected: f64) {
    let found = row.number(column).expect("a number");
    assert!(
        (found - expected).abs() < 1e-6,
        "{column} {found}, not {expected}"
    );
}

/// Mentors: 2 of 40 and 2 of 20 left. Colleagues of their mix of regions: half of two thirds, a tenth of one third.
const MENTORS_STAYED: f64 = 100.0 * 56.0 / 60.0;
const COLLEAGUES_STAYED: f64 = 100.0 * (40.0 * 0.5 + 20.0 * 0.9) / 60.0;

#[test]
fn coarsened_matching_leaves_the_last_covariate_when_too_few_are_matched() {
    let output = apart(workplace(
        "adjust_for = [\"region\", \"function\"]\nweighting = \"cem\"",
    ))
    .open()
    .output();
    let row = retention(&output);
    assert_eq!(row.get("method"), "weighted_km_cem", "{row:?}");
    near(row, "treated_level", MENTORS_STAYED);
    near(row, "control_level", COLLEAGUES_STAYED);
    assert!(
        row.get("note").contains("(not matched on: function)"),
        "{row:?}"
    );
    // What coarsening leaves unlike is told: half of the mentors, nobody else.
    assert!(row.number("max_abs_smd") > Some(0.9), "{row:?}");
    let page = output.text("analysts.html");
    assert!(page.contains("Iacus, King &amp; Porro 2012"), "{page}");

    // Where everybody is matched, nothing is made coarser.
    let whole = workplace("adjust_for = [\"region\", \"function\"]\nweighting = \"cem\"")
        .open()
        .output();
    let row = retention(&whole);
    near(row, "control_level", COLLEAGUES_STAYED);
    near(row, "max_abs_smd", 0.0);
    assert!(row.get("note").contains("as it stands"), "{row:?}");
}

#[test]
fn a_logistic_score_with_one_covariate_gives_back_its_cells() {
    let output = workplace("adjust_for = [\"region\"]\nweighting = \"logistic\"")
        .open()
        .output();
    let row = retention(&output);
    assert_eq!(row.get("method"), "weighted_km_logistic", "{row:?}");
    near(row, "treated_level", MENTORS_STAYED);
    near(row, "control_level", COLLEAGUES_STAYED);
    // (40 + 20)² / (70·(40/70)² + 70·(20/70)²)
    near(row, "n_control_effective", 126.0);
    assert!(
        row.get("note").contains("takes its weights as given"),
        "{row:?}"
    );
    let page = output.text("analysts.html");
    assert!(
        page.contains("Rosenbaum &amp; Rubin 1983") && page.contains("Hirano &amp; Imbens 2001"),
        "{page}"
    );
    let plain = workplace("adjust_for = [\"region\"]").open().output();
    assert_eq!(retention(&plain).get("method"), "weighted_km_exact");
    assert!(!plain.text("analysts.html").contains("Rosenbaum"));
}

#[test]
fn a_logistic_score_leaves_out_whom_nobody_resembles() {
    let output = apart(workplace(
        "adjust_for = [\"region\", \"function\"]\nweighting = \"logistic\"",
    ))
    .open()
    .output();
    let row = retention(&output);
    // Those with an odd number work in Design; the others left in both regions: 2 of 20 and 2 of 10.
    near(row, "treated_level", 100.0 * 26.0 / 30.0);
    near(row, "control_level", COLLEAGUES_STAYED);
    assert!(row.get("note").contains("left out"), "{row:?}");
    let page = output.text("analysts.html");
    assert!(page.contains("50.0 %"), "the share on common support");
}

#[test]
fn balance_is_shown_for_every_outcome_under_its_weights() {
    let mut posts = Table::new("employee_id,date,metric,value");
    for person in 0..JUNIORS {
        posts.push(&format!(
            "{},2024-10-10,posts,{}",
            id(person),
            1 + person % 3
        ));
    }
    let output = workplace("adjust_for = [\"region\"]")
        .roster(|t| {
            for person in 0..4 {
                t.set(person, "region", "Nowhere else");
            }
            for person in JUNIORS - 12..JUNIORS {
                t.set(person, "region", "Nowhere else");
            }
        })
        .file("activity.csv", posts.csv())
        .pipeline_more(
            "\n[sources.activity]\npath = \"activity.csv\"\n[[outcomes]]\nid = \"posts\"\nkind = \"count\"\nsource = \"activity\"\nmetric = \"posts\"\nbetter = \"higher\"\n",
        )
        .open()
        .output();
    let page = output.text("analysts.html");
    let (_, section) = page.split_once("<h3 id=\"weights\">").expect("a section");
    let (section, _) = section.split_once("</section>").expect("an end");
    for table in [
        "Engagement · mentors · Digital Fluency (doubly robust difference-in-differences)",
        "Retention · mentors · Digital Fluency (Kaplan–Meier, exact cells)",
        "Posts · mentors · Digital Fluency (weighted Poisson rate ratio)",
    ] {
        let (_, table) = section
            .split_once(&format!("<summary>{table}; "))
            .unwrap_or_else(|| panic!("{table} in {section}"));
        let (table, _) = table.split_once("</table>").expect("an end");
        // Four mentors are too few; with them the next smallest region is hidden, or they would follow from the rest.
        assert!(!table.contains("Nowhere else"), "{table}");
        assert!(table.contains("2 values are not shown"), "{table}");
    }
    // 36 of 60 mentors, 70 of 140 colleagues: (0.6 − 0.5) / √0.24.
    assert!(
        section.contains("<td>EMEA</td><td>+0.204</td><td>0.000</td>"),
        "{section}"
    );
}

#[test]
fn groups_that_clearly_differ_are_told() {
    let output = workplace("adjust_for = [\"function\"]")
        .pipeline(
            "dimensions = [\"generation\", ",
            "dimensions = [\"region\", \"generation\", ",
        )
        .open()
        .output();
    let (mut weights, mut sum, mut squares) = (0.0, 0.0, 0.0);
    let rows = output.findings.iter().filter(|f| {
        f.get("role") == "mentor"
            && f.get("estimand") == "retention_difference"
            && f.get("dimension") == "region"
    });
    for row in rows {
        let (x, s) = (
            row.number("estimate").expect("shown"),
            row.number("std_error").expect("shown"),
        );
        weights += 1.0 / (s * s);
        sum += x / (s * s);
        squares += x * x / (s * s);
    }
    // Cochran's Q by its definition, from what is published.
    let q = squares - sum * sum / weights;
    let page = output.text("analysts.html");
    let (_, section) = page
        .split_once("<h3 id=\"heterogeneity\">")
        .expect("a section");
    let (section, _) = section.split_once("</section>").expect("an end");
    assert!(
        section.contains(&format!(
            "<td>Region</td><td>2</td><td>{q:.2}</td><td>1</td>"
        )),
        "{q} in {section}"
    );
    let leaders = output.text("leaders.html");
    assert!(
        leaders.contains("the result differs by region."),
        "{leaders}"
    );
    // Nothing of the kind where groups are alike.
    let plain = Workplace::new().open().output();
    assert!(
        plain
            .text("analysts.html")
            .contains("Do the groups differ?")
    );
    assert!(!plain.text("leaders.html").contains("the result differs by"));
}

/// (p, q) of the headlines of engagement by gender: one family.
fn family(output: &Output) -> Vec<(f64, f64)> {
    let mut family: Vec<(f64, f64)> = output
        .findings
        .iter()
        .filter(|f| {
            f.get("outcome") == "engagement"
                && f.get("estimand") == "att"
                && f.get("dimension") == "gender"
        })
        .filter_map(|f| Some((f.number("p_value")?, f.number("q_value")?)))
        .collect();
    family.sort_by(|a, b| a.0.total_cmp(&b.0));
    family
}

#[test]
fn the_procedure_for_many_answers_is_the_pipelines() {
    let with = |line: &str| {
        Workplace::new()
            .pipeline(
                "adjust_for = [\"function\"]",
                &format!("adjust_for = [\"function\"]\n{line}"),
            )
            .open()
            .output()
    };
    let (plain, by, holm) = (
        with(""),
        with("multiplicity = \"by\""),
        with("multiplicity = \"holm\""),
    );
    let (bh, by_rows, holm_rows) = (family(&plain), family(&by), family(&holm));
    let m = bh.len();
    assert!(m >= 4, "{bh:?}");
    let harmonic: f64 = (1..=m).map(|k| 1.0 / k as f64).sum();
    let (mut least, mut largest) = (1.0f64, 0.0f64);
    for k in (0..m).rev() {
        least = least.min(bh[k].0 * m as f64 / (k + 1) as f64);
        assert!((bh[k].1 - least).abs() < 1e-9, "{bh:?}");
        assert!(
            (by_rows[k].1 - (harmonic * least).min(1.0)).abs() < 1e-9,
            "{by_rows:?}"
        );
    }
    for (k, (p, q)) in holm_rows.iter().enumerate() {
        largest = largest.max((m - k) as f64 * p).min(1.0);
        assert!((q - largest).abs() < 1e-9, "{holm_rows:?}");
    }
    let page = |output: &Output| output.text("analysts.html");
    assert!(page(&plain).contains("Benjamini &amp; Hochberg 1995"));
    assert!(page(&by).contains("Benjamini &amp; Yekutieli 2001"));
    assert!(page(&holm).contains("Holm 1979") && !page(&holm).contains("Hochberg 1995"));
    assert!(page(&holm).contains("<dt>Many answers</dt><dd>Holm</dd>"));
    Workplace::new()
        .pipeline(
            "adjust_for = [\"function\"]",
            "multiplicity = \"bonferroni\"",
        )
        .open()
        .fails(
            2,
            &[
                "`bonferroni` is not a procedure for many answers",
                "`bh`, `by`, `holm`",
            ],
        );
}

#[test]
fn words_in_the_tables_of_who_got_in_stand_at_the_left() {
    let page = Workplace::new().open().output().text("analysts.html");
    let (_, section) = page.split_once("<h2 id=\"access\">").expect("a section");
    let (section, _) = section.split_once("</section>").expect("an end");
    // A class of the table for each column of numbers; the others hold words.
    let (_, table) = section.split_once("<table class=\"").expect("a table");
    let (classes, table) = table.split_once('"').expect("its classes");
    let heads: Vec<&str> = table
        .split("<th scope=\"col\">")
        .skip(1)
        .map(|rest| rest.split('<').next().expect("a head"))
        .collect();
    let right = |head: &str| {
        let at = heads.iter().position(|h| *h == head).expect("the head");
        classes
            .split(' ')
            .any(|class| class == format!("n{}", at + 1))
    };
    assert!(!right("Group") && !right("Reading"), "{classes}: {heads:?}");
    assert!(right("Rate"), "{classes}: {heads:?}");
    assert!(section.contains("<td>largest group</td>"), "{section}");
}
