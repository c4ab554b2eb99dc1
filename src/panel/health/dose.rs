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

/// The slope of the change on sessions within strata.
fn slope<'d>(
    aspect: Aspect,
    strata: impl Iterator<Item = &'d Vec<Dosed>>,
    everybody: u64,
) -> Option<HealthSums> {
    let mut rows: Vec<(u32, (f64, f64))> = Vec::new();
    for stratum in strata.filter(|s| s.len() > 1) {
        let n = stratum.len() as f64;
        let mean = |of: fn(&Dosed) -> f64| stratum.iter().map(of).sum::<f64>() / n;
        let (sessions, change) = (mean(|d| d.sessions), mean(|d| d.change));
        rows.extend(stratum.iter().map(|d| {
            let dose = d.sessions - sessions;
            (d.cluster, (dose * (d.change - change), dose * dose))
        }));
    }
    let n = rows.len() as u64;
    (n > 0).then(|| HealthSums {
        aspect,
        sums: Sums::Ratio(DescribedSums::of(Vec::new(), &rows)),
        units: n,
        behind: Behind {
            people: n,
            split: None,
            left_out: everybody - n,
        },
    })
}
