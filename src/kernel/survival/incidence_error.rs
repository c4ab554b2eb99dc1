//! Standard error of a cumulative incidence from (weighted) counts: the delta method over the multinomial of each exit time.
//!
//! With d events of any kind, d₁ of them of interest, n at risk and S the event-free survival, the variance of F(t) is
//! Σ (F(t) − F(s))² d/(n(n − d)) + S(s−)² (n − d₁)d₁/n³ − 2 (F(t) − F(s)) S(s−) d₁/n² over exit times s up to t. Without
//! competing events this is Greenwood's; with unit weights it is the sum of squared influences of
//! [`super::incidence::IncidenceInfluence`]. Robust variance with weights goes through influences instead.
//!
//! Sources: Gaynor et al. 1993 (doi:10.2307/2290325), equation 2; Choudhury 2002 (doi:10.1002/sim.1051). Agrees with R
//! `survfit` for one person a row.

use super::incidence::CumulativeIncidence;

impl CumulativeIncidence {
    /// Standard error of the incidence at `t`; 0 before the first exit time.
    pub fn std_error_at(&self, t: f64) -> f64 {
        let any = self.event_free();
        let reach = any.reached(t);
        let end = self.steps()[reach];
        let mut before = 1.0;
        let mut variance = 0.0;
        for k in 0..reach {
            let (risk, events) = (any.at_risk()[k], self.events()[k]);
            let after = end - self.steps()[k + 1];
            variance += after * after * any.greenwood_step(k);
            if events > 0.0 {
                let share = before / risk;
                variance += share * share * (risk - events).max(0.0) * events / risk
                    - 2.0 * after * share * events / risk;
            }
            before = any.survival()[k];
        }
        variance.max(0.0).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::super::incidence::{EventKind, IncidenceRow};
    use super::*;
    use crate::kernel::survival::curve::Curve;
    use crate::kernel::survival::observation::Row;
    use EventKind::{Censored, Competing, Interest};

    fn row(exit: f64, kind: EventKind) -> IncidenceRow {
        IncidenceRow {
            entry: f64::NEG_INFINITY,
            exit,
            kind,
            weight: 1.0,
            count: 1.0,
        }
    }

    /// Four people: event at 1, competing at 2, event at 3, censored at 4. F(3) = 1/4 + 1/2 · 1/2 = 1/2.
    #[test]
    fn four_people_by_hand() {
        let rows = [
            row(1.0, Interest),
            row(2.0, Competing),
            row(3.0, Interest),
            row(4.0, Censored),
        ];
        let curve = CumulativeIncidence::from_rows(&rows).unwrap();
        assert!((curve.value_at(3.0) - 0.5).abs() < 1e-15);
        // s = 1: (1/4)²/12 + 3/64 − 2 (1/4)(1/16); s = 2: (1/4)²/6; s = 3: (1/2)² · 1/8.
        let variance = 1.0 / 192.0 + 3.0 / 64.0 - 1.0 / 32.0 + 1.0 / 96.0 + 1.0 / 32.0;
        assert!((curve.std_error_at(3.0) - f64::sqrt(variance)).abs() < 1e-15);
        assert_eq!(curve.std_error_at(0.5), 0.0);
    }

    #[test]
    fn is_the_jackknife_at_weight_one_and_greenwood_without_competing_events() {
        let ends = [
            (1.0, Interest),
            (2.0, Competing),
            (2.0, Interest),
            (3.0, Censored),
            (3.0, Interest),
            (4.0, Competing),
            (5.0, Interest),
            (6.0, Censored),
            (7.0, Interest),
            (9.0, Censored),
        ];
        let rows: Vec<IncidenceRow> = ends.iter().map(|&(t, kind)| row(t, kind)).collect();
        let curve = CumulativeIncidence::from_rows(&rows).unwrap();
        for t in [1.0, 3.0, 5.5, 8.0] {
            let influence = curve.influence_at(t);
            let squares: f64 = ends.iter().map(|&(e, k)| influence.of(e, k).powi(2)).sum();
            assert!(
                (squares.sqrt() - curve.std_error_at(t)).abs() < 1e-14,
                "{t}"
            );
        }
        let alone: Vec<IncidenceRow> = ends
            .iter()
            .map(|&(t, kind)| row(t, if kind == Competing { Censored } else { kind }))
            .collect();
        let plain: Vec<Row> = alone
            .iter()
            .map(|r| Row::new(r.exit, r.kind == Interest))
            .collect();
        let incidence = CumulativeIncidence::from_rows(&alone).unwrap();
        let survival = Curve::from_rows(&plain).unwrap();
        for t in [1.0, 3.0, 5.5, 8.0] {
            let greenwood = survival.at(t).std_error.unwrap();
            assert!((incidence.std_error_at(t) - greenwood).abs() < 1e-14, "{t}");
        }
    }

    #[test]
    fn weights_that_never_change_are_a_histogram() {
        let (interest, competing) = ([0.0, 2.0, 0.0, 1.5], [0.5, 0.0, 1.0, 0.0]);
        let leavers = [1.0, 2.5, 1.0, 4.0];
        let at_risk = [8.5, 7.5, 5.0, 4.0];
        let a = CumulativeIncidence::from_histogram(&interest, &competing, &leavers).unwrap();
        let b = CumulativeIncidence::from_risk_sets(&interest, &competing, &at_risk).unwrap();
        for t in 0..5 {
            let t = f64::from(t);
            assert!((a.value_at(t) - b.value_at(t)).abs() < 1e-15);
            assert!((a.std_error_at(t) - b.std_error_at(t)).abs() < 1e-15);
        }
    }
}
