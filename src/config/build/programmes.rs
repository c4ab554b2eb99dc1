//! `[[programmes]]`.

use crate::panel::{Assignment, Design, Lottery, Programme};
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
        .filter_map(|found| programme(found.value, faults))
        .collect()
}

fn programme(raw: mirror::Programme, faults: &mut Faults) -> Option<Programme> {
    let lottery = lottery(&raw, faults);
    let design = raw.design.map(|found| design(found.value, faults));
    let id = raw.id?.value;
    let eligible = raw.eligible.map_or_else(Vec::new, |keyed| keyed.0);
    Some(Programme {
        name: raw.name.unwrap_or_else(|| name_from(&id)),
        id,
        model: raw.model?,
        start: raw.start,
        cadence_days: raw.cadence_days.map(|w| w.0),
        planned_months: raw.planned_months.map(|w| w.0),
        lottery,
        design,
        eligible: eligible
            .into_iter()
            .map(|(role, expression)| (role.value, expression.value))
            .collect(),
    })
}

/// The design facts of a programme.
fn design(raw: mirror::Design, faults: &mut Faults) -> Design {
    let training = raw.training.map(|list| {
        once(
            &list.value,
            &|role| format!("the role `{role}` stands in the list twice"),
            faults,
        );
        list.value.into_iter().map(|role| role.value).collect()
    });
    Design {
        sponsor: raw.sponsor,
        sponsor_took_part: raw.sponsor_took_part,
        training,
        matching: raw.matching,
        format: raw.format,
        open_or_invited: raw.open_or_invited,
        commitment: raw.commitment,
        incentives: raw.incentives,
        manager: raw.manager,
    }
}

/// The lottery of a programme: there when the assignment says so.
fn lottery(raw: &mirror::Programme, faults: &mut Faults) -> Option<Lottery> {
    let drawn = raw
        .assignment
        .as_ref()
        .is_some_and(|a| a.value == Assignment::Lottery);
    let Some(table) = &raw.lottery else {
        return drawn.then_some(Lottery { share: None });
    };
    if !drawn {
        faults
            .at(
                table.place,
                "[programmes.lottery] has no meaning without `assignment = \"lottery\"`",
            )
            .advice("add that line to the programme, or remove the table");
        return None;
    }
    let share = table.value.share.as_ref()?;
    if share.value.0 <= 0.0 || share.value.0 >= 1.0 {
        faults
            .at(
                share.place,
                format!(
                    "a lottery that draws the share {} draws nothing",
                    share.value.0
                ),
            )
            .expected("a number above 0 and below 1, such as 0.5");
    }
    Some(Lottery {
        share: Some(share.value.0),
    })
}
