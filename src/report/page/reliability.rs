//! How well the scores are measured: the section of the analysts' page.

use serde::Serialize;

use crate::disclosure::shown::{
    Agreement, Coefficient, Consistency, Quality, Reliability, Unjudged,
};

use super::super::chart::heads;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::words::list;
use super::super::number::Figures;

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
    let heads: Vec<&'static str> = heads(edition.figures.text("reliability-head")).collect();
    Section {
        heads: heads[..heads.len() - usize::from(!rated)].to_vec(),
        rows: measured.iter().map(|r| line(edition, r)).collect(),
    }
}

fn line(edition: &Edition<'_>, measured: &Reliability) -> Line {
    let figures = edition.figures;
    let consistency = measured.consistency.as_ref();
    let (judgement, tone) = judgement(measured, figures);
    Line {
        score: figures.say(
            "reliability-score",
            args![
                "label" => measured.label.as_str(),
                "n" => measured.items,
                "count" => figures.small(measured.items as u64),
            ],
        ),
        responses: consistency
            .map_or_else(|_| String::new(), |c| figures.count(c.responses as i64)),
        alpha: consistency.map_or_else(
            |why| unjudged(*why, edition.minimum(), figures),
            |c| coefficient(&c.alpha, figures),
        ),
        judgement,
        tone,
        items: consistency.map_or_else(|_| String::new(), |c| items(c, figures)),
        weakened: consistency.map_or_else(|_| String::new(), |c| weakened(c, figures)),
        raters: measured.agreement.as_ref().map_or_else(
            || figures.text("reliability-unrated").to_owned(),
            |found| raters(found.as_ref(), edition),
        ),
    }
}

/// The poorer of the two coefficients in words.
fn judgement(measured: &Reliability, figures: Figures) -> (&'static str, &'static str) {
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
        (figures.text("reliability-low"), "bad")
    } else if any(Quality::Fair) {
        (figures.text("reliability-fair"), "c")
    } else if any(Quality::Good) {
        (figures.text("reliability-good"), "a")
    } else {
        (figures.text("reliability-unjudged"), "c")
    }
}

fn coefficient(c: &Coefficient, figures: Figures) -> String {
    let two = |x: f64| figures.fixed(x, 2);
    figures.spread(&two(c.value), &two(c.low), &two(c.high))
}

fn unjudged(why: Unjudged, minimum: u32, figures: Figures) -> String {
    match why {
        Unjudged::OneItem => figures.text("reliability-one-item").to_owned(),
        Unjudged::NotKnown => figures.text("reliability-no-items").to_owned(),
        Unjudged::TooFew => figures.say("reliability-too-few", args!["minimum" => minimum]),
        Unjudged::NotEstimable => figures.text("reliability-not-estimable").to_owned(),
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
        return figures.say(
            "reliability-against.several",
            args!["items" => list(&against, figures)],
        );
    }
    let weakest = found.weakest();
    let without = |item: &str| {
        let x = weakest.filter(|w| w.item == item)?.alpha_without?;
        Some(figures.fixed(x, 2))
    };
    let told = |key: &str, item: &str| {
        let alpha = without(item);
        figures.say(
            key,
            args![
                "item" => item,
                "known" => if alpha.is_some() { "yes" } else { "no" },
                "alpha" => alpha.unwrap_or_default(),
            ],
        )
    };
    match (against.first(), weakest) {
        (Some(item), _) => told("reliability-against", item),
        (None, Some(item)) => told("reliability-weakest", &item.item),
        (None, None) => figures.text("reliability-no-item").to_owned(),
    }
}

fn raters(found: Result<&Agreement, &Unjudged>, edition: &Edition<'_>) -> String {
    let figures = edition.figures;
    match found {
        Ok(a) => figures.say(
            "reliability-raters",
            args![
                "raters" => figures.fixed(a.raters, 1),
                "mean" => coefficient(&a.mean, figures),
                "single" => figures.fixed(a.single.value, 2),
                "ratings" => figures.count(a.ratings as i64),
            ],
        ),
        Err(Unjudged::TooFew) => figures.say(
            "reliability-few-raters",
            args!["minimum" => edition.minimum()],
        ),
        Err(_) => figures.text("reliability-no-raters").to_owned(),
    }
}
