//! The recruiters' page: what may be said in public, with its footnote, and ready-made texts. Nothing else.

use serde::Serialize;

use crate::vocab::{ALL, OVERALL, Status};

use super::super::Claim;
use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::{Edition, slug};
use super::super::exhibit;
use super::super::language::claims::claim;
use super::super::language::words;
use super::super::question::Question;
use super::super::reading::{OutcomeClass, Reading, Verdict};
use super::Draft;
use super::aims;
use super::shell::Shell;

/// Claims that are shown; the strongest first.
const MOST_CLAIMS: usize = 24;
/// Rows of the chart of staying.
const MOST_PROOFS: usize = 12;

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct ClaimView {
    /// Anchor.
    id: String,
    /// The statement.
    text: String,
    /// What substantiates it.
    footnote: String,
    /// Its row on the page for analysts; empty without one.
    href: String,
    /// File of its card.
    card: String,
}

/// A file of the output for recruiters.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Download {
    /// Folder.
    folder: &'static str,
    /// Path of the file.
    file: String,
    /// What it shows.
    what: String,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct TextBlock {
    /// Anchor.
    id: &'static str,
    /// For what it is meant.
    title: &'static str,
    /// The text, with its footnote.
    text: String,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "RecruitersView")]
pub(super) struct View {
    /// The frame of the page.
    shell: Shell,
    /// How many statements may be made.
    headline: String,
    /// What they rest on.
    lede: String,
    /// Statements that may be made in public.
    claims: Vec<ClaimView>,
    /// What may not be said, and why.
    withheld: String,
    /// Quotes with public consent.
    voices: Option<super::voices::Voices>,
    /// How recruiting goes.
    recruiting: Option<super::recruiting::Recruiting>,
    /// Ready-made texts.
    blocks: Vec<TextBlock>,
    /// Cards and charts.
    downloads: Vec<Download>,
    /// What each model is good for.
    uses: Vec<aims::OfModel>,
    /// The chart that may be published.
    figure: Figure,
    /// Fewest people behind a statement.
    minimum_public: u32,
    /// When a statement may be made.
    rule: &'static str,
    /// How others compare; what to avoid.
    versus: &'static str,
}

/// A claim and the row it rests on.
#[derive(Debug)]
pub(in super::super) struct Publishable<'a> {
    /// The claim.
    pub claim: Claim,
    pub(in super::super) reading: Reading<'a>,
}

/// Whether a row may be spoken of in public: shown, firm, better, enough people in both arms, and of an outcome that
/// is measured well enough.
fn may_be_published(edition: &Edition<'_>, reading: &Reading<'_>) -> bool {
    is_firm(edition, reading) && !edition.release.is_poorly_measured(&reading.row.outcome)
}

/// The same, however well the outcome is measured.
pub(super) fn is_firm(edition: &Edition<'_>, reading: &Reading<'_>) -> bool {
    let enough = |n: Option<i64>| {
        n.is_some_and(|n| n >= i64::from(edition.release.summary().minimum_public))
    };
    reading.row.facts.status == Status::Published
        && reading.verdict == Verdict::Better
        && enough(reading.row.n_treated)
        && enough(reading.row.n_control)
}

/// Every claim, the main ones first.
pub(in super::super) fn publishable<'a>(edition: &'a Edition<'a>) -> Vec<Publishable<'a>> {
    let cutoff = edition.release.period().last_day();
    let mut questions: Vec<&Question<'a>> = edition.questions.iter().collect();
    questions.sort_by_key(|q| {
        (
            Some(q.lead.row.programme.as_str()) != edition.leading,
            q.weight(),
        )
    });
    let overall = questions.iter().map(|q| q.lead);
    let staying = questions
        .iter()
        .filter(|q| q.lead.class == OutcomeClass::Exit);
    let groups = staying.flat_map(|q| q.broken_down("generation", edition.provenance));
    overall
        .chain(groups)
        .filter(|r| may_be_published(edition, r))
        .filter_map(|reading| {
            let words = claim(
                &reading,
                &edition.settings.organisation,
                cutoff,
                edition.figures,
            )?;
            let row = reading.row;
            let group = if row.dimension == OVERALL {
                "all"
            } else {
                row.value.as_str()
            };
            let name = slug(&[&row.outcome, &row.programme, &row.role, group]);
            Some(Publishable {
                claim: Claim {
                    name,
                    text: words.text,
                    footnote: words.footnote,
                },
                reading,
            })
        })
        .take(MOST_CLAIMS)
        .collect()
}

