//! Faults of meaning, each with its place: dates, expressions, ids, covariates, scales, protection, files.

use super::faults::check;
use super::{EXAMPLE, faults};

#[test]
fn periods_dates_and_colours() {
    check(
        "period = \"2025Q4\"",
        "period = \"Q4 2025\"",
        &["4:10 `Q4 2025` is not a period; expected a month as \"2025-10\""],
    );
    check(
        "start = \"2024-04-01\"",
        "start = \"2024-02-30\"",
        &["46:9 `2024-02-30` is not a date"],
    );
    check(
        "start = \"2024-04-01\"",
        "start = 2024-04-01T10:00:00",
        &["46:9 `2024-04-01T10:00:00` is not a date"],
    );
    check(
        "\"Pulse Q1 2025\" = \"2025-02-15\"",
        "\"Pulse Q1 2025\" = \"15.2.2025\"",
        &["23:19 `15.2.2025` is not a date"],
    );
    check(
        "accent = \"#0b6e4f\"",
        "accent = \"green\"",
        &["8:10 `green` is not a colour; expected a colour such as \"#0b6e4f\""],
    );
    check(
        "accent = \"#0b6e4f\"",
        "currency = \"12 euros\"",
        &["8:12 `12 euros` is not a currency; expected a code or a sign in one word"],
    );
}

#[test]
fn eligibility_to_the_character() {
    check(
        "mentee = \"job_level >= 7\"",
        "mentee = \"job_level >= seven\"",
        &["51:24 not an eligibility expression: expected a value; if `seven` is text"],
    );
    check(
        "mentee = \"job_level >= 7\"",
        "mentee = \"generation == \\\"Gen Z\\\" adn job_level >= 7\"",
        &["51:35 not an eligibility expression: `adn` is not expected here"],
    );
    check(
        "mentee = \"job_level >= 7\"",
        "mentee = \"job_level >=\"",
        &["51:23 not an eligibility expression"],
    );
    check(
        "mentee = \"job_level >= 7\"",
        "mentee = '''\njob_level >= 7\nor )'''",
        &["53:4 not an eligibility expression"],
    );
}

#[test]
fn ids_stand_once() {
    check(
        "id = \"retention\"",
        "id = \"engagement\"",
        &["73:6 an outcome `engagement` stands above already"],
    );
    let twice = "[[programmes]]\nid = \"digital_fluency\"\nmodel = \"dei_circles\"\n\n[study]";
    check(
        "[study]",
        twice,
        &["54:6 a programme `digital_fluency` stands above already"],
    );
    check(
        "id = \"digital_fluency\"",
        "id = \"all\"",
        &["43:6 `all` stands for all programmes together"],
    );
    check(
        "id = \"retention\"",
        "id = \"exit/quit\"",
        &["73:6 `exit/quit` cannot be an id: it holds `/`"],
    );
    check(
        "[[reports]]\naudience = \"leaders\"",
        "[[reports]]\naudience = \"leaders\"\n[[reports]]\naudience = \"leaders\"",
        &["106:12 a page for leaders stands above already"],
    );
}

#[test]
fn covariates_and_dimensions() {
    check(
        "\"prior:engagement\"]",
        "\"prior:engagment\"]",
        &[
            "56:80 `prior:engagment` names no outcome of this pipeline; expected one of `engagement`, `retention`, `referrals`; did you mean `engagement`?",
        ],
    );
    check(
        "\"prior:engagement\"]",
        "\"prior:retention\"]",
        &["56:80 `prior:retention`: an outcome of kind `time_to_event` has no earlier values"],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "[\"generation\", \"prior:joy\"]]",
        &["90:64 `prior:joy` is no dimension"],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "\"prior:engagement\"]",
        &[
            "90:49 `prior:engagement` is no dimension: results are not broken down by earlier answers",
        ],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "\"email\"]",
        &["90:49 `email` singles out people"],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "\"annual_salary\"]",
        &["90:49 `annual_salary` is a number that hardly two people share"],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "\"gender\"]",
        &["90:49 the dimension `gender` stands in the list twice"],
    );
    check(
        "[\"generation\", \"gender\"]]",
        "[]]",
        &["90:49 the dimension is empty"],
    );
    check(
        "tenure_years = [0, 2, 4]",
        "tenure_band = [0, 2, 4]",
        &["93:1 unknown key `tenure_band` in [bands]; write `tenure_years`"],
    );
    check(
        "tenure_years = [0, 2, 4]",
        "tenure_years = [0, 4, 2]",
        &["93:23 the bound 2 does not come after 4"],
    );
    check(
        "tenure_years = [0, 2, 4]",
        "gender = [0, 4]",
        &["93:1 `gender` holds no numbers"],
    );
}

