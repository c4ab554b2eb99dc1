//! The canonical layout: one file a table, canonical names and types (data contract, section 2). Surveys are wide with
//! items `q01` to `q12`, pairings are wide, the roster is one undated snapshot.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::tables::{Column, ColumnType, NO_PERSON, Table};
use crate::vocab::Day;

use super::super::organisation::{email, employee_id, pairing_id};
use super::super::surveys::{ITEMS, Response};
use super::super::{Format, Organisation, SimulateError, labels};
use super::Folder;
use super::table_file::{ROW_GROUP, TableFile, extension};

/// The name of an item, `q01` for position 0.
pub(super) fn item_name(position: usize) -> String {
    format!("q{:02}", position + 1)
}

/// A column with its values.
type Filled = (Column, ArrayRef);

fn text<S: AsRef<str>>(column: Column, values: impl Iterator<Item = Option<S>>) -> Filled {
    (column, Arc::new(values.collect::<StringArray>()))
}

fn id(column: Column, values: impl Iterator<Item = String>) -> Filled {
    text(column, values.map(Some))
}

fn date(column: Column, values: impl Iterator<Item = Option<Day>>) -> Filled {
    (
        column,
        Arc::new(values.map(|d| d.map(|d| d.0)).collect::<Date32Array>()),
    )
}

fn int(column: Column, values: impl Iterator<Item = i32>) -> Filled {
    (column, Arc::new(values.map(Some).collect::<Int32Array>()))
}

fn float(column: Column, values: impl Iterator<Item = Option<f64>>) -> Filled {
    (column, Arc::new(values.collect::<Float64Array>()))
}

fn yes_no(column: Column, values: impl Iterator<Item = Option<bool>>) -> Filled {
    (column, Arc::new(values.collect::<BooleanArray>()))
}

fn field(column: Column) -> Field {
    let data_type = match column.column_type() {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Date => DataType::Date32,
        ColumnType::Int => DataType::Int32,
        ColumnType::Float => DataType::Float64,
        ColumnType::Bool => DataType::Boolean,
    };
    Field::new(column.name(), data_type, true)
}

