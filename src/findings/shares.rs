//! Findings about shares that nobody asked about before the start: difference of two proportions after it.

use crate::estimators::{
    Breakdown, Reason, ShareAnswer, ShareEstimate, ShareRequest, estimate_shares,
};
use crate::kernel::evalue::e_value_risk_ratio;
use crate::panel::{Comparison, Panel, WaveMatrix};
use crate::tables::Outcome;
use crate::vocab::{Better, Estimand, Method, Unit};

use super::draft::{Draft, Heading, numbers};
use super::exhibit::Balance;
use super::{Counts, Moment, Numbers, Population, Subject, weighting};

/// Without a pipeline's word, a difference of one percentage point matters (methods.md, section 7).
const SMALLEST_POINTS: f64 = 1.0;

/// One share within one comparison.
pub(super) struct ShareQuestion<'a> {
    pub panel: &'a Panel<'a>,
    pub comparison: &'a Comparison,
    pub cluster: &'a [u32],
    pub matrix: &'a WaveMatrix,
    pub outcome: &'a Outcome,
    pub subject: &'a Subject,
}

impl ShareQuestion<'_> {
    /// The difference of everybody and of every value of the breakdowns.
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> (Vec<Draft>, Option<Balance>) {
        let request = ShareRequest {
            matrix: self.matrix,
            weighting: self.panel.study.weighting,
            cluster: self.cluster,
        };
        let estimates = estimate_shares(self.panel, self.comparison, breakdowns, &request);
        let mut drafts = Vec::new();
        let mut balance = None;
        for (breakdown, estimates) in breakdowns.iter().zip(estimates) {
            for estimate in estimates {
                let parts = breakdown.parts(self.comparison, estimate.population);
                if let (true, Ok(answer)) = (breakdown.is_overall(), &estimate.answer) {
                    balance = Some(Balance {
                        subject: self.subject.clone(),
                        method: Method::NewcombeDifference,
                        counts: Counts::from(estimate.compared),
                        effective_control: Some(answer.effective_control),
                        rows: answer.balance.clone(),
                    });
                }
                drafts.push(self.row(&estimate, &Population::of_parts(parts)));
            }
        }
        (drafts, balance)
    }

    fn row(&self, estimate: &ShareEstimate, population: &Population) -> Draft {
        let heading = Heading {
            subject: self.subject,
            population,
            moment: Moment::default(),
            estimand: Estimand::ShareDifference,
            method: Method::NewcombeDifference,
            unit: Unit::PercentagePoints,
        };
        let counts = Counts::from(estimate.compared);
        let (answer, notes) = match &estimate.answer {
            Ok(answer) => (Ok(difference(answer)), notes(answer)),
            Err(reason) => (Err(Reason::to_string(reason)), Vec::new()),
        };
        Draft {
            smallest: Some(self.outcome.smallest_effect.unwrap_or(SMALLEST_POINTS)),
            larger_is_better: self.outcome.better == Better::Higher,
            ..heading.draft(counts, answer, notes)
        }
    }
}

fn difference(answer: &ShareAnswer) -> Numbers {
    let effect = &answer.difference;
    // The ratio of the shares, and the same at the limit of the interval nearer to no difference.
    let ratio = |d: f64| (answer.control + d) / answer.control;
    let limit = if effect.value >= 0.0 {
        effect.low.max(0.0)
    } else {
        effect.high.min(0.0)
    };
    let e_value = e_value_risk_ratio(ratio(effect.value), Some(ratio(limit)));
    Numbers {
        treated_level: Some(answer.treated),
        control_level: Some(answer.control),
        n_control_effective: Some(answer.effective_control),
        max_abs_smd: answer.max_abs_smd,
        e_value: e_value.ok().and_then(|e| e.limit),
        mde: answer.detectable,
        ..numbers(effect, 1.0)
    }
}

fn notes(answer: &ShareAnswer) -> Vec<String> {
    let mut notes = vec![
        "Nobody answered this before the start, so shares after it are compared: whatever set participants apart \
         before they started is part of the difference."
            .to_owned(),
    ];
    notes.extend(weighting::notes(&answer.weighting));
    notes
}
