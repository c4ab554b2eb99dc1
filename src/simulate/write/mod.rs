//! An organisation on disk: the tables in either layout, `truth.json` and `pipeline.toml` beside them.
//!
//! A folder is written to when it is new, empty or holds an earlier sample (known by its `truth.json`), whose
//! files are removed first. Nothing else is ever removed.

mod canonical;
mod dialect;
mod filled;
mod pipeline_file;
mod portfolio;
mod portfolio_pipeline;
mod table_file;
mod truth_file;
mod vendor;
mod vendor_programme;

use std::fs;
use std::path::{Path, PathBuf};

use super::{Layout, Organisation, Portfolio, Settings, SimulateError};

/// The file that marks a folder as a sample.
const TRUTH_FILE: &str = "truth.json";
/// The pipeline that reads the sample.
const PIPELINE_FILE: &str = "pipeline.toml";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Files relative to the folder, in the order written; `truth.json` last.
    pub files: Vec<PathBuf>,
    /// Rows of the tables in the order of `files`; `None` for files that are no tables.
    pub rows: Vec<Option<u64>>,
    /// Whether an earlier sample was replaced.
    pub replaced: bool,
}

/// Collects what is written.
struct Folder<'a> {
    root: &'a Path,
    written: Written,
}

impl Folder<'_> {
    /// A folder that is ready, with nothing written yet.
    fn open(root: &Path) -> Result<Folder<'_>, SimulateError> {
        let written = Written {
            files: Vec::new(),
            rows: Vec::new(),
            replaced: prepare(root)?,
        };
        Ok(Folder { root, written })
    }

    /// The path of a file, its folder made.
    fn path(&self, relative: &str) -> Result<PathBuf, SimulateError> {
        let path = self.root.join(relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|source| io(parent, source))?;
        }
        Ok(path)
    }

    /// Notes a file as written.
    fn note(&mut self, relative: &str, rows: Option<u64>) {
        self.written.files.push(PathBuf::from(relative));
        self.written.rows.push(rows);
    }

    /// Writes a whole file.
    fn save(
        &mut self,
        relative: &str,
        bytes: &[u8],
        rows: Option<u64>,
    ) -> Result<(), SimulateError> {
        let path = self.path(relative)?;
        fs::write(&path, bytes).map_err(|source| io(&path, source))?;
        self.note(relative, rows);
        Ok(())
    }
}

