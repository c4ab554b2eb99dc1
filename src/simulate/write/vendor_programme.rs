//! The vendor layout, continued: pairs in a workbook, sessions with American dates, candidates, promotions, quotes.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::tables::Column;
use crate::vocab::Day;

use super::super::enrolment::PairingStatus;
use super::super::organisation::{employee_id, pairing_id};
use super::super::{Organisation, SimulateError, labels};
use super::Folder;
use super::dialect::{Sheet, american, date_format, save_workbook};
use super::vendor::unknown_id;

/// Columns of the list of pairs.
pub(super) const PAIRS: [(Column, &str); 7] = [
    (Column::PairingId, "Match ID"),
    (Column::ProgrammeId, "Program"),
    (Column::MentorId, "Mentor ID"),
    (Column::MenteeId, "Mentee ID"),
    (Column::StartDate, "Matched On"),
    (Column::EndDate, "Ended On"),
    (Column::Status, "Status"),
];
/// The worksheet of the pairs.
pub(super) const PAIRS_SHEET: &str = "Matches";
/// Columns of the sessions.
pub(super) const SESSIONS: [(Column, &str); 5] = [
    (Column::PairingId, "Match ID"),
    (Column::SessionDate, "Meeting Date"),
    (Column::Minutes, "Minutes"),
    (Column::Status, "Meeting Status"),
    (Column::Topic, "Topic"),
];
/// Columns of the candidates.
pub(super) const CANDIDATES: [(Column, &str); 10] = [
    (Column::CandidateId, "Candidate ID"),
    (Column::Date, "Applied On"),
    (Column::Source, "Source"),
    (Column::ReferrerId, "Referred By"),
    (Column::Stage, "Furthest Stage"),
    (Column::ExperienceScore, "Experience Rating"),
    (Column::OfferMade, "Offer Made"),
    (Column::OfferAccepted, "Offer Accepted"),
    (Column::Region, "Region"),
    (Column::Generation, "Generation"),
];
/// Columns of the promotions.
pub(super) const PROMOTIONS: [(Column, &str); 4] = [
    (Column::EmployeeId, "Worker ID"),
    (Column::PromotionDate, "Effective Date"),
    (Column::FromLevel, "From Level"),
    (Column::ToLevel, "To Level"),
];
/// Columns of the quotes.
pub(super) const STORIES: [(Column, &str); 10] = [
    (Column::StoryId, "Story"),
    (Column::EmployeeId, "Worker ID"),
    (Column::PairingId, "Match ID"),
    (Column::Date, "Recorded"),
    (Column::Quote, "Quote"),
    (Column::Consent, "Consent"),
    (Column::ConsentDate, "Consent Date"),
    (Column::ExpiresOn, "Expires On"),
    (Column::WithdrawnOn, "Withdrawn On"),
    (Column::Theme, "Theme"),
];

/// The word for a status in the matching platform.
pub(super) fn status_word(status: PairingStatus) -> &'static str {
    match status {
        PairingStatus::Active => "Matched-Active",
        PairingStatus::Completed => "Matched-Duration Completed",
        PairingStatus::EndedEarly => "Concluded",
    }
}

/// Writes what belongs to the programmes.
pub(super) fn write(o: &Organisation, folder: &mut Folder) -> Result<(), SimulateError> {
    let name = "mentoring/pairs.xlsx";
    let path = folder.path(name)?;
    let (workbook, rows) = pairs(o).map_err(|e| SimulateError::Format {
        path: path.clone(),
        reason: e.to_string(),
    })?;
    save_workbook(workbook, &path)?;
    folder.note(name, Some(rows));
    for (name, sheet) in [
        ("mentoring/sessions.csv", sessions(o)),
        ("recruiting/candidates.csv", candidates(o)),
        ("talent/promotions.csv", promotions(o)),
        ("stories/quotes.csv", stories(o)),
    ] {
        let rows = sheet.rows;
        folder.save(name, &sheet.bytes(), Some(rows))?;
    }
    Ok(())
}

