//! What goes into a comparison of two periods and what comes out.
//!
//! Purpose: the sums of an arm in a cell, the choice of estimator, the effect with the influence of
//! every unit. Invariant: influences are scale free in the weights. Deliberately absent: estimation.

/// Weighted sums of one arm in one cell; all zero when nobody is there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArmSums {
    /// Σ w.
    pub weight: f64,
    /// Σ w·dy, dy = change of the outcome.
    pub sum: f64,
    /// Σ w·dy² (only [`TwoByTwo::variance_if_independent`] uses it).
    pub sum_sq: f64,
}

/// The estimators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DidMethod {
    /// Improved doubly robust: inverse probability tilting and weighted least squares (`drdid_imp_panel`).
    DrImproved,
    /// Traditional doubly robust: logit and least squares (`drdid_panel`, the `dr` of `did::att_gt`).
    DrTraditional,
    /// Normalised (Hájek) inverse probability weighting (`std_ipw_did_panel`, the `ipw` of `did::att_gt`).
    IpwStd,
    /// Horvitz–Thompson inverse probability weighting (`ipw_did_panel`).
    IpwHt,
    /// Outcome regression (`reg_did_panel`, the `reg` of `did::att_gt`).
    OutcomeRegression,
}

/// Influence of the units of one arm in one cell.
///
/// A unit with weight w and change dy has influence w·(a + b·dy) and contributes
/// w·(a + b·dy)/n to the estimate's error, n = [`TwoByTwo::n`]:
/// `SE² = Σ_clusters (Σ contributions)²`. Scaling all weights by a constant changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Influence {
    /// Constant part.
    pub a: f64,
    /// Slope in dy.
    pub b: f64,
}

/// One group-time effect.
#[derive(Clone, Debug)]
pub struct TwoByTwo {
    /// Average effect on the treated, in the unit of dy.
    pub att: f64,
    /// Σ of the weights of both arms that are used (off-support treated are not, trimmed controls are).
    pub n: f64,
    /// Σ of the treated weights that are used.
    pub treated_weight: f64,
    /// Influence of treated units per cell; zero where off support.
    pub treated: Vec<Influence>,
    /// Influence of control units per cell.
    pub control: Vec<Influence>,
    /// Propensity per cell, capped; empty for outcome regression.
    pub propensity: Vec<f64>,
    /// Odds weight of a control per cell, 0 where trimmed; empty for outcome regression.
    pub control_weight: Vec<f64>,
    /// Predicted change of a control per cell; zero where no outcome regression is fitted.
    pub predicted: Vec<f64>,
    /// Leverage of one control unit per cell in the outcome regression, the share of its own change that it explains
    /// itself; zero where nobody is and for methods without such a regression.
    pub control_leverage: Vec<f64>,
    /// Coefficients of the propensity logit by column, from which the fit of a similar comparison may begin; empty for outcome regression.
    pub propensity_coefficients: Vec<f64>,
    /// Σ of the control weights that were trimmed.
    pub trimmed_controls: f64,
    /// Σ of the treated weights left out because no control resembles them.
    pub off_support_treated: f64,
    /// Whether each cell is on the common support.
    pub on_support: Vec<bool>,
}

impl TwoByTwo {
    /// Variance of the ATT when units are independent, from the sums alone. Exact for unit
    /// weights; with other weights Σ w stands in for Σ w², so add up influences instead.
    pub fn variance_if_independent(&self, treated: &[ArmSums], control: &[ArmSums]) -> f64 {
        let arm = |influences: &[Influence], sums: &[ArmSums]| -> f64 {
            influences
                .iter()
                .zip(sums)
                .map(|(f, s)| f.a * f.a * s.weight + 2.0 * f.a * f.b * s.sum + f.b * f.b * s.sum_sq)
                .sum()
        };
        (arm(&self.treated, treated) + arm(&self.control, control)).max(0.0) / (self.n * self.n)
    }
}
