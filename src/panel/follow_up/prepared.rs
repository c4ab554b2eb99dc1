//! Influences laid out for one pass over the people of a trial: curves by day with all slots beside each other, steps of weights
//! with the stretches before them summed, and per cell the whole vector of somebody followed to the cut-off.

use super::super::person_sums::Collector;
use super::influence::{DayTable, End, FollowUpFamily};

/// The curves of one population and arm, all slots of a day beside each other.
pub(super) struct DayVectors {
    slots: usize,
    last: u32,
    /// A vector a day and end.
    values: Vec<f64>,
}

impl DayVectors {
    fn of(tables: &[&DayTable]) -> DayVectors {
        let days = tables.iter().map(|t| t.days()).max().unwrap_or(0);
        let last = days.saturating_sub(1) as u32;
        let ends = End::EVERY.len();
        let mut values = Vec::with_capacity((last as usize + 1) * ends * tables.len());
        for day in 0..=last {
            for end in End::EVERY {
                values.extend(tables.iter().map(|t| t.at(day, end)));
            }
        }
        DayVectors {
            slots: tables.len(),
            last,
            values,
        }
    }

    #[inline]
    fn at(&self, day: u32, end: End) -> &[f64] {
        let place = day.min(self.last) as usize * End::EVERY.len() + end as usize;
        let from = place * self.slots;
        &self.values[from..from + self.slots]
    }
}

/// The steps of the weights of one arm of one trial: a person who has passed step k has the influence
/// `constant[k] + factor[k] · table`, the stretches before it being summed in the constant.
#[derive(Default)]
struct Steps {
    /// Per stratum where its steps begin, and the end of all; empty when no weight ever changes.
    starts: Vec<usize>,
    from: Vec<u32>,
    factor: Vec<f64>,
    /// One vector over all slots a step.
    constant: Vec<f64>,
}

impl Steps {
    fn of(
        family: &FollowUpFamily<'_>,
        vectors: &[[DayVectors; 2]],
        (trial, arm): (usize, usize),
    ) -> Steps {
        let weights = &family.influence.weights[trial][arm];
        let mut steps = Steps::default();
        if weights.steps.is_empty() {
            return steps;
        }
        let all: usize = weights.steps.iter().map(Vec::len).sum();
        steps.constant.reserve(all * family.influence.slots());
        let mut population: Vec<Option<u16>> = vec![None; weights.steps.len()];
        for (own, &stratum) in family.population.iter().zip(&family.stratum) {
            if own.is_some() {
                population[stratum as usize] = *own;
            }
        }
        for (own, population) in weights.steps.iter().zip(population) {
            steps.starts.push(steps.from.len());
            let Some(population) = population else {
                continue;
            };
            let population = usize::from(population);
            let curves = &vectors[population][arm];
            let stratified = family.influence.stratified.iter();
            let tables: Vec<&DayTable> = stratified.map(|s| &s[population][trial][arm]).collect();
            let slots = curves.slots + tables.len();
            let mut sum = vec![0.0; slots];
            let mut before = vec![0.0; slots];
            let mut factor = 1.0;
            for step in own {
                let until = curves.at(step.from, End::Other).iter().copied();
                let until = until.chain(tables.iter().map(|t| t.at(step.from, End::Other)));
                for ((sum, before), until) in sum.iter_mut().zip(&mut before).zip(until) {
                    *sum += factor * (until - *before);
                    *before = until;
                }
                factor = step.factor;
                steps.from.push(step.from);
                steps.factor.push(factor);
                let constants = sum.iter().zip(&before).map(|(s, b)| s - factor * b);
                steps.constant.extend(constants);
            }
        }
        steps.starts.push(steps.from.len());
        steps
    }

    /// The last step that is over by a day.
    #[inline]
    fn passed(&self, stratum: usize, day: u32) -> Option<usize> {
        let (&from, &to) = (self.starts.get(stratum)?, self.starts.get(stratum + 1)?);
        let passed = self.from[from..to].partition_point(|&f| f < day);
        (passed > 0).then(|| from + passed - 1)
    }
}

