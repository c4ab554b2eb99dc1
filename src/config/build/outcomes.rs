//! `[[outcomes]]`: which keys a kind needs, which it may have, and what they must satisfy.

use crate::tables::{Measure, Outcome, Table};
use crate::vocab::{Better, CareerStep, Duty, OutcomeKind, Topic};

use super::super::fault::Faults;
use super::super::mirror;
use super::super::place::Place;
use super::super::raw::{Found, List, Pair, Tried};
use super::super::words::Event;
use super::descriptions::{DESCRIBED, chosen_by, count_by, description, has_answers};
use super::sources::Sources;
use super::times::time_to_event;
use super::{check_id, name_from, once};

/// A share's answers when no scale is given.
const YES_OR_NO: [f64; 2] = [0.0, 1.0];

/// The outcomes that are usable, and every id that the file names with its kind, usable or not.
pub(super) struct Outcomes {
    pub(super) definitions: Vec<Outcome>,
    pub(super) named: Vec<(String, Option<OutcomeKind>)>,
}

impl Outcomes {
    /// Position and kind of an outcome by its id.
    pub(super) fn find(&self, id: &str) -> Option<(usize, Option<OutcomeKind>)> {
        self.named
            .iter()
            .position(|(name, _)| name == id)
            .map(|k| (k, self.named[k].1))
    }
}

/// Checks the outcomes, in the order of the file.
pub(super) fn outcomes(
    raw: Option<Tried<List<mirror::Outcome>>>,
    top: Place,
    sources: &Sources,
    faults: &mut Faults,
) -> Outcomes {
    let raw = raw.unwrap_or_else(|| {
        faults
            .at(top, "no outcome is named")
            .advice("add a table [[outcomes]] with `id`, `kind`, `source` and `better`")
            .cascades();
        Tried(None)
    });
    let raw = raw.0.unwrap_or_default();
    let ids: Vec<Found<String>> = raw.iter().filter_map(|o| o.value.id.clone()).collect();
    once(
        &ids,
        &|id| format!("an outcome `{id}` stands above already"),
        faults,
    );
    for id in &ids {
        check_id(id, faults);
    }
    let named = raw
        .iter()
        .map(|o| {
            let id = o
                .value
                .id
                .as_ref()
                .map_or_else(String::new, |id| id.value.clone());
            (id, o.value.kind.as_ref().map(|k| k.value))
        })
        .collect();
    let definitions = raw
        .into_iter()
        .filter_map(|found| outcome(found.value, sources, faults))
        .collect();
    Outcomes { definitions, named }
}

/// Sources that a kind can be read from.
fn sources_of(kind: OutcomeKind) -> &'static [Table] {
    match kind {
        OutcomeKind::Score | OutcomeKind::Share => {
            &[Table::Surveys, Table::Assessments, Table::LeaderFeedback]
        }
        OutcomeKind::TimeToEvent => &[Table::Exits, Table::Promotions],
        OutcomeKind::Count => &[
            Table::Candidates,
            Table::Activity,
            Table::Sessions,
            Table::Actions,
        ],
        OutcomeKind::Descriptive => DESCRIBED,
    }
}

fn outcome(raw: mirror::Outcome, sources: &Sources, faults: &mut Faults) -> Option<Outcome> {
    let (id, kind, source) = (raw.id.clone()?, raw.kind.clone()?, raw.source.clone()?);
    let allowed = sources_of(kind.value);
    if !allowed.contains(&source.value) {
        let names: Vec<String> = allowed.iter().map(|t| format!("`{}`", t.name())).collect();
        faults
            .at(
                source.place,
                format!(
                    "an outcome of kind `{}` cannot come from `{}`",
                    kind.value.id(),
                    source.value.name()
                ),
            )
            .expected(format!("one of {}", names.join(", ")));
    } else if !sources.named.contains(&source.value) && !follows_from_levels(&raw, source.value) {
        faults
            .at(
                source.place,
                format!("the pipeline has no [sources.{}]", source.value.name()),
            )
            .advice(format!(
                "add a table [sources.{}] with the path of the export",
                source.value.name()
            ))
            .cascades();
    }
    refuse_foreign_keys(&raw, kind.value, source.value, faults);
    let better = better(&raw, kind.value, source.value, faults);
    let duty = duty(&raw, kind.value, faults);
    let measure = match kind.value {
        OutcomeKind::Score | OutcomeKind::Share => score(&raw, kind.value, source.value, faults),
        OutcomeKind::TimeToEvent => Some(time_to_event(&raw, source.value, faults)),
        OutcomeKind::Count => Some(Measure::Count {
            source: source.value,
            count_by: count_by(&raw, source.value, faults),
            metric: raw.metric.map(|m| m.value),
        }),
        OutcomeKind::Descriptive => description(&raw, source.value, faults),
    };
    let label = raw.label.unwrap_or_else(|| name_from(&id.value));
    Some(Outcome {
        topic: raw
            .measures
            .or_else(|| Topic::of_outcome(&id.value, &label)),
        objective: raw.objective,
        label,
        id: id.value,
        better: better?,
        smallest_effect: raw.smallest_effect.map(|s| s.value.0),
        duty,
        measure: measure?,
    })
}

