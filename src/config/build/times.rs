//! The keys of a time to an event: which exits or steps of careers count, which exits compete, at which days the arms are
//! compared.

use crate::tables::{ExitKind, Measure, Table};
use crate::vocab::CareerStep;

use super::super::fault::Faults;
use super::super::mirror;
use super::super::raw::{Found, List, Whole};
use super::super::words::Event;
use super::once;

/// methods.md, section 4.
const DEFAULT_HORIZONS: [u32; 3] = [180, 365, 730];

/// The measure of a time to an event.
pub(super) fn time_to_event(raw: &mirror::Outcome, source: Table, faults: &mut Faults) -> Measure {
    let horizons_days = horizons(raw.horizons_days.as_ref(), faults);
    if source == Table::Promotions {
        return Measure::TimeToStep {
            steps: steps(raw, faults),
            horizons_days,
        };
    }
    let twice = |kind: &ExitKind| format!("`{}` stands in the list twice", kind.id());
    let of_exits = |event: Event| match event {
        Event::Exit(kind) => Some(kind),
        Event::Step(_) => None,
    };
    let events = events(
        raw,
        &of_exits,
        "types of exit, such as [\"voluntary\"]",
        faults,
    )
    .unwrap_or_else(|| vec![ExitKind::Voluntary]);
    let competing: Vec<ExitKind> = match &raw.competing {
        Some(list) => {
            once(&list.value, &twice, faults);
            for kind in &list.value {
                if events.contains(&kind.value) {
                    faults
                        .at(
                            kind.place,
                            format!(
                                "`{}` is an event and cannot compete with itself",
                                kind.value.id()
                            ),
                        )
                        .advice("remove it from `competing` or from `events`");
                }
            }
            list.value.iter().map(|k| k.value).collect()
        }
        None => ExitKind::EVERY
            .into_iter()
            .filter(|k| !events.contains(k))
            .collect(),
    };
    Measure::TimeToExit {
        events,
        competing,
        horizons_days,
        replacement_cost_ratio: raw.replacement_cost_ratio.as_ref().map(|r| r.value.0),
    }
}

/// The steps of careers that count.
fn steps(raw: &mirror::Outcome, faults: &mut Faults) -> Vec<CareerStep> {
    let of_careers = |event: Event| match event {
        Event::Step(step) => Some(step),
        Event::Exit(_) => None,
    };
    let wanted = "steps of a career: [\"promotion\"], [\"move\"] or both";
    events(raw, &of_careers, wanted, faults).unwrap_or_else(|| vec![CareerStep::Promotion])
}

/// The events that are named, each one of those that the source has; `None` when the key is absent.
fn events<T>(
    raw: &mirror::Outcome,
    of_source: &dyn Fn(Event) -> Option<T>,
    wanted: &str,
    faults: &mut Faults,
) -> Option<Vec<T>> {
    let list = raw.events.as_ref()?;
    let twice = |event: &Event| format!("`{}` stands in the list twice", event.id());
    once(&list.value, &twice, faults);
    if list.value.is_empty() {
        faults.at(list.place, "no event is named").expected(wanted);
    }
    let mut out = Vec::with_capacity(list.value.len());
    for event in &list.value {
        if let Some(own) = of_source(event.value) {
            out.push(own);
        } else {
            let fault = format!("the source has no event `{}`", event.value.id());
            faults.at(event.place, fault).expected(wanted);
        }
    }
    Some(out)
}

fn horizons(raw: Option<&Found<List<Whole<1>>>>, faults: &mut Faults) -> Vec<u32> {
    let Some(list) = raw else {
        return DEFAULT_HORIZONS.to_vec();
    };
    if list.value.is_empty() {
        faults
            .at(list.place, "no horizon is named")
            .expected("days, such as [180, 365]");
    }
    for pair in list.value.windows(2) {
        if let [earlier, later] = pair
            && later.value.0 <= earlier.value.0
        {
            faults
                .at(
                    later.place,
                    format!(
                        "the horizon {} does not come after {}",
                        later.value.0, earlier.value.0
                    ),
                )
                .expected("days in ascending order, such as [180, 365]");
        }
    }
    list.value.iter().map(|days| days.value.0).collect()
}
