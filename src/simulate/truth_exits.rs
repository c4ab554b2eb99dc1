//! True effects on voluntary exits, from the daily hazards of every participant with and without the programme.
//!
//! Survival on day t after the index date is the product of (1 − h) over days 0 to t: cause-specific, as if other exits
//! did not exist; incidence counts those who left voluntarily first. Hazards continue past the cut-off by the same rule. The hazard ratio of a mixed group is what
//! Cox regression stratified by trial converges to under proportional weights: the root of its expected score.

use rayon::prelude::*;

use crate::vocab::{Day, Estimand, Period, PeriodUnit};

use super::hazards;
use super::people::Person;
use super::populations::{Groups, Participant};
use super::truth::{Row, Truth, sizes};

/// Days after the index date at which retention is stated.
const HORIZONS: [usize; 2] = [180, 365];
/// Days followed for survival and mean survival time.
const DAYS: usize = HORIZONS[1] + 1;

/// Sums over the participants of one group in one trial.
#[derive(Clone)]
struct Curves {
    /// Cause-specific survival with and without the programme, by day.
    survival: Vec<[f64; 2]>,
    /// Share who left voluntarily, other exits competing, with and without, by day.
    incidence: Vec<[f64; 2]>,
    /// Expected events and people at risk, with and without, by day up to the cut-off.
    risk: Vec<[f64; 4]>,
}

/// Daily hazards within one quarter: of the event with and without the programme, of what comes before it with and
/// without the programme.
pub(super) type Hazards = [f64; 4];

/// The daily hazards of a person (by number) in the quarter that begins on a day, for a spell begun on another.
pub(super) type HazardsOf<'a> = dyn Fn(u32, Day, Day) -> Hazards + Sync + 'a;

/// Hazards of leaving voluntarily, `ratio` being what a start multiplies them by; other exits come before it.
pub(super) fn leaving(person: &Person, quarter: Day, hire: Day, ratio: f64) -> Hazards {
    let without = hazards::voluntary(person, hire, quarter);
    let other = hazards::involuntary() + hazards::retirement(person, quarter);
    [without * ratio, without, other, other]
}

/// The daily hazards of one participant from the index date on.
fn daily(row: &Row, hazards: &HazardsOf, number: u32, index: Day, days: usize) -> Vec<Hazards> {
    let person = &row.people[number as usize];
    let hire = person.spell_start(index).unwrap_or(person.hire);
    let mut period = Period::containing(PeriodUnit::Quarter, index);
    let mut out = Vec::with_capacity(days);
    while out.len() < days {
        let until = period.index_day().since(index).max(0) as usize;
        out.resize(until.min(days), hazards(number, period.first_day(), hire));
        period = period.plus(1);
    }
    out
}

fn trial_curves(
    row: &Row,
    hazards: &HazardsOf,
    quarter: usize,
    participants: &[Participant],
) -> Vec<Curves> {
    let calendar = row.calendar;
    let index = calendar.quarters[quarter].index_day();
    let follow_up = (calendar.last_day().since(index) + 1).max(0) as usize;
    let empty = Curves {
        survival: vec![[0.0; 2]; DAYS],
        incidence: vec![[0.0; 2]; DAYS],
        risk: vec![[0.0; 4]; follow_up],
    };
    let mut groups = vec![empty; row.groups.len()];
    for participant in participants.iter().filter(|p| p.quarter == quarter) {
        let person = &row.people[participant.person as usize];
        let of = Groups::of(person);
        let (mut survival, mut present, mut left) = ([1.0; 2], [1.0; 2], [0.0; 2]);
        let followed = DAYS.max(follow_up);
        for (t, hazard) in daily(row, hazards, participant.person, index, followed)
            .into_iter()
            .enumerate()
        {
            let at_risk = present;
            for arm in 0..2 {
                survival[arm] *= 1.0 - hazard[arm];
                left[arm] += present[arm] * hazard[arm];
                present[arm] *= 1.0 - hazard[arm] - hazard[2 + arm];
            }
            for group in of {
                let curves = &mut groups[group];
                if let Some(day) = curves.survival.get_mut(t) {
                    day[0] += survival[0];
                    day[1] += survival[1];
                }
                if let Some(day) = curves.incidence.get_mut(t) {
                    day[0] += left[0];
                    day[1] += left[1];
                }
                if let Some(day) = curves.risk.get_mut(t) {
                    day[0] += at_risk[0] * hazard[0];
                    day[1] += at_risk[1] * hazard[1];
                    day[2] += at_risk[0];
                    day[3] += at_risk[1];
                }
            }
        }
    }
    groups
}

/// Root of the expected score of Cox regression with one 0/1 covariate, strata as rows; the score falls in beta, so
/// bisection finds it.
fn hazard_ratio<'a>(days: &(impl Iterator<Item = &'a [f64; 4]> + Clone)) -> f64 {
    let (mut low, mut high) = (-4.0f64, 4.0f64);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let ratio = middle.exp();
        let score: f64 = days
            .clone()
            .filter(|d| d[2] > 0.0)
            .map(|[events, events0, risk, risk0]| {
                events - (events + events0) * ratio * risk / (ratio * risk + risk0)
            })
            .sum();
        if score > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high).exp()
}

