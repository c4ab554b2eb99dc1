//! Curves of both arms: of staying, or of an event that came.

use crate::disclosure::shown::{Curves, Shows};
use crate::vocab::RoleScope;

use super::super::ReportError;
use super::super::chart::survival::{SurvivalPlan, draw, months, position, span_of};
use super::super::chart::{Caption, DataTable, Figure};
use super::super::edition::{Edition, slug};
use super::super::language::catalogue::args;
use super::super::language::statements;
use super::super::language::words::{capital, list, people};
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
    let treated = capital(people(subject.role, figures));
    let exit = lead.class == OutcomeClass::Exit;
    let events = lead
        .outcome
        .filter(|o| exit && !o.events.is_empty())
        .map_or(String::new(), |o| list(&o.events, figures));
    let (floor, top) = span_of(curves);
    let (axis, end) = if !rounds_to_zero(floor, 0) {
        ("starts", floor)
    } else if !rounds_to_zero(top - 100.0, 0) {
        ("ends", top)
    } else {
        ("whole", top)
    };
    let shown = || {
        args![
            "shows" => match curves.shows {
                Shows::With => "with",
                Shows::Without => "without",
            },
            "class" => lead.class.id(),
            "label" => subject.outcome_label.as_str(),
            "role" => subject.role.id(),
            "counted" => if events.is_empty() { "no" } else { "yes" },
            "events" => events.as_str(),
            "axis" => axis,
            "end" => figures.fixed(end, 0),
        ]
    };
    let sub = figures.say("survival-sub", shown());
    let table = table(edition, curves, subject.role);
    let ends = |arm: &crate::disclosure::shown::ArmCurve| {
        arm.share
            .last()
            .map_or(String::new(), |s| figures.fixed(100.0 * s, 1))
    };
    let last = curves.treated.day.last().copied().unwrap_or(0);
    let mut told = shown();
    told.set("day", figures.count(i64::from(last)));
    told.set("treated", ends(&curves.treated));
    told.set("controls", ends(&curves.control));
    let description = figures.say("survival-description", told);
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
        control: figures.text("survival-control"),
        at_risk: [
            figures.text("survival-followed"),
            &figures.say("survival-followed.both", shown()),
        ],
        axis: figures.text("survival-axis"),
        figures,
    };
    Figure::drawn(caption, &edition.palette.light, |sheet| draw(&plan, sheet)).map(Some)
}

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

fn table(edition: &Edition<'_>, curves: &Curves, role: RoleScope) -> DataTable {
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
                cells.push(figures.spread(&percent(arm.share.get(at)), &low, &high));
                cells.push(
                    arm.at_risk
                        .get(at)
                        .map_or(String::new(), |&n| figures.count(n as i64)),
                );
            }
            cells
        })
        .collect();
    DataTable::new(
        figures.text("survival-table"),
        &figures.say("survival-table.head", args!["role" => role.id()]),
        rows,
    )
}
