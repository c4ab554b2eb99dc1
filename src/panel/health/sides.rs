//! Both sides of a pairing: whether both are there, whether both answer, and how far apart their answers are.

use std::collections::BTreeMap;

use crate::tables::{Form, Measure, Outcome};
use crate::vocab::{Day, Topic};

use super::aspect::{Aspect, HealthSums};
use super::pairs::{Pair, Pairs, Side};

/// Whether an outcome is a score of psychological safety.
fn is_safety(outcome: &Outcome) -> bool {
    matches!(outcome.measure, Measure::Score { share: false, .. })
        && outcome.topic == Some(Topic::PsychologicalSafety)
}

impl Pairs<'_> {
    /// Everything about the two sides; nothing in programmes that have one side only.
    pub(super) fn sides(&self) -> Vec<HealthSums> {
        if !self.has_sides() {
            return Vec::new();
        }
        let mut out = Vec::new();
        out.extend(self.ratio(Aspect::OneSided, true, &|pair| {
            Some((f64::from(u8::from(self.one_sided(pair))), 1.0))
        }));
        if self.panel.org.course.forms.is_some() {
            out.extend(self.ratio(Aspect::FormsFromOneSide, true, &|pair| {
                let [junior, senior] =
                    [Side::Junior, Side::Senior].map(|side| !self.forms(pair, side).is_empty());
                (junior || senior).then_some((f64::from(u8::from(junior != senior)), 1.0))
            }));
            let spread = self.form_spread();
            out.extend(self.ratio(Aspect::FormGap, false, &|pair| {
                Some((self.form_gap(pair, &spread)?, 1.0))
            }));
        }
        for (outcome, definition) in self.panel.outcomes.iter().enumerate() {
            if is_safety(definition) {
                out.extend(self.ratio(Aspect::SafetyGap { outcome }, false, &|pair| {
                    let level = |side| self.level(pair, side, outcome);
                    Some((level(Side::Junior)? - level(Side::Senior)?, 1.0))
                }));
            }
        }
        out
    }

    /// Whether the programme brings two sides together.
    pub(super) fn has_sides(&self) -> bool {
        let has = |side| self.list.iter().any(|p| p.side(side).next().is_some());
        has(Side::Junior) && has(Side::Senior)
    }

    /// Whether a side is missing or, in a pairing under way, has left it or the organisation.
    pub(super) fn one_sided(&self, pair: &Pair) -> bool {
        let open = self.under_way(pair);
        [Side::Junior, Side::Senior].into_iter().any(|side| {
            let gone = |end: Day, person| end <= self.cut_off || !self.employed(person);
            let missing = pair.side(side).next().is_none();
            missing || (open && pair.side(side).all(|m| gone(m.end, m.person)))
        })
    }

    /// The answers of a side of a pairing to forms.
    fn forms(&self, pair: &Pair, side: Side) -> Vec<Form> {
        let forms = self.panel.org.course.forms.as_deref().unwrap_or_default();
        let first = forms.partition_point(|f| f.pairing < pair.number);
        forms[first..]
            .iter()
            .take_while(|f| f.pairing == pair.number)
            .filter(|f| pair.side(side).any(|m| m.person == f.person))
            .copied()
            .collect()
    }

    /// Standard deviation of the answers to each item in the programme.
    fn form_spread(&self) -> BTreeMap<u32, f64> {
        let mut by_item: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        for pair in &self.list {
            for form in [Side::Junior, Side::Senior]
                .map(|s| self.forms(pair, s))
                .concat()
            {
                by_item
                    .entry(form.item)
                    .or_default()
                    .push(f64::from(form.score));
            }
        }
        by_item
            .into_iter()
            .filter_map(|(item, scores)| {
                let n = scores.len() as f64;
                let mean = scores.iter().sum::<f64>() / n;
                let squares: f64 = scores.iter().map(|x| (x - mean).powi(2)).sum();
                let sd = (squares / (n - 1.0)).sqrt();
                (sd.is_finite() && sd > 0.0).then_some((item, sd))
            })
            .collect()
    }

    /// Mean over the items that both sides answered of junior less senior answers, in standard deviations.
    fn form_gap(&self, pair: &Pair, spread: &BTreeMap<u32, f64>) -> Option<f64> {
        let [junior, senior] = [Side::Junior, Side::Senior].map(|s| self.forms(pair, s));
        let mean = |forms: &[Form], item: u32| {
            let own: Vec<f64> = forms
                .iter()
                .filter(|f| f.item == item)
                .map(|f| f64::from(f.score))
                .collect();
            (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
        };
        let gaps: Vec<f64> = spread
            .iter()
            .filter_map(|(&item, sd)| Some((mean(&junior, item)? - mean(&senior, item)?) / sd))
            .collect();
        (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64)
    }

    /// Mean of the last answers since the start of a side of a pairing.
    fn level(&self, pair: &Pair, side: Side, outcome: usize) -> Option<f64> {
        let matrix = self.panel.matrices.get(&outcome)?;
        let answers: Vec<f64> = pair
            .side(side)
            .filter_map(|m| {
                let first = matrix.waves.partition_point(|&w| w < m.start);
                let row = &matrix.row(m.person as usize)[first..];
                row.iter()
                    .rev()
                    .find(|v| !v.is_nan())
                    .map(|v| f64::from(*v))
            })
            .collect();
        (!answers.is_empty()).then(|| answers.iter().sum::<f64>() / answers.len() as f64)
    }
}
