//! Who could have answered and who did, by cell: the denominators of response rates.
//!
//! Everybody in a trial is asked at every wave: whoever left employment no longer answers and counts as such. A control
//! person is asked until the day on which they stop serving (their own start), and no longer.

use rayon::prelude::*;

use super::super::settings::ControlGroup;
use super::super::trials::Comparison;
use super::super::waves::WaveMatrix;
use super::waves_served;

/// People of a cell who are asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// All of them.
    pub people: u32,
    /// Of them, those who answered the last wave before the start.
    pub before: u32,
}

/// One trial's people by cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialAsked {
    /// Number of waves.
    waves: usize,
    /// Participants, per cell; the same at all waves.
    treated: Vec<Asked>,
    /// Control people, per cell and wave.
    control: Vec<Asked>,
}

impl TrialAsked {
    /// Participants of a cell.
    pub fn treated(&self, cell: usize) -> Asked {
        self.treated[cell]
    }

    /// Control people of a cell who serve at a wave.
    pub fn control(&self, cell: usize, wave: usize) -> Asked {
        self.control[cell * self.waves + wave]
    }
}

/// The people of every trial by cell.
pub fn people_asked(
    comparison: &Comparison,
    matrix: &WaveMatrix,
    control: ControlGroup,
) -> Vec<TrialAsked> {
    let (cells, waves) = (comparison.cells.len(), matrix.width());
    comparison
        .trials
        .par_iter()
        .map(|trial| {
            let base = matrix
                .waves
                .partition_point(|&w| w <= trial.eve)
                .checked_sub(1);
            let answered =
                |person: u32| base.is_some_and(|b| !matrix.row(person as usize)[b].is_nan());
            let mut asked = TrialAsked {
                waves,
                treated: vec![Asked::default(); cells],
                control: vec![Asked::default(); cells * waves],
            };
            for row in &trial.treated {
                count(&mut asked.treated[row.cell as usize], answered(row.person));
            }
            // Everybody at the last wave they serve, then from the last wave backwards.
            for row in &trial.control {
                if let Some(last) = waves_served(row, &matrix.waves, control).checked_sub(1) {
                    let slot = &mut asked.control[row.cell as usize * waves + last];
                    count(slot, answered(row.person));
                }
            }
            for own in asked.control.chunks_mut(waves.max(1)) {
                for wave in (1..own.len()).rev() {
                    let later = own[wave];
                    own[wave - 1].people += later.people;
                    own[wave - 1].before += later.before;
                }
            }
            asked
        })
        .collect()
}

fn count(asked: &mut Asked, before: bool) {
    asked.people += 1;
    asked.before += u32::from(before);
}
