//! Daily hazards of leaving. The voluntary hazard depends on generation, level band, function, region and
//! tenure band alone (all of them in the exports) and on a person's start; never on a latent trait.
//! Hazards are constant within a quarter, so index dates and tenure bands change them at quarter starts only.

use crate::vocab::Day;

use super::people::{Person, YEAR, tenure_band};

/// Voluntary exits per person and year where every factor is one.
const BASE: f64 = 0.135;
/// Involuntary exits per person and year, the same for everybody.
const INVOLUNTARY: f64 = 0.025;
/// Retirements per person and year from sixty on.
const RETIREMENT: f64 = 0.14;

const BY_GENERATION: [f64; 5] = [0.6, 0.65, 0.80, 1.0, 1.30];
const BY_FUNCTION: [f64; 7] = [1.30, 1.10, 1.0, 0.70, 0.75, 1.05, 1.45];
const BY_REGION: [f64; 3] = [0.85, 1.18, 1.05];
const BY_TENURE: [f64; 5] = [1.35, 1.15, 1.0, 0.80, 0.65];

/// Level band of the method: 1–3, 4–6, 7–8, 9 and above.
fn by_level(level: u8) -> f64 {
    match level {
        0..=3 => 1.15,
        4..=6 => 1.0,
        7 | 8 => 0.90,
        _ => 0.75,
    }
}

/// Daily hazard of a voluntary exit without any programme, in the quarter that begins on `quarter`, for a spell
/// begun on `hire`.
pub(super) fn voluntary(person: &Person, hire: Day, quarter: Day) -> f64 {
    let eve = quarter.plus(-1);
    BASE / YEAR
        * BY_GENERATION[usize::from(person.generation)]
        * by_level(person.level)
        * BY_FUNCTION[usize::from(person.function)]
        * BY_REGION[usize::from(person.region)]
        * BY_TENURE[tenure_band(hire, eve)]
}

/// Daily hazard of an involuntary exit.
pub(super) fn involuntary() -> f64 {
    INVOLUNTARY / YEAR
}

/// Daily hazard of retirement in the quarter that begins on `quarter`.
pub(super) fn retirement(person: &Person, quarter: Day) -> f64 {
    if f64::from(quarter.since(person.birth)) >= 60.0 * YEAR {
        RETIREMENT / YEAR
    } else {
        0.0
    }
}

/// Whether people leave this function more often than the average one (the late starters' trap).
pub(super) fn leaves_often(function: u8) -> bool {
    BY_FUNCTION
        .get(usize::from(function))
        .is_some_and(|factor| *factor > 1.07)
}
