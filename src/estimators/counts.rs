//! How many distinct people a comparison stands on.

use crate::panel::PopulationSums;

/// Distinct people of both arms, before and after trimming to common support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// Participants.
    pub treated: u64,
    /// Control people.
    pub control: u64,
    /// Participants on common support.
    pub treated_on_support: u64,
    /// Control people on common support.
    pub control_on_support: u64,
}

impl From<&PopulationSums> for Compared {
    fn from(sums: &PopulationSums) -> Compared {
        Compared {
            treated: sums.treated,
            control: sums.control,
            treated_on_support: sums.treated_on_support,
            control_on_support: sums.control_on_support,
        }
    }
}
