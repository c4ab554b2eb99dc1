//! What the data say and what people say: quotes beside the question that their theme belongs to.
//!
//! Which quotes are shown follows from consent, theme and age, never from what the numbers say.

use serde::Serialize;

use crate::disclosure::{Attribution, ReleasedStory};
use crate::vocab::{ALL, Status};

use super::super::edition::Edition;
use super::super::language::answers;
use super::super::language::catalogue::args;
use super::super::language::sizes;
use super::super::language::voices::{self, Unpublished};
use super::super::language::words;
use super::super::number::Figures;
use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::Verdict;
use super::super::settings::same_theme;
use super::leaders::tone;
use super::recruiters::{Publishable, is_firm};

/// Quotes on the leaders' page.
const MOST_FOR_LEADERS: usize = 3;
/// Quotes on the recruiters' page.
const MOST_FOR_RECRUITERS: usize = 24;
/// Table of stories, as the ledger calls it.
const STORIES: &str = "stories";

/// One quote.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Voice {
    id: String,
    quote: String,
    speaker: String,
    theme: String,
}

/// Quotes beside one question, or beside none.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Beside {
    id: String,
    says: Prose,
    footnote: String,
    href: String,
    pill: &'static str,
    tone: &'static str,
    voices: Vec<Voice>,
}

/// The section of a page.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Voices {
    lede: String,
    pairs: Vec<Beside>,
    /// Said where there are stories and none may be shown.
    none: String,
}

/// A story with what may be told of its author to the readers of the page.
type Told<'a> = (&'a ReleasedStory, &'a Attribution);

/// Quotes for leaders: a few, one a question.
pub(super) fn for_leaders(edition: &Edition<'_>) -> Option<Voices> {
    let told: Vec<Told<'_>> = edition
        .release
        .stories()
        .iter()
        .map(|s| (s, &s.inside))
        .collect();
    let mut chosen: Vec<(Option<&Question<'_>>, Vec<Told<'_>>)> = Vec::new();
    let mut authors: Vec<usize> = Vec::new();
    let mut outcomes: Vec<&str> = Vec::new();
    for (question, stories) in grouped(edition, &told) {
        let outcome = question.map(|q| q.lead.row.outcome.as_str());
        if outcome.is_some_and(|o| outcomes.contains(&o)) {
            continue;
        }
        // One a question, and of those that belong to none as many as there is room for.
        let room = MOST_FOR_LEADERS.saturating_sub(authors.len());
        let most = if outcome.is_some() { room.min(1) } else { room };
        let mut own: Vec<Told<'_>> = Vec::new();
        for story in stories {
            if own.len() < most && !authors.contains(&story.0.author) {
                authors.push(story.0.author);
                own.push(story);
            }
        }
        if !own.is_empty() {
            outcomes.extend(outcome);
            chosen.push((question, own));
        }
    }
    let beside = |(k, (question, stories)): (usize, (Option<&Question<'_>>, Vec<Told<'_>>))| {
        let mut own = blank(k, &stories, edition.figures);
        if let Some(question) = question {
            let lead = question.lead;
            let mut text = format!("{}.", edition.tell(&lead, answers::answer));
            if !matches!(lead.verdict, Verdict::Unclear | Verdict::Described)
                && let Some(range) = lead.amount().and_then(|a| {
                    sizes::range(&a, lead.class, lead.row.facts.unit, edition.figures)
                })
            {
                text = edition
                    .figures
                    .say("answer-range", args!["answer" => text, "range" => range]);
            }
            own.says = edition.prose(&text, &lead);
            own.href = edition.href(&lead);
            own.pill = words::evidence(lead.verdict, lead.row.facts.evidence, edition.figures);
            own.tone = tone(lead.verdict);
        }
        own
    };
    section(
        edition,
        chosen.into_iter().enumerate().map(beside).collect(),
        "inside",
    )
}

/// Quotes for the public, beside the claim of the same question or, where there is none, the reason in words.
pub(super) fn for_recruiters(edition: &Edition<'_>, claims: &[Publishable<'_>]) -> Option<Voices> {
    let told: Vec<Told<'_>> = edition
        .release
        .stories()
        .iter()
        .filter_map(|s| Some((s, s.outside.as_ref()?)))
        .take(MOST_FOR_RECRUITERS)
        .collect();
    let pairs = grouped(edition, &told)
        .into_iter()
        .enumerate()
        .map(|(k, (question, stories))| {
            let mut own = blank(k, &stories, edition.figures);
            if let Some(question) = question {
                let lead = question.lead;
                let claim = claims
                    .iter()
                    .find(|c| c.reading.row.finding_id == lead.row.finding_id);
                if let Some(claim) = claim {
                    own.says = Prose::plain(claim.claim.text.clone());
                    own.footnote.clone_from(&claim.claim.footnote);
                } else {
                    let minimum = edition.release.summary().minimum_public;
                    let why = unpublished(edition, question);
                    let text = edition.tell(&lead, |t| voices::without_number(t, why, minimum));
                    own.says = Prose::plain(text);
                }
                own.href = edition.href(&lead);
            }
            own
        })
        .collect();
    section(edition, pairs, "public")
}

