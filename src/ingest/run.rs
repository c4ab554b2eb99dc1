//! The course of an ingest, as a table of contents: find and hash the files, read employees, then everything that
//! refers to them, fix the cut-off, settle each table, close the ledger, judge the quality.

use super::account::Account;
use super::attributes;
use super::constructs::Constructs;
use super::error::{IngestError, PoorQuality};
use super::inputs::{self, FoundFile};
use super::mapping::Want;
use super::registry::Registry;
use super::request::{Ingested, Request};
use super::rows::Row;
use super::scores::Read;
use super::settings::{Layout, SourceSettings};
use super::source::{Source, canonical_wants};
use super::{employees, events, exits, long, pairings, promotions, wide};
use crate::tables::{
    Column, Counted, InputFile, Ledger, Measure, Organisation, Outcome, Programmes, Scores, Table,
};
use crate::vocab::{Day, Period};

/// Rows that may be quarantined whatever their share.
const ALWAYS_TOLERATED: u64 = 5;

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

/// Reads all sources of a pipeline into canonical data. `step` is told the name of each table before it is read.
///
/// # Errors
/// See [`IngestError`]; its [`IngestError::exit_code`] tells failure from data too poor for an honest report.
pub fn ingest(
    request: &Request<'_>,
    step: &(dyn Fn(&str) + Sync),
) -> Result<Ingested, IngestError> {
    let mut found: Vec<(&SourceSettings, Vec<FoundFile>)> = Vec::new();
    for source in request.sources {
        found.push((source, inputs::find(source, request.folder)?));
    }
    found.sort_by_key(|(source, _)| source.table);
    let (hashed, read) = std::thread::scope(|scope| {
        let hashing = scope.spawn(|| hash_all(&found));
        let read = Reading {
            request,
            step,
            found: &found,
        }
        .run();
        let hashed = hashing.join().unwrap_or_else(|_| Ok(Vec::new()));
        (hashed, read)
    });
    let mut read = read?;
    read.ingested.inputs = hashed?;
    judge_quality(request, read.ingested, &read.accounts)
}

fn hash_all(found: &[(&SourceSettings, Vec<FoundFile>)]) -> Result<Vec<InputFile>, IngestError> {
    let mut out = Vec::new();
    for (source, files) in found {
        for file in files {
            out.push(inputs::hash(source.table, file)?);
        }
    }
    Ok(out)
}

/// Closes the ledger and compares each table's quarantined share with the limit.
fn judge_quality(
    request: &Request<'_>,
    mut ingested: Ingested,
    accounts: &[(Table, Account)],
) -> Result<Ingested, IngestError> {
    let mut ledger = Ledger::default();
    for (table, account) in accounts {
        ledger.tables.insert(*table, account.close(*table)?);
    }
    ingested.quarantine.sort();
    ingested.ledger = ledger;
    let limit = request.quality.max_quarantined_share;
    let worst = ingested
        .ledger
        .tables
        .iter()
        .filter(|(_, entry)| {
            entry.quarantined_total() > ALWAYS_TOLERATED && entry.quarantined_share() > limit
        })
        .max_by(|a, b| {
            a.1.quarantined_share()
                .total_cmp(&b.1.quarantined_share())
                .then(b.0.cmp(a.0))
        });
    match worst {
        None => Ok(ingested),
        Some((table, entry)) => Err(IngestError::Quality(Box::new(PoorQuality {
            table: *table,
            share: entry.quarantined_share(),
            limit,
            ledger: ingested.ledger.clone(),
            quarantine: ingested.quarantine,
            inputs: ingested.inputs,
            warnings: ingested.warnings,
        }))),
    }
}

struct Reading<'a> {
    request: &'a Request<'a>,
    step: &'a (dyn Fn(&str) + Sync),
    found: &'a [(&'a SourceSettings, Vec<FoundFile>)],
}

struct Finished {
    ingested: Ingested,
    accounts: Vec<(Table, Account)>,
}

