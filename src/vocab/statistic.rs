//! Estimands, methods and units: closed lists of the findings schema (data contract, section 7).

use super::Better;

/// Hazards count as proportional from this p-value of their test on; below it one hazard ratio does not answer a question.
pub const PROPORTIONAL_FROM: f64 = 0.05;

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every member, in the order of the contract.
            pub const EVERY: &'static [$name] = &[$($name::$variant,)*];

            /// The id used in files.
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id,)* }
            }
        }
    };
}

closed_list! {
    /// What is estimated.
    Estimand {
        /// Average effect on the treated, simple aggregation: the headline of scores.
        Att "att",
        /// Average effect at one event time.
        AttEvent "att_event",
        /// Mean of the event-time effects from the start on.
        AttDynamic "att_dynamic",
        /// Cohort effects averaged by cohort size.
        AttGroup "att_group",
        /// Mean of the wave effects.
        AttCalendar "att_calendar",
        /// Effect on one cohort.
        AttCohort "att_cohort",
        /// Effect at one wave.
        AttWave "att_wave",
        /// 100 x (S1 - S0) at a horizon: the headline of exits.
        RetentionDifference "retention_difference",
        /// 100 x (F1 - F0) at a horizon: the headline of events one hopes for.
        CumulativeIncidenceDifference "cumulative_incidence_difference",
        /// Difference of restricted mean survival times, in days.
        RmstDifference "rmst_difference",
        /// Hazard ratio.
        HazardRatio "hazard_ratio",
        /// Rate ratio.
        RateRatio "rate_ratio",
        /// Difference of rates.
        RateDifference "rate_difference",
        /// Difference of two proportions.
        ShareDifference "share_difference",
        /// Change of a gap between groups.
        EquityGapChange "equity_gap_change",
        /// Mean.
        Mean "mean",
        /// Proportion.
        Share "share",
        /// Rate.
        Rate "rate",
        /// Count.
        Count "count",
    }
}

closed_list! {
    /// How it is estimated.
    Method {
        /// Doubly robust staggered difference-in-differences.
        DrDid "dr_did",
        /// Staggered difference-in-differences by outcome regression alone.
        OrDid "or_did",
        /// Staggered difference-in-differences by inverse probability weighting alone.
        IpwDid "ipw_did",
        /// Kaplan–Meier weighted by exact cells.
        WeightedKmExact "weighted_km_exact",
        /// Kaplan–Meier weighted by entropy balancing.
        WeightedKmEntropy "weighted_km_entropy",
        /// Kaplan–Meier with overlap weights.
        WeightedKmOverlap "weighted_km_overlap",
        /// Kaplan–Meier weighted by coarsened exact matching.
        WeightedKmCem "weighted_km_cem",
        /// Kaplan–Meier weighted by a logistic propensity score.
        WeightedKmLogistic "weighted_km_logistic",
        /// Cumulative incidence with competing events.
        AalenJohansen "aalen_johansen",
        /// Weighted Cox regression.
        WeightedCox "weighted_cox",
        /// Weighted Poisson rate ratio.
        WeightedPoisson "weighted_poisson",
        /// Weighted negative binomial rate ratio.
        WeightedNegativeBinomial "weighted_negative_binomial",
        /// Difference of two proportions with Newcombe's interval.
        NewcombeDifference "newcombe_difference",
        /// Those drawn by lot against those not drawn, by intention to treat.
        LotteryItt "lottery_itt",
        /// No comparison.
        Descriptive "descriptive",
    }
}

closed_list! {
    /// Unit of an estimate.
    Unit {
        /// Points of a 0..100 scale.
        Points "points",
        /// Percentage points.
        PercentagePoints "percentage points",
        /// Days.
        Days "days",
        /// A ratio.
        Ratio "ratio",
        /// Events per hundred people and quarter.
        PerHundredPerQuarter "per 100 people per quarter",
        /// Minutes.
        Minutes "minutes",
        /// Sessions held in a pairing.
        PerPairing "per pairing",
        /// A mark on a form's own scale.
        Mark "marks",
        /// A number of things, such as actions.
        Number "number",
    }
}

/// How the p-values of a family are adjusted for their number.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Multiplicity {
    /// Benjamini & Hochberg 1995: share of false findings among the findings.
    #[default]
    Bh,
    /// Benjamini & Yekutieli 2001: the same under any dependence.
    By,
    /// Holm 1979: chance of any false finding.
    Holm,
}

impl Estimand {
    /// Whether this is what a headline quotes, of an outcome with a wanted direction: `att`, the difference of survival, and the
    /// difference of incidence of an event one hopes for (of other events it stands beside the difference of survival).
    pub fn is_headline(self, better: Better) -> bool {
        match self {
            Estimand::Att | Estimand::RetentionDifference => true,
            Estimand::CumulativeIncidenceDifference => better == Better::Higher,
            _ => false,
        }
    }
}

impl Estimand {
    /// Whether a larger estimate is the wanted one, of an outcome with a wanted direction: estimates of staying count the absence of
    /// the event that the direction speaks of.
    pub fn larger_is_better(self, better: Better) -> bool {
        let counts_absence = matches!(
            self,
            Estimand::RetentionDifference | Estimand::RmstDifference
        );
        (better == Better::Higher) != counts_absence
    }
}

impl Unit {
    /// Whether the null value is one rather than zero.
    pub fn is_ratio(self) -> bool {
        self == Unit::Ratio
    }
}

impl Method {
    /// Whether it compares changes since before the start.
    pub fn is_did(self) -> bool {
        matches!(self, Method::DrDid | Method::OrDid | Method::IpwDid)
    }
}
