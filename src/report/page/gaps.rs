//! How gaps between groups change: a table for analysts, and a sentence for leaders where it is firm.

use crate::disclosure::Row;
use crate::vocab::Estimand;

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::gaps as say;
use super::super::language::words;
use super::super::number::telling_decimals;
use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::{Reading, Verdict};

/// The changes of gaps of a question, in the order of the release.
pub(super) fn of<'a>(question: &'a Question<'a>) -> impl Iterator<Item = &'a Row> {
    let rows = question.rows.iter().copied();
    rows.filter(|r| r.facts.estimand == Estimand::EquityGapChange)
}

/// Every question and group, for analysts.
pub(super) fn table(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> DataTable {
    let rows = ordered
        .iter()
        .flat_map(|question| of(question).map(|row| line(edition, row)))
        .collect();
    let figures = edition.figures;
    DataTable::new(
        figures.text("gaps-table"),
        figures.text("gaps-table.head"),
        rows,
    )
}

fn line(edition: &Edition<'_>, row: &Row) -> Vec<String> {
    let reading = Reading::of(row, edition.provenance);
    let figures = edition.figures;
    let against = row.facts.gap.as_ref().map_or("", |g| g.against.as_str());
    let mut cells = vec![
        edition.tell(&reading, |t| t.say("about", args![])),
        words::value(&row.value, figures),
        words::value(against, figures),
    ];
    let Some(change) = reading.amount() else {
        let minimum = edition.minimum();
        cells.extend([String::new(), String::new()]);
        cells.push(words::hidden(row.facts.status, minimum, figures));
        cells.extend([String::new(), String::new(), String::new()]);
        return cells;
    };
    let (low, high) = change.range.unwrap_or((change.value, change.value));
    let d = telling_decimals(row.facts.unit, &[change.value, low, high]);
    let level = |level: Option<f64>| level.map_or_else(String::new, |x| figures.signed(x, d));
    cells.extend([
        level(row.control_level),
        level(row.treated_level),
        format!(
            "{} {}",
            figures.signed(change.value, d),
            words::unit(row.facts.unit, figures)
        ),
        figures.between(&figures.signed(low, d), &figures.signed(high, d)),
        row.q_value.map_or_else(String::new, |q| figures.p_value(q)),
        words::evidence(reading.verdict, row.facts.evidence, figures).to_owned(),
    ]);
    cells
}

/// One sentence for each gap that is firmly smaller or larger, for leaders.
pub(super) fn sentences(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Prose> {
    questions
        .iter()
        .flat_map(|question| of(question))
        .filter_map(|row| {
            let reading = Reading::of(row, edition.provenance);
            let firm = matches!(reading.verdict, Verdict::Better | Verdict::Worse);
            let text = edition.tell(&reading, say::changed).filter(|_| firm)?;
            Some(edition.prose(&text, &reading))
        })
        .collect()
}
