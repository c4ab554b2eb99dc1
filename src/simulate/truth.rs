//! The truths of an organisation, from what was planted and to whom it happened; nothing is estimated.
//!
//! Scores: the planted change in expected score between base wave and later wave, averaged as the `simple`
//! aggregation does: within trial and wave over participants employed at both, then over (trial, wave) with the
//! trial's size as weight. Exits: `truth_exits`. Referrals: ratio and difference of expected rates.

use serde::Serialize;

use crate::vocab::{Day, Estimand, Role};

use super::Calendar;
use super::activity::referral_rate;
use super::naive::Naive;
use super::organisation::Organisation;
use super::people::Person;
use super::populations::{Groups, Participant, Scope};
use super::surveys::CONSTRUCTS;
use super::truth_exits;

/// One true value, named like a finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    /// Outcome id, as in the pipeline that comes with the sample.
    pub outcome: &'static str,
    /// Programme id, or `all`.
    pub programme: &'static str,
    /// Role.
    pub role: &'static str,
    /// Estimand id.
    pub estimand: &'static str,
    /// Horizon of time-to-event estimands.
    pub horizon_days: Option<u32>,
    /// `overall`, `generation`, `gender` or `region`.
    pub dimension: &'static str,
    /// `all`, or the value of the dimension.
    pub value: String,
    /// The true value in the unit of the estimand.
    pub truth: f64,
    /// What a dashboard would print (methods.md, section 8), from the generated data; headline estimands only.
    pub naive: Option<f64>,
    /// `naive` minus `truth`.
    pub naive_bias: Option<f64>,
    /// Participants it is an average over.
    pub participants: usize,
}

/// Names the rows of one scope and outcome, and knows to whom it happened.
pub(super) struct Row<'a> {
    pub(super) people: &'a [Person],
    pub(super) calendar: &'a Calendar,
    pub(super) groups: &'a Groups,
    pub(super) programme: &'static str,
    pub(super) role: Role,
    pub(super) outcome: &'static str,
}

impl Row<'_> {
    /// A row of one group.
    pub(super) fn of(
        &self,
        estimand: Estimand,
        horizon_days: Option<u32>,
        group: usize,
        (truth, naive, participants): (f64, Option<f64>, usize),
    ) -> Truth {
        let (dimension, value) = self.groups.names[group].clone();
        Truth {
            outcome: self.outcome,
            programme: self.programme,
            role: self.role.id(),
            estimand: estimand.id(),
            horizon_days,
            dimension,
            value,
            truth,
            naive,
            naive_bias: naive.map(|naive| naive - truth),
            participants,
        }
    }
}

/// All truths, scope by scope.
pub(super) fn truths(organisation: &Organisation) -> Vec<Truth> {
    let groups = Groups::new();
    let naive = Naive::new(organisation);
    let (calendar, effects) = (&organisation.calendar, organisation.effects());
    let mut rows = Vec::new();
    for scope in Scope::every(organisation) {
        let participants = scope.participants(organisation);
        let figures = naive.figures(organisation, &groups, scope);
        let row = |outcome| Row {
            people: &organisation.people,
            calendar,
            groups: &groups,
            programme: scope.programme_id(organisation),
            role: scope.role,
            outcome,
        };
        for (construct, named) in CONSTRUCTS.iter().enumerate() {
            scores(
                &row(named.id),
                &|person, day| {
                    let person = &organisation.people[person as usize];
                    effects.score_points(person, day)[construct]
                },
                &calendar.waves,
                &participants,
                &figures.scores[construct],
                &mut rows,
            );
        }
        let hazards = |person: u32, quarter: Day, hire: Day| {
            let person = &organisation.people[person as usize];
            let ratio = person
                .start
                .map_or(1.0, |start| effects.hazard_ratio(start, person.generation));
            truth_exits::leaving(person, quarter, hire, ratio)
        };
        truth_exits::exits(
            &row("retention"),
            &hazards,
            &participants,
            &figures.retention,
            &mut rows,
        );
        let referred = |person: u32| {
            let person = &organisation.people[person as usize];
            let ratio = person
                .start
                .map_or(1.0, |start| effects.referral_ratio(start));
            (referral_rate(person), ratio)
        };
        counts(&row("referrals"), &referred, &participants, &mut rows);
    }
    rows
}

/// How many participants each group has.
pub(super) fn sizes(row: &Row, participants: &[Participant]) -> Vec<usize> {
    let mut sizes = vec![0; row.groups.len()];
    for participant in participants {
        for group in Groups::of(&row.people[participant.person as usize]) {
            sizes[group] += 1;
        }
    }
    sizes
}

