//! Who got in: distinct eligible people of a comparison's trials, and how many of them took part, by population.
//!
//! Eligible are participants and control people on the eve of any enrolment period. A person has one value of a dimension
//! throughout a comparison, so the values add up to everybody.

use super::cells::Populations;
use super::trials::Comparison;

/// Distinct people of one population.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccessCount {
    /// Took part.
    pub enrolled: u64,
    /// Could have, those who did included.
    pub eligible: u64,
}

impl Comparison {
    /// Counts of each population of a breakdown.
    pub fn access(&self, populations: &Populations) -> Vec<AccessCount> {
        const ELIGIBLE: u8 = 1;
        const ENROLLED: u8 = 2;
        let mut people: Vec<(u8, u16)> = vec![(0, 0); self.start.len()];
        for trial in &self.trials {
            let treated = trial.treated.iter().map(|r| (r.person, r.cell, ENROLLED));
            let control = trial.control.iter().map(|r| (r.person, r.cell, 0));
            for (person, cell, mark) in treated.chain(control) {
                if let Some(population) = populations.of_cell[cell as usize] {
                    let slot = &mut people[person as usize];
                    *slot = (slot.0 | ELIGIBLE | mark, population);
                }
            }
        }
        let mut counts = vec![AccessCount::default(); populations.digits.len()];
        for (mark, population) in people.into_iter().filter(|(mark, _)| *mark != 0) {
            let count = &mut counts[usize::from(population)];
            count.eligible += 1;
            count.enrolled += u64::from(mark & ENROLLED != 0);
        }
        counts
    }
}
