//! The vendor layout: rosters in the manner of Workday, one Qualtrics export a wave, a list of leavers from a German
//! system; what belongs to the programmes is in `vendor_programme`. A few rows cannot be read, on purpose and
//! never more than half a per cent of a table: they are extra rows or answers, not the facts of participants.

use crate::tables::{Column, ExitKind, NO_PERSON};
use crate::vocab::{Day, Period, PeriodUnit};

use super::super::draws::{Draws, Stage};
use super::super::organisation::{email, employee_id};
use super::super::people::Person;
use super::super::surveys::{CONSTRUCTS, ITEMS};
use super::super::{Organisation, SimulateError, labels};
use super::Folder;
use super::dialect::{Sheet, german};
use super::vendor_programme;

/// Columns of the roster, in order, with their canonical names for the pipeline file.
pub(super) const ROSTER: [(Column, &str); 17] = [
    (Column::EmployeeId, "Worker ID"),
    (Column::AsOf, "Effective Date"),
    (Column::HireDate, "Hire Date"),
    (Column::BirthDate, "Date of Birth"),
    (Column::Gender, "Gender"),
    (Column::Ethnicity, "Race/Ethnicity"),
    (Column::Region, "Region"),
    (Column::Country, "Country"),
    (Column::Function, "Function"),
    (Column::Department, "Supervisory Organization"),
    (Column::JobLevel, "Management Level"),
    (Column::ManagerId, "Manager ID"),
    (Column::IsManager, "Is Manager"),
    (Column::WorkMode, "Work Arrangement"),
    (Column::EmploymentType, "Time Type"),
    (Column::AnnualSalary, "Total Base Pay Annualized - Amount"),
    (Column::Email, "Email - Work"),
];
/// Codes of the genders, in the order of the labels.
pub(super) const GENDER_CODES: [&str; 4] = ["F", "M", "X", ""];
/// Columns of the list of leavers.
pub(super) const LEAVERS: [(Column, &str); 4] = [
    (Column::EmployeeId, "Personalnummer"),
    (Column::ExitDate, "Austrittsdatum"),
    (Column::ExitType, "Austrittsart"),
    (Column::Reason, "Austrittsgrund"),
];

/// An id that no roster has.
pub(super) fn unknown_id(k: usize) -> String {
    format!("{:08}", 90_000_001 + k)
}

/// Writes every table.
pub(super) fn write(o: &Organisation, folder: &mut Folder) -> Result<(), SimulateError> {
    for day in [o.calendar.early_roster(), o.calendar.last_day()] {
        let sheet = roster(o, day);
        let rows = sheet.rows;
        folder.save(
            &format!("hris/roster_{day}.csv"),
            &sheet.bytes(),
            Some(rows),
        )?;
    }
    for wave in 0..o.calendar.waves.len() {
        let sheet = pulse(o, wave);
        let rows = sheet.rows;
        let name = format!("surveys/pulse_{}.csv", o.calendar.quarters[wave]);
        folder.save(&name, &sheet.bytes_with_mark(), Some(rows))?;
    }
    let sheet = leavers(o);
    let rows = sheet.rows;
    folder.save("exits/leavers.csv", &sheet.bytes_windows(), Some(rows))?;
    vendor_programme::write(o, folder)
}

fn roster_row(number: u32, person: &Person, day: Day) -> Vec<String> {
    let word = |label: Option<&str>| label.unwrap_or_default().to_owned();
    let manager = if person.manager == NO_PERSON {
        String::new()
    } else {
        employee_id(person.manager)
    };
    vec![
        employee_id(number),
        day.to_string(),
        person.hire_as_of(day).to_string(),
        person.birth.to_string(),
        GENDER_CODES[usize::from(person.gender)].to_owned(),
        word(labels::label(&labels::ETHNICITIES, person.ethnicity)),
        word(labels::label(&labels::REGIONS, person.region)),
        person.country().to_owned(),
        word(labels::label(&labels::FUNCTIONS, person.function)),
        person.department().to_owned(),
        person.level_as_of(day).to_string(),
        manager,
        if person.is_manager { "Yes" } else { "No" }.to_owned(),
        word(labels::label(&labels::WORK_MODES, person.work_mode)),
        word(labels::label(
            &labels::EMPLOYMENT_TYPES,
            person.employment_type,
        )),
        format!("{:.0}", person.salary),
        email(number),
    ]
}

/// Everybody hired by a day, those who have left since the first day of the calendar included.
fn roster(o: &Organisation, day: Day) -> Sheet {
    let mut sheet = Sheet::new(b',', &ROSTER.map(|c| c.1));
    let mut last = Vec::new();
    for (number, person) in (0u32..).zip(&o.people).filter(|(_, p)| p.hire <= day) {
        last = roster_row(number, person, day);
        sheet.row(&last);
    }
    let late = day == o.calendar.last_day();
    if o.settings.dirty && late && sheet.rows >= 600 {
        sheet.row(&last);
        let mut stranger = last.clone();
        (stranger[0], stranger[2]) = (unknown_id(0), "2024-02-30".to_owned());
        sheet.row(&stranger);
        stranger = last;
        (stranger[0], stranger[10]) = (unknown_id(1), "to be confirmed".to_owned());
        sheet.row(&stranger);
    }
    sheet
}

/// The label of a wave in the exports.
pub(super) fn wave_label(day: Day) -> String {
    let quarter = Period::containing(PeriodUnit::Quarter, day).to_string();
    let (year, ordinal) = quarter.split_at(4);
    format!("Pulse {ordinal} {year}")
}

