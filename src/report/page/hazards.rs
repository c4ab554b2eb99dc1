//! Times to events on the pages beyond their curves: exits and their cost for leaders and analysts, tests of hazards for analysts.

use crate::disclosure::shown::{HazardChecks, TestResult};
use crate::vocab::{Estimand, OVERALL, PROPORTIONAL_FROM};

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::savings::sentence;
use super::super::number::telling_decimals;
use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::OutcomeClass;
use super::super::savings::Savings;

/// Exits of each question about leaving, for leaders.
pub(super) fn exit_lines(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Prose> {
    let mut exits: Vec<&&Question<'_>> = questions
        .iter()
        .filter(|q| q.lead.class == OutcomeClass::Exit)
        .collect();
    exits.sort_by_key(|q| q.lead.row.facts.subject.role);
    let currency = edition.settings.currency.as_deref();
    let line = |question: &&&Question<'_>| {
        let savings = Savings::of_question(edition, question)?;
        let who = edition.who(&savings.reading);
        let text = sentence(&savings, &who, currency, edition.figures);
        Some(edition.prose(&text, &savings.reading))
    };
    exits.iter().filter_map(line).collect()
}

/// Exits avoided and their cost at every horizon, for analysts.
pub(super) fn exits(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let currency = edition.settings.currency.as_deref();
    let signed = |x: f64| figures.signed(x, 0);
    let range = |low: String, high: String| figures.between(&low, &high);
    let rows = edition
        .questions
        .iter()
        .flat_map(|q| q.rows.iter().copied())
        .filter_map(|row| {
            let savings = Savings::of(edition, row)?;
            let [value, low, high] = savings.exits;
            let money = savings.money();
            let (cost, cost_range) = money.map_or_else(Default::default, |[value, low, high]| {
                let write = |x: f64| figures.signed_money(x, currency);
                (write(value), range(write(low), write(high)))
            });
            Some(vec![
                row.facts.subject.outcome_label.clone(),
                figures.whom(row.facts.subject.role, &row.facts.subject.programme_name),
                row.horizon_days
                    .map_or_else(String::new, |d| figures.count(d)),
                figures.count(savings.people),
                signed(value),
                range(signed(low), signed(high)),
                cost,
                cost_range,
            ])
        })
        .collect();
    DataTable::new(
        figures.text("exits-table"),
        figures.text("exits-table.head"),
        rows,
    )
}

/// Tests of the hazards behind every time to an event, and what to read first, for analysts.
pub(super) fn tests(edition: &Edition<'_>) -> DataTable {
    let figures = edition.figures;
    let test = |result: &Result<TestResult, String>| match result {
        Ok(test) => [
            figures.fixed(test.chi_square, 2),
            figures.p_value(test.p_value),
        ],
        Err(_) => [figures.text("hazards-none").to_owned(), String::new()],
    };
    let rows = edition
        .release
        .hazards()
        .iter()
        .map(|checks| {
            let [logrank, logrank_p] = test(&checks.logrank);
            let [proportional, proportional_p] = test(&checks.proportional);
            vec![
                checks.subject.outcome_label.clone(),
                figures.whom(checks.subject.role, &checks.subject.programme_name),
                logrank,
                logrank_p,
                proportional,
                proportional_p,
                first(edition, checks),
            ]
        })
        .collect();
    DataTable::new(
        figures.text("hazards-table"),
        figures.text("hazards-table.head"),
        rows,
    )
}

/// The figure that sums up the whole time: the hazard ratio where it does not change, else the difference of restricted mean time.
fn first(edition: &Edition<'_>, checks: &HazardChecks) -> String {
    let proportional = checks
        .proportional
        .as_ref()
        .is_ok_and(|test| test.p_value >= PROPORTIONAL_FROM);
    let (estimand, read) = if proportional {
        (Estimand::HazardRatio, "ratio")
    } else {
        (Estimand::RmstDifference, "time")
    };
    let figures = edition.figures;
    let row = edition.release.rows().iter().find(|r| {
        r.facts.subject == checks.subject && r.facts.estimand == estimand && r.dimension == OVERALL
    });
    let told = row.and_then(|r| {
        let (value, low, high) = (r.estimate?, r.ci_low?, r.ci_high?);
        let d = telling_decimals(r.facts.unit, &[value]);
        let write = |x: f64| {
            if proportional {
                figures.fixed(x, d)
            } else {
                figures.signed(x, d)
            }
        };
        Some(figures.say(
            "hazards-first",
            args![
                "read" => read,
                "value" => write(value),
                "low" => write(low),
                "high" => write(high),
            ],
        ))
    });
    told.unwrap_or_else(|| figures.say("hazards-first.hidden", args!["read" => read]))
}
