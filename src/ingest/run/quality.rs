//! The ledger closed, and the judgement whether the data are good enough for an honest report.

use crate::ingest::account::Account;
use crate::ingest::error::{IngestError, PoorQuality};
use crate::ingest::request::{Ingested, Request};
use crate::tables::{Ledger, Table};

/// Rows that may be quarantined whatever their share.
const ALWAYS_TOLERATED: u64 = 5;

/// Closes the ledger and compares each table's quarantined share with the limit.
pub(super) fn judge_quality(
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
