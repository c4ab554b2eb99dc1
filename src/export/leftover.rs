//! What a killed run leaves beside OUT: a hidden folder `.NAME.partial-XXXXXX`, and how the next run deals with it.
//!
//! The folder holds a locked file while its run lives (the lock ends with the process), the new output under
//! `new/`, for a moment of the swap the earlier output under `earlier/`, and then under `replaced/`. Cleaning puts an earlier output
//! back where a run was killed in that moment, and removes the rest. A folder whose run lives is left alone.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::ExportError;
use super::destination::Destination;

/// The locked file.
pub(super) const LOCK: &str = "lock";
/// The new output.
pub(super) const NEW: &str = "new";
/// The earlier output, during the swap.
pub(super) const EARLIER: &str = "earlier";
/// The earlier output once it has been replaced: to be removed, and never put back, as it may be half removed.
pub(super) const REPLACED: &str = "replaced";

/// What the names of working folders of an output begin with.
pub(super) fn prefix(name: &OsStr) -> std::ffi::OsString {
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(name);
    prefix.push(".partial-");
    prefix
}

fn is_leftover(file_name: &OsStr, prefix: &OsStr) -> bool {
    let random = file_name
        .as_encoded_bytes()
        .strip_prefix(prefix.as_encoded_bytes());
    random.is_some_and(|r| !r.is_empty() && r.iter().all(u8::is_ascii_alphanumeric))
}

/// Takes the lock of a working folder; `None` while another run holds it. File systems without locks say that it
/// is held, so that nothing of a live run is ever removed.
pub(super) fn lock(file: File) -> Option<File> {
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
    }
}

/// Clears the leftovers of killed runs of this output, and puts an earlier output back that one of them had moved away.
pub(super) fn clear(destination: &Destination) -> Result<(), ExportError> {
    let Ok(entries) = fs::read_dir(&destination.parent) else {
        return Ok(());
    };
    let prefix = prefix(&destination.name);
    for entry in entries.flatten() {
        if is_leftover(&entry.file_name(), &prefix)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            clear_one(&entry.path(), destination)?;
        }
    }
    Ok(())
}

fn clear_one(folder: &Path, destination: &Destination) -> Result<(), ExportError> {
    match OpenOptions::new()
        .read(true)
        .write(true)
        .open(folder.join(LOCK))
    {
        Ok(file) => {
            let Some(_held) = lock(file) else {
                return Ok(());
            };
            let earlier = folder.join(EARLIER);
            if earlier.is_dir() && fs::symlink_metadata(&destination.path).is_err() {
                fs::rename(&earlier, &destination.path)
                    .map_err(|e| ExportError::io("restore", &destination.path, e))?;
            }
            // What cannot be removed now is tried again next time.
            let _ = fs::remove_dir_all(folder);
        }
        // Without a lock a folder is empty, as its run has only just made it, or it was being removed: the lock is the
        // first thing in it. An empty one may belong to a living run, which then makes another.
        Err(e) if e.kind() == ErrorKind::NotFound => {
            if fs::remove_dir(folder).is_err() {
                let _ = fs::remove_dir_all(folder);
            }
        }
        Err(_) => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_whose_removal_was_cut_short_is_removed_and_not_put_back() {
        let dir = tempfile::tempdir().unwrap();
        let destination = Destination::judge(&dir.path().join("out")).unwrap();
        for (random, content, locked) in [
            ("aaaaaa", "", false),
            ("bbbbbb", REPLACED, true),
            ("cccccc", EARLIER, false),
        ] {
            let folder = dir.path().join(format!(".out.partial-{random}"));
            fs::create_dir_all(folder.join(content).join("half")).unwrap();
            if locked {
                fs::write(folder.join(LOCK), "").unwrap();
            }
        }
        clear(&destination).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn only_own_names_are_leftovers() {
        let own = prefix(OsStr::new("out"));
        assert!(is_leftover(OsStr::new(".out.partial-aB3xYz"), &own));
        for other in [
            ".out.partial-",
            ".out2.partial-aB3xYz",
            "out",
            ".out.partial-a.partial-b",
            ".out.partial-a/b",
        ] {
            assert!(!is_leftover(OsStr::new(other), &own), "{other}");
        }
    }
}
