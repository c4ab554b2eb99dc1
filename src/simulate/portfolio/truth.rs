//! The truths of a portfolio, stated as those of the smaller sample are: overall for every outcome, programme and role,
//! and by generation, gender and region where the outcome is moved.

use rayon::prelude::*;

use crate::vocab::{ALL, Day, Estimand, OVERALL, Role};

use super::super::activity::referral_rate;
use super::super::labels::{GENDERS, label};
use super::super::people::Person;
use super::super::populations::{Groups, Participant, compared};
use super::super::truth::{self, Row, Truth};
use super::super::truth_exits::{self, Hazards};
use super::Portfolio;
use super::answers::rated;
use super::history::{MOVE_HAZARD, promotion_hazard};
use super::naive::Naive;
use super::outcomes::{INCLUSION, Kind, MEASURED, MOVE, PROMOTION, REFERRALS, RETENTION};
use super::plans::{PLANS, seat_of};
use super::records::activity_rate;

/// A programme, or all of them, and a role.
#[derive(Clone, Copy)]
struct Scope {
    programme: Option<usize>,
    role: Role,
}

/// The dimension and the value of the truth about the gap between women and men.
const GAP: (&str, &str) = ("gender", "Women vs Men");

/// All truths, scope by scope.
pub(super) fn truths(portfolio: &Portfolio) -> Vec<Truth> {
    let running = usize::from(portfolio.settings.programmes);
    let in_role = |role: &Role| {
        (0..running)
            .filter(|p| seat_of(*p, *role).is_some())
            .count()
    };
    let all = Role::EVERY.into_iter().filter(|role| in_role(role) > 1);
    let scopes: Vec<Scope> = (0..running)
        .flat_map(|programme| {
            PLANS[programme].seats.iter().map(move |seat| Scope {
                programme: Some(programme),
                role: seat.role,
            })
        })
        .chain(all.map(|role| Scope {
            programme: None,
            role,
        }))
        .collect();
    let naive = Naive::new(portfolio);
    scopes
        .into_par_iter()
        .flat_map_iter(|scope| of_scope(portfolio, &naive, scope))
        .collect()
}

/// First start of everybody in a scope.
fn first_starts(portfolio: &Portfolio, scope: Scope) -> Vec<Option<Day>> {
    let mut starts = vec![None; portfolio.people.len()];
    let own = |p: u8| scope.programme.is_none_or(|own| own == usize::from(p));
    // Pairings are in order of their start.
    for unit in portfolio.units.iter().filter(|u| own(u.programme)) {
        for member in unit.members.iter().filter(|m| m.role == scope.role) {
            starts[member.person as usize].get_or_insert(unit.start);
        }
    }
    starts
}

fn of_scope(portfolio: &Portfolio, naive: &Naive, scope: Scope) -> Vec<Truth> {
    let (people, calendar) = (&portfolio.people, &portfolio.calendar);
    let starts = first_starts(portfolio, scope);
    let participants = compared(starts.clone(), people, calendar);
    let groups = Groups::new();
    let none = vec![None; groups.len()];
    let test_waves = portfolio.test_waves();
    let mut rows = Vec::new();
    for (outcome, measured) in MEASURED.iter().enumerate() {
        let row = Row {
            people,
            calendar,
            groups: &groups,
            programme: scope.programme.map_or(ALL, |p| PLANS[p].programme.id),
            role: scope.role,
            outcome: measured.id,
        };
        let mut own = Vec::new();
        match measured.kind {
            Kind::Survey | Kind::Test | Kind::Feedback => {
                let points = |person: u32, day: Day| {
                    let person = &people[person as usize];
                    portfolio.effects.points(person, day, outcome)
                };
                let seen: Vec<Participant> = participants
                    .iter()
                    .copied()
                    .filter(|p| {
                        measured.kind != Kind::Feedback || rated(&people[p.person as usize])
                    })
                    .collect();
                let waves = match measured.kind {
                    Kind::Survey => &calendar.waves,
                    _ => &test_waves,
                };
                let naive = naive.figures(portfolio, &groups, &starts, outcome);
                truth::scores(&row, &points, waves, &seen, &naive, &mut own);
                if outcome == INCLUSION {
                    rows.extend(gap(&own));
                }
            }
            Kind::Exit | Kind::Promotion | Kind::Move => {
                let hazards = hazards_of(portfolio, outcome);
                truth_exits::exits(&row, &hazards, &participants, &none, &mut own);
                // What one hopes for is stated by how many had it, not by how many have not had it yet.
                let without = [Estimand::RetentionDifference, Estimand::RmstDifference];
                own.retain(|t| {
                    outcome == RETENTION || without.iter().all(|e| t.estimand != e.id())
                });
            }
            Kind::Referral | Kind::Metric => {
                let planted = |number: u32| {
                    let person = &people[number as usize];
                    let ratio = person
                        .start
                        .map_or(1.0, |start| portfolio.effects.ratio(start, person, outcome));
                    let rate = if outcome == REFERRALS {
                        referral_rate(person)
                    } else {
                        activity_rate(person.function, outcome)
                    };
                    (rate, ratio)
                };
                truth::counts(&row, &planted, &participants, &mut own);
            }
        }
        let moved = scope
            .programme
            .is_some_and(|p| portfolio.effects.moves(p, scope.role, outcome));
        rows.extend(own.into_iter().filter(|t| moved || t.dimension == OVERALL));
    }
    rows
}

/// Daily hazards of leaving, of being promoted or of moving, with and without the programme.
fn hazards_of(portfolio: &Portfolio, outcome: usize) -> impl Fn(u32, Day, Day) -> Hazards + Sync {
    move |number: u32, quarter: Day, hire: Day| {
        let person: &Person = &portfolio.people[number as usize];
        let ratio = |outcome| {
            person
                .start
                .map_or(1.0, |start| portfolio.effects.ratio(start, person, outcome))
        };
        let [with, without, other, _] =
            truth_exits::leaving(person, quarter, hire, ratio(RETENTION));
        let step = match outcome {
            PROMOTION => promotion_hazard(person),
            MOVE => MOVE_HAZARD,
            _ => return [with, without, other, other],
        };
        [step * ratio(outcome), step, with + other, without + other]
    }
}

/// What happens to the gap: the effect on women minus the effect on men.
fn gap(rows: &[Truth]) -> Option<Truth> {
    let [women, men] = [0, 1].map(|code| {
        let name = label(&GENDERS, code);
        rows.iter()
            .find(|t| t.dimension == GAP.0 && Some(t.value.as_str()) == name)
    });
    let (women, men) = (women?, men?);
    Some(Truth {
        estimand: Estimand::EquityGapChange.id(),
        dimension: GAP.0,
        value: GAP.1.to_owned(),
        truth: women.truth - men.truth,
        naive: None,
        naive_bias: None,
        participants: women.participants + men.participants,
        ..women.clone()
    })
}
