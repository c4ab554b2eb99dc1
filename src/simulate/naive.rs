//! The naive figures of methods.md, section 8, from the generated data: what a dashboard would print.

use crate::tables::ExitKind;
use crate::vocab::Day;

use super::organisation::Organisation;
use super::people::Person;
use super::populations::{Groups, Scope};
use super::surveys::{CONSTRUCTS, response_score};

/// Scores of the last wave, drawn once.
pub(super) struct Naive {
    /// Person and the three scores.
    last_wave: Vec<(u32, [Option<f64>; 3])>,
}

/// Naive figures of one scope, one per group.
pub(super) struct Figures {
    /// Mean at the last wave, participants minus all other respondents, per construct.
    pub(super) scores: [Vec<Option<f64>>; 3],
    /// 100 x share without a voluntary exit by the cut-off, participants minus everybody else.
    pub(super) retention: Vec<Option<f64>>,
}

/// Sums of participants and others.
#[derive(Clone, Copy, Default)]
struct Gap([(f64, f64); 2]);

impl Gap {
    fn add(&mut self, participant: bool, value: f64) {
        let arm = &mut self.0[usize::from(!participant)];
        arm.0 += value;
        arm.1 += 1.0;
    }

    fn difference(self) -> Option<f64> {
        let [(sum, n), (sum0, n0)] = self.0;
        (n > 0.0 && n0 > 0.0).then(|| sum / n - sum0 / n0)
    }
}

impl Naive {
    /// Reads the last wave.
    pub(super) fn new(organisation: &Organisation) -> Naive {
        let last = organisation.calendar.waves.len().saturating_sub(1);
        let last_wave = organisation
            .wave_responses(last)
            .into_iter()
            .map(|r| {
                (
                    r.person,
                    [0, 1, 2].map(|construct| response_score(construct, &r.items)),
                )
            })
            .collect();
        Naive { last_wave }
    }

    /// The figures of a scope.
    pub(super) fn figures(
        &self,
        organisation: &Organisation,
        groups: &Groups,
        scope: Scope,
    ) -> Figures {
        let starts = scope.first_starts(organisation);
        let mut gaps = vec![[Gap::default(); CONSTRUCTS.len()]; groups.len()];
        for (person, scores) in &self.last_wave {
            let participant = starts[*person as usize].is_some();
            for group in Groups::of(&organisation.people[*person as usize]) {
                for (construct, score) in scores.iter().enumerate() {
                    if let Some(score) = score {
                        gaps[group][construct].add(participant, *score);
                    }
                }
            }
        }
        let since = organisation
            .pairings
            .iter()
            .filter(|p| scope.programme.is_none_or(|own| own == p.programme))
            .map(|p| p.start)
            .min()
            .unwrap_or(Day::MAX);
        let mut stayed = vec![Gap::default(); groups.len()];
        for (person, start) in organisation.people.iter().zip(&starts) {
            if let Some(left) = left_since(person, since) {
                for group in Groups::of(person) {
                    stayed[group].add(start.is_some(), if left { 0.0 } else { 100.0 });
                }
            }
        }
        Figures {
            scores: [0, 1, 2]
                .map(|construct| gaps.iter().map(|g| g[construct].difference()).collect()),
            retention: stayed.into_iter().map(Gap::difference).collect(),
        }
    }
}

/// Whether a person left of their own will on or after a day; `None` when not employed at any time since.
fn left_since(person: &Person, since: Day) -> Option<bool> {
    let present = person.rehire.is_some() || person.first_exit.is_none_or(|exit| exit.day >= since);
    let left = person
        .exits()
        .any(|exit| exit.kind == ExitKind::Voluntary && exit.day >= since);
    (present && since != Day::MAX).then_some(left)
}
