//! Findings about shares that nobody asked about before the start: difference of two proportions after it.

use crate::estimators::{
    Breakdown, Reason, ShareAnswer, ShareEstimate, ShareRequest, WeightingUsed, estimate_shares,
};
use crate::kernel::evalue::e_value_risk_ratio;
use crate::panel::{Comparison, Panel, WaveMatrix, Weighting};
use crate::tables::Outcome;
use crate::vocab::{Better, Estimand, Method, Unit};

use super::draft::{Draft, Heading, numbers};
use super::{Counts, Moment, Numbers, Population, Subject};

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
    pub(super) fn ask(&self, breakdowns: &[Breakdown]) -> Vec<Draft> {
        let request = ShareRequest {
            matrix: self.matrix,
            weighting: self.panel.study.weighting,
            cluster: self.cluster,
        };
        let estimates = estimate_shares(self.panel, self.comparison, breakdowns, &request);
        breakdowns
            .iter()
            .zip(estimates)
            .flat_map(|(breakdown, estimates)| {
                estimates.into_iter().map(|estimate| {
                    let parts = breakdown.parts(self.comparison, estimate.population);
                    self.row(&estimate, &Population::of_parts(parts))
                })
            })
            .collect()
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
            Ok(answer) => (
                Ok(difference(answer)),
                notes(answer, self.panel.study.weighting),
            ),
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

fn notes(answer: &ShareAnswer, wanted: Weighting) -> Vec<String> {
    let mut notes = vec![
        "Nobody answered this before the start, so shares after it are compared: whatever set participants apart \
         before they started is part of the difference."
            .to_owned(),
    ];
    if wanted == Weighting::Exact && answer.weighting == WeightingUsed::Entropy {
        notes.push(
            "Weighted by entropy balancing: too few participants have colleagues in exactly their own cell.".to_owned(),
        );
    }
    if answer.support < 1.0 {
        notes.push(
            "Participants whom nobody in the comparison group resembles are left out.".to_owned(),
        );
    }
    notes
}
