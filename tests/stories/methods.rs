//! The methods appendix: for the numbers of a report, whom they are about, what they estimate, by which formula; and
//! nothing of what the report does not hold. The table of findings beside it: every row, reachable by its address.

use std::collections::BTreeSet;

use super::output::Output;
use super::workplace::Workplace;

/// The text of the appendix, tags taken out.
fn appendix(output: &Output) -> String {
    let page = output.text("analysts.html");
    let section = page.split("id=\"methods\"").nth(1).expect("a section");
    let section = section.split("</section>").next().unwrap_or("");
    let mut text = String::new();
    for part in section.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

#[track_caller]
fn tells(text: &str, wanted: &[&str], never: &[&str]) {
    for phrase in wanted {
        assert!(text.contains(phrase), "{phrase:?} is missing: {text}");
    }
    for phrase in never {
        assert!(!text.contains(phrase), "{phrase:?} is wrong: {text}");
    }
}

#[test]
fn the_appendix_states_population_estimand_method_and_source() {
    let output = Workplace::new()
        .pipeline(
            "adjust_for = [\"function\"]",
            "adjust_for = [\"function\", \"prior:engagement\"]\nseed = 77",
        )
        .pipeline(
            "better = \"higher\"",
            "better = \"higher\"\nsmallest_effect = 1.5",
        )
        .open()
        .output();
    let text = appendix(&output);
    tells(
        &text,
        &[
            "Digital Fluency mentor job_level <= 4 taken by wish or choice people",
            "Digital Fluency mentee job_level >= 7",
            "Enrolment period a quarter",
            "eligible people who had not started in any programme or role by the day in question",
            "Seed 77",
            // the two outcomes
            "average effect on the treated (att)",
            "function; left out of the difference-in-differences: prior:engagement",
            "1.5 points of 100, set in the pipeline",
            "retention difference (retention_difference)",
            "Adjusted for function and prior:engagement",
            "180 days, all reached",
            // formulas with their uncertainty and source
            "G/(G − 1)",
            "Callaway & Sant’Anna 2021",
            "Kaplan & Meier 1958",
            "Newcombe 1998",
            "Benjamini & Hochberg 1995",
            // thresholds
            "A figure is shown from so many people in each group 10 people pipeline",
        ],
        &["Zou 2004", "Wu & Ding 2021", "Lipsitch"],
    );
}

#[test]
fn the_method_that_was_used_is_told_and_no_other() {
    let exact = appendix(&Workplace::new().open().output());
    tells(
        &exact,
        &[
            "Kaplan–Meier, exact cells (weighted_km_exact)",
            "Exact cell weights",
        ],
        &["Hainmueller 2012", "Li, Morgan"],
    );
    let asked = |weighting: &str| {
        let study = format!("adjust_for = [\"function\"]\nweighting = \"{weighting}\"");
        let changed = Workplace::new().pipeline("adjust_for = [\"function\"]", &study);
        appendix(&changed.open().output())
    };
    tells(
        &asked("entropy"),
        &["weighted_km_entropy", "Hainmueller 2012"],
        &["weighted_km_exact", "Li, Morgan", "Exact cell weights"],
    );
    tells(
        &asked("overlap"),
        &["weighted_km_overlap", "Li, Morgan"],
        &["weighted_km_exact", "Hainmueller 2012"],
    );
}

#[test]
fn the_way_in_which_scores_are_compared_is_told_and_no_other() {
    let usual = appendix(&Workplace::new().open().output());
    tells(
        &usual,
        &[
            "Scores compared by outcome regression and propensity weighting together (doubly robust)",
            "Waves before the start held against the last wave before the start",
            "Non-response ignored",
            "Expected change, doubly robust",
            "Response rates",
            "Rambachan & Roth 2023",
        ],
        &["Heckman", "Abadie", "Inverse response rates"],
    );
    let asked = |study: &str| {
        let study = format!("adjust_for = [\"function\"]\n{study}");
        let changed = Workplace::new().pipeline("adjust_for = [\"function\"]", &study);
        appendix(&changed.open().output())
    };
    tells(
        &asked("score_method = \"outcome_regression\"\nresponse = \"weight\""),
        &[
            "Scores compared by outcome regression alone",
            "Expected change by outcome regression",
            "Heckman",
            "Non-response answers weighted by inverse response rates",
            "Robins, Rotnitzky",
        ],
        &["Expected change, doubly robust", "Abadie"],
    );
    tells(
        &asked("score_method = \"ipw\"\nbase_period = \"varying\""),
        &[
            "Scores compared by inverse probability weighting alone",
            "Waves before the start held against the wave before each",
            "Abadie",
        ],
        &["Expected change, doubly robust", "Heckman"],
    );
}

#[test]
fn a_report_without_a_method_does_not_cite_it() {
    // Nothing is shown, so nothing but the protection of people is told.
    let hidden = Workplace::new()
        .pipeline_more("\n[disclosure]\nminimum_group = 5000\n")
        .open()
        .output();
    tells(
        &appendix(&hidden),
        &[
            "Without a shown figure, and so not told here: Engagement and Retention",
            "Hundepool",
            "5,000 people pipeline",
        ],
        &["Callaway", "Kaplan", "Hernán", "VanderWeele", "Estimand"],
    );
    // Without exits there is no survival.
    let scores = Workplace::new()
        .pipeline("[[outcomes]]\nid = \"retention\"\nkind = \"time_to_event\"\nsource = \"exits\"\nevents = [\"voluntary\"]\ncompeting = [\"involuntary\", \"retirement\", \"other\"]\nhorizons_days = [180]\nbetter = \"lower\"\n", "")
        .open()
        .output();
    tells(
        &appendix(&scores),
        &["Callaway"],
        &["Kaplan", "Cox 1972", "Uno et al.", "hazard_ratio"],
    );
}

#[test]
fn a_lottery_adjusts_for_nothing() {
    let output = Workplace::new()
        .pipeline(
            "model = \"executive_digital_fluency\"",
            "model = \"executive_digital_fluency\"\nassignment = \"lottery\"",
        )
        .open()
        .output();
    tells(
        &appendix(&output),
        &["drawn by lot"],
        &["taken by wish or choice"],
    );
}

#[test]
fn every_finding_is_in_the_page_once_and_those_that_are_quoted_as_elements() {
    let output = Workplace::new().open().output();
    let page = output.text("analysts.html");
    let data = page
        .split("id=\"findings-data\">")
        .nth(1)
        .expect("the data");
    let data = data.split("</script>").next().unwrap_or("");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let rows = data["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), output.findings.len());
    let anchors: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row.as_str()?.split('|').next())
        .collect();
    assert_eq!(anchors.len(), rows.len(), "no two rows share an address");
    // Without scripts the answers stand there, and whatever another page leads to.
    for row in rows.iter().filter_map(|row| row.as_str()) {
        let mut fields = row.split('|');
        let (anchor, leads) = (
            fields.next().expect("an anchor"),
            fields.next() == Some("1"),
        );
        let there = page.contains(&format!("<tr id=\"f-{anchor}\">"));
        assert!(there || !leads, "{row}");
    }
    for other in ["leaders.html", "recruiters.html"] {
        let text = output.text(other);
        for target in text.split("analysts.html#").skip(1) {
            let target = target.split('"').next().unwrap_or("");
            let place = match target.strip_prefix("f-") {
                Some(_) => format!("<tr id=\"{target}\">"),
                None => format!("<h2 id=\"{target}\">"),
            };
            assert!(page.contains(&place), "{target}");
        }
    }
}
