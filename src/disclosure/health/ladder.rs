//! People by what became of them, after disclosure control. Counts are hidden for all roles of a programme together, since
//! the sides of a pair are each other's shadow.

use crate::findings::{Ladder, dropped_out};
use crate::vocab::Role;

use super::super::suppression::{Cell, Family, suppress};

/// A step of the way through a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HealthStep {
    /// Asked, or took part.
    Invited,
    /// Have or had a place.
    Enrolled,
    /// Started.
    Started,
    /// In a pairing at the cut-off.
    Active,
    /// Ran as planned.
    Completed,
    /// Ended before.
    Dropped,
    /// Ended, and nothing says whether as planned.
    Ended,
}

impl HealthStep {
    /// Every step, in order.
    pub const EVERY: [HealthStep; 7] = [
        HealthStep::Invited,
        HealthStep::Enrolled,
        HealthStep::Started,
        HealthStep::Active,
        HealthStep::Completed,
        HealthStep::Dropped,
        HealthStep::Ended,
    ];

    fn of(self, ladder: &Ladder) -> u64 {
        match self {
            HealthStep::Invited => ladder.invited(),
            HealthStep::Enrolled => ladder.enrolled(),
            HealthStep::Started => ladder.started(),
            HealthStep::Active => ladder.active,
            HealthStep::Completed => ladder.completed,
            HealthStep::Dropped => ladder.dropped,
            HealthStep::Ended => ladder.ended,
        }
    }
}

/// People of one role by what became of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedLadder {
    /// The role.
    pub role: Role,
    /// People at each step of [`HealthStep::EVERY`]; `None` when hidden.
    pub steps: [Option<u64>; HealthStep::EVERY.len()],
    /// Whether anybody is on record who was asked and did not start.
    pub invitations: bool,
    /// Share of those who started that dropped out, in percent, with Wilson's interval; absent when either is hidden or
    /// all or none did.
    pub dropped_out: Option<(f64, f64, f64)>,
}

impl ReleasedLadder {
    /// People at a step.
    pub fn at(&self, step: HealthStep) -> Option<u64> {
        self.steps[step as usize]
    }
}

/// The ladders of roles that are hidden together.
pub(super) fn released_ladders(ladders: &[Ladder], minimum: u64) -> Vec<ReleasedLadder> {
    let hidden = hidden_steps(ladders, minimum);
    let shown = |step: HealthStep| !hidden[step as usize];
    ladders
        .iter()
        .map(|ladder| ReleasedLadder {
            role: ladder.role,
            steps: HealthStep::EVERY.map(|step| shown(step).then(|| step.of(ladder))),
            invitations: ladder.invited() > ladder.started(),
            dropped_out: (shown(HealthStep::Started) && shown(HealthStep::Dropped))
                .then(|| dropped_out(ladder))
                .flatten(),
        })
        .collect()
}

/// Per step whether it is hidden: those who started are the total of four parts; those who only wait, or were only asked,
/// would follow from the totals above.
fn hidden_steps(ladders: &[Ladder], minimum: u64) -> [bool; HealthStep::EVERY.len()] {
    let cell = |step: &HealthStep| {
        let counts: Vec<u64> = ladders.iter().map(|l| step.of(l)).collect();
        let some = counts.iter().copied().filter(|n| *n > 0).min();
        let least = counts.into_iter().min().unwrap_or(0);
        Cell {
            treated: least,
            control: least,
            smallest: some.unwrap_or(minimum),
        }
    };
    let steps = [
        HealthStep::Started,
        HealthStep::Active,
        HealthStep::Completed,
        HealthStep::Dropped,
        HealthStep::Ended,
    ];
    let cells: Vec<Cell> = steps.iter().map(cell).collect();
    let family = Family {
        total: Some(0),
        parts: (1..steps.len()).collect(),
    };
    let fates = suppress(&cells, &[family], minimum);
    let mut hidden = [false; HealthStep::EVERY.len()];
    for (step, fate) in steps.into_iter().zip(fates) {
        hidden[step as usize] = fate.is_some();
    }
    let few = |of: &dyn Fn(&Ladder) -> u64| {
        let mut counts = ladders.iter().map(of);
        counts.any(|n| n > 0 && n < minimum)
    };
    let started = hidden[HealthStep::Started as usize];
    hidden[HealthStep::Enrolled as usize] = started || few(&|l| l.waiting) || few(&|l| l.asked);
    hidden[HealthStep::Invited as usize] = started || few(&|l| l.waiting + l.asked);
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(role: Role, [asked, waiting, active, completed, dropped]: [u64; 5]) -> Ladder {
        Ladder {
            role,
            asked,
            waiting,
            active,
            completed,
            dropped,
            ended: 0,
        }
    }

    fn shown(ladders: &[Ladder]) -> Vec<[Option<u64>; 7]> {
        let released = released_ladders(ladders, 10);
        released.into_iter().map(|l| l.steps).collect()
    }

    #[test]
    fn a_step_with_few_people_of_either_role_is_hidden_for_both_and_takes_another_along() {
        let mentors = ladder(Role::Mentor, [0, 0, 40, 30, 12]);
        let mentees = ladder(Role::Mentee, [0, 0, 40, 31, 9]);
        // Nine mentees dropped: hidden for both, with the next smallest step, and nothing else.
        assert_eq!(
            shown(&[mentors, mentees]),
            [
                [Some(82), Some(82), Some(82), Some(40), None, None, Some(0)],
                [Some(80), Some(80), Some(80), Some(40), None, None, Some(0)],
            ]
        );
    }

    #[test]
    fn few_people_who_wait_hide_the_total_that_would_tell_of_them() {
        // Three wait: enrolled less started would say so.
        let steps = shown(&[ladder(Role::Mentor, [50, 3, 40, 30, 20])])[0];
        assert_eq!(steps[2], Some(90), "started");
        assert_eq!(steps[1], None, "enrolled");
        assert_eq!(steps[3..6], [Some(40), Some(30), Some(20)]);
        // Everybody asked less those who started would be 53, of whom 50 and 3 are not told apart.
        assert_eq!(steps[0], Some(143));
        // Without the 50, the three would follow from everybody asked as well; so would four who were only asked.
        for few in [[0, 3, 40, 30, 20], [4, 0, 40, 30, 20]] {
            let steps = shown(&[ladder(Role::Mentor, few)])[0];
            assert_eq!(steps[..3], [None, None, Some(90)], "{few:?}");
        }
        assert!(
            shown(&[ladder(Role::Mentor, [40, 0, 9, 0, 0])])[0][..3]
                .iter()
                .all(Option::is_none)
        );
    }
}
