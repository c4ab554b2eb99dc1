//! Hazards by time within strata at given coefficients: what score residuals are made of, for people who are in the sample and for
//! people as they could be.
//!
//! A score residual is the derivative of the score with respect to a case weight. It adds up over stretches of follow-up, so somebody
//! whose weight changes on the way has the sum of weight times the residual of each stretch, which differences of one table give.
//! Each step may be scaled by a function of time; scaled by g it is the derivative of the score of covariate × g(time).
//!
//! Source: Therneau & Grambsch 2000, section 4.2, Efron's ties included.

use super::fit::CoxFit;
use super::risk::Ties;
use super::sample::CoxSample;
use crate::kernel::survival::influence::DayTable;

/// Hazard sums of one event time.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    time: f64,
    /// Scale of the time.
    scale: f64,
    /// Scaled hazard up to and with this time within the stratum, and hazard-weighted covariates.
    hazard: f64,
    hazard_x: Vec<f64>,
    /// The part of the step that the dead are not exposed to, and the mean covariate of the dead's risk sets.
    spared: f64,
    spared_x: Vec<f64>,
    mean_x: Vec<f64>,
}

/// The steps of every stratum.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardSteps {
    coef: Vec<f64>,
    centre: Vec<f64>,
    /// Label and steps, ascending in time; by label.
    strata: Vec<(u32, Vec<Step>)>,
}

impl CoxSample {
    /// Hazards at `coef`, each step times `scale` of its time.
    pub fn hazard_steps(
        &self,
        coef: &[f64],
        ties: Ties,
        scale: &dyn Fn(f64) -> f64,
    ) -> HazardSteps {
        let p = self.covariates();
        let predictor = self.linear_predictor(coef);
        let mut strata: Vec<(u32, Vec<Step>)> =
            self.strata.iter().map(|s| (s.label, Vec::new())).collect();
        self.sweep(&predictor, ties, false, |at| {
            let (tied, g) = (at.tied, scale(at.time));
            strata[at.stratum].1.push(Step {
                time: at.time,
                scale: g,
                hazard: g * tied.a,
                hazard_x: (0..p).map(|j| g * at.hazard_x(j)).collect(),
                spared: g * tied.b,
                spared_x: (0..p)
                    .map(|j| g * (tied.c1 * at.s1[j] - tied.c2 * at.e1[j]))
                    .collect(),
                mean_x: (0..p)
                    .map(|j| (tied.a * at.s1[j] - tied.b * at.e1[j]) / at.death_weight)
                    .collect(),
            });
        });
        for (_, steps) in &mut strata {
            steps.reverse();
            for k in 1..steps.len() {
                let (before, rest) = steps.split_at_mut(k);
                let (last, step) = (&before[k - 1], &mut rest[0]);
                step.hazard += last.hazard;
                for (sum, add) in step.hazard_x.iter_mut().zip(&last.hazard_x) {
                    *sum += add;
                }
            }
        }
        HazardSteps {
            coef: coef.to_vec(),
            centre: self.centre.clone(),
            strata,
        }
    }
}

impl CoxFit {
    /// Hazards at the estimate.
    pub fn hazard_steps(&self, sample: &CoxSample) -> HazardSteps {
        sample.hazard_steps(&self.coef, self.ties, &|_| 1.0)
    }
}

impl HazardSteps {
    /// Number of covariates.
    pub fn covariates(&self) -> usize {
        self.coef.len()
    }

    /// Score residual of a person with covariates `x`, one number a covariate; zero in a stratum without events. `exit` must be an
    /// event time of the stratum when `event` is set.
    pub fn residual(&self, stratum: u32, x: &[f64], reach: (f64, f64), event: bool) -> Vec<f64> {
        let mut out = vec![0.0; self.covariates()];
        let x: Vec<f64> = x.iter().zip(&self.centre).map(|(x, m)| x - m).collect();
        self.add_residual(stratum, &x, reach, event, &mut out);
        out
    }

    /// Adds the residual of somebody at risk on (entry, exit], covariates centred.
    pub(super) fn add_residual(
        &self,
        stratum: u32,
        centred: &[f64],
        (entry, exit): (f64, f64),
        event: bool,
        out: &mut [f64],
    ) {
        let risk = self.relative_hazard(centred);
        let steps = self.of(stratum);
        let reach = steps.partition_point(|s| s.time <= exit);
        add_exposure(&steps[..reach], centred, -risk, out);
        if entry > f64::NEG_INFINITY {
            let before = steps[..reach].partition_point(|s| s.time <= entry);
            add_exposure(&steps[..before], centred, risk, out);
        }
        if let (Some(step), true) = (steps[..reach].last(), event) {
            add_event(step, centred, risk, out);
        }
    }

