//! `[[outcomes]]` of kind `descriptive`: what is shown of each table, and the words of `metric` that choose it.

use crate::tables::{Column, Figure, Measure, Only, Table};

use super::super::fault::Faults;
use super::super::mirror;
use super::super::place::Place;
use super::super::raw::Found;
use super::outcomes::{items_of, scale_of, threshold_of};

/// Tables that something can be described of.
pub(super) const DESCRIBED: &[Table] = &[
    Table::Surveys,
    Table::Assessments,
    Table::LeaderFeedback,
    Table::Evaluations,
    Table::Sessions,
    Table::Actions,
    Table::Candidates,
    Table::Activity,
    Table::Exits,
    Table::Promotions,
];

/// The words of `metric` for the tables that have a closed list of them; the first is meant when none is given.
fn words(source: Table) -> &'static [&'static str] {
    match source {
        Table::Sessions => &["held", "minutes"],
        Table::Actions => &["proposed", "adopted", "days_to_adoption"],
        Table::Candidates => &["candidates", "experience_score", "offer_accepted", "share"],
        _ => &[],
    }
}

/// Whether people answer items in this table.
pub(super) fn has_answers(source: Table) -> bool {
    matches!(
        source,
        Table::Surveys | Table::Assessments | Table::LeaderFeedback | Table::Evaluations
    )
}

/// What a descriptive outcome shows; `None` after a fault.
pub(super) fn description(
    raw: &mirror::Outcome,
    source: Table,
    faults: &mut Faults,
) -> Option<Measure> {
    let figure = if has_answers(source) {
        answers(raw, source, faults)?
    } else if words(source).is_empty() {
        Figure::Rate {
            metric: raw.metric.as_ref().map(|m| m.value.clone()),
        }
    } else {
        let scale = given_scale(raw, faults);
        match (source, metric(raw, words(source), faults)?) {
            (Table::Sessions, "minutes") => Figure::SessionMinutes,
            (Table::Sessions, _) => Figure::SessionsHeld,
            (Table::Actions, "adopted") => Figure::ActionsAdopted,
            (Table::Actions, "days_to_adoption") => Figure::DaysToAdoption,
            (Table::Actions, _) => Figure::ActionsProposed,
            (_, "experience_score") => Figure::CandidateExperience { scale },
            (_, "offer_accepted") => Figure::OffersAccepted,
            (_, "share") => Figure::CandidateShare,
            _ => Figure::Candidates,
        }
    };
    let only = only(raw, source, faults);
    if figure == Figure::CandidateShare && raw.only.is_none() {
        let place = raw.metric.as_ref().map_or(raw.place, |m| m.place);
        faults
            .at(place, "a share of all candidates must say of which")
            .advice("add `only`, such as only = { source = \"Referral\" }");
    }
    Some(Measure::Descriptive {
        source,
        figure,
        only,
    })
}

/// The columns by which records may be chosen.
pub(super) fn chosen_by(source: Table) -> &'static [Column] {
    match source {
        Table::Actions => &[Column::Area, Column::Status],
        Table::Candidates => &[
            Column::Source,
            Column::Stage,
            Column::Region,
            Column::AgeBand,
            Column::Generation,
        ],
        _ => &[],
    }
}

/// The records meant.
fn only(raw: &mirror::Outcome, source: Table, faults: &mut Faults) -> Option<Only> {
    let Found { value, place } = raw.only.as_ref()?;
    let columns = chosen_by(source);
    let [(name, word)] = value.0.as_slice() else {
        faults
            .at(*place, "records are chosen by one column")
            .expected("a column and its word, such as { source = \"Referral\" }");
        return None;
    };
    let column = columns.iter().copied().find(|c| c.name() == name.value);
    if column.is_none() && !columns.is_empty() {
        let names: Vec<&str> = columns.iter().map(|c| c.name()).collect();
        faults
            .at(
                name.place,
                format!("`{}` cannot be chosen by `{}`", source.name(), name.value),
            )
            .one_of(&name.value, &names);
    }
    Some(Only {
        column: column?,
        word: word.value.clone(),
    })
}

/// A mean of answers. Forms of a programme are small and each has its own items: all of them are meant when none is
/// named, on their own scale when none is declared.
fn answers(raw: &mirror::Outcome, source: Table, faults: &mut Faults) -> Option<Figure> {
    let form = source == Table::Evaluations;
    let (items, reversed) = items_of(raw, !form, faults);
    let scale = if form {
        given_scale(raw, faults)
    } else {
        Some(scale_of(raw, None, faults)?)
    };
    if let (Some(list), None) = (raw.reversed.as_ref().filter(|r| !r.value.is_empty()), scale) {
        faults
            .at(
                list.place,
                "reversed items need a scale to be turned round on",
            )
            .advice("give the lowest and the highest possible answer, such as scale = [1, 5]");
    }
    Some(Figure::Answers {
        items,
        reversed,
        scale,
        threshold: threshold_of(raw, scale, faults),
    })
}

/// The scale, where one is given.
fn given_scale(raw: &mirror::Outcome, faults: &mut Faults) -> Option<[f64; 2]> {
    raw.scale.as_ref()?;
    scale_of(raw, None, faults)
}

/// One of the words of `metric`.
fn metric(
    raw: &mirror::Outcome,
    words: &'static [&'static str],
    faults: &mut Faults,
) -> Option<&'static str> {
    let Some(Found { value, place }) = &raw.metric else {
        return words.first().copied();
    };
    let found = words.iter().copied().find(|w| w == value);
    if found.is_none() {
        unknown(value, *place, words, faults);
    }
    found
}

fn unknown(value: &str, place: Place, words: &[&str], faults: &mut Faults) {
    faults
        .at(place, format!("there is no metric `{value}` here"))
        .one_of(value, words);
}

/// The columns that a count may be counted by; the first is meant when none is given.
fn counted_by(source: Table) -> &'static [Column] {
    match source {
        Table::Candidates => &[Column::ReferrerId],
        Table::Activity => &[Column::EmployeeId],
        _ => &[Column::PairingId],
    }
}

/// The column a count is counted by, as the outcome says or as its table has it.
pub(super) fn count_by(
    raw: &mirror::Outcome,
    source: Table,
    faults: &mut Faults,
) -> Option<String> {
    let columns = counted_by(source);
    let Some(Found { value, place }) = &raw.count_by else {
        return (source == Table::Candidates).then(|| Column::ReferrerId.name().to_owned());
    };
    if !columns.iter().any(|c| c.name() == value) {
        let names: Vec<&str> = columns.iter().map(|c| c.name()).collect();
        faults
            .at(
                *place,
                format!("`{}` cannot be counted by `{value}`", source.name()),
            )
            .one_of(value, &names);
    }
    Some(value.clone())
}
