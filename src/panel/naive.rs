//! What a dashboard would print (methods.md, section 8): people who ever took part against everybody else.

use crate::vocab::Day;

use super::attributes::rows_in_force;
use super::follow_up::{Ending, EventClock};
use super::people::{Panel, Resolved, band};
use super::trials::Comparison;
use super::waves::WaveMatrix;

/// Naive differences per breakdown: the value's digits over the dimensions asked for, and the difference.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Naive {
    by_value: std::collections::BTreeMap<Vec<u16>, f64>,
}

impl Naive {
    /// The difference of one population, if both groups have anybody.
    pub fn of(&self, digits: &[u16]) -> Option<f64> {
        self.by_value.get(digits).copied()
    }
}

#[derive(Default, Clone, Copy)]
struct Mean {
    sum: f64,
    n: f64,
}

impl Panel<'_> {
    /// Mean at the last wave, participants minus all other respondents.
    pub fn naive_score(&self, comparison: &Comparison, matrix: &WaveMatrix, dimensions: &[usize]) -> Naive {
        let cut_off = self.period.last_day();
        let answered = |wave: usize| (0..self.people()).any(|p| !matrix.row(p)[wave].is_nan());
        let Some(last) = (0..matrix.width()).rev().find(|&w| matrix.waves[w] <= cut_off && answered(w)) else {
            return Naive::default();
        };
        self.naive(comparison, dimensions, &|person| {
            let value = matrix.row(person)[last];
            (!value.is_nan()).then(|| f64::from(value))
        })
    }

    /// Among people employed at any time since the first start: 100 x share without the event by the cut-off,
    /// participants minus everybody else.
    pub fn naive_event_free(&self, comparison: &Comparison, clock: &EventClock, dimensions: &[usize]) -> Naive {
        let cut_off = self.period.last_day();
        let Some(first) = comparison.start.iter().copied().min().filter(|&d| d <= cut_off) else {
            return Naive::default();
        };
        self.naive(comparison, dimensions, &|person| {
            let mut spells = self.spells.of(person).iter().filter(|s| s.exit > first && s.hire <= cut_off).peekable();
            spells.peek()?;
            let event = spells.any(|spell| {
                let from = first.max(spell.hire);
                self.follow_up(clock, person, from, from, Day::MAX).1 == Ending::Event
            });
            Some(if event { 0.0 } else { 100.0 })
        })
    }

    fn naive(&self, comparison: &Comparison, dimensions: &[usize], value: &dyn Fn(usize) -> Option<f64>) -> Naive {
        let cut_off = self.period.last_day();
        let row = rows_in_force(&self.org.roster, self.people(), cut_off);
        let mut means: std::collections::BTreeMap<Vec<u16>, [Mean; 2]> = std::collections::BTreeMap::new();
        for person in 0..self.people() {
            let Some(x) = value(person) else { continue };
            let key: Vec<u16> = dimensions.iter().map(|&d| self.dimension_digit(d, person, row[person], cut_off)).collect();
            let arm = usize::from(comparison.start[person] <= cut_off);
            let mean = &mut means.entry(key).or_default()[arm];
            mean.sum += x;
            mean.n += 1.0;
        }
        let by_value = means
            .into_iter()
            .filter(|(_, [control, treated])| control.n > 0.0 && treated.n > 0.0)
            .map(|(key, [control, treated])| (key, treated.sum / treated.n - control.sum / control.n))
            .collect();
        Naive { by_value }
    }

    /// A person's digit of a dimension on a day; priors have none and count as the last.
    fn dimension_digit(&self, dimension: usize, person: usize, row: u32, day: Day) -> u16 {
        let (_, labels, resolved) = &self.dimensions[dimension];
        match resolved {
            Resolved::Attribute { attribute, digit } => digit[self.attributes[*attribute].codes[row as usize] as usize],
            Resolved::Tenure(lower) => {
                let hire = self.spells.covering(person, day).map_or(self.org.roster.hire[row as usize], |s| s.hire);
                band(lower, f64::from(day.since(hire)) / super::trials::DAYS_PER_YEAR)
            }
            Resolved::Prior(_) => labels.len() as u16 - 1,
        }
    }
}
