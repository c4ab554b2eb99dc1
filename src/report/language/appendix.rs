//! The methods appendix: what was done, by which published method. Only methods that occur in a report are told.

use crate::vocab::{Estimand, Method};

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Heading.
    pub name: &'static str,
    /// What was done.
    pub text: &'static str,
    /// Where it is published.
    pub sources: &'static [&'static str],
}

const HERNAN: &str =
    "Hernán & Robins 2016, Using big data to emulate a target trial, doi:10.1093/aje/kwv254";
pub(super) const CALLAWAY: &str = "Callaway & Sant’Anna 2021, Difference-in-differences with multiple time periods, doi:10.1016/j.jeconom.2020.12.001";
pub(super) const SANTANNA: &str = "Sant’Anna & Zhao 2020, Doubly robust difference-in-differences estimators, doi:10.1016/j.jeconom.2020.06.003";
const KAPLAN: &str = "Kaplan & Meier 1958, Nonparametric estimation from incomplete observations, doi:10.1080/01621459.1958.10501452";
const HAINMUELLER: &str =
    "Hainmueller 2012, Entropy balancing for causal effects, doi:10.1093/pan/mpr025";
const VANDERWEELE: &str = "VanderWeele & Ding 2017, Sensitivity analysis in observational research: introducing the E-value, doi:10.7326/M16-2607";
const HUNDEPOOL: &str =
    "Hundepool et al. 2012, Statistical Disclosure Control, doi:10.1002/9781118348239";
const COX: &str =
    "Cox 1972, Regression models and life-tables, doi:10.1111/j.2517-6161.1972.tb00899.x";
const GRAMBSCH: &str = "Grambsch & Therneau 1994, Proportional hazards tests and diagnostics, doi:10.1093/biomet/81.3.515";
const AALEN: &str = "Aalen & Johansen 1978, An empirical transition matrix for non-homogeneous Markov chains, Scandinavian Journal of Statistics 5, 141–150";
const CHOUDHURY: &str = "Choudhury 2002, Non-parametric confidence interval estimation for competing risks analysis, doi:10.1002/sim.1051";
const LIN: &str = "Lin & Wei 1989, The robust inference for the Cox proportional hazards model, doi:10.1080/01621459.1989.10478874";
const ROBINS: &str = "Robins & Finkelstein 2000, Correcting for noncompliance and dependent censoring, doi:10.1111/j.0006-341X.2000.00779.x";
const UNO: &str = "Uno et al. 2014, Moving beyond the hazard ratio, doi:10.1200/JCO.2014.55.2208";
const ZOU: &str = "Zou 2004, A modified Poisson regression approach to prospective studies with binary data, doi:10.1093/aje/kwh090";
const CAMERON: &str =
    "Cameron & Trivedi 1986, Econometric models based on count data, doi:10.1002/jae.3950010104";
const UGESP: &str =
    "Uniform Guidelines on Employee Selection Procedures 1978, 29 CFR 1607.4 D (four-fifths rule)";
const NEWCOMBE: &str = "Newcombe 1998, Interval estimation for the difference between independent proportions, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I";
const HARTUNG: &str = "Hartung & Knapp 2001, On tests of the overall treatment effect in meta-analysis, doi:10.1002/sim.791";
const FISHER: &str = "Fisher 1935, The Design of Experiments";
const WU: &str = "Wu & Ding 2021, Randomization tests for weak null hypotheses in randomized experiments, doi:10.1080/01621459.2020.1750415";
const FABIJAN: &str = "Fabijan et al. 2019, Diagnosing sample ratio mismatch in online controlled experiments, doi:10.1145/3292500.3330722";
const LIPSITCH: &str =
    "Lipsitch, Tchetgen Tchetgen & Cohen 2010, Negative controls, doi:10.1097/EDE.0b013e3181d61eeb";
const LI: &str = "Li, Morgan & Zaslavsky 2018, Balancing covariates via propensity score weighting, doi:10.1080/01621459.2016.1260466";

const CRONBACH: &str =
    "Cronbach 1951, Coefficient alpha and the internal structure of tests, doi:10.1007/BF02310555";
const FELDT: &str = "Feldt 1965, The approximate sampling distribution of Kuder–Richardson reliability coefficient twenty, doi:10.1007/BF02289499";
const SHROUT: &str = "Shrout & Fleiss 1979, Intraclass correlations: uses in assessing rater reliability, doi:10.1037/0033-2909.86.2.420";

/// The comparison, told in every report.
pub(crate) const DESIGN: Entry = Entry {
    name: "Who is compared with whom",
    text: "Every programme, role and enrolment period is a trial of its own, emulated from observational data. Both groups count from the same index date: the first day after the enrolment period. Both were employed and eligible on the eve of it and employed on the index date. Control people had not started in any programme or role by then; who starts later leaves the controls on that day. This removes immortal time; it does not remove what nobody measured.",
    sources: &[HERNAN],
};

