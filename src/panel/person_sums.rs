//! Sums over people of outer products of their influences: the second reduction (methods.md, section 1).
//!
//! A person contributes to several trials; the contributions are added up person by person (cluster by cluster
//! where people are clustered) before they are squared. Work is split into fixed chunks of people whose results
//! are merged in order, so the number of threads changes nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

/// People per chunk. Fixed: results must not depend on the machine. Small enough for a core's own cache.
const CHUNK: usize = 1 << 10;

/// Marks a person who is a cluster of their own.
pub const OWN_CLUSTER: u32 = u32::MAX;

/// Which slots of the influence vectors are summed, and for which pairs of them.
#[derive(Debug, Clone, Default)]
pub struct SlotPlan {
    /// Length of the vectors.
    pub slots: usize,
    /// Ranges of slots whose full covariance is wanted; of the others only the variance.
    pub blocks: Vec<Range<usize>>,
    /// Whether distinct people are counted per slot (of the first [`COUNTED_SLOTS`]).
    pub count: bool,
    /// Number of populations; a person belongs to one of them.
    pub populations: usize,
}

/// People can be counted for this many slots.
pub const COUNTED_SLOTS: usize = 128;

/// The sums of one population.
#[derive(Debug, Clone, Default)]
pub struct PopulationSums {
    /// Per slot: sum of squares over clusters.
    pub squares: Vec<f64>,
    /// Per block: sums of products, row-major and square.
    pub products: Vec<Vec<f64>>,
    /// Distinct participants in the comparison.
    pub treated: u64,
    /// Distinct control people in the comparison.
    pub control: u64,
    /// Distinct participants on common support.
    pub treated_on_support: u64,
    /// Distinct control people on common support.
    pub control_on_support: u64,
    /// Per slot, when asked for: distinct participants and control people who contribute.
    pub seen: Vec<[u64; 2]>,
    /// Clusters that contribute.
    pub clusters: u64,
    /// Clusters with a participant on support.
    pub treated_clusters: u64,
}

const TREATED: u8 = 1;
const CONTROL: u8 = 2;
const TREATED_ON: u8 = 4;
const CONTROL_ON: u8 = 8;

/// The people of a comparison, in order, and where each stands among them.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    people: Vec<u32>,
    /// Per person of the panel: the position in `people`.
    rank: Vec<u32>,
}

impl Attendance {
    /// The people for whom `present` holds, of so many.
    pub fn of(present: &[bool]) -> Attendance {
        let mut attendance = Attendance {
            people: Vec::new(),
            rank: Vec::with_capacity(present.len()),
        };
        for (person, &present) in present.iter().enumerate() {
            attendance.rank.push(attendance.people.len() as u32);
            if present {
                attendance.people.push(person as u32);
            }
        }
        attendance
    }
}

/// Collects the influences of one chunk of people.
pub(super) struct Collector<'r> {
    /// Position of the chunk's first person among those present.
    first: usize,
    rank: &'r [u32],
    slots: usize,
    values: Vec<f64>,
    marks: Vec<u8>,
    population: Vec<u16>,
    seen: Vec<[u128; 2]>,
}

impl Collector<'_> {
    /// A person's vector, to add to.
    #[inline]
    pub(super) fn vector(&mut self, person: u32) -> &mut [f64] {
        let from = (self.rank[person as usize] as usize - self.first) * self.slots;
        &mut self.values[from..from + self.slots]
    }

    /// Adds to a slot of a person's vector.
    #[inline]
    #[cfg(test)]
    pub(super) fn add(&mut self, person: u32, slot: usize, value: f64) {
        self.values[(self.rank[person as usize] as usize - self.first) * self.slots + slot] +=
            value;
    }

    /// Notes that a person contributes to the slots of a bit set.
    #[inline]
    pub(super) fn see(&mut self, person: u32, treated: bool, slots: u128) {
        if let Some(seen) = self
            .seen
            .get_mut(self.rank[person as usize] as usize - self.first)
        {
            seen[usize::from(!treated)] |= slots;
        }
    }

    /// Notes that a person takes part in the comparison of a population.
    #[inline]
    pub(super) fn mark(&mut self, person: u32, population: u16, treated: bool, on_support: bool) {
        let at = self.rank[person as usize] as usize - self.first;
        self.population[at] = population;
        self.marks[at] |= match (treated, on_support) {
            (true, true) => TREATED | TREATED_ON,
            (true, false) => TREATED,
            (false, true) => CONTROL | CONTROL_ON,
            (false, false) => CONTROL,
        };
    }
}

