//! The entry page: what was run, for whom there is a page, what can be downloaded, how to read the words.

use serde::Serialize;

use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::catalogue::args;
use super::super::language::words::{self, evidence_meanings};
use super::super::number::Figures;
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

/// The files and what they are for.
fn downloads(figures: Figures) -> Vec<(&'static str, &'static str)> {
    vec![
        ("findings.csv", figures.text("index-csv")),
        ("workbook.xlsx", figures.text("index-workbook")),
        ("findings.parquet", figures.text("index-parquet")),
        ("findings.json", figures.text("index-json")),
        ("run.json", figures.text("index-run-file")),
    ]
}

fn what(audience: Audience, figures: Figures) -> &'static str {
    match audience {
        Audience::Leaders => figures.text("index-leaders"),
        Audience::Analysts => figures.text("index-analysts"),
        Audience::Recruiters => figures.text("index-recruiters"),
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
    words::list(&names, edition.figures)
}

/// Who is compared with whom.
fn compared(edition: &Edition<'_>) -> String {
    let programmes = edition.provenance.programmes.as_slice();
    let name = match programmes {
        [one] => one.name.as_str(),
        _ => "",
    };
    let n = programmes.len();
    edition.figures.say(
        "index-compared",
        args![
            "n" => n,
            "count" => edition.figures.small(n as u64),
            "name" => name,
            "design" => match edition.designs() {
                (true, false) => "lot",
                (true, true) => "both",
                (false, _) => "matched",
            },
        ],
    )
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
        shell: Shell::new(edition, "index", figures.text("page-overview"))?,
        lede: figures.say(
            "index-lede",
            args!["compared" => compared(edition), "tally" => tally.title.as_str()],
        ),
        doors: files
            .iter()
            .map(|(a, href)| Door {
                href: href.clone(),
                name: page_name(*a, figures),
                what: what(*a, figures),
            })
            .collect(),
        downloads: downloads(figures),
        facts: vec![
            (
                figures.text("index-data"),
                figures.day(edition.release.period().last_day()),
            ),
            (figures.text("index-programmes"), names(edition)),
            (
                figures.text("index-outcomes"),
                figures.count(provenance.outcomes.len() as i64),
            ),
            (
                figures.text("index-inputs"),
                figures.count(provenance.inputs.len() as i64),
            ),
            (figures.text("index-rows"), figures.count(rows as i64)),
            (
                figures.text("index-shown"),
                figures.count(summary.published as i64),
            ),
            (
                figures.text("index-hidden"),
                figures.count((summary.suppressed_primary + summary.suppressed_secondary) as i64),
            ),
            (
                figures.text("index-insufficient"),
                figures.count(summary.insufficient as i64),
            ),
            (figures.text("index-run-on"), figures.day(provenance.today)),
        ],
        tally: tally.clone(),
        meanings: evidence_meanings(edition.figures).to_vec(),
        warnings: provenance.warnings.clone(),
    };
    Ok(Draft::new(&view, vec![tally]))
}
