//! Whether groups differ: a table for analysts, and a sentence for leaders where it is clear.

use crate::disclosure::Heterogeneity;

use super::super::chart::DataTable;
use super::super::edition::Edition;
use super::super::language::catalogue::args;
use super::super::language::statements;
use super::super::language::words::{self, capital};
use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::Verdict;

/// Leaders read that groups differ when the adjusted p-value is under this.
const CLEAR_UNDER: f64 = 0.05;
/// Tests in the table; a portfolio has thousands, and most say that nothing differs.
const MOST_TESTS: usize = 200;

/// The tests of the estimand and horizon that lead a question.
fn of<'a>(edition: &'a Edition<'_>, question: &Question<'_>) -> Vec<&'a Heterogeneity> {
    let lead = question.lead.row;
    edition
        .release
        .heterogeneity()
        .iter()
        .filter(|h| {
            h.subject == lead.facts.subject
                && h.estimand == lead.facts.estimand
                && h.horizon_days == lead.horizon_days
        })
        .collect()
}

/// Every question and dimension, for analysts; of very many the clearest differences.
pub(super) fn table(edition: &Edition<'_>, ordered: &[&Question<'_>]) -> DataTable {
    let figures = edition.figures;
    let asked = ordered.iter().flat_map(|question| {
        let tests = of(edition, question).into_iter();
        tests.map(|h| (question.lead, h))
    });
    let mut tests: Vec<_> = asked.enumerate().collect();
    let all = tests.len();
    tests.sort_by(|(_, (_, a)), (_, (_, b))| a.p_value.total_cmp(&b.p_value));
    tests.truncate(MOST_TESTS);
    tests.sort_by_key(|(at, _)| *at);
    let rows = tests
        .into_iter()
        .map(|(_, (lead, h))| {
            let none = figures.text("differ-unsettled").to_owned();
            vec![
                edition.tell(&lead, |t| t.say("about", args![])),
                capital(&words::dimension(&h.dimension, figures)),
                figures.count(h.values as i64),
                figures.fixed(h.q, 2),
                figures.fixed(h.df, 0),
                figures.p_value(h.p_value),
                figures.p_value(h.p_adjusted),
                h.tau2.map_or_else(|| none.clone(), |x| figures.fixed(x, 3)),
                h.i2_percent
                    .map_or_else(|| none.clone(), |x| format!("{} %", figures.fixed(x, 0))),
            ]
        })
        .collect();
    DataTable::new(
        figures.say(
            "differ-table",
            args![
                "most" => if all > MOST_TESTS { MOST_TESTS } else { 0 },
                "all" => figures.count(all as i64),
                "sheet" => Heterogeneity::SHEET,
            ],
        ),
        figures.text("differ-table.head"),
        rows,
    )
}

/// One sentence for each question whose groups clearly differ, for leaders.
pub(super) fn sentences(edition: &Edition<'_>, questions: &[&Question<'_>]) -> Vec<Prose> {
    questions
        .iter()
        .filter(|q| !matches!(q.lead.verdict, Verdict::Described | Verdict::Hidden))
        .filter_map(|q| {
            let by: Vec<String> = of(edition, q)
                .into_iter()
                .filter(|h| h.p_adjusted < CLEAR_UNDER)
                .map(|h| words::dimension(&h.dimension, edition.figures))
                .collect();
            (!by.is_empty()).then(|| {
                let text = edition.tell(&q.lead, |t| statements::differs(t, &by));
                edition.prose(&text, &q.lead)
            })
        })
        .collect()
}