/// One family prepared for one trial.
pub(super) struct Prepared<'f> {
    family: &'f FollowUpFamily<'f>,
    vectors: &'f [[DayVectors; 2]],
    trial: usize,
    steps: [Steps; 2],
}

impl<'f> Prepared<'f> {
    pub(super) fn of(
        family: &'f FollowUpFamily<'f>,
        vectors: &'f [[DayVectors; 2]],
        trial: usize,
    ) -> Self {
        Prepared {
            family,
            vectors,
            trial,
            steps: [0, 1].map(|arm| Steps::of(family, vectors, (trial, arm))),
        }
    }

    /// Weight of the people of a cell, 0 where they have no part in the family.
    fn weight(&self, cell: usize, arm: usize) -> f64 {
        match self.family.population[cell] {
            Some(_) => {
                let stratum = self.family.stratum[cell] as usize;
                self.family.influence.weights[self.trial][arm].weight[stratum]
            }
            None => 0.0,
        }
    }

    /// Adds the influence of one person to the vector of the family.
    #[inline]
    fn influence(&self, row: Followed, vector: &mut [f64]) {
        let (arm, cell) = (usize::from(row.treated), row.cell as usize);
        let weight = self.weight(cell, arm);
        let (true, Some(population)) = (weight > 0.0, self.family.population[cell]) else {
            return;
        };
        let own = usize::from(population);
        let sign = if row.treated { weight } else { -weight };
        let table = self.vectors[own][arm].at(row.day, row.end);
        let (curves, stratified) = vector.split_at_mut(table.len());
        let by_trial = self.family.influence.stratified.iter();
        let by_trial = by_trial.map(|tables| tables[own][self.trial][arm].at(row.day, row.end));
        let steps = &self.steps[arm];
        match steps.passed(self.family.stratum[cell] as usize, row.day) {
            None => {
                for (slot, value) in curves.iter_mut().zip(table) {
                    *slot += sign * value;
                }
                for (slot, value) in stratified.iter_mut().zip(by_trial) {
                    *slot += weight * value;
                }
            }
            Some(k) => {
                let factor = steps.factor[k];
                let slots = self.family.influence.slots();
                let constant = &steps.constant[k * slots..(k + 1) * slots];
                let (constant, of_trial) = constant.split_at(table.len());
                for ((slot, value), constant) in curves.iter_mut().zip(table).zip(constant) {
                    *slot += sign * (constant + factor * value);
                }
                for ((slot, value), constant) in stratified.iter_mut().zip(by_trial).zip(of_trial) {
                    *slot += weight * (constant + factor * value);
                }
            }
        }
    }
}

/// All families prepared for one trial.
pub(super) struct PreparedTrial<'f> {
    last_day: u32,
    families: Vec<Prepared<'f>>,
    /// Per cell: the families (one bit each) that its people belong to.
    member: Vec<u64>,
    /// Per arm and cell: those of them in which they have a weight.
    on_support: [Vec<u64>; 2],
    /// Per arm and cell: the vectors of all families for somebody followed to the cut-off without the event. Most people are.
    usual: [Vec<f64>; 2],
    width: usize,
}