/// Adds differences of retention and of incidence at the horizons, the difference of mean survival times and the hazard ratio.
pub(super) fn exits(
    row: &Row,
    hazards: &HazardsOf,
    participants: &[Participant],
    naive: &[Option<f64>],
    rows: &mut Vec<Truth>,
) {
    let calendar = row.calendar;
    let trials: Vec<Vec<Curves>> = calendar
        .start_quarters()
        .into_par_iter()
        .map(|quarter| trial_curves(row, hazards, quarter, participants))
        .collect();
    let counts = sizes(row, participants);
    let longest = participants
        .iter()
        .map(|p| {
            calendar
                .last_day()
                .since(calendar.quarters[p.quarter].index_day())
        })
        .max()
        .unwrap_or(-1);
    let reached = HORIZONS.into_iter().filter(|h| *h as i32 <= longest);
    for (group, n) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        let of_arms = |value: &dyn Fn(&Curves, usize) -> f64| {
            let mean = |arm| trials.iter().map(|c| value(&c[group], arm)).sum::<f64>() / n as f64;
            (mean(0), mean(1))
        };
        let mean = |t: usize| of_arms(&|c, arm| c.survival[t][arm]);
        for horizon in reached.clone() {
            let (with, without) = mean(horizon);
            let truth = 100.0 * (with - without);
            let figures = (truth, naive[group], n);
            rows.push(row.of(
                Estimand::RetentionDifference,
                Some(horizon as u32),
                group,
                figures,
            ));
            let (with, without) = of_arms(&|c, arm| c.incidence[horizon][arm]);
            rows.push(row.of(
                Estimand::CumulativeIncidenceDifference,
                Some(horizon as u32),
                group,
                (100.0 * (with - without), None, n),
            ));
        }
        if let Some(horizon) = reached.clone().next_back() {
            let days: f64 = (0..horizon).map(|t| mean(t).0 - mean(t).1).sum();
            rows.push(row.of(
                Estimand::RmstDifference,
                Some(horizon as u32),
                group,
                (days, None, n),
            ));
        }
        let ratio = hazard_ratio(&trials.iter().flat_map(|c| c[group].risk.iter()));
        rows.push(row.of(Estimand::HazardRatio, None, group, (ratio, None, n)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, generate};
    use super::*;

    #[test]
    fn a_constant_ratio_is_recovered() {
        // One stratum, hazards 0.001 and 0.0006 every day: the root is their ratio.
        let mut days = Vec::new();
        let (mut with, mut without) = (1.0f64, 1.0f64);
        for _ in 0..300 {
            days.push([with * 0.0006, without * 0.001, with, without]);
            with *= 1.0 - 0.0006;
            without *= 1.0 - 0.001;
        }
        assert!((hazard_ratio(&days.iter()) - 0.6).abs() < 1e-9);
    }

    #[test]
    fn hazards_and_retention_agree() {
        let settings = Settings {
            employees: 12_000,
            programmes: 1,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        let truth = |estimand: Estimand, horizon, value: &str| {
            organisation
                .truths
                .iter()
                .find(|t| {
                    (
                        t.estimand,
                        t.horizon_days,
                        t.value.as_str(),
                        t.role,
                        t.outcome,
                    ) == (estimand.id(), horizon, value, "mentor", "retention")
                })
                .map(|t| t.truth)
                .expect("the sample states this truth")
        };
        // Within one generation everybody's ratio is 0.60 or 0.70; the marginal ratio lies a little nearer one, since
        // people with high hazards leave the risk set earlier without the programme.
        assert!((truth(Estimand::HazardRatio, None, "Gen Z") - 0.60).abs() < 0.015);
        assert!((truth(Estimand::HazardRatio, None, "Millennials") - 0.70).abs() < 0.015);
        // A quick bound: with about 0.14 voluntary exits a year, exp(-0.14 x 0.65) - exp(-0.14) is some 4.4 points.
        let year = truth(Estimand::RetentionDifference, Some(365), "all");
        assert!((3.0..6.0).contains(&year), "{year}");
        // Fewer leave voluntarily when other exits come first for some: the same difference, smaller and turned.
        let incidence = truth(Estimand::CumulativeIncidenceDifference, Some(365), "all");
        assert!(incidence < -0.8 * year && incidence > -year, "{incidence}");
        let half = truth(Estimand::RetentionDifference, Some(180), "all");
        assert!(half > 0.45 * year && half < 0.60 * year, "{half} {year}");
        let days = truth(Estimand::RmstDifference, Some(365), "all");
        assert!(
            days > 0.4 * year / 100.0 * 365.0 && days < 0.6 * year / 100.0 * 365.0,
            "{days}"
        );
    }
}
