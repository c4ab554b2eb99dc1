//! People of a programme by what became of them: asked, waiting, under way, completed, dropped out.

use std::collections::BTreeMap;

use crate::tables::{Membership, PairingStatus};
use crate::vocab::{Day, Role};

use super::pairs::Pairs;

/// A pairing that ends by itself after so much of its planned length has run as planned.
const NEARLY: f64 = 0.9;

/// Distinct people of one role in one programme; each counts once, for the first of the steps below that fits:
/// active, completed, dropped, ended, waiting, asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// The role.
    pub role: Role,
    /// Asked, or asked for a place, and have none.
    pub asked: u64,
    /// Have a place and have not started.
    pub waiting: u64,
    /// In a pairing at the cut-off.
    pub active: u64,
    /// Have been in a pairing that ran as planned.
    pub completed: u64,
    /// All their pairings ended before.
    pub dropped: u64,
    /// All their pairings ended, and nothing says whether as planned.
    pub ended: u64,
}

/// In order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Active,
    Completed,
    Dropped,
    Ended,
    Waiting,
    Asked,
}

impl Ladder {
    /// People who started.
    pub fn started(&self) -> u64 {
        self.active + self.completed + self.dropped + self.ended
    }

    /// People who have or had a place.
    pub fn enrolled(&self) -> u64 {
        self.started() + self.waiting
    }

    /// Everybody who was asked or took part.
    pub fn invited(&self) -> u64 {
        self.enrolled() + self.asked
    }
}

impl Pairs<'_> {
    /// One ladder a role that occurs, in the order of roles.
    pub(super) fn ladders(&self) -> Vec<Ladder> {
        let mut steps: BTreeMap<(Role, u32), Step> = BTreeMap::new();
        let mut put = |role: Role, person: u32, step: Step| {
            let slot = steps.entry((role, person)).or_insert(step);
            *slot = step.min(*slot);
        };
        for m in self.list.iter().flat_map(|p| &p.members) {
            put(m.role, m.person, self.step(m));
        }
        for i in &self.panel.org.course.invitations {
            if usize::from(i.programme) == self.position {
                let step = if i.accepted {
                    Step::Waiting
                } else {
                    Step::Asked
                };
                put(i.role, i.person, step);
            }
        }
        Role::EVERY
            .into_iter()
            .filter_map(|role| {
                let count = |step: Step| {
                    let own = steps.range((role, 0)..=(role, u32::MAX));
                    own.filter(|(_, s)| **s == step).count() as u64
                };
                let ladder = Ladder {
                    role,
                    asked: count(Step::Asked),
                    waiting: count(Step::Waiting),
                    active: count(Step::Active),
                    completed: count(Step::Completed),
                    dropped: count(Step::Dropped),
                    ended: count(Step::Ended),
                };
                (ladder.invited() > 0).then_some(ladder)
            })
            .collect()
    }

    /// What became of a membership by the cut-off. A status tells of the day of the export; an end after the cut-off
    /// tells that it was under way then.
    fn step(&self, m: &Membership) -> Step {
        let over = match m.status {
            _ if m.end != Day::MAX && m.end > self.cut_off => None,
            Some(PairingStatus::Completed) => Some(Step::Completed),
            Some(PairingStatus::Dropped) => Some(Step::Dropped),
            Some(PairingStatus::Active) | None if m.end == Day::MAX => None,
            Some(PairingStatus::Active) | None => Some(match self.declared_days() {
                None => Step::Ended,
                Some(planned) if f64::from(m.end.since(m.start)) >= NEARLY * f64::from(planned) => {
                    Step::Completed
                }
                Some(_) => Step::Dropped,
            }),
        };
        match over {
            Some(step) => step,
            None if self.employed(m.person) => Step::Active,
            None => Step::Dropped,
        }
    }
}