/// Writes every table.
pub(super) fn write(
    o: &Organisation,
    folder: &mut Folder,
    format: Format,
) -> Result<(), SimulateError> {
    let mut out = Out { folder, format };
    out.table(Table::Employees, o.people.len(), |from, to| {
        employees(o, from, to)
    })?;
    let exits: Vec<(u32, Day, &'static str)> = (0u32..)
        .zip(&o.people)
        .flat_map(|(n, p)| p.exits().map(move |e| (n, e.day, e.kind.id())))
        .collect();
    out.table(Table::Exits, exits.len(), |from, to| {
        let rows = || exits[from..to].iter();
        vec![
            id(Column::EmployeeId, rows().map(|e| employee_id(e.0))),
            date(Column::ExitDate, rows().map(|e| Some(e.1))),
            text(Column::ExitType, rows().map(|e| Some(e.2))),
        ]
    })?;
    out.surveys(o)?;
    out.table(Table::Pairings, o.pairings.len(), |from, to| {
        pairings(o, from, to)
    })?;
    out.table(Table::Sessions, o.sessions.len(), |from, to| {
        let rows = || o.sessions[from..to].iter();
        vec![
            id(Column::PairingId, rows().map(|s| pairing_id(s.pairing))),
            date(Column::SessionDate, rows().map(|s| Some(s.day))),
            float(Column::Minutes, rows().map(|s| Some(s.minutes))),
            text(Column::Status, rows().map(|s| Some(s.status))),
            text(Column::Topic, rows().map(|s| Some(s.topic))),
        ]
    })?;
    let promotions: Vec<_> = o.promotions().collect();
    out.table(Table::Promotions, promotions.len(), |from, to| {
        let rows = || promotions[from..to].iter();
        vec![
            id(Column::EmployeeId, rows().map(|p| employee_id(p.person))),
            date(Column::PromotionDate, rows().map(|p| Some(p.day))),
            int(Column::FromLevel, rows().map(|p| i32::from(p.from))),
            int(Column::ToLevel, rows().map(|p| i32::from(p.to))),
        ]
    })?;
    out.table(Table::Candidates, o.candidates.len(), |from, to| {
        candidates(o, from, to)
    })?;
    out.table(Table::Stories, o.stories.len(), |from, to| {
        stories(o, from, to)
    })
}

struct Out<'a, 'b> {
    folder: &'a mut Folder<'b>,
    format: Format,
}

impl Out<'_, '_> {
    fn create(
        &self,
        table: Table,
        schema: &SchemaRef,
    ) -> Result<(String, TableFile), SimulateError> {
        let name = format!("{}.{}", table.name(), extension(self.format));
        let path = self.folder.path(&name)?;
        Ok((
            name,
            TableFile::create(table.name(), path, schema, self.format)?,
        ))
    }

    /// Writes a table in batches of a row group.
    fn table(
        &mut self,
        table: Table,
        rows: usize,
        batch: impl Fn(usize, usize) -> Vec<Filled>,
    ) -> Result<(), SimulateError> {
        let fields: Vec<Field> = batch(0, 0)
            .into_iter()
            .map(|(column, _)| field(column))
            .collect();
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let (name, mut file) = self.create(table, &schema)?;
        for from in (0..rows).step_by(ROW_GROUP) {
            let columns = batch(from, (from + ROW_GROUP).min(rows))
                .into_iter()
                .map(|(_, values)| values);
            file.write(&record_batch(&schema, columns.collect(), &name)?)?;
        }
        let rows = file.finish()?;
        self.folder.note(&name, Some(rows));
        Ok(())
    }

    /// Writes the surveys wave by wave, so that one wave is in memory at a time.
    fn surveys(&mut self, o: &Organisation) -> Result<(), SimulateError> {
        let mut fields = vec![field(Column::EmployeeId), field(Column::WaveDate)];
        fields.extend((0..ITEMS).map(|k| Field::new(item_name(k), DataType::Int32, true)));
        let schema: SchemaRef = Arc::new(Schema::new(fields));
        let (name, mut file) = self.create(Table::Surveys, &schema)?;
        for (wave, day) in o.calendar.waves.iter().enumerate() {
            for rows in o.wave_responses(wave).chunks(ROW_GROUP) {
                file.write(&record_batch(&schema, responses(rows, *day), &name)?)?;
            }
        }
        let rows = file.finish()?;
        self.folder.note(&name, Some(rows));
        Ok(())
    }
}

fn record_batch(
    schema: &SchemaRef,
    columns: Vec<ArrayRef>,
    name: &str,
) -> Result<RecordBatch, SimulateError> {
    RecordBatch::try_new(schema.clone(), columns).map_err(|e| SimulateError::Format {
        path: name.into(),
        reason: e.to_string(),
    })
}

fn responses(rows: &[Response], day: Day) -> Vec<ArrayRef> {
    let mut columns = vec![
        id(
            Column::EmployeeId,
            rows.iter().map(|r| employee_id(r.person)),
        )
        .1,
        date(Column::WaveDate, rows.iter().map(|_| Some(day))).1,
    ];
    columns.extend((0..ITEMS).map(|k| -> ArrayRef {
        let values = rows
            .iter()
            .map(|r| Some(i32::from(r.items[k])).filter(|v| *v > 0));
        Arc::new(values.collect::<Int32Array>())
    }));
    columns
}

fn employees(o: &Organisation, from: usize, to: usize) -> Vec<Filled> {
    let people = || o.people[from..to].iter();
    let numbers = || from as u32..to as u32;
    let last = o.calendar.last_day();
    vec![
        id(Column::EmployeeId, numbers().map(employee_id)),
        date(Column::HireDate, people().map(|p| Some(p.hire_as_of(last)))),
        int(Column::BirthYear, people().map(|p| p.birth.year())),
        text(
            Column::Gender,
            people().map(|p| labels::label(&labels::GENDERS, p.gender)),
        ),
        text(
            Column::Ethnicity,
            people().map(|p| labels::label(&labels::ETHNICITIES, p.ethnicity)),
        ),
        text(
            Column::Region,
            people().map(|p| labels::label(&labels::REGIONS, p.region)),
        ),
        text(Column::Country, people().map(|p| Some(p.country()))),
        text(Column::Department, people().map(|p| Some(p.department()))),
        text(
            Column::Function,
            people().map(|p| labels::label(&labels::FUNCTIONS, p.function)),
        ),
        text(
            Column::WorkMode,
            people().map(|p| labels::label(&labels::WORK_MODES, p.work_mode)),
        ),
        text(
            Column::EmploymentType,
            people().map(|p| labels::label(&labels::EMPLOYMENT_TYPES, p.employment_type)),
        ),
        int(Column::JobLevel, people().map(|p| i32::from(p.level))),
        text(
            Column::ManagerId,
            people().map(|p| (p.manager != NO_PERSON).then(|| employee_id(p.manager))),
        ),
        yes_no(Column::IsManager, people().map(|p| Some(p.is_manager))),
        float(Column::AnnualSalary, people().map(|p| Some(p.salary))),
        id(Column::Email, numbers().map(email)),
    ]
}

fn pairings(o: &Organisation, from: usize, to: usize) -> Vec<Filled> {
    let rows = || o.pairings[from..to].iter();
    vec![
        id(Column::PairingId, (from as u32..to as u32).map(pairing_id)),
        text(
            Column::ProgrammeId,
            rows().map(|p| o.programmes().get(usize::from(p.programme)).map(|p| p.id)),
        ),
        id(Column::MentorId, rows().map(|p| employee_id(p.mentor))),
        id(Column::MenteeId, rows().map(|p| employee_id(p.mentee))),
        date(Column::StartDate, rows().map(|p| Some(p.start))),
        date(Column::EndDate, rows().map(|p| p.end)),
        text(Column::Status, rows().map(|p| Some(p.status.id()))),
    ]
}

fn candidates(o: &Organisation, from: usize, to: usize) -> Vec<Filled> {
    let rows = || o.candidates[from..to].iter();
    vec![
        id(
            Column::CandidateId,
            (from..to).map(|k| format!("C{:07}", k + 1)),
        ),
        date(Column::Date, rows().map(|c| Some(c.day))),
        text(Column::Source, rows().map(|c| Some(c.source))),
        text(
            Column::ReferrerId,
            rows().map(|c| c.referrer.map(employee_id)),
        ),
        text(Column::Stage, rows().map(|c| Some(c.stage))),
        float(Column::ExperienceScore, rows().map(|c| c.experience)),
        yes_no(Column::OfferMade, rows().map(|c| Some(c.offer_made))),
        yes_no(Column::OfferAccepted, rows().map(|c| c.offer_accepted)),
        text(
            Column::Region,
            rows().map(|c| labels::label(&labels::REGIONS, c.region)),
        ),
    ]
}

fn stories(o: &Organisation, from: usize, to: usize) -> Vec<Filled> {
    let rows = || o.stories[from..to].iter();
    vec![
        id(
            Column::StoryId,
            (from..to).map(|k| format!("S{:04}", k + 1)),
        ),
        id(Column::EmployeeId, rows().map(|s| employee_id(s.person))),
        id(Column::PairingId, rows().map(|s| pairing_id(s.pairing))),
        date(Column::Date, rows().map(|s| Some(s.day))),
        text(Column::Quote, rows().map(|s| Some(s.quote.as_str()))),
        text(Column::Consent, rows().map(|s| Some(s.consent))),
        date(Column::ConsentDate, rows().map(|s| Some(s.consent_day))),
        date(Column::ExpiresOn, rows().map(|s| s.expires)),
        date(Column::WithdrawnOn, rows().map(|s| s.withdrawn)),
        text(Column::Theme, rows().map(|s| Some(s.theme))),
    ]
}
