//! `[stories]`: which question the theme of a quote belongs to.

use crate::tables::Table;

use super::super::fault::Faults;
use super::super::mirror;
use super::outcomes::Outcomes;
use super::sources::Sources;

/// Themes with the ids of their outcomes, in the order of the file.
pub(super) fn themes(
    raw: Option<mirror::Stories>,
    sources: &Sources,
    outcomes: &Outcomes,
    faults: &mut Faults,
) -> Vec<(String, String)> {
    let Some(raw) = raw else {
        return Vec::new();
    };
    if !sources.named.contains(&Table::Stories) {
        faults
            .at(raw.place, "the pipeline has no [sources.stories]")
            .advice("add a table [sources.stories] with the path of the export");
    }
    let named: Vec<&str> = outcomes.named.iter().map(|(id, _)| id.as_str()).collect();
    let mut themes: Vec<(String, String)> = Vec::new();
    for (theme, outcome) in raw.themes.map_or_else(Vec::new, |free| free.0) {
        if outcomes.find(&outcome.value).is_none() {
            faults
                .at(
                    outcome.place,
                    format!("`{}` is not an outcome of this pipeline", outcome.value),
                )
                .one_of(&outcome.value, &named);
        }
        let same =
            |(earlier, _): &&(String, String)| crate::report::same_theme(earlier, &theme.value);
        if let Some((earlier, _)) = themes.iter().find(same) {
            let message = format!("`{}` and `{earlier}` are the same theme", theme.value);
            faults.at(theme.place, message).advice("remove one of them");
        }
        themes.push((theme.value, outcome.value));
    }
    themes
}
