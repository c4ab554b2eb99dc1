//! What can be asked of the synthetic organisation, with the defaults of the committed sample.

use serde::Serialize;

use super::SimulateError;
use super::portfolio::MOST_PROGRAMMES;
use super::programmes::PROGRAMMES;

/// The shape of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Canonical tables and column names (data contract, section 2), one file a table.
    Canonical,
    /// Exports as HR systems write them: rosters, three-header surveys, a legacy list of leavers, a workbook.
    Vendor,
}

/// The file format of the canonical layout. The vendor layout has formats of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated text, UTF-8.
    Csv,
    /// The same, gzip-compressed.
    #[serde(rename = "csv.gz")]
    CsvGz,
    /// One workbook a table.
    Xlsx,
    /// Parquet with Snappy compression.
    Parquet,
}

/// On what enrolment depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// On nothing: a lottery among the eligible.
    None,
    /// On generation, function, region and tenure band.
    Observed,
    /// On those and on the latent trait behind the survey scores, which no export shows.
    Latent,
}

/// Settings of a synthetic organisation. [`Settings::default`] is the committed sample.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an independent trap to be switched"
)]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    /// People employed at any time within the calendar (headcount on one day is about two thirds of it).
    pub employees: u32,
    /// Calendar quarters with one survey wave each, the last being 2025Q4; 4 to 40.
    pub quarters: u32,
    /// Seed of every random stream.
    pub seed: u64,
    /// Plant no effect at all.
    pub null: bool,
    /// Shape of the files.
    pub layout: Layout,
    /// Format of the files in the canonical layout.
    pub format: Format,
    /// On what enrolment depends.
    pub selection: Selection,
    /// Direct reports of mentees get part of the effect.
    pub spillover: bool,
    /// Answering depends on the latent trait and on taking part.
    pub nonresponse: bool,
    /// Functions that people leave more often start later, so that censoring depends on the cell.
    pub late_starts: bool,
    /// How many programmes run: up to three of pairs, or with 4 to 10 one each of as many programme models.
    pub programmes: u8,
    /// Pairings formed over the whole calendar as a share of `employees`; above 0, at most 0.12.
    pub participation: f64,
    /// Add a few rows that cannot be read (vendor layout only), at most half a per cent of a table.
    pub dirty: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            employees: 6_000,
            quarters: 12,
            seed: 20_251_231,
            null: false,
            layout: Layout::Vendor,
            format: Format::Csv,
            selection: Selection::Latent,
            spillover: true,
            nonresponse: false,
            late_starts: false,
            programmes: 3,
            participation: 0.036,
            dirty: true,
        }
    }
}

impl Settings {
    /// Checks the ranges.
    ///
    /// # Errors
    /// The first setting that is out of range, with the range.
    pub fn check(&self) -> Result<(), SimulateError> {
        let out = |name, allowed| Err(SimulateError::Setting { name, allowed });
        if !(200..=20_000_000).contains(&self.employees) {
            return out("employees", "200 to 20,000,000");
        }
        if !(4..=40).contains(&self.quarters) {
            return out("quarters", "4 to 40");
        }
        if !(1..=MOST_PROGRAMMES).contains(&usize::from(self.programmes)) {
            return out("programmes", "1 to 10");
        }
        if !(self.participation > 0.0 && self.participation <= 0.12) {
            return out("participation", "above 0, at most 0.12");
        }
        if self.is_portfolio() && self.spillover {
            return out("spillover", "off with more than 3 programmes");
        }
        if self.is_portfolio() && self.layout == Layout::Vendor {
            return out("layout", "canonical with more than 3 programmes");
        }
        Ok(())
    }

    /// Whether so many programmes run that other structures than pairs are among them.
    pub fn is_portfolio(&self) -> bool {
        usize::from(self.programmes) > PROGRAMMES.len()
    }

    /// The defaults with a number of programmes: more than three need more people and more pairings, are written as
    /// canonical tables, and their effects stay with the participants.
    pub fn with_programmes(programmes: u8) -> Settings {
        let settings = Settings {
            programmes,
            ..Settings::default()
        };
        if !settings.is_portfolio() {
            return settings;
        }
        Settings {
            employees: 12_000,
            layout: Layout::Canonical,
            participation: 0.062,
            spillover: false,
            dirty: false,
            ..settings
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_checked() {
        assert!(Settings::default().check().is_ok());
        assert!(
            Settings {
                employees: 10,
                ..Settings::default()
            }
            .check()
            .is_err()
        );
        assert!(
            Settings {
                quarters: 3,
                ..Settings::default()
            }
            .check()
            .is_err()
        );
        assert!(
            Settings {
                programmes: 11,
                ..Settings::default()
            }
            .check()
            .is_err()
        );
        assert!(
            Settings {
                participation: f64::NAN,
                ..Settings::default()
            }
            .check()
            .is_err()
        );
    }
}
