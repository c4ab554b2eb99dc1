//! The weighted Cox regression of one population, stratified by trial, and its tests: log-rank and proportional hazards.
//!
//! The only covariate is the arm, so a regression needs no more than the weight of events and at risk by trial, arm and day. Rows
//! are cut at every day with events in their trial, each with the weight at risk on that day: weights that step (later starts
//! weighted for) are thereby the same as in the curves, and what a fit costs does not grow with the number of steps.
//!
//! - The log-rank test is the score test of the weighted regression at no difference (Breslow's form, which is observed less
//!   expected), with the variance of score residuals summed by person. The plain log-rank test would compare participants with
//!   colleagues whose mix is another, and would count a control person of several trials several times.
//! - Proportional hazards: the score of arm × g(day) at the estimate, g one minus the Kaplan–Meier curve of everybody just before
//!   the day, weights left aside (as in `cox.zph`), with the same kind of variance; see [`crate::kernel::survival::cox::drift`].

use crate::kernel::NotEstimable;
use crate::kernel::survival::cox::CoxRow;
use crate::kernel::survival::{CoxFit, CoxSample, Curve, HazardSteps, Ties};
use crate::panel::DayTable;

use super::super::Reason;
use super::days::ArmDays;

/// Influences by day, per trial and arm.
pub(super) type TrialTables = Vec<[DayTable; 2]>;

/// A score and the influences that its variance is made of.
pub(super) struct Score {
    pub(super) value: f64,
    pub(super) tables: TrialTables,
}

/// The tests of one population.
pub(super) struct TestsDraft {
    pub(super) logrank: Result<Score, Reason>,
    pub(super) proportional: Result<Score, Reason>,
}

/// The regression of one population.
pub(super) struct HazardDraft {
    pub(super) log_ratio: f64,
    /// Score residuals times the inverse information.
    pub(super) tables: TrialTables,
}

/// The regression, and the tests where they are wanted. `arms` holds control and treated sums per trial.
pub(super) fn hazards(
    arms: &[[ArmDays; 2]],
    days: usize,
    tests: bool,
) -> (Result<HazardDraft, Reason>, Option<TestsDraft>) {
    let (rows, x) = rows(arms, days);
    // Days without events make no rows.
    let sample = if rows.is_empty() {
        Err(NotEstimable::NoEvents)
    } else {
        CoxSample::new(&rows, &x, 1)
    };
    let sample = match sample {
        Ok(sample) => sample,
        Err(reason) => {
            let reason = Reason::from(reason);
            let draft = tests.then(|| TestsDraft {
                logrank: Err(reason.clone()),
                proportional: Err(reason.clone()),
            });
            return (Err(reason), draft);
        }
    };
    let tables = |steps: &HazardSteps, factor: f64| tables(steps, factor, arms.len(), days);
    let fit = sample.fit(Ties::Efron).map_err(Reason::from);
    let draft = fit.as_ref().map_err(Clone::clone).map(|fit| HazardDraft {
        log_ratio: fit.coef.first().copied().unwrap_or(0.0),
        tables: tables(&fit.hazard_steps(&sample), fit.covariance[(0, 0)]),
    });
    let tested = tests.then(|| TestsDraft {
        logrank: Ok(Score {
            value: sample
                .score(&[0.0], Ties::Breslow)
                .first()
                .copied()
                .unwrap_or(0.0),
            tables: tables(&sample.hazard_steps(&[0.0], Ties::Breslow, &|_| 1.0), 1.0),
        }),
        proportional: fit.and_then(|fit| proportional(&fit, &sample, arms, days, &tables)),
    });
    (draft, tested)
}

fn proportional(
    fit: &CoxFit,
    sample: &CoxSample,
    arms: &[[ArmDays; 2]],
    days: usize,
    tables: &dyn Fn(&HazardSteps, f64) -> TrialTables,
) -> Result<Score, Reason> {
    let everybody = ArmDays::pooled(arms.iter().flatten(), days);
    let curve = Curve::from_risk_sets(&everybody.event_people, &everybody.people)?;
    let drift = fit.drift(sample, &|day| 1.0 - curve.survival_at(day - 0.5))?;
    Ok(Score {
        value: drift.score,
        tables: tables(&drift.steps, 1.0),
    })
}

/// A row per trial, arm, day with events in the trial, and ending. Efron's ties depend on tied weights only through their sum and
/// number, so rows with the mean weight give the same fit as single people.
fn rows(arms: &[[ArmDays; 2]], days: usize) -> (Vec<CoxRow>, Vec<f64>) {
    let mut rows: Vec<CoxRow> = Vec::new();
    let mut x = Vec::new();
    for (trial, arms) in arms.iter().enumerate() {
        let mut entry = f64::NEG_INFINITY;
        for day in 0..days {
            if arms.iter().all(|a| a.event_people[day] <= 0.0) {
                continue;
            }
            for (arm, own) in arms.iter().enumerate() {
                let (with, all) = (own.event_people[day], own.people[day]);
                let rest = own.at_risk[day] - own.events[day];
                for (event, n, weight) in [(true, with, own.events[day]), (false, all - with, rest)]
                {
                    if n > 0.0 {
                        rows.push(CoxRow {
                            stratum: trial as u32,
                            entry,
                            exit: day as f64,
                            event,
                            weight: weight / n,
                            count: n,
                        });
                        x.push(arm as f64);
                    }
                }
            }
            entry = day as f64;
        }
    }
    (rows, x)
}

