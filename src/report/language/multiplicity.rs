//! How many answers are judged together, in words.

use crate::vocab::Multiplicity;

/// The procedure's name, for analysts.
pub(crate) fn name(multiplicity: Multiplicity) -> &'static str {
    match multiplicity {
        Multiplicity::Bh => "Benjamini–Hochberg",
        Multiplicity::By => "Benjamini–Yekutieli",
        Multiplicity::Holm => "Holm",
    }
}
