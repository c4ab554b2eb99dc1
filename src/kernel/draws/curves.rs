//! Difference of Kaplan–Meier curves between those drawn and those not drawn at one day, by stratum.

use super::{Contrast, weights};

/// How long one person was followed, and whether the event ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Course {
    /// Whole days.
    pub day: u32,
    /// Whether the event came on that day.
    pub event: bool,
}

/// S1 − S0 at a horizon, strata weighted by people drawn, each stratum's courses sorted by day; variance of Greenwood in
/// each arm and stratum. `None` when an arm of a stratum is empty.
pub fn curve_contrast(
    courses: &[Vec<Course>],
    drawn: &[Vec<bool>],
    horizon: u32,
) -> Option<Contrast> {
    let (mut value, mut level, mut variance) = (0.0, 0.0, 0.0);
    for ((courses, drawn), weight) in courses.iter().zip(drawn).zip(weights(drawn)) {
        let [control, treated] = arms(courses, drawn, horizon)?;
        value += weight * (treated.0 - control.0);
        level += weight * treated.0;
        variance += weight * weight * (treated.1 + control.1);
    }
    (!courses.is_empty() && value.is_finite()).then(|| Contrast {
        value,
        std_error: variance.sqrt(),
        df: f64::INFINITY,
        treated_level: level,
    })
}

/// Survival and its variance at the horizon, of those not drawn and of those drawn.
fn arms(courses: &[Course], drawn: &[bool], horizon: u32) -> Option<[(f64, f64); 2]> {
    let mut at_risk = [0.0_f64; 2];
    for &d in drawn {
        at_risk[usize::from(d)] += 1.0;
    }
    if at_risk.contains(&0.0) {
        return None;
    }
    let (mut survival, mut greenwood) = ([1.0_f64; 2], [0.0_f64; 2]);
    let mut at = 0;
    while let Some(day) = courses.get(at).map(|c| c.day).filter(|&d| d <= horizon) {
        let (mut events, mut gone) = ([0.0_f64; 2], [0.0_f64; 2]);
        while let Some(course) = courses.get(at).filter(|c| c.day == day) {
            let arm = usize::from(drawn.get(at).copied().unwrap_or(false));
            events[arm] += f64::from(u8::from(course.event));
            gone[arm] += 1.0;
            at += 1;
        }
        for arm in 0..2 {
            let (n, d) = (at_risk[arm], events[arm]);
            if d > 0.0 {
                survival[arm] *= 1.0 - d / n;
                greenwood[arm] += if n > d { d / (n * (n - d)) } else { 0.0 };
            }
            at_risk[arm] -= gone[arm];
        }
    }
    Some([0, 1].map(|arm| {
        (
            survival[arm],
            survival[arm] * survival[arm] * greenwood[arm],
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(day: u32, event: bool) -> Course {
        Course { day, event }
    }

    #[test]
    fn greenwood_by_hand() {
        // Drawn: events on day 2 of 4 and day 5 of 2 (one censored on day 3): S = 3/4 · 1/2 = 0.375,
        // Greenwood 1/(4·3) + 1/(2·1) = 7/12. Not drawn: one event of 4: S = 0.75, Greenwood 1/12.
        let courses = vec![vec![
            course(2, true),
            course(2, true),
            course(3, false),
            course(5, true),
            course(9, false),
            course(9, false),
            course(9, false),
            course(9, false),
        ]];
        let drawn = vec![vec![true, false, true, true, true, false, false, false]];
        let c = curve_contrast(&courses, &drawn, 8).expect("a contrast");
        assert!((c.value + 0.375).abs() < 1e-12, "{c:?}");
        assert!((c.treated_level - 0.375).abs() < 1e-12);
        let variance = 0.375f64.powi(2) * 7.0 / 12.0 + 0.75f64.powi(2) / 12.0;
        assert!((c.std_error - variance.sqrt()).abs() < 1e-12);
        // Before the second event of those drawn the curves are level.
        let early = curve_contrast(&courses, &drawn, 4).expect("a contrast");
        assert!(early.value.abs() < 1e-12);
    }
}
