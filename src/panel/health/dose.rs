//! Sessions held against change: an association among participants, never an effect.
//!
//! Participants of one role who started in the same enrolment period and answered last in the same wave are compared
//! with each other, so that more time does not look like more sessions. Who meets more often may differ from others in
//! any way.

use std::collections::BTreeMap;

use crate::tables::{ExitKind, Measure, Membership};
use crate::vocab::{Day, Period, Role};

use super::super::description::DescribedSums;
use super::aspect::{Aspect, Behind, HealthSums, Sums};
use super::pairs::{Pair, Pairs};

/// Sessions up to this day since the start are held against exits after it.
const LANDMARK: u32 = 90;
/// Exits are told in percentage points.
const PERCENT: f64 = 100.0;

/// A participant with an answer from before the start and one after it, or with time to leave in.
struct Dosed {
    cluster: u32,
    sessions: f64,
    change: f64,
}

impl Pairs<'_> {
    /// The slope of the change on sessions held, for every score and role; nothing when no export has sessions.
    pub(super) fn dose(&self) -> Vec<HealthSums> {
        if self.panel.org.course.sessions.is_none() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (outcome, definition) in self.panel.outcomes.iter().enumerate() {
            for &role in &self.panel.study.roles {
                out.extend(match &definition.measure {
                    Measure::Score { share: false, .. } => self.dose_of_score(outcome, role),
                    Measure::TimeToExit {
                        events,
                        horizons_days,
                        ..
                    } => self.dose_of_exits(outcome, role, events, horizons_days),
                    _ => None,
                });
            }
        }
        out
    }

    /// The people of a role, each with their pairings and memberships, by number.
    fn participants(&self, role: Role) -> BTreeMap<u32, Vec<(&Pair, Membership)>> {
        let mut people: BTreeMap<u32, Vec<(&Pair, Membership)>> = BTreeMap::new();
        for pair in &self.list {
            for m in pair.members.iter().filter(|m| m.role == role) {
                people.entry(m.person).or_default().push((pair, *m));
            }
        }
        people
    }

    fn dose_of_score(&self, outcome: usize, role: Role) -> Option<HealthSums> {
        let matrix = self.panel.matrices.get(&outcome)?;
        let people = self.participants(role);
        let everybody = people.len() as u64;
        let mut strata: BTreeMap<(Period, usize), Vec<Dosed>> = BTreeMap::new();
        for (person, own) in people {
            let start = first_day(&own);
            let row = matrix.row(person as usize);
            let first = matrix.waves.partition_point(|&w| w < start);
            let base = row[..first].iter().rev().find(|v| !v.is_nan());
            let last = (first..row.len()).rev().find(|&w| !row[w].is_nan());
            let (Some(base), Some(last)) = (base, last) else {
                continue;
            };
            strata
                .entry((self.enrolment(start), last))
                .or_default()
                .push(Dosed {
                    cluster: cluster(&own),
                    sessions: held_by(&own, matrix.waves[last]),
                    change: f64::from(row[last]) - f64::from(*base),
                });
        }
        let aspect = Aspect::Dose {
            outcome,
            role,
            landmark: None,
        };
        slope(aspect, strata.values(), everybody)
    }

    /// Exits after a landmark day against sessions before it, among those still there (Anderson, Cain & Gelber 1983,
    /// doi:10.1200/JCO.1983.1.11.710): who left early could not meet often, and must not count as if meeting kept people.
    fn dose_of_exits(
        &self,
        outcome: usize,
        role: Role,
        events: &[ExitKind],
        horizons: &[u32],
    ) -> Option<HealthSums> {
        let horizon = horizons.iter().copied().max()?;
        let landmark = LANDMARK.min(horizon / 2);
        let people = self.participants(role);
        let everybody = people.len() as u64;
        let mut strata: BTreeMap<Period, Vec<Dosed>> = BTreeMap::new();
        for (person, own) in people {
            let start = first_day(&own);
            let (mark, last) = (start.plus(landmark as i32), start.plus(horizon as i32));
            let spell = self.panel.spells.covering(person as usize, mark);
            let Some(spell) = spell.filter(|_| last <= self.cut_off) else {
                continue;
            };
            let left = spell.exit <= last;
            let counts = spell.kind.is_some_and(|kind| events.contains(&kind));
            // Other exits end the time before it is known whether the person would have stayed.
            if !left || counts {
                strata
                    .entry(self.enrolment(start))
                    .or_default()
                    .push(Dosed {
                        cluster: cluster(&own),
                        sessions: held_by(&own, mark),
                        change: if left { PERCENT } else { 0.0 },
                    });
            }
        }
        let aspect = Aspect::Dose {
            outcome,
            role,
            landmark: Some((landmark, horizon)),
        };
        let some_left = |s: &Vec<Dosed>| s.iter().any(|d| d.change > 0.0);
        // Without an exit there is nothing that could go with anything.
        strata
            .values()
            .any(some_left)
            .then(|| slope(aspect, strata.values(), everybody))?
    }

    /// The enrolment period of a day.
    fn enrolment(&self, day: Day) -> Period {
        Period::containing(self.panel.study.period_unit, day)
    }
}

