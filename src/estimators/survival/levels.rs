//! The difference of two shares at a horizon with limits that hold with few events.
//!
//! With a handful of events a symmetric interval is wrong: few events make both the difference and its error small. So each arm
//! gets Wilson limits, with the effective number of people that its variance amounts to (Rothman 1978 for curves,
//! doi:10.1016/0021-9681(78)90043-7), and both are joined as Newcombe (1998, method 10) and Zou & Donner (2008,
//! doi:10.1002/sim.3095) join limits. The standard error stays that of the influences summed by person; the limits share it out
//! between the arms. Deliberately absent: restricted means and hazard ratios, which are no shares.

use crate::kernel::NotEstimable;
use crate::kernel::proportions::{newcombe, newcombe_p};

use super::super::{Effect, LEVEL, Reason};

/// Participants' part of the variance is taken to lie within these bounds: control people make up the rest, though the sum over
/// people may hold what both arms share.
const PART: std::ops::RangeInclusive<f64> = 0.02..=0.98;

/// Two shares and what is known of their errors.
pub(super) struct Levels {
    /// Share of the participants.
    pub(super) treated: f64,
    /// Share of the control people.
    pub(super) control: f64,
    /// Variance of the difference, summed by person, or by group.
    pub(super) variance: f64,
    /// By how much limits lie farther out than with a known variance: 1, or for few groups t over normal quantile.
    pub(super) stretch: f64,
    /// Participants' part of it, as far as one can tell; not a number where the variance is zero.
    pub(super) treated_part: f64,
    /// Participants who are followed so long.
    pub(super) people: f64,
    /// Kish effective number of control people.
    pub(super) effective_control: Option<f64>,
}

impl Levels {
    /// Participants less control people.
    pub(super) fn difference(&self) -> Result<Effect, Reason> {
        if !(self.variance.is_finite() && self.variance > 0.0) {
            return Err(NotEstimable::ZeroVariance.into());
        }
        let spread = |share: f64| share > 0.0 && share < 1.0;
        let part = match (spread(self.treated), spread(self.control)) {
            (false, _) => 0.0,
            (true, false) => 1.0,
            (true, true) if self.treated_part.is_finite() => {
                self.treated_part.clamp(*PART.start(), *PART.end())
            }
            (true, true) => 0.5,
        };
        let wide = self.variance * self.stretch.powi(2);
        let others = self.effective_control.unwrap_or(self.people);
        let own = (
            self.treated,
            effective(self.treated, part * wide, self.people),
        );
        let other = (
            self.control,
            effective(self.control, (1.0 - part) * wide, others),
        );
        let (events1, events2) = (own.0 * own.1, other.0 * other.1);
        let interval = newcombe(events1, own.1, events2, other.1, LEVEL)?.interval;
        Ok(Effect {
            value: self.treated - self.control,
            std_error: self.variance.sqrt(),
            low: interval.low,
            high: interval.high,
            p_value: newcombe_p(events1, own.1, events2, other.1)?,
        })
    }
}

/// The number of people whose share would have this variance; those who are there when all or none have the event.
fn effective(share: f64, variance: f64, people: f64) -> f64 {
    let spread = share * (1.0 - share);
    if spread > 0.0 {
        spread / variance
    } else {
        people.max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(treated: f64, n: f64, control: f64, m: f64) -> Levels {
        let (own, other) = (treated * (1.0 - treated) / n, control * (1.0 - control) / m);
        Levels {
            treated,
            control,
            variance: own + other,
            stretch: 1.0,
            treated_part: own / (own + other),
            people: n,
            effective_control: Some(m),
        }
    }

    #[test]
    fn without_censoring_and_weights_it_is_newcombes_interval() {
        // Newcombe (1998), Statistics in Medicine 17: 56/70 against 48/80, method 10
        let effect = levels(56.0 / 70.0, 70.0, 48.0 / 80.0, 80.0)
            .difference()
            .expect("two shares");
        assert!((effect.low - 0.0524).abs() < 5e-5 && (effect.high - 0.3339).abs() < 5e-5);
        assert!(effect.p_value < 0.05);
    }

    #[test]
    fn nobody_having_left_is_not_certainty() {
        // No event among 12: a symmetric interval would know the participants' share exactly.
        let effect = levels(1.0, 12.0, 0.9, 400.0)
            .difference()
            .expect("an effect");
        let symmetric = effect.value - 1.96 * effect.std_error;
        assert!(symmetric > 0.0 && effect.low < 0.0 && effect.p_value > 0.05);
        assert!(effect.high > 0.1);
    }

    #[test]
    fn with_many_events_it_is_the_usual_interval() {
        let effect = levels(0.6, 40_000.0, 0.5, 90_000.0)
            .difference()
            .expect("an effect");
        let half = 1.959_964 * effect.std_error;
        assert!((effect.low - (effect.value - half)).abs() < 0.005 * half);
        assert!((effect.high - (effect.value + half)).abs() < 0.005 * half);
    }
}