/// One survey-like source between reading and settling.
struct PendingScores<'a> {
    source: Source<'a>,
    constructs: Constructs,
    read: Read,
    account: Account,
}

/// One event table between reading and settling.
struct PendingEvents<'a> {
    source: Source<'a>,
    rows: Vec<Row<events::Event>>,
    account: Account,
}

impl<'a> Reading<'a> {
    fn run(&self) -> Result<Finished, IngestError> {
        let request = self.request;
        let programmes: Vec<&str> = request
            .programmes
            .iter()
            .map(|(id, _)| id.as_str())
            .collect();
        let wanted = self.wanted_attributes();
        let roster_source = self
            .open_employees(&wanted)?
            .ok_or(IngestError::NoSource(Table::Employees))?;
        let rows = employees::read(
            &roster_source,
            &self.present(&roster_source, &wanted),
            request.generations,
        )?;
        let scores = self.read_scores(&rows)?;
        let exits = self
            .open(Table::Exits)?
            .map(|s| exits::read(&s, &rows.ids).map(|read| (s, read)))
            .transpose()?;
        let pairs = self
            .open(Table::Pairings)?
            .map(|s| pairings::read(&s, &rows.ids, &programmes).map(|read| (s, read)))
            .transpose()?;
        let events = self.read_events(&rows)?;

        (self.step)("cut-off");
        let mut latest: Vec<Day> = Vec::new();
        for pending in &scores {
            latest.extend(pending.read.waves(&pending.source)?.last());
        }
        latest.extend(
            exits
                .iter()
                .filter_map(|(_, (rows, _))| rows.iter().map(|r| r.value.day).max()),
        );
        latest.extend(
            pairs
                .iter()
                .filter_map(|(_, (rows, _))| rows.iter().map(|r| r.value.start).max()),
        );
        let containing = |day: Day| Period::containing(request.period_unit, day);
        let period = request
            .period
            .or(latest.into_iter().max().map(containing))
            .ok_or(IngestError::NoPeriod)?;
        let cut_off = period.last_day();

        let mut accounts = Vec::new();
        let mut warnings = roster_source.warnings.clone();
        if rows.account.read == 0 {
            warnings.push("employees have no rows".to_owned());
        }
        (self.step)("people");
        let employees::Settled {
            people,
            roster,
            registry,
            account,
        } = rows.settle(&roster_source, cut_off, request.generations)?;
        accounts.push((Table::Employees, account));

        let mut organisation = Organisation {
            people,
            roster,
            generations: request.generations.clone(),
            programmes: Programmes {
                ids: programmes.iter().map(|&id| id.to_owned()).collect(),
                analysed: programmes.len(),
            },
            ..Organisation::default()
        };
        for pending in scores {
            let PendingScores {
                source,
                constructs,
                read,
                mut account,
            } = pending;
            let scores = read.settle(&source, &constructs, &registry, cut_off, &mut account)?;
            if !scores.outcomes.is_empty() {
                organisation.scores.push(scores);
            }
            warnings.extend(source.warnings);
            accounts.push((source.settings.table, account));
        }
        let mut settled_pairs = None;
        if let Some((source, (rows, mut account))) = pairs {
            let settled =
                pairings::settle(&source, rows, &registry, &programmes, cut_off, &mut account)?;
            organisation.programmes = settled.programmes.clone();
            organisation.memberships.clone_from(&settled.memberships);
            settled_pairs = Some(settled);
            warnings.extend(source.warnings);
            accounts.push((Table::Pairings, account));
        }
        if let Some((source, (rows, mut account))) = exits {
            let seen = first_seen(&organisation);
            organisation.exits = exits::settle(
                &source,
                rows,
                &registry,
                &organisation.roster,
                &seen,
                cut_off,
                &mut account,
            )?;
            warnings.extend(source.warnings);
            accounts.push((Table::Exits, account));
        }
        self.settle_events(
            events,
            &registry,
            settled_pairs.as_ref(),
            cut_off,
            &mut organisation,
            &mut accounts,
            &mut warnings,
        )?;
        if organisation.promotions.is_empty()
            && !accounts.iter().any(|(t, _)| *t == Table::Promotions)
        {
            organisation.promotions = promotions::from_snapshots(&organisation.roster);
        }
        let quarantine = accounts
            .iter_mut()
            .flat_map(|(_, a)| a.quarantined.clone())
            .collect();
        let ingested = Ingested {
            organisation,
            period,
            ledger: Ledger::default(),
            quarantine,
            inputs: Vec::new(),
            warnings,
        };
        Ok(Finished { ingested, accounts })
    }

