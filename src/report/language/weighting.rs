//! Entries of the methods appendix about weights that a pipeline may ask for.

use crate::vocab::Method;

use super::appendix::Entry;

/// Methods that weigh control people as the pipeline asks.
pub(crate) const WEIGHTED: [Method; 9] = [
    Method::WeightedKmExact,
    Method::WeightedKmEntropy,
    Method::WeightedKmOverlap,
    Method::WeightedKmCem,
    Method::WeightedKmLogistic,
    Method::WeightedCox,
    Method::WeightedPoisson,
    Method::WeightedNegativeBinomial,
    Method::NewcombeDifference,
];

/// The entry of the weighting that a pipeline asked for, by its word there.
pub(crate) fn asked_for(weighting: &str) -> Option<Entry> {
    match weighting {
        "cem" => Some(CEM),
        "logistic" => Some(LOGISTIC),
        _ => None,
    }
}

/// Coarsened exact matching.
const CEM: Entry = Entry {
    name: "Coarsened exact matching",
    text: "Participants and control people are matched within strata that are coarser than the cells. Where under 90 % of participants share their cell with control people of their trial, neighbouring bands of ordered covariates are joined two by two, from the covariate named last in adjust_for to the first, and then covariates leave the strata in the same order, until 90 % do; the note of each finding names what was made coarser. Within a stratum a control person weighs participants over control people. What coarsening leaves unlike stands in the balance tables, which count every value.",
    sources: &[
        "Iacus, King & Porro 2012, Causal inference without balance checking: coarsened exact matching, doi:10.1093/pan/mpr013",
    ],
};

/// Logistic propensity score.
const LOGISTIC: Entry = Entry {
    name: "Logistic propensity score",
    text: "Within each trial the chance p of taking part is a logistic regression on main effects of the covariate bands. Participants weigh 1, control people p/(1 − p), scaled to the number of participants; control people with p from 0.995 on weigh nothing, participants with a covariate value that no control person has are left out. Where the model has no solution, since covariates set the groups wholly apart, the trial uses exact cells and the note says so. The robust variances take the weights as given; that the score is estimated is no part of them: intervals are as a rule a little too wide, though not in every case.",
    sources: &[
        "Rosenbaum & Rubin 1983, The central role of the propensity score in observational studies for causal effects, doi:10.1093/biomet/70.1.41",
        "Hirano & Imbens 2001, Estimation of causal effects using propensity score weighting, doi:10.1023/A:1020371312283",
        "Lunceford & Davidian 2004, Stratification and weighting via the propensity score in estimation of causal treatment effects, doi:10.1002/sim.1903",
    ],
};