/// Influences of people by trial, arm and day, times a factor.
fn tables(steps: &HazardSteps, factor: f64, trials: usize, days: usize) -> TrialTables {
    let of_arm = |trial: usize, arm: usize| {
        let by_day = steps.by_day(trial as u32, &[arm as f64], days.saturating_sub(1));
        by_day
            .into_iter()
            .next()
            .map_or_else(DayTable::default, |own| {
                let times = |values: Vec<f64>| values.into_iter().map(|v| v * factor).collect();
                DayTable {
                    event: times(own.event),
                    competing: Vec::new(),
                    other: times(own.censored),
                }
            })
    };
    (0..trials)
        .map(|trial| [of_arm(trial, 0), of_arm(trial, 1)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::days::tests::{control, rows as follow_up, stepped, strata};
    use super::*;
    use crate::panel::Ending;

    /// Participants of the same follow-up as the control people, later starts left in.
    fn arms(weights: [f64; 2], treated: [f64; 2]) -> Vec<[ArmDays; 2]> {
        let mut trial = strata(weights, true);
        trial.treated_weight = treated.to_vec();
        let mut own = follow_up();
        for row in &mut own {
            row.day = (row.day + row.cell).min(12);
        }
        let participants = ArmDays::of(&own, &trial, &[0, 1], true, 13);
        vec![[control(weights, true), participants]]
    }

    /// People of constant weight as rows of their own give the regression of the table.
    #[test]
    fn a_table_of_days_is_the_regression_of_people() {
        let (weights, treated) = ([0.4, 0.3], [1.0, 0.5]);
        let trial = strata(weights, false);
        let participants = {
            let mut trial = trial.clone();
            trial.treated_weight = treated.to_vec();
            ArmDays::of(&follow_up()[..7], &trial, &[0, 1], true, 13)
        };
        let (draft, _) = hazards(&[[control(weights, false), participants]], 13, false);
        let (mut people, mut x) = (Vec::new(), Vec::new());
        let everybody = follow_up();
        let both = everybody.iter().map(|r| (r, false));
        for (row, arm) in both.chain(everybody[..7].iter().map(|r| (r, true))) {
            people.push(CoxRow {
                stratum: 0,
                entry: f64::NEG_INFINITY,
                exit: f64::from(row.day),
                event: row.ending == Ending::Event,
                weight: if arm { treated } else { weights }[row.cell as usize],
                count: f64::from(row.n),
            });
            x.push(f64::from(u8::from(arm)));
        }
        let sample = CoxSample::new(&people, &x, 1).expect("people");
        let fit = sample.fit(Ties::Efron).expect("a fit");
        let draft = draft.unwrap_or_else(|_| panic!("a fit"));
        assert!((fit.coef[0] - draft.log_ratio).abs() < 1e-9);
        let residuals = fit.score_residuals(&sample);
        for (k, row) in everybody.iter().enumerate() {
            let table = &draft.tables[0][0];
            let day = row.day as usize;
            let looked_up = match row.ending {
                Ending::Event => table.event[day],
                _ => table.other[day],
            };
            let own = residuals.of(k)[0] * fit.covariance[(0, 0)];
            assert!((looked_up - own).abs() < 1e-9, "row {k}");
        }
    }

    /// Derivatives with respect to the weight of a stratum: of the log ratio, of the score at no difference, and of the score of drift.
    #[test]
    fn influences_are_derivatives_with_weights_that_step() {
        let (weights, treated) = ([0.4, 0.3], [1.0, 0.7]);
        let values = |weights, treated| {
            let (draft, tests) = hazards(&arms(weights, treated), 13, true);
            let draft = draft.unwrap_or_else(|_| panic!("a fit"));
            let tests = tests.expect("tests");
            let score = |score: Result<Score, Reason>| score.unwrap_or_else(|_| panic!("a score"));
            let (logrank, drift) = (score(tests.logrank), score(tests.proportional));
            [
                (draft.log_ratio, draft.tables),
                (logrank.value, logrank.tables),
                (drift.value, drift.tables),
            ]
        };
        let at = values(weights, treated);
        let trial = strata(weights, true);
        for stratum in 0..2 {
            let h = 1e-5;
            let moved = |sign: f64| {
                let mut moved = weights;
                moved[stratum] += sign * h;
                values(moved, treated)
            };
            let (up, down) = (moved(1.0), moved(-1.0));
            for (k, (_, tables)) in at.iter().enumerate() {
                let numeric = (up[k].0 - down[k].0) / (2.0 * h);
                let table = &tables[0][0];
                let own = follow_up();
                let people = own.iter().filter(|r| r.cell as usize == stratum);
                let sum: f64 = people
                    .map(|r| {
                        let day = r.day as usize;
                        let end = match r.ending {
                            Ending::Event => table.event[day],
                            _ => table.other[day],
                        };
                        let until = |day: u32| table.other[day as usize];
                        f64::from(r.n) * stepped(&trial.steps[stratum], r.day, &until, end)
                    })
                    .sum();
                assert!(
                    (sum - numeric).abs() < 1e-5 * (1.0 + numeric.abs()),
                    "stratum {stratum}, figure {k}: {sum} against {numeric}"
                );
            }
        }
    }

    #[test]
    fn nobody_with_the_event_is_a_reason_for_all() {
        let mut none = arms([0.4, 0.3], [1.0, 0.7]);
        for arm in none.iter_mut().flatten() {
            arm.event_people.fill(0.0);
            arm.events.fill(0.0);
        }
        let (draft, tests) = hazards(&none, 13, true);
        assert!(draft.is_err());
        let tests = tests.expect("tests were wanted");
        assert!(tests.logrank.is_err() && tests.proportional.is_err());
        assert!(hazards(&none, 13, false).1.is_none());
    }
}
