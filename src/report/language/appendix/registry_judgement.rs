//! The registry: how one finding is judged among others. Groups, families, grades, sensitivity.

use crate::vocab::{Estimand, Method, Multiplicity, Structure};

use super::citations::{
    AUSTIN, BELL, BENJAMINI, BLOOM, CALLAWAY, COCHRAN, HARTUNG, HIGGINS, HOLM, KISH, LAIRD, MORRIS,
    PUSTEJOVSKY, ROEVER, SATTERTHWAITE, VANDERWEELE, VIECHTBAUER, YEKUTIELI,
};
use super::entry::{Entry, Told};

/// Judgement.
pub(super) const JUDGEMENT: &[Entry] = &[
    Entry {
        id: "balance",
        name: "Standardised mean difference",
        told: Told::Where(|f| !f.release.balances().is_empty()),
        statement: "Share of participants in a covariate band less that of control people, divided by the participants’ standard deviation before weighting; before and after weighting. The worst one stands with every finding.",
        error: "",
        sources: &[AUSTIN],
    },
    Entry {
        id: "effective-size",
        name: "Effective number of controls",
        told: Told::Where(|f| f.any(|r| r.n_control_effective)),
        statement: "(Σw)² / Σw² of the control weights: how many equally weighted people they are worth.",
        error: "",
        sources: &[KISH],
    },
    Entry {
        id: "pre-trend",
        name: "Pre-trend test",
        told: Told::Where(|f| f.any(|r| r.pretrend_p)),
        statement: "Wald test that all ATT(g,t) of waves before the start, each against the wave before it, are zero together; with many of them, their means by event time.",
        error: "Covariance from the influence functions, generalised inverse; p by F on its rank r and ν − r + 1 degrees of freedom, ν those of the headline (Hotelling’s T²); where fewer than two are left, the smallest p of the single ones times their number.",
        sources: &[CALLAWAY, PUSTEJOVSKY],
    },
    Entry {
        id: "e-value",
        name: "E-value",
        told: Told::Where(|f| f.any(|r| r.e_value)),
        statement: "The least strength, as a risk ratio with both taking part and the outcome, that an unmeasured cause would need to move the interval’s nearer limit to no difference: RR + √(RR (RR − 1)). Scores by RR = exp(0.91 d), events by the risk ratio.",
        error: "",
        sources: &[VANDERWEELE],
    },
    Entry {
        id: "detectable",
        name: "Smallest detectable effect",
        told: Told::Where(|f| f.any(|r| r.mde)),
        statement: "The true effect that this comparison finds with 80 % power in a two-sided test at 5 %: about 2.80 standard errors.",
        error: "",
        sources: &[BLOOM],
    },
    Entry {
        id: "groups",
        name: "Programmes of groups",
        told: Told::Where(|f| {
            let grouped = |r: &crate::disclosure::Row| {
                let model = r.facts.subject.model?;
                (model.structure() == Structure::Group && r.facts.method != Method::Descriptive)
                    .then_some(())
            };
            f.any(grouped)
        }),
        statement: "Members of a circle, pod or track share noise, so groups count as independent, people who are in no group count for themselves, and rows that stand on fewer than ten groups have no answer.",
        error: "The sums of k groups that are compared with their own mean (of a trial and wave; of everybody for events and rates) get the CR2 factor √(k/(k − 1)) at the effective number k = (Σn)²/Σn² of groups; degrees of freedom join those of participants’ groups and of controls.",
        sources: &[BELL, SATTERTHWAITE],
    },
    Entry {
        id: "gaps",
        name: "Changes of gaps",
        told: Told::Of(&[Estimand::EquityGapChange]),
        statement: "ATT of a group less ATT of the group that it is held against (the largest, or the one that the pipeline names), each within its group. The gap with the programme is that of the participants’ levels, the gap without it that of the levels their controls stand for. A change towards no gap is wanted. Groups are compared over all programmes and roles in the families of their dimension; they are not shrunk, since they share a side.",
        error: "s² + r² − 2c of the two errors, c from clusters that hold people of both groups; degrees of freedom joined.",
        sources: &[SATTERTHWAITE],
    },
    Entry {
        id: "shrinkage",
        name: "Shrunken values of groups",
        told: Told::Where(|f| f.any(|r| r.shrunk_estimate)),
        statement: "The same estimator within each value of a dimension, then normal random effects over the values of one outcome, estimand, horizon, programme and role: each value is drawn towards their mean, the more so the less it is known. Ratios on the log scale.",
        error: "Between-group variance by REML; the mean’s error by Hartung–Knapp, never under the plain one. The interval of a value holds the uncertainty of the mean.",
        sources: &[HARTUNG, ROEVER],
    },
    Entry {
        id: "heterogeneity",
        name: "Do groups differ?",
        told: Told::Where(|f| !f.release.heterogeneity().is_empty()),
        statement: "Cochran’s Q over the values of a dimension that are shown, with sampling variances as weights (ratios as logarithms), against a chi-square distribution with one degree of freedom less than values. tau² is the variance between the effects by REML, I² the share of the variance between estimates that is not chance. q adjusts p over dimensions, programmes and roles of the same outcome, estimand and horizon. Values count as independent.",
        error: "",
        sources: &[COCHRAN, HIGGINS, VIECHTBAUER],
    },
    Entry {
        id: "portfolio",
        name: "Which programme works best for what",
        told: Told::Where(|f| !f.release.portfolio().is_empty()),
        statement: "Overall headlines of the programmes that are shown, one outcome, role and horizon at a time, pooled by normal random effects: tau² by REML, mean, I² and Cochran’s Q as above, each programme drawn towards the mean. The probability of being the best and the ranks are drawn from the joint posterior of the true effects, given tau²: the mean is common to all, so a shared rise favours nobody. Models: the mean of their programmes first, where there are several. Ahead is called only who is the best with a probability of at least 0.95 and whose own evidence is at least moderate. Effects count as independent, although programmes share colleagues for comparison and may share participants.",
        error: "The mean’s error by Hartung–Knapp, never under the plain one. Ten thousand draws; the uncertainty of tau² is left out.",
        sources: &[HARTUNG, ROEVER, MORRIS, LAIRD],
    },
    Entry {
        id: "families-bh",
        name: "Many answers judged together: Benjamini–Hochberg",
        told: Told::Where(|f| f.judges_by(Multiplicity::Bh)),
        statement: "q-values are p-values adjusted by Benjamini and Hochberg over the same outcome, estimand, horizon and dimension across programmes and roles: among findings with q under 0.05, at most one in twenty is expected to be false. Rows of an event study and rows hidden for want of people are no tests.",
        error: "",
        sources: &[BENJAMINI],
    },
    Entry {
        id: "families-by",
        name: "Many answers judged together: Benjamini–Yekutieli",
        told: Told::Where(|f| f.judges_by(Multiplicity::By)),
        statement: "q-values are p-values adjusted by Benjamini and Yekutieli over the same outcome, estimand, horizon and dimension across programmes and roles: among findings with q under 0.05, at most one in twenty is expected to be false, however the findings depend on each other. Rows of an event study and rows hidden for want of people are no tests.",
        error: "",
        sources: &[YEKUTIELI],
    },
    Entry {
        id: "families-holm",
        name: "Many answers judged together: Holm",
        told: Told::Where(|f| f.judges_by(Multiplicity::Holm)),
        statement: "q-values are p-values adjusted by Holm over the same outcome, estimand, horizon and dimension across programmes and roles: the chance that any finding of a family with q under 0.05 is false is at most one in twenty. Rows of an event study and rows hidden for want of people are no tests.",
        error: "",
        sources: &[HOLM],
    },
    Entry {
        id: "grades",
        name: "Grades of evidence",
        told: Told::Where(|f| f.any(|r| r.p_value)),
        statement: "Computed; the first that fits wins. Description: no comparison. Worse: the interval excludes no difference on the unwanted side, and q is firm. No difference that matters: the interval lies inside plus or minus the smallest effect that matters. Strong: q is firm and balance, pre-trend, number of people and E-value pass their thresholds. Moderate: q is firm and one of these is missed. First signs: p is under its threshold. Not clear yet: all else. Rows by event time, trial or wave take the grade of their headline; p stands in where a finding has no family.",
        error: "",
        sources: &[],
    },
    Entry {
        id: "raw-gap",
        name: "The raw gap",
        told: Told::Where(|f| f.any(|r| r.naive_estimate)),
        statement: "What a dashboard would print. Scores: mean at the last wave, participants minus all other respondents. Events: among people employed at any time since the programme’s first start, the share without the event by the cut-off, participants minus everybody else.",
        error: "",
        sources: &[],
    },
];
