//! Faults of form, each with its place: syntax, unknown and missing keys, wrong types, unknown words; and how they are
//! gathered and written.

use super::*;

/// The example with one passage replaced has exactly these faults, compared by their beginnings.
pub(super) fn check(from: &str, to: &str, expected: &[&str]) {
    let found = faults(&changed(from, to));
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}\nis not\n{expected}");
    }
}

#[test]
fn syntax() {
    check(
        "period = \"2025Q4\"",
        "period = \"2025Q4",
        &["4:17 not valid TOML: invalid basic string"],
    );
    check("seed = 20251231", "seed = = 1", &["59:8 not valid TOML"]);
    check("[quality]", "[quality", &["100:9 not valid TOML"]);
    check(
        "seed = 20251231",
        "seed = 1\nseed = 2",
        &["60:1 not valid TOML: duplicate key"],
    );
}

#[test]
fn syntax_and_other_faults_are_reported_together() {
    let text = changed("seed = 20251231", "seed = = 1").replace("title =", "titel =");
    let found = faults(&text);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("2:1 unknown key `titel`"));
    assert!(found[1].starts_with("59:8 not valid TOML"));
}

#[test]
fn unknown_keys_with_the_nearest_known() {
    check(
        "title =",
        "titel =",
        &["2:1 unknown key `titel` in [report]; did you mean `title`?"],
    );
    check(
        "[quality]",
        "[qualty]",
        &["100:2 unknown key `qualty` in the pipeline; did you mean `quality`?"],
    );
    check(
        "[sources.exits]",
        "[sources.exit]",
        &[
            "25:10 `exit` is not a table; did you mean `exits`?",
            "75:10 the pipeline has no [sources.exits]",
        ],
    );
    check(
        "mentee = \"job",
        "boss = \"job",
        &[
            "51:1 `boss` is not a role; expected one of `mentor`, `mentee`, `co_lead`, `sponsor`, `member`",
        ],
    );
    check(
        "minimum_group = 10",
        "minimum_group = 10\nxyz = 1",
        &[
            "97:1 unknown key `xyz` in [disclosure]; expected one of `minimum_group`, `minimum_public`, `history`",
        ],
    );
}

#[test]
fn wrong_types() {
    check(
        "title = \"Reverse mentoring, quarterly impact\"",
        "title = 3",
        &["2:9 a whole number stands here; expected a text in quotes"],
    );
    check(
        "cadence_days = 30",
        "cadence_days = \"30\"",
        &["47:16 a text stands here; expected a whole number"],
    );
    check(
        "cadence_days = 30",
        "cadence_days = 0",
        &["47:16 0 is too small; expected a whole number, 1 or more"],
    );
    check(
        "roles = [\"mentor\", \"mentee\"]",
        "roles = \"mentor\"",
        &["54:9 a text stands here; expected a list in square brackets"],
    );
    check(
        "scale = [1, 5]",
        "scale = [1, 5, 7]",
        &["67:9 a list of 3 stands here; expected two values"],
    );
    check(
        "[breakdowns]\ndimensions = ",
        "[[breakdowns]]\ndimensions = ",
        &["89:1 a list stands here; expected a table [breakdowns]"],
    );
    check(
        "seed = 20251231",
        "seed = 99999999999999999999",
        &["59:8 the number is too large"],
    );
    check("seed = 20251231", "seed = -1", &["59:8 -1 is negative"]);
    check(
        "max_quarantined_share = 0.02",
        "max_quarantined_share = 2",
        &["101:25 2 is no share"],
    );
    check(
        "smallest_effect = 2.0",
        "smallest_effect = nan",
        &["69:19 a number stands here; expected a number"],
    );
    check(
        "smallest_effect = 2.0",
        "smallest_effect = 0",
        &["69:19 0 is not above 0"],
    );
    check(
        "title = \"Reverse mentoring, quarterly impact\"",
        "title = ' '",
        &["2:9 the text is empty"],
    );
}

#[test]
fn missing_keys_and_tables() {
    check(
        "model = \"executive_digital_fluency\"\n",
        "",
        &["42:1 `model` is missing in [[programmes]]"],
    );
    check(
        "path = \"../sample_data/pairs.csv\"\n",
        "",
        &["29:1 `path` is missing in [sources.TABLE]"],
    );
    check(
        "[sources.pairings]\npath = \"../sample_data/pairs.csv\"\n",
        "",
        &["1:1 [sources.pairings] is missing"],
    );
    check(
        "better = \"higher\"\nsmallest",
        "smallest",
        &["61:1 `better` is missing in [[outcomes]]"],
    );
    check(
        "scale = [1, 5]\n",
        "",
        &["61:1 `scale` is missing in [[outcomes]]"],
    );
    check(
        "[sources.candidates]\npath = \"../sample_data/candidates.csv\"\n",
        "",
        &["83:10 the pipeline has no [sources.candidates]; add a table [sources.candidates]"],
    );
    let found = faults("[report]\ntitle = \"x\"\n");
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("1:1 no programme is named"))
    );
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("1:1 no outcome is named"))
    );
}

