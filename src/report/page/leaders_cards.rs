//! The cards at the top of the leaders' page: what one holds, and which questions get one.

use serde::Serialize;

use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::Verdict;

/// Headline cards.
const MOST_CARDS: usize = 5;

#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Card {
    /// What was asked.
    pub(super) title: String,
    /// The answer as a number; empty when it is not shown.
    pub(super) number: String,
    /// Its unit.
    pub(super) unit: String,
    /// Its row on the page for analysts; empty without one.
    pub(super) href: String,
    /// A small drawing; safe.
    pub(super) spark: String,
    /// The answer as a sentence.
    pub(super) text: Prose,
    /// How sure it is.
    pub(super) pill: &'static str,
    /// Class of the card: `a` good, `bad` harm, `c` neither.
    pub(super) tone: &'static str,
    /// How many people were counted.
    pub(super) counted: String,
    /// Why the answer needs care; empty when it does not.
    pub(super) care: &'static str,
}

/// Up to five: the firm ones first, but a worse result is never crowded out.
pub(super) fn headline_questions<'q, 'a>(questions: &[&'q Question<'a>]) -> Vec<&'q Question<'a>> {
    let of = |v: &[Verdict]| {
        questions
            .iter()
            .copied()
            .filter(|q| v.contains(&q.lead.verdict))
            .collect::<Vec<_>>()
    };
    let worse = of(&[Verdict::Worse]);
    let better = of(&[Verdict::Better]);
    let bad_seats = worse
        .len()
        .min(2.max(MOST_CARDS.saturating_sub(better.len())));
    let mut chosen: Vec<&Question<'_>> = better.into_iter().take(MOST_CARDS - bad_seats).collect();
    chosen.extend(worse.into_iter().take(bad_seats));
    let rest = [
        Verdict::LeansBetter,
        Verdict::LeansWorse,
        Verdict::Same,
        Verdict::Unclear,
    ];
    for question in of(&rest) {
        if chosen.len() < MOST_CARDS {
            chosen.push(question);
        }
    }
    chosen
}
