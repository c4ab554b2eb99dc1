//! Sums over people of outer products of their influences: the second reduction (methods.md, section 1).
//!
//! A person contributes to several trials; the contributions are added up person by person (cluster by cluster
//! where people are clustered) before they are squared. Work is split into fixed chunks of people whose results
//! are merged in order, so the number of threads changes nothing.

mod collector;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use self::collector::{Marks, Shared};

pub(super) use self::collector::Collector;

/// People per chunk. Fixed: results must not depend on the machine. Small enough for a core's own cache.
const CHUNK: usize = 1 << 10;

/// Chunks that one task takes in turn, with one collector and into the same sums. Fixed for the same reason.
const CHUNKS_PER_TASK: usize = 16;

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
    /// Per slot: the part of clusters with a participant on support.
    pub treated_squares: Vec<f64>,
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
    /// Per slot: sum over clusters of the products with the same slot of another population, by its position; only of
    /// populations that share clusters.
    pub shared: BTreeMap<u16, Vec<f64>>,
}

/// One family of populations: what is summed, and to which of its populations each cell belongs.
#[derive(Debug, Clone)]
pub(super) struct Family<'a> {
    pub plan: SlotPlan,
    /// The population of each cell, if any. All cells of one person lie in the same one.
    pub population: &'a [Option<u16>],
}

impl<'a> Family<'a> {
    /// The variances of so many slots in so many populations, and nothing more.
    pub(super) fn of_variances(
        slots: usize,
        populations: usize,
        population: &'a [Option<u16>],
    ) -> Family<'a> {
        Family {
            plan: SlotPlan {
                slots,
                populations,
                ..SlotPlan::default()
            },
            population,
        }
    }
}

/// Families that are collected in one pass: their marks are the bits of a word.
const FAMILIES_AT_ONCE: usize = 64;

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

