//! Who may take which seat: as a test of a person and as the eligibility expression of the pipeline file.

use super::super::labels::{GEN_Z, MILLENNIALS};
use super::super::people::Person;

/// The people a seat is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    /// Generation Z and Millennials up to level 4.
    Junior,
    /// Those of them in Sales, People and Customer Support.
    Frontline,
    /// Those of them who belong to the communities of a multicultural network.
    NetworkJunior,
    /// Members of these communities on levels 1 to 6.
    Network,
    /// Levels 3 to 6.
    Middle,
    /// Level 5 and above.
    Leader,
    /// Level 7 and above.
    Executive,
    /// Everybody.
    Anybody,
}

/// Positions of Sales, People and Customer Support.
const FRONTLINE: [u8; 3] = [0, 4, 6];
/// Positions of the ethnicities that the network is for: Asian, Black, Hispanic, Mixed.
const NETWORK: [u8; 4] = [1, 2, 3, 4];

impl Pool {
    /// Whether a person belongs to it.
    pub(super) fn admits(self, person: &Person) -> bool {
        let junior = matches!(person.generation, MILLENNIALS | GEN_Z) && person.level <= 4;
        let network = NETWORK.contains(&person.ethnicity);
        match self {
            Pool::Junior => junior,
            Pool::Frontline => junior && FRONTLINE.contains(&person.function),
            Pool::NetworkJunior => junior && network,
            Pool::Network => network && person.level <= 6,
            Pool::Middle => (3..=6).contains(&person.level),
            Pool::Leader => person.level >= 5,
            Pool::Executive => person.level >= 7,
            Pool::Anybody => true,
        }
    }

    /// The same as an expression over the columns of the roster.
    pub(super) fn expression(self) -> &'static str {
        match self {
            Pool::Junior => "generation in ['Gen Z', 'Millennials'] and job_level <= 4",
            Pool::Frontline => {
                "generation in ['Gen Z', 'Millennials'] and job_level <= 4 and \
                 function in ['Sales', 'People', 'Customer Support']"
            }
            Pool::NetworkJunior => {
                "generation in ['Gen Z', 'Millennials'] and job_level <= 4 and \
                 ethnicity in ['Asian', 'Black', 'Hispanic', 'Mixed']"
            }
            Pool::Network => {
                "ethnicity in ['Asian', 'Black', 'Hispanic', 'Mixed'] and job_level <= 6"
            }
            Pool::Middle => "job_level >= 3 and job_level <= 6",
            Pool::Leader => "job_level >= 5",
            Pool::Executive => "job_level >= 7",
            Pool::Anybody => "job_level >= 1",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::people::draw_people;
    use super::super::super::{Calendar, Settings, labels};
    use super::*;

    #[test]
    fn positions_are_those_of_the_labels() {
        for (code, name) in [(0, "Sales"), (4, "People"), (6, "Customer Support")] {
            assert_eq!(labels::label(&labels::FUNCTIONS, code), Some(name));
        }
        let named: Vec<_> = NETWORK
            .iter()
            .filter_map(|code| labels::label(&labels::ETHNICITIES, *code))
            .collect();
        assert_eq!(named, ["Asian", "Black", "Hispanic", "Mixed"]);
    }

    #[test]
    fn pools_lie_within_one_another() {
        let people = draw_people(&Settings::default(), &Calendar::new(12));
        let size = |pool: Pool| people.iter().filter(|p| pool.admits(p)).count();
        for (narrow, wide) in [
            (Pool::Frontline, Pool::Junior),
            (Pool::NetworkJunior, Pool::Junior),
            (Pool::NetworkJunior, Pool::Network),
            (Pool::Executive, Pool::Leader),
        ] {
            assert!(
                size(narrow) > 100 && size(narrow) < size(wide),
                "{narrow:?}"
            );
            assert!(people.iter().all(|p| !narrow.admits(p) || wide.admits(p)));
        }
        assert_eq!(size(Pool::Anybody), people.len());
    }
}
