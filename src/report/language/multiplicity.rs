//! How many answers are judged together, in words.

use crate::vocab::Multiplicity;

use super::appendix::Entry;

/// The procedure's name, for analysts.
pub(crate) fn name(multiplicity: Multiplicity) -> &'static str {
    match multiplicity {
        Multiplicity::Bh => "Benjamini–Hochberg",
        Multiplicity::By => "Benjamini–Yekutieli",
        Multiplicity::Holm => "Holm",
    }
}

/// Whether groups differ.
pub(crate) const HETEROGENEITY: Entry = Entry {
    name: "Do groups differ?",
    text: "Cochran’s Q over the values of a dimension that are shown, with sampling variances as weights (ratios as logarithms), against a chi-square distribution with one degree of freedom less than values. tau² is the variance between the effects by REML, I² the share of the variance between estimates that is not chance. q adjusts p over dimensions, programmes and roles of the same outcome, estimand and horizon. Values count as independent.",
    sources: &[
        "Cochran 1954, The combination of estimates from different experiments, doi:10.2307/3001666",
        "Higgins & Thompson 2002, Quantifying heterogeneity in a meta-analysis, doi:10.1002/sim.1186",
        "Viechtbauer 2005, Bias and efficiency of meta-analytic variance estimators in the random-effects model, doi:10.3102/10769986030003261",
    ],
};

/// What was done, for the methods appendix.
pub(crate) fn entry(multiplicity: Multiplicity) -> Entry {
    let (text, sources): (&str, &[&str]) = match multiplicity {
        Multiplicity::Bh => (
            "q-values are p-values adjusted by Benjamini and Hochberg over the same outcome, estimand, horizon and dimension across programmes and roles: among findings with q under 0.05, at most one in twenty is expected to be false. Rows of an event study and rows hidden for want of people are no tests.",
            &[
                "Benjamini & Hochberg 1995, Controlling the false discovery rate, doi:10.1111/j.2517-6161.1995.tb02031.x",
            ],
        ),
        Multiplicity::By => (
            "q-values are p-values adjusted by Benjamini and Yekutieli over the same outcome, estimand, horizon and dimension across programmes and roles: among findings with q under 0.05, at most one in twenty is expected to be false, however the findings depend on each other. Rows of an event study and rows hidden for want of people are no tests.",
            &[
                "Benjamini & Yekutieli 2001, The control of the false discovery rate in multiple testing under dependency, doi:10.1214/aos/1013699998",
            ],
        ),
        Multiplicity::Holm => (
            "q-values are p-values adjusted by Holm over the same outcome, estimand, horizon and dimension across programmes and roles: the chance that any finding of a family with q under 0.05 is false is at most one in twenty. Rows of an event study and rows hidden for want of people are no tests.",
            &[
                "Holm 1979, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 65–70",
            ],
        ),
    };
    Entry {
        name: "Many answers",
        text,
        sources,
    }
}
