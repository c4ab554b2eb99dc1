//! The output directory: it appears whole or not at all.
//!
//! A run writes into a hidden folder beside OUT, on the same file system, and swaps it in at the very end: the earlier
//! output is renamed aside, the new one renamed in, the earlier one removed. A run that fails or is killed at
//! any point leaves the earlier output as it was, without a partial file in it; what it leaves beside OUT is
//! cleared by the next run. (Between the two renames OUT is absent for some microseconds; a run killed just
//! there has its earlier output put back by the next one.)
//!
//! The order of a run: [`check`] before any work, [`begin`], [`Staging::write`] for every file, `run.json` last
//! with [`Staging::written`] in it, [`Staging::commit`].

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::destination::Destination;
use super::leftover::{self, EARLIER, LOCK, NEW, REPLACED};
use super::{ExportError, Output, earlier, manifest};

/// The folder in OUT that must never be shared; only its owner may open it, where the system knows owners.
pub const PRIVATE: &str = "private";

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    hex
}

/// Says before any work whether OUT can be written, and writes nothing itself.
///
/// # Errors
/// OUT, or a part of its path, is a file; a folder that no run wrote; the working directory; a mount point; a dangling
/// link; not writable.
pub fn check(out: &Path) -> Result<(), ExportError> {
    Destination::judge(out)?.try_writing()
}

/// Clears what killed runs left, and opens a new working folder beside OUT. Missing parents of OUT are made.
///
/// # Errors
/// As [`check`], and whatever the disk says.
pub fn begin(out: &Path) -> Result<Staging, ExportError> {
    let destination = Destination::judge(out)?;
    let made = make_parents(&destination.parent)?;
    leftover::clear(&destination)?;
    // An earlier output that was put back just now is judged too.
    let destination = Destination::judge(&destination.path)?;
    let failed = |e| ExportError::io("create a folder in", &destination.parent, e);
    for _ in 0..8 {
        let folder = tempfile::Builder::new()
            .prefix(&leftover::prefix(&destination.name))
            .rand_bytes(6)
            .tempdir_in(&destination.parent)
            .map_err(failed)?;
        // Another run may take the folder for a leftover before it holds its lock; then another folder is made.
        let file = match File::create_new(folder.path().join(LOCK)) {
            Ok(file) => file,
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) => return Err(failed(e)),
        };
        let _ = file.try_lock(); // Without locks the folder is merely never cleared by others.
        let new = folder.path().join(NEW);
        match fs::create_dir(&new) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) => return Err(failed(e)),
        }
        return Ok(Staging {
            destination,
            folder: Some(folder),
            lock: Some(file),
            written: BTreeMap::new(),
            made,
        });
    }
    Err(failed(ErrorKind::AlreadyExists.into()))
}

/// Makes the missing folders of a path and returns those made, outermost first.
fn make_parents(parent: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let mut missing: Vec<PathBuf> = parent
        .ancestors()
        .take_while(|a| !a.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    fs::create_dir_all(parent).map_err(|e| ExportError::io("create", parent, e))?;
    Ok(missing)
}

/// An output in the making. Dropped without [`Staging::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Staging {
    destination: Destination,
    /// `None` only once the folder must be kept.
    folder: Option<TempDir>,
    lock: Option<File>,
    written: BTreeMap<String, String>,
    /// Parents of OUT that this run made.
    made: Vec<PathBuf>,
}

impl Staging {
    /// Where the output will stand: absolute, links resolved.
    pub fn destination(&self) -> &Path {
        &self.destination.path
    }

