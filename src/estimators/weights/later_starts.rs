//! Later starts: control people who stay also count for those of their stratum who started later.

use crate::panel::{Ending, FollowUpCount, TrialCounts, WeightStep};

use super::PopulationWeights;

/// Later starts are weighted for when more than this share of control people leave that way.
const LATER_STARTS_FROM: f64 = 0.01;

/// A control person who stays is never counted for more than this many who started.
const LARGEST_FACTOR: f64 = 20.0;

/// Weighs control people who stay for those of their stratum who started later: 1/G(u−), with G the Kaplan–Meier
/// curve of later starts within trial and stratum (Robins & Finkelstein 2000). Only when later starts are common.
pub(in super::super) fn weigh_later_starts(
    weights: &mut PopulationWeights,
    counts: &[TrialCounts],
    stratum_of: &dyn Fn(u32) -> Option<u32>,
) {
    let (mut later, mut all) = (0.0, 0.0);
    for count in counts
        .iter()
        .flat_map(|c| &c.control)
        .filter(|c| stratum_of(c.cell).is_some())
    {
        all += f64::from(count.n);
        later += if count.ending == Ending::LaterStart {
            f64::from(count.n)
        } else {
            0.0
        };
    }
    if later <= LATER_STARTS_FROM * all {
        return;
    }
    weights.censoring_weighted = true;
    for (trial, counts) in weights.trials.iter_mut().zip(counts) {
        let mut by_stratum: Vec<Vec<&FollowUpCount>> = vec![Vec::new(); trial.control.len()];
        for count in &counts.control {
            if let Some(stratum) = stratum_of(count.cell) {
                by_stratum[stratum as usize].push(count);
            }
        }
        for (stratum, mut own) in by_stratum.into_iter().enumerate() {
            if trial.control_weight[stratum] <= 0.0
                || own.iter().all(|c| c.ending != Ending::LaterStart)
            {
                continue;
            }
            own.sort_by_key(|c| c.day);
            trial.steps[stratum] = steps(&own, trial.control[stratum]);
        }
    }
}

/// Steps of 1/G from the endings of one stratum, sorted by day.
fn steps(sorted: &[&FollowUpCount], mut at_risk: f64) -> Vec<WeightStep> {
    let mut stay = 1.0f64;
    let mut steps = Vec::new();
    for same_day in sorted.chunk_by(|a, b| a.day == b.day) {
        let of = |wanted: fn(Ending) -> bool| -> f64 {
            same_day
                .iter()
                .filter(|c| wanted(c.ending))
                .map(|c| f64::from(c.n))
                .sum()
        };
        // An exit on the day comes before a start on the same day.
        let started = of(|e| e == Ending::LaterStart);
        let exposed = at_risk - of(|e| matches!(e, Ending::Event | Ending::Competing));
        if started > 0.0 && exposed > 0.0 {
            stay *= 1.0 - started / exposed;
            let factor = if stay > 0.0 {
                (1.0 / stay).min(LARGEST_FACTOR)
            } else {
                LARGEST_FACTOR
            };
            if let Some(day) = same_day.first().map(|c| c.day) {
                steps.push(WeightStep { from: day, factor });
            }
        }
        at_risk -= of(|_| true);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_the_inverse_of_the_start_curve() {
        let count = |day, ending, n| FollowUpCount {
            cell: 0,
            day,
            ending,
            n,
        };
        let rows = [
            count(10, Ending::Event, 2),
            count(10, Ending::LaterStart, 2),
            count(20, Ending::LaterStart, 3),
            count(30, Ending::Censored, 3),
        ];
        let sorted: Vec<&FollowUpCount> = rows.iter().collect();
        let found = steps(&sorted, 10.0);
        // G: (1 - 2/8) after day 10, times (1 - 3/6) after day 20.
        assert_eq!(found.len(), 2);
        assert!((found[0].factor - 1.0 / 0.75).abs() < 1e-12 && found[0].from == 10);
        assert!((found[1].factor - 1.0 / 0.375).abs() < 1e-12 && found[1].from == 20);
    }
}
