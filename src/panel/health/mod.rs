//! How a programme runs: who is in it and what became of them, meetings against the plan, who is matched with whom, who
//! carries the load. People become counts and sums here; the one list with names is that of early warnings, for
//! `private/` only.
//!
//! `aspect` names what is looked at and holds its sums · `pairs` gathers the pairings of a programme · `ladder` counts
//! people by what became of them · `sessions`, `shape`, `sides`, `matching`, `load`, `dose` look at one side of it each ·
//! `warnings` lists pairings that have gone quiet. Deliberately absent: any comparison with people outside.

mod aspect;
mod dose;
mod ladder;
mod load;
mod matching;
mod pairs;
mod sessions;
mod shape;
mod sides;
#[cfg(test)]
mod tests;
mod warnings;

pub use aspect::{Aspect, Behind, HealthSums, Loads, ShapeRule, Sums};
pub use ladder::Ladder;
pub use warnings::EarlyWarning;

use rayon::prelude::*;

use super::people::Panel;
use pairs::{Pairs, people};

/// What a programme's course comes to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgrammeHealth {
    /// People by what became of them, a role each.
    pub ladders: Vec<Ladder>,
    /// Pairings that started.
    pub pairings: u64,
    /// People of the smallest role in them.
    pub people: u64,
    /// Whether any export has sessions.
    pub sessions: bool,
    /// Everything looked at that is on record.
    pub sums: Vec<HealthSums>,
}

impl Panel<'_> {
    /// How one programme, by its position in the pipeline, runs.
    pub fn health(&self, programme: usize) -> ProgrammeHealth {
        let pairs = Pairs::of(self, programme);
        let sides: [&(dyn Fn() -> Vec<HealthSums> + Sync); 6] = [
            &|| pairs.meetings(),
            &|| pairs.shape(),
            &|| pairs.sides(),
            &|| pairs.matching(),
            &|| pairs.load(),
            &|| pairs.dose(),
        ];
        let found: Vec<Vec<HealthSums>> = sides.par_iter().map(|look| look()).collect();
        let sums = found.concat();
        ProgrammeHealth {
            ladders: pairs.ladders(),
            pairings: pairs.list.len() as u64,
            people: people(&pairs.list),
            sessions: self.org.course.sessions.is_some(),
            sums,
        }
    }

    /// Pairings under way that have not met for two cadences or have lost a side, of every programme. It names people:
    /// it is written to `private/` and nowhere else.
    pub fn early_warnings(&self) -> Vec<EarlyWarning> {
        (0..self.programmes.len())
            .flat_map(|programme| Pairs::of(self, programme).early_warnings())
            .collect()
    }
}