    /// Writes one file of the output; `path` is relative to OUT, with `/`.
    ///
    /// # Errors
    /// A path that leaves OUT or was written before; whatever the disk says.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let refused = |reason| ExportError::Name {
            path: path.to_owned(),
            reason,
        };
        let plain = Path::new(path)
            .components()
            .all(|c| matches!(c, Component::Normal(_)));
        let odd =
            path.is_empty() || path.ends_with('/') || path.contains("//") || path.contains("/./");
        if !plain || odd || path.contains(['\\', '\0', ':']) {
            return Err(refused("it is no plain path inside the output folder"));
        }
        // Two names that differ in case only are one file on some systems.
        if self
            .written
            .keys()
            .any(|known| known.eq_ignore_ascii_case(path))
        {
            return Err(refused("it was written before"));
        }
        let target = self.fresh().join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|e| ExportError::io("create", folder, e))?;
        }
        if path.split('/').next() == Some(PRIVATE) {
            close_to_others(&self.fresh().join(PRIVATE))?;
        }
        // The reader knows the place where the file will stand, not the one where it is made.
        fs::write(&target, bytes)
            .map_err(|e| ExportError::io("write", self.destination.path.join(path), e))?;
        self.written.insert(path.to_owned(), sha256_hex(bytes));
        Ok(())
    }

    /// The files written so far with their hashes, by path.
    pub fn written(&self) -> Vec<Output> {
        let files = self.written.iter();
        files
            .map(|(path, sha256)| Output {
                path: path.clone(),
                sha256: sha256.clone(),
            })
            .collect()
    }

    /// Puts the output in place of the earlier one, and returns the files written with their hashes, by path.
    ///
    /// # Errors
    /// No `run.json` was written; OUT has become something that may not be replaced; whatever the disk says. The
    /// earlier output is then back in its place.
    pub fn commit(mut self) -> Result<Vec<Output>, ExportError> {
        if !self.written.contains_key(manifest::FILE) {
            return Err(ExportError::Incomplete {
                file: manifest::FILE,
            });
        }
        let out = Destination::judge(&self.destination.path)?.path;
        let (new, aside) = (self.fresh(), self.root().join(EARLIER));
        let replaces = out.is_dir();
        if replaces {
            for file in earlier::foreign_files(&out)? {
                earlier::take_over(&out.join(&file), &new.join(&file))?;
            }
            if let Ok(known) = fs::metadata(&out) {
                let _ = fs::set_permissions(&new, known.permissions());
            }
            fs::rename(&out, &aside).map_err(|e| ExportError::io("replace", &out, e))?;
        }
        if let Err(source) = fs::rename(&new, &out) {
            if replaces && fs::rename(&aside, &out).is_err() {
                let kept = self.keep().join(EARLIER);
                return Err(ExportError::Stranded {
                    path: out,
                    kept,
                    source,
                });
            }
            return Err(ExportError::io("put in place", &out, source));
        }
        // From here on the earlier output is rubbish, and must not be put back half removed.
        let _ = fs::rename(&aside, self.root().join(REPLACED));
        self.made.clear();
        Ok(self.written())
    }

    fn root(&self) -> PathBuf {
        self.folder
            .as_ref()
            .map_or_else(PathBuf::new, |folder| folder.path().to_owned())
    }

    fn fresh(&self) -> PathBuf {
        self.root().join(NEW)
    }

    /// Leaves the working folder on the disk, as a killed run does.
    fn keep(&mut self) -> PathBuf {
        self.lock = None;
        self.made.clear();
        self.folder.take().map_or_else(PathBuf::new, TempDir::keep)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        drop(self.folder.take());
        self.lock = None;
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder); // Only if empty.
        }
    }
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> Result<(), ExportError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .map_err(|e| ExportError::io("close", folder, e))
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> Result<(), ExportError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = r#"{"tool":{"name":"counterpart"},"outputs":[{"path":"index.html"},{"path":"charts/a.svg"}]}"#;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn complete(out: &Path, text: &str) -> Staging {
        let mut staging = begin(out).unwrap();
        staging.write("index.html", text.as_bytes()).unwrap();
        staging.write("charts/a.svg", b"<svg/>").unwrap();
        staging.write(manifest::FILE, RUN.as_bytes()).unwrap();
        staging
    }

    fn text(out: &Path) -> String {
        fs::read_to_string(out.join("index.html")).unwrap()
    }

    #[test]
    fn an_output_appears_whole_and_replaces_the_earlier_one() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("a/b/out");
        check(&out).unwrap();
        assert!(!dir.path().join("a").exists(), "a check writes nothing");
        let files = complete(&out, "one").commit().unwrap();
        assert_eq!(
            files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(),
            ["charts/a.svg", "index.html", "run.json"]
        );
        // The SHA-256 of "one" (from sha256sum).
        assert_eq!(
            files[1].sha256,
            "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
        );
        complete(&out, "two").commit().unwrap();
        assert_eq!(text(&out), "two");
        assert_eq!(names(out.parent().unwrap()), ["out"], "nothing beside it");
    }

    #[test]
    fn a_run_that_fails_leaves_the_earlier_output_and_no_trace() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("x/out");
        drop(complete(&out, "never"));
        assert!(
            names(dir.path()).is_empty(),
            "the parent that it made is gone too"
        );
        complete(&out, "one").commit().unwrap();
        drop(complete(&out, "two"));
        assert_eq!(
            (text(&out).as_str(), names(&dir.path().join("x")).len()),
            ("one", 1)
        );
        let mut half = begin(&out).unwrap();
        half.write("index.html", b"half").unwrap();
        assert!(half.commit().unwrap_err().to_string().contains("run.json"));
        assert_eq!(text(&out), "one");
    }

    #[test]
    fn a_killed_run_is_cleared_by_the_next_and_a_living_one_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        complete(&out, "one").commit().unwrap();
        let living = complete(&out, "living");
        complete(&out, "killed").keep();
        assert_eq!(names(dir.path()).len(), 3);
        assert_eq!(text(&out), "one");
        complete(&out, "two").commit().unwrap();
        assert_eq!(names(dir.path()).len(), 2, "the living one is still there");
        living.commit().unwrap();
        assert_eq!(
            (text(&out).as_str(), names(dir.path()).len()),
            ("living", 1)
        );
    }

    #[test]
    fn a_run_killed_between_the_renames_gets_its_earlier_output_back() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        complete(&out, "one").commit().unwrap();
        let folder = complete(&out, "two").keep();
        fs::rename(&out, folder.join(EARLIER)).unwrap();
        drop(begin(&out).unwrap());
        assert_eq!((text(&out).as_str(), names(dir.path()).len()), ("one", 1));
    }

    #[test]
    fn a_swap_that_fails_in_the_middle_puts_the_earlier_output_back() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        complete(&out, "one").commit().unwrap();
        let staging = complete(&out, "two");
        fs::rename(staging.fresh(), staging.root().join("lost")).unwrap();
        let error = staging.commit().unwrap_err().to_string();
        assert!(error.contains(&out.display().to_string()), "{error}");
        assert_eq!((text(&out).as_str(), names(dir.path()).len()), ("one", 1));
    }

    #[test]
    fn files_of_people_move_on_and_stale_and_private_ones_do_not() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let mut first = complete(&out, "one");
        first.write("private/quarantine.csv", b"secret").unwrap();
        first.commit().unwrap();
        fs::create_dir_all(out.join("mine/deep")).unwrap();
        fs::write(out.join("mine/deep/notes.txt"), "keep me").unwrap();
        let mut staging = begin(&out).unwrap();
        staging.write("index.html", b"two").unwrap();
        staging.write(manifest::FILE, RUN.as_bytes()).unwrap();
        staging.commit().unwrap();
        assert_eq!(names(&out), ["index.html", "mine", "run.json"]);
        assert_eq!(
            fs::read_to_string(out.join("mine/deep/notes.txt")).unwrap(),
            "keep me"
        );
    }

    #[test]
    fn paths_that_leave_the_output_or_come_twice_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let mut staging = begin(&dir.path().join("out")).unwrap();
        for path in [
            "", "/etc/x", "../x", "a/../x", "./x", "a//b", "a/", "C:x", "a\\b", "a/./b",
        ] {
            assert!(staging.write(path, b"").is_err(), "{path}");
        }
        staging.write("cards/A.png", b"").unwrap();
        assert!(staging.write("cards/a.png", b"").is_err());
        assert_eq!(staging.written().len(), 1);
    }
}
