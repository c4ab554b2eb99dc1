//! The analysts' page: every finding, every diagnostic, the methods that occur, where everything came from.

use serde::Serialize;

use crate::vocab::{Estimand, Method, OVERALL};

use super::super::ReportError;
use super::super::chart::{DataTable, Figure};
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::appendix::{self, Entry};
use super::super::language::appendix_health;
use super::super::language::appendix_robustness as robustness;
use super::super::language::words::EVIDENCE_MEANINGS;
use super::super::language::{multiplicity, weighting};
use super::super::question::Question;
use super::Draft;
use super::analysts_access::access_tables;
use super::analysts_tables::{
    disclosure, facts, inputs, ledger, outcomes, programmes, raw_table, reasons,
};
use super::answering;
use super::findings_table::{FindingLine, HEADS, line};
use super::leaders::answers_title;
use super::shell::Shell;
use super::{analysts_balance, heterogeneity, reliability};

/// Charts of each section; further ones would not be looked at, their numbers are in the table.
const MOST_CURVES: usize = 8;
const MOST_EVENTS: usize = 8;
const MOST_FORESTS: usize = 16;
const MOST_BALANCES: usize = 6;

#[derive(Debug, Serialize)]
struct Section {
    id: &'static str,
    title: &'static str,
    intro: &'static str,
    figures: Vec<Figure>,
    left_out: String,
}

#[derive(Debug, Serialize)]
struct MethodEntry {
    name: &'static str,
    text: &'static str,
    sources: &'static [&'static str],
}

#[derive(Debug, Serialize)]
struct View {
    shell: Shell,
    tally: Figure,
    facts: Vec<(String, String)>,
    programmes: DataTable,
    outcomes: DataTable,
    meanings: Vec<(&'static str, &'static str)>,
    sections: Vec<Section>,
    design: &'static str,
    lotteries: DataTable,
    duties: DataTable,
    hazards: DataTable,
    exits: DataTable,
    access: Vec<DataTable>,
    heterogeneity: DataTable,
    balance: analysts_balance::Section,
    answering: answering::Section,
    health: Option<super::health::Section>,
    raw: DataTable,
    reliability: reliability::Section,
    heads: Vec<&'static str>,
    findings: Vec<FindingLine>,
    disclosure: DataTable,
    ledger: DataTable,
    reasons: DataTable,
    warnings: Vec<String>,
    methods: Vec<MethodEntry>,
    inputs: DataTable,
    decimal: char,
}

/// Makes the page.
///
/// # Errors
/// What a drawing or the logo reports.
pub(in super::super) fn analysts(edition: &Edition<'_>) -> Result<Draft, ReportError> {
    let figures = edition.figures;
    let provenance = edition.provenance;
    let mut ordered: Vec<&Question<'_>> = edition.questions.iter().collect();
    ordered.sort_by_key(|q| {
        (
            Some(q.lead.row.programme.as_str()) != edition.leading,
            q.weight(),
        )
    });
    let sections = sections(edition, &ordered)?;
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
        sections,
        design: design(edition.designs()),
        lotteries: super::duties::lotteries(edition),
        duties: super::duties::table(edition),
        hazards: super::hazards::tests(edition),
        exits: super::hazards::exits(edition),
        access: access_tables(edition),
        heterogeneity: heterogeneity::table(edition, &ordered),
        balance: analysts_balance::section(edition),
        answering: answering::section(edition),
        health: super::health::section(edition),
        raw: raw_table(edition, &ordered),
        reliability: reliability::section(edition),
        heads: HEADS.to_vec(),
        findings: edition
            .release
            .rows()
            .iter()
            .map(|r| line(edition, r))
            .collect(),
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
    let drawn = view
        .sections
        .iter()
        .flat_map(|s| s.figures.iter().cloned())
        .chain([view.tally.clone()])
        .collect();
    Ok(Draft::new(&view, drawn))
}

