//! A finding on its way: what the grade and the families still need beside the finding itself.

use crate::estimators::{Compared, Effect};
use crate::kernel::power::minimum_detectable_effect;
use crate::vocab::{Estimand, Method, Unit};

use super::gaps::Shared;
use super::{Counts, Finding, Moment, Numbers, Population, Subject};

/// A finding before families and grades.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub finding: Finding,
    /// Smallest effect that matters, in the finding's unit; `None` where the rule does not apply.
    pub smallest: Option<f64>,
    /// Whether a larger value is what one hopes for.
    pub larger_is_better: bool,
    /// Rows of an event study have no family and no grade of their own.
    pub inherits: bool,
    /// Headlines of groups: what their errors share with those of other groups.
    pub shared: Option<Shared>,
}

impl Draft {
    /// The finding, which keeps the smallest effect that matters.
    pub(super) fn finished(self) -> Finding {
        let mut finding = self.finding;
        if let Ok(numbers) = &mut finding.answer {
            numbers.smallest = self.smallest;
        }
        finding
    }
}

impl From<Compared> for Counts {
    fn from(compared: Compared) -> Counts {
        Counts {
            treated: compared.treated,
            control: compared.control,
            treated_on_support: compared.treated_on_support,
            control_on_support: compared.control_on_support,
        }
    }
}

/// What a row is about.
#[derive(Debug, Clone)]
pub(super) struct Heading<'a> {
    pub subject: &'a Subject,
    pub population: &'a Population,
    pub moment: Moment,
    pub estimand: Estimand,
    pub method: Method,
    pub unit: Unit,
}

impl Heading<'_> {
    /// A row with an answer, or the reason why there is none.
    pub(super) fn draft(
        &self,
        counts: Counts,
        answer: Result<Numbers, String>,
        notes: Vec<String>,
    ) -> Draft {
        Draft {
            finding: Finding {
                subject: self.subject.clone(),
                population: self.population.clone(),
                moment: self.moment,
                estimand: self.estimand,
                method: self.method,
                unit: self.unit,
                counts,
                answer,
                evidence: None,
                notes,
                against: None,
            },
            smallest: None,
            larger_is_better: true,
            inherits: false,
            shared: None,
        }
    }
}

/// The numbers of an effect, times a factor (100 for percentage points).
pub(super) fn numbers(effect: &Effect, factor: f64) -> Numbers {
    let std_error = effect.std_error * factor;
    Numbers {
        std_error: Some(std_error),
        ci_low: Some(effect.low * factor),
        ci_high: Some(effect.high * factor),
        ci_level: crate::estimators::LEVEL,
        p_value: Some(effect.p_value),
        mde: minimum_detectable_effect(std_error, None).ok(),
        ..Numbers::bare(effect.value * factor)
    }
}
