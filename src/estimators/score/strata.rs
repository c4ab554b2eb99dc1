//! Sums of one change by stratum, and what an answer counts for where non-response is weighted.
//!
//! With `response = "weight"` everybody in a trial counts: the answers of a stratum and arm are multiplied by the inverse
//! of its response rate within trial and wave (methods.md, section 3), so that they stand for all who were asked. The
//! weights are taken as known when errors are computed. They are estimated in fact, and errors that use this are smaller
//! (Robins, Rotnitzky & Zhao 1994, doi:10.1080/01621459.1994.10476818): taking them as known errs on the large side.
//! A stratum in which nobody answered has nobody to speak for it and stays out.

use crate::kernel::difference::ArmSums;
use crate::panel::Response;

use super::comparison::Ground;

/// What an answer counts for, by stratum.
#[derive(Debug, Clone)]
pub(super) struct AnswersCountFor {
    pub(super) treated: Vec<f64>,
    pub(super) control: Vec<f64>,
}

/// Sums of one change by stratum.
pub(super) struct Strata {
    pub(super) treated: Vec<ArmSums>,
    pub(super) control: Vec<ArmSums>,
    /// Participants' values at the wave itself.
    pub(super) level: Vec<ArmSums>,
    /// `None`: one.
    pub(super) counts_for: Option<AnswersCountFor>,
}

impl Strata {
    /// The `k`-th change of a population with so many strata.
    pub(super) fn of(k: usize, ground: &Ground<'_>, strata: usize) -> Strata {
        let sums = &ground.sums.changes[k];
        let mut own = Strata {
            treated: vec![ArmSums::default(); strata],
            control: vec![ArmSums::default(); strata],
            level: vec![ArmSums::default(); strata],
            counts_for: None,
        };
        for &cell in ground.cells {
            let cell = cell as usize;
            let at = ground.stratum[cell] as usize;
            plus(&mut own.treated[at], &sums.treated[cell]);
            plus(&mut own.control[at], &sums.control[cell]);
            plus(&mut own.level[at], &sums.treated_level[cell]);
        }
        match ground.response {
            Response::Ignore => {}
            Response::Weight => own.weight(k, ground),
        }
        own
    }

    /// Lets the answers of every stratum stand for all who were asked.
    fn weight(&mut self, k: usize, ground: &Ground<'_>) {
        let change = ground.sums.changes[k].change;
        let asked = &ground.sums.asked[change.trial];
        let mut people = [vec![0.0; self.treated.len()], vec![0.0; self.treated.len()]];
        for &cell in ground.cells {
            let cell = cell as usize;
            let at = ground.stratum[cell] as usize;
            people[0][at] += f64::from(asked.treated(cell).people);
            people[1][at] += f64::from(asked.control(cell, change.wave).people);
        }
        let [treated, control] = people;
        let counts_for = AnswersCountFor {
            treated: inverse_rates(&treated, &self.treated),
            control: inverse_rates(&control, &self.control),
        };
        scale(&mut self.treated, &counts_for.treated);
        scale(&mut self.level, &counts_for.treated);
        scale(&mut self.control, &counts_for.control);
        self.counts_for = Some(counts_for);
    }

    /// Kish effective number of participants on support: (Σ w)²/Σ w².
    pub(super) fn effective_participants(&self, on_support: &[bool]) -> f64 {
        let (mut sum, mut squares) = (0.0, 0.0);
        for (at, own) in self
            .treated
            .iter()
            .enumerate()
            .filter(|(at, _)| on_support[*at])
        {
            let counts_for = self.counts_for.as_ref().map_or(1.0, |c| c.treated[at]);
            sum += own.weight;
            squares += own.weight * counts_for;
        }
        sum * sum / squares
    }
}

/// People asked over people who answered, by stratum; one where nobody did.
fn inverse_rates(asked: &[f64], answered: &[ArmSums]) -> Vec<f64> {
    asked
        .iter()
        .zip(answered)
        .map(|(asked, own)| {
            if own.weight > 0.0 {
                asked / own.weight
            } else {
                1.0
            }
        })
        .collect()
}

fn scale(sums: &mut [ArmSums], factors: &[f64]) {
    for (sums, factor) in sums.iter_mut().zip(factors) {
        sums.weight *= factor;
        sums.sum *= factor;
        sums.sum_sq *= factor;
    }
}

fn plus(into: &mut ArmSums, from: &ArmSums) {
    into.weight += from.weight;
    into.sum += from.sum;
    into.sum_sq += from.sum_sq;
}
