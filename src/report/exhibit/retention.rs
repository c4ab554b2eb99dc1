//! Curves of both arms: of staying, or of an event that came.

use crate::disclosure::shown::{Curves, Shows};

use super::super::ReportError;
use super::super::chart::survival::{SurvivalPlan, draw, months, position, span_of};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::edition::{Edition, slug};
use super::super::language::answers::quoted;
use super::super::language::statements;
use super::super::language::words::{COMPARISON_SHORT, capital, inside, people};
use super::super::number::rounds_to_zero;
use super::super::question::Question;
use super::super::reading::OutcomeClass;

/// The curves of a question; `None` when there are none to show.
pub(in super::super) fn survival(
    edition: &Edition<'_>,
    question: &Question<'_>,
) -> Result<Option<Figure>, ReportError> {
    let lead = question.lead;
    let subject = &lead.row.facts.subject;
    let Some(curves) = edition
        .release
        .curves()
        .iter()
        .find(|c| c.subject == *subject && drawable(c))
    else {
        return Ok(None);
    };
    let name = slug(&[
        "survival",
        &subject.outcome,
        &subject.programme,
        subject.role.id(),
    ]);
    let figures = edition.figures;
    let treated = capital(people(subject.role));
    let exit = lead.class == OutcomeClass::Exit;
    let label = || quoted(&inside(&subject.outcome_label));
    let share = match (curves.shows, exit) {
        (Shows::Without, true) => "Share still here".to_owned(),
        (Shows::Without, false) => format!("Share without {}", label()),
        (Shows::With, _) => format!("Share with {}", label()),
    };
    let first = match curves.shows {
        Shows::With => " Whoever left first counts as without.",
        Shows::Without => "",
    };
    let counted = lead
        .outcome
        .filter(|o| exit && !o.events.is_empty())
        .map_or(String::new(), |o| {
            format!(
                " Counted: exits that are {}.",
                super::super::language::words::list(&o.events)
            )
        });
    let (floor, top) = span_of(curves);
    let starts = if !rounds_to_zero(floor, 0) {
        format!(
            " The vertical axis starts at {}, not at zero.",
            figures.fixed(floor, 0)
        )
    } else if !rounds_to_zero(top - 100.0, 0) {
        format!(
            " The vertical axis ends at {}, not at a hundred.",
            figures.fixed(top, 0)
        )
    } else {
        String::new()
    };
    let sub = format!(
        "{share}, of every hundred; bands show the uncertainty.{first}{counted}{starts} {COUNTED_ANEW}"
    );
    let table = table(edition, curves, &treated);
    let ends = |arm: &crate::disclosure::shown::ArmCurve| {
        arm.share
            .last()
            .map_or(String::new(), |s| figures.fixed(100.0 * s, 1))
    };
    let last = curves.treated.day.last().copied().unwrap_or(0);
    let description = format!(
        "{share} of every hundred on day {}: {treated} {}, {} {}.",
        figures.count(i64::from(last)),
        ends(&curves.treated),
        inside(COMPARISON_SHORT),
        ends(&curves.control)
    );
    let caption = Caption {
        name,
        title: edition.tell(&lead, statements::survival),
        sub,
        description,
        table,
    };
    let plan = SurvivalPlan {
        curves,
        treated: &treated,
        control: COMPARISON_SHORT,
        at_risk: [
            "People still followed",
            &format!("Followed: {}, then colleagues", people(subject.role)),
        ],
        axis: "months since the common starting day",
        figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| draw(&plan, sheet)).map(Some)
}

/// Why more colleagues are followed than work there.
const COUNTED_ANEW: &str = "A colleague who serves in several comparisons is counted in each.";

fn drawable(curves: &Curves) -> bool {
    [&curves.treated, &curves.control].iter().all(|arm| {
        let n = arm.day.len();
        n >= 2
            && arm.share.len() == n
            && arm.low.len() == n
            && arm.high.len() == n
            && arm.at_risk.len() == n
            && arm.day.is_sorted()
            && arm.day.last().is_some_and(|&d| d >= 7)
    })
}

fn table(edition: &Edition<'_>, curves: &Curves, treated: &str) -> DataTable {
    let figures = edition.figures;
    let percent = |x: Option<&f64>| x.map_or(String::new(), |x| figures.fixed(100.0 * x, 1));
    let last = curves.treated.day.last().copied().unwrap_or(0);
    let rows = months(last, 680.0, 60.0)
        .into_iter()
        .map(|month| {
            let day = f64::from(month) * 365.25 / 12.0;
            let mut cells = vec![month.to_string()];
            for arm in [&curves.treated, &curves.control] {
                let at = position(arm, day).unwrap_or(0);
                let (low, high) = (percent(arm.low.get(at)), percent(arm.high.get(at)));
                cells.push(format!("{} ({low} to {high})", percent(arm.share.get(at))));
                cells.push(
                    arm.at_risk
                        .get(at)
                        .map_or(String::new(), |&n| figures.count(n as i64)),
                );
            }
            cells
        })
        .collect();
    DataTable {
        caption: "Of every hundred, with 95 % limits at each month".to_owned(),
        head: vec![
            "Months".to_owned(),
            treated.to_owned(),
            format!("{treated}, followed"),
            COMPARISON_SHORT.to_owned(),
            format!("{COMPARISON_SHORT}, followed"),
        ],
        rows,
    }
}
