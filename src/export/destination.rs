//! Where an output may be put: the judgement on OUT before anything is written.
//!
//! OUT is replaced as a whole by renaming folders beside it, so its parent must be writable and it may be neither a
//! mount point nor the working directory. A folder that no run wrote is never replaced.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use super::{ExportError, earlier};

/// An output directory that may be made or replaced.
#[derive(Debug, Clone)]
pub(super) struct Destination {
    /// Its path: absolute, links resolved.
    pub(super) path: PathBuf,
    /// The folder it is in; may not exist yet.
    pub(super) parent: PathBuf,
    /// Its name.
    pub(super) name: OsString,
}

impl Destination {
    /// Judges OUT without writing anything.
    pub(super) fn judge(out: &Path) -> Result<Destination, ExportError> {
        if out.as_os_str().is_empty() {
            return Err(ExportError::NoName);
        }
        let absolute = std::path::absolute(out).map_err(|e| ExportError::io("use", out, e))?;
        let path = resolved(&absolute)?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(ExportError::IsRoot { path });
        };
        let destination = Destination {
            parent: parent.to_owned(),
            name: name.to_owned(),
            path: path.clone(),
        };
        if path.exists() {
            destination.judge_folder()?;
        }
        Ok(destination)
    }

    fn judge_folder(&self) -> Result<(), ExportError> {
        let path = self.path.clone();
        if !path.is_dir() {
            return Err(ExportError::IsFile { path });
        }
        if env::current_dir()
            .and_then(fs::canonicalize)
            .is_ok_and(|here| here.starts_with(&path))
        {
            return Err(ExportError::IsWorkingDirectory { path });
        }
        if is_mount_point(&path, &self.parent) {
            return Err(ExportError::IsMountPoint { path });
        }
        let entries = fs::read_dir(&path).map_err(|e| ExportError::io("read", &path, e))?;
        let mut names: Vec<String> = entries
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        match names.into_iter().next() {
            Some(example) if !earlier::is_output(&path) => {
                Err(ExportError::NotOurs { path, example })
            }
            _ => Ok(()),
        }
    }

    /// Whether files can be made where the output will stand, tried with a file that has no name.
    pub(super) fn try_writing(&self) -> Result<(), ExportError> {
        let existing = self
            .parent
            .ancestors()
            .find(|a| a.is_dir())
            .unwrap_or(&self.parent);
        tempfile::tempfile_in(existing)
            .map(drop)
            .map_err(|e| ExportError::io("write in", existing, e))
    }
}

/// The path with links and `..` resolved as far as it exists; the rest as written.
fn resolved(absolute: &Path) -> Result<PathBuf, ExportError> {
    if let Ok(path) = fs::canonicalize(absolute) {
        return Ok(path);
    }
    if fs::symlink_metadata(absolute).is_ok_and(|m| m.is_symlink()) {
        return Err(ExportError::DanglingLink {
            path: absolute.to_owned(),
        });
    }
    // Not there yet: the nearest folder above it that is, and the names that are missing below.
    let mut missing: Vec<Component<'_>> = Vec::new();
    let mut rest = absolute;
    loop {
        match fs::canonicalize(rest) {
            Ok(existing) if existing.is_dir() => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(existing, |path, name| path.join(name)));
            }
            Ok(existing) => return Err(ExportError::IsFile { path: existing }),
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(e) => return Err(ExportError::io("use", rest, e)),
        }
        let mut components = rest.components();
        match components.next_back() {
            Some(name @ Component::Normal(_)) => missing.push(name),
            _ => {
                return Err(ExportError::io("use", absolute, ErrorKind::NotFound.into()));
            }
        }
        rest = components.as_path();
    }
}

#[cfg(unix)]
fn is_mount_point(path: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), fs::metadata(parent)) {
        (Ok(own), Ok(above)) => own.dev() != above.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_as_far_as_they_exist() {
        let dir = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(dir.path()).unwrap();
        fs::create_dir(root.join("a")).unwrap();
        let judged = |path: PathBuf| {
            Destination::judge(&path)
                .map(|d| d.path)
                .map_err(|e| e.to_string())
        };
        assert_eq!(judged(root.join("a/../b/c")), Ok(root.join("b/c")));
        assert_eq!(judged(root.join("a/")), Ok(root.join("a")));
        assert_eq!(judged(root.join("a/.")), Ok(root.join("a")));
        assert!(judged(root.join("nowhere/../b")).is_err());
        assert!(
            Destination::judge(Path::new(""))
                .unwrap_err()
                .to_string()
                .contains("empty")
        );
        assert!(
            Destination::judge(Path::new("/"))
                .unwrap_err()
                .to_string()
                .contains("root")
        );
        let relative = Destination::judge(Path::new("no_such_folder/out")).unwrap();
        assert!(relative.path.is_absolute() && relative.path.ends_with("no_such_folder/out"));
    }

    #[test]
    fn what_must_not_be_replaced_is_refused_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let refusal = |path: &Path| Destination::judge(path).unwrap_err().to_string();
        fs::write(dir.path().join("file"), "x").unwrap();
        assert!(refusal(&dir.path().join("file")).contains("is a file, not a folder"));
        assert!(refusal(&dir.path().join("file/out")).contains("is a file, not a folder"));
        assert!(refusal(dir.path()).contains("for example file"));
        let here = env::current_dir().unwrap();
        assert!(
            refusal(Path::new(".")).contains("the folder you are in"),
            "{}",
            here.display()
        );
        assert!(refusal(Path::new("..")).contains("the folder you are in"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_dangling_one_refused() {
        let dir = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(dir.path()).unwrap();
        fs::create_dir(root.join("target")).unwrap();
        std::os::unix::fs::symlink(root.join("target"), root.join("link")).unwrap();
        std::os::unix::fs::symlink(root.join("nothing"), root.join("broken")).unwrap();
        assert_eq!(
            Destination::judge(&root.join("link")).unwrap().path,
            root.join("target")
        );
        assert!(
            Destination::judge(&root.join("broken"))
                .unwrap_err()
                .to_string()
                .contains("does not exist")
        );
        assert!(matches!(
            Destination::judge(Path::new("/proc")),
            Err(ExportError::IsMountPoint { .. })
        ));
    }
}
