//! Aalen–Johansen cumulative incidence of one kind of event when others compete.
//!
//! Invariants: incidence of interest plus incidence of the competing kinds plus event-free survival is one; without competing events
//! it is one minus Kaplan–Meier. Variance is the infinitesimal jackknife through [`IncidenceInfluence`].
//! Deliberately absent: transitions between more than one state, delayed returns.
//!
//! Sources: Aalen & Johansen 1978; influence as in R `survival::survfit` for multi-state data.

use crate::kernel::estimate::NotEstimable;
use crate::kernel::survival::curve::Curve;
use crate::kernel::survival::observation::Row;

/// How follow-up ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// The event whose incidence is estimated.
    Interest,
    /// Another event, after which the event of interest cannot happen.
    Competing,
    /// Follow-up ended without any event.
    Censored,
}

/// Follow-up of one person or of `count` identical people, with the kind of end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IncidenceRow {
    /// Entry time; at risk only later. `f64::NEG_INFINITY` when follow-up starts with the clock.
    pub entry: f64,
    /// Time at which follow-up ends.
    pub exit: f64,
    /// How it ends.
    pub kind: EventKind,
    /// Case weight of each of the people.
    pub weight: f64,
    /// How many identical people the row stands for.
    pub count: f64,
}

/// Cumulative incidence of one kind of event.
#[derive(Debug, Clone, PartialEq)]
pub struct CumulativeIncidence {
    /// Curve of staying free of any event.
    any: Curve,
    /// Weight of events of interest at each exit time of `any`.
    interest: Vec<f64>,
    /// Incidence after each exit time; one longer, starting with 0.
    incidence: Vec<f64>,
}

/// Influence of observations on the incidence at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidenceInfluence<'a> {
    times: &'a [f64],
    /// Incidence at the time of evaluation.
    value: f64,
    /// Incidence B, sum of dF·G(t−) C, sum of S(t−)d₁/n² M, and Greenwood's sum G; each one longer than the times in reach.
    b: Vec<f64>,
    c: Vec<f64>,
    m: Vec<f64>,
    g: Vec<f64>,
    /// 1/(n−d), 0 where nobody stays.
    fall: Vec<f64>,
    /// S(t−)/n.
    rise: Vec<f64>,
}

/// Incidence influence by whole day of exit, index = day.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidenceDayTable {
    /// For people with the event of interest on the day.
    pub interest: Vec<f64>,
    /// For people with a competing event on the day.
    pub competing: Vec<f64>,
    /// For people censored on the day.
    pub censored: Vec<f64>,
}

impl IncidenceDayTable {
    /// Influence of somebody leaving on `day`; days past the table read its last entry.
    pub fn of(&self, day: usize, kind: EventKind) -> f64 {
        let table = match kind {
            EventKind::Interest => &self.interest,
            EventKind::Competing => &self.competing,
            EventKind::Censored => &self.censored,
        };
        table
            .get(day)
            .or_else(|| table.last())
            .copied()
            .unwrap_or(0.0)
    }
}

impl CumulativeIncidence {
    /// Incidence from rows; rows without information are passed over.
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when no row carries information.
    pub fn from_rows(rows: &[IncidenceRow]) -> Result<Self, NotEstimable> {
        let plain: Vec<Row> = rows
            .iter()
            .map(|r| Row {
                entry: r.entry,
                exit: r.exit,
                event: r.kind != EventKind::Censored,
                weight: r.weight,
                count: r.count,
            })
            .collect();
        let any = Curve::from_rows(&plain)?;
        let mut interest = vec![0.0; any.times().len()];
        for (row, base) in rows.iter().zip(&plain) {
            if row.kind == EventKind::Interest && base.counts() {
                let k = any.times().partition_point(|&t| t < row.exit);
                interest[k] += row.weight * row.count;
            }
        }
        Ok(Self::assemble(any, interest))
    }

    /// Incidence from histograms by whole day of exit, everybody starting on day 0: weight of events of interest, weight of competing
    /// events, weight of everybody whose follow-up ends on the day.
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when nobody leaves on any day.
    pub fn from_histogram(
        of_interest: &[f64],
        competing: &[f64],
        leavers: &[f64],
    ) -> Result<Self, NotEstimable> {
        let on = |events: &[f64], day: usize| events.get(day).copied().unwrap_or(0.0).max(0.0);
        let all: Vec<f64> = (0..leavers.len())
            .map(|day| on(of_interest, day) + on(competing, day))
            .collect();
        let any = Curve::from_histogram(&all, leavers)?;
        let interest = any
            .times()
            .iter()
            .map(|&day| on(of_interest, day as usize))
            .collect();
        Ok(Self::assemble(any, interest))
    }

