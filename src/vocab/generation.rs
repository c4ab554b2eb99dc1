//! Generations as bands of birth years. Derived from the year of birth, never guessed.

use serde::Serialize;

/// One generation: the birth years from `first` to `last`, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenerationBand {
    /// The label shown in reports, e.g. `Gen X`.
    pub label: String,
    /// First birth year.
    pub first: i32,
    /// Last birth year.
    pub last: i32,
}

/// The generations of a run, oldest first, without overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Generations(Vec<GenerationBand>);

/// Why a list of bands is not a list of generations.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GenerationFault {
    /// The last year lies before the first.
    #[error("generation `{0}` ends before it begins")]
    Backwards(String),
    /// Two bands share a year.
    #[error(
        "generations `{0}` and `{1}` overlap; every birth year may belong to one generation only"
    )]
    Overlap(String, String),
    /// No band at all.
    #[error("no generation is defined")]
    Empty,
}

impl Generations {
    /// Sorts the bands by year and checks that they do not overlap.
    ///
    /// # Errors
    /// A band that ends before it begins, two bands that share a year, or no band.
    pub fn try_new(mut bands: Vec<GenerationBand>) -> Result<Generations, GenerationFault> {
        if bands.is_empty() {
            return Err(GenerationFault::Empty);
        }
        if let Some(band) = bands.iter().find(|b| b.last < b.first) {
            return Err(GenerationFault::Backwards(band.label.clone()));
        }
        bands.sort_by_key(|b| b.first);
        for pair in bands.windows(2) {
            if let [a, b] = pair
                && b.first <= a.last
            {
                return Err(GenerationFault::Overlap(a.label.clone(), b.label.clone()));
            }
        }
        Ok(Generations(bands))
    }

    /// The bands, oldest first.
    pub fn bands(&self) -> &[GenerationBand] {
        &self.0
    }

    /// Position of the generation of a birth year in [`Generations::bands`]; `None` outside all bands.
    pub fn of_year(&self, year: i32) -> Option<usize> {
        self.0
            .iter()
            .position(|b| (b.first..=b.last).contains(&year))
    }

    /// Position of a generation by its label, ignoring case and surrounding space.
    pub fn of_label(&self, label: &str) -> Option<usize> {
        let wanted = label.trim().to_lowercase();
        self.0.iter().position(|b| b.label.to_lowercase() == wanted)
    }
}

impl Default for Generations {
    /// The cut-points of the Pew Research Center (Dimock 2019, "Defining generations").
    fn default() -> Generations {
        let band = |label: &str, first, last| GenerationBand {
            label: label.to_owned(),
            first,
            last,
        };
        Generations(vec![
            band("Silent", 1928, 1945),
            band("Boomers", 1946, 1964),
            band("Gen X", 1965, 1980),
            band("Millennials", 1981, 1996),
            band("Gen Z", 1997, 2012),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pew_cut_points() {
        let pew = Generations::default();
        let label = |year| pew.of_year(year).map(|k| pew.bands()[k].label.as_str());
        assert_eq!(label(1964), Some("Boomers"));
        assert_eq!(label(1965), Some("Gen X"));
        assert_eq!(label(1997), Some("Gen Z"));
        assert_eq!(label(1900), None);
        assert_eq!(pew.of_label(" gen z "), Some(4));
    }
}
