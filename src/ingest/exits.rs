//! Exits: one row each. A row without date and type tells of no exit; an exit before the earliest known hire
//! needs a survey or pairing before it, which proves an earlier spell.

use super::account::Account;
use super::error::IngestError;
use super::ids::Ids;
use super::registry::{Registry, Who};
use super::rows::{self, Fate, Row};
use super::scores::refuse;
use super::source::Source;
use crate::tables::{Column, Exit, ExitKind, NotNeeded, QuarantineReason, Roster};
use crate::vocab::Day;

/// One exit as read.
#[derive(Debug, Clone)]
pub(super) struct ReadExit {
    who: Who,
    /// Its day.
    pub(super) day: Day,
    kind: ExitKind,
}

/// Reads exits.
///
/// # Errors
/// Absent columns, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    ids: &Ids,
) -> Result<(Vec<Row<ReadExit>>, Account), IngestError> {
    source.require(&[Column::EmployeeId, Column::ExitDate, Column::ExitType])?;
    let allowed = ExitKind::EVERY.map(ExitKind::id).join(", ");
    rows::read(source, |view, at| {
        let who = Registry::who(ids, &view.required_text(Column::EmployeeId, at)?);
        let day = view.end_day(Column::ExitDate, at)?;
        let kind = view.text(Column::ExitType, at);
        if matches!(day, None | Some(Day::MAX)) && kind.is_none() {
            return Err(Fate::NotNeeded(NotNeeded::NeverHappened));
        }
        let day = day
            .filter(|d| *d != Day::MAX)
            .ok_or_else(|| view.missing(Column::ExitDate))?;
        let kind = kind.ok_or_else(|| view.missing(Column::ExitType))?;
        let kind =
            ExitKind::named(&kind).ok_or_else(|| view.unknown_word(Column::ExitType, &allowed))?;
        Ok(ReadExit { who, day, kind })
    })
}

/// The exits of the period, sorted by person and day. `seen` is the first day on which a survey or pairing shows each person.
///
/// # Errors
/// A file that turns out to be damaged while duplicates are compared.
pub(super) fn settle(
    source: &Source<'_>,
    exits: Vec<Row<ReadExit>>,
    registry: &Registry,
    roster: &Roster,
    seen: &[Day],
    cut_off: Day,
    account: &mut Account,
) -> Result<Vec<Exit>, IngestError> {
    let read = exits.len();
    let inside: Vec<Row<ReadExit>> = exits
        .into_iter()
        .filter(|row| row.value.day <= cut_off)
        .collect();
    account.set_aside(NotNeeded::OutsidePeriod, (read - inside.len()) as u64);
    let want = source.want(Column::EmployeeId).unwrap_or(0);
    let shown = |exit: &ReadExit| (want, registry.written(&exit.who).to_owned());
    let single = rows::once(source, account, inside, |e| (e.who.clone(), e.day), shown)?;
    let mut kept = Vec::with_capacity(single.len());
    for Row { place, value } in single {
        let person = match registry.resolve(&value.who) {
            Ok(person) => person,
            Err(nobody) => {
                refuse(source, place, nobody, registry.written(&value.who), account);
                continue;
            }
        };
        let hired = earliest_hire(roster, person);
        if value.day < hired
            && seen
                .get(person as usize)
                .is_none_or(|&first| first > value.day)
        {
            let want = source.want(Column::ExitDate).unwrap_or(0);
            let detail = format!(
                "the earliest hire of this person is {hired}, and nothing before shows an earlier spell"
            );
            let reason = QuarantineReason::ExitBeforeHire;
            account.quarantined.push(source.quarantined(
                place,
                want,
                &value.day.to_string(),
                reason,
                detail,
            ));
            continue;
        }
        kept.push(Exit {
            person,
            day: value.day,
            kind: value.kind,
        });
    }
    account.used += kept.len() as u64;
    kept.sort_unstable_by_key(|e| (e.person, e.day, e.kind));
    Ok(kept)
}

fn earliest_hire(roster: &Roster, person: u32) -> Day {
    let bounds = (
        roster.first_row.get(person as usize),
        roster.first_row.get(person as usize + 1),
    );
    let (Some(&from), Some(&to)) = bounds else {
        return Day::MIN;
    };
    let hires = roster.hire.get(from as usize..to as usize).unwrap_or(&[]);
    hires.iter().min().copied().unwrap_or(Day::MIN)
}
