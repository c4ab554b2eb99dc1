//! What a design can find: power, smallest detectable effect, and the participants that an effect needs.
//!
//! A comparison of n participants with m colleagues has the variance se²(n) = a/n + b/m(n). One standard error does
//! not tell a from b, so both arms are taken to vary alike: a = b = se² / (1/n + 1/m), per person compared. Colleagues
//! either stay as many as they are, or are whoever of the eligible does not take part. Tests are two-sided at 5 %.
//! Deliberately absent: where the standard error comes from (see `outlook`), clustering, and cost.

use crate::kernel::NotEstimable;
use crate::kernel::power::{
    DETECTABLE_ALPHA, normal_detectable_d, normal_power, t_detectable_d, t_power,
};

/// No design is looked at with more participants than this.
const MOST: u64 = 1_000_000_000;

/// Fewest participants that a search looks at: one person alone has no spread.
const FEWEST: u64 = 2;

/// Whom participants are compared with when their number changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Colleagues {
    /// As many as there are, whatever the number of participants.
    Fixed(f64),
    /// Whoever of so many eligible people does not take part.
    Rest(f64),
}

impl Colleagues {
    /// Their number beside `n` participants.
    fn beside(self, n: f64) -> f64 {
        match self {
            Colleagues::Fixed(m) => m,
            Colleagues::Rest(eligible) => eligible - n,
        }
    }
}

/// Which test the design will be read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Student's, with as many degrees of freedom as people compared, less two.
    Student,
    /// The normal one, as `mde` of a finding uses it.
    Normal,
}

/// Why no number of participants finds an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// The colleagues alone vary too much, however many take part.
    TooFewColleagues,
    /// Half of the eligible taking part, which is the best division, would not do.
    TooFewEligible,
    /// The effect is not a positive number, or the power no share.
    NoEffect,
}

/// A design whose number of participants is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// Standard deviation of one person who is compared, in the unit of the effect.
    sd: f64,
    /// Share of the people who are compared in fact, because they answer.
    compared: f64,
    colleagues: Colleagues,
    test: Test,
}

impl Design {
    /// The design in which `treated` participants and `control` colleagues, of whom the share `compared` is compared
    /// in fact, give the standard error `std_error`.
    ///
    /// # Errors
    /// [`NotEstimable::ZeroVariance`] for a standard error that is not positive and finite,
    /// [`NotEstimable::InvalidInput`] for an empty arm or a share outside 0 to 1.
    pub fn of_standard_error(
        std_error: f64,
        (treated, control): (f64, f64),
        compared: f64,
        colleagues: Colleagues,
        test: Test,
    ) -> Result<Design, NotEstimable> {
        if !(std_error.is_finite() && std_error > 0.0) {
            return Err(NotEstimable::ZeroVariance);
        }
        if !(treated > 0.0 && control > 0.0) {
            return Err(NotEstimable::InvalidInput("a group is empty"));
        }
        if !(compared > 0.0 && compared <= 1.0) {
            return Err(NotEstimable::InvalidInput("a share is not between 0 and 1"));
        }
        let variance = std_error * std_error / (1.0 / treated + 1.0 / control);
        Ok(Design {
            sd: (variance * compared).sqrt(),
            compared,
            colleagues,
            test,
        })
    }

    /// People compared in either arm when `n` take part.
    fn arms(&self, n: f64) -> (f64, f64) {
        (self.compared * n, self.compared * self.colleagues.beside(n))
    }

