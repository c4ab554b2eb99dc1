//! One trial before its cells have numbers: who takes part, who serves as control and until when.

use crate::vocab::{Day, Period, Role};

use super::super::eligibility::{Eligibility, Known};
use super::super::people::{Panel, Resolved};
use super::super::settings::Spillover;
use super::{Enrolment, Eve};

/// A prior is the mean of at most this many waves up to the eve (methods.md, section 2).
const PRIOR_WAVES: usize = 4;

/// The digit of a prior for people without any answer.
const NO_PRIOR: u64 = 3;

pub(super) struct Draft {
    pub(super) programme: usize,
    pub(super) period: Period,
    /// The day before the enrolment period, or before the draw.
    pub(super) eve: Day,
    pub(super) index: Day,
    pub(super) treated: Vec<u32>,
    pub(super) control: Vec<(u32, Day)>,
    pub(super) codes: Vec<u64>,
    pub(super) lost: Enrolment,
}

impl Panel<'_> {
    /// One trial's people with the sparse codes of their cells.
    pub(super) fn draft(
        &self,
        start: &[(Day, usize)],
        programme: usize,
        role: Role,
        period: Period,
        index: Day,
        eve: &Eve,
    ) -> Draft {
        let admits = self.admitted(self.programmes[programme].eligible.get(&role));
        let mut lost = Enrolment::default();
        let mut treated: Vec<u32> = Vec::new();
        let mut control: Vec<(u32, Day)> = Vec::new();
        let (first_day, eve_day) = (period.first_day(), period.eve());
        for (person, &(day, own)) in start.iter().enumerate() {
            let starts_here = own == programme && first_day <= day && day < index;
            if !starts_here && self.first_start[person] <= index {
                continue;
            }
            let row = eve.row[person];
            let Some(spell) = self.spells.covering(person, eve_day) else {
                lost.not_employed += u64::from(starts_here);
                continue;
            };
            if !admits(row) {
                lost.not_eligible += u64::from(starts_here);
                continue;
            }
            if spell.exit <= index {
                lost.left_before_index += u64::from(starts_here);
                continue;
            }
            if starts_here {
                treated.push(person as u32);
                continue;
            }
            let manager_starts = self.manager_starts(row);
            if manager_starts > index {
                control.push((person as u32, manager_starts.min(self.first_start[person])));
            }
        }
        let mut codes: Vec<u64> = treated
            .iter()
            .copied()
            .chain(control.iter().map(|&(person, _)| person))
            .map(|person| eve.code[person as usize])
            .collect();
        self.add_priors(&mut codes, &treated, &control, eve_day);
        Draft {
            programme,
            period,
            eve: eve_day,
            index,
            treated,
            control,
            codes,
            lost,
        }
    }

    /// The day on which the spillover guard ends a person's time as control, by their roster row.
    pub(in crate::panel) fn manager_starts(&self, row: u32) -> Day {
        match (self.study.exclude_spillover, self.manager(row)) {
            (Spillover::DirectReportsOfMentees, Some(manager)) => self.first_mentee_start[manager],
            _ => Day::MAX,
        }
    }

    /// Adds the digits of priors: terciles among the people of the trial.
    pub(super) fn add_priors(
        &self,
        codes: &mut [u64],
        treated: &[u32],
        control: &[(u32, Day)],
        eve: Day,
    ) {
        let mut weight = 1u64;
        for (_, labels, resolved) in self.covariates.iter().rev() {
            if let Resolved::Prior(outcome) = resolved
                && let Some(matrix) = self.matrices.get(outcome)
            {
                let means: Vec<f32> = treated
                    .iter()
                    .copied()
                    .chain(control.iter().map(|&(person, _)| person))
                    .map(|person| matrix.recent_mean(person as usize, eve, PRIOR_WAVES))
                    .collect();
                let mut known: Vec<f32> = means.iter().copied().filter(|m| !m.is_nan()).collect();
                known.sort_unstable_by(f32::total_cmp);
                let cut = |share: usize| {
                    known
                        .get(known.len() * share / 3)
                        .copied()
                        .unwrap_or(f32::NAN)
                };
                let (low, high) = (cut(1), cut(2));
                for (code, mean) in codes.iter_mut().zip(&means) {
                    let digit = if mean.is_nan() {
                        NO_PRIOR
                    } else {
                        u64::from(*mean >= low) + u64::from(*mean >= high)
                    };
                    *code += weight * digit;
                }
            } else if matches!(resolved, Resolved::Prior(_)) {
                for code in codes.iter_mut() {
                    *code += weight * NO_PRIOR;
                }
            }
            weight *= labels.len() as u64;
        }
    }

    /// Whether a roster row is eligible; expressions over few codes are tabulated once.
    pub(in crate::panel) fn admitted<'s>(
        &'s self,
        expression: Option<&'s Eligibility>,
    ) -> Box<dyn Fn(u32) -> bool + Sync + 's> {
        const TABULATE_UP_TO: usize = 1 << 20;
        let Some(expression) = expression else {
            return Box::new(|_| true);
        };
        let used: Vec<_> = expression
            .attributes()
            .into_iter()
            .filter_map(|name| self.attributes.iter().find(|a| a.name == name))
            .collect();
        let size = used
            .iter()
            .try_fold(1usize, |n, a| n.checked_mul(a.labels.len() + 1));
        let ask = move |code_of: &dyn Fn(usize) -> u32,
                        used: &[&'s super::super::attributes::CodedAttribute]| {
            expression.admits(&|name: &str| {
                used.iter()
                    .position(|a| a.name == name)
                    .map_or(Known::Missing, |k| used[k].known(code_of(k)))
            })
        };
        match size {
            Some(size) if size <= TABULATE_UP_TO => {
                let table: Vec<bool> = (0..size)
                    .map(|mut code| {
                        let mut digits = vec![0u32; used.len()];
                        for (k, attribute) in used.iter().enumerate().rev() {
                            let radix = attribute.labels.len() + 1;
                            digits[k] = (code % radix) as u32;
                            code /= radix;
                        }
                        ask(&|k| digits[k], &used)
                    })
                    .collect();
                Box::new(move |row| {
                    let code = used.iter().fold(0usize, |code, a| {
                        code * (a.labels.len() + 1) + a.codes[row as usize] as usize
                    });
                    table[code]
                })
            }
            _ => Box::new(move |row| ask(&|k| used[k].codes[row as usize], &used)),
        }
    }
}
