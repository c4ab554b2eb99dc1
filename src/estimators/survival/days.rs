//! One arm by day: the weight of events and of people at risk, with weights that step as later starts are weighted for.
//!
//! Everything that is estimated of times to events (curves, incidence, hazards) rests on these sums, by trial for the Cox regression
//! and pooled for the curves. Somebody who leaves on a day is at risk on that day.

use crate::kernel::survival::{CumulativeIncidence, Curve};
use crate::panel::{Ending, FollowUpCount};

use super::super::weights::TrialStrata;

/// Sums by day of one arm.
#[derive(Debug, Clone, Default)]
pub(super) struct ArmDays {
    /// Weight of events.
    pub(super) events: Vec<f64>,
    /// Weight of competing events.
    pub(super) competing: Vec<f64>,
    /// Weight at risk.
    pub(super) at_risk: Vec<f64>,
    /// People with the event.
    pub(super) event_people: Vec<f64>,
    /// People at risk, not weighted.
    pub(super) people: Vec<f64>,
}

impl ArmDays {
    /// The sums of one arm of one trial. `stratum` gives the stratum of a cell.
    pub(super) fn of(
        rows: &[FollowUpCount],
        trial: &TrialStrata,
        stratum: &[u32],
        treated: bool,
        days: usize,
    ) -> ArmDays {
        let mut own = ArmDays {
            events: vec![0.0; days],
            competing: vec![0.0; days],
            at_risk: Vec::with_capacity(days),
            event_people: vec![0.0; days],
            people: Vec::with_capacity(days),
        };
        let weights = if treated {
            &trial.treated_weight
        } else {
            &trial.control_weight
        };
        // What is at risk on day d is the sum of changes up to d, in weight and in people.
        let mut change = vec![(0.0, 0.0); days + 1];
        // Per stratum and step: people whose last step it is.
        let mut reaching: Vec<Vec<f64>> = vec![Vec::new(); trial.control.len()];
        for count in rows {
            let stratum = stratum[count.cell as usize] as usize;
            let weight = weights[stratum];
            if weight <= 0.0 {
                continue;
            }
            let (n, day) = (f64::from(count.n), count.day as usize);
            let steps = if treated {
                &[][..]
            } else {
                trial.steps[stratum].as_slice()
            };
            let passed = steps.partition_point(|s| s.from < count.day);
            let factor = passed.checked_sub(1).map_or(1.0, |k| steps[k].factor);
            if passed > 0 {
                let reached = &mut reaching[stratum];
                reached.resize(steps.len(), 0.0);
                reached[passed - 1] += n;
            }
            let last = n * weight * factor;
            change[0].0 += n * weight;
            change[0].1 += n;
            change[day + 1].0 -= last;
            change[day + 1].1 -= n;
            match count.ending {
                Ending::Event => {
                    own.events[day] += last;
                    own.event_people[day] += n;
                }
                Ending::Competing => own.competing[day] += last,
                Ending::LaterStart | Ending::Censored => {}
            }
        }
        // Everybody of a stratum who is followed past a step changes weight there.
        for (stratum, reached) in reaching.iter().enumerate() {
            let (weight, steps) = (weights[stratum], &trial.steps[stratum]);
            let mut beyond = 0.0;
            for k in (0..reached.len()).rev() {
                beyond += reached[k];
                let before = k
                    .checked_sub(1)
                    .map_or(1.0, |earlier| steps[earlier].factor);
                change[steps[k].from as usize + 1].0 +=
                    beyond * weight * (steps[k].factor - before);
            }
        }
        let (mut weight, mut people) = (0.0, 0.0);
        for step in change.iter().take(days) {
            weight += step.0;
            people += step.1;
            own.people.push(people);
            // Where nobody is left, what the sums of weights leave is rounding.
            own.at_risk.push(if people > 0.0 {
                f64::max(weight, 0.0)
            } else {
                0.0
            });
        }
        own
    }