/// Whether an outcome can do without its table: promotions also follow from the snapshots of `job_level`, moves do not.
fn follows_from_levels(raw: &mirror::Outcome, source: Table) -> bool {
    let moves = Event::Step(CareerStep::Move);
    let asked = raw
        .events
        .as_ref()
        .is_some_and(|l| l.value.iter().any(|e| e.value == moves));
    source == Table::Promotions && !asked
}

/// What the outcome is there for: one thing at most, and never without a comparison.
fn duty(raw: &mirror::Outcome, kind: OutcomeKind, faults: &mut Faults) -> Duty {
    let named = [
        (
            "negative_control",
            &raw.negative_control,
            Duty::NegativeControl,
        ),
        ("guardrail", &raw.guardrail, Duty::Guardrail),
    ];
    let mut wanted: Vec<(Place, Duty)> = Vec::new();
    for (key, flag, duty) in named {
        let Some(Found { value: true, place }) = flag else {
            continue;
        };
        if kind == OutcomeKind::Descriptive {
            faults
                .at(
                    *place,
                    format!(
                        "`{key}` has no meaning for kind `{}`: nothing is compared",
                        kind.id()
                    ),
                )
                .advice("remove the line, or change the kind");
        }
        wanted.push((*place, duty));
    }
    if let [_, (place, _)] = wanted.as_slice() {
        faults
            .at(
                *place,
                "an outcome that cannot be affected cannot be made worse either: `negative_control` and `guardrail` exclude each other",
            )
            .advice("remove one of them");
    }
    wanted.first().map_or(Duty::Question, |(_, duty)| *duty)
}

/// Reports keys that say something about another kind of outcome.
fn refuse_foreign_keys(
    raw: &mirror::Outcome,
    kind: OutcomeKind,
    source: Table,
    faults: &mut Faults,
) {
    use OutcomeKind::{Count, Descriptive, Score, Share, TimeToEvent};
    let exits = kind == TimeToEvent && source != Table::Promotions;
    let described = kind == Descriptive;
    let scored = matches!(kind, Score | Share) || described && has_answers(source);
    let chosen = [
        Table::Activity,
        Table::Sessions,
        Table::Actions,
        Table::Candidates,
    ];
    let present = [
        ("items", place_of(raw.items.as_ref()), scored),
        ("reversed", raw.reversed.as_ref().map(|f| f.place), scored),
        (
            "scale",
            place_of(raw.scale.as_ref()),
            scored || described && source == Table::Candidates,
        ),
        (
            "threshold",
            raw.threshold.as_ref().map(|f| f.place),
            scored && kind != Score,
        ),
        (
            "events",
            raw.events.as_ref().map(|f| f.place),
            kind == TimeToEvent,
        ),
        ("competing", raw.competing.as_ref().map(|f| f.place), exits),
        (
            "replacement_cost_ratio",
            raw.replacement_cost_ratio.as_ref().map(|f| f.place),
            exits,
        ),
        (
            "horizons_days",
            raw.horizons_days.as_ref().map(|f| f.place),
            kind == TimeToEvent,
        ),
        (
            "count_by",
            raw.count_by.as_ref().map(|f| f.place),
            kind == Count,
        ),
        (
            "metric",
            raw.metric.as_ref().map(|f| f.place),
            kind == Count && source == Table::Activity || described && chosen.contains(&source),
        ),
        (
            "only",
            raw.only.as_ref().map(|f| f.place),
            described && !chosen_by(source).is_empty(),
        ),
    ];
    for (key, place, meant) in present {
        if let (Some(place), false) = (place, meant) {
            faults
                .at(
                    place,
                    format!(
                        "`{key}` has no meaning for kind `{}` from `{}`",
                        kind.id(),
                        source.name()
                    ),
                )
                .advice("remove the line, or change the kind or the source");
        }
    }
}

