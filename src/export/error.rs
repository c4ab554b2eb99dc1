//! What can go wrong while an output is written. Every message says what happened, where, and what to do.

use std::io::ErrorKind;
use std::path::PathBuf;

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The name of the output directory is empty.
    #[error("the name of the output folder is empty; name a folder, for example --out out")]
    NoName,
    /// OUT, or a part of its path, is a file.
    #[error("{} is a file, not a folder; name another folder with --out, or move the file away", path.display())]
    IsFile {
        /// The file.
        path: PathBuf,
    },
    /// OUT is the root of the file system.
    #[error("{} is the root of the file system and cannot be replaced; name a folder below it with --out", path.display())]
    IsRoot {
        /// The root.
        path: PathBuf,
    },
    /// OUT is the working directory or holds it.
    #[error(
        "{} is the folder you are in (or holds it), and a run replaces its output folder as a whole; \
         name another folder, for example --out out",
        path.display()
    )]
    IsWorkingDirectory {
        /// OUT.
        path: PathBuf,
    },
    /// OUT is a mount point.
    #[error(
        "{} is a mount point and cannot be replaced as a whole; name a folder inside it, for example --out {}",
        path.display(), path.join("report").display()
    )]
    IsMountPoint {
        /// OUT.
        path: PathBuf,
    },
    /// OUT is a symbolic link to nothing.
    #[error("{} is a link to something that does not exist; remove the link or name another folder with --out", path.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// OUT holds files that no run wrote.
    #[error(
        "{} holds files that no run of Counterpart wrote (for example {example}), so it is left alone; \
         name an empty or a new folder with --out",
        path.display()
    )]
    NotOurs {
        /// OUT.
        path: PathBuf,
        /// One of the files.
        example: String,
    },
    /// A path that would leave the output directory, or one written twice.
    #[error(
        "`{path}` cannot be the name of an output file: {reason}; this is a fault of the program, please report it"
    )]
    Name {
        /// The relative path.
        path: String,
        /// Why not.
        reason: &'static str,
    },
    /// The directory would be incomplete.
    #[error(
        "the output has no {file}, so it is not put in place; this is a fault of the program, please report it"
    )]
    Incomplete {
        /// What is missing.
        file: &'static str,
    },
    /// The new output could not be put in place, nor the old one back.
    #[error(
        "{source}: cannot put the new output at {}, nor the earlier one back; \
         the earlier output is complete in {}: move it back by hand, or run again and it is restored",
        path.display(), kept.display()
    )]
    Stranded {
        /// OUT.
        path: PathBuf,
        /// Where the earlier output is.
        kept: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The disk said no.
    #[error("{}: cannot {doing} {}; {}", cause(source), path.display(), advice(source))]
    Io {
        /// What was being done, as a verb.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A writer of a file format said no.
    #[error("{file} cannot be made: {reason}; this is a fault of the program, please report it")]
    Format {
        /// The file.
        file: String,
        /// The writer's words.
        reason: String,
    },
    /// A picture that cannot be drawn.
    #[error("the picture `{name}` cannot be drawn: {reason}")]
    Picture {
        /// Name of the picture.
        name: String,
        /// Why.
        reason: String,
    },
    /// More rows than a worksheet holds.
    #[error("{rows} findings are more than a worksheet holds ({most}); ask for fewer breakdowns")]
    TooManyRows {
        /// Findings.
        rows: usize,
        /// Rows of a worksheet.
        most: usize,
    },
}

impl ExportError {
    pub(super) fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
        source: std::io::Error,
    ) -> ExportError {
        ExportError::Io {
            doing,
            path: path.into(),
            source,
        }
    }

    pub(super) fn format(file: &str, reason: impl std::fmt::Display) -> ExportError {
        ExportError::Format {
            file: file.to_owned(),
            reason: reason.to_string(),
        }
    }
}

fn cause(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your disk quota is used up".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::ResourceBusy => "the folder is in use or a mount point".to_owned(),
        ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
            "something else was written there at the same time".to_owned()
        }
        ErrorKind::InvalidFilename => "the name is too long or not allowed here".to_owned(),
        _ => error.to_string(),
    }
}

fn advice(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space, or name a folder on another disk with --out; the earlier output is untouched"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "name a folder with --out that you may write to, and whose parent folder you may write to"
        }
        ErrorKind::ResourceBusy => "name a folder inside it with --out",
        ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => {
            "run again when no other run uses this folder"
        }
        _ => "check the folder, or name another one with --out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_in_words_with_place_and_remedy() {
        let error = ExportError::io("write", "/data/out/run.json", ErrorKind::StorageFull.into());
        assert_eq!(
            error.to_string(),
            "the disk is full: cannot write /data/out/run.json; free some space, or name a folder on another \
             disk with --out; the earlier output is untouched"
        );
    }
}
