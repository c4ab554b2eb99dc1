//! One 2x2 comparison: cells summed into strata, the two arms compared, and the balance it reaches.

use crate::kernel::NotEstimable;
use crate::kernel::design::Design;
use crate::kernel::difference::{ArmSums, DidMethod, TwoByTwo, did_2x2_panel_from};
use crate::panel::{ChangeKind, Comparison, Response, Trial};

use super::super::Breakdown;
use super::super::balance::{ArmCell, BalanceSheet};
use super::ScoreSums;
use super::strata::{AnswersCountFor, Strata};

/// One group-time effect of one population.
pub(super) struct GroupTimeEffect {
    pub(super) change: usize,
    pub(super) result: TwoByTwo,
    pub(super) treated_level: f64,
    /// What an answer counts for, where that is not one.
    pub(super) counts_for: Option<AnswersCountFor>,
    /// Kish effective number of participants on support.
    pub(super) participants: f64,
}

/// Main effects of the covariates, one row per stratum: a constant and one column per value but the reference, which is the
/// commonest value among participants (one that no participant has would send a propensity model after infinite coefficients).
/// Where there is no propensity model the reference does not matter, and participants need not be given.
pub(in super::super) fn main_effects(
    comparison: &Comparison,
    covariates: &[usize],
    strata: &[Vec<u16>],
    participants: &[f64],
) -> Design {
    let digits = comparison.cells.covariate_digits();
    let mut first = Vec::with_capacity(covariates.len());
    let mut reference = Vec::with_capacity(covariates.len());
    let mut columns = 1u32;
    for (k, &c) in covariates.iter().enumerate() {
        let mut having = vec![0.0; digits[c].labels.len()];
        for (stratum, n) in strata.iter().zip(participants) {
            having[usize::from(stratum[k])] += n;
        }
        let commonest = (0..having.len())
            .rev()
            .max_by(|&a, &b| having[a].total_cmp(&having[b]))
            .unwrap_or(0);
        reference.push(commonest as u16);
        first.push(columns);
        columns += digits[c].labels.len() as u32 - 1;
    }
    let mut design = Design::new(columns as usize);
    for stratum in strata {
        let mut row = vec![(0, 1.0)];
        for ((&digit, &first), &reference) in stratum.iter().zip(&first).zip(&reference) {
            if digit != reference {
                row.push((first + u32::from(digit) - u32::from(digit > reference), 1.0));
            }
        }
        design.push_row(&row);
    }
    design
}

/// Participants of a population by its strata, of some trials.
pub(super) fn participants_by_stratum(
    trials: &[Trial],
    breakdown: &Breakdown,
    population: usize,
    stratum: &[u32],
    strata: usize,
) -> Vec<f64> {
    let mut participants = vec![0.0; strata];
    for row in trials.iter().flat_map(|t| &t.treated) {
        let cell = row.cell as usize;
        if breakdown.populations.of_cell[cell] == Some(population as u16) {
            participants[stratum[cell] as usize] += 1.0;
        }
    }
    participants
}

/// The cells of each population.
pub(super) fn cells_by_population(breakdown: &Breakdown) -> Vec<Vec<u32>> {
    let mut cells = vec![Vec::new(); breakdown.len()];
    for (cell, own) in breakdown.populations.of_cell.iter().enumerate() {
        if let Some(p) = own {
            cells[usize::from(*p)].push(cell as u32);
        }
    }
    cells
}

/// What one comparison of a population is made of.
pub(super) struct Ground<'a> {
    pub(super) sums: &'a ScoreSums,
    /// The cells of the population, and the stratum of every cell.
    pub(super) cells: &'a [u32],
    pub(super) stratum: &'a [u32],
    pub(super) response: Response,
}

