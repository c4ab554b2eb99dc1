//! The end of the leaders' page: what to do next, and what cannot be said.

use serde::Serialize;

use crate::vocab::Method;

use super::super::edition::Edition;
use super::super::language::advice::{self, Advice};
use super::super::language::{limits, words};
use super::super::prose::{Prose, unmarked};
use super::super::question::Question;
use super::super::reading::{Reading, Verdict};

/// A suggestion, ready to be shown.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Step {
    /// What to do.
    action: String,
    /// On what it rests.
    reason: Prose,
}

/// Suggestions.
const MOST_ADVICE: usize = 4;

/// What to do next, the most pressing first.
pub(super) fn steps(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let mut add = |made: Option<Advice>, reading: &Reading<'_>| {
        if let (Some(made), true) = (made, out.len() < MOST_ADVICE) {
            out.push(Step {
                action: made.action,
                reason: edition.prose(&made.reason, reading),
            });
        }
    };
    let of = |v: Verdict| questions.iter().filter(move |q| q.lead.verdict == v);
    for q in of(Verdict::Worse).take(2) {
        add(edition.tell(&q.lead, advice::look_into), &q.lead);
    }
    for q in of(Verdict::Better).take(1) {
        let groups = q.broken_down("generation", edition.provenance);
        add(
            edition.tell(&q.lead, |t| advice::keep_measuring(t, &groups)),
            &q.lead,
        );
    }
    if let Some((good, bad)) = contrast(edition) {
        let made = edition.tell(&good, |g| edition.tell(&bad, |b| advice::compare(g, b)));
        add(made, &bad);
    }
    for q in of(Verdict::Unclear)
        .chain(of(Verdict::LeansWorse))
        .chain(of(Verdict::LeansBetter))
        .take(1)
    {
        add(
            edition.tell(&q.lead, |t| advice::wait(t, edition.figures)),
            &q.lead,
        );
    }
    for q in of(Verdict::Same).take(1) {
        add(edition.tell(&q.lead, advice::rethink), &q.lead);
    }
    if out.is_empty() {
        let shown = questions.iter().any(|q| q.lead.is_shown());
        let made = if shown {
            advice::compare_first(edition.figures)
        } else {
            advice::nothing(edition.minimum(), edition.figures)
        };
        out.push(Step {
            action: made.action,
            reason: Prose::plain(unmarked(&made.reason)),
        });
    }
    out
}

/// Two programmes of which one is clearly better and one clearly worse on the same question.
fn contrast<'a>(edition: &Edition<'a>) -> Option<(Reading<'a>, Reading<'a>)> {
    let single = || {
        edition
            .questions
            .iter()
            .map(|q| q.lead)
            .filter(|r| r.row.facts.subject.model.is_some())
    };
    single()
        .filter(|r| r.verdict == Verdict::Worse)
        .find_map(|bad| {
            let good = single().find(|r| {
                r.verdict == Verdict::Better
                    && r.row.outcome == bad.row.outcome
                    && r.row.role == bad.row.role
            })?;
            Some((good, bad))
        })
}

/// What cannot be said.
pub(super) fn limit_lines(
    edition: &Edition<'_>,
    main: Option<&Question<'_>>,
    questions: &[&Question<'_>],
) -> Vec<Prose> {
    let figures = edition.figures;
    let mut out = Vec::new();
    match main {
        Some(q) => out.push(edition.prose(
            &edition.tell(&q.lead, |t| limits::unmeasured(Some(t), figures)),
            &q.lead,
        )),
        None => out.push(Prose::plain(limits::unmeasured(None, figures))),
    }
    let leads: Vec<Reading<'_>> = questions.iter().map(|q| q.lead).collect();
    out.extend(limits::moving_before(&leads, figures).map(Prose::plain));
    out.extend(super::answering::doubt(edition, questions).map(Prose::plain));
    let poor: std::collections::BTreeSet<String> = leads
        .iter()
        .filter(|r| r.is_shown() && edition.release.is_poorly_measured(&r.row.outcome))
        .map(|r| words::inside(&r.row.facts.subject.outcome_label))
        .collect();
    let poor: Vec<String> = poor.into_iter().collect();
    out.extend(limits::poorly_measured(&poor, figures).map(Prose::plain));
    let by_lot = |r: &Reading<'_>| r.row.facts.method == Method::LotteryItt;
    out.push(Prose::plain(limits::compared(
        !leads.is_empty() && leads.iter().all(by_lot),
        figures,
    )));
    let longest = questions
        .iter()
        .flat_map(|q| &q.rows)
        .filter(|r| r.estimate.is_some())
        .filter_map(|r| r.horizon_days)
        .max();
    out.extend(limits::horizon(longest, figures).map(Prose::plain));
    out.push(Prose::plain(limits::small_groups(
        edition.minimum(),
        edition.hidden_rows(),
        figures,
    )));
    out
}