/// Why a question has no claim.
fn unpublished(edition: &Edition<'_>, question: &Question<'_>) -> Unpublished {
    let lead = question.lead;
    let minimum = i64::from(edition.release.summary().minimum_public);
    let few = |n: Option<i64>| n.is_none_or(|n| n < minimum);
    if lead.row.facts.status != Status::Published || lead.verdict == Verdict::Hidden {
        Unpublished::Hidden
    } else if lead.verdict == Verdict::Described {
        Unpublished::Verdict
    } else if few(lead.row.n_treated) || few(lead.row.n_control) {
        Unpublished::TooFew
    } else if is_firm(edition, &lead) && edition.release.is_poorly_measured(&lead.row.outcome) {
        Unpublished::PoorlyMeasured
    } else {
        Unpublished::Verdict
    }
}

/// The section, where the run had stories at all.
fn section(edition: &Edition<'_>, pairs: Vec<Beside>, readers: &'static str) -> Option<Voices> {
    let had = edition.provenance.ledger.iter().any(|l| l.table == STORIES);
    if pairs.is_empty() && !had {
        return None;
    }
    let figures = edition.figures;
    Some(Voices {
        lede: figures.say(
            "beside-lede",
            args![
                "one" => figures.text("voice-one-person"),
                "day" => figures.day(edition.provenance.today),
                "readers" => readers,
            ],
        ),
        none: if pairs.is_empty() {
            let minimum = edition.release.summary().minimum_public;
            figures.say(
                "beside-none",
                args!["readers" => readers, "minimum" => minimum],
            )
        } else {
            String::new()
        },
        pairs,
    })
}

fn blank(place: usize, stories: &[Told<'_>], figures: Figures) -> Beside {
    let voice = |(k, (story, who)): (usize, &Told<'_>)| Voice {
        id: format!("voice-{place}-{k}"),
        quote: story.quote.clone(),
        speaker: voices::speaker(who, figures),
        theme: story.theme.clone().unwrap_or_default(),
    };
    Beside {
        id: format!("says-{place}"),
        says: Prose::default(),
        footnote: String::new(),
        href: String::new(),
        pill: "",
        tone: "",
        voices: stories.iter().enumerate().map(voice).collect(),
    }
}

/// Stories by the question that they belong to, in the order of outcomes, programmes and roles; those without one last.
fn grouped<'e, 's>(
    edition: &'e Edition<'e>,
    told: &[Told<'s>],
) -> Vec<(Option<&'e Question<'e>>, Vec<Told<'s>>)> {
    let mut groups: Vec<(usize, Option<&Question<'_>>, Vec<Told<'s>>)> = Vec::new();
    for story in told {
        let found = question_of(edition, story);
        let place = found.map_or(usize::MAX, |(place, _)| place);
        match groups.iter_mut().find(|(p, ..)| *p == place) {
            Some((.., own)) => own.push(*story),
            None => groups.push((place, found.map(|(_, q)| q), vec![*story])),
        }
    }
    groups.sort_by_key(|(place, ..)| *place);
    groups.into_iter().map(|(_, q, own)| (q, own)).collect()
}

/// The question of a story's theme about the people of its programme and role, else about those of all programmes in the
/// role; with its place in the order of outcomes, programmes and roles.
fn question_of<'e>(
    edition: &'e Edition<'e>,
    (story, who): &Told<'_>,
) -> Option<(usize, &'e Question<'e>)> {
    let outcome = outcome_of(edition, story.theme.as_deref()?)?;
    let role = who.role?.id();
    let own = who.programme.as_ref().map(|(id, _)| id.as_str());
    let found = |programme: &str| {
        edition.questions.iter().position(|q| {
            let row = q.lead.row;
            row.outcome == edition.provenance.outcomes[outcome].id
                && row.role == role
                && row.programme == programme
        })
    };
    let shown = |at: &usize| edition.questions[*at].lead.verdict != Verdict::Hidden;
    let own = own.and_then(found);
    let all = found(ALL);
    let at = own.filter(shown).or(all.filter(shown)).or(own).or(all)?;
    let count = edition.questions.len();
    Some((outcome * count + at, &edition.questions[at]))
}

/// The outcome that a theme belongs to: as the pipeline says, else the one of that id or label.
fn outcome_of(edition: &Edition<'_>, theme: &str) -> Option<usize> {
    let outcomes = &edition.provenance.outcomes;
    let named = edition
        .settings
        .themes
        .iter()
        .find(|(named, _)| same_theme(named, theme));
    if let Some((_, id)) = named {
        return outcomes.iter().position(|o| o.id == *id);
    }
    outcomes.iter().position(|o| {
        same_theme(&o.id, theme)
            || same_theme(&o.label, theme)
            || same_theme(&o.id.replace('_', " "), theme)
    })
}
