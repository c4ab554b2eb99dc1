//! The ten programmes, one of each model: whom they bring together, in which numbers and for how long.

use crate::vocab::{ProgrammeModel, Role};

use super::super::programmes::{PROGRAMMES, Programme};
use super::pools::Pool;

/// The seats of one role in a pairing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seat {
    /// The role.
    pub(super) role: Role,
    /// Who may take them.
    pub(super) pool: Pool,
    /// How many there are at least and at most.
    pub(super) places: (usize, usize),
}

/// What a group is mixed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// Two people, matched as the programme says.
    Pair,
    /// People of several functions.
    Functions,
    /// People of several generations.
    Generations,
    /// People of one region where possible.
    Region,
}

/// One programme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plan {
    /// Its facts; `share` is its share of all pairings.
    pub(super) programme: Programme,
    /// Its seats.
    pub(super) seats: &'static [Seat],
    /// How its people are put together.
    pub(super) mix: Mix,
    /// The fewest and the most people of a pairing on its first day.
    pub(super) size: (usize, usize),
    /// Proposals per pairing that the programme makes.
    pub(super) proposals: f64,
    /// Share of them that is adopted.
    pub(super) adopted: f64,
    /// What the proposals are about.
    pub(super) area: &'static str,
}

const fn seat(role: Role, pool: Pool, least: usize, most: usize) -> Seat {
    Seat {
        role,
        pool,
        places: (least, most),
    }
}

const fn pair(mentee: Pool) -> [Seat; 2] {
    [
        seat(Role::Mentor, Pool::Junior, 1, 1),
        seat(Role::Mentee, mentee, 1, 1),
    ]
}

const WITH_EXECUTIVES: &[Seat] = &pair(Pool::Executive);
const WITH_LEADERS: &[Seat] = &pair(Pool::Leader);

/// A programme of the earlier, smaller sample with its share of the pairings here.
const fn known(position: usize, share: f64) -> Programme {
    Programme {
        share,
        ..PROGRAMMES[position]
    }
}

const fn fresh(
    (id, model, name): (&'static str, ProgrammeModel, &'static str),
    share: f64,
    (planned_months, cadence_days): (u32, i32),
    pull: [f64; 7],
) -> Programme {
    Programme {
        id,
        model,
        name,
        share,
        strength: 1.0,
        planned_days: planned_months as i32 * 30,
        planned_months,
        cadence_days,
        across_regions: false,
        drift: 0.0,
        alike_in_gender: false,
        pull,
    }
}

