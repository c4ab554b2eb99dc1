//! Who shares noise with whom: people of one circle, pod or track form a cluster, and people shared by several
//! groups link these into one (methods.md, section 3). In programmes of pairs everybody is a cluster of their own.

use crate::panel::{Comparison, OWN_CLUSTER, Panel, Scope};
use crate::vocab::Structure;

/// Cluster number of each person; empty when everybody is a cluster of their own.
pub(super) fn clusters(panel: &Panel<'_>, comparison: &Comparison) -> Vec<u32> {
    let grouped = |programme: usize| {
        panel
            .programmes
            .get(programme)
            .is_some_and(|p| p.model.structure() == Structure::Group)
    };
    let in_scope = |programme: usize| match comparison.scope {
        Scope::Programme(own) => own == programme,
        Scope::All => true,
    };
    let memberships = || {
        panel
            .org
            .memberships
            .iter()
            .filter(|m| in_scope(usize::from(m.programme)) && grouped(usize::from(m.programme)))
    };
    if memberships().next().is_none() {
        return Vec::new();
    }
    let mut parent: Vec<u32> = (0..panel.people() as u32).collect();
    let mut first_of_pairing: std::collections::BTreeMap<u32, u32> =
        std::collections::BTreeMap::new();
    let mut grouped_person = vec![false; panel.people()];
    for m in memberships() {
        grouped_person[m.person as usize] = true;
        let first = *first_of_pairing.entry(m.pairing).or_insert(m.person);
        let (a, b) = (root(&mut parent, first), root(&mut parent, m.person));
        parent[a.max(b) as usize] = a.min(b);
    }
    (0..panel.people() as u32)
        .map(|person| {
            if grouped_person[person as usize] {
                root(&mut parent, person)
            } else {
                OWN_CLUSTER
            }
        })
        .collect()
}

/// The representative of a person's cluster, halving paths on the way.
fn root(parent: &mut [u32], mut person: u32) -> u32 {
    while parent[person as usize] != person {
        parent[person as usize] = parent[parent[person as usize] as usize];
        person = parent[person as usize];
    }
    person
}
