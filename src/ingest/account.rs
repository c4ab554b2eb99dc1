//! The account of one table: every row read ends as used, not needed or quarantined.

use std::collections::BTreeMap;

use super::error::IngestError;
use crate::tables::{LedgerEntry, NotNeeded, QuarantineReason, QuarantinedRow, Table};

/// Rows of one table and their fate so far. Accounts of parts of a table add up.
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    /// Rows read.
    pub(super) read: u64,
    /// Rows used.
    pub(super) used: u64,
    not_needed: BTreeMap<NotNeeded, u64>,
    /// Quarantined rows.
    pub(super) quarantined: Vec<QuarantinedRow>,
}

impl Account {
    /// The account of a number of rows just read.
    pub(super) fn of(read: usize) -> Account {
        Account {
            read: read as u64,
            ..Account::default()
        }
    }

    /// Counts rows that were read and are not needed.
    pub(super) fn set_aside(&mut self, reason: NotNeeded, rows: u64) {
        if rows > 0 {
            *self.not_needed.entry(reason).or_default() += rows;
        }
    }

    /// Adds the account of another part of the table.
    pub(super) fn absorb(&mut self, other: Account) {
        self.read += other.read;
        self.used += other.used;
        for (reason, rows) in other.not_needed {
            self.set_aside(reason, rows);
        }
        self.quarantined.extend(other.quarantined);
    }

    /// The entry of the ledger.
    ///
    /// # Errors
    /// When some row has no fate or two, which would be a fault of this program.
    pub(super) fn close(&self, table: Table) -> Result<LedgerEntry, IngestError> {
        let mut quarantined: BTreeMap<QuarantineReason, u64> = BTreeMap::new();
        for row in &self.quarantined {
            *quarantined.entry(row.reason).or_default() += 1;
        }
        let entry = LedgerEntry {
            read: self.read,
            used: self.used,
            not_needed: self.not_needed.clone(),
            quarantined,
        };
        if entry.closes() {
            Ok(entry)
        } else {
            let settled = entry.used + entry.not_needed_total() + entry.quarantined_total();
            Err(IngestError::OpenLedger {
                table,
                read: self.read,
                settled,
            })
        }
    }
}
