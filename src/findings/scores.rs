//! Findings about scores, shares and counts: difference-in-differences.

use crate::estimators::{
    Breakdown, Effect, ScoreAnswer, ScoreEstimate, ScoreRequest, ScoreSums, estimate_scores,
};
use crate::kernel::evalue::e_value_smd;
use crate::panel::{Comparison, Covariate, Naive, Panel};
use crate::tables::Outcome;
use crate::vocab::{Better, Estimand, Method, OutcomeKind, Unit};

use super::draft::{Draft, Heading, numbers};
use super::exhibit::Balance;
use super::{Counts, Moment, Numbers, Population, Subject};

/// Without a pipeline's word, an effect of this many standard deviations matters (methods.md, section 7).
pub(super) const SMALLEST_IN_SD: f64 = 0.1;

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

    /// All findings of the outcome, and the balance of the comparison.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, Option<Balance>) {
        let Some(matrix) = self.panel.matrices.get(&self.position) else {
            let heading = self
                .heading(&Population::overall(), Moment::default(), Estimand::Att)
                .draft(
                    Counts::default(),
                    Err(crate::estimators::Reason::NoWaves.to_string()),
                    Vec::new(),
                );
            return (vec![heading], None);
        };
        let study = self.panel.study;
        let (covariates, own_prior_left_out) = self.covariates();
        let request = ScoreRequest {
            control: study.control,
            covariates: &covariates,
            seed: study.seed,
            cluster: self.cluster,
        };
        let sums = ScoreSums::of(self.comparison, matrix, study.control);
        let mut drafts = Vec::new();
        let mut balance = None;
        let dimensions: Vec<Vec<usize>> = breakdowns.iter().map(|b| b.dimensions.clone()).collect();
        let naive = self.panel.naive_score(self.comparison, matrix, &dimensions);
        let estimates = estimate_scores(self.comparison, matrix, &sums, breakdowns, &request);
        for ((breakdown, naive), estimates) in breakdowns.iter().zip(&naive).zip(estimates) {
            for estimate in estimates {
                let population =
                    Population::of_parts(breakdown.parts(self.comparison, estimate.population));
                if breakdown.is_overall() {
                    balance = self.balance(&estimate);
                }
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
        (drafts, balance)
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
            method: Method::DrDid,
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
        push(headline.draft(counts, Ok(first), notes), drafts);
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
        let mut at = |moment: Moment,
                      estimand,
                      effect: &Result<Effect, crate::estimators::Reason>,
                      compared,
                      inherits| {
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