/// The name of an item in the exports: `Q1_1` to `Q3_4`.
pub(super) fn question(position: usize) -> String {
    format!("Q{}_{}", position / 4 + 1, position % 4 + 1)
}

const QUESTIONS: [&str; ITEMS] = [
    "I am proud to work here",
    "I would recommend us as an employer",
    "My work gives me energy",
    "I often think about doing something else",
    "I can be myself at work",
    "My opinion counts",
    "People like me can succeed here",
    "Decisions here are fair",
    "I can admit a mistake",
    "I can raise a difficult issue",
    "It is safe to try something new",
    "Nobody here would undermine my efforts",
];

/// Columns before the answers.
const ADMINISTRATION: [&str; 9] = [
    "StartDate",
    "EndDate",
    "Status",
    "Progress",
    "Duration (in seconds)",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "ExternalReference",
];
/// Position of the column that holds the employee's id.
const REFERENCE: usize = 8;

fn pulse(o: &Organisation, wave: usize) -> Sheet {
    let questions: Vec<String> = (0..ITEMS).map(question).collect();
    let mut header: Vec<&str> = ADMINISTRATION.to_vec();
    header.extend(["UserLanguage", "Wave"]);
    let first_item = header.len();
    header.extend(questions.iter().map(String::as_str));
    let mut sheet = Sheet::new(b',', &header);
    let texts: Vec<String> = (0..ITEMS)
        .map(|k| {
            format!(
                "{}: how much do you agree? - {}",
                CONSTRUCTS[k / 4].label,
                QUESTIONS[k]
            )
        })
        .collect();
    let mut second: Vec<&str> = header[..first_item].to_vec();
    second.extend(texts.iter().map(String::as_str));
    sheet.line(&second);
    let import: Vec<String> = header
        .iter()
        .enumerate()
        .map(|(k, name)| match k.checked_sub(first_item) {
            Some(item) => format!("{{\"ImportId\":\"QID{}_{}\"}}", item / 4 + 1, item % 4 + 1),
            None => format!("{{\"ImportId\":\"{name}\"}}"),
        })
        .collect();
    sheet.line(&import);

    let mut draws = Draws::new(o.settings.seed, Stage::Faults, wave, 0);
    let day = o.calendar.waves[wave];
    let label = wave_label(day);
    let responses = o.wave_responses(wave);
    let faulty = o.settings.dirty && responses.len() >= 800;
    let mut previous: Vec<String> = Vec::new();
    for (k, response) in responses.iter().enumerate() {
        let minute = draws.between(0, 600);
        let seconds = draws.between(90, 420);
        let at = |extra: i32| {
            let second = 8 * 3_600 + minute * 60 + extra;
            format!(
                "{day} {:02}:{:02}:{:02}",
                second / 3_600,
                second / 60 % 60,
                second % 60
            )
        };
        let mut row = vec![
            at(0),
            at(seconds),
            "IP Address".to_owned(),
            "100".to_owned(),
            seconds.to_string(),
            "True".to_owned(),
            at(seconds + 1),
            format!("R_{:014x}", draws.bits() >> 8),
            employee_id(response.person),
            "EN".to_owned(),
            label.clone(),
        ];
        row.extend(response.items.iter().map(|v| {
            if *v == 0 {
                String::new()
            } else {
                v.to_string()
            }
        }));
        if faulty && k == 300 {
            sheet.row(&previous);
            let mut stranger = previous.clone();
            stranger[REFERENCE] = unknown_id(2 + wave);
            sheet.row(&stranger);
        }
        if faulty && k == 500 {
            "four".clone_into(&mut row[first_item + 5]);
        }
        if faulty && k == 700 && wave.is_multiple_of(3) {
            "7".clone_into(&mut row[first_item + 2]);
        }
        sheet.row(&row);
        previous = row;
    }
    sheet
}

/// Code and reasons by kind of exit.
const fn leaving(kind: ExitKind) -> (&'static str, [&'static str; 3]) {
    match kind {
        ExitKind::Voluntary => (
            "VOL",
            ["Bessere Vergütung", "Umzug", "Rückkehr ins Studium"],
        ),
        ExitKind::Involuntary => ("INV", ["Umstrukturierung", "Befristung", "Kündigung"]),
        ExitKind::Retirement => ("RET", ["Renteneintritt", "Renteneintritt", "Vorruhestand"]),
        ExitKind::Other => ("OTH", ["Sonstiges", "Sonstiges", "Sonstiges"]),
    }
}

/// Codes of the kinds of exit for the pipeline file.
pub(super) fn exit_codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    ExitKind::EVERY
        .into_iter()
        .map(|kind| (leaving(kind).0, kind.id()))
}

fn leavers(o: &Organisation) -> Sheet {
    let mut exits: Vec<(Day, u32, ExitKind)> = (0u32..)
        .zip(&o.people)
        .flat_map(|(n, p)| p.exits().map(move |e| (e.day, n, e.kind)))
        .collect();
    exits.sort();
    let mut draws = Draws::new(o.settings.seed, Stage::Faults, usize::from(u16::MAX), 0);
    let mut sheet = Sheet::new(b';', &LEAVERS.map(|c| c.1));
    let mut last = Vec::new();
    for (day, person, kind) in exits {
        let (code, reasons) = leaving(kind);
        let reason = reasons[draws.below(3)];
        last = vec![
            employee_id(person),
            german(day),
            code.to_owned(),
            reason.to_owned(),
        ];
        sheet.row(&last);
    }
    if o.settings.dirty && sheet.rows >= 600 {
        sheet.row(&last);
        last[0] = unknown_id(40);
        sheet.row(&last);
        "31.02.2024".clone_into(&mut last[1]);
        sheet.row(&last);
    }
    sheet
}
