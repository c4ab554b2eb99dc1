//! The registry: scores, counts and shares with a before. Changes since before the start, and what could undo them.

use crate::vocab::{Estimand, Method};

use super::citations::{
    ABADIE, CALLAWAY, HECKMAN, LEE, LONG, MACKINNON, RAMBACHAN, ROTNITZKY, SANTANNA,
};
use super::entry::{Entry, Told};

/// Changes.
pub(super) const CHANGES: &[Entry] = &[
    Entry {
        id: "did",
        name: "Difference-in-differences for staggered starts",
        told: Told::By(&[Method::DrDid, Method::OrDid, Method::IpwDid]),
        statement: "ATT(g,t) = mean change of trial g’s participants from the base wave to wave t, less the change expected of them without the programme. The base is the last wave up to the eve; who answered both waves counts. The figures of a report are weighted means of the ATT(g,t), with the weights named under the estimand.",
        error: "Influence functions, those of the estimated models included, summed by cluster (a person; in programmes of groups a pairing, with pairings that share people joined), times G/(G − 1); participants’ influences times √(n/(n − 1)) in each trial and wave (HC2), and where controls’ changes are regressed their residuals over one less their leverage (HC3). Interval and p-value by t with G − 1 degrees of freedom, G the number of clusters; under 10 clusters of participants there is no estimate.",
        sources: &[CALLAWAY, MACKINNON, LONG],
    },
    Entry {
        id: "dr-did",
        name: "Expected change, doubly robust",
        told: Told::By(&[Method::DrDid]),
        statement: "The expected change joins an outcome regression of the controls and a logit propensity score, both on main effects of the covariate bands, and is consistent when either is right. Controls with a propensity of 0.995 or more are trimmed.",
        error: "",
        sources: &[SANTANNA],
    },
    Entry {
        id: "or-did",
        name: "Expected change by outcome regression",
        told: Told::By(&[Method::OrDid]),
        statement: "Control people’s changes are regressed on main effects of the covariate bands and predicted for the participants. Right when this model is; nothing is weighted.",
        error: "",
        sources: &[HECKMAN, SANTANNA],
    },
    Entry {
        id: "ipw-did",
        name: "Expected change by inverse probability weighting",
        told: Told::By(&[Method::IpwDid]),
        statement: "Control people are weighted by the odds of taking part (logit on main effects of the covariate bands), weights adding up to one. Right when this model is. Controls with a propensity of 0.995 or more are trimmed.",
        error: "",
        sources: &[ABADIE, SANTANNA],
    },
    Entry {
        id: "event-study",
        name: "Event study with simultaneous bands",
        told: Told::Of(&[Estimand::AttEvent]),
        statement: "ATT(g,t) of all trials at the same number of waves since the start, weighted by participants: 0 is the first wave on or after the index date, −1 the last up to the eve. What waves before the start are held against stands among the rules above. Waves within the enrolment period are skipped.",
        error: "The sup-t critical value of the joint normal distribution of all event times, drawn with the seed of the run: with 95 % probability the band covers the effects at all event times at once.",
        sources: &[CALLAWAY],
    },
    Entry {
        id: "response-rates",
        name: "Response rates",
        told: Told::Where(|f| !f.release.attrition().is_empty()),
        statement: "Of everybody in a trial (before the start) and of those who answered then (after it), trials and waves weighted as in the headline; whoever has left no longer answers, and a control person who starts is no longer asked. Control people are standardised to the participants by a regression of answering on the covariate bands.",
        error: "Clustered like all differences of changes.",
        sources: &[],
    },
    Entry {
        id: "lee-bounds",
        name: "Bounds where one group answers more",
        told: Told::Where(|f| f.release.attrition().iter().any(|a| a.bounds.is_some())),
        statement: "Where the later response rates differ by more than 3 points, the group that answers more is trimmed by (more − fewer)/more, from above and from below. What is trimmed are changes less what is expected of each (its trial’s and wave’s effect, its cell’s regression), of all trials and waves together. The bounds hold for people who would answer either way, if taking part moves answering in one direction only.",
        error: "They carry no sampling error.",
        sources: &[LEE],
    },
    Entry {
        id: "response-weights",
        name: "Inverse response rates",
        told: Told::Where(|f| {
            f.study.scores.response == "weight" && f.methods.iter().any(|m| m.is_did())
        }),
        statement: "Answers of a cell, group, trial and wave count for everybody who was asked there. Cells in which nobody answered have nobody to speak for them.",
        error: "The weights are taken as known, which makes errors too large rather than too small.",
        sources: &[ROTNITZKY],
    },
    Entry {
        id: "drifts",
        name: "Sensitivity to drifts that began before the start",
        told: Told::Where(|f| !f.release.withstanding().is_empty()),
        statement: "Relative magnitudes: from one wave to the next after the start, the groups may have drifted apart by at most M times the largest drift between two waves in a row before it. Told is the largest M at which the interval of the headline still excludes zero. Two waves before the start are needed.",
        error: "For each drift before the start, in either direction, the headline less M times the drift, times the waves it has had to add up, gets a Wald interval with the covariance of both; the interval for M is the union of them all. It is simpler than the paper’s conditional and hybrid intervals, and no shorter in what it allows for.",
        sources: &[RAMBACHAN],
    },
];
