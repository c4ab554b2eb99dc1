//! One backward pass over the risk sets of every stratum, and the tie rule.
//!
//! Every quantity of a Cox regression (likelihood, score, information, residuals, baseline, tests) is a sum over event times of functions
//! of the risk-set sums that this pass hands out; cost is linear in the rows. Efron's rule stands here and nowhere else: with d tied
//! deaths of mean weight w̄, the l-th denominator is S⁰ − (l/d)E⁰, and all its uses reduce to six scalar sums over l.
//!
//! Sources: Efron 1977; Breslow 1974; Therneau & Grambsch 2000, section 3.3.

use super::sample::CoxSample;

/// How tied event times are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// Efron 1977; close to the exact likelihood, the usual choice.
    Efron,
    /// Breslow 1974; all tied deaths share the full risk set.
    Breslow,
}

/// What is known at one event time of one stratum. Sums over people at risk carry weight × count × exp(linear predictor).
pub(super) struct Instant<'a> {
    pub(super) stratum: usize,
    pub(super) time: f64,
    /// Weight of the people with the event.
    pub(super) death_weight: f64,
    /// Weighted sum of their linear predictors.
    pub(super) death_predictor: f64,
    /// Weighted sums of their covariates.
    pub(super) death_x: &'a [f64],
    /// Risk-set sums of order 1 and 2 (2: lower triangle by rows; order 0 is in `tied`).
    pub(super) s1: &'a [f64],
    pub(super) s2: &'a [f64],
    /// The same over the people with the event.
    pub(super) e1: &'a [f64],
    pub(super) e2: &'a [f64],
    /// Sums over the tied set.
    pub(super) tied: TieSums,
}

/// Sums over l = 0..d−1 of w̄ f^i / D_l^j with D_l = S⁰ − f E⁰, f = l/d (Breslow: f = 0).
#[derive(Clone, Copy, Default)]
pub(super) struct TieSums {
    /// w̄/D: the hazard step.
    pub(super) a: f64,
    /// w̄ f/D.
    pub(super) b: f64,
    /// w̄/D².
    pub(super) c0: f64,
    /// w̄ f/D².
    pub(super) c1: f64,
    /// w̄ f²/D².
    pub(super) c2: f64,
    /// w̄ log D.
    pub(super) log: f64,
}

impl TieSums {
    fn new(ties: Ties, deaths: f64, death_weight: f64, s0: f64, e0: f64) -> Self {
        match ties {
            Ties::Breslow => Self {
                a: death_weight / s0,
                c0: death_weight / (s0 * s0),
                log: death_weight * s0.ln(),
                ..Self::default()
            },
            Ties::Efron => {
                let mut sums = Self::default();
                let people = deaths.round().max(1.0) as u64;
                let step = 1.0 / people as f64;
                let share = death_weight * step;
                for l in 0..people {
                    let f = l as f64 * step;
                    let inverse = 1.0 / (s0 - f * e0);
                    let square = inverse * inverse;
                    sums.a += inverse;
                    sums.b += f * inverse;
                    sums.c0 += square;
                    sums.c1 += f * square;
                    sums.c2 += f * f * square;
                    sums.log -= inverse.ln();
                }
                Self {
                    a: sums.a * share,
                    b: sums.b * share,
                    c0: sums.c0 * share,
                    c1: sums.c1 * share,
                    c2: sums.c2 * share,
                    log: sums.log * share,
                }
            }
        }
    }
}

