//! The analysts' page: every finding, every diagnostic, the methods that occur, where everything came from.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::ReportError;
use super::super::chart::{DataTable, Figure};
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::words::EVIDENCE_MEANINGS;
use super::super::question::Question;
use super::Draft;
use super::analysts_access::access_tables;
use super::analysts_headlines::{LinkedTable, alike, counts, headlines, sensitivity};
use super::analysts_methods::{Methods, methods};
use super::analysts_tables::{disclosure, facts, inputs, ledger, outcomes, programmes, reasons};
use super::answering;
use super::findings_table::{Findings, findings};
use super::leaders::answers_title;
use super::shell::Shell;
use super::{aims, analysts_balance, gaps, heterogeneity, overlap, portfolio, reliability};

/// Charts of each section; further ones would not be looked at, their numbers are in the table.
const MOST_CURVES: usize = 8;
const MOST_EVENTS: usize = 8;
const MOST_FORESTS: usize = 16;
const MOST_BALANCES: usize = 6;

/// Charts of one kind.
#[derive(Debug, Serialize)]
struct Charts {
    figures: Vec<Figure>,
    left_out: String,
}

#[derive(Debug, Serialize)]
struct View {
    shell: Shell,
    tally: Figure,
    facts: Vec<(String, String)>,
    programmes: DataTable,
    outcomes: DataTable,
    meanings: Vec<(&'static str, &'static str)>,
    headlines: LinkedTable,
    alike: LinkedTable,
    overlap: overlap::Section,
    love: Charts,
    balance: analysts_balance::Section,
    events: Charts,
    curves: Charts,
    counts: LinkedTable,
    groups: Charts,
    heterogeneity: DataTable,
    gaps: DataTable,
    sensitivity: LinkedTable,
    design: &'static str,
    lotteries: DataTable,
    duties: DataTable,
    hazards: DataTable,
    exits: DataTable,
    access: Vec<DataTable>,
    answering: answering::Section,
    health: Option<super::health::Section>,
    aims: DataTable,
    portfolio: Option<portfolio::Section>,
    reliability: reliability::Section,
    findings: Findings,
    disclosure: DataTable,
    ledger: DataTable,
    reasons: DataTable,
    warnings: Vec<String>,
    methods: Methods,
    inputs: DataTable,
    decimal: char,
}

/// Makes the page; `quoted` are the anchors of rows that other pages lead to.
///
/// # Errors
/// What a drawing or the logo reports.
pub(in super::super) fn analysts(
    edition: &Edition<'_>,
    quoted: &BTreeSet<String>,
) -> Result<Draft, ReportError> {
    let figures = edition.figures;
    let provenance = edition.provenance;
    let mut ordered: Vec<&Question<'_>> = edition.questions.iter().collect();
    ordered.sort_by_key(|q| {
        (
            Some(q.lead.row.programme.as_str()) != edition.leading,
            q.weight(),
        )
    });
    let forests = ordered.iter().flat_map(|q| {
        let dimensions = q.dimensions().into_iter();
        dimensions.map(|d| exhibit::forest(edition, q, d))
    });
    let view = View {
        shell: Shell::new(
            edition,
            "analysts",
            super::shell::page_name(super::super::settings::Audience::Analysts),
        )?,
        tally: exhibit::tally(edition, "answers", answers_title(edition))?,
        facts: facts(edition),
        programmes: programmes(edition),
        outcomes: outcomes(edition),
        meanings: EVIDENCE_MEANINGS.to_vec(),
        headlines: headlines(edition, &ordered),
        alike: alike(edition, &ordered),
        balance: analysts_balance::section(edition),
        overlap: overlap::section(edition),
        heterogeneity: heterogeneity::table(edition, &ordered),
        gaps: gaps::table(edition, &ordered),
        love: charts(
            MOST_BALANCES,
            ordered.iter().map(|q| exhibit::balance(edition, q)),
        )?,
        events: charts(
            MOST_EVENTS,
            ordered.iter().map(|q| exhibit::event_study(edition, q)),
        )?,
        curves: charts(
            MOST_CURVES,
            ordered.iter().map(|q| exhibit::survival(edition, q)),
        )?,
        counts: counts(edition, &ordered),
        groups: charts(MOST_FORESTS, forests)?,
        sensitivity: sensitivity(edition, &ordered),
        design: design(edition.designs()),
        lotteries: super::duties::lotteries(edition),
        duties: super::duties::table(edition),
        hazards: super::hazards::tests(edition),
        exits: super::hazards::exits(edition),
        access: access_tables(edition),
        answering: answering::section(edition),
        health: super::health::section(edition),
        aims: aims::table(edition),
        portfolio: portfolio::section(edition)?,
        reliability: reliability::section(edition),
        findings: findings(edition, quoted),
        disclosure: disclosure(edition),
        ledger: ledger(edition),
        reasons: reasons(edition),
        warnings: provenance.warnings.clone(),
        methods: methods(edition),
        inputs: inputs(edition),
        decimal: if figures.fixed(0.5, 1).contains(',') {
            ','
        } else {
            '.'
        },
    };
    let drawn = [&view.love, &view.events, &view.curves, &view.groups]
        .iter()
        .flat_map(|c| c.figures.iter().cloned())
        .chain(
            view.portfolio
                .iter()
                .flat_map(|p| p.figures.iter().cloned()),
        )
        .chain([view.tally.clone()])
        .collect();
    Ok(Draft::new(&view, drawn))
}

/// The first `most` figures, and a word about the others.
fn charts(
    most: usize,
    made: impl Iterator<Item = Result<Option<Figure>, ReportError>>,
) -> Result<Charts, ReportError> {
    let mut figures = Vec::new();
    let mut left_out = String::new();
    for figure in made {
        let Some(figure) = figure? else { continue };
        if figures.len() == most {
            left_out = format!(
                "The {most} charts of the leading questions are drawn; the numbers of all others are in the table of findings."
            );
            break;
        }
        figures.push(figure);
    }
    Ok(Charts { figures, left_out })
}

/// How the differences on the page came about, in a sentence: (lotteries, others).
fn design(designs: (bool, bool)) -> &'static str {
    match designs {
        (true, false) => {
            "Places were drawn by lot: differences are between all who were drawn and all who applied and were not."
        }
        (true, true) => {
            "Where the method is a lottery, places were drawn by lot; all other differences are observational: participants against similar colleagues who had not joined by the same day."
        }
        (false, _) => {
            "Differences are observational: participants against similar colleagues who had not joined by the same day, not a lottery."
        }
    }
}
