//! Every table read and none settled: what the cut-off is taken from.

use crate::ingest::account::Account;
use crate::ingest::constructs::Constructs;
use crate::ingest::employees::EmployeeRows;
use crate::ingest::error::IngestError;
use crate::ingest::events::Event;
use crate::ingest::exits::ReadExit;
use crate::ingest::pairings::ReadPairing;
use crate::ingest::request::Request;
use crate::ingest::rows::Row;
use crate::ingest::scores::Read;
use crate::ingest::source::Source;
use crate::ingest::traces::Names;
use crate::vocab::{Day, Period};

/// A source and its rows, with the account so far.
pub(super) type Rows<'a, T> = (Source<'a>, (Vec<Row<T>>, Account));

/// One survey-like source between reading and settling.
pub(super) struct PendingScores<'a> {
    pub(super) source: Source<'a>,
    pub(super) constructs: Constructs,
    pub(super) read: Read,
    pub(super) account: Account,
}

/// One event table between reading and settling.
pub(super) struct PendingEvents<'a> {
    pub(super) source: Source<'a>,
    pub(super) rows: Vec<Row<Event>>,
    pub(super) account: Account,
}

/// All tables between reading and settling.
pub(super) struct Pending<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) roster: Source<'a>,
    pub(super) employees: EmployeeRows,
    pub(super) scores: Vec<PendingScores<'a>>,
    pub(super) exits: Option<Rows<'a, ReadExit>>,
    pub(super) pairings: Option<Rows<'a, ReadPairing>>,
    pub(super) events: Vec<PendingEvents<'a>>,
    /// The words of quotes that are names in employees.
    pub(super) names: Names,
}

impl Pending<'_> {
    /// The period whose last day is the cut-off, and a remark when the exports end long before it.
    ///
    /// # Errors
    /// No period is given, and nothing dates one; a damaged file.
    pub(super) fn cut_off(&self) -> Result<(Period, Option<String>), IngestError> {
        let mut latest: Vec<Day> = Vec::new();
        for pending in &self.scores {
            latest.extend(pending.read.waves(&pending.source)?.last());
        }
        let exits = self.exits.iter().flat_map(|(_, (rows, _))| rows);
        latest.extend(exits.map(|row| row.value.day).max());
        let pairings = self.pairings.iter().flat_map(|(_, (rows, _))| rows);
        let starts = pairings.map(|row| row.value.start);
        latest.extend(starts.filter(|day| *day != Day::MIN).max());
        let latest = latest.into_iter().max();
        let unit = self.request.period_unit;
        let period = self
            .request
            .period
            .or(latest.map(|day| Period::containing(unit, day)))
            .ok_or(IngestError::NoPeriod)?;
        let events = self.events.iter().flat_map(|pending| &pending.rows);
        let told = latest
            .max(self.employees.latest())
            .max(events.map(|row| row.value.day).max());
        Ok((period, told.and_then(|day| silence(period, day))))
    }
}

/// What to say when the last day of a period lies more than one period after the latest day that any export tells of.
fn silence(period: Period, told: Day) -> Option<String> {
    let last = period.last_day();
    let length = last.since(period.first_day()) + 1;
    (last > told.plus(length)).then(|| {
        format!(
            "no export tells of anything after {told}, and the cut-off of {period} is {last}: people are counted as staying \
             until then; set the period to the last one that the exports cover"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_off_far_beyond_the_data_is_told() {
        let period: Period = "2025Q4".parse().expect("a quarter");
        let day = |month, day| Day::from_ymd(2025, month, day).expect("a real day");
        assert_eq!(silence(period, day(11, 15)), None);
        // The quarter has 92 days: 2025-09-30 is 92 days before its end.
        assert_eq!(silence(period, day(9, 30)), None);
        let told = silence(period, day(9, 29)).expect("a remark");
        assert!(
            told.contains("2025-09-29") && told.contains("2025-12-31"),
            "{told}"
        );
    }
}
