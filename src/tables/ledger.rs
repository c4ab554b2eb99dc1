//! The row ledger: where every input row ended. `read = used + not_needed + quarantined` per table.

use std::collections::BTreeMap;
use std::fmt;

use super::Table;

/// Why a row was read and set aside without being wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotNeeded {
    /// Dated after the cut-off of the run.
    OutsidePeriod,
    /// The very same row was there before.
    ExactDuplicate,
    /// Belongs to a programme that the pipeline does not analyse.
    OtherProgramme,
    /// A session, evaluation or the like of a pairing that is not known.
    UnknownPairing,
    /// No item that an outcome uses is answered, or an item that no outcome uses.
    NotUsedByAnyOutcome,
    /// A preamble, a repeated header or a footer total.
    NotData,
    /// The row tells of nothing that happened: no exit, or a pairing that never started.
    NeverHappened,
}

impl NotNeeded {
    /// The key in `run.json` and the words in summaries.
    pub fn id(self) -> &'static str {
        match self {
            NotNeeded::OutsidePeriod => "outside the period",
            NotNeeded::ExactDuplicate => "exact duplicate",
            NotNeeded::OtherProgramme => "other programme",
            NotNeeded::UnknownPairing => "unknown pairing",
            NotNeeded::NotUsedByAnyOutcome => "not used by any outcome",
            NotNeeded::NotData => "not data (preamble, repeated header or footer)",
            NotNeeded::NeverHappened => "never happened (no exit, or a pairing that did not start)",
        }
    }
}

/// Why a row was quarantined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuarantineReason {
    /// A required value is empty.
    MissingValue,
    /// A value that cannot be read as its type.
    UnreadableValue,
    /// A number outside the declared scale, or outside what the column can hold.
    OutOfRange,
    /// A word that is none of the allowed ones.
    UnknownCategory,
    /// More or fewer fields than the header.
    WrongFieldCount,
    /// Same key, other content.
    ContradictingDuplicate,
    /// The person is not in employees.
    UnknownPerson,
    /// The person's rows in employees contradict each other, so the person was set aside.
    PersonQuarantined,
    /// An exit before the earliest known hire.
    ExitBeforeHire,
    /// An end before its beginning.
    EndBeforeStart,
    /// Mentor and mentee of a pair are the same person.
    SelfPairing,
    /// Two columns of the row cannot both be right.
    Disagreement,
}

impl QuarantineReason {
    /// The key in `run.json` and the words in summaries.
    pub fn id(self) -> &'static str {
        match self {
            QuarantineReason::MissingValue => "missing value",
            QuarantineReason::UnreadableValue => "unreadable value",
            QuarantineReason::OutOfRange => "out of range",
            QuarantineReason::UnknownCategory => "unknown category",
            QuarantineReason::WrongFieldCount => "wrong number of fields",
            QuarantineReason::ContradictingDuplicate => "contradicting duplicate",
            QuarantineReason::UnknownPerson => "unknown person",
            QuarantineReason::PersonQuarantined => "person quarantined",
            QuarantineReason::ExitBeforeHire => "exit before hire",
            QuarantineReason::EndBeforeStart => "end before start",
            QuarantineReason::SelfPairing => "paired with themselves",
            QuarantineReason::Disagreement => "columns disagree",
        }
    }
}

/// One quarantined row, as it is written to `private/quarantine.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuarantinedRow {
    /// The table.
    pub table: Table,
    /// The file, relative to the pipeline.
    pub file: String,
    /// Row in the file as a person counts: the line of a text file, the row of a sheet, the row number
    /// (from 1) of a Parquet file.
    pub row: u64,
    /// The column as it is named in the file.
    pub column: String,
    /// The value as written.
    pub value: String,
    /// Why.
    pub reason: QuarantineReason,
    /// The same in words, with what was expected.
    pub detail: String,
}

/// The fate of one table's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Rows read.
    pub read: u64,
    /// Rows used.
    pub used: u64,
    /// Rows set aside, by reason.
    pub not_needed: BTreeMap<NotNeeded, u64>,
    /// Rows quarantined, by reason.
    pub quarantined: BTreeMap<QuarantineReason, u64>,
}

impl LedgerEntry {
    /// Rows set aside, all reasons.
    pub fn not_needed_total(&self) -> u64 {
        self.not_needed.values().sum()
    }

    /// Rows quarantined, all reasons.
    pub fn quarantined_total(&self) -> u64 {
        self.quarantined.values().sum()
    }

    /// Whether every row read ended in exactly one place.
    pub fn closes(&self) -> bool {
        self.read == self.used + self.not_needed_total() + self.quarantined_total()
    }

    /// Quarantined rows per row read; 0 when nothing was read.
    pub fn quarantined_share(&self) -> f64 {
        if self.read == 0 {
            0.0
        } else {
            self.quarantined_total() as f64 / self.read as f64
        }
    }
}

/// The ledger of a run, one entry a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The entries by table.
    pub tables: BTreeMap<Table, LedgerEntry>,
}

impl fmt::Display for Ledger {
    /// One line: rows read, used, set aside and quarantined over all tables.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |of: fn(&LedgerEntry) -> u64| self.tables.values().map(of).sum::<u64>();
        write!(
            f,
            "{} rows read = {} used + {} not needed + {} quarantined",
            sum(|e| e.read),
            sum(|e| e.used),
            sum(LedgerEntry::not_needed_total),
            sum(LedgerEntry::quarantined_total)
        )
    }
}

/// One input file, for provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The table it was read for.
    pub table: Table,
    /// Path relative to the pipeline file, with `/`.
    pub path: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}
