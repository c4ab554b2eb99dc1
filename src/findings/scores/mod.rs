//! Findings about scores, shares and counts: difference-in-differences.

#[cfg(test)]
mod tests;

use crate::estimators::{
    Breakdown, Effect, Reason, ScoreAnswer, ScoreEstimate, ScoreRequest, ScoreSums, estimate_scores,
};
use crate::kernel::evalue::e_value_smd;
use crate::panel::{Comparison, Covariate, Naive, Panel, Response, ScoreMethod, ScoreSettings};
use crate::tables::Outcome;
use crate::vocab::{Better, Estimand, Method, OutcomeKind, Unit};

use super::attrition::{WEIGHTED_NOTE, drift_note, drop_out_note};
use super::draft::{Draft, Heading, numbers};
use super::exhibit::Balance;
use super::gaps::Shared;
use super::{Attrition, Counts, Moment, Numbers, Population, Subject, Withstanding};

/// Without a pipeline's word, an effect of this many standard deviations matters (methods.md, section 7).
pub(super) const SMALLEST_IN_SD: f64 = 0.1;

/// The name of an estimator in findings.
pub(super) fn method_of(method: ScoreMethod) -> Method {
    match method {
        ScoreMethod::DoublyRobust => Method::DrDid,
        ScoreMethod::OutcomeRegression => Method::OrDid,
        ScoreMethod::Ipw => Method::IpwDid,
    }
}

/// What stands beside the findings of an outcome.
#[derive(Debug, Default)]
pub(super) struct ScoreExhibits {
    pub balance: Option<Balance>,
    pub attrition: Vec<Attrition>,
    pub withstanding: Vec<Withstanding>,
}

/// One outcome within one comparison.
pub(super) struct ScoreQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub position: usize,
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
}

/// The unit of a change of an outcome.
pub(super) fn unit_of(outcome: &Outcome) -> Unit {
    match outcome.kind() {
        OutcomeKind::Share => Unit::PercentagePoints,
        OutcomeKind::Count => Unit::PerHundredPerQuarter,
        _ => Unit::Points,
    }
}

