//! Influences laid out for one pass over the people of a trial: curves by day with all slots beside each other, steps of weights
//! with the stretches before them summed, and per cell the whole vector of somebody followed to the cut-off.

use super::super::person_sums::Collector;
use super::influence::{ArmWeights, DayTable, FollowUpFamily};

/// The curves of one population and arm, all slots of a day beside each other.
pub(super) struct DayVectors {
    slots: usize,
    last: u32,
    /// Two vectors a day: without the event, with it.
    values: Vec<f64>,
}

impl DayVectors {
    fn of(tables: &[&DayTable]) -> DayVectors {
        let days = |t: &&DayTable| t.event.len().max(t.other.len());
        let last = tables.iter().map(days).max().unwrap_or(0).saturating_sub(1) as u32;
        let mut values = Vec::with_capacity((last as usize + 1) * 2 * tables.len());
        for day in 0..=last {
            values.extend(tables.iter().map(|t| t.at(day)));
            values.extend(tables.iter().map(|t| t.event_at(day)));
        }
        DayVectors {
            slots: tables.len(),
            last,
            values,
        }
    }

    #[inline]
    fn at(&self, day: u32, event: bool) -> &[f64] {
        let from = (day.min(self.last) as usize * 2 + usize::from(event)) * self.slots;
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
    /// One vector over the curves a step.
    constant: Vec<f64>,
}

impl Steps {
    fn of(
        family: &FollowUpFamily<'_>,
        vectors: &[[DayVectors; 2]],
        weights: &ArmWeights,
        arm: usize,
    ) -> Steps {
        let mut steps = Steps::default();
        if weights.steps.is_empty() {
            return steps;
        }
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
            let table = &vectors[usize::from(population)][arm];
            let mut sum = vec![0.0; table.slots];
            let mut before = vec![0.0; table.slots];
            let mut factor = 1.0;
            for step in own {
                let until = table.at(step.from, false);
                for ((sum, before), until) in sum.iter_mut().zip(&mut before).zip(until) {
                    *sum += factor * (until - *before);
                    *before = *until;
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
        let weights = &family.influence.weights[trial];
        Prepared {
            family,
            vectors,
            trial,
            steps: [0, 1].map(|arm| Steps::of(family, vectors, &weights[arm], arm)),
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
        let table = self.vectors[own][arm].at(row.day, row.event);
        let (curves, stratified) = vector.split_at_mut(table.len());
        let steps = &self.steps[arm];
        match steps.passed(self.family.stratum[cell] as usize, row.day) {
            None => {
                for (slot, value) in curves.iter_mut().zip(table) {
                    *slot += sign * value;
                }
            }
            Some(k) => {
                let factor = steps.factor[k];
                let constant = &steps.constant[k * table.len()..(k + 1) * table.len()];
                for ((slot, value), constant) in curves.iter_mut().zip(table).zip(constant) {
                    *slot += sign * (constant + factor * value);
                }
            }
        }
        for (slot, tables) in stratified.iter_mut().zip(&self.family.influence.stratified) {
            let table = &tables[own][self.trial][arm];
            let side = if row.event {
                &table.event
            } else {
                &table.other
            };
            if let Some(value) = side.get(row.day as usize) {
                *slot += weight * value;
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
                    event: false,
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
        if !row.event && row.day == self.last_day {
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
    pub event: bool,
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
    use super::super::influence::{FollowUpInfluence, WeightStep};
    use super::*;

    #[test]
    fn a_weight_that_steps_scales_each_stretch() {
        // `other` accumulates 1 a day; the event adds -10.
        let table = DayTable {
            other: (0..6).map(f64::from).collect(),
            event: (0..6).map(|d| f64::from(d) - 10.0).collect(),
        };
        let influence = |steps: &[WeightStep], day, event| {
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
                    stratified: Vec::new(),
                },
            };
            let vectors = day_vectors(&family);
            let row = Followed {
                cell: 0,
                treated: true,
                day,
                event,
            };
            let mut vector = [0.0];
            Prepared::of(&family, &vectors, 0).influence(row, &mut vector);
            vector[0]
        };
        assert!((influence(&[], 4, false) - 4.0).abs() < 1e-12);
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
        assert!((influence(&steps, 4, false) - (1.0 + 4.0 + 4.0)).abs() < 1e-12);
        assert!((influence(&steps, 4, true) - (9.0 - 40.0)).abs() < 1e-12);
        // An event on the day of a step still has the weight before it.
        assert!((influence(&steps, 3, true) - (1.0 + 4.0 - 20.0)).abs() < 1e-12);
    }
}
