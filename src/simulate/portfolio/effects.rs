//! The planted effects, a table: what a start in a programme and role does to an outcome from the index date on.
//!
//! A person's first start has an effect, a second one adds nothing. What is not in the table is not moved. Nobody but
//! participants is affected. With `null` nothing is.

use crate::vocab::{Day, Role};

use super::super::people::{Person, Start};
use super::outcomes::{Kind, MEASURED, RETENTION, position};
use super::plans::PLANS;

/// One planted effect.
#[derive(Debug, Clone, Copy)]
struct Planted {
    programme: &'static str,
    role: Role,
    outcome: &'static str,
    /// Points on 0..100 of a score; what it multiplies the hazard or the rate of anything else by.
    size: f64,
    /// The same for women and non-binary people.
    underrepresented: f64,
}

const fn moves(programme: &'static str, role: Role, outcome: &'static str, size: f64) -> Planted {
    Planted {
        programme,
        role,
        outcome,
        size,
        underrepresented: size,
    }
}

use Role::{CoLead, Member, Mentee, Mentor, Sponsor};

/// The table. `global_exchange` is missing from it: that programme moves nothing.
const PLANTED: &[Planted] = &[
    moves("digital_fluency", Mentor, "engagement", 3.5),
    moves("digital_fluency", Mentor, "visibility", 4.5),
    moves("digital_fluency", Mentor, "retention", 0.60),
    moves("digital_fluency", Mentee, "digital_literacy", 7.0),
    moves("digital_fluency", Mentee, "digital_confidence", 6.0),
    moves("digital_fluency", Mentee, "leader_communication", 4.0),
    moves("leader_shadowing", Mentor, "visibility", 3.5),
    moves("leader_shadowing", Mentor, "shadowing_hours", 4.0),
    moves("leader_shadowing", Mentee, "workflow_knowledge", 8.0),
    moves("leader_shadowing", Mentee, "leader_flexibility", 5.0),
    moves("leader_shadowing", Mentee, "leader_decision_making", 4.0),
    moves("leader_shadowing", Mentee, "shadowing_hours", 6.0),
    moves("challenge_pods", Mentor, "visibility", 5.0),
    moves("challenge_pods", Mentor, "collaboration", 4.0),
    moves("challenge_pods", Mentor, "engagement", 3.5),
    moves("challenge_pods", Mentor, "ideas", 2.5),
    moves("challenge_pods", Mentee, "collaboration", 4.0),
    moves("challenge_pods", Mentee, "ideas", 2.0),
    moves("challenge_pods", Member, "collaboration", 5.0),
    moves("challenge_pods", Member, "engagement", 3.0),
    moves("challenge_pods", Member, "ideas", 2.5),
    Planted {
        underrepresented: 7.0,
        ..moves("inclusion_circles", CoLead, "inclusion", 3.0)
    },
    moves("inclusion_circles", CoLead, "psychological_safety", 5.0),
    moves("inclusion_circles", CoLead, "visibility", 5.0),
    Planted {
        underrepresented: 8.0,
        ..moves("inclusion_circles", Member, "inclusion", 2.0)
    },
    moves("inclusion_circles", Member, "psychological_safety", 4.0),
    moves("inclusion_circles", Member, "belonging", 4.0),
    moves("inclusion_circles", Member, "inclusion_knowledge", 7.0),
    moves("inclusion_circles", Member, "inclusive_behaviour", 6.0),
    moves("tool_tracks", Mentor, "engagement", 4.0),
    moves("tool_tracks", Mentor, "visibility", 3.0),
    moves("tool_tracks", Mentee, "tool_logins", 1.8),
    moves("tool_tracks", Mentee, "digital_literacy", 6.0),
    moves("tool_tracks", Mentee, "digital_confidence", 5.0),
    moves("tool_tracks", Mentee, "technology_anxiety", -6.0),
    moves("voices_online", Mentor, "posts", 2.5),
    moves("voices_online", Mentor, "referrals", 2.5),
    moves("voices_online", Mentor, "visibility", 4.0),
    // Being seen has a price.
    moves("voices_online", Mentor, "psychological_safety", -4.0),
    moves("voices_online", Mentee, "posts", 3.0),
    moves("voices_online", Mentee, "referrals", 1.8),
    moves("frontline_insight", Mentor, "psychological_safety", 4.0),
    moves("frontline_insight", Mentor, "enps", 6.0),
    moves("frontline_insight", Mentee, "customer_knowledge", 8.0),
    moves("network_tracks", Mentor, "belonging", 5.0),
    moves("network_tracks", Mentor, "inclusion", 4.0),
    moves("network_tracks", Mentor, "retention", 0.60),
    moves("network_tracks", Sponsor, "inclusion_knowledge", 6.0),
    moves("network_tracks", Sponsor, "inclusive_behaviour", 5.0),
    moves("network_tracks", Member, "belonging", 5.0),
    moves("network_tracks", Member, "inclusion", 4.0),
    moves("leadership_pathway", Mentor, "promotion", 2.4),
    moves("leadership_pathway", Mentor, "internal_move", 3.0),
    moves("leadership_pathway", Mentor, "intent_to_stay", 5.0),
    moves("leadership_pathway", Mentor, "retention", 0.65),
    moves("leadership_pathway", Mentee, "leader_communication", 4.0),
    moves("leadership_pathway", Mentee, "leader_decision_making", 5.0),
    moves("leadership_pathway", Mentee, "inclusive_behaviour", 4.0),
];

