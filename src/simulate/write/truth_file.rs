//! `truth.json`: the settings, the truths, how to read them, and the files of the sample (by which a later run knows
//! what it may replace).

use std::path::{Component, Path, PathBuf};

use serde::Serialize;

use super::super::{Organisation, PlantedHealth, Portfolio, Settings, Truth};

/// Marks the file as ours.
const MARK: &str = "counterpart sample";

const NOTES: [&str; 10] = [
    "att: planted change of the expected 0..100 score between base wave and later wave, averaged over participants as \
     the simple aggregation does. Items are rounded stochastically, so the expectation is exact on the observed scale.",
    "retention_difference: 100 x (S1 - S0) at the horizon, from the daily voluntary hazards of every participant employed on \
     the index date; rmst_difference: days; hazard_ratio: limit of Cox regression stratified by trial.",
    "rate_ratio and rate_difference (per 100 people per quarter): referrals made by participants.",
    "Effects begin on the index date, the first day after the quarter of a person's first start in any programme. A second \
     start adds nothing; in the trial of the second programme its score truth is the change since base, and its \
     exit truth still compares with no programme at all.",
    "Trials: programme x role x enrolment quarter; participants hired by the eve, employed on the eve and on the index \
     date. Programme `all`: the first start in that role in any programme.",
    "Voluntary exits depend on generation, level band, function, region and tenure band at the quarter's eve, and on the \
     programme; never on the latent traits. Adjusting for these five identifies the retention truths.",
    "Enrolment depends on the same five less level, and on the latent engagement trait when selection is `latent`. Score \
     trends differ by generation only.",
    "naive: what a dashboard would print (last-wave means; share without a voluntary exit by the cut-off since the \
     programme's first start), from the generated data. naive_bias = naive - truth.",
    "spillover: direct reports of mentees get two fifths of the mentee's effect while they have not started anything \
     themselves (on scores: only those who never start).",
    "health: how each programme runs. drift is planted growth of the time between sessions (log scale, from one scheduled \
     session to the next; from one held session to the next it is 1/0.86 times that, since 14 of 100 are not held); \
     alike_in_gender counts pairs as they are, alike_in_gender_by_lot as they would be if mentees were drawn by lot within \
     the quarter; ended_early counts pairs that ended before their planned length, early_planned of them by plan and the rest \
     by exits.",
];

/// What is said about a portfolio instead.
const PORTFOLIO_NOTES: [&str; 13] = [
    "att: planted change of the expected 0..100 score between base wave and later wave, averaged over participants as the \
     simple aggregation does (of upward feedback: over those who are rated). Answers are rounded stochastically, so the \
     expectation is exact on the observed scale.",
    "equity_gap_change: the att of women minus the att of men.",
    "retention_difference: 100 x (S1 - S0) at the horizon, from the daily voluntary hazards of every participant employed on \
     the index date; rmst_difference: days; hazard_ratio: limit of Cox regression stratified by trial.",
    "cumulative_incidence_difference: 100 x (F1 - F0); promotions and internal moves have every exit as a competing event.",
    "rate_ratio and rate_difference (per 100 people per quarter): referrals made, and the metrics of the activity table.",
    "Effects begin on the index date, the first day after the quarter of a person's first start in any programme. A second \
     start adds nothing. Nobody but participants is affected.",
    "Members of one group share a shock from their index date on (scores: 2.5 points lasting and 1.6 points per wave, \
     standard deviations). It is noise and no part of a truth; it is why the group is the cluster.",
    "Every outcome, programme and role has its overall truth, moved or not; by generation, gender and region only what is \
     moved. The programme global_exchange moves nothing. Descriptive outcomes have no truth.",
    "Trials: programme x role x enrolment quarter; participants hired by the eve, employed on the eve and on the index \
     date. Programme `all`: the first start in that role in any programme.",
    "Voluntary exits, promotions, internal moves, referrals and activity depend on generation, level band, function, region and tenure \
     band, on the programme, and on nothing else that enrolment depends on.",
    "Enrolment depends on the same five less level, and on the latent engagement trait when selection is `latent`. Score \
     trends differ by generation only.",
    "naive: of survey scores, the mean at the last wave of participants minus that of all others. naive_bias = naive - truth.",
    "The table of promotions holds moves on the same level too, with equal levels: they are no promotions but internal moves.",
];

/// How large the pairings of one programme are.
#[derive(Serialize)]
struct Structure {
    programme: &'static str,
    model: &'static str,
    pairings: usize,
    memberships: usize,
    smallest: usize,
    largest: usize,
}

/// The file's text for a portfolio: a truth a line, since there are thousands.
pub(super) fn portfolio(p: &Portfolio, files: &[PathBuf]) -> String {
    let structures: Vec<Structure> = (0u8..)
        .zip(p.programmes())
        .map(|(position, programme)| {
            let sizes = || {
                let own = p.units.iter().filter(move |u| u.programme == position);
                own.map(|u| u.members.len())
            };
            Structure {
                programme: programme.id,
                model: programme.model.id(),
                pairings: sizes().count(),
                memberships: sizes().sum(),
                smallest: sizes().min().unwrap_or(0),
                largest: sizes().max().unwrap_or(0),
            }
        })
        .collect();
    let names: Vec<String> = files.iter().map(|f| relative(f)).collect();
    let parts = [
        format!("\"tool\": \"{MARK}\""),
        format!("\"settings\": {}", line(&p.settings)),
        lines("truths", &p.truths),
        lines("structures", &structures),
        lines("notes", &PORTFOLIO_NOTES),
        lines("files", &names),
    ];
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

/// A value on one line. Strings, numbers and lists always serialise.
fn line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A named list with a value a line.
fn lines<T: Serialize>(name: &str, values: &[T]) -> String {
    let values: Vec<String> = values.iter().map(line).collect();
    format!("\"{name}\": [\n{}\n]", values.join(",\n"))
}

fn relative(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

#[derive(Serialize)]
struct TruthFile<'a> {
    tool: &'static str,
    settings: &'a Settings,
    truths: &'a [Truth],
    health: &'a [PlantedHealth],
    notes: [&'static str; NOTES.len()],
    files: Vec<String>,
}

/// The file's text.
pub(super) fn text(organisation: &Organisation, settings: &Settings, files: &[PathBuf]) -> String {
    let file = TruthFile {
        tool: MARK,
        settings,
        truths: &organisation.truths,
        health: &organisation.health,
        notes: NOTES,
        files: files.iter().map(|f| relative(f)).collect(),
    };
    // Strings, numbers and lists always serialise; an infinite truth would become null.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The files of an earlier sample from its `truth.json`; `None` when the text is something else. Only paths inside
/// the folder are returned.
pub(super) fn files(text: &str) -> Option<Vec<PathBuf>> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    if value.get("tool")?.as_str()? != MARK {
        return None;
    }
    let inside = |path: &Path| {
        path.components()
            .all(|part| matches!(part, Component::Normal(_)))
    };
    let files = value
        .get("files")?
        .as_array()?
        .iter()
        .filter_map(|f| f.as_str().map(PathBuf::from));
    Some(files.filter(|path| inside(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_files_inside_the_folder_count() {
        assert_eq!(files("{}"), None);
        assert_eq!(files("not json"), None);
        let text = r#"{"tool": "counterpart sample", "files": ["a/b.csv", "../c.csv", "/etc/d"]}"#;
        assert_eq!(files(text), Some(vec![PathBuf::from("a/b.csv")]));
    }
}
