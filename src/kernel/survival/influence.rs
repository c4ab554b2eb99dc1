//! What one observation contributes to a survival probability or to an area under a curve: the derivative with respect to its weight.
//!
//! The infinitesimal jackknife: multiplied by the person's weight and squared, summed over people (or summed over a cluster's people
//! first), these derivatives give the robust variance. Look-ups are logarithmic, and by whole day a plain array index.
//! Invariant: every observation that made the curve has a finite influence, zero where the curve is already at zero.
//!
//! Source: Therneau & Grambsch 2000; agrees with R `survfit(robust = TRUE)`. Derivation: with G the running sum of d/(n(n−d)),
//! d log S(t)/dw = G(min(exit, t)) − G(entry) − 1{event at or before t}/(n − d at exit).

use crate::kernel::survival::curve::Curve;

/// Influence function of one functional of a curve (survival at a time, or restricted mean).
#[derive(Debug, Clone, PartialEq)]
pub struct Influence<'a> {
    times: &'a [f64],
    /// Running sums, one longer than the exit times in reach.
    running: Vec<f64>,
    /// What an event at each exit time in reach takes away.
    jump: Vec<f64>,
}

/// Influence by whole day of exit, index = day.
#[derive(Debug, Clone, PartialEq)]
pub struct DayTable {
    /// For people whose follow-up ends with the event on the day.
    pub event: Vec<f64>,
    /// For people censored on the day.
    pub censored: Vec<f64>,
}

impl DayTable {
    /// Influence of somebody leaving on `day`; days past the table read its last entry.
    pub fn of(&self, day: usize, event: bool) -> f64 {
        let table = if event { &self.event } else { &self.censored };
        table
            .get(day)
            .or_else(|| table.last())
            .copied()
            .unwrap_or(0.0)
    }
}

impl Influence<'_> {
    /// Derivative with respect to the weight of an observation followed from the start. `exit` must be an exit time of the curve when
    /// `event` is set.
    pub fn of(&self, exit: f64, event: bool) -> f64 {
        self.of_delayed(f64::NEG_INFINITY, exit, event)
    }

    /// The same for an observation at risk on (entry, exit].
    pub fn of_delayed(&self, entry: f64, exit: f64, event: bool) -> f64 {
        let reach = &self.times[..self.jump.len()];
        let k = reach.partition_point(|&t| t <= exit);
        let start = if entry == f64::NEG_INFINITY {
            0
        } else {
            reach.partition_point(|&t| t <= entry)
        };
        let value = self.running[k] - self.running[start.min(k)];
        if event && k > 0 && reach[k - 1] >= exit {
            value - self.jump[k - 1]
        } else {
            value
        }
    }

    /// Table by whole day 0..=`max_day` for people followed from the start.
    pub fn by_day(&self, max_day: usize) -> DayTable {
        let mut table = DayTable {
            event: Vec::with_capacity(max_day + 1),
            censored: Vec::with_capacity(max_day + 1),
        };
        let mut k = 0;
        for day in 0..=max_day {
            let day = day as f64;
            while k < self.jump.len() && self.times[k] <= day {
                k += 1;
            }
            let value = self.running[k];
            let jump = if k > 0 && self.times[k - 1] >= day {
                self.jump[k - 1]
            } else {
                0.0
            };
            table.event.push(value - jump);
            table.censored.push(value);
        }
        table
    }
}

impl Curve {
    /// Influence on the survival at `t`.
    pub fn influence_at(&self, t: f64) -> Influence<'_> {
        let survival = self.survival_at(t);
        self.influence_scaled(self.reached(t), |_| survival)
    }

    /// Influence on the survival at `t`, by whole day of exit 0..=`max_day`.
    pub fn influence_table(&self, t: f64, max_day: usize) -> DayTable {
        self.influence_at(t).by_day(max_day)
    }

    /// Influence of a functional whose sensitivity to a relative fall of the curve at the k-th exit time is `scale(k)`, over the
    /// first `reach` exit times.
    pub(crate) fn influence_scaled(
        &self,
        reach: usize,
        scale: impl Fn(usize) -> f64,
    ) -> Influence<'_> {
        let mut running = Vec::with_capacity(reach + 1);
        let mut jump = Vec::with_capacity(reach);
        let mut sum = 0.0;
        running.push(sum);
        for k in 0..reach {
            let weight = scale(k);
            sum += weight * self.greenwood_step(k);
            running.push(sum);
            let staying = self.staying()[k];
            jump.push(if staying > 0.0 { weight / staying } else { 0.0 });
        }
        Influence {
            times: self.times(),
            running,
            jump,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::survival::observation::Row;

    fn rows() -> Vec<Row> {
        vec![
            Row::new(2.0, true).weighted(0.7),
            Row::new(3.0, true).weighted(1.3).entering(1.0),
            Row::new(3.0, false).weighted(0.4),
            Row::new(3.0, true).weighted(2.1),
            Row::new(5.0, true).weighted(0.9).entering(2.0),
            Row::new(7.0, false).weighted(1.1).entering(3.0),
            Row::new(8.0, true).weighted(0.6),
            Row::new(9.0, false).weighted(0.8),
        ]
    }

    #[test]
    fn is_the_derivative_with_respect_to_the_weight() {
        let base = rows();
        let curve = Curve::from_rows(&base).unwrap();
        for t in [1.0, 2.0, 3.0, 6.0, 8.0, 20.0] {
            let influence = curve.influence_at(t);
            let area = curve.rmst_influence(t);
            // all weights times a constant change nothing, so the weighted influences sum to zero
            let total: f64 = base
                .iter()
                .map(|r| r.weight * influence.of_delayed(r.entry, r.exit, r.event))
                .sum();
            assert!(total.abs() < 1e-14);
            for i in 0..base.len() {
                let h = 1e-5;
                let moved = |sign: f64| {
                    let mut shifted = base.clone();
                    shifted[i].weight += sign * h;
                    let curve = Curve::from_rows(&shifted).unwrap();
                    (curve.survival_at(t), curve.rmst(t).value)
                };
                let (up, down) = (moved(1.0), moved(-1.0));
                let row = &base[i];
                let got = influence.of_delayed(row.entry, row.exit, row.event);
                assert!(
                    (got - (up.0 - down.0) / (2.0 * h)).abs() < 1e-8,
                    "S({t}), row {i}"
                );
                let got = area.of_delayed(row.entry, row.exit, row.event);
                assert!(
                    (got - (up.1 - down.1) / (2.0 * h)).abs() < 1e-7,
                    "area to {t}, row {i}"
                );
            }
        }
    }

    #[test]
    fn table_equals_look_up_and_greenwood_equals_the_jackknife_at_weight_one() {
        let rows: Vec<Row> = rows()
            .into_iter()
            .map(|r| Row::new(r.exit, r.event))
            .collect();
        let curve = Curve::from_rows(&rows).unwrap();
        let t = 6.0;
        let (influence, table) = (curve.influence_at(t), curve.influence_table(t, 12));
        let mut sum = 0.0;
        for row in &rows {
            let value = influence.of(row.exit, row.event);
            assert_eq!(value, table.of(row.exit as usize, row.event));
            sum += value * value;
        }
        let greenwood = curve.at(t).std_error.unwrap();
        assert!((sum.sqrt() - greenwood).abs() < 1e-14);
    }
}
