//! The entry page: what was run, for whom there is a page, what can be downloaded, how to read the words.

use serde::Serialize;

use crate::vocab::Method;

use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::words::{self, EVIDENCE_MEANINGS};
use super::super::settings::Audience;
use super::Draft;
use super::leaders::answers_title;
use super::shell::{Shell, page_name};

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Door {
    /// File of the page.
    href: String,
    /// Its name.
    name: &'static str,
    /// What it holds.
    what: &'static str,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "IndexView")]
pub(super) struct View {
    /// The frame of the page.
    shell: Shell,
    /// What was run, in a sentence.
    lede: String,
    /// The pages for each audience.
    doors: Vec<Door>,
    /// Other files: (name, what it is).
    downloads: Vec<(&'static str, &'static str)>,
    /// About the run: (name, value).
    facts: Vec<(&'static str, String)>,
    /// How many answers there are of each kind.
    tally: Figure,
    /// Grades of evidence: (word, meaning).
    meanings: Vec<(&'static str, &'static str)>,
    /// Warnings of the run.
    warnings: Vec<String>,
}

const DOWNLOADS: [(&str, &str); 5] = [
    ("findings.csv", "every finding as a table for any program"),
    (
        "workbook.xlsx",
        "the same for spreadsheets, one sheet a theme",
    ),
    ("findings.parquet", "the same for data tools"),
    ("findings.json", "the same for web tools"),
    ("run.json", "what was run: files, settings, row ledger"),
];

fn what(audience: Audience) -> &'static str {
    match audience {
        Audience::Leaders => {
            "The answer, how sure it is, for whom, and what to do next. Five minutes."
        }
        Audience::Analysts => {
            "Every finding with its checks, the methods, and where the data came from."
        }
        Audience::Recruiters => "What may be said in public, with footnotes and ready-made texts.",
    }
}

/// Programmes that are named; more are counted.
const MOST_NAMES: usize = 4;

fn names(edition: &Edition<'_>) -> String {
    let all = &edition.provenance.programmes;
    if all.is_empty() || all.len() > MOST_NAMES {
        return edition.figures.count(all.len() as i64);
    }
    let names: Vec<&str> = all.iter().map(|p| p.name.as_str()).collect();
    words::list(&names)
}

/// Who is compared with whom.
fn compared(edition: &Edition<'_>) -> String {
    let who = match edition.provenance.programmes.as_slice() {
        [] => "Participants".to_owned(),
        [one] => format!("People in {}", one.name),
        more => format!(
            "People in {} programmes",
            edition.figures.small(more.len() as u64)
        ),
    };
    let versus = match edition.designs() {
        (true, false) => words::comparison(Method::LotteryItt).to_owned(),
        (true, true) => format!(
            "{}, or with {}",
            words::COMPARISON,
            words::comparison(Method::LotteryItt)
        ),
        (false, _) => words::COMPARISON.to_owned(),
    };
    format!("{who} compared with {versus}, both from the same starting day.")
}

/// Makes the page; `files` are the pages with their audiences.
///
/// # Errors
/// What a drawing or the logo reports.
pub(in super::super) fn index(
    edition: &Edition<'_>,
    files: &[(Audience, String)],
) -> Result<Draft, ReportError> {
    let (figures, provenance) = (edition.figures, edition.provenance);
    let tally = exhibit::tally(edition, "answers", answers_title(edition))?;
    let rows: u64 = provenance.ledger.iter().map(|l| l.read).sum();
    let summary = edition.release.summary();
    let view = View {
        shell: Shell::new(edition, "index", "Overview")?,
        lede: format!("{} {}.", compared(edition), tally.title),
        doors: files
            .iter()
            .map(|(a, href)| Door {
                href: href.clone(),
                name: page_name(*a),
                what: what(*a),
            })
            .collect(),
        downloads: DOWNLOADS.to_vec(),
        facts: vec![
            (
                "Data up to",
                figures.day(edition.release.period().last_day()),
            ),
            ("Programmes", names(edition)),
            ("Outcomes", figures.count(provenance.outcomes.len() as i64)),
            ("Input files", figures.count(provenance.inputs.len() as i64)),
            ("Rows read", figures.count(rows as i64)),
            ("Findings shown", figures.count(summary.published as i64)),
            (
                "Findings hidden to protect people",
                figures.count((summary.suppressed_primary + summary.suppressed_secondary) as i64),
            ),
            (
                "Findings without an estimate",
                figures.count(summary.insufficient as i64),
            ),
            ("Run on", figures.day(provenance.today)),
        ],
        tally: tally.clone(),
        meanings: EVIDENCE_MEANINGS.to_vec(),
        warnings: provenance.warnings.clone(),
    };
    Ok(Draft::new(&view, vec![tally]))
}
