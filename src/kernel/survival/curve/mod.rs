//! Kaplan–Meier survival and Nelson–Aalen cumulative hazard, from rows or from histograms by day.
//!
//! Invariants: one entry per distinct exit time, ascending; survival never rises; where everybody at risk has the event the
//! survival is exactly zero, whatever the weights. The standard error is Greenwood's with weighted counts; robust variance goes
//! through [`super::influence`]. Deliberately absent: limits (see [`super::limits`]) and areas (see [`super::rmst`]).
//!
//! Sources: Kaplan & Meier 1958; Greenwood 1926; Aalen 1978. Agrees with R `survival::survfit`.

mod building;

/// Two values of a curve closer than this count as equal when a quantile is read off (as in R `quantile.survfit`).
const FLAT: f64 = 1.5e-8;

/// A Kaplan–Meier curve with its risk sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    times: Vec<f64>,
    events: Vec<f64>,
    at_risk: Vec<f64>,
    /// Weight at risk less events: the denominator that would be zero when everybody has the event.
    staying: Vec<f64>,
    survival: Vec<f64>,
    /// Running sum of d/(n(n−d)), one longer than `times`, starting with 0.
    greenwood: Vec<f64>,
    hazard: Vec<f64>,
    hazard_variance: Vec<f64>,
}

/// What a curve says at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Survival at the time: value after the last exit time at or before it.
    pub survival: f64,
    /// Greenwood standard error on the survival scale; `None` when the survival is zero.
    pub std_error: Option<f64>,
    /// Weight at risk at the first exit time at or after the time; 0 past the last.
    pub at_risk: f64,
    /// Nelson–Aalen cumulative hazard, sum of d/n.
    pub cumulative_hazard: f64,
    /// Its standard error, root of the sum of d/n².
    pub cumulative_hazard_std_error: f64,
    /// Whether the time lies before the first exit time (nothing is known yet: survival 1, limits 1).
    pub before_first_exit: bool,
}

impl Curve {
    /// The product limit and its running sums from risk sets by exit time.
    fn of_risk_sets(
        times: Vec<f64>,
        events: Vec<f64>,
        at_risk: Vec<f64>,
        staying: Vec<f64>,
    ) -> Self {
        let n = times.len();
        let mut curve = Self {
            times,
            events,
            at_risk,
            staying,
            survival: Vec::with_capacity(n),
            greenwood: Vec::with_capacity(n + 1),
            hazard: Vec::with_capacity(n),
            hazard_variance: Vec::with_capacity(n),
        };
        let (mut s, mut g, mut h, mut v) = (1.0, 0.0, 0.0, 0.0);
        curve.greenwood.push(0.0);
        for k in 0..n {
            let (d, risk, stay) = (curve.events[k], curve.at_risk[k], curve.staying[k]);
            if d > 0.0 {
                s *= stay / risk;
                g += curve.greenwood_step(k);
                h += d / risk;
                v += d / (risk * risk);
            }
            curve.survival.push(s);
            curve.greenwood.push(g);
            curve.hazard.push(h);
            curve.hazard_variance.push(v);
        }
        curve
    }

    /// d/(n(n−d)) of the k-th exit time; 0 where everybody at risk has the event.
    pub(crate) fn greenwood_step(&self, k: usize) -> f64 {
        if self.staying[k] > 0.0 {
            self.events[k] / (self.at_risk[k] * self.staying[k])
        } else {
            0.0
        }
    }

    /// Distinct exit times, ascending.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// Weight of events at each exit time.
    pub fn events(&self) -> &[f64] {
        &self.events
    }

    /// Weight at risk at each exit time.
    pub fn at_risk(&self) -> &[f64] {
        &self.at_risk
    }

    /// Weight that stays at risk after the events of each exit time (n − d, exactly zero when all have the event).
    pub fn staying(&self) -> &[f64] {
        &self.staying
    }

