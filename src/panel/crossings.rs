//! People of several programmes or roles around a comparison: participants who also take part elsewhere, and people who
//! could have served as control but had started elsewhere (methods.md, section 2).
//!
//! The rules: a participant counts from the first start in the programme and role, whatever else the person did before or
//! does later. A control person is out from the first start in any pairing on, be it of a programme that the pipeline does
//! not name. Deliberately absent: lotteries, where the lot alone decides who is compared.

use crate::tables::Membership;
use crate::vocab::{Day, Role};

use super::people::Panel;
use super::trials::{Comparison, Scope};

/// Where people started besides the programme and role of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// In another programme that the pipeline names, in whatever role.
    pub named: u64,
    /// In a programme that the pipeline does not name.
    pub unnamed: u64,
    /// In the same programme, but in another role or before the programme's own first day.
    pub otherwise: u64,
}

/// Kinds of [`Elsewhere`], as positions.
const NAMED: usize = 0;
const UNNAMED: usize = 1;
const OTHERWISE: usize = 2;

impl From<[u64; 3]> for Elsewhere {
    fn from(by_kind: [u64; 3]) -> Elsewhere {
        Elsewhere {
            named: by_kind[NAMED],
            unnamed: by_kind[UNNAMED],
            otherwise: by_kind[OTHERWISE],
        }
    }
}

/// Who crosses the borders of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Crossings {
    /// Participants compared.
    pub participants: u64,
    /// Of them, people who started elsewhere too by the cut-off; somebody may count for several kinds.
    pub also: Elsewhere,
    /// Of them, people who had started elsewhere before they started here.
    pub earlier: u64,
    /// People who could have served as control in a trial and are kept out from their start elsewhere on; each counts once,
    /// for the first start.
    pub kept_out: Elsewhere,
}

impl Panel<'_> {
    /// The crossings of a comparison.
    pub fn crossings(&self, comparison: &Comparison) -> Crossings {
        let mut compared = vec![false; self.people()];
        for row in comparison.trials.iter().flat_map(|t| &t.treated) {
            compared[row.person as usize] = true;
        }
        let mut also = [0; 3];
        let mut kept_out = [0; 3];
        let mut earlier = 0;
        let by_person = |a: &Membership, b: &Membership| a.person == b.person;
        let mut outsiders: Vec<(u32, Day, usize)> = Vec::new();
        for memberships in self.org.memberships.chunk_by(by_person) {
            let person = memberships[0].person;
            let own = comparison.start[person as usize];
            let kind = |m: &Membership| self.elsewhere(comparison, memberships, own, m);
            if compared[person as usize] {
                let mut kinds = [false; 3];
                let mut before = false;
                for m in memberships {
                    if let Some(kind) = kind(m) {
                        kinds[kind] = true;
                        before |= m.start < own;
                    }
                }
                for (count, occurs) in also.iter_mut().zip(kinds) {
                    *count += u64::from(occurs);
                }
                earlier += u64::from(before);
            }
            // Sorted by start: the first membership is what ends the time as control.
            if let Some(kind) = memberships.first().filter(|m| m.start < own).and_then(kind) {
                outsiders.push((person, own, kind));
            }
        }
        let mut counted = vec![false; self.people()];
        for trial in &comparison.trials {
            let eve = self.eve(trial.eve);
            let rule = self.programmes[trial.programme]
                .eligible
                .get(&comparison.role);
            let admits = self.admitted(rule);
            for &(person, own, kind) in &outsiders {
                let at = person as usize;
                let could_serve = || {
                    own > trial.index
                        && self
                            .spells
                            .covering(at, trial.eve)
                            .is_some_and(|spell| spell.exit > trial.index)
                        && admits(eve.row[at])
                        && self.manager_starts(eve.row[at]) > trial.index
                };
                if !counted[at] && could_serve() {
                    counted[at] = true;
                    kept_out[kind] += 1;
                }
            }
        }
        Crossings {
            participants: compared.iter().map(|&c| u64::from(c)).sum(),
            also: also.into(),
            earlier,
            kept_out: kept_out.into(),
        }
    }

    /// Which kind of start a membership is, seen from a comparison; `None` for a start in its programme and role.
    fn elsewhere(
        &self,
        comparison: &Comparison,
        memberships: &[Membership],
        own_start: Day,
        m: &Membership,
    ) -> Option<usize> {
        let role: Role = comparison.role;
        let programme = usize::from(m.programme);
        let Some(named) = self.programmes.get(programme) else {
            return Some(UNNAMED);
        };
        let home = match comparison.scope {
            Scope::Programme(own) => own == programme,
            // The programme of the first start; before there is one, every programme that counts together.
            Scope::All if own_start < Day::MAX => memberships
                .iter()
                .find(|o| o.role == role && o.start == own_start && self.counts(o))
                .is_none_or(|o| o.programme == m.programme),
            Scope::All => named.lottery.is_none(),
        };
        if !home {
            return Some(NAMED);
        }
        (m.role != role || !self.counts(m)).then_some(OTHERWISE)
    }
}
