//! The canonical layout: one file a table, canonical names and types (data contract, section 2). Surveys are wide with
//! items `q01` to `q12`, pairings are wide, the roster is one undated snapshot.

use std::sync::Arc;

use arrow::array::{ArrayRef, Int32Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::tables::{Column, NO_PERSON, Table};
use crate::vocab::Day;

use super::super::activity::{Candidate, Promotion, Session, Story};
use super::super::organisation::{email, employee_id, pairing_id};
use super::super::people::{Departure, Person};
use super::super::surveys::{ITEMS, Response};
use super::super::{Format, Organisation, SimulateError, labels};
use super::Folder;
use super::filled::{Filled, Out, date, field, float, id, int, record_batch, text, yes_no};
use super::table_file::ROW_GROUP;

/// The name of an item, `q01` for position 0.
pub(super) fn item_name(position: usize) -> String {
    format!("q{:02}", position + 1)
}

/// Writes every table.
pub(super) fn write(
    o: &Organisation,
    folder: &mut Folder,
    format: Format,
) -> Result<(), SimulateError> {
    let mut out = Out { folder, format };
    employees(&mut out, &o.people, o.calendar.last_day())?;
    exits(&mut out, &o.people)?;
    surveys(&mut out, o)?;
    out.table(Table::Pairings, o.pairings.len(), |from, to| {
        pairings(o, from, to)
    })?;
    sessions(&mut out, &o.sessions)?;
    promotions(&mut out, &o.promotions().collect::<Vec<_>>())?;
    candidates(&mut out, &o.candidates)?;
    stories(&mut out, &o.stories)
}

/// Writes the exits, person by person.
pub(super) fn exits(out: &mut Out, people: &[Person]) -> Result<(), SimulateError> {
    let exits: Vec<(u32, Departure)> = (0u32..)
        .zip(people)
        .flat_map(|(n, p)| p.exits().map(move |e| (n, e)))
        .collect();
    out.table(Table::Exits, exits.len(), |from, to| {
        let rows = || exits[from..to].iter();
        vec![
            id(Column::EmployeeId, rows().map(|e| employee_id(e.0))),
            date(Column::ExitDate, rows().map(|e| Some(e.1.day))),
            text(Column::ExitType, rows().map(|e| Some(e.1.kind.id()))),
        ]
    })
}

/// Writes the sessions.
pub(super) fn sessions(out: &mut Out, sessions: &[Session]) -> Result<(), SimulateError> {
    out.table(Table::Sessions, sessions.len(), |from, to| {
        let rows = || sessions[from..to].iter();
        vec![
            id(Column::PairingId, rows().map(|s| pairing_id(s.pairing))),
            date(Column::SessionDate, rows().map(|s| Some(s.day))),
            float(Column::Minutes, rows().map(|s| Some(s.minutes))),
            text(Column::Status, rows().map(|s| Some(s.status))),
            text(Column::Topic, rows().map(|s| Some(s.topic))),
        ]
    })
}

/// Writes the promotions.
pub(super) fn promotions(out: &mut Out, promotions: &[Promotion]) -> Result<(), SimulateError> {
    out.table(Table::Promotions, promotions.len(), |from, to| {
        let rows = || promotions[from..to].iter();
        vec![
            id(Column::EmployeeId, rows().map(|p| employee_id(p.person))),
            date(Column::PromotionDate, rows().map(|p| Some(p.day))),
            int(Column::FromLevel, rows().map(|p| i32::from(p.from))),
            int(Column::ToLevel, rows().map(|p| i32::from(p.to))),
        ]
    })
}

/// Writes the surveys wave by wave, so that one wave is in memory at a time.
fn surveys(out: &mut Out, o: &Organisation) -> Result<(), SimulateError> {
    let mut fields = vec![field(Column::EmployeeId), field(Column::WaveDate)];
    fields.extend((0..ITEMS).map(|k| Field::new(item_name(k), DataType::Int32, true)));
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let (name, mut file) = out.create(Table::Surveys, &schema)?;
    for (wave, day) in o.calendar.waves.iter().enumerate() {
        for rows in o.wave_responses(wave).chunks(ROW_GROUP) {
            file.write(&record_batch(&schema, responses(rows, *day), &name)?)?;
        }
    }
    let rows = file.finish()?;
    out.folder.note(&name, Some(rows));
    Ok(())
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

/// Writes one undated row a person, as things stand on the last day.
pub(super) fn employees(
    out: &mut Out,
    everybody: &[Person],
    last: Day,
) -> Result<(), SimulateError> {
    out.table(Table::Employees, everybody.len(), |from, to| {
        roster(everybody, last, from, to)
    })
}

fn roster(everybody: &[Person], last: Day, from: usize, to: usize) -> Vec<Filled> {
    let people = || everybody[from..to].iter();
    let numbers = || from as u32..to as u32;
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

/// Writes the candidates.
pub(super) fn candidates(out: &mut Out, candidates: &[Candidate]) -> Result<(), SimulateError> {
    out.table(Table::Candidates, candidates.len(), |from, to| {
        applications(candidates, from, to)
    })
}

fn applications(candidates: &[Candidate], from: usize, to: usize) -> Vec<Filled> {
    let rows = || candidates[from..to].iter();
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
        text(Column::Generation, rows().map(|c| Some(c.generation))),
    ]
}

/// Writes the quotes.
pub(super) fn stories(out: &mut Out, stories: &[Story]) -> Result<(), SimulateError> {
    out.table(Table::Stories, stories.len(), |from, to| {
        quotes(stories, from, to)
    })
}

fn quotes(stories: &[Story], from: usize, to: usize) -> Vec<Filled> {
    let rows = || stories[from..to].iter();
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
