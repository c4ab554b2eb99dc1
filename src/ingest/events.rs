//! Tables of dated events beside the core: promotions, candidates, activity, sessions, and the records of what a
//! programme did (evaluations, actions, stories). All are read, checked and accounted for; those that outcomes
//! count become [`Counted`].

use std::collections::BTreeMap;

use super::account::Account;
use super::applicants::Application;
use super::course::Mark;
use super::details::{Describing, Detail};
use super::error::IngestError;
use super::ids::Ids;
use super::pairings::Settled as Pairings;
use super::quotes::Quote;
use super::registry::{Nobody, Registry, Who};
use super::rows::{self, Fate, Row};
use super::source::Source;
use super::view::View;
use crate::tables::{
    Column, Counted, Measure, Membership, NotNeeded, Outcome, QuarantineReason, Table,
};
use crate::vocab::{CareerStep, Day};

/// Columns whose types are checked where they are read.
const READ_APART: [Column; 1] = [Column::ExpiresOn];

/// One event as read.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// The person of the row, where the table has one that must be known.
    who: Option<Who>,
    /// The person that a count outcome counts by, where that is another column.
    counted_by: Option<Who>,
    pairing: Option<Box<str>>,
    /// The day.
    pub(super) day: Day,
    /// The key of the row, or its fingerprint where a table has none.
    key: (Box<str>, u64),
    metric: Option<Box<str>>,
    value: f64,
    /// What it says of the course of its pairing.
    mark: Option<Mark>,
    /// From and to level of a step of a career.
    levels: Option<(i64, i64)>,
    /// What descriptive outcomes show of the row.
    detail: Option<Box<Detail>>,
    /// The words of a story.
    quote: Option<Box<Quote>>,
    /// What a row of candidates says.
    application: Option<Box<Application>>,
}

impl Event {
    /// What a descriptive outcome shows of the row, where one reads the table.
    pub(super) fn detail(&self) -> Option<&Detail> {
        self.detail.as_deref()
    }

    /// The words of a story, where the row is one.
    pub(super) fn quote(&self) -> Option<&Quote> {
        self.quote.as_deref()
    }

    /// What a row of candidates says.
    pub(super) fn application(&self) -> Option<&Application> {
        self.application.as_deref()
    }

    /// The id of the row, where its table has one.
    pub(super) fn id(&self) -> &str {
        &self.key.0
    }

    /// Whether the row counts: a session must have been held.
    pub(super) fn counts(&self) -> bool {
        self.mark.as_ref().is_none_or(Mark::counts)
    }

    /// What the row says of the course of its pairing.
    pub(super) fn mark(&self) -> Option<&Mark> {
        self.mark.as_ref()
    }

    /// The id of the pairing.
    pub(super) fn pairing(&self) -> Option<&str> {
        self.pairing.as_deref()
    }
}

/// Reads one of the event tables.
///
/// # Errors
/// Absent columns, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    ids: &Ids,
    outcomes: &[Outcome],
) -> Result<(Vec<Row<Event>>, Account), IngestError> {
    let table = source.table();
    let required: Vec<Column> = table
        .columns()
        .iter()
        .filter(|c| c.required)
        .map(|c| c.column)
        .collect();
    source.require(&required)?;
    let count_by = count_column(table, outcomes);
    let described = Describing::of(table, outcomes);
    rows::read(source, |view, at| {
        for &column in &required {
            if !view.states(column, at) {
                return Err(view.missing(column).into());
            }
        }
        view.check_types(at, &READ_APART)?;
        read_event(view, at, ids, count_by, described.as_ref()).map_err(Fate::from)
    })
}

/// The column that count outcomes of a table count by, when it is not `employee_id`.
fn count_column(table: Table, outcomes: &[Outcome]) -> Option<Column> {
    let named = outcomes.iter().find_map(|o| match &o.measure {
        Measure::Count {
            source,
            count_by: Some(column),
            ..
        } if *source == table => Column::named(column).filter(|c| *c != Column::PairingId),
        _ => None,
    });
    named.or((table == Table::Candidates).then_some(Column::ReferrerId))
}