/// Difference-in-differences.
pub(crate) const SCORES: Entry = Entry {
    name: "Scores, counts and shares with a before: staggered difference-in-differences",
    text: "Group-time effects with the last wave on or before the eve as base, the change of participants less that of control people like them, aggregated with the weights of the paper. Inference from influence functions clustered by person or, in groups, by pairing; t distribution with clusters less one degrees of freedom. Event-study intervals are simultaneous. The pre-trend test is a Wald test on the periods before the start.",
    sources: &[CALLAWAY, SANTANNA],
};

/// Survival.
pub(crate) const SURVIVAL: Entry = Entry {
    name: "Time to event: weighted Kaplan–Meier on stacked trials",
    text: "Control people are weighted to the participants’ mix of covariate cells within each trial. Later starters are censored. Differences at fixed horizons carry robust variances (infinitesimal jackknife) clustered by person, since a control person serves in several trials.",
    sources: &[KAPLAN],
};

/// Tests of hazards.
pub(crate) const HAZARDS: Entry = Entry {
    name: "Tests of hazards",
    text: "Log-rank: the score test of the weighted Cox regression at no difference, stratified by trial, with a variance summed by person. A plain log-rank test would compare participants with colleagues of another mix and count a control person of several trials several times. Proportional hazards: the score of arm times g(day) at the estimate, g being one minus the Kaplan–Meier curve of everybody just before the day (as cox.zph of the R package survival from version 3), again with a variance summed by person. Both have one degree of freedom. Under p = 0.05 the hazard ratio is not taken as an answer, and the difference of restricted mean time is read first.",
    sources: &[GRAMBSCH, LIN],
};

/// Exits avoided.
pub(crate) const EXITS: Entry = Entry {
    name: "Exits avoided and their cost",
    text: "Exits avoided are the difference of staying at the horizon times the distinct participants compared; their cost is that times the mean salary of these participants on the eve of their trial, where stated, times the cost of a replacement as a share of a yearly salary, from the pipeline. The interval is that of the difference: the mean salary and the cost of a replacement count as known. They are exits fewer (or, with a minus, more) than in the comparison group.",
    sources: &[],
};

/// Rate ratios.
const RATES: Entry = Entry {
    name: "Counts: weighted rate ratio",
    text: "Events per person time after the index date, until the last day of employment, the cut-off or a control person’s own start, participants against control people weighted to the participants’ mix of covariate cells within each trial. Robust variance by person, since a control person serves in several trials. It compares levels: what set participants apart before the start is part of it, while the difference-in-differences takes it out.",
    sources: &[ZOU],
};

/// Entries that are told when their method occurs.
pub(crate) const BY_METHOD: &[(Method, Entry)] = &[
    (
        Method::WeightedKmEntropy,
        Entry {
            name: "Entropy balancing",
            text: "Used where under 90 % of participants found control people in their own cell: weights that meet the participants’ means of every covariate band exactly and otherwise differ as little as possible.",
            sources: &[HAINMUELLER],
        },
    ),
    (
        Method::WeightedKmOverlap,
        Entry {
            name: "Overlap weights",
            text: "The comparison describes people who could well have been in either group.",
            sources: &[LI],
        },
    ),
    (
        Method::AalenJohansen,
        Entry {
            name: "Competing events",
            text: "Cumulative incidence F by Aalen–Johansen on the weighted curves: the share who had the event by a day, others having had a competing event first. It answers how many; the cause-specific curve answers how fast, as if nothing competed. Events that compete are those of the pipeline; with a promotion every exit competes. The variance of F1 − F0 is the infinitesimal jackknife summed by person, weights and their steps included; the bands of its chart come from weighted counts by the delta method.",
            sources: &[AALEN, CHOUDHURY],
        },
    ),
    (
        Method::WeightedCox,
        Entry {
            name: "Hazard ratio",
            text: "Weighted Cox regression, Efron’s ties, stratified by trial, with the same weights as the curves: those that step where later starts are weighted for count stretch by stretch. Robust variance summed by person.",
            sources: &[COX, ROBINS],
        },
    ),
    (Method::WeightedPoisson, RATES),
    (
        Method::WeightedNegativeBinomial,
        Entry {
            name: "Counts that vary much",
            text: "Where counts vary clearly more than a Poisson distribution allows (Pearson’s chi-square over 1.5 times its degrees of freedom), the rate ratio is that of a weighted negative binomial regression. Exposure, weights and variance are those of the Poisson ratio: person time from the index date, control people weighted to the participants’ mix within each trial, robust by person.",
            sources: &[CAMERON],
        },
    ),
    (
        Method::LotteryItt,
        Entry {
            name: "Lotteries: intention to treat",
            text: "Where places were drawn by lot, all who were drawn are compared with all who applied and were not, from the day of the draw, whether or not they took part or joined later. Scores and counts: mean of the waves after the enrolment period less the last wave before the draw. Events: Kaplan–Meier curves at the horizon, of draws that lie so long back. Draws are strata, weighted by the people drawn; interval from each arm’s own spread; p-value by drawing again within the draws (studentised; every possible result where there are at most 4,000, else 4,000 redraws). The share drawn is held against the declared share by an exact binomial test; under p = 0.001 (sample-ratio mismatch) nothing is told. Only these findings speak of a cause.",
            sources: &[FISHER, WU, FABIJAN],
        },
    ),
    (
        Method::NewcombeDifference,
        Entry {
            name: "Shares without a before",
            text: "Difference of two proportions with Newcombe’s hybrid score interval.",
            sources: &[NEWCOMBE],
        },
    ),
];

