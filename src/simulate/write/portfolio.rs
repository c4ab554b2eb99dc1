//! The tables of a portfolio: canonical names and types, one file a table. Pairings are long, surveys wide.

use std::sync::Arc;

use arrow::array::{ArrayRef, Int32Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::tables::{Column, Table};
use crate::vocab::{Day, Generations};

use super::super::organisation::{employee_id, pairing_id};
use super::super::portfolio::{
    Activity, Answers, Membership, Portfolio, Scored, Unit, survey_items,
};
use super::super::{Format, SimulateError};
use super::Folder;
use super::canonical;
use super::filled::{Filled, Out, date, field, float, id, record_batch, text};
use super::table_file::ROW_GROUP;

/// Writes every table.
pub(super) fn write(
    p: &Portfolio,
    folder: &mut Folder,
    format: Format,
) -> Result<(), SimulateError> {
    let mut out = Out { folder, format };
    canonical::employees(&mut out, &p.people, p.calendar.last_day())?;
    canonical::exits(&mut out, &p.people)?;
    surveys(&mut out, p)?;
    pairings(&mut out, p)?;
    canonical::sessions(&mut out, &p.sessions)?;
    assessments(&mut out, p)?;
    leader_feedback(&mut out, p)?;
    evaluations(&mut out, p)?;
    canonical::promotions(&mut out, &p.moves)?;
    canonical::candidates(&mut out, &p.candidates)?;
    activity(&mut out, p)?;
    actions(&mut out, p)?;
    canonical::stories(&mut out, &p.stories)
}

/// Writes a table in parts, so that one of them is in memory at a time.
fn parts<T>(
    out: &mut Out,
    table: Table,
    fields: Vec<Field>,
    parts: impl Iterator<Item = (Day, Vec<T>)>,
    columns: impl Fn(Day, &[T]) -> Vec<ArrayRef>,
) -> Result<(), SimulateError> {
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let (name, mut file) = out.create(table, &schema)?;
    for (day, part) in parts {
        for rows in part.chunks(ROW_GROUP) {
            file.write(&record_batch(&schema, columns(day, rows), &name)?)?;
        }
    }
    let rows = file.finish()?;
    out.folder.note(&name, Some(rows));
    Ok(())
}

/// The waves with what `of` draws for each.
fn waves<'a, T>(
    p: &'a Portfolio,
    of: impl Fn(usize) -> Vec<T> + 'a,
) -> impl Iterator<Item = (Day, Vec<T>)> + 'a {
    p.calendar
        .waves
        .iter()
        .enumerate()
        .map(move |(k, day)| (*day, of(k)))
}

fn values(filled: Vec<Filled>) -> Vec<ArrayRef> {
    filled.into_iter().map(|(_, values)| values).collect()
}

fn surveys(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let mut fields = vec![field(Column::EmployeeId), field(Column::WaveDate)];
    fields.extend(survey_items().map(|item| Field::new(item, DataType::Int32, true)));
    let columns = |day: Day, rows: &[Answers]| {
        let mut columns = values(vec![
            id(
                Column::EmployeeId,
                rows.iter().map(|r| employee_id(r.person)),
            ),
            date(Column::WaveDate, rows.iter().map(|_| Some(day))),
        ]);
        columns.extend(survey_items().enumerate().map(|(k, _)| -> ArrayRef {
            let answers = rows.iter().map(|r| r.items.get(k).copied().flatten());
            Arc::new(answers.map(|a| a.map(i32::from)).collect::<Int32Array>())
        }));
        columns
    };
    parts(
        out,
        Table::Surveys,
        fields,
        waves(p, |k| p.survey_wave(k)),
        columns,
    )
}

fn pairings(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let all: Vec<(u32, &Unit, Membership)> = (0u32..)
        .zip(&p.units)
        .flat_map(|(k, unit)| unit.members.iter().map(move |m| (k, unit, *m)))
        .collect();
    let programmes = p.programmes();
    out.table(Table::Pairings, all.len(), |from, to| {
        let rows = || all[from..to].iter();
        vec![
            id(Column::PairingId, rows().map(|r| pairing_id(r.0))),
            text(
                Column::ProgrammeId,
                rows().map(|r| programmes.get(usize::from(r.1.programme)).map(|p| p.id)),
            ),
            id(Column::EmployeeId, rows().map(|r| employee_id(r.2.person))),
            text(Column::Role, rows().map(|r| Some(r.2.role.id()))),
            date(Column::StartDate, rows().map(|r| Some(r.1.start))),
            date(Column::EndDate, rows().map(|r| r.2.end)),
            text(Column::Status, rows().map(|r| Some(r.2.status.id()))),
        ]
    })
}

