//! People who take part in several programmes.

use crate::panel::Panel;

/// Distinct people by how many programmes they have started in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation {
    /// In any programme of the pipeline.
    pub participants: u64,
    /// In at least two.
    pub several: u64,
}

/// Counts them; `None` with fewer than two programmes.
pub(super) fn participation(panel: &Panel<'_>) -> Option<Participation> {
    if panel.programmes.len() < 2 {
        return None;
    }
    let (participants, several) = panel.taking_part();
    Some(Participation {
        participants,
        several,
    })
}
