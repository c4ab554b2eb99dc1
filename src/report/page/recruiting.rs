//! How recruiting goes, for the recruiters' own work: referrals of participants against similar colleagues, and levels of
//! all candidates over time.

use serde::Serialize;

use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::answers;
use super::super::language::catalogue::args;
use super::super::language::{sizes, words};
use super::super::question::Question;
use super::super::reading::{CANDIDATES, OutcomeClass, Verdict};
use super::leaders::{Line, tone};

/// The section.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Recruiting {
    referrals: Vec<Line>,
    levels: &'static str,
    pub(super) figures: Vec<Figure>,
}

/// The section; `None` when no export has candidates and no question is about them.
///
/// # Errors
/// What a drawing reports.
pub(super) fn recruiting(edition: &Edition<'_>) -> Result<Option<Recruiting>, ReportError> {
    let released = edition.release.recruiting();
    let mut figures = Vec::new();
    for series in [
        &released.volume,
        &released.acceptance,
        &released.experience,
        &released.ages,
    ]
    .into_iter()
    .flatten()
    {
        figures.extend(exhibit::candidates(edition, series, released.scale)?);
    }
    let referrals = referrals(edition);
    if figures.is_empty() && referrals.is_empty() {
        return Ok(None);
    }
    Ok(Some(Recruiting {
        referrals,
        levels: if figures.is_empty() {
            ""
        } else {
            edition.figures.text("candidates-levels")
        },
        figures,
    }))
}

/// Referrals per hundred people against similar colleagues, one line a question.
fn referrals(edition: &Edition<'_>) -> Vec<Line> {
    let of_candidates = |q: &&Question<'_>| {
        let source = q.lead.outcome.map(|o| o.source.as_str());
        q.lead.class == OutcomeClass::Count && source == Some(CANDIDATES)
    };
    edition
        .questions
        .iter()
        .filter(of_candidates)
        .filter(|q| q.lead.verdict != Verdict::Hidden)
        .map(|q| {
            let lead = q.lead;
            let mut text = format!("{}.", edition.tell(&lead, answers::answer));
            if lead.verdict != Verdict::Unclear
                && let Some(range) = lead.amount().and_then(|a| {
                    sizes::range(&a, lead.class, lead.row.facts.unit, edition.figures)
                })
            {
                text = edition
                    .figures
                    .say("answer-range", args!["answer" => text, "range" => range]);
            }
            Line {
                text: edition.prose(&text, &lead),
                pill: words::evidence(lead.verdict, lead.row.facts.evidence, edition.figures)
                    .to_owned(),
                tone: tone(lead.verdict),
            }
        })
        .collect()
}
