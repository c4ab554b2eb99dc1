//! The files of a source: found by pattern, sorted by name, hashed while they are read.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::IngestError;
use super::settings::SourceSettings;
use crate::tables::{InputFile, Table};

/// One file of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its name relative to the pipeline, with `/`.
    pub(super) name: String,
}

/// The files that a source names, sorted by name.
///
/// # Errors
/// A pattern that is none, or that matches no file.
pub(super) fn find(
    source: &SourceSettings,
    pipeline_folder: &Path,
) -> Result<Vec<FoundFile>, IngestError> {
    let plain = source.folder.join(&source.pattern);
    let mut paths = Vec::new();
    if plain.is_file() {
        paths.push(plain.clone());
    } else {
        let folder = glob::Pattern::escape(&source.folder.to_string_lossy());
        let pattern = Path::new(&folder).join(&source.pattern);
        let fault = |cause: &glob::PatternError| IngestError::Pattern {
            table: source.table,
            pattern: source.pattern.clone(),
            cause: cause.msg.to_owned(),
        };
        let found = glob::glob(&pattern.to_string_lossy()).map_err(|e| fault(&e))?;
        paths.extend(
            found
                .filter_map(Result::ok)
                .filter(|p| p.is_file() && !is_hidden(p)),
        );
    }
    if paths.is_empty() {
        return Err(IngestError::NoFile {
            table: source.table,
            pattern: source.pattern.clone(),
            folder: relative(&source.folder, pipeline_folder),
            near: neighbours(&plain),
        });
    }
    let mut files: Vec<FoundFile> = paths
        .into_iter()
        .map(|path| FoundFile {
            name: relative(&path, pipeline_folder),
            path,
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.dedup_by(|a, b| a.name == b.name);
    Ok(files)
}

/// Lock files of office programs and the like.
fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|n| n.to_string_lossy().starts_with(['.', '~']))
}

/// Names of the files in the folder that a path points into.
fn neighbours(path: &Path) -> Vec<String> {
    let Some(folder) = path.parent() else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let mut names: Vec<String> = entries
        .filter(|e| e.path().is_file())
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A path as seen from a folder, with `/` and, where needed, `..`.
pub(super) fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder) = (absolute(path), absolute(folder));
    let shared = path
        .components()
        .zip(folder.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path
        .components()
        .skip(shared)
        .map(|c| c.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in full.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// Size and SHA-256 of a file.
///
/// # Errors
/// The file cannot be read.
pub(super) fn hash(table: Table, file: &FoundFile) -> Result<InputFile, IngestError> {
    let fault = |e: std::io::Error| IngestError::Unreadable {
        table,
        file: file.name.clone(),
        cause: e.to_string(),
    };
    let mut reader = File::open(&file.path).map_err(fault)?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; 1 << 18];
    let mut bytes = 0;
    loop {
        let read = reader.read(&mut block).map_err(fault)?;
        if read == 0 {
            break;
        }
        hasher.update(&block[..read]);
        bytes += read as u64;
    }
    let mut sha256 = String::with_capacity(64);
    for byte in hasher.finalize() {
        let _ = write!(sha256, "{byte:02x}");
    }
    Ok(InputFile {
        table,
        path: file.name.clone(),
        sha256,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_pipeline() {
        assert_eq!(
            relative(Path::new("/a/b/hris/x.csv"), Path::new("/a/b")),
            "hris/x.csv"
        );
        assert_eq!(
            relative(Path::new("/a/b/../data/x.csv"), Path::new("/a/b/pipelines")),
            "../../data/x.csv"
        );
        assert_eq!(
            relative(Path::new("p/../x.csv"), Path::new("p")),
            "../x.csv"
        );
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").expect("a small file");
        let found = hash(
            Table::Exits,
            &FoundFile {
                path,
                name: "abc".to_owned(),
            },
        )
        .expect("readable");
        // FIPS 180-4, example of a one-block message.
        assert_eq!(
            found.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(found.bytes, 3);
    }
}