/// Makes the page.
///
/// # Errors
/// What a drawing or the logo reports.
pub(in super::super) fn recruiters<'a>(
    edition: &'a Edition<'a>,
    claims: &[Publishable<'a>],
) -> Result<Draft, ReportError> {
    let minimum_public = edition.release.summary().minimum_public;
    let shell = Shell::new(
        edition,
        "recruiters",
        super::shell::page_name(super::super::settings::Audience::Recruiters),
    )?;
    let (headline, lede) = match claims.len() {
        0 => (
            "There is nothing to publish yet.".to_owned(),
            format!(
                "A claim needs moderate or strong evidence of a better result and at least {minimum_public} people in each of the groups compared. No finding meets both so far. Please do not fill the gap with raw numbers: they compare people who were different to begin with."
            ),
        ),
        n => (
            if n == 1 {
                "One statement can be published.".to_owned()
            } else {
                format!(
                    "{} statements can be published.",
                    words::capital(&edition.figures.small(n as u64))
                )
            },
            format!(
                "Each rests on at least {minimum_public} people in each group and on moderate or strong evidence. Use the words as they stand: they name the comparison and claim no cause. The footnote belongs to the statement."
            ),
        ),
    };
    let figure = proof_figure(edition, claims)?;
    let recruiting = super::recruiting::recruiting(edition)?;
    let view = View {
        shell,
        headline,
        lede,
        claims: claims
            .iter()
            .map(|p| ClaimView {
                id: format!("claim-{}", p.claim.name),
                text: p.claim.text.clone(),
                footnote: p.claim.footnote.clone(),
                href: edition.href(&p.reading),
                card: card_file(&p.claim),
            })
            .collect(),
        withheld: withheld(edition),
        voices: super::voices::for_recruiters(edition, claims),
        downloads: downloads(claims, &figure),
        recruiting,
        blocks: blocks(edition, claims),
        uses: aims::uses(edition),
        figure: figure.clone(),
        minimum_public,
        versus: if edition.designs().0 {
            "who the others were"
        } else {
            "“than similar colleagues who had not joined”"
        },
        rule: if edition.designs().0 {
            "Do not say that a programme brought a result about. Where places were drawn by lot, what is known is what came of being drawn; everywhere else, that the two go together."
        } else {
            "Do not say that the programme brought a result about. Nobody was drawn by lot, so what we know is that the two go together."
        },
    };
    let mut figures = vec![figure];
    figures.extend(view.recruiting.iter().flat_map(|r| r.figures.clone()));
    Ok(Draft::new(&view, figures))
}

/// The file of a claim's card, in the folder of cards.
fn card_file(claim: &Claim) -> String {
    format!("{}.png", claim.name)
}

