//! `[[programmes]]`.

use crate::panel::Programme;
use crate::vocab::ALL;

use super::super::fault::Faults;
use super::super::mirror;
use super::super::place::Place;
use super::super::raw::{Found, List, Tried};
use super::{check_id, name_from, once};

/// Checks the programmes, in the order of the file.
pub(super) fn programmes(
    raw: Option<Tried<List<mirror::Programme>>>,
    top: Place,
    faults: &mut Faults,
) -> Vec<Programme> {
    let raw = raw.unwrap_or_else(|| {
        faults
            .at(top, "no programme is named")
            .advice("add a table [[programmes]] with `id` and `model`")
            .cascades();
        Tried(None)
    });
    let raw = raw.0.unwrap_or_default();
    let ids: Vec<Found<String>> = raw.iter().filter_map(|p| p.value.id.clone()).collect();
    once(
        &ids,
        &|id| format!("a programme `{id}` stands above already"),
        faults,
    );
    for id in &ids {
        check_id(id, faults);
        if id.value == ALL {
            faults
                .at(id.place, format!("`{ALL}` stands for all programmes together and cannot be the id of one"))
                .advice("choose another id, and recode it under [sources.pairings.values] if the export uses it");
        }
    }
    raw.into_iter()
        .filter_map(|found| programme(found.value))
        .collect()
}

fn programme(raw: mirror::Programme) -> Option<Programme> {
    let id = raw.id?.value;
    let eligible = raw.eligible.map_or_else(Vec::new, |keyed| keyed.0);
    Some(Programme {
        name: raw.name.unwrap_or_else(|| name_from(&id)),
        id,
        model: raw.model?,
        start: raw.start,
        cadence_days: raw.cadence_days.map(|w| w.0),
        planned_months: raw.planned_months.map(|w| w.0),
        eligible: eligible
            .into_iter()
            .map(|(role, expression)| (role.value, expression.value))
            .collect(),
    })
}
