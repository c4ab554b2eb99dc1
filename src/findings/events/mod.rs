//! Findings about times to events: retention, and events one hopes for.
//!
//! Map: `rows` what is said of a population; `savings` exits and their cost.

mod rows;
mod savings;

use crate::estimators::{
    ArmPath, Breakdown, HazardTests, Reason, SurvivalAnswer, SurvivalEstimate, SurvivalRequest,
    Weighing, estimate_survival,
};
use crate::kernel::survival::HazardTest;
use crate::panel::{Comparison, EventClock, Panel};
use crate::tables::{Measure, Outcome};
use crate::vocab::Better;

use self::rows::Around;
use super::draft::Draft;
use super::exhibit::{ArmCurve, Balance, Curves, HazardChecks, Shows, TestResult};
use super::{Counts, Population, ReplacementCost, Subject, weighting};

pub(super) use savings::{note as savings_note, replacement_cost};

/// Without a pipeline's word, a difference of one percentage point matters (methods.md, section 7).
pub(super) const SMALLEST_POINTS: f64 = 1.0;

/// One time-to-event outcome within one comparison.
pub(super) struct EventQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub weighing: &'a Weighing<'a>,
    pub outcome: &'a Outcome,
    pub clock: EventClock,
    pub subject: &'a Subject,
    pub minimum_group: u64,
    /// In which money costs are told.
    pub currency: Option<&'a str>,
}

/// What an outcome shows beside its findings.
#[derive(Default)]
pub(super) struct EventExhibits {
    pub curves: Option<Curves>,
    pub hazards: Option<HazardChecks>,
    pub balance: Option<Balance>,
    pub cost: Option<ReplacementCost>,
}

impl EventQuestion<'_> {
    /// All findings of the outcome.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, EventExhibits) {
        let mut drafts = Vec::new();
        let mut exhibits = EventExhibits::default();
        let (Measure::TimeToExit { horizons_days, .. } | Measure::TimeToStep { horizons_days, .. }) =
            &self.outcome.measure
        else {
            return (drafts, exhibits);
        };
        let counts = self.panel.follow_up_counts(self.comparison, &self.clock);
        let request = SurvivalRequest {
            clock: &self.clock,
            horizons: horizons_days,
            weighing: self.weighing,
            fewest_at_risk: self.minimum_group,
            cluster: self.cluster,
        };
        let cost = replacement_cost(
            self.panel,
            self.comparison,
            self.outcome,
            self.subject,
            self.minimum_group,
        );
        let mut proportional_p = None;
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let naive = self
            .panel
            .naive_event_free(self.comparison, &self.clock, &dimensions);
        let estimates =
            estimate_survival(self.panel, self.comparison, &counts, breakdowns, &request);
        for ((breakdown, naive), estimates) in breakdowns.iter().zip(&naive).zip(estimates) {
            for estimate in estimates {
                let population =
                    Population::of_parts(breakdown.parts(self.comparison, estimate.population));
                if breakdown.is_overall() {
                    exhibits = self.exhibits(&estimate);
                    let hazards = exhibits.hazards.as_ref();
                    proportional_p =
                        hazards.and_then(|h| Some(h.proportional.as_ref().ok()?.p_value));
                }
                let digits = &breakdown.populations.digits[estimate.population];
                let around = Around {
                    population: &population,
                    naive: naive.of(digits),
                    proportional_p,
                    cost: cost.as_ref(),
                };
                self.rows(&estimate, &around, horizons_days, &mut drafts);
            }
        }
        exhibits.cost = cost;
        (drafts, exhibits)
    }

    /// Whether the event is one hoped for; then the headline is the difference of the shares that had it.
    fn hoped_for(&self) -> bool {
        self.outcome.better == Better::Higher
    }

    fn exhibits(&self, estimate: &SurvivalEstimate) -> EventExhibits {
        let Ok(answer) = &estimate.answer else {
            return EventExhibits::default();
        };
        let counts = Counts::from(estimate.compared);
        let incidence = answer
            .incidence_curves
            .as_ref()
            .filter(|_| self.hoped_for());
        let (shows, paths) = match incidence {
            Some(paths) => (Shows::With, Some(paths)),
            None => (Shows::Without, answer.curves.as_ref()),
        };
        let curves = paths.map(|(treated, control)| Curves {
            subject: self.subject.clone(),
            shows,
            counts,
            treated: arm(treated),
            control: arm(control),
        });
        EventExhibits {
            curves,
            hazards: answer
                .tests
                .as_ref()
                .map(|tests| self.checks(tests, counts)),
            balance: Some(Balance {
                subject: self.subject.clone(),
                method: weighting::survival_method(answer.weighting.used),
                counts,
                effective_control: answer.effective_control,
                rows: answer.balance.clone(),
            }),
            cost: None,
        }
    }

    fn checks(&self, tests: &HazardTests, counts: Counts) -> HazardChecks {
        let result = |test: &Result<HazardTest, Reason>| match test {
            Ok(test) => Ok(TestResult {
                chi_square: test.chi_square,
                p_value: test.p_value,
            }),
            Err(reason) => Err(reason.to_string()),
        };
        HazardChecks {
            subject: self.subject.clone(),
            counts,
            logrank: result(&tests.logrank),
            proportional: result(&tests.proportional),
        }
    }
}

fn notes(answer: &SurvivalAnswer) -> Vec<String> {
    let mut notes = weighting::notes(&answer.weighting);
    if answer.censoring_weighted {
        notes.push("Colleagues who stay in the comparison also count for those like them who joined later.".to_owned());
    }
    notes
}

fn arm(path: &ArmPath) -> ArmCurve {
    ArmCurve {
        day: path.day.clone(),
        share: path.share.clone(),
        low: path.low.clone(),
        high: path.high.clone(),
        at_risk: path.at_risk.clone(),
    }
}