    /// Incidence from weights by whole day, for weights that change while people are followed: events of interest, competing
    /// events, and weight at risk with everybody included who leaves on that day. With constant weights this is
    /// [`CumulativeIncidence::from_histogram`].
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when nobody is at risk on any day.
    pub fn from_risk_sets(
        of_interest: &[f64],
        competing: &[f64],
        at_risk: &[f64],
    ) -> Result<Self, NotEstimable> {
        let on = |events: &[f64], day: usize| events.get(day).copied().unwrap_or(0.0).max(0.0);
        let all: Vec<f64> = (0..at_risk.len())
            .map(|day| on(of_interest, day) + on(competing, day))
            .collect();
        let any = Curve::from_risk_sets(&all, at_risk)?;
        // Sums of weights may differ by rounding: the parts never exceed the whole.
        let interest = any
            .times()
            .iter()
            .zip(any.events())
            .map(|(&day, &all)| on(of_interest, day as usize).min(all))
            .collect();
        Ok(Self::assemble(any, interest))
    }

    fn assemble(any: Curve, interest: Vec<f64>) -> Self {
        let mut incidence = Vec::with_capacity(interest.len() + 1);
        let (mut sum, mut before) = (0.0, 1.0);
        incidence.push(sum);
        for (k, &events) in interest.iter().enumerate() {
            if events > 0.0 {
                sum += before * events / any.at_risk()[k];
            }
            incidence.push(sum);
            before = any.survival()[k];
        }
        Self {
            any,
            interest,
            incidence,
        }
    }

    /// Curve of staying free of any event.
    pub fn event_free(&self) -> &Curve {
        &self.any
    }

    /// Distinct exit times, ascending.
    pub fn times(&self) -> &[f64] {
        self.any.times()
    }

    /// Weight of events of interest at each exit time.
    pub fn events(&self) -> &[f64] {
        &self.interest
    }

    /// Incidence at `t`; carried forward past the last exit time.
    pub fn value_at(&self, t: f64) -> f64 {
        self.incidence[self.any.reached(t)]
    }

    /// Incidence after each exit time; one longer than [`CumulativeIncidence::times`], starting with 0.
    pub(crate) fn steps(&self) -> &[f64] {
        &self.incidence
    }

    /// Influence on the incidence at `t`.
    pub fn influence_at(&self, t: f64) -> IncidenceInfluence<'_> {
        let reach = self.any.reached(t);
        let with_zero = || {
            let mut v = Vec::with_capacity(reach + 1);
            v.push(0.0);
            v
        };
        let mut out = IncidenceInfluence {
            times: &self.any.times()[..reach],
            value: self.incidence[reach],
            b: self.incidence[..=reach].to_vec(),
            c: with_zero(),
            m: with_zero(),
            g: self.any.greenwood()[..=reach].to_vec(),
            fall: Vec::with_capacity(reach),
            rise: Vec::with_capacity(reach),
        };
        let (mut c, mut m, mut before) = (0.0, 0.0, 1.0);
        for k in 0..reach {
            let risk = self.any.at_risk()[k];
            let events = self.interest[k];
            if events > 0.0 {
                c += before * events / risk * out.g[k];
                m += before * events / (risk * risk);
            }
            out.c.push(c);
            out.m.push(m);
            out.rise.push(if risk > 0.0 { before / risk } else { 0.0 });
            let staying = self.any.staying()[k];
            out.fall
                .push(if staying > 0.0 { 1.0 / staying } else { 0.0 });
            before = self.any.survival()[k];
        }
        out
    }

    /// Influence on the incidence at `t`, by whole day of exit 0..=`max_day`.
    pub fn influence_table(&self, t: f64, max_day: usize) -> IncidenceDayTable {
        self.influence_at(t).by_day(max_day)
    }
}