/// Adds the effect on a score: `points` is what is planted for a person on a day, `waves` the days it is measured on.
pub(super) fn scores(
    row: &Row,
    points: &dyn Fn(u32, Day) -> f64,
    waves: &[Day],
    participants: &[Participant],
    naive: &[Option<f64>],
    rows: &mut Vec<Truth>,
) {
    let calendar = row.calendar;
    let mut sums = vec![(0.0, 0.0); row.groups.len()];
    for quarter in calendar.start_quarters() {
        let period = calendar.quarters[quarter];
        let trial: Vec<Participant> = participants
            .iter()
            .copied()
            .filter(|p| p.quarter == quarter)
            .collect();
        let Some(base) = waves.iter().copied().rfind(|wave| *wave <= period.eve()) else {
            continue;
        };
        let cohort = sizes(row, &trial);
        for wave in waves
            .iter()
            .copied()
            .filter(|wave| *wave >= period.index_day())
        {
            let mut cell = vec![(0.0, 0.0); row.groups.len()];
            for participant in &trial {
                let person = &row.people[participant.person as usize];
                if person.employed_on(base) && person.employed_on(wave) {
                    let change =
                        points(participant.person, wave) - points(participant.person, base);
                    for group in Groups::of(person) {
                        cell[group].0 += change;
                        cell[group].1 += 1.0;
                    }
                }
            }
            for (group, (sum, n)) in cell.into_iter().enumerate() {
                if n > 0.0 {
                    sums[group].0 += cohort[group] as f64 * sum / n;
                    sums[group].1 += cohort[group] as f64;
                }
            }
        }
    }
    let counts = sizes(row, participants);
    for (group, (sum, weight)) in sums.into_iter().enumerate() {
        if weight > 0.0 {
            rows.push(row.of(
                Estimand::Att,
                None,
                group,
                (sum / weight, naive[group], counts[group]),
            ));
        }
    }
}

/// Adds the effect on a rate of events: `planted` is a person's rate per quarter without any programme and what a start
/// multiplies it by.
pub(super) fn counts(
    row: &Row,
    planted: &dyn Fn(u32) -> (f64, f64),
    participants: &[Participant],
    rows: &mut Vec<Truth>,
) {
    let mut rates = vec![(0.0, 0.0, 0); row.groups.len()];
    for participant in participants {
        let person = &row.people[participant.person as usize];
        let (rate, ratio) = planted(participant.person);
        for group in Groups::of(person) {
            rates[group].0 += rate * ratio;
            rates[group].1 += rate;
            rates[group].2 += 1;
        }
    }
    for (group, (with, without, n)) in rates.into_iter().enumerate() {
        if n > 0 {
            rows.push(row.of(Estimand::RateRatio, None, group, (with / without, None, n)));
            let per_hundred = 100.0 * (with - without) / n as f64;
            rows.push(row.of(
                Estimand::RateDifference,
                None,
                group,
                (per_hundred, None, n),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, generate};
    use super::*;

    fn find<'a>(truths: &'a [Truth], key: [&str; 6]) -> &'a Truth {
        truths
            .iter()
            .find(|t| {
                [
                    t.outcome,
                    t.programme,
                    t.role,
                    t.estimand,
                    t.dimension,
                    &t.value,
                ] == key
            })
            .expect("the sample states this truth")
    }

    #[test]
    fn planted_points_are_the_truth() {
        // One programme: nobody takes part twice in different programmes, so each generation has one effect.
        let settings = Settings {
            employees: 12_000,
            programmes: 1,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        let truth = |role, dimension, value| {
            let key = [
                "engagement",
                "digital_fluency",
                role,
                "att",
                dimension,
                value,
            ];
            find(&organisation.truths, key).truth
        };
        assert!((truth("mentor", "generation", "Gen Z") - 5.0).abs() < 1e-12);
        assert!((truth("mentor", "generation", "Millennials") - 3.0).abs() < 1e-12);
        assert!((truth("mentee", "overall", "all") - 2.5).abs() < 1e-12);
        let overall = truth("mentor", "overall", "all");
        assert!(overall > 3.3 && overall < 4.7, "{overall}");
        assert!(organisation.truths.iter().all(|t| t.programme != "all"));
    }

    #[test]
    fn naive_figures_are_off() {
        let settings = Settings {
            employees: 20_000,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        for truth in organisation
            .truths
            .iter()
            .filter(|t| t.dimension == "overall")
        {
            if truth.outcome == "engagement" && truth.role == "mentor" {
                assert!(truth.naive_bias > Some(2.0), "{truth:?}");
            }
            if truth.estimand == "retention_difference" {
                assert!(truth.naive_bias > Some(1.0), "{truth:?}");
            }
        }
    }

    #[test]
    fn without_effects_every_truth_is_nothing() {
        let settings = Settings {
            null: true,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        assert!(organisation.truths.len() > 200);
        for truth in &organisation.truths {
            let nothing = if matches!(truth.estimand, "hazard_ratio" | "rate_ratio") {
                1.0
            } else {
                0.0
            };
            assert!((truth.truth - nothing).abs() < 1e-9, "{truth:?}");
        }
    }
}
