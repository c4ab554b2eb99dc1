//! The entry of the methods appendix on how the programmes run.

use super::appendix::Entry;

const WILSON: &str = "Wilson 1927, Probable inference, the law of succession, and statistical inference, doi:10.1080/01621459.1927.10502953";
const CARROLL: &str = "Carroll et al. 2007, A conceptual framework for implementation fidelity, doi:10.1186/1748-5908-2-40";
const LIANG: &str = "Liang & Zeger 1986, Longitudinal data analysis using generalized linear models, doi:10.1093/biomet/73.1.13";
const MCPHERSON: &str = "McPherson, Smith-Lovin & Cook 2001, Birds of a feather: homophily in social networks, doi:10.1146/annurev.soc.27.1.415";
const PHIPSON: &str =
    "Phipson & Smyth 2010, Permutation p-values should never be zero, doi:10.2202/1544-6115.1585";
const KANTER: &str = "Kanter 1977, Some effects of proportions on group life, doi:10.1086/226425";
const JACCARD: &str = "Jaccard 1912, The distribution of the flora in the alpine zone, doi:10.1111/j.1469-8137.1912.tb05611.x";
const EDMONDSON: &str =
    "Edmondson 1999, Psychological safety and learning behavior in work teams, doi:10.2307/2666999";

/// How the programmes run.
pub(crate) const HEALTH: Entry = Entry {
    name: "How the programmes run",
    text: "Everybody who started in a programme by the cut-off. A person counts once a role: active, completed, dropped out or ended, whichever comes first; a status decides, else the dates (nine tenths of the planned length is completed; who left the organisation dropped out). Sessions are expected once a cadence from the start to the end, the planned end or the cut-off, whichever comes first. Drift is the slope of the logarithm of the time between sessions on their order, within pairings of at least three intervals, with errors clustered by pairing; intervals that had not ended by the cut-off are unknown, which makes drift look smaller. The change that goes with one more session is the slope within the same enrolment period and wave of the last answer, from the last answer before the start; people who meet more may differ in any way, so it is an association and never an effect. Likeness of partners is held against partners drawn by lot within programme and enrolment period (one-sided; up to 1,999 drawings, seeded); of lists such as skills it is the share of all words that both state. Loads of two groups are compared by their ratio, with an interval on the log scale. A figure is shown when enough people of every role stand on either side of it; a warning sign only with the figures that it rests on.",
    sources: &[
        CARROLL, WILSON, LIANG, MCPHERSON, PHIPSON, KANTER, JACCARD, EDMONDSON,
    ],
};