impl IncidenceInfluence<'_> {
    /// Derivative with respect to the weight of an observation followed from the start. `exit` must be an exit time of the estimate
    /// unless censored.
    pub fn of(&self, exit: f64, kind: EventKind) -> f64 {
        self.of_delayed(f64::NEG_INFINITY, exit, kind)
    }

    /// The same for an observation at risk on (entry, exit].
    pub fn of_delayed(&self, entry: f64, exit: f64, kind: EventKind) -> f64 {
        let x = self.times.partition_point(|&t| t <= exit);
        let e = if entry == f64::NEG_INFINITY {
            0
        } else {
            self.times.partition_point(|&t| t <= entry).min(x)
        };
        let at = (x > 0 && self.times[x - 1] >= exit).then(|| x - 1);
        self.value_of(e, x, at, kind)
    }

    fn value_of(&self, e: usize, x: usize, at: Option<usize>, kind: EventKind) -> f64 {
        let during =
            (self.c[x] - self.c[e]) - self.g[e] * (self.b[x] - self.b[e]) - (self.m[x] - self.m[e]);
        let mut survival_shift = self.g[x] - self.g[e];
        let mut own = 0.0;
        if let Some(k) = at {
            if kind != EventKind::Censored {
                survival_shift -= self.fall[k];
            }
            if kind == EventKind::Interest {
                own = self.rise[k];
            }
        }
        during + (self.value - self.b[x]) * survival_shift + own
    }

    /// Table by whole day 0..=`max_day` for people followed from the start.
    pub fn by_day(&self, max_day: usize) -> IncidenceDayTable {
        let mut table = IncidenceDayTable {
            interest: Vec::with_capacity(max_day + 1),
            competing: Vec::with_capacity(max_day + 1),
            censored: Vec::with_capacity(max_day + 1),
        };
        let mut x = 0;
        for day in 0..=max_day {
            let day = day as f64;
            while x < self.times.len() && self.times[x] <= day {
                x += 1;
            }
            let at = (x > 0 && self.times[x - 1] >= day).then(|| x - 1);
            table
                .interest
                .push(self.value_of(0, x, at, EventKind::Interest));
            table
                .competing
                .push(self.value_of(0, x, at, EventKind::Competing));
            table
                .censored
                .push(self.value_of(0, x, at, EventKind::Censored));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::{Censored, Competing, Interest};

    fn rows() -> Vec<IncidenceRow> {
        [
            (f64::NEG_INFINITY, 1.0, Interest, 0.7),
            (f64::NEG_INFINITY, 2.0, Competing, 1.4),
            (1.0, 3.0, Interest, 1.1),
            (f64::NEG_INFINITY, 3.0, Censored, 0.5),
            (f64::NEG_INFINITY, 3.0, Competing, 0.9),
            (2.0, 5.0, Interest, 1.2),
            (f64::NEG_INFINITY, 6.0, Censored, 0.8),
            (3.0, 7.0, Competing, 1.0),
            (f64::NEG_INFINITY, 8.0, Interest, 0.6),
            (f64::NEG_INFINITY, 9.0, Censored, 1.3),
        ]
        .map(|(entry, exit, kind, weight)| IncidenceRow {
            entry,
            exit,
            kind,
            weight,
            count: 1.0,
        })
        .to_vec()
    }

    #[test]
    fn four_people_by_hand() {
        let rows: Vec<IncidenceRow> = rows()
            .into_iter()
            .zip([
                (1.0, Interest),
                (2.0, Competing),
                (3.0, Interest),
                (4.0, Censored),
            ])
            .map(|(r, (exit, kind))| IncidenceRow {
                entry: f64::NEG_INFINITY,
                exit,
                kind,
                weight: 1.0,
                ..r
            })
            .collect();
        let incidence = CumulativeIncidence::from_rows(&rows).unwrap();
        assert!((incidence.value_at(1.0) - 0.25).abs() < 1e-15);
        assert!((incidence.value_at(3.5) - 0.5).abs() < 1e-15);
        let binned = CumulativeIncidence::from_histogram(
            &[0.0, 1.0, 0.0, 1.0, 0.0],
            &[0.0, 0.0, 1.0, 0.0, 0.0],
            &[0.0, 1.0, 1.0, 1.0, 1.0],
        );
        assert_eq!(binned, Ok(incidence));
    }

    #[test]
    fn influence_is_the_derivative_with_respect_to_the_weight() {
        let base = rows();
        let estimate = CumulativeIncidence::from_rows(&base).unwrap();
        for t in [0.5, 1.0, 3.0, 6.5, 8.0, 12.0] {
            let influence = estimate.influence_at(t);
            let total: f64 = base
                .iter()
                .map(|r| r.weight * influence.of_delayed(r.entry, r.exit, r.kind))
                .sum();
            assert!(total.abs() < 1e-14);
            for i in 0..base.len() {
                let h = 1e-5;
                let moved = |sign: f64| {
                    let mut shifted = base.clone();
                    shifted[i].weight += sign * h;
                    CumulativeIncidence::from_rows(&shifted)
                        .unwrap()
                        .value_at(t)
                };
                let numeric = (moved(1.0) - moved(-1.0)) / (2.0 * h);
                let got = influence.of_delayed(base[i].entry, base[i].exit, base[i].kind);
                assert!(
                    (got - numeric).abs() < 1e-8,
                    "F({t}) row {i}: {got} {numeric}"
                );
            }
        }
    }

    #[test]
    fn without_competition_it_is_one_minus_the_curve() {
        let rows: Vec<IncidenceRow> = rows()
            .into_iter()
            .filter(|r| r.kind != Competing)
            .map(|r| IncidenceRow {
                entry: f64::NEG_INFINITY,
                ..r
            })
            .collect();
        let estimate = CumulativeIncidence::from_rows(&rows).unwrap();
        let curve = estimate.event_free();
        let (table, mirror) = (
            estimate.influence_table(7.0, 10),
            curve.influence_table(7.0, 10),
        );
        assert!((estimate.value_at(7.0) + curve.survival_at(7.0) - 1.0).abs() < 1e-15);
        for row in &rows {
            let day = row.exit as usize;
            let got = table.of(day, row.kind);
            assert!((got + mirror.of(day, row.kind == Interest)).abs() < 1e-14);
            assert!((got - estimate.influence_at(7.0).of(row.exit, row.kind)).abs() < 1e-15);
        }
    }
}
