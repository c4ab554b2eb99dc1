//! The registry: design and estimation, in reading order. Changes since before the start, judgement, checks and how the
//! programmes run stand in lists of their own.
//!
//! One entry a formula. A method or estimand that two entries would tell is told by one, named by the other.

use crate::vocab::{Estimand, Method};

use super::citations::{
    AALEN, CAMERON, CHOUDHURY, COX, FABIJAN, FISHER, GRAMBSCH, HAINMUELLER, HERNAN, HIRANO, IACUS,
    KAPLAN, LI, LIN, LUNCEFORD, NEWCOMBE, ROBINS, ROSENBAUM, ROTHMAN, UNO, WILSON, WU, ZOU,
    ZOU_DONNER,
};
use super::entry::{Entry, Told};
use super::occurrence::Occurrence;
use super::{registry_changes, registry_checks, registry_judgement, registry_running};

/// Kaplan–Meier by any weights.
const CURVES: &[Method] = &[
    Method::WeightedKmExact,
    Method::WeightedKmEntropy,
    Method::WeightedKmOverlap,
    Method::WeightedKmCem,
    Method::WeightedKmLogistic,
    Method::AalenJohansen,
];

/// Design.
const DESIGN: &[Entry] = &[Entry {
    id: "target-trial",
    name: "Target trial emulation",
    told: Told::Where(|f| {
        let other = |m: &Method| !matches!(m, Method::Descriptive | Method::LotteryItt);
        f.methods.iter().any(other)
    }),
    statement: "Every programme, role and enrolment period is a trial of its own. The eve is the day before the enrolment period, the index date the first day after it, the same for both groups. Everybody was hired and eligible on the eve and employed on the index date; covariates are those of the last snapshot up to the eve. Participants started within the period; control people had not started in any programme or role by the index date. This removes immortal time and the bias of comparing with leavers; it does not remove what nobody measured.",
    error: "",
    sources: &[HERNAN],
}];

