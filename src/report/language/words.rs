//! Single words and short phrases: roles, evidence, horizons, dimensions, methods. One place for each.

use crate::vocab::{
    ALL, Estimand, Evidence, Method, NOT_STATED, OVERALL, Role, RoleScope, Status, Unit,
};

use super::super::reading::Verdict;

/// Who stands on the other side of every comparison.
pub(crate) const COMPARISON: &str = "similar colleagues who had not joined";
/// The same, short, for labels.
pub(crate) const COMPARISON_SHORT: &str = "Similar colleagues";

/// The other side of a lottery.
const NOT_DRAWN: &str = "applicants who were not drawn";

/// Who stands on the other side of a comparison made by a method.
pub(crate) fn comparison(method: Method) -> &'static str {
    match method {
        Method::LotteryItt => NOT_DRAWN,
        _ => COMPARISON,
    }
}

/// The same, short.
pub(crate) fn compared(method: Method) -> &'static str {
    match method {
        Method::LotteryItt => NOT_DRAWN,
        _ => "similar colleagues",
    }
}

/// What a firm finding may say of its cause, at the head of its sentence. Only a lottery knows a cause; of all other
/// findings it is known that they go together with taking part, after adjustment, and no more.
pub(crate) fn cause(method: Method) -> &'static str {
    match method {
        Method::LotteryItt => "Because of the draw, ",
        _ => "",
    }
}

/// How a difference counts: changes since a moment before the start, where the method has one.
pub(crate) fn counting(method: Method) -> &'static str {
    match method {
        Method::DrDid | Method::OrDid | Method::IpwDid | Method::LotteryItt => {
            ", counting from where each group began"
        }
        _ => "",
    }
}

/// The people of a role, in the middle of a sentence.
pub(crate) fn people(role: RoleScope) -> &'static str {
    match role {
        RoleScope::One(Role::Mentor) => "mentors",
        RoleScope::One(Role::Mentee) => "mentees",
        RoleScope::One(Role::CoLead) => "co-leads",
        RoleScope::One(Role::Sponsor) => "sponsors",
        RoleScope::One(Role::Member) => "members",
        RoleScope::Any => "participants",
    }
}

/// The first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// A label inside a sentence: the first letter small, unless the label looks like a name or an acronym.
pub(crate) fn inside(label: &str) -> String {
    let mut words = label.split_whitespace();
    let first = words.next().unwrap_or("");
    let acronym = first
        .chars()
        .skip(1)
        .any(|c| c.is_uppercase() || c.is_numeric());
    let name = words.any(|w| w.chars().next().is_some_and(char::is_uppercase));
    if acronym || name {
        return label.to_owned();
    }
    let mut letters = label.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// A horizon as a length of time.
pub(crate) fn length(days: i64) -> String {
    match days {
        88..=93 => "three months".to_owned(),
        178..=184 => "six months".to_owned(),
        268..=276 => "nine months".to_owned(),
        360..=367 => "a year".to_owned(),
        540..=550 => "eighteen months".to_owned(),
        728..=732 => "two years".to_owned(),
        1090..=1097 => "three years".to_owned(),
        1 => "one day".to_owned(),
        n => format!("{n} days"),
    }
}

/// The evidence of a row, as a pill.
pub(crate) fn evidence(verdict: Verdict, grade: Option<Evidence>) -> &'static str {
    match verdict {
        Verdict::Better if grade == Some(Evidence::Strong) => "strong evidence",
        Verdict::Better => "moderate evidence",
        Verdict::LeansBetter => "first signs, not firm",
        Verdict::Same => "no difference that matters",
        Verdict::Unclear => "not clear yet",
        Verdict::LeansWorse => "first signs of worse",
        Verdict::Worse => "clearly worse",
        Verdict::Described => "description only",
        Verdict::Hidden => "not shown",
    }
}

/// What the words of evidence mean, in order, for readers.
pub(crate) const EVIDENCE_MEANINGS: [(&str, &str); 8] = [
    (
        "strong evidence",
        "The difference is very unlikely to be chance, the two groups were alike in what we measured, there were enough people, and something unmeasured would have to be sizeable to explain it away.",
    ),
    (
        "moderate evidence",
        "Very unlikely to be chance, and all but one of the other checks were passed.",
    ),
    (
        "first signs, not firm",
        "The numbers point in the wanted direction, but chance remains a fair explanation.",
    ),
    (
        "no difference that matters",
        "The whole range lies inside what was agreed beforehand to be too small to matter. A firm result, not a lack of data.",
    ),
    (
        "not clear yet",
        "The range includes both better and worse. More people or more time may settle it.",
    ),
    (
        "first signs of worse",
        "The numbers point in the unwanted direction, but chance remains a fair explanation.",
    ),
    (
        "clearly worse",
        "The result is on the unwanted side and very unlikely to be chance.",
    ),
    (
        "description only",
        "A figure about participants without anybody to compare them with.",
    ),
];