fn pairs(o: &Organisation) -> Result<(Workbook, u64), XlsxError> {
    let date = date_format();
    let mut sheet = Worksheet::new();
    sheet.set_name(PAIRS_SHEET)?;
    for (k, (_, name)) in PAIRS.iter().enumerate() {
        sheet.write_string(0, k as u16, *name)?;
    }
    let mut at = 0;
    let mut row = |sheet: &mut Worksheet, words: [&str; 5], start: Day, end: Option<Day>| {
        at += 1;
        for (k, word) in [0, 1, 2, 3, 6].into_iter().zip(words) {
            sheet.write_string(at, k, word)?;
        }
        sheet.write_date_with_format(at, 4, start.date(), &date)?;
        if let Some(end) = end {
            sheet.write_date_with_format(at, 5, end.date(), &date)?;
        }
        Ok::<u32, XlsxError>(at)
    };
    let mut rows = 0;
    for (number, pairing) in (0u32..).zip(&o.pairings) {
        let programme = o
            .programmes()
            .get(usize::from(pairing.programme))
            .map_or("", |p| p.name);
        let (mentor, mentee) = (employee_id(pairing.mentor), employee_id(pairing.mentee));
        let words = [
            &pairing_id(number),
            programme,
            &mentor,
            &mentee,
            status_word(pairing.status),
        ];
        rows = row(&mut sheet, words, pairing.start, pairing.end)?;
    }
    if o.settings.dirty
        && rows >= 200
        && let Some(last) = o.pairings.last()
    {
        let programme = o.programmes().first().map_or("", |p| p.name);
        let words = [
            &pairing_id(rows),
            programme,
            &unknown_id(41),
            &unknown_id(42),
            status_word(PairingStatus::Active),
        ];
        rows = row(&mut sheet, words, last.start, None)?;
    }
    let mut workbook = Workbook::new();
    workbook.push_worksheet(sheet);
    Ok((workbook, u64::from(rows)))
}

fn sessions(o: &Organisation) -> Sheet {
    let mut sheet = Sheet::new(b',', &SESSIONS.map(|c| c.1));
    let mut last = Vec::new();
    for session in &o.sessions {
        last = vec![
            pairing_id(session.pairing),
            american(session.day),
            format!("{:.0}", session.minutes),
            session.status.to_owned(),
            session.topic.to_owned(),
        ];
        sheet.row(&last);
    }
    if o.settings.dirty && sheet.rows >= 600 {
        sheet.row(&last);
        last[0] = pairing_id(899_999);
        sheet.row(&last);
        (last[0], last[1]) = (pairing_id(0), "13/32/2024".to_owned());
        sheet.row(&last);
    }
    sheet
}

/// A day, or nothing.
fn maybe(day: Option<Day>) -> String {
    day.map_or_else(String::new, |d| d.to_string())
}

fn candidates(o: &Organisation) -> Sheet {
    let yes = |flag: bool| if flag { "Yes" } else { "No" }.to_owned();
    let mut sheet = Sheet::new(b',', &CANDIDATES.map(|c| c.1));
    for (k, c) in o.candidates.iter().enumerate() {
        sheet.row(&[
            format!("C{:07}", k + 1),
            c.day.to_string(),
            c.source.to_owned(),
            c.referrer.map_or_else(String::new, employee_id),
            c.stage.to_owned(),
            c.experience.map_or_else(String::new, |v| format!("{v:.0}")),
            yes(c.offer_made),
            c.offer_accepted.map_or_else(String::new, yes),
            labels::label(&labels::REGIONS, c.region)
                .unwrap_or_default()
                .to_owned(),
            c.generation.to_owned(),
        ]);
    }
    sheet
}

fn promotions(o: &Organisation) -> Sheet {
    let mut sheet = Sheet::new(b',', &PROMOTIONS.map(|c| c.1));
    for p in o.promotions() {
        sheet.row(&[
            employee_id(p.person),
            p.day.to_string(),
            p.from.to_string(),
            p.to.to_string(),
        ]);
    }
    sheet
}

fn stories(o: &Organisation) -> Sheet {
    let mut sheet = Sheet::new(b',', &STORIES.map(|c| c.1));
    for (k, s) in o.stories.iter().enumerate() {
        sheet.row(&[
            format!("S{:04}", k + 1),
            employee_id(s.person),
            pairing_id(s.pairing),
            s.day.to_string(),
            s.quote.clone(),
            s.consent.to_owned(),
            s.consent_day.to_string(),
            maybe(s.expires),
            maybe(s.withdrawn),
            s.theme.to_owned(),
        ]);
    }
    sheet
}