/// Sums the cells of a population into its strata and compares the arms; the propensity model begins at `start`.
pub(super) fn group_time(
    k: usize,
    ground: &Ground<'_>,
    design: &Design,
    method: DidMethod,
    start: Option<&[f64]>,
) -> Result<GroupTimeEffect, NotEstimable> {
    let strata = Strata::of(k, ground, design.nrows());
    let result = did_2x2_panel_from(design, &strata.treated, &strata.control, method, start)?;
    let on = |sums: &[ArmSums], pick: fn(&ArmSums) -> f64| -> f64 {
        sums.iter()
            .zip(&result.on_support)
            .filter(|(_, on)| **on)
            .map(|(s, _)| pick(s))
            .sum()
    };
    let treated_level = on(&strata.level, |s| s.sum) / on(&strata.level, |s| s.weight);
    Ok(GroupTimeEffect {
        change: k,
        treated_level,
        participants: strata.effective_participants(&result.on_support),
        counts_for: strata.counts_for,
        result,
    })
}

/// Participants of each population by trial.
pub(super) fn cohort_sizes(comparison: &Comparison, breakdown: &Breakdown) -> Vec<Vec<f64>> {
    let mut sizes = vec![vec![0.0; comparison.trials.len()]; breakdown.len()];
    for (at, trial) in comparison.trials.iter().enumerate() {
        for row in &trial.treated {
            if let Some(population) = breakdown.populations.of_cell[row.cell as usize] {
                sizes[usize::from(population)][at] += 1.0;
            }
        }
    }
    sizes
}
/// Balance at each trial's first wave after the start, controls weighted by the propensity odds and each trial's
/// controls scaled to its participants.
pub(super) fn balance_sheet(
    comparison: &Comparison,
    sums: &ScoreSums,
    effects: &[GroupTimeEffect],
    group: &[u32],
    population: usize,
    breakdown: &Breakdown,
) -> BalanceSheet {
    let mut sheet = BalanceSheet::new(comparison.cells.covariate_digits());
    for trial in 0..comparison.trials.len() {
        let first = effects
            .iter()
            .filter(|e| {
                let change = sums.changes[e.change].change;
                change.trial == trial && change.kind == ChangeKind::Post
            })
            .min_by_key(|e| sums.changes[e.change].change.event_time);
        let Some(effect) = first else { continue };
        let change = &sums.changes[effect.change];
        let counts_for = effect.counts_for.as_ref();
        let answers = |cell: usize, arm: fn(&AnswersCountFor) -> &[f64]| {
            counts_for.map_or(1.0, |c| arm(c)[group[cell] as usize])
        };
        let own = |cell: &usize| breakdown.populations.of_cell[*cell] == Some(population as u16);
        let weight = |cell: usize| {
            effect
                .result
                .control_weight
                .get(group[cell] as usize)
                .copied()
                .unwrap_or(1.0)
        };
        let treated = |cell: usize| {
            if effect.result.on_support[group[cell] as usize] {
                change.treated[cell].weight * answers(cell, |c| &c.treated)
            } else {
                0.0
            }
        };
        let cells = || (0..comparison.cells.len()).filter(own);
        let n_treated: f64 = cells().map(treated).sum();
        let control = |cell: usize| change.control[cell].weight * answers(cell, |c| &c.control);
        let n_control: f64 = cells().map(|c| control(c) * weight(c)).sum();
        if n_treated > 0.0 && n_control > 0.0 {
            for cell in cells() {
                let digits = &comparison.cells.of(cell)[..comparison.cells.covariates];
                let on = effect.result.on_support[group[cell] as usize];
                sheet.add(
                    digits,
                    ArmCell {
                        people: change.treated[cell].weight,
                        weight: f64::from(u8::from(on)) * answers(cell, |c| &c.treated),
                    },
                    ArmCell {
                        people: change.control[cell].weight,
                        weight: weight(cell) * answers(cell, |c| &c.control) * n_treated
                            / n_control,
                    },
                );
            }
            sheet.close_trial();
        }
    }
    sheet
}
