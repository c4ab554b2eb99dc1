//! Person x wave matrices: one per outcome, NaN where there is no answer.

use crate::tables::{Counted, Organisation, Scores};
use crate::vocab::{Day, Period, PeriodUnit};

use super::spells::Spells;

/// Calendar months of a quarter, of which rates are told whatever the period.
const MONTHS_PER_QUARTER: i32 = 3;

/// Values of one outcome: `values[person * waves.len() + wave]`, NaN where missing.
#[derive(Debug, Clone)]
pub struct WaveMatrix {
    /// Wave dates, ascending.
    pub waves: Vec<Day>,
    /// The values.
    pub values: Vec<f32>,
}

impl WaveMatrix {
    /// The scores of the `k`-th outcome of a source.
    pub fn of_scores(people: usize, scores: &Scores, k: usize) -> WaveMatrix {
        let width = scores.waves.len();
        let mut values = vec![f32::NAN; people * width];
        for ((&person, &wave), &score) in scores
            .person
            .iter()
            .zip(&scores.wave)
            .zip(&scores.scores[k])
        {
            values[person as usize * width + usize::from(wave)] = score;
        }
        WaveMatrix {
            waves: scores.waves.clone(),
            values,
        }
    }

    /// Counts per person and period as a rate per hundred people and quarter: zero when employed on the first day of the
    /// period and nothing is recorded. Periods run from the first recorded event to the cut-off; a period's
    /// wave date is its first day.
    pub fn of_counts(
        org: &Organisation,
        counted: &Counted,
        spells: &Spells,
        unit: PeriodUnit,
        last: Period,
    ) -> WaveMatrix {
        let people = org.people.len();
        let factor = (100 * MONTHS_PER_QUARTER) as f32 / unit.months() as f32;
        let first = counted
            .day
            .iter()
            .min()
            .map_or(last, |&day| Period::containing(unit, day));
        let count = usize::try_from(last.index() - first.index() + 1).unwrap_or(0);
        let periods: Vec<Period> = (0..count).map(|k| first.plus(k as i32)).collect();
        let waves: Vec<Day> = periods.iter().map(|p| p.first_day()).collect();
        let mut values = vec![f32::NAN; people * count];
        for person in 0..people {
            for (k, &day) in waves.iter().enumerate() {
                if spells.covering(person, day).is_some() {
                    values[person * count + k] = 0.0;
                }
            }
        }
        for ((&person, &day), &value) in counted.person.iter().zip(&counted.day).zip(&counted.value)
        {
            let k = Period::containing(unit, day).index() - first.index();
            if let Ok(k) = usize::try_from(k)
                && k < count
            {
                let slot = &mut values[person as usize * count + k];
                *slot = if slot.is_nan() {
                    *slot
                } else {
                    *slot + factor * value
                };
            }
        }
        WaveMatrix { waves, values }
    }

    /// Number of waves.
    pub fn width(&self) -> usize {
        self.waves.len()
    }

    /// The row of one person.
    pub fn row(&self, person: usize) -> &[f32] {
        let width = self.width();
        &self.values[person * width..(person + 1) * width]
    }

    /// Mean of a person's last `most` answered waves up to a day; NaN when there is none.
    pub fn recent_mean(&self, person: usize, until: Day, most: usize) -> f32 {
        let upto = self.waves.partition_point(|&w| w <= until);
        let recent = &self.row(person)[upto.saturating_sub(most)..upto];
        let (sum, n) = recent
            .iter()
            .filter(|v| !v.is_nan())
            .fold((0.0f64, 0u32), |(s, n), &v| (s + f64::from(v), n + 1));
        if n == 0 {
            f32::NAN
        } else {
            (sum / f64::from(n)) as f32
        }
    }
}