    /// The sums of several arms, day by day.
    pub(super) fn pooled<'a>(parts: impl Iterator<Item = &'a ArmDays>, days: usize) -> ArmDays {
        let zero = || vec![0.0; days];
        let mut all = ArmDays {
            events: zero(),
            competing: zero(),
            at_risk: zero(),
            event_people: zero(),
            people: zero(),
        };
        for part in parts {
            for (sum, own) in [
                (&mut all.events, &part.events),
                (&mut all.competing, &part.competing),
                (&mut all.at_risk, &part.at_risk),
                (&mut all.event_people, &part.event_people),
                (&mut all.people, &part.people),
            ] {
                sum.iter_mut().zip(own).for_each(|(a, b)| *a += b);
            }
        }
        all
    }
}

/// One arm over all trials.
pub(super) struct Arm {
    /// Cause-specific curve.
    pub(super) curve: Option<Curve>,
    /// Incidence where other events compete; `None` where none can.
    pub(super) incidence: Option<CumulativeIncidence>,
    /// People at risk by day.
    pub(super) people: Vec<u64>,
}

impl Arm {
    pub(super) fn of(days: &ArmDays, competing: bool) -> Arm {
        let incidence = || {
            let sums = (&days.events, &days.competing, &days.at_risk);
            CumulativeIncidence::from_risk_sets(sums.0, sums.1, sums.2).ok()
        };
        Arm {
            curve: Curve::from_risk_sets(&days.events, &days.at_risk).ok(),
            incidence: competing.then(incidence).flatten(),
            people: days.people.iter().map(|&n| n as u64).collect(),
        }
    }

