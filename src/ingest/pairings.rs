//! Pairings: memberships from long rows, or two of them from each wide row.
//!
//! All programmes are kept, also those the pipeline does not analyse: their members are nobody's clean controls.
//! Rows of pairings that never started are not needed; applications to a lottery are kept apart (see `applications`). Deliberately absent: a programme's own start, which the panel knows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::account::Account;
use super::applications;
use super::error::IngestError;
use super::ids::Ids;
use super::registry::{Nobody, Registry, Who};
use super::rows::{self, Fate, Row};
use super::settings::Layout;
use super::source::Source;
use super::standing::{self, Asked, AskedRow};
use super::view::{RowFault, View};
use crate::tables::{
    Application, Column, Invitation, Membership, NotNeeded, PairingStatus, Programmes,
    QuarantineReason,
};
use crate::vocab::{Day, Role};

/// Programmes that a remark names at most.
const MOST_NAMED: usize = 5;

/// A row that stays, with the people it makes members.
pub(super) type Kept = (ReadPairing, Vec<(u32, Role)>);

/// One row of pairings.
#[derive(Debug, Clone)]
pub(super) struct ReadPairing {
    pairing: Box<str>,
    pub(super) programme: Box<str>,
    members: Vec<(Who, Role)>,
    /// Whether it was drawn, for an application to a lottery; else a pairing.
    pub(super) application: Option<bool>,
    /// For people who have not started.
    asked: Option<Asked>,
    status: Option<PairingStatus>,
    /// First day; [`Day::MIN`] of people who have not started.
    pub(super) start: Day,
    end: Day,
}

/// Whether pairings are wide: as the pipeline says, else by their columns.
fn is_wide(source: &Source<'_>) -> bool {
    match source.settings.layout {
        Some(layout) => layout == Layout::Wide,
        // One side is enough, so that a misspelt name of the other is told as what it is.
        None => {
            (source.has(Column::MentorId) || source.has(Column::MenteeId))
                && !source.has(Column::Role)
        }
    }
}

/// Reads pairings.
///
/// # Errors
/// Absent columns, no way to tell the programme, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    ids: &Ids,
    programmes: &[&str],
) -> Result<(Vec<Row<ReadPairing>>, Account), IngestError> {
    let wide = is_wide(source);
    if wide {
        source.require(&[Column::MentorId, Column::MenteeId, Column::StartDate])?;
    } else {
        source.require(&[
            Column::PairingId,
            Column::EmployeeId,
            Column::Role,
            Column::StartDate,
        ])?;
    }
    let want = source.want(Column::ProgrammeId);
    let silent = source
        .files
        .iter()
        .find(|f| want.is_none_or(|w| f.columns[w].is_none()));
    if let Some(file) = silent.filter(|_| programmes.len() != 1) {
        return Err(IngestError::NoProgramme {
            file: file.name.clone(),
            programmes: programmes.len(),
        });
    }
    rows::read(source, |view, at| {
        if let Some(asked) = standing::asked(view, at) {
            return Ok(ReadPairing {
                pairing: Box::default(),
                programme: programme(view, at, programmes)
                    .ok_or(Fate::NotNeeded(NotNeeded::NeverHappened))?,
                members: standing::people(view, at, ids, wide)?,
                application: None,
                asked: Some(asked),
                status: None,
                start: Day::MIN,
                end: Day::MIN,
            });
        }
        let application = applications::drawn(view, at);
        let members = match (wide, application) {
            (false, _) => long_member(view, at, ids)?,
            (true, None) => wide_members(view, at, ids)?,
            (true, Some(_)) => applications::wide_applicants(view, at, ids),
        };
        if members.is_empty() {
            return Err(view.missing(Column::MentorId).into());
        }
        let start = view.required_day(Column::StartDate, at)?;
        let end = view.end_day(Column::EndDate, at)?.unwrap_or(Day::MAX);
        if end < start && application.is_none() {
            if standing::is_cancelled(view, at) {
                return Err(Fate::NotNeeded(NotNeeded::NeverHappened));
            }
            let want = view.source.want(Column::EndDate).unwrap_or(0);
            let detail = format!("the pairing starts on {start}");
            return Err(RowFault::new(want, QuarantineReason::EndBeforeStart, detail).into());
        }
        let pairing = match view.text(Column::PairingId, at) {
            _ if application.is_some() => Box::default(),
            Some(id) => id.into(),
            None if wide && !has_pairing_id(view) => derived_id(view, at, start),
            None => return Err(view.missing(Column::PairingId).into()),
        };
        let programme =
            programme(view, at, programmes).ok_or_else(|| view.missing(Column::ProgrammeId))?;
        let pairing = match application {
            Some(_) => applications::key(view, at, &programme, start),
            None => pairing,
        };
        Ok(ReadPairing {
            pairing,
            programme,
            members,
            application,
            asked: None,
            status: standing::of_pairing(view, at),
            start,
            end,
        })
    })
}

fn has_pairing_id(view: View<'_>) -> bool {
    view.source
        .want(Column::PairingId)
        .is_some_and(|w| view.cells(w).is_present())
}

