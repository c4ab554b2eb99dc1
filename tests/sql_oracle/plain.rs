//! An organisation as plain long tables, which is all that the SQL knows.

use counterpart::panel::{ControlGroup, EventClock, Panel, Scope, Spillover};
use counterpart::tables::{Attribute, ExitKind, NO_PERSON, Organisation, Roster};
use counterpart::vocab::{CareerStep, Day, Period};
use polars::prelude::*;
use polars::sql::SQLContext;

use super::case::{Case, scope_word, scopes};

/// Person, day and value of the answers to an outcome; none without an outcome.
pub(crate) fn responses(org: &Organisation, outcome: Option<usize>) -> PolarsResult<DataFrame> {
    let source = &org.scores[0];
    let (mut person, mut day, mut value) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(k) = outcome.and_then(|o| source.outcomes.iter().position(|&own| own == o)) {
        for (row, &score) in source.scores[k]
            .iter()
            .enumerate()
            .filter(|(_, score)| !score.is_nan())
        {
            person.push(i64::from(source.person[row]));
            day.push(i64::from(source.waves[usize::from(source.wave[row])].0));
            value.push(f64::from(score));
        }
    }
    df!("person" => person, "wave_day" => day, "value" => value)
}

fn roster_table(roster: &Roster, people: usize) -> PolarsResult<DataFrame> {
    let person: Vec<i64> = (0..people)
        .flat_map(|p| (roster.first_row[p]..roster.first_row[p + 1]).map(move |_| p as i64))
        .collect();
    let as_of: Vec<i64> = roster.as_of.iter().map(|d| i64::from(d.0)).collect();
    let manager: Vec<Option<i64>> = roster
        .manager
        .iter()
        .map(|&m| (m != NO_PERSON).then_some(i64::from(m)))
        .collect();
    let mut table = df!("person" => person, "as_of" => as_of, "manager" => manager)?;
    for column in &roster.attributes {
        let values = match &column.values {
            Attribute::Category { codes, labels } => {
                let words: Vec<Option<&str>> = codes
                    .iter()
                    .map(|&c| labels.get(c as usize).map(String::as_str))
                    .collect();
                Column::new(column.name.as_str().into(), words)
            }
            Attribute::Number(numbers) => {
                let numbers: Vec<Option<f64>> = numbers
                    .iter()
                    .map(|&x| (!x.is_nan()).then_some(x))
                    .collect();
                Column::new(column.name.as_str().into(), numbers)
            }
        };
        table.with_column(values)?;
    }
    Ok(table)
}

pub(crate) fn register_plain_tables(case: &Case, sql: &mut SQLContext) -> PolarsResult<()> {
    let (org, people) = (&case.org, case.org.people.len());
    let day = |d: Day| i64::from(d.0);
    let members = &org.memberships;
    let memberships = df!(
        "person" => members.iter().map(|m| i64::from(m.person)).collect::<Vec<_>>(),
        "programme" => members.iter().map(|m| i64::from(m.programme)).collect::<Vec<_>>(),
        "role" => members.iter().map(|m| m.role.id()).collect::<Vec<_>>(),
        "start_day" => members.iter().map(|m| day(m.start)).collect::<Vec<_>>(),
    )?;
    let mut offered: Vec<(String, i64, &str, i64)> = Vec::new();
    for scope in scopes(case) {
        for (k, programme) in case.programmes.iter().enumerate() {
            if scope == Scope::All || scope == Scope::Programme(k) {
                let from = day(programme.start.unwrap_or(Day::MIN));
                offered.extend(
                    case.study
                        .roles
                        .iter()
                        .map(|role| (scope_word(scope), k as i64, role.id(), from)),
                );
            }
        }
    }
    let offers = df!(
        "scope" => offered.iter().map(|o| o.0.as_str()).collect::<Vec<_>>(),
        "programme" => offered.iter().map(|o| o.1).collect::<Vec<_>>(),
        "role" => offered.iter().map(|o| o.2).collect::<Vec<_>>(),
        "counts_from" => offered.iter().map(|o| o.3).collect::<Vec<_>>(),
    )?;
    let first = members
        .iter()
        .map(|m| m.start)
        .min()
        .expect("somebody takes part");
    let calendar: Vec<Period> = std::iter::successors(
        Some(Period::containing(case.study.period_unit, first)),
        |p| Some(p.plus(1)),
    )
    .take_while(|p| p.index_day() <= case.period.last_day())
    .collect();
    let periods = df!(
        "first_day" => calendar.iter().map(|p| day(p.first_day())).collect::<Vec<_>>(),
        "eve" => calendar.iter().map(|p| day(p.eve())).collect::<Vec<_>>(),
        "index_day" => calendar.iter().map(|p| day(p.index_day())).collect::<Vec<_>>(),
    )?;
    let panel =
        Panel::build(org, &case.programmes, &case.study, &[], case.period).expect("a panel");
    let spelled: Vec<_> = (0..people)
        .flat_map(|p| panel.spells.of(p).iter().map(move |s| (p as i64, *s)))
        .collect();
    let spells = df!(
        "person" => spelled.iter().map(|s| s.0).collect::<Vec<_>>(),
        "hire_day" => spelled.iter().map(|s| day(s.1.hire)).collect::<Vec<_>>(),
        "exit_day" => spelled.iter().map(|s| day(s.1.exit)).collect::<Vec<_>>(),
        "kind" => spelled.iter().map(|s| s.1.kind.map(ExitKind::id)).collect::<Vec<_>>(),
    )?;
    let (events, competing, steps): (&[ExitKind], &[ExitKind], &[CareerStep]) = match &case.clock {
        EventClock::Exit { events, competing } => (events, competing, &[]),
        EventClock::Career(steps) => (&[], &ExitKind::EVERY, steps),
    };
    let promotions: Vec<(u32, Day)> = steps.iter().flat_map(|s| org.steps(*s).to_vec()).collect();
    let endings = df!(
        "kind" => events.iter().chain(competing).map(|k| k.id()).collect::<Vec<_>>(),
        "ending" => events.iter().map(|_| "event").chain(competing.iter().map(|_| "competing")).collect::<Vec<_>>(),
    )?;
    let promotions = df!(
        "person" => promotions.iter().map(|p| i64::from(p.0)).collect::<Vec<_>>(),
        "promotion_day" => promotions.iter().map(|p| day(p.1)).collect::<Vec<_>>(),
    )?;
    let study = df!(
        "exclude_spillover" => [match case.study.exclude_spillover {
            Spillover::None => "none",
            Spillover::DirectReportsOfMentees => "direct_reports_of_mentees",
        }],
        "control" => [match case.study.control {
            ControlGroup::NotYetTreated => "not-yet-treated",
            ControlGroup::NeverTreated => "never-treated",
        }],
        "cut_off" => [day(case.period.last_day())],
    )?;
    let waves = df!("wave_day" => org.scores[0].waves.iter().map(|&w| day(w)).collect::<Vec<_>>())?;
    for (name, table) in [
        ("memberships", memberships),
        ("offers", offers),
        ("periods", periods),
        ("roster", roster_table(&org.roster, people)?),
        ("spells", spells),
        ("endings", endings),
        ("promotions", promotions),
        ("study", study),
        ("waves", waves),
        ("prior", responses(org, case.prior)?),
    ] {
        sql.register(name, table.lazy());
    }
    Ok(())
}
