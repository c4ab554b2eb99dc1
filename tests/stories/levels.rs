//! Counts, shares and descriptions: what is compared by levels, and what is shown without a comparison.

use super::output::{Finding, Output};
use super::people::{PAIRS, id};
use super::table::Table;
use super::workplace::Workplace;

/// Mentors are the first people, their colleagues the rest of the junior half.
const JUNIORS: usize = 200;

/// One enrolment period, nobody leaves, nothing to adjust for: 60 mentors against 140 colleagues.
fn plain() -> Workplace {
    Workplace::new()
        .exits(|t| t.rows.clear())
        .pairings(|t| {
            for pair in 0..PAIRS {
                t.set(pair, "start_date", "2024-07-01");
            }
        })
        .pipeline("adjust_for = [\"function\"]", "adjust_for = []")
}

/// The rows of an outcome and estimand for mentors.
fn rows<'o>(output: &'o Output, outcome: &str, estimand: &str) -> Vec<&'o Finding> {
    output
        .findings
        .iter()
        .filter(|f| f.get("outcome") == outcome && f.get("estimand") == estimand)
        .filter(|f| f.get("role") == "mentor")
        .collect()
}

fn overall<'o>(output: &'o Output, outcome: &str, estimand: &str) -> &'o Finding {
    rows(output, outcome, estimand)
        .into_iter()
        .find(|f| f.is("overall", "all"))
        .unwrap_or_else(|| panic!("{outcome} {estimand}"))
}

#[track_caller]
fn near(row: &Finding, column: &str, expected: f64) {
    let found = row.number(column).expect("a number");
    assert!(
        (found - expected).abs() < 1e-6 * expected.abs().max(1.0),
        "{column} {found}, not {expected}"
    );
}

/// Mentors post three times or once, colleagues once or never; and each mentor many times before the start.
fn posts() -> Vec<u8> {
    let mut table = Table::new("employee_id,date,metric,value");
    for person in 0..JUNIORS {
        let name = id(person);
        let times = match (person < PAIRS, person % 2) {
            (true, 0) => 3,
            (true, _) | (false, 0) => 1,
            (false, _) => 0,
        };
        for day in 1..=times {
            table.push(&format!("{name},2024-11-0{day},posts,1"));
        }
        if person < PAIRS {
            table.push(&format!("{name},2024-09-30,posts,5"));
        }
        table.push(&format!("{name},2025-02-01,log-ins,{}", 1 + person % 5));
    }
    table.csv()
}

const POSTS: &str = r#"
[sources.activity]
path = "activity.csv"
[[outcomes]]
id = "posts"
kind = "count"
source = "activity"
metric = "posts"
better = "higher"
"#;

#[test]
fn a_count_has_the_ratio_of_two_rates() {
    let output = plain()
        .file("activity.csv", posts())
        .pipeline_more(POSTS)
        .open()
        .output();
    let ratio = overall(&output, "posts", "rate_ratio");
    assert_eq!(ratio.get("method"), "weighted_poisson", "{ratio:?}");
    assert_eq!(
        (ratio.get("unit"), ratio.get("status")),
        ("ratio", "published")
    );
    // Two posts a mentor against half a post a colleague.
    near(ratio, "estimate", 4.0);
    // 1 October 2024 to 31 December 2025 are 457 days, a quarter 365.25 / 4.
    near(ratio, "treated_level", 100.0 * 2.0 / 457.0 * 365.25 / 4.0);
    near(ratio, "control_level", 100.0 * 0.5 / 457.0 * 365.25 / 4.0);
    // Influences ±1/120 of 60 mentors, times 60/59, and ±(60/140)/2/30 of 140 colleagues, times 140/139; Satterthwaite's degrees of
    // freedom are 193.
    let own = 60.0 / 14400.0 * 60.0 / 59.0;
    let others = 140.0 * (60.0_f64 / 140.0 / 60.0).powi(2) * 140.0 / 139.0;
    let error = (own + others).sqrt();
    near(ratio, "std_error", error);
    let degrees = (own + others).powi(2) / (own * own / 59.0 + others * others / 139.0);
    assert!((degrees - 193.0).abs() < 1.0, "{degrees}");
    let reach = counterpart::kernel::distribution::t_quantile(0.975, degrees);
    near(ratio, "ci_low", 4.0 * (-reach * error).exp());
    near(ratio, "n_treated", 60.0);
    near(ratio, "n_control", 140.0);
    assert!(
        ratio.get("note").contains("before they started"),
        "{ratio:?}"
    );
    // Every value of the breakdowns has a row, and the change stands beside the ratio.
    assert!(
        rows(&output, "posts", "rate_ratio")
            .iter()
            .any(|f| f.get("dimension") == "gender")
    );
    assert_eq!(
        overall(&output, "posts", "att").get("unit"),
        "per 100 people per quarter"
    );
}

