//! The roster: people, their snapshots, attributes, managers and generations.
//!
//! A snapshot after the cut-off is not needed, unless it is the earliest that shows a person who was hired before
//! it: otherwise that person would be unknown. People hired after the cut-off are outside. Deliberately absent: spells;
//! they follow from the hire dates of the rows and the exits.

use rayon::prelude::*;

use super::account::Account;
use super::attributes::{self, NOT_STATED, Planned, Values};
use super::cells::{Place, TextCells};
use super::dates::PLAUSIBLE;
use super::error::{AbsentColumn, IngestError};
use super::ids::Ids;
use super::registry::{Person, Registry};
use super::rows::{contradiction, judge};
use super::source::Source;
use super::view::{RowFault, View};
use crate::tables::{
    Attribute, AttributeColumn, Column, ColumnType, NO_PERSON, NotNeeded, People, QuarantineReason,
    Roster, Table,
};
use crate::vocab::{Day, Generations};

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
        read_chunk(View { source, chunk }, &planned, generations)
    })?;
    let mut all = EmployeeRows {
        ids: Ids::default(),
        id: Vec::new(),
        place: Vec::new(),
        as_of: Vec::new(),
        hire: Vec::new(),
        birth_year: Vec::new(),
        generation: Vec::new(),
        manager: Vec::new(),
        values: planned.iter().map(Planned::empty).collect(),
        planned,
        quarantined_ids: Vec::new(),
        with_birth_year: attributes.iter().any(|a| a == Column::BirthYear.name()),
        account: source.account(),
    };
    for part in &parts {
        all.id
            .extend((0..part.ids.len()).map(|k| all.ids.intern(part.ids.raw(k))));
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

fn read_chunk(view: View<'_>, planned: &[Planned], generations: &Generations) -> Part {
    let rows = view.chunk.len;
    let mut part = Part {
        ids: TextCells::with_capacity(rows, rows * 8),
        managers: TextCells::with_capacity(rows, rows * 8),
        place: Vec::with_capacity(rows),
        as_of: Vec::with_capacity(rows),
        hire: Vec::with_capacity(rows),
        birth_year: Vec::with_capacity(rows),
        generation: Vec::with_capacity(rows),
        values: planned.iter().map(Planned::empty).collect(),
        bad_ids: Vec::new(),
        account: Account::of(rows),
    };
    for at in 0..rows {
        let kept = part.place.len();
        if let Err(fault) = read_row(view, at, planned, generations, &mut part) {
            part.as_of.truncate(kept);
            part.hire.truncate(kept);
            part.values.iter_mut().for_each(|v| v.truncate(kept));
            part.bad_ids.extend(
                view.text(Column::EmployeeId, at)
                    .map(std::borrow::Cow::into_owned),
            );
            part.account.quarantined.push(view.quarantined(at, fault));
        }
    }
    part
}

fn read_row(
    view: View<'_>,
    at: usize,
    planned: &[Planned],
    generations: &Generations,
    part: &mut Part,
) -> Result<(), RowFault> {
    let id = view.required_text(Column::EmployeeId, at)?;
    part.hire.push(view.required_day(Column::HireDate, at)?);
    part.as_of
        .push(view.day(Column::AsOf, at)?.unwrap_or(Day::MIN));
    let year = birth_year(view, at)?;
    let generation = match view.text(Column::Generation, at) {
        Some(label) => {
            let allowed = || {
                generations
                    .bands()
                    .iter()
                    .map(|b| b.label.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let found = generations.of_label(&label);
            Some(found.ok_or_else(|| {
                view.unknown_word(
                    Column::Generation,
                    &format!("the generations {}", allowed()),
                )
            })?)
        }
        None => year.and_then(|y| generations.of_year(y)),
    };
    for (attribute, values) in planned.iter().zip(&mut part.values) {
        attribute.read(view, at, values)?;
    }
    view.check_types(
        at,
        &[
            Column::HireDate,
            Column::AsOf,
            Column::BirthDate,
            Column::BirthYear,
        ],
    )?;
    part.ids.push(&id);
    match view.text(Column::ManagerId, at) {
        Some(manager) => part.managers.push(&manager),
        None => part.managers.push(""),
    }
    part.birth_year
        .push(year.and_then(|y| i16::try_from(y).ok()).unwrap_or(NO_YEAR));
    part.generation.push(
        generation
            .and_then(|g| u8::try_from(g).ok())
            .unwrap_or(NO_GENERATION),
    );
    part.place.push(view.place(at));
    Ok(())
}

/// The year of birth, from the date or the year; both must agree.
fn birth_year(view: View<'_>, at: usize) -> Result<Option<i32>, RowFault> {
    let want = |c: Column| view.source.want(c).unwrap_or(0);
    let year = view.int(Column::BirthYear, at)?;
    let (first, last) = (
        i64::from(PLAUSIBLE.0.year()) - 100,
        i64::from(PLAUSIBLE.1.year()),
    );
    if year.is_some_and(|y| !(first..=last).contains(&y)) {
        return Err(RowFault::new(
            want(Column::BirthYear),
            QuarantineReason::OutOfRange,
            "not a year of birth",
        ));
    }
    let year = year.and_then(|y| i32::try_from(y).ok());
    let date = view.day(Column::BirthDate, at)?.map(Day::year);
    match (date, year) {
        (Some(date), Some(year)) if date != year => Err(RowFault::new(
            want(Column::BirthYear),
            QuarantineReason::Disagreement,
            format!("birth_date says {date}, birth_year {year}"),
        )),
        (date, year) => Ok(date.or(year)),
    }
}

/// The roster, the people, and the registry for references from other tables.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) people: People,
    pub(super) roster: Roster,
    pub(super) registry: Registry,
    pub(super) account: Account,
}

impl EmployeeRows {
    /// Keeps what belongs to the period, settles duplicates, and sorts people by id.
    ///
    /// # Errors
    /// A file that turns out to be damaged while rows are compared.
    pub(super) fn settle(
        mut self,
        source: &Source<'_>,
        cut_off: Day,
        generations: &Generations,
    ) -> Result<Settled, IngestError> {
        let sorted_ids = self.ids.sorted();
        let mut rank = vec![0; sorted_ids.len()];
        for (position, &id) in sorted_ids.iter().enumerate() {
            rank[id as usize] = position as u32;
        }
        let mut order = self.within_period(cut_off);
        let key = |row: u32| {
            (
                rank[self.id[row as usize] as usize],
                self.as_of[row as usize],
                self.place[row as usize],
            )
        };
        if !order.is_sorted_by_key(|&row| key(row)) {
            order.par_sort_unstable_by_key(|&row| key(row));
        }
        let mut account = std::mem::take(&mut self.account);
        let order = self.without_duplicates(source, order, &mut account)?;
        account.used += order.len() as u64;
        Ok(self.assemble(order, &sorted_ids, generations, account))
    }

    /// Rows that belong to the period; the others are counted.
    fn within_period(&mut self, cut_off: Day) -> Vec<u32> {
        let mut first_seen = vec![Day::MAX; self.ids.len()];
        for ((&id, &as_of), &hire) in self.id.iter().zip(&self.as_of).zip(&self.hire) {
            if hire <= cut_off {
                let seen = &mut first_seen[id as usize];
                *seen = as_of.min(*seen);
            }
        }
        let rows = 0..self.id.len() as u32;
        let kept: Vec<u32> = rows
            .filter(|&row| {
                let (row, id) = (row as usize, self.id[row as usize] as usize);
                self.hire[row] <= cut_off
                    && (self.as_of[row] <= cut_off || self.as_of[row] == first_seen[id])
            })
            .collect();
        self.account.set_aside(
            NotNeeded::OutsidePeriod,
            (self.id.len() - kept.len()) as u64,
        );
        kept
    }

    fn without_duplicates(
        &mut self,
        source: &Source<'_>,
        order: Vec<u32>,
        account: &mut Account,
    ) -> Result<Vec<u32>, IngestError> {
        let same = |a: &u32, b: &u32| {
            let (a, b) = (*a as usize, *b as usize);
            self.id[a] == self.id[b] && self.as_of[a] == self.as_of[b]
        };
        let groups: Vec<Vec<Place>> = order
            .chunk_by(same)
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|&row| self.place[row as usize]).collect())
            .collect();
        if groups.is_empty() {
            return Ok(order);
        }
        let mut verdicts = judge(source, groups)?.into_iter();
        let want = source.want(Column::EmployeeId).unwrap_or(0);
        let mut kept = Vec::with_capacity(order.len());
        let mut quarantined = Vec::new();
        for group in order.chunk_by(same) {
            if group.len() == 1 {
                kept.extend(group);
            } else if verdicts.next().unwrap_or(false) {
                for &row in group {
                    let id = self.id[row as usize];
                    quarantined.push(id);
                    let (place, value) = (self.place[row as usize], self.ids.text(id));
                    let reason = QuarantineReason::ContradictingDuplicate;
                    account.quarantined.push(source.quarantined(
                        place,
                        want,
                        value,
                        reason,
                        contradiction(source),
                    ));
                }
            } else {
                kept.extend(group.first());
                account.set_aside(NotNeeded::ExactDuplicate, group.len() as u64 - 1);
            }
        }
        self.quarantined_ids.extend(quarantined);
        Ok(kept)
    }

    fn assemble(
        self,
        order: Vec<u32>,
        sorted_ids: &[u32],
        generations: &Generations,
        account: Account,
    ) -> Settled {
        let mut people_of = vec![Person::Outside; self.ids.len()];
        self.quarantined_ids
            .iter()
            .for_each(|&id| people_of[id as usize] = Person::Quarantined);
        let mut present = vec![false; self.ids.len()];
        order
            .iter()
            .for_each(|&row| present[self.id[row as usize] as usize] = true);
        let mut ids: Vec<Box<str>> = Vec::with_capacity(sorted_ids.len());
        for &id in sorted_ids.iter().filter(|&&id| present[id as usize]) {
            people_of[id as usize] = Person::Present(ids.len() as u32);
            ids.push(self.ids.text(id).into());
        }
        let registry = Registry {
            ids: self.ids,
            people: people_of,
        };
        let person = |id: u32| registry.person(id).unwrap_or(NO_PERSON);
        let mut first_row = Vec::with_capacity(ids.len() + 1);
        let mut last = NO_PERSON;
        for (position, &row) in order.iter().enumerate() {
            let id = self.id[row as usize];
            if id != last {
                first_row.push(position as u32);
                last = id;
            }
        }
        first_row.push(order.len() as u32);
        let mut attributes: Vec<AttributeColumn> = vec![AttributeColumn {
            name: Column::Generation.name().to_owned(),
            values: Attribute::Category {
                codes: order
                    .iter()
                    .map(|&r| self.generation[r as usize])
                    .map(|g| {
                        if g == NO_GENERATION {
                            NOT_STATED
                        } else {
                            u32::from(g)
                        }
                    })
                    .collect(),
                labels: generations
                    .bands()
                    .iter()
                    .map(|b| b.label.clone())
                    .collect(),
            },
        }];
        if self.with_birth_year {
            let year = |y: i16| if y == NO_YEAR { f64::NAN } else { f64::from(y) };
            attributes.push(AttributeColumn {
                name: Column::BirthYear.name().to_owned(),
                values: Attribute::Number(
                    order
                        .iter()
                        .map(|&r| year(self.birth_year[r as usize]))
                        .collect(),
                ),
            });
        }
        let read: Vec<AttributeColumn> = self
            .planned
            .par_iter()
            .zip(&self.values)
            .map(|(planned, values)| planned.gather(values, &order))
            .collect();
        attributes.extend(read);
        let roster = Roster {
            first_row,
            as_of: order.iter().map(|&r| self.as_of[r as usize]).collect(),
            hire: order.iter().map(|&r| self.hire[r as usize]).collect(),
            manager: order
                .iter()
                .map(|&r| self.manager[r as usize])
                .map(|m| if m == NO_PERSON { m } else { person(m) })
                .collect(),
            attributes,
        };
        Settled {
            people: People { ids },
            roster,
            registry,
            account,
        }
    }
}