    /// Score residuals by whole day of exit 0..=`max_day` of people followed from the start, a table a covariate.
    pub fn by_day(&self, stratum: u32, x: &[f64], max_day: usize) -> Vec<DayTable> {
        let p = self.covariates();
        let x: Vec<f64> = x.iter().zip(&self.centre).map(|(x, m)| x - m).collect();
        let risk = self.relative_hazard(&x);
        let steps = self.of(stratum);
        let mut tables = vec![
            DayTable {
                event: Vec::with_capacity(max_day + 1),
                censored: Vec::with_capacity(max_day + 1),
            };
            p
        ];
        let mut reach = 0;
        for day in 0..=max_day {
            let day = day as f64;
            while reach < steps.len() && steps[reach].time <= day {
                reach += 1;
            }
            let mut own = vec![0.0; p];
            add_exposure(&steps[..reach], &x, -risk, &mut own);
            for (table, value) in tables.iter_mut().zip(&own) {
                table.censored.push(*value);
            }
            if let Some(step) = steps[..reach].last().filter(|s| s.time >= day) {
                add_event(step, &x, risk, &mut own);
            }
            for (table, value) in tables.iter_mut().zip(own) {
                table.event.push(value);
            }
        }
        tables
    }

    fn of(&self, stratum: u32) -> &[Step] {
        let found = self.strata.binary_search_by_key(&stratum, |s| s.0);
        found.map_or(&[], |k| self.strata[k].1.as_slice())
    }

    fn relative_hazard(&self, centred: &[f64]) -> f64 {
        let predictor: f64 = centred.iter().zip(&self.coef).map(|(x, b)| x * b).sum();
        predictor.exp()
    }
}

/// Adds `factor` times the exposure to all these steps.
fn add_exposure(steps: &[Step], x: &[f64], factor: f64, out: &mut [f64]) {
    if let Some(end) = steps.last() {
        for (j, sum) in out.iter_mut().enumerate() {
            *sum += factor * (x[j] * end.hazard - end.hazard_x[j]);
        }
    }
}

/// Adds the event at a step.
fn add_event(step: &Step, x: &[f64], risk: f64, out: &mut [f64]) {
    for (j, sum) in out.iter_mut().enumerate() {
        *sum +=
            step.scale * (x[j] - step.mean_x[j]) + risk * (x[j] * step.spared - step.spared_x[j]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fit::tests::{book, person};
    use super::super::sample::CoxRow;
    use super::*;

    /// People of a stratum without late entry: the table by day is the residual of the row that ends there.
    #[test]
    fn tables_by_day_are_residuals_of_rows() {
        let (rows, x) = book();
        let sample = CoxSample::new(&rows, &x, 1).expect("rows");
        let fit = sample.fit(Ties::Efron).expect("a fit");
        let steps = fit.hazard_steps(&sample);
        let residuals = fit.score_residuals(&sample);
        for (i, row) in rows.iter().enumerate() {
            let table = &steps.by_day(0, &[x[i]], 12)[0];
            let looked_up = table.of(row.exit as usize, row.event);
            assert!((looked_up - residuals.of(i)[0]).abs() < 1e-14, "row {i}");
        }
        assert_eq!(steps.by_day(7, &[1.0], 3)[0].censored, [0.0; 4]);
    }

    /// A person whose weight doubles after day 3 is two rows; the derivative with respect to the person's weight is the residual up
    /// to the step plus twice that of the rest.
    #[test]
    fn stretches_add_up() {
        let base = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0];
        let rows = |w: f64| {
            let mut rows: Vec<CoxRow> = base
                .iter()
                .enumerate()
                .map(|(i, &t)| person(t, i != 2))
                .collect();
            let x: Vec<f64> = vec![1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0];
            rows.push(CoxRow {
                weight: w,
                ..person(3.0, false)
            });
            rows.push(CoxRow {
                weight: 2.0 * w,
                entry: 3.0,
                ..person(6.0, true)
            });
            (rows, x)
        };
        let coef = [0.3];
        let score = |w: f64| {
            let (rows, x) = rows(w);
            let sample = CoxSample::new(&rows, &x, 1).expect("rows");
            sample.evaluate(&coef, Ties::Efron).score[0]
        };
        let (h, (all, x)) = (1e-6, rows(1.0));
        let numeric = (score(1.0 + h) - score(1.0 - h)) / (2.0 * h);
        let sample = CoxSample::new(&all, &x, 1).expect("rows");
        let table = &sample
            .hazard_steps(&coef, Ties::Efron, &|_| 1.0)
            .by_day(0, &[1.0], 8)[0];
        let step = table.of(3, false);
        let summed = step + 2.0 * (table.of(6, true) - step);
        assert!(
            (summed - numeric).abs() < 1e-8,
            "{summed} against {numeric}"
        );
    }
}