fn assessments(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let fields = [
        Column::EmployeeId,
        Column::WaveDate,
        Column::Instrument,
        Column::Score,
    ];
    let columns = |day: Day, rows: &[Scored]| {
        values(vec![
            id(
                Column::EmployeeId,
                rows.iter().map(|r| employee_id(r.person)),
            ),
            date(Column::WaveDate, rows.iter().map(|_| Some(day))),
            text(Column::Instrument, rows.iter().map(|r| Some(r.item))),
            float(Column::Score, rows.iter().map(|r| Some(f64::from(r.score)))),
        ])
    };
    let fields = fields.map(field).to_vec();
    parts(
        out,
        Table::Assessments,
        fields,
        waves(p, |k| p.test_wave(k)),
        columns,
    )
}

fn leader_feedback(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let fields = [
        Column::LeaderId,
        Column::WaveDate,
        Column::Item,
        Column::Score,
        Column::RaterGeneration,
    ];
    let generations = Generations::default();
    let label = |code: u8| {
        generations
            .bands()
            .get(usize::from(code))
            .map(|b| b.label.as_str())
    };
    let columns = |day: Day, rows: &[Scored]| {
        values(vec![
            id(Column::LeaderId, rows.iter().map(|r| employee_id(r.person))),
            date(Column::WaveDate, rows.iter().map(|_| Some(day))),
            text(Column::Item, rows.iter().map(|r| Some(r.item))),
            float(Column::Score, rows.iter().map(|r| Some(f64::from(r.score)))),
            text(
                Column::RaterGeneration,
                rows.iter().map(|r| r.rater.and_then(label)),
            ),
        ])
    };
    let fields = fields.map(field).to_vec();
    parts(
        out,
        Table::LeaderFeedback,
        fields,
        waves(p, |k| p.feedback_wave(k)),
        columns,
    )
}

fn evaluations(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    out.table(Table::Evaluations, p.evaluations.len(), |from, to| {
        let rows = || p.evaluations[from..to].iter();
        vec![
            id(Column::PairingId, rows().map(|e| pairing_id(e.pairing))),
            id(Column::EmployeeId, rows().map(|e| employee_id(e.person))),
            date(Column::Date, rows().map(|e| Some(e.day))),
            text(Column::Item, rows().map(|e| Some(e.item))),
            float(Column::Score, rows().map(|e| Some(f64::from(e.score)))),
            text(Column::Comment, rows().map(|e| e.comment)),
        ]
    })
}

fn activity(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let fields = [
        Column::EmployeeId,
        Column::Date,
        Column::Metric,
        Column::Value,
    ];
    let columns = |_: Day, rows: &[Activity]| {
        values(vec![
            id(
                Column::EmployeeId,
                rows.iter().map(|r| employee_id(r.person)),
            ),
            date(Column::Date, rows.iter().map(|r| Some(r.day))),
            text(Column::Metric, rows.iter().map(|r| Some(r.metric))),
            float(Column::Value, rows.iter().map(|r| Some(f64::from(r.value)))),
        ])
    };
    let quarters = p.calendar.quarters.iter().enumerate();
    let drawn = quarters.map(|(k, period)| (period.last_day(), p.activity_quarter(k)));
    parts(
        out,
        Table::Activity,
        fields.map(field).to_vec(),
        drawn,
        columns,
    )
}

fn actions(out: &mut Out, p: &Portfolio) -> Result<(), SimulateError> {
    let programmes = p.programmes();
    out.table(Table::Actions, p.actions.len(), |from, to| {
        let rows = || p.actions[from..to].iter();
        vec![
            id(
                Column::ActionId,
                (from..to).map(|k| format!("A{:05}", k + 1)),
            ),
            text(
                Column::ProgrammeId,
                rows().map(|a| programmes.get(usize::from(a.programme)).map(|p| p.id)),
            ),
            id(Column::PairingId, rows().map(|a| pairing_id(a.pairing))),
            date(Column::ProposedDate, rows().map(|a| Some(a.proposed))),
            date(Column::AdoptedDate, rows().map(|a| a.adopted)),
            text(Column::Area, rows().map(|a| Some(a.area))),
            text(Column::Status, rows().map(|a| Some(a.status))),
        ]
    })
}
