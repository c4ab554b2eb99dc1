//! Entries of the methods appendix about the estimators of scores, non-response and sensitivity to drifts.

use crate::disclosure::Release;
use crate::vocab::Method;

use super::appendix::{CALLAWAY, Entry, SANTANNA};

const LEE: &str = "Lee 2009, Training, wages, and sample selection: estimating sharp bounds on treatment effects, doi:10.1111/j.1467-937X.2009.00536.x";
const RAMBACHAN: &str = "Rambachan & Roth 2023, A more credible approach to parallel trends, doi:10.1093/restud/rdad018";
const ROBINS: &str = "Robins, Rotnitzky & Zhao 1994, Estimation of regression coefficients when some regressors are not always observed, doi:10.1080/01621459.1994.10476818";
const HECKMAN: &str = "Heckman, Ichimura & Todd 1997, Matching as an econometric evaluation estimator, doi:10.2307/2971733";
const ABADIE: &str =
    "Abadie 2005, Semiparametric difference-in-differences estimators, doi:10.1111/0034-6527.00321";

const DOUBLY_ROBUST: Entry = Entry {
    name: "Doubly robust",
    text: "Propensity of taking part (logit) and regression of control people’s changes, both on main effects of the covariate bands: right when either model is.",
    sources: &[SANTANNA],
};

const OUTCOME_REGRESSION: Entry = Entry {
    name: "Outcome regression",
    text: "Control people’s changes are regressed on main effects of the covariate bands and predicted for the participants. Right when this model is; nothing is weighted.",
    sources: &[HECKMAN, SANTANNA],
};

const WEIGHTING: Entry = Entry {
    name: "Inverse probability weighting",
    text: "Control people are weighted by the odds of taking part (logit on main effects of the covariate bands), weights adding up to one. Right when this model is.",
    sources: &[ABADIE, SANTANNA],
};

const RESPONSE: Entry = Entry {
    name: "Non-response",
    text: "Response rates are those of everybody in a trial (before the start) and of those who answered then (after it), trials and waves weighted as in the headline; whoever has left no longer answers, and a control person who starts is no longer asked. Control people are standardised to the participants by a regression of answering on the covariate bands; errors are clustered like all others. Where the later rates differ by more than 3 points, Lee’s bounds trim the arm that answers more by (more − fewer)/more, from above and from below. What is trimmed are changes less what is expected of each (its trial’s and wave’s effect, its cell’s regression), of all trials and waves together. The bounds hold for people who would answer either way, if taking part moves answering in one direction only; they carry no sampling error. With response = “weight”, answers of a cell, arm, trial and wave count for everybody who was asked there (inverse response rate); the weights are taken as known, which makes errors too large rather than too small, and cells in which nobody answered have nobody to speak for them.",
    sources: &[LEE, ROBINS],
};

const DRIFT: Entry = Entry {
    name: "Sensitivity to drifts that began before the start",
    text: "Relative magnitudes: from one wave to the next after the start, the groups may have drifted apart by at most M times the largest drift between two waves in a row before it. Told is the largest M at which the interval of the headline still excludes zero. For each drift before the start, in either direction, the headline less M times the drift, times the waves it has had to add up, gets a Wald interval with the covariance of both; the interval for M is the union of them all. It is simpler than the paper’s conditional and hybrid intervals, and no shorter in what it allows for. Two waves before the start are needed.",
    sources: &[RAMBACHAN, CALLAWAY],
};

/// The entries that a release calls for.
pub(crate) fn entries(release: &Release) -> Vec<Entry> {
    let has = |m: Method| release.rows().iter().any(|r| r.facts.method == m);
    let mut entries = Vec::new();
    for (method, entry) in [
        (Method::DrDid, DOUBLY_ROBUST),
        (Method::OrDid, OUTCOME_REGRESSION),
        (Method::IpwDid, WEIGHTING),
    ] {
        if has(method) {
            entries.push(entry);
        }
    }
    if !release.attrition().is_empty() {
        entries.push(RESPONSE);
    }
    if !release.withstanding().is_empty() {
        entries.push(DRIFT);
    }
    entries
}
