//! Reads the pipeline file and those it extends, and merges them, the nearer file winning.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::document::{self, Branch, Content, Entry};
use super::fault::Faults;
use super::mirror::EXTENDS;
use super::place::Place;

/// Largest pipeline file; honest ones have a few kilobytes.
const LARGEST: u64 = 1 << 20;

/// Longest chain of files that extend one another.
const LONGEST_CHAIN: usize = 16;

/// The merged document, and the hash over the bytes of all its files, nearest first.
pub(super) struct Loaded {
    pub(super) document: Branch,
    pub(super) sha256: String,
}

/// Loads a pipeline file with everything it extends. Faults are added to `faults`, in which the files end up too.
pub(super) fn load(path: &Path, faults: &mut Faults) -> Loaded {
    let mut hash = Sha256::new();
    let mut chain: Vec<Branch> = Vec::new();
    let mut identities: Vec<PathBuf> = Vec::new();
    let mut next: Option<(PathBuf, Option<Place>)> = Some((path.to_owned(), None));
    while let Some((path, asked_at)) = next.take() {
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
        if let Some(asked_at) = asked_at {
            if identities.contains(&identity) {
                faults
                    .at(
                        asked_at,
                        format!(
                            "`{}` extends itself, directly or through others",
                            path.display()
                        ),
                    )
                    .advice("remove one of the `extends` lines");
                break;
            }
            if identities.len() >= LONGEST_CHAIN {
                faults.at(
                    asked_at,
                    format!("more than {LONGEST_CHAIN} files extend one another"),
                );
                break;
            }
        }
        identities.push(identity);
        let text = match text_of(&path, &mut hash) {
            Ok(text) => text,
            Err(refusal) => {
                refusal.raise(&path, asked_at, faults);
                break;
            }
        };
        let file = faults.files.add(&path, text);
        let text = faults.files.text(file).to_owned();
        let mut document = document::parse(file, &text, faults);
        next = base(&mut document, faults);
        chain.push(document);
    }
    faults.syntax_ends();
    let document = chain.into_iter().rev().fold(Branch::new(), document::merge);
    let digest = hash
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    Loaded {
        document,
        sha256: digest,
    }
}

/// Takes `extends` out of a document: the base file and the place that names it.
fn base(document: &mut Branch, faults: &mut Faults) -> Option<(PathBuf, Option<Place>)> {
    let Entry { node, .. } = document.shift_remove(EXTENDS)?;
    match node.content {
        Content::Text(name) if !name.trim().is_empty() => Some((
            faults.files.folder(node.place.file).join(name),
            Some(node.place),
        )),
        other => {
            faults
                .at(
                    node.place,
                    format!(
                        "`{EXTENDS}` is {}",
                        if let Content::Text(_) = other {
                            "empty"
                        } else {
                            other.noun()
                        }
                    ),
                )
                .expected("the path of a pipeline file, such as \"base.toml\"");
            None
        }
    }
}

/// Why a file has no usable text.
enum Refusal {
    Unreadable(std::io::Error),
    Folder,
    TooLarge,
    /// With the text before the first byte that belongs to no character.
    NotUtf8(String),
}

impl Refusal {
    fn raise(self, path: &Path, asked_at: Option<Place>, faults: &mut Faults) {
        let what = match self {
            Refusal::Unreadable(cause) => format!("cannot be read: {cause}"),
            Refusal::Folder => "is a folder, not a file".to_owned(),
            Refusal::TooLarge => format!(
                "is larger than {} KiB, so it is no pipeline file",
                LARGEST >> 10
            ),
            Refusal::NotUtf8(before) => {
                let end = before.len();
                let file = faults.files.add(path, before);
                faults
                    .at(
                        Place {
                            file,
                            start: end,
                            end,
                        },
                        "not text in UTF-8; the byte here belongs to no character",
                    )
                    .advice("save the file with the encoding UTF-8");
                return;
            }
        };
        if let Some(place) = asked_at {
            faults
                .at(place, format!("`{}` {what}", path.display()))
                .advice("correct the path after `extends`");
        } else {
            let file = faults.files.add(path, String::new());
            faults
                .whole(file, what)
                .advice("name a pipeline file, such as pipelines/quarterly_impact.toml");
        }
    }
}

fn text_of(path: &Path, hash: &mut Sha256) -> Result<String, Refusal> {
    if path.is_dir() {
        return Err(Refusal::Folder);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(Refusal::Unreadable)?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(Refusal::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge);
    }
    hash.update(&bytes);
    // A byte-order mark would shift the columns of the first line.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(fault) => {
            let before = bytes.get(..fault.valid_up_to()).unwrap_or(&[]);
            Err(Refusal::NotUtf8(
                String::from_utf8_lossy(before).into_owned(),
            ))
        }
    }
}
