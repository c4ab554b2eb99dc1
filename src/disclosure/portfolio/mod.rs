//! Programmes and models compared: which works best for what, by partial pooling of what is shown.
//!
//! Made of published overall headlines alone, so that it tells nothing a reader could not work out: a programme whose figure
//! is hidden is named and is in no mean. Effects count as independent, although programmes share colleagues who serve as
//! comparison. Lotteries estimate what being drawn did and are pooled with lotteries only. Deliberately absent: rankings by
//! anything but the posterior, and a winner that the data cannot crown.
//!
//! `comparison` pools one question · `verdict` holds the one rule by which a programme is called ahead · `participation` counts people
//! who take part in several.

mod comparison;
mod participation;
#[cfg(test)]
mod tests;
mod verdict;

pub use comparison::{Among, Comparison, Contender, NotShown, Pooling};
pub use participation::{ReleasedParticipation, Several};
pub use verdict::{AHEAD, Standings, Verdict};

pub(super) use comparison::comparisons;
pub(super) use participation::released_participation;
