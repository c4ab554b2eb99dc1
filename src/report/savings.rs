//! Exits avoided and their cost: the difference of staying times the participants compared, and that times what an exit costs.
//!
//! Made from published figures alone: the row of the difference, its number of participants, and the released cost of an exit.

use crate::disclosure::{ReleasedCost, Row};
use crate::vocab::{Estimand, OVERALL, money::coarse};

use super::edition::Edition;
use super::question::Question;
use super::reading::{OutcomeClass, Reading, Verdict};

/// Exits avoided by the people of one row; negative when more left than among similar colleagues.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Savings<'a> {
    /// The difference of staying.
    pub reading: Reading<'a>,
    /// Participants compared.
    pub people: i64,
    /// Exits: value, lower and upper limit.
    pub exits: [f64; 3],
    /// What an exit costs, where that is known.
    pub cost: Option<&'a ReleasedCost>,
}

impl<'a> Savings<'a> {
    /// The savings of a row; `None` unless it is a shown difference of staying, of everybody, with a range.
    pub(crate) fn of(edition: &Edition<'a>, row: &'a Row) -> Option<Savings<'a>> {
        let reading = Reading::of(row, edition.provenance);
        let told = row.facts.estimand == Estimand::RetentionDifference
            && row.dimension == OVERALL
            && reading.class == OutcomeClass::Exit
            && !matches!(reading.verdict, Verdict::Hidden | Verdict::Described);
        let (amount, people) = reading.amount().filter(|_| told).zip(row.n_treated)?;
        let (low, high) = amount.range?;
        let exits = [amount.value, low, high].map(|points| points / 100.0 * people as f64);
        let cost = edition.release.costs().iter();
        Some(Savings {
            reading,
            people,
            exits,
            cost: cost.into_iter().find(|c| c.subject == row.facts.subject),
        })
    }

    /// The savings of the row that answers a question.
    pub(crate) fn of_question(
        edition: &Edition<'a>,
        question: &Question<'a>,
    ) -> Option<Savings<'a>> {
        Savings::of(edition, question.lead.row)
    }

    /// Cost avoided: value and limits, with two digits; negative when exits cost more.
    pub(crate) fn money(&self) -> Option<[f64; 3]> {
        let cost = self.cost?;
        Some(self.exits.map(|exits| coarse(exits * cost.per_exit)))
    }

    /// Whether the range says in which direction exits differ.
    pub(crate) fn is_clear(&self) -> bool {
        let [_, low, high] = self.exits;
        low > 0.0 || high < 0.0
    }
}
