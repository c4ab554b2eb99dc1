//! A curve from what is known of people: rows, histograms by day, or risk sets by day.

use super::Curve;
use crate::kernel::estimate::NotEstimable;
use crate::kernel::survival::observation::Row;

/// Censored weight below this share of a day's leavers is rounding of sums that should be equal.
const ROUNDING: f64 = 1e-12;

/// Totals of one exit time before the risk sets are known.
struct Tally {
    time: f64,
    events: f64,
    censored: f64,
    people_events: f64,
    people_censored: f64,
}

impl Curve {
    /// Curve of rows; rows without information (see [`Row::counts`]) are passed over.
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when no row carries information.
    pub fn from_rows(rows: &[Row]) -> Result<Self, NotEstimable> {
        let mut order: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].counts()).collect();
        order.sort_by(|&a, &b| rows[a].exit.total_cmp(&rows[b].exit));
        let mut tallies: Vec<Tally> = Vec::new();
        for &i in &order {
            let row = &rows[i];
            if tallies.last().is_none_or(|t| t.time < row.exit) {
                tallies.push(Tally {
                    time: row.exit,
                    events: 0.0,
                    censored: 0.0,
                    people_events: 0.0,
                    people_censored: 0.0,
                });
            }
            if let Some(tally) = tallies.last_mut() {
                if row.event {
                    tally.events += row.weight * row.count;
                    tally.people_events += row.count;
                } else {
                    tally.censored += row.weight * row.count;
                    tally.people_censored += row.count;
                }
            }
        }
        let first = tallies.first().map_or(f64::INFINITY, |t| t.time);
        let mut late: Vec<(f64, f64, f64)> = order
            .iter()
            .map(|&i| &rows[i])
            .filter(|row| row.entry >= first)
            .map(|row| (row.entry, row.weight * row.count, row.count))
            .collect();
        late.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self::from_tallies(&tallies, &late)
    }

    /// Curve from histograms by whole day of exit, everybody starting on day 0.
    ///
    /// `events[d]` is the weight of events on day d, `leavers[d]` the weight of everybody (event or censored) whose follow-up ends
    /// on day d. Somebody who leaves on day d is at risk through day d.
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when nobody leaves on any day.
    pub fn from_histogram(events: &[f64], leavers: &[f64]) -> Result<Self, NotEstimable> {
        let mut tallies = Vec::new();
        for (day, &all) in leavers.iter().enumerate() {
            if !(all.is_finite() && all > 0.0) {
                continue;
            }
            // in this order a value that is not a number counts as none
            let happened = events.get(day).copied().unwrap_or(0.0).max(0.0).min(all);
            let censored = all - happened;
            let censored = if censored <= ROUNDING * all {
                0.0
            } else {
                censored
            };
            tallies.push(Tally {
                time: day as f64,
                events: happened,
                censored,
                people_events: happened,
                people_censored: censored,
            });
        }
        Self::from_tallies(&tallies, &[])
    }

    /// Curve from the weight of events and the weight at risk by whole day, for weights that change while people are followed.
    ///
    /// `at_risk[d]` is the weight at risk on day d, those with an event on that day included. With constant weights this is
    /// [`Curve::from_histogram`].
    ///
    /// # Errors
    /// [`NotEstimable::Empty`] when nobody is at risk on any day.
    pub fn from_risk_sets(events: &[f64], at_risk: &[f64]) -> Result<Self, NotEstimable> {
        let mut days: Vec<(f64, f64, f64)> = Vec::new();
        let mut last_risk = f64::NAN;
        for (day, &risk) in at_risk.iter().enumerate() {
            if !(risk.is_finite() && risk > 0.0) {
                break;
            }
            let happened = events.get(day).copied().unwrap_or(0.0).max(0.0).min(risk);
            // Days on which nothing happens and nobody has left before add nothing.
            if happened > 0.0 || risk != last_risk {
                days.push((day as f64, happened, risk));
            }
            last_risk = risk;
        }
        if days.is_empty() {
            return Err(NotEstimable::Empty);
        }
        let staying = |&(_, events, risk): &(f64, f64, f64)| {
            let stay = risk - events;
            if stay <= ROUNDING * risk { 0.0 } else { stay }
        };
        Ok(Self::of_risk_sets(
            days.iter().map(|d| d.0).collect(),
            days.iter().map(|d| d.1).collect(),
            days.iter().map(|d| d.2).collect(),
            days.iter().map(staying).collect(),
        ))
    }

    fn from_tallies(tallies: &[Tally], late: &[(f64, f64, f64)]) -> Result<Self, NotEstimable> {
        if tallies.is_empty() {
            return Err(NotEstimable::Empty);
        }
        let n = tallies.len();
        let (mut at_risk, mut staying) = (vec![0.0; n], vec![0.0; n]);
        let (mut later, mut later_people) = (0.0, 0.0);
        let (mut absent, mut absent_people, mut next) = (0.0, 0.0, late.len());
        for k in (0..n).rev() {
            let tally = &tallies[k];
            while next > 0 && late[next - 1].0 >= tally.time {
                next -= 1;
                absent += late[next].1;
                absent_people += late[next].2;
            }
            let stay_people = later_people + tally.people_censored - absent_people;
            let stay = if stay_people <= 0.0 {
                0.0
            } else {
                (later + tally.censored - absent).max(0.0)
            };
            staying[k] = stay;
            at_risk[k] = stay + tally.events;
            later += tally.events + tally.censored;
            later_people += tally.people_events + tally.people_censored;
        }
        Ok(Self::of_risk_sets(
            tallies.iter().map(|t| t.time).collect(),
            tallies.iter().map(|t| t.events).collect(),
            at_risk,
            staying,
        ))
    }
}
