//! People of several programmes or roles: who of the participants takes part elsewhere too, and who was kept out of the
//! comparison for it. Before disclosure control.

use crate::panel::{Comparison, Crossings, Panel, Scope};
use crate::vocab::RoleScope;

use super::investigation::named;

/// One programme and role.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// Programme id.
    pub programme: String,
    /// Programme in words.
    pub programme_name: String,
    /// Role.
    pub role: RoleScope,
    /// Who crosses.
    pub crossings: Crossings,
}

/// The overlap of a comparison; `None` where the lot decides who is compared.
pub(super) fn overlap(panel: &Panel<'_>, comparison: &Comparison) -> Option<Overlap> {
    let by_lot = match comparison.scope {
        Scope::Programme(k) => panel.programmes.get(k)?.lottery.is_some(),
        Scope::All => false,
    };
    if by_lot {
        return None;
    }
    let (programme, programme_name, _) = named(panel, comparison.scope);
    Some(Overlap {
        programme,
        programme_name,
        role: RoleScope::One(comparison.role),
        crossings: panel.crossings(comparison),
    })
}