    /// Probability that `n` participants find an effect of this size.
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] when an arm is empty.
    pub fn power(&self, n: f64, effect: f64) -> Result<f64, NotEstimable> {
        let (treated, control) = self.arms(n);
        let d = effect / self.sd;
        match self.test {
            Test::Student => t_power(treated, control, d, DETECTABLE_ALPHA),
            Test::Normal => normal_power(treated, control, d, DETECTABLE_ALPHA),
        }
    }

    /// Smallest effect that `n` participants find with this power.
    ///
    /// # Errors
    /// [`NotEstimable::InvalidInput`] when an arm is empty or the power no share, [`NotEstimable::NotConverged`] when
    /// it would be more than five standard deviations.
    pub fn detectable(&self, n: f64, power: f64) -> Result<f64, NotEstimable> {
        let (treated, control) = self.arms(n);
        let d = match self.test {
            Test::Student => t_detectable_d(treated, control, DETECTABLE_ALPHA, power),
            Test::Normal => normal_detectable_d(treated, control, DETECTABLE_ALPHA, power),
        };
        Ok(d? * self.sd)
    }

    /// The smallest number of participants that finds an effect with this power: the n at which
    /// a/n + b/m(n) = (effect / (z(1-α/2) + z(power)))², rounded up; with the normal test and m colleagues,
    /// n = a / ((effect / (z(1-α/2) + z(power)))² − b/m).
    ///
    /// # Errors
    /// Why no number would do.
    pub fn needed(&self, effect: f64, power: f64) -> Result<u64, Unreachable> {
        if !(effect > 0.0 && effect.is_finite() && power > 0.0 && power < 1.0) {
            return Err(Unreachable::NoEffect);
        }
        let enough = |n: u64| self.power(n as f64, effect).is_ok_and(|p| p >= power);
        // Power grows up to half of the eligible, or without end.
        let (best, otherwise) = match self.colleagues {
            Colleagues::Fixed(_) => (MOST, Unreachable::TooFewColleagues),
            Colleagues::Rest(eligible) => ((eligible / 2.0) as u64, Unreachable::TooFewEligible),
        };
        if best < FEWEST || !enough(best) {
            return Err(otherwise);
        }
        if enough(FEWEST) {
            return Ok(FEWEST);
        }
        // From a guess in steps that double until both sides are known, then halves.
        let guess = self.guess(effect, power).clamp(FEWEST, best);
        let (mut short, mut long) = (FEWEST, best);
        let mut step = 1;
        if enough(guess) {
            long = guess;
            while long - short > step && enough(long - step) {
                long -= step;
                step *= 2;
            }
            short = short.max(long.saturating_sub(step));
        } else {
            short = guess;
            while long - short > step && !enough(short + step) {
                short += step;
                step *= 2;
            }
            long = long.min(short + step);
        }
        while long - short > 1 {
            let middle = short.midpoint(long);
            if enough(middle) {
                long = middle;
            } else {
                short = middle;
            }
        }
        Ok(long)
    }

    /// The answer by the normal test, solved for n.
    fn guess(&self, effect: f64, power: f64) -> u64 {
        // (effect / (z + z))² over the variance of one person: what 1/n + 1/m may be.
        let Ok(per_pair) = normal_detectable_d(2.0, 2.0, DETECTABLE_ALPHA, power) else {
            return FEWEST;
        };
        let most = (effect / (self.sd * per_pair)).powi(2) * self.compared;
        let n = match self.colleagues {
            Colleagues::Fixed(m) => 1.0 / (most - 1.0 / m),
            Colleagues::Rest(all) => (all - (all * all - 4.0 * all / most).max(0.0).sqrt()) / 2.0,
        };
        if n.is_finite() && n > 0.0 {
            n.ceil() as u64
        } else {
            FEWEST
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design(se: f64, arms: (f64, f64), colleagues: Colleagues, test: Test) -> Design {
        Design::of_standard_error(se, arms, 1.0, colleagues, test).expect("a sound design")
    }

    #[test]
    fn sixty_four_per_arm_find_half_a_standard_deviation() {
        // R: power.t.test(delta = 0.5, sd = 1, power = 0.8)$n = 63.76561; with n = 64: power 0.8014596
        let se = (2.0 / 64.0f64).sqrt();
        let half = design(se, (64.0, 64.0), Colleagues::Rest(128.0), Test::Student);
        assert!((half.power(64.0, 0.5).unwrap() - 0.801_459_6).abs() < 1e-7);
        assert!(half.detectable(64.0, 0.8).unwrap() < 0.5);
        // of 128 eligible people 61 would do: 2/(1/61 + 1/67) = 63.86 reaches 63.77 and 2/(1/60 + 1/68) = 63.75 does not
        assert_eq!(half.needed(0.5, 0.8), Ok(61));
        // of 127 at most 63 could be compared with 64: not enough
        let fewer = design(se, (64.0, 64.0), Colleagues::Rest(127.0), Test::Student);
        assert_eq!(fewer.needed(0.5, 0.8), Err(Unreachable::TooFewEligible));
        // with 1000 colleagues 1/n = 0.5²/7.848880 − 1/1000, n = 32.42 by the normal formula
        let many = design(se, (64.0, 64.0), Colleagues::Fixed(1000.0), Test::Normal);
        assert_eq!(many.needed(0.5, 0.8), Ok(33));
        // the colleagues alone: 0.5²/7.848880 = 1/31.4
        let few = design(se, (64.0, 64.0), Colleagues::Fixed(31.0), Test::Normal);
        assert_eq!(few.needed(0.5, 0.8), Err(Unreachable::TooFewColleagues));
    }

    #[test]
    fn people_who_do_not_answer_are_needed_twice_over() {
        let all = design(0.2, (50.0, 50.0), Colleagues::Fixed(1e9), Test::Normal);
        // the standard error of fifty people a side of whom half answer is that of half as many
        let half = Design::of_standard_error(
            0.2 * 2f64.sqrt(),
            (50.0, 50.0),
            0.5,
            Colleagues::Fixed(1e9),
            Test::Normal,
        )
        .expect("a sound design");
        let (a, b) = (
            all.needed(0.3, 0.8).unwrap(),
            half.needed(0.3, 0.8).unwrap(),
        );
        assert!(b == 2 * a || b + 1 == 2 * a, "{a} and {b}");
        assert!(
            (all.detectable(50.0, 0.8).unwrap() * 2f64.sqrt()
                - half.detectable(50.0, 0.8).unwrap())
            .abs()
                < 1e-6
        );
    }

    #[test]
    fn what_is_needed_is_enough_and_one_fewer_is_not() {
        // a spread of designs, drawn by a fixed rule
        let mut checked = 0;
        for k in 0..60u32 {
            let part = |salt: u32, m: u32| {
                f64::from(k.wrapping_mul(2_654_435_761).wrapping_add(salt * 97) % m)
            };
            let eligible = 40.0 + part(1, 4000);
            let treated = 10.0 + part(2, 200).min(eligible - 20.0);
            let se = 0.3 + part(3, 100) / 30.0;
            let effect = se * (0.4 + part(4, 50) / 10.0);
            let power = 0.6 + part(5, 35) / 100.0;
            let control = eligible - treated;
            for (colleagues, test) in [
                (Colleagues::Rest(eligible), Test::Student),
                (Colleagues::Rest(eligible), Test::Normal),
                (Colleagues::Fixed(control), Test::Normal),
                (Colleagues::Fixed(control), Test::Student),
            ] {
                let design =
                    Design::of_standard_error(se, (treated, control), 0.8, colleagues, test)
                        .expect("a sound design");
                let Ok(n) = design.needed(effect, power) else {
                    let best = match colleagues {
                        Colleagues::Rest(all) => (all / 2.0).floor(),
                        Colleagues::Fixed(_) => 1e9,
                    };
                    assert!(design.power(best, effect).unwrap() < power);
                    continue;
                };
                assert!(design.power(n as f64, effect).unwrap() >= power, "{n}");
                if n > FEWEST {
                    let fewer = design.power((n - 1) as f64, effect).unwrap_or(0.0);
                    assert!(fewer < power, "{} would do", n - 1);
                    checked += 1;
                }
                let found = design.detectable(n as f64, power).unwrap();
                assert!(found <= effect * (1.0 + 1e-4), "{found} of {effect}");
            }
        }
        assert!(checked > 100, "{checked} designs");
    }

    #[test]
    fn no_standard_error_no_design() {
        let of = |se, arms, compared| {
            Design::of_standard_error(se, arms, compared, Colleagues::Rest(9.0), Test::Normal)
        };
        assert!(of(0.0, (3.0, 3.0), 1.0).is_err());
        assert!(of(1.0, (0.0, 3.0), 1.0).is_err());
        assert!(of(1.0, (3.0, 3.0), 0.0).is_err());
        assert_eq!(
            of(1.0, (3.0, 3.0), 1.0).unwrap().needed(0.0, 0.8),
            Err(Unreachable::NoEffect)
        );
    }
}