    /// Survival after each exit time.
    pub fn survival(&self) -> &[f64] {
        &self.survival
    }

    /// Running sum of d/(n(n−d)); one longer than [`Curve::times`], starting with 0.
    pub(crate) fn greenwood(&self) -> &[f64] {
        &self.greenwood
    }

    /// Number of exit times at or before `t`.
    pub(crate) fn reached(&self, t: f64) -> usize {
        self.times.partition_point(|&time| time <= t)
    }

    /// Total weight of events.
    pub fn event_total(&self) -> f64 {
        self.events.iter().sum()
    }

    /// Last exit time.
    pub fn last_time(&self) -> f64 {
        self.times[self.times.len() - 1]
    }

    /// Survival at `t` alone.
    pub fn survival_at(&self, t: f64) -> f64 {
        match self.reached(t) {
            0 => 1.0,
            k => self.survival[k - 1],
        }
    }

    /// Weight at risk at the first exit time at or after `t`; 0 past the last.
    pub fn at_risk_at(&self, t: f64) -> f64 {
        let k = self.times.partition_point(|&time| time < t);
        self.at_risk.get(k).copied().unwrap_or(0.0)
    }

    /// Everything the curve says at `t`; past the last exit time the curve is carried forward.
    pub fn at(&self, t: f64) -> CurvePoint {
        let at_risk = self.at_risk_at(t);
        let Some(k) = self.reached(t).checked_sub(1) else {
            return CurvePoint {
                survival: 1.0,
                std_error: Some(0.0),
                at_risk,
                cumulative_hazard: 0.0,
                cumulative_hazard_std_error: 0.0,
                before_first_exit: true,
            };
        };
        let survival = self.survival[k];
        CurvePoint {
            survival,
            std_error: (survival > 0.0).then(|| survival * self.greenwood[k + 1].sqrt()),
            at_risk,
            cumulative_hazard: self.hazard[k],
            cumulative_hazard_std_error: self.hazard_variance[k].sqrt(),
            before_first_exit: false,
        }
    }

    /// Time by which the share `p` has had the event: first exit time with survival at or below 1 − p; where the curve is flat
    /// exactly at 1 − p, the middle of the step. `None` when the curve stays above.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let level = 1.0 - p;
        let first = self.survival.partition_point(|&s| s > level + FLAT);
        let start = *self.times.get(first)?;
        if self.survival[first] < level - FLAT {
            return Some(start);
        }
        let fall = self.survival.partition_point(|&s| s >= level - FLAT);
        let end = self.times.get(fall).copied().unwrap_or(self.last_time());
        Some(0.5 * (start + end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::estimate::NotEstimable;
    use crate::kernel::survival::observation::Row;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-13, "{a} against {b}");
    }

    /// The six-subject data set of Therneau & Grambsch (2000), appendix E: times 1, 1+, 6, 6+, 8, 9 with status 1,0,1,1,0,1.
    fn six() -> Vec<Row> {
        [
            (1.0, true),
            (1.0, false),
            (6.0, true),
            (6.0, true),
            (8.0, false),
            (9.0, true),
        ]
        .map(|(t, e)| Row::new(t, e))
        .to_vec()
    }

    #[test]
    fn six_subjects_by_hand() {
        let curve = Curve::from_rows(&six()).unwrap();
        assert_eq!(curve.times(), [1.0, 6.0, 8.0, 9.0]);
        assert_eq!(curve.at_risk(), [6.0, 4.0, 2.0, 1.0]);
        close(curve.survival()[0], 5.0 / 6.0);
        close(curve.survival()[1], 5.0 / 12.0);
        assert_eq!(curve.survival()[3], 0.0);
        let p = curve.at(6.0);
        let greenwood: f64 = 1.0 / 30.0 + 2.0 / 8.0;
        close(p.std_error.unwrap(), 5.0 / 12.0 * greenwood.sqrt());
        close(p.cumulative_hazard, 1.0 / 6.0 + 0.5);
        close(
            p.cumulative_hazard_std_error,
            (1.0_f64 / 36.0 + 2.0 / 16.0).sqrt(),
        );
        assert_eq!(curve.at(9.0).std_error, None);
        assert_eq!(curve.at(10.0).at_risk, 0.0);
        assert_eq!(curve.at(0.5).at_risk, 6.0);
    }