/// Positions of women and of non-binary people among the genders.
pub(super) const UNDERREPRESENTED: [u8; 2] = [0, 2];

/// Roles there are.
const ROLES: usize = Role::EVERY.len();

/// The planted effects of a run, by programme, role, outcome and whether the person is under-represented.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Effects {
    /// Points of scores, logarithms of ratios; zero where nothing is planted.
    sizes: Vec<[f64; 2]>,
}

impl Effects {
    /// Everything in the table, or nothing.
    pub(super) fn new(active: bool) -> Effects {
        let mut sizes = vec![[0.0; 2]; PLANS.len() * ROLES * MEASURED.len()];
        for planted in PLANTED.iter().filter(|_| active) {
            let programme = PLANS
                .iter()
                .position(|p| p.programme.id == planted.programme);
            if let (Some(programme), Some(outcome)) = (programme, position(planted.outcome)) {
                let scale = |size: f64| {
                    if is_score(outcome) { size } else { size.ln() }
                };
                sizes[at(programme, planted.role, outcome)] =
                    [scale(planted.size), scale(planted.underrepresented)];
            }
        }
        Effects { sizes }
    }

    /// Whether a programme and role move an outcome.
    pub(super) fn moves(&self, programme: usize, role: Role, outcome: usize) -> bool {
        self.sizes[at(programme, role, outcome)] != [0.0; 2]
    }

    fn size(&self, start: Start, person: &Person, outcome: usize) -> f64 {
        let group = usize::from(UNDERREPRESENTED.contains(&person.gender));
        self.sizes[at(usize::from(start.programme), start.role, outcome)][group]
    }

    /// What a start multiplies a hazard or a rate by.
    pub(super) fn ratio(&self, start: Start, person: &Person, outcome: usize) -> f64 {
        self.size(start, person, outcome).exp()
    }

    /// The same on a day: one before the index date and for everybody else.
    pub(super) fn ratio_on(&self, person: &Person, day: Day, outcome: usize) -> f64 {
        match person.start {
            Some(start) if day >= start.index => self.ratio(start, person, outcome),
            _ => 1.0,
        }
    }

    /// Points by which a person's score is raised on a day.
    pub(super) fn points(&self, person: &Person, day: Day, outcome: usize) -> f64 {
        match person.start {
            Some(start) if day >= start.index => self.size(start, person, outcome),
            _ => 0.0,
        }
    }
}

fn at(programme: usize, role: Role, outcome: usize) -> usize {
    (programme * ROLES + usize::from(role.code())) * MEASURED.len() + outcome
}

/// Whether sizes of an outcome are points.
pub(super) fn is_score(outcome: usize) -> bool {
    outcome < RETENTION
        && matches!(
            MEASURED[outcome].kind,
            Kind::Survey | Kind::Test | Kind::Feedback
        )
}

#[cfg(test)]
mod tests {
    use super::super::plans::seat_of;
    use super::*;

    #[test]
    fn everything_planted_has_a_place_to_be_seen() {
        for planted in PLANTED {
            let programme = PLANS
                .iter()
                .position(|p| p.programme.id == planted.programme)
                .expect("a programme of the plan");
            assert!(position(planted.outcome).is_some(), "{planted:?}");
            assert!(seat_of(programme, planted.role).is_some(), "{planted:?}");
        }
        let (full, none) = (Effects::new(true), Effects::new(false));
        assert!(none.sizes.iter().all(|s| *s == [0.0; 2]));
        assert_eq!(
            full.sizes.iter().filter(|s| **s != [0.0; 2]).count(),
            PLANTED.len()
        );
        // The exchange moves nothing, every other programme something.
        for (programme, plan) in PLANS.iter().enumerate() {
            let any = Role::EVERY
                .into_iter()
                .any(|role| (0..MEASURED.len()).any(|o| full.moves(programme, role, o)));
            assert_eq!(any, plan.programme.id != "global_exchange");
        }
    }
}
