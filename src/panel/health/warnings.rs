//! Early warnings: pairings under way that somebody should look after, by name. For `private/` only.

use crate::vocab::{Day, Role};

use super::pairs::{Pairs, QUIET_CADENCES};

/// One pairing to look after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyWarning {
    /// Programme id.
    pub programme: String,
    /// Id of the pairing.
    pub pairing: String,
    /// First day.
    pub start: Day,
    /// Last session held.
    pub last_session: Option<Day>,
    /// Days without a session, where two cadences have gone by without one.
    pub quiet_days: Option<i32>,
    /// Whether one of its sides is missing or has left.
    pub one_sided: bool,
    /// Whether it is not what its model asks for.
    pub off_model: bool,
    /// Its people: role and id.
    pub people: Vec<(Role, String)>,
}

impl Pairs<'_> {
    /// The pairings to look after, the longest quiet first.
    pub(super) fn early_warnings(&self) -> Vec<EarlyWarning> {
        let org = self.panel.org;
        let mut out: Vec<EarlyWarning> = self
            .list
            .iter()
            .filter(|pair| self.under_way(pair))
            .filter_map(|pair| {
                let quiet_days = org
                    .course
                    .sessions
                    .as_ref()
                    .and_then(|_| self.quiet_for(pair))
                    .filter(|days| *days > QUIET_CADENCES * self.cadence());
                let one_sided = self.has_sides() && self.one_sided(pair);
                let off_model = self.off_model(pair);
                (quiet_days.is_some() || one_sided || off_model).then(|| EarlyWarning {
                    programme: self.programme.id.clone(),
                    pairing: org
                        .course
                        .pairings
                        .get(pair.number as usize)
                        .map_or_else(String::new, ToString::to_string),
                    start: pair.start,
                    last_session: pair.held().last().copied(),
                    quiet_days,
                    one_sided,
                    off_model,
                    people: pair
                        .members
                        .iter()
                        .map(|m| (m.role, org.people.ids[m.person as usize].to_string()))
                        .collect(),
                })
            })
            .collect();
        out.sort_by(|a, b| {
            (std::cmp::Reverse(a.quiet_days), &a.pairing)
                .cmp(&(std::cmp::Reverse(b.quiet_days), &b.pairing))
        });
        out
    }
}
