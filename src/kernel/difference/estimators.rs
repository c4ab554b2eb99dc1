//! The estimators of a comparison of two periods.
//!
//! Purpose: from shared parts to an effect and the influence of every unit; formulas as in the
//! papers named in the parent module, with E\[·\] the weighted mean over all units.
//! Deliberately absent: checks of the input (see `comparison`) and standard errors.

use nalgebra::DVector;

use super::arms::{DidMethod, Influence, TwoByTwo};
use super::nuisance::{
    Propensity, Setting, control_mean, finish_propensity, leverages, logit_propensity, moment,
    regress, treated_mean,
};
use crate::kernel::estimate::NotEstimable;
use crate::kernel::logit::fit_logit_from;
use crate::kernel::tilting::tilted_odds;

fn assemble(
    setting: &Setting,
    att: f64,
    treated: Vec<Influence>,
    control: Vec<Influence>,
    (predicted, control_leverage): (Vec<f64>, Vec<f64>),
    propensity: Option<Propensity>,
) -> TwoByTwo {
    let (probability, odds, trimmed, coefficients) = propensity.map_or_else(
        || (Vec::new(), Vec::new(), 0.0, Vec::new()),
        |p| (p.probability, p.odds, p.trimmed, p.coefficients),
    );
    TwoByTwo {
        att,
        n: setting.n,
        treated_weight: setting.treated_share * setting.n,
        treated,
        control,
        propensity: probability,
        control_weight: odds,
        predicted,
        control_leverage,
        propensity_coefficients: coefficients,
        trimmed_controls: trimmed,
        off_support_treated: 0.0,
        on_support: Vec::new(),
    }
}

/// `reg_did_panel`: predicted change of the treated had they been controls.
pub(super) fn outcome_regression(setting: &Setting) -> TwoByTwo {
    let cells = setting.control.len();
    let regression = regress(setting, &vec![1.0; cells]);
    let m1 = setting.treated_share;
    let raw = treated_mean(setting, &vec![0.0; cells]);
    let counterfactual = raw - treated_mean(setting, &regression.predicted);
    // influence of the regression, carried by the treated mean of x
    let direction = regression
        .cross
        .solve(&moment(setting, |i| setting.treated[i].weight))
        * setting.n
        / m1;
    let att = raw - counterfactual;
    let treated = regression
        .predicted
        .iter()
        .map(|m| Influence {
            a: (-m - att) / m1,
            b: 1.0 / m1,
        })
        .collect();
    let control = (0..cells)
        .map(|i| {
            let slope = -setting.design.dot(i, direction.as_slice());
            Influence {
                a: -slope * regression.predicted[i],
                b: slope,
            }
        })
        .collect();
    let leverage = leverages(setting, &regression.cross);
    let fitted = (regression.predicted, leverage);
    assemble(setting, att, treated, control, fitted, None)
}

/// The estimators on a logit propensity: `drdid_panel`, `std_ipw_did_panel`, `ipw_did_panel`.
pub(super) fn weighted(setting: &Setting, method: DidMethod) -> Result<TwoByTwo, NotEstimable> {
    let cells = setting.control.len();
    let propensity = logit_propensity(setting)?;
    let regression =
        (method == DidMethod::DrTraditional).then(|| regress(setting, &vec![1.0; cells]));
    let predicted = regression
        .as_ref()
        .map_or_else(|| vec![0.0; cells], |r| r.predicted.clone());
    let odds = &propensity.odds;
    let m1 = setting.treated_share;
    let eta1 = treated_mean(setting, &predicted);
    let (own_m0, own_eta0) = control_mean(setting, odds, &predicted)?;
    // Horvitz–Thompson divides by the treated share and does not centre the control mean
    let (m0, eta0, centre) = if method == DidMethod::IpwHt {
        (m1, own_eta0 * own_m0 / m1, 0.0)
    } else {
        (own_m0, own_eta0, own_eta0)
    };
    let att = eta1 - eta0;
    let zero = DVector::zeros(setting.design.ncols());
    let score_moment = moment(setting, |i| {
        let c = &setting.control[i];
        odds[i] * (c.sum - c.weight * (predicted[i] + centre))
    });
    let score = propensity.inverse.as_ref().map_or_else(
        || zero.clone(),
        |inverse| inverse.solve(&score_moment) * setting.n / m0,
    );
    let slope = regression.as_ref().map_or(zero, |r| {
        let from_treated = moment(setting, |i| setting.treated[i].weight) / m1;
        let from_control = moment(setting, |i| odds[i] * setting.control[i].weight) / m0;
        r.cross.solve(&(from_treated - from_control)) * setting.n
    });
    // the treated share that Horvitz–Thompson divides by is estimated too
    let treated_centre = if method == DidMethod::IpwHt {
        att
    } else {
        eta1
    };
    let mut treated = Vec::with_capacity(cells);
    let mut control = Vec::with_capacity(cells);
    for i in 0..cells {
        let p = propensity.probability[i];
        let in_score = setting.design.dot(i, score.as_slice());
        let in_slope = setting.design.dot(i, slope.as_slice());
        treated.push(Influence {
            a: (-predicted[i] - treated_centre) / m1 - (1.0 - p) * in_score,
            b: 1.0 / m1,
        });
        let b = -odds[i] / m0 - in_slope;
        control.push(Influence {
            a: -b * predicted[i] + odds[i] * centre / m0 + p * in_score,
            b,
        });
    }
    let leverage = regression.map_or_else(|| vec![0.0; cells], |r| leverages(setting, &r.cross));
    let fitted = (predicted, leverage);
    Ok(assemble(
        setting,
        att,
        treated,
        control,
        fitted,
        Some(propensity),
    ))
}

/// `drdid_imp_panel`: tilted propensity and odds-weighted regression; their estimation leaves no
/// first-order trace in the influence (Sant'Anna & Zhao 2020, section 3.1).
pub(super) fn improved(setting: &Setting) -> Result<TwoByTwo, NotEstimable> {
    let ones: Vec<f64> = setting.treated.iter().map(|s| s.weight).collect();
    let zeros: Vec<f64> = setting.control.iter().map(|s| s.weight).collect();
    let logit = fit_logit_from(&setting.design, &ones, &zeros, setting.start)?;
    // without a tilt the logit stands in, as in DRDID
    let fitted = tilted_odds(&setting.design, &ones, &zeros, &logit.coefficients).map_or_else(
        |_| logit.probability,
        |odds| odds.into_iter().map(|o| o / (1.0 + o)).collect(),
    );
    let propensity = finish_propensity(setting, fitted, None, logit.coefficients);
    let factor: Vec<f64> = propensity
        .probability
        .iter()
        .map(|p| p / (1.0 - p))
        .collect();
    let regression = regress(setting, &factor);
    let leverage: Vec<f64> = leverages(setting, &regression.cross)
        .iter()
        .zip(&factor)
        .map(|(h, f)| h * f)
        .collect();
    let predicted = regression.predicted;
    let m1 = setting.treated_share;
    let eta1 = treated_mean(setting, &predicted);
    let (m0, eta0) = control_mean(setting, &propensity.odds, &predicted)?;
    let treated = predicted
        .iter()
        .map(|m| Influence {
            a: (-m - eta1) / m1,
            b: 1.0 / m1,
        })
        .collect();
    let control = predicted
        .iter()
        .zip(&propensity.odds)
        .map(|(m, odds)| Influence {
            a: odds * (m + eta0) / m0,
            b: -odds / m0,
        })
        .collect();
    Ok(assemble(
        setting,
        eta1 - eta0,
        treated,
        control,
        (predicted, leverage),
        Some(propensity),
    ))
}
