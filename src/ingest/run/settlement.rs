//! The tables settled against each other: people first, then what refers to them, up to the cut-off.

use super::pending::{Pending, PendingEvents, PendingScores, Rows};
use crate::ingest::account::Account;
use crate::ingest::error::IngestError;
use crate::ingest::exits::ReadExit;
use crate::ingest::pairings::ReadPairing;
use crate::ingest::registry::Registry;
use crate::ingest::request::{Ingested, Request};
use crate::ingest::traces::Names;
use crate::ingest::{
    applicants, course, details, employees, events, exits, pairings, promotions, quotes,
};
use crate::tables::{
    Column, Counted, Figure, Ledger, Measure, Organisation, Outcome, Programmes, Scores, Table,
};
use crate::vocab::{CareerStep, Day};

/// The organisation without its ledger, and the account of each table.
pub(super) struct Finished {
    pub(super) ingested: Ingested,
    pub(super) accounts: Vec<(Table, Account)>,
}

/// An organisation while its tables are settled.
struct Settlement<'a> {
    request: &'a Request<'a>,
    cut_off: Day,
    registry: Registry,
    organisation: Organisation,
    pairings: Option<pairings::Settled>,
    accounts: Vec<(Table, Account)>,
    warnings: Vec<String>,
}

/// Settles everything.
///
/// # Errors
/// No period; a file that turns out to be damaged.
pub(super) fn settle(
    pending: Pending<'_>,
    step: &(dyn Fn(&str) + Sync),
) -> Result<Finished, IngestError> {
    let request = pending.request;
    step("cut-off");
    let (period, silence) = pending.cut_off()?;
    let mut warnings = pending.roster.warnings.clone();
    if pending.employees.account.read == 0 {
        warnings.push("employees have no rows".to_owned());
    }
    warnings.extend(silence);
    step("people");
    let cut_off = period.last_day();
    let employees::Settled {
        people,
        roster,
        registry,
        account,
    } = pending
        .employees
        .settle(&pending.roster, cut_off, request.generations)?;
    let programmes = request.programme_ids();
    let mut settlement = Settlement {
        request,
        cut_off,
        registry,
        organisation: Organisation {
            people,
            roster,
            generations: request.generations.clone(),
            programmes: Programmes {
                ids: programmes.iter().map(|&id| id.to_owned()).collect(),
                analysed: programmes.len(),
            },
            ..Organisation::default()
        },
        pairings: None,
        accounts: vec![(Table::Employees, account)],
        warnings,
    };
    for scores in pending.scores {
        settlement.scores(scores)?;
    }
    if let Some(rows) = pending.pairings {
        settlement.pairings(rows)?;
    }
    if let Some(rows) = pending.exits {
        settlement.exits(rows)?;
    }
    for events in pending.events {
        settlement.events(events, &pending.names)?;
    }
    let Settlement {
        mut organisation,
        accounts,
        warnings,
        ..
    } = settlement;
    organisation.counted.sort_by_key(|c| c.outcome);
    if organisation.promotions.is_empty() && !accounts.iter().any(|(t, _)| *t == Table::Promotions)
    {
        organisation.promotions = promotions::from_snapshots(&organisation.roster);
    }
    let quarantine = accounts
        .iter()
        .flat_map(|(_, account)| account.quarantined.iter().cloned())
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

impl Settlement<'_> {
    fn scores(&mut self, pending: PendingScores<'_>) -> Result<(), IngestError> {
        let PendingScores {
            source,
            constructs,
            read,
            mut account,
        } = pending;
        let scores = read.settle(
            &source,
            &constructs,
            &self.registry,
            self.cut_off,
            &mut account,
        )?;
        if !scores.outcomes.is_empty() {
            self.organisation.scores.push(scores);
        }
        self.warnings.extend(source.warnings);
        self.accounts.push((source.settings.table, account));
        Ok(())
    }

    fn pairings(
        &mut self,
        (source, (rows, mut account)): Rows<'_, ReadPairing>,
    ) -> Result<(), IngestError> {
        let mut settled = pairings::settle(
            &source,
            rows,
            &self.registry,
            &self.request.programme_ids(),
            self.cut_off,
            &mut account,
        )?;
        self.organisation.programmes = settled.programmes.clone();
        self.organisation
            .memberships
            .clone_from(&settled.memberships);
        self.organisation.applications = std::mem::take(&mut settled.applications);
        self.organisation.course.invitations = std::mem::take(&mut settled.invitations);
        self.organisation
            .course
            .pairings
            .clone_from(&settled.pairings);
        self.warnings.append(&mut settled.warnings);
        self.pairings = Some(settled);
        self.warnings.extend(source.warnings);
        self.accounts.push((Table::Pairings, account));
        Ok(())
    }

    fn exits(
        &mut self,
        (source, (rows, mut account)): Rows<'_, ReadExit>,
    ) -> Result<(), IngestError> {
        let seen = first_seen(&self.organisation);
        self.organisation.exits = exits::settle(
            &source,
            rows,
            &self.registry,
            &self.organisation.roster,
            &seen,
            self.cut_off,
            &mut account,
        )?;
        self.warnings.extend(source.warnings);
        self.accounts.push((Table::Exits, account));
        Ok(())
    }

    fn events(&mut self, pending: PendingEvents<'_>, names: &Names) -> Result<(), IngestError> {
        let PendingEvents {
            source,
            rows,
            mut account,
        } = pending;
        let table = source.table();
        let pairings = self.pairings.as_ref();
        let settled = events::settle(
            &source,
            rows,
            &self.registry,
            pairings,
            self.cut_off,
            &mut account,
            &mut self.warnings,
        )?;
        if table == Table::Promotions {
            self.organisation.promotions = settled.steps(CareerStep::Promotion);
            self.organisation.moves = settled.steps(CareerStep::Move);
        }
        if table == Table::Stories {
            self.organisation.stories = quotes::settled(&settled, pairings, &self.registry, names);
        }
        if table == Table::Candidates {
            self.organisation.candidates =
                Some(applicants::settled(&settled, self.request.generations));
        }
        let counted: Vec<Counted> = counts(self.request.outcomes, table)
            .map(|(outcome, metric, by_other)| {
                settled.counted(
                    outcome,
                    metric,
                    by_other,
                    &self.organisation.memberships,
                    pairings,
                )
            })
            .collect();
        let described = details::described(
            table,
            self.request.outcomes,
            &settled,
            pairings,
            &self.organisation.memberships,
            &self.organisation.programmes,
            self.cut_off,
        );
        course::add(&mut self.organisation.course, table, &settled, pairings);
        self.warn_of_empty_metrics(table, &counted);
        self.organisation.counted.extend(counted);
        self.organisation.described.extend(described);
        self.warnings.extend(source.warnings);
        self.accounts.push((table, account));
        Ok(())
    }
}

impl Settlement<'_> {
    /// Says which metrics no row has: a misspelt one would otherwise read as a count of nothing.
    fn warn_of_empty_metrics(&mut self, table: Table, counted: &[Counted]) {
        for ((outcome, metric, _), counted) in counts(self.request.outcomes, table).zip(counted) {
            if let (Some(metric), true) = (metric, counted.person.is_empty()) {
                self.warnings.push(format!(
                    "outcome `{}` counts the metric `{metric}`, which no row of {} has for anybody in employees",
                    self.request.outcomes[outcome].id,
                    table.name()
                ));
            }
        }
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
            Measure::Descriptive {
                source: Table::Activity,
                figure: Figure::Rate { metric },
                ..
            } if table == Table::Activity => Some((k, metric.as_deref(), false)),
            _ => None,
        })
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
    for membership in &organisation.memberships {
        see(membership.person, membership.start);
    }
    seen
}