#[test]
fn words_of_closed_lists() {
    check(
        "model = \"executive_digital_fluency\"",
        "model = \"executive_digital_fluencies\"",
        &[
            "44:9 `executive_digital_fluencies` is not a programme model; did you mean `executive_digital_fluency`?",
        ],
    );
    check(
        "roles = [\"mentor\", \"mentee\"]",
        "roles = [\"mentor\", \"boss\"]",
        &["54:20 `boss` is not a role; expected one of"],
    );
    check(
        "kind = \"score\"",
        "kind = \"scores\"",
        &["63:8 `scores` is not a kind of outcome; expected one of"],
    );
    check(
        "source = \"surveys\"",
        "source = \"survey\"",
        &["64:10 `survey` is not a table; did you mean `surveys`?"],
    );
    check(
        "source = \"surveys\"",
        "source = \"exits\"",
        &[
            "64:10 an outcome of kind `score` cannot come from `exits`; expected one of `surveys`, `assessments`, `leader_feedback`",
        ],
    );
    check(
        "weighting = \"exact\"",
        "weighting = \"entropie\"",
        &["57:13 `entropie` is not a weighting"],
    );
    check(
        "control = \"not-yet-treated\"",
        "control = \"not_yet_treated\"",
        &[
            "55:11 `not_yet_treated` is not a control group; expected one of `not-yet-treated`, `never-treated`; did you mean `not-yet-treated`?",
        ],
    );
    check(
        "locale = \"en-GB\"",
        "locale = \"fr-FR\"",
        &["6:10 `fr-FR` is not a known locale; expected one of `en-GB`, `en-US`, `de-DE`"],
    );
    check(
        "events = [\"voluntary\"]",
        "events = [\"resigned\"]",
        &["76:11 `resigned` is not a type of exit"],
    );
    check(
        "preset = \"workday\"",
        "preset = \"workdays\"",
        &[
            "12:10 `workdays` is not an import preset; expected one of `qualtrics`, `workday`; did you mean `workday`?",
        ],
    );
    check(
        "audience = \"leaders\"",
        "audience = \"leader\"",
        &[
            "104:12 `leader` is not an audience; expected one of `leaders`, `analysts`, `recruiters`; did you mean `leaders`?",
        ],
    );
    check(
        "layout = \"wide\"",
        "layout = \"tall\"",
        &["21:10 `tall` is not a layout; expected one of `wide`, `long`"],
    );
    check(
        "date_format = \"%d.%m.%Y\"",
        "date_format = \"dd.mm.yyyy\"",
        &["27:15 `dd.mm.yyyy` is not a date format"],
    );
}

#[test]
fn all_faults_at_once_in_the_order_of_the_text() {
    let text = EXAMPLE
        .replace("title =", "titel =")
        .replace("period = \"2025Q4\"", "period = \"2025Q7\"")
        .replace("minimum_group = 10", "minimum_group = 2")
        .replace("job_level >= 7", "job_level >> 7")
        .replace("weighting = \"exact\"", "weighting = 1");
    let found = faults(&text);
    let places: Vec<&str> = found.iter().filter_map(|f| f.split(' ').next()).collect();
    assert_eq!(
        places,
        ["2:1", "4:10", "51:22", "57:13", "96:17"],
        "{found:#?}"
    );
}

#[test]
fn what_cannot_be_read_is_not_called_missing_as_well() {
    check(
        "better = \"higher\"\nsmallest",
        "better = \"up\"\nsmallest",
        &["68:10 `up` is not a direction"],
    );
    check(
        "items = [\"q01\", \"q02\", \"q03\", \"q04\"]",
        "items = [1]",
        &["65:10 a whole number stands here"],
    );
    assert_eq!(
        faults("programmes = 1\nsources = 2\noutcomes = 3\n").len(),
        3
    );
}

#[test]
fn a_fault_is_one_line_whatever_the_file_holds() {
    let found = faults(&changed(
        "locale = \"en-GB\"",
        "locale = \"\\n\\u001b[31mx\"",
    ));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("6:10 `\\n\\u{1b}[31mx` is not a known locale"),
        "{found:?}"
    );
}

#[test]
fn a_fault_is_written_with_file_line_and_column() {
    let folder = Folder::new();
    folder.write("p.toml", changed("title =", "titel ="));
    let error = folder.read("p.toml").expect_err("a fault");
    assert_eq!(
        error.to_string(),
        format!(
            "{}: line 2, column 1: unknown key `titel` in [report]; did you mean `title`?",
            folder.path("p.toml").display()
        )
    );
}
