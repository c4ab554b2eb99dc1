//! Single words and short phrases: roles, evidence, horizons, dimensions, methods. One place for each.

use crate::vocab::{
    ALL, Estimand, Evidence, Method, NOT_STATED, OVERALL, Role, RoleScope, Status, Unit,
};

use super::super::number::Figures;
use super::super::reading::Verdict;
use super::catalogue::args;

/// Whether a difference counts changes since a moment before the start: `start`, or `none`.
pub(crate) fn since(method: Method) -> &'static str {
    match method {
        Method::DrDid | Method::OrDid | Method::IpwDid | Method::LotteryItt => "start",
        _ => "none",
    }
}

/// The people of a role, in the middle of a sentence.
pub(crate) fn people(role: RoleScope, figures: Figures) -> &'static str {
    figures.text(match role {
        RoleScope::One(Role::Mentor) => "people-of.mentor",
        RoleScope::One(Role::Mentee) => "people-of.mentee",
        RoleScope::One(Role::CoLead) => "people-of.co_lead",
        RoleScope::One(Role::Sponsor) => "people-of.sponsor",
        RoleScope::One(Role::Member) => "people-of.member",
        RoleScope::Any => "people-of.any",
    })
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

/// The id of a horizon among the lengths of time that have a name; `days` for others, `end` where there is none.
pub(crate) fn span(days: Option<i64>) -> &'static str {
    match days {
        None => "end",
        Some(88..=93) => "three-months",
        Some(178..=184) => "six-months",
        Some(268..=276) => "nine-months",
        Some(360..=367) => "a-year",
        Some(540..=550) => "eighteen-months",
        Some(728..=732) => "two-years",
        Some(1090..=1097) => "three-years",
        Some(1) => "one-day",
        Some(_) => "days",
    }
}

/// A horizon as a length of time.
pub(crate) fn length(days: i64, figures: Figures) -> String {
    figures.say(
        "length",
        args!["span" => span(Some(days)), "days" => days.to_string()],
    )
}

/// The evidence of a row, as a pill.
pub(crate) fn evidence(
    verdict: Verdict,
    grade: Option<Evidence>,
    figures: Figures,
) -> &'static str {
    figures.text(match verdict {
        Verdict::Better if grade == Some(Evidence::Strong) => "evidence.strong",
        Verdict::Better => "evidence.moderate",
        Verdict::LeansBetter => "evidence.first-signs",
        Verdict::Same => "evidence.same",
        Verdict::Unclear => "evidence.unclear",
        Verdict::LeansWorse => "evidence.signs-of-worse",
        Verdict::Worse => "evidence.worse",
        Verdict::Described => "evidence.description",
        Verdict::Hidden => "evidence.hidden",
    })
}

/// What the words of evidence mean, in order, for readers.
pub(crate) fn evidence_meanings(figures: Figures) -> [(&'static str, &'static str); 8] {
    [
        ("evidence.strong", "evidence-means.strong"),
        ("evidence.moderate", "evidence-means.moderate"),
        ("evidence.first-signs", "evidence-means.first-signs"),
        ("evidence.same", "evidence-means.same"),
        ("evidence.unclear", "evidence-means.unclear"),
        ("evidence.signs-of-worse", "evidence-means.signs-of-worse"),
        ("evidence.worse", "evidence-means.worse"),
        ("evidence.description", "evidence-means.description"),
    ]
    .map(|(word, meaning)| (figures.text(word), figures.text(meaning)))
}

/// Name of a dimension in sentences.
pub(crate) fn dimension(name: &str, figures: Figures) -> String {
    if name == OVERALL {
        figures.text("everybody").to_owned()
    } else {
        name.replace('_', " ")
    }
}

/// A value of a dimension in sentences.
pub(crate) fn value(text: &str, figures: Figures) -> String {
    match text {
        ALL => figures.text("everybody").to_owned(),
        NOT_STATED => figures.text("not-stated").to_owned(),
        other => other.to_owned(),
    }
}

/// Why a row shows no figure, in a few words.
pub(crate) fn hidden(status: Status, minimum: u32, figures: Figures) -> String {
    match status {
        Status::Published => String::new(),
        Status::SuppressedPrimary => figures.say("hidden-primary", args!["minimum" => minimum]),
        Status::SuppressedSecondary => figures.text("hidden-secondary").to_owned(),
        Status::Insufficient => figures.text("hidden-insufficient").to_owned(),
    }
}

