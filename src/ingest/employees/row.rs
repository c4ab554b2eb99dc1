//! One row of employees, read and checked.

use super::{NO_GENERATION, NO_YEAR, Part};
use crate::ingest::account::Account;
use crate::ingest::attributes::Planned;
use crate::ingest::cells::TextCells;
use crate::ingest::dates::PLAUSIBLE;
use crate::ingest::view::{RowFault, View};
use crate::tables::{Column, QuarantineReason};
use crate::vocab::{Day, Generations};

/// Reads the rows of a chunk.
pub(super) fn read_chunk(view: View<'_>, planned: &[Planned], generations: &Generations) -> Part {
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
