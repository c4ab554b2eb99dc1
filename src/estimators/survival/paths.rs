//! Curves on a grid of days, for drawing: log-log limits from the weighted counts, with the weights scaled to the people there are.

use crate::kernel::survival::{CurveScale, curve_limits};

use super::super::LEVEL;
use super::answer::ArmPath;
use super::days::Arm;

/// Points at which curves are handed on for drawing.
const CURVE_POINTS: u32 = 180;

/// The share without the event.
pub(super) fn survival_path(arm: &Arm, days: usize) -> ArmPath {
    let Some(curve) = &arm.curve else {
        return ArmPath::default();
    };
    let scale = people_per_weight(arm, curve.at_risk());
    path(arm, days, |day| {
        let point = curve.at(day);
        let limits = point
            .std_error
            .and_then(|s| curve_limits(point.survival, s * scale, LEVEL, CurveScale::LogLog));
        let (low, high) = limits.map_or((point.survival, point.survival), |l| (l.low, l.high));
        [point.survival, low, high]
    })
}

/// The share with the event when other events compete; limits of the share without it, turned over.
pub(super) fn incidence_path(arm: &Arm, days: usize) -> ArmPath {
    let Some(incidence) = &arm.incidence else {
        return ArmPath::default();
    };
    let scale = people_per_weight(arm, incidence.event_free().at_risk());
    path(arm, days, |day| {
        let (share, error) = (incidence.value_at(day), incidence.std_error_at(day));
        let limits = curve_limits(1.0 - share, error * scale, LEVEL, CurveScale::LogLog);
        let (low, high) = limits.map_or((share, share), |l| (1.0 - l.high, 1.0 - l.low));
        [share, low, high]
    })
}

/// Factor of an error of weighted counts, so that it counts people.
fn people_per_weight(arm: &Arm, at_risk: &[f64]) -> f64 {
    let weighted = at_risk.first().copied().unwrap_or(0.0);
    let people = arm.people.first().copied().unwrap_or(0) as f64;
    (weighted / people).sqrt()
}

/// A path over the grid; `at` gives share, lower and upper limit of a day.
fn path(arm: &Arm, days: usize, at: impl Fn(f64) -> [f64; 3]) -> ArmPath {
    let last = (days as u32).saturating_sub(1);
    let step = last.div_ceil(CURVE_POINTS).max(1);
    let mut path = ArmPath::default();
    for day in (0..=last).step_by(step as usize) {
        let [share, low, high] = at(f64::from(day));
        path.day.push(day);
        path.share.push(share);
        path.low.push(low);
        path.high.push(high);
        path.at_risk
            .push(arm.people.get(day as usize).copied().unwrap_or(0));
    }
    path
}
