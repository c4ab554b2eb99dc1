//! Influences laid out for one pass over the people of a trial: per stratum the constants and slopes of all changes beside each
//! other, and the ways from the changes to the slots. Trials that share their control people are laid out as one for them.

use std::ops::Range;

use super::super::person_sums::Collector;
use super::answers::{Answers, Run, runs};
use super::influence::FamilyInfluence;
use super::joint::{Joint, first_weight};
use super::{Change, ChangeKind};

/// A slot that so many changes of a trial go to is summed over all of them without looking.
const DENSE_FROM: usize = 3;

/// A row of a trial, of either arm.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub person: u32,
    pub cell: u32,
    pub treated: bool,
}

/// The ways of one population's influences to its slots. The weight of a change's first slot is already in the tables.
#[derive(Debug, Default)]
struct Routes {
    /// Slots to which many changes go: the weight of every change in the family's range.
    dense: Vec<(usize, Vec<f64>)>,
    /// Further (change, slot, weight).
    single: Vec<(usize, usize, f64)>,
    /// Per change of the trial the slots it goes to as a bit set; nothing when empty.
    bits: Vec<u128>,
    /// Per change of the trial whether anything is asked of it.
    asked: Vec<bool>,
}

impl Routes {
    fn of(changes: &[Joint<'_>], population: usize, range: &Range<usize>) -> Routes {
        let mut by_slot: std::collections::BTreeMap<usize, Vec<(usize, f64)>> =
            std::collections::BTreeMap::new();
        let mut routes = Routes::default();
        for (k, change) in changes.iter().enumerate() {
            let targets = change.targets(population);
            routes.asked.push(!targets.is_empty());
            routes.bits.push(targets.iter().fold(0, |set, &(slot, _)| {
                set | 1u128.checked_shl(slot as u32).unwrap_or(0)
            }));
            let first = first_weight(targets);
            for &(slot, weight) in targets {
                by_slot.entry(slot).or_default().push((k, weight / first));
            }
        }
        for (slot, own) in by_slot {
            if own.len() >= DENSE_FROM {
                let mut weights = vec![0.0; range.len()];
                for (k, weight) in own {
                    weights[k - range.start] = weight;
                }
                routes.dense.push((slot, weights));
            } else {
                routes.single.extend(
                    own.into_iter()
                        .map(|(k, weight)| (k - range.start, slot, weight)),
                );
            }
        }
        routes
    }
}

/// Sum of products, in four strands that a processor adds side by side.
#[inline]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    const STRANDS: usize = 4;
    let (quads, rest) = x.as_chunks::<STRANDS>();
    let (own, own_rest) = y.as_chunks::<STRANDS>();
    let mut sums = [0.0; STRANDS];
    for (a, b) in quads.iter().zip(own) {
        for k in 0..STRANDS {
            sums[k] += a[k] * b[k];
        }
    }
    let rest: f64 = rest.iter().zip(own_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// One family within one trial.
struct FamilyTrial<'f> {
    family: &'f FamilyInfluence<'f>,
    /// The changes of the trial that matter here: effects and whatever has a slot.
    range: Range<usize>,
    /// Per arm and stratum the constants of the range, then its slopes.
    tables: [Vec<f64>; 2],
    /// Per population.
    routes: Vec<Routes>,
    /// Per population: influence of the cohort shares by slot, slots without one left out.
    cohort: Vec<Vec<(usize, f64)>>,
}

impl<'f> FamilyTrial<'f> {
    /// The family in a trial whose changes stand at these positions, for the arms that are asked for.
    fn of(
        family: &'f FamilyInfluence<'f>,
        positions: &[Vec<usize>],
        arms: &[Arm],
    ) -> FamilyTrial<'f> {
        let changes: Vec<Joint<'_>> = positions.iter().map(|k| Joint::of(family, k)).collect();
        let populations = 0..family.plan.populations;
        let matters = |c: &Joint<'_>| {
            c.kind() == Some(ChangeKind::Post)
                || populations.clone().any(|p| !c.targets(p).is_empty())
        };
        let first = changes.iter().position(matters).unwrap_or(0);
        let range = first
            ..changes
                .iter()
                .rposition(matters)
                .map_or(first, |last| last + 1);
        let mut of_stratum: Vec<Option<u16>> = Vec::new();
        for (population, &stratum) in family.population.iter().zip(&family.stratum) {
            if population.is_some() {
                let at = stratum as usize;
                of_stratum.resize(of_stratum.len().max(at + 1), None);
                of_stratum[at] = *population;
            }
        }
        let width = range.len();
        let tables = [Arm::Treated, Arm::Control].map(|arm| {
            if !arms.contains(&arm) {
                return Vec::new();
            }
            let treated = arm == Arm::Treated;
            let mut table = vec![0.0; of_stratum.len() * 2 * width];
            for (k, change) in changes[range.clone()].iter().enumerate() {
                let strata = of_stratum.iter().take(change.strata(treated)).enumerate();
                for (stratum, population) in strata {
                    if let Some(population) = population {
                        let (a, b) = change.influence(treated, stratum, usize::from(*population));
                        table[stratum * 2 * width + k] = a;
                        table[stratum * 2 * width + width + k] = b;
                    }
                }
            }
            table
        });
        let trial = changes
            .first()
            .and_then(|c| c.0.first())
            .map(|c| c.change.trial);
        FamilyTrial {
            routes: (0..family.plan.populations)
                .map(|p| Routes::of(&changes, p, &range))
                .collect(),
            cohort: family
                .cohort
                .iter()
                .map(|c| {
                    let slots = trial.map_or(&[][..], |t| &c[t]).iter().copied().enumerate();
                    slots.filter(|(_, value)| *value != 0.0).collect()
                })
                .collect(),
            family,
            range,
            tables,
        }
    }

    /// Adds the influences of one person on what the person answered.
    #[inline]
    fn add(&self, row: Row, population: usize, answers: &mut Answers, vector: &mut [f64]) {
        let width = self.range.len();
        let (constants, slopes) = self.of_stratum(row).split_at(width);
        let (both, dy) = (
            &answers.both[self.range.clone()],
            &answers.dy[self.range.clone()],
        );
        answers.values.resize(width, 0.0);
        let terms = constants.iter().zip(slopes).zip(both).zip(dy);
        for (value, (((a, b), both), dy)) in answers.values.iter_mut().zip(terms) {
            *value = a * both + b * dy;
        }
        let routes = &self.routes[population];
        for (slot, weights) in &routes.dense {
            vector[*slot] += dot(&answers.values, weights);
        }
        for &(change, slot, weight) in &routes.single {
            vector[slot] += weight * answers.values[change];
        }
    }

    #[inline]
    fn of_stratum(&self, row: Row) -> &[f64] {
        let width = 2 * self.range.len();
        let from = self.family.stratum[row.cell as usize] as usize * width;
        &self.tables[usize::from(!row.treated)][from..from + width]
    }

    /// Whether the person answered an effect for which somebody like them counts.
    fn on_support(&self, row: Row, post: &[bool], answers: &Answers) -> bool {
        let width = self.range.len();
        let own = self.of_stratum(row);
        self.range.clone().any(|k| {
            let at = k - self.range.start;
            post[k] && answers.knows(k) && (own[at] != 0.0 || own[width + at] != 0.0)
        })
    }
}

