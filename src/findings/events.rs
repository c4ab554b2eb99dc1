//! Findings about times to events: retention, and events one hopes for.

use crate::estimators::{
    ArmPath, Breakdown, Effect, Reason, SurvivalAnswer, SurvivalEstimate, SurvivalRequest,
    estimate_survival,
};
use crate::kernel::evalue::{EffectScale, e_value_risk_ratio, sensitivity};
use crate::panel::{Comparison, EventClock, Panel};
use crate::tables::{Measure, Outcome};
use crate::vocab::{Better, Estimand, Method, Unit};

use super::draft::{Draft, Heading, numbers};
use super::exhibit::{ArmCurve, Balance, Curves};
use super::{Counts, Moment, Numbers, Population, Subject, weighting};

/// Without a pipeline's word, a difference of one percentage point matters (methods.md, section 7).
pub(super) const SMALLEST_POINTS: f64 = 1.0;

/// One time-to-event outcome within one comparison.
pub(super) struct EventQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
    pub minimum_group: u64,
}

/// What an outcome shows beside its findings.
#[derive(Default)]
pub(super) struct EventExhibits {
    pub curves: Option<Curves>,
    pub balance: Option<Balance>,
}

impl EventQuestion<'_> {
    /// All findings of the outcome.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, EventExhibits) {
        let mut drafts = Vec::new();
        let mut exhibits = EventExhibits::default();
        let (Measure::TimeToExit { horizons_days, .. }
        | Measure::TimeToPromotion { horizons_days }) = &self.outcome.measure
        else {
            return (drafts, exhibits);
        };
        let Some(clock) = EventClock::of(&self.outcome.measure) else {
            return (drafts, exhibits);
        };
        let counts = self.panel.follow_up_counts(self.comparison, &clock);
        let request = SurvivalRequest {
            clock: &clock,
            horizons: horizons_days,
            weighting: self.panel.study.weighting,
            fewest_at_risk: self.minimum_group,
            cluster: self.cluster,
        };
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let naive = self
            .panel
            .naive_event_free(self.comparison, &clock, &dimensions);
        let estimates =
            estimate_survival(self.panel, self.comparison, &counts, breakdowns, &request);
        for ((breakdown, naive), estimates) in breakdowns.iter().zip(&naive).zip(estimates) {
            for estimate in estimates {
                let population =
                    Population::of_parts(breakdown.parts(self.comparison, estimate.population));
                if breakdown.is_overall() {
                    exhibits = self.exhibits(&estimate);
                }
                let digits = &breakdown.populations.digits[estimate.population];
                self.rows(
                    &estimate,
                    &population,
                    naive.of(digits),
                    horizons_days,
                    &mut drafts,
                );
            }
        }
        (drafts, exhibits)
    }

    /// Whether the event is one hoped for; then the headline is the difference of the shares that had it.
    fn hoped_for(&self) -> bool {
        self.outcome.better == Better::Higher
    }

    fn headline(&self) -> Estimand {
        if self.hoped_for() {
            Estimand::CumulativeIncidenceDifference
        } else {
            Estimand::RetentionDifference
        }
    }

    fn rows(
        &self,
        estimate: &SurvivalEstimate,
        population: &Population,
        naive: Option<f64>,
        horizons: &[u32],
        drafts: &mut Vec<Draft>,
    ) {
        let counts = Counts::from(estimate.compared);
        let heading = |estimand, method, unit, horizon_days| Heading {
            subject: self.subject,
            population,
            moment: Moment {
                horizon_days,
                ..Moment::default()
            },
            estimand,
            method,
            unit,
        };
        let answer = match &estimate.answer {
            Err(reason) => {
                let wanted = weighting::wanted_survival_method(self.panel.study.weighting);
                for &days in horizons {
                    let row = heading(self.headline(), wanted, Unit::PercentagePoints, Some(days));
                    drafts.push(row.draft(counts, Err(reason.to_string()), Vec::new()));
                }
                return;
            }
            Ok(answer) => answer,
        };
        let method = weighting::survival_method(answer.weighting.used);
        let good = |larger: bool| larger != self.hoped_for();
        for h in &answer.horizons {
            let row = heading(
                self.headline(),
                method,
                Unit::PercentagePoints,
                Some(h.days),
            );
            let numbers = h
                .effect
                .as_ref()
                .map(|(effect, treated, control)| Numbers {
                    naive_estimate: if self.hoped_for() {
                        naive.map(|x| -x)
                    } else {
                        naive
                    },
                    ..self.at_horizon(effect, *treated, *control, answer)
                })
                .map_err(Reason::to_string);
            let mut remarks = notes(answer);
            if self.hoped_for() {
                remarks.push(
                    "People who left first count as followed until they left (one minus Kaplan–Meier)."
                        .to_owned(),
                );
            }
            let draft = row.draft(counts, numbers, remarks);
            let smallest = Some(self.outcome.smallest_effect.unwrap_or(SMALLEST_POINTS));
            drafts.push(Draft {
                smallest,
                larger_is_better: true,
                ..draft
            });
        }
        if let Some((tau, effect, treated, control)) = &answer.rmst {
            let row = heading(Estimand::RmstDifference, method, Unit::Days, Some(*tau));
            let numbers = Numbers {
                treated_level: Some(*treated),
                control_level: Some(*control),
                ..Self::diagnosed(&numbers(effect, 1.0), answer)
            };
            drafts.push(Draft {
                larger_is_better: good(true),
                ..row.draft(counts, Ok(numbers), Vec::new())
            });
        }
        let row = heading(
            Estimand::HazardRatio,
            Method::WeightedCox,
            Unit::Ratio,
            None,
        );
        let ratio = answer
            .log_hazard_ratio
            .as_ref()
            .map(|e| Self::ratio(e, answer))
            .map_err(Reason::to_string);
        drafts.push(Draft {
            larger_is_better: good(false),
            ..row.draft(counts, ratio, Vec::new())
        });
    }

    fn diagnosed(numbers: &Numbers, answer: &SurvivalAnswer) -> Numbers {
        Numbers {
            n_control_effective: answer.effective_control,
            max_abs_smd: answer.max_abs_smd,
            ..*numbers
        }
    }

    fn at_horizon(
        &self,
        effect: &Effect,
        treated: f64,
        control: f64,
        answer: &SurvivalAnswer,
    ) -> Numbers {
        let sign = if self.hoped_for() { -1.0 } else { 1.0 };
        let level = |s: f64| 100.0 * if self.hoped_for() { 1.0 - s } else { s };
        let own = numbers(effect, 100.0);
        let (low, high) = (own.ci_low.map(|x| x * sign), own.ci_high.map(|x| x * sign));
        // The risk ratio of leaving, and the same at the limit of the interval nearer to no difference.
        let risk = |difference: f64| (1.0 - control - difference) / (1.0 - control);
        let limit = if effect.value >= 0.0 {
            effect.low.max(0.0)
        } else {
            effect.high.min(0.0)
        };
        let e_value = e_value_risk_ratio(risk(effect.value), Some(risk(limit)));
        Numbers {
            estimate: own.estimate * sign,
            ci_low: if sign < 0.0 { high } else { low },
            ci_high: if sign < 0.0 { low } else { high },
            treated_level: Some(level(treated)),
            control_level: Some(level(control)),
            e_value: e_value.ok().and_then(|e| e.limit),
            ..Self::diagnosed(&own, answer)
        }
    }

    /// Estimate and interval on the ratio scale, standard error on the log scale.
    fn ratio(effect: &Effect, answer: &SurvivalAnswer) -> Numbers {
        let own = numbers(effect, 1.0);
        let (estimate, low, high) = (effect.value.exp(), effect.low.exp(), effect.high.exp());
        let report = sensitivity(
            EffectScale::HazardRatio { rare: false },
            estimate,
            Some(low),
            Some(high),
            1.0,
        );
        Numbers {
            estimate,
            ci_low: Some(low),
            ci_high: Some(high),
            mde: own.mde.map(f64::exp),
            e_value: report.ok().and_then(|r| r.low.or(r.high)),
            ..Self::diagnosed(&own, answer)
        }
    }

    fn exhibits(&self, estimate: &SurvivalEstimate) -> EventExhibits {
        let Ok(answer) = &estimate.answer else {
            return EventExhibits::default();
        };
        let counts = Counts::from(estimate.compared);
        let curves = answer.curves.as_ref().map(|(treated, control)| Curves {
            subject: self.subject.clone(),
            counts,
            treated: arm(treated),
            control: arm(control),
        });
        EventExhibits {
            curves,
            balance: Some(Balance {
                subject: self.subject.clone(),
                method: weighting::survival_method(answer.weighting.used),
                counts,
                effective_control: answer.effective_control,
                rows: answer.balance.clone(),
            }),
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
        survival: path.survival.clone(),
        low: path.low.clone(),
        high: path.high.clone(),
        at_risk: path.at_risk.clone(),
    }
}
