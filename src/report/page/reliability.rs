//! How well the scores are measured: the section of the analysts' page.

use serde::Serialize;

use crate::disclosure::shown::{
    Agreement, Coefficient, Consistency, Quality, Reliability, Unjudged,
};

use super::super::edition::Edition;
use super::super::language::words::list;
use super::super::number::Figures;

/// Heads of the columns after the first.
const HEADS: [&str; 6] = [
    "Complete responses",
    "Cronbach’s alpha",
    "Judgement",
    "Each item with the others",
    "Weakened by",
    "Agreement of raters",
];

/// The section; without rows there is none.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ReliabilitySection")]
pub(super) struct Section {
    heads: Vec<&'static str>,
    rows: Vec<Line>,
}

/// One score.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "ReliabilityLine")]
struct Line {
    score: String,
    responses: String,
    alpha: String,
    judgement: &'static str,
    tone: &'static str,
    items: String,
    weakened: String,
    raters: String,
}

/// The section about the scores of an edition.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let measured = edition.release.reliability();
    // No column for raters where nobody is rated.
    let rated = measured.iter().any(|r| r.agreement.is_some());
    Section {
        heads: HEADS[..HEADS.len() - usize::from(!rated)].to_vec(),
        rows: measured.iter().map(|r| line(edition, r)).collect(),
    }
}

fn line(edition: &Edition<'_>, measured: &Reliability) -> Line {
    let figures = edition.figures;
    let consistency = measured.consistency.as_ref();
    let (judgement, tone) = judgement(measured);
    Line {
        score: match measured.items {
            1 => format!("{} (one item)", measured.label),
            n => format!("{} ({} items)", measured.label, figures.small(n as u64)),
        },
        responses: consistency
            .map_or_else(|_| String::new(), |c| figures.count(c.responses as i64)),
        alpha: consistency.map_or_else(
            |why| unjudged(*why, edition.minimum()),
            |c| coefficient(&c.alpha, figures),
        ),
        judgement,
        tone,
        items: consistency.map_or_else(|_| String::new(), |c| items(c, figures)),
        weakened: consistency.map_or_else(|_| String::new(), |c| weakened(c, figures)),
        raters: measured.agreement.as_ref().map_or_else(
            || "not rated by others".to_owned(),
            |found| raters(found.as_ref(), edition),
        ),
    }
}

/// The poorer of the two coefficients in words.
fn judgement(measured: &Reliability) -> (&'static str, &'static str) {
    let alpha = measured
        .consistency
        .as_ref()
        .ok()
        .map(|c| c.alpha.quality());
    let raters = match &measured.agreement {
        Some(Ok(agreement)) => Some(agreement.mean.quality()),
        _ => None,
    };
    let found = || alpha.iter().chain(&raters);
    let any = |quality: Quality| found().any(|q| *q == quality);
    if any(Quality::TooLow) {
        ("too low", "bad")
    } else if any(Quality::Fair) {
        ("fair", "c")
    } else if any(Quality::Good) {
        ("good", "a")
    } else {
        ("cannot be judged", "c")
    }
}

fn coefficient(c: &Coefficient, figures: Figures) -> String {
    let two = |x: f64| figures.fixed(x, 2);
    format!("{} ({} to {})", two(c.value), two(c.low), two(c.high))
}

fn unjudged(why: Unjudged, minimum: u32) -> String {
    match why {
        Unjudged::OneItem => "one item: cannot be judged".to_owned(),
        Unjudged::NotKnown => "not known: the scores came without their items".to_owned(),
        Unjudged::TooFew => {
            format!("not shown: no wave has complete responses of {minimum} people")
        }
        Unjudged::NotEstimable => {
            "cannot be computed: too few complete responses, or an item that does not vary"
                .to_owned()
        }
    }
}

fn items(found: &Consistency, figures: Figures) -> String {
    let each: Vec<String> = found
        .items
        .iter()
        .map(|i| format!("{} {}", i.item, figures.fixed(i.with_rest, 2)))
        .collect();
    each.join("; ")
}

fn weakened(found: &Consistency, figures: Figures) -> String {
    let against: Vec<&str> = found
        .items
        .iter()
        .filter(|i| i.with_rest < 0.0)
        .map(|i| i.item.as_str())
        .collect();
    if against.len() > 1 {
        return format!(
            "{} run against the others: should one be reversed?",
            list(&against)
        );
    }
    let weakest = found.weakest();
    let without = |item: &str| {
        weakest
            .filter(|w| w.item == item)
            .and_then(|w| w.alpha_without)
            .map_or_else(String::new, |x| {
                format!(" (alpha {} without it)", figures.fixed(x, 2))
            })
    };
    match (against.first(), weakest) {
        (Some(item), _) => format!(
            "{item} runs against the others{}: should it be reversed?",
            without(item)
        ),
        (None, Some(item)) => format!("{}{}", item.item, without(&item.item)),
        (None, None) => "no item".to_owned(),
    }
}

fn raters(found: Result<&Agreement, &Unjudged>, edition: &Edition<'_>) -> String {
    let figures = edition.figures;
    match found {
        Ok(a) => format!(
            "mean of {} raters {}; a single rater {}; {} ratings",
            figures.fixed(a.raters, 1),
            coefficient(&a.mean, figures),
            figures.fixed(a.single.value, 2),
            figures.count(a.ratings as i64)
        ),
        Err(Unjudged::TooFew) => {
            format!(
                "not shown: no wave has ratings of {} people",
                edition.minimum()
            )
        }
        Err(_) => {
            "cannot be computed: nobody has several raters, or ratings do not vary".to_owned()
        }
    }
}
