//! Who is matched with whom: generations apart, functions and regions crossed, what both sides bring, and likeness
//! against partners drawn by lot within the programme and enrolment period.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::kernel::assortment::{Match, assortment};
use crate::tables::{Column, ColumnType};
use crate::vocab::Period;

use super::super::attributes::CodedAttribute;
use super::aspect::{Aspect, Behind, HealthSums, Sums};
use super::pairs::{Pair, Pairs, Side};

/// An attribute with more values than this says who somebody is, not what kind.
const MOST_LABELS: usize = 60;
/// Attributes that hold lists, separated by semicolons.
const LISTS: [Column; 2] = [Column::Skills, Column::Interests];
/// Attributes of which it is told how many pairings cross them.
const CROSSED: [Column; 2] = [Column::Function, Column::Region];

impl Pairs<'_> {
    /// Everything about the match; nothing in programmes that have one side only.
    pub(super) fn matching(&self) -> Vec<HealthSums> {
        if !self.has_sides() {
            return Vec::new();
        }
        let attributes = &self.panel.attributes;
        let named = |column: Column| attributes.iter().find(|a| a.name == column.name());
        let mut out = Vec::new();
        if let Some(generation) = named(Column::Generation) {
            out.extend(self.ratio(Aspect::GenerationDistance, false, &|pair| {
                let apart = |a: u32, b: u32| f64::from(a.abs_diff(b));
                Some((self.between(pair, generation, &apart)?, 1.0))
            }));
        }
        for attribute in CROSSED.into_iter().filter_map(named) {
            let aspect = Aspect::Across(attribute.name.clone());
            out.extend(self.likeness(aspect, attribute, &|a, b| if a == b { 0.0 } else { 1.0 }));
        }
        let kinds: Vec<&CodedAttribute> = self.kinds().collect();
        let alike = |attribute: &&CodedAttribute| {
            let same = |a: u32, b: u32| if a == b { 1.0 } else { 0.0 };
            let aspect = Aspect::Alike(attribute.name.clone());
            let shown = self.likeness(aspect, attribute, &same);
            shown.map(|s| HealthSums {
                sums: self.by_lot(attribute, &same),
                ..s
            })
        };
        let alike: Vec<Option<HealthSums>> = kinds.par_iter().map(alike).collect();
        out.extend(alike.into_iter().flatten());
        for attribute in LISTS.into_iter().filter_map(named) {
            let sets = word_sets(attribute);
            let shared = |a: u32, b: u32| jaccard(&sets[a as usize], &sets[b as usize]);
            let aspect = Aspect::Shared(attribute.name.clone());
            let shown = self.likeness(aspect, attribute, &shared);
            out.extend(shown.map(|s| HealthSums {
                sums: self.by_lot(attribute, &shared),
                behind: Behind {
                    split: None,
                    ..s.behind
                },
                ..s
            }));
        }
        out
    }

    /// The attributes that say what kind of person somebody is.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &CodedAttribute> {
        self.panel.attributes.iter().filter(|a| {
            let column = Column::named(&a.name);
            let flag = column.is_some_and(|c| c.column_type() == ColumnType::Bool);
            let list = column.is_some_and(|c| LISTS.contains(&c));
            a.numbers.is_none() && !flag && !list && (2..=MOST_LABELS).contains(&a.labels.len())
        })
    }

    /// Codes of a side of a pairing as of its start; who states nothing is left out.
    fn codes(&self, pair: &Pair, side: Side, attribute: &CodedAttribute) -> Vec<u32> {
        pair.side(side)
            .map(|m| {
                let row = self.panel.row_in_force(m.person as usize, m.start);
                attribute.codes[row as usize]
            })
            .filter(|code| *code != attribute.missing())
            .collect()
    }

    /// Mean over the pairs of the two sides; `None` where a side states nothing.
    pub(super) fn between(
        &self,
        pair: &Pair,
        attribute: &CodedAttribute,
        of: &dyn Fn(u32, u32) -> f64,
    ) -> Option<f64> {
        let [junior, senior] = [Side::Junior, Side::Senior].map(|s| self.codes(pair, s, attribute));
        let n = junior.len() * senior.len();
        let sum: f64 = junior
            .iter()
            .flat_map(|&a| senior.iter().map(move |&b| (a, b)))
            .map(|(a, b)| of(a, b))
            .sum();
        (n > 0).then(|| sum / n as f64)
    }

    fn likeness(
        &self,
        aspect: Aspect,
        attribute: &CodedAttribute,
        of: &dyn Fn(u32, u32) -> f64,
    ) -> Option<HealthSums> {
        self.ratio(aspect, true, &|pair| {
            Some((self.between(pair, attribute, of)?, 1.0))
        })
    }

    /// Likeness against partners drawn by lot within the enrolment period.
    fn by_lot(&self, attribute: &CodedAttribute, alike: &dyn Fn(u32, u32) -> f64) -> Sums {
        let unit = self.panel.study.period_unit;
        let mut strata: BTreeMap<Period, Vec<Match>> = BTreeMap::new();
        for pair in &self.list {
            let [anchors, partners] =
                [Side::Junior, Side::Senior].map(|s| self.codes(pair, s, attribute));
            let period = Period::containing(unit, pair.start);
            strata
                .entry(period)
                .or_default()
                .push(Match { anchors, partners });
        }
        let strata: Vec<Vec<Match>> = strata.into_values().collect();
        Sums::Lot(assortment(&strata, alike, self.panel.study.seed))
    }
}

/// The words of every label, as sorted numbers: what is between semicolons, without case and surrounding space.
fn word_sets(attribute: &CodedAttribute) -> Vec<Vec<u32>> {
    let words = |label: &str| -> Vec<String> {
        let parts = label.split([';', '|']).map(|w| w.trim().to_lowercase());
        parts.filter(|w| !w.is_empty()).collect()
    };
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for word in attribute.labels.iter().flat_map(|l| words(l)) {
        let next = numbers.len() as u32;
        numbers.entry(word).or_insert(next);
    }
    attribute
        .labels
        .iter()
        .map(|label| {
            let mut set: Vec<u32> = words(label).iter().map(|w| numbers[w]).collect();
            set.sort_unstable();
            set.dedup();
            set
        })
        .collect()
}

/// What two sorted sets share, of all that is in either (Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x).
fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let shared = a.iter().filter(|x| b.binary_search(x).is_ok()).count();
    let all = a.len() + b.len() - shared;
    if all == 0 {
        0.0
    } else {
        shared as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Attribute;

    #[test]
    fn lists_share_words_whatever_their_order_and_case() {
        let values = Attribute::Category {
            codes: vec![0, 1, 2],
            labels: vec![
                "AI; Video".to_owned(),
                "video;Finance ;ai".to_owned(),
                ";".to_owned(),
            ],
        };
        let sets = word_sets(&CodedAttribute::of("skills", &values));
        // Two shared of three; nothing of nothing is nothing shared.
        assert!((jaccard(&sets[0], &sets[1]) - 2.0 / 3.0).abs() < 1e-12);
        assert!(jaccard(&sets[2], &sets[2]).abs() < 1e-12);
    }
}
