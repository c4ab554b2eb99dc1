//! Who answered, and what could undo a finding about a score: a section of the analysts' page, and one sentence for leaders.

use serde::Serialize;

use crate::disclosure::ReleasedAttrition;
use crate::disclosure::shown::Subject;
use crate::vocab::OVERALL;

use super::super::edition::Edition;
use super::super::language::answering as say;
use super::super::language::catalogue::args;
use super::super::language::words::{self, capital};
use super::super::number::Figures;
use super::super::question::Question;
use super::super::reading::Verdict;

/// The section; without lines there is none.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AnsweringSection")]
pub(super) struct Section {
    overall: Vec<Line>,
    groups: Vec<Line>,
    drifts: Vec<(String, String)>,
}

/// One headline.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AnsweringLine")]
struct Line {
    question: String,
    population: String,
    before: String,
    after: String,
    difference: String,
    reading: String,
}

/// The section about an edition.
pub(super) fn section(edition: &Edition<'_>) -> Section {
    let attrition = edition.release.attrition();
    let lines = |overall: bool| {
        attrition
            .iter()
            .filter(|a| (a.dimension == OVERALL) == overall)
            .map(|a| line(edition, a))
            .collect()
    };
    Section {
        overall: lines(true),
        groups: lines(false),
        drifts: edition
            .release
            .withstanding()
            .iter()
            .map(|w| {
                let times = w.times.as_ref().map(|t| *t).map_err(String::as_str);
                (
                    question(&w.subject, edition.figures),
                    say::withstands(times, edition.figures),
                )
            })
            .collect(),
    }
}

fn question(subject: &Subject, figures: Figures) -> String {
    figures.say(
        "answered-question",
        args![
            "outcome" => subject.outcome_label.as_str(),
            "role" => subject.role.id(),
            "programme" => subject.programme_name.as_str(),
        ],
    )
}

fn line(edition: &Edition<'_>, attrition: &ReleasedAttrition) -> Line {
    let figures = edition.figures;
    Line {
        question: question(&attrition.subject, figures),
        population: if attrition.dimension == OVERALL {
            String::new()
        } else {
            format!(
                "{}: {}",
                capital(&words::dimension(&attrition.dimension, figures)),
                words::value(&attrition.value, figures)
            )
        },
        before: say::shares(attrition.before, figures),
        after: say::shares(attrition.after, figures),
        difference: say::difference(attrition, figures),
        reading: say::reading(attrition, figures),
    }
}

/// Leading results that unequal drop-out alone could undo, in a sentence.
pub(super) fn doubt(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Option<String> {
    let told = [
        Verdict::Better,
        Verdict::Worse,
        Verdict::LeansBetter,
        Verdict::LeansWorse,
    ];
    let labels: std::collections::BTreeSet<String> = questions
        .iter()
        .filter(|q| told.contains(&q.lead.verdict))
        .filter(|q| {
            edition.release.attrition().iter().any(|a| {
                a.dimension == OVERALL
                    && a.subject == q.lead.row.facts.subject
                    && a.bounds
                        .is_some_and(|(low, high)| low <= 0.0 && high >= 0.0)
            })
        })
        .map(|q| words::inside(&q.lead.row.facts.subject.outcome_label))
        .collect();
    say::unequal(&labels.into_iter().collect::<Vec<_>>(), edition.figures)
}
