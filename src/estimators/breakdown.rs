//! A breakdown: the populations of one dimension (or a crossed one) within a comparison.

use crate::panel::{Comparison, Populations};

/// One family of populations: everybody, or the values of a dimension.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// Positions of the dimensions among the comparison's dimension digits; empty = everybody.
    pub dimensions: Vec<usize>,
    /// The populations.
    pub populations: Populations,
}

impl Breakdown {
    /// The breakdown by some dimensions.
    pub fn of(comparison: &Comparison, dimensions: &[usize]) -> Breakdown {
        let mut populations = comparison.cells.populations(dimensions);
        if populations.digits.is_empty() && dimensions.is_empty() {
            // Nobody at all is still a population: its rows say why there is no answer.
            populations.digits.push(Vec::new());
        }
        Breakdown {
            dimensions: dimensions.to_vec(),
            populations,
        }
    }

    /// Whether this is everybody.
    pub fn is_overall(&self) -> bool {
        self.dimensions.is_empty()
    }

    /// Number of populations.
    pub fn len(&self) -> usize {
        self.populations.digits.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// (dimension, value) pairs of a population.
    pub fn parts(&self, comparison: &Comparison, population: usize) -> Vec<(String, String)> {
        let digits = comparison.cells.dimension_digits();
        self.dimensions
            .iter()
            .zip(&self.populations.digits[population])
            .map(|(&d, &digit)| {
                (
                    digits[d].name.clone(),
                    digits[d].labels[usize::from(digit)].clone(),
                )
            })
            .collect()
    }
}
