//! What may be shown of people in several programmes: numbers of nobody or of enough people, and of participants only where
//! those on the other side of the line are enough as well, for the number of all participants is shown elsewhere.

use crate::findings::{Elsewhere, Overlap};
use crate::vocab::RoleScope;

/// A number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownCount {
    /// Nobody, or enough.
    People(u64),
    /// Too few to be told, on this side of the line or the other.
    Hidden,
}

/// Where people started besides a programme and role; see [`Elsewhere`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownElsewhere {
    /// In another programme of the pipeline.
    pub named: ShownCount,
    /// In a programme that the pipeline does not name.
    pub unnamed: ShownCount,
    /// In the same programme otherwise.
    pub otherwise: ShownCount,
}

/// One programme and role.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedOverlap {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: RoleScope,
    /// Participants compared who started elsewhere too.
    pub also: ShownElsewhere,
    /// Participants compared who had started elsewhere before.
    pub earlier: ShownCount,
    /// People kept out of the control arm from their start elsewhere on.
    pub kept_out: ShownElsewhere,
}

impl ReleasedOverlap {
    /// People of other programmes who were kept out; `None` where that is hidden.
    pub fn kept_out_of_other_programmes(&self) -> Option<u64> {
        match (self.kept_out.named, self.kept_out.unnamed) {
            (ShownCount::People(named), ShownCount::People(unnamed)) => Some(named + unnamed),
            _ => None,
        }
    }

    /// Whether there is anything to say.
    pub fn is_empty(&self) -> bool {
        let counts = [self.also, self.kept_out].map(|e| [e.named, e.unnamed, e.otherwise]);
        counts.iter().flatten().all(|&c| c == ShownCount::People(0))
    }
}

/// Hides what must be hidden.
pub(super) fn released_overlap(overlap: Overlap, minimum: u64) -> ReleasedOverlap {
    let enough = |people: u64| people == 0 || people >= minimum;
    let crossings = overlap.crossings;
    let count = |people: u64, shown: bool| {
        if shown {
            ShownCount::People(people)
        } else {
            ShownCount::Hidden
        }
    };
    let of_participants = |people: u64| {
        let others = crossings.participants.saturating_sub(people);
        count(people, enough(people) && enough(others))
    };
    let elsewhere = |e: Elsewhere, show: &dyn Fn(u64) -> ShownCount| ShownElsewhere {
        named: show(e.named),
        unnamed: show(e.unnamed),
        otherwise: show(e.otherwise),
    };
    ReleasedOverlap {
        programme: overlap.programme,
        programme_name: overlap.programme_name,
        role: overlap.role,
        also: elsewhere(crossings.also, &of_participants),
        earlier: of_participants(crossings.earlier),
        kept_out: elsewhere(crossings.kept_out, &|people| count(people, enough(people))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Crossings;
    use crate::vocab::Role;
    use ShownCount::{Hidden, People};

    #[test]
    fn few_people_on_either_side_of_a_line_are_not_told() {
        let released = released_overlap(
            Overlap {
                programme: "p".to_owned(),
                programme_name: "P".to_owned(),
                role: RoleScope::One(Role::Mentor),
                crossings: Crossings {
                    participants: 40,
                    also: Elsewhere {
                        named: 31,
                        unnamed: 10,
                        otherwise: 9,
                    },
                    earlier: 0,
                    kept_out: Elsewhere {
                        named: 30,
                        unnamed: 9,
                        otherwise: 0,
                    },
                },
            },
            10,
        );
        assert_eq!(released.also.named, Hidden, "nine others would follow");
        assert_eq!(released.also.unnamed, People(10));
        assert_eq!(released.also.otherwise, Hidden);
        assert_eq!(released.earlier, People(0));
        assert_eq!(released.kept_out.named, People(30));
        assert_eq!(released.kept_out.unnamed, Hidden);
        assert_eq!(released.kept_out_of_other_programmes(), None);
        assert!(!released.is_empty());
    }
}
