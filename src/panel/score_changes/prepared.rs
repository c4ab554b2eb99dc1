//! Influences laid out for one pass over the people of a trial: per stratum the constants and slopes of all changes beside each
//! other, and the ways from the changes to the slots.

use std::ops::Range;

use super::super::person_sums::Collector;
use super::influence::{ChangeInfluence, FamilyInfluence};
use super::{Change, ChangeKind, Reading};

/// A slot that so many changes of a trial go to is summed over all of them without looking.
const DENSE_FROM: usize = 3;

/// A row of a trial, of either arm.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub person: u32,
    pub cell: u32,
    pub treated: bool,
}

/// Changes of a trial that follow each other wave by wave, all measured against the base or each against the wave before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Position of the first change among those of the trial.
    at: usize,
    len: usize,
    /// Wave of the first change.
    wave: usize,
    /// Wave that the first change is measured against.
    from: usize,
    /// Whether all are measured against that wave.
    fixed: bool,
}

/// The changes of a trial as runs: their answers are then read side by side.
pub(super) fn runs(changes: &[Change]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let fixed = change.kind != ChangeKind::Varying;
        let follows = |run: &&mut Run| {
            let from = if fixed { run.from } else { run.from + run.len };
            run.fixed == fixed && change.wave == run.wave + run.len && change.base == from
        };
        match runs.last_mut().filter(follows) {
            Some(run) => run.len += 1,
            None => runs.push(Run {
                at,
                len: 1,
                wave: change.wave,
                from: change.base,
                fixed,
            }),
        }
    }
    runs
}

/// What one person answered, by change of the trial.
pub(super) struct Answers {
    reading: Reading,
    /// Per wave 1 where it was answered, else 0.
    answered: Vec<f64>,
    /// Per wave the answer, 0 where there is none.
    value: Vec<f64>,
    /// 1 where what is read is known and the wave served, else 0.
    both: Vec<f64>,
    /// What is read, 0 where it is not known.
    dy: Vec<f64>,
    /// Influences on the changes of one family.
    values: Vec<f64>,
}

impl Answers {
    /// Nobody's yet.
    pub(super) fn of(reading: Reading) -> Answers {
        Answers {
            reading,
            answered: Vec::new(),
            value: Vec::new(),
            both: Vec::new(),
            dy: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Reads a person's waves, of which the first `waves` count, as the runs of a trial of so many changes; false when no
    /// change is known.
    #[inline]
    pub(super) fn read(
        &mut self,
        values: &[f32],
        runs: &[Run],
        changes: usize,
        waves: usize,
    ) -> bool {
        let known = |v: &f32| if v.is_nan() { 0.0 } else { 1.0 };
        let or_zero = |v: &f32| if v.is_nan() { 0.0 } else { f64::from(*v) };
        self.answered.clear();
        self.answered.extend(values.iter().map(known));
        self.value.clear();
        self.value.extend(values.iter().map(or_zero));
        self.both.clear();
        self.both.resize(changes, 0.0);
        self.dy.clear();
        self.dy.resize(changes, 0.0);
        for run in runs {
            let served = waves.saturating_sub(run.wave).min(run.len);
            let (answered, value) = (
                &self.answered[run.wave..run.wave + served],
                &self.value[run.wave..run.wave + served],
            );
            let both = &mut self.both[run.at..run.at + served];
            let dy = &mut self.dy[run.at..run.at + served];
            let later = answered.iter().zip(value).zip(both.iter_mut().zip(dy));
            if run.fixed {
                let (before, from) = (self.answered[run.from], self.value[run.from]);
                for ((answered, value), (both, dy)) in later {
                    (*both, *dy) = self.reading.of((before, from), (*answered, *value));
                }
            } else {
                let before = self.answered[run.from..]
                    .iter()
                    .zip(&self.value[run.from..]);
                for (((answered, value), (both, dy)), (before, from)) in later.zip(before) {
                    (*both, *dy) = self.reading.of((*before, *from), (*answered, *value));
                }
            }
        }
        self.both.iter().any(|both| *both != 0.0)
    }

    /// Whether a change is known.
    #[inline]
    fn knows(&self, change: usize) -> bool {
        self.both[change] != 0.0
    }
}

impl Reading {
    /// Whether it is known (1 or 0) and what is read, from two waves: whether they were answered, and the answers.
    #[inline]
    fn of(self, (before, from): (f64, f64), (after, to): (f64, f64)) -> (f64, f64) {
        let both = before * after;
        match self {
            Reading::Change => (both, (to - from) * both),
            Reading::Response => (before, both),
        }
    }
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
    fn of(changes: &[&ChangeInfluence], population: usize, range: &Range<usize>) -> Routes {
        let mut by_slot: std::collections::BTreeMap<usize, Vec<(usize, f64)>> =
            std::collections::BTreeMap::new();
        let mut routes = Routes::default();
        for (k, change) in changes.iter().enumerate() {
            let targets = &change.targets[population];
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

/// The weight of the first slot, 0 when nothing is asked for.
fn first_weight(targets: &[(usize, f64)]) -> f64 {
    targets.first().map_or(0.0, |&(_, weight)| weight)
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
    /// The family in the trial whose changes stand at these positions.
    fn of(family: &'f FamilyInfluence<'f>, positions: &[usize]) -> FamilyTrial<'f> {
        let changes: Vec<&ChangeInfluence> =
            positions.iter().map(|&k| &family.changes[k]).collect();
        let matters = |c: &&ChangeInfluence| {
            c.change.kind == ChangeKind::Post || c.targets.iter().any(|t| !t.is_empty())
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
        let tables = [true, false].map(|treated| {
            let mut table = vec![0.0; of_stratum.len() * 2 * width];
            for (k, change) in changes[range.clone()].iter().enumerate() {
                let side = if treated {
                    &change.treated
                } else {
                    &change.control
                };
                for (stratum, (population, influence)) in of_stratum.iter().zip(side).enumerate() {
                    if let Some(population) = population {
                        let weight = first_weight(&change.targets[usize::from(*population)]);
                        table[stratum * 2 * width + k] = influence.a * weight;
                        table[stratum * 2 * width + width + k] = influence.b * weight;
                    }
                }
            }
            table
        });
        let trial = changes.first().map(|c| c.change.trial);
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
}

impl<'f> PreparedTrial<'f> {
    /// The families in the trial whose changes stand at these positions.
    pub(super) fn of(
        families: &'f [FamilyInfluence<'f>],
        positions: &[usize],
        cells: usize,
    ) -> PreparedTrial<'f> {
        let member = (0..cells)
            .map(|cell| {
                families.iter().enumerate().fold(0, |all, (k, f)| {
                    all | u64::from(f.population[cell].is_some()) << k
                })
            })
            .collect();
        let is_post = |k: &usize| {
            families
                .first()
                .is_some_and(|f| f.changes[*k].change.kind == ChangeKind::Post)
        };
        PreparedTrial {
            families: families
                .iter()
                .map(|f| FamilyTrial::of(f, positions))
                .collect(),
            member,
            post: positions.iter().map(is_post).collect(),
        }
    }

    /// Number of changes of the trial.
    pub(super) fn changes(&self) -> usize {
        self.post.len()
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