impl Instant<'_> {
    /// Score step of covariate j.
    pub(super) fn score(&self, j: usize) -> f64 {
        self.death_x[j] - (self.tied.a * self.s1[j] - self.tied.b * self.e1[j])
    }

    /// Log-likelihood step.
    pub(super) fn loglik(&self) -> f64 {
        self.death_predictor - self.tied.log
    }

    /// Hazard-weighted mean covariates, sum of h·x̄, of covariate j.
    pub(super) fn hazard_x(&self, j: usize) -> f64 {
        self.tied.c0 * self.s1[j] - self.tied.c1 * self.e1[j]
    }

    /// Information step, lower triangle by rows, added to `into` times `scale`.
    pub(super) fn add_information(&self, scale: f64, into: &mut [f64]) {
        let TieSums {
            a, b, c0, c1, c2, ..
        } = self.tied;
        let mut at = 0;
        for j in 0..self.s1.len() {
            for k in 0..=j {
                let second = a * self.s2[at] - b * self.e2[at];
                let first = c0 * self.s1[j] * self.s1[k]
                    - c1 * (self.s1[j] * self.e1[k] + self.e1[j] * self.s1[k])
                    + c2 * self.e1[j] * self.e1[k];
                into[at] += scale * (second - first);
                at += 1;
            }
        }
    }
}

/// Running sums of orders 0, 1, 2.
struct Moments {
    zero: f64,
    one: Vec<f64>,
    two: Vec<f64>,
}

impl Moments {
    fn new(p: usize, second: bool) -> Self {
        Self {
            zero: 0.0,
            one: vec![0.0; p],
            two: vec![0.0; if second { p * (p + 1) / 2 } else { 0 }],
        }
    }

    fn clear(&mut self) {
        self.zero = 0.0;
        self.one.fill(0.0);
        self.two.fill(0.0);
    }

    fn add(&mut self, r: f64, x: &[f64]) {
        self.zero += r;
        let second = !self.two.is_empty();
        let mut at = 0;
        for (j, &value) in x.iter().enumerate() {
            let rx = r * value;
            self.one[j] += rx;
            if second {
                for &other in &x[..=j] {
                    self.two[at] += rx * other;
                    at += 1;
                }
            }
        }
    }
}

impl CoxSample {
    /// Visit every event time of every stratum, latest first within a stratum. `predictor` belongs to the held rows; second-order sums
    /// only when `second`.
    pub(super) fn sweep(
        &self,
        predictor: &[f64],
        ties: Ties,
        second: bool,
        mut visit: impl FnMut(&Instant<'_>),
    ) {
        let p = self.covariates;
        let mut risk = Moments::new(p, second);
        let mut dead = Moments::new(p, second);
        let mut death_x = vec![0.0; p];
        for (index, stratum) in self.strata.iter().enumerate() {
            risk.clear();
            let (mut i, mut gone) = (stratum.start, 0);
            while i < stratum.end {
                let time = self.exit[i];
                dead.clear();
                death_x.fill(0.0);
                let (mut deaths, mut death_weight, mut death_predictor) = (0.0, 0.0, 0.0);
                while i < stratum.end && self.exit[i] >= time {
                    let x = self.covariates_of(i);
                    let w = self.weight[i] * self.count[i];
                    let r = w * predictor[i].exp();
                    risk.add(r, x);
                    if self.event[i] {
                        dead.add(r, x);
                        deaths += self.count[i];
                        death_weight += w;
                        death_predictor += w * predictor[i];
                        for (sum, value) in death_x.iter_mut().zip(x) {
                            *sum += w * value;
                        }
                    }
                    i += 1;
                }
                while let Some(&late) = stratum.late.get(gone) {
                    let late = late as usize;
                    if self.entry[late] < time {
                        break;
                    }
                    let r = self.weight[late] * self.count[late] * predictor[late].exp();
                    risk.add(-r, self.covariates_of(late));
                    gone += 1;
                }
                if deaths > 0.0 {
                    // sums that were taken off again may leave rounding behind: the risk set holds at least the dead
                    let s0 = risk.zero.max(dead.zero);
                    visit(&Instant {
                        stratum: index,
                        time,
                        death_weight,
                        death_predictor,
                        death_x: &death_x,
                        s1: &risk.one,
                        s2: &risk.two,
                        e1: &dead.one,
                        e2: &dead.two,
                        tied: TieSums::new(ties, deaths, death_weight, s0, dead.zero),
                    });
                }
            }
        }
    }
}
