//! Between-study variance of a set of effects with known sampling variances.
//!
//! Purpose: the estimators of tau² and their standard errors, for a common mean without
//! moderators. Invariants: sums only, no matrices; `variances` are positive and finite, checked by
//! the caller; an estimate is never negative. Deliberately absent: profile-likelihood or
//! Q-profile intervals for tau².

/// How the variance between studies is estimated. Figures agree with R's `metafor::rma`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tau2Estimator {
    /// None: one common effect, inverse-variance weights.
    Fixed,
    /// `DerSimonian` and Laird (1986): moments of Cochran's Q.
    DerSimonianLaird,
    /// Restricted maximum likelihood by Fisher scoring (Viechtbauer 2005).
    Reml,
    /// Maximum likelihood by Fisher scoring (Hardy and Thompson 1996).
    MaximumLikelihood,
    /// Empirical Bayes (Morris 1983); solves the equation of Paule and Mandel (1982).
    EmpiricalBayes,
    /// Sidik and Jonkman (2005).
    SidikJonkman,
    /// Hedges (1983): unweighted variance component.
    Hedges,
    /// Hunter and Schmidt (1990).
    HunterSchmidt,
}

/// tau² and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tau2 {
    pub value: f64,
    pub std_error: f64,
}

/// Sums of the projection P = W - ww'/sum(w) that the estimators need.
pub(super) struct Projection {
    pub mean: f64,
    pub sum_weights: f64,
    pub sum_squares: f64,
    /// tr(P)
    pub trace: f64,
    /// `tr(PP)`
    pub trace_square: f64,
    /// `y'Py`, the weighted residual sum of squares
    pub quadratic: f64,
    /// `y'PPy`
    pub quadratic_square: f64,
}

impl Projection {
    pub(super) fn new(effects: &[f64], weights: &[f64]) -> Self {
        let s1: f64 = weights.iter().sum();
        let s2: f64 = weights.iter().map(|w| w * w).sum();
        let s3: f64 = weights.iter().map(|w| w * w * w).sum();
        let mean = effects.iter().zip(weights).map(|(y, w)| w * y).sum::<f64>() / s1;
        let residual = |power: i32| -> f64 {
            let term = |(y, w): (&f64, &f64)| w.powi(power) * (y - mean) * (y - mean);
            effects.iter().zip(weights).map(term).sum()
        };
        Self {
            mean,
            sum_weights: s1,
            sum_squares: s2,
            trace: s1 - s2 / s1,
            trace_square: s2 - 2.0 * s3 / s1 + (s2 / s1).powi(2),
            quadratic: residual(1),
            quadratic_square: residual(2),
        }
    }

    fn at(effects: &[f64], variances: &[f64], tau2: f64) -> Self {
        let weights: Vec<f64> = variances.iter().map(|v| 1.0 / (v + tau2)).collect();
        Self::new(effects, &weights)
    }
}

/// Estimates tau² from at least two effects; `None` when the iteration does not settle.
pub(super) fn estimate(effects: &[f64], variances: &[f64], method: Tau2Estimator) -> Option<Tau2> {
    let k = effects.len() as f64;
    let df = k - 1.0;
    let truncated = |value: f64| value.max(0.0);
    let found = match method {
        Tau2Estimator::Fixed => Tau2 {
            value: 0.0,
            std_error: 0.0,
        },
        Tau2Estimator::DerSimonianLaird => {
            let p = Projection::at(effects, variances, 0.0);
            let value = truncated((p.quadratic - df) / p.trace);
            let spread = 2.0 * df + 4.0 * value * p.trace + 2.0 * value * value * p.trace_square;
            Tau2 {
                value,
                std_error: spread.sqrt() / p.trace,
            }
        }
        Tau2Estimator::HunterSchmidt => {
            let p = Projection::at(effects, variances, 0.0);
            let value = truncated((p.quadratic - k) / p.sum_weights);
            let spread = 2.0 * df + 4.0 * value * p.trace + 2.0 * value * value * p.trace_square;
            Tau2 {
                value,
                std_error: spread.sqrt() / p.sum_weights,
            }
        }
        Tau2Estimator::Hedges => hedges(effects, variances),
        Tau2Estimator::SidikJonkman => sidik_jonkman(effects, variances),
        Tau2Estimator::Reml | Tau2Estimator::MaximumLikelihood | Tau2Estimator::EmpiricalBayes => {
            let value = fisher_scoring(effects, variances, method)?;
            let p = Projection::at(effects, variances, value);
            let std_error = match method {
                Tau2Estimator::Reml => (2.0 / p.trace_square).sqrt(),
                Tau2Estimator::MaximumLikelihood => (2.0 / p.sum_squares).sqrt(),
                _ => (2.0 * k * k / df).sqrt() / p.sum_weights,
            };
            Tau2 { value, std_error }
        }
    };
    (found.value.is_finite() && found.std_error.is_finite()).then_some(found)
}