/// Estimation of events, counts and levels.
const ESTIMATION: &[Entry] = &[
    Entry {
        id: "exact-weights",
        name: "Exact cell weights",
        told: Told::By(&[Method::WeightedKmExact]),
        statement: "Within each trial a control person of a covariate cell weighs the participants of the cell divided by the controls of the cell, a participant one. Used where at least 90 % of participants have control people in exactly their cell; the others are left out.",
        error: "",
        sources: &[],
    },
    Entry {
        id: "entropy-balancing",
        name: "Entropy balancing",
        told: Told::By(&[Method::WeightedKmEntropy]),
        statement: "Within each trial the control weights are those nearest to equal weights (least Kullback–Leibler divergence) that meet the participants’ share in every covariate band exactly. Used on request, and instead of exact cells where under 90 % of participants have control people in exactly their cell. Participants with a value that no control person has are left out.",
        error: "",
        sources: &[HAINMUELLER],
    },
    Entry {
        id: "overlap-weights",
        name: "Overlap weights",
        told: Told::By(&[Method::WeightedKmOverlap]),
        statement: "Each person weighs the probability, within trial and cell, of belonging to the other group. The comparison describes people who could well have been in either.",
        error: "",
        sources: &[LI],
    },
    Entry {
        id: "coarsened-matching",
        name: "Coarsened exact matching",
        told: Told::Where(|f| f.weighs_by("cem")),
        statement: "Participants and control people are matched within strata that are coarser than the cells. Where under 90 % of participants share their cell with control people of their trial, neighbouring bands of ordered covariates are joined two by two, from the covariate named last in adjust_for to the first, and then covariates leave the strata in the same order, until 90 % do; the note of each finding names what was made coarser. Within a stratum a control person weighs participants over control people. What coarsening leaves unlike stands in the balance tables, which count every value.",
        error: "",
        sources: &[IACUS],
    },
    Entry {
        id: "propensity-score",
        name: "Logistic propensity score",
        told: Told::Where(|f| f.weighs_by("logistic")),
        statement: "Within each trial the chance p of taking part is a logistic regression on main effects of the covariate bands. Participants weigh 1, control people p/(1 − p), scaled to the number of participants; control people with p from 0.995 on weigh nothing, participants with a covariate value that no control person has are left out. Where the model has no solution, since covariates set the groups wholly apart, the trial uses exact cells and the note says so.",
        error: "The robust variances take the weights as given; that the score is estimated is no part of them: intervals are as a rule a little too wide, though not in every case.",
        sources: &[ROSENBAUM, HIRANO, LUNCEFORD],
    },
    Entry {
        id: "kaplan-meier",
        name: "Weighted Kaplan–Meier on stacked trials",
        told: Told::By(CURVES),
        statement: "S(t) of each group, in days from the index date, as the weighted product-limit over all trials. Controls are censored on the day of their own start, everybody at the cut-off and at exits of other kinds. Where more than 1 % of controls leave by starting, those who stay also count for those like them: weights 1/G(t−), with G the Kaplan–Meier curve of later starts within trial and cell. Horizons count when both groups still have the minimum group at risk.",
        error: "Robust variance (infinitesimal jackknife) summed by cluster, since a control person serves in several trials, weights taken as known. Limits of a difference: each group’s Wilson limits, with the number of people that its part of the variance amounts to, joined as Newcombe’s; they are not symmetric, and where nobody has left they do not close. The p-value is the level at which they reach zero. Limits drawn around a curve are pointwise, on the log-log scale.",
        sources: &[KAPLAN, ROBINS, ROTHMAN, NEWCOMBE, ZOU_DONNER],
    },
    Entry {
        id: "restricted-mean",
        name: "Restricted mean survival time",
        told: Told::Of(&[Estimand::RmstDifference]),
        statement: "The area between the two curves up to the longest horizon that both groups reach, in days: how much longer, within that time, participants went without the event.",
        error: "Robust variance as of the curves, with the influence of the area; normal interval.",
        sources: &[UNO],
    },
    Entry {
        id: "aalen-johansen",
        name: "Competing events: Aalen–Johansen cumulative incidence",
        told: Told::By(&[Method::AalenJohansen]),
        statement: "Cumulative incidence F on the weighted curves: the share who had the event by a day, others having had a competing event first. It answers how many; the cause-specific curve answers how fast, as if nothing competed. Events that compete are those of the pipeline; with a promotion every exit competes.",
        error: "The variance of F₁ − F₀ is the infinitesimal jackknife summed by person, weights and their steps included; limits and p-value as of the curves; the bands of its chart come from weighted counts by the delta method.",
        sources: &[AALEN, CHOUDHURY],
    },
    Entry {
        id: "cox",
        name: "Weighted Cox regression",
        told: Told::By(&[Method::WeightedCox]),
        statement: "exp(β) of taking part as the only regressor, Efron’s ties, trials as strata, with the same weights as the curves: those that step where later starts are weighted for count stretch by stretch.",
        error: "Robust variance summed by person, on the log scale; normal interval.",
        sources: &[COX, LIN, ROBINS],
    },
    Entry {
        id: "hazard-tests",
        name: "Tests of hazards",
        told: Told::Where(|f| !f.release.hazards().is_empty()),
        statement: "Log-rank: the score test of the weighted Cox regression at no difference, stratified by trial, with a variance summed by person. A plain log-rank test would compare participants with colleagues of another mix and count a control person of several trials several times. Proportional hazards: the score of arm times g(day) at the estimate, g being one minus the Kaplan–Meier curve of everybody just before the day (as cox.zph of the R package survival from version 3), again with a variance summed by person. Both have one degree of freedom. Under p = 0.05 the hazard ratio is not taken as an answer, and the difference of restricted mean time is read first.",
        error: "",
        sources: &[GRAMBSCH, LIN],
    },
    Entry {
        id: "exits-avoided",
        name: "Exits avoided and their cost",
        told: Told::Of(&[Estimand::RetentionDifference]),
        statement: "Exits avoided are the difference of staying at the horizon times the distinct participants compared; their cost is that times the mean salary of these participants on the eve of their trial, where stated, times the cost of a replacement as a share of a yearly salary, from the pipeline.",
        error: "The interval is that of the difference: the mean salary and the cost of a replacement count as known. They are exits fewer (or, with a minus, more) than in the comparison group.",
        sources: &[],
    },
    Entry {
        id: "poisson",
        name: "Weighted Poisson rate ratio",
        told: Told::By(&[Method::WeightedPoisson, Method::WeightedNegativeBinomial]),
        statement: "Events per person time from the index date to the last day of employment, the cut-off or a control person’s own start: participants against control people weighted to the participants’ cells within each trial (entropy balancing where under 90 % of participants find their cell). It compares levels: what set participants apart before the start is part of it, while the difference-in-differences takes it out.",
        error: "Robust variance summed by cluster, on the log scale. Independent people: each arm times n/(n − 1), Student’s interval with degrees of freedom joined from both arms. Programmes of groups: as for scores there.",
        sources: &[ZOU],
    },
    Entry {
        id: "negative-binomial",
        name: "Weighted negative binomial rate ratio",
        told: Told::By(&[Method::WeightedNegativeBinomial]),
        statement: "Takes the place of the Poisson ratio where Pearson’s chi-square is over 1.5 times its degrees of freedom. Exposure and weights are the same.",
        error: "As for the Poisson ratio.",
        sources: &[CAMERON],
    },
    Entry {
        id: "newcombe",
        name: "Difference of two proportions",
        told: Told::By(&[Method::NewcombeDifference]),
        statement: "For shares without a before: the participants’ share after the start less that of control people weighted to the participants’ cells within each trial.",
        error: "Newcombe’s hybrid score interval, the control group entering with its effective size; p-value of the test of two proportions.",
        sources: &[NEWCOMBE],
    },
    Entry {
        id: "lottery",
        name: "Lottery, by intention to treat",
        told: Told::By(&[Method::LotteryItt]),
        statement: "All who were drawn against all who applied and were not, from the day of the draw, whether or not they took part or joined later. Scores and counts: mean of the waves after the enrolment period less the last wave before the draw. Events: Kaplan–Meier at a horizon, over draws that lie so long back. Draws are strata, weighted by the people drawn; nothing is adjusted for. Only these findings speak of a cause, and the cause is having been drawn.",
        error: "Interval from each group’s own spread within the draws (Neyman), people taken as independent. p-value by drawing again within the draws, studentised: every possible result where there are at most 4,000, else 4,000 redraws with the seed of the run. The share drawn is held against the declared one by an exact binomial test; under p = 0.001 the findings are withheld (sample-ratio mismatch).",
        sources: &[FISHER, WU, FABIJAN],
    },
    Entry {
        id: "levels",
        name: "Levels without a comparison",
        told: Told::By(&[Method::Descriptive]),
        statement: "What participants have on record since their start: a mean, a share, a rate or a count. It says nothing of what the programme changed.",
        error: "Means: Student’s interval over clusters; shares: Wilson’s; rates: on the log scale. Where everybody is alike or nearly so, a bound stands in.",
        sources: &[WILSON],
    },
];

/// Every entry that a report tells, in reading order.
pub(crate) fn told(found: &Occurrence<'_>) -> Vec<&'static Entry> {
    every().filter(|entry| entry.is_told(found)).collect()
}

/// The registry.
fn every() -> impl Iterator<Item = &'static Entry> {
    [
        DESIGN,
        registry_changes::CHANGES,
        ESTIMATION,
        registry_judgement::JUDGEMENT,
        registry_checks::CHECKS,
        registry_running::RUNNING,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_method_has_a_formula_and_no_two_entries_are_alike() {
        for method in Method::EVERY {
            assert!(every().any(|e| e.is_by(*method)), "{}", method.id());
        }
        let ids: BTreeSet<&str> = every().map(|e| e.id).collect();
        let statements: BTreeSet<&str> = every().map(|e| e.statement).collect();
        assert_eq!(ids.len(), every().count());
        assert_eq!(statements.len(), every().count());
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        );
    }
}
