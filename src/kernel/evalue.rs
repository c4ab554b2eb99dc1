//! E-values: how strong an unmeasured cause would have to be to explain an effect away.
//!
//! Purpose: `VanderWeele` and Ding (2017). Invariants: an E-value is at least 1; an interval that
//! holds the true value compared with has an E-value of 1. Deliberately absent: bias formulas for
//! stated confounders.

use super::estimate::NotEstimable;

/// The scale on which an effect is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EffectScale {
    /// Risk ratio.
    RiskRatio,
    /// Hazard ratio; of a rare outcome (at most about 15 % by the end) it is near the risk ratio.
    HazardRatio {
        /// Whether the outcome is rare.
        rare: bool,
    },
    /// Odds ratio; of a rare outcome it is near the risk ratio.
    OddsRatio {
        /// Whether the outcome is rare.
        rare: bool,
    },
}

impl EffectScale {
    /// Approximate risk ratio of a ratio on this scale (`VanderWeele` and Ding 2017, table 2).
    pub fn to_risk_ratio(self, ratio: f64) -> f64 {
        match self {
            Self::HazardRatio { rare: false } => {
                let exponent = std::f64::consts::LN_2 * ratio.sqrt();
                let inverse = std::f64::consts::LN_2 * (1.0 / ratio).sqrt();
                (-exponent).exp_m1() / (-inverse).exp_m1()
            }
            Self::OddsRatio { rare: false } => ratio.sqrt(),
            _ => ratio,
        }
    }
}

/// E-values of an estimate and of the limit of its interval that is nearer the null.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EValue {
    /// E-value of the estimate.
    pub point: f64,
    /// E-value of the nearer limit; 1 when the interval holds the null, `None` without an interval.
    pub limit: Option<f64>,
}

/// E-values on the risk-ratio scale with the ratios that they belong to. Figures agree with the R
/// package `EValue`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SensitivityReport {
    /// Approximate risk ratio of the estimate.
    pub risk_ratio: f64,
    /// That of the lower limit.
    pub risk_ratio_low: Option<f64>,
    /// That of the upper limit.
    pub risk_ratio_high: Option<f64>,
    /// E-value of the estimate.
    pub point: f64,
    /// E-value of the lower limit; `None` when it is the farther one.
    pub low: Option<f64>,
    /// E-value of the upper limit; `None` when it is the farther one.
    pub high: Option<f64>,
}

/// E-value of a single risk ratio: RR + √(RR (RR - 1)), the inverse taken first below 1.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when the ratio is not positive and finite.
pub fn e_value(risk_ratio: f64) -> Result<f64, NotEstimable> {
    valid(risk_ratio)?;
    Ok(threshold(risk_ratio, 1.0))
}

/// E-values of a risk ratio and of the limit of its interval nearer 1. A limit on the other side of
/// 1 gives the E-value 1.
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when a ratio is not positive and finite.
pub fn e_value_risk_ratio(
    risk_ratio: f64,
    limit_nearer_null: Option<f64>,
) -> Result<EValue, NotEstimable> {
    valid(risk_ratio)?;
    let limit = match limit_nearer_null {
        Some(value) => {
            valid(value)?;
            let crosses =
                (risk_ratio >= 1.0 && value <= 1.0) || (risk_ratio <= 1.0 && value >= 1.0);
            Some(if crosses { 1.0 } else { threshold(value, 1.0) })
        }
        None => None,
    };
    Ok(EValue {
        point: threshold(risk_ratio, 1.0),
        limit,
    })
}

/// E-values of a standardised mean difference `d` with standard error: the risk ratio is taken as
/// exp(0.91 d), its limits as exp(0.91 d ∓ 1.78 se) (`VanderWeele` and Ding 2017; Chinn 2000).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when `d` is not finite or so large that the ratio is not, or the
/// standard error is negative.
pub fn e_value_smd(d: f64, std_error: f64) -> Result<EValue, NotEstimable> {
    let report = sensitivity_smd(d, std_error)?;
    Ok(EValue {
        point: report.point,
        limit: report.low.or(report.high),
    })
}

