//! Checks what joins several keys, fills in the defaults, and assembles the plan.

mod descriptions;
mod gaps;
mod outcomes;
mod programmes;
mod report;
mod sources;
mod stories;
mod study;
mod times;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::disclosure::DisclosurePolicy;
use crate::ingest::{QualitySettings, presets};
use crate::vocab::{GenerationBand, GenerationFault, Generations, Period};

use super::document::{Content, Node};
use super::fault::{ConfigError, Faults};
use super::load::load;
use super::mirror::{Disclosure, Pipeline};
use super::place::Place;
use super::plan::Plan;
use super::raw::{Found, Free, Pair, Raw, Whole};

/// What the command line says instead of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The cut-off.
    pub period: Option<Period>,
}

/// Reads a pipeline file, with the files it extends, and checks it.
///
/// # Errors
/// Every fault of the files at once, each with its place.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "overrides grow with the command line"
)]
pub fn read(path: &Path, overrides: &Overrides) -> Result<Plan, ConfigError> {
    let known_presets: Vec<&str> = presets().iter().map(|preset| preset.name).collect();
    read_with_presets(path, overrides, &known_presets)
}

/// [`read`] with the names of the import presets that exist.
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "overrides grow with the command line"
)]
pub(super) fn read_with_presets(
    path: &Path,
    overrides: &Overrides,
    presets: &[&str],
) -> Result<Plan, ConfigError> {
    let mut faults = Faults::default();
    let loaded = load(path, &mut faults);
    let length = faults.files.text(0).len();
    let root = Node {
        place: Place {
            file: 0,
            start: 0,
            end: length.min(1),
        },
        content: Content::Table(loaded.document),
    };
    let plan = if faults.readable() {
        Pipeline::read(&root, &mut faults)
            .and_then(|raw| assemble(raw, loaded.sha256, path, overrides, presets, &mut faults))
    } else {
        None
    };
    match plan {
        Some(plan) if faults.none() => Ok(plan),
        _ => Err(faults.finish(path)),
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "overrides grow with the command line"
)]
fn assemble(
    raw: Pipeline,
    sha256: String,
    path: &Path,
    overrides: &Overrides,
    presets: &[&str],
    faults: &mut Faults,
) -> Option<Plan> {
    let top = raw.place;
    let sources = sources::sources(raw.sources, top, presets, faults);
    let outcomes = outcomes::outcomes(raw.outcomes, top, &sources, faults);
    let programmes = programmes::programmes(raw.programmes, top, faults);
    let bands = study::bands(raw.bands, faults);
    let (mut report, cut_off) = report::report(raw.report, raw.reports, faults);
    report.themes = stories::themes(raw.stories, &sources, &outcomes, faults);
    let study = study::study(
        raw.study,
        raw.breakdowns,
        bands,
        cut_off.unit,
        &outcomes,
        faults,
    );
    let generations = raw
        .generations
        .map_or_else(|| Some(Generations::default()), |g| generations(g, faults));
    let disclosure = raw
        .disclosure
        .map_or_else(DisclosurePolicy::default, |d| disclosure(d, faults));
    let quality = raw
        .quality
        .and_then(|q| q.max_quarantined_share)
        .map_or_else(QualitySettings::default, |share| QualitySettings {
            max_quarantined_share: share.0,
        });
    Some(Plan {
        file: path.to_owned(),
        sha256,
        period: overrides.period.or(cut_off.period),
        report,
        sources: sources.settings,
        quality,
        generations: generations?,
        programmes,
        study,
        outcomes: outcomes.definitions,
        disclosure,
    })
}

fn generations(raw: Found<Free<Pair<i64>>>, faults: &mut Faults) -> Option<Generations> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut bands = Vec::new();
    for (label, years) in raw.value.0 {
        let [first, last] = years.value.0;
        let (Ok(first), Ok(last)) = (i32::try_from(first), i32::try_from(last)) else {
            faults
                .at(years.place, "not years of birth")
                .expected("first and last birth year, such as [1965, 1980]");
            continue;
        };
        if !(1800..=2200).contains(&first) || !(1800..=2200).contains(&last) {
            faults
                .at(years.place, "not years of birth")
                .expected("first and last birth year, such as [1965, 1980]");
            continue;
        }
        places.insert(label.value.clone(), label.place);
        bands.push(GenerationBand {
            label: label.value,
            first,
            last,
        });
    }
    match Generations::try_new(bands) {
        Ok(generations) => Some(generations),
        Err(fault) => {
            let label = match &fault {
                GenerationFault::Backwards(label) | GenerationFault::Overlap(_, label) => {
                    Some(label)
                }
                GenerationFault::Empty => None,
            };
            if let Some(place) = label.and_then(|l| places.get(l)) {
                faults
                    .at(*place, fault.to_string())
                    .advice("mend the years");
            } else if faults.none() {
                faults
                    .at(raw.place, fault.to_string())
                    .advice("remove [generations] to use the default cut-points");
            }
            None
        }
    }
}

fn disclosure(raw: Disclosure, faults: &mut Faults) -> DisclosurePolicy {
    let default = DisclosurePolicy::default();
    let minimum_group = raw.minimum_group.map_or(default.minimum_group, |w| w.0);
    let minimum_public = match raw.minimum_public {
        Some(Found {
            value: Whole(public),
            place,
        }) if public < minimum_group => {
            faults
                .at(
                    place,
                    format!(
                        "`minimum_public` {public} is less than `minimum_group` {minimum_group}"
                    ),
                )
                .expected(format!("{minimum_group} or more"));
            public
        }
        Some(found) => found.value.0,
        None => default.minimum_public.max(minimum_group),
    };
    let history = raw.history.map(|folder| beside(&folder, faults));
    DisclosurePolicy {
        minimum_group,
        minimum_public,
        history,
    }
}

/// A path as the file that names it means it: relative to that file.
fn beside(path: &Found<String>, faults: &Faults) -> PathBuf {
    faults.files.folder(path.place.file).join(&path.value)
}

/// A name for sentences made from an id: `digital_fluency` becomes `Digital fluency`.
fn name_from(id: &str) -> String {
    let words = id.replace(['_', '-'], " ");
    let words = words.trim();
    let mut rest = words.chars();
    rest.next().map_or_else(
        || id.to_owned(),
        |first| first.to_uppercase().chain(rest).collect(),
    )
}

/// Reports values that stand twice in a list; `twice` says of what.
fn once<T: PartialEq>(list: &[Found<T>], twice: &dyn Fn(&T) -> String, faults: &mut Faults) {
    for (k, found) in list.iter().enumerate() {
        if list
            .iter()
            .take(k)
            .any(|earlier| earlier.value == found.value)
        {
            faults
                .at(found.place, twice(&found.value))
                .advice("remove one of them");
        }
    }
}

/// Reports an id that cannot be part of a finding's id.
fn check_id(id: &Found<String>, faults: &mut Faults) {
    let fit = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    if let Some(odd) = id.value.chars().find(|&c| !fit(c)) {
        faults
            .at(
                id.place,
                format!(
                    "`{}` cannot be an id: it holds `{}`",
                    id.value,
                    odd.escape_default()
                ),
            )
            .expected("letters, digits, `_`, `-` and `.`");
    }
}
