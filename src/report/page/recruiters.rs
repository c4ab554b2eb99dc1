//! The recruiters' page: what may be said in public, with its footnote, and ready-made texts. Nothing else.

use serde::Serialize;

use crate::vocab::{ALL, OVERALL, Status};

use super::super::Claim;
use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::{Edition, slug};
use super::super::exhibit;
use super::super::language::catalogue::args;
use super::super::language::claims::claim;
use super::super::language::words;
use super::super::number::Figures;
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
        super::shell::page_name(
            super::super::settings::Audience::Recruiters,
            edition.figures,
        ),
    )?;
    let figures = edition.figures;
    let n = claims.len();
    let headline = figures.say(
        "recruiters-headline",
        args!["n" => n, "count" => figures.small(n as u64)],
    );
    let lede = figures.say(
        "recruiters-lede",
        args!["n" => n, "minimum" => minimum_public],
    );
    let by_lot = edition.designs().0;
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
        downloads: downloads(claims, &figure, figures),
        recruiting,
        blocks: blocks(edition, claims),
        uses: aims::uses(edition),
        figure: figure.clone(),
        minimum_public,
        versus: if by_lot {
            figures.text("recruiters-versus.lot")
        } else {
            figures.text("recruiters-versus")
        },
        rule: if by_lot {
            figures.text("recruiters-rule-cause.lot")
        } else {
            figures.text("recruiters-rule-cause")
        },
    };
    let mut drawn = vec![figure];
    drawn.extend(view.recruiting.iter().flat_map(|r| r.figures.clone()));
    Ok(Draft::new(&view, drawn))
}

/// The file of a claim's card, in the folder of cards.
fn card_file(claim: &Claim) -> String {
    format!("{}.png", claim.name)
}

/// The files that may be published: cards, and the chart of the claims. Charts of how recruiting goes are not among them.
fn downloads(claims: &[Publishable<'_>], figure: &Figure, figures: Figures) -> Vec<Download> {
    let mut files: Vec<Download> = claims
        .iter()
        .map(|p| Download {
            folder: "cards",
            file: card_file(&p.claim),
            what: figures.say(
                "recruiters-file-card",
                args!["claim" => p.claim.text.as_str()],
            ),
        })
        .collect();
    if claims.iter().any(|p| p.reading.class == OutcomeClass::Exit) {
        files.extend(["png", "svg"].map(|kind| Download {
            folder: "charts",
            file: format!("{}.{kind}", figure.name),
            what: figures.say(
                "recruiters-file-chart",
                args!["title" => figure.title.as_str()],
            ),
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
    edition.figures.say(
        "recruiters-withheld",
        args!["labels" => words::list(&labels, edition.figures)],
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
        edition.figures.text("recruiters-how-far")
    } else {
        edition.figures.text("recruiters-how-firm")
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
        n @ 1..=3 => edition.figures.say(
            "recruiters-scheme.named",
            args!["n" => n, "names" => words::list(&names, edition.figures)],
        ),
        n => edition.figures.say(
            "recruiters-scheme",
            args!["n" => n, "count" => edition.figures.small(n as u64)],
        ),
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
    let block = |id: &'static str, title: &'static str, key: &str, most: usize| {
        let (claims, notes) = text(most, "*");
        TextBlock {
            id,
            title,
            text: edition.figures.say(
                key,
                args![
                    "organisation" => organisation.as_str(),
                    "scheme" => scheme.as_str(),
                    "claims" => claims,
                    "notes" => notes,
                ],
            ),
        }
    };
    let figures = edition.figures;
    vec![
        block(
            "job-advert",
            figures.text("recruiters-advert.title"),
            "recruiters-advert",
            1,
        ),
        block(
            "careers-page",
            figures.text("recruiters-careers.title"),
            "recruiters-careers",
            3,
        ),
        block(
            "social-post",
            figures.text("recruiters-post.title"),
            "recruiters-post",
            1,
        ),
    ]
}
