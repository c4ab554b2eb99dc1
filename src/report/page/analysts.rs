//! The analysts' page: every finding, every diagnostic, the methods that occur, where everything came from.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::ReportError;
use super::super::chart::{DataTable, Figure};
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::catalogue::args;
use super::super::language::words::evidence_meanings;
use super::super::number::Figures;
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
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Charts {
    /// The charts.
    figures: Vec<Figure>,
    /// Which are not drawn; empty when all are.
    left_out: String,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "AnalystsView")]
pub(super) struct View {
    /// The frame of the page.
    shell: Shell,
    /// How many answers there are of each kind.
    tally: Figure,
    /// About the run: (name, value).
    facts: Vec<(&'static str, String)>,
    /// The programmes.
    programmes: DataTable,
    /// What was asked.
    outcomes: DataTable,
    /// Grades of evidence: (word, meaning).
    meanings: Vec<(&'static str, &'static str)>,
    /// Every question with its answer.
    headlines: LinkedTable,
    /// Who was compared and how alike they were.
    alike: LinkedTable,
    /// People in several programmes or roles.
    overlap: overlap::Section,
    /// Charts of balance.
    love: Charts,
    /// Weights and balance.
    balance: analysts_balance::Section,
    /// Event studies.
    events: Charts,
    /// Curves of times to events.
    curves: Charts,
    /// Counts as changes and as ratios.
    counts: LinkedTable,
    /// Answers by group.
    groups: Charts,
    /// Whether groups differ.
    heterogeneity: DataTable,
    /// Whether gaps between groups become smaller.
    gaps: DataTable,
    /// Sensitivity of each answer.
    sensitivity: LinkedTable,
    /// How the differences came about.
    design: &'static str,
    /// Checks of lotteries.
    lotteries: DataTable,
    /// Negative controls and guardrails.
    duties: DataTable,
    /// Tests of hazards.
    hazards: DataTable,
    /// Exits avoided and their cost.
    exits: DataTable,
    /// Who got in, a table a dimension.
    access: Vec<DataTable>,
    /// Who answered.
    answering: answering::Section,
    /// How the programmes run.
    health: Option<super::health::Section>,
    /// What each programme is for.
    aims: DataTable,
    /// Which programme works best for what.
    portfolio: Option<portfolio::Section>,
    /// How well the scores are measured.
    reliability: reliability::Section,
    /// Every finding.
    findings: Findings,
    /// What is hidden.
    disclosure: DataTable,
    /// What became of every row read.
    ledger: DataTable,
    /// Why rows were not used.
    reasons: DataTable,
    /// Warnings of the run.
    warnings: Vec<String>,
    /// The methods appendix.
    methods: Methods,
    /// The files read, with their hashes.
    inputs: DataTable,
    /// The decimal sign.
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
            super::shell::page_name(super::super::settings::Audience::Analysts, edition.figures),
        )?,
        tally: exhibit::tally(edition, "answers", answers_title(edition))?,
        facts: facts(edition),
        programmes: programmes(edition),
        outcomes: outcomes(edition),
        meanings: evidence_meanings(edition.figures).to_vec(),
        headlines: headlines(edition, &ordered),
        alike: alike(edition, &ordered),
        balance: analysts_balance::section(edition),
        overlap: overlap::section(edition),
        heterogeneity: heterogeneity::table(edition, &ordered),
        gaps: gaps::table(edition, &ordered),
        love: charts(
            MOST_BALANCES,
            figures,
            ordered.iter().map(|q| exhibit::balance(edition, q)),
        )?,
        events: charts(
            MOST_EVENTS,
            figures,
            ordered.iter().map(|q| exhibit::event_study(edition, q)),
        )?,
        curves: charts(
            MOST_CURVES,
            figures,
            ordered.iter().map(|q| exhibit::survival(edition, q)),
        )?,
        counts: counts(edition, &ordered),
        groups: charts(MOST_FORESTS, figures, forests)?,
        sensitivity: sensitivity(edition, &ordered),
        design: design(edition.designs(), figures),
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
    told: Figures,
    made: impl Iterator<Item = Result<Option<Figure>, ReportError>>,
) -> Result<Charts, ReportError> {
    let mut figures = Vec::new();
    let mut left_out = String::new();
    for figure in made {
        let Some(figure) = figure? else { continue };
        if figures.len() == most {
            left_out = told.say("analysts-left-out", args!["most" => most]);
            break;
        }
        figures.push(figure);
    }
    Ok(Charts { figures, left_out })
}

/// How the differences on the page came about, in a sentence: (lotteries, others).
fn design(designs: (bool, bool), figures: Figures) -> &'static str {
    match designs {
        (true, false) => figures.text("analysts-design.lot"),
        (true, true) => figures.text("analysts-design.both"),
        (false, _) => figures.text("analysts-design"),
    }
}