    fn settings(&self, table: Table) -> Option<(&'a SourceSettings, &'a [FoundFile])> {
        self.found
            .iter()
            .find(|(s, _)| s.table == table)
            .map(|(s, files)| (*s, files.as_slice()))
    }

    /// The attributes to read: those asked for, and the level where promotions must be seen in it.
    fn wanted_attributes(&self) -> Vec<String> {
        let mut wanted = self.request.attributes.to_vec();
        let promoted = self
            .request
            .outcomes
            .iter()
            .any(|o| matches!(o.measure, Measure::TimeToPromotion { .. }));
        let level = Column::JobLevel.name();
        if promoted
            && self.settings(Table::Promotions).is_none()
            && !wanted.iter().any(|a| a == level)
        {
            wanted.push(level.to_owned());
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
        let sought = |c: Column| birth.contains(&c) || attributes.iter().any(|a| a == c.name());
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

    fn settle_events(
        &self,
        pending: Vec<PendingEvents<'a>>,
        registry: &Registry,
        pairings: Option<&pairings::Settled>,
        cut_off: Day,
        organisation: &mut Organisation,
        accounts: &mut Vec<(Table, Account)>,
        warnings: &mut Vec<String>,
    ) -> Result<(), IngestError> {
        for PendingEvents {
            source,
            rows,
            mut account,
        } in pending
        {
            let table = source.table();
            let settled = events::settle(
                &source,
                rows,
                registry,
                pairings,
                cut_off,
                &mut account,
                warnings,
            )?;
            if table == Table::Promotions {
                organisation.promotions = settled.promotions();
            }
            let counted: Vec<Counted> = counts(self.request.outcomes, table)
                .map(|(outcome, metric, by_other)| {
                    settled.counted(
                        outcome,
                        metric,
                        by_other,
                        &organisation.memberships,
                        pairings,
                    )
                })
                .collect();
            organisation.counted.extend(counted);
            warnings.extend(source.warnings);
            accounts.push((table, account));
        }
        organisation.counted.sort_by_key(|c| c.outcome);
        Ok(())
    }
}

/// The count outcomes of a table: position, metric, and whether they count by a column other than `employee_id`.
fn counts(outcomes: &[Outcome], table: Table) -> impl Iterator<Item = (usize, Option<&str>, bool)> {
    outcomes
        .iter()
        .enumerate()
        .filter_map(move |(k, outcome)| match &outcome.measure {
            Measure::Count {
                source,
                count_by,
                metric,
            } if *source == table => {
                let other = count_by.as_deref().map_or(table == Table::Candidates, |c| {
                    c != Column::EmployeeId.name()
                });
                Some((k, metric.as_deref(), other))
            }
            _ => None,
        })
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

/// The first day on which a survey or a pairing shows each person.
fn first_seen(organisation: &Organisation) -> Vec<Day> {
    let mut seen = vec![Day::MAX; organisation.people.len()];
    let mut see = |person: u32, day: Day| {
        if let Some(first) = seen.get_mut(person as usize) {
            *first = day.min(*first);
        }
    };
    for Scores {
        person,
        wave,
        waves,
        ..
    } in &organisation.scores
    {
        for (&p, &w) in person.iter().zip(wave) {
            see(p, waves.get(usize::from(w)).copied().unwrap_or(Day::MAX));
        }
    }
    organisation
        .memberships
        .iter()
        .for_each(|m| see(m.person, m.start));
    seen
}