fn sections(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> Result<Vec<Section>, ReportError> {
    let mut out = Vec::new();
    let mut add =
        |id,
         title,
         intro,
         most: usize,
         made: &mut dyn Iterator<Item = Result<Option<Figure>, ReportError>>| {
            let mut figures = Vec::new();
            let mut left_out = String::new();
            for figure in made {
                if figures.len() == most {
                    left_out = format!(
                        "The {most} charts of the leading questions are drawn; the numbers of all others are in the table of findings."
                    );
                    break;
                }
                figures.extend(figure?);
            }
            if !figures.is_empty() {
                out.push(Section {
                    id,
                    title,
                    intro,
                    figures,
                    left_out,
                });
            }
            Ok::<(), ReportError>(())
        };
    add(
        "curves",
        "Staying and other events over time",
        "Weighted curves of both arms, with people still followed (unweighted): Kaplan–Meier of staying, Aalen–Johansen of events that leaving competes with.",
        MOST_CURVES,
        &mut ordered.iter().map(|q| exhibit::survival(edition, q)),
    )?;
    add(
        "event-studies",
        "Before and after the start",
        "Effects by wave since the start. Points in the shaded part should lie around zero.",
        MOST_EVENTS,
        &mut ordered.iter().map(|q| exhibit::event_study(edition, q)),
    )?;
    add(
        "groups",
        "For whom",
        "The same estimator within each group. Hidden groups are named with the reason.",
        MOST_FORESTS,
        &mut ordered.iter().flat_map(|q| {
            q.dimensions()
                .into_iter()
                .map(|d| exhibit::forest(edition, q, d))
        }),
    )?;
    add(
        "balance",
        "Are the groups alike?",
        "Standardised mean differences of everything adjusted for, before and after weighting.",
        MOST_BALANCES,
        &mut ordered.iter().map(|q| exhibit::balance(edition, q)),
    )?;
    Ok(out)
}

fn methods(edition: &Edition<'_>) -> Vec<MethodEntry> {
    let rows = edition.release.rows();
    let has_method = |m: Method| rows.iter().any(|r| r.facts.method == m);
    let has_estimand = |e: Estimand| rows.iter().any(|r| r.facts.estimand == e);
    let survival = [
        Method::WeightedKmExact,
        Method::WeightedKmEntropy,
        Method::WeightedKmOverlap,
        Method::WeightedKmCem,
        Method::WeightedKmLogistic,
        Method::AalenJohansen,
    ];
    let mut entries: Vec<Entry> = vec![appendix::DESIGN];
    if rows.iter().any(|r| r.facts.method.is_did()) {
        entries.push(appendix::SCORES);
        entries.extend(robustness::entries(edition.release));
    }
    if survival.into_iter().any(has_method) {
        entries.push(appendix::SURVIVAL);
    }
    entries.extend(
        appendix::BY_METHOD
            .iter()
            .filter(|(m, _)| has_method(*m))
            .map(|(_, e)| *e),
    );
    if weighting::WEIGHTED.into_iter().any(has_method) {
        entries.extend(weighting::asked_for(&edition.provenance.study.weighting));
    }
    entries.extend(
        appendix::BY_ESTIMAND
            .iter()
            .filter(|(e, _)| has_estimand(*e))
            .map(|(_, e)| *e),
    );
    if !edition.release.hazards().is_empty() {
        entries.push(appendix::HAZARDS);
    }
    if has_estimand(Estimand::RetentionDifference) {
        entries.push(appendix::EXITS);
    }
    if !edition.controls.is_empty() {
        entries.push(appendix::CONTROLS);
    }
    if rows.iter().any(|r| r.dimension != OVERALL) {
        entries.push(appendix::BREAKDOWNS);
    }
    if !edition.release.heterogeneity().is_empty() {
        entries.push(multiplicity::HETEROGENEITY);
    }
    if rows.iter().any(|r| r.q_value.is_some()) {
        entries.push(multiplicity::entry(edition.provenance.study.multiplicity));
    }
    let judged = |r: &crate::disclosure::shown::Reliability| {
        r.consistency.is_ok() || matches!(r.agreement, Some(Ok(_)))
    };
    if edition.release.reliability().iter().any(judged) {
        entries.push(appendix::RELIABILITY);
    }
    if !edition.release.access().is_empty() {
        entries.push(appendix::ACCESS);
    }
    if edition
        .release
        .health()
        .iter()
        .any(|h| !h.ladders.is_empty())
    {
        entries.push(appendix_health::HEALTH);
    }
    entries.extend([appendix::EVIDENCE, appendix::NAIVE, appendix::DISCLOSURE]);
    entries
        .into_iter()
        .map(|e| MethodEntry {
            name: e.name,
            text: e.text,
            sources: e.sources,
        })
        .collect()
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