#[test]
fn items_scales_horizons_events() {
    check(
        "reversed = [\"q04\"]",
        "reversed = [\"q05\"]",
        &["66:13 the reversed item `q05` is not in `items`"],
    );
    check(
        "scale = [1, 5]",
        "scale = [5, 1]",
        &["67:9 the scale [5, 1] does not ascend"],
    );
    check(
        "horizons_days = [180, 365]",
        "horizons_days = [365, 180]",
        &["78:23 the horizon 180 does not come after 365"],
    );
    check(
        "horizons_days = [180, 365]",
        "horizons_days = [0, 180]",
        &["78:18 0 is too small"],
    );
    check(
        "horizons_days = [180, 365]",
        "horizons_days = []",
        &["78:17 no horizon is named"],
    );
    check(
        "competing = [\"involuntary\", ",
        "competing = [\"voluntary\", ",
        &["77:14 `voluntary` is an event and cannot compete"],
    );
    check(
        "count_by = \"referrer_id\"",
        "items = [\"q1\"]",
        &["86:9 `items` has no meaning for kind `count` from `candidates`"],
    );
}

#[test]
fn protection_generations_and_files() {
    check(
        "minimum_group = 10",
        "minimum_group = 4",
        &["96:17 4 is too small; expected a whole number, 5 or more"],
    );
    check(
        "minimum_public = 30",
        "minimum_public = 8",
        &["97:18 `minimum_public` 8 is less than `minimum_group` 10"],
    );
    check(
        "\"Gen X\" = [1965, 1980]",
        "\"Gen X\" = [1965, 1981]",
        &["39:1 generations `Gen X` and `Millennials` overlap"],
    );
    check(
        "\"Gen X\" = [1965, 1980]",
        "\"Gen X\" = [1980, 1965]",
        &["38:1 generation `Gen X` ends before it begins"],
    );
    check(
        "\"Gen X\" = [1965, 1980]",
        "\"Gen X\" = [65, 80]",
        &["38:11 not years of birth"],
    );
    check(
        "template = \"leaders.html\"",
        "template = \"mine.html\"",
        &["105:12 there is no template `"],
    );
    check(
        "logo = \"logo.svg\"",
        "logo = \"none.svg\"",
        &["7:8 there is no file `"],
    );
    check(
        "logo = \"logo.svg\"",
        "logo = \"logo.gif\"",
        &["7:8 `logo.gif` is not a picture that pages can show"],
    );
    check(
        "preset = \"workday\"",
        "layout = \"wide\"",
        &["12:10 `layout` has no meaning for employees"],
    );
}

#[test]
fn generations_without_a_band() {
    let (before, rest) = EXAMPLE.split_once("\"Silent\"").expect("the first band");
    let (_, after) = rest.split_once("[[programmes]]").expect("what follows");
    let found = faults(&format!("{before}[[programmes]]{after}"));
    assert_eq!(found.len(), 1, "{found:?}");
    // Line 35 of the example holds the heading.
    assert!(
        found[0].starts_with("35:1 no generation is defined"),
        "{found:?}"
    );
}

#[test]
fn counts_thresholds_and_metrics() {
    let with = |outcome: &str| {
        let text = format!(
            "{EXAMPLE}\n[sources.sessions]\npath = \"m.csv\"\n[sources.stories]\npath = \"q.csv\"\n[[outcomes]]\nid = \"more\"\n{outcome}\n"
        );
        faults(&text).join("\n")
    };
    for (outcome, expected) in [
        (
            "kind = \"share\"\nsource = \"surveys\"\nitems = [\"q01\"]\nscale = [1, 5]\nthreshold = 6\nbetter = \"higher\"",
            "the threshold 6 does not part the scale [1, 5]",
        ),
        (
            "kind = \"score\"\nsource = \"surveys\"\nitems = [\"q01\"]\nscale = [1, 5]\nthreshold = 4\nbetter = \"higher\"",
            "`threshold` has no meaning for kind `score`",
        ),
        (
            "kind = \"descriptive\"\nsource = \"sessions\"\nmetric = \"minute\"",
            "there is no metric `minute` here; expected one of `held`, `minutes`; did you mean `minutes`?",
        ),
        (
            "kind = \"descriptive\"\nsource = \"stories\"",
            "an outcome of kind `descriptive` cannot come from `stories`",
        ),
        (
            "kind = \"descriptive\"\nsource = \"surveys\"",
            "`items` is missing in [[outcomes]]",
        ),
        (
            "kind = \"count\"\nsource = \"candidates\"\ncount_by = \"region\"\nbetter = \"higher\"",
            "`candidates` cannot be counted by `region`; expected one of `referrer_id`",
        ),
    ] {
        let found = with(outcome);
        assert!(found.contains(expected), "{found}\nnot: {expected}");
    }
}
