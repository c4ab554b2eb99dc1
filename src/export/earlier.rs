//! The output of an earlier run: how it is recognised, and which files in it no run wrote.
//!
//! Files that people put beside the reports are not deleted with the earlier output; they move on to the new
//! one. Everything under `private/` belongs to the run that wrote it and never moves on.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::manifest::{self, Tool};
use super::{ExportError, directory};

fn manifest_of(out: &Path) -> Option<Value> {
    let manifest: Value = serde_json::from_slice(&fs::read(out.join(manifest::FILE)).ok()?).ok()?;
    (manifest["tool"]["name"] == Tool::NAME).then_some(manifest)
}

/// Whether a run of this program wrote this folder: its `run.json` says so.
pub(super) fn is_output(out: &Path) -> bool {
    manifest_of(out).is_some()
}

/// The files in an earlier output that its run did not write, relative, in order.
pub(super) fn foreign_files(out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let manifest = manifest_of(out).unwrap_or_default();
    let listed = manifest["outputs"].as_array().into_iter().flatten();
    let mut ours: BTreeSet<PathBuf> = listed
        .filter_map(|o| o["path"].as_str())
        .map(PathBuf::from)
        .collect();
    ours.insert(PathBuf::from(manifest::FILE));
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let here = out.join(&folder);
        let entries = fs::read_dir(&here).map_err(|e| ExportError::io("read", &here, e))?;
        for entry in entries {
            let entry = entry.map_err(|e| ExportError::io("read", &here, e))?;
            let path = folder.join(entry.file_name());
            let kind = entry
                .file_type()
                .map_err(|e| ExportError::io("read", out.join(&path), e))?;
            if path == Path::new(directory::PRIVATE) || ours.contains(&path) {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() || kind.is_symlink() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Takes a file of an earlier output over into a new one: as a second name of the same file where the file system
/// can, as a copy otherwise.
pub(super) fn take_over(from: &Path, to: &Path) -> Result<(), ExportError> {
    if fs::symlink_metadata(to).is_ok() {
        return Ok(()); // The new run writes a file of this name.
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|e| ExportError::io("create", folder, e))?;
    }
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|e| ExportError::io("copy", from, e))
}
