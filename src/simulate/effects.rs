//! The planted effects: what a start does to scores, to the hazard of leaving and to referrals, from the index
//! date (the first day after the enrolment quarter) on.
//!
//! A person's first start in any programme has an effect, a second one adds nothing. Reports of mentees
//! get a part of it while they have not started anything themselves (scores: if they never start). With
//! `null` every effect is absent.

use crate::vocab::{Day, Role};

use super::labels::GEN_Z;
use super::people::{Person, Start};
use super::programmes::PROGRAMMES;

/// Part of the mentee's effect that a direct report gets.
const SPILLOVER_SHARE: f64 = 0.4;

/// What taking part as a mentee multiplies the hazard of leaving by.
const MENTEE_HAZARD_RATIO: f64 = 0.70;

/// The planted effects of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effects {
    /// False for an organisation in which nothing works.
    pub(super) active: bool,
}

impl Effects {
    /// Points (0..100) by which the expected score of a construct is raised: engagement, inclusion,
    /// psychological safety.
    fn points(self, role: Role, generation: u8, programme: u8) -> [f64; 3] {
        if !self.active {
            return [0.0; 3];
        }
        let base = match (role, generation) {
            (Role::Mentor, GEN_Z) => [5.0, 3.0, 2.5],
            (Role::Mentor, _) => [3.0, 2.0, 1.5],
            _ => [2.5, 2.0, 1.5],
        };
        base.map(|points| points * strength(programme))
    }

    /// What a start multiplies the daily hazard of a voluntary exit by.
    pub(super) fn hazard_ratio(self, start: Start, generation: u8) -> f64 {
        if !self.active {
            return 1.0;
        }
        let base: f64 = match (start.role, generation) {
            (Role::Mentor, GEN_Z) => 0.60,
            (Role::Mentor, _) => 0.70,
            _ => MENTEE_HAZARD_RATIO,
        };
        base.powf(strength(start.programme))
    }

    /// What a start multiplies the rate of referrals by.
    pub(super) fn referral_ratio(self, start: Start) -> f64 {
        if !self.active {
            return 1.0;
        }
        let base: f64 = if start.role == Role::Mentor { 1.8 } else { 1.3 };
        base.powf(strength(start.programme))
    }

    /// Points by which a person's scores are raised on a day, own start or spillover.
    pub(super) fn score_points(self, person: &Person, day: Day) -> [f64; 3] {
        match (person.start, person.spillover_from) {
            (Some(start), _) if day >= start.index => {
                self.points(start.role, person.generation, start.programme)
            }
            (None, Some(from)) if day >= from => self
                .points(Role::Mentee, person.generation, 0)
                .map(|points| points * SPILLOVER_SHARE),
            _ => [0.0; 3],
        }
    }

    /// The factor on a person's voluntary hazard on a day, own start or spillover.
    pub(super) fn hazard_factor(self, person: &Person, day: Day) -> f64 {
        match (person.start, person.spillover_from) {
            (Some(start), _) if day >= start.index => self.hazard_ratio(start, person.generation),
            (None, Some(from)) if day >= from && self.active => {
                MENTEE_HAZARD_RATIO.powf(SPILLOVER_SHARE)
            }
            _ => 1.0,
        }
    }
}

fn strength(programme: u8) -> f64 {
    PROGRAMMES
        .get(usize::from(programme))
        .map_or(1.0, |p| p.strength)
}
