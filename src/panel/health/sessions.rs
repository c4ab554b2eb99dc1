//! Meetings: against the plan, their rhythm and its drift, what came to nothing, how long, what about.

use std::collections::BTreeMap;

use crate::tables::{NO_TOPIC, SessionStatus};

use super::aspect::{Aspect, HealthSums};
use super::pairs::{GAP_CADENCES, Pair, Pairs, QUIET_CADENCES};

/// A pairing needs so many intervals to show a drift.
const DRIFT_INTERVALS: usize = 3;

impl Pairs<'_> {
    /// Everything about meetings; nothing when no export has sessions.
    pub(super) fn meetings(&self) -> Vec<HealthSums> {
        if self.panel.org.course.sessions.is_none() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let cadence = self.cadence();
        out.extend(self.ratio(Aspect::SessionsAgainstPlan, false, &|pair| {
            let stop = self.stop(pair);
            let planned = (stop.since(pair.start) / cadence).max(0);
            let held = pair.held().iter().filter(|day| **day <= stop).count();
            (planned > 0).then_some((held as f64, f64::from(planned)))
        }));
        let long = GAP_CADENCES * cadence;
        out.extend(self.ratio(Aspect::LongGap, true, &|pair| {
            let stop = self.stop(pair);
            if stop.since(pair.start) < long {
                return None;
            }
            let gap = pair.longest_gap(stop);
            Some((f64::from(u8::from(gap > long)), 1.0))
        }));
        out.extend(self.ratio(Aspect::Quiet, true, &|pair| {
            let quiet = self.quiet_for(pair)?;
            Some((f64::from(u8::from(quiet > QUIET_CADENCES * cadence)), 1.0))
        }));
        out.extend(self.ratio(Aspect::Interval, false, &|pair| {
            let held = pair.held();
            let (first, last) = (held.first()?, held.last()?);
            Some((f64::from(last.since(*first)), held.len() as f64 - 1.0))
        }));
        out.extend(self.ratio(Aspect::Drift, false, &drift));
        for (aspect, status) in [
            (Aspect::Cancelled, SessionStatus::Cancelled),
            (Aspect::NoShow, SessionStatus::NoShow),
        ] {
            out.extend(self.ratio(aspect, true, &|pair| {
                let lost = pair.sessions.iter().filter(|s| s.status == status).count();
                Some((lost as f64, pair.sessions.len() as f64))
            }));
        }
        out.extend(self.ratio(Aspect::Minutes, false, &|pair| {
            let held = pair
                .sessions
                .iter()
                .filter(|s| s.status == SessionStatus::Held && !s.minutes.is_nan());
            let minutes: Vec<f64> = held.map(|s| f64::from(s.minutes)).collect();
            Some((minutes.iter().sum(), minutes.len() as f64))
        }));
        out.extend(self.topics());
        out
    }

    /// Days since the last held session, or since the start, of a pairing under way that has run for two cadences.
    pub(super) fn quiet_for(&self, pair: &Pair) -> Option<i32> {
        let old = self.cut_off.since(pair.start) >= QUIET_CADENCES * self.cadence();
        let last = pair.held().last().copied().unwrap_or(pair.start);
        (old && self.under_way(pair)).then(|| self.cut_off.since(last))
    }

    /// Shares of held sessions by topic, of those that state one; addresses are no topics.
    fn topics(&self) -> Vec<HealthSums> {
        let topics = &self.panel.org.course.topics;
        let held = |pair: &Pair| {
            let held = pair.sessions.iter();
            held.filter(|s| s.status == SessionStatus::Held && s.topic != NO_TOPIC)
                .map(|s| s.topic)
                .collect::<Vec<u32>>()
        };
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for topic in self.list.iter().flat_map(held) {
            *counts.entry(topic).or_default() += 1;
        }
        let mut ranked: Vec<(u32, u64)> = counts.into_iter().collect();
        ranked.sort_by_key(|(topic, n)| (std::cmp::Reverse(*n), *topic));
        ranked
            .into_iter()
            .filter(|(topic, _)| !topics[*topic as usize].contains('@'))
            .filter_map(|(topic, _)| {
                let label = topics[topic as usize].to_string();
                self.ratio(Aspect::Topic(label), true, &|pair| {
                    let all = held(pair);
                    let own = all.iter().filter(|t| **t == topic).count();
                    Some((own as f64, all.len() as f64))
                })
            })
            .collect()
    }
}

/// The parts of the within-pairing slope of the logarithm of the interval on its place: Σ(k − k̄)·ln(interval) and
/// Σ(k − k̄)².
fn drift(pair: &Pair) -> Option<(f64, f64)> {
    let held = pair.held();
    let logs: Vec<f64> = held
        .windows(2)
        .map(|w| f64::from(w[1].since(w[0])).ln())
        .collect();
    if logs.len() < DRIFT_INTERVALS {
        return None;
    }
    let middle = (logs.len() as f64 - 1.0) / 2.0;
    let centred = |k: usize| k as f64 - middle;
    let y: f64 = logs.iter().enumerate().map(|(k, l)| centred(k) * l).sum();
    let d: f64 = (0..logs.len()).map(|k| centred(k).powi(2)).sum();
    Some((y, d))
}