/// The programmes, the first ones run when fewer than ten are asked for.
pub(super) const PLANS: [Plan; 10] = [
    Plan {
        programme: known(0, 110.0),
        seats: WITH_EXECUTIVES,
        mix: Mix::Pair,
        size: (2, 2),
        proposals: 0.1,
        adopted: 0.4,
        area: "digital tools",
    },
    Plan {
        programme: known(1, 110.0),
        seats: WITH_LEADERS,
        mix: Mix::Pair,
        size: (2, 2),
        proposals: 0.1,
        adopted: 0.3,
        area: "regional practice",
    },
    Plan {
        programme: known(2, 110.0),
        seats: WITH_LEADERS,
        mix: Mix::Pair,
        size: (2, 2),
        proposals: 1.2,
        adopted: 0.6,
        area: "friction point",
    },
    Plan {
        programme: fresh(
            (
                "challenge_pods",
                ProgrammeModel::InnovationPods,
                "Challenge Pods",
            ),
            42.0,
            (6, 14),
            [0.0, 0.2, 0.1, 0.0, 0.0, 0.1, 0.0],
        ),
        seats: &[
            seat(Role::Mentor, Pool::Junior, 2, 3),
            seat(Role::Mentee, Pool::Leader, 1, 3),
            seat(Role::Member, Pool::Middle, 2, 2),
        ],
        mix: Mix::Functions,
        size: (3, 8),
        proposals: 3.0,
        adopted: 0.45,
        area: "product or process idea",
    },
    Plan {
        programme: fresh(
            (
                "inclusion_circles",
                ProgrammeModel::DeiCircles,
                "Inclusion Circles",
            ),
            40.0,
            (6, 21),
            [0.0, -0.1, 0.1, 0.0, 0.2, 0.0, 0.1],
        ),
        seats: &[
            seat(Role::CoLead, Pool::Junior, 2, 2),
            seat(Role::Member, Pool::Anybody, 3, 6),
        ],
        mix: Mix::Generations,
        size: (5, 8),
        proposals: 1.0,
        adopted: 0.35,
        area: "inclusive practice",
    },
    Plan {
        programme: fresh(
            (
                "tool_tracks",
                ProgrammeModel::TechUpskillingTracks,
                "Tool Tracks",
            ),
            40.0,
            (4, 14),
            [0.1, 0.0, 0.1, 0.1, 0.1, 0.1, 0.0],
        ),
        seats: &[
            seat(Role::Mentor, Pool::Junior, 2, 3),
            seat(Role::Mentee, Pool::Leader, 2, 4),
        ],
        mix: Mix::Region,
        size: (3, 7),
        proposals: 0.2,
        adopted: 0.5,
        area: "digital tools",
    },
    Plan {
        programme: fresh(
            (
                "voices_online",
                ProgrammeModel::EmployerBrandingAdvocacy,
                "Voices Online",
            ),
            110.0,
            (6, 21),
            [0.2, 0.0, -0.1, -0.1, 0.2, 0.3, 0.0],
        ),
        seats: WITH_LEADERS,
        mix: Mix::Pair,
        size: (2, 2),
        proposals: 0.2,
        adopted: 0.4,
        area: "employer brand",
    },
    Plan {
        programme: fresh(
            (
                "frontline_insight",
                ProgrammeModel::CustomerCandidateInsight,
                "Frontline Insight",
            ),
            36.0,
            (4, 14),
            [0.2, 0.0, 0.0, 0.0, 0.2, 0.0, 0.2],
        ),
        seats: &[
            seat(Role::Mentor, Pool::Frontline, 2, 4),
            seat(Role::Mentee, Pool::Leader, 2, 4),
        ],
        mix: Mix::Region,
        size: (4, 8),
        proposals: 4.0,
        adopted: 0.55,
        area: "customer or candidate experience",
    },
    Plan {
        programme: fresh(
            ("network_tracks", ProgrammeModel::ErgLed, "Network Tracks"),
            36.0,
            (9, 28),
            [0.0; 7],
        ),
        seats: &[
            seat(Role::Mentor, Pool::NetworkJunior, 2, 4),
            seat(Role::Sponsor, Pool::Executive, 2, 2),
            seat(Role::Member, Pool::Network, 2, 3),
        ],
        mix: Mix::Functions,
        size: (5, 9),
        proposals: 2.5,
        adopted: 0.5,
        area: "policy or benefit",
    },
    Plan {
        programme: fresh(
            (
                "leadership_pathway",
                ProgrammeModel::EmbeddedInLd,
                "Leadership Pathway",
            ),
            110.0,
            (9, 30),
            [0.0, 0.1, 0.0, 0.2, 0.0, 0.0, -0.1],
        ),
        seats: WITH_LEADERS,
        mix: Mix::Pair,
        size: (2, 2),
        proposals: 0.1,
        adopted: 0.4,
        area: "leadership development",
    },
];

/// The places of a role in a programme, where it has any.
pub(super) fn seat_of(programme: usize, role: Role) -> Option<&'static Seat> {
    PLANS
        .get(programme)?
        .seats
        .iter()
        .find(|seat| seat.role == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Structure;

    #[test]
    fn every_model_runs_once_with_its_structure() {
        let mut models: Vec<ProgrammeModel> = PLANS.iter().map(|p| p.programme.model).collect();
        models.sort();
        assert_eq!(models, ProgrammeModel::EVERY);
        for plan in &PLANS {
            let pair = plan.programme.model.structure() == Structure::Pair;
            assert_eq!(plan.mix == Mix::Pair, pair);
            let places = |of: &dyn Fn(&Seat) -> usize| plan.seats.iter().map(of).sum::<usize>();
            assert!(places(&|s| s.places.0) >= plan.size.0);
            assert!(
                places(&|s| s.places.1) <= plan.size.1,
                "{}",
                plan.programme.id
            );
        }
        assert!(seat_of(4, Role::CoLead).is_some() && seat_of(0, Role::CoLead).is_none());
    }
}
