//! Findings about counts as rates: the weighted rate ratio beside the difference-in-differences.
//!
//! There is no row for the difference of the rates: it would carry the unit of the headline and none of its protection
//! against differences that were there before, and both levels stand in the row of the ratio.

use crate::estimators::{
    Breakdown, RateAnswer, RateEstimate, RateRequest, Reason, Weighing, estimate_rates,
};
use crate::kernel::evalue::{EffectScale, sensitivity};
use crate::panel::{Comparison, EventLog, Panel};
use crate::tables::Outcome;
use crate::vocab::{Better, Estimand, Method, Unit};

use super::draft::{Draft, Heading, numbers};
use super::exhibit::Balance;
use super::{Counts, Moment, Numbers, Population, Subject, weighting};

/// People of whom a rate is told.
const HUNDRED: f64 = 100.0;
/// Days of a quarter, on average.
const DAYS_PER_QUARTER: f64 = 365.25 / 4.0;

/// A rate per person and day as one per hundred people and quarter.
pub(super) fn per_hundred_per_quarter(rate: f64) -> f64 {
    rate * HUNDRED * DAYS_PER_QUARTER
}

/// One count outcome within one comparison.
pub(super) struct RateQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub weighing: &'a Weighing<'a>,
    pub position: usize,
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
}

impl RateQuestion<'_> {
    /// The rate ratio of everybody and of every value of the breakdowns.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, Option<Balance>) {
        let counted = &self.panel.org.counted;
        let Some(counted) = counted.iter().find(|c| c.outcome == self.position) else {
            return (Vec::new(), None);
        };
        let log = EventLog::of(counted, self.panel.people());
        let request = RateRequest {
            log: &log,
            weighing: self.weighing,
            cluster: self.cluster,
        };
        let estimates = estimate_rates(self.panel, self.comparison, breakdowns, &request);
        let mut drafts = Vec::new();
        let mut balance = None;
        for (breakdown, estimates) in breakdowns.iter().zip(estimates) {
            for estimate in estimates {
                let parts = breakdown.parts(self.comparison, estimate.population);
                if let (true, Ok(answer)) = (breakdown.is_overall(), &estimate.answer) {
                    balance = Some(Balance {
                        subject: self.subject.clone(),
                        method: method(&estimate),
                        counts: Counts::from(estimate.compared),
                        effective_control: answer.effective_control,
                        rows: answer.balance.clone(),
                    });
                }
                drafts.push(self.row(&estimate, &Population::of_parts(parts)));
            }
        }
        (drafts, balance)
    }

    fn row(&self, estimate: &RateEstimate, population: &Population) -> Draft {
        let heading = Heading {
            subject: self.subject,
            population,
            moment: Moment::default(),
            estimand: Estimand::RateRatio,
            method: method(estimate),
            unit: Unit::Ratio,
        };
        let counts = Counts::from(estimate.compared);
        let (answer, notes) = match &estimate.answer {
            Ok(answer) => (Ok(ratio(answer)), notes(answer)),
            Err(reason) => (Err(Reason::to_string(reason)), Vec::new()),
        };
        Draft {
            larger_is_better: self.outcome.better == Better::Higher,
            ..heading.draft(counts, answer, notes)
        }
    }
}

fn method(estimate: &RateEstimate) -> Method {
    match &estimate.answer {
        Ok(answer) if answer.overdispersed => Method::WeightedNegativeBinomial,
        _ => Method::WeightedPoisson,
    }
}

/// Estimate and interval on the ratio scale, standard error on the log scale, levels as rates.
fn ratio(answer: &RateAnswer) -> Numbers {
    let own = numbers(&answer.log_ratio, 1.0);
    let effect = &answer.log_ratio;
    let (estimate, low, high) = (effect.value.exp(), effect.low.exp(), effect.high.exp());
    let report = sensitivity(EffectScale::RiskRatio, estimate, Some(low), Some(high), 1.0);
    Numbers {
        estimate,
        ci_low: Some(low),
        ci_high: Some(high),
        mde: own.mde.map(f64::exp),
        treated_level: Some(per_hundred_per_quarter(answer.rate_treated)),
        control_level: Some(per_hundred_per_quarter(answer.rate_control)),
        n_control_effective: answer.effective_control,
        max_abs_smd: answer.max_abs_smd,
        e_value: report.ok().and_then(|r| r.low.or(r.high)),
        ..own
    }
}

fn notes(answer: &RateAnswer) -> Vec<String> {
    let mut notes = vec![
        "Compares levels after the start, in events per 100 people per quarter: whatever set participants apart before \
         they started is part of this ratio. The change since before the start (att) is free of it."
            .to_owned(),
    ];
    if answer.overdispersed {
        notes.push(
            "Counts vary more than a Poisson distribution allows, so the negative binomial one was used.".to_owned(),
        );
    }
    notes.extend(weighting::notes(&answer.weighting));
    notes
}
