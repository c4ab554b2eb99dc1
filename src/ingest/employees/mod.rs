//! The roster: people, their snapshots, attributes, managers and generations.
//!
//! A snapshot after the cut-off is not needed, unless it is the earliest that shows a person who was hired before
//! it: otherwise that person would be unknown. People hired after the cut-off are outside. Deliberately absent: spells;
//! they follow from the hire dates of the rows and the exits.
//!
//! Map: `row` one row; `roster` duplicates, the period and the order of people.

mod roster;
mod row;

use rayon::prelude::*;

use super::account::Account;
use super::attributes::{self, Planned, Values};
use super::cells::{Place, TextCells};
use super::error::{AbsentColumn, IngestError};
use super::ids::Ids;
use super::source::Source;
use super::view::View;
use crate::tables::{Column, ColumnType, NO_PERSON, Table};
use crate::vocab::{Day, Generations};

pub(super) use roster::Settled;

/// Code of a generation that is not stated.
const NO_GENERATION: u8 = u8::MAX;
/// A birth year that is not stated.
const NO_YEAR: i16 = i16::MIN;

/// All rows of employees that could be read.
#[derive(Debug)]
pub(super) struct EmployeeRows {
    /// Every id that was read, also of quarantined rows.
    pub(super) ids: Ids,
    id: Vec<u32>,
    place: Vec<Place>,
    as_of: Vec<Day>,
    hire: Vec<Day>,
    birth_year: Vec<i16>,
    generation: Vec<u8>,
    manager: Vec<u32>,
    planned: Vec<Planned>,
    values: Vec<Values>,
    quarantined_ids: Vec<u32>,
    with_birth_year: bool,
    /// The account so far.
    pub(super) account: Account,
}

struct Part {
    ids: TextCells,
    managers: TextCells,
    place: Vec<Place>,
    as_of: Vec<Day>,
    hire: Vec<Day>,
    birth_year: Vec<i16>,
    generation: Vec<u8>,
    values: Vec<Values>,
    bad_ids: Vec<String>,
    account: Account,
}

/// Reads employees.
///
/// # Errors
/// Absent columns, unknown attributes, a damaged file.
pub(super) fn read(
    source: &Source<'_>,
    attributes: &[String],
    generations: &Generations,
) -> Result<EmployeeRows, IngestError> {
    source.require(&[Column::EmployeeId, Column::HireDate])?;
    let birth = [Column::BirthDate, Column::BirthYear, Column::Generation];
    if !birth.iter().any(|&c| source.has(c)) {
        let names: Vec<String> = birth.iter().map(|c| c.name().to_owned()).collect();
        return Err(IngestError::AbsentColumn(Box::new(AbsentColumn {
            table: Table::Employees,
            file: source
                .files
                .first()
                .map_or_else(String::new, |f| f.name.clone()),
            near: Vec::new(),
            columns: names,
            one_of: true,
            mapped_to: None,
            present: source.headers(),
        })));
    }
    let planned = attributes::plan(source, attributes)?;
    let needed = needed(source, &planned);
    let parts = source.map_columns(&needed, |chunk| {
        row::read_chunk(View { source, chunk }, &planned, generations)
    })?;
    let rows = parts.iter().map(|p| p.ids.len()).sum();
    let mut all = EmployeeRows {
        ids: Ids::expecting(
            &parts
                .iter()
                .flat_map(|p| (0..p.ids.len()).map(|k| p.ids.raw(k))),
            parts.iter().map(|p| p.ids.size()).sum(),
        ),
        id: Vec::with_capacity(rows),
        place: Vec::with_capacity(rows),
        as_of: Vec::with_capacity(rows),
        hire: Vec::with_capacity(rows),
        birth_year: Vec::with_capacity(rows),
        generation: Vec::with_capacity(rows),
        manager: Vec::new(),
        values: planned.iter().map(Planned::empty).collect(),
        planned,
        quarantined_ids: Vec::new(),
        with_birth_year: attributes.iter().any(|a| a == Column::BirthYear.name()),
        account: source.account(),
    };
    for part in &parts {
        for k in 0..part.ids.len() {
            all.id.push(all.ids.intern(part.ids.raw(k)));
        }
        all.place.extend(&part.place);
        all.as_of.extend(&part.as_of);
        all.hire.extend(&part.hire);
        all.birth_year.extend(&part.birth_year);
        all.generation.extend(&part.generation);
        for (whole, piece) in all.values.iter_mut().zip(&part.values) {
            whole.append(piece);
        }
    }
    let ids = &all.ids;
    let managers: Vec<Vec<u32>> = parts
        .par_iter()
        .map(|part| {
            let found = |k: usize| {
                part.managers
                    .get(k)
                    .and_then(|m| ids.get(m))
                    .unwrap_or(NO_PERSON)
            };
            (0..part.managers.len()).map(found).collect()
        })
        .collect();
    all.manager = managers.concat();
    for part in parts {
        all.quarantined_ids
            .extend(part.bad_ids.iter().map(|id| all.ids.intern(id)));
        all.account.absorb(part.account);
    }
    Ok(all)
}

impl EmployeeRows {
    /// The latest day that a row tells of: a snapshot, or a hire.
    pub(super) fn latest(&self) -> Option<Day> {
        let days = self.as_of.iter().chain(&self.hire).copied();
        days.filter(|day| *day != Day::MIN).max()
    }
}

/// Columns that the roster is made of or that must be checked; other text only matters when duplicates are compared.
fn needed(source: &Source<'_>, planned: &[Planned]) -> Vec<usize> {
    let core = [Column::EmployeeId, Column::Generation, Column::ManagerId];
    let typed = |c: Column| c.column_type() != ColumnType::Text;
    let wanted = |want: usize| {
        source.wants[want]
            .column
            .is_some_and(|c| core.contains(&c) || typed(c))
            || planned.iter().any(|p| p.want == want)
    };
    (0..source.wants.len()).filter(|&w| wanted(w)).collect()
}
