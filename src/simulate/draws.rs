//! Random streams. Every chunk of people has, per stage and round, a stream of its own, so that the number
//! of threads changes nothing.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// People handled by one stream.
pub(super) const CHUNK: usize = 8_192;

/// What a stream is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stage {
    People = 1,
    Managers,
    Exits,
    Enrolment,
    Pairing,
    Repeats,
    Surveys,
    Referrals,
    Candidates,
    Sessions,
    Promotions,
    Stories,
    Faults,
    Traits,
    Shocks,
    Seats,
    Careers,
    Answers,
    Tests,
    Feedback,
    Activity,
    Course,
    Forms,
    Actions,
    Applicants,
}

/// One stream.
pub(super) struct Draws(ChaCha8Rng);

impl Draws {
    /// The stream of a stage, a round of it (a quarter, a wave) and a chunk of people.
    pub(super) fn new(seed: u64, stage: Stage, round: usize, chunk: usize) -> Draws {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(((stage as u64) << 56) | ((round as u64) << 32) | chunk as u64);
        Draws(rng)
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform on [0, 1).
    pub(super) fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform on (0, 1]: safe under a logarithm.
    pub(super) fn positive(&mut self) -> f64 {
        1.0 - self.uniform()
    }

    /// True with a probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Uniform on 0..n; 0 when n is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((self.uniform() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// Uniform on the days or numbers from `low` to `high`, both included; `low` when the range is empty.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// Position drawn with the given weights (they need not add up to one).
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.uniform() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (k, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = k;
                if left < weight {
                    return k;
                }
                left -= weight;
            }
        }
        last
    }

    /// Standard normal cut at two, then scaled to unit variance (Box–Muller with rejection), so within ±2.28.
    pub(super) fn normal(&mut self) -> f64 {
        loop {
            let radius = (-2.0 * self.positive().ln()).sqrt();
            let z = radius * (std::f64::consts::TAU * self.uniform()).cos();
            if z.abs() <= 2.0 {
                return z / CUT_SD;
            }
        }
    }

    /// Exponential with mean one.
    pub(super) fn exponential(&mut self) -> f64 {
        -self.positive().ln()
    }

    /// Poisson by multiplication of uniforms, for small means.
    pub(super) fn poisson(&mut self, mean: f64) -> usize {
        let floor = (-mean).exp();
        let mut product = self.positive();
        let mut count = 0;
        while product > floor && count < 1_000 {
            product *= self.positive();
            count += 1;
        }
        count
    }
}

/// Standard deviation of a standard normal cut at ±2: sqrt(1 − 4 φ(2) / (2 Φ(2) − 1)).
const CUT_SD: f64 = 0.879_625_661_034_235_7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_reproducible_and_distinct() {
        let first = |stage, round, chunk| Draws::new(7, stage, round, chunk).bits();
        assert_eq!(first(Stage::Exits, 3, 1), first(Stage::Exits, 3, 1));
        assert_ne!(first(Stage::Exits, 3, 1), first(Stage::Exits, 3, 2));
        assert_ne!(first(Stage::Exits, 3, 1), first(Stage::Exits, 4, 1));
        assert_ne!(first(Stage::Exits, 3, 1), first(Stage::Surveys, 3, 1));
    }

    #[test]
    fn moments() {
        let mut draws = Draws::new(1, Stage::People, 0, 0);
        let n = 200_000;
        let (mut sum, mut square, mut count) = (0.0, 0.0, 0);
        for _ in 0..n {
            let z = draws.normal();
            sum += z;
            square += z * z;
            count += draws.poisson(0.3);
        }
        let n = f64::from(n);
        // Four standard errors: 4 / sqrt(200,000) = 0.009; variance of a bounded z² is under 2.
        assert!((sum / n).abs() < 0.009);
        assert!((square / n - 1.0).abs() < 0.012);
        assert!((count as f64 / n - 0.3).abs() < 0.005);
    }
}
