//! Faults of the pipeline file: file, line and column, what was expected, what to do; exit code 2.

use super::workplace::Workplace;

/// Runs a workplace whose pipeline has one passage replaced; the fault must be told with these words.
#[track_caller]
fn fault(from: &str, to: &str, phrases: &[&str]) {
    let site = Workplace::new().pipeline(from, to).open();
    let answer = site.fails(2, phrases);
    assert!(
        answer.stderr.contains("work/pipeline.toml: line "),
        "place of the fault in\n{}",
        answer.stderr
    );
}

#[test]
fn an_unknown_key_suggests_the_near_one() {
    fault(
        "period = \"2025Q4\"",
        "perod = \"2025Q4\"",
        &["line 4, column 1", "perod", "did you mean `period`?"],
    );
    fault(
        "[study]",
        "[studdy]",
        &["line 24, column 2", "studdy", "study"],
    );
    fault(
        "items = [",
        "itmes = [",
        &["itmes", "did you mean `items`?"],
    );
    fault(
        "path = \"roster.csv\"",
        "paht = \"roster.csv\"",
        &["paht", "path"],
    );
}

#[test]
fn invalid_toml() {
    fault(
        "title = \"Quarterly impact\"",
        "title = \"Quarterly impact",
        &["line 2, column"],
    );
    fault("[[programmes]]", "[[programmes]", &["line 16, column"]);
    fault(
        "period = \"2025Q4\"",
        "period = 2025Q4",
        &["line 4, column"],
    );
}

#[test]
fn words_outside_the_closed_lists() {
    fault(
        "executive_digital_fluency",
        "executive_digital_fluncy",
        &["executive_digital_fluncy", "executive_digital_fluency"],
    );
    fault("kind = \"score\"", "kind = \"scroe\"", &["scroe", "score"]);
    fault(
        "roles = [\"mentor\", \"mentee\"]",
        "roles = [\"mentor\", \"mentees\"]",
        &["mentees", "mentee"],
    );
    fault(
        "better = \"higher\"",
        "better = \"more\"",
        &["more", "higher"],
    );
    fault(
        "events = [\"voluntary\"]",
        "events = [\"volunteer\"]",
        &["volunteer", "voluntary"],
    );
}

#[test]
fn values_of_the_wrong_type_or_range() {
    fault("scale = [1, 5]", "scale = [5, 1]", &["scale"]);
    fault(
        "scale = [1, 5]",
        "scale = \"1-5\"",
        &["line 33, column 9", "such as [1, 5]"],
    );
    fault("period = \"2025Q4\"", "period = \"2025Q5\"", &["2025Q5"]);
    fault(
        "horizons_days = [180]",
        "horizons_days = [-1]",
        &["line 42, column 18", "-1 is too small"],
    );
    fault(
        "[breakdowns]",
        "[disclosure]\nminimum_group = 4\n[breakdowns]",
        &["line 46, column 17", "5 or more"],
    );
}

#[test]
fn rules_that_cannot_be_read() {
    fault(
        "job_level <= 4",
        "job_level =< 4",
        &["not an eligibility expression"],
    );
    fault(
        "job_level <= 4",
        "job_level <= ",
        &["not an eligibility expression"],
    );
}

#[test]
fn all_faults_are_told_together() {
    let site = Workplace::new()
        .pipeline("period = \"2025Q4\"", "perod = \"2025Q4\"")
        .pipeline("kind = \"score\"", "kind = \"scroe\"")
        .pipeline("model = \"executive_digital_fluency\"", "model = \"pairs\"")
        .open();
    let answer = site.fails(2, &["perod", "scroe", "pairs"]);
    assert_eq!(
        answer.stderr.matches("work/pipeline.toml: line ").count(),
        3,
        "{}",
        answer.stderr
    );
}

#[test]
fn a_pipeline_that_is_not_there_or_not_text() {
    Workplace::new()
        .without("pipeline.toml")
        .open()
        .fails(2, &["work/pipeline.toml"]);
    Workplace::new()
        .file("pipeline.toml", vec![0xff, 0xfe, 0x00, 0x41])
        .open()
        .fails(2, &["work/pipeline.toml"]);
    Workplace::new()
        .file("pipeline.toml", "")
        .open()
        .fails(2, &["work/pipeline.toml"]);
}

#[test]
fn the_same_id_twice() {
    let again = "\n[[outcomes]]\nid = \"engagement\"\nkind = \"score\"\nsource = \"surveys\"\nitems = [\"q01\"]\n\
                 scale = [1, 5]\nbetter = \"higher\"\n";
    Workplace::new()
        .pipeline_more(again)
        .open()
        .fails(2, &["engagement", "line "]);
}
