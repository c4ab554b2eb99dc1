//! What descriptive outcomes show of event tables: minutes, scores of forms, acceptance, adoption; and the records made
//! of them once people, pairings and the cut-off are known.

use super::applicants;
use super::events::Settled;
use super::pairings::Settled as Pairings;
use super::view::{RowFault, View};
use crate::tables::{
    Column, Described, Figure, Measure, Membership, NO_PAIRING, NO_PERSON, NO_PROGRAMME, Only,
    Outcome, Programmes, QuarantineReason, Record, Table,
};
use crate::vocab::Day;

/// Status of an action that the organisation took up.
const ADOPTED: &str = "adopted";

/// What a row holds beside who, when and in which pairing.
#[derive(Debug, Clone, Default)]
pub(super) struct Detail {
    /// Minutes, a score, or an experience score; NaN when there is none.
    number: f64,
    /// Whether an offer was accepted; `None` without an offer or an answer.
    accepted: Option<bool>,
    /// Since when an action is adopted; [`Day::MIN`] when its status says so and no day does.
    adopted: Option<Day>,
    /// The item of a form.
    item: Option<Box<str>>,
    /// The programme of an action.
    programme: Option<Box<str>>,
    /// Days from its proposal to its adoption.
    waited: Option<i32>,
    /// Which of the choices of the outcomes fit, by bits in their order.
    fits: u64,
}

/// The descriptive outcomes of one table.
#[derive(Debug, Clone)]
pub(super) struct Describing<'a> {
    table: Table,
    figures: Vec<&'a Figure>,
    /// The choices of the outcomes, distinct.
    choices: Vec<&'a Only>,
}