#[test]
fn a_metric_that_nobody_has_is_told() {
    let site = plain()
        .file("activity.csv", posts())
        .pipeline_more(&POSTS.replace("metric = \"posts\"", "metric = \"psots\""))
        .open();
    let answer = site.check().ends_with(0);
    assert!(
        answer.stdout.contains("psots") || answer.stderr.contains("psots"),
        "{answer:?}"
    );
}

/// Wilson's interval of a share.
fn wilson(events: f64, n: f64) -> (f64, f64) {
    let z2 = 1.959_963_984_540_054_f64.powi(2);
    let p = events / n;
    let half = (z2 * (p * (1.0 - p) / n + z2 / (4.0 * n * n))).sqrt();
    let centre = p + z2 / (2.0 * n);
    (
        (centre - half) / (1.0 + z2 / n),
        (centre + half) / (1.0 + z2 / n),
    )
}

/// Answers to a question that was asked in the last survey only: three of four mentors say yes, every other colleague.
fn with_new_item(work: Workplace) -> Workplace {
    work.surveys(|t| {
        t.header.push("recommends".to_owned());
        for row in &mut t.rows {
            let person: usize = row[0][4..].parse().expect("the number of a person");
            let yes = if person % JUNIORS < PAIRS {
                !person.is_multiple_of(4)
            } else {
                person.is_multiple_of(2)
            };
            let answer = if row[1] == "2025-11-15" {
                ["2", "4"][usize::from(yes)]
            } else {
                ""
            };
            row.push(answer.to_owned());
        }
    })
    .pipeline_more(
        r#"
[[outcomes]]
id = "recommends"
kind = "share"
source = "surveys"
items = ["recommends"]
scale = [1, 5]
threshold = 4
better = "higher"
"#,
    )
}

#[test]
fn a_share_without_a_before_compares_two_proportions() {
    let output = with_new_item(plain()).open().output();
    let row = overall(&output, "recommends", "share_difference");
    assert_eq!(row.get("method"), "newcombe_difference");
    assert_eq!(row.get("unit"), "percentage points");
    near(row, "treated_level", 75.0);
    near(row, "control_level", 50.0);
    near(row, "estimate", 25.0);
    near(row, "n_control_effective", 140.0);
    let ((l1, u1), (l0, u0)) = (wilson(45.0, 60.0), wilson(70.0, 140.0));
    near(row, "ci_low", 100.0 * (0.25 - (0.75 - l1).hypot(u0 - 0.5)));
    near(row, "ci_high", 100.0 * (0.25 + (u1 - 0.75).hypot(0.5 - l0)));
    assert_eq!(
        overall(&output, "recommends", "att").get("status"),
        "insufficient"
    );
    assert!(
        rows(&output, "recommends", "share").is_empty(),
        "it is compared"
    );
}

#[test]
fn a_score_without_a_before_is_described() {
    let output = with_new_item(plain())
        .pipeline("kind = \"share\"\nsource = \"surveys\"\nitems = [\"recommends\"]\nscale = [1, 5]\nthreshold = 4", "kind = \"score\"\nsource = \"surveys\"\nitems = [\"recommends\"]\nscale = [1, 5]")
        .open()
        .output();
    let row = overall(&output, "recommends", "mean");
    assert_eq!(
        (row.get("method"), row.get("evidence")),
        ("descriptive", "descriptive")
    );
    // 45 of 60 gave a 4 (75 of 100), the others a 2 (25 of 100).
    near(row, "estimate", 62.5);
    assert!(row.get("note").contains("before the start"), "{row:?}");
    assert_eq!(
        overall(&output, "recommends", "att").get("status"),
        "insufficient"
    );
}

/// Pair `p` meets one, two or three times for forty minutes, and once in vain.
fn meetings() -> Workplace {
    let mut sessions = Table::new("pairing_id,session_date,minutes,status");
    let mut forms = Table::new("pairing_id,employee_id,date,item,score");
    for pair in 0..PAIRS {
        for month in 0..=pair % 3 {
            sessions.push(&format!("PX{pair:03},2024-{:02}-05,40,held", 8 + month));
        }
        sessions.push(&format!("PX{pair:03},2024-12-05,90,no_show"));
        let mark = 3 + pair % 2;
        forms.push(&format!(
            "PX{pair:03},{},2024-12-20,useful,{mark}",
            id(pair)
        ));
    }
    plain()
        .file("sessions.csv", sessions.csv())
        .file("forms.csv", forms.csv())
        .pipeline_more(
            r#"
[sources.sessions]
path = "sessions.csv"
[sources.evaluations]
path = "forms.csv"
[[outcomes]]
id = "meetings"
kind = "descriptive"
source = "sessions"
[[outcomes]]
id = "minutes"
kind = "descriptive"
source = "sessions"
metric = "minutes"
[[outcomes]]
id = "usefulness"
kind = "descriptive"
source = "evaluations"
items = ["useful"]
scale = [1, 5]
[[outcomes]]
id = "session_count"
kind = "count"
source = "sessions"
better = "higher"
"#,
        )
}

