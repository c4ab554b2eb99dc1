//! The sources of a request opened, one table after the other, and their rows read.

use super::pending::{Pending, PendingEvents, PendingScores};
use crate::ingest::attributes;
use crate::ingest::constructs::Constructs;
use crate::ingest::error::IngestError;
use crate::ingest::inputs::FoundFile;
use crate::ingest::mapping::Want;
use crate::ingest::request::Request;
use crate::ingest::scores::Read;
use crate::ingest::settings::{Layout, SourceSettings};
use crate::ingest::source::{Source, canonical_wants};
use crate::ingest::traces::Names;
use crate::ingest::{employees, events, exits, long, pairings, wide};
use crate::tables::{Column, Measure, Table};

/// Tables that hold constructs.
const SURVEYS: [Table; 3] = [Table::Surveys, Table::Assessments, Table::LeaderFeedback];
/// Tables of events and records.
const EVENTS: [Table; 7] = [
    Table::Sessions,
    Table::Evaluations,
    Table::Promotions,
    Table::Candidates,
    Table::Activity,
    Table::Actions,
    Table::Stories,
];

/// Attributes that tell of who is matched with whom; they are read where employees have them.
const MATCHED: [Column; 5] = [
    Column::Function,
    Column::Region,
    Column::Gender,
    Column::Skills,
    Column::Interests,
];

/// The sources, found and not yet opened.
pub(super) struct Sources<'a> {
    /// What is asked for.
    pub(super) request: &'a Request<'a>,
    /// Is told the name of each table before it is read.
    pub(super) step: &'a (dyn Fn(&str) + Sync),
    /// The files of each source.
    pub(super) found: &'a [(&'a SourceSettings, Vec<FoundFile>)],
}