/// Where a value stands that could be read.
fn place_of<T>(tried: Option<&Tried<Found<T>>>) -> Option<Place> {
    tried
        .and_then(|tried| tried.0.as_ref())
        .map(|found| found.place)
}

fn better(
    raw: &mirror::Outcome,
    kind: OutcomeKind,
    source: Table,
    faults: &mut Faults,
) -> Option<Better> {
    match (&raw.better, kind) {
        (Some(tried), _) => tried.0,
        (None, OutcomeKind::TimeToEvent) if source == Table::Exits => Some(Better::Lower),
        (None, OutcomeKind::TimeToEvent | OutcomeKind::Descriptive) => Some(Better::Higher),
        (None, _) => {
            faults
                .at(raw.place, "`better` is missing in [[outcomes]]")
                .expected("`better = \"higher\"` or `better = \"lower\"`")
                .cascades();
            None
        }
    }
}

fn score(
    raw: &mirror::Outcome,
    kind: OutcomeKind,
    source: Table,
    faults: &mut Faults,
) -> Option<Measure> {
    let share = kind == OutcomeKind::Share;
    let (items, reversed) = items_of(raw, true, faults);
    let scale = scale_of(raw, share.then_some(YES_OR_NO), faults)?;
    Some(Measure::Score {
        source,
        items,
        reversed,
        scale,
        share,
        threshold: threshold_of(raw, Some(scale), faults),
    })
}

fn missing(raw: &mirror::Outcome, key: &str, advice: &str, faults: &mut Faults) {
    faults
        .at(raw.place, format!("`{key}` is missing in [[outcomes]]"))
        .advice(advice)
        .cascades();
}

/// The items and those that count backwards.
pub(super) fn items_of(
    raw: &mirror::Outcome,
    needed: bool,
    faults: &mut Faults,
) -> (Vec<String>, Vec<String>) {
    let given = raw.items.as_ref().and_then(|tried| tried.0.as_ref());
    if let Some(items) = given {
        once(
            &items.value,
            &|item| format!("the item `{item}` stands in the list twice"),
            faults,
        );
        if items.value.is_empty() {
            faults
                .at(items.place, "no item is named")
                .expected("the columns of the items, such as [\"q01\", \"q02\"]");
        }
    } else if raw.items.is_none() && needed {
        let advice = "name the columns of the items, such as items = [\"q01\", \"q02\"]";
        missing(raw, "items", advice, faults);
    }
    let items: Vec<String> = given
        .iter()
        .flat_map(|list| &list.value)
        .map(|item| item.value.clone())
        .collect();
    let reversed: &[Found<String>] = raw.reversed.as_ref().map_or(&[], |list| &list.value);
    once(
        reversed,
        &|item| format!("the item `{item}` stands in the list twice"),
        faults,
    );
    for item in reversed {
        if given.is_some() && !items.contains(&item.value) {
            let known: Vec<&str> = items.iter().map(String::as_str).collect();
            faults
                .at(
                    item.place,
                    format!("the reversed item `{}` is not in `items`", item.value),
                )
                .one_of(&item.value, &known);
        }
    }
    let reversed = reversed.iter().map(|item| item.value.clone()).collect();
    (items, reversed)
}

/// The scale of the answers.
pub(super) fn scale_of(
    raw: &mirror::Outcome,
    default: Option<[f64; 2]>,
    faults: &mut Faults,
) -> Option<[f64; 2]> {
    match &raw.scale {
        Some(Tried(Some(Found {
            value: Pair([low, high]),
            place,
        }))) => {
            if low >= high {
                faults
                    .at(*place, format!("the scale [{low}, {high}] does not ascend"))
                    .expected("the lowest answer, then the highest, such as [1, 5]");
            }
            Some([*low, *high])
        }
        Some(Tried(None)) => None,
        None => {
            if default.is_none() {
                let advice =
                    "give the lowest and the highest possible answer, such as scale = [1, 5]";
                missing(raw, "scale", advice, faults);
            }
            default
        }
    }
}

/// From which mean answer on a person counts; it must part the scale.
pub(super) fn threshold_of(
    raw: &mirror::Outcome,
    scale: Option<[f64; 2]>,
    faults: &mut Faults,
) -> Option<f64> {
    let Found { value, place } = raw.threshold.as_ref()?;
    if let Some([low, high]) = scale
        && (*value <= low || *value > high)
    {
        faults
            .at(
                *place,
                format!("the threshold {value} does not part the scale [{low}, {high}]"),
            )
            .expected("the lowest answer that counts, above the lowest possible one");
    }
    Some(*value)
}