impl ScoreQuestion<'_> {
    fn unit(&self) -> Unit {
        unit_of(self.outcome)
    }

    /// All findings of the outcome, and what stands beside them.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, ScoreExhibits) {
        let Some(matrix) = self.panel.matrices.get(&self.position) else {
            let heading = self
                .heading(&Population::overall(), Moment::default(), Estimand::Att)
                .draft(
                    Counts::default(),
                    Err(Reason::NoWaves.to_string()),
                    Vec::new(),
                );
            return (vec![heading], ScoreExhibits::default());
        };
        let study = self.panel.study;
        let (covariates, own_prior_left_out) = self.covariates();
        let request = ScoreRequest {
            control: study.control,
            covariates: &covariates,
            settings: self.settings(),
            asked: self.is_asked(),
            seed: study.seed,
            cluster: self.cluster,
        };
        let sums = ScoreSums::of(self.comparison, matrix, study.control);
        let mut drafts = Vec::new();
        let mut exhibits = ScoreExhibits::default();
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let naive = self.panel.naive_score(self.comparison, matrix, &dimensions);
        let estimates = estimate_scores(self.comparison, matrix, &sums, breakdowns, &request);
        for ((breakdown, naive), estimates) in breakdowns.iter().zip(&naive).zip(estimates) {
            for estimate in estimates {
                let population =
                    Population::of_parts(breakdown.parts(self.comparison, estimate.population));
                if breakdown.is_overall() {
                    exhibits.balance = self.balance(&estimate);
                    exhibits.withstanding.extend(self.withstanding(&estimate));
                }
                exhibits
                    .attrition
                    .extend(self.attrition(&estimate, &population));
                let digits = &breakdown.populations.digits[estimate.population];
                self.rows(
                    &estimate,
                    &population,
                    naive,
                    digits,
                    own_prior_left_out,
                    &mut drafts,
                );
            }
        }
        (drafts, exhibits)
    }

    /// Whether people are asked: counts come of themselves, and are zero where nothing is on record.
    fn is_asked(&self) -> bool {
        self.outcome.kind() != OutcomeKind::Count
    }

    /// The pipeline's settings as far as they apply.
    fn settings(&self) -> ScoreSettings {
        let settings = self.panel.study.scores;
        ScoreSettings {
            response: if self.is_asked() {
                settings.response
            } else {
                Response::Ignore
            },
            ..settings
        }
    }

    fn attrition(&self, estimate: &ScoreEstimate, population: &Population) -> Option<Attrition> {
        let response = estimate.response.as_ref()?.as_ref().ok()?;
        Some(Attrition {
            subject: self.subject.clone(),
            population: population.clone(),
            unit: self.unit(),
            response: response.clone(),
        })
    }

    fn withstanding(&self, estimate: &ScoreEstimate) -> Option<Withstanding> {
        let times = estimate.answer.as_ref().ok()?.withstands.as_ref()?;
        Some(Withstanding {
            subject: self.subject.clone(),
            times: times.clone().map_err(|reason| reason.to_string()),
        })
    }

    /// Covariates adjusted for: all but the outcome's own prior (methods.md, section 2).
    fn covariates(&self) -> (Vec<usize>, bool) {
        let own = |name: &str| {
            self.panel.study.adjust_for.iter().any(|c| {
                matches!(c, Covariate::Prior { outcome, .. } if *outcome == self.position)
                    && c.name() == name
            })
        };
        let digits = self.comparison.cells.covariate_digits();
        let kept: Vec<usize> = (0..digits.len())
            .filter(|&c| !own(&digits[c].name))
            .collect();
        let left_out =
            self.panel.study.adjust_for.iter().any(
                |c| matches!(c, Covariate::Prior { outcome, .. } if *outcome == self.position),
            );
        (kept, left_out)
    }

    fn heading<'h>(
        &'h self,
        population: &'h Population,
        moment: Moment,
        estimand: Estimand,
    ) -> Heading<'h> {
        Heading {
            subject: self.subject,
            population,
            moment,
            estimand,
            method: method_of(self.panel.study.scores.method),
            unit: self.unit(),
        }
    }

    fn rows(
        &self,
        estimate: &ScoreEstimate,
        population: &Population,
        naive: &Naive,
        digits: &[u16],
        own_prior_left_out: bool,
        drafts: &mut Vec<Draft>,
    ) {
        let counts = Counts::from(estimate.compared);
        let headline = self.heading(population, Moment::default(), Estimand::Att);
        let answer = match &estimate.answer {
            Err(reason) => {
                drafts.push(headline.draft(counts, Err(reason.to_string()), Vec::new()));
                return;
            }
            Ok(answer) => answer,
        };
        let mut notes = Vec::new();
        if own_prior_left_out {
            notes.push(format!(
                "prior:{} was left out here: banding people by an outcome's own earlier value makes regression to the \
                 mean look like an effect.",
                self.outcome.id
            ));
        }
        if answer.off_support > 0.0 {
            notes.push("Participants like whom nobody else answered are left out.".to_owned());
        }
        notes.extend(self.remarks(estimate, answer));
        let complete = |effect: &Effect| Self::numbers(effect, answer);
        let push = |draft: Draft, drafts: &mut Vec<Draft>| {
            let smallest = self
                .outcome
                .smallest_effect
                .unwrap_or(SMALLEST_IN_SD * answer.base_sd);
            drafts.push(Draft {
                smallest: (smallest > 0.0).then_some(smallest),
                larger_is_better: self.outcome.better == Better::Higher,
                ..draft
            });
        };
        let mut first = complete(&answer.simple);
        first.naive_estimate = naive.of(digits);
        let shared = Some(Shared {
            population: estimate.population,
            spread: answer.spread.clone(),
        });
        let headline = headline.draft(counts, Ok(first), notes);
        push(Draft { shared, ..headline }, drafts);
        for (estimand, effect) in [
            (Estimand::AttDynamic, &answer.dynamic),
            (Estimand::AttGroup, &answer.group),
            (Estimand::AttCalendar, &answer.calendar),
        ] {
            if let Some(effect) = effect {
                let heading = self.heading(population, Moment::default(), estimand);
                push(
                    heading.draft(counts, Ok(complete(effect)), Vec::new()),
                    drafts,
                );
            }
        }
        let mut at =
            |moment: Moment, estimand, effect: &Result<Effect, Reason>, compared, inherits| {
                let heading = self.heading(population, moment, estimand);
                let answer = effect
                    .as_ref()
                    .map(|e| numbers(e, 1.0))
                    .map_err(ToString::to_string);
                let draft = heading.draft(Counts::from(compared), answer, Vec::new());
                push(Draft { inherits, ..draft }, drafts);
            };
        for e in &answer.events {
            let moment = Moment {
                event_time: Some(e.moment),
                ..Moment::default()
            };
            at(moment, Estimand::AttEvent, &e.effect, e.compared, true);
        }
        for e in &answer.cohorts {
            let moment = Moment {
                cohort: Some(e.moment),
                ..Moment::default()
            };
            at(moment, Estimand::AttCohort, &e.effect, e.compared, true);
        }
        for e in &answer.waves {
            let moment = Moment {
                wave: Some(e.moment),
                ..Moment::default()
            };
            at(moment, Estimand::AttWave, &e.effect, e.compared, true);
        }
    }

    /// What is said of non-response and of drifts beside a headline.
    fn remarks(&self, estimate: &ScoreEstimate, answer: &ScoreAnswer) -> Vec<String> {
        let weighted = self.settings().response == Response::Weight;
        let response = estimate.response.as_ref().and_then(|r| r.as_ref().ok());
        let times = answer.withstands.as_ref().and_then(|t| t.as_ref().ok());
        [
            weighted.then(|| WEIGHTED_NOTE.to_owned()),
            response.and_then(|r| drop_out_note(r, self.unit())),
            times.and_then(|&t| drift_note(t)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Numbers of an aggregate over the post period, with its diagnostics.
    fn numbers(effect: &Effect, answer: &ScoreAnswer) -> Numbers {
        let e_value = e_value_smd(
            effect.value / answer.base_sd,
            effect.std_error / answer.base_sd,
        );
        Numbers {
            n_control_effective: answer.effective_control,
            treated_level: Some(answer.treated_level),
            control_level: Some(answer.treated_level - effect.value),
            e_value: e_value.ok().and_then(|e| e.limit),
            pretrend_p: answer.pretrend_p,
            max_abs_smd: answer.max_abs_smd,
            ..numbers(effect, 1.0)
        }
    }

    fn balance(&self, estimate: &ScoreEstimate) -> Option<Balance> {
        let answer = estimate.answer.as_ref().ok()?;
        Some(Balance {
            subject: self.subject.clone(),
            method: Method::DrDid,
            counts: Counts::from(estimate.compared),
            effective_control: answer.effective_control,
            rows: answer.balance.clone(),
        })
    }
}