fn read_event(
    view: View<'_>,
    at: usize,
    ids: &Ids,
    count_by: Option<Column>,
    described: Option<&Describing<'_>>,
) -> Result<Event, super::view::RowFault> {
    let table = view.source.table();
    let has = |column: Column| table.columns().iter().any(|c| c.column == column);
    let person = |column: Column| view.text(column, at).map(|text| Registry::who(ids, &text));
    let who = if has(Column::EmployeeId) {
        person(Column::EmployeeId)
    } else {
        None
    };
    let day_column = day_column(table);
    let day = view.required_day(day_column, at)?;
    let key = if table.key().is_empty() {
        (Box::default(), view.fingerprint(at))
    } else {
        let mut text = String::new();
        for (k, &column) in table.key().iter().enumerate() {
            if k > 0 {
                text.push('\u{1F}');
            }
            text.push_str(&view.text(column, at).unwrap_or_default());
        }
        (text.into(), 0)
    };
    let levels = match (
        view.int(Column::FromLevel, at)?,
        view.int(Column::ToLevel, at)?,
    ) {
        (Some(from), Some(to)) if table == Table::Promotions => Some((from, to)),
        _ => None,
    };
    let mark = Mark::read(view, at)?;
    let quote = (table == Table::Stories)
        .then(|| Quote::read(view, at))
        .transpose()?
        .map(Box::new);
    let application = (table == Table::Candidates)
        .then(|| Application::read(view, at))
        .transpose()?
        .map(Box::new);
    let detail = described
        .map(|described| described.read(view, at))
        .transpose()?
        .map(Box::new);
    Ok(Event {
        who,
        counted_by: count_by.and_then(person),
        pairing: if has(Column::PairingId) {
            view.text(Column::PairingId, at).map(Into::into)
        } else {
            None
        },
        day,
        key,
        metric: view.text(Column::Metric, at).map(Into::into),
        value: if table == Table::Activity {
            view.number(Column::Value, at)?.unwrap_or(0.0)
        } else {
            1.0
        },
        mark,
        levels,
        detail,
        quote,
        application,
    })
}

/// The column that dates a row.
fn day_column(table: Table) -> Column {
    match table {
        Table::Sessions => Column::SessionDate,
        Table::Promotions => Column::PromotionDate,
        Table::Actions => Column::ProposedDate,
        _ => Column::Date,
    }
}

/// The events of the period, of known people and pairings, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    /// Per event: the person of the row, the person it counts for, and the event.
    events: Vec<(Option<u32>, Option<u32>, Event)>,
}

