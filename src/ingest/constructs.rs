//! Constructs: scores built from items. Reversed items count `low + high - x`; the score is the mean of the answered
//! items on 0..100 by the declared scale, and is stated only when at least half of the items are answered.

use crate::tables::{Outcome, Table};

/// One score outcome over the distinct items of its source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Construct {
    /// Position in the pipeline's list of outcomes.
    pub(super) outcome: usize,
    /// Its items: position among the distinct items of the source, and whether it counts backwards.
    pub(super) items: Vec<(usize, bool)>,
    /// Lowest answer.
    pub(super) low: f64,
    /// Highest answer.
    pub(super) high: f64,
    /// From which mean answer on the score is 100, else 0.
    threshold: Option<f64>,
}

/// The constructs of a source and the items they use.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Constructs {
    /// Distinct items, with the id of the first outcome that uses each.
    pub(super) items: Vec<(String, String)>,
    /// The constructs.
    pub(super) constructs: Vec<Construct>,
}

impl Constructs {
    /// The constructs that outcomes build from a table.
    pub(super) fn of(table: Table, outcomes: &[Outcome]) -> Constructs {
        let mut all = Constructs::default();
        for (outcome, definition) in outcomes.iter().enumerate() {
            let Some(construction) = definition.construction().filter(|c| c.source == table) else {
                continue;
            };
            let mut own: Vec<(usize, bool)> = Vec::new();
            for item in construction.items {
                let known = all.items.iter().position(|(name, _)| name == item);
                let at = known.unwrap_or_else(|| {
                    all.items.push((item.clone(), definition.id.clone()));
                    all.items.len() - 1
                });
                if own.iter().all(|(other, _)| *other != at) {
                    own.push((at, construction.reversed.contains(item)));
                }
            }
            all.constructs.push(Construct {
                outcome,
                items: own,
                low: construction.scale[0],
                high: construction.scale[1],
                threshold: construction.threshold,
            });
        }
        all
    }

    /// The outcomes, in the order of the constructs.
    pub(super) fn outcomes(&self) -> Vec<usize> {
        self.constructs.iter().map(|c| c.outcome).collect()
    }

    /// The first scale that uses an item and does not hold a value, in words.
    pub(super) fn outside(&self, item: usize, value: f64) -> Option<String> {
        let uses = |c: &&Construct| c.items.iter().any(|(at, _)| *at == item);
        self.constructs
            .iter()
            .filter(uses)
            .find(|c| !c.holds(value))
            .map(|c| format!("outside the scale {} to {}", c.low, c.high))
    }
}

impl Construct {
    /// Whether an answer lies on the scale.
    pub(super) fn holds(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }

    /// An answer in the direction of the construct.
    pub(super) fn oriented(&self, value: f64, reversed: bool) -> f64 {
        if reversed {
            self.low + self.high - value
        } else {
            value
        }
    }

    /// The score from the sum of `answered` oriented answers; NaN when fewer than half are answered.
    pub(super) fn score(&self, sum: f64, answered: usize) -> f32 {
        if answered == 0 || answered * 2 < self.items.len() {
            return f32::NAN;
        }
        let mean = sum / answered as f64;
        match self.threshold {
            Some(threshold) if mean >= threshold => 100.0,
            Some(_) => 0.0,
            None => (100.0 * (mean - self.low) / (self.high - self.low)) as f32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Measure;
    use crate::vocab::{Better, Duty};

    fn outcome(share: bool, threshold: Option<f64>) -> Outcome {
        Outcome {
            id: "engagement".to_owned(),
            label: "Engagement".to_owned(),
            better: Better::Higher,
            smallest_effect: None,
            duty: Duty::Question,
            topic: None,
            objective: None,
            measure: Measure::Score {
                source: Table::Surveys,
                items: ["q1", "q2", "q3", "q4"].map(str::to_owned).to_vec(),
                reversed: vec!["q4".to_owned()],
                scale: [1.0, 5.0],
                share,
                threshold,
            },
        }
    }

    #[test]
    fn a_threshold_makes_a_share_of_a_score() {
        let all = Constructs::of(Table::Surveys, &[outcome(true, Some(4.0))]);
        let construct = &all.constructs[0];
        assert_eq!(construct.score(12.0, 3), 100.0);
        assert_eq!(construct.score(15.9, 4), 0.0);
        assert!(construct.score(5.0, 1).is_nan());
    }

    #[test]
    fn four_items_one_reversed() {
        let all = Constructs::of(Table::Surveys, &[outcome(false, None)]);
        let construct = &all.constructs[0];
        assert_eq!(
            construct.items,
            [(0, false), (1, false), (2, false), (3, true)]
        );
        // 4, 4, 5 and a reversed 2 (= 4): mean 17/4, (4.25 - 1) / 4 = 81.25 %.
        let sum: f64 = [(4.0, false), (4.0, false), (5.0, false), (2.0, true)]
            .iter()
            .map(|&(v, r)| construct.oriented(v, r))
            .sum();
        assert_eq!(construct.score(sum, 4), 81.25);
        assert_eq!(construct.score(4.0, 2), 25.0);
        assert!(construct.score(2.0, 1).is_nan());
        assert!(all.outside(0, 6.0).is_some() && all.outside(0, 5.0).is_none());
    }
}