/// Names the path in an error of the operating system.
fn io(path: &Path, source: std::io::Error) -> SimulateError {
    SimulateError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Writes an organisation into a folder in the layout and format of `settings`, with `truth.json` and a pipeline file
/// that reads it. Same organisation and settings, same bytes.
///
/// # Errors
/// The folder holds something that is not an earlier sample; a table too long for a worksheet; the disk.
pub fn write(
    organisation: &Organisation,
    dir: &Path,
    settings: &Settings,
) -> Result<Written, SimulateError> {
    let mut folder = Folder::open(dir)?;
    match settings.layout {
        Layout::Canonical => canonical::write(organisation, &mut folder, settings.format)?,
        Layout::Vendor => vendor::write(organisation, &mut folder)?,
    }
    let pipeline = pipeline_file::text(organisation, settings);
    folder.save(PIPELINE_FILE, pipeline.as_bytes(), None)?;
    let truth = truth_file::text(organisation, settings, &folder.written.files);
    folder.save(TRUTH_FILE, truth.as_bytes(), None)?;
    Ok(folder.written)
}

/// Writes a portfolio into a folder as canonical tables, with `truth.json` and a pipeline file that reads it. Same
/// portfolio, same bytes.
///
/// # Errors
/// As [`write`].
pub fn write_portfolio(portfolio: &Portfolio, dir: &Path) -> Result<Written, SimulateError> {
    let mut folder = Folder::open(dir)?;
    self::portfolio::write(portfolio, &mut folder, portfolio.settings.format)?;
    let pipeline = portfolio_pipeline::text(portfolio);
    folder.save(PIPELINE_FILE, pipeline.as_bytes(), None)?;
    let truth = truth_file::portfolio(portfolio, &folder.written.files);
    folder.save(TRUTH_FILE, truth.as_bytes(), None)?;
    Ok(folder.written)
}

/// Makes the folder ready; true when an earlier sample was removed.
fn prepare(dir: &Path) -> Result<bool, SimulateError> {
    fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
    let mut entries = fs::read_dir(dir).map_err(|source| io(dir, source))?;
    if entries.next().is_none() {
        return Ok(false);
    }
    let truth = dir.join(TRUTH_FILE);
    let earlier = fs::read_to_string(&truth)
        .ok()
        .and_then(|text| truth_file::files(&text));
    let Some(earlier) = earlier else {
        return Err(SimulateError::NotEmpty {
            path: dir.to_owned(),
        });
    };
    for relative in earlier {
        let path = dir.join(&relative);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(io(&path, source)),
        }
    }
    fs::remove_file(&truth).map_err(|source| io(&truth, source))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, generate};
    use super::*;
    use crate::tables::Table;

    fn bytes(dir: &Path, written: &Written) -> Vec<Vec<u8>> {
        written
            .files
            .iter()
            .map(|f| fs::read(dir.join(f)).expect("a written file can be read"))
            .collect()
    }

    #[test]
    fn same_settings_same_bytes_and_nothing_foreign_is_touched() {
        let (one, two) = (
            tempfile::tempdir().expect("temp"),
            tempfile::tempdir().expect("temp"),
        );
        for (layout, format) in [
            (Layout::Vendor, Format::Csv),
            (Layout::Canonical, Format::Csv),
            (Layout::Canonical, Format::CsvGz),
            (Layout::Canonical, Format::Parquet),
            (Layout::Canonical, Format::Xlsx),
        ] {
            let settings = Settings {
                employees: 600,
                quarters: 5,
                layout,
                format,
                ..Settings::default()
            };
            let organisation = generate(&settings).expect("settings are in range");
            let first = write(&organisation, one.path(), &settings).expect("written");
            let second = write(&organisation, two.path(), &settings).expect("written");
            assert_eq!(
                bytes(one.path(), &first),
                bytes(two.path(), &second),
                "{layout:?} {format:?}"
            );
            let again =
                write(&organisation, one.path(), &settings).expect("written over the earlier one");
            assert!(again.replaced);
            assert_eq!(bytes(one.path(), &again), bytes(two.path(), &second));
        }
        let other = tempfile::tempdir().expect("temp");
        fs::write(other.path().join("payroll.csv"), "x").expect("written");
        let settings = Settings {
            employees: 300,
            quarters: 4,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        let refused = write(&organisation, other.path(), &settings);
        assert!(matches!(refused, Err(SimulateError::NotEmpty { .. })));
        assert!(other.path().join("payroll.csv").exists());
    }

    /// FNV-1a (Fowler, Noll, Vo; 64 bits).
    fn digest(parts: &[Vec<u8>]) -> u64 {
        parts
            .iter()
            .flatten()
            .fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
                (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
            })
    }

    // Elsewhere the mathematics library may differ in the last digit, and with it a random draw.
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    #[test]
    fn up_to_three_programmes_stay_what_they_were() {
        let known = [
            0x7E31_A3D7_BAF0_8227,
            0x82AE_0213_314D_469D,
            0x4F9E_2D47_39F1_0801_u64,
        ]
        .map(|d| format!("{d:#018X}"));
        let found = [1, 2, 3].map(|programmes| {
            let dir = tempfile::tempdir().expect("temp");
            let settings = Settings {
                employees: 600,
                quarters: 5,
                layout: Layout::Canonical,
                programmes,
                ..Settings::default()
            };
            let mut written = super::super::sample(&settings, dir.path()).expect("written");
            written.files.sort();
            format!("{:#018X}", digest(&bytes(dir.path(), &written)))
        });
        assert_eq!(found, known);
    }

    #[test]
    fn a_portfolio_is_written_the_same_every_time_with_every_table() {
        let (one, two) = (
            tempfile::tempdir().expect("temp"),
            tempfile::tempdir().expect("temp"),
        );
        let settings = Settings {
            employees: 1_500,
            format: Format::CsvGz,
            ..Settings::with_programmes(10)
        };
        let first = super::super::sample(&settings, one.path()).expect("written");
        let second = super::super::sample(&settings, two.path()).expect("written");
        assert_eq!(bytes(one.path(), &first), bytes(two.path(), &second));
        assert_eq!(first.files.len(), Table::EVERY.len() + 2);
        assert!(first.rows.iter().flatten().all(|rows| *rows > 0));
        let truth = fs::read_to_string(one.path().join(TRUTH_FILE)).expect("read");
        assert_eq!(
            truth_file::files(&truth),
            Some(first.files[..first.files.len() - 1].to_vec())
        );
        let pipeline = fs::read_to_string(one.path().join(PIPELINE_FILE)).expect("read");
        let pipeline: toml::Table = toml::from_str(&pipeline).expect("TOML");
        let count = |key: &str| pipeline[key].as_array().map_or(0, Vec::len);
        assert_eq!((count("programmes"), count("outcomes")), (10, 33));
    }

    #[test]
    fn the_sample_is_small_and_its_pipeline_parses() {
        let dir = tempfile::tempdir().expect("temp");
        let settings = Settings::default();
        let organisation = generate(&settings).expect("settings are in range");
        let written = write(&organisation, dir.path(), &settings).expect("written");
        let size: usize = bytes(dir.path(), &written).iter().map(Vec::len).sum();
        assert!(size < 12_000_000, "{size}");
        let pipeline = fs::read_to_string(dir.path().join(PIPELINE_FILE)).expect("read");
        let pipeline: toml::Table = toml::from_str(&pipeline).expect("TOML");
        let sources = pipeline["sources"].as_table().expect("sources are a table");
        assert_eq!(sources.len(), 8);
        for source in sources.values() {
            let path = source["path"].as_str().expect("a path is text");
            let (folder, _) = path.rsplit_once('/').expect("vendor files lie in folders");
            assert!(dir.path().join(folder).is_dir(), "{path}");
        }
    }
}