/// Entries that are told when their estimand occurs.
pub(crate) const BY_ESTIMAND: &[(Estimand, Entry)] = &[(
    Estimand::RmstDifference,
    Entry {
        name: "Restricted mean time",
        text: "Mean time without the event up to the longest horizon that both arms reach: the area between the curves, in days.",
        sources: &[UNO],
    },
)];

/// Told where a negative control is asked for.
pub(crate) const CONTROLS: Entry = Entry {
    name: "Negative controls",
    text: "Outcomes that the programme cannot have changed, estimated like all others. When the overall headline of one has a p-value under 0.05 (times the number of horizons), something else sets the groups apart, and every effect of the same programme and role is withheld, in every population.",
    sources: &[LIPSITCH],
};

/// Groups.
pub(crate) const BREAKDOWNS: Entry = Entry {
    name: "Groups",
    text: "The same estimator within each value. Values shown first are shrunk towards the mean of the groups: normal random effects, REML, Hartung–Knapp for the mean.",
    sources: &[HARTUNG],
};

/// Whether scores are measured well, told where it could be judged.
pub(crate) const RELIABILITY: Entry = Entry {
    name: "How well the scores are measured",
    text: "Cronbach’s alpha of complete responses, from covariances of the items (after reversal) pooled within waves, with Feldt’s interval; each item is correlated with the sum of the others. Good from 0.7, fair from 0.6, too low under it. Where several people rate one person: intraclass correlation, one-way random effects, of a single rating and of the mean of the raters, pooled within waves and items. Intervals count the people of the largest wave, since the same people answer again. Findings about a score that is measured too poorly say so, and no public claim is made of them.",
    sources: &[CRONBACH, FELDT, SHROUT],
};

/// Diagnostics, told in every report.
pub(crate) const EVIDENCE: Entry = Entry {
    name: "Diagnostics and evidence",
    text: "Grades are computed; the first that fits wins. description: no comparison. worse: the interval excludes no difference on the unwanted side and q < 0.05. no difference that matters: the interval lies inside plus or minus the smallest effect that matters. strong: q < 0.05, every standardised mean difference under 0.1, pre-trend p > 0.10 where it applies, at least 30 people per arm, E-value at least 1.2. moderate: q < 0.05 and at most one of the others missed. first signs: p < 0.10. not clear yet: all else. The E-value is that of the interval limit nearer to no difference. The smallest detectable effect is for 80 % power at two-sided 5 %.",
    sources: &[VANDERWEELE],
};

/// Who got in.
pub(crate) const ACCESS: Entry = Entry {
    name: "Who got in",
    text: "Eligible are all who were employed and eligible on the eve of an enrolment period, had not started by then and could be followed; direct reports of mentees are left out where they are no controls. The rate is the share of them who took part. A group is compared with the one that has most eligible people: ratio of the rates with Katz’ interval, Fisher’s exact test. Adverse impact is a ratio under four fifths with p < 0.05; a verdict that one person’s other choice, or one place given to the other group, would reverse is not given. A rate says nothing about who wished to take part.",
    sources: &[UGESP],
};

/// The raw figure, told in every report.
pub(crate) const NAIVE: Entry = Entry {
    name: "The raw figure",
    text: "What a dashboard would print. Scores: mean at the last wave, participants minus all other respondents. Retention: among people employed at any time since the programme’s first start, the share without the event by the cut-off, participants minus everybody else.",
    sources: &[],
};

/// Disclosure, told in every report.
pub(crate) const DISCLOSURE: Entry = Entry {
    name: "Disclosure control",
    text: "Figures about groups under the minimum are removed before anything is written, and further figures with them, so that no hidden one is a shown total minus shown parts. Shares of 0 % or 100 % are shown as bounds.",
    sources: &[HUNDEPOOL],
};
