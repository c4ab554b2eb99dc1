//! What cumulative incidence and the Cox regression owe to their definition, on rows drawn by proptest from a fixed seed.

use proptest::prelude::*;

use super::arms::config;

use counterpart::kernel::survival::{
    CoxRow, CoxSample, CumulativeIncidence, Curve, EventKind, IncidenceRow, Row, Ties, logrank,
};

fn kind(code: u8) -> EventKind {
    match code {
        0 => EventKind::Interest,
        1 => EventKind::Competing,
        _ => EventKind::Censored,
    }
}

/// People: day of the end, how it ends, weight.
fn people() -> impl Strategy<Value = Vec<(u8, u8, f64)>> {
    proptest::collection::vec((1_u8..20, 0_u8..4, 0.2_f64..3.0), 4..40)
}

fn rows(people: &[(u8, u8, f64)], turn: impl Fn(u8) -> EventKind) -> Vec<IncidenceRow> {
    people
        .iter()
        .map(|&(day, code, weight)| IncidenceRow {
            entry: f64::NEG_INFINITY,
            exit: f64::from(day),
            kind: turn(code),
            weight,
            count: 1.0,
        })
        .collect()
}

/// Weight of events of interest, of competing events and at risk by day.
fn by_day(people: &[(u8, u8, f64)]) -> [Vec<f64>; 3] {
    let days = 0..21_u8;
    let sum = |holds: &dyn Fn(u8, u8, u8) -> bool| -> Vec<f64> {
        let of = |day| {
            let own = people.iter().filter(|p| holds(day, p.0, p.1));
            own.map(|p| p.2).sum()
        };
        days.clone().map(of).collect()
    };
    [
        sum(&|day, end, code| day == end && code == 0),
        sum(&|day, end, code| day == end && code == 1),
        sum(&|day, end, _| day <= end),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn incidences_and_staying_add_up_to_one(people in people(), t in 0.0_f64..22.0) {
        let one = CumulativeIncidence::from_rows(&rows(&people, kind)).expect("people");
        let other = CumulativeIncidence::from_rows(&rows(&people, |code| kind(match code {
            0 => 1,
            1 => 0,
            other => other,
        }))).expect("people");
        let sum = one.value_at(t) + other.value_at(t) + one.event_free().survival_at(t);
        prop_assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    }

    #[test]
    fn nothing_competing_is_one_minus_kaplan_meier(people in people(), t in 0.0_f64..22.0) {
        let alone = |code| if code == 0 { EventKind::Interest } else { EventKind::Censored };
        let incidence = CumulativeIncidence::from_rows(&rows(&people, alone)).expect("people");
        let plain: Vec<Row> = people
            .iter()
            .map(|&(day, code, weight)| Row::new(f64::from(day), code == 0).weighted(weight))
            .collect();
        let curve = Curve::from_rows(&plain).expect("people");
        prop_assert!((incidence.value_at(t) - (1.0 - curve.survival_at(t))).abs() < 1e-12);
        for &(day, code, _) in &people {
            let day = f64::from(day);
            let own = incidence.influence_at(t).of(day, alone(code));
            let other = -curve.influence_at(t).of(day, code == 0);
            prop_assert!((own - other).abs() < 1e-10, "{own} against {other}");
        }
    }

    #[test]
    fn risk_sets_by_day_are_rows(people in people(), t in 0_u8..22) {
        let [interest, competing, at_risk] = by_day(&people);
        let one = CumulativeIncidence::from_rows(&rows(&people, kind)).expect("people");
        let two = CumulativeIncidence::from_risk_sets(&interest, &competing, &at_risk).expect("people");
        let t = f64::from(t);
        prop_assert!((one.value_at(t) - two.value_at(t)).abs() < 1e-12);
        let (a, b) = (one.influence_table(t, 20), two.influence_table(t, 20));
        for &(day, code, _) in &people {
            let (x, y) = (a.of(usize::from(day), kind(code)), b.of(usize::from(day), kind(code)));
            prop_assert!((x - y).abs() < 1e-9 * (1.0 + x.abs()), "{x} against {y}");
        }
    }

    /// At no difference and with unit weights the score is observed less expected of the log-rank test, and swapped arms turn it.
    #[test]
    fn the_score_at_zero_is_the_log_rank_deviation(people in people()) {
        prop_assume!(people.iter().any(|p| p.1 == 0));
        let arm = |k: usize| k % 2;
        let plain: Vec<Row> = people.iter().map(|&(day, code, _)| Row::new(f64::from(day), code == 0)).collect();
        let groups: Vec<usize> = (0..people.len()).map(arm).collect();
        let cox: Vec<CoxRow> = people
            .iter()
            .map(|&(day, code, _)| CoxRow {
                stratum: 0,
                entry: f64::NEG_INFINITY,
                exit: f64::from(day),
                event: code == 0,
                weight: 1.0,
                count: 1.0,
            })
            .collect();
        let score = |turn: f64| {
            let x: Vec<f64> = groups.iter().map(|&g| turn * g as f64).collect();
            CoxSample::new(&cox, &x, 1).expect("both arms").score(&[0.0], Ties::Breslow)[0]
        };
        let test = logrank(&plain, &groups, 2, &vec![0; people.len()], 0.0);
        prop_assume!(test.is_ok());
        let test = test.expect("assumed");
        let deviation = test.observed[1] - test.expected[1];
        prop_assert!((score(1.0) - deviation).abs() < 1e-9);
        prop_assert!((score(-1.0) + deviation).abs() < 1e-9);
    }
}