impl<'a> Describing<'a> {
    /// `None` when no outcome describes the table.
    pub(super) fn of(table: Table, outcomes: &'a [Outcome]) -> Option<Describing<'a>> {
        let figures: Vec<&Figure> = outcomes
            .iter()
            .filter_map(|o| match &o.measure {
                Measure::Descriptive { source, figure, .. } if *source == table => Some(figure),
                _ => None,
            })
            .collect();
        (!figures.is_empty()).then(|| Describing {
            table,
            figures,
            choices: choices(table, outcomes),
        })
    }

    /// Reads what the outcomes show of a row.
    ///
    /// # Errors
    /// A value that cannot be read, or lies outside the scale of an outcome.
    pub(super) fn read(&self, view: View<'_>, at: usize) -> Result<Detail, RowFault> {
        let column = match self.table {
            Table::Sessions => Some(Column::Minutes),
            Table::Evaluations => Some(Column::Score),
            Table::Candidates => Some(Column::ExperienceScore),
            _ => None,
        };
        let number = match column {
            Some(column) => view.number(column, at)?.unwrap_or(f64::NAN),
            None => f64::NAN,
        };
        let item = view.text(Column::Item, at);
        for figure in &self.figures {
            if let Some([low, high]) = scale_for(figure, item.as_deref())
                && (number < low || number > high)
            {
                let want = column.and_then(|c| view.source.want(c)).unwrap_or(0);
                return Err(RowFault::new(
                    want,
                    QuarantineReason::OutOfRange,
                    format!("outside the scale {low} to {high}"),
                ));
            }
        }
        let mut detail = Detail {
            number,
            item: item.map(Into::into),
            ..Detail::default()
        };
        if self.table == Table::Candidates {
            detail.accepted = applicants::accepted(view, at)?;
        }
        if self.table == Table::Actions {
            let since = view.day(Column::AdoptedDate, at)?;
            let proposed = view.day(Column::ProposedDate, at)?;
            detail.waited = since.zip(proposed).map(|(since, day)| since.since(day));
            if detail.waited.is_some_and(|days| days < 0)
                && self.figures.contains(&&Figure::DaysToAdoption)
            {
                let want = view.source.want(Column::AdoptedDate).unwrap_or(0);
                let reason = QuarantineReason::EndBeforeStart;
                return Err(RowFault::new(
                    want,
                    reason,
                    "adopted before it was proposed",
                ));
            }
            let status = view.text(Column::Status, at);
            let says_so = status.is_some_and(|s| s.trim().eq_ignore_ascii_case(ADOPTED));
            detail.adopted = since.or(says_so.then_some(Day::MIN));
            detail.programme = view.text(Column::ProgrammeId, at).map(Into::into);
        }
        for (bit, only) in self.choices.iter().enumerate() {
            let fits = only.fits(view.text(only.column, at).as_deref());
            detail.fits |= u64::from(fits) << bit.min(MOST_CHOICES - 1);
        }
        Ok(detail)
    }
}

/// Choices that are told apart; further ones would fit as the last does.
const MOST_CHOICES: usize = 64;

/// The distinct choices of a table's outcomes, in their order.
fn choices(table: Table, outcomes: &[Outcome]) -> Vec<&Only> {
    let mut choices: Vec<&Only> = Vec::new();
    for outcome in outcomes {
        if let Measure::Descriptive {
            source,
            only: Some(only),
            ..
        } = &outcome.measure
            && *source == table
            && !choices.contains(&only)
        {
            choices.push(only);
        }
    }
    choices
}

/// The scale that a figure declares for a row.
fn scale_for(figure: &Figure, item: Option<&str>) -> Option<[f64; 2]> {
    match figure {
        Figure::Answers { items, scale, .. } if uses(items, item) => *scale,
        Figure::CandidateExperience { scale } => *scale,
        _ => None,
    }
}

/// Whether an item is among those asked for; all are when none is named.
fn uses(items: &[String], item: Option<&str>) -> bool {
    items.is_empty() || item.is_some_and(|item| items.iter().any(|i| i == item))
}

/// A number on 0..100 by the declared scale, as it stands without one.
fn rescaled(number: f64, scale: Option<[f64; 2]>) -> f64 {
    scale.map_or(number, |[low, high]| 100.0 * (number - low) / (high - low))
}

/// The value that a figure shows of a detail; `None` when the row is no part of it.
fn value(figure: &Figure, detail: &Detail, held: bool, cut_off: Day) -> Option<f64> {
    let yes = |b: bool| if b { 1.0 } else { 0.0 };
    match figure {
        Figure::Answers {
            items,
            reversed,
            scale,
            ..
        } => {
            let item = detail.item.as_deref();
            let turned = item.is_some_and(|item| reversed.iter().any(|r| r == item));
            let number = match scale {
                Some([low, high]) if turned => low + high - detail.number,
                _ => detail.number,
            };
            uses(items, item).then(|| rescaled(number, *scale))
        }
        Figure::SessionsHeld => held.then_some(1.0),
        Figure::SessionMinutes => held.then_some(detail.number),
        Figure::CandidateExperience { scale } => Some(rescaled(detail.number, *scale)),
        Figure::OffersAccepted => detail.accepted.map(yes),
        Figure::ActionsAdopted => Some(yes(detail.adopted.is_some_and(|day| day <= cut_off))),
        Figure::DaysToAdoption => {
            let done = detail.adopted.is_some_and(|day| day <= cut_off);
            detail.waited.filter(|_| done).map(f64::from)
        }
        Figure::ActionsProposed | Figure::Candidates | Figure::CandidateShare => Some(1.0),
        Figure::Rate { .. } => None,
    }
}

/// The records of a table's descriptive outcomes.
pub(super) fn described(
    table: Table,
    outcomes: &[Outcome],
    settled: &Settled,
    pairings: Option<&Pairings>,
    memberships: &[Membership],
    programmes: &Programmes,
    cut_off: Day,
) -> Vec<Described> {
    let mut programme_of: Vec<u16> = Vec::new();
    for m in memberships {
        let at = m.pairing as usize;
        if programme_of.len() <= at {
            programme_of.resize(at + 1, NO_PROGRAMME);
        }
        programme_of[at] = m.programme;
    }
    let named = |id: &str| programmes.ids.iter().position(|p| p == id);
    let choices = choices(table, outcomes);
    let mut out = Vec::new();
    for (outcome, definition) in outcomes.iter().enumerate() {
        let Measure::Descriptive {
            source,
            figure,
            only,
        } = &definition.measure
        else {
            continue;
        };
        let bit = only
            .as_ref()
            .and_then(|only| choices.iter().position(|c| *c == only));
        if *source != table || matches!(figure, Figure::Rate { .. }) {
            continue;
        }
        let mut records: Vec<Record> = settled
            .events()
            .filter_map(|(own, counted, event)| {
                let detail = event.detail()?;
                let meant = bit.is_none_or(|bit| detail.fits >> bit.min(MOST_CHOICES - 1) & 1 == 1);
                let value = match figure {
                    Figure::CandidateShare => f64::from(u8::from(meant)),
                    _ if !meant => return None,
                    _ => value(figure, detail, event.counts(), cut_off)?,
                };
                let pairing = event
                    .pairing()
                    .and_then(|id| pairings.and_then(|p| p.pairing(id)));
                let programme = pairing
                    .and_then(|p| programme_of.get(p as usize).copied())
                    .or_else(|| {
                        let at = named(detail.programme.as_deref()?)?;
                        u16::try_from(at).ok()
                    });
                Some(Record {
                    person: own.or(counted).unwrap_or(NO_PERSON),
                    pairing: pairing.unwrap_or(NO_PAIRING),
                    programme: programme.unwrap_or(NO_PROGRAMME),
                    day: event.day,
                    value: value as f32,
                })
            })
            .filter(|r| !r.value.is_nan())
            .collect();
        records.sort_unstable_by(|a, b| {
            (a.person, a.pairing, a.day)
                .cmp(&(b.person, b.pairing, b.day))
                .then(a.value.total_cmp(&b.value))
        });
        out.push(Described { outcome, records });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(scale: Option<[f64; 2]>) -> Figure {
        Figure::Answers {
            items: vec!["useful".to_owned(), "too long".to_owned()],
            reversed: vec!["too long".to_owned()],
            scale,
            threshold: None,
        }
    }

    #[test]
    fn answers_are_turned_round_and_rescaled() {
        let of = |item: &str, number: f64, scale| {
            let detail = Detail {
                number,
                item: Some(item.into()),
                ..Detail::default()
            };
            value(&figure(scale), &detail, true, Day(0))
        };
        assert_eq!(of("useful", 4.0, Some([1.0, 5.0])), Some(75.0));
        assert_eq!(of("too long", 4.0, Some([1.0, 5.0])), Some(25.0));
        assert_eq!(of("useful", 4.0, None), Some(4.0));
        assert_eq!(of("venue", 4.0, None), None);
    }

    #[test]
    fn an_action_is_adopted_on_its_day() {
        let adopted = |since: Option<Day>| {
            let detail = Detail {
                adopted: since,
                ..Detail::default()
            };
            value(&Figure::ActionsAdopted, &detail, true, Day(100))
        };
        assert_eq!(adopted(None), Some(0.0));
        assert_eq!(adopted(Some(Day::MIN)), Some(1.0));
        assert_eq!(adopted(Some(Day(100))), Some(1.0));
        assert_eq!(adopted(Some(Day(101))), Some(0.0));
    }

    #[test]
    fn only_held_sessions_and_answered_offers_are_shown() {
        let detail = Detail {
            number: 45.0,
            ..Detail::default()
        };
        assert_eq!(
            value(&Figure::SessionMinutes, &detail, true, Day(0)),
            Some(45.0)
        );
        assert_eq!(value(&Figure::SessionMinutes, &detail, false, Day(0)), None);
        assert_eq!(value(&Figure::OffersAccepted, &detail, true, Day(0)), None);
    }
}
