//! People who take part in several programmes: their number, where it and the rest are enough people.

use crate::findings::Participation;

/// How many take part in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Several {
    /// So many; nobody included.
    People(u64),
    /// Fewer than the minimum.
    Few,
    /// All but fewer than the minimum.
    Nearly,
}

/// The count as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleasedParticipation {
    /// People in any programme; absent when they are too few.
    pub participants: Option<u64>,
    /// People in several.
    pub several: Several,
}

/// Hides what must be hidden; nothing without two programmes or enough people.
pub(in super::super) fn released_participation(
    taking_part: Option<Participation>,
    minimum: u64,
) -> Option<ReleasedParticipation> {
    let Participation {
        participants,
        several,
    } = taking_part.filter(|o| o.participants >= minimum)?;
    let rest = participants - several;
    Some(match (several, rest) {
        (0, _) => ReleasedParticipation {
            participants: Some(participants),
            several: Several::People(0),
        },
        (n, _) if n < minimum => ReleasedParticipation {
            participants: Some(participants),
            several: Several::Few,
        },
        (_, r) if r < minimum => ReleasedParticipation {
            participants: Some(participants),
            several: Several::Nearly,
        },
        (n, _) => ReleasedParticipation {
            participants: Some(participants),
            several: Several::People(n),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_people_are_not_counted() {
        let shown = |participants, several| {
            let taking_part = Participation {
                participants,
                several,
            };
            released_participation(Some(taking_part), 10).map(|o| o.several)
        };
        assert_eq!(shown(9, 9), None);
        assert_eq!(shown(40, 0), Some(Several::People(0)));
        assert_eq!(shown(40, 1), Some(Several::Few));
        assert_eq!(shown(40, 9), Some(Several::Few));
        assert_eq!(shown(40, 10), Some(Several::People(10)));
        assert_eq!(shown(40, 30), Some(Several::People(30)));
        assert_eq!(shown(40, 31), Some(Several::Nearly));
    }
}
