//! The rows of one population: differences at horizons, restricted mean, hazard ratio.
//!
//! Of an exit the headline is the difference of survival, and where other exits compete the difference of incidence stands beside
//! it. Of an event one hopes for the headline is the difference of incidence: whoever leaves first does not get promoted later.

use crate::estimators::{Effect, HorizonEffect, Reason, SurvivalAnswer, SurvivalEstimate};
use crate::kernel::evalue::{EffectScale, e_value_risk_ratio, sensitivity};
use crate::vocab::{Estimand, Method, PROPORTIONAL_FROM, Unit};

use super::super::draft::{Draft, Heading, numbers};
use super::super::gaps::Shared;
use super::super::{Counts, Moment, Numbers, Population, ReplacementCost, weighting};
use super::{EventQuestion, SMALLEST_POINTS, notes, savings};

/// What the rows of a population need beside its estimate.
pub(super) struct Around<'a> {
    pub(super) population: &'a Population,
    /// What a dashboard would print.
    pub(super) naive: Option<f64>,
    /// p-value of the test of proportional hazards, over everybody.
    pub(super) proportional_p: Option<f64>,
    /// Cost of replacing a participant, over everybody.
    pub(super) cost: Option<&'a ReplacementCost>,
}

impl EventQuestion<'_> {
    pub(super) fn rows(
        &self,
        estimate: &SurvivalEstimate,
        around: &Around<'_>,
        horizons: &[u32],
        drafts: &mut Vec<Draft>,
    ) {
        let counts = Counts::from(estimate.compared);
        let heading = |estimand, method, unit, horizon_days| Heading {
            subject: self.subject,
            population: around.population,
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
                let (estimand, method) = self.headline(weighting::wanted_survival_method(
                    self.panel.study.weighting,
                ));
                for &days in horizons {
                    let row = heading(estimand, method, Unit::PercentagePoints, Some(days));
                    drafts.push(row.draft(counts, Err(reason.to_string()), Vec::new()));
                }
                return;
            }
            Ok(answer) => answer,
        };
        let method = weighting::survival_method(answer.weighting.used);
        let (estimand, headline_method) = self.headline(method);
        let points = |estimand, method, effects: &[HorizonEffect], drafts: &mut Vec<Draft>| {
            for h in effects {
                let row = heading(estimand, method, Unit::PercentagePoints, Some(h.days));
                let numbers = self.at_horizon(h, estimand, answer, around.naive);
                let mut remarks = notes(answer);
                remarks.extend(self.remarks(estimand, method, answer));
                if let Ok(numbers) = &numbers
                    && estimand == Estimand::RetentionDifference
                    && around.population.is_overall()
                {
                    let (cost, currency) = (around.cost, self.currency);
                    remarks.extend(savings::note(numbers, counts, cost, currency));
                }
                let smallest = self.outcome.smallest_effect.unwrap_or(SMALLEST_POINTS);
                drafts.push(Draft {
                    shared: Some(Shared {
                        population: estimate.population,
                        spread: h.spread.times(100.0),
                    }),
                    smallest: Some(smallest),
                    larger_is_better: self.hoped_for()
                        == (estimand == Estimand::CumulativeIncidenceDifference),
                    ..row.draft(counts, numbers, remarks)
                });
            }
        };
        let incidence = Estimand::CumulativeIncidenceDifference;
        if estimand == incidence && headline_method == Method::AalenJohansen {
            points(incidence, headline_method, &answer.incidence, drafts);
        } else {
            points(estimand, headline_method, &answer.horizons, drafts);
            points(incidence, Method::AalenJohansen, &answer.incidence, drafts);
        }
        let good = |larger: bool| larger != self.hoped_for();
        if let Some((tau, effect, treated, control)) = &answer.rmst {
            let row = heading(Estimand::RmstDifference, method, Unit::Days, Some(*tau));
            let numbers = Numbers {
                treated_level: Some(*treated),
                control_level: Some(*control),
                ..diagnosed(&numbers(effect, 1.0), answer)
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
        let ratio = answer.log_hazard_ratio.as_ref();
        let ratio = ratio.map(|e| Numbers {
            proportional_p: around.proportional_p,
            ..ratio_numbers(e, answer)
        });
        let whole = around.population.is_overall();
        let changing = around.proportional_p.and_then(|p| changing(p, whole));
        drafts.push(Draft {
            larger_is_better: good(false),
            ..row.draft(
                counts,
                ratio.map_err(Reason::to_string),
                changing.into_iter().collect(),
            )
        });
    }

    /// The headline's estimand and method, curves being weighted by `method`.
    fn headline(&self, method: Method) -> (Estimand, Method) {
        match (self.hoped_for(), self.clock.has_competing()) {
            (false, _) => (Estimand::RetentionDifference, method),
            (true, false) => (Estimand::CumulativeIncidenceDifference, method),
            (true, true) => (
                Estimand::CumulativeIncidenceDifference,
                Method::AalenJohansen,
            ),
        }
    }

    /// What a reader must know of an estimand that is not the usual one.
    fn remarks(
        &self,
        estimand: Estimand,
        method: Method,
        answer: &SurvivalAnswer,
    ) -> Option<String> {
        if method != Method::AalenJohansen {
            return (estimand == Estimand::CumulativeIncidenceDifference).then(|| {
                "People who left otherwise count as followed until they left (one minus Kaplan–Meier)."
                    .to_owned()
            });
        }
        let weighted = match weighting::survival_method(answer.weighting.used) {
            Method::WeightedKmEntropy => "entropy balancing",
            Method::WeightedKmOverlap => "overlap weights",
            Method::WeightedKmCem => "coarsened exact matching",
            Method::WeightedKmLogistic => "a logistic propensity score",
            _ => "exact cells",
        };
        let first = if self.hoped_for() {
            "Whoever left first counts as not having had it"
        } else {
            "Share who left in this way, when others left in another way first"
        };
        Some(format!("{first} (Aalen–Johansen, weighted by {weighted})."))
    }

    /// Numbers of a difference at a horizon in percentage points, positive when the estimand is larger among participants.
    fn at_horizon(
        &self,
        horizon: &HorizonEffect,
        estimand: Estimand,
        answer: &SurvivalAnswer,
        naive: Option<f64>,
    ) -> Result<Numbers, String> {
        let (effect, treated, control) = horizon.effect.as_ref().map_err(Reason::to_string)?;
        // An incidence may be told from the curve without the event.
        let turned = estimand == Estimand::CumulativeIncidenceDifference
            && self.headline(Method::WeightedKmExact).1 != Method::AalenJohansen
            && self.hoped_for();
        let with_event = estimand == Estimand::CumulativeIncidenceDifference && !turned;
        // The risk ratio of the event, and the same at the limit of the interval nearer to no difference.
        let risk = |difference: f64| {
            if with_event {
                (control + difference) / control
            } else {
                (1.0 - control - difference) / (1.0 - control)
            }
        };
        let limit = if effect.value >= 0.0 {
            effect.low.max(0.0)
        } else {
            effect.high.min(0.0)
        };
        let e_value = e_value_risk_ratio(risk(effect.value), Some(risk(limit)));
        let sign = if turned { -1.0 } else { 1.0 };
        let level = |share: f64| 100.0 * if turned { 1.0 - share } else { share };
        let own = numbers(effect, 100.0);
        let (low, high) = (own.ci_low.map(|x| x * sign), own.ci_high.map(|x| x * sign));
        // The raw figure is told of people without the event, and on headline rows only.
        let naive = naive.filter(|_| estimand.is_headline(self.outcome.better));
        let turns = estimand == Estimand::CumulativeIncidenceDifference;
        Ok(Numbers {
            estimate: own.estimate * sign,
            ci_low: if turned { high } else { low },
            ci_high: if turned { low } else { high },
            treated_level: Some(level(*treated)),
            control_level: Some(level(*control)),
            e_value: e_value.ok().and_then(|e| e.limit),
            naive_estimate: naive.map(|x| if turns { -x } else { x }),
            ..diagnosed(&own, answer)
        })
    }
}

fn diagnosed(numbers: &Numbers, answer: &SurvivalAnswer) -> Numbers {
    Numbers {
        n_control_effective: answer.effective_control,
        max_abs_smd: answer.max_abs_smd,
        ..*numbers
    }
}

/// Estimate and interval on the ratio scale, standard error on the log scale.
fn ratio_numbers(effect: &Effect, answer: &SurvivalAnswer) -> Numbers {
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
        ..diagnosed(&own, answer)
    }
}

/// What a hazard ratio says when hazards are not proportional over everybody.
fn changing(p: f64, whole: bool) -> Option<String> {
    if p >= PROPORTIONAL_FROM {
        return None;
    }
    let p = if p < 0.001 {
        "p < 0.001".to_owned()
    } else {
        format!("p = {p:.3}")
    };
    Some(format!(
        "The ratio changes over the time people were followed (test of proportional hazards{}, {p}): one number averages over \
         that. Read the difference of restricted mean time first.",
        if whole { "" } else { " over everybody" }
    ))
}