/// All families laid out for one trial.
pub(super) struct PreparedTrial<'f> {
    families: Vec<FamilyTrial<'f>>,
    /// Per cell: the families (one bit each) that its people belong to.
    member: Vec<u64>,
    /// Per change of the trial whether it is an effect.
    post: Vec<bool>,
    /// The changes as they are read.
    runs: Vec<Run>,
}

/// An arm that is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arm {
    Treated,
    Control,
}

impl<'f> PreparedTrial<'f> {
    /// The families in a trial whose changes stand at these positions, for the arms that are asked for; in several trials that
    /// share their control people with the positions of the changes that stand together.
    pub(super) fn of(
        families: &'f [FamilyInfluence<'f>],
        positions: &[Vec<usize>],
        cells: usize,
        arms: &[Arm],
    ) -> PreparedTrial<'f> {
        let member = (0..cells)
            .map(|cell| {
                families.iter().enumerate().fold(0, |all, (k, f)| {
                    all | u64::from(f.population[cell].is_some()) << k
                })
            })
            .collect();
        let listed = families.first().map_or(&[][..], |f| f.changes.as_slice());
        let changes: Vec<Change> = positions
            .iter()
            .filter_map(|own| own.first().and_then(|&k| listed.get(k)))
            .map(|own| own.change)
            .collect();
        PreparedTrial {
            families: families
                .iter()
                .map(|f| FamilyTrial::of(f, positions, arms))
                .collect(),
            member,
            post: changes.iter().map(|c| c.kind == ChangeKind::Post).collect(),
            runs: runs(&changes),
        }
    }

    /// Reads what a person answered, of the first so many waves; false when no change is known.
    #[inline]
    pub(super) fn read(&self, answers: &mut Answers, values: &[f32], waves: usize) -> bool {
        answers.read(values, &self.runs, self.post.len(), waves)
    }

    /// Adds one person's influences in all families.
    #[inline]
    pub(super) fn contribute(
        &self,
        row: Row,
        answers: &mut Answers,
        collector: &mut Collector<'_>,
    ) {
        let member = self.member[row.cell as usize];
        let own = collector.person(row.person, row.cell);
        let at = own.at;
        let mut vector = own.vector;
        // People count where they answered before and after, whatever became of the estimate.
        let post = (0..self.post.len()).any(|k| self.post[k] && answers.knows(k));
        let mut on_support = 0;
        let known = own.marks.on_support(row.treated);
        for (number, family) in self.families.iter().enumerate() {
            let (slots, rest) = vector.split_at_mut(family.family.plan.slots);
            vector = rest;
            let population = family.family.population[row.cell as usize].map(usize::from);
            let (Some(population), true) = (population, !slots.is_empty()) else {
                continue;
            };
            family.add(row, population, answers, slots);
            let bit = 1 << number;
            if post && (known & bit != 0 || family.on_support(row, &self.post, answers)) {
                on_support |= bit;
            }
            if row.treated && !family.cohort[population].is_empty() {
                let asked = &family.routes[population].asked;
                if (0..asked.len()).any(|k| asked[k] && answers.knows(k)) {
                    for &(slot, value) in &family.cohort[population] {
                        slots[slot] += value;
                    }
                }
            }
        }
        if post {
            own.marks.add(row.treated, member, on_support);
        }
        for (number, family) in self
            .families
            .iter()
            .enumerate()
            .filter(|(_, f)| f.family.plan.count)
        {
            if let Some(population) = family.family.population[row.cell as usize] {
                let bits = &family.routes[usize::from(population)].bits;
                let seen = (0..bits.len())
                    .filter(|&k| answers.knows(k))
                    .fold(0, |all, k| all | bits[k]);
                collector.see(number, at, row.treated, seen);
            }
        }
    }
}