type Shared = BTreeMap<(u16, u32), (Vec<f64>, u8)>;

impl<'r> Collector<'r> {
    fn new(range: &Range<usize>, rank: &'r [u32], plan: &SlotPlan) -> Collector<'r> {
        Collector {
            first: range.start,
            rank,
            slots: plan.slots,
            values: vec![0.0; range.len() * plan.slots],
            marks: vec![0; range.len()],
            population: vec![0; range.len()],
            seen: vec![[0, 0]; if plan.count { range.len() } else { 0 }],
        }
    }

    /// Squares what was collected, person by person; people of a shared cluster are set aside.
    fn finish(
        &self,
        people: &[u32],
        plan: &SlotPlan,
        cluster: &[u32],
    ) -> (Vec<PopulationSums>, Shared) {
        let mut sums = PopulationSums::empty(plan);
        let mut shared = Shared::new();
        for (at, &mark) in self
            .marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| **mark != 0)
        {
            let population = self.population[at];
            let own = &mut sums[usize::from(population)];
            own.treated += u64::from(mark & TREATED != 0);
            own.control += u64::from(mark & CONTROL != 0);
            own.treated_on_support += u64::from(mark & TREATED_ON != 0);
            own.control_on_support += u64::from(mark & CONTROL_ON != 0);
            if let Some(seen) = self.seen.get(at) {
                for (arm, &set) in seen.iter().enumerate() {
                    let mut left = set;
                    while left != 0 {
                        if let Some(count) = own.seen.get_mut(left.trailing_zeros() as usize) {
                            count[arm] += 1;
                        }
                        left &= left - 1;
                    }
                }
            }
            let vector = &self.values[at * plan.slots..(at + 1) * plan.slots];
            match cluster.get(people[self.first + at] as usize) {
                None | Some(&OWN_CLUSTER) => fold(own, plan, vector, mark),
                Some(&number) => {
                    let (sum, marks) = shared
                        .entry((population, number))
                        .or_insert_with(|| (vec![0.0; plan.slots], 0));
                    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += v);
                    *marks |= mark;
                }
            }
        }
        (sums, shared)
    }
}

impl PopulationSums {
    fn empty(plan: &SlotPlan) -> Vec<PopulationSums> {
        let one = PopulationSums {
            squares: vec![0.0; plan.slots],
            products: plan
                .blocks
                .iter()
                .map(|b| vec![0.0; b.len() * b.len()])
                .collect(),
            seen: vec![
                [0, 0];
                if plan.count {
                    plan.slots.min(COUNTED_SLOTS)
                } else {
                    0
                }
            ],
            ..PopulationSums::default()
        };
        vec![one; plan.populations]
    }
}