impl<'f> PreparedTrial<'f> {
    pub(super) fn of(
        families: Vec<Prepared<'f>>,
        cells: usize,
        last_day: u32,
    ) -> PreparedTrial<'f> {
        let slots = |f: &Prepared<'_>| f.family.influence.slots();
        let width: usize = families.iter().map(slots).sum();
        let bits = |holds: &dyn Fn(&Prepared<'_>) -> bool| {
            let bit = |(k, f)| u64::from(holds(f)) << k;
            families
                .iter()
                .enumerate()
                .map(bit)
                .fold(0, |all, bit| all | bit)
        };
        let member = (0..cells).map(|cell| bits(&|f| f.family.population[cell].is_some()));
        let on_support = [0, 1].map(|arm| {
            let of_cell = |cell| bits(&|f| f.weight(cell, arm) > 0.0);
            (0..cells).map(of_cell).collect()
        });
        let usual = [false, true].map(|treated| {
            let mut usual = vec![0.0; cells * width];
            for (cell, mut vector) in usual.chunks_exact_mut(width.max(1)).enumerate() {
                let row = Followed {
                    cell: cell as u32,
                    treated,
                    day: last_day,
                    end: End::Other,
                };
                for family in &families {
                    let (own, rest) = vector.split_at_mut(slots(family));
                    family.influence(row, own);
                    vector = rest;
                }
            }
            usual
        });
        PreparedTrial {
            last_day,
            member: member.collect(),
            on_support,
            usual,
            width,
            families,
        }
    }

    #[inline]
    pub(super) fn contribute(&self, person: u32, row: Followed, collector: &mut Collector<'_>) {
        let (arm, cell) = (usize::from(row.treated), row.cell as usize);
        let own = collector.person(person, row.cell);
        own.marks
            .add(row.treated, self.member[cell], self.on_support[arm][cell]);
        if row.end == End::Other && row.day == self.last_day {
            let usual = &self.usual[arm][cell * self.width..(cell + 1) * self.width];
            own.vector.iter_mut().zip(usual).for_each(|(v, u)| *v += u);
        } else {
            let mut vector = own.vector;
            for family in &self.families {
                let (own, rest) = vector.split_at_mut(family.family.influence.slots());
                family.influence(row, own);
                vector = rest;
            }
        }
    }
}

/// How one person of a trial was followed.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    pub cell: u32,
    pub treated: bool,
    pub day: u32,
    pub end: End,
}

/// The curves of a family by population and arm.
pub(super) fn day_vectors(family: &FollowUpFamily<'_>) -> Vec<[DayVectors; 2]> {
    (0..family.populations)
        .map(|population| {
            [0, 1].map(|arm| {
                let curves = family.influence.curves.iter();
                let tables: Vec<&DayTable> = curves.map(|c| &c[population][arm]).collect();
                DayVectors::of(&tables)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::influence::{ArmWeights, FollowUpInfluence, WeightStep};
    use super::*;

    #[test]
    fn a_weight_that_steps_scales_each_stretch() {
        // `other` accumulates 1 a day; the event adds -10.
        let table = DayTable {
            other: (0..6).map(f64::from).collect(),
            event: (0..6).map(|d| f64::from(d) - 10.0).collect(),
            competing: (0..6).map(|d| f64::from(d) + 3.0).collect(),
        };
        let influence = |steps: &[WeightStep], day, end| {
            let weights = || ArmWeights {
                weight: vec![1.0],
                steps: vec![steps.to_vec()],
            };
            let family = FollowUpFamily {
                population: &[Some(0)],
                stratum: vec![0],
                populations: 1,
                influence: FollowUpInfluence {
                    curves: vec![vec![[table.clone(), table.clone()]]],
                    weights: vec![[weights(), weights()]],
                    stratified: vec![vec![vec![[table.clone(), table.clone()]]]],
                },
            };
            let vectors = day_vectors(&family);
            let row = Followed {
                cell: 0,
                treated: true,
                day,
                end,
            };
            let mut vector = [0.0; 2];
            Prepared::of(&family, &vectors, 0).influence(row, &mut vector);
            // A slot of the pooled curves and one by trial follow the same rule.
            assert_eq!(vector[0], vector[1]);
            vector[0]
        };
        assert!((influence(&[], 4, End::Other) - 4.0).abs() < 1e-12);
        let steps = [
            WeightStep {
                from: 1,
                factor: 2.0,
            },
            WeightStep {
                from: 3,
                factor: 4.0,
            },
        ];
        // Days up to 1 at 1, 2 and 3 at 2, day 4 at 4.
        assert!((influence(&steps, 4, End::Other) - (1.0 + 4.0 + 4.0)).abs() < 1e-12);
        assert!((influence(&steps, 4, End::Event) - (9.0 - 40.0)).abs() < 1e-12);
        // An event on the day of a step still has the weight before it.
        assert!((influence(&steps, 3, End::Event) - (1.0 + 4.0 - 20.0)).abs() < 1e-12);
        assert!((influence(&steps, 4, End::Competing) - (9.0 + 12.0)).abs() < 1e-12);
    }
}
