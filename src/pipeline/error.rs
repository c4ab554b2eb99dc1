//! Why a run failed, with its exit code. The words come from the room that failed.

use crate::export::ExportError;
use crate::ingest::IngestError;
use crate::panel::PanelError;
use crate::report::ReportError;
use crate::tables::Ledger;

/// A failed run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Reading the exports failed, or their quality is too poor.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The comparison cannot be set up.
    #[error(transparent)]
    Panel(#[from] PanelError),
    /// The pages cannot be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The output cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl RunError {
    /// The exit code (data contract, section 8).
    pub fn exit_code(&self) -> u8 {
        match self {
            RunError::Ingest(error) => error.exit_code(),
            RunError::Panel(_) => 2,
            RunError::Report(_) | RunError::Export(_) => 1,
        }
    }

    /// What to do, where the message does not say already.
    pub fn advice(&self) -> Option<String> {
        None
    }

    /// The row ledger, when the data were read and found wanting.
    pub fn ledger(&self) -> Option<&Ledger> {
        match self {
            RunError::Ingest(IngestError::Quality(poor)) => Some(&poor.ledger),
            _ => None,
        }
    }
}