/// Name of a dimension in sentences.
pub(crate) fn dimension(name: &str) -> String {
    if name == OVERALL {
        "everybody".to_owned()
    } else {
        name.replace('_', " ")
    }
}

/// A value of a dimension in sentences.
pub(crate) fn value(text: &str) -> String {
    match text {
        ALL => "everybody".to_owned(),
        NOT_STATED => "Not stated".to_owned(),
        other => other.to_owned(),
    }
}

/// Why a row shows no figure, in a few words.
pub(crate) fn hidden(status: Status, minimum: u32) -> String {
    match status {
        Status::Published => String::new(),
        Status::SuppressedPrimary => format!("not shown: fewer than {minimum} people"),
        Status::SuppressedSecondary => "not shown, to protect a smaller group".to_owned(),
        Status::Insufficient => "no estimate possible".to_owned(),
    }
}

/// Status of a row, for analysts.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::SuppressedPrimary => "hidden: too few people",
        Status::SuppressedSecondary => "hidden: protects another",
        Status::Insufficient => "not estimable",
    }
}

/// An estimand, for analysts.
pub(crate) fn estimand(estimand: Estimand) -> &'static str {
    match estimand {
        Estimand::Att => "average effect on the treated",
        Estimand::AttEvent => "effect at event time",
        Estimand::AttDynamic => "mean of event-time effects",
        Estimand::AttGroup => "cohort effects by cohort size",
        Estimand::AttCalendar => "mean of wave effects",
        Estimand::AttCohort => "effect on one cohort",
        Estimand::AttWave => "effect at one wave",
        Estimand::RetentionDifference => "retention difference",
        Estimand::CumulativeIncidenceDifference => "cumulative incidence difference",
        Estimand::RmstDifference => "difference of restricted mean time",
        Estimand::HazardRatio => "hazard ratio",
        Estimand::RateRatio => "rate ratio",
        Estimand::RateDifference => "rate difference",
        Estimand::ShareDifference => "difference of shares",
        Estimand::EquityGapChange => "change of the gap",
        Estimand::Mean => "mean",
        Estimand::Share => "share",
        Estimand::Rate => "rate",
        Estimand::Count => "count",
    }
}

/// A method, for analysts.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::DrDid => "doubly robust difference-in-differences",
        Method::OrDid => "difference-in-differences, outcome regression",
        Method::IpwDid => "difference-in-differences, inverse probability weighting",
        Method::WeightedKmExact => "Kaplan–Meier, exact cells",
        Method::WeightedKmEntropy => "Kaplan–Meier, entropy balancing",
        Method::WeightedKmOverlap => "Kaplan–Meier, overlap weights",
        Method::WeightedKmCem => "Kaplan–Meier, coarsened exact matching",
        Method::WeightedKmLogistic => "Kaplan–Meier, logistic propensity score",
        Method::AalenJohansen => "Aalen–Johansen",
        Method::WeightedCox => "weighted Cox regression",
        Method::WeightedPoisson => "weighted Poisson rate ratio",
        Method::WeightedNegativeBinomial => "weighted negative binomial rate ratio",
        Method::NewcombeDifference => "two proportions, Newcombe interval",
        Method::LotteryItt => "lottery, intention to treat",
        Method::Descriptive => "description",
    }
}

/// A method in plain words, for footnotes of public claims.
pub(crate) fn method_plain(method: Method) -> &'static str {
    match method {
        Method::DrDid | Method::OrDid | Method::IpwDid => {
            "change since before the start, compared with the change among similar colleagues over the same time (not a randomised trial)"
        }
        Method::WeightedKmExact
        | Method::WeightedKmEntropy
        | Method::WeightedKmOverlap
        | Method::WeightedKmCem
        | Method::WeightedKmLogistic
        | Method::AalenJohansen => {
            "both groups followed from the same day, the comparison group weighted to the same mix of people (not a randomised trial)"
        }
        Method::WeightedCox
        | Method::WeightedPoisson
        | Method::WeightedNegativeBinomial
        | Method::NewcombeDifference => {
            "comparison with similar colleagues (not a randomised trial)"
        }
        Method::LotteryItt => {
            "applicants drawn by lot compared with applicants who were not drawn, whether or not they took part (a randomised trial)"
        }
        Method::Descriptive => "description without a comparison",
    }
}

/// A unit beside a number.
pub(crate) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Points => "points of 100",
        Unit::PercentagePoints => "percentage points",
        Unit::Days => "days",
        Unit::Ratio => "ratio",
        Unit::PerHundredPerQuarter => "per 100 people per quarter",
        Unit::Minutes => "minutes",
        Unit::Mark => "marks",
        Unit::PerPairing => "per pairing",
        Unit::Number => "",
    }
}

/// A list in words: `a, b and c`.
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            format!(
                "{} and {}",
                first
                    .iter()
                    .map(AsRef::as_ref)
                    .collect::<Vec<_>>()
                    .join(", "),
                last.as_ref()
            )
        }
    }
}
