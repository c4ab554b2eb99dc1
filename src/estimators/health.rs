//! Figures of how a programme runs: means and ratios with Student's interval over pairings, shares with Wilson's, likeness
//! against the lot, loads of two groups. Levels and associations of participants, never effects.

use crate::kernel::proportions::{RatioInterval, wilson};
use crate::panel::{Aspect, HealthSums, Loads, Sums};

use super::description::{Level, mean_level, share_level};
use super::{FEWEST_CLUSTERS, LEVEL, Reason};

/// Shares are told in percent.
const HUNDRED: f64 = 100.0;

/// A figure with what it is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealthFigure {
    /// The figure: percent for shares, growth and sessions against the plan, else the unit of the aspect.
    pub value: f64,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Likeness by lot, in the same unit.
    pub by_lot: Option<f64>,
    /// One-sided p-value against the lot.
    pub p_value: Option<f64>,
}

impl From<Level> for HealthFigure {
    fn from(level: Level) -> HealthFigure {
        HealthFigure {
            value: level.value,
            interval: level.interval,
            by_lot: None,
            p_value: None,
        }
    }
}

/// So many of so many people in percent, with Wilson's interval; `None` when it is all or none (a group is not shown to
/// be all alike).
pub fn percent_of(some: u64, all: u64) -> Option<(f64, f64, f64)> {
    if some == 0 || some >= all {
        return None;
    }
    let interval = wilson(some as f64, all as f64, LEVEL).ok()?;
    let value = HUNDRED * some as f64 / all as f64;
    Some((value, HUNDRED * interval.low, HUNDRED * interval.high))
}

/// The figure of an aspect.
///
/// # Errors
/// Nobody has a value, everybody is alike, or there are too few pairings for a slope or a gap.
pub fn judge_health(health: &HealthSums) -> Result<HealthFigure, Reason> {
    let sums = match &health.sums {
        Sums::Ratio(sums) => sums,
        Sums::Lot(found) => {
            let found = found.clone()?;
            let all = found.observed >= 1.0;
            if matches!(health.aspect, Aspect::Alike(_)) && (all || found.observed <= 0.0) {
                return Err(Reason::AllAlike { all });
            }
            return Ok(HealthFigure {
                value: HUNDRED * found.observed,
                interval: None,
                by_lot: Some(HUNDRED * found.expected),
                p_value: Some(found.p_value),
            });
        }
        Sums::Loads(group, others) => return Ok(load_ratio(*group, *others)),
        Sums::Share(share) => {
            return Ok(Level {
                value: HUNDRED * share,
                std_error: None,
                interval: None,
            }
            .into());
        }
    };
    let enough = || {
        if sums.clusters < FEWEST_CLUSTERS {
            return Err(Reason::TooFewClusters);
        }
        Ok(())
    };
    let level = match &health.aspect {
        Aspect::SessionsAgainstPlan => mean_level(sums)?.times(HUNDRED),
        Aspect::Interval | Aspect::Minutes | Aspect::GenerationDistance | Aspect::Load => {
            mean_level(sums)?
        }
        Aspect::Drift => {
            enough()?;
            growth(mean_level(sums)?)
        }
        Aspect::FormGap | Aspect::SafetyGap { .. } | Aspect::Dose { .. } => {
            enough()?;
            mean_level(sums)?
        }
        _ => share_level(sums, 1.0)?.times(HUNDRED),
    };
    Ok(level.into())
}

/// A slope on the log scale as growth in percent.
fn growth(slope: Level) -> Level {
    let percent = |x: f64| HUNDRED * x.exp_m1();
    Level {
        value: percent(slope.value),
        std_error: None,
        interval: slope
            .interval
            .map(|(low, high)| (percent(low), percent(high))),
    }
}

/// Mean load of a group over that of the others; the variance of its logarithm by the delta method.
fn load_ratio(group: Loads, others: Loads) -> HealthFigure {
    let relative = |l: Loads| l.variance / (l.people as f64 * l.mean * l.mean);
    let ratio = group.mean / others.mean;
    let std_error = (relative(group) + relative(others)).sqrt();
    let interval = (std_error > 0.0).then(|| RatioInterval::on_log_scale(ratio, std_error, LEVEL));
    HealthFigure {
        value: ratio,
        interval: interval.and_then(|r| r.low.zip(r.high)),
        by_lot: None,
        p_value: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::Behind;

    #[test]
    fn a_ratio_of_loads_by_hand() {
        // Loads 2, 4 (mean 3, variance 2) against 1, 2, 3 (mean 2, variance 1): ratio 1.5, variance of its logarithm
        // 2/(2·9) + 1/(3·4) = 7/36.
        let group = Loads {
            people: 2,
            mean: 3.0,
            variance: 2.0,
        };
        let others = Loads {
            people: 3,
            mean: 2.0,
            variance: 1.0,
        };
        let health = HealthSums {
            aspect: Aspect::FewServeMany {
                attribute: "region".to_owned(),
                value: "North".to_owned(),
            },
            sums: Sums::Loads(group, others),
            units: 2,
            behind: Behind::default(),
        };
        let figure = judge_health(&health).expect("two groups");
        assert!((figure.value - 1.5).abs() < 1e-12);
        let half = 1.959_963_984_540_054 * (7.0_f64 / 36.0).sqrt();
        let (low, high) = figure.interval.expect("loads differ");
        assert!((low - (1.5_f64.ln() - half).exp()).abs() < 1e-9);
        assert!((high - (1.5_f64.ln() + half).exp()).abs() < 1e-9);
    }

    #[test]
    fn growth_is_told_in_percent() {
        let slope = Level {
            value: 1.1_f64.ln(),
            std_error: None,
            interval: Some((0.0, 1.2_f64.ln())),
        };
        let found = growth(slope);
        assert!((found.value - 10.0).abs() < 1e-9);
        let (low, high) = found.interval.expect("kept");
        assert!(low.abs() < 1e-12 && (high - 20.0).abs() < 1e-9);
    }
}