/// As [`e_value_smd`], with both limits.
///
/// # Errors
/// As [`e_value_smd`].
pub fn sensitivity_smd(d: f64, std_error: f64) -> Result<SensitivityReport, NotEstimable> {
    if !(std_error >= 0.0 && std_error.is_finite()) {
        return Err(NotEstimable::InvalidInput("a standard error is not valid"));
    }
    let at = |shift: f64| (0.91 * d + shift * 1.78 * std_error).exp();
    sensitivity(
        EffectScale::RiskRatio,
        at(0.0),
        Some(at(-1.0)),
        Some(at(1.0)),
        1.0,
    )
}

/// E-values of an estimate and its limits for moving the effect to `true_ratio` (1 for no effect).
///
/// # Errors
/// [`NotEstimable::InvalidInput`] when a ratio is not positive and finite or the limits do not
/// enclose the estimate.
pub fn sensitivity(
    scale: EffectScale,
    estimate: f64,
    low: Option<f64>,
    high: Option<f64>,
    true_ratio: f64,
) -> Result<SensitivityReport, NotEstimable> {
    for value in [Some(estimate), low, high, Some(true_ratio)]
        .into_iter()
        .flatten()
    {
        valid(value)?;
    }
    if low.is_some_and(|v| v > estimate) || high.is_some_and(|v| v < estimate) {
        return Err(NotEstimable::InvalidInput(
            "the limits do not enclose the estimate",
        ));
    }
    let risk_ratio = scale.to_risk_ratio(estimate);
    let risk_ratio_low = low.map(|v| scale.to_risk_ratio(v));
    let risk_ratio_high = high.map(|v| scale.to_risk_ratio(v));
    let truth = scale.to_risk_ratio(true_ratio);
    let above = |v: f64| if v < truth { 1.0 } else { threshold(v, truth) };
    let below = |v: f64| if v > truth { 1.0 } else { threshold(v, truth) };
    Ok(SensitivityReport {
        risk_ratio,
        risk_ratio_low,
        risk_ratio_high,
        point: threshold(risk_ratio, truth),
        low: risk_ratio_low.filter(|_| risk_ratio >= truth).map(above),
        high: risk_ratio_high.filter(|_| risk_ratio < truth).map(below),
    })
}

/// Smallest strength, on the risk-ratio scale, that moves `x` to `truth`.
fn threshold(x: f64, truth: f64) -> f64 {
    let (x, truth) = if x <= 1.0 {
        (1.0 / x, 1.0 / truth)
    } else {
        (x, truth)
    };
    if truth <= x {
        (x + (x * (x - truth)).sqrt()) / truth
    } else {
        let ratio = truth / x;
        ratio + (ratio * (ratio - 1.0)).sqrt()
    }
}

fn valid(ratio: f64) -> Result<(), NotEstimable> {
    if ratio.is_finite() && ratio > 0.0 {
        Ok(())
    } else {
        Err(NotEstimable::InvalidInput("a ratio is not positive"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoking_and_lung_cancer() {
        // VanderWeele and Ding (2017): RR 10.73 (8.02, 14.36): 20.9 and 15.5
        let e = e_value_risk_ratio(10.73, Some(8.02)).expect("positive ratios");
        assert!((e.point - 20.947_773_730_123_41).abs() < 1e-12);
        assert!((e.limit.expect("has a limit") - 15.523_359_247_696_995).abs() < 1e-12);
        let below = e_value_risk_ratio(0.8, Some(0.91)).expect("positive ratios");
        assert!((below.limit.expect("has a limit") - 1.428_571_428_571_428_2).abs() < 1e-12);
    }

    #[test]
    fn crossing_is_one_and_bad_input_is_refused() {
        assert_eq!(
            e_value_risk_ratio(1.15, Some(0.95)).expect("valid").limit,
            Some(1.0)
        );
        assert_eq!(e_value_smd(0.1, 0.2).expect("valid").limit, Some(1.0));
        assert_eq!(e_value_smd(0.0, 0.2).expect("valid").point, 1.0);
        assert!(e_value(0.0).is_err() && e_value(f64::NAN).is_err());
        assert!(e_value_smd(1e6, 0.1).is_err());
    }

    #[test]
    fn standardised_difference() {
        // EValue::evalues.MD(0.5, 0.25): 2.53 and 1.11
        let e = e_value_smd(0.5, 0.25).expect("valid");
        assert!((e.point - 2.529_141_981_861_269_3).abs() < 1e-12);
        assert!((e.limit.expect("has a limit") - 1.110_803_196_530_373_3).abs() < 1e-12);
    }
}
