//! Lotteries: contrasts of those drawn with those not drawn, in strata (one a draw), and inference by drawing again.
//!
//! Invariants: strata are weighted by their number of people drawn; every redraw keeps the number drawn in each stratum;
//! the statistic is studentised, so that the test holds asymptotically also when only the mean effect is zero (Wu & Ding
//! 2021, doi:10.1080/01621459.2020.1750415).

mod curves;
mod means;
mod redraw;

pub use curves::{Course, curve_contrast};
pub use means::mean_contrast;
pub use redraw::{REDRAWS, Redrawn, redraw_p};

/// A difference between those drawn and those not drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// Drawn less not drawn.
    pub value: f64,
    /// Its standard error, independent draws of people within arms and strata (Neyman 1923).
    pub std_error: f64,
    /// Degrees of freedom (Satterthwaite); infinite where only asymptotic theory is at hand.
    pub df: f64,
    /// Level of those drawn.
    pub treated_level: f64,
}

impl Contrast {
    /// |value| in standard errors; infinite when there is a difference and no spread.
    pub fn studentised(&self) -> f64 {
        let size = self.value.abs();
        if self.std_error > 0.0 {
            size / self.std_error
        } else if size > 0.0 {
            f64::INFINITY
        } else {
            0.0
        }
    }
}

/// Weight of each stratum: its share of all people drawn.
fn weights(drawn: &[Vec<bool>]) -> Vec<f64> {
    let count = |arm: &Vec<bool>| arm.iter().filter(|d| **d).count() as f64;
    let total: f64 = drawn.iter().map(count).sum();
    drawn.iter().map(|arm| count(arm) / total).collect()
}
