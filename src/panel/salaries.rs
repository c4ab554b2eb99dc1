//! The mean salary of the participants compared: one number, never a person's.

use crate::tables::{Attribute, Column};

use super::attributes::rows_in_force;
use super::people::Panel;
use super::trials::Comparison;

/// A mean over people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSalary {
    /// Mean yearly salary, in the currency of the roster.
    pub mean: f64,
    /// Participants whose salary is stated.
    pub people: u64,
}

impl Panel<'_> {
    /// Mean salary on the eve of their trial, over the participants of a comparison, each counted once. A salary that is absent, or not
    /// above zero, is not stated. `None` when the roster has no salaries or none of these is stated.
    pub fn mean_salary(&self, comparison: &Comparison) -> Option<MeanSalary> {
        let roster = &self.org.roster;
        let Some(Attribute::Number(salary)) = roster.attribute(Column::AnnualSalary.name()) else {
            return None;
        };
        let mut counted = vec![false; self.people()];
        let (mut sum, mut people) = (0.0, 0u64);
        for trial in &comparison.trials {
            let row = rows_in_force(roster, self.people(), trial.eve);
            for treated in &trial.treated {
                let person = treated.person as usize;
                let own = salary[row[person] as usize];
                if own > 0.0 && !std::mem::replace(&mut counted[person], true) {
                    sum += own;
                    people += 1;
                }
            }
        }
        (people > 0).then(|| MeanSalary {
            mean: sum / people as f64,
            people,
        })
    }
}