/// Sums tr(PV), tr(PVPV) and tr(PVP) for the weights `w`.
fn variance_traces(variances: &[f64], weights: &[f64]) -> (f64, f64, f64) {
    let s1: f64 = weights.iter().sum();
    let s2: f64 = weights.iter().map(|w| w * w).sum();
    let (mut trace, mut square, mut cross, mut middle) = (0.0, 0.0, 0.0, 0.0);
    for (v, w) in variances.iter().zip(weights) {
        let diagonal = w - w * w / s1;
        trace += v * diagonal;
        square += v * v * (diagonal * diagonal - w.powi(4) / (s1 * s1));
        cross += v * w * w / s1;
        middle += v * (w * w - 2.0 * w.powi(3) / s1 + w * w * s2 / (s1 * s1));
    }
    (trace, square + cross * cross, middle)
}

fn hedges(effects: &[f64], variances: &[f64]) -> Tau2 {
    let ones = vec![1.0; effects.len()];
    let p = Projection::new(effects, &ones);
    let (trace, square, _) = variance_traces(variances, &ones);
    let df = effects.len() as f64 - 1.0;
    let value = ((p.quadratic - trace) / df).max(0.0);
    let spread = 2.0 * square + 4.0 * value * trace + 2.0 * value * value * df;
    Tau2 {
        value,
        std_error: spread.sqrt() / df,
    }
}

fn sidik_jonkman(effects: &[f64], variances: &[f64]) -> Tau2 {
    let k = effects.len() as f64;
    let df = k - 1.0;
    let crude = Projection::new(effects, &vec![1.0; effects.len()]).quadratic / k;
    if crude <= 0.0 {
        return Tau2 {
            value: 0.0,
            std_error: 0.0,
        };
    }
    let weights: Vec<f64> = variances.iter().map(|v| 1.0 / (v + crude)).collect();
    let p = Projection::new(effects, &weights);
    let (_, square, middle) = variance_traces(variances, &weights);
    let value = (crude * p.quadratic / df).max(0.0);
    let spread = 2.0 * square + 4.0 * value * middle + 2.0 * value * value * p.trace_square;
    Tau2 {
        value,
        std_error: crude / df * spread.sqrt(),
    }
}

/// Fisher scoring from Hedges' estimate, steps halved where they would make tau² negative.
fn fisher_scoring(effects: &[f64], variances: &[f64], method: Tau2Estimator) -> Option<f64> {
    const THRESHOLD: f64 = 1e-12;
    const STEPS: usize = 10_000;
    let k = effects.len() as f64;
    let typical = variances.iter().sum::<f64>() / k;
    // on a small scale the absolute threshold would stop too early
    let threshold = THRESHOLD * (typical / 1e-4).min(1.0);
    let mut tau2 = hedges(effects, variances).value;
    for _ in 0..STEPS {
        let p = Projection::at(effects, variances, tau2);
        let mut step = match method {
            Tau2Estimator::Reml => (p.quadratic_square - p.trace) / p.trace_square,
            Tau2Estimator::MaximumLikelihood => {
                (p.quadratic_square - p.sum_weights) / p.sum_squares
            }
            _ => (p.quadratic * k / (k - 1.0) - k) / p.sum_weights,
        };
        if !step.is_finite() {
            return None;
        }
        while tau2 + step < 0.0 {
            step /= 2.0;
        }
        tau2 += step;
        let rounding = 4.0 * f64::EPSILON * tau2;
        if step.abs() <= threshold.max(rounding) {
            return Some(tau2);
        }
    }
    None
}