/// First day of anybody's pairings.
fn first_day(own: &[(&Pair, Membership)]) -> Day {
    own.iter().map(|(_, m)| m.start).min().unwrap_or(Day::MAX)
}

/// People of one pairing share their noise.
fn cluster(own: &[(&Pair, Membership)]) -> u32 {
    own.iter().map(|(pair, _)| pair.number).min().unwrap_or(0)
}

/// Sessions held up to a day while the person was in the pairing.
fn held_by(own: &[(&Pair, Membership)], day: Day) -> f64 {
    let held = own.iter().map(|(pair, m)| {
        let days = pair.held();
        let until = day.min(m.end);
        days.iter()
            .filter(|d| (m.start..=until).contains(*d))
            .count()
    });
    held.sum::<usize>() as f64
}

/// One participant's part in the slope.
struct Part {
    cluster: u32,
    /// Sessions less the mean of the stratum.
    dose: f64,
    /// Change less the mean of the stratum.
    change: f64,
    /// What the mean of the stratum takes of the person's own leverage.
    own_share: f64,
}

/// The slope of the change on sessions within strata. Few people with few sessions decide it, so the spread is that of
/// residuals over one less their leverage (HC3; MacKinnon & White 1985, doi:10.1016/0304-4076(85)90158-7), by cluster.
fn slope<'d>(
    aspect: Aspect,
    strata: impl Iterator<Item = &'d Vec<Dosed>>,
    everybody: u64,
) -> Option<HealthSums> {
    let mut parts: Vec<Part> = Vec::new();
    for stratum in strata.filter(|s| s.len() > 1) {
        let n = stratum.len() as f64;
        let mean = |of: fn(&Dosed) -> f64| stratum.iter().map(of).sum::<f64>() / n;
        let (sessions, change) = (mean(|d| d.sessions), mean(|d| d.change));
        parts.extend(stratum.iter().map(|d| Part {
            cluster: d.cluster,
            dose: d.sessions - sessions,
            change: d.change - change,
            own_share: 1.0 / n,
        }));
    }
    let numerator: f64 = parts.iter().map(|p| p.dose * p.change).sum();
    let denominator: f64 = parts.iter().map(|p| p.dose * p.dose).sum();
    let slope = numerator / denominator;
    let mut clusters: BTreeMap<u32, f64> = BTreeMap::new();
    for p in &parts {
        let leverage = p.dose * p.dose / denominator + p.own_share;
        let residual = p.change - slope * p.dose;
        *clusters.entry(p.cluster).or_default() += p.dose * residual / (1.0 - leverage);
    }
    let n = parts.len() as u64;
    (denominator > 0.0).then(|| HealthSums {
        aspect,
        sums: Sums::Ratio(DescribedSums {
            digits: Vec::new(),
            people: n,
            clusters: clusters.len() as u64,
            numerator,
            denominator,
            squares: clusters.values().map(|c| c * c).sum(),
        }),
        units: n,
        behind: Behind {
            people: n,
            split: None,
            left_out: everybody - n,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dosed(cluster: u32, sessions: f64, change: f64) -> Dosed {
        Dosed {
            cluster,
            sessions,
            change,
        }
    }

    #[test]
    fn the_slope_within_strata_and_its_spread_by_hand() {
        let aspect = Aspect::Dose {
            outcome: 0,
            role: Role::Mentor,
            landmark: None,
        };
        // Sessions 1, 2, 3 with changes 0, 1, 5: slope 5/2. The other stratum has one person and says nothing.
        let strata = [
            vec![dosed(0, 1.0, 0.0), dosed(1, 2.0, 1.0), dosed(2, 3.0, 5.0)],
            vec![dosed(3, 9.0, 9.0)],
        ];
        let found = slope(aspect, strata.iter(), 5).expect("sessions differ");
        let Sums::Ratio(sums) = &found.sums else {
            panic!("a ratio: {found:?}");
        };
        assert!((sums.numerator - 5.0).abs() < 1e-12 && (sums.denominator - 2.0).abs() < 1e-12);
        // Residuals 1/2, -1, 1/2; the ends have leverage 1/2 + 1/3 and so count (1/2)/(1/6) = 3 each.
        assert!((sums.squares - 18.0).abs() < 1e-9, "{sums:?}");
        assert_eq!((found.units, found.behind.left_out), (3, 2));
    }
}