#[test]
fn descriptions_are_shown_and_never_an_effect() {
    let site = meetings().open();
    let checked = site.check().ends_with(0);
    assert!(
        !checked.stderr.contains("descriptive"),
        "no warning:\n{}",
        checked.stderr
    );
    let output = site.output();
    let held = overall(&output, "meetings", "mean");
    near(held, "estimate", 2.0);
    // Sixty values of 1, 2 and 3: standard deviation sqrt(40/59).
    near(held, "std_error", (40.0_f64 / 59.0 / 60.0).sqrt());
    near(held, "n_treated", 60.0);
    assert_eq!(held.get("unit"), "per pairing");
    near(overall(&output, "minutes", "mean"), "estimate", 40.0);
    // Marks of 3 and 4 are 50 and 75 of 100.
    near(overall(&output, "usefulness", "mean"), "estimate", 62.5);
    let described = ["meetings", "minutes", "usefulness", "session_count"];
    let mut seen = 0;
    for f in output
        .findings
        .iter()
        .filter(|f| described.contains(&f.get("outcome")))
    {
        seen += 1;
        assert!(
            ["mean", "share", "rate", "count"].contains(&f.get("estimand")),
            "{f:?}"
        );
        assert_eq!(f.get("method"), "descriptive");
        for column in [
            "n_control",
            "control_level",
            "p_value",
            "q_value",
            "naive_estimate",
            "shrunk_estimate",
        ] {
            assert_eq!(f.number(column), None, "{column} of {f:?}");
        }
        if f.get("status") == "published" {
            assert_eq!(f.get("evidence"), "descriptive");
        }
    }
    assert!(seen > 8, "overall and by dimension");
    let leaders = output.text("leaders.html");
    assert!(leaders.contains("What we also saw") && leaders.contains("without a comparison"));
    let recruiters = output.text("recruiters.html");
    assert!(
        !recruiters.to_lowercase().contains("usefulness"),
        "nothing to claim"
    );
}

/// Forty in a hundred women get in and fifteen in a hundred men.
fn biased(small: bool) -> Workplace {
    plain().roster(|t| {
        for person in 0..JUNIORS {
            let woman = person < 48 || (PAIRS..132).contains(&person);
            t.set(person, "gender", if woman { "Women" } else { "Men" });
            if small && (person < 4 || (140..180).contains(&person)) {
                t.set(person, "gender", "Non-binary");
            }
        }
    })
}

/// The cells of a group's row under “Who got in”, of the first table that has it.
fn way_in(output: &Output, group: &str) -> Vec<String> {
    let page = output.text("analysts.html");
    let section = page.split("id=\"access\"").nth(1).expect("a section");
    let section = section.split("</section>").next().unwrap_or("");
    let row = section
        .split("<tr>")
        .find(|row| row.contains(&format!(">{group}<")))
        .unwrap_or_else(|| panic!("{group} in {section}"));
    let row = row.split("</tr>").next().unwrap_or("");
    row.split('>')
        .filter_map(|part| part.split('<').next())
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn a_biased_way_in_is_told() {
    let output = biased(false).open().output();
    let men = way_in(&output, "Men");
    assert_eq!(men[2..5], ["80", "12", "15.0 %"], "{men:?}");
    // Katz: 0.375 times or by exp(1.96 sqrt(1/12 - 1/80 + 1/48 - 1/120)).
    assert_eq!(men[5], "0.37 (0.21 to 0.66)");
    assert!(
        men.last().is_some_and(|r| r.starts_with("adverse impact")),
        "{men:?}"
    );
    let women = way_in(&output, "Women");
    assert_eq!(
        women[2..],
        ["120", "48", "40.0 %", "largest group"],
        "{women:?}"
    );
}

#[test]
fn a_small_group_stays_out_of_the_tables_of_access() {
    let output = biased(true).open().output();
    let small = way_in(&output, "Non-binary");
    assert_eq!(small.len(), 3, "{small:?}");
    assert!(small[2].starts_with("not shown"), "{small:?}");
    // With the totals of the findings at hand, one more group must be hidden.
    let others = ["Men", "Women"].map(|g| way_in(&output, g).len());
    assert!(others.contains(&3), "{others:?}");
}
