//! Pointwise limits of a survival curve on three scales.
//!
//! Deliberately absent: simultaneous bands. Agrees with R `survfit(conf.type = "plain" | "log" | "log-log")`.

use crate::kernel::distribution::normal_quantile;
use crate::kernel::estimate::{BandKind, Interval};

/// Scale on which the normal approximation is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CurveScale {
    /// S ∓ z se, cut at 0 and 1.
    Plain,
    /// exp(log S ∓ z se/S), at most 1.
    Log,
    /// exp(−exp(log(−log S) ∓ z se/(S log S))); undefined at survival 1.
    LogLog,
}

/// Limits at `level` for a survival and its standard error (survival scale); `None` where the scale has none: survival 0, and
/// survival 1 on [`CurveScale::LogLog`].
pub fn curve_limits(
    survival: f64,
    std_error: f64,
    level: f64,
    scale: CurveScale,
) -> Option<Interval> {
    if !(survival > 0.0 && survival <= 1.0 && std_error.is_finite()) {
        return None;
    }
    let z = normal_quantile(0.5 + 0.5 * level);
    let (low, high) = match scale {
        CurveScale::Plain => (
            (survival - z * std_error).max(0.0),
            (survival + z * std_error).min(1.0),
        ),
        CurveScale::Log => {
            let spread = z * std_error / survival;
            let centre = survival.ln();
            ((centre - spread).exp(), (centre + spread).exp().min(1.0))
        }
        CurveScale::LogLog => {
            if survival >= 1.0 {
                return None;
            }
            let log = survival.ln();
            let spread = z * std_error / (survival * log);
            let centre = (-log).ln();
            (
                (-(centre - spread).exp()).exp(),
                (-(centre + spread).exp()).exp(),
            )
        }
    };
    Some(Interval {
        level,
        low,
        high,
        kind: BandKind::Pointwise,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R survival 3.5: ovarian, rx = 1 at 365 days: 8/13, Greenwood se 0.13493200297031216.
    #[test]
    fn ovarian_at_one_year() {
        let expected = [
            (
                CurveScale::Plain,
                0.350_922_749_200_952,
                0.879_846_481_568_278_7,
            ),
            (
                CurveScale::Log,
                0.400_413_166_654_131_1,
                0.945_768_661_946_081_5,
            ),
            (
                CurveScale::LogLog,
                0.308_336_888_199_959_1,
                0.818_448_711_840_862_3,
            ),
        ];
        for (scale, low, high) in expected {
            let limits = curve_limits(8.0 / 13.0, 0.134_932_002_970_312_2, 0.95, scale).unwrap();
            assert!((limits.low - low).abs() < 1e-12);
            assert!((limits.high - high).abs() < 1e-12);
        }
    }

    #[test]
    fn ends_of_the_scale() {
        assert!(curve_limits(1.0, 0.0, 0.95, CurveScale::LogLog).is_none());
        assert!(curve_limits(0.0, 0.0, 0.95, CurveScale::Plain).is_none());
        let one = curve_limits(1.0, 0.0, 0.95, CurveScale::Log).unwrap();
        assert_eq!((one.low, one.high), (1.0, 1.0));
    }
}
