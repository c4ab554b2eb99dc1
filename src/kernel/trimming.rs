//! Bounds on an effect when the arms answer to different extents (Lee 2009, doi:10.1111/j.1467-937X.2009.00536.x).
//!
//! Purpose: how much has to be trimmed and what is left. The arm that answers more holds people who would not have
//! answered in the other; they may be any of its people, so in the worst case they are those with the highest or the lowest
//! values. Assumed: taking part moves answering in one direction only. Invariants: the bounds hold the untrimmed value;
//! equal shares of answers give equal bounds; trimming more never narrows them. Deliberately absent: sampling error.

use super::estimate::NotEstimable;

/// Which arm has answers too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrimmedArm {
    /// The treated.
    Treated,
    /// The controls.
    Control,
}

/// What has to be trimmed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trimming {
    /// Of which arm.
    pub arm: TrimmedArm,
    /// Which share of its answers, 0..1: (more − fewer)/more (Lee 2009, equation 4).
    pub share: f64,
}

impl Trimming {
    /// What makes two shares of answers (0..1) equal.
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] unless both lie in (0, 1].
    pub fn between(treated: f64, control: f64) -> Result<Trimming, NotEstimable> {
        let sound = |share: f64| share > 0.0 && share <= 1.0;
        if !sound(treated) || !sound(control) {
            return Err(NotEstimable::InvalidInput("a share of answers"));
        }
        Ok(if treated >= control {
            Trimming {
                arm: TrimmedArm::Treated,
                share: (treated - control) / treated,
            }
        } else {
            Trimming {
                arm: TrimmedArm::Control,
                share: (control - treated) / control,
            }
        })
    }
}

/// Some of a distribution: values that lie together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mass {
    /// Σ w.
    pub weight: f64,
    /// Σ w·value.
    pub sum: f64,
}

/// Means of a distribution without its highest and without its lowest `share` (0..1): (lower, upper). The masses
/// ascend; the one at the edge counts in part, by its own mean.
///
/// # Errors
/// [`NotEstimable::Empty`] without weight; [`NotEstimable::InvalidInput`] for a share outside [0, 1).
pub fn trimmed_means(ascending: &[Mass], share: f64) -> Result<(f64, f64), NotEstimable> {
    let total: f64 = ascending.iter().map(|m| m.weight).sum();
    if total.is_nan() || total <= 0.0 {
        return Err(NotEstimable::Empty);
    }
    if !(0.0..1.0).contains(&share) {
        return Err(NotEstimable::InvalidInput("the share to trim"));
    }
    let keep = total * (1.0 - share);
    let lower = mean_of_first(ascending.iter(), keep);
    let upper = mean_of_first(ascending.iter().rev(), keep);
    Ok((lower, upper))
}

/// Mean of the first masses up to a weight.
fn mean_of_first<'m>(masses: impl Iterator<Item = &'m Mass>, keep: f64) -> f64 {
    let (mut weight, mut sum) = (0.0, 0.0);
    for mass in masses.filter(|m| m.weight > 0.0) {
        let part = ((keep - weight) / mass.weight).min(1.0);
        if part <= 0.0 {
            break;
        }
        weight += part * mass.weight;
        sum += part * mass.sum;
    }
    sum / weight
}

/// Bounds on the effect among people who answer either way.
///
/// `ascending`: the values of the arm that is trimmed (less what is expected of each), around a mean of zero, with the
/// weights they have in the effect.
///
/// # Errors
/// As [`trimmed_means`].
pub fn lee_bounds(
    effect: f64,
    trimming: Trimming,
    ascending: &[Mass],
) -> Result<(f64, f64), NotEstimable> {
    let (low, high) = trimmed_means(ascending, trimming.share)?;
    // Rounding must not put the untrimmed value outside.
    let (low, high) = (low.min(0.0), high.max(0.0));
    Ok(match trimming.arm {
        TrimmedArm::Treated => (effect + low, effect + high),
        TrimmedArm::Control => (effect - high, effect - low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masses(values: &[f64]) -> Vec<Mass> {
        values
            .iter()
            .map(|&v| Mass {
                weight: 1.0,
                sum: v,
            })
            .collect()
    }

    #[test]
    fn the_share_to_trim_by_hand() {
        // 0.8 against 0.6: of four answers one too many.
        let more = Trimming::between(0.8, 0.6).expect("shares");
        assert_eq!(more.arm, TrimmedArm::Treated);
        assert!((more.share - 0.25).abs() < 1e-15);
        let fewer = Trimming::between(0.6, 0.8).expect("shares");
        assert_eq!(fewer.arm, TrimmedArm::Control);
        assert!((fewer.share - 0.25).abs() < 1e-15);
        assert!(Trimming::between(0.0, 0.5).is_err() && Trimming::between(0.5, 1.1).is_err());
    }

    #[test]
    fn bounds_by_hand() {
        // Treated 0, 2, 4, 10 (mean 4), control mean 1: effect 3. A quarter too many: without the highest 2, without the lowest 16/3.
        let centred = masses(&[-4.0, -2.0, 0.0, 6.0]);
        let quarter = Trimming {
            arm: TrimmedArm::Treated,
            share: 0.25,
        };
        let (low, high) = lee_bounds(3.0, quarter, &centred).expect("weight");
        assert!((low - (2.0 - 1.0)).abs() < 1e-12);
        assert!((high - (16.0 / 3.0 - 1.0)).abs() < 1e-12);
        // The same people as controls: the effect falls by what the controls' mean rises.
        let controls = Trimming {
            arm: TrimmedArm::Control,
            ..quarter
        };
        let (low, high) = lee_bounds(3.0, controls, &centred).expect("weight");
        assert!((low - (3.0 - 4.0 / 3.0)).abs() < 1e-12);
        assert!((high - 5.0).abs() < 1e-12);
    }

    #[test]
    fn an_edge_counts_in_part() {
        // Weights 1, 3: without the highest tenth (0.4 of 4) the mean of 0 and 2.6 times 4 is 10.4/3.6.
        let pair = [
            Mass {
                weight: 1.0,
                sum: 0.0,
            },
            Mass {
                weight: 3.0,
                sum: 12.0,
            },
        ];
        let (low, high) = trimmed_means(&pair, 0.1).expect("weight");
        assert!((low - 10.4 / 3.6).abs() < 1e-12);
        assert!((high - 12.0 / 3.6).abs() < 1e-12);
        assert_eq!(trimmed_means(&[], 0.1), Err(NotEstimable::Empty));
        assert!(trimmed_means(&pair, 1.0).is_err());
    }
}
