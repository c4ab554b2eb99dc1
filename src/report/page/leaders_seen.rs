//! What was seen without a comparison, for leaders: lines of their own, never a card, never a headline.

use crate::vocab::RoleScope;

use super::super::edition::Edition;
use super::super::language::{answers, sizes, words};
use super::super::question::Question;
use super::super::reading::{Reading, Verdict};
use super::leaders::{Line, tone};

/// A line for each level; one that two roles share stands once.
pub(super) fn seen(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Line> {
    let figures = edition.figures;
    let level = |r: &Reading<'_>| {
        let x = r.row.estimate.unwrap_or(f64::NAN);
        sizes::level(x, r.row.facts.unit, figures)
    };
    let mut told: Vec<(Reading<'_>, Vec<String>)> = Vec::new();
    for q in questions
        .iter()
        .filter(|q| q.lead.verdict == Verdict::Described)
    {
        let lead = q.lead;
        // What is seen alike in two roles, as meetings of their pairs are, is told once.
        let alike = told.iter_mut().find(|(r, _)| {
            (&r.row.outcome, &r.row.programme) == (&lead.row.outcome, &lead.row.programme)
                && r.row.facts.subject.role != RoleScope::Any
                && lead.row.facts.subject.role != RoleScope::Any
                && level(r) == level(&lead)
        });
        match alike {
            Some((_, who)) => who.push(edition.who(&lead)),
            None => told.push((lead, vec![edition.who(&lead)])),
        }
    }
    told.into_iter()
        .map(|(lead, who)| {
            let telling = answers::Telling {
                reading: lead,
                who: &words::list(&who, figures),
                among: &words::list(&who, figures),
                figures,
            };
            let text = answers::answer(&telling);
            Line {
                text: edition.prose(&format!("{text}."), &lead),
                pill: words::evidence(lead.verdict, lead.row.facts.evidence, figures).to_owned(),
                tone: tone(lead.verdict),
            }
        })
        .collect()
}
