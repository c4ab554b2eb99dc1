//! What a dashboard would print (methods.md, section 8): people who ever took part against everybody else.

use rayon::prelude::*;

use crate::vocab::Day;

use super::attributes::rows_in_force;
use super::follow_up::{Ending, EventClock};
use super::people::{Panel, Resolved, band};
use super::trials::{Comparison, DAYS_PER_YEAR};
use super::waves::WaveMatrix;

/// People per task; fixed, and merged in order, so that threads change nothing.
const CHUNK: usize = 1 << 15;

/// Naive differences of one breakdown: participants minus everybody else, by the digits of the value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Naive {
    sizes: Vec<usize>,
    difference: Vec<Option<f64>>,
}

impl Naive {
    /// The difference of one population, if both groups have anybody.
    pub fn of(&self, digits: &[u16]) -> Option<f64> {
        let code = digits
            .iter()
            .zip(&self.sizes)
            .fold(0, |code, (&digit, &size)| code * size + usize::from(digit));
        self.difference.get(code).copied().flatten()
    }
}

/// Sum and number, control people first.
type Arms = [(f64, f64); 2];

impl Panel<'_> {
    /// Mean at the last wave, participants minus all other respondents; one result a breakdown (lists of positions
    /// among the comparison's dimensions).
    pub fn naive_score(
        &self,
        comparison: &Comparison,
        matrix: &WaveMatrix,
        breakdowns: &[Vec<usize>],
    ) -> Vec<Naive> {
        let cut_off = self.cut_off;
        let answered = |wave: usize| (0..self.people()).any(|p| !matrix.row(p)[wave].is_nan());
        let last = (0..matrix.width())
            .rev()
            .find(|&w| matrix.waves[w] <= cut_off && answered(w));
        self.naive(comparison, breakdowns, &|person| {
            let value = matrix.row(person)[last?];
            (!value.is_nan()).then(|| f64::from(value))
        })
    }

    /// Among people employed at any time since the first start: 100 x share without the event by the cut-off,
    /// participants minus everybody else; one result a breakdown.
    pub fn naive_event_free(
        &self,
        comparison: &Comparison,
        clock: &EventClock,
        breakdowns: &[Vec<usize>],
    ) -> Vec<Naive> {
        let cut_off = self.cut_off;
        let first = comparison
            .start
            .par_iter()
            .copied()
            .min()
            .filter(|&d| d <= cut_off);
        self.naive(comparison, breakdowns, &|person| {
            let first = first?;
            let mut employed = false;
            for spell in self
                .spells
                .of(person)
                .iter()
                .filter(|s| s.exit > first && s.hire <= cut_off)
            {
                employed = true;
                let from = first.max(spell.hire);
                if self.follow_up(clock, person, from, from, Day::MAX).1 == Ending::Event {
                    return Some(0.0);
                }
            }
            employed.then_some(100.0)
        })
    }

    fn naive(
        &self,
        comparison: &Comparison,
        breakdowns: &[Vec<usize>],
        value: &(dyn Fn(usize) -> Option<f64> + Sync),
    ) -> Vec<Naive> {
        let cut_off = self.cut_off;
        let row = rows_in_force(&self.org.roster, self.people(), cut_off);
        let sizes: Vec<Vec<usize>> = breakdowns
            .iter()
            .map(|b| b.iter().map(|&d| self.dimensions[d].1.len()).collect())
            .collect();
        let empty: Vec<Vec<Arms>> = sizes
            .iter()
            .map(|s| vec![[(0.0, 0.0); 2]; s.iter().product::<usize>().max(1)])
            .collect();
        let chunks: Vec<Vec<Vec<Arms>>> = (0..self.people().div_ceil(CHUNK))
            .into_par_iter()
            .map(|chunk| {
                let mut sums = empty.clone();
                let rows = row.iter().enumerate().skip(chunk * CHUNK).take(CHUNK);
                for (person, &row) in rows {
                    let Some(x) = value(person) else { continue };
                    let arm = usize::from(comparison.start[person] <= cut_off);
                    for ((breakdown, sizes), sums) in breakdowns.iter().zip(&sizes).zip(&mut sums) {
                        let code = breakdown.iter().zip(sizes).fold(0, |code, (&d, &size)| {
                            code * size + usize::from(self.dimension_digit(d, person, row, cut_off))
                        });
                        sums[code][arm].0 += x;
                        sums[code][arm].1 += 1.0;
                    }
                }
                sums
            })
            .collect();
        let mut total = empty;
        for chunk in &chunks {
            for (into, from) in total
                .iter_mut()
                .flatten()
                .flatten()
                .zip(chunk.iter().flatten().flatten())
            {
                into.0 += from.0;
                into.1 += from.1;
            }
        }
        sizes
            .into_iter()
            .zip(total)
            .map(|(sizes, sums)| {
                let mean = |(sum, n): (f64, f64)| (n > 0.0).then(|| sum / n);
                let difference = sums
                    .iter()
                    .map(|[control, treated]| Some(mean(*treated)? - mean(*control)?))
                    .collect();
                Naive { sizes, difference }
            })
            .collect()
    }

    /// A person's digit of a dimension on a day; priors have none and count as the last.
    pub(super) fn dimension_digit(
        &self,
        dimension: usize,
        person: usize,
        row: u32,
        day: Day,
    ) -> u16 {
        let (_, labels, resolved) = &self.dimensions[dimension];
        match resolved {
            Resolved::Attribute { attribute, digit } => {
                digit[self.attributes[*attribute].codes[row as usize] as usize]
            }
            Resolved::Tenure(lower) => {
                let hire = self
                    .spells
                    .covering(person, day)
                    .map_or(self.org.roster.hire[row as usize], |s| s.hire);
                band(lower, f64::from(day.since(hire)) / DAYS_PER_YEAR)
            }
            Resolved::Prior(_) => labels.len() as u16 - 1,
        }
    }
}