/// The files that may be published: cards, and the chart of the claims. Charts of how recruiting goes are not among them.
fn downloads(claims: &[Publishable<'_>], figure: &Figure) -> Vec<Download> {
    let mut files: Vec<Download> = claims
        .iter()
        .map(|p| Download {
            folder: "cards",
            file: card_file(&p.claim),
            what: format!("Card, 1200 × 627: {}", p.claim.text),
        })
        .collect();
    if claims.iter().any(|p| p.reading.class == OutcomeClass::Exit) {
        files.extend(["png", "svg"].map(|kind| Download {
            folder: "charts",
            file: format!("{}.{kind}", figure.name),
            what: format!("Chart: {}", figure.title),
        }));
    }
    files
}

/// What would be claimed if it were measured well enough.
fn withheld(edition: &Edition<'_>) -> String {
    let labels: std::collections::BTreeSet<String> = edition
        .questions
        .iter()
        .map(|q| q.lead)
        .filter(|r| is_firm(edition, r) && !may_be_published(edition, r))
        .map(|r| words::inside(&r.row.facts.subject.outcome_label))
        .collect();
    let labels: Vec<String> = labels.into_iter().collect();
    if labels.is_empty() {
        return String::new();
    }
    format!(
        "Nothing is offered about {}: answers that should go together do not, so what was measured is not certain enough for the public.",
        words::list(&labels)
    )
}

/// Staying in whole numbers, overall and by generation; without a claim about staying, how far the answers are.
fn proof_figure(edition: &Edition<'_>, claims: &[Publishable<'_>]) -> Result<Figure, ReportError> {
    let exits = || {
        claims
            .iter()
            .map(|p| p.reading)
            .filter(|r| r.class == OutcomeClass::Exit)
    };
    // One programme, so that names stay short: that of the first claim about staying.
    let programme = exits().next().map(|r| r.row.programme.as_str());
    let staying: Vec<Reading<'_>> = exits()
        .filter(|r| Some(r.row.programme.as_str()) == programme)
        .take(MOST_PROOFS)
        .collect();
    if let Some(figure) = exhibit::public_staying(edition, &staying)? {
        return Ok(figure);
    }
    let title = if claims.is_empty() {
        "How far the answers are"
    } else {
        "How firm the answers are"
    };
    exhibit::tally(edition, "answers-public", title.to_owned())
}

/// The programmes that texts speak of, by the names that the pipeline gives them.
fn scheme(edition: &Edition<'_>, chosen: &[&Publishable<'_>]) -> String {
    let single = |p: &&Publishable<'_>| p.reading.row.programme != ALL;
    let names: Vec<&str> = if chosen.iter().all(single) {
        let mut names: Vec<&str> = Vec::new();
        for claim in chosen {
            let name = claim.reading.row.facts.subject.programme_name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    } else {
        let all = &edition.provenance.programmes;
        all.iter().map(|p| p.name.as_str()).collect()
    };
    match names.len() {
        0 => "our programmes".to_owned(),
        1..=3 => words::list(&names),
        n => format!("our {} programmes", edition.figures.small(n as u64)),
    }
}

fn blocks(edition: &Edition<'_>, claims: &[Publishable<'_>]) -> Vec<TextBlock> {
    let organisation = &edition.settings.organisation;
    let overall: Vec<&Publishable<'_>> = claims
        .iter()
        .filter(|p| p.reading.row.dimension == OVERALL)
        .collect();
    let chosen = if overall.is_empty() {
        claims.iter().take(3).collect()
    } else {
        overall
    };
    let text = |n: usize, mark: &str| -> (String, String) {
        let texts: Vec<String> = chosen
            .iter()
            .take(n)
            .enumerate()
            .map(|(k, p)| format!("{}{}", p.claim.text, mark.repeat(k + 1)))
            .collect();
        let notes: Vec<String> = chosen
            .iter()
            .take(n)
            .enumerate()
            .map(|(k, p)| format!("{} {}", mark.repeat(k + 1), p.claim.footnote))
            .collect();
        (texts.join(" "), notes.join("\n"))
    };
    if chosen.is_empty() {
        return Vec::new();
    }
    let scheme = scheme(edition, &chosen);
    let (one, one_note) = text(1, "*");
    let (more, more_notes) = text(3, "*");
    vec![
        TextBlock {
            id: "job-advert",
            title: "For a job advert",
            text: format!(
                "At {organisation}, colleagues take part in {scheme}. {one}\n\n{one_note}"
            ),
        },
        TextBlock {
            id: "careers-page",
            title: "For the careers page",
            text: format!(
                "Colleagues at {organisation} take part in {scheme}, and we look closely at how that goes. {more}\n\n{more_notes}"
            ),
        },
        TextBlock {
            id: "social-post",
            title: "For a social post",
            text: format!(
                "What do we know of {scheme} at {organisation}? We compared like with like. {one}\n\n{one_note}"
            ),
        },
    ]
}
