//! Questions: all rows of one outcome, programme and role, and the row that leads them.

use std::collections::BTreeMap;

use crate::disclosure::Row;
use crate::vocab::{ALL, Duty, Estimand, OVERALL, PROPORTIONAL_FROM};

use super::provenance::Provenance;
use super::reading::{OutcomeClass, Reading, Verdict};

/// The horizon that leads where there are several.
const LEADING_HORIZON: i64 = 365;

/// One question and its rows.
#[derive(Debug, Clone)]
pub(crate) struct Question<'a> {
    /// The row that answers it.
    pub lead: Reading<'a>,
    /// Every row, in the order of the release.
    pub rows: Vec<&'a Row>,
}

/// The key of a question.
pub(crate) type Key<'a> = (&'a str, &'a str, &'a str);

/// Every question, in the order of the release; negative controls ask nothing about the programme and are none.
pub(crate) fn questions<'a>(rows: &'a [Row], provenance: &'a Provenance) -> Vec<Question<'a>> {
    let control = |row: &&Row| row.facts.subject.duty == Duty::NegativeControl;
    grouped(rows.iter().filter(|row| !control(row)), provenance)
}

/// Every negative control, in the order of the release.
pub(crate) fn controls<'a>(rows: &'a [Row], provenance: &'a Provenance) -> Vec<Question<'a>> {
    let control = |row: &&Row| row.facts.subject.duty == Duty::NegativeControl;
    grouped(rows.iter().filter(control), provenance)
}

fn grouped<'a>(
    rows: impl Iterator<Item = &'a Row>,
    provenance: &'a Provenance,
) -> Vec<Question<'a>> {
    let mut places: BTreeMap<Key<'a>, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&'a Row>> = Vec::new();
    for row in rows {
        let place = *places
            .entry((&row.programme, &row.role, &row.outcome))
            .or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
        if let Some(group) = groups.get_mut(place) {
            group.push(row);
        }
    }
    groups
        .into_iter()
        .filter_map(|rows| {
            let lead = rows
                .iter()
                .filter(|r| r.dimension == OVERALL && r.event_time.is_none() && may_lead(r))
                .map(|r| Reading::of(r, provenance))
                .min_by_key(rank)?;
            Some(Question { lead, rows })
        })
        .collect()
}

/// Whether a row may answer its question: a hazard ratio only when it does not change with time.
fn may_lead(row: &Row) -> bool {
    let constant = row
        .facts
        .proportional_p
        .is_some_and(|p| p >= PROPORTIONAL_FROM);
    row.facts.estimand != Estimand::HazardRatio || constant
}

/// Which of a question's overall rows answers it: shown before hidden, then by estimand, then by horizon.
fn rank(reading: &Reading<'_>) -> (bool, usize, i64, i64) {
    let event = reading.class.is_hoped_for();
    let order: &[Estimand] = if event {
        &[
            Estimand::CumulativeIncidenceDifference,
            Estimand::RetentionDifference,
            Estimand::RmstDifference,
        ]
    } else {
        &[
            Estimand::Att,
            Estimand::RetentionDifference,
            Estimand::CumulativeIncidenceDifference,
            Estimand::ShareDifference,
            Estimand::RateDifference,
            Estimand::RateRatio,
            Estimand::RmstDifference,
            Estimand::Mean,
            Estimand::Share,
            Estimand::Rate,
            Estimand::Count,
        ]
    };
    let estimand = reading.row.facts.estimand;
    let place = order
        .iter()
        .position(|&e| e == estimand)
        .unwrap_or(order.len() + estimand as usize);
    let horizon = reading.row.horizon_days.unwrap_or(0);
    (
        !reading.is_shown(),
        place,
        (horizon - LEADING_HORIZON).abs(),
        horizon,
    )
}

impl<'a> Question<'a> {
    /// The rows of one dimension that ask the same of parts of the people.
    pub(crate) fn broken_down(
        &self,
        dimension: &str,
        provenance: &'a Provenance,
    ) -> Vec<Reading<'a>> {
        let lead = self.lead.row;
        self.rows
            .iter()
            .filter(|r| {
                r.dimension == dimension
                    && r.facts.estimand == lead.facts.estimand
                    && r.horizon_days == lead.horizon_days
                    && r.event_time.is_none()
            })
            .map(|r| Reading::of(r, provenance))
            .collect()
    }

    /// The dimensions it is broken down by, in the order of the release.
    pub(crate) fn dimensions(&self) -> Vec<&'a str> {
        let mut seen: Vec<&'a str> = Vec::new();
        for row in &self.rows {
            if row.dimension != OVERALL && !seen.contains(&row.dimension.as_str()) {
                seen.push(&row.dimension);
            }
        }
        seen
    }

    /// How much it deserves the reader's first look: firm before vague, staying before scores.
    pub(crate) fn weight(&self) -> (u8, u8, i64) {
        let verdict = match self.lead.verdict {
            Verdict::Better | Verdict::Worse => 0,
            Verdict::LeansBetter | Verdict::LeansWorse => 1,
            Verdict::Same => 2,
            Verdict::Unclear => 3,
            Verdict::Described => 4,
            Verdict::Hidden => 5,
        };
        (
            verdict,
            u8::from(self.lead.class != OutcomeClass::Exit),
            -(self.lead.firmness() * 100.0) as i64,
        )
    }
}

/// The programme that the leaders' page is about: all together, or the first with a shown answer.
pub(crate) fn leading_programme<'a>(questions: &[Question<'a>]) -> Option<&'a str> {
    let programmes = || questions.iter().map(|q| q.lead.row.programme.as_str());
    programmes()
        .find(|&p| p == ALL)
        .or_else(|| {
            questions
                .iter()
                .find(|q| q.lead.is_shown())
                .map(|q| q.lead.row.programme.as_str())
        })
        .or_else(|| programmes().next())
}
