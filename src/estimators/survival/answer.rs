//! What an estimation of times to events gives back.

use crate::kernel::survival::HazardTest;

use super::super::{Compared, CovariateBalance, Effect, Reason, Spread, Weighted};

/// The difference at one horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct HorizonEffect {
    /// Days since the index date.
    pub days: u32,
    /// Participants less control people, and the two levels, as shares.
    pub effect: Result<(Effect, f64, f64), Reason>,
    /// What else is known of its error, as a share.
    pub spread: Spread,
}

/// One arm's curve on a grid of days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArmPath {
    /// Days.
    pub day: Vec<u32>,
    /// Share without the event, or of an incidence the share with it.
    pub share: Vec<f64>,
    /// Pointwise limits (log-log).
    pub low: Vec<f64>,
    /// Upper limit.
    pub high: Vec<f64>,
    /// People at risk, not weighted.
    pub at_risk: Vec<u64>,
}

/// Tests of the hazards of both arms, each with one degree of freedom and a variance summed by person.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardTests {
    /// Log-rank: no difference at all, as the score test of the weighted Cox regression stratified by trial.
    pub logrank: Result<HazardTest, Reason>,
    /// Proportional hazards: the ratio does not change with time.
    pub proportional: Result<HazardTest, Reason>,
}

/// What is known about one population.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalAnswer {
    /// Survival S1 − S0 (cause-specific) by horizon.
    pub horizons: Vec<HorizonEffect>,
    /// Incidence F1 − F0 with competing events (Aalen–Johansen) by horizon; empty where no event competes.
    pub incidence: Vec<HorizonEffect>,
    /// Difference of restricted means up to the longest horizon reached, in days: (tau, effect, both levels).
    pub rmst: Option<(u32, Effect, f64, f64)>,
    /// Log hazard ratio.
    pub log_hazard_ratio: Result<Effect, Reason>,
    /// Tests of the hazards; only for everybody.
    pub tests: Option<HazardTests>,
    /// How the control people were weighted.
    pub weighting: Weighted,
    /// Whether later starts of control people were weighted for.
    pub censoring_weighted: bool,
    /// Kish effective number of control people.
    pub effective_control: Option<f64>,
    /// Balance.
    pub balance: Vec<CovariateBalance>,
    /// Worst imbalance after weighting.
    pub max_abs_smd: Option<f64>,
    /// Curves of participants and of control people; only for everybody.
    pub curves: Option<(ArmPath, ArmPath)>,
    /// The same of incidence; only where events compete.
    pub incidence_curves: Option<(ArmPath, ArmPath)>,
}

/// One population's result.
#[derive(Debug, Clone, PartialEq)]
pub struct SurvivalEstimate {
    /// Position among the breakdown's populations.
    pub population: usize,
    /// People behind it.
    pub compared: Compared,
    /// The answer.
    pub answer: Result<SurvivalAnswer, Reason>,
}