    /// Greenwood's variance of the curve after so many days; 0 without a curve.
    pub(super) fn variance_at(&self, days: u32) -> f64 {
        let point = self.curve.as_ref().map(|c| c.at(f64::from(days)));
        point.and_then(|p| p.std_error).map_or(0.0, |s| s * s)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::panel::WeightStep;

    /// Follow-up of two strata of control people: stratum 0 has steps, stratum 1 none.
    pub(in super::super) fn rows() -> Vec<FollowUpCount> {
        [
            (0, 2, Ending::Event, 2),
            (0, 3, Ending::LaterStart, 1),
            (0, 5, Ending::Competing, 1),
            (0, 6, Ending::Event, 1),
            (0, 7, Ending::LaterStart, 2),
            (0, 9, Ending::Event, 1),
            (0, 12, Ending::Censored, 3),
            (1, 2, Ending::Competing, 1),
            (1, 4, Ending::Event, 3),
            (1, 8, Ending::Event, 1),
            (1, 9, Ending::Competing, 2),
            (1, 12, Ending::Censored, 4),
        ]
        .map(|(cell, day, ending, n)| FollowUpCount {
            cell,
            day,
            ending,
            n,
        })
        .to_vec()
    }

    pub(in super::super) fn strata(weights: [f64; 2], steps: bool) -> TrialStrata {
        let step = |from, factor| WeightStep { from, factor };
        TrialStrata {
            treated: vec![4.0, 3.0],
            control: vec![11.0, 11.0],
            treated_weight: vec![1.0, 1.0],
            control_weight: weights.to_vec(),
            steps: vec![
                if steps {
                    vec![step(3, 1.2), step(7, 1.9)]
                } else {
                    Vec::new()
                },
                Vec::new(),
            ],
        }
    }

    pub(in super::super) fn control(weights: [f64; 2], steps: bool) -> ArmDays {
        ArmDays::of(&rows(), &strata(weights, steps), &[0, 1], false, 13)
    }

    /// The influence of one person whose weight steps: every stretch with its factor, from a table by day.
    pub(in super::super) fn stepped(
        steps: &[WeightStep],
        day: u32,
        at: &dyn Fn(u32) -> f64,
        end: f64,
    ) -> f64 {
        let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
        for step in steps.iter().filter(|s| s.from < day) {
            sum += factor * (at(step.from) - before);
            before = at(step.from);
            factor = step.factor;
        }
        sum + factor * (end - before)
    }

    #[test]
    fn sums_are_those_of_people_one_by_one() {
        let weights = [0.4, 0.3];
        let own = control(weights, true);
        let trial = strata(weights, true);
        for day in 0..13_u32 {
            let (mut at_risk, mut people, mut events, mut competing) = (0.0, 0.0, 0.0, 0.0);
            for row in rows().iter().filter(|r| r.day >= day) {
                let stratum = row.cell as usize;
                let factor = trial.steps[stratum]
                    .iter()
                    .rfind(|s| s.from < day)
                    .map_or(1.0, |s| s.factor);
                let weight = f64::from(row.n) * weights[stratum] * factor;
                at_risk += weight;
                people += f64::from(row.n);
                events +=
                    f64::from(u8::from(row.day == day && row.ending == Ending::Event)) * weight;
                competing +=
                    f64::from(u8::from(row.day == day && row.ending == Ending::Competing)) * weight;
            }
            let day = day as usize;
            assert!((own.at_risk[day] - at_risk).abs() < 1e-12, "day {day}");
            assert!((own.events[day] - events).abs() < 1e-12, "day {day}");
            assert!((own.competing[day] - competing).abs() < 1e-12, "day {day}");
            assert_eq!(own.people[day], people);
        }
    }

    /// With unit weights the incidence and its influences are those of the kernel on people.
    #[test]
    fn unit_weights_give_the_kernel_on_people() {
        use crate::kernel::survival::{EventKind, IncidenceRow};
        let kind = |ending| match ending {
            Ending::Event => EventKind::Interest,
            Ending::Competing => EventKind::Competing,
            Ending::LaterStart | Ending::Censored => EventKind::Censored,
        };
        let people: Vec<IncidenceRow> = rows()
            .iter()
            .map(|r| IncidenceRow {
                entry: f64::NEG_INFINITY,
                exit: f64::from(r.day),
                kind: kind(r.ending),
                weight: 1.0,
                count: f64::from(r.n),
            })
            .collect();
        let plain = CumulativeIncidence::from_rows(&people).expect("people");
        let own = Arm::of(&control([1.0, 1.0], false), true);
        let own = own.incidence.expect("an incidence");
        for t in [2.0, 5.0, 8.5, 12.0] {
            assert!((plain.value_at(t) - own.value_at(t)).abs() < 1e-14);
            let (a, b) = (plain.influence_table(t, 12), own.influence_table(t, 12));
            for row in rows() {
                let (day, kind) = (row.day as usize, kind(row.ending));
                assert!((a.of(day, kind) - b.of(day, kind)).abs() < 1e-13);
            }
        }
    }

    /// The derivative of the incidence with respect to the weight of a stratum is the sum of its people's influences, stretch by
    /// stretch where weights step.
    #[test]
    fn influences_are_derivatives_with_respect_to_weights() {
        let weights = [0.4, 0.3];
        let incidence = |weights| {
            let arm = Arm::of(&control(weights, true), true);
            arm.incidence.expect("an incidence")
        };
        let (at, trial) = (incidence(weights), strata(weights, true));
        for t in [2.0, 6.0, 9.0, 12.0] {
            let table = at.influence_table(t, 12);
            for stratum in 0..2 {
                let h = 1e-6;
                let moved = |sign: f64| {
                    let mut moved = weights;
                    moved[stratum] += sign * h;
                    incidence(moved).value_at(t)
                };
                let numeric = (moved(1.0) - moved(-1.0)) / (2.0 * h);
                let sum: f64 = rows()
                    .iter()
                    .filter(|r| r.cell as usize == stratum)
                    .map(|r| {
                        let end = match r.ending {
                            Ending::Event => table.interest[r.day as usize],
                            Ending::Competing => table.competing[r.day as usize],
                            _ => table.censored[r.day as usize],
                        };
                        let until = |day: u32| table.censored[day as usize];
                        f64::from(r.n) * stepped(&trial.steps[stratum], r.day, &until, end)
                    })
                    .sum();
                assert!(
                    (sum - numeric).abs() < 1e-8,
                    "F({t}): {sum} against {numeric}"
                );
            }
        }
    }

    #[test]
    fn incidence_of_both_kinds_and_staying_add_up_to_one() {
        let days = control([0.4, 0.3], true);
        let swapped = ArmDays {
            events: days.competing.clone(),
            competing: days.events.clone(),
            ..days.clone()
        };
        let own = |days: &ArmDays| Arm::of(days, true).incidence.expect("an incidence");
        let (one, two) = (own(&days), own(&swapped));
        for t in 0..13 {
            let t = f64::from(t);
            let sum = one.value_at(t) + two.value_at(t) + one.event_free().survival_at(t);
            assert!((sum - 1.0).abs() < 1e-12);
        }
        assert!(Arm::of(&days, false).incidence.is_none());
    }
}
