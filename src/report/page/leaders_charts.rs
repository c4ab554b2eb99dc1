//! The charts of the leaders' page: which questions get one, and in what order.

use serde::Serialize;

use crate::vocab::{Estimand, Unit};

use super::super::ReportError;
use super::super::chart::Figure;
use super::super::edition::Edition;
use super::super::exhibit;
use super::super::language::statements;
use super::super::prose::Prose;
use super::super::question::Question;
use super::super::reading::{OutcomeClass, Reading, Verdict};

/// Charts of one kind.
pub(super) const MOST_CHARTS: usize = 2;

/// The raw gap beside the fair one, with its sentence.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "GapFigure")]
pub(super) struct Gap {
    /// The chart.
    pub figure: Figure,
    /// The sentence under it.
    pub text: Vec<Prose>,
}

/// Rows of one unit with a raw figure: staying first, else scores.
pub(super) fn gap(
    edition: &Edition<'_>,
    questions: &[&Question<'_>],
) -> Result<Option<Gap>, ReportError> {
    let with = |unit: Unit| -> Vec<Reading<'_>> {
        questions
            .iter()
            .map(|q| q.lead)
            .filter(|r| r.row.facts.unit == unit && r.naive().is_some() && r.amount().is_some())
            .filter(|r| {
                unit != Unit::PercentagePoints
                    || r.row.facts.estimand == Estimand::RetentionDifference
            })
            .take(MOST_CHARTS)
            .collect()
    };
    let staying = with(Unit::PercentagePoints);
    let readings = if staying.is_empty() {
        with(Unit::Points)
    } else {
        staying
    };
    let Some(figure) = exhibit::gap(edition, "leaders", &readings)? else {
        return Ok(None);
    };
    let text = readings
        .first()
        .map(|r| edition.prose(&edition.tell(r, statements::gap), r))
        .into_iter()
        .collect();
    Ok(Some(Gap { figure, text }))
}

/// Curves of promotions and other events among the main answers; staying has its own.
pub(super) fn event_curves(
    edition: &Edition<'_>,
    chosen: &[&Question<'_>],
) -> Result<Vec<Figure>, ReportError> {
    let events = chosen.iter().filter(|q| q.lead.class.is_hoped_for());
    let drawn = events.map(|q| exhibit::survival(edition, q));
    Ok(drawn
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .take(MOST_CHARTS)
        .collect())
}

/// Groups of the main answers: by generation where there is one, else by the first dimension.
pub(super) fn forests(
    edition: &Edition<'_>,
    chosen: &[&Question<'_>],
) -> Result<Vec<Figure>, ReportError> {
    let mut out = Vec::new();
    for question in chosen {
        let dimensions = question.dimensions();
        let name = dimensions
            .iter()
            .find(|d| **d == "generation")
            .or(dimensions.first());
        if let (Some(name), true) = (name, out.len() < MOST_CHARTS) {
            out.extend(exhibit::forest(edition, question, name)?);
        }
    }
    Ok(out)
}

/// Programmes side by side: first where one stands out on staying, then the main answers.
pub(super) fn programme_charts(
    edition: &Edition<'_>,
    questions: &[&Question<'_>],
    chosen: &[&Question<'_>],
) -> Result<Vec<Figure>, ReportError> {
    let stands_out = |q: &Question<'_>| {
        edition.questions.iter().any(|other| {
            let (a, b) = (&other.lead.row, &q.lead.row);
            a.facts.subject.model.is_some()
                && (&a.outcome, &a.role) == (&b.outcome, &b.role)
                && matches!(other.lead.verdict, Verdict::Better | Verdict::Worse)
        })
    };
    let staying = questions
        .iter()
        .filter(|q| q.lead.class == OutcomeClass::Exit && stands_out(q));
    let mut out: Vec<Figure> = Vec::new();
    for question in staying.chain(chosen) {
        if out.len() < MOST_CHARTS {
            out.extend(
                exhibit::programmes(edition, question)?
                    .filter(|f| out.iter().all(|o| o.name != f.name)),
            );
        }
    }
    Ok(out)
}
