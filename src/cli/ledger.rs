//! The row ledger as text: what became of every row read.

use std::fmt::Write as _;

use crate::tables::Ledger;

use super::columns::{Side, aligned};

/// The ledger as aligned lines, followed by the reasons; each line ended.
pub(super) fn lines(ledger: &Ledger) -> String {
    let heading = ["table", "read", "used", "not needed", "quarantined"]
        .map(str::to_owned)
        .to_vec();
    let mut rows = vec![heading];
    let mut reasons = String::new();
    for (table, entry) in &ledger.tables {
        rows.push(vec![
            table.name().to_owned(),
            entry.read.to_string(),
            entry.used.to_string(),
            entry.not_needed_total().to_string(),
            entry.quarantined_total().to_string(),
        ]);
        let list = |said: Vec<String>| said.join(", ");
        if !entry.not_needed.is_empty() {
            let said = entry
                .not_needed
                .iter()
                .map(|(why, n)| format!("{n} {}", why.id()))
                .collect();
            let _ = writeln!(reasons, "{}, not needed: {}", table.name(), list(said));
        }
        if !entry.quarantined.is_empty() {
            let said = entry
                .quarantined
                .iter()
                .map(|(why, n)| format!("{n} {}", why.id()))
                .collect();
            let _ = writeln!(reasons, "{}, quarantined: {}", table.name(), list(said));
        }
    }
    let sides = [
        Side::Left,
        Side::Right,
        Side::Right,
        Side::Right,
        Side::Right,
    ];
    let mut text = aligned(&rows, &sides, None).unwrap_or_default();
    if !reasons.is_empty() {
        let _ = write!(text, "\n{reasons}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{LedgerEntry, NotNeeded, QuarantineReason, Table};

    #[test]
    fn every_row_and_reason_is_told() {
        let mut ledger = Ledger::default();
        let entry = LedgerEntry {
            read: 1200,
            used: 1190,
            not_needed: [(NotNeeded::ExactDuplicate, 7)].into(),
            quarantined: [(QuarantineReason::UnreadableValue, 3)].into(),
        };
        ledger.tables.insert(Table::Exits, entry);
        assert_eq!(
            lines(&ledger),
            "table  read  used  not needed  quarantined\nexits  1200  1190           7            3\n\n\
             exits, not needed: 7 exact duplicate\nexits, quarantined: 3 unreadable value\n"
        );
    }
}
