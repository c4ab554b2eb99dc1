//! What is planted in how the programmes run, and what came of it: drift, like matched with like, early ends.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::vocab::{Period, PeriodUnit};

use super::enrolment::{ENDED_EARLY, Pairing, PairingStatus};
use super::organisation::Organisation;

/// How one programme runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlantedHealth {
    /// Programme id.
    pub programme: &'static str,
    /// Pairs that started.
    pub pairings: usize,
    /// Planted growth of the time between sessions, on the log scale, from one session to the next.
    pub drift: f64,
    /// Share of pairs of one gender.
    pub alike_in_gender: f64,
    /// The same if mentees were drawn by lot within the quarter.
    pub alike_in_gender_by_lot: f64,
    /// Share of pairs that ended before their planned length.
    pub ended_early: f64,
    /// Planted part of it.
    pub early_planned: f64,
}

/// Every programme that has a pair.
pub(super) fn health(organisation: &Organisation) -> Vec<PlantedHealth> {
    organisation
        .programmes()
        .iter()
        .enumerate()
        .filter_map(|(position, programme)| {
            let own: Vec<&Pairing> = organisation
                .pairings
                .iter()
                .filter(|p| usize::from(p.programme) == position)
                .collect();
            let n = own.len() as f64;
            let genders = |p: &Pairing| {
                let of = |person: u32| organisation.people[person as usize].gender;
                (of(p.mentor), of(p.mentee))
            };
            let count = |of: &dyn Fn(&Pairing) -> bool| own.iter().filter(|p| of(p)).count() as f64;
            let mut quarters: BTreeMap<Period, Vec<(u8, u8)>> = BTreeMap::new();
            for pairing in &own {
                let quarter = Period::containing(PeriodUnit::Quarter, pairing.start);
                quarters.entry(quarter).or_default().push(genders(pairing));
            }
            (n > 0.0).then(|| PlantedHealth {
                programme: programme.id,
                pairings: own.len(),
                drift: programme.drift,
                alike_in_gender: count(&|p| genders(p).0 == genders(p).1) / n,
                alike_in_gender_by_lot: quarters.values().map(|q| alike_by_lot(q)).sum::<f64>() / n,
                ended_early: count(&|p| p.status == PairingStatus::EndedEarly) / n,
                early_planned: ENDED_EARLY,
            })
        })
        .collect()
}

/// Expected number of pairs that are alike when partners are drawn by lot: a value's mentors times its mentees, over the pairs.
fn alike_by_lot(pairs: &[(u8, u8)]) -> f64 {
    let alike = pairs
        .iter()
        .flat_map(|a| pairs.iter().map(move |b| (a.0, b.1)))
        .filter(|(mentor, mentee)| mentor == mentee);
    alike.count() as f64 / pairs.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, generate};
    use super::*;

    #[test]
    fn by_lot_by_hand() {
        // Mentors 0, 0, 1 and mentees 0, 1, 1: 2·1 + 1·2 of 3.
        assert!((alike_by_lot(&[(0, 0), (0, 1), (1, 1)]) - 4.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_planted_comes_about() {
        let settings = Settings {
            employees: 12_000,
            ..Settings::default()
        };
        let organisation = generate(&settings).expect("settings are in range");
        let of = |id| organisation.health.iter().find(|h| h.programme == id);
        let [fluency, exchange, shadowing] =
            ["digital_fluency", "global_exchange", "leader_shadowing"]
                .map(|id| of(id).expect("the programme runs"));
        assert!(
            shadowing.alike_in_gender > shadowing.alike_in_gender_by_lot + 0.05,
            "{shadowing:?}"
        );
        assert!((exchange.alike_in_gender - exchange.alike_in_gender_by_lot).abs() < 0.15);
        assert!(fluency.drift > 0.0 && shadowing.drift == 0.0);
        assert!(
            organisation
                .health
                .iter()
                .all(|h| h.ended_early >= 0.05 && h.ended_early < 0.4)
        );
    }
}