impl PopulationSums {
    fn empty(plan: &SlotPlan) -> Vec<PopulationSums> {
        let one = PopulationSums {
            squares: vec![0.0; plan.slots],
            treated_squares: vec![0.0; plan.slots],
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

/// Sums over people. `prepare` lays out what `fill` needs of the families of a range of positions; `fill` adds all
/// contributions of the people in its range to the vectors of these families. `cluster` gives each person's cluster number, or is
/// empty when everybody is a cluster of their own. One list of populations a family.
pub(super) fn person_sums<T: Sync>(
    attendance: &Attendance,
    families: &[Family<'_>],
    cluster: &[u32],
    prepare: &dyn Fn(Range<usize>) -> T,
    fill: &(dyn Fn(Range<u32>, &T, &mut Collector<'_>) + Sync),
) -> Vec<Vec<PopulationSums>> {
    let mut total = Vec::with_capacity(families.len());
    for from in (0..families.len()).step_by(FAMILIES_AT_ONCE) {
        let group = from..(from + FAMILIES_AT_ONCE).min(families.len());
        let own = &families[group.clone()];
        let prepared = prepare(group);
        total.extend(sums_of_some(
            attendance,
            own,
            cluster,
            &|people, collector| {
                fill(people, &prepared, collector);
            },
        ));
    }
    total
}

fn sums_of_some(
    attendance: &Attendance,
    families: &[Family<'_>],
    cluster: &[u32],
    fill: &(dyn Fn(Range<u32>, &mut Collector<'_>) + Sync),
) -> Vec<Vec<PopulationSums>> {
    /// Tasks whose results are kept at a time; they are merged in order.
    const BATCH: usize = 16;
    let offsets: Vec<usize> = families
        .iter()
        .scan(0, |sum, family| {
            let own = *sum;
            *sum += family.plan.slots;
            Some(own)
        })
        .collect();
    let empty = || -> Vec<(Vec<PopulationSums>, Shared)> {
        families
            .iter()
            .map(|f| (PopulationSums::empty(&f.plan), Shared::new()))
            .collect()
    };
    let (mut total, mut clusters): (Vec<Vec<PopulationSums>>, Vec<Shared>) =
        empty().into_iter().unzip();
    let people = &attendance.people;
    let own_task = CHUNK * CHUNKS_PER_TASK;
    let tasks = people.len().div_ceil(own_task);
    for batch in (0..tasks).step_by(BATCH) {
        let parts: Vec<Vec<(Vec<PopulationSums>, Shared)>> = (batch..(batch + BATCH).min(tasks))
            .into_par_iter()
            .map(|task| {
                let own = task * own_task..((task + 1) * own_task).min(people.len());
                let mut sums = empty();
                let mut collector = Collector::new(&attendance.rank, families);
                for from in own.clone().step_by(CHUNK) {
                    let range = from..(from + CHUNK).min(own.end);
                    collector.begin(&range);
                    fill(
                        people[range.start]..people[range.end - 1] + 1,
                        &mut collector,
                    );
                    for (k, (family, &offset)) in families.iter().zip(&offsets).enumerate() {
                        collector.finish(people, (k, offset), family, cluster, &mut sums[k]);
                    }
                }
                sums
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
                        .or_insert_with(|| (vec![0.0; vector.len()], Marks::default()));
                    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += v);
                    seen.add(true, marks.treated, marks.treated_on);
                    seen.add(false, marks.control, marks.control_on);
                }
            }
        }
    }
    for (position, family) in families.iter().enumerate() {
        for ((population, _), (vector, marks)) in &clusters[position] {
            let own = &mut total[position][usize::from(*population)];
            fold(own, &family.plan, vector, *marks);
        }
        share(&mut total[position], &clusters[position]);
        for sums in &mut total[position] {
            mirror(sums, &family.plan);
        }
    }
    total
}

/// Sums the products of populations that share clusters.
fn share(populations: &mut [PopulationSums], clusters: &Shared) {
    let mut by_cluster: BTreeMap<u32, Vec<(u16, &[f64])>> = BTreeMap::new();
    for ((population, cluster), (vector, _)) in clusters {
        by_cluster
            .entry(*cluster)
            .or_default()
            .push((*population, vector));
    }
    for own in by_cluster.into_values() {
        for &(p, a) in &own {
            for &(q, b) in own.iter().filter(|(q, _)| *q != p) {
                let sums = populations[usize::from(p)]
                    .shared
                    .entry(q)
                    .or_insert_with(|| vec![0.0; a.len()]);
                for (sum, (x, y)) in sums.iter_mut().zip(a.iter().zip(b)) {
                    *sum += x * y;
                }
            }
        }
    }
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
fn fold(sums: &mut PopulationSums, plan: &SlotPlan, vector: &[f64], marks: Marks) {
    sums.clusters += marks.treated_on | marks.control_on;
    sums.treated_clusters += marks.treated_on;
    for (square, v) in sums.squares.iter_mut().zip(vector) {
        *square += v * v;
    }
    if marks.treated_on != 0 {
        for (square, v) in sums.treated_squares.iter_mut().zip(vector) {
            *square += v * v;
        }
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
    into.treated_squares
        .iter_mut()
        .zip(&from.treated_squares)
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
        // A family without slots before it: positions of families and of their slots differ.
        let (other, nowhere) = (SlotPlan::default(), []);
        let families = [
            Family {
                plan: other,
                population: &nowhere,
            },
            Family {
                plan,
                population: &[Some(0)],
            },
        ];
        let fill = |range: Range<u32>, (): &(), c: &mut Collector<'_>| {
            for person in range {
                let own = c.person(person, 0);
                own.vector[0] += f64::from(person);
                own.vector[1] += 1.0;
                own.marks.add(person == 0, 2, 2);
                let at = own.at;
                c.see(1, at, person == 0, if person < 3 { 3 } else { 2 });
            }
        };
        person_sums(
            &Attendance::of(&[true; 5]),
            &families,
            cluster,
            &|_| (),
            &fill,
        )
        .remove(1)
        .remove(0)
    }

    #[test]
    fn populations_that_share_a_cluster_have_products() {
        let plan = SlotPlan {
            slots: 1,
            populations: 3,
            ..SlotPlan::default()
        };
        let population = [Some(0), Some(1), Some(2)];
        let family = Family {
            plan,
            population: &population,
        };
        let fill = |range: Range<u32>, (): &(), c: &mut Collector<'_>| {
            for person in range {
                // People 0 and 3 are of the first population, 1 and 4 of the second, 2 of the third.
                let own = c.person(person, person % 3);
                own.vector[0] += f64::from(person) + 1.0;
                own.marks.add(true, 1, 1);
            }
        };
        let sums = |cluster: &[u32]| {
            let all = Attendance::of(&[true; 5]);
            person_sums(&all, std::slice::from_ref(&family), cluster, &|_| (), &fill).remove(0)
        };
        assert!(sums(&[]).iter().all(|s| s.shared.is_empty()));
        // Clusters {0, 1, 3} with sums 1 + 4 and 2, {4} with 5, {2}.
        let shared = sums(&[7, 7, OWN_CLUSTER, 7, 8]);
        assert_eq!(shared[0].shared, [(1, vec![10.0])].into());
        assert_eq!(shared[1].shared, [(0, vec![10.0])].into());
        assert!(shared[2].shared.is_empty());
    }

    #[test]
    fn people_are_squared_alone_or_by_cluster() {
        let alone = sums(&[]);
        assert_eq!(alone.squares, [30.0, 5.0]);
        assert_eq!(alone.treated_squares, [0.0, 1.0]);
        assert_eq!(alone.products[0], [30.0, 10.0, 10.0, 5.0]);
        assert_eq!(alone.seen, [[1, 2], [1, 4]]);
        assert_eq!((alone.clusters, alone.treated, alone.control), (5, 1, 4));
        let grouped = sums(&[0, OWN_CLUSTER, 1, 0, 1]);
        // Clusters: (3, 2), (1, 1), (6, 2).
        assert_eq!(grouped.squares, [46.0, 9.0]);
        assert_eq!(grouped.treated_squares, [9.0, 4.0]);
        assert_eq!(grouped.products[0], [46.0, 19.0, 19.0, 9.0]);
        assert_eq!((grouped.clusters, grouped.treated_clusters), (3, 1));
    }
}