/// Status of a row, for analysts.
pub(crate) fn status(status: Status, figures: Figures) -> &'static str {
    figures.text(match status {
        Status::Published => "status.published",
        Status::SuppressedPrimary => "status.primary",
        Status::SuppressedSecondary => "status.secondary",
        Status::Insufficient => "status.insufficient",
    })
}

/// An estimand, for analysts.
pub(crate) fn estimand(estimand: Estimand, figures: Figures) -> &'static str {
    figures.text(match estimand {
        Estimand::Att => "estimand.att",
        Estimand::AttEvent => "estimand.att-event",
        Estimand::AttDynamic => "estimand.att-dynamic",
        Estimand::AttGroup => "estimand.att-group",
        Estimand::AttCalendar => "estimand.att-calendar",
        Estimand::AttCohort => "estimand.att-cohort",
        Estimand::AttWave => "estimand.att-wave",
        Estimand::RetentionDifference => "estimand.retention",
        Estimand::CumulativeIncidenceDifference => "estimand.incidence",
        Estimand::RmstDifference => "estimand.rmst",
        Estimand::HazardRatio => "estimand.hazard",
        Estimand::RateRatio => "estimand.rate-ratio",
        Estimand::RateDifference => "estimand.rate-difference",
        Estimand::ShareDifference => "estimand.shares",
        Estimand::EquityGapChange => "estimand.gap",
        Estimand::Mean => "estimand.mean",
        Estimand::Share => "estimand.share",
        Estimand::Rate => "estimand.rate",
        Estimand::Count => "estimand.count",
    })
}

/// A method, for analysts.
pub(crate) fn method(method: Method, figures: Figures) -> &'static str {
    figures.text(match method {
        Method::DrDid => "method.dr-did",
        Method::OrDid => "method.or-did",
        Method::IpwDid => "method.ipw-did",
        Method::WeightedKmExact => "method.km-exact",
        Method::WeightedKmEntropy => "method.km-entropy",
        Method::WeightedKmOverlap => "method.km-overlap",
        Method::WeightedKmCem => "method.km-cem",
        Method::WeightedKmLogistic => "method.km-logistic",
        Method::AalenJohansen => "method.aalen-johansen",
        Method::WeightedCox => "method.cox",
        Method::WeightedPoisson => "method.poisson",
        Method::WeightedNegativeBinomial => "method.negative-binomial",
        Method::NewcombeDifference => "method.newcombe",
        Method::LotteryItt => "method.lottery",
        Method::Descriptive => "method.description",
    })
}

/// A method in plain words, for footnotes of public claims.
pub(crate) fn method_plain(method: Method, figures: Figures) -> &'static str {
    figures.text(match method {
        Method::DrDid | Method::OrDid | Method::IpwDid => "method-plain.change",
        Method::WeightedKmExact
        | Method::WeightedKmEntropy
        | Method::WeightedKmOverlap
        | Method::WeightedKmCem
        | Method::WeightedKmLogistic
        | Method::AalenJohansen => "method-plain.followed",
        Method::WeightedCox
        | Method::WeightedPoisson
        | Method::WeightedNegativeBinomial
        | Method::NewcombeDifference => "method-plain.compared",
        Method::LotteryItt => "method-plain.lottery",
        Method::Descriptive => "method-plain.description",
    })
}

/// A unit beside a number.
pub(crate) fn unit(unit: Unit, figures: Figures) -> &'static str {
    match unit {
        Unit::Points => figures.text("unit.points"),
        Unit::PercentagePoints => figures.text("unit.percentage-points"),
        Unit::Days => figures.text("unit.days"),
        Unit::Ratio => figures.text("unit.ratio"),
        Unit::PerHundredPerQuarter => figures.text("unit.quarter"),
        Unit::Minutes => figures.text("unit.minutes"),
        Unit::Mark => figures.text("unit.marks"),
        Unit::PerPairing => figures.text("unit.pairing"),
        Unit::Number => "",
    }
}

/// A list in words: `a, b and c`.
pub(crate) fn list<S: AsRef<str>>(items: &[S], figures: Figures) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            figures.say(
                "list",
                args!["first" => first.join(", "), "last" => last.as_ref()],
            )
        }
    }
}