    #[test]
    fn histogram_gives_the_same_curve() {
        let mut events = vec![0.0; 10];
        let mut leavers = vec![0.0; 10];
        for row in six() {
            leavers[row.exit as usize] += 1.0;
            if row.event {
                events[row.exit as usize] += 1.0;
            }
        }
        assert_eq!(
            Curve::from_histogram(&events, &leavers),
            Curve::from_rows(&six())
        );
    }

    #[test]
    fn fractional_weights_still_reach_exactly_zero() {
        let rows: Vec<Row> = (0..7)
            .map(|i| Row::new(3.0, true).weighted(0.1 + 0.013 * f64::from(i)))
            .collect();
        let curve = Curve::from_rows(&rows).unwrap();
        assert_eq!(curve.survival(), [0.0]);
    }

    #[test]
    fn entry_at_an_event_time_is_not_at_risk() {
        let rows = [
            Row::new(5.0, true),
            Row::new(9.0, false).entering(5.0),
            Row::new(8.0, false),
        ];
        let curve = Curve::from_rows(&rows).unwrap();
        assert_eq!(curve.at_risk(), [2.0, 2.0, 1.0]);
        close(curve.survival_at(5.0), 0.5);
    }

    #[test]
    fn quantile_in_the_middle_of_a_flat_step() {
        let rows: Vec<Row> = [1.0, 2.0, 4.0, 7.0].map(|t| Row::new(t, true)).to_vec();
        let curve = Curve::from_rows(&rows).unwrap();
        assert_eq!(curve.quantile(0.5), Some(3.0));
        assert_eq!(curve.quantile(0.6), Some(4.0));
        let censored = [Row::new(1.0, true), Row::new(2.0, false)];
        assert_eq!(Curve::from_rows(&censored).unwrap().quantile(0.75), None);
    }

    #[test]
    fn nothing_to_estimate_from() {
        assert_eq!(Curve::from_rows(&[]), Err(NotEstimable::Empty));
        assert_eq!(
            Curve::from_histogram(&[0.0], &[0.0]),
            Err(NotEstimable::Empty)
        );
        let rows = [Row::new(f64::NAN, true), Row::new(1.0, true).weighted(0.0)];
        assert_eq!(Curve::from_rows(&rows), Err(NotEstimable::Empty));
    }

    #[test]
    fn risk_sets_with_constant_weights_are_the_histogram() {
        let events = [0.0, 2.0, 0.0, 1.5, 0.0];
        let leavers = [1.0, 3.0, 0.0, 2.5, 4.0];
        let at_risk = [10.5, 9.5, 6.5, 6.5, 4.0];
        let a = Curve::from_histogram(&events, &leavers).expect("people leave");
        let b = Curve::from_risk_sets(&events, &at_risk).expect("people are at risk");
        for t in 0..6 {
            let (x, y) = (a.at(f64::from(t)), b.at(f64::from(t)));
            assert!((x.survival - y.survival).abs() < 1e-15, "{t}");
            assert!(
                (x.std_error.unwrap_or(0.0) - y.std_error.unwrap_or(0.0)).abs() < 1e-15,
                "{t}"
            );
        }
        let (x, y) = (a.influence_table(3.0, 4), b.influence_table(3.0, 4));
        for (day, &happened) in events.iter().enumerate() {
            assert!(
                (x.of(day, true) - y.of(day, true)).abs() < 1e-15 || happened == 0.0,
                "{day}"
            );
            assert!((x.of(day, false) - y.of(day, false)).abs() < 1e-15, "{day}");
        }
    }
}