impl<'a> Sources<'a> {
    /// Reads employees, then everything that refers to them.
    ///
    /// # Errors
    /// A table that is needed and has no source, and whatever keeps a file from being read.
    pub(super) fn read(&self) -> Result<Pending<'a>, IngestError> {
        let request = self.request;
        let wanted = self.wanted_attributes();
        let roster = self
            .open_employees(&wanted)?
            .ok_or(IngestError::NoSource(Table::Employees))?;
        let rows = employees::read(
            &roster,
            &self.present(&roster, &wanted),
            request.generations,
        )?;
        let scores = self.read_scores(&rows)?;
        let exits = self
            .open(Table::Exits)?
            .map(|s| exits::read(&s, &rows.ids).map(|read| (s, read)))
            .transpose()?;
        let programmes = request.programme_ids();
        let pairings = self
            .open(Table::Pairings)?
            .map(|s| pairings::read(&s, &rows.ids, &programmes).map(|read| (s, read)))
            .transpose()?;
        let events = self.read_events(&rows)?;
        let quotes = events.iter().flat_map(|pending| &pending.rows);
        let names = Names::among(
            &roster,
            quotes.filter_map(|row| Some(row.value.quote()?.words())),
        )?;
        Ok(Pending {
            request,
            roster,
            employees: rows,
            scores,
            exits,
            pairings,
            events,
            names,
        })
    }

    fn settings(&self, table: Table) -> Option<(&'a SourceSettings, &'a [FoundFile])> {
        self.found
            .iter()
            .find(|(s, _)| s.table == table)
            .map(|(s, files)| (*s, files.as_slice()))
    }

    /// The attributes to read: those asked for, what tells of who is matched with whom, the level where promotions must be
    /// seen in it, and salaries where exits have a cost.
    fn wanted_attributes(&self) -> Vec<String> {
        let mut wanted = self.request.attributes.to_vec();
        for name in MATCHED.map(Column::name) {
            if self.settings(Table::Pairings).is_some() && !wanted.iter().any(|a| a == name) {
                wanted.push(name.to_owned());
            }
        }
        let promoted = self
            .request
            .outcomes
            .iter()
            .any(|o| matches!(o.measure, Measure::TimeToStep { .. }));
        let level = Column::JobLevel.name();
        if promoted
            && self.settings(Table::Promotions).is_none()
            && !wanted.iter().any(|a| a == level)
        {
            wanted.push(level.to_owned());
        }
        let costs = self.request.outcomes.iter().any(|o| {
            matches!(
                o.measure,
                Measure::TimeToExit {
                    replacement_cost_ratio: Some(_),
                    ..
                }
            )
        });
        let salary = Column::AnnualSalary.name();
        if costs && !wanted.iter().any(|a| a == salary) {
            wanted.push(salary.to_owned());
        }
        wanted
    }

    /// Drops what was not asked for and is not there.
    fn present(&self, source: &Source<'_>, wanted: &[String]) -> Vec<String> {
        let asked = |name: &String| self.request.attributes.contains(name);
        wanted
            .iter()
            .filter(|a| asked(a) || Column::named(a).is_some_and(|c| source.has(c)))
            .cloned()
            .collect()
    }

    fn open_employees(&self, attributes: &[String]) -> Result<Option<Source<'a>>, IngestError> {
        let Some((settings, files)) = self.settings(Table::Employees) else {
            return Ok(None);
        };
        (self.step)(Table::Employees.name());
        let birth = [
            Column::BirthDate,
            Column::BirthYear,
            Column::Generation,
            Column::AsOf,
            Column::ManagerId,
        ];
        let quoted = self.settings(Table::Stories).is_some();
        let sought = |c: Column| {
            birth.contains(&c)
                || attributes.iter().any(|a| a == c.name())
                || quoted && Column::IDENTITY.contains(&c)
        };
        let mut wants = canonical_wants(settings, &sought)?;
        attributes::extra_wants(&mut wants, attributes, &settings.columns);
        Source::open(settings, files, wants).map(Some)
    }

    fn open(&self, table: Table) -> Result<Option<Source<'a>>, IngestError> {
        let Some((settings, files)) = self.settings(table) else {
            return Ok(None);
        };
        (self.step)(table.name());
        let mut wants = canonical_wants(settings, &|_| true)?;
        if table == Table::Surveys {
            wants.extend(
                Constructs::of(table, self.request.outcomes)
                    .items
                    .iter()
                    .map(|(item, _)| item_want(settings, item)),
            );
        }
        Source::open(settings, files, wants).map(Some)
    }

    fn read_scores(
        &self,
        rows: &employees::EmployeeRows,
    ) -> Result<Vec<PendingScores<'a>>, IngestError> {
        let mut out = Vec::new();
        for table in SURVEYS {
            let Some(source) = self.open(table)? else {
                continue;
            };
            let constructs = Constructs::of(table, self.request.outcomes);
            let (read, account) = if table == Table::Surveys && is_wide(&source) {
                let (responses, account) = wide::read(&source, &constructs, &rows.ids)?;
                (Read::Wide(responses), account)
            } else {
                let (answers, account) = long::read(&source, &constructs, &rows.ids)?;
                (Read::Long(answers), account)
            };
            out.push(PendingScores {
                source,
                constructs,
                read,
                account,
            });
        }
        Ok(out)
    }

    fn read_events(
        &self,
        rows: &employees::EmployeeRows,
    ) -> Result<Vec<PendingEvents<'a>>, IngestError> {
        let mut out = Vec::new();
        for table in EVENTS {
            let Some(source) = self.open(table)? else {
                continue;
            };
            let (events, account) = events::read(&source, &rows.ids, self.request.outcomes)?;
            out.push(PendingEvents {
                source,
                rows: events,
                account,
            });
        }
        Ok(out)
    }
}

fn item_want(settings: &SourceSettings, item: &str) -> Want {
    Want {
        name: item.to_owned(),
        column: None,
        item: true,
        sought: true,
        explicit: settings.columns.get(item).cloned(),
        preset: &[],
    }
}

/// Whether surveys are wide: as the pipeline says, else unless they have the columns of the long form.
fn is_wide(source: &Source<'_>) -> bool {
    match source.settings.layout {
        Some(layout) => layout == Layout::Wide,
        None => !(source.has(Column::Item) && source.has(Column::Score)),
    }
}
