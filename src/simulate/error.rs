//! What can go wrong while a synthetic organisation is made or written.

use std::path::PathBuf;

/// Why no sample came out.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// A setting out of range.
    #[error("`{name}` is out of range; allowed: {allowed}")]
    Setting {
        /// The setting.
        name: &'static str,
        /// The allowed range in words.
        allowed: &'static str,
    },
    /// The folder holds something that is not an earlier sample.
    #[error("{} is not empty and holds no earlier sample; name an empty or a new folder", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A table does not fit into a worksheet.
    #[error("{table} has more rows than a worksheet can hold (1,048,575); choose csv or parquet")]
    TooLongForWorkbook {
        /// The table.
        table: &'static str,
    },
    /// The disk said no.
    #[error("{} cannot be written", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A writer of a file format said no.
    #[error("{} cannot be written: {reason}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The writer's words.
        reason: String,
    },
}
