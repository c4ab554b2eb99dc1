//! The methods appendix of the analysts' page: for the numbers of this very report, whom they are about, what they
//! estimate, by which formula and with which thresholds. Words stand in the catalogue; here they are chosen.

use serde::Serialize;

use crate::disclosure::Row;

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::appendix::{Occurrence, bars, target, told as entries};
use super::super::language::words::{self, capital, list};
use super::super::prose::Prose;
use super::analysts_outcomes::facts;
use super::analysts_population::{populations, rules};

/// The section.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(super) struct Methods {
    populations: DataTable,
    rules: Vec<(&'static str, String)>,
    outcomes: Vec<OutcomeBlock>,
    untold: String,
    estimands: Vec<EstimandLine>,
    formulas: Vec<Formula>,
    bars: DataTable,
}

/// One outcome's numbers.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct OutcomeBlock {
    label: String,
    facts: Vec<(&'static str, Prose)>,
}

/// Outcomes of which the same is true.
struct OutcomeFactsTold {
    labels: Vec<String>,
    facts: Vec<(&'static str, Prose)>,
}

/// One estimand.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct EstimandLine {
    id: &'static str,
    name: String,
    words: &'static str,
    formula: &'static str,
    rows: String,
}

/// One entry of the registry.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Formula {
    anchor: String,
    name: &'static str,
    statement: &'static str,
    error: &'static str,
    sources: &'static [&'static str],
}

/// The appendix of an edition.
pub(super) fn methods(edition: &Edition<'_>) -> Methods {
    let found = Occurrence::of(edition.release, &edition.provenance.study);
    let told = entries(&found);
    let mut untold = Vec::new();
    let mut outcomes: Vec<OutcomeFactsTold> = Vec::new();
    for outcome in &edition.provenance.outcomes {
        let rows: Vec<&Row> = found.rows().filter(|r| r.outcome == outcome.id).collect();
        if rows.is_empty() {
            untold.push(outcome.label.as_str());
        } else {
            let facts = facts(edition, outcome, &rows, &told);
            // Outcomes of which the same is true are told together.
            match outcomes.iter_mut().find(|o| o.facts == facts) {
                Some(alike) => alike.labels.push(outcome.label.clone()),
                None => outcomes.push(OutcomeFactsTold {
                    labels: vec![outcome.label.clone()],
                    facts,
                }),
            }
        }
    }
    Methods {
        populations: populations(edition),
        rules: rules(edition),
        outcomes: outcomes
            .into_iter()
            .map(|o| OutcomeBlock {
                label: list(&o.labels, edition.figures),
                facts: o.facts,
            })
            .collect(),
        untold: list(&untold, edition.figures),
        estimands: estimands(edition, &found),
        formulas: told
            .iter()
            .map(|e| Formula {
                anchor: e.anchor(),
                name: e.name,
                statement: e.statement,
                error: e.error,
                sources: e.sources,
            })
            .collect(),
        bars: DataTable::new(
            edition.figures.text("thresholds-table"),
            edition.figures.text("thresholds-table.head"),
            bars(edition.release.summary(), edition.figures)
                .into_iter()
                .map(|b| b.to_vec())
                .collect(),
        ),
    }
}

/// The estimands that occur, with the number of shown rows.
fn estimands(edition: &Edition<'_>, found: &Occurrence<'_>) -> Vec<EstimandLine> {
    found
        .estimands
        .iter()
        .map(|&estimand| {
            let target = target(estimand);
            let rows = found
                .rows()
                .filter(|r| r.facts.estimand == estimand)
                .count();
            EstimandLine {
                id: estimand.id(),
                name: capital(words::estimand(estimand, edition.figures)),
                words: target.words,
                formula: target.formula,
                rows: edition.figures.count(rows as i64),
            }
        })
        .collect()
}
