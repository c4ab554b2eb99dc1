//! What stands beside times to events in the rehearsal: curves, tests of hazards, costs.

use crate::disclosure::shown::{ArmCurve, Curves, HazardChecks, Shows, Subject, TestResult};
use crate::findings::{Counts, ReplacementCost, Results};

use super::Ask;

/// Adds the curves of an outcome with their tests; exits have a cost, hazards of mentees are not proportional.
pub(super) fn beside(out: &mut Results, ask: &Ask, subject: &Subject, (estimate, n): (f64, u64)) {
    let exits = ask.source == "exits";
    let counts = Counts {
        treated: n,
        control: n * 22,
        treated_on_support: n,
        control_on_support: n * 21,
    };
    let hazard = if estimate > 0.0 { 0.0019 } else { 0.0031 };
    let shows = if exits { Shows::Without } else { Shows::With };
    out.curves.push(Curves {
        subject: subject.clone(),
        shows,
        counts,
        treated: arm(hazard, n, shows),
        control: arm(0.0027, n * 22, shows),
    });
    let test = |chi_square, p_value| {
        Ok(TestResult {
            chi_square,
            p_value,
        })
    };
    out.hazards.push(HazardChecks {
        subject: subject.clone(),
        counts,
        logrank: test(9.21, 0.0024),
        proportional: if estimate > 1.0 {
            test(0.42, 0.517)
        } else {
            test(7.88, 0.005)
        },
    });
    if exits {
        out.costs.push(ReplacementCost {
            subject: subject.clone(),
            people: n,
            ratio: 0.5,
            per_exit: 20_000.0,
        });
    }
}

fn arm(hazard: f64, n: u64, shows: Shows) -> ArmCurve {
    let mut arm = ArmCurve::default();
    let mut survival = 1.0;
    for day in (0..=730).step_by(9) {
        if day > 0 {
            survival *= 1.0 - hazard * (1.0 + 0.3 * (f64::from(day) / 60.0).sin());
        }
        let width = 0.9 / (n as f64).sqrt() * (f64::from(day) / 730.0).sqrt();
        arm.day.push(day);
        let share = match shows {
            Shows::Without => survival,
            Shows::With => 1.0 - survival,
        };
        arm.share.push(share);
        arm.low.push((share - width).max(0.0));
        arm.high.push((share + width).min(1.0));
        arm.at_risk
            .push((n as f64 * survival * (1.0 - f64::from(day) / 900.0)) as u64);
    }
    arm
}