/// Settles one of the event tables.
///
/// # Errors
/// A file that turns out to be damaged while duplicates are compared.
pub(super) fn settle(
    source: &Source<'_>,
    events: Vec<Row<Event>>,
    registry: &Registry,
    pairings: Option<&Pairings>,
    cut_off: Day,
    account: &mut Account,
    warnings: &mut Vec<String>,
) -> Result<Settled, IngestError> {
    let table = source.table();
    let read = events.len();
    let inside: Vec<Row<Event>> = events
        .into_iter()
        .filter(|row| row.value.day <= cut_off)
        .collect();
    account.set_aside(NotNeeded::OutsidePeriod, (read - inside.len()) as u64);
    let key_want = source
        .want(table.key().first().copied().unwrap_or(day_column(table)))
        .unwrap_or(0);
    let shown = |e: &Event| {
        (
            key_want,
            e.key.0.split('\u{1F}').next().unwrap_or("").to_owned(),
        )
    };
    let single = rows::once(
        source,
        account,
        inside,
        |e| (e.key.clone(), e.day, e.metric.clone()),
        shown,
    )?;
    let mut settled = Settled::default();
    let (mut strangers, mut orphans) = (0_u64, 0_u64);
    for Row { place, value } in single {
        let must_know_pairing = matches!(table, Table::Sessions | Table::Evaluations);
        if must_know_pairing
            && value
                .pairing
                .as_ref()
                .is_some_and(|id| pairings.is_none_or(|p| p.pairing(id).is_none()))
        {
            account.set_aside(NotNeeded::UnknownPairing, 1);
            orphans += 1;
            continue;
        }
        let person = match value.who.as_ref().map(|who| registry.resolve(who)) {
            None => None,
            Some(Ok(person)) => Some(person),
            Some(Err(Nobody::NotNeeded(reason))) => {
                account.set_aside(reason, 1);
                continue;
            }
            Some(Err(Nobody::Quarantine(reason, detail))) => {
                let want = source.want(Column::EmployeeId).unwrap_or(0);
                let written = value.who.as_ref().map_or("", |who| registry.written(who));
                account.quarantined.push(source.quarantined(
                    place,
                    want,
                    written,
                    reason,
                    detail.to_owned(),
                ));
                continue;
            }
        };
        let counted = value.counted_by.as_ref().map(|who| registry.resolve(who));
        strangers += u64::from(matches!(
            counted,
            Some(Err(Nobody::Quarantine(QuarantineReason::UnknownPerson, _)))
        ));
        settled
            .events
            .push((person, counted.and_then(Result::ok), value));
    }
    account.used += settled.events.len() as u64;
    if orphans > 0 {
        warnings.push(format!(
            "{} of {} with a pairing that pairings do not have; not used",
            rows_in_words(orphans),
            table.name()
        ));
    }
    if strangers > 0 {
        warnings.push(format!(
            "{} of {} for a person who is not in employees; counted for nobody",
            rows_in_words(strangers),
            table.name()
        ));
    }
    Ok(settled)
}

fn rows_in_words(rows: u64) -> String {
    format!("{rows} {}", if rows == 1 { "row" } else { "rows" })
}

impl Settled {
    /// Per event: the person of the row, the person it counts for, and the event.
    pub(super) fn events(&self) -> impl Iterator<Item = (Option<u32>, Option<u32>, &Event)> {
        self.events
            .iter()
            .map(|(own, counted, e)| (*own, *counted, e))
    }

    /// The steps of careers of one sort, by person and day.
    pub(super) fn steps(&self, step: CareerStep) -> Vec<(u32, Day)> {
        let is = |(from, to): (i64, i64)| CareerStep::between(from, to) == Some(step);
        let mut out: Vec<(u32, Day)> = self
            .events
            .iter()
            .filter(|(_, _, event)| event.levels.is_some_and(is))
            .filter_map(|(person, _, event)| person.map(|p| (p, event.day)))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The events that one count outcome counts, sorted by person, day and value.
    pub(super) fn counted(
        &self,
        outcome: usize,
        metric: Option<&str>,
        by_other: bool,
        memberships: &[Membership],
        pairings: Option<&Pairings>,
    ) -> Counted {
        let mut by_pairing: BTreeMap<u32, Vec<&Membership>> = BTreeMap::new();
        for membership in memberships {
            by_pairing
                .entry(membership.pairing)
                .or_default()
                .push(membership);
        }
        let mut out: Vec<(u32, Day, f32)> = Vec::new();
        for (person, counted, event) in &self.events {
            if !event.counts() || metric.is_some_and(|m| event.metric.as_deref() != Some(m)) {
                continue;
            }
            let value = event.value as f32;
            match (&event.pairing, person) {
                (Some(id), None) => {
                    let members = pairings
                        .and_then(|p| p.pairing(id))
                        .and_then(|k| by_pairing.get(&k));
                    let present = members
                        .into_iter()
                        .flatten()
                        .filter(|m| (m.start..=m.end).contains(&event.day));
                    out.extend(present.map(|m| (m.person, event.day, value)));
                }
                _ => out.extend(
                    (if by_other { *counted } else { *person }).map(|p| (p, event.day, value)),
                ),
            }
        }
        out.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        Counted {
            outcome,
            person: out.iter().map(|e| e.0).collect(),
            day: out.iter().map(|e| e.1).collect(),
            value: out.iter().map(|e| e.2).collect(),
        }
    }
}