/// The programme of a row: as it says, or the only one where no column does.
fn programme(view: View<'_>, at: usize, programmes: &[&str]) -> Option<Box<str>> {
    let column = view.source.want(Column::ProgrammeId);
    match (view.text(Column::ProgrammeId, at), programmes) {
        (Some(id), _) => Some(id.into()),
        (None, [only]) if !column.is_some_and(|w| view.cells(w).is_present()) => {
            Some((*only).into())
        }
        (None, _) => None,
    }
}

/// Exports without an id of the pair: mentor, mentee and first day make one.
fn derived_id(view: View<'_>, at: usize, start: Day) -> Box<str> {
    let side = |column| view.text(column, at).unwrap_or_default();
    format!(
        "{}|{}|{start}",
        side(Column::MentorId),
        side(Column::MenteeId)
    )
    .into()
}

fn wide_members(view: View<'_>, at: usize, ids: &Ids) -> Result<Vec<(Who, Role)>, Fate> {
    let mentor = Registry::who(ids, &view.required_text(Column::MentorId, at)?);
    let mentee = Registry::who(ids, &view.required_text(Column::MenteeId, at)?);
    if mentor == mentee {
        let want = view.source.want(Column::MenteeId).unwrap_or(0);
        return Err(RowFault::new(
            want,
            QuarantineReason::SelfPairing,
            "mentor and mentee are the same person",
        )
        .into());
    }
    Ok(vec![(mentor, Role::Mentor), (mentee, Role::Mentee)])
}

fn long_member(view: View<'_>, at: usize, ids: &Ids) -> Result<Vec<(Who, Role)>, Fate> {
    let who = Registry::who(ids, &view.required_text(Column::EmployeeId, at)?);
    let role = view.required_text(Column::Role, at)?;
    let allowed = || Role::EVERY.map(Role::id).join(", ");
    let role = role
        .parse()
        .map_err(|()| view.unknown_word(Column::Role, &allowed()))?;
    Ok(vec![(who, role)])
}

/// Memberships of known people, and what other tables need to refer to pairings.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Ids of the programmes.
    pub(super) programmes: Programmes,
    /// Sorted by person, start, programme, pairing.
    pub(super) memberships: Vec<Membership>,
    /// Ids of the pairings, sorted; the position is the number.
    pub(super) pairings: Vec<Box<str>>,
    /// Applications to lotteries, sorted.
    pub(super) applications: Vec<Application>,
    /// People who have not started, sorted.
    pub(super) invitations: Vec<Invitation>,
    /// Things worth saying of the programmes.
    pub(super) warnings: Vec<String>,
}

impl Settled {
    /// The number of a pairing.
    pub(super) fn pairing(&self, id: &str) -> Option<u32> {
        self.pairings
            .binary_search_by(|probe| probe.as_ref().cmp(id))
            .ok()
            .map(|k| k as u32)
    }
}

/// The memberships of the period.
///
/// # Errors
/// A file that turns out to be damaged while duplicates are compared.
pub(super) fn settle(
    source: &Source<'_>,
    pairings: Vec<Row<ReadPairing>>,
    registry: &Registry,
    analysed: &[&str],
    cut_off: Day,
    account: &mut Account,
) -> Result<Settled, IngestError> {
    let (asked, pairings): (Vec<Row<ReadPairing>>, Vec<Row<ReadPairing>>) = pairings
        .into_iter()
        .partition(|row| row.value.asked.is_some());
    account.set_aside(NotNeeded::NeverHappened, asked.len() as u64);
    let read = pairings.len();
    let inside: Vec<Row<ReadPairing>> = pairings
        .into_iter()
        .filter(|row| row.value.start <= cut_off)
        .collect();
    account.set_aside(NotNeeded::OutsidePeriod, (read - inside.len()) as u64);
    let want = source.want(Column::PairingId).unwrap_or(0);
    let key = |p: &ReadPairing| {
        let long = if p.members.len() == 1 {
            p.members.first().cloned()
        } else {
            None
        };
        (p.pairing.clone(), long, p.start)
    };
    let single = rows::once(source, account, inside, key, |p| {
        (want, p.pairing.to_string())
    })?;
    let mut kept: Vec<Kept> = Vec::with_capacity(single.len());
    for Row { place, value } in single {
        let mut people = Vec::with_capacity(value.members.len());
        let mut refused = None;
        for (who, role) in &value.members {
            match registry.resolve(who) {
                Ok(person) => people.push((person, *role)),
                Err(nobody) => {
                    refused = Some((nobody, who, *role));
                    break;
                }
            }
        }
        match refused {
            None => kept.push((value, people)),
            Some((Nobody::NotNeeded(reason), ..)) => account.set_aside(reason, 1),
            Some((Nobody::Quarantine(reason, detail), who, role)) => {
                let column = match (value.members.len(), role) {
                    (1, _) => Column::EmployeeId,
                    (_, Role::Mentor) => Column::MentorId,
                    _ => Column::MenteeId,
                };
                let want = source.want(column).unwrap_or(0);
                account.quarantined.push(source.quarantined(
                    place,
                    want,
                    registry.written(who),
                    reason,
                    detail.to_owned(),
                ));
            }
        }
    }
    account.used += kept.len() as u64;
    let (applied, kept): (Vec<Kept>, Vec<Kept>) =
        kept.into_iter().partition(|(p, _)| p.application.is_some());
    let mut settled = assemble(&kept, analysed);
    settled.applications = applications::settled(&applied, analysed);
    settled.invitations = invitations(asked, registry, analysed, cut_off);
    settled.warnings = remarks(&kept, analysed, &registry.ids, cut_off);
    Ok(settled)
}

