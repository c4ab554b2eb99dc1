//! What is collected of one chunk of people before it is squared: their vectors, and in which families they take part.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Family, OWN_CLUSTER, PopulationSums, fold};

/// In which families (one bit each) a person takes part.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Marks {
    /// As participant, and of these on common support.
    pub treated: u64,
    pub treated_on: u64,
    /// As control, and of these on common support.
    pub control: u64,
    pub control_on: u64,
}

impl Marks {
    /// Notes an arm's families.
    #[inline]
    pub(in super::super) fn add(&mut self, treated: bool, families: u64, on_support: u64) {
        if treated {
            self.treated |= families;
            self.treated_on |= on_support;
        } else {
            self.control |= families;
            self.control_on |= on_support;
        }
    }

    /// The families in which an arm's support is known already.
    #[inline]
    pub(in super::super) fn on_support(self, treated: bool) -> u64 {
        if treated {
            self.treated_on
        } else {
            self.control_on
        }
    }

    /// The marks of one family alone, as its only bit.
    fn of(self, family: usize) -> Marks {
        let bit = |mask: u64| mask >> family & 1;
        Marks {
            treated: bit(self.treated),
            treated_on: bit(self.treated_on),
            control: bit(self.control),
            control_on: bit(self.control_on),
        }
    }
}

/// Collects the influences of one chunk of people, the vectors of all families beside each other.
pub(in super::super) struct Collector<'r> {
    /// Position of the chunk's first person among those present.
    first: usize,
    rank: &'r [u32],
    width: usize,
    values: Vec<f64>,
    marks: Vec<Marks>,
    /// A cell that the person is in: it tells the populations.
    cell: Vec<u32>,
    /// Per family that counts by slot, and person: slots by arm.
    seen: Vec<Option<Vec<[u128; 2]>>>,
}

/// One person of a [`Collector`].
pub(in super::super) struct Person<'c> {
    /// The vectors of all families, in order.
    pub vector: &'c mut [f64],
    pub marks: &'c mut Marks,
    pub at: usize,
}

impl Collector<'_> {
    /// A person to add to, who is in a cell.
    #[inline]
    pub(in super::super) fn person(&mut self, person: u32, cell: u32) -> Person<'_> {
        let at = self.rank[person as usize] as usize - self.first;
        self.cell[at] = cell;
        Person {
            vector: &mut self.values[at * self.width..(at + 1) * self.width],
            marks: &mut self.marks[at],
            at,
        }
    }

    /// Notes that a person contributes to the slots of a bit set, in a family that counts by slot.
    #[inline]
    pub(in super::super) fn see(&mut self, family: usize, at: usize, treated: bool, slots: u128) {
        if let Some(seen) = &mut self.seen[family] {
            seen[at][usize::from(!treated)] |= slots;
        }
    }
}

/// Sums by cluster that several people share: (population, cluster).
pub(super) type Shared = BTreeMap<(u16, u32), (Vec<f64>, Marks)>;

impl<'r> Collector<'r> {
    /// For people with these positions among all; nobody's yet.
    pub(super) fn new(rank: &'r [u32], families: &[Family<'_>]) -> Collector<'r> {
        Collector {
            first: 0,
            rank,
            width: families.iter().map(|f| f.plan.slots).sum(),
            values: Vec::new(),
            marks: Vec::new(),
            cell: Vec::new(),
            seen: families
                .iter()
                .map(|f| f.plan.count.then(Vec::new))
                .collect(),
        }
    }

    /// Forgets what was collected and turns to the people in a range of positions.
    pub(super) fn begin(&mut self, range: &Range<usize>) {
        self.first = range.start;
        renew(&mut self.values, range.len() * self.width, 0.0);
        renew(&mut self.marks, range.len(), Marks::default());
        renew(&mut self.cell, range.len(), 0);
        for seen in self.seen.iter_mut().flatten() {
            renew(seen, range.len(), [0, 0]);
        }
    }

    /// Squares what was collected of one family, person by person, into its sums; people of a shared cluster are set aside.
    /// The family is given by its number and by where its slots begin.
    pub(super) fn finish(
        &self,
        people: &[u32],
        (number, offset): (usize, usize),
        family: &Family<'_>,
        cluster: &[u32],
        (sums, shared): &mut (Vec<PopulationSums>, Shared),
    ) {
        let plan = &family.plan;
        for (at, marks) in self.marks.iter().enumerate() {
            let mark = marks.of(number);
            let taking_part = mark.treated | mark.control != 0;
            let population = family
                .population
                .get(self.cell[at] as usize)
                .copied()
                .flatten();
            let (true, Some(population)) = (taking_part, population) else {
                continue;
            };
            let own = &mut sums[usize::from(population)];
            own.treated += mark.treated;
            own.control += mark.control;
            own.treated_on_support += mark.treated_on;
            own.control_on_support += mark.control_on;
            if let Some(seen) = &self.seen[number] {
                for (arm, &set) in seen[at].iter().enumerate() {
                    let mut left = set;
                    while left != 0 {
                        if let Some(count) = own.seen.get_mut(left.trailing_zeros() as usize) {
                            count[arm] += 1;
                        }
                        left &= left - 1;
                    }
                }
            }
            let from = at * self.width + offset;
            let vector = &self.values[from..from + plan.slots];
            match cluster.get(people[self.first + at] as usize) {
                None | Some(&OWN_CLUSTER) => fold(own, plan, vector, mark),
                Some(&number) => {
                    let (sum, marks) = shared
                        .entry((population, number))
                        .or_insert_with(|| (vec![0.0; plan.slots], Marks::default()));
                    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += v);
                    marks.add(true, mark.treated, mark.treated_on);
                    marks.add(false, mark.control, mark.control_on);
                }
            }
        }
    }
}

/// So many times the same value, in the room that is there.
fn renew<T: Copy>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}
