//! From the rows that could be read to the roster: the period, duplicates, people sorted by id.

use rayon::prelude::*;

use super::{EmployeeRows, NO_GENERATION, NO_YEAR};
use crate::ingest::account::Account;
use crate::ingest::attributes::NOT_STATED;
use crate::ingest::cells::Place;
use crate::ingest::error::IngestError;
use crate::ingest::registry::{Person, Registry};
use crate::ingest::rows::{contradiction, judge};
use crate::ingest::source::Source;
use crate::tables::{
    Attribute, AttributeColumn, Column, NO_PERSON, NotNeeded, People, QuarantineReason, Roster,
};
use crate::vocab::{Day, Generations};

/// The roster, the people, and the registry for references from other tables.
#[derive(Debug)]
pub(in crate::ingest) struct Settled {
    pub(in crate::ingest) people: People,
    pub(in crate::ingest) roster: Roster,
    pub(in crate::ingest) registry: Registry,
    pub(in crate::ingest) account: Account,
}

impl EmployeeRows {
    /// Keeps what belongs to the period, settles duplicates, and sorts people by id.
    ///
    /// # Errors
    /// A file that turns out to be damaged while rows are compared.
    pub(in crate::ingest) fn settle(
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
        Ok(self.assemble(&order, &sorted_ids, generations, account))
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
        let mut verdicts = judge(source, &groups)?.into_iter();
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

    /// The roster of the rows in order.
    fn assemble(
        self,
        order: &[u32],
        sorted_ids: &[u32],
        generations: &Generations,
        account: Account,
    ) -> Settled {
        let attributes = self.attributes(order, generations);
        let mut first_row = Vec::with_capacity(sorted_ids.len() + 1);
        let mut last = NO_PERSON;
        for (position, &row) in order.iter().enumerate() {
            let id = self.id[row as usize];
            if id != last {
                first_row.push(position as u32);
                last = id;
            }
        }
        first_row.push(order.len() as u32);
        let mut people_of = vec![Person::Outside; self.ids.len()];
        for &id in &self.quarantined_ids {
            people_of[id as usize] = Person::Quarantined;
        }
        let mut present = vec![false; self.ids.len()];
        for &row in order {
            present[self.id[row as usize] as usize] = true;
        }
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

    /// Generation, birth year where it is asked for, and what the plan names.
    fn attributes(&self, order: &[u32], generations: &Generations) -> Vec<AttributeColumn> {
        let code = |row: u32| match self.generation[row as usize] {
            NO_GENERATION => NOT_STATED,
            generation => u32::from(generation),
        };
        let mut attributes: Vec<AttributeColumn> = vec![AttributeColumn {
            name: Column::Generation.name().to_owned(),
            values: Attribute::Category {
                codes: order.iter().map(|&row| code(row)).collect(),
                labels: generations
                    .bands()
                    .iter()
                    .map(|b| b.label.clone())
                    .collect(),
            },
        }];
        if self.with_birth_year {
            let year = |row: u32| match self.birth_year[row as usize] {
                NO_YEAR => f64::NAN,
                year => f64::from(year),
            };
            attributes.push(AttributeColumn {
                name: Column::BirthYear.name().to_owned(),
                values: Attribute::Number(order.iter().map(|&row| year(row)).collect()),
            });
        }
        let read: Vec<AttributeColumn> = self
            .planned
            .par_iter()
            .zip(&self.values)
            .map(|(planned, values)| planned.gather(values, order))
            .collect();
        attributes.extend(read);
        attributes
    }
}