/// Runs `fill` over chunks of people (it adds all contributions of the people in its range, for every family of
/// populations) and sums. `cluster` gives each person's cluster number, or is empty when everybody is a cluster of
/// their own. One list of populations a family.
pub(super) fn person_sums(
    attendance: &Attendance,
    families: &[SlotPlan],
    cluster: &[u32],
    fill: &(dyn Fn(Range<u32>, &mut [Collector<'_>]) + Sync),
) -> Vec<Vec<PopulationSums>> {
    /// Chunks whose results are kept at a time; they are merged in order.
    const BATCH: usize = 256;
    let mut total: Vec<Vec<PopulationSums>> = families.iter().map(PopulationSums::empty).collect();
    let mut clusters: Vec<Shared> = vec![Shared::new(); families.len()];
    let people = &attendance.people;
    let chunks = people.len().div_ceil(CHUNK);
    for batch in (0..chunks).step_by(BATCH) {
        let parts: Vec<Vec<(Vec<PopulationSums>, Shared)>> = (batch..(batch + BATCH).min(chunks))
            .into_par_iter()
            .map(|chunk| {
                let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(people.len());
                let mut collectors: Vec<Collector<'_>> = families
                    .iter()
                    .map(|f| Collector::new(&range, &attendance.rank, f))
                    .collect();
                fill(
                    people[range.start]..people[range.end - 1] + 1,
                    &mut collectors,
                );
                collectors
                    .iter()
                    .zip(families)
                    .map(|(c, plan)| c.finish(people, plan, cluster))
                    .collect()
            })
            .collect();
        for part in parts {
            for (family, (sums, shared)) in part.into_iter().enumerate() {
                for (into, from) in total[family].iter_mut().zip(sums) {
                    merge(into, &from);
                }
                for (key, (vector, marks)) in shared {
                    let (sum, seen) = clusters[family]
                        .entry(key)
                        .or_insert_with(|| (vec![0.0; families[family].slots], 0));
                    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += v);
                    *seen |= marks;
                }
            }
        }
    }
    for (family, plan) in families.iter().enumerate() {
        for ((population, _), (vector, marks)) in &clusters[family] {
            fold(
                &mut total[family][usize::from(*population)],
                plan,
                vector,
                *marks,
            );
        }
        for sums in &mut total[family] {
            mirror(sums, plan);
        }
    }
    total
}

/// Fills the lower triangles of the blocks, of which only the upper ones were summed.
fn mirror(sums: &mut PopulationSums, plan: &SlotPlan) {
    for (block, products) in plan.blocks.iter().zip(&mut sums.products) {
        let width = block.len();
        for i in 0..width {
            for j in 0..i {
                products[i * width + j] = products[j * width + i];
            }
        }
    }
}

/// Adds one cluster's vector.
fn fold(sums: &mut PopulationSums, plan: &SlotPlan, vector: &[f64], marks: u8) {
    sums.clusters += u64::from(marks & (TREATED_ON | CONTROL_ON) != 0);
    sums.treated_clusters += u64::from(marks & TREATED_ON != 0);
    for (square, v) in sums.squares.iter_mut().zip(vector) {
        *square += v * v;
    }
    for (block, products) in plan.blocks.iter().zip(&mut sums.products) {
        let own = &vector[block.clone()];
        let width = own.len();
        for (i, &a) in own.iter().enumerate() {
            if a != 0.0 {
                for (product, &b) in products[i * width + i..(i + 1) * width]
                    .iter_mut()
                    .zip(&own[i..])
                {
                    *product += a * b;
                }
            }
        }
    }
}

fn merge(into: &mut PopulationSums, from: &PopulationSums) {
    into.squares
        .iter_mut()
        .zip(&from.squares)
        .for_each(|(a, b)| *a += b);
    for (a, b) in into.products.iter_mut().zip(&from.products) {
        a.iter_mut().zip(b).for_each(|(x, y)| *x += y);
    }
    for (a, b) in into.seen.iter_mut().zip(&from.seen) {
        a[0] += b[0];
        a[1] += b[1];
    }
    into.treated += from.treated;
    into.control += from.control;
    into.treated_on_support += from.treated_on_support;
    into.control_on_support += from.control_on_support;
    into.clusters += from.clusters;
    into.treated_clusters += from.treated_clusters;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five people in three clusters {0, 3}, {1}, {2, 4}, each with the vector (person, 1).
    fn sums(cluster: &[u32]) -> PopulationSums {
        let plan = SlotPlan {
            slots: 2,
            blocks: std::iter::once(0..2).collect(),
            count: true,
            populations: 1,
        };
        let fill = |range: Range<u32>, collectors: &mut [Collector<'_>]| {
            let c = &mut collectors[0];
            for person in range {
                c.add(person, 0, f64::from(person));
                c.add(person, 1, 1.0);
                c.mark(person, 0, person == 0, true);
                c.see(person, person == 0, if person < 3 { 3 } else { 2 });
            }
        };
        person_sums(&Attendance::of(&[true; 5]), &[plan], cluster, &fill)
            .remove(0)
            .remove(0)
    }

    #[test]
    fn people_are_squared_alone_or_by_cluster() {
        let alone = sums(&[]);
        assert_eq!(alone.squares, [30.0, 5.0]);
        assert_eq!(alone.products[0], [30.0, 10.0, 10.0, 5.0]);
        assert_eq!(alone.seen, [[1, 2], [1, 4]]);
        assert_eq!((alone.clusters, alone.treated, alone.control), (5, 1, 4));
        let grouped = sums(&[0, OWN_CLUSTER, 1, 0, 1]);
        // Clusters: (3, 2), (1, 1), (6, 2).
        assert_eq!(grouped.squares, [46.0, 9.0]);
        assert_eq!(grouped.products[0], [46.0, 19.0, 19.0, 9.0]);
        assert_eq!((grouped.clusters, grouped.treated_clusters), (3, 1));
    }
}
