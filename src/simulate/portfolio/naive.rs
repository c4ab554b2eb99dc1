//! The naive figure of survey scores (methods.md, section 8): what a dashboard would print.

use crate::vocab::Day;

use super::super::populations::Groups;
use super::Portfolio;
use super::answers::Answers;
use super::outcomes::{Kind, MEASURED, of_kind};

/// Scores of the last wave by person, one per survey outcome.
pub(super) struct Naive(Vec<(u32, Vec<Option<f64>>)>);

impl Naive {
    /// Reads the last wave.
    pub(super) fn new(portfolio: &Portfolio) -> Naive {
        let last = portfolio.calendar.waves.len().saturating_sub(1);
        let answers = portfolio.survey_wave(last);
        Naive(answers.iter().map(|a| (a.person, scores(a))).collect())
    }

    /// Mean at the last wave of those who started minus that of everybody else, by group; nothing for what no survey
    /// asks.
    pub(super) fn figures(
        &self,
        portfolio: &Portfolio,
        groups: &Groups,
        starts: &[Option<Day>],
        outcome: usize,
    ) -> Vec<Option<f64>> {
        let Some(at) = of_kind(Kind::Survey).position(|k| k == outcome) else {
            return vec![None; groups.len()];
        };
        let mut sums = vec![[(0.0, 0.0); 2]; groups.len()];
        for (number, scores) in &self.0 {
            let Some(score) = scores.get(at).copied().flatten() else {
                continue;
            };
            let number = *number as usize;
            let arm = usize::from(starts[number].is_some());
            for group in Groups::of(&portfolio.people[number]) {
                sums[group][arm].0 += score;
                sums[group][arm].1 += 1.0;
            }
        }
        let difference = |[others, own]: [(f64, f64); 2]| {
            (own.1 > 0.0 && others.1 > 0.0).then(|| own.0 / own.1 - others.0 / others.1)
        };
        sums.into_iter().map(difference).collect()
    }
}

/// The scores of a response on 0..100: means of the answered items, reversed ones turned, where half of them are.
fn scores(answers: &Answers) -> Vec<Option<f64>> {
    let mut items = answers.items.iter();
    let survey = of_kind(Kind::Survey).map(|k| &MEASURED[k]);
    let score = |measured: &super::Measured| {
        let count = measured.items.len();
        let (low, high) = (f64::from(measured.scale.0), f64::from(measured.scale.1));
        let own: Vec<f64> = items
            .by_ref()
            .take(count)
            .enumerate()
            .filter_map(|(k, item)| {
                let value = f64::from((*item)?);
                let turned = measured.last_reversed && k + 1 == count;
                Some(if turned { low + high - value } else { value })
            })
            .collect();
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        (2 * own.len() >= count).then(|| 100.0 * (mean - low) / (high - low))
    };
    survey.map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_by_hand() {
        let mut items = vec![Some(3); 31];
        // Engagement: 5, 5, 5 and a reversed 1; inclusion: one answer of four; the last item is on 0 to 10.
        items[..4].copy_from_slice(&[Some(5), Some(5), Some(5), Some(1)]);
        items[4..7].copy_from_slice(&[None; 3]);
        let found = scores(&Answers { person: 0, items });
        assert_eq!(found.len(), 10);
        assert_eq!(found[..3], [Some(100.0), None, Some(50.0)]);
        assert_eq!(found[9], Some(30.0));
    }
}