/// The people of rows that never started, those who are known.
fn invitations(
    rows: Vec<Row<ReadPairing>>,
    registry: &Registry,
    analysed: &[&str],
    cut_off: Day,
) -> Vec<Invitation> {
    let rows: Vec<AskedRow> = rows
        .into_iter()
        .filter_map(|row| {
            let known = |(who, role): &(Who, Role)| Some((registry.resolve(who).ok()?, *role));
            let people = row.value.members.iter().filter_map(known).collect();
            Some((row.value.asked?, row.value.programme, people))
        })
        .collect();
    standing::settled(&rows, analysed, cut_off)
}

/// What a reader must know: programmes of the pipeline without a pairing, and rows of programmes that it does not name.
///
/// Values that are employee ids or addresses, as when the wrong column is mapped, are counted and not repeated.
fn remarks(kept: &[Kept], analysed: &[&str], ids: &Ids, cut_off: Day) -> Vec<String> {
    let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
    for (pairing, _) in kept {
        *rows.entry(&pairing.programme).or_default() += 1;
    }
    let list = |ids: &[&str]| {
        let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        quoted.join(", ")
    };
    let mut empty: Vec<&str> = analysed.to_vec();
    empty.retain(|id| !rows.contains_key(id));
    let others: Vec<(&str, u64)> = rows
        .iter()
        .filter(|(id, _)| !analysed.contains(*id))
        .map(|(id, n)| (*id, *n))
        .collect();
    let mut remarks = Vec::new();
    if !empty.is_empty() {
        let programmes = if empty.len() == analysed.len() {
            format!("any programme of the pipeline ({})", list(&empty))
        } else {
            list(&empty)
        };
        remarks.push(format!(
            "no pairing that starts by {cut_off} belongs to {programmes}: nobody took part, so nothing can be estimated"
        ));
    }
    if !others.is_empty() {
        let total: u64 = others.iter().map(|(_, n)| n).sum();
        let shown = |id: &&str| !id.contains('@') && ids.get(id).is_none();
        let mut names: Vec<&str> = others.iter().map(|(id, _)| *id).filter(shown).collect();
        names.truncate(MOST_NAMED);
        let rest = others.len() - names.len();
        let mut named = list(&names);
        if rest > 0 {
            let joint = if names.is_empty() { "" } else { " and " };
            let other = if names.is_empty() { "" } else { " other" };
            let ending = if rest == 1 { "" } else { "s" };
            let _ = write!(named, "{joint}{rest}{other} value{ending}");
        }
        let (ending, verb) = if total == 1 {
            ("", "belongs")
        } else {
            ("s", "belong")
        };
        let advice = if empty.is_empty() {
            ""
        } else {
            "; is an id spelt differently in the pipeline and in the export?"
        };
        remarks.push(format!(
            "{total} row{ending} of pairings {verb} to programmes that the pipeline does not name ({named}): their people are \
             nobody's controls, and no effect of theirs is estimated{advice}"
        ));
    }
    remarks
}

fn assemble(kept: &[Kept], analysed: &[&str]) -> Settled {
    let others: BTreeSet<&str> = kept
        .iter()
        .map(|(p, _)| p.programme.as_ref())
        .filter(|id| !analysed.contains(id))
        .collect();
    let programmes: Vec<String> = analysed
        .iter()
        .copied()
        .chain(others)
        .map(str::to_owned)
        .collect();
    let pairings: Vec<Box<str>> = kept
        .iter()
        .map(|(p, _)| p.pairing.clone())
        .collect::<BTreeSet<Box<str>>>()
        .into_iter()
        .collect();
    let mut settled = Settled {
        programmes: Programmes {
            ids: Vec::new(),
            analysed: analysed.len(),
        },
        memberships: Vec::with_capacity(kept.len() * 2),
        pairings,
        applications: Vec::new(),
        invitations: Vec::new(),
        warnings: Vec::new(),
    };
    for (pairing, people) in kept {
        let number = settled.pairing(&pairing.pairing).unwrap_or(u32::MAX);
        let programme = programmes
            .iter()
            .position(|id| **id == *pairing.programme)
            .unwrap_or(0) as u16;
        for &(person, role) in people {
            let (start, end) = (pairing.start, pairing.end);
            settled.memberships.push(Membership {
                pairing: number,
                programme,
                person,
                role,
                start,
                end,
                status: pairing.status,
            });
        }
    }
    settled
        .memberships
        .sort_unstable_by_key(|m| (m.person, m.start, m.programme, m.pairing, m.role, m.end));
    settled.programmes.ids = programmes;
    settled
}
